/* laurel-format-date.c - the dates and moments of laurel-format.h
 *
 * g_date_time_format() names months by LC_TIME, which need not be the language of the messages;
 * so the names are messages too.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n.h>

#include "desktop/widgets/laurel-format.h"

static const char *const months_in_dates[] = {
  NC_ ("month in a date", "January"),   NC_ ("month in a date", "February"),
  NC_ ("month in a date", "March"),     NC_ ("month in a date", "April"),
  NC_ ("month in a date", "May"),       NC_ ("month in a date", "June"),
  NC_ ("month in a date", "July"),      NC_ ("month in a date", "August"),
  NC_ ("month in a date", "September"), NC_ ("month in a date", "October"),
  NC_ ("month in a date", "November"),  NC_ ("month in a date", "December"),
};

static const char *const months_alone[] = {
  NC_ ("month alone", "January"), NC_ ("month alone", "February"), NC_ ("month alone", "March"),
  NC_ ("month alone", "April"),   NC_ ("month alone", "May"),      NC_ ("month alone", "June"),
  NC_ ("month alone", "July"),    NC_ ("month alone", "August"),   NC_ ("month alone", "September"),
  NC_ ("month alone", "October"), NC_ ("month alone", "November"), NC_ ("month alone", "December"),
};

static const char *const months_short[] = {
  NC_ ("short month", "Jan"), NC_ ("short month", "Feb"), NC_ ("short month", "Mar"),
  NC_ ("short month", "Apr"), NC_ ("short month", "May"), NC_ ("short month", "Jun"),
  NC_ ("short month", "Jul"), NC_ ("short month", "Aug"), NC_ ("short month", "Sep"),
  NC_ ("short month", "Oct"), NC_ ("short month", "Nov"), NC_ ("short month", "Dec"),
};

static const char *const weekdays[] = {
  NC_ ("weekday", "Monday"),   NC_ ("weekday", "Tuesday"), NC_ ("weekday", "Wednesday"),
  NC_ ("weekday", "Thursday"), NC_ ("weekday", "Friday"),  NC_ ("weekday", "Saturday"),
  NC_ ("weekday", "Sunday"),
};

typedef enum
{
  MONTH_FULL,
  MONTH_SHORT,
} MonthStyle;

static const char *
month_of (const GDate *date, MonthStyle style)
{
  guint month = g_date_get_month (date) - 1;

  return style == MONTH_FULL ? g_dpgettext2 (NULL, "month in a date", months_in_dates[month])
                             : g_dpgettext2 (NULL, "short month", months_short[month]);
}

static char *
format_day (const GDate *date, MonthStyle style, gboolean with_year)
{
  const char *month = month_of (date, style);
  int         day = g_date_get_day (date);

  if (with_year)
    /* TRANSLATORS: day, month, year: 22 November 2026, 22 Nov 2026 */
    return g_strdup_printf (C_ ("date", "%1$d %2$s %3$d"),
                            day,
                            month,
                            (int) g_date_get_year (date));

  /* TRANSLATORS: day, month: 22 November, 22 Nov */
  return g_strdup_printf (C_ ("date", "%1$d %2$s"), day, month);
}

char *
laurel_format_date (const GDate *date)
{
  g_return_val_if_fail (date != NULL && g_date_valid (date), NULL);

  return format_day (date, MONTH_FULL, TRUE);
}

char *
laurel_format_date_short (const GDate *date)
{
  g_return_val_if_fail (date != NULL && g_date_valid (date), NULL);

  return format_day (date, MONTH_SHORT, FALSE);
}

char *
laurel_format_date_year (const GDate *date)
{
  g_return_val_if_fail (date != NULL && g_date_valid (date), NULL);

  return format_day (date, MONTH_SHORT, TRUE);
}

char *
laurel_format_weekday (const GDate *date)
{
  g_autofree char *day = NULL;
  const char      *weekday = NULL;

  g_return_val_if_fail (date != NULL && g_date_valid (date), NULL);

  day = format_day (date, MONTH_FULL, FALSE);
  weekday = g_dpgettext2 (NULL, "weekday", weekdays[g_date_get_weekday (date) - 1]);

  /* TRANSLATORS: weekday, date: Sunday, 15 November */
  return g_strdup_printf (C_ ("date", "%1$s, %2$s"), weekday, day);
}

char *
laurel_format_month (const GDate *date)
{
  g_autofree char *month = laurel_format_month_name (date);

  /* TRANSLATORS: month, year: November 2026 */
  return g_strdup_printf (C_ ("month", "%1$s %2$d"), month, (int) g_date_get_year (date));
}

char *
laurel_format_month_name (const GDate *date)
{
  g_return_val_if_fail (date != NULL && g_date_valid (date), NULL);

  return g_strdup (g_dpgettext2 (NULL, "month alone", months_alone[g_date_get_month (date) - 1]));
}

