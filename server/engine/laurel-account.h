/* laurel-account.h - one account's part of the ledger, as plain rows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An operation works on an account in memory and leaves in it what it changed: every row carries a
 * LaurelRowState, so that whoever stores the account writes the NEW and the CHANGED rows and
 * nothing else. Rows are numbered by the account itself (lot 1, 2, 3 ... and transaction 1, 2, 3
 * ...), so a row's key is the account's id, which the ledger never sees, and its own number.
 *
 * The number of the last transaction is the account's version. A writer compares it with the stored
 * one under the row's lock: when they differ, somebody was faster, and the operation is loaded and
 * computed again.
 *
 * Nothing needs to be loaded whole; see LaurelAccountNeed. Points are in hundredths, money in minor
 * units, instants in seconds since 1970-01-01 00:00 UTC, days in days since 1970-01-01. Level ids
 * are interned strings (g_intern_string()) and can be compared as pointers.
 */

#pragma once

#include <glib.h>

#include "server/engine/laurel-ledger-terms.h"
#include "server/engine/laurel-receipt.h" /* LAUREL_DAY_NONE */

G_BEGIN_DECLS

typedef enum
{
  LAUREL_ROW_CLEAN,
  LAUREL_ROW_NEW,
  LAUREL_ROW_CHANGED,
} LaurelRowState;

/**
 * LaurelAccountNeed:
 * @LAUREL_ACCOUNT_NEED_OPEN: the account row; lots with remaining > 0; holds that have not ended,
 * with their parts; forgivings with something left
 * @LAUREL_ACCOUNT_NEED_TURNOVER: the turnover by date from the first date on that the basis could
 * see when the account was last posted to (reviews may be due since then): D - rolling_days, or the
 * first day of the calendar period before that of D, D being the program's date of that instant.
 * May be summed up, one row a day. Only where the basis is not the lifetime
 * @LAUREL_ACCOUNT_NEED_PURCHASES: all purchases, voided ones too
 * @LAUREL_ACCOUNT_NEED_BURNT: lots with expired > lost
 * @LAUREL_ACCOUNT_NEED_DOCUMENT: of one document: every lot its grants, consumptions or parts name,
 *   lots whose root is one of them, and the level changes it caused
 * @LAUREL_ACCOUNT_NEED_HISTORY: everything: all lots, all holds with all parts, all purchases,
 * turnover rows one by one, all level changes, transactions and entries
 *
 * What must be in an account's arrays before an operation. More never does harm. Each operation
 * says what it needs and asserts it on LaurelAccount.loaded.
 */
typedef enum
{
  LAUREL_ACCOUNT_NEED_OPEN = 1 << 0,
  LAUREL_ACCOUNT_NEED_TURNOVER = 1 << 1,
  LAUREL_ACCOUNT_NEED_PURCHASES = 1 << 2,
  LAUREL_ACCOUNT_NEED_BURNT = 1 << 3,
  LAUREL_ACCOUNT_NEED_DOCUMENT = 1 << 4,
  LAUREL_ACCOUNT_NEED_HISTORY = 1 << 5,
} LaurelAccountNeed;

typedef enum
{
  LAUREL_DOCUMENT_NONE,
  LAUREL_DOCUMENT_SALE,
  LAUREL_DOCUMENT_RETURN,
  LAUREL_DOCUMENT_VOID,
  LAUREL_DOCUMENT_HOLD,
  LAUREL_DOCUMENT_GRANT,
  LAUREL_DOCUMENT_WRITE_OFF,
  LAUREL_DOCUMENT_UNDO,
  LAUREL_DOCUMENT_MERGE,
  LAUREL_DOCUMENT_LEVEL,
} LaurelDocumentKind;

/**
 * LaurelDocument:
 * @kind: what it is
 * @id: the caller's own number of it
 *
 * What an entry, a lot or a level change comes from. The clock's own postings name the document
 * whose lot or hold came to its end.
 */
typedef struct
{
  LaurelDocumentKind kind;
  gint64             id;
} LaurelDocument;

typedef enum
{
  LAUREL_LOT_SALE,
  LAUREL_LOT_REFERRAL,
  LAUREL_LOT_MANUAL,
  LAUREL_LOT_IMPORT,
  LAUREL_LOT_RESTORED,
} LaurelLotOrigin;

