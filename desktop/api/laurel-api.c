/* laurel-api.c - the server as the desktop sees it: address, session, calls
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/api/laurel-api.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <libsoup/soup.h>
#include <string.h>

#include "desktop/api/laurel-api-call.h"

/* The stream of events says something every 15 seconds: twice that is silence. */
#define SILENCE_MAX_S 30

struct _LaurelApi
{
  GObject parent_instance;

  SoupSession *session;
  GUri        *base;
  char        *address;

  char *token;
  char *refresh_token;

  /* Counts the tokens: a call that was refused with an older one just goes again. */
  guint token_serial;

  /* Calls that wait for the new token while it is under way, else NULL. */
  GPtrArray *waiting;

  gboolean   online;
  GDateTime *last_contact;
};

G_DEFINE_FINAL_TYPE (LaurelApi, laurel_api, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_ONLINE,
  N_PROPS,
};

enum
{
  SIGNAL_SIGNED_OUT,
  SIGNAL_TOKENS_CHANGED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint       signals[N_SIGNALS];

/* A call with a token; may be sent twice. Without @parse the answer is not read. */
typedef struct
{
  const char     *method;
  char           *path;
  char           *query;
  GBytes         *body;
  char           *if_match;
  char           *last_event_id;
  gboolean        is_stream;
  LaurelParseFunc parse;
  gpointer        parse_data;
  GDestroyNotify  destroy;
  SoupMessage    *message;
  guint           token_serial;
  gboolean        renewed;
} Fetch;

/* What POST /v1/session answers. */
typedef struct
{
  char *token;
  char *refresh_token;
} Tokens;

static void send_fetch (GTask *task);

static void
fetch_free (gpointer data)
{
  Fetch *fetch = data;

  g_free (fetch->path);
  g_free (fetch->query);
  g_clear_pointer (&fetch->body, g_bytes_unref);
  g_free (fetch->if_match);
  g_free (fetch->last_event_id);
  g_clear_object (&fetch->message);
  g_free (fetch);
}

static void
note_contact (LaurelApi *self, SoupMessage *message, const GError *error)
{
  gboolean online = laurel_api_call_was_answered (message);

  /* A call that was taken back says nothing about the line. */
  if (!online && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (online)
    {
      g_clear_pointer (&self->last_contact, g_date_time_unref);
      self->last_contact = g_date_time_new_now_local ();
    }

  if (self->online != online)
    {
      self->online = online;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ONLINE]);
    }
}

static SoupMessage *
new_message (LaurelApi *self, const char *method, const char *path, const char *query)
{
  g_autofree char *full_path = g_strconcat (g_uri_get_path (self->base), path, NULL);
  g_autoptr (GUri) uri = g_uri_build (SOUP_HTTP_URI_FLAGS,
                                      g_uri_get_scheme (self->base),
                                      NULL,
                                      g_uri_get_host (self->base),
                                      g_uri_get_port (self->base),
                                      full_path,
                                      query,
                                      NULL);
  SoupMessage *message = soup_message_new_from_uri (method, uri);

  soup_message_headers_replace (soup_message_get_request_headers (message),
                                "Accept",
                                "application/json");
  return message;
}

static void
authorise (LaurelApi *self, SoupMessage *message)
{
  g_autofree char *value = NULL;

  if (self->token == NULL)
    return;

  value = g_strdup_printf ("Bearer %s", self->token);
  soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization", value);
}

static void
set_body (SoupMessage *message, JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autofree char *text = json_to_string (root, FALSE);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  soup_message_set_request_body_from_bytes (message, "application/json", bytes);
}

/* {"first": value, "second": value}; the second may be missing. */
static void
set_string_body (SoupMessage *message,
                 const char  *first,
                 const char  *first_value,
                 const char  *second,
                 const char  *second_value)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, first);
  json_builder_add_string_value (builder, first_value);

  if (second != NULL)
    {
      json_builder_set_member_name (builder, second);
      json_builder_add_string_value (builder, second_value);
    }

  json_builder_end_object (builder);
  set_body (message, builder);
}

