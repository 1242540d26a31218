/* laurel-instant.h - instants as answers write them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Room for "2026-11-22T12:00:00+03:00" and its end. */
#define LAUREL_INSTANT_SIZE 26

/* Writes @now_us, microseconds since 1970 and not before, as RFC 3339 in UTC with whole seconds,
 * "2026-11-22T09:00:00Z". */
void laurel_instant_format (gint64 now_us, char text[LAUREL_INSTANT_SIZE]);

G_END_DECLS
