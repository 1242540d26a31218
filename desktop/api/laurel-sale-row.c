/* laurel-sale-row.c - the journal of sales: its filter, its rows and its sums
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/api/laurel-sale-row.h"

#include "desktop/api/laurel-query.h"

G_DEFINE_BOXED_TYPE (LaurelSalesFilter,
                     laurel_sales_filter,
                     laurel_sales_filter_copy,
                     laurel_sales_filter_free)
G_DEFINE_FINAL_TYPE (LaurelSaleRow, laurel_sale_row, G_TYPE_OBJECT)

static const char *const kind_words[] = { "sale", "return", "void", "unlinked", NULL };

LaurelSalesFilter *
laurel_sales_filter_new (void)
{
  return g_new0 (LaurelSalesFilter, 1);
}

LaurelSalesFilter *
laurel_sales_filter_copy (const LaurelSalesFilter *filter)
{
  LaurelSalesFilter *copy = g_new (LaurelSalesFilter, 1);

  *copy = *filter;
  copy->client = g_strdup (filter->client);
  copy->client_name = g_strdup (filter->client_name);
  copy->store = g_strdup (filter->store);
  copy->store_name = g_strdup (filter->store_name);
  copy->channel = g_strdup (filter->channel);
  copy->search = g_strdup (filter->search);

  return copy;
}

void
laurel_sales_filter_free (LaurelSalesFilter *filter)
{
  g_free (filter->client);
  g_free (filter->client_name);
  g_free (filter->store);
  g_free (filter->store_name);
  g_free (filter->channel);
  g_free (filter->search);
  g_free (filter);
}

static GString *
new_query (const LaurelSalesFilter *filter)
{
  GString *query = g_string_new (NULL);

  laurel_query_add_date (query, "from", &filter->from);
  laurel_query_add_date (query, "to", &filter->to);
  laurel_query_add (query, "client", filter->client);
  laurel_query_add (query, "store", filter->store);
  laurel_query_add (query, "channel", filter->channel);
  laurel_query_add (query, "q", filter->search);

  return query;
}

static void
laurel_sale_row_finalize (GObject *object)
{
  LaurelSaleRow *self = LAUREL_SALE_ROW (object);

  g_free (self->sale);
  g_free (self->document);
  g_date_time_unref (self->time);
  g_free (self->receipt);
  g_free (self->store_name);
  g_free (self->client);
  g_free (self->client_name);
  g_free (self->card);

  G_OBJECT_CLASS (laurel_sale_row_parent_class)->finalize (object);
}

static void
laurel_sale_row_class_init (LaurelSaleRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = laurel_sale_row_finalize;
}

static void
laurel_sale_row_init (LaurelSaleRow *self)
{
}

static gpointer
read_sale_row (LaurelReply *reply)
{
  LaurelSaleRow *self = g_object_new (LAUREL_TYPE_SALE_ROW, NULL);

  self->sale = g_strdup (laurel_reply_get_optional_string (reply, "sale"));
  self->document = g_strdup (laurel_reply_get_string (reply, "document"));
  self->kind =
      (LaurelDocumentKind) laurel_reply_get_word (reply, "kind", kind_words, LAUREL_DOCUMENT_OTHER);
  self->time = laurel_reply_get_moment (reply, "time");
  self->receipt = g_strdup (laurel_reply_get_string (reply, "receipt"));
  self->store_name = g_strdup (laurel_reply_get_optional_string (reply, "store_name"));
  self->client = g_strdup (laurel_reply_get_optional_string (reply, "client"));
  self->client_name = g_strdup (laurel_reply_get_optional_string (reply, "client_name"));
  self->card = g_strdup (laurel_reply_get_optional_string (reply, "card"));
  self->to_pay = laurel_reply_get_int (reply, "to_pay");
  self->discount = laurel_reply_get_int (reply, "discount");
  self->points = laurel_reply_get_int (reply, "points");
  self->redeemed_points = laurel_reply_get_int (reply, "redeemed_points");

  return self;
}

LaurelListRequest *
laurel_sale_list_new (const LaurelSalesFilter *filter)
{
  g_autoptr (GString) query = new_query (filter);

  return laurel_list_request_new ("v1/journal/sales", query->str, read_sale_row);
}

static gpointer
read_sums (LaurelReply *reply, gpointer data)
{
  LaurelSalesSums *sums = g_new (LaurelSalesSums, 1);

  sums->receipts = laurel_reply_get_int (reply, "receipts");
  sums->returns = laurel_reply_get_int (reply, "returns");
  sums->to_pay = laurel_reply_get_int (reply, "to_pay");
  sums->discount = laurel_reply_get_int (reply, "discount");
  sums->points = laurel_reply_get_int (reply, "points");
  sums->redeemed_points = laurel_reply_get_int (reply, "redeemed_points");

  return sums;
}

void
laurel_sales_sums_fetch_async (LaurelApi               *api,
                               const LaurelSalesFilter *filter,
                               GCancellable            *cancellable,
                               GAsyncReadyCallback      callback,
                               gpointer                 user_data)
{
  g_autoptr (GString) query = new_query (filter);

  laurel_api_fetch_async (api,
                          "v1/journal/sales/sums",
                          query->str,
                          read_sums,
                          NULL,
                          g_free,
                          cancellable,
                          callback,
                          user_data);
}

LaurelSalesSums *
laurel_sales_sums_fetch_finish (LaurelApi *api, GAsyncResult *result, GError **error)
{
  return laurel_api_fetch_finish (api, result, error);
}
