/* laurel-local-time.c - dates and times as files write them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/jobs/laurel-local-time.h"

#include <gio/gio.h>

#include <string.h>

#define TEXT_MAX 32

struct _LaurelLocalTime
{
  GTimeZone *zone;
  /* The lines of one receipt follow each other and have one time: it is worked out once. */
  char     last_text[TEXT_MAX];
  gint64   last_instant;
  gboolean last_valid;
};

LaurelLocalTime *
laurel_local_time_new (const char *zone, GError **error)
{
  LaurelLocalTime *local_time = NULL;
  GTimeZone       *time_zone = NULL;

  g_return_val_if_fail (zone != NULL, NULL);

  time_zone = g_time_zone_new_identifier (zone);
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
  if (local_time == NULL)
    return;

  g_time_zone_unref (local_time->zone);
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

static gboolean
parse (const LaurelLocalTime *local_time, const char *text, gint64 *instant)
{
  g_autoptr (GDateTime) moment = NULL;
  const char *at = text;
  gint        year = 0;
  gint        month = 0;
  gint        day = 0;
  gint        hour = 0;
  gint        minute = 0;
  gint        second = 0;

  if (!take_date (&at, &year, &month, &day) || !take_clock (&at, &hour, &minute, &second))
    return FALSE;
  if (year < 2000 || year > 2099)
    return FALSE;

  moment = g_date_time_new (local_time->zone, year, month, day, hour, minute, second);
  if (moment == NULL)
    return FALSE;
  *instant = g_date_time_to_unix (moment);

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
