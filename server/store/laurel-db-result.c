/* laurel-db-result.c - reads the cells of a result
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/store/laurel-db-result.h"

#include "server/store/laurel-db-literal.h"

int
laurel_db_get_n_rows (const PGresult *result)
{
  return PQntuples (result);
}

gint64
laurel_db_get_n_affected (const PGresult *result)
{
  /* libpq forgot a const here; the function only reads. */
  return g_ascii_strtoll (PQcmdTuples ((PGresult *) result), NULL, 10);
}

gboolean
laurel_db_is_null (const PGresult *result, int row, int column)
{
  g_assert (row >= 0 && row < PQntuples (result) && column >= 0 && column < PQnfields (result));

  return PQgetisnull (result, row, column) != 0;
}

const char *
laurel_db_get_text (const PGresult *result, int row, int column)
{
  return laurel_db_is_null (result, row, column) ? NULL : PQgetvalue (result, row, column);
}

gint64
laurel_db_get_bigint (const PGresult *result, int row, int column)
{
  const char *text = laurel_db_get_text (result, row, column);
  gint64      value = 0;

  g_assert (text != NULL);
  if (!g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &value, NULL))
    g_assert_not_reached ();

  return value;
}

gint32
laurel_db_get_int (const PGresult *result, int row, int column)
{
  gint64 value = laurel_db_get_bigint (result, row, column);

  g_assert (value >= G_MININT32 && value <= G_MAXINT32);

  return (gint32) value;
}

gboolean
laurel_db_get_boolean (const PGresult *result, int row, int column)
{
  const char *text = laurel_db_get_text (result, row, column);

  g_assert (text != NULL && (text[0] == 't' || text[0] == 'f') && text[1] == '\0');

  return text[0] == 't';
}

gint64
laurel_db_get_timestamp (const PGresult *result, int row, int column)
{
  const char *text = laurel_db_get_text (result, row, column);
  gint64      unix_us = 0;

  g_assert (text != NULL);
  if (!laurel_db_literal_parse_timestamp (text, &unix_us))
    g_assert_not_reached ();

  return unix_us;
}

GBytes *
laurel_db_dup_bytes (const PGresult *result, int row, int column)
{
  const char *text = laurel_db_get_text (result, row, column);
  gsize       length = 0;
  guint8     *bytes = NULL;

  if (text == NULL)
    return NULL;

  g_assert (text[0] == '\\' && text[1] == 'x'); /* bytea_output=hex */
  text += 2;
  bytes = g_new (guint8, (gsize) PQgetlength (result, row, column) / 2);
  for (; text[0] != '\0'; text += 2)
    {
      int high = g_ascii_xdigit_value (text[0]);
      int low = g_ascii_xdigit_value (text[1]);

      g_assert (high >= 0 && low >= 0);
      bytes[length++] = (guint8) (high << 4 | low);
    }

  return g_bytes_new_take (bytes, length);
}