char *
laurel_format_month_short (const GDate *date)
{
  g_return_val_if_fail (date != NULL && g_date_valid (date), NULL);

  return g_strdup (month_of (date, MONTH_SHORT));
}

/* Days of one month, so that it is named once. */
static char *
format_range_in_month (const GDate *first, const GDate *last, MonthStyle style, gboolean with_year)
{
  const char *month = month_of (last, style);
  int         from = g_date_get_day (first);
  int         to = g_date_get_day (last);

  if (with_year)
    /* TRANSLATORS: first day, last day, month, year: 1–22 November 2026 */
    return g_strdup_printf (C_ ("range of days", "%1$d–%2$d %3$s %4$d"),
                            from,
                            to,
                            month,
                            (int) g_date_get_year (last));

  /* TRANSLATORS: first day, last day, month: 1–22 November */
  return g_strdup_printf (C_ ("range of days", "%1$d–%2$d %3$s"), from, to, month);
}

static char *
format_range (const GDate *first, const GDate *last, const GDate *today, MonthStyle style)
{
  gboolean one_year = g_date_get_year (first) == g_date_get_year (last);
  gboolean with_year =
      !one_year || today == NULL || g_date_get_year (last) != g_date_get_year (today);
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  if (g_date_compare (first, last) == 0)
    return format_day (last, style, with_year);

  if (one_year && g_date_get_month (first) == g_date_get_month (last))
    return format_range_in_month (first, last, style, with_year);

  from = format_day (first, style, !one_year);
  to = format_day (last, style, with_year);

  /* TRANSLATORS: two dates: 28 October – 3 November */
  return g_strdup_printf (C_ ("range of days", "%1$s – %2$s"), from, to);
}

char *
laurel_format_date_range (const GDate *first, const GDate *last, const GDate *today)
{
  g_return_val_if_fail (first != NULL && g_date_valid (first), NULL);
  g_return_val_if_fail (last != NULL && g_date_valid (last), NULL);

  return format_range (first, last, today, MONTH_FULL);
}

char *
laurel_format_date_range_short (const GDate *first, const GDate *last, const GDate *today)
{
  g_return_val_if_fail (first != NULL && g_date_valid (first), NULL);
  g_return_val_if_fail (last != NULL && g_date_valid (last), NULL);

  return format_range (first, last, today, MONTH_SHORT);
}

void
laurel_format_day_of (GDateTime *moment, GTimeZone *zone, GDate *day)
{
  g_autoptr (GDateTime) local = NULL;
  int year = 0;
  int month = 0;
  int day_of_month = 0;

  g_return_if_fail (moment != NULL && zone != NULL && day != NULL);

  local = g_date_time_to_timezone (moment, zone);
  g_date_time_get_ymd (local, &year, &month, &day_of_month);
  g_date_clear (day, 1);
  g_date_set_dmy (day, (GDateDay) day_of_month, (GDateMonth) month, (GDateYear) year);
}

char *
laurel_format_moment (GDateTime *moment, GTimeZone *zone, GDateTime *now)
{
  g_autoptr (GDateTime) local = NULL;
  g_autofree char *time = NULL;
  g_autofree char *date = NULL;
  GDate            day;
  GDate            today;

  g_return_val_if_fail (moment != NULL && zone != NULL, NULL);

  local = g_date_time_to_timezone (moment, zone);
  time = g_date_time_format (local, "%H:%M");
  laurel_format_day_of (moment, zone, &day);
  g_date_clear (&today, 1);

  if (now != NULL)
    laurel_format_day_of (now, zone, &today);

  if (now != NULL && g_date_compare (&day, &today) == 0)
    /* TRANSLATORS: %s is a time: Today, 11:54 */
    return g_strdup_printf (C_ ("moment", "Today, %s"), time);

  date = format_day (&day,
                     MONTH_SHORT,
                     now == NULL || g_date_get_year (&day) != g_date_get_year (&today));

  /* TRANSLATORS: date, time: 22 Nov, 11:54 */
  return g_strdup_printf (C_ ("moment", "%1$s, %2$s"), date, time);
}

char *
laurel_format_moment_full (GDateTime *moment, GTimeZone *zone)
{
  g_autoptr (GDateTime) local = NULL;
  g_autofree char *time = NULL;
  g_autofree char *offset = NULL;
  g_autofree char *date = NULL;
  GDate            day;

  g_return_val_if_fail (moment != NULL && zone != NULL, NULL);

  local = g_date_time_to_timezone (moment, zone);
  time = g_date_time_format (local, "%H:%M:%S");
  offset = g_date_time_format (local, "%:z");
  laurel_format_day_of (moment, zone, &day);
  date = laurel_format_date (&day);

  /* TRANSLATORS: date, time, offset of the time zone: 22 November 2026, 11:54:03 (UTC+03:00) */
  return g_strdup_printf (C_ ("moment", "%1$s, %2$s (UTC%3$s)"), date, time, offset);
}
