/* test-advice-properties.c - no advice is a false alarm: random programs, priced
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Programs and receipts are made of very few values, so that conditions often contradict and imply
 * each other and receipts often meet them. What was called dead, past or forbidden must never
 * apply, and what always loses must not be missed when it is gone.
 */

#include <jansson.h>

#include "server/engine/laurel-program-advice.h"
#include "server/wire/laurel-wire-case.h"
#include "server/wire/laurel-wire-catalog.h"
#include "server/wire/laurel-wire-program.h"

#define N_PROGRAMS 1500
#define N_RECEIPTS 25
/* 2026-11-22, noon in Moscow. */
#define NOW G_GINT64_CONSTANT (1795338000)

/* So many of each were seen for the property to mean something. */
#define SEEN_LEAST 200

static gint
pick (GRand *random, gint n)
{
  return g_rand_int_range (random, 0, n);
}

static gboolean
chance (GRand *random, gint percent)
{
  return pick (random, 100) < percent;
}

/* A list of some of @words, with the name of the member that holds it. */
static json_t *
new_test (GRand *random, const char *type, const char *member, const char *const *words)
{
  json_t *list = json_array ();

  for (gsize i = 0; words[i] != NULL; i++)
    {
      if (chance (random, 40))
        json_array_append_new (list, json_string (words[i]));
    }

  return json_pack ("{s:s, s:o}", "type", type, member, list);
}

static json_t *
new_comparison (GRand *random, const char *type, const char *metric, gint most)
{
  static const char *const operators[] = { "<", "<=", "==", ">=", ">" };

  return json_pack ("{s:s, s:s, s:s, s:i}",
                    "type",
                    type,
                    "metric",
                    metric,
                    "op",
                    operators[pick (random, 5)],
                    "value",
                    pick (random, most + 1));
}

static json_t *
new_date_test (GRand *random)
{
  static const char *const dates[] = { "2026-11-01",
                                       "2026-11-23",
                                       "2026-11-24",
                                       "2026-11-26",
                                       "2026-11-30" };

  json_t *test = json_pack ("{s:s}", "type", "date");

  if (chance (random, 70))
    json_object_set_new (test, "from", json_string (dates[pick (random, 5)]));

  if (chance (random, 70))
    json_object_set_new (test, "to", json_string (dates[pick (random, 5)]));

  return test;
}

static json_t *
new_weekday_test (GRand *random)
{
  json_t *days = json_array ();

  for (gint day = 1; day <= 7; day++)
    {
      if (chance (random, 40))
        json_array_append_new (days, json_integer (day));
    }

  return json_pack ("{s:s, s:o}", "type", "weekday", "days", days);
}

static json_t *
new_age_test (GRand *random)
{
  gint least = 18 + pick (random, 6);

  if (chance (random, 30))
    return json_pack ("{s:s, s:i}", "type", "age_multiple", "of", 1 + pick (random, 12));

  return json_pack ("{s:s, s:i, s:i}", "type", "age", "min", least, "max", 18 + pick (random, 6));
}

static json_t *
new_birthday_test (GRand *random)
{
  return json_pack ("{s:s, s:i, s:i}",
                    "type",
                    "birthday",
                    "before",
                    pick (random, 4),
                    "after",
                    pick (random, 4));
}

static json_t *
new_time_test (GRand *random)
{
  static const char *const times[] = { "06:00", "12:00", "18:00" };

  return json_pack ("{s:s, s:s, s:s}",
                    "type",
                    "time",
                    "from",
                    times[pick (random, 3)],
                    "to",
                    times[pick (random, 3)]);
}

static json_t *
new_item_list (GRand *random, const char *count, gint unit)
{
  json_t *items = json_array ();
  gint    n = 1 + pick (random, 2);

  for (gint i = 0; i < n; i++)
    json_array_append_new (items,
                           json_pack ("{s:s, s:i}",
                                      chance (random, 50) ? "product" : "segment",
                                      chance (random, 50) ? "A" : "s",
                                      count,
                                      unit * (1 + pick (random, 2))));

  return items;
}

