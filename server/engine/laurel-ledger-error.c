/* laurel-ledger-error.c - why the ledger refuses
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/engine/laurel-ledger-error.h"

G_DEFINE_QUARK (laurel_ledger_error, laurel_ledger_error)

const char *
laurel_ledger_error_to_string (LaurelLedgerError code)
{
  static const char *const codes[] = {
    [LAUREL_LEDGER_ERROR_NOT_ENOUGH_POINTS] = "not_enough_points",
    [LAUREL_LEDGER_ERROR_REDEEM_LIMIT] = "redeem_limit",
    [LAUREL_LEDGER_ERROR_TOO_OLD] = "too_old",
    [LAUREL_LEDGER_ERROR_IN_FUTURE] = "in_future",
    [LAUREL_LEDGER_ERROR_LINE_TWICE] = "line_twice",
    [LAUREL_LEDGER_ERROR_UNKNOWN_LINE] = "unknown_line",
    [LAUREL_LEDGER_ERROR_QUANTITY_EXCEEDS] = "quantity_exceeds",
    [LAUREL_LEDGER_ERROR_NOTHING_TO_RETURN] = "nothing_to_return",
    [LAUREL_LEDGER_ERROR_SALE_VOIDED] = "sale_voided",
    [LAUREL_LEDGER_ERROR_HAS_RETURNS] = "has_returns",
    [LAUREL_LEDGER_ERROR_VOID_TOO_LATE] = "void_too_late",
    [LAUREL_LEDGER_ERROR_UNKNOWN_HOLD] = "unknown_hold",
    [LAUREL_LEDGER_ERROR_HOLD_ENDED] = "hold_ended",
    [LAUREL_LEDGER_ERROR_UNKNOWN_LEVEL] = "unknown_level",
    [LAUREL_LEDGER_ERROR_MERGED] = "merged",
    [LAUREL_LEDGER_ERROR_RANGE] = "range",
  };

  G_STATIC_ASSERT (G_N_ELEMENTS (codes) == LAUREL_LEDGER_ERROR_RANGE + 1);
  g_return_val_if_fail ((gsize) code < G_N_ELEMENTS (codes), NULL);

  return codes[code];
}
