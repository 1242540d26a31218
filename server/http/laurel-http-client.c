/* laurel-http-client.c - one client: the page, the history and the statement of points
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/engine/laurel-receipt.h" /* LAUREL_DAY_NONE */
#include "server/http/laurel-office.h"
#include "server/http/laurel-routes.h"
#include "server/http/laurel-wire-client.h"
#include "server/store/laurel-store-accounts.h"
#include "server/wire/laurel-wire-problem.h"

static void
refuse_unknown (LaurelExchange *exchange)
{
  laurel_exchange_problem (exchange, 404, "unknown_client", "there is no such client", NULL, NULL);
}

/* === The page ================================================================================= */

typedef struct
{
  LaurelExchange *exchange;
  LaurelLoaded   *loaded;
} Page;

static void
page_free (Page *page)
{
  laurel_exchange_unref (page->exchange);
  laurel_loaded_free (page->loaded);
  g_free (page);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Page, page_free)

static void
view_cb (const LaurelClientView *view, const GError *error, gpointer user_data)
{
  g_autoptr (Page) page = user_data;
  g_auto (LaurelOffice) office = { 0 };

  if (error != NULL)
    {
      laurel_exchange_fail (page->exchange, error);
    }
  else if (view == NULL)
    {
      refuse_unknown (page->exchange);
    }
  else if (laurel_office_init_with_program (&office, page->exchange))
    {
      laurel_office_reply_resource (page->exchange,
                                    laurel_wire_new_client (&office, view, page->loaded->account));
    }
}

static void
account_cb (LaurelLoaded *loaded, const GError *error, gpointer user_data)
{
  g_autoptr (Page) page = user_data;
  g_auto (LaurelOffice) office = { 0 };
  LaurelExchange *exchange = page->exchange;

  page->loaded = loaded;

  if (error != NULL)
    {
      laurel_exchange_fail (exchange, error);
    }
  else if (loaded->account == NULL)
    {
      refuse_unknown (exchange);
    }
  else
    {
      laurel_office_init (&office, exchange);
      laurel_store_load_client (laurel_exchange_get_store (exchange),
                                loaded->client_id,
                                office.today,
                                view_cb,
                                g_steal_pointer (&page));
    }
}

static void
get_client (LaurelExchange *exchange)
{
  g_auto (LaurelOffice) office = { 0 };
  gint64 client_id = 0;
  Page  *page = NULL;

  if (!laurel_office_read_id (exchange, "client", "unknown_client", &client_id) ||
      !laurel_office_init_with_program (&office, exchange))
    return;

  page = g_new (Page, 1);
  *page = (Page){ laurel_exchange_ref (exchange), NULL };
  laurel_store_load_account (laurel_exchange_get_store (exchange),
                             laurel_exchange_get_lane (exchange),
                             &(LaurelAccountQuery){ .owner = LAUREL_OWNER_CLIENT,
                                                    .id = client_id,
                                                    .depth = LAUREL_ACCOUNT_DEPTH_FULL },
                             account_cb,
                             page);
}

/* === History ================================================================================== */

static void
history_cb (const LaurelHistoryRow *rows, gsize n_rows, const GError *error, gpointer user_data)
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
    json_array_append_new (items, laurel_wire_new_history_row (&office, &rows[i]));

  json_object_set_new (body, "items", items);
  if (n_rows == laurel_exchange_get_page_size (exchange))
    {
      const LaurelHistoryKey *key = &rows[n_rows - 1].key;

      json_object_set_new (body,
                           "next",
                           laurel_office_new_cursor (json_pack ("[I, I, I, I]",
                                                                (json_int_t) key->time_us,
                                                                (json_int_t) key->rank,
                                                                (json_int_t) key->number,
                                                                (json_int_t) key->part)));
    }

  laurel_exchange_reply_json (exchange, 200, body);
}

static void
list_history (LaurelExchange *exchange)
{
  g_auto (LaurelOffice) office = { 0 };
  LaurelHistoryKey after = { .time_us = G_MAXINT64 };
  gint64           client_id = 0;
  json_t          *key = NULL;
  json_int_t       parts[4] = { 0 };

  if (!laurel_office_read_id (exchange, "client", "unknown_client", &client_id) ||
      !laurel_office_read_cursor (exchange,
                                  &key,
                                  "[I, I, I, I]",
                                  &parts[0],
                                  &parts[1],
                                  &parts[2],
                                  &parts[3]))
    return;

  if (key != NULL)
    after = (LaurelHistoryKey){ MAX (0, parts[0]), parts[1], parts[2], parts[3] };

  laurel_office_init (&office, exchange);
  laurel_store_list_history (laurel_exchange_get_store (exchange),
                             client_id,
                             office.now_us,
                             &after,
                             (gint64) laurel_exchange_get_page_size (exchange),
                             history_cb,
                             laurel_exchange_ref (exchange));
  json_decref (key);
}

/* === Statement ================================================================================ */

