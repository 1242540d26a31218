/* laurel-ledger-book.c - one transaction being written, and the movements it may be made of
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/engine/laurel-ledger-book.h"

#include "server/engine/laurel-ledger-level.h"
#include "server/engine/laurel-ledger-queue.h"

static void
add_entry (LaurelBook        *book,
           LaurelMovement     movement,
           LaurelEntryAccount account,
           gint64             lot_no,
           gint64             amount)
{
  LaurelEntry entry = {
    .tx_no = book->tx_no,
    .entry_no = ++book->n_entries,
    .movement = movement,
    .account = account,
    .lot_no = lot_no,
    .amount = amount,
    .state = LAUREL_ROW_NEW,
  };

  g_assert (amount != 0);
  g_array_append_val (book->account->entries, entry);
}

/* Both sides of a movement: @points leave @from and arrive at @to. */
static void
move (LaurelBook        *book,
      LaurelMovement     movement,
      LaurelEntryAccount from,
      gint64             from_lot,
      LaurelEntryAccount to,
      gint64             to_lot,
      gint64             points)
{
  g_assert (points > 0);
  add_entry (book, movement, from, from_lot, -points);
  add_entry (book, movement, to, to_lot, points);
}

static void
touch_lot (LaurelLot *lot)
{
  if (lot->state == LAUREL_ROW_CLEAN)
    lot->state = LAUREL_ROW_CHANGED;
}

static void
take_remaining (LaurelLot *lot, gint64 points)
{
  g_assert (points > 0 && points <= lot->remaining - lot->held);
  lot->remaining -= points;
  touch_lot (lot);
}

static void
append_transaction (LaurelBook *book, LaurelTxKind kind, gint64 actor)
{
  LaurelAccount    *account = book->account;
  LaurelTransaction transaction = {
    .tx_no = ++account->version,
    .kind = kind,
    .time = book->time,
    .posted = book->posted,
    .document = book->document,
    .actor = actor,
    .state = LAUREL_ROW_NEW,
  };

  g_assert (account->loaded & LAUREL_ACCOUNT_NEED_OPEN);
  g_assert (!account->merged);

  g_array_append_val (account->transactions, transaction);
  book->tx_no = transaction.tx_no;
  account->posted = book->posted;
  if (account->state == LAUREL_ROW_CLEAN)
    account->state = LAUREL_ROW_CHANGED;
}

void
laurel_book_open (LaurelBook          *book,
                  LaurelAccount       *account,
                  const LaurelPosting *posting,
                  LaurelTxKind         kind,
                  LaurelDocument       document)
{
  gint64 posted = MAX (posting->posted, account->posted);

  laurel_ledger_post_due (account, posting->terms, posted);

  *book = (LaurelBook){
    .account = account,
    .terms = posting->terms,
    .now = posted,
    .posted = posted,
    .time = posting->time,
    .document = document,
  };
  append_transaction (book, kind, posting->actor);
}

void
laurel_book_open_due (LaurelBook              *book,
                      LaurelAccount           *account,
                      const LaurelLedgerTerms *terms,
                      gint64                   posted,
                      LaurelTxKind             kind,
                      LaurelDocument           document,
                      gint64                   due)
{
  g_assert (due <= posted);

  *book = (LaurelBook){
    .account = account,
    .terms = terms,
    .now = due,
    .posted = posted,
    .time = due,
    .document = document,
  };
  append_transaction (book, kind, 0);
}

/* What the transaction itself made dead: a lot of a late sale that ended before it arrived, points
 * that a void left without the purchase that had kept them. */
static void
burn_dead (LaurelBook *book)
{
  for (guint i = 0; i < book->account->lots->len; i++)
    {
      LaurelLot *lot = &g_array_index (book->account->lots, LaurelLot, i);
      gint64     points = lot->remaining - lot->held;

      if (points > 0 &&
          laurel_account_lot_end (book->account, lot, &book->terms->zone) <= book->now)
        laurel_book_expire (book, lot, points);
    }
}

void
laurel_book_close (LaurelBook *book)
{
  LaurelAccount *account = book->account;

  burn_dead (book);
  laurel_book_settle (book);
  laurel_ledger_follow_level (book);
  account->next_due = laurel_ledger_find_due (account, book->terms, book->now);
  laurel_account_check (account);
}

