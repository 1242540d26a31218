/* laurel-zone.h - local time of IANA zones, from tables made by the build
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The tables cover 2000 to 2099. They are part of the program and not of the machine, so that a
 * receipt has one local date wherever and whenever it is priced.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _LaurelZone LaurelZone;

/* Lives for ever; NULL for a zone that is not there. */
const LaurelZone *laurel_zone_find (const char *name);

/* Seconds to add to @time to have local time. */
gint64 laurel_zone_get_offset (const LaurelZone *zone, gint64 time);

/* The first instant of a local date (days since 1970-01-01), even where midnight does not exist. */
gint64 laurel_zone_day_start (const LaurelZone *zone, gint32 day);

/* The local date of an instant. */
gint32 laurel_zone_day (const LaurelZone *zone, gint64 time);

G_END_DECLS
