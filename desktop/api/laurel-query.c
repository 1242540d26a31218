/* laurel-query.c - the query of an address, put together member by member
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/api/laurel-query.h"

void
laurel_query_add (GString *query, const char *name, const char *value)
{
  if (value == NULL || *value == '\0')
    return;

  if (query->len > 0)
    g_string_append_c (query, '&');

  g_string_append_printf (query, "%s=", name);
  g_string_append_uri_escaped (query, value, NULL, FALSE);
}

void
laurel_query_add_int (GString *query, const char *name, gint64 value)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, value);

  laurel_query_add (query, name, text);
}

void
laurel_query_add_date (GString *query, const char *name, const GDate *date)
{
  char text[16];

  if (!g_date_valid (date))
    return;

  g_date_strftime (text, sizeof text, "%Y-%m-%d", date);
  laurel_query_add (query, name, text);
}

char *
laurel_query_escape (const char *id)
{
  return g_uri_escape_string (id, NULL, FALSE);
}
