/* laurel-ledger-words.c - the words that the database's enumerations have for the ledger's
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/store/laurel-ledger-words.h"

const char *const laurel_words_document_kinds[LAUREL_N_DOCUMENT_KINDS] = {
  [LAUREL_DOCUMENT_NONE] = "none",           [LAUREL_DOCUMENT_SALE] = "sale",
  [LAUREL_DOCUMENT_RETURN] = "return",       [LAUREL_DOCUMENT_VOID] = "void",
  [LAUREL_DOCUMENT_HOLD] = "hold",           [LAUREL_DOCUMENT_GRANT] = "grant",
  [LAUREL_DOCUMENT_WRITE_OFF] = "write_off", [LAUREL_DOCUMENT_UNDO] = "undo",
  [LAUREL_DOCUMENT_MERGE] = "merge",         [LAUREL_DOCUMENT_LEVEL] = "level",
};
const char *const laurel_words_lot_origins[LAUREL_N_LOT_ORIGINS] = {
  [LAUREL_LOT_SALE] = "sale",         [LAUREL_LOT_REFERRAL] = "referral",
  [LAUREL_LOT_MANUAL] = "manual",     [LAUREL_LOT_IMPORT] = "import",
  [LAUREL_LOT_RESTORED] = "restored",
};
const char *const laurel_words_lot_expiries[LAUREL_N_LOT_EXPIRIES] = {
  [LAUREL_LEDGER_EXPIRY_NONE] = "none",
  [LAUREL_LEDGER_EXPIRY_DAYS] = "days",
  [LAUREL_LEDGER_EXPIRY_END_OF] = "end_of",
  [LAUREL_LEDGER_EXPIRY_INACTIVITY] = "inactivity",
};
const char *const laurel_words_tx_kinds[LAUREL_N_TX_KINDS] = {
  [LAUREL_TX_SALE] = "sale",         [LAUREL_TX_REFERRAL] = "referral",
  [LAUREL_TX_RETURN] = "return",     [LAUREL_TX_VOID] = "void",
  [LAUREL_TX_HOLD] = "hold",         [LAUREL_TX_RELEASE] = "release",
  [LAUREL_TX_GRANT] = "grant",       [LAUREL_TX_WRITE_OFF] = "write_off",
  [LAUREL_TX_UNDO] = "undo",         [LAUREL_TX_MERGE] = "merge",
  [LAUREL_TX_LEVEL] = "level",       [LAUREL_TX_EXPIRE] = "expire",
  [LAUREL_TX_HOLD_END] = "hold_end",
};
const char *const laurel_words_entry_accounts[LAUREL_N_ENTRY_ACCOUNTS] = {
  [LAUREL_ENTRY_LOT] = "lot",
  [LAUREL_ENTRY_DEBT] = "debt",
  [LAUREL_ENTRY_ISSUED] = "issued",
  [LAUREL_ENTRY_REDEEMED] = "redeemed",
  [LAUREL_ENTRY_EXPIRED] = "expired",
  [LAUREL_ENTRY_REVERSED] = "reversed",
  [LAUREL_ENTRY_WRITTEN_OFF] = "written_off",
  [LAUREL_ENTRY_FORGIVEN] = "forgiven",
};
const char *const laurel_words_movements[LAUREL_N_MOVEMENTS] = {
  [LAUREL_MOVEMENT_GRANT] = "grant",         [LAUREL_MOVEMENT_REFERRAL] = "referral",
  [LAUREL_MOVEMENT_MANUAL] = "manual",       [LAUREL_MOVEMENT_IMPORT] = "import",
  [LAUREL_MOVEMENT_REDEEM] = "redeem",       [LAUREL_MOVEMENT_RESTORE] = "restore",
  [LAUREL_MOVEMENT_WRITE_OFF] = "write_off", [LAUREL_MOVEMENT_REVERSE] = "reverse",
  [LAUREL_MOVEMENT_FORGIVE] = "forgive",     [LAUREL_MOVEMENT_MAKE_GOOD] = "make_good",
  [LAUREL_MOVEMENT_EXPIRE] = "expire",       [LAUREL_MOVEMENT_UNEXPIRE] = "unexpire",
  [LAUREL_MOVEMENT_PAY_DEBT] = "pay_debt",   [LAUREL_MOVEMENT_MERGE] = "merge",
};
const char *const laurel_words_hold_ends[LAUREL_N_HOLD_ENDS] = {
  [LAUREL_HOLD_OPEN] = "open",
  [LAUREL_HOLD_USED] = "used",
  [LAUREL_HOLD_RELEASED] = "released",
  [LAUREL_HOLD_TIMED_OUT] = "timed_out",
};
const char *const laurel_words_level_causes[LAUREL_N_LEVEL_CAUSES] = {
  [LAUREL_LEVEL_CAUSE_TURNOVER] = "turnover", [LAUREL_LEVEL_CAUSE_VOID] = "void",
  [LAUREL_LEVEL_CAUSE_REVIEW] = "review",     [LAUREL_LEVEL_CAUSE_DATE] = "date",
  [LAUREL_LEVEL_CAUSE_HAND] = "hand",         [LAUREL_LEVEL_CAUSE_HAND_ENDED] = "hand_ended",
  [LAUREL_LEVEL_CAUSE_MERGE] = "merge",
};

guint
laurel_words_find (const char *const *words, guint n_words, const char *word)
{
  for (guint i = 0; i < n_words; i++)
    if (g_str_equal (words[i], word))
      return i;

  g_assert_not_reached ();
}
