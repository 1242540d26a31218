/* test-properties.c - what must hold for every program and receipt, tried on random ones
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A failure names its seed; the same seed makes the same program and receipt again.
 */

#include <glib.h>
#include <jansson.h>
#include <string.h>

#include "server/engine/laurel-price.h"
#include "server/wire/laurel-wire-catalog.h"
#include "server/wire/laurel-wire-priced.h"
#include "server/wire/laurel-wire-program.h"
#include "server/wire/laurel-wire-receipt.h"

#define N_SEEDS    400
#define N_PRODUCTS 8

static const char catalog_text[] =
    "{\"catalog\": {\"products\": {"
    "\"P0\": {\"segments\": [\"s0\"]},"
    "\"P1\": {\"segments\": [\"s0\", \"s1\"]},"
    "\"P2\": {\"segments\": [\"s1\"], \"min_price\": 9000},"
    "\"P3\": {\"segments\": [\"s2\"], \"max_discount\": 1500},"
    "\"P4\": {\"flags\": [\"no_discount\"]},"
    "\"P5\": {\"flags\": [\"no_accrual\", \"no_turnover\"]},"
    "\"P6\": {}},"
    "\"stores\": {\"S0\": {\"segments\": [\"r0\"], \"channel\": \"store\"}, \"S1\": {}}}}";

static gint
pick (GRand *random, gint n)
{
  return g_rand_int_range (random, 0, n);
}

static json_t *
new_target (GRand *random)
{
  json_t *target = json_object ();

  if (pick (random, 2) == 0)
    json_object_set_new (target,
                         "products",
                         json_pack ("[o, o]",
                                    json_sprintf ("P%d", pick (random, N_PRODUCTS)),
                                    json_sprintf ("P%d", pick (random, N_PRODUCTS))));

  if (pick (random, 2) == 0)
    json_object_set_new (target,
                         "segments",
                         json_pack ("[o]", json_sprintf ("s%d", pick (random, 4))));

  if (pick (random, 4) == 0)
    json_object_set_new (target,
                         "exclude_products",
                         json_pack ("[o]", json_sprintf ("P%d", pick (random, N_PRODUCTS))));

  if (pick (random, 5) == 0)
    json_object_set_new (target, "min_price", json_integer (pick (random, 20000)));

  return target;
}

static json_t *
new_test (GRand *random)
{
  switch (pick (random, 9))
    {
    case 0:
      return json_pack ("{s:s, s:[o]}",
                        "type",
                        "store",
                        "ids",
                        json_sprintf ("S%d", pick (random, 3)));
    case 1:
      return json_pack ("{s:s, s:[s]}", "type", "store_segment", "ids", "r0");
    case 2:
      return json_pack ("{s:s, s:[o]}",
                        "type",
                        "client_segment",
                        "ids",
                        json_sprintf ("c%d", pick (random, 3)));
    case 3:
      return json_pack ("{s:s, s:[o]}",
                        "type",
                        "level",
                        "ids",
                        json_sprintf ("l%d", pick (random, 2)));
    case 4:
      return json_pack ("{s:s, s:[o]}",
                        "type",
                        "promo_code",
                        "series",
                        json_sprintf ("series%d", pick (random, 2)));
    case 5:
      return json_pack ("{s:s, s:[{s:o, s:i}]}",
                        "type",
                        "contains",
                        "items",
                        "segment",
                        json_sprintf ("s%d", pick (random, 4)),
                        "quantity",
                        1000);
    case 6:
      return json_pack ("{s:s, s:o}",
                        "type",
                        "date",
                        "from",
                        json_sprintf ("2026-11-%02d", 20 + pick (random, 5)));
    case 7:
      return json_pack ("{s:s, s:s, s:s, s:i}",
                        "type",
                        "receipt",
                        "metric",
                        "amount",
                        "op",
                        ">=",
                        "value",
                        pick (random, 60000));
    default:
      return json_pack ("{s:s}", "type", "external_discount");
    }
}

static json_t *
new_condition (GRand *random, gint depth)
{
  static const char *const lists[] = { "all", "any" };

  if (depth < 3 && pick (random, 3) == 0)
    return json_pack ("{s:[o, o]}",
                      lists[pick (random, 2)],
                      new_condition (random, depth + 1),
                      new_condition (random, depth + 1));

  if (depth < 3 && pick (random, 6) == 0)
    return json_pack ("{s:o}", "not", new_condition (random, depth + 1));

  return new_test (random);
}

