/* laurel-http-sales.c - GET /v1/sales/{sale}: one receipt, why it was priced so, and what came back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The explanation is not kept: the engine is told again what it was told then, by the program of
 * then, and says why.
 */

#include "server/engine/laurel-price.h"
#include "server/engine/laurel-receipt.h" /* LAUREL_DAY_NONE */
#include "server/http/laurel-office.h"
#include "server/http/laurel-routes.h"
#include "server/store/laurel-store-accounts.h"
#include "server/store/laurel-store-receipt.h"
#include "server/wire/laurel-wire-priced.h"
#include "server/wire/laurel-wire-problem.h"
#include "server/wire/laurel-wire-sale-facts.h"

/* === Lines, totals, returns =================================================================== */

static json_t *
new_named (GHashTable *names, const char *id)
{
  const char *name = g_hash_table_lookup (names, id);
  json_t     *object = json_object ();

  json_object_set_new (object, "id", json_string (id));
  json_object_set_new (object, "name", json_string (name != NULL ? name : id));

  return object;
}

static json_t *
new_effects (GHashTable *names, const LaurelReceiptRow *line)
{
  json_t *effects = json_array ();

  for (gsize i = 0; i < line->n_effects; i++)
    {
      json_t *effect = new_named (names, line->leaves[i]);

      json_object_set_new (effect, "money", json_integer (line->leaf_money[i]));
      json_object_set_new (effect, "points", json_integer (line->leaf_points[i]));
      json_array_append_new (effects, effect);
    }

  return effects;
}

static json_t *
new_line (GHashTable *names, const LaurelReceiptRow *line)
{
  json_t *object = json_object ();

  json_object_set_new (object, "n", json_integer (line->n));
  json_object_set_new (object, "product", json_string (line->product));
  json_object_set_new (object, "name", laurel_wire_new_text (line->name));
  json_object_set_new (object, "quantity", json_integer (line->quantity));
  json_object_set_new (object, "price", json_integer (line->price));
  json_object_set_new (object, "gross", json_integer (line->gross));
  json_object_set_new (object, "external", json_integer (line->external));
  json_object_set_new (object, "discount", json_integer (line->discount));
  json_object_set_new (object, "redeemed", json_integer (line->redeemed));
  json_object_set_new (object, "rounding", json_integer (line->rounding));
  json_object_set_new (object, "to_pay", json_integer (line->to_pay));
  json_object_set_new (object, "points", json_integer (line->points));
  json_object_set_new (object, "turnover", json_integer (line->turnover));
  json_object_set_new (object, "returned_quantity", json_integer (line->returned_quantity));
  json_object_set_new (object, "effects", new_effects (names, line));

  return object;
}

static json_t *
new_totals (const LaurelReceiptView *view)
{
  return laurel_wire_new_totals (&(LaurelTotals){
      .gross = view->gross,
      .external = view->external,
      .discount = view->discount,
      .redeemed = view->redeemed,
      .redeemed_points = view->redeemed_points,
      .rounding = view->rounding,
      .to_pay = view->to_pay,
      .certificates = view->certificates,
      .left_to_pay = view->to_pay - view->certificates,
      .points = view->points,
      .referrer_points = view->referrer_points,
      .turnover = view->turnover,
  });
}

static json_t *
new_return (const LaurelOffice *office, const LaurelReturnRow *row, const char *time_zone)
{
  json_t *object = json_object ();
  json_t *lines = json_array ();

  for (gsize i = 0; i < row->n_lines; i++)
    json_array_append_new (lines,
                           json_pack ("{s:I, s:I}",
                                      "n",
                                      (json_int_t) row->n[i],
                                      "quantity",
                                      (json_int_t) row->quantity[i]));

  json_object_set_new (object, "return", laurel_office_new_id (row->return_id));
  json_object_set_new (object, "time", laurel_office_new_instant (office, row->time_us, time_zone));
  json_object_set_new (object, "refund", json_integer (row->refund));
  json_object_set_new (object, "lines", lines);
  json_object_set_new (object, "reversed_points", json_integer (row->reversed_points));
  json_object_set_new (object, "restored_points", json_integer (row->restored_points));

  return object;
}

/* === Why ====================================================================================== */

static json_t *
new_outcome_lines (const LaurelOutcome *outcome)
{
  json_t *lines = json_array ();

  for (gsize i = 0; i < outcome->n_lines; i++)
    json_array_append_new (lines,
                           json_pack ("{s:I, s:I, s:I}",
                                      "n",
                                      (json_int_t) outcome->lines[i].n,
                                      "before",
                                      (json_int_t) outcome->lines[i].before,
                                      "after",
                                      (json_int_t) outcome->lines[i].after));

  return lines;
}

