/* laurel-local-time.h - dates and times as files write them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _LaurelLocalTime LaurelLocalTime;

/* Fails for a name that is no IANA time zone. */
LaurelLocalTime *laurel_local_time_new (const char *zone, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void             laurel_local_time_free (LaurelLocalTime *local_time);

/* Reads "2010-12-01 08:26[:00]" (a T between them will do; so will nothing after the date:
 * midnight) or "01.12.2010 08:26[:00]" in the zone, years 2000 to 2099. An hour that the clocks
 * skip is the one after it; one that they repeat is the first. Gives seconds since 1970-01-01 00:00
 * UTC. */
gboolean laurel_local_time_parse (LaurelLocalTime *local_time, const char *text, gint64 *instant);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelLocalTime, laurel_local_time_free)

G_END_DECLS