static json_t *
new_per (GRand *random)
{
  static const char *const words[] = { "receipt", "line", "unit" };

  if (pick (random, 4) == 0)
    return json_pack ("{s:i}", "every", 1 + pick (random, 20000));

  return json_string (words[pick (random, 3)]);
}

static json_t *
new_reward (GRand *random)
{
  switch (pick (random, 9))
    {
    case 0:
      return json_pack ("{s:s, s:i, s:o}",
                        "type",
                        "amount",
                        "amount",
                        pick (random, 9000),
                        "per",
                        new_per (random));
    case 1:
      return json_pack ("{s:s, s:i}", "type", "fixed_price", "price", pick (random, 20000));
    case 2:
      return json_pack ("{s:s, s:i, s:i}",
                        "type",
                        "nth",
                        "n",
                        1 + pick (random, 3),
                        "rate",
                        pick (random, 10001));
    case 3:
      return json_pack ("{s:s, s:i, s:i}",
                        "type",
                        "gift",
                        "pieces",
                        1 + pick (random, 4),
                        "rate",
                        pick (random, 10001));
    case 4:
      return json_pack ("{s:s, s:i, s:[{s:s, s:i}, {s:o, s:i}]}",
                        "type",
                        "set",
                        "price",
                        pick (random, 20000),
                        "items",
                        "segment",
                        "s0",
                        "pieces",
                        1 + pick (random, 2),
                        "product",
                        json_sprintf ("P%d", pick (random, N_PRODUCTS)),
                        "pieces",
                        1);
    case 5:
      return json_pack ("{s:s, s:i}", "type", "points_percent", "rate", pick (random, 3000));
    case 6:
      return json_pack ("{s:s, s:i, s:o}",
                        "type",
                        "points",
                        "points",
                        100 * pick (random, 30),
                        "per",
                        new_per (random));
    case 7:
      return json_pack ("{s:s, s:i}",
                        "type",
                        "points_multiplier",
                        "factor",
                        100 + pick (random, 300));
    default:
      return json_pack ("{s:s, s:i}", "type", "percent", "rate", pick (random, 6000));
    }
}

static json_t *
new_leaf (GRand *random, gint *number)
{
  json_t *leaf = json_pack ("{s:o, s:s, s:o, s:o, s:b, s:b}",
                            "id",
                            json_sprintf ("leaf%d", (*number)++),
                            "kind",
                            "discount",
                            "target",
                            new_target (random),
                            "reward",
                            new_reward (random),
                            "external",
                            pick (random, 2),
                            "exclude_from_turnover",
                            pick (random, 6) == 0);

  if (pick (random, 2) == 0)
    json_object_set_new (leaf, "when", new_condition (random, 1));

  if (pick (random, 5) == 0)
    json_object_set_new (leaf, "limits", json_pack ("{s:i}", "per_client", 1 + pick (random, 3)));

  return leaf;
}

static json_t *
new_group (GRand *random, gint *number, gint depth)
{
  static const char *const combines[] = { "add", "multiply", "max", "min", "displace" };
  static const char *const scopes[] = { "line", "receipt" };
  static const char *const winners[] = { "last", "first" };

  gint    n = 1 + pick (random, 4);
  json_t *children = json_array ();
  json_t *group = json_pack ("{s:o, s:s, s:s, s:s, s:s, s:o}",
                             "id",
                             json_sprintf ("group%d", (*number)++),
                             "kind",
                             "group",
                             "combine",
                             combines[pick (random, 5)],
                             "scope",
                             scopes[pick (random, 2)],
                             "winner",
                             winners[pick (random, 2)],
                             "children",
                             children);

  if (pick (random, 5) == 0)
    json_object_set_new (group, "when", new_condition (random, 1));

  for (gint i = 0; i < n; i++)
    json_array_append_new (children,
                           depth < 3 && pick (random, 3) == 0
                               ? new_group (random, number, depth + 1)
                               : new_leaf (random, number));

  return group;
}

static json_t *
new_program (GRand *random)
{
  static const char *const modes[] = { "down", "half_up", "up" };
  static const char *const levels[] = { "receipt", "line" };

  gint number = 0;

  return json_pack ("{s:i, s:{s:b, s:b, s:{s:i, s:s, s:s}}, s:{s:[{s:s, s:i}, {s:s, s:i}]},"
                    " s:{s:i}, s:{s:i}, s:i, s:o}",
                    "format",
                    1,
                    "accrual",
                    "on_discounted",
                    pick (random, 2),
                    "on_redeemed",
                    pick (random, 2),
                    "rounding",
                    "unit",
                    pick (random, 2) == 0 ? 1 : 100,
                    "mode",
                    modes[pick (random, 3)],
                    "level",
                    levels[pick (random, 2)],
                    "levels",
                    "list",
                    "id",
                    "l0",
                    "accrual",
                    500,
                    "id",
                    "l1",
                    "accrual",
                    1000,
                    "redemption",
                    "max_share",
                    pick (random, 10001),
                    "limits",
                    "max_receipt_share",
                    pick (random, 2) == 0 ? 10000 : pick (random, 10001),
                    "receipt_rounding",
                    pick (random, 3) == 0 ? 100 : 0,
                    "discounts",
                    new_group (random, &number, 1));
}

