/* laurel-decimal.c - decimal numbers of files, exactly
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/jobs/laurel-decimal.h"

#define PLACES_MAX 9

static gboolean
push_digit (guint64 *number, char digit)
{
  return g_uint64_checked_mul (number, *number, 10) &&
         g_uint64_checked_add (number, *number, (guint64) (digit - '0'));
}

static gboolean
parse_fraction (const char **at, guint places, guint64 *number)
{
  guint n = 0;

  if (!g_ascii_isdigit (**at))
    return FALSE;

  for (; g_ascii_isdigit (**at); (*at)++)
    {
      if (n < places)
        {
          if (!push_digit (number, **at))
            return FALSE;
          n++;
        }
      else if (**at != '0')
        return FALSE;
    }
  for (; n < places; n++)
    {
      if (!push_digit (number, '0'))
        return FALSE;
    }

  return TRUE;
}

gboolean
laurel_decimal_parse (const char *text, guint places, gint64 *value)
{
  gboolean    negative = FALSE;
  guint64     number = 0;
  const char *at = text;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (places <= PLACES_MAX, FALSE);
  g_return_val_if_fail (value != NULL, FALSE);

  if (*at == '-')
    {
      negative = TRUE;
      at++;
    }
  if (!g_ascii_isdigit (*at))
    return FALSE;
  for (; g_ascii_isdigit (*at); at++)
    {
      if (!push_digit (&number, *at))
        return FALSE;
    }

  if (*at == '.' || *at == ',')
    {
      at++;
      if (!parse_fraction (&at, places, &number))
        return FALSE;
    }
  else
    {
      const char *zeros = "0";

      if (places > 0 && !parse_fraction (&zeros, places, &number))
        return FALSE;
    }
  if (*at != '\0' || number > G_MAXINT64)
    return FALSE;

  *value = negative ? -(gint64) number : (gint64) number;

  return TRUE;
}

char *
laurel_decimal_format_minor (gint64 value)
{
  guint64 size = value < 0 ? -(guint64) value : (guint64) value;

  return g_strdup_printf ("%s%" G_GUINT64_FORMAT ".%02u",
                          value < 0 ? "-" : "",
                          size / 100,
                          (guint) (size % 100));
}

gint64
laurel_decimal_multiply_divide (gint64 a, gint64 b, gint64 c)
{
  __int128 result = 0;

  g_return_val_if_fail (a >= 0 && b >= 0 && c > 0, 0);

  result = ((__int128) a * b * 2 + c) / ((__int128) c * 2);
  g_return_val_if_fail (result <= G_MAXINT64, 0);

  return (gint64) result;
}
