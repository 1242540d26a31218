/* laurel-sales-page.h - the journal of sales
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "desktop/pages/laurel-page.h"

G_BEGIN_DECLS

#define LAUREL_TYPE_SALES_PAGE (laurel_sales_page_get_type ())
G_DECLARE_FINAL_TYPE (LaurelSalesPage, laurel_sales_page, LAUREL, SALES_PAGE, LaurelPage)

/* The last month of all stores. */
GtkWidget *laurel_sales_page_new (LaurelConnection *connection,
                                  GSettings        *settings) G_GNUC_WARN_UNUSED_RESULT;

/* What someone came for from another page. */
GtkWidget *laurel_sales_page_new_filtered (LaurelConnection        *connection,
                                           GSettings               *settings,
                                           const LaurelSalesFilter *filter)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
