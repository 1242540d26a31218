/* laurel-db-optional.c - cells and parameters that may be NULL
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/store/laurel-db-optional.h"

#include "server/engine/laurel-calendar.h"
#include "server/engine/laurel-receipt.h" /* LAUREL_DAY_NONE */

gint64
laurel_db_get_bigint_or (const PGresult *result, int row, int column, gint64 otherwise)
{
  return laurel_db_is_null (result, row, column) ? otherwise
                                                 : laurel_db_get_bigint (result, row, column);
}

gint64
laurel_db_get_timestamp_or (const PGresult *result, int row, int column, gint64 otherwise)
{
  return laurel_db_is_null (result, row, column) ? otherwise
                                                 : laurel_db_get_timestamp (result, row, column);
}

gint32
laurel_db_get_day (const PGresult *result, int row, int column)
{
  return laurel_db_is_null (result, row, column) ? LAUREL_DAY_NONE
                                                 : laurel_db_get_int (result, row, column);
}

void
laurel_db_params_add_id (LaurelDbParams *params, gint64 id)
{
  if (id == 0)
    laurel_db_params_add_null (params);
  else
    laurel_db_params_add_bigint (params, id);
}

void
laurel_db_params_add_day (LaurelDbParams *params, gint32 day)
{
  char date[LAUREL_DATE_SIZE];

  laurel_db_params_add_text (params,
                             day == LAUREL_DAY_NONE ? NULL : laurel_date_format (day, date));
}
