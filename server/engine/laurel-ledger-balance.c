/* laurel-ledger-balance.c - what an account has, had, and will have
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whatever falls due until the instant asked about is posted to a copy; what is then read is what
 * would be read if a sweep had run.
 */

#include "server/engine/laurel-ledger-book.h"
#include "server/engine/laurel-ledger-dates.h"
#include "server/engine/laurel-ledger-level.h"
#include "server/engine/laurel-ledger-queue.h"

/* The account as it is at @at: itself where nothing is due, else a copy that @copy owns. */
static const LaurelAccount *
account_at (const LaurelAccount     *account,
            const LaurelLedgerTerms *terms,
            gint64                   at,
            LaurelAccount          **copy)
{
  g_assert (account->loaded & LAUREL_ACCOUNT_NEED_OPEN);

  if (account->merged || at < account->next_due)
    return account;

  *copy = laurel_account_copy (account);
  laurel_ledger_post_due (*copy, terms, at);

  return *copy;
}

/* "Never" is the lowest number and the last place. */
static gboolean
is_before (gint32 day, gint32 other)
{
  if (day == LAUREL_DAY_NONE || other == LAUREL_DAY_NONE)
    return day != LAUREL_DAY_NONE && other == LAUREL_DAY_NONE;

  return day < other;
}

/* Keeps @items in order of dates, one for each. */
static void
add_item (GArray *items, gint32 day, gint64 points)
{
  guint first = 0;
  guint end = items->len;

  g_assert (points > 0);

  while (first < end)
    {
      guint middle = first + (end - first) / 2;

      if (is_before (g_array_index (items, LaurelBalanceItem, middle).day, day))
        first = middle + 1;
      else
        end = middle;
    }

  if (first < items->len && g_array_index (items, LaurelBalanceItem, first).day == day)
    g_array_index (items, LaurelBalanceItem, first).points += points;
  else
    g_array_insert_val (items, first, ((LaurelBalanceItem){ day, points }));
}

LaurelBalance *
laurel_ledger_balance (const LaurelAccount *account, const LaurelLedgerTerms *terms, gint64 at)
{
  g_autoptr (LaurelAccount) copy = NULL;
  const LaurelAccount    *then = NULL;
  const LaurelLedgerZone *zone = NULL;
  LaurelBalance          *balance = NULL;

  g_return_val_if_fail (account != NULL && terms != NULL, NULL);

  zone = &terms->zone;
  then = account_at (account, terms, at, &copy);
  balance = g_new0 (LaurelBalance, 1);
  balance->pending = g_array_new (FALSE, FALSE, sizeof (LaurelBalanceItem));
  balance->burns = g_array_new (FALSE, FALSE, sizeof (LaurelBalanceItem));

  for (guint i = 0; i < then->lots->len; i++)
    {
      const LaurelLot *lot = &g_array_index (then->lots, LaurelLot, i);
      gint64           end = laurel_account_lot_end (then, lot, zone);

      if (lot->remaining == 0)
        continue;

      balance->held += lot->held;
      if (end != LAUREL_INSTANT_NEVER)
        add_item (balance->burns, laurel_ledger_day_without (zone, end), lot->remaining);
      if (lot->active_from > at && lot->active_from < end)
        {
          add_item (balance->pending, zone->day_of (zone->data, lot->active_from), lot->remaining);
          balance->pending_total += lot->remaining;
        }
    }

  balance->available = laurel_ledger_available (then, zone, at);
  balance->debt = then->debt;
  balance->level = laurel_ledger_effective_level (&then->level, terms);
  balance->turnover = then->turnover;
  balance->level_turnover =
      MAX (0, laurel_ledger_basis_turnover (then, terms, zone->day_of (zone->data, at)));
  g_assert (balance->debt == 0 || balance->available == 0);

  return balance;
}

void
laurel_balance_free (LaurelBalance *balance)
{
  if (balance == NULL)
    return;

  g_array_unref (balance->pending);
  g_array_unref (balance->burns);
  g_free (balance);
}

const char *
laurel_ledger_level (const LaurelAccount *account, const LaurelLedgerTerms *terms, gint64 at)
{
  g_autoptr (LaurelAccount) copy = NULL;

  g_return_val_if_fail (account != NULL && terms != NULL, NULL);

  return laurel_ledger_effective_level (&account_at (account, terms, at, &copy)->level, terms);
}

/* === Liability ================================================================================ */

LaurelLiability *
laurel_liability_new (void)
{
  LaurelLiability *liability = g_new0 (LaurelLiability, 1);

  liability->by_burn = g_array_new (FALSE, FALSE, sizeof (LaurelBalanceItem));

  return liability;
}

void
laurel_liability_free (LaurelLiability *liability)
{
  if (liability == NULL)
    return;

  g_array_unref (liability->by_burn);
  g_free (liability);
}

