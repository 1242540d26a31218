/* test-calendar.c - dates and times as they are written, leap years, and days of odd zones
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/engine/laurel-calendar.h"
#include "server/engine/laurel-zone.h"

#define DAY_SECONDS 86400

typedef struct
{
  const char *text;
  gboolean    good;
  gint64      value; /* days, or seconds */
} TextRow;

static const TextRow dates[] = {
  { "1970-01-01", TRUE, 0 },
  { "1969-12-31", TRUE, -1 },
  { "2000-02-29", TRUE, 11016 },
  { "1900-01-01", TRUE, -25567 },
  { "2199-12-31", TRUE, 84005 },
  { "1900-02-29", FALSE, 0 },
  { "2023-02-29", FALSE, 0 },
  { "2100-02-29", FALSE, 0 },
  { "1899-12-31", FALSE, 0 },
  { "2200-01-01", FALSE, 0 },
  { "2026-00-10", FALSE, 0 },
  { "2026-13-10", FALSE, 0 },
  { "2026-01-00", FALSE, 0 },
  { "2026-01-32", FALSE, 0 },
  { "2026-04-31", FALSE, 0 },
  { "202a-01-01", FALSE, 0 },
  { "2026 01-01", FALSE, 0 },
  { "2026-0a-01", FALSE, 0 },
  { "2026-01 01", FALSE, 0 },
  { "2026-01-0a", FALSE, 0 },
  { "2026-01-011", FALSE, 0 },
  { "2026-1-1", FALSE, 0 },
  { "", FALSE, 0 },
};

static const TextRow times[] = {
  { "1999-12-31T23:59:59Z", FALSE, 0 },
  { "2100-01-01T00:00:00Z", FALSE, 0 },
  { "2000-01-01T00:00:00Z", TRUE, 946684800 },
  { "2000-01-01T00:00:00.999Z", TRUE, 946684800 },
  { "2000-01-01T00:00:00.Z", FALSE, 0 },
  { "2000-01-01T03:00:00+03:00", TRUE, 946684800 },
  { "2000-01-01T00:00:00+14:00", TRUE, 946684800 - 14 * 3600 },
  { "2099-12-31T23:59:59-12:30", TRUE, G_GINT64_CONSTANT (4102444799) + 12 * 3600 + 1800 },
  { "2000-13-01T00:00:00Z", FALSE, 0 },
  { "2000-01-01 00:00:00Z", FALSE, 0 },
  { "2000-01-01T0a:00:00Z", FALSE, 0 },
  { "2000-01-01T00 00:00Z", FALSE, 0 },
  { "2000-01-01T00:0a:00Z", FALSE, 0 },
  { "2000-01-01T00:00 00Z", FALSE, 0 },
  { "2000-01-01T00:00:0aZ", FALSE, 0 },
  { "2000-01-01T24:00:00Z", FALSE, 0 },
  { "2000-01-01T00:60:00Z", FALSE, 0 },
  { "2000-01-01T00:00:60Z", FALSE, 0 },
  { "2000-01-01T00:00:00", FALSE, 0 },
  { "2000-01-01T00:00:00z", FALSE, 0 },
  { "2000-01-01T00:00:00+3:00", FALSE, 0 },
  { "2000-01-01T00:00:00+0300", FALSE, 0 },
  { "2000-01-01T00:00:00+03:0a", FALSE, 0 },
  { "2000-01-01T00:00:00+24:00", FALSE, 0 },
  { "2000-01-01T00:00:00+03:60", FALSE, 0 },
  { "2000-01-01T00:00:00Z ", FALSE, 0 },
};

static void
test_dates (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      char   text[LAUREL_DATE_SIZE];
      gint32 day = 12345;

      g_test_message ("%s", dates[i].text);
      g_assert_cmpint (laurel_date_parse (dates[i].text, &day), ==, dates[i].good);
      g_assert_cmpint (day, ==, dates[i].good ? dates[i].value : 12345);

      if (dates[i].good)
        g_assert_cmpstr (laurel_date_format (day, text), ==, dates[i].text);
    }
}

