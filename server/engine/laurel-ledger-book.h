/* laurel-ledger-book.h - one transaction being written, and the movements it may be made of
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every change of points goes through one of these functions, each of which writes both sides: so a
 * transaction sums to zero because nothing else can be written.
 */

#pragma once

#include "server/engine/laurel-ledger.h"

G_BEGIN_DECLS

/**
 * LaurelBook:
 * @account: whose
 * @terms: in force at posting
 * @now: the instant by which dates decide: of the clock's postings the one that was due, else
 * @posted
 * @posted: posting time
 * @time: business time
 * @tx_no: of the open transaction
 * @document: what it comes from
 * @n_entries: so far
 * @n_level_changes: so far
 */
typedef struct
{
  LaurelAccount           *account;
  const LaurelLedgerTerms *terms;
  gint64                   now;
  gint64                   posted;
  gint64                   time;
  gint64                   tx_no;
  LaurelDocument           document;
  gint32                   n_entries;
  gint32                   n_level_changes;
} LaurelBook;

/* Posts what is due and begins a transaction; closing it burns what is dead, settles, follows the
 * level and finds the next due instant. */
void laurel_book_open (LaurelBook          *book,
                       LaurelAccount       *account,
                       const LaurelPosting *posting,
                       LaurelTxKind         kind,
                       LaurelDocument       document);
/* The same for what the clock posts: nothing else is posted first. */
void laurel_book_open_due (LaurelBook              *book,
                           LaurelAccount           *account,
                           const LaurelLedgerTerms *terms,
                           gint64                   posted,
                           LaurelTxKind             kind,
                           LaurelDocument           document,
                           gint64                   due);
void laurel_book_close (LaurelBook *book);

/* Adds @draft (dates, origin, document, granted; root 0 for its own) as a new lot that gets
 * @granted from the program. The result is valid until the next lot. */
LaurelLot *laurel_book_grant (LaurelBook *book, const LaurelLot *draft, LaurelMovement movement);

/* REDEEM or WRITE_OFF. */
void laurel_book_consume (LaurelBook *book, LaurelLot *lot, gint64 points, LaurelMovement movement);
/* Points that @document consumed from @lot come back to it; @program is where they had gone. */
void laurel_book_restore (LaurelBook        *book,
                          LaurelLot         *lot,
                          gint64             points,
                          LaurelEntryAccount program);
/* ... come back to find it burnt: nothing can be done about it later. */
void laurel_book_restore_burnt (LaurelBook        *book,
                                LaurelLot         *lot,
                                gint64             points,
                                LaurelEntryAccount program);
/* ... come back as a new lot. */
LaurelLot *laurel_book_restore_anew (LaurelBook        *book,
                                     const LaurelLot   *draft,
                                     gint64             from,
                                     LaurelEntryAccount program);

void laurel_book_expire (LaurelBook *book, LaurelLot *lot, gint64 points);
void laurel_book_unexpire (LaurelBook *book, LaurelLot *lot, gint64 points);

/* Takes granted points back: free ones, burnt ones (which cost nothing), or as a debt. */
void laurel_book_reverse (LaurelBook *book, LaurelLot *lot, gint64 points);
void laurel_book_reverse_burnt (LaurelBook *book, LaurelLot *lot, gint64 points);
void laurel_book_reverse_owed (LaurelBook *book, gint64 lot_no, gint64 points);
/* Gives up what is lacking, to be made good when points come back. */
void laurel_book_forgive (LaurelBook *book, const LaurelLot *lot, gint64 points, gboolean any_lot);

/* Of @points that came back to @lot, takes what was forgiven. They had been taken by transaction
 * @taken_tx at @taken; a @taken of %LAUREL_INSTANT_NEVER: nobody had, they were burnt. */
void laurel_book_make_good (LaurelBook *book,
                            LaurelLot  *lot,
                            gint64      points,
                            gint64      taken,
                            gint64      taken_tx);

/* Ends @hold. Of what it kept, up to @wanted is consumed (REDEEM, appended to @consumptions) and
 * taken off @wanted; the rest is free again and makes good what was forgiven. @wanted may be %NULL.
 */
void laurel_book_end_hold (LaurelBook   *book,
                           LaurelHold   *hold,
                           LaurelHoldEnd end,
                           gint64        ended,
                           gint64       *wanted,
                           GArray       *consumptions);

/* Moves what @lot holds to another account, or a copy of such a lot in. */
void laurel_book_move_out (LaurelBook *book, LaurelLot *lot);
void laurel_book_move_in (LaurelBook *book, LaurelLot *lot);
void laurel_book_move_debt (LaurelBook *book, gint64 points);

/* Lifetime turnover and that of @day; an @amount of 0 leaves no row. */
void laurel_book_add_turnover (LaurelBook *book, gint32 day, gint64 amount);

/* A debt is paid from free points: active ones in the order of consumption, then pending ones. */
void laurel_book_settle (LaurelBook *book);

/* Takes @points from the lots in the order of consumption and appends what was taken from which to
 * @consumptions. There must be enough. */
void laurel_book_consume_queue (LaurelBook    *book,
                                gint64         points,
                                LaurelMovement movement,
                                GArray        *consumptions);

G_END_DECLS
