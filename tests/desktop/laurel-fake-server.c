/* laurel-fake-server.c - plays the server for tests of the desktop
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/desktop/laurel-fake-server.h"

#include <string.h>

struct _LaurelFakeServer
{
  SoupServer *server;
  char       *address;
  char       *token;

  GHashTable *overrides; /* path to Override */
  GHashTable *counts;    /* path to count */
  GHashTable *queries;   /* path to query */
  GHashTable *bodies;    /* path to body */
  GHashTable *held;      /* set of paths */
  GPtrArray  *paused;    /* SoupServerMessage */
  GPtrArray  *listeners; /* SoupServerMessage */

  /* The draft, once somebody has saved one. */
  char  *draft;
  gint64 revision;
};

typedef struct
{
  guint   status;
  GBytes *bytes;
} Override;

static const struct
{
  const char *path;
  guint       status;
  const char *reply;
} routes[] = {
  { "/v1/session", 201, "session" },
  { "/v1/session/refresh", 201, "session-renewed" },
  { "/v1/server", 200, "server" },
  { "/v1/stores", 200, "stores" },
  { "/v1/reports/overview", 200, "overview" },
  { "/v1/clients", 200, "clients" },
  { "/v1/clients/c1", 200, "client" },
  { "/v1/clients/c1/history", 200, "history" },
  { "/v1/clients/c1/points", 200, "points" },
  { "/v1/journal/sales", 200, "sales" },
  { "/v1/journal/sales/sums", 200, "sums" },
  { "/v1/sales/s1", 200, "sale" },
  { "/v1/program", 200, "program" },
  { "/v1/program/draft", 200, "draft" },
  { "/v1/program/draft/check", 200, "draft-check" },
  { "/v1/program/draft/publish", 201, "published" },
  { "/v1/program/versions", 200, "versions" },
  { "/v1/program/versions/41", 200, "program" },
  { "/v1/program/versions/40", 200, "program-40" },
  { "/v1/program/versions/40/restore", 200, "draft" },
  { "/v1/program/approvals/s9", 200, "submission" },
  { "/v1/program/scheduled/s8", 200, "submission" },
  { "/v1/reports/discounts", 200, "discount-costs" },
  { "/v1/program/level-moves", 200, "level-moves" },
  { "/v1/program/evaluate", 200, "evaluated" },
  { "/v1/segments/clients", 200, "client-segments" },
  { "/v1/segments/products", 200, "product-segments" },
  { "/v1/segments/stores", 200, "store-segments" },
  { "/v1/promo-code-series", 200, "series" },
  { "/v1/products", 200, "products" },
  { "/v1/products/ET-250", 200, "product" },
};

static void
override_free (gpointer data)
{
  Override *override = data;

  g_bytes_unref (override->bytes);
  g_free (override);
}

static GBytes *
load_reply (const char *name)
{
  g_autofree char *file = g_strconcat (name, ".json", NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "replies", file, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;
  gsize length = 0;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);

  return g_bytes_new_take (text, length);
}

static void
respond (SoupServerMessage *message, guint status, GBytes *bytes)
{
  const char *type = status < 400 ? "application/json" : "application/problem+json";

  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message,
                                    type,
                                    SOUP_MEMORY_COPY,
                                    g_bytes_get_data (bytes, NULL),
                                    g_bytes_get_size (bytes));
}

static void
respond_reply (SoupServerMessage *message, guint status, const char *reply)
{
  g_autoptr (GBytes) bytes = load_reply (reply);

  respond (message, status, bytes);
}

/* The second page, and what a search finds. */
static const char *
pick_reply (const char *path, const char *reply, GHashTable *query)
{
  const char *search = query != NULL ? g_hash_table_lookup (query, "q") : NULL;

  if (query != NULL && g_hash_table_contains (query, "after"))
    return g_str_equal (path, "/v1/clients") ? "clients-next" : "sales-next";

  if (search == NULL || strstr (path, "sums") != NULL)
    return reply;

  if (g_str_equal (search, "nobody"))
    return "empty";

  return g_str_equal (path, "/v1/clients") ? "clients-found" : reply;
}

static gboolean
is_authorised (LaurelFakeServer *self, SoupServerMessage *message)
{
  const char *header =
      soup_message_headers_get_one (soup_server_message_get_request_headers (message),
                                    "Authorization");
  g_autofree char *wanted = g_strconcat ("Bearer ", self->token, NULL);

  return self->token == NULL || g_strcmp0 (header, wanted) == 0;
}

