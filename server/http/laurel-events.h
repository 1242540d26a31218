/* laurel-events.h - what has just happened, told to everybody who listens
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Events travel through the database: what has been committed is notified on LAUREL_EVENTS_CHANNEL
 * (LaurelTeller), PostgreSQL delivers it to every server that listens, and each server hands it to
 * its own subscribers of GET /v1/events. So an event of one server reaches the desktop that is
 * connected to another, and an event of a transaction that was rolled back reaches nobody.
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

/**
 * LaurelEventsListener:
 * @id: grows from event to event, and from one start of the process to the next
 * @piece: the event as the stream sends it
 *
 * Runs on the main context that the listener was added with.
 */
typedef void (*LaurelEventsListener) (guint64 id, GBytes *piece, gpointer user_data);

LaurelEvents *laurel_events_new (void) G_GNUC_WARN_UNUSED_RESULT;
void          laurel_events_free (LaurelEvents *events);

/* Any thread. The id of the event that was published last. */
guint64 laurel_events_get_last_id (LaurelEvents *events);

/**
 * laurel_events_publish:
 * @name: [a-z_]{1,32}, becomes the event's name
 * @data: one JSON document without line ends: those would forge events
 *
 * Gives the event the next id and hands it to every listener of this process. Any thread. This is
 * what is done for each notification; code that changes something does not call it, but notifies in
 * its transaction.
 */
void laurel_events_publish (LaurelEvents *events, const char *name, const char *data);

/* Takes a notification apart and publishes it. FALSE, and nothing is published: it is not of the
 * form above. */
gboolean laurel_events_publish_payload (LaurelEvents *events,
                                        const char   *payload) G_GNUC_WARN_UNUSED_RESULT;

/* Notifications may have been missed (the connection was lost): every listener is told `resync`. */
void laurel_events_resync (LaurelEvents *events);

/* Adds a listener on the calling thread's default main context, and takes it away again, on the
 * same thread; after that it is not called any more. */
void laurel_events_add_listener (LaurelEvents        *events,
                                 LaurelEventsListener listener,
                                 gpointer             user_data);
void laurel_events_remove_listener (LaurelEvents *events, gpointer user_data);

/* (transfer full): an event as the stream sends it. */
GBytes *laurel_events_format (guint64     id,
                              const char *name,
                              const char *data) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelEvents, laurel_events_free)

G_END_DECLS
