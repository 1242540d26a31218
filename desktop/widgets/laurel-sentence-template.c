/* laurel-sentence-template.c - messages with named places for values, and lists in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/widgets/laurel-sentence-template.h"

#include <glib/gi18n.h>
#include <string.h>

#include "desktop/widgets/laurel-format.h"

typedef void (*PieceFunc) (const char *text, gsize length, gboolean is_slot, gpointer data);

/* An open brace without its end is a fault of a translation, and stands for itself. */
static void
each_piece (const char *message, PieceFunc func, gpointer data)
{
  const char *rest = message;

  while (*rest != '\0')
    {
      const char *open = strchr (rest, '{');
      const char *close = open != NULL ? strchr (open, '}') : NULL;

      if (close == NULL)
        {
          func (rest, strlen (rest), FALSE, data);
          return;
        }

      if (open > rest)
        func (rest, (gsize) (open - rest), FALSE, data);

      func (open + 1, (gsize) (close - open - 1), TRUE, data);
      rest = close + 1;
    }
}

typedef struct
{
  GString       *text;
  LaurelSlotFunc words;
  gpointer       data;
} Filling;

static void
fill_piece (const char *text, gsize length, gboolean is_slot, gpointer data)
{
  Filling         *filling = data;
  g_autofree char *slot = NULL;
  g_autofree char *words = NULL;

  if (!is_slot)
    {
      g_string_append_len (filling->text, text, (gssize) length);
      return;
    }

  slot = g_strndup (text, length);
  words = filling->words (slot, filling->data);
  g_string_append (filling->text, words);
}

char *
laurel_template_fill (const char *message, LaurelSlotFunc words, gpointer data)
{
  Filling filling = { g_string_new (NULL), words, data };

  each_piece (message, fill_piece, &filling);

  return g_string_free (filling.text, FALSE);
}

static void
piece_free (gpointer data)
{
  LaurelPiece *piece = data;

  g_free (piece->text);
  g_free (piece);
}

static void
add_piece (const char *text, gsize length, gboolean is_slot, gpointer data)
{
  g_autofree char *copy = g_strstrip (g_strndup (text, length));
  LaurelPiece     *piece = NULL;

  if (*copy == '\0')
    return;

  piece = g_new (LaurelPiece, 1);
  piece->text = g_steal_pointer (&copy);
  piece->is_slot = is_slot;
  g_ptr_array_add (data, piece);
}

GPtrArray *
laurel_template_split (const char *message)
{
  GPtrArray *pieces = g_ptr_array_new_with_free_func (piece_free);

  each_piece (message, add_piece, pieces);

  return pieces;
}

static const char *
separator_of (LaurelListStyle style)
{
  return style == LAUREL_LIST_NONE
             /* TRANSLATORS: between the first things of a list after "not": not A, B or C */
             ? C_ ("none of", ", ")
             /* TRANSLATORS: between the first things of a list: A, B or C */
             : C_ ("list", ", ");
}

static char *
join_last (const char *head, const char *last, LaurelListStyle style)
{
  switch (style)
    {
    case LAUREL_LIST_AND:
      /* TRANSLATORS: the end of a list: A, B and C */
      return g_strdup_printf (C_ ("list", "%1$s and %2$s"), head, last);
    case LAUREL_LIST_NONE:
      /* TRANSLATORS: the end of a list after "not": the level is not A, B or C */
      return g_strdup_printf (C_ ("none of", "%1$s or %2$s"), head, last);
    case LAUREL_LIST_OR:
    default:
      /* TRANSLATORS: the end of a list: A, B or C */
      return g_strdup_printf (C_ ("list", "%1$s or %2$s"), head, last);
    }
}

char *
laurel_template_list (GPtrArray *words, LaurelListStyle style, guint max)
{
  g_autoptr (GString) head = g_string_new (NULL);
  g_autofree char *last = NULL;
  guint            n_named = words->len;

  g_return_val_if_fail (words->len > 0 && max > 1, NULL);

  if (words->len == 1)
    return g_strdup (g_ptr_array_index (words, 0));

  if (words->len > max)
    {
      g_autofree char *number = NULL;

      n_named = max;
      number = laurel_format_count (words->len - max);
      /* TRANSLATORS: %s is how many: A, B and 5 more */
      last = g_strdup_printf (C_ ("list", "%s more"), number);
    }
  else
    {
      n_named = words->len - 1;
      last = g_strdup (g_ptr_array_index (words, n_named));
    }

  for (guint i = 0; i < n_named; i++)
    {
      if (i > 0)
        g_string_append (head, separator_of (style));

      g_string_append (head, g_ptr_array_index (words, i));
    }

  return join_last (head->str, last, style);
}
