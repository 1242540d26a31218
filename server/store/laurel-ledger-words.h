/* laurel-ledger-words.h - the words that the database's enumerations have for the ledger's
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each table is indexed by the enumeration of server/engine/laurel-account.h that it belongs to.
 */

#pragma once

#include "server/engine/laurel-account.h"

G_BEGIN_DECLS

enum
{
  LAUREL_N_DOCUMENT_KINDS = LAUREL_DOCUMENT_LEVEL + 1,
  LAUREL_N_LOT_ORIGINS = LAUREL_LOT_RESTORED + 1,
  LAUREL_N_LOT_EXPIRIES = LAUREL_LEDGER_EXPIRY_INACTIVITY + 1,
  LAUREL_N_TX_KINDS = LAUREL_TX_HOLD_END + 1,
  LAUREL_N_ENTRY_ACCOUNTS = LAUREL_ENTRY_FORGIVEN + 1,
  LAUREL_N_MOVEMENTS = LAUREL_MOVEMENT_MERGE + 1,
  LAUREL_N_HOLD_ENDS = LAUREL_HOLD_TIMED_OUT + 1,
  LAUREL_N_LEVEL_CAUSES = LAUREL_LEVEL_CAUSE_MERGE + 1,
};

extern const char *const laurel_words_document_kinds[LAUREL_N_DOCUMENT_KINDS];
extern const char *const laurel_words_lot_origins[LAUREL_N_LOT_ORIGINS];
extern const char *const laurel_words_lot_expiries[LAUREL_N_LOT_EXPIRIES];
extern const char *const laurel_words_tx_kinds[LAUREL_N_TX_KINDS];
extern const char *const laurel_words_entry_accounts[LAUREL_N_ENTRY_ACCOUNTS];
extern const char *const laurel_words_movements[LAUREL_N_MOVEMENTS];
extern const char *const laurel_words_hold_ends[LAUREL_N_HOLD_ENDS];
extern const char *const laurel_words_level_causes[LAUREL_N_LEVEL_CAUSES];

/* The index of @word, which must be one of the @n_words. */
guint laurel_words_find (const char *const *words, guint n_words, const char *word);

G_END_DECLS
