/* laurel-overview.h - the figures of the first page
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "desktop/api/laurel-api.h"

G_BEGIN_DECLS

typedef enum
{
  LAUREL_FIGURE_TURNOVER,        /* minor units */
  LAUREL_FIGURE_RECEIPTS,        /* sales */
  LAUREL_FIGURE_AVERAGE_RECEIPT, /* minor units */
  LAUREL_FIGURE_CARD_SHARE,      /* basis points */
  LAUREL_FIGURE_POINTS_ISSUED,   /* hundredths of a point, as all points */
  LAUREL_FIGURE_POINTS_REDEEMED,
  LAUREL_FIGURE_POINTS_BURNT,
  LAUREL_FIGURE_NEW_CLIENTS,
  LAUREL_FIGURE_ACTIVE_CLIENTS,
  LAUREL_FIGURE_DISCOUNTS, /* minor units */
  LAUREL_N_FIGURES,
} LaurelFigureKind;

/* @spark: (element-type gint64): one value a day */
typedef struct
{
  gint64   value;
  gint64   before;
  gboolean has_before;
  GArray  *spark;
} LaurelFigure;

/* A day, a channel or a store with its turnover; @id is NULL for days. */
typedef struct
{
  GDate    date;
  char    *id;
  char    *name;
  gint64   turnover;
  gint64   receipts;
  gint64   before;
  gboolean has_before;
} LaurelTurnover;

typedef struct
{
  GDate  monday;
  gint64 issued;
  gint64 redeemed;
  gint64 burnt;
} LaurelPointsWeek;

/* A level with its clients, or a discount with its cost; @name is what people call it. */
typedef struct
{
  char  *id;
  char  *name;
  gint64 value;
} LaurelNamedValue;

/**
 * LaurelOverview:
 * @days: (element-type LaurelTurnover): ascending
 * @channels: (element-type LaurelTurnover)
 * @stores: (element-type LaurelTurnover): largest first
 * @weeks: (element-type LaurelPointsWeek): ascending
 * @levels: (element-type LaurelNamedValue): clients of each
 * @discounts: (element-type LaurelNamedValue): cost of each, largest first
 * @clients: all registered clients
 */
typedef struct
{
  GDate        today;
  LaurelFigure metrics[LAUREL_N_FIGURES];
  GArray      *days;
  GArray      *channels;
  GArray      *stores;
  GArray      *weeks;
  GArray      *levels;
  GArray      *discounts;
  gint64       clients;
} LaurelOverview;

/* Dates are inclusive; @before_* may be cleared. @store: (nullable) */
typedef struct
{
  GDate       from;
  GDate       to;
  GDate       before_from;
  GDate       before_to;
  const char *store;
} LaurelOverviewFilter;

void laurel_overview_free (LaurelOverview *overview);

void            laurel_overview_fetch_async (LaurelApi                  *api,
                                             const LaurelOverviewFilter *filter,
                                             GCancellable               *cancellable,
                                             GAsyncReadyCallback         callback,
                                             gpointer                    user_data);
LaurelOverview *laurel_overview_fetch_finish (LaurelApi    *api,
                                              GAsyncResult *result,
                                              GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelOverview, laurel_overview_free)

G_END_DECLS
