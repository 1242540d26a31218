/* laurel-api-call.c - one request on its way to the server and back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/api/laurel-api-call.h"

#include <glib/gi18n.h>

#include "desktop/api/laurel-api-error.h"
#include "desktop/api/laurel-api-problem.h"
#include "desktop/api/laurel-json-check.h"

#define CHUNK (64 * 1024)

typedef struct
{
  SoupMessage  *message;
  GInputStream *stream;
  GByteArray   *body;
  gboolean      open_only;
} Call;

static void
call_free (gpointer data)
{
  Call *call = data;

  g_object_unref (call->message);
  g_clear_object (&call->stream);
  g_byte_array_unref (call->body);
  g_free (call);
}

static void
return_network_error (GTask *task, const GError *error)
{
  Call *call = g_task_get_task_data (task);

  g_task_return_error (task, laurel_api_problem_from_network (call->message, error));
}

static void
return_answer (GTask *task)
{
  Call *call = g_task_get_task_data (task);
  g_autoptr (GBytes) bytes = g_byte_array_free_to_bytes (g_steal_pointer (&call->body));

  /* call_free() expects an array. */
  call->body = g_byte_array_new ();

  if (soup_message_get_status (call->message) >= 300)
    g_task_return_error (task, laurel_api_problem_from_answer (call->message, bytes));
  else
    g_task_return_pointer (task, g_steal_pointer (&bytes), (GDestroyNotify) g_bytes_unref);
}

static void read_chunk (GTask *task);

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Call *call = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) chunk =
      g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);

  if (chunk == NULL)
    {
      return_network_error (task, error);
      return;
    }

  if (g_bytes_get_size (chunk) == 0)
    {
      return_answer (task);
      return;
    }

  g_byte_array_append (call->body,
                       g_bytes_get_data (chunk, NULL),
                       (guint) g_bytes_get_size (chunk));

  if (call->body->len > LAUREL_JSON_SIZE_MAX)
    {
      g_task_return_error (task,
                           laurel_api_error_new (LAUREL_API_ERROR_REPLY,
                                                 _ ("The server’s answer is too large."),
                                                 NULL));
      return;
    }

  read_chunk (g_steal_pointer (&task));
}

/* Takes over @task. */
static void
read_chunk (GTask *task)
{
  Call *call = g_task_get_task_data (task);

  g_input_stream_read_bytes_async (call->stream,
                                   CHUNK,
                                   G_PRIORITY_DEFAULT,
                                   g_task_get_cancellable (task),
                                   read_cb,
                                   task);
}

static void
send_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Call *call = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  call->stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);

  if (call->stream == NULL)
    return_network_error (task, error);
  else if (call->open_only && soup_message_get_status (call->message) < 300)
    g_task_return_pointer (task, g_steal_pointer (&call->stream), g_object_unref);
  else
    read_chunk (g_steal_pointer (&task));
}

static void
start (SoupSession        *session,
       SoupMessage        *message,
       gboolean            open_only,
       GCancellable       *cancellable,
       GAsyncReadyCallback callback,
       gpointer            user_data)
{
  GTask *task = g_task_new (session, cancellable, callback, user_data);
  Call  *call = g_new0 (Call, 1);

  call->message = g_object_ref (message);
  call->body = g_byte_array_new ();
  call->open_only = open_only;
  g_task_set_task_data (task, call, call_free);

  /* Another address would get the token. */
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  soup_session_send_async (session, message, G_PRIORITY_DEFAULT, cancellable, send_cb, task);
}

void
laurel_api_call_send_async (SoupSession        *session,
                            SoupMessage        *message,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  start (session, message, FALSE, cancellable, callback, user_data);
}

GBytes *
laurel_api_call_send_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
laurel_api_call_open_async (SoupSession        *session,
                            SoupMessage        *message,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  start (session, message, TRUE, cancellable, callback, user_data);
}

GInputStream *
laurel_api_call_open_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

gboolean
laurel_api_call_was_answered (SoupMessage *message)
{
  return soup_message_get_status (message) != SOUP_STATUS_NONE;
}