static json_t *
new_target (GRand *random)
{
  static const char *const lists[] = { "products",
                                       "segments",
                                       "exclude_products",
                                       "exclude_segments" };
  static const char *const ids[][2] = { { "A", "B" }, { "s", "t" } };

  json_t *target = json_object ();

  for (gint i = 0; i < 4; i++)
    {
      json_t *list = json_array ();

      for (gint k = 0; k < 2 && chance (random, i < 2 ? 60 : 25); k++)
        json_array_append_new (list, json_string (ids[i % 2][pick (random, 2)]));

      json_object_set_new (target, lists[i], list);
    }

  if (chance (random, 20))
    json_object_set_new (target, "min_price", json_integer (pick (random, 200)));

  return target;
}

static json_t *
new_receipt_test (GRand *random)
{
  static const char *const metrics[] = { "amount", "quantity", "lines" };
  static const gint        most[] = { 300, 4000, 3 };

  gint    metric = pick (random, 3);
  json_t *test = new_comparison (random, "receipt", metrics[metric], most[metric]);

  if (chance (random, 50))
    json_object_set_new (test, "target", new_target (random));

  return test;
}

static json_t *
new_simple_test (GRand *random)
{
  static const char *const stores[] = { "S1", "S2", "S9", NULL };
  static const char *const regions[] = { "north", "south", NULL };
  static const char *const channels[] = { "store", "site", "app", NULL };
  static const char *const clubs[] = { "c1", "c2", NULL };
  static const char *const levels[] = { "l1", "l2", NULL };
  static const char *const prefixes[] = { "2", "29", "3", NULL };
  static const char *const genders[] = { "f", "m", NULL };
  static const char *const series[] = { "x", "y", NULL };
  static const char *const payments[] = { "card", "cash", NULL };

  switch (pick (random, 20))
    {
    case 0:
      return new_date_test (random);
    case 1:
      return new_weekday_test (random);
    case 2:
      return new_time_test (random);
    case 3:
      return new_test (random, "store", "ids", stores);
    case 4:
      return new_test (random, "store_segment", "ids", regions);
    case 5:
      return new_test (random, "channel", "in", channels);
    case 6:
      return json_pack ("{s:s}", "type", "registered");
    case 7:
      return new_test (random, "client_segment", "ids", clubs);
    case 8:
      return new_test (random, "level", "ids", levels);
    case 9:
      return new_test (random, "card_prefix", "prefixes", prefixes);
    case 10:
      return new_test (random, "gender", "in", genders);
    case 11:
      return new_age_test (random);
    case 12:
      return new_birthday_test (random);
    case 13:
      return json_pack ("{s:s}", "type", "first_purchase");
    case 14:
      return new_comparison (random, "purchases", chance (random, 50) ? "count" : "days_since", 3);
    case 15:
      return new_receipt_test (random);
    case 16:
      return json_pack ("{s:s, s:o}",
                        "type",
                        "contains",
                        "items",
                        new_item_list (random, "quantity", 1000));
    case 17:
      return new_test (random, "promo_code", "series", series);
    case 18:
      return new_test (random, "payment", "in", payments);
    default:
      return json_pack ("{s:s}", "type", "external_discount");
    }
}

static json_t *
new_condition (GRand *random, gint depth)
{
  json_t *list = NULL;
  gint    n = 1 + pick (random, 3);

  if (depth == 0 || chance (random, 40))
    return new_simple_test (random);

  if (chance (random, 25))
    return json_pack ("{s:o}", "not", new_condition (random, depth - 1));

  list = json_array ();

  for (gint i = 0; i < n; i++)
    json_array_append_new (list, new_condition (random, depth - 1));

  return json_pack ("{s:o}", chance (random, 60) ? "all" : "any", list);
}

