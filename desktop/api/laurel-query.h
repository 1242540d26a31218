/* laurel-query.h - the query of an address, put together member by member
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A query without its "?"; freed by g_string_free(). */

/* Adds name=value, escaped; NULL and "" are left out. */
void laurel_query_add (GString *query, const char *name, const char *value);
void laurel_query_add_int (GString *query, const char *name, gint64 value);

/* A date that is not valid is left out. */
void laurel_query_add_date (GString *query, const char *name, const GDate *date);

/* An identifier as one segment of a path: escaped. */
char *laurel_query_escape (const char *id);

G_END_DECLS
