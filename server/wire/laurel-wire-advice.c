/* laurel-wire-advice.c - what a program's author should know before it is published, as JSON
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/wire/laurel-wire-advice.h"

static void
add_string (json_t *object, const char *name, const char *string)
{
  if (string != NULL)
    json_object_set_new (object, name, json_string (string));
}

json_t *
laurel_wire_new_advice (const LaurelAdviceList *advice)
{
  json_t *array = json_array ();

  for (guint i = 0; i < laurel_advice_list_get_n (advice); i++)
    {
      const LaurelAdvice *one = laurel_advice_list_get (advice, i);
      json_t             *object = json_object ();

      add_string (object, "code", laurel_advice_code_to_word (one->code));
      add_string (object, "node", one->node);
      add_string (object, "path", one->path);
      add_string (object, "other", one->other);
      add_string (object, "message", one->message);
      json_array_append_new (array, object);
    }

  return array;
}
