/* laurel-account.c - one account's part of the ledger, as plain rows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/engine/laurel-account.h"

#define ROW(array, Type, i) (&g_array_index ((array), Type, (i)))

LaurelAccount *
laurel_account_new (void)
{
  LaurelAccount *account = g_new0 (LaurelAccount, 1);

  account->last_purchase_day = LAUREL_DAY_NONE;
  account->activity_day = LAUREL_DAY_NONE;
  account->level.review = LAUREL_DAY_NONE;
  account->level.manual_until = LAUREL_DAY_NONE;
  account->next_due = LAUREL_INSTANT_NEVER;
  account->state = LAUREL_ROW_NEW;
  account->loaded = LAUREL_ACCOUNT_NEED_OPEN | LAUREL_ACCOUNT_NEED_TURNOVER |
                    LAUREL_ACCOUNT_NEED_PURCHASES | LAUREL_ACCOUNT_NEED_BURNT |
                    LAUREL_ACCOUNT_NEED_DOCUMENT | LAUREL_ACCOUNT_NEED_HISTORY;

  account->lots = g_array_new (FALSE, FALSE, sizeof (LaurelLot));
  account->holds = g_array_new (FALSE, FALSE, sizeof (LaurelHold));
  account->hold_parts = g_array_new (FALSE, FALSE, sizeof (LaurelHoldPart));
  account->purchases = g_array_new (FALSE, FALSE, sizeof (LaurelPurchase));
  account->turnovers = g_array_new (FALSE, FALSE, sizeof (LaurelTurnover));
  account->forgivings = g_array_new (FALSE, FALSE, sizeof (LaurelForgiving));
  account->transactions = g_array_new (FALSE, FALSE, sizeof (LaurelTransaction));
  account->entries = g_array_new (FALSE, FALSE, sizeof (LaurelEntry));
  account->level_changes = g_array_new (FALSE, FALSE, sizeof (LaurelLevelChange));

  return account;
}

LaurelAccount *
laurel_account_copy (const LaurelAccount *account)
{
  LaurelAccount *copy = NULL;

  g_return_val_if_fail (account != NULL, NULL);

  copy = g_memdup2 (account, sizeof *account);
  copy->lots = g_array_copy (account->lots);
  copy->holds = g_array_copy (account->holds);
  copy->hold_parts = g_array_copy (account->hold_parts);
  copy->purchases = g_array_copy (account->purchases);
  copy->turnovers = g_array_copy (account->turnovers);
  copy->forgivings = g_array_copy (account->forgivings);
  copy->transactions = g_array_copy (account->transactions);
  copy->entries = g_array_copy (account->entries);
  copy->level_changes = g_array_copy (account->level_changes);

  return copy;
}

void
laurel_account_free (LaurelAccount *account)
{
  if (account == NULL)
    return;

  g_array_unref (account->lots);
  g_array_unref (account->holds);
  g_array_unref (account->hold_parts);
  g_array_unref (account->purchases);
  g_array_unref (account->turnovers);
  g_array_unref (account->forgivings);
  g_array_unref (account->transactions);
  g_array_unref (account->entries);
  g_array_unref (account->level_changes);
  g_free (account);
}

void
laurel_account_mark_stored (LaurelAccount *account)
{
  g_return_if_fail (account != NULL);

  account->state = LAUREL_ROW_CLEAN;

  for (guint i = 0; i < account->lots->len; i++)
    ROW (account->lots, LaurelLot, i)->state = LAUREL_ROW_CLEAN;
  for (guint i = 0; i < account->holds->len; i++)
    ROW (account->holds, LaurelHold, i)->state = LAUREL_ROW_CLEAN;
  for (guint i = 0; i < account->hold_parts->len; i++)
    ROW (account->hold_parts, LaurelHoldPart, i)->state = LAUREL_ROW_CLEAN;
  for (guint i = 0; i < account->purchases->len; i++)
    ROW (account->purchases, LaurelPurchase, i)->state = LAUREL_ROW_CLEAN;
  for (guint i = 0; i < account->turnovers->len; i++)
    ROW (account->turnovers, LaurelTurnover, i)->state = LAUREL_ROW_CLEAN;
  for (guint i = 0; i < account->forgivings->len; i++)
    ROW (account->forgivings, LaurelForgiving, i)->state = LAUREL_ROW_CLEAN;
  for (guint i = 0; i < account->transactions->len; i++)
    ROW (account->transactions, LaurelTransaction, i)->state = LAUREL_ROW_CLEAN;
  for (guint i = 0; i < account->entries->len; i++)
    ROW (account->entries, LaurelEntry, i)->state = LAUREL_ROW_CLEAN;
  for (guint i = 0; i < account->level_changes->len; i++)
    ROW (account->level_changes, LaurelLevelChange, i)->state = LAUREL_ROW_CLEAN;
}

LaurelLot *
laurel_account_find_lot (const LaurelAccount *account, gint64 lot_no)
{
  guint first = 0;
  guint end = account->lots->len;

  while (first < end)
    {
      guint      middle = first + (end - first) / 2;
      LaurelLot *lot = ROW (account->lots, LaurelLot, middle);

      if (lot->lot_no == lot_no)
        return lot;
      if (lot->lot_no < lot_no)
        first = middle + 1;
      else
        end = middle;
    }

  return NULL;
}

LaurelHold *
laurel_account_find_hold (const LaurelAccount *account, gint64 hold)
{
  for (guint i = 0; i < account->holds->len; i++)
    {
      LaurelHold *row = ROW (account->holds, LaurelHold, i);

      if (row->hold == hold)
        return row;
    }

  return NULL;
}

gint32
laurel_account_last_purchase (const LaurelAccount *account, gint32 day)
{
  gint32 last = LAUREL_DAY_NONE;

  g_return_val_if_fail (account != NULL, LAUREL_DAY_NONE);

  if (account->last_purchase_day <= day)
    return account->last_purchase_day;

  g_assert (account->loaded & LAUREL_ACCOUNT_NEED_PURCHASES);

  for (guint i = 0; i < account->purchases->len; i++)
    {
      const LaurelPurchase *purchase = ROW (account->purchases, LaurelPurchase, i);

      if (purchase->voided == LAUREL_INSTANT_NEVER && purchase->day <= day)
        last = MAX (last, purchase->day);
    }

  return last;
}

static void
check_lot (const LaurelLot *lot)
{
  g_assert_cmpint (lot->granted, >, 0);
  g_assert_cmpint (lot->granted,
                   ==,
                   lot->remaining + lot->expired + lot->consumed + lot->reversed + lot->paid +
                       lot->moved);
  g_assert_cmpint (0, <=, lot->held);
  g_assert_cmpint (lot->held, <=, lot->remaining);
  g_assert_cmpint (0, <=, lot->lost);
  g_assert_cmpint (lot->lost, <=, lot->expired);
  g_assert_cmpint (lot->consumed, >=, 0);
  g_assert_cmpint (lot->reversed, >=, 0);
  g_assert_cmpint (lot->paid, >=, 0);
  g_assert_cmpint (lot->moved, >=, 0);
}

void
laurel_account_check (const LaurelAccount *account)
{
  gint64 free_points = 0;
  gint64 sum = 0;
  gint64 tx_no = 0;

  for (guint i = 0; i < account->lots->len; i++)
    {
      const LaurelLot *lot = ROW (account->lots, LaurelLot, i);

      check_lot (lot);
      g_assert (i == 0 || lot->lot_no > ROW (account->lots, LaurelLot, i - 1)->lot_no);
      free_points += lot->remaining - lot->held;
    }

  g_assert_cmpint (account->debt, >=, 0);
  g_assert (account->debt == 0 || free_points == 0);

  for (guint i = 0; i < account->entries->len; i++)
    {
      const LaurelEntry *entry = ROW (account->entries, LaurelEntry, i);

      if (entry->tx_no != tx_no)
        {
          g_assert_cmpint (sum, ==, 0);
          tx_no = entry->tx_no;
        }
      sum += entry->amount;
    }
  g_assert_cmpint (sum, ==, 0);
}
