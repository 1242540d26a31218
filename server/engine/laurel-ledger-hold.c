/* laurel-ledger-hold.c - points are reserved, and freed again
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/engine/laurel-ledger-book.h"
#include "server/engine/laurel-ledger-queue.h"
#include "server/engine/laurel-ledger-refuse.h"

static void
reserve (LaurelBook *book, gint64 hold, gint64 points)
{
  g_autoptr (GArray) queue =
      laurel_ledger_queue (book->account, &book->terms->zone, book->now, FALSE);

  for (guint i = 0; i < queue->len && points > 0; i++)
    {
      LaurelLot *lot = laurel_account_find_lot (book->account, g_array_index (queue, gint64, i));
      LaurelHoldPart part = {
        .hold = hold,
        .lot_no = lot->lot_no,
        .points = MIN (points, lot->remaining - lot->held),
        .state = LAUREL_ROW_NEW,
      };

      lot->held += part.points;
      if (lot->state == LAUREL_ROW_CLEAN)
        lot->state = LAUREL_ROW_CHANGED;
      g_array_append_val (book->account->hold_parts, part);
      points -= part.points;
    }

  g_assert_cmpint (points, ==, 0);
}

gboolean
laurel_ledger_hold (LaurelAccount       *account,
                    const LaurelPosting *posting,
                    gint64               hold,
                    gint64               points,
                    gint32               minutes,
                    gint64              *until,
                    LaurelRefusal       *refusal,
                    GError             **error)
{
  LaurelHold row = { .hold = hold, .points = points, .state = LAUREL_ROW_NEW };
  LaurelBook book;
  gint64     available = 0;

  g_return_val_if_fail (account != NULL && posting != NULL && until != NULL, FALSE);
  g_return_val_if_fail (points >= 0 && laurel_account_find_hold (account, hold) == NULL, FALSE);

  if (minutes < 0 || minutes > posting->terms->hold_max_minutes)
    return laurel_ledger_refuse (refusal,
                                 (LaurelRefusal){ 0 },
                                 error,
                                 LAUREL_LEDGER_ERROR_RANGE,
                                 "a hold must not last so long");

  if (!laurel_ledger_redeemable (account,
                                 posting->terms,
                                 posting->posted,
                                 NULL,
                                 0,
                                 &available,
                                 refusal,
                                 error))
    return FALSE;

  if (points > available)
    return laurel_ledger_refuse (refusal,
                                 (LaurelRefusal){ .available = available },
                                 error,
                                 LAUREL_LEDGER_ERROR_NOT_ENOUGH_POINTS,
                                 "not so many points are available");

  laurel_book_open (&book,
                    account,
                    posting,
                    LAUREL_TX_HOLD,
                    (LaurelDocument){ LAUREL_DOCUMENT_HOLD, hold });
  row.tx_no = book.tx_no;
  row.posted = book.posted;
  row.until = book.posted + (minutes > 0 ? minutes : posting->terms->hold_minutes) * (gint64) 60;
  row.ended = LAUREL_INSTANT_NEVER;
  g_array_append_val (account->holds, row);
  reserve (&book, hold, points);
  laurel_book_close (&book);
  *until = row.until;

  return TRUE;
}

gboolean
laurel_ledger_release (LaurelAccount       *account,
                       const LaurelPosting *posting,
                       gint64               hold,
                       LaurelRefusal       *refusal,
                       GError             **error)
{
  LaurelHold *row = NULL;
  LaurelBook  book;

  g_return_val_if_fail (account != NULL && posting != NULL, FALSE);

  if (account->merged)
    return laurel_ledger_refuse_merged (error);

  laurel_ledger_post_due (account, posting->terms, MAX (posting->posted, account->posted));
  row = laurel_ledger_require_hold (account, hold, refusal, error);
  if (row == NULL)
    return FALSE;

  laurel_book_open (&book,
                    account,
                    posting,
                    LAUREL_TX_RELEASE,
                    (LaurelDocument){ LAUREL_DOCUMENT_HOLD, hold });
  laurel_book_end_hold (&book, row, LAUREL_HOLD_RELEASED, book.posted, NULL, NULL);
  laurel_book_close (&book);

  return TRUE;
}
