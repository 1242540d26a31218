/* test-ledger.c - the ledger's rules one by one: dates, formulas, refusals
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/engine/laurel-ledger-back.h"
#include "server/engine/laurel-ledger-dates.h"
#include "tests/ledger/laurel-test-shop.h"

#define NOON (12 * 60 * 60)

static const LaurelLedgerExpiry never = { .kind = LAUREL_LEDGER_EXPIRY_NONE };

static void
test_ends_are_reckoned_from_the_first_day (void)
{
  static const struct
  {
    guint              sold[3];
    gint32             activation_days;
    LaurelLedgerExpiry expiry;
    guint              first_without[3];
  } rows[] = {
    { { 2026, 1, 10 }, 0, { LAUREL_LEDGER_EXPIRY_DAYS, 30, 0, 0 }, { 2026, 2, 10 } },
    { { 2026, 1, 10 }, 14, { LAUREL_LEDGER_EXPIRY_DAYS, 30, 0, 0 }, { 2026, 2, 24 } },
    { { 2026, 1, 10 }, 0, { LAUREL_LEDGER_EXPIRY_DAYS, 0, 0, 0 }, { 2026, 1, 11 } },
    { { 2028, 2, 28 }, 0, { LAUREL_LEDGER_EXPIRY_DAYS, 1, 0, 0 }, { 2028, 3, 1 } },
    { { 2026, 1, 20 },
      14,
      { LAUREL_LEDGER_EXPIRY_END_OF, 0, LAUREL_LEDGER_MONTH, 10 },
      { 2026, 3, 11 } },
    { { 2026, 1, 31 },
      0,
      { LAUREL_LEDGER_EXPIRY_END_OF, 0, LAUREL_LEDGER_MONTH, 0 },
      { 2026, 2, 1 } },
    { { 2026, 3, 20 },
      14,
      { LAUREL_LEDGER_EXPIRY_END_OF, 0, LAUREL_LEDGER_QUARTER, 0 },
      { 2026, 7, 1 } },
    { { 2026, 12, 31 },
      0,
      { LAUREL_LEDGER_EXPIRY_END_OF, 0, LAUREL_LEDGER_QUARTER, 0 },
      { 2027, 1, 1 } },
    { { 2026, 12, 20 },
      14,
      { LAUREL_LEDGER_EXPIRY_END_OF, 0, LAUREL_LEDGER_YEAR, 0 },
      { 2028, 1, 1 } },
    { { 2026, 1, 10 }, 14, { LAUREL_LEDGER_EXPIRY_INACTIVITY, 365, 0, 0 }, { 2027, 1, 11 } },
    { { 2027, 6, 1 }, 14, { LAUREL_LEDGER_EXPIRY_INACTIVITY, 365, 0, 0 }, { 2028, 6, 1 } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (LaurelAccount) account = laurel_account_new ();
      g_autoptr (LaurelSale) sale = NULL;
      LaurelLedgerTerms terms = laurel_test_terms ();
      gint32            day = laurel_test_day (rows[i].sold[0], rows[i].sold[1], rows[i].sold[2]);
      const LaurelLot  *lot = NULL;

      g_test_message ("row %" G_GSIZE_FORMAT, i);
      terms.accrual.activation_days = rows[i].activation_days;
      terms.accrual.expiry = rows[i].expiry;
      sale =
          laurel_test_sell_one (account, &terms, 1, laurel_test_instant (day, NOON), 1000, 50, 0);

      lot = laurel_account_find_lot (account, 1);
      g_assert_cmpint (lot->active_from,
                       ==,
                       rows[i].activation_days > 0
                           ? laurel_test_instant (day + rows[i].activation_days, 0)
                           : laurel_test_instant (day, NOON));
      g_assert_cmpint (laurel_account_lot_end (account, lot, &terms.zone),
                       ==,
                       laurel_test_instant (laurel_test_day (rows[i].first_without[0],
                                                             rows[i].first_without[1],
                                                             rows[i].first_without[2]),
                                            0));
    }
}

static void
test_shares_are_rounded_half_up (void)
{
  static const struct
  {
    gint64 x, part, whole, share;
  } rows[] = {
    { 499, 1, 3, 166 },
    { 499, 2, 3, 333 },
    { 499, 3, 3, 499 },
    { 1, 1, 2, 1 },
    { 0, 5, 7, 0 },
    { 7, 0, 7, 0 },
    { G_GINT64_CONSTANT (9007199254740992),
      999999999,
      1000000000,
      G_GINT64_CONSTANT (9007199245733793) },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (laurel_ledger_round_share (rows[i].x, rows[i].part, rows[i].whole),
                     ==,
                     rows[i].share);
}

static void
test_a_purchase_prolongs_only_what_lives (void)
{
  g_autoptr (LaurelAccount) account = laurel_account_new ();
  g_autoptr (LaurelSale) first = NULL;
  g_autoptr (LaurelSale) second = NULL;
  g_autoptr (LaurelSale) third = NULL;
  g_autofree char  *text = NULL;
  LaurelLedgerTerms terms = laurel_test_terms ();

  terms.accrual.expiry = (LaurelLedgerExpiry){ LAUREL_LEDGER_EXPIRY_INACTIVITY, 10, 0, 0 };
  first = laurel_test_sell_one (account, &terms, 1, laurel_test_instant (100, NOON), 1000, 50, 0);
  laurel_account_mark_stored (account);

  /* An ordinary purchase changes the account and no lot. */
  second = laurel_test_sell_one (account, &terms, 2, laurel_test_instant (105, NOON), 1000, 7, 0);
  g_assert_cmpint (laurel_account_find_lot (account, 1)->state, ==, LAUREL_ROW_CLEAN);
  g_assert_cmpint (laurel_account_find_lot (account, 2)->state, ==, LAUREL_ROW_NEW);

  /* Both burn at 00:00 on 116; a purchase at that instant comes too late. */
  third = laurel_test_sell_one (account, &terms, 3, laurel_test_instant (116, 0), 1000, 1, 0);
  text = laurel_test_balance (account, &terms, laurel_test_instant (116, 0));
  g_assert_cmpstr (text,
                   ==,
                   "available 1 held 0 debt 0 turnover 3000/3000 level start pending burns 127:1");
}

