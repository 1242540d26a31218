/* laurel-http-journal.c - GET /v1/journal/sales: sales and returns, and their sums
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/engine/laurel-receipt.h" /* LAUREL_DAY_NONE */
#include "server/http/laurel-office.h"
#include "server/http/laurel-routes.h"
#include "server/store/laurel-store-journal.h"
#include "server/wire/laurel-wire-problem.h"

static json_t *
new_row (const LaurelOffice *office, const LaurelJournalRow *row)
{
  json_t *object = json_object ();

  json_object_set_new (object, "sale", laurel_office_new_id (row->sale_id));
  json_object_set_new (object, "document", laurel_office_new_id (row->document_id));
  json_object_set_new (object, "kind", json_string (row->kind));
  json_object_set_new (object,
                       "time",
                       laurel_office_new_instant (office, row->time_us, row->time_zone));
  json_object_set_new (object, "receipt", laurel_wire_new_text (row->receipt));
  json_object_set_new (object, "store", laurel_wire_new_text (row->store));
  json_object_set_new (object, "store_name", laurel_wire_new_text (row->store_name));
  json_object_set_new (object, "channel", laurel_wire_new_text (row->channel));
  json_object_set_new (object, "client", laurel_office_new_id (row->client_id));
  json_object_set_new (
      object,
      "client_name",
      laurel_office_new_short_name (row->last_name, row->first_name, row->patronymic));
  json_object_set_new (object, "card", laurel_wire_new_text (row->card));
  json_object_set_new (object, "to_pay", json_integer (row->to_pay));
  json_object_set_new (object, "discount", json_integer (row->discount));
  json_object_set_new (object, "points", json_integer (row->points));
  json_object_set_new (object, "redeemed_points", json_integer (row->redeemed_points));
  json_object_set_new (object, "lines", json_integer (row->lines));

  return object;
}

/* FALSE: 400 has been answered. */
static gboolean
read_filter (LaurelExchange *exchange, LaurelJournalFilter *filter)
{
  *filter = (LaurelJournalFilter){
    .from_day = laurel_exchange_get_query_day (exchange, "from", LAUREL_DAY_NONE),
    .to_day = laurel_exchange_get_query_day (exchange, "to", LAUREL_DAY_NONE),
    .store = laurel_exchange_get_query (exchange, "store"),
    .channel = laurel_exchange_get_query (exchange, "channel"),
    .q = laurel_exchange_get_query (exchange, "q"),
    .after_us = LAUREL_JOURNAL_START,
  };

  return laurel_office_read_query_id (exchange, "client", &filter->client_id);
}

static void
list_cb (const LaurelJournalRow *rows, gsize n_rows, const GError *error, gpointer user_data)
{
  g_autoptr (LaurelExchange) exchange = user_data;
  g_auto (LaurelOffice) office = { 0 };
  json_t *body = NULL;
  json_t *items = NULL;

  if (error != NULL)
    {
      laurel_exchange_fail (exchange, error);
      return;
    }

  laurel_office_init (&office, exchange);
  body = json_object ();
  items = json_array ();
  for (gsize i = 0; i < n_rows; i++)
    json_array_append_new (items, new_row (&office, &rows[i]));

  json_object_set_new (body, "items", items);
  if (n_rows == laurel_exchange_get_page_size (exchange))
    json_object_set_new (
        body,
        "next",
        laurel_office_new_cursor (json_pack ("[I, I]",
                                             (json_int_t) rows[n_rows - 1].time_us,
                                             (json_int_t) rows[n_rows - 1].document_id)));

  laurel_exchange_reply_json (exchange, 200, body);
}

static void
list_sales (LaurelExchange *exchange)
{
  LaurelJournalFilter filter = { 0 };
  json_int_t          time_us = 0;
  json_int_t          document = 0;
  json_t             *key = NULL;

  if (!read_filter (exchange, &filter) ||
      !laurel_office_read_cursor (exchange, &key, "[I, I]", &time_us, &document))
    return;

  if (key != NULL)
    {
      filter.after_us = CLAMP (time_us, 0, LAUREL_JOURNAL_START);
      filter.after_document = document;
    }

  filter.limit = (gint64) laurel_exchange_get_page_size (exchange);
  laurel_store_list_journal (laurel_exchange_get_store (exchange),
                             &filter,
                             list_cb,
                             laurel_exchange_ref (exchange));
  json_decref (key);
}

static void
sums_cb (const LaurelJournalSums *sums, const GError *error, gpointer user_data)
{
  g_autoptr (LaurelExchange) exchange = user_data;
  json_t *body = NULL;

  if (error != NULL)
    {
      laurel_exchange_fail (exchange, error);
      return;
    }

  body = json_object ();
  json_object_set_new (body, "receipts", json_integer (sums->receipts));
  json_object_set_new (body, "returns", json_integer (sums->returns));
  json_object_set_new (body, "to_pay", json_integer (sums->to_pay));
  json_object_set_new (body, "discount", json_integer (sums->discount));
  json_object_set_new (body, "points", json_integer (sums->points));
  json_object_set_new (body, "redeemed_points", json_integer (sums->redeemed_points));
  laurel_exchange_reply_json (exchange, 200, body);
}

static void
sum_sales (LaurelExchange *exchange)
{
  LaurelJournalFilter filter = { 0 };

  if (!read_filter (exchange, &filter))
    return;

  laurel_store_sum_journal (laurel_exchange_get_store (exchange),
                            &filter,
                            sums_cb,
                            laurel_exchange_ref (exchange));
}

/* clang-format off */
#define FILTERS \
  { "from", LAUREL_QUERY_DATE, "First date, of the store" }, \
  { "to", LAUREL_QUERY_DATE, "Last date, of the store" }, \
  { "client", LAUREL_QUERY_TEXT, "One client, with all who were merged into them", 0, 16 }, \
  { "store", LAUREL_QUERY_TEXT, "One store", 0, 64 }, \
  { "channel", LAUREL_QUERY_TEXT, "One channel", 0, 64 }, \
  { "q", LAUREL_QUERY_TEXT, "Beginning of a receipt number, or of what finds clients" }

static const LaurelQueryParameter list_query[] = { FILTERS, LAUREL_QUERY_PAGE, { NULL } };
static const LaurelQueryParameter sums_query[] = { FILTERS, { NULL } };

static const LaurelRoute routes[] = {
  { .method = "GET", .pattern = "/v1/journal/sales", .access = LAUREL_ROUTE_ANALYST,
    .flags = LAUREL_ROUTE_OFFICE, .handler = list_sales, .query = list_query, .tag = "Journals",
    .summary = "Sales and returns, the newest first", .response = "JournalSales", .status = 200 },
  { .method = "GET", .pattern = "/v1/journal/sales/sums", .access = LAUREL_ROUTE_ANALYST,
    .flags = LAUREL_ROUTE_OFFICE, .handler = sum_sales, .query = sums_query, .tag = "Journals",
    .summary = "What the rows of the journal add up to", .response = "JournalSums", .status = 200 },
};
/* clang-format on */

const LaurelRoute *
laurel_http_journal_routes (gsize *n_routes)
{
  *n_routes = G_N_ELEMENTS (routes);

  return routes;
}
