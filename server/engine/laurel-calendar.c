/* laurel-calendar.c - dates of the proleptic Gregorian calendar, in plain integers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Day numbers are reckoned in eras of 400 years that begin on 1 March, so that the leap day is the
 * last of its year and needs no special case.
 */

#include "server/engine/laurel-calendar.h"

#define DAYS_PER_ERA  146097
#define DAYS_TO_EPOCH 719468 /* from 0000-03-01 to 1970-01-01 */
#define DAY_SECONDS   86400

gint32
laurel_date_to_day (LaurelDate date)
{
  gint32 year = date.month <= 2 ? date.year - 1 : date.year;
  gint32 era = (year >= 0 ? year : year - 399) / 400;
  gint32 year_of_era = year - era * 400;
  gint32 month = (date.month + 9) % 12; /* 0 is March */
  gint32 day_of_year = (153 * month + 2) / 5 + date.day - 1;
  gint32 day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

  return era * DAYS_PER_ERA + day_of_era - DAYS_TO_EPOCH;
}

LaurelDate
laurel_date_from_day (gint32 day)
{
  gint32     shifted = day + DAYS_TO_EPOCH;
  gint32     era = (shifted >= 0 ? shifted : shifted - (DAYS_PER_ERA - 1)) / DAYS_PER_ERA;
  gint32     day_of_era = shifted - era * DAYS_PER_ERA;
  gint32     year_of_era = 0;
  gint32     day_of_year = 0;
  gint32     month = 0;
  LaurelDate date = { 0 };

  year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  month = (5 * day_of_year + 2) / 153;

  date.day = day_of_year - (153 * month + 2) / 5 + 1;
  date.month = month < 10 ? month + 3 : month - 9;
  date.year = year_of_era + era * 400 + (date.month <= 2 ? 1 : 0);

  return date;
}

gboolean
laurel_year_is_leap (gint32 year)
{
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

gint32
laurel_month_length (gint32 year, gint32 month)
{
  static const gint32 lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

  return month == 2 && laurel_year_is_leap (year) ? 29 : lengths[month - 1];
}

gint32
laurel_day_weekday (gint32 day)
{
  gint32 weekday = (day + 3) % 7; /* 1970-01-01 was a Thursday */

  return (weekday < 0 ? weekday + 7 : weekday) + 1;
}

gint32
laurel_birthday_in (LaurelDate birth, gint32 year)
{
  if (birth.month == 2 && birth.day == 29 && !laurel_year_is_leap (year))
    return laurel_date_to_day ((LaurelDate){ year, 3, 1 });

  return laurel_date_to_day ((LaurelDate){ year, birth.month, birth.day });
}

gint32
laurel_age_on (LaurelDate birth, gint32 day)
{
  gint32 year = laurel_date_from_day (day).year;

  return year - birth.year - (day < laurel_birthday_in (birth, year) ? 1 : 0);
}

/* Reads exactly @n digits, and moves @text behind them. */
static gboolean
parse_digits (const char **text, gint n, gint32 *number)
{
  gint32 value = 0;

  for (gint i = 0; i < n; i++)
    {
      if (!g_ascii_isdigit ((*text)[i]))
        return FALSE;

      value = value * 10 + g_ascii_digit_value ((*text)[i]);
    }

  *text += n;
  *number = value;

  return TRUE;
}

static gboolean
parse_character (const char **text, char character)
{
  if (**text != character)
    return FALSE;

  *text += 1;

  return TRUE;
}

static gboolean
parse_date (const char **text, LaurelDate *date)
{
  return parse_digits (text, 4, &date->year) && parse_character (text, '-') &&
         parse_digits (text, 2, &date->month) && parse_character (text, '-') &&
         parse_digits (text, 2, &date->day) && date->month >= 1 && date->month <= 12 &&
         date->day >= 1 && date->day <= laurel_month_length (date->year, date->month);
}

gboolean
laurel_date_parse (const char *text, gint32 *day)
{
  LaurelDate date = { 0 };

  if (!parse_date (&text, &date) || *text != '\0' || date.year < 1900 || date.year > 2199)
    return FALSE;

  *day = laurel_date_to_day (date);

  return TRUE;
}

/* "Z" or "+HH:MM", in seconds. */
static gboolean
parse_offset (const char **text, gint32 *offset)
{
  gint32 sign = **text == '-' ? -1 : 1;
  gint32 hours = 0;
  gint32 minutes = 0;

  *offset = 0;

  if (parse_character (text, 'Z'))
    return TRUE;

  if (!parse_character (text, '+') && !parse_character (text, '-'))
    return FALSE;

  if (!parse_digits (text, 2, &hours) || !parse_character (text, ':') ||
      !parse_digits (text, 2, &minutes) || hours > 23 || minutes > 59)
    return FALSE;

  *offset = sign * (hours * 60 + minutes) * 60;

  return TRUE;
}

static gboolean
skip_fraction (const char **text)
{
  if (!parse_character (text, '.'))
    return TRUE;

  if (!g_ascii_isdigit (**text))
    return FALSE;

  while (g_ascii_isdigit (**text))
    *text += 1;

  return TRUE;
}

gboolean
laurel_time_parse (const char *text, gint64 *time)
{
  LaurelDate date = { 0 };
  gint32     hour = 0;
  gint32     minute = 0;
  gint32     second = 0;
  gint32     offset = 0;

  if (!parse_date (&text, &date) || !parse_character (&text, 'T') ||
      !parse_digits (&text, 2, &hour) || !parse_character (&text, ':') ||
      !parse_digits (&text, 2, &minute) || !parse_character (&text, ':') ||
      !parse_digits (&text, 2, &second) || !skip_fraction (&text) ||
      !parse_offset (&text, &offset) || *text != '\0')
    return FALSE;

  if (date.year < 2000 || date.year > 2099 || hour > 23 || minute > 59 || second > 59)
    return FALSE;

  *time = (gint64) laurel_date_to_day (date) * DAY_SECONDS + hour * 3600 + minute * 60 + second -
          offset;

  return TRUE;
}

char *
laurel_date_format (gint32 day, char text[LAUREL_DATE_SIZE])
{
  LaurelDate date = laurel_date_from_day (day);
  gint32     parts[] = { date.year / 100, date.year % 100, date.month, date.day };
  gsize      at = 0;

  g_return_val_if_fail (date.year >= 0 && date.year <= 9999, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      if (i >= 2)
        text[at++] = '-';

      text[at++] = (char) ('0' + parts[i] / 10);
      text[at++] = (char) ('0' + parts[i] % 10);
    }

  text[at] = '\0';

  return text;
}