void
laurel_ledger_add_liability (LaurelLiability         *liability,
                             const LaurelAccount     *account,
                             const LaurelLedgerTerms *terms,
                             gint64                   at)
{
  g_autoptr (LaurelAccount) copy = NULL;
  const LaurelAccount *then = NULL;

  g_return_if_fail (liability != NULL && account != NULL && terms != NULL);

  then = account_at (account, terms, at, &copy);
  liability->debt += then->debt;

  for (guint i = 0; i < then->lots->len; i++)
    {
      const LaurelLot *lot = &g_array_index (then->lots, LaurelLot, i);
      gint64           end = laurel_account_lot_end (then, lot, &terms->zone);

      if (lot->remaining == 0)
        continue;

      liability->points += lot->remaining;
      add_item (liability->by_burn,
                end != LAUREL_INSTANT_NEVER ? laurel_ledger_day_without (&terms->zone, end)
                                            : LAUREL_DAY_NONE,
                lot->remaining);
    }
}

gint64
laurel_liability_get_money (const LaurelLiability *liability, const LaurelLedgerTerms *terms)
{
  g_return_val_if_fail (liability != NULL && terms != NULL, 0);
  g_assert (liability->points >= 0 && terms->money_per_point > 0);

  return (gint64) ((__int128) liability->points * terms->money_per_point / 100);
}

/* === Statement ================================================================================ */

GArray *
laurel_ledger_statement (const LaurelAccount *account, const LaurelLedgerTerms *terms, gint64 at)
{
  g_autoptr (LaurelAccount) copy = NULL;
  const LaurelAccount *then = NULL;
  GArray              *items = NULL;
  gint64               balance = 0;
  guint                place = 0;

  g_return_val_if_fail (account != NULL && terms != NULL, NULL);
  g_assert (account->loaded & LAUREL_ACCOUNT_NEED_HISTORY);

  then = account_at (account, terms, at, &copy);
  items = g_array_new (FALSE, FALSE, sizeof (LaurelStatementItem));

  for (guint i = 0; i < then->entries->len; i++)
    {
      const LaurelEntry       *entry = &g_array_index (then->entries, LaurelEntry, i);
      const LaurelTransaction *transaction = NULL;
      const LaurelLot         *lot = laurel_account_find_lot (then, entry->lot_no);
      LaurelStatementItem      item = { 0 };

      /* Both are in order of transactions. */
      while (g_array_index (then->transactions, LaurelTransaction, place).tx_no < entry->tx_no)
        place++;
      transaction = &g_array_index (then->transactions, LaurelTransaction, place);

      /* Paying a debt moves points from one side of the sum to the other. */
      if ((entry->account != LAUREL_ENTRY_LOT && entry->account != LAUREL_ENTRY_DEBT) ||
          entry->movement == LAUREL_MOVEMENT_PAY_DEBT)
        continue;

      balance += entry->amount;
      item.posted = transaction->tx_no > account->version ? transaction->time : transaction->posted;
      item.time = transaction->time;
      item.movement = entry->movement;
      item.points = entry->amount;
      item.balance = balance;
      item.lot_no = entry->lot_no;
      item.document = transaction->kind == LAUREL_TX_EXPIRE ? lot->document : transaction->document;
      item.actor = transaction->actor;
      g_array_append_val (items, item);
    }

  return items;
}

const char *
laurel_ledger_movement_to_string (LaurelMovement movement)
{
  static const char *const words[] = {
    [LAUREL_MOVEMENT_GRANT] = "grant",         [LAUREL_MOVEMENT_REFERRAL] = "referral",
    [LAUREL_MOVEMENT_MANUAL] = "manual",       [LAUREL_MOVEMENT_IMPORT] = "import",
    [LAUREL_MOVEMENT_REDEEM] = "redeem",       [LAUREL_MOVEMENT_RESTORE] = "restore",
    [LAUREL_MOVEMENT_WRITE_OFF] = "write_off", [LAUREL_MOVEMENT_REVERSE] = "reverse",
    [LAUREL_MOVEMENT_FORGIVE] = "forgive",     [LAUREL_MOVEMENT_MAKE_GOOD] = "make_good",
    [LAUREL_MOVEMENT_EXPIRE] = "expire",       [LAUREL_MOVEMENT_UNEXPIRE] = "unexpire",
    [LAUREL_MOVEMENT_PAY_DEBT] = "pay_debt",   [LAUREL_MOVEMENT_MERGE] = "merge",
  };

  G_STATIC_ASSERT (G_N_ELEMENTS (words) == LAUREL_MOVEMENT_MERGE + 1);
  g_return_val_if_fail ((gsize) movement < G_N_ELEMENTS (words), NULL);

  return words[movement];
}
