/* test-format.c - numbers, money, dates and differences in both languages
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/widgets/laurel-format.h"
#include "desktop/widgets/laurel-period.h"
#include "tests/desktop/laurel-test-ui.h"

#define NB "\u00a0"

static const char *const languages[] = { "en", "ru" };

static GDate
day (GDateYear year, GDateMonth month, GDateDay number)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, number, month, year);

  return date;
}

static void
test_values_read_well_in_both_languages (void)
{
  static const struct
  {
    LaurelValueKind   kind;
    gint64            value;
    LaurelFormatFlags flags;
    const char       *texts[2];
  } rows[] = {
    { LAUREL_VALUE_MONEY, 183820, 0, { "₽1,838.20", "1" NB "838,20" NB "₽" } },
    { LAUREL_VALUE_MONEY, -47110, 0, { "−₽471.10", "−471,10" NB "₽" } },
    { LAUREL_VALUE_MONEY, 5, 0, { "₽0.05", "0,05" NB "₽" } },
    { LAUREL_VALUE_MONEY, 0, LAUREL_FORMAT_SIGNED, { "₽0.00", "0,00" NB "₽" } },
    { LAUREL_VALUE_MONEY,
      8423651049,
      LAUREL_FORMAT_WHOLE,
      { "₽84,236,510", "84" NB "236" NB "510" NB "₽" } },
    { LAUREL_VALUE_MONEY, 50, LAUREL_FORMAT_WHOLE, { "₽1", "1" NB "₽" } },
    { LAUREL_VALUE_MONEY, -49, LAUREL_FORMAT_WHOLE, { "₽0", "0" NB "₽" } },
    { LAUREL_VALUE_MONEY, -50, LAUREL_FORMAT_WHOLE, { "−₽1", "−1" NB "₽" } },
    { LAUREL_VALUE_MONEY,
      89419000,
      LAUREL_FORMAT_WHOLE | LAUREL_FORMAT_SIGNED,
      { "+₽894,190", "+894" NB "190" NB "₽" } },
    { LAUREL_VALUE_MONEY, 119000, LAUREL_FORMAT_BARE, { "1,190.00", "1" NB "190,00" } },
    { LAUREL_VALUE_MONEY,
      G_MININT64,
      0,
      { "−₽92,233,720,368,547,758.08",
        "−92" NB "233" NB "720" NB "368" NB "547" NB "758,08" NB "₽" } },
    { LAUREL_VALUE_POINTS, 3480, 0, { "3,480", "3" NB "480" } },
    { LAUREL_VALUE_POINTS, 92, LAUREL_FORMAT_SIGNED, { "+92", "+92" } },
    { LAUREL_VALUE_POINTS, -60, LAUREL_FORMAT_SIGNED, { "−60", "−60" } },
    { LAUREL_VALUE_POINTS, 0, LAUREL_FORMAT_SIGNED, { "0", "0" } },
    { LAUREL_VALUE_POINTS,
      1204310,
      LAUREL_FORMAT_UNIT,
      { "1,204,310 pts", "1" NB "204" NB "310" NB "б." } },
    { LAUREL_VALUE_COUNT, 999, 0, { "999", "999" } },
    { LAUREL_VALUE_COUNT, 1000, 0, { "1,000", "1" NB "000" } },
    { LAUREL_VALUE_COUNT, 41870, 0, { "41,870", "41" NB "870" } },
    { LAUREL_VALUE_SHARE, 7140, 0, { "71.4%", "71,4" NB "%" } },
    { LAUREL_VALUE_SHARE, 7145, 0, { "71.5%", "71,5" NB "%" } },
    { LAUREL_VALUE_SHARE, 10000, 0, { "100.0%", "100,0" NB "%" } },
    { LAUREL_VALUE_SHARE, -4, 0, { "0.0%", "0,0" NB "%" } },
    { LAUREL_VALUE_SHARE, 6520, LAUREL_FORMAT_WHOLE, { "65%", "65" NB "%" } },
  };

  for (gsize language = 0; language < G_N_ELEMENTS (languages); language++)
    {
      laurel_test_ui_set_language (languages[language]);

      for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
        {
          g_autofree char *text = laurel_format_value (rows[i].kind, rows[i].value, rows[i].flags);

          g_assert_cmpstr (text, ==, rows[i].texts[language]);
        }
    }
}

static void
test_differences_are_words (void)
{
  static const struct
  {
    LaurelValueKind kind;
    gint64          now;
    gint64          before;
    const char     *texts[2];
  } rows[] = {
    { LAUREL_VALUE_MONEY,
      8423651000,
      7811811000,
      { "▲ ₽6,118,400 more", "▲ на 6" NB "118" NB "400" NB "₽ больше" } },
    { LAUREL_VALUE_COUNT, 41870, 39908, { "▲ 1,962 more", "▲ на 1" NB "962 больше" } },
    { LAUREL_VALUE_SHARE,
      7140,
      7220,
      { "▼ 0.8" NB "p.p. less", "▼ на 0,8" NB "п." NB "п. меньше" } },
    { LAUREL_VALUE_POINTS, 5, 5, { "Same as before", "Столько же" } },
    { LAUREL_VALUE_MONEY, 120, 100, { "Same as before", "Столько же" } },
    { LAUREL_VALUE_SHARE, 7144, 7140, { "Same as before", "Столько же" } },
    { LAUREL_VALUE_COUNT,
      G_MAXINT64,
      G_MININT64,
      { "▲ 18,446,744,073,709,551,615 more",
        "▲ на 18" NB "446" NB "744" NB "073" NB "709" NB "551" NB "615 больше" } },
  };

  for (gsize language = 0; language < G_N_ELEMENTS (languages); language++)
    {
      static const char *const nothing[] = { "No earlier period", "Прошлого периода нет" };
      g_autofree char *none = NULL;

      laurel_test_ui_set_language (languages[language]);
      none = laurel_format_difference (LAUREL_VALUE_COUNT, 7, NULL);
      g_assert_cmpstr (none, ==, nothing[language]);

      for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
        {
          g_autofree char *text =
              laurel_format_difference (rows[i].kind, rows[i].now, &rows[i].before);

          g_assert_cmpstr (text, ==, rows[i].texts[language]);
        }
    }
}

static void
test_axes_are_short (void)
{
  static const struct
  {
    LaurelValueKind kind;
    gint64          value;
    gint64          step;
    const char     *texts[2];
  } rows[] = {
    { LAUREL_VALUE_MONEY, 500000000, 100000000, { "₽5" NB "M", "5" NB "млн" } },
    { LAUREL_VALUE_MONEY, 1000000, 500000, { "₽10k", "10" NB "тыс." } },
    { LAUREL_VALUE_MONEY, 0, 500000, { "0", "0" } },
    { LAUREL_VALUE_MONEY, 20000, 10000, { "₽200", "200" } },
    { LAUREL_VALUE_MONEY, -500000000, 100000000, { "−₽5" NB "M", "−5" NB "млн" } },
    { LAUREL_VALUE_MONEY, 200000000000, 100000000000, { "₽2" NB "bn", "2" NB "млрд" } },
    { LAUREL_VALUE_POINTS, 500000, 500000, { "500k", "500" NB "тыс." } },
    { LAUREL_VALUE_POINTS, 1500000, 500000, { "1500k", "1500" NB "тыс." } },
    { LAUREL_VALUE_COUNT, 2500, 2500, { "2.5k", "2,5" NB "тыс." } },
    { LAUREL_VALUE_COUNT, 40, 20, { "40", "40" } },
    { LAUREL_VALUE_SHARE, 5000, 1000, { "50%", "50" NB "%" } },
  };

  for (gsize language = 0; language < G_N_ELEMENTS (languages); language++)
    {
      laurel_test_ui_set_language (languages[language]);

      for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
        {
          g_autofree char *text = laurel_format_axis (rows[i].kind, rows[i].value, rows[i].step);

          g_assert_cmpstr (text, ==, rows[i].texts[language]);
        }
    }
}

static void
test_plurals_follow_the_language (void)
{
  static const struct
  {
    gint64      count;
    const char *texts[2];
  } rows[] = {
    { 0, { "0 receipts", "0 чеков" } },
    { 1, { "1 receipt", "1 чек" } },
    { 2, { "2 receipts", "2 чека" } },
    { 5, { "5 receipts", "5 чеков" } },
    { 11, { "11 receipts", "11 чеков" } },
    { 21, { "21 receipts", "21 чек" } },
    { 21412, { "21,412 receipts", "21" NB "412 чеков" } },
    { 21423, { "21,423 receipts", "21" NB "423 чека" } },
  };

  for (gsize language = 0; language < G_N_ELEMENTS (languages); language++)
    {
      laurel_test_ui_set_language (languages[language]);

      for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
        {
          g_autofree char *text = laurel_format_n_receipts (rows[i].count);

          g_assert_cmpstr (text, ==, rows[i].texts[language]);
        }
    }
}

static void
test_dates_are_in_the_language_of_the_messages (void)
{
  static const struct
  {
    char *(*format) (const GDate *date);
    const char *texts[2];
  } rows[] = {
    { laurel_format_date, { "22 November 2026", "22 ноября 2026" } },
    { laurel_format_date_short, { "22 Nov", "22 ноя" } },
    { laurel_format_date_year, { "22 Nov 2026", "22 ноя 2026" } },
    { laurel_format_weekday, { "Sunday, 22 November", "Воскресенье, 22 ноября" } },
    { laurel_format_month, { "November 2026", "Ноябрь 2026" } },
    { laurel_format_month_name, { "November", "Ноябрь" } },
    { laurel_format_month_short, { "Nov", "ноя" } },
  };
  GDate date = day (2026, G_DATE_NOVEMBER, 22);

  for (gsize language = 0; language < G_N_ELEMENTS (languages); language++)
    {
      laurel_test_ui_set_language (languages[language]);

      for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
        {
          g_autofree char *text = rows[i].format (&date);

          g_assert_cmpstr (text, ==, rows[i].texts[language]);
        }
    }
}

static void
test_ranges_name_what_differs (void)
{
  const struct
  {
    GDate       first;
    GDate       last;
    const char *full[2];
    const char *brief[2];
  } rows[] = {
    { day (2026, 11, 1),
      day (2026, 11, 22),
      { "1–22 November", "1–22 ноября" },
      { "1–22 Nov", "1–22 ноя" } },
    { day (2026, 10, 23),
      day (2026, 11, 22),
      { "23 October – 22 November", "23 октября – 22 ноября" },
      { "23 Oct – 22 Nov", "23 окт – 22 ноя" } },
    { day (2026, 11, 22),
      day (2026, 11, 22),
      { "22 November", "22 ноября" },
      { "22 Nov", "22 ноя" } },
    { day (2025, 11, 1),
      day (2025, 11, 22),
      { "1–22 November 2025", "1–22 ноября 2025" },
      { "1–22 Nov 2025", "1–22 ноя 2025" } },
    { day (2025, 12, 30),
      day (2026, 1, 2),
      { "30 December 2025 – 2 January 2026", "30 декабря 2025 – 2 января 2026" },
      { "30 Dec 2025 – 2 Jan 2026", "30 дек 2025 – 2 янв 2026" } },
  };
  GDate today = day (2026, G_DATE_NOVEMBER, 22);

  for (gsize language = 0; language < G_N_ELEMENTS (languages); language++)
    {
      laurel_test_ui_set_language (languages[language]);

      for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
        {
          g_autofree char *full = laurel_format_date_range (&rows[i].first, &rows[i].last, &today);
          g_autofree char *brief =
              laurel_format_date_range_short (&rows[i].first, &rows[i].last, &today);

          g_assert_cmpstr (full, ==, rows[i].full[language]);
          g_assert_cmpstr (brief, ==, rows[i].brief[language]);
        }
    }
}

static void
test_moments_are_in_the_zone_of_the_store (void)
{
  static const char *const today_texts[] = { "Today, 01:54", "Сегодня, 01:54" };
  static const char *const dated_texts[] = { "21 Nov, 22:54", "21 ноя, 22:54" };
  static const char *const old_texts[] = { "21 Nov 2026, 22:54", "21 ноя 2026, 22:54" };
  static const char *const full_texts[] = { "22 November 2026, 01:54:03 (UTC+03:00)",
                                            "22 ноября 2026, 01:54:03 (UTC+03:00)" };
  g_autoptr (GTimeZone) moscow = g_time_zone_new_offset (3 * 3600);
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) moment = g_date_time_new_utc (2026, 11, 21, 22, 54, 3);
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 22, 8, 0, 0);

  g_test_summary ("Late in the evening in Greenwich it is the next day in Moscow");

  for (gsize language = 0; language < G_N_ELEMENTS (languages); language++)
    {
      g_autofree char *today = NULL;
      g_autofree char *dated = NULL;
      g_autofree char *old = NULL;
      g_autofree char *full = NULL;

      laurel_test_ui_set_language (languages[language]);
      today = laurel_format_moment (moment, moscow, now);
      dated = laurel_format_moment (moment, utc, now);
      old = laurel_format_moment (moment, utc, NULL);
      full = laurel_format_moment_full (moment, moscow);
      g_assert_cmpstr (today, ==, today_texts[language]);
      g_assert_cmpstr (dated, ==, dated_texts[language]);
      g_assert_cmpstr (old, ==, old_texts[language]);
      g_assert_cmpstr (full, ==, full_texts[language]);
    }
}

static void
test_shares_are_exact (void)
{
  static const struct
  {
    gint64 part;
    gint64 whole;
    gint64 share;
  } rows[] = {
    { 0, 0, 0 },
    { 0, 7, 0 },
    { 1, 3, 3333 },
    { 2, 3, 6667 },
    { 1, 20000, 1 },
    { 1, 20001, 0 },
    { 7, 7, 10000 },
    { G_MAXINT64, G_MAXINT64, 10000 },
    { G_MAXINT64 / 2, G_MAXINT64, 5000 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (laurel_format_share_of (rows[i].part, rows[i].whole), ==, rows[i].share);
}

static void
test_the_currency_can_be_another (void)
{
  static const struct
  {
    const char *code;
    const char *text;
  } rows[] = {
    { "EUR", "€12.50" },
    { "KZT", "₸12.50" },
    { "CHF", "CHF12.50" },
    { "RUB", "₽12.50" },
  };

  laurel_test_ui_set_language ("en");

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = NULL;

      laurel_format_set_currency (rows[i].code);
      text = laurel_format_money (1250);
      g_assert_cmpstr (text, ==, rows[i].text);
      g_assert_cmpstr (laurel_format_get_currency (), ==, rows[i].code);
    }
}

static void
test_nothing_is_a_dash (void)
{
  g_autofree char *money = laurel_format_money_or_nothing (0);
  g_autofree char *points = laurel_format_points_change_or_nothing (0);
  g_autofree char *some = laurel_format_points_change_or_nothing (7);

  g_assert_cmpstr (money, ==, "—");
  g_assert_cmpstr (points, ==, "—");
  g_assert_cmpstr (some, ==, "+7");
}

static void
assert_date (const GDate *date, const char *text)
{
  char buffer[16] = "";

  g_date_strftime (buffer, sizeof buffer, "%Y-%m-%d", date);
  g_assert_cmpstr (buffer, ==, text);
}

static void
test_periods_compare_like_with_like (void)
{
  const struct
  {
    LaurelPeriod period;
    GDate        today;
    const char  *first;
    const char  *before_first;
    const char  *before_last;
    const char  *words;
  } rows[] = {
    { LAUREL_PERIOD_TODAY,
      day (2026, 11, 22),
      "2026-11-22",
      "2026-11-15",
      "2026-11-15",
      "22 November with 15 November" },
    { LAUREL_PERIOD_SEVEN_DAYS,
      day (2026, 11, 22),
      "2026-11-16",
      "2026-11-09",
      "2026-11-15",
      "16–22 November with 9–15 November" },
    { LAUREL_PERIOD_MONTH,
      day (2026, 11, 22),
      "2026-11-01",
      "2026-10-01",
      "2026-10-22",
      "1–22 November with 1–22 October" },
    { LAUREL_PERIOD_MONTH,
      day (2026, 3, 31),
      "2026-03-01",
      "2026-02-01",
      "2026-02-28",
      "1–31 March with 1–28 February" },
    { LAUREL_PERIOD_MONTH,
      day (2026, 1, 5),
      "2026-01-01",
      "2025-12-01",
      "2025-12-05",
      "1–5 January 2026 with 1–5 December 2025" },
    { LAUREL_PERIOD_QUARTER,
      day (2026, 11, 22),
      "2026-10-01",
      "2026-07-01",
      "2026-08-22",
      "1 October – 22 November with 1 July – 22 August" },
    { LAUREL_PERIOD_YEAR,
      day (2028, 2, 29),
      "2028-01-01",
      "2027-01-01",
      "2027-02-28",
      "1 January – 29 February 2028 with 1 January – 28 February 2027" },
  };

  laurel_test_ui_set_language ("en");

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      LaurelPeriodDates dates;
      g_autofree char  *words = NULL;

      laurel_period_resolve (rows[i].period, &rows[i].today, &dates);
      words = laurel_period_describe (&dates);
      assert_date (&dates.first, rows[i].first);
      assert_date (&dates.before_first, rows[i].before_first);
      assert_date (&dates.before_last, rows[i].before_last);
      g_assert_cmpint (g_date_compare (&dates.last, &rows[i].today), ==, 0);
      g_assert_cmpuint (dates.weekday_shift % 7, ==, 0);
      g_assert_cmpstr (words, ==, rows[i].words);
    }
}

static void
test_rules_say_exact_numbers (void)
{
  static const struct
  {
    char *(*format) (gint64 value);
    gint64      value;
    const char *texts[2];
  } rows[] = {
    { laurel_format_price, 50000, { "₽500", "500" NB "₽" } },
    { laurel_format_price, 18990, { "₽189.90", "189,90" NB "₽" } },
    { laurel_format_price, 100000000, { "₽1,000,000", "1" NB "000" NB "000" NB "₽" } },
    { laurel_format_rate, 1500, { "15%", "15" NB "%" } },
    { laurel_format_rate, 1250, { "12.5%", "12,5" NB "%" } },
    { laurel_format_rate, 25, { "0.25%", "0,25" NB "%" } },
  };

  for (gsize language = 0; language < G_N_ELEMENTS (languages); language++)
    {
      laurel_test_ui_set_language (languages[language]);

      for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
        {
          g_autofree char *text = rows[i].format (rows[i].value);

          g_assert_cmpstr (text, ==, rows[i].texts[language]);
        }
    }

  laurel_test_ui_set_language ("en");
}

/* What people type, in the language they see; -1 where it is no number. */
static void
test_typed_numbers_are_understood (void)
{
  static const struct
  {
    const char *text;
    guint       n_decimals;
    gint64      values[2];
  } rows[] = {
    { "1500", 2, { 150000, 150000 } },
    { "1 500", 2, { 150000, 150000 } },
    { "2 000,50", 2, { 200050, 200050 } },
    { "₽1,838.20", 2, { 183820, 183820 } },
    { "1" NB "838,2" NB "₽", 2, { 183820, 183820 } },
    { "5 %", 2, { 500, 500 } },
    { "12.5", 2, { 1250, 1250 } },
    { "1,000", 3, { 1000000, 1000 } },
    { "0,435", 3, { 435, 435 } },
    { "1.000.000", 2, { 100000000, 100000000 } },
    { "7", 0, { 7, 7 } },
    { "7.5", 0, { -1, -1 } },
    { "0.125", 2, { -1, -1 } },
    { "", 2, { -1, -1 } },
    { "₽", 2, { -1, -1 } },
    { "-5", 2, { -1, -1 } },
    { "many", 2, { -1, -1 } },
    { "99999999999999999999", 0, { -1, -1 } },
    { "99999999999999999", 3, { -1, -1 } },
  };

  for (gsize language = 0; language < G_N_ELEMENTS (languages); language++)
    {
      laurel_test_ui_set_language (languages[language]);

      for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
        {
          gint64   value = -1;
          gboolean good = laurel_format_parse (rows[i].text, rows[i].n_decimals, &value);

          g_test_message ("%s: %s", languages[language], rows[i].text);
          g_assert_cmpint (value, ==, rows[i].values[language]);
          g_assert_cmpint (good, ==, value != -1);
        }
    }

  laurel_test_ui_set_language ("en");
}

