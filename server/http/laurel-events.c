/* laurel-events.c - what has just happened, told to everybody who listens
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/http/laurel-events.h"

#include <jansson.h>
#include <string.h>

#define NAME_LENGTH_MAX 32

typedef struct
{
  gatomicrefcount      ref_count;
  GMainContext        *context;
  LaurelEventsListener listener;
  gpointer             user_data;
  gboolean             removed; /* set and read on the context's thread only */
} Listener;

typedef struct
{
  Listener *listener;
  guint64   id;
  GBytes   *piece;
} Delivery;

struct _LaurelEvents
{
  GMutex     lock;
  guint64    last_id;
  GPtrArray *listeners;
};

static Listener *
listener_ref (Listener *listener)
{
  g_atomic_ref_count_inc (&listener->ref_count);

  return listener;
}

static void
listener_unref (gpointer data)
{
  Listener *listener = data;

  if (!g_atomic_ref_count_dec (&listener->ref_count))
    return;

  g_main_context_unref (listener->context);
  g_free (listener);
}

LaurelEvents *
laurel_events_new (void)
{
  LaurelEvents *events = g_new0 (LaurelEvents, 1);

  g_mutex_init (&events->lock);
  events->listeners = g_ptr_array_new_with_free_func (listener_unref);
  /* Later starts begin above anything that earlier ones gave out. */
  events->last_id = (guint64) g_get_real_time ();

  return events;
}

void
laurel_events_free (LaurelEvents *events)
{
  if (events == NULL)
    return;

  g_ptr_array_unref (events->listeners);
  g_mutex_clear (&events->lock);
  g_free (events);
}

guint64
laurel_events_get_last_id (LaurelEvents *events)
{
  guint64 id = 0;

  g_mutex_lock (&events->lock);
  id = events->last_id;
  g_mutex_unlock (&events->lock);

  return id;
}

GBytes *
laurel_events_format (guint64 id, const char *name, const char *data)
{
  char *text = NULL;

  g_return_val_if_fail (strpbrk (name, "\r\n") == NULL && strpbrk (data, "\r\n") == NULL, NULL);

  text = g_strdup_printf ("id: %" G_GUINT64_FORMAT "\nevent: %s\ndata: %s\n\n", id, name, data);

  return g_bytes_new_take (text, strlen (text));
}

static gboolean
deliver_cb (gpointer user_data)
{
  Delivery *delivery = user_data;

  if (!delivery->listener->removed)
    delivery->listener->listener (delivery->id, delivery->piece, delivery->listener->user_data);

  return G_SOURCE_REMOVE;
}

static void
delivery_free (gpointer data)
{
  Delivery *delivery = data;

  listener_unref (delivery->listener);
  g_bytes_unref (delivery->piece);
  g_free (delivery);
}

/* An idle source and not g_main_context_invoke(): that might run it here, on the wrong thread,
 * while the listener's loop is not up yet. */
static void
deliver (Listener *listener, guint64 id, GBytes *piece)
{
  GSource  *source = g_idle_source_new ();
  Delivery *delivery = g_new0 (Delivery, 1);

  delivery->listener = listener_ref (listener);
  delivery->id = id;
  delivery->piece = g_bytes_ref (piece);

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, deliver_cb, delivery, delivery_free);
  g_source_attach (source, listener->context);
  g_source_unref (source);
}

void
laurel_events_publish (LaurelEvents *events, const char *name, const char *data)
{
  g_autoptr (GBytes) piece = NULL;

  g_return_if_fail (events != NULL);

  g_mutex_lock (&events->lock);

  /* Under the lock, so that every listener gets events in the order of their ids. */
  piece = laurel_events_format (++events->last_id, name, data);
  for (guint i = 0; i < events->listeners->len; i++)
    deliver (g_ptr_array_index (events->listeners, i), events->last_id, piece);

  g_mutex_unlock (&events->lock);
}

static gboolean
is_name (const char *name)
{
  gsize length = name != NULL ? strlen (name) : 0;

  return length > 0 && length <= NAME_LENGTH_MAX &&
         strspn (name, "abcdefghijklmnopqrstuvwxyz_") == length;
}

gboolean
laurel_events_publish_payload (LaurelEvents *events, const char *payload)
{
  json_t     *root = json_loads (payload, JSON_REJECT_DUPLICATES, NULL);
  const char *name = json_string_value (json_object_get (root, "event"));
  json_t     *data = json_object_get (root, "data");
  gboolean    good = is_name (name) && json_is_object (data);

  if (good)
    {
      /* Written anew, so it is one line whatever it was. */
      char *text = json_dumps (data, JSON_COMPACT);

      laurel_events_publish (events, name, text);
      free (text);
    }

  json_decref (root);

  return good;
}

void
laurel_events_resync (LaurelEvents *events)
{
  laurel_events_publish (events, "resync", "{}");
}

void
laurel_events_add_listener (LaurelEvents *events, LaurelEventsListener function, gpointer user_data)
{
  Listener *listener = g_new0 (Listener, 1);

  g_atomic_ref_count_init (&listener->ref_count);
  listener->context = g_main_context_ref_thread_default ();
  listener->listener = function;
  listener->user_data = user_data;

  g_mutex_lock (&events->lock);
  g_ptr_array_add (events->listeners, listener);
  g_mutex_unlock (&events->lock);
}

void
laurel_events_remove_listener (LaurelEvents *events, gpointer user_data)
{
  g_mutex_lock (&events->lock);

  for (guint i = 0; i < events->listeners->len; i++)
    {
      Listener *listener = g_ptr_array_index (events->listeners, i);

      if (listener->user_data == user_data)
        {
          listener->removed = TRUE;
          g_ptr_array_remove_index_fast (events->listeners, i);
          break;
        }
    }

  g_mutex_unlock (&events->lock);
}