/**
 * LaurelLot:
 * @lot_no: from 1
 * @origin: why there is such a lot
 * @document: what gave it
 * @root: the lot that the points first came from: @lot_no itself, or that of the lot which had
 * burnt when they were restored
 * @tx_no: the transaction that made it
 * @active_from: from here on it can be spent
 * @expiry: NONE, DAYS (@active_to is the instant; END_OF too, once it is a lot) or INACTIVITY
 * @active_to: when it burns. Of INACTIVITY: %LAUREL_INSTANT_NEVER for "follows the account's
 * activity", else the instant that the purchases gave where the plain rule does not
 * @own_day: of INACTIVITY: the date that counts like a purchase for this lot alone
 * @inactivity_days: of INACTIVITY
 * @sealed: a merge found it burnt; no late sale moves its end
 * @undone: a grant by hand that was undone
 * @granted: what it began with
 * @remaining: what is left, held points included
 * @held: of it, what holds keep
 * @expired: burnt
 * @lost: of @expired, what no late sale brings back, because a return or a merge has decided
 * @consumed: redeemed or written off, and not restored to this lot
 * @reversed: taken back
 * @paid: went to the account's debt
 * @moved: went to another account in a merge
 *
 * granted = remaining + expired + consumed + reversed + paid + moved, and 0 <= held <= remaining, 0
 * <= lost <= expired, always.
 */
typedef struct
{
  gint64                 lot_no;
  LaurelLotOrigin        origin;
  LaurelDocument         document;
  gint64                 root;
  gint64                 tx_no;
  gint64                 active_from;
  LaurelLedgerExpiryKind expiry;
  gint64                 active_to;
  gint32                 own_day;
  gint32                 inactivity_days;
  gboolean               sealed;
  gboolean               undone;
  gint64                 granted;
  gint64                 remaining;
  gint64                 held;
  gint64                 expired;
  gint64                 lost;
  gint64                 consumed;
  gint64                 reversed;
  gint64                 paid;
  gint64                 moved;
  LaurelRowState         state;
} LaurelLot;

typedef enum
{
  LAUREL_HOLD_OPEN,
  LAUREL_HOLD_USED,
  LAUREL_HOLD_RELEASED,
  LAUREL_HOLD_TIMED_OUT,
} LaurelHoldEnd;

/**
 * LaurelHold:
 * @hold: the caller's number
 * @tx_no: the transaction that made it
 * @posted: when
 * @until: when it ends by itself
 * @points: how many it keeps, 0 for a hold of a code or a certificate alone
 * @end: how it ended
 * @ended: when it ended (posting time; @until if it timed out), or %LAUREL_INSTANT_NEVER
 */
typedef struct
{
  gint64         hold;
  gint64         tx_no;
  gint64         posted;
  gint64         until;
  gint64         points;
  LaurelHoldEnd  end;
  gint64         ended;
  LaurelRowState state;
} LaurelHold;

/**
 * LaurelHoldPart:
 * @hold: the hold
 * @lot_no: the lot it keeps points of
 * @points: how many; never changes, so that the past can be told
 *
 * Parts of a hold stand in the order in which they would be consumed.
 */
typedef struct
{
  gint64         hold;
  gint64         lot_no;
  gint64         points;
  LaurelRowState state;
} LaurelHoldPart;

/**
 * LaurelPurchase:
 * @sale: the sale
 * @time: its own time
 * @day: its store's date
 * @posted: when this account came to know of it: at the sale's posting, or at the merge that
 * brought it
 * @voided: when it was voided, or %LAUREL_INSTANT_NEVER
 */
typedef struct
{
  gint64         sale;
  gint64         time;
  gint32         day;
  gint64         posted;
  gint64         voided;
  LaurelRowState state;
} LaurelPurchase;

/**
 * LaurelTurnover:
 * @tx_no: the transaction that moved it; 0 where the loader summed up
 * @day: the date it falls on
 * @amount: the change, of either sign
 *
 * Append-only.
 */
typedef struct
{
  gint64         tx_no;
  gint32         day;
  gint64         amount;
  LaurelRowState state;
} LaurelTurnover;

/**
 * LaurelForgiving:
 * @tx_no: the transaction that forgave; with @lot_no the key
 * @lot_no: root of the lot whose points were lacking
 * @posted: when
 * @any_lot: points that come back to any lot make it good, if they were taken before; else those
 * that come back to lots of this root
 * @amount: what was forgiven
 * @left: what has not been made good
 */
typedef struct
{
  gint64         tx_no;
  gint64         lot_no;
  gint64         posted;
  gboolean       any_lot;
  gint64         amount;
  gint64         left;
  LaurelRowState state;
} LaurelForgiving;

