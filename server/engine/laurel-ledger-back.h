/* laurel-ledger-back.h - points go back: redeemed ones to their lots, granted ones from theirs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server/engine/laurel-ledger-book.h"

G_BEGIN_DECLS

/**
 * LaurelLack:
 * @lot_no: a lot whose points are to be taken back
 * @points: how many, not 0
 */
typedef struct
{
  gint64 lot_no;
  gint64 points;
} LaurelLack;

/* round(x * part / whole), half up, for 0 <= part <= whole. */
gint64 laurel_ledger_round_share (gint64 x, gint64 part, gint64 whole);

/* Gives back @points of what @consumptions took, the last first. They were taken by transaction
 * @taken_tx at @taken, and went to @program. Adds to @totals what was restored and what stays
 * burnt. */
void laurel_ledger_give_back (LaurelBook                    *book,
                              GArray                        *consumptions,
                              gint64                         points,
                              gint64                         taken,
                              gint64                         taken_tx,
                              LaurelEntryAccount             program,
                              const LaurelLedgerReturnTerms *policy,
                              LaurelReturnTotals            *totals);

/* Takes back what @lacks (element-type LaurelLack) names and settles. Adds to @totals (nullable: a
 * referrer's) what was reversed, what is owed and what was forgiven. @lacks is used up. */
void laurel_ledger_take_back (LaurelBook                    *book,
                              GArray                        *lacks,
                              const LaurelLedgerReturnTerms *policy,
                              LaurelReturnTotals            *totals);

G_END_DECLS
