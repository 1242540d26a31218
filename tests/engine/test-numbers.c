/* test-numbers.c - sharing out, dates and zones, a row for each behaviour
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib.h>

#include "server/engine/laurel-calendar.h"
#include "server/engine/laurel-distribute.h"
#include "server/engine/laurel-zone.h"

#define SHARES_MAX 5

typedef struct
{
  const char *name;
  gint64      total;
  gsize       n;
  gint64      weights[SHARES_MAX];
  gint64      caps[SHARES_MAX]; /* all 0: none are given */
  gint64      shares[SHARES_MAX];
} ShareRow;

static const ShareRow share_rows[] = {
  { "even", 9, 3, { 1, 1, 1 }, { 0 }, { 3, 3, 3 } },
  { "left-over-to-lower-line", 10, 3, { 5, 5, 5 }, { 0 }, { 4, 3, 3 } },
  { "largest-remainder-first", 1000, 3, { 100, 200, 300 }, { 0 }, { 167, 333, 500 } },
  { "tie-to-larger-weight", 2, 2, { 1, 3 }, { 0 }, { 0, 2 } },
  { "no-weight-gets-nothing", 7, 3, { 0, 2, 0 }, { 0 }, { 0, 7, 0 } },
  { "no-weights-at-all", 7, 2, { 0, 0 }, { 0 }, { 0, 0 } },
  { "nothing-to-share", 0, 2, { 3, 4 }, { 0 }, { 0, 0 } },
  { "cap-passes-on", 10, 2, { 9, 1 }, { 4, 100 }, { 4, 6 } },
  { "cap-passes-on-twice", 12, 3, { 8, 3, 1 }, { 2, 4, 100 }, { 2, 4, 6 } },
  { "caps-leave-a-rest", 10, 2, { 1, 1 }, { 2, 3 }, { 2, 3 } },
  { "large",
    100000000000000,
    2,
    { 100000000000000, 50000000000000 },
    { 0 },
    { 66666666666667, 33333333333333 } },
};

static void
test_shares (gconstpointer data)
{
  const ShareRow *row = data;
  LaurelClaim     claims[SHARES_MAX] = { 0 };
  LaurelWide      weights[SHARES_MAX] = { 0 };
  LaurelWide      caps[SHARES_MAX] = { 0 };
  LaurelWide      shares[SHARES_MAX] = { 0 };
  gint64          sum_caps = 0;

  for (gsize i = 0; i < row->n; i++)
    {
      weights[i] = row->weights[i];
      caps[i] = row->caps[i];
      sum_caps += row->caps[i];
    }

  laurel_distribute (claims, row->total, weights, sum_caps > 0 ? caps : NULL, row->n, shares);

  for (gsize i = 0; i < row->n; i++)
    g_assert_cmpint ((gint64) shares[i], ==, row->shares[i]);
}

/* Many shares: the sum is the total, and none is more than one away from its exact part. */
static void
test_shares_are_fair (void)
{
  enum
  {
    N = 300
  };

  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  g_autofree LaurelClaim *claims = g_new0 (LaurelClaim, N);
  g_autofree LaurelWide  *weights = g_new0 (LaurelWide, N);
  g_autofree LaurelWide  *shares = g_new0 (LaurelWide, N);

  for (gint round = 0; round < 200; round++)
    {
      gint64     total = g_rand_int (random);
      gint64     left = total;
      LaurelWide sum = 0;

      for (gint i = 0; i < N; i++)
        {
          weights[i] = g_rand_int_range (random, 0, 1000);
          sum += weights[i];
        }

      laurel_distribute (claims, total, weights, NULL, N, shares);

      for (gint i = 0; i < N; i++)
        {
          LaurelWide floor = total * weights[i] / sum;

          g_assert_true (shares[i] == floor || shares[i] == floor + 1);
          left -= (gint64) shares[i];
        }

      g_assert_cmpint (left, ==, 0);
    }
}