static void
test_a_sale_ahead_of_the_clock_saves_nothing_that_ends_before_it (void)
{
  const LaurelTestLine line = { 1000, 1000, 0, 0, 0 };
  g_autoptr (LaurelAccount) account = laurel_account_new ();
  g_autoptr (LaurelSale) first = NULL;
  g_autoptr (LaurelSale) ahead = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char  *text = NULL;
  LaurelLedgerTerms terms = laurel_test_terms ();

  terms.accrual.expiry = (LaurelLedgerExpiry){ LAUREL_LEDGER_EXPIRY_INACTIVITY, 10, 0, 0 };
  first = laurel_test_sell_one (account, &terms, 1, laurel_test_instant (100, NOON), 1000, 50, 0);

  /* The till's clock is ten minutes ahead, over the midnight at which the points burn. */
  ahead = laurel_test_sell (account,
                            NULL,
                            &terms,
                            2,
                            laurel_test_instant (111, 300),
                            laurel_test_instant (111, -300),
                            &line,
                            1,
                            NULL,
                            0,
                            &error);
  g_assert_no_error (error);

  text = laurel_test_balance (account, &terms, laurel_test_instant (111, 0));
  g_assert_cmpstr (text,
                   ==,
                   "available 0 held 0 debt 0 turnover 2000/2000 level start pending burns");
}

