/* test-ledger-edges.c - what the ledger refuses, and where its rules meet: equal levels, voids,
 * holds
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/ledger/laurel-test-shop.h"

#define NOON (12 * 60 * 60)

static const LaurelDocument void_1 = { LAUREL_DOCUMENT_VOID, 1 };
static const LaurelDocument return_1 = { LAUREL_DOCUMENT_RETURN, 1 };
static const LaurelDocument undo_1 = { LAUREL_DOCUMENT_UNDO, 1 };
static const LaurelDocument merge_1 = { LAUREL_DOCUMENT_MERGE, 1 };

/* What voiding @sale on @day is refused with, or -1. */
static gint
void_sale (LaurelAccount           *account,
           LaurelSale              *sale,
           const LaurelLedgerTerms *terms,
           gint64                   at,
           gint32                   day)
{
  const LaurelPosting       posting = { terms, at, at, 1 };
  const LaurelReturnRequest request = { void_1, &terms->returns, NULL, 0 };
  LaurelReturnTotals        totals = { 0 };
  LaurelRefusal             refusal = { 0 };
  g_autoptr (GError) error = NULL;

  if (laurel_ledger_void (account, NULL, sale, &posting, &request, day, &totals, &refusal, &error))
    return -1;

  g_assert_cmpuint (error->domain, ==, LAUREL_LEDGER_ERROR);

  return error->code;
}

static void
test_voids_are_refused (void)
{
  g_autoptr (LaurelAccount) account = laurel_account_new ();
  g_autoptr (LaurelSale) returned = NULL;
  g_autoptr (LaurelSale) sale = NULL;
  LaurelLedgerTerms terms = laurel_test_terms ();
  gint64            at = laurel_test_instant (100, NOON);

  returned = laurel_test_sell_one (account, &terms, 1, at, 1000, 50, 0);
  (void) laurel_test_return (account, NULL, returned, &terms, at, 1, 500);
  g_assert_cmpint (void_sale (account, returned, &terms, at, 100),
                   ==,
                   LAUREL_LEDGER_ERROR_HAS_RETURNS);

  sale = laurel_test_sell_one (account, &terms, 2, at, 1000, 50, 0);
  g_assert_cmpint (void_sale (account, sale, &terms, at, 101),
                   ==,
                   LAUREL_LEDGER_ERROR_VOID_TOO_LATE);

  /* A cancellation fits any day. */
  g_assert_cmpint (void_sale (account, sale, &terms, at, LAUREL_DAY_NONE), ==, -1);
  g_assert_cmpint (void_sale (account, sale, &terms, at, 100), ==, LAUREL_LEDGER_ERROR_SALE_VOIDED);
  g_assert_cmpint (void_sale (account, sale, &terms, at, 101), ==, LAUREL_LEDGER_ERROR_SALE_VOIDED);
}