LaurelLot *
laurel_book_grant (LaurelBook *book, const LaurelLot *draft, LaurelMovement movement)
{
  LaurelAccount *account = book->account;
  LaurelLot      lot = *draft;

  g_assert (lot.granted > 0);
  g_assert (lot.held == 0 && lot.remaining == 0 && lot.consumed == 0);

  lot.lot_no = ++account->last_lot;
  lot.root = draft->root > 0 ? draft->root : lot.lot_no;
  lot.tx_no = book->tx_no;
  lot.remaining = lot.granted;
  lot.state = LAUREL_ROW_NEW;
  move (book, movement, LAUREL_ENTRY_ISSUED, lot.lot_no, LAUREL_ENTRY_LOT, lot.lot_no, lot.granted);
  g_array_append_val (account->lots, lot);

  return &g_array_index (account->lots, LaurelLot, account->lots->len - 1);
}

void
laurel_book_consume (LaurelBook *book, LaurelLot *lot, gint64 points, LaurelMovement movement)
{
  LaurelEntryAccount program =
      movement == LAUREL_MOVEMENT_WRITE_OFF ? LAUREL_ENTRY_WRITTEN_OFF : LAUREL_ENTRY_REDEEMED;

  g_assert (movement == LAUREL_MOVEMENT_WRITE_OFF || movement == LAUREL_MOVEMENT_REDEEM);

  take_remaining (lot, points);
  lot->consumed += points;
  move (book, movement, LAUREL_ENTRY_LOT, lot->lot_no, program, lot->lot_no, points);
}

void
laurel_book_restore (LaurelBook *book, LaurelLot *lot, gint64 points, LaurelEntryAccount program)
{
  g_assert (points > 0 && points <= lot->consumed);

  lot->consumed -= points;
  lot->remaining += points;
  touch_lot (lot);
  move (book, LAUREL_MOVEMENT_RESTORE, program, lot->lot_no, LAUREL_ENTRY_LOT, lot->lot_no, points);
}

void
laurel_book_restore_burnt (LaurelBook        *book,
                           LaurelLot         *lot,
                           gint64             points,
                           LaurelEntryAccount program)
{
  g_assert (points > 0 && points <= lot->consumed);

  lot->consumed -= points;
  lot->expired += points;
  lot->lost += points;
  touch_lot (lot);
  move (book,
        LAUREL_MOVEMENT_RESTORE,
        program,
        lot->lot_no,
        LAUREL_ENTRY_EXPIRED,
        lot->lot_no,
        points);
}

LaurelLot *
laurel_book_restore_anew (LaurelBook        *book,
                          const LaurelLot   *draft,
                          gint64             from,
                          LaurelEntryAccount program)
{
  LaurelAccount *account = book->account;
  LaurelLot      lot = *draft;

  g_assert (lot.granted > 0 && lot.root > 0);

  lot.lot_no = ++account->last_lot;
  lot.tx_no = book->tx_no;
  lot.remaining = lot.granted;
  lot.state = LAUREL_ROW_NEW;
  move (book, LAUREL_MOVEMENT_RESTORE, program, from, LAUREL_ENTRY_LOT, lot.lot_no, lot.granted);
  g_array_append_val (account->lots, lot);

  return &g_array_index (account->lots, LaurelLot, account->lots->len - 1);
}

void
laurel_book_expire (LaurelBook *book, LaurelLot *lot, gint64 points)
{
  take_remaining (lot, points);
  lot->expired += points;
  move (book,
        LAUREL_MOVEMENT_EXPIRE,
        LAUREL_ENTRY_LOT,
        lot->lot_no,
        LAUREL_ENTRY_EXPIRED,
        lot->lot_no,
        points);

  /* From here on the lot no longer follows the account: its end is what it was. */
  lot->active_to = laurel_account_lot_end (book->account, lot, &book->terms->zone);
}

void
laurel_book_unexpire (LaurelBook *book, LaurelLot *lot, gint64 points)
{
  g_assert (points > 0 && points <= lot->expired - lot->lost);

  lot->expired -= points;
  lot->remaining += points;
  touch_lot (lot);
  move (book,
        LAUREL_MOVEMENT_UNEXPIRE,
        LAUREL_ENTRY_EXPIRED,
        lot->lot_no,
        LAUREL_ENTRY_LOT,
        lot->lot_no,
        points);
}

void
laurel_book_reverse (LaurelBook *book, LaurelLot *lot, gint64 points)
{
  take_remaining (lot, points);
  lot->reversed += points;
  move (book,
        LAUREL_MOVEMENT_REVERSE,
        LAUREL_ENTRY_LOT,
        lot->lot_no,
        LAUREL_ENTRY_REVERSED,
        lot->lot_no,
        points);
}