static void
set_tokens (LaurelApi *self, const char *token, const char *refresh_token)
{
  g_free (self->token);
  self->token = g_strdup (token);
  self->token_serial++;

  if (g_strcmp0 (self->refresh_token, refresh_token) == 0)
    return;

  g_free (self->refresh_token);
  self->refresh_token = g_strdup (refresh_token);
  g_signal_emit (self, signals[SIGNAL_TOKENS_CHANGED], 0);
}

/* Reads the answer of both session calls and takes its tokens. */
static gboolean
take_tokens (LaurelApi *self, GBytes *bytes, GError **error)
{
  g_autoptr (LaurelReply) reply = laurel_reply_new (bytes, error);
  const char *token = NULL;
  const char *refresh_token = NULL;

  if (reply == NULL)
    return FALSE;

  token = laurel_reply_get_string (reply, "token");
  refresh_token = laurel_reply_get_string (reply, "refresh_token");

  if (!laurel_reply_finish (reply, error))
    return FALSE;

  set_tokens (self, token, refresh_token);
  return TRUE;
}

static void
session_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  LaurelApi *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = laurel_api_call_send_finish (result, &error);

  note_contact (self, g_task_get_task_data (task), error);

  if (bytes != NULL && take_tokens (self, bytes, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* Takes over @task, whose data becomes @message. */
static void
send_session (LaurelApi *self, GTask *task, SoupMessage *message)
{
  g_task_set_task_data (task, g_object_ref (message), g_object_unref);
  laurel_api_call_send_async (self->session,
                              message,
                              g_task_get_cancellable (task),
                              session_cb,
                              task);
}

static void
renewed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LaurelApi *self = LAUREL_API (source);
  g_autoptr (GPtrArray) waiting = g_steal_pointer (&self->waiting);
  g_autoptr (GError) error = NULL;
  gboolean good = laurel_api_resume_finish (self, result, &error);

  for (guint i = 0; i < waiting->len; i++)
    {
      GTask *task = g_object_ref (g_ptr_array_index (waiting, i));

      if (good)
        {
          send_fetch (task);
          continue;
        }

      g_task_return_error (task, g_error_copy (error));
      g_object_unref (task);
    }

  if (!good && g_error_matches (error, LAUREL_API_ERROR, LAUREL_API_ERROR_SIGNED_OUT))
    {
      set_tokens (self, NULL, NULL);
      g_signal_emit (self, signals[SIGNAL_SIGNED_OUT], 0);
    }
}

/* The call was refused for its token. Takes over @task and gives back TRUE when it will be sent
 * once more. */
static gboolean
renew_and_send_again (LaurelApi *self, GTask *task)
{
  Fetch *fetch = g_task_get_task_data (task);

  if (fetch->renewed || self->refresh_token == NULL)
    return FALSE;

  fetch->renewed = TRUE;

  if (fetch->token_serial != self->token_serial)
    {
      send_fetch (task);
      return TRUE;
    }

  if (self->waiting != NULL)
    {
      g_ptr_array_add (self->waiting, task);
      return TRUE;
    }

  /* Not cancellable: others may come to wait for it. */
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (self->waiting, task);
  laurel_api_resume_async (self, self->refresh_token, NULL, renewed_cb, NULL);
  return TRUE;
}

static void
return_parsed (GTask *task, GBytes *bytes)
{
  Fetch *fetch = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (LaurelReply) reply = NULL;
  gpointer value = NULL;

  if (fetch->parse == NULL)
    {
      g_task_return_pointer (task, NULL, NULL);
      return;
    }

  reply = laurel_reply_new (bytes, &error);

  if (reply == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  value = fetch->parse (reply, fetch->parse_data);

  if (laurel_reply_finish (reply, &error))
    {
      g_task_return_pointer (task, value, fetch->destroy);
      return;
    }

  fetch->destroy (value);
  g_task_return_error (task, g_steal_pointer (&error));
}

/* After an error: what follows. Takes over @task. */
static void
fail_fetch (LaurelApi *self, GTask *task, GError *error)
{
  if (g_error_matches (error, LAUREL_API_ERROR, LAUREL_API_ERROR_SIGNED_OUT))
    {
      if (renew_and_send_again (self, task))
        {
          g_error_free (error);
          return;
        }

      if (self->token != NULL)
        {
          set_tokens (self, NULL, NULL);
          g_signal_emit (self, signals[SIGNAL_SIGNED_OUT], 0);
        }
    }

  g_task_return_error (task, error);
  g_object_unref (task);
}

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask     *task = G_TASK (user_data);
  Fetch     *fetch = g_task_get_task_data (task);
  LaurelApi *self = g_task_get_source_object (task);
  GError    *error = NULL;
  g_autoptr (GBytes) bytes = laurel_api_call_send_finish (result, &error);

  note_contact (self, fetch->message, error);

  if (bytes == NULL)
    {
      fail_fetch (self, task, error);
      return;
    }

  return_parsed (task, bytes);
  g_object_unref (task);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask        *task = G_TASK (user_data);
  Fetch        *fetch = g_task_get_task_data (task);
  LaurelApi    *self = g_task_get_source_object (task);
  GError       *error = NULL;
  GInputStream *stream = laurel_api_call_open_finish (result, &error);

  note_contact (self, fetch->message, error);

  if (stream == NULL)
    {
      fail_fetch (self, task, error);
      return;
    }

  g_task_return_pointer (task, stream, g_object_unref);
  g_object_unref (task);
}

/* Takes over @task. */
static void
send_fetch (GTask *task)
{
  LaurelApi    *self = g_task_get_source_object (task);
  Fetch        *fetch = g_task_get_task_data (task);
  SoupMessage  *message = new_message (self, fetch->method, fetch->path, fetch->query);
  GCancellable *cancellable = g_task_get_cancellable (task);

  g_clear_object (&fetch->message);
  fetch->message = message;
  fetch->token_serial = self->token_serial;
  authorise (self, message);

  if (fetch->body != NULL)
    soup_message_set_request_body_from_bytes (message, "application/json", fetch->body);
  if (fetch->if_match != NULL)
    soup_message_headers_replace (soup_message_get_request_headers (message),
                                  "If-Match",
                                  fetch->if_match);

  if (!fetch->is_stream)
    {
      laurel_api_call_send_async (self->session, message, cancellable, fetched_cb, task);
      return;
    }

  soup_message_headers_replace (soup_message_get_request_headers (message),
                                "Accept",
                                "text/event-stream");
  if (fetch->last_event_id != NULL)
    soup_message_headers_replace (soup_message_get_request_headers (message),
                                  "Last-Event-ID",
                                  fetch->last_event_id);

  laurel_api_call_open_async (self->session, message, cancellable, opened_cb, task);
}

static void
laurel_api_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  LaurelApi *self = LAUREL_API (object);

  switch (id)
    {
    case PROP_ONLINE:
      g_value_set_boolean (value, self->online);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
laurel_api_dispose (GObject *object)
{
  LaurelApi *self = LAUREL_API (object);

  g_clear_object (&self->session);

  G_OBJECT_CLASS (laurel_api_parent_class)->dispose (object);
}

static void
laurel_api_finalize (GObject *object)
{
  LaurelApi *self = LAUREL_API (object);

  g_clear_pointer (&self->base, g_uri_unref);
  g_clear_pointer (&self->last_contact, g_date_time_unref);
  g_free (self->address);
  g_free (self->token);
  g_free (self->refresh_token);

  G_OBJECT_CLASS (laurel_api_parent_class)->finalize (object);
}

static void
laurel_api_class_init (LaurelApiClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = laurel_api_get_property;
  object_class->dispose = laurel_api_dispose;
  object_class->finalize = laurel_api_finalize;

  properties[PROP_ONLINE] =
      g_param_spec_boolean ("online", NULL, NULL, TRUE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_SIGNED_OUT] = g_signal_new ("signed-out",
                                             LAUREL_TYPE_API,
                                             G_SIGNAL_RUN_LAST,
                                             0,
                                             NULL,
                                             NULL,
                                             NULL,
                                             G_TYPE_NONE,
                                             0);
  signals[SIGNAL_TOKENS_CHANGED] = g_signal_new ("tokens-changed",
                                                 LAUREL_TYPE_API,
                                                 G_SIGNAL_RUN_LAST,
                                                 0,
                                                 NULL,
                                                 NULL,
                                                 NULL,
                                                 G_TYPE_NONE,
                                                 0);
}

static void
laurel_api_init (LaurelApi *self)
{
  self->online = TRUE;
  self->session = soup_session_new_with_options ("user-agent",
                                                 "Laurel ",
                                                 "accept-language-auto",
                                                 TRUE,
                                                 "timeout",
                                                 SILENCE_MAX_S,
                                                 "max-conns-per-host",
                                                 8,
                                                 NULL);
}

LaurelApi *
laurel_api_new (void)
{
  return g_object_new (LAUREL_TYPE_API, NULL);
}

static gboolean
is_this_computer (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  if (address != NULL)
    return g_inet_address_get_is_loopback (address);

  return g_ascii_strcasecmp (host, "localhost") == 0;
}

static gboolean
refuse_address (GError **error, const char *sentence)
{
  g_propagate_error (error, laurel_api_error_new (LAUREL_API_ERROR_ADDRESS, sentence, NULL));

  return FALSE;
}

gboolean
laurel_api_set_address (LaurelApi *self, const char *address, GError **error)
{
  g_autofree char *text = g_strstrip (g_strdup (address));
  g_autofree char *full = NULL;
  g_autoptr (GUri) uri = NULL;
  const char *path = NULL;

  g_return_val_if_fail (LAUREL_IS_API (self), FALSE);

  full = g_strdup_printf ("%s%s%s",
                          strstr (text, "://") == NULL ? "https://" : "",
                          text,
                          g_str_has_suffix (text, "/") ? "" : "/");
  uri = g_uri_parse (full, SOUP_HTTP_URI_FLAGS, NULL);
  path = uri != NULL ? g_uri_get_path (uri) : NULL;

  if (uri == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0' ||
      strpbrk (text, " \t\r\n") != NULL || g_uri_get_user (uri) != NULL ||
      g_uri_get_query (uri) != NULL)
    return refuse_address (error,
                           _ ("This is not the address of a server. "
                              "It looks like https://laurel.example.org."));

  if (g_str_equal (g_uri_get_scheme (uri), "http"))
    {
      if (!is_this_computer (g_uri_get_host (uri)))
        return refuse_address (error,
                               _ ("Without encryption only a server on this computer can be used. "
                                  "Begin the address with https://."));
    }
  else if (!g_str_equal (g_uri_get_scheme (uri), "https"))
    {
      return refuse_address (error, _ ("The address must begin with https://."));
    }

  g_assert (g_str_has_suffix (path, "/"));
  set_tokens (self, NULL, NULL);
  g_clear_pointer (&self->base, g_uri_unref);
  self->base = g_steal_pointer (&uri);
  g_free (self->address);
  self->address = g_steal_pointer (&full);

  return TRUE;
}

const char *
laurel_api_get_address (LaurelApi *self)
{
  g_return_val_if_fail (LAUREL_IS_API (self), NULL);

  return self->address;
}

void
laurel_api_sign_in_async (LaurelApi          *self,
                          const char         *login,
                          const char         *password,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  g_autoptr (SoupMessage) message = NULL;

  g_return_if_fail (LAUREL_IS_API (self));
  g_return_if_fail (self->base != NULL);

  message = new_message (self, SOUP_METHOD_POST, "v1/session", NULL);
  set_string_body (message, "login", login, "password", password);
  send_session (self, g_task_new (self, cancellable, callback, user_data), message);
}

gboolean
laurel_api_sign_in_finish (LaurelApi *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
laurel_api_resume_async (LaurelApi          *self,
                         const char         *refresh_token,
                         GCancellable       *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer            user_data)
{
  g_autoptr (SoupMessage) message = NULL;

  g_return_if_fail (LAUREL_IS_API (self));
  g_return_if_fail (self->base != NULL);

  message = new_message (self, SOUP_METHOD_POST, "v1/session/refresh", NULL);
  set_string_body (message, "refresh_token", refresh_token, NULL, NULL);
  send_session (self, g_task_new (self, cancellable, callback, user_data), message);
}

gboolean
laurel_api_resume_finish (LaurelApi *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
laurel_api_set_token (LaurelApi *self, const char *token)
{
  g_return_if_fail (LAUREL_IS_API (self));

  set_tokens (self, token, NULL);
}

void
laurel_api_sign_out (LaurelApi *self)
{
  g_return_if_fail (LAUREL_IS_API (self));

  if (self->token != NULL && self->refresh_token != NULL)
    {
      g_autoptr (SoupMessage) message = new_message (self, SOUP_METHOD_DELETE, "v1/session", NULL);

      authorise (self, message);
      soup_session_send_async (self->session, message, G_PRIORITY_DEFAULT, NULL, NULL, NULL);
    }

  set_tokens (self, NULL, NULL);
}

const char *
laurel_api_get_refresh_token (LaurelApi *self)
{
  g_return_val_if_fail (LAUREL_IS_API (self), NULL);

  return self->refresh_token;
}

gboolean
laurel_api_get_online (LaurelApi *self)
{
  g_return_val_if_fail (LAUREL_IS_API (self), FALSE);

  return self->online;
}

GDateTime *
laurel_api_get_last_contact (LaurelApi *self)
{
  g_return_val_if_fail (LAUREL_IS_API (self), NULL);

  return self->last_contact;
}

static GTask *
new_fetch (LaurelApi          *self,
           const char         *method,
           const char         *path,
           const char         *query,
           GCancellable       *cancellable,
           GAsyncReadyCallback callback,
           gpointer            user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Fetch *fetch = g_new0 (Fetch, 1);

  fetch->method = g_intern_string (method);
  fetch->path = g_strdup (path);
  fetch->query = query != NULL && *query != '\0' ? g_strdup (query) : NULL;
  g_task_set_task_data (task, fetch, fetch_free);

  return task;
}

void
laurel_api_fetch_async (LaurelApi          *self,
                        const char         *path,
                        const char         *query,
                        LaurelParseFunc     parse,
                        gpointer            parse_data,
                        GDestroyNotify      destroy,
                        GCancellable       *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer            user_data)
{
  LaurelApiRequest request = { .method = SOUP_METHOD_GET, .path = path, .query = query };

  g_return_if_fail (parse != NULL && destroy != NULL);

  laurel_api_send_async (self,
                         &request,
                         parse,
                         parse_data,
                         destroy,
                         cancellable,
                         callback,
                         user_data);
}

gpointer
laurel_api_fetch_finish (LaurelApi *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
laurel_api_send_async (LaurelApi              *self,
                       const LaurelApiRequest *request,
                       LaurelParseFunc         parse,
                       gpointer                parse_data,
                       GDestroyNotify          destroy,
                       GCancellable           *cancellable,
                       GAsyncReadyCallback     callback,
                       gpointer                user_data)
{
  GTask *task = NULL;
  Fetch *fetch = NULL;

  g_return_if_fail (LAUREL_IS_API (self));
  g_return_if_fail (self->base != NULL);
  g_return_if_fail (parse == NULL || destroy != NULL);

  task = new_fetch (self,
                    request->method,
                    request->path,
                    request->query,
                    cancellable,
                    callback,
                    user_data);
  fetch = g_task_get_task_data (task);
  fetch->body = request->body != NULL ? g_bytes_ref (request->body) : NULL;
  fetch->if_match = g_strdup (request->if_match);
  fetch->parse = parse;
  fetch->parse_data = parse_data;
  fetch->destroy = destroy;
  send_fetch (task);
}

gboolean
laurel_api_send_finish (LaurelApi    *self,
                        GAsyncResult *result,
                        gpointer     *value,
                        char        **etag,
                        GError      **error)
{
  Fetch   *fetch = g_task_get_task_data (G_TASK (result));
  GError  *failure = NULL;
  gpointer parsed = g_task_propagate_pointer (G_TASK (result), &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }

  if (etag != NULL)
    *etag = g_strdup (
        soup_message_headers_get_one (soup_message_get_response_headers (fetch->message), "ETag"));

  if (value != NULL)
    *value = parsed;
  else if (parsed != NULL)
    fetch->destroy (parsed);

  return TRUE;
}

void
laurel_api_open_stream_async (LaurelApi          *self,
                              const char         *path,
                              const char         *last_event_id,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  GTask *task = NULL;
  Fetch *fetch = NULL;

  g_return_if_fail (LAUREL_IS_API (self));
  g_return_if_fail (self->base != NULL);

  task = new_fetch (self, SOUP_METHOD_GET, path, NULL, cancellable, callback, user_data);
  fetch = g_task_get_task_data (task);
  fetch->is_stream = TRUE;
  fetch->last_event_id = g_strdup (last_event_id);
  send_fetch (task);
}

GInputStream *
laurel_api_open_stream_finish (LaurelApi *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