static json_t *
new_receipt (GRand *random)
{
  gint    n = pick (random, 7);
  json_t *lines = json_array ();

  for (gint i = 0; i < n; i++)
    {
      gint quantity =
          pick (random, 3) == 0 ? 1 + pick (random, 3000) : 1000 * (1 + pick (random, 5));
      gint price = pick (random, 4) == 0 ? 1 + pick (random, 30) : 100 + pick (random, 30000);

      json_array_append_new (
          lines,
          json_pack ("{s:i, s:o, s:i, s:i, s:i}",
                     "n",
                     i + 1,
                     "product",
                     json_sprintf ("P%d", pick (random, N_PRODUCTS)),
                     "quantity",
                     quantity,
                     "price",
                     price,
                     "external_discount",
                     pick (random, 4) == 0 ? (gint) ((gint64) price * quantity / 9000) : 0));
    }

  return json_pack ("{s:o, s:s, s:[s], s:o, s:o}",
                    "store",
                    json_sprintf ("S%d", pick (random, 3)),
                    "time",
                    "2026-11-22T12:00:00+03:00",
                    "promo_codes",
                    "CODE",
                    "redeem",
                    pick (random, 2) == 0 ? json_string ("max")
                                          : json_integer (pick (random, 5000)),
                    "lines",
                    lines);
}

static LaurelProgram *
compile (json_t *document)
{
  g_autoptr (LaurelFaults) faults = laurel_faults_new ();
  g_autoptr (LaurelProgramDraft) draft = NULL;
  g_autoptr (LaurelCatalog) catalog = NULL;
  g_autoptr (LaurelJsonReader) reader = NULL;
  g_autoptr (GError) error = NULL;
  json_t        *root = laurel_json_parse (catalog_text, strlen (catalog_text), faults);
  LaurelProgram *program = NULL;

  reader = laurel_json_reader_new (root, "", faults);
  draft = laurel_wire_read_program (document, "", LAUREL_WIRE_PROGRAM_WHOLE, faults);

  if (laurel_json_reader_begin (reader))
    {
      catalog = laurel_wire_read_catalog (reader, "catalog");
      laurel_json_reader_end_object (reader);
    }

  for (guint i = 0; i < laurel_faults_get_n (faults); i++)
    g_test_message ("%s: %s",
                    laurel_faults_get (faults, i)->path,
                    laurel_faults_get (faults, i)->message);

  g_assert_cmpuint (laurel_faults_get_n (faults), ==, 0);
  program = laurel_program_compile (draft, catalog, 1, &error);
  g_assert_no_error (error);
  json_decref (root);

  return program;
}

static void
assert_line_agrees (const LaurelPricedLine *line)
{
  gint64 money = 0;
  gint64 points = 0;

  for (gsize i = 0; i < line->n_effects; i++)
    {
      g_assert_true (line->effects[i].money > 0 || line->effects[i].points > 0);
      money += line->effects[i].money;
      points += line->effects[i].referrer ? 0 : line->effects[i].points;
    }

  g_assert_cmpint (money, ==, line->discount + line->rounding);
  g_assert_cmpint (points, ==, line->points);
  g_assert_cmpint (line->to_pay,
                   ==,
                   line->gross - line->external - line->discount - line->redeemed - line->rounding);
  g_assert_cmpint (line->to_pay, >=, 0);
  g_assert_true (line->turnover == 0 || line->turnover == line->to_pay);

  if (line->whole)
    g_assert_cmpint (line->split[0].pieces * line->split[0].price +
                         line->split[1].pieces * line->split[1].price,
                     ==,
                     line->to_pay);
}

