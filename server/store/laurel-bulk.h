/* laurel-bulk.h - loads many rows by COPY, blocking, over a connection of its own
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For imports and the demo chain; not for a server's event loop. Use: begin, any number of
 * (copy, rows, copy_end) and execute, commit; and again. What is not committed is gone. Speaks as
 * laurel_app with the search path "laurel"; no time-outs.
 *
 * After a function has failed the transaction is over: laurel_bulk_rollback() or free.
 */

#pragma once

#include "server/store/laurel-database-error.h"
#include "server/store/laurel-db-params.h"
#include "server/store/laurel-db-result.h"

G_BEGIN_DECLS

typedef struct _LaurelBulk LaurelBulk;

/* Fails with UNSAFE where the database could lose what it acknowledges, unless @allow_unsafe
 * (tests). */
LaurelBulk *laurel_bulk_open (const char *conninfo,
                              gboolean    allow_unsafe,
                              GError    **error) G_GNUC_WARN_UNUSED_RESULT;
/* An open transaction is rolled back. */
void laurel_bulk_free (LaurelBulk *self);

gboolean laurel_bulk_begin (LaurelBulk *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean laurel_bulk_commit (LaurelBulk *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void     laurel_bulk_rollback (LaurelBulk *self);

/**
 * laurel_bulk_execute:
 * @sql: constant text
 * @params: (nullable) (transfer none)
 *
 * Returns: (transfer full): the result, or NULL with @error set. Not between copy and copy_end.
 */
PGresult *laurel_bulk_execute (LaurelBulk     *self,
                               const char     *sql,
                               LaurelDbParams *params,
                               GError        **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * laurel_bulk_copy:
 * @table: the table's name, quoted here
 * @columns: (array zero-terminated=1): names of the columns, quoted here, in the order of the cells
 *
 * Begins rows for @table. Then add each row's cells in order, and laurel_bulk_end_row().
 */
gboolean laurel_bulk_copy (LaurelBulk        *self,
                           const char        *table,
                           const char *const *columns,
                           GError           **error) G_GNUC_WARN_UNUSED_RESULT;

void laurel_bulk_add_null (LaurelBulk *self);
/* @text NULL is SQL's NULL. UTF-8 without NUL. */
void laurel_bulk_add_text (LaurelBulk *self, const char *text);
void laurel_bulk_add_bigint (LaurelBulk *self, gint64 value);
void laurel_bulk_add_boolean (LaurelBulk *self, gboolean value);
void laurel_bulk_add_bytes (LaurelBulk *self, const void *bytes, gsize length);
/* Microseconds since 1970-01-01 00:00 UTC; years 1 to 9999. */
void laurel_bulk_add_timestamp (LaurelBulk *self, gint64 unix_us);
void laurel_bulk_add_text_array (LaurelBulk *self, const char *const *values, gsize n);
void laurel_bulk_add_bigint_array (LaurelBulk *self, const gint64 *values, gsize n);

/* Sends rows when enough have gathered. */
gboolean laurel_bulk_end_row (LaurelBulk *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* @n_rows: (out) (optional): rows loaded by this copy */
gboolean laurel_bulk_copy_end (LaurelBulk *self,
                               gint64     *n_rows,
                               GError    **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelBulk, laurel_bulk_free)

G_END_DECLS
