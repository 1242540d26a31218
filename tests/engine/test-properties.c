/* test-properties.c - what must hold for every program and receipt, tried on random ones
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A failure names its seed; the same seed makes the same case again.
 */

#include <glib.h>
#include <jansson.h>
#include <string.h>

#include "server/wire/laurel-json-writer.h"
#include "server/wire/laurel-wire-case.h"
#include "tests/engine/laurel-random-case.h"

#define N_SEEDS    400
#define FIRST_SEED 7000000

/* The largest integer of a case. */
#define INTEGER_MAX ((gint64) 1 << 53)

/* A case that is being tried: @other is random, and the same for the same seed. */
typedef struct
{
  json_t *document;
  json_t *program;
  json_t *receipts;
  GRand  *other;
} Trial;

typedef void (*Property) (const Trial *trial);

static void
run_property (gconstpointer data)
{
  const Property *property = data;

  for (guint32 seed = FIRST_SEED; seed < FIRST_SEED + N_SEEDS && !g_test_failed (); seed++)
    {
      g_autoptr (GRand) other = g_rand_new_with_seed (seed);
      json_t *document = laurel_random_case_new (seed);
      Trial   trial = { document,
                        json_object_get (document, "program"),
                        json_object_get (document, "receipts"),
                        other };

      (*property) (&trial);

      if (g_test_failed ())
        g_test_message ("seed %u", seed);

      json_decref (document);
    }
}

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

/* The results of @trial; the words of errors, which name the place of a line, are not looked at.
 * (transfer full) */
static json_t *
price (const Trial *trial, LaurelPriceFlags flags)
{
  json_t *answer = laurel_wire_price_case (trial->document, flags);
  json_t *results = json_incref (json_object_get (answer, "results"));
  json_t *result = NULL;
  gsize   i = 0;

  g_assert_nonnull (results);

  json_array_foreach (results, i, result)
  {
    json_object_del (json_object_get (result, "error"), "message");
  }

  json_decref (answer);

  return results;
}

static void
strip (json_t *results, const char *member)
{
  gsize   i = 0;
  json_t *result = NULL;

  json_array_foreach (results, i, result) { json_object_del (result, member); }
}

static void
expect_equal (json_t *a, json_t *b)
{
  g_autofree char *a_text = json_dumps (a, JSON_COMPACT | JSON_ENCODE_ANY);
  g_autofree char *b_text = json_dumps (b, JSON_COMPACT | JSON_ENCODE_ANY);

  if (strcmp (a_text, b_text) != 0)
    g_test_fail_printf ("%s is not %s", a_text, b_text);
}

/* Prices @trial again, which has been changed, and expects @before. Takes @before. */
static void
expect_unchanged (const Trial *trial, json_t *before, LaurelPriceFlags flags)
{
  json_t *after = price (trial, flags);

  expect_equal (after, before);
  json_decref (after);
  json_decref (before);
}

static void
collect_nodes (json_t *node, gboolean leaves, GPtrArray *nodes)
{
  gsize   i = 0;
  json_t *child = NULL;

  if ((json_object_get (node, "reward") != NULL) == leaves)
    g_ptr_array_add (nodes, node);

  json_array_foreach (json_object_get (node, "children"), i, child)
  {
    collect_nodes (child, leaves, nodes);
  }
}

/* The leaves of @trial's program, or its groups, in tree order. */
static GPtrArray *
list_nodes (const Trial *trial, gboolean leaves)
{
  GPtrArray *nodes = g_ptr_array_new ();

  collect_nodes (json_object_get (trial->program, "discounts"), leaves, nodes);

  return nodes;
}

static gsize
pick (const Trial *trial, gsize n)
{
  return (gsize) g_rand_int_range (trial->other, 0, (gint32) n);
}

/* A place in the tree where a leaf stands, at random; FALSE where there is no leaf. */
static gboolean
pick_leaf (const Trial *trial, json_t **children, gsize *index)
{
  g_autoptr (GPtrArray) groups = list_nodes (trial, FALSE);
  g_autoptr (GPtrArray) leaves = list_nodes (trial, TRUE);
  json_t *leaf = leaves->len > 0 ? g_ptr_array_index (leaves, pick (trial, leaves->len)) : NULL;

  for (guint i = 0; i < groups->len; i++)
    {
      *children = json_object_get (g_ptr_array_index (groups, i), "children");

      for (*index = 0; *index < json_array_size (*children); (*index)++)
        {
          if (json_array_get (*children, *index) == leaf)
            return TRUE;
        }
    }

  return FALSE;
}

