/* test-ledger-meetings.c - where the ledger's rules meet: merges, late sales, voids, imports
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/ledger/laurel-test-shop.h"

#define NOON (12 * 60 * 60)

static const LaurelLedgerExpiry never = { .kind = LAUREL_LEDGER_EXPIRY_NONE };

static void
merge (LaurelAccount           *target,
       LaurelAccount           *source,
       const LaurelLedgerTerms *terms,
       gint64                   at,
       LaurelMerge             *result)
{
  const LaurelPosting posting = { terms, at, at, 1 };
  g_autoptr (GError) error = NULL;

  g_assert_true (laurel_ledger_merge (target,
                                      source,
                                      &posting,
                                      (LaurelDocument){ LAUREL_DOCUMENT_MERGE, 1 },
                                      result,
                                      &error));
  g_assert_no_error (error);
}

/* The card's points were spent in time, and would have burnt before the merge; the client's
 * purchases would have kept them. */
static void
test_a_merge_does_not_wake_spent_lots (void)
{
  g_autoptr (LaurelAccount) client = laurel_account_new ();
  g_autoptr (LaurelAccount) card = laurel_account_new ();
  g_autoptr (LaurelSale) giving = NULL;
  g_autoptr (LaurelSale) taking = NULL;
  g_autoptr (LaurelSale) theirs = NULL;
  LaurelLedgerTerms  terms = laurel_test_terms ();
  LaurelReturnTotals totals = { 0 };
  LaurelMerge        result = { 0 };

  terms.accrual.expiry = (LaurelLedgerExpiry){ LAUREL_LEDGER_EXPIRY_INACTIVITY, 10, 0, 0 };
  giving = laurel_test_sell_one (card, &terms, 1, laurel_test_instant (100, 0), 1000, 50, 0);
  taking = laurel_test_sell_one (card, &terms, 2, laurel_test_instant (101, 0), 0, 0, 50);
  theirs = laurel_test_sell_one (client, &terms, 3, laurel_test_instant (108, 0), 1000, 0, 0);
  merge (client, card, &terms, laurel_test_instant (115, 0), &result);

  g_assert_true (laurel_account_find_lot (client, 1 + result.lot_offset)->sealed);
  g_array_index (taking->consumptions, LaurelConsumption, 0).lot_no += result.lot_offset;
  totals = laurel_test_return (client, NULL, taking, &terms, laurel_test_instant (116, 0), 0, 0);
  g_assert_cmpint (totals.restored_points, ==, 0);
  g_assert_cmpint (totals.expired_points, ==, 50);
}

static void
test_the_past_of_both_accounts_outlives_their_merge (void)
{
  g_autoptr (LaurelAccount) client = laurel_account_new ();
  g_autoptr (LaurelAccount) card = laurel_account_new ();
  g_autofree char        *client_before = NULL;
  g_autofree char        *card_before = NULL;
  g_autofree char        *client_then = NULL;
  g_autofree char        *card_then = NULL;
  g_autofree char        *after = NULL;
  const LaurelLedgerTerms terms = laurel_test_terms ();
  gint64                  at = laurel_test_instant (100, NOON);
  LaurelMerge             result = { 0 };

  laurel_test_grant (client, &terms, at, 100, never);
  laurel_test_grant (card, &terms, at, 40, never);
  client_before = laurel_test_balance (client, &terms, at);
  card_before = laurel_test_balance (card, &terms, at);
  merge (client, card, &terms, at + 1, &result);

  client_then = laurel_test_balance_then (client, &terms, at);
  card_then = laurel_test_balance_then (card, &terms, at);
  g_assert_cmpstr (client_then, ==, client_before);
  g_assert_cmpstr (card_then, ==, card_before);
  after = laurel_test_balance (card, &terms, at + 1);
  g_assert_true (g_str_has_prefix (after, "available 0 "));
}

