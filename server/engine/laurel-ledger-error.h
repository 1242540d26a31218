/* laurel-ledger-error.h - why the ledger refuses
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define LAUREL_LEDGER_ERROR (laurel_ledger_error_quark ())

/* One for each refusal that is the ledger's to decide; laurel_ledger_error_to_string() gives the
 * word of the HTTP contract. A refused operation has changed nothing but what was due. */
typedef enum
{
  LAUREL_LEDGER_ERROR_NOT_ENOUGH_POINTS,
  LAUREL_LEDGER_ERROR_REDEEM_LIMIT,
  LAUREL_LEDGER_ERROR_TOO_OLD,
  LAUREL_LEDGER_ERROR_IN_FUTURE,
  LAUREL_LEDGER_ERROR_LINE_TWICE,
  LAUREL_LEDGER_ERROR_UNKNOWN_LINE,
  LAUREL_LEDGER_ERROR_QUANTITY_EXCEEDS,
  LAUREL_LEDGER_ERROR_NOTHING_TO_RETURN,
  LAUREL_LEDGER_ERROR_SALE_VOIDED,
  LAUREL_LEDGER_ERROR_HAS_RETURNS,
  LAUREL_LEDGER_ERROR_VOID_TOO_LATE,
  LAUREL_LEDGER_ERROR_UNKNOWN_HOLD,
  LAUREL_LEDGER_ERROR_HOLD_ENDED,
  LAUREL_LEDGER_ERROR_UNKNOWN_LEVEL,
  LAUREL_LEDGER_ERROR_MERGED,
  LAUREL_LEDGER_ERROR_RANGE,
} LaurelLedgerError;

/**
 * LaurelRefusal:
 * @available: of NOT_ENOUGH_POINTS and REDEEM_LIMIT: points that are free (of a sale: or in its
 * holds)
 * @redeemable: of the same, of a sale: what this receipt could redeem
 * @n: of UNKNOWN_LINE, QUANTITY_EXCEEDS and LINE_TWICE: the line
 * @left: of UNKNOWN_LINE and QUANTITY_EXCEEDS: what is left of it, thousandths
 * @hold: of HOLD_ENDED and UNKNOWN_HOLD: the hold
 * @ended: of HOLD_ENDED: "used", "released" or "timed_out"
 * @posted: of TOO_OLD and IN_FUTURE
 *
 * The numbers that go with an error. Filled in beside the GError; members of other codes are 0.
 */
typedef struct
{
  gint64      available;
  gint64      redeemable;
  gint64      n;
  gint64      left;
  gint64      hold;
  const char *ended;
  gint64      posted;
} LaurelRefusal;

GQuark laurel_ledger_error_quark (void);

/* "not_enough_points" and so on: static. */
const char *laurel_ledger_error_to_string (LaurelLedgerError code);

G_END_DECLS
