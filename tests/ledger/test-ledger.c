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

  return g_test_run ();
}
