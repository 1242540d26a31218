/* laurel-db-array.h - reads the arrays in a result's cells
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One-dimensional arrays of bigint and text as PostgreSQL writes them. The statements are ours, so
 * a cell of another shape is our own mistake and an assertion. A cell of SQL's NULL is an empty
 * array.
 */

#pragma once

#include "server/store/laurel-db-result.h"

G_BEGIN_DECLS

/* (transfer full): @n_values numbers; an element that is NULL reads as @none. */
gint64 *laurel_db_dup_bigints (const PGresult *result,
                               int             row,
                               int             column,
                               gint64          none,
                               gsize          *n_values) G_GNUC_WARN_UNUSED_RESULT;

/* As laurel_db_dup_bigints(), into @values; @n_values must be what the statement gives. */
void laurel_db_get_bigints (const PGresult *result,
                            int             row,
                            int             column,
                            gint64          none,
                            gint64         *values,
                            gsize           n_values);

/* (transfer full): @n_values texts, of which some may be NULL, and one more NULL. */
char **laurel_db_dup_texts (const PGresult *result, int row, int column, gsize *n_values)
    G_GNUC_WARN_UNUSED_RESULT;
void laurel_db_free_texts (char **texts, gsize n_values);

G_END_DECLS