/* A late sale wakes 50 points; 30 of them are owed. */
static void
test_points_that_a_late_sale_saves_pay_the_debt (void)
{
  static const LaurelTestLine line = { 1000, 1000, 0, 0, 0 };
  g_autoptr (LaurelAccount) account = laurel_account_new ();
  g_autoptr (LaurelSale) first = NULL;
  g_autoptr (LaurelSale) late = NULL;
  g_autoptr (GArray) consumptions = g_array_new (FALSE, FALSE, sizeof (LaurelConsumption));
  g_autoptr (GError) error = NULL;
  g_autofree char     *text = NULL;
  LaurelLedgerTerms    terms = laurel_test_terms ();
  gint64               at = laurel_test_instant (112, 0);
  const LaurelPosting  posting = { &terms, at, at, 1 };
  const LaurelDocument document = { LAUREL_DOCUMENT_UNDO, 1 };
  LaurelReturnTotals   totals = { 0 };
  gint64               lot_no = 0;

  terms.accrual.expiry = (LaurelLedgerExpiry){ LAUREL_LEDGER_EXPIRY_INACTIVITY, 10, 0, 0 };
  first = laurel_test_sell_one (account, &terms, 1, laurel_test_instant (100, 0), 1000, 50, 0);

  /* The lot burns on 111; a grant is spent and undone after that. */
  lot_no = laurel_test_grant (account, &terms, at, 30, never);
  g_assert_true (laurel_ledger_write_off (account,
                                          &posting,
                                          (LaurelDocument){ LAUREL_DOCUMENT_WRITE_OFF, 1 },
                                          30,
                                          consumptions,
                                          NULL,
                                          &error));
  g_assert_true (laurel_ledger_undo_grant (account, &posting, document, lot_no, &totals, &error));
  g_assert_no_error (error);
  g_assert_cmpint (account->debt, ==, 30);

  late = laurel_test_sell (account,
                           NULL,
                           &terms,
                           2,
                           laurel_test_instant (110, NOON),
                           at,
                           &line,
                           1,
                           NULL,
                           0,
                           &error);
  g_assert_no_error (error);
  text = laurel_test_balance (account, &terms, at);
  g_assert_cmpstr (text,
                   ==,
                   "available 20 held 0 debt 0 turnover 2000/2000 level start pending burns "
                   "121:20");
}

/* What a return found burnt was answered for: a late sale wakes only the rest. */
static void
test_a_late_sale_leaves_what_a_return_has_decided (void)
{
  static const LaurelTestLine lines[] = { { 1000, 1000, 30, 0, 0 }, { 1000, 1000, 20, 0, 0 } };
  static const LaurelTestLine line = { 1000, 1000, 0, 0, 0 };
  g_autoptr (LaurelAccount) account = laurel_account_new ();
  g_autoptr (LaurelSale) first = NULL;
  g_autoptr (LaurelSale) late = NULL;
  g_autoptr (GError) error = NULL;
  LaurelLedgerTerms  terms = laurel_test_terms ();
  LaurelReturnTotals totals = { 0 };

  terms.accrual.expiry = (LaurelLedgerExpiry){ LAUREL_LEDGER_EXPIRY_INACTIVITY, 10, 0, 0 };
  first = laurel_test_sell (account,
                            NULL,
                            &terms,
                            1,
                            laurel_test_instant (100, 0),
                            laurel_test_instant (100, 0),
                            lines,
                            G_N_ELEMENTS (lines),
                            NULL,
                            0,
                            &error);
  g_assert_no_error (error);
  totals = laurel_test_return (account, NULL, first, &terms, laurel_test_instant (111, 0), 1, 1000);
  g_assert_cmpint (totals.reversed_points, ==, 30);
  g_assert_cmpint (totals.owed_points, ==, 0);

  late = laurel_test_sell (account,
                           NULL,
                           &terms,
                           2,
                           laurel_test_instant (110, 0),
                           laurel_test_instant (111, 1),
                           &line,
                           1,
                           NULL,
                           0,
                           &error);
  g_assert_no_error (error);
  g_assert_cmpint (laurel_account_find_lot (account, 1)->remaining, ==, 20);
}