/* Looking only at the leaves that the index finds must give what looking at all of them gives. */
static void
check_index_misses_nothing (const Trial *trial)
{
  json_t *explained = price (trial, LAUREL_PRICE_EXPLAIN);

  strip (explained, "explain");
  expect_unchanged (trial, explained, LAUREL_PRICE_PLAIN);
}

/* The same text gives the same bytes, and the writer for tills those of the library. */
static void
check_same_bytes (const Trial *trial)
{
  g_autofree char *text = json_dumps (trial->document, JSON_COMPACT);
  json_t          *first = laurel_wire_price_text (text, strlen (text));
  json_t          *second = laurel_wire_price_text (text, strlen (text));
  g_autofree char *by_library = json_dumps (first, JSON_COMPACT);
  g_autofree char *by_writer = laurel_json_write (first);

  expect_equal (first, second);
  g_assert_cmpstr (by_library, ==, by_writer);
  json_decref (first);
  json_decref (second);
}

/* No receipt of a case knows of the others. */
static void
check_receipts_are_alone (const Trial *trial)
{
  json_t *together = price (trial, LAUREL_PRICE_EXPLAIN);
  json_t *receipts = json_copy (trial->receipts);

  for (gsize i = 0; i < json_array_size (receipts); i++)
    {
      json_t *alone = NULL;

      json_array_clear (trial->receipts);
      json_array_append (trial->receipts, json_array_get (receipts, i));
      alone = price (trial, LAUREL_PRICE_EXPLAIN);
      expect_equal (json_array_get (alone, 0), json_array_get (together, i));
      json_decref (alone);
    }

  json_decref (receipts);
  json_decref (together);
}

static void
check_order_of_lines (const Trial *trial)
{
  json_t *before = price (trial, LAUREL_PRICE_EXPLAIN);
  json_t *receipt = NULL;
  gsize   r = 0;

  json_array_foreach (trial->receipts, r, receipt)
  {
    json_t *lines = json_object_get (receipt, "lines");

    for (gsize i = json_array_size (lines); i > 1; i--)
      {
        gsize   at = pick (trial, i);
        json_t *line = json_incref (json_array_get (lines, at));

        json_array_remove (lines, at);
        json_array_append_new (lines, line);
      }
  }

  expect_unchanged (trial, before, LAUREL_PRICE_EXPLAIN);
}

/* Takes what explains the leaf @id from @results. */
static void
strip_entry (json_t *results, const char *id)
{
  gsize   r = 0;
  json_t *result = NULL;

  json_array_foreach (results, r, result)
  {
    json_t *explain = json_object_get (result, "explain");

    for (gsize i = json_array_size (explain); i > 0; i--)
      {
        if (strcmp (get_word (json_array_get (explain, i - 1), "id"), id) == 0)
          json_array_remove (explain, i - 1);
      }
  }
}

static void
check_disabled_leaf_is_absent (const Trial *trial)
{
  json_t *children = NULL;
  gsize   index = 0;
  json_t *disabled = NULL;

  if (!pick_leaf (trial, &children, &index))
    return;

  json_object_set_new (json_array_get (children, index), "enabled", json_false ());
  disabled = price (trial, LAUREL_PRICE_EXPLAIN);
  strip_entry (disabled, get_word (json_array_get (children, index), "id"));
  json_array_remove (children, index);
  expect_unchanged (trial, disabled, LAUREL_PRICE_EXPLAIN);
}

/* A leaf in a group of its own, in which it has nobody to compete with. */
static void
check_group_of_one (const Trial *trial)
{
  static const char *const combines[] = { "add", "multiply", "displace" };
  static const char *const scopes[] = { "line", "receipt" };

  json_t     *children = NULL;
  gsize       index = 0;
  json_t     *before = NULL;
  const char *combine = combines[pick (trial, G_N_ELEMENTS (combines))];
  const char *scope = scopes[pick (trial, G_N_ELEMENTS (scopes))];

  if (!pick_leaf (trial, &children, &index))
    return;

  before = price (trial, LAUREL_PRICE_PLAIN);
  json_array_set_new (children,
                      index,
                      json_pack ("{s:s, s:s, s:s, s:s, s:[O]}",
                                 "id",
                                 "alone",
                                 "kind",
                                 "group",
                                 "combine",
                                 combine,
                                 "scope",
                                 scope,
                                 "children",
                                 json_array_get (children, index)));
  expect_unchanged (trial, before, LAUREL_PRICE_PLAIN);
}

/* Says in @trial what changes nothing: a restriction that is switched off, a limit that nobody
 * reaches, a code that nobody knows. */
