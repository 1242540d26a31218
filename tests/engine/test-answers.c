/* test-answers.c - what each answer must hold by itself: sums, reasons, whole pieces
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A failure names its seed; the same seed makes the same case again.
 */

#include <glib.h>
#include <jansson.h>
#include <string.h>

#include "server/wire/laurel-wire-case.h"
#include "tests/engine/laurel-random-case.h"

#define N_SEEDS    1500
#define FIRST_SEED 8000000

/* Prices of the cases whose lines are split are such that every share of them is whole. */
#define EXACT_PRICE 1000000

static gint64
get_integer (json_t *object, const char *name)
{
  return json_integer_value (json_object_get (object, name));
}

static const char *
get_word (json_t *object, const char *name)
{
  return json_string_value (json_object_get (object, name));
}

/* The sum of the member @name of all objects of @list. */
static gint64
sum_of (json_t *list, const char *name)
{
  gint64  sum = 0;
  gsize   i = 0;
  json_t *member = NULL;

  json_array_foreach (list, i, member) { sum += get_integer (member, name); }

  return sum;
}

static void
check_split (json_t *line)
{
  json_t *split = json_object_get (line, "split");
  json_t *first = json_array_get (split, 0);
  json_t *second = json_array_get (split, 1);
  gint64  sum = get_integer (first, "pieces") * get_integer (first, "price");

  g_assert_cmpuint (json_array_size (split), <=, 2);

  if (split == NULL)
    return;

  if (second != NULL)
    {
      g_assert_cmpint (get_integer (second, "price"), ==, get_integer (first, "price") + 1);
      g_assert_cmpint (get_integer (second, "pieces"), >, 0);
      sum += get_integer (second, "pieces") * get_integer (second, "price");
    }

  g_assert_cmpint (sum, ==, get_integer (line, "to_pay"));
}

static void
check_line (json_t *line)
{
  gint64  money = 0;
  gint64  points = 0;
  gsize   i = 0;
  json_t *effect = NULL;

  json_array_foreach (json_object_get (line, "effects"), i, effect)
  {
    g_assert_true (get_integer (effect, "money") > 0 || get_integer (effect, "points") > 0);
    money += get_integer (effect, "money");

    if (json_object_get (effect, "referrer") == NULL)
      points += get_integer (effect, "points");
  }

  g_assert_cmpint (money, ==, get_integer (line, "discount") + get_integer (line, "rounding"));
  g_assert_cmpint (points, ==, get_integer (line, "points"));
  g_assert_cmpint (get_integer (line, "to_pay"),
                   ==,
                   get_integer (line, "gross") - get_integer (line, "external") - money -
                       get_integer (line, "redeemed"));
  g_assert_cmpint (get_integer (line, "to_pay"), >=, 0);
  g_assert_true (get_integer (line, "turnover") == 0 ||
                 get_integer (line, "turnover") == get_integer (line, "to_pay"));
  check_split (line);
}

static void
check_totals (json_t *result)
{
  static const char *const summed[] = { "gross",    "external", "discount", "redeemed",
                                        "rounding", "to_pay",   "points",   "turnover" };

  json_t     *lines = json_object_get (result, "lines");
  json_t     *totals = json_object_get (result, "totals");
  const char *code = NULL;
  json_t     *paid = NULL;
  gint64      certificates = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (summed); i++)
    g_assert_cmpint (sum_of (lines, summed[i]), ==, get_integer (totals, summed[i]));

  json_object_foreach (json_object_get (result, "certificates"), code, paid)
  {
    g_assert_cmpint (json_integer_value (paid), >=, 0);
    certificates += json_integer_value (paid);
  }

  g_assert_cmpint (certificates, ==, get_integer (totals, "certificates"));
  g_assert_cmpint (get_integer (totals, "left_to_pay"),
                   ==,
                   get_integer (totals, "to_pay") - certificates);
  g_assert_cmpint (get_integer (totals, "left_to_pay"), >=, 0);
  g_assert_cmpint (get_integer (totals, "redeemed_points"), <=, get_integer (result, "redeemable"));
}

static void
check_redeemed_is_worth (json_t *program, json_t *result)
{
  json_t *totals = json_object_get (result, "totals");
  gint64  worth = get_integer (json_object_get (program, "points"), "money_per_point");

  g_assert_cmpint (get_integer (totals, "redeemed") * 100,
                   ==,
                   get_integer (totals, "redeemed_points") * worth);
}

/* The effect of @id on line @n, NULL where there is none. */
static json_t *
find_effect (json_t *result, const char *id, gint64 n)
{
  gsize   l = 0;
  gsize   e = 0;
  json_t *line = NULL;
  json_t *effect = NULL;

  json_array_foreach (json_object_get (result, "lines"), l, line)
  {
    json_array_foreach (json_object_get (line, "effects"), e, effect)
    {
      if (get_integer (line, "n") == n && strcmp (get_word (effect, "id"), id) == 0)
        return effect;
    }
  }

  return NULL;
}