static json_t *
new_outcome (GHashTable *names, const LaurelOutcome *outcome)
{
  static const char *const words[] = {
    [LAUREL_OUTCOME_APPLIED] = "applied",     [LAUREL_OUTCOME_DISABLED] = "disabled",
    [LAUREL_OUTCOME_CONDITION] = "condition", [LAUREL_OUTCOME_NO_LINES] = "no_lines",
    [LAUREL_OUTCOME_LIMIT] = "limit",         [LAUREL_OUTCOME_ZERO] = "zero",
    [LAUREL_OUTCOME_DISPLACED] = "displaced", [LAUREL_OUTCOME_GUARD] = "guard",
  };
  json_t *object = new_named (names, outcome->leaf);
  json_t *by = json_array ();

  for (gsize i = 0; i < outcome->n_by; i++)
    json_array_append_new (by, new_named (names, outcome->by[i]));

  json_object_set_new (object, "outcome", json_string (words[outcome->kind]));
  json_object_set_new (object, "node", laurel_wire_new_text (outcome->node));
  json_object_set_new (object,
                       "node_name",
                       laurel_wire_new_text (outcome->node != NULL
                                                 ? g_hash_table_lookup (names, outcome->node)
                                                 : NULL));
  json_object_set_new (object, "test", laurel_wire_new_text (outcome->test));
  json_object_set_new (object, "limit", laurel_wire_new_text (outcome->limit));
  json_object_set_new (object, "by", by);
  json_object_set_new (object, "lines", new_outcome_lines (outcome));

  return object;
}

/* The receipt as the engine saw it; lines live in @arena. */
static void
fill_receipt (const LaurelReceiptView *view, LaurelArena *arena, LaurelReceipt *receipt)
{
  LaurelReceiptLine *lines = laurel_arena_new_array (arena, LaurelReceiptLine, view->n_lines);

  for (gsize i = 0; i < view->n_lines; i++)
    lines[i] = (LaurelReceiptLine){
      .n = view->lines[i].n,
      .product = view->lines[i].product,
      .quantity = view->lines[i].quantity,
      .price = view->lines[i].price,
      .external_discount = view->lines[i].external,
    };

  receipt->store = view->store;
  receipt->time = view->time_us / G_USEC_PER_SEC;
  receipt->card = view->card;
  receipt->lines = lines;
  receipt->n_lines = view->n_lines;
}

/* Empty where the sale cannot be priced again: its facts are not ours, or the catalog has lost what
 * it spoke of. The stored numbers stand all the same. */
static json_t *
new_explanation (const LaurelRelease *release, GHashTable *names, const LaurelReceiptView *view)
{
  g_autoptr (LaurelArena) arena = laurel_arena_new ();
  g_autoptr (GError) error = NULL;
  LaurelReceipt       receipt = { 0 };
  LaurelClientFacts   client = { 0 };
  LaurelUsageTotals   totals = { 0 };
  gboolean            anonymous = TRUE;
  const LaurelPriced *priced = NULL;
  json_t             *explain = json_array ();

  if (release == NULL ||
      !laurel_wire_read_sale_facts (view->facts, arena, &receipt, &client, &anonymous, &totals))
    return explain;

  fill_receipt (view, arena, &receipt);
  priced = laurel_price (release->program,
                         arena,
                         &receipt,
                         anonymous ? NULL : &client,
                         &totals,
                         LAUREL_PRICE_EXPLAIN,
                         &error);

  if (priced == NULL)
    {
      g_debug ("sale %" G_GINT64_FORMAT ": %s", view->sale_id, error->message);
      return explain;
    }

  for (gsize i = 0; i < priced->n_explain; i++)
    json_array_append_new (explain, new_outcome (names, &priced->explain[i]));

  return explain;
}

/* === The sale ================================================================================= */

static json_t *
new_client (const LaurelReceiptView *view)
{
  json_t *object = json_object ();

  json_object_set_new (object, "client", laurel_office_new_id (view->client_id));
  json_object_set_new (object, "first_name", laurel_wire_new_text (view->first_name));
  json_object_set_new (object, "last_name", laurel_wire_new_text (view->last_name));
  json_object_set_new (object, "patronymic", laurel_wire_new_text (view->patronymic));

  return object;
}