static void
start_stream (LaurelFakeServer *self, SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  soup_server_message_set_status (message, 200, NULL);
  soup_message_headers_set_encoding (headers, SOUP_ENCODING_CHUNKED);
  soup_message_headers_replace (headers, "Content-Type", "text/event-stream");
  soup_message_body_append (soup_server_message_get_response_body (message),
                            SOUP_MEMORY_STATIC,
                            ": hello\n\n",
                            9);
  g_ptr_array_add (self->listeners, g_object_ref (message));
}

static void
disconnected_cb (SoupServerMessage *message, LaurelFakeServer *self)
{
  g_ptr_array_remove (self->listeners, message);
  g_ptr_array_remove (self->paused, message);
}

static void
answer_route (SoupServerMessage *message, const char *path, GHashTable *query)
{
  for (gsize i = 0; i < G_N_ELEMENTS (routes); i++)
    if (g_str_equal (routes[i].path, path))
      {
        respond_reply (message, routes[i].status, pick_reply (path, routes[i].reply, query));
        return;
      }

  soup_server_message_set_status (message, 404, NULL);
}

/* Saves over the revision that the message names, or not at all. */
static void
save_draft (LaurelFakeServer *self, SoupServerMessage *message)
{
  const char *if_match =
      soup_message_headers_get_one (soup_server_message_get_request_headers (message), "If-Match");
  g_autofree char *wanted = g_strdup_printf ("\"%" G_GINT64_FORMAT "\"", self->revision);
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autoptr (GBytes) bytes = soup_message_body_flatten (body);
  g_autofree char *text = NULL;

  if (g_strcmp0 (if_match, wanted) != 0)
    {
      respond_reply (message, 412, "stale");
      return;
    }

  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  laurel_fake_server_set_draft (self, text);
}

static void
respond_draft (LaurelFakeServer *self, SoupServerMessage *message)
{
  g_autofree char *text = g_strdup_printf ("{\"revision\":%" G_GINT64_FORMAT ",\"document\":%s}",
                                           self->revision,
                                           self->draft);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  respond (message, 200, bytes);
}

static void
handle_draft (LaurelFakeServer *self, SoupServerMessage *message)
{
  if (g_str_equal (soup_server_message_get_method (message), "PUT"))
    save_draft (self, message);

  if (soup_server_message_get_status (message) != 0)
    return;

  if (self->draft != NULL)
    respond_draft (self, message);
  else
    respond_reply (message, 200, "draft");
}

static void
keep_body (LaurelFakeServer *self, SoupServerMessage *message, const char *path)
{
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autoptr (GBytes) bytes = soup_message_body_flatten (body);

  g_hash_table_replace (self->bodies,
                        g_strdup (path),
                        g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)));
}

static void
handle (SoupServer        *server,
        SoupServerMessage *message,
        const char        *path,
        GHashTable        *query,
        gpointer           user_data)
{
  LaurelFakeServer *self = user_data;
  Override         *override = g_hash_table_lookup (self->overrides, path);
  guint             count = laurel_fake_server_count (self, path);
  const char       *raw_query = g_uri_get_query (soup_server_message_get_uri (message));

  g_hash_table_replace (self->counts, g_strdup (path), GUINT_TO_POINTER (count + 1));
  g_hash_table_replace (self->queries, g_strdup (path), g_strdup (raw_query));
  keep_body (self, message, path);
  g_signal_connect (message, "disconnected", G_CALLBACK (disconnected_cb), self);

  if (!g_str_has_prefix (path, "/v1/session") && !is_authorised (self, message))
    respond_reply (message, 401, "expired");
  else if (override != NULL)
    respond (message, override->status, override->bytes);
  else if (g_str_equal (path, "/v1/program/draft"))
    handle_draft (self, message);
  else if (g_str_equal (path, "/v1/events"))
    start_stream (self, message);
  else
    answer_route (message, path, query);

  if (g_hash_table_contains (self->held, path))
    {
      soup_server_message_pause (message);
      g_ptr_array_add (self->paused, g_object_ref (message));
    }
}

LaurelFakeServer *
laurel_fake_server_new (void)
{
  LaurelFakeServer *self = g_new0 (LaurelFakeServer, 1);
  g_autoptr (GError) error = NULL;
  GSList *uris = NULL;

  self->overrides = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, override_free);
  self->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->queries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->bodies = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->held = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->paused = g_ptr_array_new_with_free_func (g_object_unref);
  self->listeners = g_ptr_array_new_with_free_func (g_object_unref);

  self->revision = 7;

  self->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->server, NULL, handle, self, NULL);
  soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);

  uris = soup_server_get_uris (self->server);
  self->address = g_strdup_printf ("http://127.0.0.1:%d/", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  return self;
}

