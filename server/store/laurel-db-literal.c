/* laurel-db-literal.c - values as PostgreSQL's text form has them, for parameters and COPY
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/store/laurel-db-literal.h"

#include <string.h>

#define DAY_US (24 * 60 * 60 * G_GINT64_CONSTANT (1000000))

/* Where GDate and Unix time begin to count: 0001-01-01 is GDate's day 1. */
#define EPOCH_JULIAN 719163

void
laurel_db_literal_append_timestamp (GString *to, gint64 unix_us)
{
  gint64 day = unix_us / DAY_US;
  gint64 rest = unix_us % DAY_US;
  GDate  date;

  if (rest < 0)
    {
      rest += DAY_US;
      day--;
    }

  g_assert (day + EPOCH_JULIAN >= 1 && day + EPOCH_JULIAN <= 3652059);
  g_date_clear (&date, 1);
  g_date_set_julian (&date, (guint32) (day + EPOCH_JULIAN));

  g_string_append_printf (to,
                          "%04d-%02d-%02d %02d:%02d:%02d.%06d+00",
                          g_date_get_year (&date),
                          g_date_get_month (&date),
                          g_date_get_day (&date),
                          (int) (rest / G_GINT64_CONSTANT (3600000000)),
                          (int) (rest / 60000000 % 60),
                          (int) (rest / 1000000 % 60),
                          (int) (rest % 1000000));
}

void
laurel_db_literal_append_bigint_array (GString *to, const gint64 *values, gsize n)
{
  g_string_append_c (to, '{');
  for (gsize i = 0; i < n; i++)
    g_string_append_printf (to, i > 0 ? ",%" G_GINT64_FORMAT : "%" G_GINT64_FORMAT, values[i]);
  g_string_append_c (to, '}');
}

void
laurel_db_literal_append_text_array (GString *to, const char *const *values, gsize n)
{
  g_string_append_c (to, '{');

  for (gsize i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append_c (to, ',');

      if (values[i] == NULL)
        {
          g_string_append (to, "NULL");
          continue;
        }

      /* Always quoted: then only the quote itself and the backslash mean something. */
      g_string_append_c (to, '"');
      for (const char *p = values[i]; *p != '\0'; p++)
        {
          if (*p == '"' || *p == '\\')
            g_string_append_c (to, '\\');
          g_string_append_c (to, *p);
        }
      g_string_append_c (to, '"');
    }

  g_string_append_c (to, '}');
}

/* Reads exactly @n digits. */
static gboolean
take_digits (const char **text, guint n, gint64 *value)
{
  *value = 0;
  for (guint i = 0; i < n; i++, (*text)++)
    {
      if (!g_ascii_isdigit (**text))
        return FALSE;
      *value = *value * 10 + g_ascii_digit_value (**text);
    }

  return TRUE;
}

static gboolean
take_char (const char **text, char c)
{
  if (**text != c)
    return FALSE;
  (*text)++;

  return TRUE;
}

gboolean
laurel_db_literal_parse_timestamp (const char *text, gint64 *unix_us)
{
  gint64 year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, micros = 0;
  GDate  date;

  if (!take_digits (&text, 4, &year) || !take_char (&text, '-') ||
      !take_digits (&text, 2, &month) || !take_char (&text, '-') || !take_digits (&text, 2, &day) ||
      !take_char (&text, ' ') || !take_digits (&text, 2, &hour) || !take_char (&text, ':') ||
      !take_digits (&text, 2, &minute) || !take_char (&text, ':') ||
      !take_digits (&text, 2, &second))
    return FALSE;

  if (take_char (&text, '.'))
    {
      gint64 scale = 100000;

      for (; g_ascii_isdigit (*text) && scale > 0; text++, scale /= 10)
        micros += g_ascii_digit_value (*text) * scale;
    }

  if (strcmp (text, "+00") != 0 ||
      !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return FALSE;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  *unix_us = ((gint64) g_date_get_julian (&date) - EPOCH_JULIAN) * DAY_US +
             ((hour * 60 + minute) * 60 + second) * 1000000 + micros;

  return TRUE;
}