typedef enum
{
  LAUREL_TX_SALE,
  LAUREL_TX_REFERRAL,
  LAUREL_TX_RETURN,
  LAUREL_TX_VOID,
  LAUREL_TX_HOLD,
  LAUREL_TX_RELEASE,
  LAUREL_TX_GRANT,
  LAUREL_TX_WRITE_OFF,
  LAUREL_TX_UNDO,
  LAUREL_TX_MERGE,
  LAUREL_TX_LEVEL,
  LAUREL_TX_EXPIRE,
  LAUREL_TX_HOLD_END,
} LaurelTxKind;

/**
 * LaurelTransaction:
 * @tx_no: from 1, without gaps
 * @kind: what happened; EXPIRE, HOLD_END and a LEVEL without a document are the clock's
 * @time: the business time; of the clock's postings the instant that was due
 * @posted: the server's clock; never before the account's last
 * @document: what it comes from
 * @actor: who did it, the caller's number; 0 for the clock
 */
typedef struct
{
  gint64         tx_no;
  LaurelTxKind   kind;
  gint64         time;
  gint64         posted;
  LaurelDocument document;
  gint64         actor;
  LaurelRowState state;
} LaurelTransaction;

typedef enum
{
  LAUREL_ENTRY_LOT,
  LAUREL_ENTRY_DEBT,
  LAUREL_ENTRY_ISSUED,
  LAUREL_ENTRY_REDEEMED,
  LAUREL_ENTRY_EXPIRED,
  LAUREL_ENTRY_REVERSED,
  LAUREL_ENTRY_WRITTEN_OFF,
  LAUREL_ENTRY_FORGIVEN,
} LaurelEntryAccount;

/* What moved, in words of a statement (laurel_ledger_movement_to_string()). */
typedef enum
{
  LAUREL_MOVEMENT_GRANT,
  LAUREL_MOVEMENT_REFERRAL,
  LAUREL_MOVEMENT_MANUAL,
  LAUREL_MOVEMENT_IMPORT,
  LAUREL_MOVEMENT_REDEEM,
  LAUREL_MOVEMENT_RESTORE,
  LAUREL_MOVEMENT_WRITE_OFF,
  LAUREL_MOVEMENT_REVERSE,
  LAUREL_MOVEMENT_FORGIVE,
  LAUREL_MOVEMENT_MAKE_GOOD,
  LAUREL_MOVEMENT_EXPIRE,
  LAUREL_MOVEMENT_UNEXPIRE,
  LAUREL_MOVEMENT_PAY_DEBT,
  LAUREL_MOVEMENT_MERGE,
} LaurelMovement;

/**
 * LaurelEntry:
 * @tx_no: its transaction
 * @entry_no: from 1 within it
 * @movement: why
 * @account: where
 * @lot_no: the lot that the points belong to; 0 for a debt that came from another account; on
 * FORGIVEN that of the LaurelForgiving
 * @amount: the change, as the holder of the account sees it on LOT (points more) and DEBT (owes
 * less); the program's own accounts have the other sign, so that a transaction sums to zero
 */
typedef struct
{
  gint64             tx_no;
  gint32             entry_no;
  LaurelMovement     movement;
  LaurelEntryAccount account;
  gint64             lot_no;
  gint64             amount;
  LaurelRowState     state;
} LaurelEntry;

/**
 * LaurelLevelState:
 * @earned: (nullable): the level that turnover gave
 * @since: when it was reached
 * @review: date of the next review (downgrade by period), or %LAUREL_DAY_NONE
 * @manual: (nullable): the level set by hand
 * @manual_until: its last date, or %LAUREL_DAY_NONE for ever
 */
typedef struct
{
  const char *earned;
  gint64      since;
  gint32      review;
  const char *manual;
  gint32      manual_until;
} LaurelLevelState;

typedef enum
{
  LAUREL_LEVEL_CAUSE_TURNOVER,
  LAUREL_LEVEL_CAUSE_VOID,
  LAUREL_LEVEL_CAUSE_REVIEW,
  LAUREL_LEVEL_CAUSE_DATE,
  LAUREL_LEVEL_CAUSE_HAND,
  LAUREL_LEVEL_CAUSE_HAND_ENDED,
  LAUREL_LEVEL_CAUSE_MERGE,
} LaurelLevelCause;