static json_t *
new_reward (GRand *random)
{
  static const gint        rates[] = { 0, 500, 5000, 9000, 10000 };
  static const char *const pers[] = { "receipt", "line", "unit" };

  gint rate = rates[chance (random, 3) ? 0 : 1 + pick (random, 4)];
  gint amount = 1 + pick (random, 3) * 40;

  switch (pick (random, 9))
    {
    case 0:
      return json_pack ("{s:s, s:i, s:s}",
                        "type",
                        "amount",
                        "amount",
                        amount,
                        "per",
                        pers[pick (random, 3)]);
    case 1:
      return json_pack ("{s:s, s:i}", "type", "fixed_price", "price", pick (random, 3) * 50);
    case 2:
      return json_pack ("{s:s, s:i, s:i}", "type", "nth", "n", 2, "rate", rate);
    case 3:
      return json_pack ("{s:s, s:i, s:i}", "type", "gift", "pieces", 1, "rate", rate);
    case 4:
      return json_pack ("{s:s, s:i, s:o}",
                        "type",
                        "set",
                        "price",
                        amount,
                        "items",
                        new_item_list (random, "pieces", 1));
    case 5:
      return json_pack ("{s:s, s:i}", "type", "points_percent", "rate", rate);
    case 6:
      return json_pack ("{s:s, s:i}", "type", "points_multiplier", "factor", 100 + rate);
    default:
      return json_pack ("{s:s, s:i}", "type", "percent", "rate", rate);
    }
}

static json_t *
new_leaf (GRand *random, gint number)
{
  json_t     *leaf = json_pack ("{s:o, s:s, s:o}",
                            "id",
                            json_sprintf ("d%d", number),
                            "kind",
                            "discount",
                            "reward",
                            new_reward (random));
  const char *type = json_string_value (json_object_get (json_object_get (leaf, "reward"), "type"));
  gboolean    points = g_str_has_prefix (type, "points");

  if (chance (random, 50))
    json_object_set_new (leaf, "when", new_condition (random, 2));

  if (chance (random, 40))
    json_object_set_new (leaf, "target", new_target (random));

  if (chance (random, 10) && !points)
    json_object_set_new (leaf, "max_amount", json_integer (pick (random, 40)));

  if (chance (random, 10))
    json_object_set_new (leaf, "limits", json_pack ("{s:b}", "once", 1));

  if (chance (random, 20))
    json_object_set_new (leaf, "external", json_true ());

  if (chance (random, 20) && g_str_equal (type, "points_percent"))
    json_object_set_new (leaf, "replaces_base", json_true ());

  return leaf;
}

static json_t *
new_group (GRand *random, gint *number, gint depth)
{
  static const char *const ways[] = { "add", "multiply", "max", "min", "displace" };

  json_t *children = json_array ();
  json_t *group = NULL;
  gint    n = 2 + pick (random, 4);

  group = json_pack ("{s:o, s:s, s:s, s:s, s:s, s:o}",
                     "id",
                     json_sprintf ("g%d", (*number)++),
                     "kind",
                     "group",
                     "combine",
                     ways[pick (random, 5)],
                     "scope",
                     chance (random, 60) ? "line" : "receipt",
                     "winner",
                     chance (random, 60) ? "last" : "first",
                     "children",
                     children);

  if (chance (random, 20))
    json_object_set_new (group, "when", new_condition (random, 1));

  for (gint i = 0; i < n; i++)
    json_array_append_new (children,
                           depth > 0 && chance (random, 30) ? new_group (random, number, depth - 1)
                                                            : new_leaf (random, (*number)++));

  return group;
}

