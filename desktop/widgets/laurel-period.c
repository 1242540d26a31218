/* laurel-period.c - the periods a report can be about, and the days they mean
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/widgets/laurel-period.h"

#include <glib/gi18n.h>

#include "desktop/widgets/laurel-format.h"

G_DEFINE_ENUM_TYPE (LaurelPeriod,
                    laurel_period,
                    G_DEFINE_ENUM_VALUE (LAUREL_PERIOD_TODAY, "today"),
                    G_DEFINE_ENUM_VALUE (LAUREL_PERIOD_SEVEN_DAYS, "seven-days"),
                    G_DEFINE_ENUM_VALUE (LAUREL_PERIOD_MONTH, "month"),
                    G_DEFINE_ENUM_VALUE (LAUREL_PERIOD_QUARTER, "quarter"),
                    G_DEFINE_ENUM_VALUE (LAUREL_PERIOD_YEAR, "year"))

/* Whole weeks that come closest to the length of the period before. */
static const guint weekday_shifts[] = {
  [LAUREL_PERIOD_TODAY] = 7,    [LAUREL_PERIOD_SEVEN_DAYS] = 7, [LAUREL_PERIOD_MONTH] = 28,
  [LAUREL_PERIOD_QUARTER] = 91, [LAUREL_PERIOD_YEAR] = 364,
};

/* A Sunday compares with a Sunday: the period before lies a week back. */
static void
resolve_days (guint n_days, LaurelPeriodDates *dates)
{
  g_date_subtract_days (&dates->first, n_days - 1);
  dates->before_first = dates->first;
  dates->before_last = dates->last;
  g_date_subtract_days (&dates->before_first, 7);
  g_date_subtract_days (&dates->before_last, 7);
}

/* A calendar period of @n_months, which begins every @n_months from January.
 * g_date_subtract_months() takes the last day of a shorter month, so 31 March compares with 28
 * February. */
static void
resolve_months (guint n_months, LaurelPeriodDates *dates)
{
  guint month = g_date_get_month (&dates->last);

  g_date_set_day (&dates->first, 1);
  g_date_set_month (&dates->first, (GDateMonth) (month - (month - 1) % n_months));
  dates->before_first = dates->first;
  dates->before_last = dates->last;
  g_date_subtract_months (&dates->before_first, n_months);
  g_date_subtract_months (&dates->before_last, n_months);
}

void
laurel_period_resolve (LaurelPeriod period, const GDate *today, LaurelPeriodDates *dates)
{
  g_return_if_fail (today != NULL && g_date_valid (today) && dates != NULL);
  g_return_if_fail (period <= LAUREL_PERIOD_YEAR);

  dates->first = *today;
  dates->last = *today;
  dates->weekday_shift = weekday_shifts[period];

  switch (period)
    {
    case LAUREL_PERIOD_TODAY:
      resolve_days (1, dates);
      break;
    case LAUREL_PERIOD_SEVEN_DAYS:
      resolve_days (7, dates);
      break;
    case LAUREL_PERIOD_MONTH:
      resolve_months (1, dates);
      break;
    case LAUREL_PERIOD_QUARTER:
      resolve_months (3, dates);
      break;
    case LAUREL_PERIOD_YEAR:
      resolve_months (12, dates);
      break;
    default:
      g_assert_not_reached ();
    }
}

char *
laurel_period_describe (const LaurelPeriodDates *dates)
{
  gboolean         one_year = FALSE;
  g_autofree char *now = NULL;
  g_autofree char *before = NULL;

  g_return_val_if_fail (dates != NULL, NULL);

  /* The year is named only where the two periods are in different ones. */
  one_year = g_date_get_year (&dates->before_first) == g_date_get_year (&dates->last);
  now = laurel_format_date_range (&dates->first, &dates->last, one_year ? &dates->last : NULL);
  before = laurel_format_date_range (&dates->before_first,
                                     &dates->before_last,
                                     one_year ? &dates->last : NULL);

  /* TRANSLATORS: two periods that are compared: 1–22 November with 1–22 October */
  return g_strdup_printf (C_ ("periods", "%1$s with %2$s"), now, before);
}