/* Whatever is written is read again as the same. */
static void
test_written_numbers_are_read_again (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (gsize language = 0; language < G_N_ELEMENTS (languages); language++)
    {
      laurel_test_ui_set_language (languages[language]);

      for (guint i = 0; i < 2000; i++)
        {
          /* Of thousandths English cannot tell 1,234 from 1.234 typed with a comma. */
          guint            n_decimals = (guint) g_rand_int_range (random, 0, 3);
          gint64           value = g_rand_int_range (random, 0, 1 << (1 + i % 30));
          g_autofree char *text = laurel_format_number (value, n_decimals);
          gint64           read = -1;

          g_assert_true (laurel_format_parse (text, n_decimals, &read));
          g_assert_cmpint (read, ==, value);
        }
    }

  laurel_test_ui_set_language ("en");
}

int
main (int argc, char **argv)
{
  laurel_test_ui_init (&argc, &argv);

  g_test_add_func ("/format/values", test_values_read_well_in_both_languages);
  g_test_add_func ("/format/exact", test_rules_say_exact_numbers);
  g_test_add_func ("/format/typed", test_typed_numbers_are_understood);
  g_test_add_func ("/format/again", test_written_numbers_are_read_again);
  g_test_add_func ("/format/differences", test_differences_are_words);
  g_test_add_func ("/format/axes", test_axes_are_short);
  g_test_add_func ("/format/plurals", test_plurals_follow_the_language);
  g_test_add_func ("/format/dates", test_dates_are_in_the_language_of_the_messages);
  g_test_add_func ("/format/ranges", test_ranges_name_what_differs);
  g_test_add_func ("/format/moments", test_moments_are_in_the_zone_of_the_store);
  g_test_add_func ("/format/shares", test_shares_are_exact);
  g_test_add_func ("/format/currency", test_the_currency_can_be_another);
  g_test_add_func ("/format/nothing", test_nothing_is_a_dash);
  g_test_add_func ("/format/periods", test_periods_compare_like_with_like);

  return g_test_run ();
}
