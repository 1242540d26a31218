/* laurel-db-result.h - reads the cells of a result
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The statements are ours, so a cell that is not what its reader expects is our own mistake:
 * readers assert. Rows and columns count from 0. A reader of a number asserts that the cell is not
 * NULL.
 */

#pragma once

#include <glib.h>
#include <libpq-fe.h>

G_BEGIN_DECLS

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PGresult, PQclear)

int laurel_db_get_n_rows (const PGresult *result);
/* How many rows an INSERT, UPDATE or DELETE touched. */
gint64   laurel_db_get_n_affected (const PGresult *result);
gboolean laurel_db_is_null (const PGresult *result, int row, int column);

/* Belongs to @result; NULL for SQL's NULL. */
const char *laurel_db_get_text (const PGresult *result, int row, int column);
gint64      laurel_db_get_bigint (const PGresult *result, int row, int column);
gint32      laurel_db_get_int (const PGresult *result, int row, int column);
gboolean    laurel_db_get_boolean (const PGresult *result, int row, int column);
/* A timestamptz in microseconds since 1970-01-01 00:00 UTC. */
gint64 laurel_db_get_timestamp (const PGresult *result, int row, int column);
/* (transfer full): a bytea; NULL for SQL's NULL. */
GBytes *laurel_db_dup_bytes (const PGresult *result, int row, int column);

G_END_DECLS