static json_t *
new_program (GRand *random)
{
  gint    number = 0;
  json_t *program = json_pack ("{s:i, s:{s:b}, s:{s:[{s:s, s:i}, {s:s}]}, s:[], s:o}",
                               "format",
                               1,
                               "accrual",
                               "on_discounted",
                               pick (random, 2),
                               "levels",
                               "list",
                               "id",
                               "l1",
                               "accrual",
                               500,
                               "id",
                               "l2",
                               "restrictions",
                               "discounts",
                               new_group (random, &number, 2));

  if (chance (random, 30))
    json_array_append_new (json_object_get (program, "restrictions"),
                           json_pack ("{s:o, s:o, s:[s]}",
                                      "when",
                                      new_condition (random, 0),
                                      "target",
                                      new_target (random),
                                      "forbid",
                                      chance (random, 50) ? "discount" : "accrue"));

  return program;
}

static json_t *
new_receipt (GRand *random, gint number)
{
  static const char *const products[] = { "A", "B", "C", "X" };
  static const char *const clients[] = { "C0", "C1", "C2", "C3" };
  static const char *const days[] = { "22", "23", "24", "25", "26", "27", "28", "29", "30" };

  json_t *lines = json_array ();
  gint    n = 1 + pick (random, 3);
  json_t *receipt = NULL;

  for (gint i = 0; i < n; i++)
    json_array_append_new (
        lines,
        json_pack ("{s:i, s:s, s:i, s:i, s:i}",
                   "n",
                   i + 1,
                   "product",
                   products[pick (random, 4)],
                   "quantity",
                   chance (random, 80) ? 1000 * (1 + pick (random, 2)) : 1 + pick (random, 1500),
                   "price",
                   chance (random, 50) ? pick (random, 9) : pick (random, 300),
                   "external_discount",
                   0));

  receipt = json_pack ("{s:o, s:o, s:o}",
                       "id",
                       json_sprintf ("r%d", number),
                       "time",
                       json_sprintf ("2026-11-%sT%s+03:00",
                                     days[pick (random, 9)],
                                     chance (random, 50) ? "13:00:00" : "20:00:00"),
                       "lines",
                       lines);

  if (chance (random, 80))
    json_object_set_new (receipt, "store", json_sprintf ("S%d", 1 + pick (random, 3)));

  if (chance (random, 80))
    json_object_set_new (receipt, "client", json_string (clients[pick (random, 4)]));

  if (chance (random, 70))
    json_object_set_new (receipt, "card", json_string (chance (random, 50) ? "2901" : "31"));

  if (chance (random, 50))
    json_object_set_new (receipt, "promo_codes", json_pack ("[s, s]", "X", "Y"));

  if (chance (random, 50))
    json_object_set_new (receipt, "payments", json_pack ("[s]", "card"));

  if (chance (random, 30))
    json_object_set_new (json_array_get (lines, 0), "price", json_integer (250));

  return receipt;
}

static json_t *
new_case (GRand *random)
{
  static const char facts[] =
      "{\"catalog\":{\"products\":{\"A\":{\"segments\":[\"s\"]},"
      "\"B\":{\"segments\":[\"s\",\"t\"]},\"C\":{\"segments\":[\"t\"],"
      "\"flags\":[\"no_discount\"]}},"
      "\"stores\":{\"S1\":{\"segments\":[\"north\"],\"channel\":\"store\"},"
      "\"S2\":{\"segments\":[\"south\"],\"channel\":\"site\"}}},"
      "\"promo_codes\":{\"X\":{\"series\":\"x\"},\"Y\":{\"series\":\"y\"}},"
      "\"clients\":{\"C0\":{\"purchase_count\":2},"
      "\"C1\":{\"registered\":true,\"level\":\"l1\",\"birth_date\":\"2004-11-25\","
      "\"gender\":\"f\",\"segments\":[\"c1\"],\"purchase_count\":1,\"turnover\":2,"
      "\"last_purchase\":\"2026-11-22\"},"
      "\"C2\":{\"registered\":true,\"level\":\"l2\",\"birth_date\":\"2006-06-01\","
      "\"gender\":\"m\",\"segments\":[\"c1\",\"c2\"]},"
      "\"C3\":{\"registered\":true,\"level\":\"l1\",\"birth_date\":\"2002-11-29\","
      "\"purchase_count\":3,\"segments\":[\"c2\"]}}}";

  json_t *root = json_loads (facts, 0, NULL);
  json_t *receipts = json_array ();

  g_assert_nonnull (root);
  json_object_set_new (root, "program", new_program (random));
  json_object_set_new (root, "receipts", receipts);

  for (gint i = 0; i < N_RECEIPTS; i++)
    json_array_append_new (receipts, new_receipt (random, i));

  return root;
}

