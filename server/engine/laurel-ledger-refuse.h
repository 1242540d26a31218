/* laurel-ledger-refuse.h - how operations of the ledger say no
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server/engine/laurel-ledger.h"

G_BEGIN_DECLS

/* Sets @error and the @numbers that go with it. Always FALSE. */
gboolean laurel_ledger_refuse (LaurelRefusal    *refusal,
                               LaurelRefusal     numbers,
                               GError          **error,
                               LaurelLedgerError code,
                               const char       *message);

/* The account has gone into another one. Always FALSE. */
gboolean laurel_ledger_refuse_merged (GError **error);

/* The hold if it still stands; else %NULL, UNKNOWN_HOLD or HOLD_ENDED. */
LaurelHold *laurel_ledger_require_hold (const LaurelAccount *account,
                                        gint64               hold,
                                        LaurelRefusal       *refusal,
                                        GError             **error);

G_END_DECLS
