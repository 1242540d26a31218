/* laurel-local-time.c - dates and times as files write them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/jobs/laurel-local-time.h"

#include "server/engine/laurel-calendar.h"
#include "server/engine/laurel-zone.h"

#include <gio/gio.h>
#include <string.h>

#define TEXT_MAX        32
#define SECONDS_PER_DAY G_GINT64_CONSTANT (86400)

struct _LaurelLocalTime
{
  const LaurelZone *zone;
  /* The lines of one receipt follow each other and have one time: it is worked out once. */
  char     last_text[TEXT_MAX];
  gint64   last_instant;
  gboolean last_valid;
};

LaurelLocalTime *
laurel_local_time_new (const char *zone, GError **error)
{
  LaurelLocalTime  *local_time = NULL;
  const LaurelZone *time_zone = NULL;

  g_return_val_if_fail (zone != NULL, NULL);

  time_zone = laurel_zone_find (zone);
  if (time_zone == NULL)
    {
      g_set_error (error,
                   G_IO_ERROR,
                   G_IO_ERROR_INVALID_ARGUMENT,
                   "'%s' is no known time zone",
                   zone);
      return NULL;
    }

  local_time = g_new0 (LaurelLocalTime, 1);
  local_time->zone = time_zone;

  return local_time;
}

void
laurel_local_time_free (LaurelLocalTime *local_time)
{
  g_free (local_time);
}

/* Takes exactly @n digits and, where one is asked for, the character after them. */
static gboolean
take_number (const char **at, gsize n, char after, gint *number)
{
  *number = 0;
  for (gsize i = 0; i < n; i++, (*at)++)
    {
      if (!g_ascii_isdigit (**at))
        return FALSE;
      *number = *number * 10 + (**at - '0');
    }
  if (after != '\0')
    {
      if (**at != after)
        return FALSE;
      (*at)++;
    }

  return TRUE;
}

static gboolean
take_date (const char **at, gint *year, gint *month, gint *day)
{
  if (strlen (*at) >= 3 && (*at)[2] == '.')
    return take_number (at, 2, '.', day) && take_number (at, 2, '.', month) &&
           take_number (at, 4, '\0', year);

  return take_number (at, 4, '-', year) && take_number (at, 2, '-', month) &&
         take_number (at, 2, '\0', day);
}

static gboolean
take_clock (const char **at, gint *hour, gint *minute, gint *second)
{
  if (**at == '\0')
    return TRUE;
  if (**at != ' ' && **at != 'T')
    return FALSE;
  (*at)++;
  if (!take_number (at, 2, ':', hour) || !take_number (at, 2, '\0', minute))
    return FALSE;
  if (**at == ':')
    {
      (*at)++;
      if (!take_number (at, 2, '\0', second))
        return FALSE;
    }

  return **at == '\0';
}

/* Seconds of local time to an instant: by the offset that held before a change of the clocks, so
 * that a repeated hour is the first one and a skipped one lies behind the change. */
static gint64
to_instant (const LaurelZone *zone, gint64 local)
{
  gint64 before = laurel_zone_get_offset (zone, local - SECONDS_PER_DAY);
  gint64 after = laurel_zone_get_offset (zone, local + SECONDS_PER_DAY);

  if (laurel_zone_get_offset (zone, local - before) == before)
    return local - before;
  if (laurel_zone_get_offset (zone, local - after) == after)
    return local - after;

  return local - before;
}

static gboolean
parse (const LaurelLocalTime *local_time, const char *text, gint64 *instant)
{
  const char *at = text;
  LaurelDate  date = { 0 };
  gint        hour = 0;
  gint        minute = 0;
  gint        second = 0;

  if (!take_date (&at, &date.year, &date.month, &date.day) ||
      !take_clock (&at, &hour, &minute, &second))
    return FALSE;
  if (date.year < 2000 || date.year > 2099 || date.month < 1 || date.month > 12 || date.day < 1 ||
      date.day > laurel_month_length (date.year, date.month) || hour > 23 || minute > 59 ||
      second > 59)
    return FALSE;

  *instant =
      to_instant (local_time->zone,
                  laurel_date_to_day (date) * SECONDS_PER_DAY + hour * 3600 + minute * 60 + second);

  return TRUE;
}

gboolean
laurel_local_time_parse (LaurelLocalTime *local_time, const char *text, gint64 *instant)
{
  g_return_val_if_fail (local_time != NULL, FALSE);
  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (instant != NULL, FALSE);

  if (strlen (text) >= TEXT_MAX)
    return FALSE;
  if (strcmp (local_time->last_text, text) != 0)
    {
      g_strlcpy (local_time->last_text, text, TEXT_MAX);
      local_time->last_valid = parse (local_time, text, &local_time->last_instant);
    }
  if (local_time->last_valid)
    *instant = local_time->last_instant;

  return local_time->last_valid;
}
