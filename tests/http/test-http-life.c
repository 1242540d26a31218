/* test-http-life.c - connections that stay, a database that goes, and a server that stops
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <arpa/inet.h>
#include <glib.h>
#include <netinet/in.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/http/laurel-test-server.h"

#define LIVE      "GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n"
#define ANSWER_MS 30000

static LaurelTestServer *server;

static void
test_connections_are_kept (void)
{
  int fd = laurel_test_connect (server);

  for (guint i = 0; i < 50; i++)
    {
      g_autoptr (LaurelTestAnswer) answer = NULL;

      g_assert_true (laurel_test_send (fd, LIVE, -1));
      answer = laurel_test_receive (fd, FALSE, ANSWER_MS);
      g_assert_cmpuint (answer->status, ==, 200);
    }

  close (fd);
}

static void
test_pipelined_requests_are_answered_in_order (void)
{
  GString *requests = g_string_new (NULL);
  int      fd = laurel_test_connect (server);

  for (guint i = 0; i < 10; i++)
    g_string_append_printf (requests,
                            "GET /%s HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer %s\r\n\r\n",
                            i % 2 == 0 ? "health/live" : "v1/pos/ping",
                            server->till);
  laurel_test_send (fd, requests->str, (gssize) requests->len);
  shutdown (fd, SHUT_WR);

  for (guint i = 0; i < 10; i++)
    {
      g_autoptr (LaurelTestAnswer) answer = laurel_test_receive (fd, FALSE, ANSWER_MS);

      g_assert_cmpuint (answer->status, ==, 200);
      g_assert_cmpint (strstr (answer->body->str, "\"live\"") != NULL, ==, i % 2 == 0);
    }

  close (fd);
  g_string_free (requests, TRUE);
}

static void
test_head_has_no_body (void)
{
  int fd = laurel_test_connect (server);
  g_autoptr (LaurelTestAnswer) of_head = NULL;
  g_autoptr (LaurelTestAnswer) next = NULL;

  laurel_test_send (fd, "HEAD /health/live HTTP/1.1\r\nHost: a\r\n\r\n" LIVE, -1);
  of_head = laurel_test_receive (fd, TRUE, ANSWER_MS);
  next = laurel_test_receive (fd, FALSE, ANSWER_MS);
  g_assert_cmpuint (of_head->status, ==, 200);
  g_assert_cmpuint (next->status, ==, 200);
  g_assert_true (laurel_test_answer_has (next, "status", "live"));
  close (fd);
}

static void
test_clients_that_leave_are_forgotten (void)
{
  guint  before = laurel_test_server_count_settled_descriptors (server);
  gint64 end_us = g_get_monotonic_time () + 30 * G_USEC_PER_SEC;

  g_test_summary ("Clients leave while the database works for them, or in the middle of a body");

  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *request =
          g_strdup_printf ("GET /v1/server HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer %s\r\n\r\n",
                           server->admin);
      int fd = laurel_test_connect (server);

      if (i % 2 == 0)
        laurel_test_send (fd, request, -1);
      else
        laurel_test_send (fd,
                          "POST /v1/session HTTP/1.1\r\nHost: a\r\nContent-Length: 99\r\n\r\n{",
                          -1);
      close (fd);
    }

  while (laurel_test_server_count_descriptors (server) > before)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end_us);
      g_usleep (10000);
    }
}

/* ---- the database ---- */

/* The first number in PostgreSQL's own file. */
static GPid
find_postmaster (void)
{
  g_autofree char *path =
      g_build_filename (server->home, "postgresql", "data", "postmaster.pid", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);

  return (GPid) g_ascii_strtoll (text, NULL, 10);
}

