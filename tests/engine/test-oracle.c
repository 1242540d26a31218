/* test-oracle.c - the engine against a second implementation of its contract
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * LAUREL_SEED is the seed of the first random case and LAUREL_RANDOM_CASES their number, for longer
 * runs and to see one difference again.
 */

#include <string.h>

#include "server/wire/laurel-wire-case.h"
#include "tests/engine/laurel-coverage.h"
#include "tests/engine/laurel-golden.h"
#include "tests/engine/laurel-random-case.h"
#include "tests/engine/laurel-shrink.h"
#include "tests/engine/oracle/laurel-oracle.h"

/* Differences after which it is enough, and cases in which everything must have happened. */
#define DIFFERENCES_MAX  3
#define N_COVERAGE_CASES 3000

/* What the random cases must show for the comparison to be worth its time. */
static const char *const must_happen[] = {
  "outcome applied",
  "outcome condition",
  "outcome disabled",
  "outcome displaced",
  "outcome guard",
  "outcome limit",
  "outcome no_lines",
  "outcome zero",
  "limit once",
  "limit once_days",
  "limit per_client",
  "limit total",
  "limit total_money",
  "failed date",
  "failed weekday",
  "failed time",
  "failed store",
  "failed store_segment",
  "failed channel",
  "failed registered",
  "failed client_segment",
  "failed level",
  "failed card_prefix",
  "failed gender",
  "failed age",
  "failed age_multiple",
  "failed birthday",
  "failed first_purchase",
  "failed purchases",
  "failed receipt",
  "failed contains",
  "failed promo_code",
  "failed payment",
  "failed external_discount",
  "failed any",
  "failed not",
  "failed account",
  "failed referrer",
  "asked date",
  "asked weekday",
  "asked time",
  "asked store",
  "asked store_segment",
  "asked channel",
  "asked registered",
  "asked client_segment",
  "asked level",
  "asked card_prefix",
  "asked gender",
  "asked age",
  "asked age_multiple",
  "asked birthday",
  "asked first_purchase",
  "asked purchases",
  "asked receipt",
  "asked contains",
  "asked promo_code",
  "asked payment",
  "asked external_discount",
  "asked any",
  "asked all",
  "asked not",
  "reward percent",
  "reward amount receipt",
  "reward amount line",
  "reward amount unit",
  "reward amount every",
  "reward fixed_price",
  "reward nth",
  "reward gift",
  "reward set",
  "reward points_percent",
  "reward points_multiplier",
  "reward points receipt",
  "reward points line",
  "reward points unit",
  "reward points every",
  "winner max line",
  "winner max receipt",
  "winner min line",
  "winner min receipt",
  "winner displace line last",
  "winner displace line first",
  "winner displace receipt last",
  "winner displace receipt first",
  "displaced by several",
  "together add",
  "together multiply",
  "applied with when",
  "applied with target",
  "applied with max_amount",
  "applied with limits",
  "applied with keeps_accrual",
  "applied with exclude_from_turnover",
  "applied with external",
  "applied with replaces_base",
  "applied with for_referrer",
  "applied with limit once",
  "applied with limit once_days",
  "applied with limit per_client",
  "applied with limit total",
  "applied with limit total_money",
  "line external",
  "line discount",
  "line redeemed",
  "line rounding",
  "line points",
  "line split",
  "line even",
  "line weighed",
  "line out of turnover",
  "effect for referrer",
  "code applied",
  "code no_effect",
  "code unknown",
  "receipt with offers",
  "receipt with certificates",
  "error range",
  "error reference",
};

static void
test_golden (gconstpointer file)
{
  json_t *golden = laurel_golden_load (file);
  json_t *answer = laurel_oracle_price (json_object_get (golden, "case"), LAUREL_ORACLE_SOUND);
  g_autoptr (GString) path = g_string_new (NULL);

  if (!laurel_golden_agrees (json_object_get (golden, "expect"), answer, path))
    {
      g_autofree char *got = json_dumps (answer, JSON_INDENT (1));

      g_test_message ("%s", got);
      g_test_fail_printf ("the answer differs at %s", path->str);
    }

  json_decref (answer);
  json_decref (golden);
}

