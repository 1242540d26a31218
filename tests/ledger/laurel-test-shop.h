/* laurel-test-shop.h - a small shop for tests of the ledger: simple prices, a fixed zone
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server/engine/laurel-ledger.h"

G_BEGIN_DECLS

#define SHOP_LINES_MAX 8

/* The shop's zone is three hours east of Greenwich, all the year round. */
#define SHOP_OFFSET (3 * 60 * 60)
#define SHOP_DAY    (24 * 60 * 60)

/* 00:00 of a date plus seconds. */
gint64 laurel_test_instant (gint32 day, gint64 seconds);

/* Days since 1970-01-01. */
gint32 laurel_test_day (guint year, guint month, guint day);

/* Points active at once that never burn, three levels from 0, 5,000,000 and 10,000,000 on. */
LaurelLedgerTerms laurel_test_terms (void);

/**
 * LaurelTestLine:
 * @quantity: thousandths
 * @to_pay: money for the line
 * @points: points it earns
 * @referrer_points: points it gives the referrer
 * @redeemed: points redeemed on it, one minor unit each
 */
typedef struct
{
  gint64 quantity;
  gint64 to_pay;
  gint64 points;
  gint64 referrer_points;
  gint64 redeemed;
} LaurelTestLine;

/* Sells @lines at @time, posted at @posted; %NULL with @error where the ledger refuses. */
LaurelSale *laurel_test_sell (LaurelAccount           *buyer,
                              LaurelAccount           *referrer,
                              const LaurelLedgerTerms *terms,
                              gint64                   sale,
                              gint64                   time,
                              gint64                   posted,
                              const LaurelTestLine    *lines,
                              gsize                    n_lines,
                              const gint64            *holds,
                              gsize                    n_holds,
                              GError                 **error);

/* One line of one piece. */
LaurelSale *laurel_test_sell_one (LaurelAccount           *buyer,
                                  const LaurelLedgerTerms *terms,
                                  gint64                   sale,
                                  gint64                   at,
                                  gint64                   to_pay,
                                  gint64                   points,
                                  gint64                   redeemed);

/* Returns @quantity of line @n, or all that is left where @n is 0. */
LaurelReturnTotals laurel_test_return (LaurelAccount           *buyer,
                                       LaurelAccount           *referrer,
                                       LaurelSale              *sale,
                                       const LaurelLedgerTerms *terms,
                                       gint64                   at,
                                       gint64                   n,
                                       gint64                   quantity);

gint64 laurel_test_grant (LaurelAccount           *account,
                          const LaurelLedgerTerms *terms,
                          gint64                   at,
                          gint64                   points,
                          LaurelLedgerExpiry       expiry);

/* The balance as text, to be compared and to be read in a failure. */
char *laurel_test_balance (const LaurelAccount *account, const LaurelLedgerTerms *terms, gint64 at);

/* The same of an instant that is past: rewound. */
char *laurel_test_balance_then (const LaurelAccount     *account,
                                const LaurelLedgerTerms *terms,
                                gint64                   at);

G_END_DECLS
