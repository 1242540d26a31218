/* laurel-store-reports.h - figures of the whole chain by day, and what it owes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a callback is given lives until it returns. Money is in minor units, points in hundredths,
 * days since 1970-01-01. A missing text is %NULL.
 */

#pragma once

#include "server/store/laurel-store.h"

G_BEGIN_DECLS

/**
 * LaurelPeriodFilter:
 * @from_day, @to_day: the days of the report, both of them included
 * @before_from, @before_to: those it is compared with, or %LAUREL_DAY_NONE both
 * @beside_shift: days between a day and the one it is set beside: whole weeks, so that a Sunday
 *   stands beside a Sunday
 * @beside_to: last date whose figures are needed for that; not before @before_to
 * @store: (nullable): one store only
 * @channel: (nullable): one channel only
 * @today: the program's date
 * @n_discounts: how many discounts to tell of
 */
typedef struct
{
  gint32      from_day;
  gint32      to_day;
  gint32      before_from;
  gint32      before_to;
  gint32      beside_shift;
  gint32      beside_to;
  const char *store;
  const char *channel;
  gint32      today;
  gint64      n_discounts;
} LaurelPeriodFilter;

/**
 * LaurelDayFigures:
 * @store: "" for none; so @channel
 * @receipts: sales that were not voided
 * @with_card: of them, those of an account
 * @turnover: what was paid in them, less what was given back
 * @discount: what discounts took off, less what returns reversed
 * @issued: points given, to buyers and to who brought them, less what returns took back
 * @redeemed: points spent, less what returns restored
 */
typedef struct
{
  gint32      day;
  const char *store;
  const char *channel;
  gint64      receipts;
  gint64      with_card;
  gint64      turnover;
  gint64      discount;
  gint64      issued;
  gint64      redeemed;
} LaurelDayFigures;

/* What has neither store nor channel, or is not a sum over them. */
typedef enum
{
  LAUREL_DAY_ACTIVE_CLIENTS, /* accounts that bought; of the report's days alone */
  LAUREL_DAY_NEW_CLIENTS,    /* registered; not with a store or a channel */
  LAUREL_DAY_BURNT,          /* points; not with a store or a channel */
  LAUREL_DAY_BY_HAND,        /* points granted by people; not with a store or a channel */
  LAUREL_N_DAY_COUNTS,
} LaurelDayCountKind;

typedef struct
{
  LaurelDayCountKind kind;
  gint32             day;
  gint64             value;
} LaurelDayCount;

typedef struct
{
  const char *store;
  const char *name;
} LaurelStoreName;

/* @id: (nullable): %NULL: the program's lowest */
typedef struct
{
  const char *id;
  gint64      clients;
} LaurelLevelCount;

typedef struct
{
  const char *leaf;
  gint64      money;
  gint64      receipts;
} LaurelDiscountCost;

/**
 * LaurelOverview:
 * @days: (array length=n_days): of both periods, by day
 * @counts: (array length=n_counts): likewise; what is zero may be missing
 * @stores: (array length=n_stores): all there are, deleted ones too
 * @levels: (array length=n_levels): accounts by the level that counts today
 * @discounts: (array length=n_discounts): the costliest first
 * @active, @active_before: how many accounts bought in the periods
 * @clients: how many are registered
 */
typedef struct
{
  const LaurelDayFigures   *days;
  gsize                     n_days;
  const LaurelDayCount     *counts;
  gsize                     n_counts;
  const LaurelStoreName    *stores;
  gsize                     n_stores;
  const LaurelLevelCount   *levels;
  gsize                     n_levels;
  const LaurelDiscountCost *discounts;
  gsize                     n_discounts;
  gint64                    active;
  gint64                    active_before;
  gint64                    clients;
} LaurelOverview;

/* Brings the figures of a period up to date: see schema/0006-office.sql. Days that are have nothing
 * done to them. After a history has been loaded it saves whoever looks first the wait. */
void laurel_store_roll_up (LaurelStore    *store,
                           gint32          from_day,
                           gint32          to_day,
                           LaurelStoreDone done,
                           gpointer        data);

/* @overview: (nullable): NULL with an error */
typedef void (*LaurelOverviewDone) (const LaurelOverview *overview,
                                    const GError         *error,
                                    gpointer              data);

/* Brings the figures of the periods up to date first. */
void laurel_store_load_overview (LaurelStore              *store,
                                 const LaurelPeriodFilter *filter,
                                 LaurelOverviewDone        done,
                                 gpointer                  data);

/**
 * LaurelCostsFilter:
 * @from_day, @to_day: both of them included
 * @store, @channel: (nullable): one only
 * @money_per_point: minor units that 100 hundredths of a point are worth
 * @after_cost, @after_leaf: the last of the page before, @after_leaf %NULL: none
 * @limit: most discounts to give, above 0
 */
typedef struct
{
  gint32      from_day;
  gint32      to_day;
  const char *store;
  const char *channel;
  gint64      money_per_point;
  gint64      after_cost;
  const char *after_leaf;
  gint64      limit;
} LaurelCostsFilter;

/**
 * LaurelCostRow:
 * @money: what it took off
 * @points: what it gave, to buyers and to who brought them
 * @cost: money, and the points as money
 * @receipts, @lines: in how many it fired
 * @clients: how many accounts it reached, each counted once
 */
typedef struct
{
  const char *leaf;
  gint64      money;
  gint64      points;
  gint64      cost;
  gint64      receipts;
  gint64      lines;
  gint64      clients;
} LaurelCostRow;

/**
 * LaurelCosts:
 * @rows: (array length=n_rows): discounts, the dearest first
 * @money, @points, @cost: of all discounts, not of the page alone
 * @base_points: base accrual, which is none
 * @rounding: what was taken off to make whole sums
 *
 * Of sales that were not voided; what returns reversed is not taken away from it.
 */
typedef struct
{
  const LaurelCostRow *rows;
  gsize                n_rows;
  gint64               money;
  gint64               points;
  gint64               cost;
  gint64               base_points;
  gint64               rounding;
} LaurelCosts;

/* @costs: (nullable): NULL with an error */
typedef void (*LaurelCostsDone) (const LaurelCosts *costs, const GError *error, gpointer data);

/* Brings the figures of the period up to date first. */
void laurel_store_load_costs (LaurelStore             *store,
                              const LaurelCostsFilter *filter,
                              LaurelCostsDone          done,
                              gpointer                 data);

/**
 * LaurelOwed:
 * @day: the first day without these points, where they follow their account's activity
 * @end_us: else the instant that they burn at, G_MAXINT64: never. Microseconds since 1970
 * @points: how many
 */
typedef struct
{
  gint32 day;
  gint64 end_us;
  gint64 points;
} LaurelOwed;

/* @owed: (array length=n_owed): in no order; @debt: what accounts owe */
typedef void (*LaurelOwedDone) (const LaurelOwed *owed,
                                gsize             n_owed,
                                gint64            debt,
                                const GError     *error,
                                gpointer          data);

/* All remaining points at @at_us, by what was posted until then (all of it, for a future instant)
 * and by the dates of the lots. @at_day: the program's date of it. */
void laurel_store_load_owed (LaurelStore   *store,
                             gint64         at_us,
                             gint32         at_day,
                             gint64         now_us,
                             LaurelOwedDone done,
                             gpointer       data);

G_END_DECLS
