/* laurel-ledger.h - everything that moves points
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pure functions over accounts. Each takes the posting instant as an argument, first posts what is
 * due on its accounts until then, then its own transaction, then settles debts. There is no clock
 * here, and no database: load an account, call one of these, store what is not CLEAN.
 *
 * A refusal is a GError of LAUREL_LEDGER_ERROR, with numbers in @refusal (nullable everywhere).
 * What was due may have been posted nevertheless; storing that is right, and not storing it as
 * well.
 *
 * A posting instant before the account's last (servers' clocks differ) counts as the last one.
 *
 * Buyer and referrer may have become one account by a merge: then both arguments are the same
 * pointer.
 */

#pragma once

#include "server/engine/laurel-account.h"
#include "server/engine/laurel-ledger-error.h"
#include "server/engine/laurel-ledger-sale.h"
#include "server/engine/laurel-ledger-terms.h"
#include "server/engine/laurel-priced.h"
#include "server/engine/laurel-receipt.h"

G_BEGIN_DECLS

/**
 * LaurelPosting:
 * @terms: those of the program in force at posting
 * @posted: the server's clock
 * @time: the business time, for most operations the same
 * @actor: who does it; kept with the transaction
 */
typedef struct
{
  const LaurelLedgerTerms *terms;
  gint64                   posted;
  gint64                   time;
  gint64                   actor;
} LaurelPosting;

/* === What is due ============================================================================== */

/* Posts what fell due until @posted, that is: burnt lots, holds that timed out, level reviews, ends
 * of levels set by hand, in order of their instants, each in a transaction of its own. Twice is
 * once. Returns how many transactions that were. Needs OPEN and, unless the basis is lifetime,
 * TURNOVER. */
guint laurel_ledger_post_due (LaurelAccount           *account,
                              const LaurelLedgerTerms *terms,
                              gint64                   posted);

/* === Sale ===================================================================================== */

/* Refuses a time that is older than late_days or more than 15 minutes ahead; else says in @late
 * whether it is older than late_minutes. */
gboolean laurel_ledger_check_time (const LaurelLedgerTerms *terms,
                                   gint64                   time,
                                   gint64                   posted,
                                   gboolean                *late,
                                   LaurelRefusal           *refusal,
                                   GError                 **error);

/* What a sale of @time that is posted now needs of the buyer's account. OPEN (and TURNOVER) while
 * no midnight of the program lies between the two, else PURCHASES and BURNT as well. A late sale
 * also needs HISTORY for laurel_ledger_level_then(). The referrer's account needs OPEN and, where
 * the buyer's does, PURCHASES. */
LaurelAccountNeed laurel_ledger_sale_need (const LaurelLedgerTerms *terms,
                                           gint64                   time,
                                           gint64                   posted);

/* The level that was known at @time, for the facts of a late sale's price. @account is not changed.
 * Needs HISTORY. */
const char *laurel_ledger_level_then (const LaurelAccount     *account,
                                      const LaurelLedgerTerms *terms,
                                      gint64                   time);

/* Points that a sale may redeem: those that are available at @posted, and those that the named
 * holds keep. Posts what is due. Refuses UNKNOWN_HOLD (one that was not loaded counts as such: load
 * named holds with OPEN) and HOLD_ENDED. */
gboolean laurel_ledger_redeemable (LaurelAccount           *account,
                                   const LaurelLedgerTerms *terms,
                                   gint64                   posted,
                                   const gint64            *holds,
                                   gsize                    n_holds,
                                   gint64                  *available,
                                   LaurelRefusal           *refusal,
                                   GError                 **error);

/* Refuses a receipt that asks for more points than are @available, or than the price found
 * redeemable. MAX and NONE are never refused. */
gboolean laurel_ledger_check_redeem (const LaurelReceipt *receipt,
                                     const LaurelPriced  *priced,
                                     gint64               available,
                                     LaurelRefusal       *refusal,
                                     GError             **error);

/**
 * LaurelSaleRequest:
 * @sale: the caller's number for it
 * @day: its store's date
 * @terms: of the program version that priced it (lots); levels go by those of the posting
 * @receipt: for its certificates; in the order in which @priced answers them
 * @priced: its price; redeems what it redeems
 * @holds: (array length=n_holds): holds it names
 */