/* Takes @member off each of the results of @answer. */
static void
strip_results (json_t *answer, const char *member)
{
  json_t *result = NULL;
  gsize   i = 0;

  json_array_foreach (json_object_get (answer, "results"), i, result)
  {
    json_object_del (result, member);
  }
}

/* Takes the words of the errors off @answer: they are free. */
static json_t *
without_messages (json_t *answer)
{
  json_t *result = NULL;
  gsize   i = 0;

  json_object_del (json_object_get (answer, "error"), "message");

  json_array_foreach (json_object_get (answer, "results"), i, result)
  {
    json_object_del (json_object_get (result, "error"), "message");
  }

  return answer;
}

/* The engine's answer, as `laurelctl price` makes it. */
static json_t *
price_by_engine (json_t *document)
{
  g_autofree char *text = json_dumps (document, JSON_COMPACT);

  return without_messages (laurel_wire_price_text (text, strlen (text)));
}

/* Whether the engine says the same when it looks only at the leaves that its index finds, as it
 * does for a till that asks for no explanation. */
static gboolean
agrees_unexplained (json_t *document, json_t *expected)
{
  json_t  *plain = without_messages (laurel_wire_price_case (document, LAUREL_PRICE_PLAIN));
  json_t  *unexplained = json_deep_copy (expected);
  gboolean equal = FALSE;

  strip_results (unexplained, "explain");
  equal = json_equal (plain, unexplained) == 1;
  json_decref (plain);
  json_decref (unexplained);

  return equal;
}

/* Whether the engine finds fault with the form of @answer's case: such a case is not for the
 * oracle. */
static gboolean
is_malformed (json_t *answer)
{
  json_t *result = NULL;
  gsize   i = 0;

  json_array_foreach (json_object_get (answer, "results"), i, result)
  {
    json_t *code = json_object_get (json_object_get (result, "error"), "code");

    if (g_strcmp0 (json_string_value (code), "format") == 0)
      return TRUE;
  }

  return json_object_get (answer, "error") != NULL;
}

/* Whether engine and oracle differ on a case that is well formed. */
static gboolean
differ (json_t *document, gpointer data)
{
  const LaurelOracleDefect *defect = data;
  json_t                   *answer = price_by_engine (document);
  gboolean                  differs = FALSE;

  if (!is_malformed (answer))
    {
      json_t *expected = laurel_oracle_price (document, *defect);

      differs = json_equal (answer, expected) == 0 || !agrees_unexplained (document, expected);
      json_decref (expected);
    }

  json_decref (answer);

  return differs;
}

static void
tell_difference (json_t *document, LaurelOracleDefect defect)
{
  json_t          *answer = price_by_engine (document);
  json_t          *expected = laurel_oracle_price (document, defect);
  json_t          *plain = laurel_wire_price_case (document, LAUREL_PRICE_PLAIN);
  g_autofree char *plain_text = json_dumps (plain, JSON_COMPACT | JSON_SORT_KEYS);
  g_autofree char *case_text = json_dumps (document, JSON_COMPACT);
  g_autofree char *answer_text = json_dumps (answer, JSON_COMPACT | JSON_SORT_KEYS);
  g_autofree char *expected_text = json_dumps (expected, JSON_COMPACT | JSON_SORT_KEYS);

  g_test_message ("case   %s", case_text);
  g_test_message ("engine %s", answer_text);
  g_test_message ("plain  %s", plain_text);
  g_test_message ("oracle %s", expected_text);
  json_decref (answer);
  json_decref (expected);
  json_decref (plain);
}

static guint64
get_number (const char *variable, guint64 otherwise)
{
  const char *text = g_getenv (variable);
  guint64     number = otherwise;

  if (text != NULL)
    g_assert_true (g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT32, &number, NULL));

  return number;
}

/* Compares the case of @seed; where the answers differ, tells the smallest case that shows it. */
static gboolean
compare (guint32 seed)
{
  LaurelOracleDefect sound = LAUREL_ORACLE_SOUND;
  json_t            *document = laurel_random_case_new (seed);
  json_t            *answer = price_by_engine (document);
  json_t            *expected = laurel_oracle_price (document, sound);
  gboolean equal = json_equal (answer, expected) == 1 && agrees_unexplained (document, expected);

  if (!equal)
    {
      g_test_message ("LAUREL_SEED=%u LAUREL_RANDOM_CASES=1", seed);

      if (!is_malformed (answer))
        laurel_shrink (document, differ, &sound);

      tell_difference (document, sound);
    }

  json_decref (document);
  json_decref (answer);
  json_decref (expected);

  return equal;
}

