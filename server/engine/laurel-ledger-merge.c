/* laurel-ledger-merge.c - two accounts become one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/engine/laurel-ledger-dates.h"
#include "server/engine/laurel-ledger-level.h"
#include "server/engine/laurel-ledger-refuse.h"

/* What is burnt at this instant stays burnt, also lots that are spent and may get points back: the
 * other account's purchases must not wake them. */
static void
seal_dead_lots (LaurelAccount *account, const LaurelLedgerZone *zone, gint64 now)
{
  laurel_ledger_reckon_ends (account, zone);

  for (guint i = 0; i < account->lots->len; i++)
    {
      LaurelLot *lot = &g_array_index (account->lots, LaurelLot, i);
      gint64     end = laurel_account_lot_end (account, lot, zone);

      if (lot->expiry != LAUREL_LEDGER_EXPIRY_INACTIVITY || lot->sealed || end > now)
        continue;

      lot->sealed = TRUE;
      lot->active_to = end;
      lot->lost = lot->expired;
      if (lot->state == LAUREL_ROW_CLEAN)
        lot->state = LAUREL_ROW_CHANGED;
    }
}

static void
merge_lots (LaurelBook *to, LaurelBook *from, gint64 offset)
{
  GArray *lots = from->account->lots;

  for (guint i = 0; i < lots->len; i++)
    {
      LaurelLot *lot = &g_array_index (lots, LaurelLot, i);
      LaurelLot  copy = *lot;

      g_assert (lot->moved == 0);
      copy.lot_no += offset;
      copy.root += offset;
      copy.tx_no = to->tx_no;
      copy.state = LAUREL_ROW_NEW;
      g_array_append_val (to->account->lots, copy);

      laurel_book_move_in (
          to,
          &g_array_index (to->account->lots, LaurelLot, to->account->lots->len - 1));
      laurel_book_move_out (from, lot);
    }

  to->account->last_lot = offset + from->account->last_lot;
}

static void
merge_holds (LaurelBook *to, LaurelBook *from, gint64 offset)
{
  LaurelAccount *source = from->account;

  for (guint i = 0; i < source->holds->len; i++)
    {
      LaurelHold *hold = &g_array_index (source->holds, LaurelHold, i);
      LaurelHold  copy = *hold;

      if (hold->end != LAUREL_HOLD_OPEN)
        continue;

      copy.tx_no = to->tx_no;
      copy.state = LAUREL_ROW_NEW;
      g_array_append_val (to->account->holds, copy);

      for (guint p = 0; p < source->hold_parts->len; p++)
        {
          LaurelHoldPart part = g_array_index (source->hold_parts, LaurelHoldPart, p);

          if (part.hold != hold->hold)
            continue;

          part.lot_no += offset;
          part.state = LAUREL_ROW_NEW;
          g_array_append_val (to->account->hold_parts, part);
        }

      hold->end = LAUREL_HOLD_RELEASED;
      hold->ended = from->posted;
      hold->state = LAUREL_ROW_CHANGED;
    }
}

static void
merge_forgivings (LaurelBook *to, LaurelBook *from, gint64 offset)
{
  for (guint i = 0; i < from->account->forgivings->len; i++)
    {
      LaurelForgiving *forgiving = &g_array_index (from->account->forgivings, LaurelForgiving, i);
      LaurelForgiving  copy = *forgiving;
      gboolean         found = FALSE;

      if (forgiving->left == 0)
        continue;

      copy.tx_no = to->tx_no;
      copy.lot_no += offset;
      copy.amount = copy.left;
      copy.state = LAUREL_ROW_NEW;
      forgiving->left = 0;
      forgiving->state = LAUREL_ROW_CHANGED;

      /* Two of one lot have one key from here on; of two policies the narrower one stays. */
      for (guint t = 0; t < to->account->forgivings->len && !found; t++)
        {
          LaurelForgiving *same = &g_array_index (to->account->forgivings, LaurelForgiving, t);

          found = same->tx_no == copy.tx_no && same->lot_no == copy.lot_no;
          if (found)
            {
              same->any_lot = same->any_lot && copy.any_lot;
              same->amount += copy.amount;
              same->left += copy.left;
            }
        }
      if (!found)
        g_array_append_val (to->account->forgivings, copy);
    }
}