static void
test_times (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (times); i++)
    {
      gint64 time = 12345;

      g_test_message ("%s", times[i].text);
      g_assert_cmpint (laurel_time_parse (times[i].text, &time), ==, times[i].good);
      g_assert_cmpint (time, ==, times[i].good ? times[i].value : 12345);
    }
}

/* There and back, over years before our era too, and each weekday after the other. */
static void
test_every_day (void)
{
  gint32 weekday = laurel_day_weekday (-1000000);

  for (gint32 day = -1000000; day < 100000; day++)
    {
      LaurelDate date = laurel_date_from_day (day);

      g_assert_cmpint (laurel_date_to_day (date), ==, day);
      g_assert_cmpint (date.day, <=, laurel_month_length (date.year, date.month));
      g_assert_cmpint (laurel_day_weekday (day), ==, weekday);
      weekday = weekday % 7 + 1;
    }

  g_assert_cmpint (laurel_day_weekday (0), ==, 4);
}

static void
test_leap_years (void)
{
  static const struct
  {
    gint32   year;
    gboolean leap;
  } rows[] = { { 1900, FALSE }, { 2000, TRUE }, { 2023, FALSE }, { 2024, TRUE }, { 2100, FALSE } };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (laurel_year_is_leap (rows[i].year), ==, rows[i].leap);
}

static void
test_birthdays (void)
{
  const LaurelDate leap_day = { 2000, 2, 29 };
  const LaurelDate before = { 2000, 2, 28 };
  const LaurelDate other = { 2000, 3, 29 };

  g_assert_cmpint (laurel_birthday_in (leap_day, 2023),
                   ==,
                   laurel_date_to_day ((LaurelDate){ 2023, 3, 1 }));
  g_assert_cmpint (laurel_birthday_in (leap_day, 2024),
                   ==,
                   laurel_date_to_day ((LaurelDate){ 2024, 2, 29 }));
  g_assert_cmpint (laurel_birthday_in (before, 2023),
                   ==,
                   laurel_date_to_day ((LaurelDate){ 2023, 2, 28 }));
  g_assert_cmpint (laurel_birthday_in (other, 2023),
                   ==,
                   laurel_date_to_day ((LaurelDate){ 2023, 3, 29 }));
}

/* A date begins at its first instant, also where midnight is not there or is there twice. */
static void
test_days_of_zones (void)
{
  static const char *const names[] = {
    "Europe/Moscow",       "America/Sao_Paulo", "Asia/Beirut",         "America/Havana",
    "Pacific/Apia",        "America/Asuncion",  "Africa/Casablanca",   "Asia/Gaza",
    "Australia/Lord_Howe", "Asia/Amman",        "America/Scoresbysund"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const LaurelZone *zone = laurel_zone_find (names[i]);

      g_test_message ("%s", names[i]);
      g_assert_nonnull (zone);

      for (gint32 day = 10957; day < 10957 + 40 * 365; day++)
        {
          gint64 start = laurel_zone_day_start (zone, day);

          g_assert_cmpint (laurel_zone_day (zone, start - 1), <, day);
          g_assert_cmpint (laurel_zone_day (zone, start), >=, day);
          g_assert_cmpint (laurel_zone_day_start (zone, day + 1), >=, start);
        }
    }

  g_assert_null (laurel_zone_find ("Moon/Tranquility"));
  g_assert_cmpint (laurel_zone_day (laurel_zone_find ("UTC"), -1), ==, -1);
  g_assert_cmpint (laurel_zone_day (laurel_zone_find ("UTC"), -DAY_SECONDS), ==, -1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/calendar/dates", test_dates);
  g_test_add_func ("/engine/calendar/times", test_times);
  g_test_add_func ("/engine/calendar/every-day", test_every_day);
  g_test_add_func ("/engine/calendar/leap-years", test_leap_years);
  g_test_add_func ("/engine/calendar/birthdays", test_birthdays);
  g_test_add_func ("/engine/calendar/days-of-zones", test_days_of_zones);

  return g_test_run ();
}