static void
test_rounding (void)
{
  g_assert_cmpint ((gint64) laurel_divide_half_up (99495, 1000), ==, 99);
  g_assert_cmpint ((gint64) laurel_divide_half_up (99500, 1000), ==, 100);
  g_assert_cmpint ((gint64) laurel_divide_half_up (1, 3), ==, 0);
  g_assert_cmpint ((gint64) laurel_divide_half_up (2, 3), ==, 1);
  g_assert_cmpint ((gint64) laurel_divide_up (149985, 1000), ==, 150);
  g_assert_cmpint ((gint64) laurel_divide_up (0, 1000), ==, 0);
}

static void
test_days_agree_with_glib (void)
{
  g_autoptr (GDate) date = g_date_new_dmy (1, G_DATE_JANUARY, 1900);
  gint32 epoch =
      (gint32) g_date_get_julian (date) - laurel_date_to_day ((LaurelDate){ 1900, 1, 1 });

  for (; g_date_get_year (date) < 2200; g_date_add_days (date, 1))
    {
      gint32     day = (gint32) g_date_get_julian (date) - epoch;
      LaurelDate read = laurel_date_from_day (day);

      g_assert_cmpint (read.year, ==, g_date_get_year (date));
      g_assert_cmpint (read.month, ==, (gint32) g_date_get_month (date));
      g_assert_cmpint (read.day, ==, g_date_get_day (date));
      g_assert_cmpint (laurel_date_to_day (read), ==, day);
      g_assert_cmpint (laurel_day_weekday (day), ==, (gint32) g_date_get_weekday (date));
    }
}

typedef struct
{
  const char *text;
  gboolean    good;
  gint64      time;
} TimeRow;

static const TimeRow time_rows[] = {
  { "2026-11-22T12:00:00+03:00", TRUE, 1795338000 },
  { "2026-11-22T09:00:00Z", TRUE, 1795338000 },
  { "2026-11-22T09:00:00.999Z", TRUE, 1795338000 },
  { "2000-01-01T00:00:00+14:00", TRUE, 946684800 - 14 * 3600 },
  { "1999-12-31T23:59:59Z", FALSE, 0 },
  { "2100-01-01T00:00:00Z", FALSE, 0 },
  { "2026-11-22 09:00:00Z", FALSE, 0 },
  { "2026-11-22T09:00:00", FALSE, 0 },
  { "2026-11-22T09:00Z", FALSE, 0 },
  { "2026-11-22T09:00:60Z", FALSE, 0 },
  { "2026-11-22T24:00:00Z", FALSE, 0 },
  { "2026-02-29T09:00:00Z", FALSE, 0 },
  { "2026-11-22T09:00:00.Z", FALSE, 0 },
  { "2026-11-22T09:00:00+0300", FALSE, 0 },
  { "2026-11-22T09:00:00Zx", FALSE, 0 },
  { "", FALSE, 0 },
};

static void
test_times (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (time_rows); i++)
    {
      gint64 time = 0;

      g_test_message ("'%s'", time_rows[i].text);
      g_assert_cmpint (laurel_time_parse (time_rows[i].text, &time), ==, time_rows[i].good);
      g_assert_cmpint (time, ==, time_rows[i].time);
    }
}

static void
test_dates (void)
{
  char   text[LAUREL_DATE_SIZE] = { 0 };
  gint32 day = 0;

  g_assert_true (laurel_date_parse ("2024-02-29", &day));
  g_assert_cmpstr (laurel_date_format (day, text), ==, "2024-02-29");
  g_assert_false (laurel_date_parse ("2026-02-29", &day));
  g_assert_false (laurel_date_parse ("1899-12-31", &day));
  g_assert_false (laurel_date_parse ("2200-01-01", &day));
  g_assert_false (laurel_date_parse ("2026-1-1", &day));
  g_assert_true (laurel_date_parse ("1970-01-01", &day));
  g_assert_cmpint (day, ==, 0);
}

typedef struct
{
  const char *zone;
  const char *utc;
  const char *day;       /* the local date then */
  const char *day_start; /* in UTC */
} ZoneRow;

