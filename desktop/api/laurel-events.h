/* laurel-events.h - what happens on the server, as it happens
 *
 * Reads the stream of server-sent events and opens it again when it breaks, ever more slowly. After
 * a break, and whenever the server has forgotten where we were, ::resync says that something may
 * have been missed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "desktop/api/laurel-api.h"

G_BEGIN_DECLS

#define LAUREL_TYPE_EVENTS (laurel_events_get_type ())
G_DECLARE_FINAL_TYPE (LaurelEvents, laurel_events, LAUREL, EVENTS, GObject)

/* Signals, all without arguments:
 *   sales-changed (events): there is a sale or a return more
 *   program-changed (events): another program is published
 *   resync (events): events may have been missed */
LaurelEvents *laurel_events_new (LaurelApi *api) G_GNUC_WARN_UNUSED_RESULT;

/* Opens the stream; a second call begins anew. */
void laurel_events_start (LaurelEvents *self);
void laurel_events_stop (LaurelEvents *self);

G_END_DECLS
