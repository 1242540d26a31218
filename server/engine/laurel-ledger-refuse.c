/* laurel-ledger-refuse.c - how operations of the ledger say no
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/engine/laurel-ledger-refuse.h"

gboolean
laurel_ledger_refuse (LaurelRefusal    *refusal,
                      LaurelRefusal     numbers,
                      GError          **error,
                      LaurelLedgerError code,
                      const char       *message)
{
  if (refusal != NULL)
    *refusal = numbers;
  g_set_error_literal (error, LAUREL_LEDGER_ERROR, (gint) code, message);

  return FALSE;
}

gboolean
laurel_ledger_refuse_merged (GError **error)
{
  g_set_error_literal (error,
                       LAUREL_LEDGER_ERROR,
                       LAUREL_LEDGER_ERROR_MERGED,
                       "the account has gone into another one");

  return FALSE;
}

static const char *
end_to_string (LaurelHoldEnd end)
{
  switch (end)
    {
    case LAUREL_HOLD_USED:
      return "used";
    case LAUREL_HOLD_RELEASED:
      return "released";
    case LAUREL_HOLD_TIMED_OUT:
      return "timed_out";
    case LAUREL_HOLD_OPEN:
    default:
      g_assert_not_reached ();
    }
}

LaurelHold *
laurel_ledger_require_hold (const LaurelAccount *account,
                            gint64               hold,
                            LaurelRefusal       *refusal,
                            GError             **error)
{
  LaurelHold *row = laurel_account_find_hold (account, hold);

  if (row == NULL)
    {
      laurel_ledger_refuse (refusal,
                            (LaurelRefusal){ .hold = hold },
                            error,
                            LAUREL_LEDGER_ERROR_UNKNOWN_HOLD,
                            "there is no such hold on this account");
      return NULL;
    }

  if (row->end != LAUREL_HOLD_OPEN)
    {
      laurel_ledger_refuse (refusal,
                            (LaurelRefusal){ .hold = hold, .ended = end_to_string (row->end) },
                            error,
                            LAUREL_LEDGER_ERROR_HOLD_ENDED,
                            "the hold has ended");
      return NULL;
    }

  return row;
}
