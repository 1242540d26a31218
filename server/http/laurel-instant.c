/* laurel-instant.c - instants as answers write them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/http/laurel-instant.h"

#include "server/engine/laurel-calendar.h"

#define DAY_S (24 * 60 * 60)

void
laurel_instant_format (gint64 now_us, char text[LAUREL_INSTANT_SIZE])
{
  gint64 seconds = now_us / G_USEC_PER_SEC;
  int    of_day = (int) (seconds % DAY_S);
  char   date[LAUREL_DATE_SIZE];

  g_return_if_fail (now_us >= 0);

  g_snprintf (text,
              LAUREL_INSTANT_SIZE,
              "%sT%02d:%02d:%02dZ",
              laurel_date_format ((gint32) (seconds / DAY_S), date),
              of_day / 3600,
              of_day / 60 % 60,
              of_day % 60);
}
