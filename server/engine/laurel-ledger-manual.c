/* laurel-ledger-manual.c - what people do to an account by hand, and undo
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/engine/laurel-ledger-back.h"
#include "server/engine/laurel-ledger-dates.h"
#include "server/engine/laurel-ledger-level.h"
#include "server/engine/laurel-ledger-refuse.h"

gboolean
laurel_ledger_grant (LaurelAccount              *account,
                     const LaurelPosting        *posting,
                     LaurelLotOrigin             origin,
                     LaurelDocument              document,
                     gint64                      points,
                     const LaurelLedgerLotTerms *lots,
                     gint64                     *lot_no,
                     GError                    **error)
{
  const gboolean imported = origin == LAUREL_LOT_IMPORT;
  LaurelLot      draft = { .origin = origin, .document = document, .granted = points };
  LaurelBook     book;
  gint64         born = 0;

  g_return_val_if_fail (account != NULL && posting != NULL && lots != NULL, FALSE);
  g_return_val_if_fail (points > 0 && lot_no != NULL, FALSE);
  g_return_val_if_fail (imported || origin == LAUREL_LOT_MANUAL, FALSE);

  if (account->merged)
    return laurel_ledger_refuse_merged (error);

  laurel_book_open (&book, account, posting, LAUREL_TX_GRANT, document);
  born = imported ? book.time : book.posted;
  laurel_ledger_date_lot (&draft,
                          lots,
                          &book.terms->zone,
                          book.terms->zone.day_of (book.terms->zone.data, born),
                          born);
  *lot_no =
      laurel_book_grant (&book, &draft, imported ? LAUREL_MOVEMENT_IMPORT : LAUREL_MOVEMENT_MANUAL)
          ->lot_no;
  if (imported)
    laurel_ledger_reckon_ends (account, &book.terms->zone);
  laurel_book_close (&book);

  return TRUE;
}

gboolean
laurel_ledger_write_off (LaurelAccount       *account,
                         const LaurelPosting *posting,
                         LaurelDocument       document,
                         gint64               points,
                         GArray              *consumptions,
                         LaurelRefusal       *refusal,
                         GError             **error)
{
  LaurelBook book;
  gint64     available = 0;

  g_return_val_if_fail (account != NULL && posting != NULL, FALSE);
  g_return_val_if_fail (points > 0 && consumptions != NULL && consumptions->len == 0, FALSE);

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

  laurel_book_open (&book, account, posting, LAUREL_TX_WRITE_OFF, document);
  laurel_book_consume_queue (&book, points, LAUREL_MOVEMENT_WRITE_OFF, consumptions);
  laurel_book_close (&book);

  return TRUE;
}

static gboolean
refuse_undone (GError **error)
{
  return laurel_ledger_refuse (NULL,
                               (LaurelRefusal){ 0 },
                               error,
                               LAUREL_LEDGER_ERROR_NOTHING_TO_RETURN,
                               "it was undone already");
}

gboolean
laurel_ledger_undo_grant (LaurelAccount       *account,
                          const LaurelPosting *posting,
                          LaurelDocument       document,
                          gint64               lot_no,
                          LaurelReturnTotals  *totals,
                          GError             **error)
{
  g_autoptr (GArray) lacks = g_array_new (FALSE, FALSE, sizeof (LaurelLack));
  LaurelLot *lot = NULL;
  LaurelBook book;

  g_return_val_if_fail (account != NULL && posting != NULL && totals != NULL, FALSE);

  if (account->merged)
    return laurel_ledger_refuse_merged (error);

  lot = laurel_account_find_lot (account, lot_no);
  g_return_val_if_fail (lot != NULL, FALSE);

  if (lot->undone)
    return refuse_undone (error);

  *totals = (LaurelReturnTotals){ 0 };
  laurel_book_open (&book, account, posting, LAUREL_TX_UNDO, document);
  lot->undone = TRUE;
  if (lot->state == LAUREL_ROW_CLEAN)
    lot->state = LAUREL_ROW_CHANGED;
  g_array_append_val (lacks, ((LaurelLack){ lot_no, lot->granted }));
  laurel_ledger_take_back (&book, lacks, &posting->terms->returns, totals);
  laurel_book_close (&book);

  return TRUE;
}

gboolean
laurel_ledger_undo_write_off (LaurelAccount       *account,
                              const LaurelPosting *posting,
                              LaurelDocument       document,
                              GArray              *consumptions,
                              gint64               written_off,
                              gint64               written_off_tx,
                              LaurelReturnTotals  *totals,
                              GError             **error)
{
  LaurelBook book;
  gint64     points = 0;

  g_return_val_if_fail (account != NULL && posting != NULL, FALSE);
  g_return_val_if_fail (consumptions != NULL && totals != NULL, FALSE);

  if (account->merged)
    return laurel_ledger_refuse_merged (error);

  for (guint i = 0; i < consumptions->len; i++)
    {
      const LaurelConsumption *consumption = &g_array_index (consumptions, LaurelConsumption, i);

      points += consumption->points - consumption->restored;
    }

  if (points == 0)
    return refuse_undone (error);

  *totals = (LaurelReturnTotals){ 0 };
  laurel_book_open (&book, account, posting, LAUREL_TX_UNDO, document);
  laurel_ledger_reckon_ends (account, &book.terms->zone);
  laurel_ledger_give_back (&book,
                           consumptions,
                           points,
                           written_off,
                           written_off_tx,
                           LAUREL_ENTRY_WRITTEN_OFF,
                           &posting->terms->returns,
                           totals);
  laurel_book_close (&book);

  return TRUE;
}

gboolean
laurel_ledger_set_level (LaurelAccount       *account,
                         const LaurelPosting *posting,
                         LaurelDocument       document,
                         const char          *level,
                         gint32               until,
                         GError             **error)
{
  LaurelLevelState after;
  LaurelBook       book;
  gboolean         known = level == NULL;

  g_return_val_if_fail (account != NULL && posting != NULL, FALSE);
  g_return_val_if_fail (level != NULL || until == LAUREL_DAY_NONE, FALSE);

  if (account->merged)
    return laurel_ledger_refuse_merged (error);

  for (gsize i = 0; i < posting->terms->n_levels && !known; i++)
    known = g_str_equal (posting->terms->levels[i].id, level);
  if (!known)
    return laurel_ledger_refuse (NULL,
                                 (LaurelRefusal){ 0 },
                                 error,
                                 LAUREL_LEDGER_ERROR_UNKNOWN_LEVEL,
                                 "the program has no such level");

  laurel_book_open (&book, account, posting, LAUREL_TX_LEVEL, document);
  after = account->level;
  after.manual = g_intern_string (level);
  after.manual_until = until;
  laurel_ledger_put_level (&book, &after, LAUREL_LEVEL_CAUSE_HAND);
  laurel_book_close (&book);

  return TRUE;
}