static guint
count_effects (json_t *result, const char *id)
{
  guint   n = 0;
  gsize   i = 0;
  json_t *line = NULL;

  json_array_foreach (json_object_get (result, "lines"), i, line)
  {
    if (find_effect (result, id, get_integer (line, "n")) != NULL)
      n++;
  }

  return n;
}

/* A leaf is applied on the very lines where it has an effect, and nowhere else is one. */
static guint
check_entry (json_t *result, json_t *entry)
{
  const char *id = get_word (entry, "id");
  json_t     *lines = json_object_get (entry, "lines");
  gboolean    applied = strcmp (get_word (entry, "outcome"), "applied") == 0;
  gsize       i = 0;
  json_t     *line = NULL;

  g_assert_true (applied == (count_effects (result, id) > 0));
  g_assert_cmpuint (json_array_size (lines), ==, count_effects (result, id));
  g_assert_true ((strcmp (get_word (entry, "outcome"), "displaced") == 0) ==
                 (json_array_size (json_object_get (entry, "by")) > 0));

  json_array_foreach (lines, i, line)
  {
    json_t *effect = find_effect (result, id, get_integer (line, "n"));

    g_assert_nonnull (effect);
    g_assert_cmpint (get_integer (line, "before") - get_integer (line, "after"),
                     ==,
                     get_integer (effect, "money"));
    g_assert_cmpint (get_integer (line, "after"), >=, 0);
  }

  return count_effects (result, id);
}

static void
check_explanation (json_t *result)
{
  guint   n_explained = count_effects (result, "base") + count_effects (result, "rounding");
  guint   n_effects = 0;
  gsize   i = 0;
  json_t *member = NULL;

  json_array_foreach (json_object_get (result, "explain"), i, member)
  {
    n_explained += check_entry (result, member);
  }

  json_array_foreach (json_object_get (result, "lines"), i, member)
  {
    check_line (member);
    n_effects += json_array_size (json_object_get (member, "effects"));
  }

  g_assert_cmpuint (n_effects, ==, n_explained);
}

static void
test_answers_agree_with_themselves (void)
{
  for (guint32 seed = FIRST_SEED; seed < FIRST_SEED + N_SEEDS; seed++)
    {
      json_t *document = laurel_random_case_new (seed);
      json_t *answer = laurel_wire_price_case (document, LAUREL_PRICE_EXPLAIN);
      json_t *result = NULL;
      gsize   i = 0;

      g_test_message ("seed %u", seed);

      json_array_foreach (json_object_get (answer, "results"), i, result)
      {
        if (json_object_get (result, "error") != NULL)
          continue;

        check_totals (result);
        check_redeemed_is_worth (json_object_get (document, "program"), result);
        check_explanation (result);
      }

      json_decref (answer);
      json_decref (document);
    }
}

static gint
pick (GRand *random, gint n)
{
  return g_rand_int_range (random, 0, n);
}

static json_t *
new_exact_percent (GRand *random)
{
  return json_pack ("{s:s, s:i}", "type", "percent", "rate", 100 * pick (random, 101));
}

static json_t *
new_exact_reward (GRand *random)
{
  switch (pick (random, 3))
    {
    case 0:
      return json_pack ("{s:s, s:i, s:s}",
                        "type",
                        "amount",
                        "amount",
                        EXACT_PRICE / 4 * pick (random, 8),
                        "per",
                        "unit");
    case 1:
      return json_pack ("{s:s, s:i}",
                        "type",
                        "fixed_price",
                        "price",
                        EXACT_PRICE / 2 * pick (random, 8));
    default:
      return new_exact_percent (random);
    }
}

static json_t *
new_exact_pieces (GRand *random)
{
  const char *type = pick (random, 2) == 0 ? "nth" : "gift";

  return json_pack ("{s:s, s:i, s:i}",
                    "type",
                    type,
                    type[0] == 'n' ? "n" : "pieces",
                    1 + pick (random, 4),
                    "rate",
                    10000);
}

/* A program for which a line is worth the sum of its parts: nothing in it is rounded, and nothing
 * looks at a line as a whole. Rewards for pieces come first, on equal pieces. */
static json_t *
new_exact_program (GRand *random)
{
  static const char *const combines[] = { "add", "multiply", "max", "min", "displace" };
  static const char *const scopes[] = { "line", "receipt" };

  gboolean    pieces = pick (random, 3) == 0;
  const char *combine = pieces ? "multiply" : combines[pick (random, G_N_ELEMENTS (combines))];
  json_t     *children = json_array ();
  gint        n = 1 + pick (random, 3);

  for (gint i = 0; i < n; i++)
    {
      json_t *reward = NULL;

      if (pieces)
        reward = i == 0 ? new_exact_pieces (random) : new_exact_percent (random);
      else
        reward = new_exact_reward (random);

      json_array_append_new (children,
                             json_pack ("{s:o, s:s, s:o}",
                                        "id",
                                        json_sprintf ("d%d", i),
                                        "kind",
                                        "discount",
                                        "reward",
                                        reward));
    }

  return json_pack ("{s:i, s:{s:b}, s:{s:[{s:s, s:i}]}, s:{s:s, s:s, s:s, s:s, s:o}}",
                    "format",
                    1,
                    "accrual",
                    "on_discounted",
                    TRUE,
                    "levels",
                    "list",
                    "id",
                    "l",
                    "accrual",
                    700,
                    "discounts",
                    "id",
                    "root",
                    "kind",
                    "group",
                    "combine",
                    combine,
                    "scope",
                    scopes[pick (random, G_N_ELEMENTS (scopes))],
                    "children",
                    children);
}

