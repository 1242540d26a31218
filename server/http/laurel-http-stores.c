/* laurel-http-stores.c - GET /v1/stores: where the chain sells
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/http/laurel-office.h"
#include "server/http/laurel-routes.h"
#include "server/store/laurel-store-stores.h"
#include "server/wire/laurel-wire-problem.h"

/* All of them, for any chain that one could draw in a list. */
#define LIMIT 500

static gint64
get_limit (LaurelExchange *exchange)
{
  return laurel_exchange_get_query_integer (exchange, "limit", LIMIT);
}

static json_t *
new_store (const LaurelStoreRow *row)
{
  json_t *object = json_object ();
  json_t *segments = json_array ();

  for (gsize i = 0; row->segments[i] != NULL; i++)
    json_array_append_new (segments, json_string (row->segments[i]));

  json_object_set_new (object, "store", json_string (row->store));
  json_object_set_new (object, "name", json_string (row->name));
  json_object_set_new (object, "channel", json_string (row->channel));
  json_object_set_new (object, "region", laurel_wire_new_text (row->region));
  json_object_set_new (object, "city", laurel_wire_new_text (row->city));
  json_object_set_new (object, "time_zone", laurel_wire_new_text (row->time_zone));
  json_object_set_new (object, "segments", segments);

  return object;
}

static void
stores_cb (const LaurelStoreRow *rows, gsize n_rows, const GError *error, gpointer user_data)
{
  g_autoptr (LaurelExchange) exchange = user_data;
  json_t *body = NULL;
  json_t *items = NULL;

  if (error != NULL)
    {
      laurel_exchange_fail (exchange, error);
      return;
    }

  body = json_object ();
  items = json_array ();
  for (gsize i = 0; i < n_rows; i++)
    json_array_append_new (items, new_store (&rows[i]));

  json_object_set_new (body, "items", items);
  if (n_rows > 0 && (gint64) n_rows == get_limit (exchange))
    json_object_set_new (body,
                         "next",
                         laurel_office_new_cursor (json_pack ("[s]", rows[n_rows - 1].store)));

  laurel_exchange_reply_json (exchange, 200, body);
}

static void
list_stores (LaurelExchange *exchange)
{
  const char *after = NULL;
  json_t     *key = NULL;

  if (!laurel_office_read_cursor (exchange, &key, "[s]", &after))
    return;

  laurel_store_list_stores (laurel_exchange_get_store (exchange),
                            after,
                            get_limit (exchange),
                            stores_cb,
                            laurel_exchange_ref (exchange));
  json_decref (key);
}

static const LaurelQueryParameter page_query[] = {
  { "limit", LAUREL_QUERY_INTEGER, "How many items at most (500)", 1, 500 },
  { "after", LAUREL_QUERY_TEXT, "The `next` of the page before", 0, 1024 },
  { NULL },
};

static const LaurelRoute routes[] = {
  {
      .method = "GET",
      .pattern = "/v1/stores",
      .access = LAUREL_ROUTE_ANALYST,
      .flags = LAUREL_ROUTE_OFFICE,
      .handler = list_stores,
      .query = page_query,
      .tag = "Stores",
      .summary = "Where the chain sells",
      .response = "Stores",
      .status = 200,
  },
};

const LaurelRoute *
laurel_http_stores_routes (gsize *n_routes)
{
  *n_routes = G_N_ELEMENTS (routes);

  return routes;
}
