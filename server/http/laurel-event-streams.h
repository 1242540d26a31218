/* laurel-event-streams.h - the subscribers of GET /v1/events that one worker serves
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server/http/laurel-events.h"
#include "server/http/laurel-metrics.h"
#include "server/http/laurel-route.h"

G_BEGIN_DECLS

#define LAUREL_EVENTS_HEARTBEAT_S 15

typedef struct _LaurelEventStreams LaurelEventStreams;

/* On the worker's thread. @events and @metrics outlive it. */
LaurelEventStreams *laurel_event_streams_new (LaurelEvents  *events,
                                              LaurelMetrics *metrics) G_GNUC_WARN_UNUSED_RESULT;
void                laurel_event_streams_free (LaurelEventStreams *streams);

/**
 * laurel_event_streams_add:
 * @last_id: the id of the last event that the client has had, 0: it is new here
 *
 * Answers @exchange with a stream of all events from now on. A client that has missed some is told
 * `resync` first; events are not kept to be sent again.
 */
void laurel_event_streams_add (LaurelEventStreams *streams,
                               LaurelExchange     *exchange,
                               guint64             last_id);

/* Ends them all; new ones end at once. For a server that stops. */
void laurel_event_streams_end (LaurelEventStreams *streams);

G_END_DECLS
