/* laurel-sale-row.h - the journal of sales: its filter, its rows and its sums
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "desktop/api/laurel-list.h"

G_BEGIN_DECLS

#define LAUREL_TYPE_SALES_FILTER (laurel_sales_filter_get_type ())

/**
 * LaurelSalesFilter:
 * @from: not valid: from the beginning
 * @to: included; not valid: until today
 * @client: (nullable): id, and @client_name for the eye
 * @store: (nullable): code, and @store_name for the eye
 * @channel: (nullable)
 * @search: (nullable): receipt, card, phone, client
 */
typedef struct
{
  GDate from;
  GDate to;
  char *client;
  char *client_name;
  char *store;
  char *store_name;
  char *channel;
  char *search;
} LaurelSalesFilter;

GType              laurel_sales_filter_get_type (void) G_GNUC_CONST;
LaurelSalesFilter *laurel_sales_filter_new (void) G_GNUC_WARN_UNUSED_RESULT;
LaurelSalesFilter *laurel_sales_filter_copy (const LaurelSalesFilter *filter)
    G_GNUC_WARN_UNUSED_RESULT;
void laurel_sales_filter_free (LaurelSalesFilter *filter);

typedef enum
{
  LAUREL_DOCUMENT_SALE,
  LAUREL_DOCUMENT_RETURN,
  LAUREL_DOCUMENT_VOID,
  LAUREL_DOCUMENT_UNLINKED,
  LAUREL_DOCUMENT_OTHER,
} LaurelDocumentKind;

#define LAUREL_TYPE_SALE_ROW (laurel_sale_row_get_type ())
G_DECLARE_FINAL_TYPE (LaurelSaleRow, laurel_sale_row, LAUREL, SALE_ROW, GObject)

/* One document; the fields do not change. @sale (opens the receipt), @store_name, @client,
 * @client_name and @card may be NULL. @to_pay is negative for returns; points are hundredths. */
struct _LaurelSaleRow
{
  GObject parent_instance;

  char              *sale;
  char              *document;
  LaurelDocumentKind kind;
  GDateTime         *time;
  char              *receipt;
  char              *store_name;
  char              *client;
  char              *client_name;
  char              *card;
  gint64             to_pay;
  gint64             discount;
  gint64             points;
  gint64             redeemed_points;
};

/* Newest first; rows are LaurelSaleRow. */
LaurelListRequest *laurel_sale_list_new (const LaurelSalesFilter *filter) G_GNUC_WARN_UNUSED_RESULT;

/* Of everything that fits a filter. */
typedef struct
{
  gint64 receipts;
  gint64 returns;
  gint64 to_pay;
  gint64 discount;
  gint64 points;
  gint64 redeemed_points;
} LaurelSalesSums;

void laurel_sales_sums_fetch_async (LaurelApi               *api,
                                    const LaurelSalesFilter *filter,
                                    GCancellable            *cancellable,
                                    GAsyncReadyCallback      callback,
                                    gpointer                 user_data);
/* (transfer full): freed by g_free() */
LaurelSalesSums *laurel_sales_sums_fetch_finish (LaurelApi    *api,
                                                 GAsyncResult *result,
                                                 GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelSalesFilter, laurel_sales_filter_free)

G_END_DECLS