static void
test_refusals_change_nothing (void)
{
  g_autoptr (LaurelAccount) account = laurel_account_new ();
  g_autoptr (LaurelSale) sale = NULL;
  g_autoptr (LaurelSale) refused = NULL;
  g_autoptr (GArray) consumptions = g_array_new (FALSE, FALSE, sizeof (LaurelConsumption));
  g_autoptr (GError) error = NULL;
  const LaurelTestLine   greedy = { 1000, 0, 0, 0, 51 };
  const LaurelReturnLine lines[] = { { 1, 1001 }, { 2, 1 }, { 1, 1 }, { 1, 1 } };
  LaurelLedgerTerms      terms = laurel_test_terms ();
  gint64                 at = laurel_test_instant (100, NOON);
  const LaurelPosting    posting = { &terms, at, at, 1 };
  LaurelReturnRequest    request = { { LAUREL_DOCUMENT_RETURN, 1 }, &terms.returns, lines, 1 };
  LaurelReturnTotals     totals = { 0 };
  LaurelRefusal          refusal = { 0 };
  gint64                 until = 0;
  gint64                 version = 0;

  sale = laurel_test_sell_one (account, &terms, 1, at, 1000, 50, 0);
  version = account->version;

  g_assert_false (
      laurel_ledger_return (account, NULL, sale, &posting, &request, &totals, &refusal, &error));
  g_assert_error (error, LAUREL_LEDGER_ERROR, LAUREL_LEDGER_ERROR_QUANTITY_EXCEEDS);
  g_assert_cmpint (refusal.n, ==, 1);
  g_assert_cmpint (refusal.left, ==, 1000);
  g_clear_error (&error);

  request.lines = lines + 1;
  g_assert_false (
      laurel_ledger_return (account, NULL, sale, &posting, &request, &totals, &refusal, &error));
  g_assert_error (error, LAUREL_LEDGER_ERROR, LAUREL_LEDGER_ERROR_UNKNOWN_LINE);
  g_assert_cmpint (refusal.n, ==, 2);
  g_clear_error (&error);

  request.lines = lines + 2;
  request.n_lines = 2;
  g_assert_false (
      laurel_ledger_return (account, NULL, sale, &posting, &request, &totals, &refusal, &error));
  g_assert_error (error, LAUREL_LEDGER_ERROR, LAUREL_LEDGER_ERROR_LINE_TWICE);
  g_clear_error (&error);

  refused = laurel_test_sell (account, NULL, &terms, 2, at, at, &greedy, 1, NULL, 0, &error);
  g_assert_null (refused);
  g_assert_error (error, LAUREL_LEDGER_ERROR, LAUREL_LEDGER_ERROR_NOT_ENOUGH_POINTS);
  g_clear_error (&error);

  g_assert_false (laurel_ledger_hold (account, &posting, 1, 51, 0, &until, &refusal, &error));
  g_assert_error (error, LAUREL_LEDGER_ERROR, LAUREL_LEDGER_ERROR_NOT_ENOUGH_POINTS);
  g_assert_cmpint (refusal.available, ==, 50);
  g_clear_error (&error);

  g_assert_false (laurel_ledger_hold (account, &posting, 1, 1, 10081, &until, &refusal, &error));
  g_assert_error (error, LAUREL_LEDGER_ERROR, LAUREL_LEDGER_ERROR_RANGE);
  g_clear_error (&error);

  g_assert_false (laurel_ledger_write_off (account,
                                           &posting,
                                           (LaurelDocument){ LAUREL_DOCUMENT_WRITE_OFF, 1 },
                                           51,
                                           consumptions,
                                           &refusal,
                                           &error));
  g_assert_error (error, LAUREL_LEDGER_ERROR, LAUREL_LEDGER_ERROR_NOT_ENOUGH_POINTS);
  g_clear_error (&error);

  g_assert_false (laurel_ledger_set_level (account,
                                           &posting,
                                           (LaurelDocument){ LAUREL_DOCUMENT_LEVEL, 1 },
                                           "emperor",
                                           LAUREL_DAY_NONE,
                                           &error));
  g_assert_error (error, LAUREL_LEDGER_ERROR, LAUREL_LEDGER_ERROR_UNKNOWN_LEVEL);

  g_assert_cmpint (account->version, ==, version);
}