static json_t *
new_exact_line (gint64 n, gint64 pieces, gint64 price)
{
  return json_pack ("{s:I, s:s, s:I, s:I}",
                    "n",
                    (json_int_t) n,
                    "product",
                    "P",
                    "quantity",
                    (json_int_t) (1000 * pieces),
                    "price",
                    (json_int_t) price);
}

static json_t *
new_exact_receipt (const char *id, json_t *lines)
{
  return json_pack ("{s:s, s:s, s:s, s:s, s:o}",
                    "id",
                    id,
                    "time",
                    "2026-11-22T12:00:00Z",
                    "client",
                    "C",
                    "redeem",
                    "max",
                    "lines",
                    lines);
}

/* The same purchase twice, the second time with some of its lines in two. */
static json_t *
new_exact_case (GRand *random)
{
  json_t *whole = json_array ();
  json_t *parts = json_array ();
  gint    n = 1 + pick (random, 4);

  for (gint i = 1; i <= n; i++)
    {
      gint64 pieces = 1 + pick (random, 5);
      gint64 price = (gint64) EXACT_PRICE * pick (random, 6);
      gint64 part = pick (random, (gint) pieces);

      json_array_append_new (whole, new_exact_line (2 * i, pieces, price));
      json_array_append_new (parts, new_exact_line (2 * i, pieces - part, price));

      if (part > 0)
        json_array_append_new (parts, new_exact_line (2 * i + 1, part, price));
    }

  return json_pack ("{s:o, s:{s:{s:s, s:i}}, s:[o, o]}",
                    "program",
                    new_exact_program (random),
                    "clients",
                    "C",
                    "level",
                    "l",
                    "available_points",
                    300000,
                    "receipts",
                    new_exact_receipt ("whole", whole),
                    new_exact_receipt ("parts", parts));
}

static void
test_line_is_sum_of_its_parts (void)
{
  static const char *const members[] = { "totals", "redeemable", "offers" };

  for (guint32 seed = FIRST_SEED; seed < FIRST_SEED + N_SEEDS; seed++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);
      json_t *document = new_exact_case (random);
      json_t *answer = laurel_wire_price_case (document, LAUREL_PRICE_EXPLAIN);
      json_t *results = json_object_get (answer, "results");

      g_test_message ("seed %u", seed);

      for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
        {
          json_t *whole = json_object_get (json_array_get (results, 0), members[i]);
          json_t *parts = json_object_get (json_array_get (results, 1), members[i]);

          g_assert_nonnull (whole);
          g_assert_true (json_equal (whole, parts));
        }

      json_decref (answer);
      json_decref (document);
    }
}

/* A lone child of a comparison may be worth nothing, and then has no effect; nor may a short cut
 * for lone children forget that. */
static void
test_lone_child_worth_nothing (void)
{
  static const char text[] =
      "{\"program\":{\"format\":1, \"accrual\":{\"rounding\":{\"unit\":1,\"mode\":\"up\"}},"
      "  \"discounts\":{\"id\":\"root\",\"kind\":\"group\",\"combine\":\"max\",\"children\":["
      "   {\"id\":\"p\",\"kind\":\"discount\","
      "    \"reward\":{\"type\":\"points_percent\",\"rate\":1000}}]}},"
      " \"clients\":{\"C\":{}},"
      " \"receipts\":[{\"id\":\"r\",\"time\":\"2026-11-22T12:00:00Z\",\"client\":\"C\","
      "  \"lines\":[{\"n\":1,\"product\":\"P0\",\"quantity\":1000,\"price\":4}]}]}";

  json_t *document = json_loads (text, 0, NULL);

  for (LaurelPriceFlags flags = LAUREL_PRICE_PLAIN; flags <= LAUREL_PRICE_EXPLAIN; flags++)
    {
      json_t *answer = laurel_wire_price_case (document, flags);
      json_t *result = json_array_get (json_object_get (answer, "results"), 0);
      json_t *line = json_array_get (json_object_get (result, "lines"), 0);

      g_assert_true (json_is_array (json_object_get (line, "effects")));
      g_assert_cmpuint (json_array_size (json_object_get (line, "effects")), ==, 0);
      json_decref (answer);
    }

  json_decref (document);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/answers/agree-with-themselves", test_answers_agree_with_themselves);
  g_test_add_func ("/engine/answers/line-is-sum-of-its-parts", test_line_is_sum_of_its_parts);
  g_test_add_func ("/engine/answers/lone-child-worth-nothing", test_lone_child_worth_nothing);

  return g_test_run ();
}