static json_t *
find_node (json_t *node, const char *id)
{
  json_t *children = json_object_get (node, "children");

  if (g_str_equal (json_string_value (json_object_get (node, "id")), id))
    return node;

  for (gsize i = 0; i < json_array_size (children); i++)
    {
      json_t *found = find_node (json_array_get (children, i), id);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static const char *
outcome_of (json_t *result, const char *leaf)
{
  json_t *explain = json_object_get (result, "explain");

  for (gsize i = 0; i < json_array_size (explain); i++)
    {
      json_t *entry = json_array_get (explain, i);

      if (g_str_equal (json_string_value (json_object_get (entry, "id")), leaf))
        return json_string_value (json_object_get (entry, "outcome"));
    }

  return NULL;
}

/* No leaf at or below @node has applied to any receipt. */
static void
assert_never_applied (json_t *results, json_t *node)
{
  json_t *children = json_object_get (node, "children");

  for (gsize i = 0; i < json_array_size (children); i++)
    assert_never_applied (results, json_array_get (children, i));

  if (children != NULL)
    return;

  for (gsize i = 0; i < json_array_size (results); i++)
    g_assert_cmpstr (
        outcome_of (json_array_get (results, i), json_string_value (json_object_get (node, "id"))),
        !=,
        "applied");
}

/* The group that has the child @id. */
static json_t *
find_parent (json_t *node, const char *id)
{
  json_t *children = json_object_get (node, "children");

  for (gsize i = 0; i < json_array_size (children); i++)
    {
      json_t *child = json_array_get (children, i);
      json_t *found = NULL;

      if (g_str_equal (json_string_value (json_object_get (child, "id")), id))
        return node;

      found = find_parent (child, id);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* Of @group only the children @one and @other. */
static void
leave_two (json_t *group, const char *one, const char *other)
{
  json_t *children = json_object_get (group, "children");

  for (gsize i = json_array_size (children); i-- > 0;)
    {
      const char *id = json_string_value (json_object_get (json_array_get (children, i), "id"));

      if (!g_str_equal (id, one) && !g_str_equal (id, other))
        json_array_remove (children, i);
    }
}

/* Between the two, a receipt costs the same without the one that always loses. With a third one
 * beside them it need not: where two are worth the same, the earlier one wins, which may take money
 * or give points. */
static void
assert_not_missed (json_t *root, const LaurelAdvice *advice)
{
  json_t *copy = json_deep_copy (root);
  json_t *tree = json_object_get (json_object_get (copy, "program"), "discounts");
  json_t *results = NULL;
  json_t *others = NULL;

  leave_two (find_parent (tree, advice->node), advice->node, advice->other);
  results = laurel_wire_price_case (copy, LAUREL_PRICE_EXPLAIN);
  json_object_set_new (find_node (tree, advice->node), "enabled", json_false ());
  others = laurel_wire_price_case (copy, LAUREL_PRICE_EXPLAIN);

  for (gsize i = 0; i < N_RECEIPTS; i++)
    {
      json_t *before = json_array_get (json_object_get (results, "results"), i);
      json_t *after = json_array_get (json_object_get (others, "results"), i);

      before = json_object_get (before, "totals");
      after = json_object_get (after, "totals");
      g_assert_nonnull (before);
      g_assert_true (
          json_equal (json_object_get (before, "discount"), json_object_get (after, "discount")));
    }

  json_decref (results);
  json_decref (others);
  json_decref (copy);
}

static LaurelAdviceList *
advise (json_t *root, LaurelProgramDraft **draft, LaurelCatalog **catalog)
{
  g_autoptr (LaurelFaults) faults = laurel_faults_new ();
  g_autoptr (LaurelJsonReader) reader = laurel_json_reader_new (root, "", faults);

  *draft = laurel_wire_read_program (json_object_get (root, "program"),
                                     "",
                                     LAUREL_WIRE_PROGRAM_ENGINE,
                                     faults);

  for (guint i = 0; i < laurel_faults_get_n (faults); i++)
    g_test_message ("%s: %s",
                    laurel_faults_get (faults, i)->path,
                    laurel_faults_get (faults, i)->message);

  g_assert_nonnull (*draft);
  g_assert_true (laurel_json_reader_begin (reader));
  *catalog = laurel_wire_read_catalog (reader, "catalog");
  laurel_json_reader_skip_object (reader);

  return laurel_program_advise (*draft, *catalog, NOW);
}

static gboolean
is_displaced (json_t *tree, const LaurelAdvice *advice)
{
  json_t *group = find_parent (tree, advice->node);

  return g_str_equal (json_string_value (json_object_get (group, "combine")), "displace");
}

static void
check_advice (json_t *root, json_t *results, const LaurelAdvice *advice)
{
  json_t *tree = json_object_get (json_object_get (root, "program"), "discounts");
  json_t *node = advice->node != NULL ? find_node (tree, advice->node) : NULL;

  if (node == NULL || advice->code == LAUREL_ADVICE_UNKNOWN_ID)
    return;

  g_test_message ("%s: %s", advice->path, advice->message);

  if (advice->code == LAUREL_ADVICE_ALWAYS_LOSES)
    assert_not_missed (root, advice);

  if (advice->code != LAUREL_ADVICE_ALWAYS_LOSES || is_displaced (tree, advice))
    assert_never_applied (results, node);
}

static void
test_no_false_alarms (void)
{
  guint seen[LAUREL_ADVICE_NEVER_ACTIVE + 1] = { 0 };

  for (guint32 seed = 0; seed < N_PROGRAMS; seed++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);
      g_autoptr (LaurelProgramDraft) draft = NULL;
      g_autoptr (LaurelCatalog) catalog = NULL;
      g_autoptr (LaurelAdviceList) list = NULL;
      json_t *root = new_case (random);
      json_t *answer = laurel_wire_price_case (root, LAUREL_PRICE_EXPLAIN);
      json_t *results = json_object_get (answer, "results");

      g_test_message ("seed %u", seed);
      g_assert_nonnull (results);
      list = advise (root, &draft, &catalog);

      for (guint i = 0; i < laurel_advice_list_get_n (list); i++)
        {
          const LaurelAdvice *advice = laurel_advice_list_get (list, i);

          seen[advice->code]++;
          check_advice (root, results, advice);
        }

      json_decref (answer);
      json_decref (root);
    }

  g_test_message ("dead %u, past %u, losing %u, shadowed %u",
                  seen[LAUREL_ADVICE_DEAD],
                  seen[LAUREL_ADVICE_PAST],
                  seen[LAUREL_ADVICE_ALWAYS_LOSES],
                  seen[LAUREL_ADVICE_SHADOWED]);
  g_assert_cmpuint (seen[LAUREL_ADVICE_DEAD], >, SEEN_LEAST);
  g_assert_cmpuint (seen[LAUREL_ADVICE_ALWAYS_LOSES], >, SEEN_LEAST);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/advice/no-false-alarms", test_no_false_alarms);

  return g_test_run ();
}