typedef struct
{
  gint64                   sale;
  gint32                   day;
  const LaurelLedgerTerms *terms;
  const LaurelReceipt     *receipt;
  const LaurelPriced      *priced;
  const gint64            *holds;
  gsize                    n_holds;
} LaurelSaleRequest;

/* Commits a sale. @buyer is %NULL for an anonymous one (no points, no turnover), @referrer %NULL
 * where nobody brought the buyer or nothing is given to them; both become settled. Returns the
 * document to store, or %NULL with NOT_ENOUGH_POINTS, UNKNOWN_HOLD, HOLD_ENDED or MERGED. Holds of
 * codes and certificates are named and ended in the same way as those of points. Needs
 * laurel_ledger_sale_need().
 */
LaurelSale *laurel_ledger_sale (LaurelAccount           *buyer,
                                LaurelAccount           *referrer,
                                const LaurelPosting     *posting,
                                const LaurelSaleRequest *request,
                                LaurelRefusal           *refusal,
                                GError                 **error) G_GNUC_WARN_UNUSED_RESULT;

/* === Return and void ========================================================================== */

/**
 * LaurelReturnLine:
 * @n: the line
 * @quantity: thousandths, above 0
 */
typedef struct
{
  gint64 n;
  gint64 quantity;
} LaurelReturnLine;

/**
 * LaurelReturnRequest:
 * @document: RETURN or VOID with the caller's number
 * @policy: returns of the sale's program version
 * @lines: (array length=n_lines): what comes back; none: all that is left
 */
typedef struct
{
  LaurelDocument                 document;
  const LaurelLedgerReturnTerms *policy;
  const LaurelReturnLine        *lines;
  gsize                          n_lines;
} LaurelReturnRequest;

/**
 * LaurelReturnTotals:
 * @discount: reversed
 * @turnover: reversed
 * @refund: money to give back, without what goes to certificates
 * @certificates: money that goes to certificates; how much to which is what
 * LaurelSale.certificates' restored grew by
 * @restored_points: redeemed points given back
 * @expired_points: redeemed points that stay burnt
 * @reversed_points: the buyer's granted points, taken back
 * @referrer_points: the referrer's
 * @owed_points: of @reversed_points, what became a debt that is still there
 * @forgiven_points: of @reversed_points, what was forgiven
 */
typedef struct
{
  gint64 discount;
  gint64 turnover;
  gint64 refund;
  gint64 certificates;
  gint64 restored_points;
  gint64 expired_points;
  gint64 reversed_points;
  gint64 referrer_points;
  gint64 owed_points;
  gint64 forgiven_points;
} LaurelReturnTotals;

/* Returns goods of @sale and changes it. Refuses LINE_TWICE, UNKNOWN_LINE, QUANTITY_EXCEEDS,
 * NOTHING_TO_RETURN, SALE_VOIDED, RANGE. @buyer is %NULL for an anonymous sale, @referrer where no
 * line gave them points. Needs OPEN, TURNOVER, DOCUMENT of both, and PURCHASES of the buyer's where
 * points were redeemed. */
gboolean laurel_ledger_return (LaurelAccount             *buyer,
                               LaurelAccount             *referrer,
                               LaurelSale                *sale,
                               const LaurelPosting       *posting,
                               const LaurelReturnRequest *request,
                               LaurelReturnTotals        *totals,
                               LaurelRefusal             *refusal,
                               GError                   **error) G_GNUC_WARN_UNUSED_RESULT;

/* Undoes @sale whole, with the purchase and the level it raised. @day is the store's date of the
 * void's time: another than the sale's is VOID_TOO_LATE; %LAUREL_DAY_NONE (a cancellation) fits
 * any. Refuses SALE_VOIDED, HAS_RETURNS. @request has no lines. Needs OPEN, TURNOVER, PURCHASES and
 * DOCUMENT. */
gboolean laurel_ledger_void (LaurelAccount             *buyer,
                             LaurelAccount             *referrer,
                             LaurelSale                *sale,
                             const LaurelPosting       *posting,
                             const LaurelReturnRequest *request,
                             gint32                     day,
                             LaurelReturnTotals        *totals,
                             LaurelRefusal             *refusal,
                             GError                   **error) G_GNUC_WARN_UNUSED_RESULT;

