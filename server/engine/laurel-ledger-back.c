/* laurel-ledger-back.c - points go back: redeemed ones to their lots, granted ones from theirs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/engine/laurel-ledger-back.h"

#include "server/engine/laurel-distribute.h"
#include "server/engine/laurel-ledger-queue.h"

gint64
laurel_ledger_round_share (gint64 x, gint64 part, gint64 whole)
{
  g_assert (x >= 0 && whole > 0);
  g_assert (part >= 0 && part <= whole);

  return (gint64) laurel_divide_half_up ((LaurelWide) x * part, whole);
}

/* === Redeemed points ========================================================================== */

/* The end of points that come back to a lot which has burnt: never more life than they had. */
static gint64
grace_end (const LaurelBook *book, gint64 life, gint32 grace_days)
{
  const LaurelLedgerZone *zone = &book->terms->zone;
  gint64 end = zone->day_start (zone->data, zone->day_of (zone->data, book->now) + grace_days + 1);

  return life == LAUREL_INSTANT_NEVER ? end : MIN (end, book->posted + life);
}

/* Returns whether the points live again. */
static gboolean
restore_part (LaurelBook                    *book,
              const LaurelConsumption       *consumption,
              gint64                         points,
              gint64                         taken,
              gint64                         taken_tx,
              LaurelEntryAccount             program,
              const LaurelLedgerReturnTerms *policy)
{
  LaurelLot *lot = laurel_account_find_lot (book->account, consumption->lot_no);
  LaurelLot  draft = { 0 };

  g_assert (lot != NULL);

  if (laurel_account_lot_end (book->account, lot, &book->terms->zone) > book->now)
    {
      laurel_book_restore (book, lot, points, program);
      laurel_book_make_good (book, lot, points, taken, taken_tx);
      return TRUE;
    }

  draft.origin = LAUREL_LOT_RESTORED;
  draft.document = book->document;
  draft.root = lot->root;
  draft.active_from = book->now;
  draft.expiry = LAUREL_LEDGER_EXPIRY_DAYS;
  draft.active_to = grace_end (book, consumption->life, policy->grace_days);
  draft.own_day = LAUREL_DAY_NONE;
  draft.granted = points;
  if (policy->grace_days == 0 || draft.active_to <= book->now)
    {
      laurel_book_restore_burnt (book, lot, points, program);
      return FALSE;
    }

  lot = laurel_book_restore_anew (book, &draft, lot->lot_no, program);
  laurel_book_make_good (book, lot, points, taken, taken_tx);

  return TRUE;
}

void
laurel_ledger_give_back (LaurelBook                    *book,
                         GArray                        *consumptions,
                         gint64                         points,
                         gint64                         taken,
                         gint64                         taken_tx,
                         LaurelEntryAccount             program,
                         const LaurelLedgerReturnTerms *policy,
                         LaurelReturnTotals            *totals)
{
  g_assert (points >= 0);

  for (guint i = consumptions->len; i > 0 && points > 0; i--)
    {
      LaurelConsumption *consumption = &g_array_index (consumptions, LaurelConsumption, i - 1);
      gint64             part = MIN (points, consumption->points - consumption->restored);

      if (part == 0)
        continue;

      if (restore_part (book, consumption, part, taken, taken_tx, program, policy))
        totals->restored_points += part;
      else
        totals->expired_points += part;
      consumption->restored += part;
      points -= part;
    }

  g_assert_cmpint (points, ==, 0);
}

/* === Granted points =========================================================================== */

/* Takes what is free of the lot and of those that its points were restored to, then lets burnt ones
 * answer. Returns what is lacking. */
static gint64
take_own (LaurelBook *book, gint64 lot_no, gint64 points)
{
  GArray *lots = book->account->lots;

  g_assert (laurel_account_find_lot (book->account, lot_no) != NULL);

  for (gint pass = 0; pass < 2; pass++)
    {
      for (guint i = 0; i < lots->len && points > 0; i++)
        {
          LaurelLot *lot = &g_array_index (lots, LaurelLot, i);
          gint64     part = MIN (points, pass == 0 ? lot->remaining - lot->held : lot->expired);

          if ((lot->lot_no != lot_no && lot->root != lot_no) || part == 0)
            continue;

          if (pass == 0)
            laurel_book_reverse (book, lot, part);
          else
            laurel_book_reverse_burnt (book, lot, part);
          points -= part;
        }
    }

  return points;
}

static gint64
free_points (const LaurelBook *book)
{
  g_autoptr (GArray) queue =
      laurel_ledger_queue (book->account, &book->terms->zone, book->now, TRUE);
  gint64 points = 0;

  for (guint i = 0; i < queue->len; i++)
    {
      const LaurelLot *lot =
          laurel_account_find_lot (book->account, g_array_index (queue, gint64, i));

      points += lot->remaining - lot->held;
    }

  return points;
}

/* What the own lots did not have: other lots answer as far as the policy lets them, the rest is
 * owed or forgiven. Returns what was forgiven. */
static gint64
take_lacking (LaurelBook *book, const LaurelLack *lack, LaurelLedgerShortfall shortfall)
{
  const LaurelLot *lot = laurel_account_find_lot (book->account, lack->lot_no);
  gint64           owed = 0;

  switch (shortfall)
    {
    case LAUREL_LEDGER_SHORTFALL_DEBT:
      owed = lack->points;
      break;
    case LAUREL_LEDGER_SHORTFALL_OTHER_LOTS:
      owed = book->account->debt == 0 ? MIN (lack->points, free_points (book)) : 0;
      break;
    case LAUREL_LEDGER_SHORTFALL_FORGIVE:
      owed = 0;
      break;
    default:
      g_assert_not_reached ();
    }

  if (owed > 0)
    {
      laurel_book_reverse_owed (book, lack->lot_no, owed);
      laurel_book_settle (book);
    }
  if (lack->points > owed)
    laurel_book_forgive (book,
                         lot,
                         lack->points - owed,
                         shortfall == LAUREL_LEDGER_SHORTFALL_OTHER_LOTS);

  return lack->points - owed;
}

void
laurel_ledger_take_back (LaurelBook                    *book,
                         GArray                        *lacks,
                         const LaurelLedgerReturnTerms *policy,
                         LaurelReturnTotals            *totals)
{
  gint64 debt = book->account->debt;
  gint64 reversed = 0;
  gint64 forgiven = 0;

  /* Every lot's own points first: a lot must not pay for its neighbour what it owes itself. */
  for (guint i = 0; i < lacks->len; i++)
    {
      LaurelLack *lack = &g_array_index (lacks, LaurelLack, i);

      g_assert (lack->points > 0);
      reversed += lack->points;
      lack->points = take_own (book, lack->lot_no, lack->points);
    }

  for (guint i = 0; i < lacks->len; i++)
    {
      const LaurelLack *lack = &g_array_index (lacks, LaurelLack, i);

      if (lack->points > 0)
        forgiven += take_lacking (book, lack, policy->shortfall);
    }

  g_assert (book->account->debt >= debt);
  if (totals != NULL)
    {
      totals->reversed_points += reversed;
      totals->forgiven_points += forgiven;
      totals->owed_points += book->account->debt - debt;
    }
}
