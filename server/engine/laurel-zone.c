/* laurel-zone.c - local time of IANA zones, from tables made by the build
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/engine/laurel-zone.h"

#include <string.h>

#define DAY_SECONDS 86400

/* @n transitions from @first on in the two tables below. */
struct _LaurelZone
{
  const char *name;
  guint       first;
  guint       n;
};

#include "laurel-zone-tables.inc"

const LaurelZone *
laurel_zone_find (const char *name)
{
  gsize low = 0;
  gsize high = G_N_ELEMENTS (zones);

  while (low < high)
    {
      gsize middle = low + (high - low) / 2;
      int   order = strcmp (name, zones[middle].name);

      if (order == 0)
        return &zones[middle];

      if (order < 0)
        high = middle;
      else
        low = middle + 1;
    }

  return NULL;
}

gint64
laurel_zone_get_offset (const LaurelZone *zone, gint64 time)
{
  const gint64 *starts = &zone_starts[zone->first];
  guint         low = 0;
  guint         high = zone->n;

  /* The last transition that is not after @time; before the first one its own offset holds. */
  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (starts[middle] <= time)
        low = middle;
      else
        high = middle;
    }

  return zone_offsets[zone->first + low];
}

/* Where clocks go forward over midnight, the date begins at the transition; where they go back over
 * it, at the earlier of the two midnights. */
gint64
laurel_zone_day_start (const LaurelZone *zone, gint32 day)
{
  gint64 local = (gint64) day * DAY_SECONDS;
  gint64 before = laurel_zone_get_offset (zone, local - DAY_SECONDS);
  gint64 after = laurel_zone_get_offset (zone, local + DAY_SECONDS);
  gint64 start = local - MAX (before, after);

  if (laurel_zone_day (zone, start) >= day)
    return start;

  start = local - MIN (before, after);

  for (guint i = 0; i < zone->n; i++)
    {
      gint64 transition = zone_starts[zone->first + i];

      if (transition > local - MAX (before, after) && transition < start &&
          laurel_zone_day (zone, transition) >= day)
        return transition;
    }

  return start;
}

gint32
laurel_zone_day (const LaurelZone *zone, gint64 time)
{
  gint64 local = time + laurel_zone_get_offset (zone, time);

  return (gint32) ((local >= 0 ? local : local - (DAY_SECONDS - 1)) / DAY_SECONDS);
}
