/* test-http-calls.c - who may call what, sessions, events, and a description that is true
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib.h>
#include <string.h>
#include <unistd.h>

#include "tests/http/laurel-test-schema.h"
#include "tests/http/laurel-test-server.h"

#define PASSWORD "correct-horse-battery-staple"

static LaurelTestServer *server;

static guint
get_status (const char *method, const char *target, const char *token, const char *body)
{
  g_autoptr (LaurelTestAnswer) answer = laurel_test_call (server, method, target, token, body);

  return answer->status;
}

static void
test_callers (void)
{
  g_autoptr (LaurelTestAnswer) nobody = laurel_test_call (server, "GET", "/v1/server", NULL, NULL);
  g_autofree char *challenge = laurel_test_answer_dup_field (nobody, "WWW-Authenticate");

  g_assert_cmpuint (nobody->status, ==, 401);
  g_assert_nonnull (challenge);

  g_assert_cmpuint (get_status ("GET", "/v1/server", "nonsense", NULL), ==, 401);
  g_assert_cmpuint (get_status ("GET", "/v1/server", server->till, NULL), ==, 403);
  g_assert_cmpuint (get_status ("GET", "/v1/server", server->analyst, NULL), ==, 200);
  g_assert_cmpuint (get_status ("GET", "/v1/pos/ping", server->till, NULL), ==, 200);
  g_assert_cmpuint (get_status ("GET", "/v1/pos/ping", server->admin, NULL), ==, 403);
  g_assert_cmpuint (get_status ("GET", "/v1/pos/ping", NULL, NULL), ==, 401);
  g_assert_cmpuint (get_status ("DELETE", "/v1/session", server->admin, NULL), ==, 409);
}

static char *
dup_member (const LaurelTestAnswer *answer, const char *name)
{
  json_t *root = json_loadb (answer->body->str, answer->body->len, 0, NULL);
  char   *text = g_strdup (json_string_value (json_object_get (root, name)));

  json_decref (root);

  return text;
}

static void
test_session (void)
{
  g_autofree char *password =
      laurel_test_server_control (server, "user", "add", "boss", "--role", "manager", NULL);
  json_t *credentials = json_pack ("{s:s, s:s}", "login", "boss", "password", password);
  char   *body = json_dumps (credentials, 0);
  g_autoptr (LaurelTestAnswer) wrong =
      laurel_test_call (server,
                        "POST",
                        "/v1/session",
                        NULL,
                        "{\"login\":\"boss\",\"password\":\"" PASSWORD "\"}");
  g_autoptr (LaurelTestAnswer) unknown =
      laurel_test_call (server,
                        "POST",
                        "/v1/session",
                        NULL,
                        "{\"login\":\"nobody\",\"password\":\"" PASSWORD "\"}");
  g_autoptr (LaurelTestAnswer) login = laurel_test_call (server, "POST", "/v1/session", NULL, body);
  g_autoptr (LaurelTestAnswer) refreshed = NULL;
  g_autofree char *token = dup_member (login, "token");
  g_autofree char *refresh = dup_member (login, "refresh_token");
  g_autofree char *refresh_body = g_strdup_printf ("{\"refresh_token\":\"%s\"}", refresh);
  g_autofree char *second = NULL;

  g_assert_cmpuint (wrong->status, ==, 401);
  g_assert_true (laurel_test_answer_has (wrong, "code", "wrong_login"));
  g_assert_cmpstr (wrong->body->str, ==, unknown->body->str);

  g_assert_cmpuint (login->status, ==, 201);
  g_assert_cmpuint (get_status ("GET", "/v1/server", token, NULL), ==, 200);

  refreshed = laurel_test_call (server, "POST", "/v1/session/refresh", NULL, refresh_body);
  g_assert_cmpuint (refreshed->status, ==, 201);
  second = dup_member (refreshed, "token");
  g_assert_cmpstr (second, !=, token);
  g_assert_cmpuint (get_status ("GET", "/v1/server", second, NULL), ==, 200);

  g_assert_cmpuint (get_status ("DELETE", "/v1/session", second, NULL), ==, 204);
  g_assert_cmpuint (get_status ("GET", "/v1/server", second, NULL), ==, 401);

  json_decref (credentials);
  free (body);
}

static void
test_strangers_are_slowed (void)
{
  guint status = 401;

  g_test_summary ("Guessing of keys ends with 429; who knows a key goes on");

  for (guint i = 0; i < 300 && status == 401; i++)
    {
      g_autoptr (LaurelTestAnswer) answer =
          laurel_test_call (server, "GET", "/v1/server", "guess", NULL);
      g_autofree char *retry = laurel_test_answer_dup_field (answer, "Retry-After");

      status = answer->status;
      g_assert_cmpint (retry != NULL, ==, status == 429);
    }

  g_assert_cmpuint (status, ==, 429);
  g_assert_cmpuint (get_status ("GET", "/v1/server", server->analyst, NULL), ==, 200);
}

static int
subscribe (const char *more)
{
  int              fd = laurel_test_connect (server);
  g_autofree char *request =
      g_strdup_printf ("GET /v1/events HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer %s\r\n%s\r\n",
                       server->analyst,
                       more);

  laurel_test_send (fd, request, -1);

  return fd;
}

static void
test_events (void)
{
  gboolean ended = FALSE;
  int      new_one = subscribe ("");
  int      old_one = subscribe ("Last-Event-ID: 1\r\n");
  int      odd_one = subscribe ("Last-Event-ID: x\r\n");
  GString *of_new = laurel_test_receive_rest (new_one, 1000, &ended);
  GString *of_old = laurel_test_receive_rest (old_one, 1000, &ended);
  g_autoptr (LaurelTestAnswer) of_odd = laurel_test_receive (odd_one, FALSE, 1000);

  g_test_summary ("A new subscriber begins with nothing, one that was away is told so");

  g_assert_false (ended);
  g_assert_nonnull (strstr (of_new->str, "Content-Type: text/event-stream"));
  g_assert_nonnull (strstr (of_new->str, ":\n\n"));
  g_assert_null (strstr (of_new->str, "event:"));
  g_assert_nonnull (strstr (of_old->str, "event: resync\ndata: {}\n\n"));
  g_assert_cmpuint (of_odd->status, ==, 400);

  g_string_free (of_new, TRUE);
  g_string_free (of_old, TRUE);
  close (new_one);
  close (old_one);
  close (odd_one);
}

/* What a committed sale does, said by hand; as the role that owns the database. */
static void
notify (const char *payload)
{
  g_autofree char *folder = g_build_filename (server->home, "run", NULL);
  g_autofree char *sql = g_strdup_printf ("select pg_notify ('laurel_events', '%s')", payload);
  char            *command[] = {
               (char *) "psql", (char *) "-qAtX",  (char *) "-h", folder, (char *) "-U", (char *) "laurel",
               (char *) "-d",   (char *) "laurel", (char *) "-c", sql,    NULL
  };
  g_autoptr (GError) error = NULL;
  int status = 0;

  g_spawn_sync (NULL, command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_spawn_check_wait_status (status, &error);
  g_assert_no_error (error);
}

static void
test_events_come_through_the_database (void)
{
  gboolean ended = FALSE;
  int      streams[4];

  g_test_summary ("A notification of any server reaches the subscribers of every worker, in order");

  for (gsize i = 0; i < G_N_ELEMENTS (streams); i++)
    {
      GString *hello = NULL;

      streams[i] = subscribe ("");
      hello = laurel_test_receive_rest (streams[i], 300, &ended);
      g_assert_nonnull (strstr (hello->str, "200 OK"));
      g_string_free (hello, TRUE);
    }

  notify ("{\"event\": \"sale\", \"data\": {\"document\": \"1\"}}");
  notify ("no event at all");
  notify ("{\"event\": \"program\", \"data\": {\"version\": 2}}");

  for (gsize i = 0; i < G_N_ELEMENTS (streams); i++)
    {
      GString    *text = laurel_test_receive_rest (streams[i], 500, &ended);
      const char *sale = strstr (text->str, "event: sale\ndata: {\"document\":\"1\"}\n\n");

      g_assert_false (ended);
      g_assert_nonnull (sale);
      g_assert_nonnull (strstr (sale, "event: program\ndata: {\"version\":2}\n\n"));
      g_string_free (text, TRUE);
      close (streams[i]);
    }
}

static void
test_metrics (void)
{
  g_autoptr (LaurelTestAnswer) ready =
      laurel_test_call (server, "GET", "/health/ready", NULL, NULL);
  g_autoptr (LaurelTestAnswer) answer = laurel_test_call (server, "GET", "/metrics", NULL, NULL);

  g_assert_cmpuint (ready->status, ==, 200);
  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_nonnull (strstr (
      answer->body->str,
      "\nlaurel_http_requests_total{method=\"GET\",route=\"/health/ready\",status=\"2xx\"} "));
  g_assert_nonnull (strstr (
      answer->body->str,
      "\nlaurel_http_request_seconds_bucket{method=\"GET\",route=\"/health/ready\",le=\"+Inf\"} "));
  g_assert_nonnull (strstr (answer->body->str, "\nprocess_open_fds "));
  g_assert_null (strstr (answer->body->str, server->till));
}

/* ---- the description ---- */

static json_t *
get_document (void)
{
  g_autoptr (LaurelTestAnswer) answer =
      laurel_test_call (server, "GET", "/v1/openapi.json", NULL, NULL);
  json_t *document =
      json_loadb (answer->body->str, answer->body->len, JSON_REJECT_DUPLICATES, NULL);

  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_nonnull (document);

  return document;
}

/* The schema in a "content", and that it is there. */
static json_t *
get_schema (json_t *document, json_t *content)
{
  void       *type = json_object_iter (content);
  json_t     *schema = json_object_get (json_object_iter_value (type), "schema");
  const char *reference = json_string_value (json_object_get (schema, "$ref"));
  json_t     *schemas = json_object_get (json_object_get (document, "components"), "schemas");

  g_assert_nonnull (reference);
  g_assert_nonnull (json_object_get (schemas, strrchr (reference, '/') + 1));

  return schema;
}

/* What a stranger is told, whose body is of the type that @content describes. */
static guint
get_status_of_stranger (const char *method, const char *target, json_t *content)
{
  const char *type = content != NULL ? json_object_iter_key (json_object_iter (content)) : NULL;
  g_autoptr (LaurelTestAnswer) answer = laurel_test_call_with (server,
                                                               method,
                                                               target,
                                                               "nonsense",
                                                               "",
                                                               type,
                                                               type != NULL ? "{}" : NULL);

  return answer->status;
}

static void
test_described_paths_exist (void)
{
  json_t     *document = get_document ();
  const char *path = NULL;
  json_t     *operations = NULL;

  json_object_foreach (json_object_get (document, "paths"), path, operations)
  {
    const char *method = NULL;
    json_t     *operation = NULL;

    json_object_foreach (operations, method, operation)
    {
      json_t          *body = json_object_get (operation, "requestBody");
      json_t          *responses = json_object_get (operation, "responses");
      g_autofree char *upper = g_ascii_strup (method, -1);
      g_auto (GStrv) parts = g_strsplit_set (path, "{}", -1);
      g_autofree char *target = g_strjoinv ("", parts);
      const char      *status = json_object_iter_key (json_object_iter (responses));
      json_t          *content = json_object_get (json_object_get (responses, status), "content");
      guint unknown = get_status_of_stranger (upper, target, json_object_get (body, "content"));

      g_test_message ("%s %s: %u", upper, path, unknown);
      if (body != NULL)
        get_schema (document, json_object_get (body, "content"));
      if (strcmp (status, "204") != 0)
        get_schema (document, content);
      g_assert_nonnull (json_object_get (responses, "default"));

      /* A sandbox's call is described everywhere, and there on a sandbox alone. */
      if (strcmp (path, "/v1/clock") != 0)
        g_assert_cmpuint (unknown, !=, 404);
      g_assert_cmpuint (unknown, !=, 405);
      if (json_object_get (operation, "security") != NULL && strcmp (path, "/v1/clock") != 0)
        g_assert_true (unknown == 401 || unknown == 429);
    }
  }

  json_decref (document);
}

static void
check_answer (json_t     *document,
              const char *path,
              const char *method,
              const char *token,
              const char *body,
              const char *status)
{
  g_autofree char *upper = g_ascii_strup (method, -1);
  g_autoptr (LaurelTestAnswer) answer = laurel_test_call (server, upper, path, token, body);
  json_t *value = json_loadb (answer->body->str, answer->body->len, 0, NULL);
  json_t *operation =
      json_object_get (json_object_get (json_object_get (document, "paths"), path), method);
  json_t          *response = json_object_get (json_object_get (operation, "responses"), status);
  json_t          *schema = NULL;
  g_autofree char *fault = NULL;

  g_test_message ("%s %s", upper, path);
  g_assert_nonnull (value);

  if (strcmp (status, "default") == 0)
    schema = json_object_get (json_object_get (json_object_get (document, "components"), "schemas"),
                              "Problem");
  else
    schema = get_schema (document, json_object_get (response, "content"));

  fault = laurel_test_schema_find_fault (document, schema, value);
  g_assert_cmpstr (fault, ==, NULL);
  json_decref (value);
}

static void
test_answers_are_as_described (void)
{
  json_t *document = get_document ();

  check_answer (document, "/health/live", "get", NULL, NULL, "200");
  check_answer (document, "/health/ready", "get", NULL, NULL, "200");
  check_answer (document, "/v1/openapi.json", "get", NULL, NULL, "200");
  check_answer (document, "/v1/server", "get", server->analyst, NULL, "200");
  check_answer (document, "/v1/server", "get", server->till, NULL, "default");
  check_answer (document, "/v1/pos/ping", "get", server->till, NULL, "200");
  check_answer (document, "/v1/session", "post", NULL, "{\"login\":1,\"x\":2}", "default");

  json_decref (document);
}

int
main (int argc, char **argv)
{
  int result = 0;

  g_test_init (&argc, &argv, NULL);

  server = laurel_test_server_start (NULL);

  g_test_add_func ("/http/calls/callers", test_callers);
  g_test_add_func ("/http/calls/session", test_session);
  g_test_add_func ("/http/calls/events", test_events);
  g_test_add_func ("/http/calls/events-through-the-database",
                   test_events_come_through_the_database);
  g_test_add_func ("/http/calls/metrics", test_metrics);
  g_test_add_func ("/http/calls/described-paths-exist", test_described_paths_exist);
  g_test_add_func ("/http/calls/answers-as-described", test_answers_are_as_described);
  g_test_add_func ("/http/calls/strangers", test_strangers_are_slowed);

  result = g_test_run ();
  laurel_test_server_stop (server);

  return result;
}
