/* laurel-client-tables.h - the columns of the tables on the page of a client
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "desktop/models/laurel-connection.h"
#include "desktop/pages/laurel-table.h"

G_BEGIN_DECLS

/* Rows are LaurelHistoryRow, LaurelSaleRow, LaurelHistoryRow. */
void laurel_client_tables_add_history (LaurelTable *table, LaurelConnection *connection);
void laurel_client_tables_add_purchases (LaurelTable *table, LaurelConnection *connection);
void laurel_client_tables_add_points (LaurelTable *table, LaurelConnection *connection);

G_END_DECLS
