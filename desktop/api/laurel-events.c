/* laurel-events.c - what happens on the server, as it happens
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/api/laurel-events.h"

#include <string.h>

#define CHUNK          4096
#define EVENT_LINE_MAX (64 * 1024)
#define WAIT_FIRST_S   1
#define WAIT_MAX_S     30

struct _LaurelEvents
{
  GObject parent_instance;

  LaurelApi    *api;
  GCancellable *cancellable;
  GInputStream *stream;
  guint         wait_source;
  guint         wait_s;
  gboolean      was_open;

  /* What came of the line and of the event that are not complete yet. */
  GString *line;
  char    *event;
  char    *last_id;
};

G_DEFINE_FINAL_TYPE (LaurelEvents, laurel_events, G_TYPE_OBJECT)

enum
{
  SIGNAL_SALES_CHANGED,
  SIGNAL_PROGRAM_CHANGED,
  SIGNAL_RESYNC,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void open_stream (LaurelEvents *self);

static gboolean
wait_cb (gpointer user_data)
{
  LaurelEvents *self = user_data;

  self->wait_source = 0;
  open_stream (self);

  return G_SOURCE_REMOVE;
}

static void
open_later (LaurelEvents *self)
{
  g_clear_object (&self->stream);
  self->wait_source = g_timeout_add_seconds (self->wait_s, wait_cb, self);
  self->wait_s = MIN (self->wait_s * 2, WAIT_MAX_S);
}

static void
dispatch (LaurelEvents *self)
{
  g_autofree char *event = g_steal_pointer (&self->event);

  if (event == NULL)
    return;

  if (g_str_equal (event, "sale") || g_str_equal (event, "return"))
    g_signal_emit (self, signals[SIGNAL_SALES_CHANGED], 0);
  else if (g_str_equal (event, "program"))
    g_signal_emit (self, signals[SIGNAL_PROGRAM_CHANGED], 0);
  else if (g_str_equal (event, "resync"))
    g_signal_emit (self, signals[SIGNAL_RESYNC], 0);
}

/* The value of a field of that name, or NULL: "name: value" or "name:value". */
static const char *
get_field (const char *line, const char *name)
{
  gsize length = strlen (name);

  if (strncmp (line, name, length) != 0 || line[length] != ':')
    return NULL;

  return line[length + 1] == ' ' ? line + length + 2 : line + length + 1;
}

/* The data of an event is not looked at: whoever listens asks the server again. */
static void
take_line (LaurelEvents *self, const char *line)
{
  const char *event = get_field (line, "event");
  const char *id = get_field (line, "id");

  if (*line == '\0')
    {
      dispatch (self);
    }
  else if (event != NULL)
    {
      g_free (self->event);
      self->event = g_strdup (event);
    }
  else if (id != NULL)
    {
      g_free (self->last_id);
      self->last_id = g_strdup (id);
    }
}

/* FALSE when the server sends lines without end. */
static gboolean
take_bytes (LaurelEvents *self, const char *bytes, gsize length)
{
  for (gsize i = 0; i < length; i++)
    {
      if (bytes[i] == '\n')
        {
          take_line (self, self->line->str);
          g_string_truncate (self->line, 0);
        }
      else if (bytes[i] != '\r')
        {
          g_string_append_c (self->line, bytes[i]);
        }
    }

  return self->line->len <= EVENT_LINE_MAX;
}

static void read_more (LaurelEvents *self);

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LaurelEvents) self = LAUREL_EVENTS (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes =
      g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);
  gsize length = 0;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (bytes != NULL)
    length = g_bytes_get_size (bytes);

  if (length > 0 && take_bytes (self, g_bytes_get_data (bytes, NULL), length))
    read_more (self);
  else if (self->stream != NULL)
    open_later (self);
}

static void
read_more (LaurelEvents *self)
{
  /* A listener may have stopped us. */
  if (self->stream == NULL)
    return;

  g_input_stream_read_bytes_async (self->stream,
                                   CHUNK,
                                   G_PRIORITY_DEFAULT,
                                   self->cancellable,
                                   read_cb,
                                   g_object_ref (self));
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LaurelEvents) self = LAUREL_EVENTS (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream =
      laurel_api_open_stream_finish (LAUREL_API (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (stream == NULL)
    {
      /* Without a session there is nothing to come back to. */
      if (!g_error_matches (error, LAUREL_API_ERROR, LAUREL_API_ERROR_SIGNED_OUT))
        open_later (self);

      return;
    }

  self->stream = g_steal_pointer (&stream);
  self->wait_s = WAIT_FIRST_S;
  g_string_truncate (self->line, 0);
  g_clear_pointer (&self->event, g_free);

  if (self->was_open)
    g_signal_emit (self, signals[SIGNAL_RESYNC], 0);

  self->was_open = TRUE;
  read_more (self);
}

static void
open_stream (LaurelEvents *self)
{
  laurel_api_open_stream_async (self->api,
                                "v1/events",
                                self->last_id,
                                self->cancellable,
                                opened_cb,
                                g_object_ref (self));
}

static void
laurel_events_dispose (GObject *object)
{
  LaurelEvents *self = LAUREL_EVENTS (object);

  laurel_events_stop (self);
  g_clear_object (&self->api);

  G_OBJECT_CLASS (laurel_events_parent_class)->dispose (object);
}

static void
laurel_events_finalize (GObject *object)
{
  LaurelEvents *self = LAUREL_EVENTS (object);

  g_string_free (self->line, TRUE);
  g_free (self->event);
  g_free (self->last_id);

  G_OBJECT_CLASS (laurel_events_parent_class)->finalize (object);
}

static guint
new_signal (const char *name)
{
  return g_signal_new (name,
                       LAUREL_TYPE_EVENTS,
                       G_SIGNAL_RUN_LAST,
                       0,
                       NULL,
                       NULL,
                       NULL,
                       G_TYPE_NONE,
                       0);
}

static void
laurel_events_class_init (LaurelEventsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = laurel_events_dispose;
  object_class->finalize = laurel_events_finalize;

  signals[SIGNAL_SALES_CHANGED] = new_signal ("sales-changed");
  signals[SIGNAL_PROGRAM_CHANGED] = new_signal ("program-changed");
  signals[SIGNAL_RESYNC] = new_signal ("resync");
}

static void
laurel_events_init (LaurelEvents *self)
{
  self->line = g_string_new (NULL);
}

LaurelEvents *
laurel_events_new (LaurelApi *api)
{
  LaurelEvents *self = g_object_new (LAUREL_TYPE_EVENTS, NULL);

  self->api = g_object_ref (api);

  return self;
}

void
laurel_events_start (LaurelEvents *self)
{
  g_return_if_fail (LAUREL_IS_EVENTS (self));

  laurel_events_stop (self);
  self->cancellable = g_cancellable_new ();
  self->wait_s = WAIT_FIRST_S;
  self->was_open = FALSE;
  g_clear_pointer (&self->last_id, g_free);
  open_stream (self);
}

void
laurel_events_stop (LaurelEvents *self)
{
  g_return_if_fail (LAUREL_IS_EVENTS (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->stream);
  g_clear_handle_id (&self->wait_source, g_source_remove);
}
