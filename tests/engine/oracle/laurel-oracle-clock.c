/* laurel-oracle-clock.c - dates and times of a receipt, by the C library's table of zones
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/engine/oracle/laurel-oracle-private.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#define SECONDS_A_DAY 86400

static guint32
to_day (int year, int month, int day)
{
  GDate date;

  g_date_set_dmy (&date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);

  return g_date_get_julian (&date);
}

guint32
laurel_oracle_read_day (const char *text)
{
  int year = 0;
  int month = 0;
  int day = 0;

  g_assert_cmpint (sscanf (text, "%4d-%2d-%2d", &year, &month, &day), ==, 3);

  return to_day (year, month, day);
}

/* Seconds since 1970. */
static gint64
read_instant (const char *text)
{
  const char *offset = text + strlen ("2026-11-22T12:00:00");
  int         hour = 0;
  int         minute = 0;
  int         second = 0;
  gint64      days = (gint64) laurel_oracle_read_day (text) - to_day (1970, 1, 1);
  gint64      seconds = 0;

  g_assert_cmpint (sscanf (text + 11, "%2d:%2d:%2d", &hour, &minute, &second), ==, 3);
  seconds = days * SECONDS_A_DAY + hour * 3600 + minute * 60 + second;

  if (*offset == '.')
    offset += 1 + strspn (offset + 1, "0123456789");

  if (*offset == 'Z')
    return seconds;

  g_assert_cmpint (sscanf (offset + 1, "%2d:%2d", &hour, &minute), ==, 2);

  return *offset == '+' ? seconds - hour * 3600 - minute * 60 : seconds + hour * 3600 + minute * 60;
}

void
laurel_oracle_read_time (const char *text, const char *zone, guint32 *day, gint64 *second)
{
  time_t    instant = (time_t) read_instant (text);
  struct tm local = { 0 };

  if (g_strcmp0 (g_getenv ("TZ"), zone) != 0)
    g_setenv ("TZ", zone, TRUE);

  tzset ();
  g_assert_nonnull (localtime_r (&instant, &local));
  *day = to_day (local.tm_year + 1900, local.tm_mon + 1, local.tm_mday);
  *second = local.tm_hour * 3600 + local.tm_min * 60 + local.tm_sec;
}
