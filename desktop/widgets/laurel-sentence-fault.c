/* laurel-sentence-fault.c - what the server has found in a program, in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n.h>
#include <string.h>

#include "desktop/widgets/laurel-sentence.h"

static const struct
{
  const char *code;
  const char *words;
} known[] = {
  { "format", N_ ("Something is missing here, or is not what it should be.") },
  { "range", N_ ("The number is too small, too large, or no multiple of the step.") },
  { "reference", N_ ("It names something that is not in the program.") },
  { "dead", N_ ("It can never apply, whatever is bought, by whom and when.") },
  { "past", N_ ("Its dates are over.") },
  { "unknown_id", N_ ("It names products, stores or segments that do not exist.") },
  { "never_active", N_ ("Its points burn before they can be spent.") },
};

char *
laurel_sentence_fault (const LaurelFault *fault, const char *other)
{
  g_return_val_if_fail (fault != NULL, NULL);

  if (strcmp (fault->code, "always_loses") == 0)
    return other != NULL
               /* TRANSLATORS: %s is the name of another discount */
               ? g_strdup_printf (_ ("“%s” always wins over it where both apply."), other)
               : g_strdup (_ ("Another discount always wins over it where both apply."));

  if (strcmp (fault->code, "shadowed") == 0)
    return other != NULL
               /* TRANSLATORS: %s is the name of another discount */
               ? g_strdup_printf (_ ("“%s” before it has always decided already."), other)
               : g_strdup (_ ("Something before it has always decided already."));

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    if (strcmp (fault->code, known[i].code) == 0)
      return g_strdup (_ (known[i].words));

  return g_strdup (fault->message);
}
