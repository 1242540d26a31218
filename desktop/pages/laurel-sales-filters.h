/* laurel-sales-filters.h - the filters of the journal of sales, as chips on its strip
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "desktop/api/laurel-sale-row.h"
#include "desktop/models/laurel-connection.h"
#include "desktop/widgets/laurel-filter-strip.h"

G_BEGIN_DECLS

#define LAUREL_TYPE_SALES_FILTERS (laurel_sales_filters_get_type ())
G_DECLARE_FINAL_TYPE (LaurelSalesFilters, laurel_sales_filters, LAUREL, SALES_FILTERS, GObject)

/* Signal: changed (filters). */

/**
 * laurel_sales_filters_new:
 * @strip: shows them
 * @connection: knows the stores and the day
 * @filter: (nullable): to begin with; NULL is the last month
 */
LaurelSalesFilters *laurel_sales_filters_new (LaurelFilterStrip       *strip,
                                              LaurelConnection        *connection,
                                              const LaurelSalesFilter *filter)
    G_GNUC_WARN_UNUSED_RESULT;

const LaurelSalesFilter *laurel_sales_filters_get (LaurelSalesFilters *self);

/* Whether anything but the default narrows the list. */
gboolean laurel_sales_filters_is_narrow (LaurelSalesFilters *self);

/* Nothing narrows the list any more: all time, all stores. */
void laurel_sales_filters_reset (LaurelSalesFilters *self);

/* "Last month, all stores": for the title. */
char *laurel_sales_filters_describe (LaurelSalesFilters *self);

G_END_DECLS
