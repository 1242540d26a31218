/* laurel-history.h - prices the events of a history and posts them to the ledger, with their own
 * dates
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A receipt of the past goes the way of every other: laurel_price(), then the functions of the
 * ledger. Only the accounts stay in memory between two events, and what was changed goes into the
 * book in batches, each whole or not at all. An event whose key the book knows is passed over, so a
 * history may be told again from the start: what is there stays, and what is missing follows.
 *
 * Business time and posting time of an event are one: on any date of the past the ledger then
 * answers as if it had been there. Where an account has been posted to since, the event is posted
 * at that instant, as a late one.
 */

#pragma once

#include "server/engine/laurel-ledger-terms.h"
#include "server/engine/laurel-program.h"
#include "server/jobs/laurel-history-book.h"

G_BEGIN_DECLS

typedef struct _LaurelHistory LaurelHistory;

typedef enum
{
  LAUREL_HISTORY_POSTED,
  LAUREL_HISTORY_KNOWN,   /* it was there already */
  LAUREL_HISTORY_REFUSED, /* the engine or the ledger did not take it: @error says why; go on */
  LAUREL_HISTORY_FAILED,  /* the book cannot be written: @error says why; stop */
} LaurelHistoryResult;

/**
 * LaurelHistoryTotals:
 * @sales: posted by this run, as all of these
 * @sales_gross: what their lines come to at full price
 * @returns: with a sale
 * @returns_gross: the full price of what they brought back
 * @unlinked: returns without one
 * @unlinked_gross: likewise
 * @known: events that were there already
 */
typedef struct
{
  guint64 clients;
  guint64 sales;
  guint64 sale_lines;
  gint64  sales_gross;
  gint64  sales_to_pay;
  gint64  points;
  gint64  redeemed_points;
  guint64 returns;
  gint64  returns_gross;
  guint64 unlinked;
  gint64  unlinked_gross;
  guint64 grants;
  guint64 known;
  guint64 refused;
} LaurelHistoryTotals;

/* @program prices everything and must know its stores; it is referenced. @terms, with all they
 * point to, and @book must live as long as the history. */
LaurelHistory *laurel_history_new (LaurelProgram           *program,
                                   const LaurelLedgerTerms *terms,
                                   LaurelHistoryBook       *book) G_GNUC_WARN_UNUSED_RESULT;
/* What is not finished is not written. */
void laurel_history_free (LaurelHistory *history);

LaurelHistoryResult laurel_history_post (LaurelHistory            *history,
                                         const LaurelHistoryEvent *event,
                                         GError                  **error);
/* Writes what is left and waits until all is there. */
gboolean laurel_history_finish (LaurelHistory *history, GError **error) G_GNUC_WARN_UNUSED_RESULT;

const LaurelHistoryTotals *laurel_history_get_totals (const LaurelHistory *history);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelHistory, laurel_history_free)

G_END_DECLS