/**
 * LaurelLevelChange:
 * @tx_no: the transaction it belongs to; there may be several in one
 * @change_no: from 1 within it
 * @time: business time of the change
 * @cause: why
 * @document: the sale, return ... that did it
 * @before: everything about the level before
 * @after: and after
 * @from: (nullable): what the account's level was
 * @to: (nullable): what it is now; differs from @from where `level_up` or `level_down` is to be
 * raised
 * @direction: 1 up, -1 down, 0: nothing to raise (a review that changed nothing, an earned level
 * that moved beneath one set by hand)
 */
typedef struct
{
  gint64           tx_no;
  gint32           change_no;
  gint64           time;
  LaurelLevelCause cause;
  LaurelDocument   document;
  LaurelLevelState before;
  LaurelLevelState after;
  const char      *from;
  const char      *to;
  gint             direction;
  LaurelRowState   state;
} LaurelLevelChange;

/**
 * LaurelAccount:
 * @version: number of the last transaction
 * @last_lot: number of the last lot
 * @posted: posting time of the last transaction, 0 before the first
 * @debt: points owed, not negative
 * @turnover: lifetime turnover
 * @purchase_count: purchases, without voided ones
 * @last_purchase_time: of the last purchase in order of time, or 0
 * @last_purchase_day: its date, or %LAUREL_DAY_NONE
 * @activity_day: the latest date of any purchase, or %LAUREL_DAY_NONE. Not the same as the last:
 * stores live in different zones
 * @level: what is stored about the level; ask laurel_ledger_level() for the one that counts
 * @next_due: before this instant a sweep has nothing to do; %LAUREL_INSTANT_NEVER: not at all. Kept
 * by every operation
 * @merged: the account has gone into another one; every operation refuses it
 * @state: CHANGED by every operation; NEW by laurel_account_new()
 * @loaded: what the loader put in
 *
 * Arrays are in order of their keys; the loader appends rows with state CLEAN (0).
 */
typedef struct
{
  gint64           version;
  gint64           last_lot;
  gint64           posted;
  gint64           debt;
  gint64           turnover;
  gint64           purchase_count;
  gint64           last_purchase_time;
  gint32           last_purchase_day;
  gint32           activity_day;
  LaurelLevelState level;
  gint64           next_due;
  gboolean         merged;
  LaurelRowState   state;

  LaurelAccountNeed loaded;
  GArray           *lots;          /* (element-type LaurelLot) */
  GArray           *holds;         /* (element-type LaurelHold) */
  GArray           *hold_parts;    /* (element-type LaurelHoldPart) */
  GArray           *purchases;     /* (element-type LaurelPurchase) */
  GArray           *turnovers;     /* (element-type LaurelTurnover) */
  GArray           *forgivings;    /* (element-type LaurelForgiving) */
  GArray           *transactions;  /* (element-type LaurelTransaction) */
  GArray           *entries;       /* (element-type LaurelEntry) */
  GArray           *level_changes; /* (element-type LaurelLevelChange) */
} LaurelAccount;

/* An account of nothing, all of which counts as loaded. */
LaurelAccount *laurel_account_new (void);
LaurelAccount *laurel_account_copy (const LaurelAccount *account);
void           laurel_account_free (LaurelAccount *account);

/* Makes every row CLEAN: what was changed has been stored. */
void laurel_account_mark_stored (LaurelAccount *account);

/* The lot of that number, or %NULL where it was not loaded. Stays valid until a lot is added. */
LaurelLot  *laurel_account_find_lot (const LaurelAccount *account, gint64 lot_no);
LaurelHold *laurel_account_find_hold (const LaurelAccount *account, gint64 hold);

/* When @lot burns, %LAUREL_INSTANT_NEVER if never: its own end, or what the activity makes of it.
 */
gint64 laurel_account_lot_end (const LaurelAccount    *account,
                               const LaurelLot        *lot,
                               const LaurelLedgerZone *zone);

/* The date of the last purchase not after @day, for a price's facts, or %LAUREL_DAY_NONE. Needs
 * PURCHASES where the account's last_purchase_day is after @day. */
gint32 laurel_account_last_purchase (const LaurelAccount *account, gint32 day);

/* Takes everything back that was posted after @posted. The account can then be read, and can have
 * what is due posted to it, but it must not be stored. Needs HISTORY. */
void laurel_account_rewind (LaurelAccount *account, const LaurelLedgerZone *zone, gint64 posted);

/* Our own promises about the rows that are loaded, as an assertion: sums of lots, holds within
 * lots, no free points beside a debt, every new transaction summing to zero. Every operation ends
 * in it. */
void laurel_account_check (const LaurelAccount *account);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelAccount, laurel_account_free)

G_END_DECLS