void
laurel_fake_server_free (LaurelFakeServer *self)
{
  laurel_fake_server_disconnect (self);
  g_clear_object (&self->server);
  g_hash_table_unref (self->overrides);
  g_hash_table_unref (self->counts);
  g_hash_table_unref (self->queries);
  g_hash_table_unref (self->bodies);
  g_hash_table_unref (self->held);
  g_ptr_array_unref (self->paused);
  g_ptr_array_unref (self->listeners);
  g_free (self->address);
  g_free (self->token);
  g_free (self->draft);
  g_free (self);
}

const char *
laurel_fake_server_get_address (LaurelFakeServer *self)
{
  return self->address;
}

void
laurel_fake_server_answer_bytes (LaurelFakeServer *self, const char *path, GBytes *bytes)
{
  Override *override = g_new (Override, 1);

  override->status = 200;
  override->bytes = g_bytes_ref (bytes);
  g_hash_table_replace (self->overrides, g_strdup (path), override);
}

void
laurel_fake_server_answer (LaurelFakeServer *self,
                           const char       *path,
                           guint             status,
                           const char       *reply)
{
  g_autoptr (GBytes) bytes = NULL;
  Override *override = NULL;

  if (status == 0)
    {
      g_hash_table_remove (self->overrides, path);
      return;
    }

  bytes = load_reply (reply);
  laurel_fake_server_answer_bytes (self, path, bytes);
  override = g_hash_table_lookup (self->overrides, path);
  override->status = status;
}

void
laurel_fake_server_hold (LaurelFakeServer *self, const char *path)
{
  g_hash_table_add (self->held, g_strdup (path));
}

void
laurel_fake_server_release (LaurelFakeServer *self)
{
  g_hash_table_remove_all (self->held);

  while (self->paused->len > 0)
    {
      g_autoptr (SoupServerMessage) message = g_object_ref (g_ptr_array_index (self->paused, 0));

      g_ptr_array_remove_index (self->paused, 0);
      soup_server_message_unpause (message);
    }
}

void
laurel_fake_server_set_token (LaurelFakeServer *self, const char *token)
{
  g_free (self->token);
  self->token = g_strdup (token);
}

void
laurel_fake_server_set_draft (LaurelFakeServer *self, const char *document)
{
  g_free (self->draft);
  self->draft = g_strdup (document);
  self->revision++;
}

const char *
laurel_fake_server_get_draft (LaurelFakeServer *self)
{
  return self->draft;
}

void
laurel_fake_server_disconnect (LaurelFakeServer *self)
{
  g_ptr_array_set_size (self->paused, 0);
  g_ptr_array_set_size (self->listeners, 0);
  soup_server_disconnect (self->server);
}

guint
laurel_fake_server_count (LaurelFakeServer *self, const char *path)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, path));
}

const char *
laurel_fake_server_get_body (LaurelFakeServer *self, const char *path)
{
  return g_hash_table_lookup (self->bodies, path);
}

const char *
laurel_fake_server_get_query (LaurelFakeServer *self, const char *path)
{
  return g_hash_table_lookup (self->queries, path);
}

void
laurel_fake_server_send_event (LaurelFakeServer *self, const char *name)
{
  g_autofree char *text = g_strdup_printf ("id: 7\nevent: %s\ndata: {}\n\n", name);

  for (guint i = 0; i < self->listeners->len; i++)
    {
      SoupServerMessage *message = g_ptr_array_index (self->listeners, i);

      soup_message_body_append (soup_server_message_get_response_body (message),
                                SOUP_MEMORY_COPY,
                                text,
                                strlen (text));
      soup_server_message_unpause (message);
    }
}

guint
laurel_fake_server_count_listeners (LaurelFakeServer *self)
{
  return self->listeners->len;
}

void
laurel_fake_server_end_streams (LaurelFakeServer *self)
{
  g_autoptr (GPtrArray) listeners = g_steal_pointer (&self->listeners);

  self->listeners = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < listeners->len; i++)
    {
      SoupServerMessage *message = g_ptr_array_index (listeners, i);

      soup_message_body_complete (soup_server_message_get_response_body (message));
      soup_server_message_unpause (message);
    }
}
