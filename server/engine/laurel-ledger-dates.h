/* laurel-ledger-dates.h - when lots become active and when they burn
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server/engine/laurel-account.h"

G_BEGIN_DECLS

/* The first day of the month, quarter or year after the one that contains @day. */
gint32 laurel_ledger_period_next (LaurelLedgerPeriod period, gint32 day);
/* The first day of the one that contains @day. */
gint32 laurel_ledger_period_first (LaurelLedgerPeriod period, gint32 day);

/* Fills in @lot's dates: active_from, expiry, active_to, own_day, inactivity_days. @day is the date
 * that counts for it, @time the instant from which it is active when there is nothing to wait for.
 */
void laurel_ledger_date_lot (LaurelLot                  *lot,
                             const LaurelLedgerLotTerms *terms,
                             const LaurelLedgerZone     *zone,
                             gint32                      day,
                             gint64                      time);

/* The date from which on nothing is there that ends at @instant: that of @instant if it is the
 * first instant of it, else the next one. */
gint32 laurel_ledger_day_without (const LaurelLedgerZone *zone, gint64 instant);

/* Takes the purchases that are loaded, in order of time, and gives every loaded lot of kind
 * INACTIVITY the end that they make, but for sealed ones. Needs PURCHASES. */
void laurel_ledger_reckon_ends (LaurelAccount *account, const LaurelLedgerZone *zone);

/* Adds a purchase that came after all others: the lots that live at @now follow it, unless they end
 * before it. */
void laurel_ledger_follow_purchase (LaurelAccount          *account,
                                    const LaurelLedgerZone *zone,
                                    gint64                  now,
                                    gint64                  time,
                                    gint32                  day);

/* Makes count, last purchase and activity those of the purchases that are loaded. Needs PURCHASES.
 */
void laurel_ledger_count_purchases (LaurelAccount *account);

G_END_DECLS