static const ZoneRow zone_rows[] = {
  { "Europe/Moscow", "2026-11-22T20:59:59Z", "2026-11-22", "2026-11-21T21:00:00Z" },
  { "Europe/Moscow", "2026-11-22T21:00:00Z", "2026-11-23", "2026-11-22T21:00:00Z" },
  { "Europe/Berlin", "2026-07-01T22:00:00Z", "2026-07-02", "2026-07-01T22:00:00Z" },
  { "Europe/Berlin", "2099-07-01T22:00:00Z", "2099-07-02", "2099-07-01T22:00:00Z" },
  { "Asia/Kathmandu", "2026-01-01T18:15:00Z", "2026-01-02", "2026-01-01T18:15:00Z" },
  /* Midnight did not exist: the date began at one o'clock, summer time. */
  { "America/Sao_Paulo", "2018-11-04T12:00:00Z", "2018-11-04", "2018-11-04T03:00:00Z" },
  /* Midnight was there twice: the date begins at the first. */
  { "America/Havana", "2026-11-01T12:00:00Z", "2026-11-01", "2026-11-01T04:00:00Z" },
  /* A whole date was left out. */
  { "Pacific/Apia", "2011-12-30T10:00:00Z", "2011-12-31", "2011-12-30T10:00:00Z" },
};

static void
test_zones (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (zone_rows); i++)
    {
      const ZoneRow    *row = &zone_rows[i];
      const LaurelZone *zone = laurel_zone_find (row->zone);
      gint64            time = 0;
      gint64            start = 0;
      gint32            day = 0;

      g_test_message ("%s %s", row->zone, row->utc);
      g_assert_nonnull (zone);
      g_assert_true (laurel_time_parse (row->utc, &time));
      g_assert_true (laurel_time_parse (row->day_start, &start));
      g_assert_true (laurel_date_parse (row->day, &day));
      g_assert_cmpint (laurel_zone_day (zone, time), ==, day);
      g_assert_cmpint (laurel_zone_day_start (zone, day), ==, start);
    }

  g_assert_null (laurel_zone_find ("Europe/Moskva"));
  g_assert_null (laurel_zone_find (""));
}

/* A date's first instant is on it, and the second before is not. */
static void
test_day_starts (void)
{
  static const char *const names[] = { "Europe/Moscow",     "Europe/Berlin",  "America/Sao_Paulo",
                                       "America/Havana",    "Asia/Beirut",    "Australia/Lord_Howe",
                                       "Africa/Casablanca", "Asia/Kamchatka", "America/Asuncion" };

  gint32 first = laurel_date_to_day ((LaurelDate){ 2000, 1, 3 });
  gint32 last = laurel_date_to_day ((LaurelDate){ 2099, 12, 28 });

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const LaurelZone *zone = laurel_zone_find (names[i]);

      g_test_message ("%s", names[i]);

      for (gint32 day = first; day <= last; day++)
        {
          gint64 start = laurel_zone_day_start (zone, day);

          g_assert_cmpint (laurel_zone_day (zone, start), ==, day);
          g_assert_cmpint (laurel_zone_day (zone, start - 1), ==, day - 1);
        }
    }
}

static void
test_leap_birthdays (void)
{
  const LaurelDate leap = { 2008, 2, 29 };

  g_assert_cmpint (laurel_age_on (leap, laurel_date_to_day ((LaurelDate){ 2026, 2, 28 })), ==, 17);
  g_assert_cmpint (laurel_age_on (leap, laurel_date_to_day ((LaurelDate){ 2026, 3, 1 })), ==, 18);
  g_assert_cmpint (laurel_age_on (leap, laurel_date_to_day ((LaurelDate){ 2028, 2, 29 })), ==, 20);
  g_assert_cmpint (laurel_age_on (leap, laurel_date_to_day ((LaurelDate){ 2008, 2, 28 })), ==, -1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (share_rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/engine/distribute/%s", share_rows[i].name);

      g_test_add_data_func (path, &share_rows[i], test_shares);
    }

  g_test_add_func ("/engine/distribute/fair", test_shares_are_fair);
  g_test_add_func ("/engine/rounding", test_rounding);
  g_test_add_func ("/engine/calendar/days-agree-with-glib", test_days_agree_with_glib);
  g_test_add_func ("/engine/calendar/times", test_times);
  g_test_add_func ("/engine/calendar/dates", test_dates);
  g_test_add_func ("/engine/calendar/leap-birthdays", test_leap_birthdays);
  g_test_add_func ("/engine/zones/dates", test_zones);
  g_test_add_func ("/engine/zones/day-starts", test_day_starts);

  return g_test_run ();
}