static void
merge_purchases (LaurelBook *to, const LaurelBook *from)
{
  LaurelAccount *target = to->account;

  for (guint i = 0; i < from->account->purchases->len; i++)
    {
      LaurelPurchase purchase = g_array_index (from->account->purchases, LaurelPurchase, i);

      if (purchase.voided != LAUREL_INSTANT_NEVER)
        continue;

      purchase.posted = to->posted;
      purchase.state = LAUREL_ROW_NEW;
      g_array_append_val (target->purchases, purchase);
    }

  laurel_ledger_count_purchases (target);
  laurel_ledger_reckon_ends (target, &to->terms->zone);
}

static void
merge_turnover (LaurelBook *to, const LaurelBook *from)
{
  const GArray *rows = from->account->turnovers;
  GArray       *target = to->account->turnovers;
  guint         first = target->len;

  for (guint i = 0; i < rows->len; i++)
    {
      LaurelTurnover row = g_array_index (rows, LaurelTurnover, i);
      guint          place = first;

      /* One row for each date: (tx_no, day) is the key. */
      while (place < target->len && g_array_index (target, LaurelTurnover, place).day != row.day)
        place++;

      row.tx_no = to->tx_no;
      row.state = LAUREL_ROW_NEW;
      if (place < target->len)
        g_array_index (target, LaurelTurnover, place).amount += row.amount;
      else
        g_array_append_val (target, row);
    }

  to->account->turnover += from->account->turnover;
}

static void
merge_level (LaurelBook *to, const LaurelBook *from)
{
  LaurelLevelState        after = to->account->level;
  const LaurelLevelState *theirs = &from->account->level;

  if (theirs->earned == NULL ||
      laurel_ledger_higher_level (to->terms, after.earned, theirs->earned) == after.earned)
    return;

  after.earned = theirs->earned;
  after.since = theirs->since;
  after.review = theirs->review;
  laurel_ledger_put_level (to, &after, LAUREL_LEVEL_CAUSE_MERGE);
}

gboolean
laurel_ledger_merge (LaurelAccount       *target,
                     LaurelAccount       *source,
                     const LaurelPosting *posting,
                     LaurelDocument       document,
                     LaurelMerge         *merge,
                     GError             **error)
{
  LaurelBook to;
  LaurelBook from;
  gint64     offset = 0;

  g_return_val_if_fail (target != NULL && source != NULL && target != source, FALSE);
  g_return_val_if_fail (posting != NULL && merge != NULL, FALSE);

  if (target->merged || source->merged)
    return laurel_ledger_refuse_merged (error);

  laurel_book_open (&to, target, posting, LAUREL_TX_MERGE, document);
  laurel_book_open (&from, source, posting, LAUREL_TX_MERGE, document);
  seal_dead_lots (target, &to.terms->zone, to.now);
  seal_dead_lots (source, &from.terms->zone, from.now);

  offset = target->last_lot;
  merge_holds (&to, &from, offset);
  merge_lots (&to, &from, offset);
  merge_forgivings (&to, &from, offset);
  merge_purchases (&to, &from);
  merge_turnover (&to, &from);
  merge_level (&to, &from);
  if (source->debt > 0)
    {
      gint64 debt = source->debt;

      laurel_book_move_debt (&to, debt);
      laurel_book_move_debt (&from, -debt);
    }

  /* The source stays as history: nothing of it is settled, reviewed or due any more. */
  source->merged = TRUE;
  source->next_due = LAUREL_INSTANT_NEVER;
  laurel_account_check (source);

  laurel_book_close (&to);
  *merge = (LaurelMerge){ .lot_offset = offset, .tx_no = to.tx_no };

  return TRUE;
}