static void
test_times_are_refused_at_their_limits (void)
{
  static const struct
  {
    gint64   ahead;
    gboolean accepted;
    gboolean late;
    gint     code;
  } rows[] = {
    { 15 * 60, TRUE, FALSE, 0 },
    { 15 * 60 + 1, FALSE, FALSE, LAUREL_LEDGER_ERROR_IN_FUTURE },
    { 0, TRUE, FALSE, 0 },
    { -15 * 60, TRUE, FALSE, 0 },
    { -15 * 60 - 1, TRUE, TRUE, 0 },
    { -30 * SHOP_DAY, TRUE, TRUE, 0 },
    { -30 * SHOP_DAY - 1, FALSE, FALSE, LAUREL_LEDGER_ERROR_TOO_OLD },
  };
  const LaurelLedgerTerms terms = laurel_test_terms ();
  const gint64            posted = laurel_test_instant (20000, NOON);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      LaurelRefusal refusal = { 0 };
      gboolean      late = FALSE;

      g_assert_cmpint (laurel_ledger_check_time (&terms,
                                                 posted + rows[i].ahead,
                                                 posted,
                                                 &late,
                                                 &refusal,
                                                 &error),
                       ==,
                       rows[i].accepted);
      g_assert_cmpint (late, ==, rows[i].late);
      if (!rows[i].accepted)
        {
          g_assert_error (error, LAUREL_LEDGER_ERROR, rows[i].code);
          g_assert_cmpint (refusal.posted, ==, posted);
        }
    }
}

static void
test_undone_by_hand (void)
{
  g_autoptr (LaurelAccount) account = laurel_account_new ();
  g_autoptr (GArray) consumptions = g_array_new (FALSE, FALSE, sizeof (LaurelConsumption));
  g_autoptr (GError) error = NULL;
  const LaurelDocument undo = { LAUREL_DOCUMENT_UNDO, 1 };
  LaurelLedgerTerms    terms = laurel_test_terms ();
  gint64               at = laurel_test_instant (100, NOON);
  const LaurelPosting  posting = { &terms, at, at, 1 };
  LaurelReturnTotals   totals = { 0 };
  gint64               lot_no = laurel_test_grant (account, &terms, at, 100, never);
  gint64               written_off_tx = 0;

  g_assert_true (laurel_ledger_write_off (account,
                                          &posting,
                                          (LaurelDocument){ LAUREL_DOCUMENT_WRITE_OFF, 1 },
                                          30,
                                          consumptions,
                                          NULL,
                                          &error));
  g_assert_no_error (error);
  written_off_tx = account->version;

  g_assert_true (laurel_ledger_undo_grant (account, &posting, undo, lot_no, &totals, &error));
  g_assert_no_error (error);
  g_assert_cmpint (totals.reversed_points, ==, 100);
  g_assert_cmpint (totals.owed_points, ==, 30);
  g_assert_cmpint (account->debt, ==, 30);

  g_assert_false (laurel_ledger_undo_grant (account, &posting, undo, lot_no, &totals, &error));
  g_assert_error (error, LAUREL_LEDGER_ERROR, LAUREL_LEDGER_ERROR_NOTHING_TO_RETURN);
  g_clear_error (&error);

  g_assert_true (laurel_ledger_undo_write_off (account,
                                               &posting,
                                               undo,
                                               consumptions,
                                               at,
                                               written_off_tx,
                                               &totals,
                                               &error));
  g_assert_no_error (error);
  g_assert_cmpint (totals.restored_points, ==, 30);
  g_assert_cmpint (account->debt, ==, 0);

  g_assert_false (laurel_ledger_undo_write_off (account,
                                                &posting,
                                                undo,
                                                consumptions,
                                                at,
                                                written_off_tx,
                                                &totals,
                                                &error));
  g_assert_error (error, LAUREL_LEDGER_ERROR, LAUREL_LEDGER_ERROR_NOTHING_TO_RETURN);
}

