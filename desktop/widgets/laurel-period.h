/* laurel-period.h - the periods a report can be about, and the days they mean
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define LAUREL_TYPE_PERIOD (laurel_period_get_type ())
GType laurel_period_get_type (void) G_GNUC_CONST;

typedef enum
{
  LAUREL_PERIOD_TODAY,
  LAUREL_PERIOD_SEVEN_DAYS,
  LAUREL_PERIOD_MONTH,
  LAUREL_PERIOD_QUARTER,
  LAUREL_PERIOD_YEAR,
} LaurelPeriod;

/**
 * LaurelPeriodDates:
 * @first: the first day
 * @last: the last day: today
 * @before_first: the first day of the period before
 * @before_last: its last day, as far into that period as @last is into this one
 * @weekday_shift: how many days back the same weekday lies that a chart compares with: whole weeks
 *
 * All days belong to their period: both ends are included.
 */
typedef struct
{
  GDate first;
  GDate last;
  GDate before_first;
  GDate before_last;
  guint weekday_shift;
} LaurelPeriodDates;

/* Month, quarter and year begin with the calendar; seven days end with @today; what is before
 * today is the same weekday of last week. */
void laurel_period_resolve (LaurelPeriod period, const GDate *today, LaurelPeriodDates *dates);

/* "1–22 November with 1–22 October". New text. */
char *laurel_period_describe (const LaurelPeriodDates *dates);

G_END_DECLS