/* A return without a known sale: lowers the turnover of @day by @gross and moves no points. */
gboolean laurel_ledger_return_unlinked (LaurelAccount       *account,
                                        const LaurelPosting *posting,
                                        LaurelDocument       document,
                                        gint32               day,
                                        gint64               gross,
                                        GError             **error) G_GNUC_WARN_UNUSED_RESULT;

/* === Holds ==================================================================================== */

/* Reserves @points (0: none, for a hold of a code or a certificate) for @minutes (0: as the terms
 * say; 1 to hold_max_minutes, else RANGE). Says in @until when it ends. Refuses NOT_ENOUGH_POINTS.
 * Needs OPEN. */
gboolean laurel_ledger_hold (LaurelAccount       *account,
                             const LaurelPosting *posting,
                             gint64               hold,
                             gint64               points,
                             gint32               minutes,
                             gint64              *until,
                             LaurelRefusal       *refusal,
                             GError             **error) G_GNUC_WARN_UNUSED_RESULT;

/* Ends it. Refuses UNKNOWN_HOLD, HOLD_ENDED. Needs OPEN and the hold itself, ended or not. */
gboolean laurel_ledger_release (LaurelAccount       *account,
                                const LaurelPosting *posting,
                                gint64               hold,
                                LaurelRefusal       *refusal,
                                GError             **error) G_GNUC_WARN_UNUSED_RESULT;

/* === By hand ================================================================================== */

/* Gives @points (above 0) of @origin MANUAL or IMPORT with the dates of @lots, counted from the
 * program's date at posting; of an IMPORT from that of the posting's time. Says in @lot_no which
 * lot it is. Needs OPEN, and PURCHASES for an import. */
gboolean laurel_ledger_grant (LaurelAccount              *account,
                              const LaurelPosting        *posting,
                              LaurelLotOrigin             origin,
                              LaurelDocument              document,
                              gint64                      points,
                              const LaurelLedgerLotTerms *lots,
                              gint64                     *lot_no,
                              GError                    **error) G_GNUC_WARN_UNUSED_RESULT;

/* Takes @points (above 0) in the order of consumption. Appends LaurelConsumption rows to
 * @consumptions, which an undo needs. Refuses NOT_ENOUGH_POINTS. Needs OPEN. */
gboolean laurel_ledger_write_off (LaurelAccount       *account,
                                  const LaurelPosting *posting,
                                  LaurelDocument       document,
                                  gint64               points,
                                  GArray              *consumptions,
                                  LaurelRefusal       *refusal,
                                  GError             **error) G_GNUC_WARN_UNUSED_RESULT;

/* Takes the whole grant @lot_no back like a return of it, by the terms' returns. NOTHING_TO_RETURN
 * the second time. Needs OPEN and DOCUMENT. */
gboolean laurel_ledger_undo_grant (LaurelAccount       *account,
                                   const LaurelPosting *posting,
                                   LaurelDocument       document,
                                   gint64               lot_no,
                                   LaurelReturnTotals  *totals,
                                   GError             **error) G_GNUC_WARN_UNUSED_RESULT;

/* Restores a write-off whole. NOTHING_TO_RETURN the second time. @written_off is when it was
 * posted, in the transaction @written_off_tx. Needs OPEN, DOCUMENT, PURCHASES. */
gboolean laurel_ledger_undo_write_off (LaurelAccount       *account,
                                       const LaurelPosting *posting,
                                       LaurelDocument       document,
                                       GArray              *consumptions,
                                       gint64               written_off,
                                       gint64               written_off_tx,
                                       LaurelReturnTotals  *totals,
                                       GError             **error) G_GNUC_WARN_UNUSED_RESULT;

/* Sets the level by hand through the date @until (%LAUREL_DAY_NONE: for ever); a @level of %NULL
 * clears it. Refuses UNKNOWN_LEVEL. Needs OPEN, TURNOVER. */
gboolean laurel_ledger_set_level (LaurelAccount       *account,
                                  const LaurelPosting *posting,
                                  LaurelDocument       document,
                                  const char          *level,
                                  gint32               until,
                                  GError             **error) G_GNUC_WARN_UNUSED_RESULT;

/* === Merge ==================================================================================== */

/**
 * LaurelMerge:
 * @lot_offset: the source's lot n is the target's lot n + this
 * @tx_no: the target's transaction
 */
typedef struct
{
  gint64 lot_offset;
  gint64 tx_no;
} LaurelMerge;