static void
add_idle_words (const Trial *trial)
{
  g_autoptr (GPtrArray) leaves = list_nodes (trial, TRUE);
  json_t *receipt = NULL;
  gsize   i = 0;

  json_array_append_new (
      json_object_get (trial->program, "restrictions"),
      json_pack ("{s:b, s:[s, s, s]}", "enabled", FALSE, "forbid", "discount", "redeem", "accrue"));

  for (i = 0; i < leaves->len; i++)
    {
      json_t *leaf = g_ptr_array_index (leaves, i);

      if (json_object_get (leaf, "limits") == NULL)
        json_object_set_new (leaf,
                             "limits",
                             json_pack ("{s:b, s:i}", "once", FALSE, "total", 1000));
    }

  json_array_foreach (trial->receipts, i, receipt)
  {
    if (json_object_get (receipt, "promo_codes") == NULL)
      json_object_set_new (receipt, "promo_codes", json_array ());

    json_array_append_new (json_object_get (receipt, "promo_codes"), json_string ("NOBODY"));
  }
}

static void
check_idle_words (const Trial *trial)
{
  json_t *before = NULL;
  json_t *after = NULL;

  json_object_del (trial->document, "usage");
  before = price (trial, LAUREL_PRICE_PLAIN);
  add_idle_words (trial);
  after = price (trial, LAUREL_PRICE_PLAIN);
  strip (before, "promo_codes");
  strip (after, "promo_codes");
  expect_equal (after, before);
  json_decref (before);
  json_decref (after);
}

/* Certificates lower what is left to pay, and nothing else. */
static void
check_certificates_pay_only (const Trial *trial)
{
  json_t *before = price (trial, LAUREL_PRICE_EXPLAIN);
  json_t *after = NULL;
  json_t *result = NULL;
  gsize   i = 0;

  strip (trial->receipts, "certificates");
  after = price (trial, LAUREL_PRICE_EXPLAIN);

  json_array_foreach (before, i, result)
  {
    json_t *totals = json_object_get (result, "totals");
    json_t *other = json_object_get (json_array_get (after, i), "totals");

    /* A certificate that is not there is an error, and then there is nothing to compare. */
    if (totals == NULL)
      {
        json_array_set_new (before, i, json_null ());
        json_array_set_new (after, i, json_null ());
        continue;
      }

    json_object_set (totals, "certificates", json_object_get (other, "certificates"));
    json_object_set (totals, "left_to_pay", json_object_get (other, "left_to_pay"));
    json_object_set_new (result, "certificates", json_object ());
  }

  expect_equal (before, after);
  json_decref (before);
  json_decref (after);
}

/* Asking to pay with points changes neither discounts nor what could be paid with points. */
static void
check_asking_changes_no_discount (const Trial *trial)
{
  json_t *before = price (trial, LAUREL_PRICE_PLAIN);
  json_t *after = NULL;
  gsize   i = 0;

  strip (trial->receipts, "redeem");
  after = price (trial, LAUREL_PRICE_PLAIN);

  for (i = 0; i < json_array_size (before); i++)
    {
      json_t *asked = json_array_get (before, i);
      json_t *silent = json_array_get (after, i);

      if (json_object_get (asked, "error") != NULL || json_object_get (silent, "error") != NULL)
        continue;

      g_assert_cmpint (get_integer (silent, "redeemable"), ==, get_integer (asked, "redeemable"));
      g_assert_cmpint (get_integer (json_object_get (silent, "totals"), "redeemed"), ==, 0);
      g_assert_cmpint (get_integer (json_object_get (silent, "totals"), "discount"),
                       ==,
                       get_integer (json_object_get (asked, "totals"), "discount"));
    }

  json_decref (before);
  json_decref (after);
}

static void
set_guards (json_t *program, gint64 receipt_share)
{
  json_object_set_new (program,
                       "limits",
                       json_pack ("{s:I}", "max_receipt_share", (json_int_t) receipt_share));
}

/* The receipt's share of discounts cuts their sum to itself exactly. */
static void
check_receipt_share (const Trial *trial)
{
  gint64  share = (gint64) pick (trial, 10001);
  json_t *free = NULL;
  json_t *guarded = NULL;

  set_guards (trial->program, 10000);
  free = price (trial, LAUREL_PRICE_PLAIN);
  set_guards (trial->program, share);
  guarded = price (trial, LAUREL_PRICE_PLAIN);

  for (gsize i = 0; i < json_array_size (free); i++)
    {
      json_t *before = json_object_get (json_array_get (free, i), "totals");
      json_t *after = json_object_get (json_array_get (guarded, i), "totals");
      gint64  base = get_integer (before, "gross") - get_integer (before, "external");
      gint64  most = base / 10000 * share + base % 10000 * share / 10000;

      if (before != NULL && after != NULL)
        g_assert_cmpint (get_integer (after, "discount"),
                         ==,
                         MIN (get_integer (before, "discount"), most));
    }

  json_decref (free);
  json_decref (guarded);
}