/* All but the client's level and points. */
static json_t *
new_sale (const LaurelOffice *office, const LaurelRelease *release, const LaurelReceiptView *view)
{
  g_autoptr (GHashTable) names = laurel_office_new_node_names (release);
  json_t *object = json_object ();
  json_t *lines = json_array ();
  json_t *returns = json_array ();
  gint32  activates = view->activates_us != 0 ? laurel_office_get_day (office, view->activates_us)
                                              : LAUREL_DAY_NONE;

  for (gsize i = 0; i < view->n_lines; i++)
    json_array_append_new (lines, new_line (names, &view->lines[i]));

  for (gsize i = 0; i < view->n_returns; i++)
    json_array_append_new (returns, new_return (office, &view->returns[i], view->time_zone));

  json_object_set_new (object, "sale", laurel_office_new_id (view->sale_id));
  json_object_set_new (object,
                       "time",
                       laurel_office_new_instant (office, view->time_us, view->time_zone));
  json_object_set_new (object,
                       "posted",
                       laurel_office_new_instant (office, view->posted_us, view->time_zone));
  json_object_set_new (object, "receipt", laurel_wire_new_text (view->receipt));
  json_object_set_new (object, "store", laurel_wire_new_text (view->store));
  json_object_set_new (object, "store_name", laurel_wire_new_text (view->store_name));
  json_object_set_new (object, "city", laurel_wire_new_text (view->city));
  json_object_set_new (object, "till", laurel_wire_new_text (view->till));
  json_object_set_new (object, "cashier", laurel_wire_new_text (view->cashier));
  json_object_set_new (object, "channel", laurel_wire_new_text (view->channel));
  json_object_set_new (object, "card", laurel_wire_new_text (view->card));
  json_object_set_new (object, "client", view->client_id != 0 ? new_client (view) : json_null ());
  json_object_set_new (object, "program_version", json_integer (view->program_version));
  json_object_set_new (object, "offline", json_boolean (view->late));
  json_object_set_new (object, "voided", json_boolean (view->voided));
  json_object_set_new (object, "lines", lines);
  json_object_set_new (object, "totals", new_totals (view));
  json_object_set_new (object, "activates", laurel_wire_new_day (activates));
  json_object_set_new (object, "explain", new_explanation (release, names, view));
  json_object_set_new (object, "returns", returns);

  return object;
}

typedef struct
{
  LaurelExchange *exchange;
  json_t         *sale;
} Answer;

static void
answer_free (Answer *answer)
{
  laurel_exchange_unref (answer->exchange);
  json_decref (answer->sale);
  g_free (answer);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

static void
account_cb (LaurelLoaded *loaded, const GError *error, gpointer user_data)
{
  g_autoptr (Answer) answer = user_data;
  g_autoptr (LaurelLoaded) owned = loaded;
  g_auto (LaurelOffice) office = { 0 };
  json_t *client = json_object_get (answer->sale, "client");
  gint64  available = 0;

  if (error != NULL)
    {
      laurel_exchange_fail (answer->exchange, error);
      return;
    }

  laurel_office_init (&office, answer->exchange);
  json_object_set_new (client, "level_name", json_null ());

  if (office.release != NULL && loaded->account != NULL)
    {
      g_autoptr (LaurelBalance) balance =
          laurel_ledger_balance (loaded->account,
                                 office.release->terms,
                                 MAX (office.now_us / G_USEC_PER_SEC, loaded->account->posted));

      available = balance->available;
      json_object_set_new (client,
                           "level_name",
                           laurel_office_new_level_name (&office, balance->level));
    }

  json_object_set_new (client, "available", json_integer (available));
  laurel_office_reply_resource (answer->exchange, g_steal_pointer (&answer->sale));
}

static void
receipt_cb (const LaurelReceiptView *view, const GError *error, gpointer user_data)
{
  g_autoptr (LaurelExchange) exchange = user_data;
  g_autoptr (LaurelRelease) release = NULL;
  g_auto (LaurelOffice) office = { 0 };
  LaurelPrograms *programs = laurel_exchange_get_services (exchange)->settings->programs;
  Answer         *answer = NULL;

  if (error != NULL)
    {
      laurel_exchange_fail (exchange, error);
      return;
    }

  if (view == NULL)
    {
      laurel_exchange_problem (exchange, 404, "unknown_sale", "there is no such sale", NULL, NULL);
      return;
    }

  laurel_office_init (&office, exchange);
  release = laurel_programs_dup_version (programs, view->program_version);

  if (view->client_id == 0)
    {
      laurel_office_reply_resource (exchange, new_sale (&office, release, view));
      return;
    }

  answer = g_new (Answer, 1);
  *answer = (Answer){ laurel_exchange_ref (exchange), new_sale (&office, release, view) };
  laurel_store_load_account (laurel_exchange_get_store (exchange),
                             laurel_exchange_get_lane (exchange),
                             &(LaurelAccountQuery){ .owner = LAUREL_OWNER_CLIENT,
                                                    .id = view->client_id,
                                                    .depth = LAUREL_ACCOUNT_DEPTH_FULL },
                             account_cb,
                             answer);
}

static void
get_sale (LaurelExchange *exchange)
{
  gint64 sale_id = 0;

  if (!laurel_office_read_id (exchange, "sale", "unknown_sale", &sale_id))
    return;

  laurel_store_load_receipt (laurel_exchange_get_store (exchange),
                             sale_id,
                             receipt_cb,
                             laurel_exchange_ref (exchange));
}

static const LaurelRoute routes[] = {
  {
      .method = "GET",
      .pattern = "/v1/sales/{sale}",
      .access = LAUREL_ROUTE_ANALYST,
      .flags = LAUREL_ROUTE_OFFICE,
      .handler = get_sale,
      .tag = "Journals",
      .summary = "One receipt, why it was priced so, and what came back",
      .response = "SaleView",
      .status = 200,
  },
};

const LaurelRoute *
laurel_http_sales_routes (gsize *n_routes)
{
  *n_routes = G_N_ELEMENTS (routes);

  return routes;
}