/* Merges @source into @target. The target gets a copy of every lot, purchase, open hold and
 * forgiving of the source, and of its turnover, as NEW rows; lots keep their dates and counters,
 * what remains moves. The source keeps its history and is closed. Documents' lot numbers are to be
 * raised by
 * @merge's offset where they are stored under the target. Both need HISTORY but for transactions
 * and entries. Refuses MERGED. */
gboolean laurel_ledger_merge (LaurelAccount       *target,
                              LaurelAccount       *source,
                              const LaurelPosting *posting,
                              LaurelDocument       document,
                              LaurelMerge         *merge,
                              GError             **error) G_GNUC_WARN_UNUSED_RESULT;

/* === Reading ================================================================================== */

/**
 * LaurelBalanceItem:
 * @day: the program's date
 * @points: above 0
 */
typedef struct
{
  gint32 day;
  gint64 points;
} LaurelBalanceItem;

/**
 * LaurelBalance:
 * @available: active, not held; 0 with a debt
 * @held: kept by holds
 * @pending: (element-type LaurelBalanceItem): what becomes active, by date
 * @pending_total: sum of @pending
 * @debt: owed
 * @burns: (element-type LaurelBalanceItem): all remaining points by the first day without them
 * @level: (nullable): the level that counts
 * @turnover: lifetime
 * @level_turnover: by the basis, not below 0
 */
typedef struct
{
  gint64      available;
  gint64      held;
  GArray     *pending;
  gint64      pending_total;
  gint64      debt;
  GArray     *burns;
  const char *level;
  gint64      turnover;
  gint64      level_turnover;
} LaurelBalance;

/* The balance at @at, which may be now or in the future; for the past rewind first. Nothing is
 * changed: where something falls due until then, it is posted to a copy. Needs OPEN, TURNOVER. */
LaurelBalance *laurel_ledger_balance (const LaurelAccount     *account,
                                      const LaurelLedgerTerms *terms,
                                      gint64                   at) G_GNUC_WARN_UNUSED_RESULT;
void           laurel_balance_free (LaurelBalance *balance);

/* The level that counts at @at, now or in the future. */
const char *laurel_ledger_level (const LaurelAccount     *account,
                                 const LaurelLedgerTerms *terms,
                                 gint64                   at);

/**
 * LaurelStatementItem:
 * @posted: when it was posted; of what is due and not yet posted, the instant it was due
 * @time: its business time
 * @movement: what moved
 * @points: the change of remaining points less debt, not 0
 * @balance: their sum so far
 * @lot_no: the lot
 * @document: the source document
 * @actor: who
 */
typedef struct
{
  gint64         posted;
  gint64         time;
  LaurelMovement movement;
  gint64         points;
  gint64         balance;
  gint64         lot_no;
  LaurelDocument document;
  gint64         actor;
} LaurelStatementItem;

/* (element-type LaurelStatementItem): all that was posted, or was due, by @at, in order of posting.
 * @account must not have anything after @at: rewind first. Needs HISTORY. */
GArray *laurel_ledger_statement (const LaurelAccount     *account,
                                 const LaurelLedgerTerms *terms,
                                 gint64                   at) G_GNUC_WARN_UNUSED_RESULT;

/* "grant", "redeem" and so on, as a statement calls them: static. */
const char *laurel_ledger_movement_to_string (LaurelMovement movement);

/**
 * LaurelLiability:
 * @points: all remaining points
 * @debt: all debts
 * @by_burn: (element-type LaurelBalanceItem): by burning date; %LAUREL_DAY_NONE, the last, for
 * never
 */
typedef struct
{
  gint64  points;
  gint64  debt;
  GArray *by_burn;
} LaurelLiability;

LaurelLiability *laurel_liability_new (void);
void             laurel_liability_free (LaurelLiability *liability);

/* Adds what @account is owed at @at, now or in the future (for the past rewind first). Needs OPEN.
 */
void laurel_ledger_add_liability (LaurelLiability         *liability,
                                  const LaurelAccount     *account,
                                  const LaurelLedgerTerms *terms,
                                  gint64                   at);

/* What they are worth, rounded down. */
gint64 laurel_liability_get_money (const LaurelLiability   *liability,
                                   const LaurelLedgerTerms *terms);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelBalance, laurel_balance_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelLiability, laurel_liability_free)

G_END_DECLS