typedef struct
{
  LaurelExchange *exchange;
  gint64          first; /* number of the first item that is shown */
} Statement;

static void
statement_free (Statement *statement)
{
  laurel_exchange_unref (statement->exchange);
  g_free (statement);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Statement, statement_free)

static void
statement_cb (LaurelLoaded *loaded, const GError *error, gpointer user_data)
{
  g_autoptr (Statement) statement = user_data;
  g_autoptr (LaurelLoaded) owned = loaded;
  g_auto (LaurelOffice) office = { 0 };
  LaurelExchange *exchange = statement->exchange;
  gint64          limit = laurel_exchange_get_query_integer (exchange, "limit", G_MAXINT64);
  gint64          at = 0;

  if (error != NULL)
    {
      laurel_exchange_fail (exchange, error);
      return;
    }

  if (loaded->account == NULL)
    {
      refuse_unknown (exchange);
      return;
    }

  if (!laurel_office_init_with_program (&office, exchange))
    return;

  /* Without an instant: all there is now, also where another server's clock is a little ahead. */
  at = laurel_exchange_get_query_instant (
           exchange,
           "at",
           MAX (office.now_us, loaded->account->posted * G_USEC_PER_SEC)) /
       G_USEC_PER_SEC;
  if (at < loaded->account->posted)
    laurel_account_rewind (loaded->account, &office.release->terms->zone, at);

  laurel_exchange_reply_json (
      exchange,
      200,
      laurel_wire_new_statement (&office, loaded->account, at, statement->first, limit));
}

static void
load_statement (LaurelExchange *exchange, const LaurelAccountQuery *query)
{
  Statement *statement = NULL;
  json_t    *key = NULL;
  json_int_t first = 0;

  if (!laurel_office_read_cursor (exchange, &key, "[I]", &first))
    return;

  json_decref (key);
  statement = g_new (Statement, 1);
  *statement = (Statement){ laurel_exchange_ref (exchange), MAX (0, first) };
  laurel_store_load_account (laurel_exchange_get_store (exchange),
                             laurel_exchange_get_lane (exchange),
                             query,
                             statement_cb,
                             statement);
}

static void
get_points (LaurelExchange *exchange)
{
  gint64 client_id = 0;

  if (laurel_office_read_id (exchange, "client", "unknown_client", &client_id))
    load_statement (exchange,
                    &(LaurelAccountQuery){ .owner = LAUREL_OWNER_CLIENT,
                                           .id = client_id,
                                           .depth = LAUREL_ACCOUNT_DEPTH_HISTORY });
}

static void
get_card_points (LaurelExchange *exchange)
{
  load_statement (exchange,
                  &(LaurelAccountQuery){
                      .owner = LAUREL_OWNER_CARD,
                      .text = laurel_exchange_get_parameter (exchange, "number"),
                      .depth = LAUREL_ACCOUNT_DEPTH_HISTORY,
                  });
}

static const LaurelQueryParameter history_query[] = { LAUREL_QUERY_PAGE, { NULL } };
static const LaurelQueryParameter points_query[] = {
  { "at", LAUREL_QUERY_INSTANT, "The instant asked about; now, if not said" },
  { "limit", LAUREL_QUERY_INTEGER, "How many items at most; all, if not said", 1, 500 },
  { "after", LAUREL_QUERY_TEXT, "The `next` of the page before" },
  { NULL },
};

/* clang-format off */
static const LaurelRoute routes[] = {
  { .method = "GET", .pattern = "/v1/clients/{client}", .access = LAUREL_ROUTE_ANALYST,
    .flags = LAUREL_ROUTE_OFFICE, .handler = get_client, .tag = "Clients",
    .summary = "Everything about one client", .response = "ClientView", .status = 200 },
  { .method = "GET", .pattern = "/v1/clients/{client}/history", .access = LAUREL_ROUTE_ANALYST,
    .flags = LAUREL_ROUTE_OFFICE, .handler = list_history, .query = history_query, .tag = "Clients",
    .summary = "What happened, the newest first", .response = "ClientHistory", .status = 200 },
  { .method = "GET", .pattern = "/v1/clients/{client}/points", .access = LAUREL_ROUTE_ANALYST,
    .flags = LAUREL_ROUTE_OFFICE, .handler = get_points, .query = points_query, .tag = "Clients",
    .summary = "Statement of points at an instant", .response = "Statement", .status = 200 },
  { .method = "GET", .pattern = "/v1/cards/{number}/points", .access = LAUREL_ROUTE_ANALYST,
    .flags = LAUREL_ROUTE_OFFICE, .handler = get_card_points, .query = points_query,
    .tag = "Clients", .summary = "Statement of points of the account of a card",
    .response = "Statement", .status = 200 },
};
/* clang-format on */

const LaurelRoute *
laurel_http_client_routes (gsize *n_routes)
{
  *n_routes = G_N_ELEMENTS (routes);

  return routes;
}
