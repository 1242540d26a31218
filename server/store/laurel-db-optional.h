/* laurel-db-optional.h - cells and parameters that may be NULL
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server/store/laurel-db-params.h"
#include "server/store/laurel-db-result.h"

G_BEGIN_DECLS

/* @otherwise for SQL's NULL. */
gint64 laurel_db_get_bigint_or (const PGresult *result, int row, int column, gint64 otherwise);
gint64 laurel_db_get_timestamp_or (const PGresult *result, int row, int column, gint64 otherwise);

/* A date that the statement gives as days since 1970-01-01; %LAUREL_DAY_NONE for SQL's NULL. */
gint32 laurel_db_get_day (const PGresult *result, int row, int column);

/* For bigint: 0 is SQL's NULL. */
void laurel_db_params_add_id (LaurelDbParams *params, gint64 id);

/* For date: %LAUREL_DAY_NONE is SQL's NULL. */
void laurel_db_params_add_day (LaurelDbParams *params, gint32 day);

G_END_DECLS