static void
test_random (void)
{
  guint32 seed = (guint32) get_number ("LAUREL_SEED", 1);
  guint32 n = (guint32) get_number ("LAUREL_RANDOM_CASES", LAUREL_N_RANDOM_CASES);
  guint32 n_done = 0;
  guint   n_different = 0;
  gint64  start = g_get_monotonic_time ();

  g_test_message ("%u cases from LAUREL_SEED=%u on", n, seed);

  for (; n_done < n && n_different < DIFFERENCES_MAX; n_done++)
    n_different += compare (seed + n_done) ? 0 : 1;

  g_test_message ("%.0f cases a second", n_done * 1e6 / (g_get_monotonic_time () - start + 1));
  g_assert_cmpuint (n_different, ==, 0);
}

/* A comparison proves nothing about what never happens. */
static void
test_coverage (void)
{
  g_autoptr (LaurelCoverage) coverage = laurel_coverage_new ();
  guint receipts = 0;

  for (guint32 seed = 0; seed < N_COVERAGE_CASES; seed++)
    {
      json_t *document = laurel_random_case_new (seed);
      json_t *answer = price_by_engine (document);

      laurel_coverage_see (coverage, document, answer);
      json_decref (document);
      json_decref (answer);
    }

  laurel_coverage_tell (coverage);
  receipts = laurel_coverage_get (coverage, "receipt");

  for (gsize i = 0; i < G_N_ELEMENTS (must_happen); i++)
    {
      if (laurel_coverage_get (coverage, must_happen[i]) == 0)
        g_test_fail_printf ("`%s` did not happen", must_happen[i]);
    }

  g_assert_cmpuint (laurel_coverage_get (coverage, "receipt without effects") * 4, <, receipts);
}

static guint
count_leaves (json_t *node)
{
  guint   n = json_object_get (node, "reward") != NULL ? 1 : 0;
  gsize   i = 0;
  json_t *child = NULL;

  json_array_foreach (json_object_get (node, "children"), i, child) { n += count_leaves (child); }

  return n;
}

/* The comparison sees a small mistake, and says in few words where it is. */
static void
test_finds_defect (gconstpointer data)
{
  LaurelOracleDefect defect = (LaurelOracleDefect) GPOINTER_TO_INT (data);
  json_t            *document = NULL;
  json_t            *receipts = NULL;
  json_t            *root = NULL;
  guint32            seed = 0;

  for (document = laurel_random_case_new (seed); !differ (document, &defect);
       document = laurel_random_case_new (++seed))
    {
      json_decref (document);
      g_assert_cmpuint (seed, <, N_COVERAGE_CASES);
    }

  laurel_shrink (document, differ, &defect);
  g_test_message ("seed %u", seed);
  tell_difference (document, defect);

  receipts = json_object_get (document, "receipts");
  root = json_object_get (json_object_get (document, "program"), "discounts");
  g_assert_cmpuint (json_array_size (receipts), ==, 1);
  g_assert_cmpuint (json_array_size (json_object_get (json_array_get (receipts, 0), "lines")),
                    <=,
                    2);
  g_assert_cmpuint (count_leaves (root), <=, 2);
  json_decref (document);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  laurel_golden_add_tests ("/engine/oracle/golden", LAUREL_GOLDEN_SOUND, test_golden);
  g_test_add_func ("/engine/oracle/coverage", test_coverage);
  g_test_add_func ("/engine/oracle/random", test_random);
  g_test_add_data_func ("/engine/oracle/finds/rounds-down",
                        GINT_TO_POINTER (LAUREL_ORACLE_ROUNDS_DOWN),
                        test_finds_defect);
  g_test_add_data_func ("/engine/oracle/finds/ties-to-later",
                        GINT_TO_POINTER (LAUREL_ORACLE_TIES_TO_LATER),
                        test_finds_defect);
  g_test_add_data_func ("/engine/oracle/finds/trims-first",
                        GINT_TO_POINTER (LAUREL_ORACLE_TRIMS_FIRST),
                        test_finds_defect);

  return g_test_run ();
}
