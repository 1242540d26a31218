/* laurel-clock.h - what time it is: the system's clock, or a sandbox's that is set by hand
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Nothing in the server reads the system's clock for a business decision; it asks this one, so that
 * a sandbox can be taken through a year in a second. Instants are microseconds since 1970-01-01
 * 00:00 UTC. Every function may be called on any thread.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _LaurelClock LaurelClock;

/* The system's clock. */
LaurelClock *laurel_clock_new_real (void) G_GNUC_WARN_UNUSED_RESULT;
/* A clock that can be set; it stands still at @now_us until then, or, with @now_us 0, shows the
 * system's time until it is set for the first time. */
LaurelClock *laurel_clock_new_sandbox (gint64 now_us) G_GNUC_WARN_UNUSED_RESULT;
LaurelClock *laurel_clock_ref (LaurelClock *clock);
void         laurel_clock_unref (LaurelClock *clock);

gint64 laurel_clock_now_us (LaurelClock *clock);

/* Sets a sandbox's clock to @now_us. FALSE, and nothing happens: that would be backwards. */
gboolean laurel_clock_set (LaurelClock *clock, gint64 now_us) G_GNUC_WARN_UNUSED_RESULT;

/* Whether the time that it shows will never be taken back: all but a sandbox's clock before it is
 * set for the first time. */
gboolean laurel_clock_is_final (LaurelClock *clock);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelClock, laurel_clock_unref)

G_END_DECLS