static void
test_a_lost_database_comes_back (void)
{
  GPid     postmaster = find_postmaster ();
  gint64   start_us = g_get_monotonic_time ();
  gboolean was_away = FALSE;
  guint    status = 0;

  g_test_summary ("503 with Retry-After while PostgreSQL is gone, and well again within five "
                  "seconds of its return");

  g_assert_cmpint (kill (postmaster, SIGKILL), ==, 0);

  while (status != 200 || !was_away)
    {
      g_autoptr (LaurelTestAnswer) answer =
          laurel_test_call (server, "GET", "/v1/server", server->admin, NULL);
      g_autofree char *retry = laurel_test_answer_dup_field (answer, "Retry-After");

      status = answer->status;
      if (status != 200)
        {
          g_assert_cmpuint (status, ==, 503);
          g_assert_nonnull (retry);
          was_away = TRUE;
        }

      g_assert_cmpint (g_get_monotonic_time () - start_us, <, 60 * G_USEC_PER_SEC);
      g_usleep (5000);
    }

  g_test_message ("well again after %" G_GINT64_FORMAT " ms",
                  (g_get_monotonic_time () - start_us) / 1000);
}

static void
test_a_hanging_database_is_an_answer (void)
{
  GPid             postmaster = find_postmaster ();
  gint64           start_us = 0;
  g_autofree char *group = g_strdup_printf ("/proc/%d/task/%d/children", postmaster, postmaster);
  g_autofree char *children = NULL;
  g_auto (GStrv) pids = NULL;
  g_autoptr (LaurelTestAnswer) answer = NULL;
  g_autoptr (LaurelTestAnswer) live = NULL;

  g_assert_true (g_file_get_contents (group, &children, NULL, NULL));
  pids = g_strsplit (g_strstrip (children), " ", -1);
  for (gsize i = 0; pids[i] != NULL; i++)
    kill ((GPid) g_ascii_strtoll (pids[i], NULL, 10), SIGSTOP);

  start_us = g_get_monotonic_time ();
  answer = laurel_test_call (server, "GET", "/v1/server", server->admin, NULL);
  g_assert_cmpuint (answer->status, ==, 503);
  g_assert_cmpint (g_get_monotonic_time () - start_us, <, 15 * G_USEC_PER_SEC);
  live = laurel_test_call (server, "GET", "/health/live", NULL, NULL);
  g_assert_cmpuint (live->status, ==, 200);

  for (gsize i = 0; pids[i] != NULL; i++)
    kill ((GPid) g_ascii_strtoll (pids[i], NULL, 10), SIGCONT);

  while (answer->status != 200)
    {
      g_clear_pointer (&answer, laurel_test_answer_free);
      answer = laurel_test_call (server, "GET", "/v1/server", server->admin, NULL);
      g_assert_cmpint (g_get_monotonic_time () - start_us, <, 60 * G_USEC_PER_SEC);
    }
}

/* ---- the end ---- */

typedef struct
{
  gint stop;
  gint n_good;
  gint n_cut; /* an answer that began and did not end, or a request that got none on a new
                 connection */
} Load;

static gpointer
load_thread (gpointer data)
{
  Load *load = data;

  while (g_atomic_int_get (&load->stop) == 0)
    {
      struct sockaddr_storage unused;
      socklen_t               length = sizeof unused;
      int                     fd = laurel_test_try_connect (server);
      g_autoptr (LaurelTestAnswer) answer = NULL;

      /* The listening socket is closed: the server has begun to stop. */
      if (fd < 0)
        break;

      laurel_test_send (fd, LIVE, -1);
      answer = laurel_test_receive (fd, FALSE, ANSWER_MS);
      if (answer->status == 200)
        g_atomic_int_inc (&load->n_good);
      else if (answer->head->len > 0 && getpeername (fd, (struct sockaddr *) &unused, &length) == 0)
        g_atomic_int_inc (&load->n_cut);

      close (fd);
    }

  return NULL;
}

