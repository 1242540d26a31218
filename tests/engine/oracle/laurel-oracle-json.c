/* laurel-oracle-json.c - members of valid objects, with what they are where they are missing
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/engine/oracle/laurel-oracle-private.h"

gint64
laurel_oracle_integer (json_t *object, const char *name, gint64 missing)
{
  json_t *member = json_object_get (object, name);

  return member != NULL ? (gint64) json_integer_value (member) : missing;
}

gboolean
laurel_oracle_flag (json_t *object, const char *name, gboolean missing)
{
  json_t *member = json_object_get (object, name);

  return member != NULL ? json_is_true (member) : missing;
}

const char *
laurel_oracle_word (json_t *object, const char *name, const char *missing)
{
  json_t *member = json_object_get (object, name);

  return member != NULL ? json_string_value (member) : missing;
}

gboolean
laurel_oracle_has_word (json_t *array, const char *word)
{
  gsize   i = 0;
  json_t *member = NULL;

  json_array_foreach (array, i, member)
  {
    if (g_strcmp0 (json_string_value (member), word) == 0)
      return TRUE;
  }

  return FALSE;
}