static void
test_a_hold_pays_no_debt_until_it_ends (void)
{
  g_autoptr (LaurelAccount) account = laurel_account_new ();
  g_autoptr (LaurelSale) sale = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char    *text = NULL;
  LaurelLedgerTerms   terms = laurel_test_terms ();
  gint64              at = laurel_test_instant (100, NOON);
  const LaurelPosting posting = { &terms, at, at, 1 };
  LaurelReturnTotals  totals = { 0 };
  gint64              until = 0;

  sale = laurel_test_sell_one (account, &terms, 1, at, 1000, 50, 0);
  g_assert_true (laurel_ledger_hold (account, &posting, 7, 40, 0, &until, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (until, ==, at + 15 * 60);

  totals = laurel_test_return (account, NULL, sale, &terms, at, 0, 0);
  g_assert_cmpint (totals.owed_points, ==, 40);

  text = laurel_test_balance (account, &terms, until - 1);
  g_assert_cmpstr (text, ==, "available 0 held 40 debt 40 turnover 0/0 level start pending burns");
  g_clear_pointer (&text, g_free);
  text = laurel_test_balance (account, &terms, until);
  g_assert_cmpstr (text, ==, "available 0 held 0 debt 0 turnover 0/0 level start pending burns");
}

static void
test_forgiven_points_come_back_from_a_hold (void)
{
  static const LaurelLedgerShortfall policies[] = { LAUREL_LEDGER_SHORTFALL_FORGIVE,
                                                    LAUREL_LEDGER_SHORTFALL_OTHER_LOTS };

  for (gsize i = 0; i < G_N_ELEMENTS (policies); i++)
    {
      g_autoptr (LaurelAccount) account = laurel_account_new ();
      g_autoptr (LaurelSale) sale = NULL;
      g_autoptr (GError) error = NULL;
      LaurelLedgerTerms   terms = laurel_test_terms ();
      gint64              at = laurel_test_instant (100, NOON);
      const LaurelPosting posting = { &terms, at, at, 1 };
      LaurelReturnTotals  totals = { 0 };
      gint64              until = 0;

      terms.returns.shortfall = policies[i];
      sale = laurel_test_sell_one (account, &terms, 1, at, 1000, 50, 0);
      g_assert_true (laurel_ledger_hold (account, &posting, 7, 40, 0, &until, NULL, &error));
      totals = laurel_test_return (account, NULL, sale, &terms, at, 0, 0);
      g_assert_cmpint (totals.forgiven_points, ==, 40);
      g_assert_cmpint (totals.owed_points, ==, 0);

      /* New points are nobody's to take. */
      laurel_test_grant (account, &terms, at, 9, never);
      g_assert_true (laurel_ledger_release (account, &posting, 7, NULL, &error));
      g_assert_no_error (error);
      g_assert_cmpint (laurel_account_find_lot (account, 1)->remaining, ==, 0);
      g_assert_cmpint (laurel_account_find_lot (account, 2)->remaining, ==, 9);
    }
}

static void
test_points_given_anew_answer_for_the_lot_they_came_from (void)
{
  g_autoptr (LaurelAccount) account = laurel_account_new ();
  g_autoptr (LaurelSale) giving = NULL;
  g_autoptr (LaurelSale) taking = NULL;
  g_autofree char   *text = NULL;
  LaurelLedgerTerms  terms = laurel_test_terms ();
  LaurelReturnTotals totals = { 0 };

  terms.accrual.expiry = (LaurelLedgerExpiry){ LAUREL_LEDGER_EXPIRY_DAYS, 10, 0, 0 };
  terms.returns = (LaurelLedgerReturnTerms){ LAUREL_LEDGER_SHORTFALL_FORGIVE, 30 };
  giving = laurel_test_sell_one (account, &terms, 1, laurel_test_instant (100, 0), 1000, 50, 0);
  taking = laurel_test_sell_one (account, &terms, 2, laurel_test_instant (101, 0), 0, 0, 50);

  /* The lot burnt on 111; its points come back for as long as they still had: ten days. */
  totals = laurel_test_return (account, NULL, taking, &terms, laurel_test_instant (120, 0), 0, 0);
  g_assert_cmpint (totals.restored_points, ==, 50);
  text = laurel_test_balance (account, &terms, laurel_test_instant (120, 0));
  g_assert_cmpstr (text,
                   ==,
                   "available 50 held 0 debt 0 turnover 1000/1000 level start pending burns "
                   "130:50");

  totals = laurel_test_return (account, NULL, giving, &terms, laurel_test_instant (121, 0), 0, 0);
  g_assert_cmpint (totals.reversed_points, ==, 50);
  g_assert_cmpint (totals.forgiven_points, ==, 0);
  g_assert_cmpint (laurel_account_find_lot (account, 2)->remaining, ==, 0);
}

static void
test_a_level_by_period_is_reviewed_each_period (void)
{
  g_autoptr (LaurelAccount) account = laurel_account_new ();
  g_autoptr (LaurelSale) first = NULL;
  g_autoptr (LaurelSale) second = NULL;
  LaurelLedgerTerms terms = laurel_test_terms ();

  terms.basis = LAUREL_LEDGER_BASIS_ROLLING;
  terms.rolling_days = 30;
  terms.downgrade = LAUREL_LEDGER_DOWNGRADE_PERIOD;
  terms.period_days = 20;

  first = laurel_test_sell_one (account, &terms, 1, laurel_test_instant (100, NOON), 5000000, 0, 0);
  g_assert_cmpstr (laurel_ledger_level (account, &terms, laurel_test_instant (100, NOON)),
                   ==,
                   "friend");

  /* On 120 the sale of 100 still counts, on 140 it does not. */
  g_assert_cmpstr (laurel_ledger_level (account, &terms, laurel_test_instant (139, 0)),
                   ==,
                   "friend");
  g_assert_cmpstr (laurel_ledger_level (account, &terms, laurel_test_instant (140, 0)),
                   ==,
                   "start");

  second = laurel_test_sell_one (account, &terms, 2, laurel_test_instant (139, 0), 5000000, 0, 0);
  g_assert_cmpstr (laurel_ledger_level (account, &terms, laurel_test_instant (141, 0)),
                   ==,
                   "friend");
}

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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ledger/dates/ends", test_ends_are_reckoned_from_the_first_day);
  g_test_add_func ("/ledger/dates/activity", test_a_purchase_prolongs_only_what_lives);
  g_test_add_func ("/ledger/dates/ahead-of-the-clock",
                   test_a_sale_ahead_of_the_clock_saves_nothing_that_ends_before_it);
  g_test_add_func ("/ledger/dates/limits", test_times_are_refused_at_their_limits);
  g_test_add_func ("/ledger/return/shares", test_shares_are_rounded_half_up);
  g_test_add_func ("/ledger/return/given-anew",
                   test_points_given_anew_answer_for_the_lot_they_came_from);
  g_test_add_func ("/ledger/refusals", test_refusals_change_nothing);
  g_test_add_func ("/ledger/by-hand/undo", test_undone_by_hand);
  g_test_add_func ("/ledger/hold/debt", test_a_hold_pays_no_debt_until_it_ends);
  g_test_add_func ("/ledger/hold/forgiven", test_forgiven_points_come_back_from_a_hold);
  g_test_add_func ("/ledger/level/period", test_a_level_by_period_is_reviewed_each_period);
  g_test_add_func ("/ledger/level/void", test_a_void_takes_back_the_level_that_its_sale_raised);
  g_test_add_func ("/ledger/merge/spent-lots", test_a_merge_does_not_wake_spent_lots);
  g_test_add_func ("/ledger/merge/referrer", test_buyer_and_referrer_may_have_become_one);
  g_test_add_func ("/ledger/merge/past", test_the_past_of_both_accounts_outlives_their_merge);
  g_test_add_func ("/ledger/late/debt", test_points_that_a_late_sale_saves_pay_the_debt);
  g_test_add_func ("/ledger/late/returned", test_a_late_sale_leaves_what_a_return_has_decided);

  return g_test_run ();
}
