/* laurel-events.h - what has just happened, told to everybody who listens
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Events travel through the database: whoever commits a sale calls pg_notify ('laurel_events',
 * payload) in the same transaction, PostgreSQL delivers it to every server that listens once the
 * transaction is there, and each server hands it to its own subscribers of GET /v1/events. So an
 * event of one server reaches the desktop that is connected to another, and an event of a
 * transaction that was rolled back reaches nobody.
 *
 * A payload is one JSON object of at most LAUREL_EVENT_MAX bytes, {"event": "sale", "data": {...}}.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define LAUREL_EVENTS_CHANNEL "laurel_events"
/* PostgreSQL takes less than 8000 bytes. */
#define LAUREL_EVENT_MAX 7900

typedef struct _LaurelEvents LaurelEvents;

LaurelEvents *laurel_events_new (void) G_GNUC_WARN_UNUSED_RESULT;
LaurelEvents *laurel_events_ref (LaurelEvents *events);
void          laurel_events_unref (LaurelEvents *events);

/**
 * laurel_events_publish:
 * @name: [a-z_]{1,32}, becomes the event's name
 * @data: one JSON document in one line
 *
 * Gives the event the next id and hands it to every subscriber of this process. Any thread. This is
 * what the listener calls for each notification; code that changes something does not call it, but
 * notifies in its transaction.
 */
void laurel_events_publish (LaurelEvents *events, const char *name, const char *data);

/* Takes a notification apart and publishes it; what is not of the form above is counted and
 * dropped. */
void laurel_events_publish_payload (LaurelEvents *events, const char *payload);

/* Notifications may have been missed (the connection was lost): every subscriber is told `resync`.
 */
void laurel_events_resync (LaurelEvents *events);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelEvents, laurel_events_unref)

G_END_DECLS