static void
assert_sums_agree (const LaurelPriced *priced)
{
  LaurelTotals sums = { 0 };

  for (gsize i = 0; i < priced->n_lines; i++)
    {
      const LaurelPricedLine *line = &priced->lines[i];

      assert_line_agrees (line);
      sums.gross += line->gross;
      sums.discount += line->discount;
      sums.redeemed += line->redeemed;
      sums.rounding += line->rounding;
      sums.to_pay += line->to_pay;
      sums.points += line->points;
      sums.turnover += line->turnover;
    }

  g_assert_cmpint (sums.gross, ==, priced->totals.gross);
  g_assert_cmpint (sums.discount, ==, priced->totals.discount);
  g_assert_cmpint (sums.redeemed, ==, priced->totals.redeemed);
  g_assert_cmpint (sums.rounding, ==, priced->totals.rounding);
  g_assert_cmpint (sums.to_pay, ==, priced->totals.to_pay);
  g_assert_cmpint (sums.points, ==, priced->totals.points);
  g_assert_cmpint (sums.turnover, ==, priced->totals.turnover);
  g_assert_cmpint (priced->totals.redeemed_points, <=, priced->redeemable);
}

/* The result as text, without its explanation. */
static char *
price (json_t *document, json_t *body, LaurelPriceFlags flags)
{
  static const char *const       segments[] = { "c0", "c1" };
  static const LaurelUsage       usage[] = { { "leaf1", 1, 0, 20700 }, { "leaf2", 2, 0, 20700 } };
  static const LaurelClientFacts client = {
    .level = "l1",
    .birth_day = LAUREL_DAY_NONE,
    .segments = segments,
    .n_segments = G_N_ELEMENTS (segments),
    .last_purchase_day = LAUREL_DAY_NONE,
    .available_points = 30000,
    .usage = usage,
    .n_usage = G_N_ELEMENTS (usage),
  };

  g_autoptr (LaurelProgram) program = compile (document);
  g_autoptr (LaurelArena) arena = laurel_arena_new ();
  g_autoptr (LaurelFaults) faults = laurel_faults_new ();
  g_autoptr (LaurelJsonReader) reader = laurel_json_reader_new (body, "", faults);
  g_autoptr (GError) error = NULL;
  LaurelReceipt       receipt = { 0 };
  const LaurelPriced *priced = NULL;
  json_t             *result = json_object ();
  char               *text = NULL;

  g_assert_true (laurel_json_reader_begin (reader));
  laurel_wire_read_receipt (reader, arena, &receipt);
  laurel_json_reader_end_object (reader);
  g_assert_cmpuint (laurel_faults_get_n (faults), ==, 0);
  laurel_wire_receipt_get_codes (&receipt)[0].series = "series1";

  priced = laurel_price (program, arena, &receipt, &client, NULL, flags, &error);
  g_assert_no_error (error);
  assert_sums_agree (priced);
  json_object_update_new (result, laurel_wire_new_priced (priced, &receipt, FALSE));
  text = json_dumps (result, JSON_COMPACT);
  json_decref (result);

  return text;
}

/* Looking only at the leaves that the index finds must give what looking at all of them gives. */
static void
test_index_misses_nothing (void)
{
  for (guint32 seed = 0; seed < N_SEEDS; seed++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);
      json_t          *program = new_program (random);
      json_t          *receipt = new_receipt (random);
      g_autofree char *plain = price (program, receipt, LAUREL_PRICE_PLAIN);
      g_autofree char *explained = price (program, receipt, LAUREL_PRICE_EXPLAIN);

      g_test_message ("seed %u", seed);
      g_assert_cmpstr (plain, ==, explained);
      json_decref (program);
      json_decref (receipt);
    }
}

/* An arena that has seen a receipt needs nothing more for it. */
static void
test_steady_state_allocates_nothing (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (11);
  g_autoptr (LaurelArena) arena = laurel_arena_new ();
  g_autoptr (LaurelArena) body_arena = laurel_arena_new ();
  g_autoptr (LaurelFaults) faults = laurel_faults_new ();
  g_autoptr (LaurelProgram) program = NULL;
  g_autoptr (LaurelJsonReader) reader = NULL;
  LaurelReceipt receipt = { 0 };
  json_t       *document = new_program (random);
  json_t       *body = new_receipt (random);
  gsize         size = 0;

  while (json_array_size (json_object_get (body, "lines")) == 0)
    {
      json_decref (body);
      body = new_receipt (random);
    }

  program = compile (document);
  reader = laurel_json_reader_new (body, "", faults);
  g_assert_true (laurel_json_reader_begin (reader));
  laurel_wire_read_receipt (reader, body_arena, &receipt);
  laurel_json_reader_end_object (reader);

  for (gint round = 0; round < 50; round++)
    {
      g_assert_nonnull (
          laurel_price (program, arena, &receipt, NULL, NULL, LAUREL_PRICE_EXPLAIN, NULL));
      laurel_arena_reset (arena);

      if (round == 0)
        size = laurel_arena_get_size (arena);

      g_assert_cmpuint (laurel_arena_get_size (arena), ==, size);
    }

  json_decref (document);
  json_decref (body);
}

