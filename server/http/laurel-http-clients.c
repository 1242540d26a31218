/* laurel-http-clients.c - GET /v1/clients: clients, searched for while somebody types
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/engine/laurel-receipt.h" /* LAUREL_DAY_NONE */
#include "server/http/laurel-office.h"
#include "server/http/laurel-routes.h"
#include "server/store/laurel-store-clients.h"
#include "server/wire/laurel-wire-problem.h"

#define SORTS "last_purchase|name|turnover|points"

typedef struct
{
  LaurelExchange   *exchange;
  LaurelClientsSort sort;
  gint64            count;
} Answer;

static void
answer_free (Answer *answer)
{
  laurel_exchange_unref (answer->exchange);
  g_free (answer);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

static LaurelClientsSort
read_sort (LaurelExchange *exchange)
{
  const char *sort = laurel_exchange_get_query (exchange, "sort");

  if (g_strcmp0 (sort, "name") == 0)
    return LAUREL_CLIENTS_BY_NAME;

  if (g_strcmp0 (sort, "turnover") == 0)
    return LAUREL_CLIENTS_BY_TURNOVER;

  return g_strcmp0 (sort, "points") == 0 ? LAUREL_CLIENTS_BY_POINTS
                                         : LAUREL_CLIENTS_BY_LAST_PURCHASE;
}

static json_t *
new_row (const LaurelOffice *office, const LaurelClientRow *row)
{
  const char *level = row->level != NULL ? row->level : office->base_level;
  json_t     *object = json_object ();

  json_object_set_new (object, "client", laurel_office_new_id (row->client_id));
  json_object_set_new (object, "first_name", laurel_wire_new_text (row->first_name));
  json_object_set_new (object, "last_name", laurel_wire_new_text (row->last_name));
  json_object_set_new (object, "patronymic", laurel_wire_new_text (row->patronymic));
  json_object_set_new (object, "phone", laurel_wire_new_text (row->phone));
  json_object_set_new (object, "email", laurel_wire_new_text (row->email));
  json_object_set_new (object, "city", laurel_wire_new_text (row->city));
  json_object_set_new (object, "card", laurel_wire_new_text (row->card));
  json_object_set_new (object, "level", laurel_wire_new_text (level));
  json_object_set_new (object, "level_name", laurel_office_new_level_name (office, level));
  json_object_set_new (object, "available", json_integer (row->available));
  json_object_set_new (object, "pending", json_integer (row->pending));
  json_object_set_new (object, "last_purchase", laurel_wire_new_day (row->last_purchase));
  json_object_set_new (object, "turnover", json_integer (row->turnover));
  json_object_set_new (object, "registered", json_boolean (row->registered));

  return object;
}

/* What the page after @row begins behind. */
static json_t *
new_key (LaurelClientsSort sort, const LaurelClientRow *row)
{
  gint64 number = 0;

  switch (sort)
    {
    case LAUREL_CLIENTS_BY_LAST_PURCHASE:
      number = row->last_purchase == LAUREL_DAY_NONE ? -1 : row->last_purchase;
      break;
    case LAUREL_CLIENTS_BY_TURNOVER:
      number = row->turnover;
      break;
    case LAUREL_CLIENTS_BY_POINTS:
      number = row->available;
      break;
    case LAUREL_CLIENTS_BY_NAME:
      number = row->last_name == NULL || row->last_name[0] == '\0';
      break;
    case LAUREL_N_CLIENTS_SORTS:
    default:
      g_assert_not_reached ();
    }

  return json_pack ("[i, I, I, s, s]",
                    (int) sort,
                    (json_int_t) row->client_id,
                    (json_int_t) number,
                    row->last_name != NULL ? row->last_name : "",
                    row->first_name != NULL ? row->first_name : "");
}

static void
list_cb (const LaurelClientRow *rows, gsize n_rows, const GError *error, gpointer user_data)
{
  g_autoptr (Answer) answer = user_data;
  g_auto (LaurelOffice) office = { 0 };
  json_t *body = NULL;
  json_t *items = NULL;

  if (error != NULL)
    {
      laurel_exchange_fail (answer->exchange, error);
      return;
    }

  laurel_office_init (&office, answer->exchange);
  body = json_object ();
  items = json_array ();
  for (gsize i = 0; i < n_rows; i++)
    json_array_append_new (items, new_row (&office, &rows[i]));

  json_object_set_new (body, "items", items);
  json_object_set_new (body,
                       "count",
                       answer->count <= LAUREL_CLIENTS_COUNT_MAX ? json_integer (answer->count)
                                                                 : json_null ());
  if (n_rows == laurel_exchange_get_page_size (answer->exchange))
    json_object_set_new (body,
                         "next",
                         laurel_office_new_cursor (new_key (answer->sort, &rows[n_rows - 1])));

  laurel_exchange_reply_json (answer->exchange, 200, body);
}

/* The key was checked before the counting. */
static void
count_cb (gint64 count, const GError *error, gpointer user_data)
{
  g_autoptr (Answer) answer = user_data;
  g_auto (LaurelOffice) office = { 0 };
  LaurelExchange     *exchange = answer->exchange;
  LaurelClientsFilter filter = { 0 };
  json_t             *key = NULL;
  json_int_t          sort = 0;
  json_int_t          client_id = 0;
  json_int_t          number = 0;

  if (error != NULL)
    {
      laurel_exchange_fail (exchange, error);
      return;
    }

  laurel_office_init (&office, exchange);
  filter = (LaurelClientsFilter){
    .q = laurel_exchange_get_query (exchange, "q"),
    .sort = answer->sort,
    .limit = (gint64) laurel_exchange_get_page_size (exchange),
    .now_us = office.now_us,
    .today = office.today,
  };

  if (!laurel_office_read_cursor (exchange,
                                  &key,
                                  "[I, I, I, s, s]",
                                  &sort,
                                  &client_id,
                                  &number,
                                  &filter.after.last_name,
                                  &filter.after.first_name))
    return;

  filter.after.client_id = client_id;
  filter.after.number = number;
  answer->count = count;
  laurel_store_list_clients (laurel_exchange_get_store (exchange),
                             &filter,
                             list_cb,
                             g_steal_pointer (&answer));
  json_decref (key);
}

/* A cursor is good for the order that it was given in. FALSE: 400 has been answered. */
static gboolean
check_cursor (LaurelExchange *exchange, LaurelClientsSort sort)
{
  json_t     *key = NULL;
  json_int_t  given = 0;
  json_int_t  client_id = 0;
  json_int_t  number = 0;
  const char *last_name = NULL;
  const char *first_name = NULL;
  gboolean    fits = TRUE;

  if (!laurel_office_read_cursor (exchange,
                                  &key,
                                  "[I, I, I, s, s]",
                                  &given,
                                  &client_id,
                                  &number,
                                  &last_name,
                                  &first_name))
    return FALSE;

  fits = key == NULL || given == (json_int_t) sort;
  json_decref (key);

  if (!fits)
    {
      g_autoptr (LaurelFaults) faults = laurel_faults_new ();

      laurel_faults_add (faults, "?after", LAUREL_FAULT_FORMAT, "is of a list in another order");
      laurel_exchange_refuse (exchange, faults);
    }

  return fits;
}

static void
list_clients (LaurelExchange *exchange)
{
  LaurelClientsSort sort = read_sort (exchange);
  Answer           *answer = NULL;

  if (!check_cursor (exchange, sort))
    return;

  answer = g_new (Answer, 1);
  *answer = (Answer){ laurel_exchange_ref (exchange), sort, 0 };
  laurel_store_count_clients (laurel_exchange_get_store (exchange),
                              laurel_exchange_get_query (exchange, "q"),
                              count_cb,
                              answer);
}

/* A cursor may hold two names. */
static const LaurelQueryParameter list_query[] = {
  { "q",
    LAUREL_QUERY_TEXT,
    "Beginnings of the words of a name in any order, a phone in any format, a card or an e-mail" },
  { "sort", LAUREL_QUERY_CHOICE, "The order: last_purchase if not said", 0, 0, SORTS },
  { "limit", LAUREL_QUERY_INTEGER, "How many items at most (50)", 1, 500 },
  { "after", LAUREL_QUERY_TEXT, "The `next` of the page before", 0, 1024 },
  { NULL },
};

static const LaurelRoute routes[] = {
  {
      .method = "GET",
      .pattern = "/v1/clients",
      .access = LAUREL_ROUTE_ANALYST,
      .flags = LAUREL_ROUTE_OFFICE,
      .handler = list_clients,
      .query = list_query,
      .tag = "Clients",
      .summary = "Clients, and cards that nobody has claimed",
      .response = "Clients",
      .status = 200,
  },
};

const LaurelRoute *
laurel_http_clients_routes (gsize *n_routes)
{
  *n_routes = G_N_ELEMENTS (routes);

  return routes;
}
