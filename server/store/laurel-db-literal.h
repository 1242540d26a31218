/* laurel-db-literal.h - values as PostgreSQL's text form has them, for parameters and COPY
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Microseconds since 1970-01-01 00:00 UTC, in the years 1 to 9999. */
void laurel_db_literal_append_timestamp (GString *to, gint64 unix_us);
void laurel_db_literal_append_bigint_array (GString *to, const gint64 *values, gsize n);
/* An element may be NULL. */
void laurel_db_literal_append_text_array (GString *to, const char *const *values, gsize n);

/* Reads a timestamptz that a session in UTC with ISO dates has written; FALSE: it is none, or
 * infinity. */
gboolean laurel_db_literal_parse_timestamp (const char *text,
                                            gint64     *unix_us) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