/* A lone child of a comparison may be worth nothing, and then has no effect; nor may a short cut
 * for lone children forget that. */
static void
test_lone_child_worth_nothing (void)
{
  static const char text[] =
      "{\"format\":1, \"accrual\":{\"rounding\":{\"unit\":1,\"mode\":\"up\"}},"
      " \"levels\":{\"list\":[{\"id\":\"l1\"}]},"
      " \"discounts\":{\"id\":\"root\",\"kind\":\"group\",\"combine\":\"max\",\"children\":["
      "  {\"id\":\"p\",\"kind\":\"discount\","
      "   \"reward\":{\"type\":\"points_percent\",\"rate\":1000}}]}}";
  static const char body[] =
      "{\"time\":\"2026-11-22T12:00:00Z\",\"promo_codes\":[\"CODE\"],"
      "\"lines\":[{\"n\":1,\"product\":\"P0\",\"quantity\":1000,\"price\":4}]}";

  g_autoptr (LaurelFaults) faults = laurel_faults_new ();
  json_t          *program = laurel_json_parse (text, strlen (text), faults);
  json_t          *receipt = laurel_json_parse (body, strlen (body), faults);
  g_autofree char *plain = price (program, receipt, LAUREL_PRICE_PLAIN);
  g_autofree char *explained = price (program, receipt, LAUREL_PRICE_EXPLAIN);

  g_assert_nonnull (strstr (plain, "\"effects\":[]"));
  g_assert_cmpstr (plain, ==, explained);
  json_decref (program);
  json_decref (receipt);
}

static void
test_order_of_lines_is_free (void)
{
  for (guint32 seed = 0; seed < N_SEEDS; seed++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);
      json_t          *program = new_program (random);
      json_t          *receipt = new_receipt (random);
      json_t          *lines = json_object_get (receipt, "lines");
      g_autofree char *before = price (program, receipt, LAUREL_PRICE_PLAIN);
      g_autofree char *after = NULL;

      for (gsize i = json_array_size (lines); i > 1; i--)
        {
          gsize   at = (gsize) pick (random, (gint) i);
          json_t *line = json_incref (json_array_get (lines, at));

          json_array_remove (lines, at);
          json_array_append_new (lines, line);
        }

      after = price (program, receipt, LAUREL_PRICE_PLAIN);
      g_test_message ("seed %u", seed);
      g_assert_cmpstr (before, ==, after);
      json_decref (program);
      json_decref (receipt);
    }
}

/* The group with the first leaf in tree order. */
static json_t *
find_first_parent (json_t *group)
{
  json_t *first = json_array_get (json_object_get (group, "children"), 0);

  return json_object_get (first, "children") != NULL ? find_first_parent (first) : group;
}

static void
test_disabled_leaf_is_absent (void)
{
  for (guint32 seed = 0; seed < N_SEEDS; seed++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);
      json_t          *program = new_program (random);
      json_t          *receipt = new_receipt (random);
      json_t          *parent = find_first_parent (json_object_get (program, "discounts"));
      json_t          *children = json_object_get (parent, "children");
      g_autofree char *disabled = NULL;
      g_autofree char *disabled_explained = NULL;
      g_autofree char *absent = NULL;

      json_object_set_new (json_array_get (children, 0), "enabled", json_false ());
      disabled = price (program, receipt, LAUREL_PRICE_PLAIN);
      disabled_explained = price (program, receipt, LAUREL_PRICE_EXPLAIN);
      json_array_remove (children, 0);
      absent = price (program, receipt, LAUREL_PRICE_PLAIN);

      g_test_message ("seed %u", seed);
      g_assert_cmpstr (disabled, ==, absent);
      g_assert_cmpstr (disabled_explained, ==, absent);
      json_decref (program);
      json_decref (receipt);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/properties/index-misses-nothing", test_index_misses_nothing);
  g_test_add_func ("/engine/properties/steady-state", test_steady_state_allocates_nothing);
  g_test_add_func ("/engine/properties/lone-child-worth-nothing", test_lone_child_worth_nothing);
  g_test_add_func ("/engine/properties/order-of-lines-is-free", test_order_of_lines_is_free);
  g_test_add_func ("/engine/properties/disabled-leaf-is-absent", test_disabled_leaf_is_absent);

  return g_test_run ();
}
