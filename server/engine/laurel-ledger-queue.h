/* laurel-ledger-queue.h - which points can be spent, and in which order
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server/engine/laurel-account.h"

G_BEGIN_DECLS

/* (element-type gint64): numbers of the lots with free points that are active at @now, in the order
 * of consumption; with @pending also those that are not yet, by their first instant, behind them.
 */
GArray *laurel_ledger_queue (const LaurelAccount    *account,
                             const LaurelLedgerZone *zone,
                             gint64                  now,
                             gboolean                pending) G_GNUC_WARN_UNUSED_RESULT;

/* What is active and not held. */
gint64 laurel_ledger_available (const LaurelAccount    *account,
                                const LaurelLedgerZone *zone,
                                gint64                  now);

G_END_DECLS