static gint64
sum_of_leaf (json_t *result, const char *id)
{
  gint64  sum = 0;
  gsize   l = 0;
  gsize   e = 0;
  json_t *line = NULL;
  json_t *effect = NULL;

  json_array_foreach (json_object_get (result, "lines"), l, line)
  {
    json_array_foreach (json_object_get (line, "effects"), e, effect)
    {
      if (strcmp (get_word (effect, "id"), id) == 0)
        sum += get_integer (effect, "money");
    }
  }

  return sum;
}

/* Where nothing competes and nothing guards, the first money leaf gives what it would, or its
 * `max_amount`. (Under `min` a smaller discount may win; under a guard shares may move by a unit.)
 */
static void
check_max_amount (const Trial *trial)
{
  g_autoptr (GPtrArray) groups = list_nodes (trial, FALSE);
  g_autoptr (GPtrArray) leaves = list_nodes (trial, TRUE);
  json_t *first = leaves->len > 0 ? g_ptr_array_index (leaves, 0) : NULL;
  json_t *free = NULL;
  json_t *capped = NULL;
  gint64  most = (gint64) pick (trial, 3000);

  if (first == NULL ||
      g_str_has_prefix (get_word (json_object_get (first, "reward"), "type"), "points"))
    return;

  for (guint i = 0; i < groups->len; i++)
    json_object_set_new (g_ptr_array_index (groups, i),
                         "combine",
                         json_string (pick (trial, 2) == 0 ? "add" : "multiply"));

  set_guards (trial->program, 10000);
  json_object_del (json_object_get (trial->document, "catalog"), "products");
  json_object_del (first, "limits");
  json_object_del (first, "max_amount");
  free = price (trial, LAUREL_PRICE_PLAIN);
  json_object_set_new (first, "max_amount", json_integer (most));
  capped = price (trial, LAUREL_PRICE_PLAIN);

  for (gsize i = 0; i < json_array_size (free); i++)
    {
      gint64 whole = sum_of_leaf (json_array_get (free, i), get_word (first, "id"));

      if (json_object_get (json_array_get (capped, i), "error") == NULL)
        g_assert_cmpint (sum_of_leaf (json_array_get (capped, i), get_word (first, "id")),
                         ==,
                         MIN (whole, most));
    }

  json_decref (free);
  json_decref (capped);
}

/* Who has more points can pay with more, never with less. */
static void
check_more_points_redeem_more (const Trial *trial)
{
  json_t     *less = price (trial, LAUREL_PRICE_PLAIN);
  json_t     *more = NULL;
  const char *id = NULL;
  json_t     *client = NULL;

  json_object_foreach (json_object_get (trial->document, "clients"), id, client)
  {
    gint64 available = get_integer (client, "available_points") + (gint64) pick (trial, 5000);

    json_object_set_new (client, "available_points", json_integer (MIN (available, INTEGER_MAX)));
  }

  more = price (trial, LAUREL_PRICE_PLAIN);

  for (gsize i = 0; i < json_array_size (less); i++)
    {
      json_t *before = json_array_get (less, i);
      json_t *after = json_array_get (more, i);

      if (json_object_get (before, "error") == NULL && json_object_get (after, "error") == NULL)
        g_assert_cmpint (get_integer (after, "redeemable"), >=, get_integer (before, "redeemable"));
    }

  json_decref (less);
  json_decref (more);
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    Property    holds;
  } properties[] = {
    { "/engine/properties/index-misses-nothing", check_index_misses_nothing },
    { "/engine/properties/same-bytes", check_same_bytes },
    { "/engine/properties/receipts-are-alone", check_receipts_are_alone },
    { "/engine/properties/order-of-lines-is-free", check_order_of_lines },
    { "/engine/properties/disabled-leaf-is-absent", check_disabled_leaf_is_absent },
    { "/engine/properties/group-of-one", check_group_of_one },
    { "/engine/properties/idle-words", check_idle_words },
    { "/engine/properties/certificates-pay-only", check_certificates_pay_only },
    { "/engine/properties/asking-changes-no-discount", check_asking_changes_no_discount },
    { "/engine/properties/receipt-share", check_receipt_share },
    { "/engine/properties/max-amount", check_max_amount },
    { "/engine/properties/more-points-redeem-more", check_more_points_redeem_more },
  };

  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (properties); i++)
    g_test_add_data_func (properties[i].path, &properties[i].holds, run_property);

  return g_test_run ();
}