static void
test_stops_under_load (void)
{
  Load             load = { 0 };
  GThread         *threads[4];
  gint64           start_us = 0;
  int              stream = laurel_test_connect (server);
  gboolean         ended = FALSE;
  g_autofree char *request =
      g_strdup_printf ("GET /v1/events HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer %s\r\n\r\n",
                       server->analyst);
  GString *rest = NULL;

  g_test_summary (
      "SIGTERM: answers are finished, streams end, the process ends with 0, and may start again");

  laurel_test_send (stream, request, -1);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("load", load_thread, &load);

  g_usleep (300 * 1000);
  start_us = g_get_monotonic_time ();
  laurel_test_server_end (server);
  g_assert_cmpint (g_get_monotonic_time () - start_us, <, 20 * G_USEC_PER_SEC);

  g_atomic_int_set (&load.stop, 1);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  g_test_message ("%d answers", load.n_good);
  g_assert_cmpint (load.n_good, >, 0);
  g_assert_cmpint (load.n_cut, ==, 0);

  rest = laurel_test_receive_rest (stream, ANSWER_MS, &ended);
  g_assert_true (ended);
  /* The last chunk of an answer in chunks: the stream was ended, not cut. */
  g_assert_true (g_str_has_suffix (rest->str, "0\r\n\r\n"));
  g_string_free (rest, TRUE);
  close (stream);

  laurel_test_server_restart (server, NULL);
  {
    g_autoptr (LaurelTestAnswer) answer =
        laurel_test_call (server, "GET", "/v1/pos/ping", server->till, NULL);

    g_assert_cmpuint (answer->status, ==, 200);
  }
}

/* ---- a supervisor ---- */

static int
listen_at_free_port (void)
{
  struct sockaddr_in address = { .sin_family = AF_INET,
                                 .sin_addr = { .s_addr = htonl (INADDR_LOOPBACK) } };
  int                listener = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

  g_assert_cmpint (bind (listener, (const struct sockaddr *) &address, sizeof address), ==, 0);
  g_assert_cmpint (listen (listener, 64), ==, 0);

  return listener;
}

static int
open_notify_socket (const char *path)
{
  struct sockaddr_un   address = { .sun_family = AF_UNIX };
  const struct timeval limit = { .tv_sec = 60 };
  int                  fd = socket (AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);

  g_strlcpy (address.sun_path, path, sizeof address.sun_path);
  g_assert_cmpint (setsockopt (fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit), ==, 0);
  g_assert_cmpint (bind (fd, (const struct sockaddr *) &address, sizeof address), ==, 0);

  return fd;
}

/* The server prints that it is ready just before it tells the supervisor: that may be a moment
 * away. */
static void
check_notified (int fd, const char *wanted)
{
  char   state[64] = "";
  gssize n = recv (fd, state, sizeof state - 1, 0);

  g_assert_cmpint (n, >, 0);
  g_assert_cmpstr (state, ==, wanted);
}

static void
test_supervised_restart_loses_nobody (void)
{
  int     waiting = -1;
  int     notify = -1;
  guint16 port = 0;
  g_autoptr (LaurelTestAnswer) answer = NULL;

  g_test_summary (
      "The socket is the supervisor's: who comes between two processes waits for the next");

  laurel_test_server_end (server);
  server->listener = listen_at_free_port ();
  server->notify = g_build_filename (server->home, "notify", NULL);
  notify = open_notify_socket (server->notify);

  laurel_test_server_restart (server, NULL);
  check_notified (notify, "READY=1");
  port = server->port;
  laurel_test_server_end (server);
  check_notified (notify, "STOPPING=1");

  waiting = laurel_test_connect (server);
  laurel_test_send (waiting, LIVE, -1);
  laurel_test_server_restart (server, NULL);
  g_assert_cmpuint (server->port, ==, port);
  answer = laurel_test_receive (waiting, FALSE, ANSWER_MS);
  g_assert_cmpuint (answer->status, ==, 200);

  close (waiting);
  close (notify);
  laurel_test_server_end (server);
  close (server->listener);
  server->listener = -1;
  g_clear_pointer (&server->notify, g_free);
  laurel_test_server_restart (server, NULL);
}