void
laurel_book_reverse_burnt (LaurelBook *book, LaurelLot *lot, gint64 points)
{
  g_assert (points > 0 && points <= lot->expired);

  lot->expired -= points;
  lot->lost = MIN (lot->lost, lot->expired);
  lot->reversed += points;
  touch_lot (lot);
  move (book,
        LAUREL_MOVEMENT_REVERSE,
        LAUREL_ENTRY_EXPIRED,
        lot->lot_no,
        LAUREL_ENTRY_REVERSED,
        lot->lot_no,
        points);
}

void
laurel_book_reverse_owed (LaurelBook *book, gint64 lot_no, gint64 points)
{
  g_assert (points > 0);

  book->account->debt += points;
  move (book,
        LAUREL_MOVEMENT_REVERSE,
        LAUREL_ENTRY_DEBT,
        lot_no,
        LAUREL_ENTRY_REVERSED,
        lot_no,
        points);
}

void
laurel_book_forgive (LaurelBook *book, const LaurelLot *lot, gint64 points, gboolean any_lot)
{
  LaurelForgiving forgiving = {
    .tx_no = book->tx_no,
    .lot_no = lot->root,
    .posted = book->posted,
    .any_lot = any_lot,
    .amount = points,
    .left = points,
    .state = LAUREL_ROW_NEW,
  };
  GArray *forgivings = book->account->forgivings;

  move (book,
        LAUREL_MOVEMENT_FORGIVE,
        LAUREL_ENTRY_FORGIVEN,
        lot->root,
        LAUREL_ENTRY_REVERSED,
        lot->lot_no,
        points);

  for (guint i = 0; i < forgivings->len; i++)
    {
      LaurelForgiving *same = &g_array_index (forgivings, LaurelForgiving, i);

      if (same->tx_no == forgiving.tx_no && same->lot_no == forgiving.lot_no)
        {
          same->amount += points;
          same->left += points;
          return;
        }
    }

  g_array_append_val (forgivings, forgiving);
}

static gboolean
makes_good (const LaurelForgiving *forgiving, const LaurelLot *lot, gint64 taken, gint64 taken_tx)
{
  if (forgiving->left == 0)
    return FALSE;

  if (forgiving->lot_no == lot->root)
    return TRUE;

  return forgiving->any_lot &&
         (taken < forgiving->posted || (taken == forgiving->posted && taken_tx < forgiving->tx_no));
}

void
laurel_book_make_good (LaurelBook *book,
                       LaurelLot  *lot,
                       gint64      points,
                       gint64      taken,
                       gint64      taken_tx)
{
  GArray *forgivings = book->account->forgivings;

  g_assert (points <= lot->remaining - lot->held);

  for (guint i = 0; i < forgivings->len && points > 0; i++)
    {
      LaurelForgiving *forgiving = &g_array_index (forgivings, LaurelForgiving, i);
      gint64           part = MIN (points, forgiving->left);

      if (!makes_good (forgiving, lot, taken, taken_tx))
        continue;

      forgiving->left -= part;
      if (forgiving->state == LAUREL_ROW_CLEAN)
        forgiving->state = LAUREL_ROW_CHANGED;
      points -= part;

      take_remaining (lot, part);
      lot->reversed += part;
      move (book,
            LAUREL_MOVEMENT_MAKE_GOOD,
            LAUREL_ENTRY_LOT,
            lot->lot_no,
            LAUREL_ENTRY_FORGIVEN,
            forgiving->lot_no,
            part);
    }
}

/* Consumes @points of @lot, which need not be active: a hold outlives the burning. */
static void
consume_into (LaurelBook    *book,
              LaurelLot     *lot,
              gint64         points,
              LaurelMovement movement,
              GArray        *consumptions)
{
  gint64            end = laurel_account_lot_end (book->account, lot, &book->terms->zone);
  LaurelConsumption consumption = {
    .order_no = consumptions->len + 1,
    .lot_no = lot->lot_no,
    .points = points,
    .life = end == LAUREL_INSTANT_NEVER ? LAUREL_INSTANT_NEVER : end - book->posted,
  };

  laurel_book_consume (book, lot, points, movement);
  g_array_append_val (consumptions, consumption);
}

static void
free_part (LaurelBook           *book,
           const LaurelHold     *hold,
           const LaurelHoldPart *part,
           gint64               *wanted,
           GArray               *consumptions)
{
  LaurelLot *lot = laurel_account_find_lot (book->account, part->lot_no);
  gint64     rest = part->points;

  g_assert (lot != NULL && lot->held >= part->points);
  lot->held -= part->points;
  touch_lot (lot);

  if (wanted != NULL && *wanted > 0)
    {
      gint64 used = MIN (*wanted, rest);

      consume_into (book, lot, used, LAUREL_MOVEMENT_REDEEM, consumptions);
      *wanted -= used;
      rest -= used;
    }

  if (rest > 0 && laurel_account_lot_end (book->account, lot, &book->terms->zone) > book->now)
    laurel_book_make_good (book, lot, rest, hold->posted, hold->tx_no);
}