/* Raised by this very sale, it falls again; raised by others, it stays. */
static void
test_a_void_takes_back_the_level_that_its_sale_raised (void)
{
  static const struct
  {
    gint64      first, second;
    const char *after;
  } rows[] = {
    { 5000000, 5000000, "friend" },
    { 10000000, 1, "family" },
    { 1, 10000000, "start" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (LaurelAccount) account = laurel_account_new ();
      g_autoptr (LaurelSale) first = NULL;
      g_autoptr (LaurelSale) second = NULL;
      g_autoptr (GError) error = NULL;
      LaurelLedgerTerms         terms = laurel_test_terms ();
      gint64                    at = laurel_test_instant (100, NOON);
      const LaurelPosting       posting = { &terms, at, at, 1 };
      const LaurelReturnRequest request = {
        { LAUREL_DOCUMENT_VOID, 1 },
        &terms.returns,
        NULL,
        0,
      };
      LaurelReturnTotals totals = { 0 };

      first = laurel_test_sell_one (account, &terms, 1, at, rows[i].first, 0, 0);
      second = laurel_test_sell_one (account, &terms, 2, at, rows[i].second, 0, 0);
      g_assert_true (laurel_ledger_void (account,
                                         NULL,
                                         second,
                                         &posting,
                                         &request,
                                         second->day,
                                         &totals,
                                         NULL,
                                         &error));
      g_assert_no_error (error);
      g_assert_cmpstr (laurel_ledger_level (account, &terms, at), ==, rows[i].after);
      g_assert_cmpint (account->purchase_count, ==, 1);
    }
}

/* Who brought whom is forgotten by a merge, but not which points are to go back. */
static void
test_buyer_and_referrer_may_have_become_one (void)
{
  static const LaurelTestLine line = { 2000, 1000, 50, 30, 0 };
  g_autoptr (LaurelAccount) buyer = laurel_account_new ();
  g_autoptr (LaurelAccount) referrer = laurel_account_new ();
  g_autoptr (LaurelSale) sale = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char        *text = NULL;
  const LaurelLedgerTerms terms = laurel_test_terms ();
  gint64                  at = laurel_test_instant (100, NOON);
  LaurelReturnTotals      totals = { 0 };
  LaurelMerge             result = { 0 };

  sale = laurel_test_sell (buyer, referrer, &terms, 1, at, at, &line, 1, NULL, 0, &error);
  g_assert_no_error (error);
  merge (buyer, referrer, &terms, at, &result);
  for (guint i = 0; i < sale->grants->len; i++)
    {
      LaurelSaleGrant *grant = &g_array_index (sale->grants, LaurelSaleGrant, i);

      grant->lot_no += grant->referrer ? result.lot_offset : 0;
    }

  totals = laurel_test_return (buyer, buyer, sale, &terms, at, 0, 0);
  g_assert_cmpint (totals.reversed_points, ==, 50);
  g_assert_cmpint (totals.referrer_points, ==, 30);
  text = laurel_test_balance (buyer, &terms, at);
  g_assert_cmpstr (text, ==, "available 0 held 0 debt 0 turnover 0/0 level start pending burns");
}

/* Imported points count from their own date, and purchases since then have kept them. */
static void
test_imported_points_count_their_own_date (void)
{
  g_autoptr (LaurelAccount) account = laurel_account_new ();
  g_autoptr (LaurelSale) sale = NULL;
  g_autoptr (GError) error = NULL;
  LaurelLedgerTerms          terms = laurel_test_terms ();
  const LaurelLedgerLotTerms lots = { 0, { LAUREL_LEDGER_EXPIRY_INACTIVITY, 10, 0, 0 } };
  LaurelPosting              posting = { &terms, laurel_test_instant (112, 0), 0, 1 };
  const LaurelDocument       document = { LAUREL_DOCUMENT_GRANT, 1 };
  gint64                     saved = 0;
  gint64                     burnt = 0;

  sale = laurel_test_sell_one (account, &terms, 1, laurel_test_instant (105, 0), 1000, 0, 0);

  posting.time = laurel_test_instant (100, NOON);
  g_assert_true (laurel_ledger_grant (account,
                                      &posting,
                                      LAUREL_LOT_IMPORT,
                                      document,
                                      50,
                                      &lots,
                                      &saved,
                                      &error));
  posting.time = laurel_test_instant (80, NOON);
  g_assert_true (laurel_ledger_grant (account,
                                      &posting,
                                      LAUREL_LOT_IMPORT,
                                      document,
                                      50,
                                      &lots,
                                      &burnt,
                                      &error));
  g_assert_no_error (error);
  g_assert_cmpint (laurel_account_find_lot (account, saved)->remaining, ==, 50);
  g_assert_cmpint (
      laurel_account_lot_end (account, laurel_account_find_lot (account, saved), &terms.zone),
      ==,
      laurel_test_instant (116, 0));
  g_assert_cmpint (laurel_account_find_lot (account, burnt)->expired, ==, 50);
}

static void
test_a_level_by_hand_can_be_cleared (void)
{
  g_autoptr (LaurelAccount) account = laurel_account_new ();
  g_autoptr (GError) error = NULL;
  const LaurelLedgerTerms  terms = laurel_test_terms ();
  gint64                   at = laurel_test_instant (100, NOON);
  const LaurelPosting      posting = { &terms, at, at, 1 };
  const LaurelDocument     document = { LAUREL_DOCUMENT_LEVEL, 1 };
  const LaurelLevelChange *change = NULL;

  g_assert_true (
      laurel_ledger_set_level (account, &posting, document, "family", LAUREL_DAY_NONE, &error));
  g_assert_cmpstr (laurel_ledger_level (account, &terms, laurel_test_instant (9000, 0)),
                   ==,
                   "family");
  g_assert_true (
      laurel_ledger_set_level (account, &posting, document, NULL, LAUREL_DAY_NONE, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (laurel_ledger_level (account, &terms, at), ==, "start");

  g_assert_cmpuint (account->level_changes->len, ==, 2);
  change = &g_array_index (account->level_changes, LaurelLevelChange, 1);
  g_assert_cmpint (change->direction, ==, -1);
  g_assert_cmpstr (change->from, ==, "family");
  g_assert_cmpstr (change->to, ==, "start");
}

/* Every operation refuses an account that has gone into another one. */
static void
test_a_merged_account_takes_nothing_more (void)
{
  static const LaurelTestLine line = { 1000, 1000, 50, 0, 0 };
  g_autoptr (LaurelAccount) client = laurel_account_new ();
  g_autoptr (LaurelAccount) card = laurel_account_new ();
  g_autoptr (LaurelSale) sale = NULL;
  g_autoptr (LaurelSale) refused = NULL;
  g_autoptr (GArray) consumptions = g_array_new (FALSE, FALSE, sizeof (LaurelConsumption));
  g_autoptr (GError) error = NULL;
  const LaurelLedgerTerms   terms = laurel_test_terms ();
  gint64                    at = laurel_test_instant (100, NOON);
  const LaurelPosting       posting = { &terms, at, at, 1 };
  const LaurelDocument      document = { LAUREL_DOCUMENT_GRANT, 1 };
  const LaurelReturnRequest request = { { LAUREL_DOCUMENT_RETURN, 1 }, &terms.returns, NULL, 0 };
  LaurelReturnTotals        totals = { 0 };
  LaurelMerge               result = { 0 };
  gint64                    number = 0;
  gint64                    version = 0;

  sale = laurel_test_sell_one (card, &terms, 1, at, 1000, 50, 0);
  merge (client, card, &terms, at, &result);
  version = card->version;

#define ASSERT_REFUSED(done)                                                                       \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_assert_false (done);                                                                         \
    g_assert_error (error, LAUREL_LEDGER_ERROR, LAUREL_LEDGER_ERROR_MERGED);                       \
    g_clear_error (&error);                                                                        \
  }                                                                                                \
  G_STMT_END

  refused = laurel_test_sell (card, NULL, &terms, 2, at, at, &line, 1, NULL, 0, &error);
  ASSERT_REFUSED (refused != NULL);
  refused = laurel_test_sell (client, card, &terms, 2, at, at, &line, 1, NULL, 0, &error);
  ASSERT_REFUSED (refused != NULL);
  ASSERT_REFUSED (
      laurel_ledger_return (card, NULL, sale, &posting, &request, &totals, NULL, &error));
  ASSERT_REFUSED (laurel_ledger_return_unlinked (card, &posting, document, 100, 1, &error));
  ASSERT_REFUSED (laurel_ledger_hold (card, &posting, 1, 1, 0, &number, NULL, &error));
  ASSERT_REFUSED (laurel_ledger_release (card, &posting, 1, NULL, &error));
  ASSERT_REFUSED (laurel_ledger_grant (card,
                                       &posting,
                                       LAUREL_LOT_MANUAL,
                                       document,
                                       1,
                                       &terms.accrual,
                                       &number,
                                       &error));
  ASSERT_REFUSED (
      laurel_ledger_write_off (card, &posting, document, 1, consumptions, NULL, &error));
  ASSERT_REFUSED (laurel_ledger_undo_grant (card, &posting, document, 1, &totals, &error));
  ASSERT_REFUSED (
      laurel_ledger_set_level (card, &posting, document, NULL, LAUREL_DAY_NONE, &error));
  g_assert_cmpint (card->version, ==, version);
  g_assert_cmpint (g_array_index (sale->lines, LaurelSaleLine, 0).returned, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ledger/level/void", test_a_void_takes_back_the_level_that_its_sale_raised);
  g_test_add_func ("/ledger/merge/spent-lots", test_a_merge_does_not_wake_spent_lots);
  g_test_add_func ("/ledger/merge/referrer", test_buyer_and_referrer_may_have_become_one);
  g_test_add_func ("/ledger/by-hand/import", test_imported_points_count_their_own_date);
  g_test_add_func ("/ledger/level/cleared", test_a_level_by_hand_can_be_cleared);
  g_test_add_func ("/ledger/merge/closed", test_a_merged_account_takes_nothing_more);
  g_test_add_func ("/ledger/merge/past", test_the_past_of_both_accounts_outlives_their_merge);
  g_test_add_func ("/ledger/late/debt", test_points_that_a_late_sale_saves_pay_the_debt);
  g_test_add_func ("/ledger/late/returned", test_a_late_sale_leaves_what_a_return_has_decided);

  return g_test_run ();
}
