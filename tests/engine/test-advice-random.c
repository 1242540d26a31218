/* test-advice-random.c - what was called dead does not happen, on the common random cases
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * These cases know every test, every zone and numbers at the limits; those of
 * test-advice-properties know few values, and so contradict themselves more often.
 */

#include <jansson.h>
#include <string.h>

#include "server/engine/laurel-calendar.h"
#include "server/engine/laurel-program-advice.h"
#include "server/wire/laurel-wire-case.h"
#include "server/wire/laurel-wire-catalog.h"
#include "server/wire/laurel-wire-program.h"
#include "tests/engine/laurel-random-case.h"

#define N_CASES    1000
#define FIRST_SEED 9000000

/* So many advices were tried for the test to mean something. */
#define TRIED_LEAST 200

static const char *
get_word (json_t *object, const char *name)
{
  return json_string_value (json_object_get (object, name));
}

static json_t *
find_node (json_t *node, const char *id)
{
  json_t *children = json_object_get (node, "children");
  json_t *found = strcmp (get_word (node, "id"), id) == 0 ? node : NULL;

  for (gsize i = 0; i < json_array_size (children) && found == NULL; i++)
    found = find_node (json_array_get (children, i), id);

  return found;
}

/* No leaf at or below @node is applied in @result. */
static void
assert_never_applied (json_t *result, json_t *node)
{
  gsize   i = 0;
  json_t *member = NULL;

  json_array_foreach (json_object_get (result, "explain"), i, member)
  {
    if (strcmp (get_word (member, "id"), get_word (node, "id")) == 0)
      g_assert_cmpstr (get_word (member, "outcome"), !=, "applied");
  }

  json_array_foreach (json_object_get (node, "children"), i, member)
  {
    assert_never_applied (result, member);
  }
}

/* The first of the receipts' times: what is past then, is past for all of them. */
static gint64
find_first_time (json_t *document)
{
  gint64  first = G_MAXINT64;
  gsize   i = 0;
  json_t *receipt = NULL;

  json_array_foreach (json_object_get (document, "receipts"), i, receipt)
  {
    gint64 time = 0;

    g_assert_true (laurel_time_parse (get_word (receipt, "time"), &time));
    first = MIN (first, time);
  }

  return first;
}

/* Returns whether @advice says of a node that it cannot be applied. */
static gboolean
check_advice (json_t *document, json_t *results, const LaurelAdvice *advice)
{
  json_t *root = json_object_get (json_object_get (document, "program"), "discounts");
  json_t *node = advice->node != NULL ? find_node (root, advice->node) : NULL;
  gsize   i = 0;
  json_t *result = NULL;

  if (node == NULL || (advice->code != LAUREL_ADVICE_DEAD && advice->code != LAUREL_ADVICE_PAST))
    return FALSE;

  g_test_message ("%s: %s", advice->path, advice->message);

  json_array_foreach (results, i, result) { assert_never_applied (result, node); }

  return TRUE;
}

/* Returns how many advices to @document were tried. */
static guint
check_case (json_t *document)
{
  g_autoptr (LaurelFaults) faults = laurel_faults_new ();
  g_autoptr (LaurelJsonReader) reader = laurel_json_reader_new (document, "", faults);
  g_autoptr (LaurelProgramDraft) draft = NULL;
  g_autoptr (LaurelCatalog) catalog = NULL;
  g_autoptr (LaurelAdviceList) list = NULL;
  json_t *answer = laurel_wire_price_case (document, LAUREL_PRICE_EXPLAIN);
  guint   n_tried = 0;

  draft = laurel_wire_read_program (json_object_get (document, "program"),
                                    "",
                                    LAUREL_WIRE_PROGRAM_ENGINE,
                                    faults);
  g_assert_nonnull (draft);
  g_assert_true (laurel_json_reader_begin (reader));
  catalog = laurel_wire_read_catalog (reader, "catalog");
  laurel_json_reader_skip_object (reader);
  list = laurel_program_advise (draft, catalog, find_first_time (document));

  for (guint i = 0; i < laurel_advice_list_get_n (list); i++)
    n_tried += check_advice (document,
                             json_object_get (answer, "results"),
                             laurel_advice_list_get (list, i))
                   ? 1
                   : 0;

  json_decref (answer);

  return n_tried;
}

static void
test_dead_is_never_applied (void)
{
  guint n_tried = 0;

  for (guint32 seed = FIRST_SEED; seed < FIRST_SEED + N_CASES; seed++)
    {
      json_t *document = laurel_random_case_new (seed);

      g_test_message ("seed %u", seed);
      n_tried += check_case (document);
      json_decref (document);
    }

  g_assert_cmpuint (n_tried, >, TRIED_LEAST);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/advice/dead-is-never-applied", test_dead_is_never_applied);

  return g_test_run ();
}
