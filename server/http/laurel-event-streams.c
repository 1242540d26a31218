/* laurel-event-streams.c - the subscribers of GET /v1/events that one worker serves
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/http/laurel-event-streams.h"

#include "server/http/laurel-stream.h"

struct _LaurelEventStreams
{
  LaurelEvents  *events;
  LaurelMetrics *metrics;
  GHashTable    *open; /* of LaurelStream, which belong to their exchanges */
  GSource       *heartbeat;
  GBytes        *beat;
  guint64        last_id; /* of the last event that was handed on here */
  gboolean       ended;
};

static void
push_to_all (LaurelEventStreams *streams, GBytes *piece)
{
  GHashTableIter iter;
  gpointer       stream = NULL;

  g_hash_table_iter_init (&iter, streams->open);
  while (g_hash_table_iter_next (&iter, &stream, NULL))
    {
      if (!laurel_stream_push (stream, piece))
        laurel_metrics_add (streams->metrics, LAUREL_FIGURE_EVENTS_DROPPED, 1);
    }
}

static void
event_cb (guint64 id, GBytes *piece, gpointer user_data)
{
  LaurelEventStreams *streams = user_data;

  streams->last_id = id;
  push_to_all (streams, piece);
}

/* A client that is gone is noticed by writing to it, and a front lets go of a silent connection. */
static gboolean
heartbeat_cb (gpointer user_data)
{
  LaurelEventStreams *streams = user_data;

  push_to_all (streams, streams->beat);

  return G_SOURCE_CONTINUE;
}

static void
closed_cb (LaurelStream *stream, gpointer user_data)
{
  LaurelEventStreams *streams = user_data;

  g_hash_table_remove (streams->open, stream);
  laurel_metrics_add (streams->metrics, LAUREL_FIGURE_SUBSCRIBERS, -1);
}

LaurelEventStreams *
laurel_event_streams_new (LaurelEvents *events, LaurelMetrics *metrics)
{
  LaurelEventStreams *streams = g_new0 (LaurelEventStreams, 1);

  streams->events = events;
  streams->metrics = metrics;
  streams->open = g_hash_table_new (NULL, NULL);
  streams->beat = g_bytes_new_static (":\n\n", 3);
  laurel_events_add_listener (events, event_cb, streams);
  streams->last_id = laurel_events_get_last_id (events);

  streams->heartbeat = g_timeout_source_new_seconds (LAUREL_EVENTS_HEARTBEAT_S);
  g_source_set_callback (streams->heartbeat, heartbeat_cb, streams, NULL);
  g_source_attach (streams->heartbeat, g_main_context_get_thread_default ());

  return streams;
}

void
laurel_event_streams_free (LaurelEventStreams *streams)
{
  if (streams == NULL)
    return;

  g_assert (g_hash_table_size (streams->open) == 0);

  laurel_events_remove_listener (streams->events, streams);
  g_source_destroy (streams->heartbeat);
  g_source_unref (streams->heartbeat);
  g_hash_table_unref (streams->open);
  g_bytes_unref (streams->beat);
  g_free (streams);
}

void
laurel_event_streams_add (LaurelEventStreams *streams, LaurelExchange *exchange, guint64 last_id)
{
  g_autoptr (GBytes) first = NULL;
  LaurelStream *stream = laurel_stream_new (exchange, "text/event-stream", closed_cb, streams);

  if (stream == NULL)
    return;

  g_hash_table_add (streams->open, stream);
  laurel_metrics_add (streams->metrics, LAUREL_FIGURE_SUBSCRIBERS, 1);

  /* An answer without a byte does not leave, and the client would not know that it is connected. */
  if (last_id != 0 && last_id != streams->last_id)
    first = laurel_events_format (streams->last_id, "resync", "{}");
  else
    first = g_bytes_ref (streams->beat);
  laurel_stream_push (stream, first);

  if (streams->ended)
    laurel_stream_end (stream);
}

void
laurel_event_streams_end (LaurelEventStreams *streams)
{
  GHashTableIter iter;
  gpointer       stream = NULL;

  streams->ended = TRUE;

  g_hash_table_iter_init (&iter, streams->open);
  while (g_hash_table_iter_next (&iter, &stream, NULL))
    laurel_stream_end (stream);
}
