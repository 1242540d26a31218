/* laurel-test-shop.c - a small shop for tests of the ledger: simple prices, a fixed zone
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/ledger/laurel-test-shop.h"

static gint64
day_start (gconstpointer data, gint32 day)
{
  return (gint64) day * SHOP_DAY - SHOP_OFFSET;
}

static gint32
day_of (gconstpointer data, gint64 instant)
{
  gint64 local = instant + SHOP_OFFSET;

  return (gint32) (local >= 0 ? local / SHOP_DAY : (local - SHOP_DAY + 1) / SHOP_DAY);
}

gint64
laurel_test_instant (gint32 day, gint64 seconds)
{
  return day_start (NULL, day) + seconds;
}

gint32
laurel_test_day (guint year, guint month, guint day)
{
  g_autoptr (GDateTime) date = g_date_time_new_utc ((gint) year, (gint) month, (gint) day, 0, 0, 0);

  return (gint32) (g_date_time_to_unix (date) / SHOP_DAY);
}

LaurelLedgerTerms
laurel_test_terms (void)
{
  static const LaurelLedgerLevel levels[] = {
    { "start", 0, 0 },
    { "friend", 5000000, 1 },
    { "family", 10000000, 2 },
  };

  return (LaurelLedgerTerms){
    .money_per_point = 100,
    .zone = { NULL, day_start, day_of },
    .accrual = { 0, { .kind = LAUREL_LEDGER_EXPIRY_NONE } },
    .hold_minutes = 15,
    .hold_max_minutes = 10080,
    .late_minutes = 15,
    .late_days = 30,
    .levels = levels,
    .n_levels = G_N_ELEMENTS (levels),
    .rolling_days = 365,
    .calendar = LAUREL_LEDGER_YEAR,
    .period_days = 365,
  };
}

LaurelSale *
laurel_test_sell (LaurelAccount           *buyer,
                  LaurelAccount           *referrer,
                  const LaurelLedgerTerms *terms,
                  gint64                   sale,
                  gint64                   time,
                  gint64                   posted,
                  const LaurelTestLine    *lines,
                  gsize                    n_lines,
                  const gint64            *holds,
                  gsize                    n_holds,
                  GError                 **error)
{
  const LaurelPosting posting = { terms, posted, time, 1 };
  LaurelEffect        effects[SHOP_LINES_MAX][2];
  LaurelPricedLine    priced_lines[SHOP_LINES_MAX];
  LaurelReceipt       receipt = { .time = time };
  LaurelPriced        priced = { .lines = priced_lines, .n_lines = n_lines };
  LaurelSaleRequest   request = {
      sale, day_of (NULL, time), terms, &receipt, &priced, holds, n_holds,
  };

  g_assert_cmpuint (n_lines, <=, SHOP_LINES_MAX);

  for (gsize i = 0; i < n_lines; i++)
    {
      const LaurelTestLine *line = &lines[i];
      LaurelPricedLine     *priced_line = &priced_lines[i];

      *priced_line = (LaurelPricedLine){
        .n = (gint64) i + 1,
        .quantity = line->quantity,
        .redeemed = line->redeemed,
        .to_pay = line->to_pay,
        .points = line->points,
        .turnover = line->to_pay,
        .effects = effects[i],
      };
      if (line->points > 0)
        effects[i][priced_line->n_effects++] = (LaurelEffect){ "base", 0, line->points, FALSE };
      if (line->referrer_points > 0)
        effects[i][priced_line->n_effects++] =
            (LaurelEffect){ "friend", 0, line->referrer_points, TRUE };

      priced.totals.redeemed += line->redeemed;
      priced.totals.redeemed_points += line->redeemed;
      priced.totals.to_pay += line->to_pay;
      priced.totals.points += line->points;
      priced.totals.referrer_points += line->referrer_points;
      priced.totals.turnover += line->to_pay;
    }

  return laurel_ledger_sale (buyer, referrer, &posting, &request, NULL, error);
}

LaurelSale *
laurel_test_sell_one (LaurelAccount           *buyer,
                      const LaurelLedgerTerms *terms,
                      gint64                   sale,
                      gint64                   at,
                      gint64                   to_pay,
                      gint64                   points,
                      gint64                   redeemed)
{
  const LaurelTestLine line = { 1000, to_pay, points, 0, redeemed };
  g_autoptr (GError) error = NULL;
  LaurelSale *document =
      laurel_test_sell (buyer, NULL, terms, sale, at, at, &line, 1, NULL, 0, &error);

  g_assert_no_error (error);

  return document;
}

LaurelReturnTotals
laurel_test_return (LaurelAccount           *buyer,
                    LaurelAccount           *referrer,
                    LaurelSale              *sale,
                    const LaurelLedgerTerms *terms,
                    gint64                   at,
                    gint64                   n,
                    gint64                   quantity)
{
  const LaurelPosting       posting = { terms, at, at, 1 };
  const LaurelReturnLine    line = { n, quantity };
  const LaurelReturnRequest request = {
    { LAUREL_DOCUMENT_RETURN, 1 },
    &terms->returns,
    &line,
    n > 0 ? 1 : 0,
  };
  LaurelReturnTotals totals = { 0 };
  g_autoptr (GError) error = NULL;
  gboolean done =
      laurel_ledger_return (buyer, referrer, sale, &posting, &request, &totals, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (done);

  return totals;
}

gint64
laurel_test_grant (LaurelAccount           *account,
                   const LaurelLedgerTerms *terms,
                   gint64                   at,
                   gint64                   points,
                   LaurelLedgerExpiry       expiry)
{
  const LaurelPosting        posting = { terms, at, at, 1 };
  const LaurelLedgerLotTerms lots = { 0, expiry };
  g_autoptr (GError) error = NULL;
  gint64   lot_no = 0;
  gboolean done = laurel_ledger_grant (account,
                                       &posting,
                                       LAUREL_LOT_MANUAL,
                                       (LaurelDocument){ LAUREL_DOCUMENT_GRANT, 1 },
                                       points,
                                       &lots,
                                       &lot_no,
                                       &error);

  g_assert_no_error (error);
  g_assert_true (done);

  return lot_no;
}

static void
append_items (GString *text, const char *name, const GArray *items)
{
  g_string_append_printf (text, " %s", name);
  for (guint i = 0; i < items->len; i++)
    {
      const LaurelBalanceItem *item = &g_array_index (items, LaurelBalanceItem, i);

      g_string_append_printf (text, " %d:%" G_GINT64_FORMAT, item->day, item->points);
    }
}

char *
laurel_test_balance (const LaurelAccount *account, const LaurelLedgerTerms *terms, gint64 at)
{
  g_autoptr (LaurelBalance) balance = laurel_ledger_balance (account, terms, at);
  GString *text = g_string_new (NULL);

  g_string_append_printf (text,
                          "available %" G_GINT64_FORMAT " held %" G_GINT64_FORMAT
                          " debt %" G_GINT64_FORMAT " turnover %" G_GINT64_FORMAT
                          "/%" G_GINT64_FORMAT " level %s",
                          balance->available,
                          balance->held,
                          balance->debt,
                          balance->turnover,
                          balance->level_turnover,
                          balance->level);
  append_items (text, "pending", balance->pending);
  append_items (text, "burns", balance->burns);

  return g_string_free (text, FALSE);
}

char *
laurel_test_balance_then (const LaurelAccount *account, const LaurelLedgerTerms *terms, gint64 at)
{
  g_autoptr (LaurelAccount) then = laurel_account_copy (account);

  laurel_account_rewind (then, &terms->zone, at);

  return laurel_test_balance (then, terms, at);
}