static void
test_sandbox_is_for_ever (void)
{
  static const char *const asked[] = { "--sandbox", NULL };
  g_autoptr (LaurelTestAnswer) none = NULL;
  g_autofree char  *program = g_strdup (g_getenv ("LAURELD"));
  char             *command[] = { program,
                                  (char *) "--home",
                                  server->home,
                                  (char *) "--listen",
                                  (char *) "127.0.0.1:0",
                                  (char *) "--sandbox",
                                  NULL };
  g_autofree char  *errors = NULL;
  int               status = 0;
  LaurelTestServer *sandbox = NULL;

  g_test_summary ("A database in earnest never becomes a sandbox, and a sandbox keeps its clock");

  none = laurel_test_call (server,
                           "PUT",
                           "/v1/clock",
                           server->admin,
                           "{\"now\":\"2030-01-01T00:00:00Z\"}");
  g_assert_cmpuint (none->status, ==, 404);

  laurel_test_server_end (server);
  g_assert_true (g_spawn_sync (NULL,
                               command,
                               NULL,
                               G_SPAWN_STDOUT_TO_DEV_NULL,
                               NULL,
                               NULL,
                               NULL,
                               &errors,
                               &status,
                               NULL));
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 1);
  g_assert_nonnull (strstr (errors, "sandbox"));
  laurel_test_server_restart (server, NULL);

  sandbox = laurel_test_server_start (asked);
  {
    g_autoptr (LaurelTestAnswer) set = laurel_test_call (sandbox,
                                                         "PUT",
                                                         "/v1/clock",
                                                         sandbox->admin,
                                                         "{\"now\":\"2030-01-01T00:00:00Z\"}");
    g_autoptr (LaurelTestAnswer) back = laurel_test_call (sandbox,
                                                          "PUT",
                                                          "/v1/clock",
                                                          sandbox->admin,
                                                          "{\"now\":\"2029-12-31T23:59:59Z\"}");
    g_autoptr (LaurelTestAnswer) analyst = laurel_test_call (sandbox,
                                                             "PUT",
                                                             "/v1/clock",
                                                             sandbox->analyst,
                                                             "{\"now\":\"2031-01-01T00:00:00Z\"}");

    g_assert_cmpuint (set->status, ==, 200);
    g_assert_cmpuint (back->status, ==, 422);
    g_assert_cmpuint (analyst->status, ==, 403);
  }

  laurel_test_server_end (sandbox);
  laurel_test_server_restart (sandbox, NULL);
  {
    g_autoptr (LaurelTestAnswer) ping =
        laurel_test_call (sandbox, "GET", "/v1/pos/ping", sandbox->till, NULL);

    g_assert_true (laurel_test_answer_has (ping, "time", "2030-01-01T00:00:00Z"));
  }
  laurel_test_server_stop (sandbox);
}

int
main (int argc, char **argv)
{
  int result = 0;

  g_test_init (&argc, &argv, NULL);

  server = laurel_test_server_start (NULL);

  g_test_add_func ("/http/life/kept", test_connections_are_kept);
  g_test_add_func ("/http/life/pipelined", test_pipelined_requests_are_answered_in_order);
  g_test_add_func ("/http/life/head", test_head_has_no_body);
  g_test_add_func ("/http/life/leaving", test_clients_that_leave_are_forgotten);
  g_test_add_func ("/http/life/database-lost", test_a_lost_database_comes_back);
  g_test_add_func ("/http/life/database-hangs", test_a_hanging_database_is_an_answer);
  g_test_add_func ("/http/life/stop", test_stops_under_load);
  g_test_add_func ("/http/life/supervised", test_supervised_restart_loses_nobody);
  g_test_add_func ("/http/life/sandbox", test_sandbox_is_for_ever);

  result = g_test_run ();
  laurel_test_server_stop (server);

  return result;
}
