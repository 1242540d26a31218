/* laurel-account-rewind.c - an account as it was known at an earlier instant
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Transactions, entries and changes are never altered, so what an account was can always be told
 * from them: all that was posted later is dropped, and the sums are made again.
 */

#include "server/engine/laurel-account.h"

#include "server/engine/laurel-ledger-dates.h"

/* The last transaction posted by @posted: those after it are undone. */
static gint64
find_version (const LaurelAccount *account, gint64 posted, gint64 *last_posted)
{
  gint64 version = 0;

  *last_posted = 0;
  for (guint i = 0; i < account->transactions->len; i++)
    {
      const LaurelTransaction *row = &g_array_index (account->transactions, LaurelTransaction, i);

      if (row->posted <= posted)
        {
          version = row->tx_no;
          *last_posted = row->posted;
        }
    }

  return version;
}

static void
rewind_level (LaurelAccount *account, gint64 version)
{
  GArray *changes = account->level_changes;

  while (changes->len > 0)
    {
      const LaurelLevelChange *last = &g_array_index (changes, LaurelLevelChange, changes->len - 1);

      if (last->tx_no <= version)
        return;

      account->level = last->before;
      g_array_set_size (changes, changes->len - 1);
    }
}

static void
rewind_turnover (LaurelAccount *account, gint64 version)
{
  for (guint i = account->turnovers->len; i > 0; i--)
    {
      const LaurelTurnover *row = &g_array_index (account->turnovers, LaurelTurnover, i - 1);

      if (row->tx_no > version)
        {
          account->turnover -= row->amount;
          g_array_remove_index (account->turnovers, i - 1);
        }
    }
}

static void
rewind_purchases (LaurelAccount *account, gint64 posted)
{
  for (guint i = account->purchases->len; i > 0; i--)
    {
      LaurelPurchase *row = &g_array_index (account->purchases, LaurelPurchase, i - 1);

      if (row->posted > posted)
        g_array_remove_index (account->purchases, i - 1);
      else if (row->voided > posted)
        row->voided = LAUREL_INSTANT_NEVER;
    }

  laurel_ledger_count_purchases (account);
}

/* A hold that timed out was ended by the clock, perhaps much later than its limit. */
static gboolean
timed_out_by (const LaurelAccount *account, const LaurelHold *hold, gint64 version)
{
  for (guint i = 0; i < account->transactions->len; i++)
    {
      const LaurelTransaction *row = &g_array_index (account->transactions, LaurelTransaction, i);

      if (row->tx_no <= version && row->kind == LAUREL_TX_HOLD_END &&
          row->document.id == hold->hold)
        return TRUE;
    }

  return FALSE;
}

static void
rewind_holds (LaurelAccount *account, gint64 version, gint64 posted)
{
  for (guint i = account->holds->len; i > 0; i--)
    {
      LaurelHold *row = &g_array_index (account->holds, LaurelHold, i - 1);

      if (row->tx_no > version)
        {
          g_array_remove_index (account->holds, i - 1);
          continue;
        }

      if (row->end == LAUREL_HOLD_TIMED_OUT ? !timed_out_by (account, row, version)
                                            : row->ended > posted)
        {
          row->end = LAUREL_HOLD_OPEN;
          row->ended = LAUREL_INSTANT_NEVER;
        }
    }
}

/* What @entry made good, of the earliest of its lot that was there. */
static void
make_good_again (LaurelAccount *account, const LaurelEntry *entry)
{
  gint64 points = entry->amount;

  for (guint i = 0; i < account->forgivings->len && points > 0; i++)
    {
      LaurelForgiving *row = &g_array_index (account->forgivings, LaurelForgiving, i);
      gint64           part = MIN (points, row->left);

      if (row->lot_no != entry->lot_no || row->tx_no > entry->tx_no)
        continue;

      row->left -= part;
      points -= part;
    }

  g_assert_cmpint (points, ==, 0);
}

