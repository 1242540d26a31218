/* laurel-calendar.h - dates of the proleptic Gregorian calendar, in plain integers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Days are counted from 1970-01-01. Nothing here knows of zones: see laurel-zone.h.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  gint32 year;
  gint32 month; /* 1 to 12 */
  gint32 day;   /* 1 to 31 */
} LaurelDate;

gint32     laurel_date_to_day (LaurelDate date);
LaurelDate laurel_date_from_day (gint32 day);
gboolean   laurel_year_is_leap (gint32 year);
gint32     laurel_month_length (gint32 year, gint32 month);

/* 1 (Monday) to 7 (Sunday). */
gint32 laurel_day_weekday (gint32 day);

/* Somebody's birthday in @year: 1 March for 29 February where there is none. */
gint32 laurel_birthday_in (LaurelDate birth, gint32 year);

/* Full years on @day; negative before birth. */
gint32 laurel_age_on (LaurelDate birth, gint32 day);

/* "YYYY-MM-DD", years 1900 to 2199. */
gboolean laurel_date_parse (const char *text, gint32 *day) G_GNUC_WARN_UNUSED_RESULT;

/* RFC 3339 with seconds and an offset, years 2000 to 2099; a fraction is ignored. */
gboolean laurel_time_parse (const char *text, gint64 *time) G_GNUC_WARN_UNUSED_RESULT;

/* Room for "YYYY-MM-DD" and its end. */
#define LAUREL_DATE_SIZE 11

/* Writes "YYYY-MM-DD" for a day of the years 0 to 9999, and returns @text. */
char *laurel_date_format (gint32 day, char text[LAUREL_DATE_SIZE]);

G_END_DECLS
