/* test-oracle.c - the engine against a second implementation of its contract
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "server/wire/laurel-wire-case.h"
#include "tests/engine/laurel-golden.h"
#include "tests/engine/laurel-random-case.h"
#include "tests/engine/laurel-shrink.h"
#include "tests/engine/oracle/laurel-oracle.h"

/* Cases that are compared by default, and differences after which it is enough. */
#define N_CASES         20000
#define DIFFERENCES_MAX 3

/* The oracle believes what it reads: a case that is at fault as a whole is not for it. */
static void
test_golden (gconstpointer file)
{
  json_t *golden = laurel_golden_load (file);
  json_t *expected = json_object_get (golden, "expect");
  json_t *answer = NULL;
  g_autoptr (GString) path = g_string_new (NULL);

  if (json_object_get (expected, "error") == NULL)
    {
      answer = laurel_oracle_price (json_object_get (golden, "case"), LAUREL_ORACLE_SOUND);

      if (!laurel_golden_agrees (expected, answer, path))
        {
          g_autofree char *got = json_dumps (answer, JSON_INDENT (1));

          g_test_message ("%s", got);
          g_test_fail_printf ("the answer differs at %s", path->str);
        }
    }

  json_decref (answer);
  json_decref (golden);
}

/* The engine's answer, as `laurelctl price` makes it, without the words of its errors. */
static json_t *
price_by_engine (json_t *document)
{
  g_autofree char *text = json_dumps (document, JSON_COMPACT);
  json_t          *answer = laurel_wire_price_text (text, strlen (text));
  json_t          *result = NULL;
  gsize            i = 0;

  json_object_del (json_object_get (answer, "error"), "message");

  json_array_foreach (json_object_get (answer, "results"), i, result)
  {
    json_object_del (json_object_get (result, "error"), "message");
  }

  return answer;
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

      differs = json_equal (answer, expected) == 0;
      json_decref (expected);
    }

  json_decref (answer);

  return differs;
}

static void
tell_difference (json_t *document)
{
  json_t          *answer = price_by_engine (document);
  json_t          *expected = laurel_oracle_price (document, LAUREL_ORACLE_SOUND);
  g_autofree char *case_text = json_dumps (document, JSON_COMPACT);
  g_autofree char *answer_text = json_dumps (answer, JSON_COMPACT | JSON_SORT_KEYS);
  g_autofree char *expected_text = json_dumps (expected, JSON_COMPACT | JSON_SORT_KEYS);

  g_test_message ("case   %s", case_text);
  g_test_message ("engine %s", answer_text);
  g_test_message ("oracle %s", expected_text);
  json_decref (answer);
  json_decref (expected);
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
  gboolean           equal = json_equal (answer, expected) == 1;

  if (!equal)
    {
      g_test_message ("LAUREL_SEED=%u LAUREL_RANDOM_CASES=1", seed);

      if (!is_malformed (answer))
        laurel_shrink (document, differ, &sound);

      tell_difference (document);
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
  guint32 n = (guint32) get_number ("LAUREL_RANDOM_CASES", N_CASES);
  guint   n_different = 0;
  gint64  start = g_get_monotonic_time ();

  g_test_message ("%u cases from LAUREL_SEED=%u on", n, seed);

  for (guint32 i = 0; i < n && n_different < DIFFERENCES_MAX; i++)
    n_different += compare (seed + i) ? 0 : 1;

  g_test_message ("%.0f cases a second", n * 1e6 / (g_get_monotonic_time () - start + 1));
  g_assert_cmpuint (n_different, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  laurel_golden_add_tests ("/engine/oracle/golden", test_golden);
  g_test_add_func ("/engine/oracle/random", test_random);

  return g_test_run ();
}
