/* laurel-program-terms.h - what a program says that the price does not depend on
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Plain structs with their defaults filled in; they live as long as the draft or program that they
 * came from. Days are counts of days, points hundredths, money minor units.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  LAUREL_PERIOD_DAY,
  LAUREL_PERIOD_WEEK,
  LAUREL_PERIOD_MONTH,
  LAUREL_PERIOD_QUARTER,
  LAUREL_PERIOD_YEAR,
} LaurelPeriod;

typedef enum
{
  LAUREL_EXPIRY_NONE,
  LAUREL_EXPIRY_DAYS,
  LAUREL_EXPIRY_END_OF,
  LAUREL_EXPIRY_INACTIVITY,
} LaurelExpiryKind;

/**
 * LaurelExpiry:
 * @kind: how the life of points ends
 * @days: of DAYS and INACTIVITY, 0 to 36500
 * @period: of END_OF: MONTH, QUARTER or YEAR
 * @grace: of END_OF, 0 to 36500
 */
typedef struct
{
  LaurelExpiryKind kind;
  gint32           days;
  LaurelPeriod     period;
  gint32           grace;
} LaurelExpiry;

/**
 * LaurelLotTerms:
 * @leaf: id of a discount that gives points
 * @activation_days: 0 to 36500
 * @expiry: how they end
 *
 * Members that the document leaves out are those of `accrual`.
 */
typedef struct
{
  const char  *leaf;
  gint32       activation_days;
  LaurelExpiry expiry;
} LaurelLotTerms;

typedef enum
{
  LAUREL_SHORTFALL_DEBT,
  LAUREL_SHORTFALL_OTHER_LOTS,
  LAUREL_SHORTFALL_FORGIVE,
} LaurelShortfall;

typedef enum
{
  LAUREL_BASIS_LIFETIME,
  LAUREL_BASIS_ROLLING,
  LAUREL_BASIS_CALENDAR,
} LaurelBasis;

typedef enum
{
  LAUREL_DOWNGRADE_NEVER,
  LAUREL_DOWNGRADE_IMMEDIATE,
  LAUREL_DOWNGRADE_PERIOD,
} LaurelDowngrade;

/**
 * LaurelLevel:
 * @id: level id
 * @name: (nullable): as people call it
 * @representation: (nullable): what stands for it, such as "Gold card"
 * @order: decides between levels of one threshold
 * @threshold: turnover from which it holds
 * @accrual: rate of base accrual, basis points, 0 to 10^6
 * @max_share: the most of a receipt that may be paid with points, or -1: the program's
 */
typedef struct
{
  const char *id;
  const char *name;
  const char *representation;
  gint64      order;
  gint64      threshold;
  gint64      accrual;
  gint64      max_share;
} LaurelLevel;

/**
 * LaurelOperationLimit:
 * @period: DAY, WEEK or MONTH
 * @count: sales per card in it, from 1
 * @hard: more of them are refused, not only reported
 */
typedef struct
{
  LaurelPeriod period;
  gint32       count;
  gboolean     hard;
} LaurelOperationLimit;

/**
 * LaurelProgramTerms:
 * @name: what people call the program
 * @currency: ISO 4217 code
 * @time_zone: IANA zone of the program
 * @money_per_point: minor units that 100 hundredths of a point are worth
 * @activation_days: of points that no @lots speak of
 * @expiry: likewise
 * @levels: (array length=n_levels): in the order of the document
 * @lots: (array length=n_lots): discounts whose points live otherwise
 * @shortfall: what becomes of points that a return cannot take back
 * @grace_days: life of redeemed points that come back to a burnt lot; 0: none
 * @calendar: of the CALENDAR basis: QUARTER or YEAR
 * @redeem_from: points from which redemption asks for a verification, or -1: never
 * @operation_limits: (array length=n_operation_limits): the most sales of one card
 */
typedef struct
{
  const char                 *name;
  const char                 *currency;
  const char                 *time_zone;
  gint64                      money_per_point;
  gint32                      activation_days;
  LaurelExpiry                expiry;
  LaurelBasis                 basis;
  LaurelDowngrade             downgrade;
  const LaurelLevel          *levels;
  gsize                       n_levels;
  const LaurelLotTerms       *lots;
  gsize                       n_lots;
  LaurelShortfall             shortfall;
  gint32                      grace_days;
  gint32                      hold_minutes;
  gint32                      hold_max_minutes;
  gint32                      late_minutes;
  gint32                      late_days;
  gint32                      rolling_days;
  LaurelPeriod                calendar;
  gint32                      period_days;
  gint64                      redeem_from;
  gint32                      verification_minutes;
  gint32                      verification_attempts;
  const LaurelOperationLimit *operation_limits;
  gsize                       n_operation_limits;
} LaurelProgramTerms;

G_END_DECLS
