/* laurel-http-costs.c - GET /v1/reports/discounts: what each discount cost
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/engine/laurel-receipt.h" /* LAUREL_DAY_NONE */
#include "server/http/laurel-office.h"
#include "server/http/laurel-routes.h"
#include "server/store/laurel-store-reports.h"
#include "server/wire/laurel-wire-problem.h"

#define DAYS_IF_NOT_SAID 30

/* Three years, and a leap day. */
#define DAYS_MAX 1096

typedef struct
{
  LaurelExchange *exchange;
  LaurelOffice    office;
  gint32          from_day;
  gint32          to_day;
} Costs;

static void
costs_free (Costs *costs)
{
  laurel_exchange_unref (costs->exchange);
  laurel_office_clear (&costs->office);
  g_free (costs);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Costs, costs_free)

static json_t *
new_row (GHashTable *names, const LaurelCostRow *row)
{
  gpointer known = NULL;
  gpointer name = NULL;
  gboolean in_force = g_hash_table_lookup_extended (names, row->leaf, &known, &name);
  json_t  *object = json_object ();

  json_object_set_new (object, "id", json_string (row->leaf));
  json_object_set_new (object,
                       "name",
                       json_string (name != NULL ? (const char *) name : row->leaf));
  json_object_set_new (object, "in_force", json_boolean (in_force));
  json_object_set_new (object, "money", json_integer (row->money));
  json_object_set_new (object, "points", json_integer (row->points));
  json_object_set_new (object, "cost", json_integer (row->cost));
  json_object_set_new (object, "receipts", json_integer (row->receipts));
  json_object_set_new (object, "lines", json_integer (row->lines));
  json_object_set_new (object, "clients", json_integer (row->clients));

  return object;
}

static void
costs_cb (const LaurelCosts *figures, const GError *error, gpointer user_data)
{
  g_autoptr (Costs) costs = user_data;
  g_autoptr (GHashTable) names = NULL;
  json_t *body = NULL;
  json_t *items = NULL;

  if (error != NULL)
    {
      laurel_exchange_fail (costs->exchange, error);
      return;
    }

  names = laurel_office_new_node_names (costs->office.release);
  items = json_array ();
  for (gsize i = 0; i < figures->n_rows; i++)
    json_array_append_new (items, new_row (names, &figures->rows[i]));

  body = json_object ();
  json_object_set_new (body, "from", laurel_wire_new_day (costs->from_day));
  json_object_set_new (body, "to", laurel_wire_new_day (costs->to_day));
  json_object_set_new (body, "money", json_integer (figures->money));
  json_object_set_new (body, "points", json_integer (figures->points));
  json_object_set_new (body, "cost", json_integer (figures->cost));
  json_object_set_new (body, "base_points", json_integer (figures->base_points));
  json_object_set_new (body, "rounding", json_integer (figures->rounding));
  json_object_set_new (body, "items", items);
  if (figures->n_rows == laurel_exchange_get_page_size (costs->exchange))
    {
      const LaurelCostRow *last = &figures->rows[figures->n_rows - 1];

      json_object_set_new (
          body,
          "next",
          laurel_office_new_cursor (json_pack ("[I, s]", (json_int_t) last->cost, last->leaf)));
    }

  laurel_exchange_reply_json (costs->exchange, 200, body);
}

/* FALSE: 400 has been answered. */
static gboolean
read_period (Costs *costs)
{
  LaurelExchange *exchange = costs->exchange;
  g_autoptr (LaurelFaults) faults = NULL;

  costs->to_day = laurel_exchange_get_query_day (exchange, "to", costs->office.today);
  costs->from_day =
      laurel_exchange_get_query_day (exchange, "from", costs->to_day - DAYS_IF_NOT_SAID + 1);

  if (costs->from_day <= costs->to_day && costs->to_day - costs->from_day < DAYS_MAX)
    return TRUE;

  faults = laurel_faults_new ();
  laurel_faults_add (faults,
                     "?to",
                     LAUREL_FAULT_RANGE,
                     "a period ends after it begins, and has at most %d days",
                     DAYS_MAX);
  laurel_exchange_refuse (exchange, faults);

  return FALSE;
}

static void
get_costs (LaurelExchange *exchange)
{
  g_autoptr (Costs) costs = g_new0 (Costs, 1);
  LaurelCostsFilter filter = { 0 };
  json_t           *key = NULL;
  json_int_t        cost = 0;

  costs->exchange = laurel_exchange_ref (exchange);

  if (!laurel_office_init_with_program (&costs->office, exchange) || !read_period (costs) ||
      !laurel_office_read_cursor (exchange, &key, "[I, s]", &cost, &filter.after_leaf))
    return;

  filter.from_day = costs->from_day;
  filter.to_day = costs->to_day;
  filter.store = laurel_exchange_get_query (exchange, "store");
  filter.channel = laurel_exchange_get_query (exchange, "channel");
  filter.money_per_point = laurel_program_get_money_per_point (costs->office.release->program);
  filter.after_cost = cost;
  filter.limit = (gint64) laurel_exchange_get_page_size (exchange);
  laurel_store_load_costs (laurel_exchange_get_store (exchange),
                           &filter,
                           costs_cb,
                           g_steal_pointer (&costs));
  json_decref (key);
}

/* A cursor may hold a long id. */
static const LaurelQueryParameter costs_query[] = {
  { "from", LAUREL_QUERY_DATE, "First date of the period; thirty days, if not said" },
  { "to", LAUREL_QUERY_DATE, "Its last date; today, if not said" },
  { "store", LAUREL_QUERY_TEXT, "One store", 0, 64 },
  { "channel", LAUREL_QUERY_TEXT, "One channel", 0, 64 },
  { "limit", LAUREL_QUERY_INTEGER, "How many items at most (50)", 1, 500 },
  { "after", LAUREL_QUERY_TEXT, "The `next` of the page before", 0, 1024 },
  { NULL },
};

static const LaurelRoute routes[] = {
  {
      .method = "GET",
      .pattern = "/v1/reports/discounts",
      .access = LAUREL_ROUTE_ANALYST,
      .flags = LAUREL_ROUTE_OFFICE,
      .handler = get_costs,
      .query = costs_query,
      .tag = "Reports",
      .summary = "What each discount cost, the dearest first",
      .response = "DiscountCosts",
      .status = 200,
  },
};

const LaurelRoute *
laurel_http_costs_routes (gsize *n_routes)
{
  *n_routes = G_N_ELEMENTS (routes);

  return routes;
}