static void
rewind_forgivings (LaurelAccount *account, gint64 version)
{
  for (guint i = account->forgivings->len; i > 0; i--)
    {
      LaurelForgiving *row = &g_array_index (account->forgivings, LaurelForgiving, i - 1);

      row->left = row->amount;
      if (row->tx_no > version)
        g_array_remove_index (account->forgivings, i - 1);
    }

  for (guint i = 0; i < account->entries->len; i++)
    {
      const LaurelEntry *entry = &g_array_index (account->entries, LaurelEntry, i);

      if (entry->tx_no <= version && entry->movement == LAUREL_MOVEMENT_MAKE_GOOD &&
          entry->account == LAUREL_ENTRY_FORGIVEN)
        make_good_again (account, entry);
    }
}

static void
clear_lots (LaurelAccount *account, gint64 version)
{
  account->last_lot = 0;

  for (guint i = account->lots->len; i > 0; i--)
    {
      LaurelLot *lot = &g_array_index (account->lots, LaurelLot, i - 1);

      if (lot->tx_no > version)
        {
          g_array_remove_index (account->lots, i - 1);
          continue;
        }

      account->last_lot = MAX (account->last_lot, lot->lot_no);
      lot->remaining = 0;
      lot->held = 0;
      lot->expired = 0;
      lot->lost = 0;
      lot->reversed = 0;
      lot->paid = 0;
      lot->moved = 0;
    }
}

/* Lots and the debt, from the entries that are left. What a lot no longer has counts as consumed:
 * of the past only what remained is asked. */
static void
sum_entries (LaurelAccount *account, gint64 version)
{
  account->debt = 0;

  for (guint i = account->entries->len; i > 0; i--)
    {
      const LaurelEntry *entry = &g_array_index (account->entries, LaurelEntry, i - 1);

      if (entry->tx_no > version)
        {
          g_array_remove_index (account->entries, i - 1);
          continue;
        }

      if (entry->account == LAUREL_ENTRY_DEBT)
        account->debt -= entry->amount;
      if (entry->account == LAUREL_ENTRY_LOT)
        laurel_account_find_lot (account, entry->lot_no)->remaining += entry->amount;
    }

  for (guint i = 0; i < account->hold_parts->len; i++)
    {
      const LaurelHoldPart *part = &g_array_index (account->hold_parts, LaurelHoldPart, i);
      const LaurelHold     *hold = laurel_account_find_hold (account, part->hold);

      if (hold != NULL && hold->end == LAUREL_HOLD_OPEN)
        laurel_account_find_lot (account, part->lot_no)->held += part->points;
    }

  for (guint i = 0; i < account->lots->len; i++)
    {
      LaurelLot *lot = &g_array_index (account->lots, LaurelLot, i);

      lot->consumed = lot->granted - lot->remaining;
      if (lot->remaining > 0)
        lot->sealed = FALSE;
    }
}

void
laurel_account_rewind (LaurelAccount *account, const LaurelLedgerZone *zone, gint64 posted)
{
  gint64 last_posted = 0;
  gint64 version = 0;

  g_return_if_fail (account != NULL && zone != NULL);
  g_assert (account->loaded & LAUREL_ACCOUNT_NEED_HISTORY);

  version = find_version (account, posted, &last_posted);
  if (version == account->version)
    return;

  rewind_level (account, version);
  rewind_turnover (account, version);
  rewind_purchases (account, posted);
  rewind_holds (account, version, posted);
  rewind_forgivings (account, version);
  clear_lots (account, version);
  sum_entries (account, version);

  for (guint i = account->transactions->len; i > 0; i--)
    {
      if (g_array_index (account->transactions, LaurelTransaction, i - 1).tx_no > version)
        g_array_remove_index (account->transactions, i - 1);
    }

  account->version = version;
  account->posted = last_posted;
  account->merged = FALSE;
  account->next_due = 0; /* not known: whoever reads looks for it */
  laurel_ledger_reckon_ends (account, zone);
  laurel_account_check (account);
}
