/* laurel-db-array.c - reads the arrays in a result's cells
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/store/laurel-db-array.h"

#include <string.h>

/* Reads the number or NULL at *@at, and leaves *@at behind the comma or brace that follows. */
static gint64
read_bigint (const char **at, gint64 none)
{
  char  *end = NULL;
  gint64 value = none;

  if (g_str_has_prefix (*at, "NULL"))
    {
      end = (char *) *at + strlen ("NULL");
    }
  else
    {
      value = g_ascii_strtoll (*at, &end, 10);
      g_assert (end > *at);
    }

  g_assert (*end == ',' || *end == '}');
  *at = end + 1;

  return value;
}

/* The cell's elements, past the opening brace, or NULL where there are none. */
static const char *
begin_array (const PGresult *result, int row, int column)
{
  const char *text = laurel_db_get_text (result, row, column);

  if (text == NULL)
    return NULL;

  g_assert (text[0] == '{');

  return text[1] == '}' ? NULL : text + 1;
}

gint64 *
laurel_db_dup_bigints (const PGresult *result, int row, int column, gint64 none, gsize *n_values)
{
  const char *at = begin_array (result, row, column);
  GArray     *values = g_array_new (FALSE, FALSE, sizeof (gint64));

  while (at != NULL && *at != '\0')
    {
      gint64 value = read_bigint (&at, none);

      g_array_append_val (values, value);
    }

  *n_values = values->len;

  return (gint64 *) (gpointer) g_array_free (values, FALSE);
}

void
laurel_db_get_bigints (const PGresult *result,
                       int             row,
                       int             column,
                       gint64          none,
                       gint64         *values,
                       gsize           n_values)
{
  const char *at = begin_array (result, row, column);

  for (gsize i = 0; i < n_values; i++)
    {
      g_assert (at != NULL && *at != '\0');
      values[i] = read_bigint (&at, none);
    }

  g_assert (at == NULL || *at == '\0');
}

/* Reads one text or NULL at *@at, quoted or bare. */
static char *
read_text (const char **at)
{
  GString    *text = NULL;
  const char *start = *at;

  if (*start != '"')
    {
      gsize length = strcspn (start, ",}");

      *at = start + length + 1;

      if (length == strlen ("NULL") && strncmp (start, "NULL", length) == 0)
        return NULL;

      return g_strndup (start, length);
    }

  text = g_string_new (NULL);

  for (start++; *start != '"'; start++)
    {
      if (*start == '\\')
        start++;

      g_assert (*start != '\0');
      g_string_append_c (text, *start);
    }

  g_assert (start[1] == ',' || start[1] == '}');
  *at = start + 2;

  return g_string_free (text, FALSE);
}

char **
laurel_db_dup_texts (const PGresult *result, int row, int column, gsize *n_values)
{
  const char *at = begin_array (result, row, column);
  GPtrArray  *texts = g_ptr_array_new ();

  while (at != NULL && *at != '\0')
    g_ptr_array_add (texts, read_text (&at));

  *n_values = texts->len;
  g_ptr_array_add (texts, NULL);

  return (char **) g_ptr_array_free (texts, FALSE);
}

void
laurel_db_free_texts (char **texts, gsize n_values)
{
  for (gsize i = 0; texts != NULL && i < n_values; i++)
    g_free (texts[i]);

  g_free (texts);
}