void
laurel_book_end_hold (LaurelBook   *book,
                      LaurelHold   *hold,
                      LaurelHoldEnd end,
                      gint64        ended,
                      gint64       *wanted,
                      GArray       *consumptions)
{
  const GArray *parts = book->account->hold_parts;

  g_assert (hold->end == LAUREL_HOLD_OPEN && end != LAUREL_HOLD_OPEN);
  g_assert (wanted == NULL || consumptions != NULL);

  hold->end = end;
  hold->ended = ended;
  if (hold->state == LAUREL_ROW_CLEAN)
    hold->state = LAUREL_ROW_CHANGED;

  for (guint i = 0; i < parts->len; i++)
    {
      const LaurelHoldPart *part = &g_array_index (parts, LaurelHoldPart, i);

      if (part->hold == hold->hold)
        free_part (book, hold, part, wanted, consumptions);
    }
}

void
laurel_book_move_out (LaurelBook *book, LaurelLot *lot)
{
  gint64 points = lot->remaining;

  lot->held = 0;
  if (points > 0)
    {
      take_remaining (lot, points);
      lot->moved += points;
      move (book,
            LAUREL_MOVEMENT_MERGE,
            LAUREL_ENTRY_LOT,
            lot->lot_no,
            LAUREL_ENTRY_ISSUED,
            lot->lot_no,
            points);
    }
}

void
laurel_book_move_in (LaurelBook *book, LaurelLot *lot)
{
  g_assert (lot->state == LAUREL_ROW_NEW && lot->tx_no == book->tx_no);

  if (lot->remaining > 0)
    move (book,
          LAUREL_MOVEMENT_MERGE,
          LAUREL_ENTRY_ISSUED,
          lot->lot_no,
          LAUREL_ENTRY_LOT,
          lot->lot_no,
          lot->remaining);
}

void
laurel_book_move_debt (LaurelBook *book, gint64 points)
{
  g_assert (points != 0 && book->account->debt + points >= 0);

  book->account->debt += points;
  if (points > 0)
    move (book, LAUREL_MOVEMENT_MERGE, LAUREL_ENTRY_DEBT, 0, LAUREL_ENTRY_ISSUED, 0, points);
  else
    move (book, LAUREL_MOVEMENT_MERGE, LAUREL_ENTRY_ISSUED, 0, LAUREL_ENTRY_DEBT, 0, -points);
}

void
laurel_book_add_turnover (LaurelBook *book, gint32 day, gint64 amount)
{
  LaurelTurnover row = {
    .tx_no = book->tx_no,
    .day = day,
    .amount = amount,
    .state = LAUREL_ROW_NEW,
  };

  if (amount == 0)
    return;

  book->account->turnover += amount;
  g_array_append_val (book->account->turnovers, row);
}

void
laurel_book_settle (LaurelBook *book)
{
  g_autoptr (GArray) queue = NULL;

  if (book->account->debt == 0)
    return;

  queue = laurel_ledger_queue (book->account, &book->terms->zone, book->now, TRUE);
  for (guint i = 0; i < queue->len && book->account->debt > 0; i++)
    {
      LaurelLot *lot = laurel_account_find_lot (book->account, g_array_index (queue, gint64, i));
      gint64     points = MIN (book->account->debt, lot->remaining - lot->held);

      take_remaining (lot, points);
      lot->paid += points;
      book->account->debt -= points;
      move (book,
            LAUREL_MOVEMENT_PAY_DEBT,
            LAUREL_ENTRY_LOT,
            lot->lot_no,
            LAUREL_ENTRY_DEBT,
            lot->lot_no,
            points);
    }
}

void
laurel_book_consume_queue (LaurelBook    *book,
                           gint64         points,
                           LaurelMovement movement,
                           GArray        *consumptions)
{
  g_autoptr (GArray) queue =
      laurel_ledger_queue (book->account, &book->terms->zone, book->now, FALSE);

  for (guint i = 0; i < queue->len && points > 0; i++)
    {
      LaurelLot *lot = laurel_account_find_lot (book->account, g_array_index (queue, gint64, i));
      gint64     part = MIN (points, lot->remaining - lot->held);

      consume_into (book, lot, part, movement, consumptions);
      points -= part;
    }

  g_assert_cmpint (points, ==, 0);
}
