/* laurel-ledger-terms.h - what a program says about points once they are given
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Plain structs that own nothing: whoever fills them in keeps everything they point to. Days are
 * days since 1970-01-01, instants seconds since 1970-01-01 00:00 UTC.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The instant that never comes: the end of a lot that does not burn, a sweep with nothing to do. */
#define LAUREL_INSTANT_NEVER G_MAXINT64

/**
 * LaurelLedgerZone:
 * @data: handed to both functions
 * @day_start: the first instant of a date in program time
 * @day_of: the program's date of an instant
 *
 * The program's zone. All instants that are made from dates are made by it.
 */
typedef struct
{
  gconstpointer data;
  gint64 (*day_start) (gconstpointer data, gint32 day);
  gint32 (*day_of) (gconstpointer data, gint64 instant);
} LaurelLedgerZone;

typedef enum
{
  LAUREL_LEDGER_MONTH,
  LAUREL_LEDGER_QUARTER,
  LAUREL_LEDGER_YEAR,
} LaurelLedgerPeriod;

typedef enum
{
  LAUREL_LEDGER_EXPIRY_NONE,
  LAUREL_LEDGER_EXPIRY_DAYS,
  LAUREL_LEDGER_EXPIRY_END_OF,
  LAUREL_LEDGER_EXPIRY_INACTIVITY,
} LaurelLedgerExpiryKind;

/**
 * LaurelLedgerExpiry:
 * @kind: how the end of a lot is reckoned
 * @days: of DAYS and INACTIVITY, 0 to 36500
 * @period: of END_OF
 * @grace: of END_OF, 0 to 36500
 */
typedef struct
{
  LaurelLedgerExpiryKind kind;
  gint32                 days;
  LaurelLedgerPeriod     period;
  gint32                 grace;
} LaurelLedgerExpiry;

/**
 * LaurelLedgerLotTerms:
 * @activation_days: 0 to 36500
 * @expiry: how it ends
 */
typedef struct
{
  gint32             activation_days;
  LaurelLedgerExpiry expiry;
} LaurelLedgerLotTerms;

/**
 * LaurelLedgerLeaf:
 * @leaf: id of a discount with dates of its own
 * @lots: its terms, whole: what the program leaves out is filled in from its accrual
 */
typedef struct
{
  const char          *leaf;
  LaurelLedgerLotTerms lots;
} LaurelLedgerLeaf;

typedef enum
{
  LAUREL_LEDGER_SHORTFALL_DEBT,
  LAUREL_LEDGER_SHORTFALL_OTHER_LOTS,
  LAUREL_LEDGER_SHORTFALL_FORGIVE,
} LaurelLedgerShortfall;

/**
 * LaurelLedgerReturnTerms:
 * @shortfall: what becomes of points that were given, are returned and are not there any more
 * @grace_days: how long redeemed points live that come back to a burnt lot; 0: they stay burnt
 */
typedef struct
{
  LaurelLedgerShortfall shortfall;
  gint32                grace_days;
} LaurelLedgerReturnTerms;

typedef enum
{
  LAUREL_LEDGER_BASIS_LIFETIME,
  LAUREL_LEDGER_BASIS_ROLLING,
  LAUREL_LEDGER_BASIS_CALENDAR,
} LaurelLedgerBasis;

typedef enum
{
  LAUREL_LEDGER_DOWNGRADE_NEVER,
  LAUREL_LEDGER_DOWNGRADE_IMMEDIATE,
  LAUREL_LEDGER_DOWNGRADE_PERIOD,
} LaurelLedgerDowngrade;

/**
 * LaurelLedgerLevel:
 * @id: the level's id
 * @threshold: turnover from which on it is supported
 * @order: decides between levels of equal threshold
 */
typedef struct
{
  const char *id;
  gint64      threshold;
  gint64      order;
} LaurelLedgerLevel;

/**
 * LaurelLedgerTerms:
 * @money_per_point: minor units that one point (100 hundredths) is worth, above 0
 * @zone: program time
 * @accrual: dates of base points, and of leaves that have none of their own
 * @leaves: (array length=n_leaves): in any order
 * @returns: of sales of this version
 * @hold_minutes: the life of a hold that names none
 * @hold_max_minutes: the longest
 * @late_minutes: a sale that is older than this when posted is late
 * @late_days: one that is older than this is refused
 * @levels: (array length=n_levels): in any order, no id twice
 * @basis: which turnover counts
 * @rolling_days: of ROLLING, from 1
 * @calendar: of CALENDAR: YEAR or QUARTER
 * @downgrade: whether and when the earned level falls
 * @period_days: of PERIOD without a calendar, from 1
 */
typedef struct
{
  gint64                   money_per_point;
  LaurelLedgerZone         zone;
  LaurelLedgerLotTerms     accrual;
  const LaurelLedgerLeaf  *leaves;
  gsize                    n_leaves;
  LaurelLedgerReturnTerms  returns;
  gint32                   hold_minutes;
  gint32                   hold_max_minutes;
  gint32                   late_minutes;
  gint32                   late_days;
  const LaurelLedgerLevel *levels;
  gsize                    n_levels;
  LaurelLedgerBasis        basis;
  gint32                   rolling_days;
  LaurelLedgerPeriod       calendar;
  LaurelLedgerDowngrade    downgrade;
  gint32                   period_days;
} LaurelLedgerTerms;

/* The dates of @leaf's points: its own, or those of the accrual ("base" and the unknown too). */
const LaurelLedgerLotTerms *laurel_ledger_terms_get_lots (const LaurelLedgerTerms *terms,
                                                          const char              *leaf);

G_END_DECLS