static void
test_returns_are_refused (void)
{
  g_autoptr (LaurelAccount) account = laurel_account_new ();
  g_autoptr (LaurelSale) sale = NULL;
  g_autoptr (GError) error = NULL;
  const LaurelTestLine   sold[] = { { 1000, 500, 10, 0, 0 }, { 2000, 600, 10, 0, 0 } };
  const LaurelReturnLine nothing[] = { { 1, 0 } };
  const LaurelReturnLine both[] = { { 2, 1000 }, { 1, 1000 } };
  LaurelLedgerTerms      terms = laurel_test_terms ();
  gint64                 at = laurel_test_instant (100, NOON);
  const LaurelPosting    posting = { &terms, at, at, 1 };
  LaurelReturnRequest    request = { return_1, &terms.returns, nothing, 1 };
  LaurelReturnTotals     totals = { 0 };
  LaurelRefusal          refusal = { 0 };

  sale = laurel_test_sell (account, NULL, &terms, 1, at, at, sold, 2, NULL, 0, &error);
  g_assert_no_error (error);

  g_assert_false (
      laurel_ledger_return (account, NULL, sale, &posting, &request, &totals, &refusal, &error));
  g_assert_error (error, LAUREL_LEDGER_ERROR, LAUREL_LEDGER_ERROR_RANGE);
  g_clear_error (&error);

  request.lines = both;
  request.n_lines = G_N_ELEMENTS (both);
  g_assert_true (
      laurel_ledger_return (account, NULL, sale, &posting, &request, &totals, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (totals.refund, ==, 500 + 300);
  g_assert_cmpint (totals.reversed_points, ==, 10 + 5);
}

static void
test_a_merged_account_is_closed (void)
{
  g_autoptr (LaurelAccount) target = laurel_account_new ();
  g_autoptr (LaurelAccount) source = laurel_account_new ();
  g_autoptr (LaurelAccount) other = laurel_account_new ();
  g_autoptr (LaurelSale) sale = NULL;
  g_autoptr (LaurelSale) brought = NULL;
  g_autoptr (LaurelSale) refused = NULL;
  g_autoptr (GError) error = NULL;
  const LaurelTestLine      line = { 1000, 1000, 50, 20, 0 };
  const LaurelTestLine      plain = { 1000, 1000, 50, 0, 0 };
  LaurelLedgerTerms         terms = laurel_test_terms ();
  gint64                    at = laurel_test_instant (100, NOON);
  const LaurelPosting       posting = { &terms, at, at, 1 };
  const LaurelReturnRequest request = { return_1, &terms.returns, NULL, 0 };
  LaurelReturnTotals        totals = { 0 };
  LaurelMerge               merge = { 0 };
  gint64                    lot_no = 0;

  lot_no = laurel_test_grant (source,
                              &terms,
                              at,
                              100,
                              (LaurelLedgerExpiry){ .kind = LAUREL_LEDGER_EXPIRY_NONE });
  sale = laurel_test_sell_one (source, &terms, 1, at, 1000, 50, 0);
  brought = laurel_test_sell (other, source, &terms, 2, at, at, &line, 1, NULL, 0, &error);
  g_assert_no_error (error);
  g_assert_true (laurel_ledger_merge (target, source, &posting, merge_1, &merge, &error));
  g_assert_no_error (error);

  g_assert_false (laurel_ledger_merge (target, source, &posting, merge_1, &merge, &error));
  g_assert_error (error, LAUREL_LEDGER_ERROR, LAUREL_LEDGER_ERROR_MERGED);
  g_clear_error (&error);
  g_assert_false (laurel_ledger_merge (source, target, &posting, merge_1, &merge, &error));
  g_assert_error (error, LAUREL_LEDGER_ERROR, LAUREL_LEDGER_ERROR_MERGED);
  g_clear_error (&error);
  g_assert_false (laurel_ledger_undo_grant (source, &posting, undo_1, lot_no, &totals, &error));
  g_assert_error (error, LAUREL_LEDGER_ERROR, LAUREL_LEDGER_ERROR_MERGED);
  g_clear_error (&error);
  g_assert_false (
      laurel_ledger_return (source, NULL, sale, &posting, &request, &totals, NULL, &error));
  g_assert_error (error, LAUREL_LEDGER_ERROR, LAUREL_LEDGER_ERROR_MERGED);
  g_clear_error (&error);
  g_assert_false (
      laurel_ledger_return (other, source, brought, &posting, &request, &totals, NULL, &error));
  g_assert_error (error, LAUREL_LEDGER_ERROR, LAUREL_LEDGER_ERROR_MERGED);
  g_clear_error (&error);
  refused = laurel_test_sell (source, NULL, &terms, 3, at, at, &plain, 1, NULL, 0, &error);
  g_assert_null (refused);
  g_assert_error (error, LAUREL_LEDGER_ERROR, LAUREL_LEDGER_ERROR_MERGED);
}

static void
test_a_hold_named_twice_counts_once (void)
{
  g_autoptr (LaurelAccount) account = laurel_account_new ();
  g_autoptr (LaurelSale) sale = NULL;
  g_autoptr (LaurelSale) again = NULL;
  g_autoptr (GError) error = NULL;
  const gint64         named[] = { 7, 8, 7 };
  const gint64         unknown[] = { 7, 9 };
  const LaurelTestLine line = { 1000, 1000, 0, 0, 60 };
  LaurelLedgerTerms    terms = laurel_test_terms ();
  gint64               at = laurel_test_instant (100, NOON);
  const LaurelPosting  posting = { &terms, at, at, 1 };
  LaurelRefusal        refusal = { 0 };
  gint64               until = 0;
  gint64               available = 0;

  (void) laurel_test_grant (account,
                            &terms,
                            at,
                            100,
                            (LaurelLedgerExpiry){ .kind = LAUREL_LEDGER_EXPIRY_NONE });
  g_assert_false (laurel_ledger_hold (account, &posting, 7, 1, -1, &until, &refusal, &error));
  g_assert_error (error, LAUREL_LEDGER_ERROR, LAUREL_LEDGER_ERROR_RANGE);
  g_clear_error (&error);
  g_assert_true (laurel_ledger_hold (account, &posting, 7, 40, 5, &until, NULL, &error));
  g_assert_true (laurel_ledger_hold (account, &posting, 8, 10, 5, &until, NULL, &error));

  g_assert_true (
      laurel_ledger_redeemable (account, &terms, at, named, 3, &available, &refusal, &error));
  g_assert_cmpint (available, ==, 100);
  g_assert_false (
      laurel_ledger_redeemable (account, &terms, at, unknown, 2, &available, &refusal, &error));
  g_assert_error (error, LAUREL_LEDGER_ERROR, LAUREL_LEDGER_ERROR_UNKNOWN_HOLD);
  g_clear_error (&error);

  sale = laurel_test_sell (account, NULL, &terms, 1, at, at, &line, 1, named, 3, &error);
  g_assert_no_error (error);
  g_assert_nonnull (sale);
  again = laurel_test_sell (account, NULL, &terms, 2, at, at, &line, 1, named, 1, &error);
  g_assert_null (again);
  g_assert_error (error, LAUREL_LEDGER_ERROR, LAUREL_LEDGER_ERROR_HOLD_ENDED);
}

/* Of levels with one threshold the one of the highest order counts, wherever it stands. */
static void
test_equal_levels_go_by_their_order (void)
{
  static const LaurelLedgerLevel levels[] = {
    { "second", 5000, 2 },
    { "third", 5000, 3 },
    { "first", 5000, 1 },
  };

  g_autoptr (LaurelAccount) account = laurel_account_new ();
  g_autoptr (LaurelSale) sale = NULL;
  LaurelLedgerTerms terms = laurel_test_terms ();
  gint64            at = laurel_test_instant (100, NOON);

  terms.levels = levels;
  terms.n_levels = G_N_ELEMENTS (levels);
  g_assert_null (laurel_ledger_level (account, &terms, at));
  sale = laurel_test_sell_one (account, &terms, 1, at, 5000, 0, 0);
  g_assert_cmpstr (laurel_ledger_level (account, &terms, at), ==, "third");

  /* A level that is no longer in the program is none. */
  terms.n_levels = 1;
  g_assert_null (laurel_ledger_level (account, &terms, at));
  terms.n_levels = 0;
  g_assert_null (laurel_ledger_level (account, &terms, at));
}

/* The sale that raised the level is voided: it falls to what the other sales give, but no lower
 * than it was. */
static void
test_a_void_takes_its_level_back (void)
{
  static const struct
  {
    gint64      first;
    gint64      raising;
    gint64      last;
    const char *raised;
    const char *left;
  } rows[] = {
    { 0, 10000000, 0, "family", "start" },         { 5000000, 5000000, 0, "family", "friend" },
    { 0, 10000000, 5000000, "family", "friend" },  { 0, 5000000, 5000000, "family", "family" },
    { 0, 10000000, 10000000, "family", "family" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (LaurelAccount) account = laurel_account_new ();
      g_autoptr (LaurelSale) first = NULL;
      g_autoptr (LaurelSale) raising = NULL;
      g_autoptr (LaurelSale) last = NULL;
      LaurelLedgerTerms terms = laurel_test_terms ();
      gint64            at = laurel_test_instant (100, NOON);

      g_test_message ("row %" G_GSIZE_FORMAT, i);
      first = laurel_test_sell_one (account, &terms, 1, at, rows[i].first, 0, 0);
      raising = laurel_test_sell_one (account, &terms, 2, at, rows[i].raising, 0, 0);
      last = laurel_test_sell_one (account, &terms, 3, at, rows[i].last, 0, 0);
      g_assert_cmpstr (laurel_ledger_level (account, &terms, at), ==, rows[i].raised);
      g_assert_cmpint (void_sale (account, raising, &terms, at, 100), ==, -1);
      g_assert_cmpstr (laurel_ledger_level (account, &terms, at), ==, rows[i].left);
    }
}

static void
test_nothing_is_freed (void)
{
  laurel_account_free (NULL);
  laurel_balance_free (NULL);
  laurel_liability_free (NULL);
  laurel_sale_free (NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ledger/edges/voids", test_voids_are_refused);
  g_test_add_func ("/ledger/edges/returns", test_returns_are_refused);
  g_test_add_func ("/ledger/edges/merged", test_a_merged_account_is_closed);
  g_test_add_func ("/ledger/edges/hold-named-twice", test_a_hold_named_twice_counts_once);
  g_test_add_func ("/ledger/edges/equal-levels", test_equal_levels_go_by_their_order);
  g_test_add_func ("/ledger/edges/void-of-a-level", test_a_void_takes_its_level_back);
  g_test_add_func ("/ledger/edges/nothing-is-freed", test_nothing_is_freed);

  return g_test_run ();
}
