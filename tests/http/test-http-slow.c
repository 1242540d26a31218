/* test-http-slow.c - clients that take their time: every connection has a deadline
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * All of them at once, so that the whole takes as long as the slowest.
 */

#include <glib.h>
#include <poll.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tests/http/laurel-test-server.h"

#define TRICKLE_US (200 * 1000)
#define END_US     (25 * (gint64) G_USEC_PER_SEC)
#define N_IDLE     2500
#define N_FEW      60

/**
 * Slow:
 * @begin: sent at once
 * @letter: sent five times a second after that, 0: nothing more
 * @from_ms, @to_ms: when the server must have ended it
 */
typedef struct
{
  const char *name;
  const char *begin;
  char        letter;
  gint64      from_ms;
  gint64      to_ms;
} Slow;

static const Slow slows[] = {
  { "silent", "", 0, 3500, 15000 },
  { "request-line", "GET /heal", 'x', 3500, 15000 },
  { "head", "GET /health/live HTTP/1.1\r\nHost: a\r\nX: ", 'x', 5500, 20000 },
  { "body",
    "POST /v1/session HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: "
    "3000\r\n\r\n",
    ' ',
    5500,
    20000 },
  { "tls", "\x16\x03\x01\x02\x01\x01\x01\xfc\x03\x03", 0, 3500, 15000 },
};

static LaurelTestServer *server;

static gboolean
has_ended (int fd)
{
  struct pollfd wait = { .fd = fd, .events = POLLIN };
  char          buffer[4096];

  return poll (&wait, 1, 0) > 0 && recv (fd, buffer, sizeof buffer, 0) <= 0;
}

static void
test_slow_clients_are_cut (void)
{
  int    fds[G_N_ELEMENTS (slows)];
  gint64 ended_ms[G_N_ELEMENTS (slows)] = { 0 };
  gint64 start_us = g_get_monotonic_time ();
  gsize  n_open = G_N_ELEMENTS (slows);

  for (gsize i = 0; i < G_N_ELEMENTS (slows); i++)
    {
      fds[i] = laurel_test_connect (server);
      laurel_test_send (fds[i], slows[i].begin, -1);
    }

  while (n_open > 0 && g_get_monotonic_time () - start_us < END_US)
    {
      g_usleep (TRICKLE_US);

      for (gsize i = 0; i < G_N_ELEMENTS (slows); i++)
        {
          if (ended_ms[i] != 0)
            continue;

          if (has_ended (fds[i]))
            {
              ended_ms[i] = (g_get_monotonic_time () - start_us) / 1000;
              n_open--;
            }
          else if (slows[i].letter != 0)
            {
              laurel_test_send (fds[i], &slows[i].letter, 1);
            }
        }
    }

  for (gsize i = 0; i < G_N_ELEMENTS (slows); i++)
    {
      g_test_message ("%s ended after %" G_GINT64_FORMAT " ms", slows[i].name, ended_ms[i]);
      g_assert_cmpint (ended_ms[i], >=, slows[i].from_ms);
      g_assert_cmpint (ended_ms[i], <=, slows[i].to_ms);
      close (fds[i]);
    }
}

static void
test_a_crowd_does_not_lock_tills_out (void)
{
  g_autofree int *fds = g_new (int, N_IDLE);
  guint           before = laurel_test_server_count_settled_descriptors (server);
  gint64          end_us = 0;

  g_test_summary ("Idle strangers beyond the limit are ended for a till that comes");

  for (gsize i = 0; i < N_IDLE; i++)
    fds[i] = laurel_test_connect (server);

  for (gsize i = 0; i < 20; i++)
    {
      g_autoptr (LaurelTestAnswer) answer =
          laurel_test_call (server, "GET", "/v1/pos/ping", server->till, NULL);

      g_assert_cmpuint (answer->status, ==, 200);
    }
  g_assert_cmpuint (laurel_test_server_count_descriptors (server), <, before + 2000 + 50);

  for (gsize i = 0; i < N_IDLE; i++)
    close (fds[i]);

  end_us = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;
  while (laurel_test_server_count_descriptors (server) > before)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end_us);
      g_usleep (20000);
    }
}

static void
test_descriptors_run_out (void)
{
  guint         before = laurel_test_server_count_settled_descriptors (server);
  struct rlimit few = { .rlim_cur = before + 20, .rlim_max = before + 20 };
  int           fds[N_FEW];
  guint         status = 0;
  gint64        end_us = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;

  g_test_summary ("Without a descriptor left the server turns newcomers away, and recovers");

  g_assert_cmpint (prlimit (server->pid, RLIMIT_NOFILE, &few, NULL), ==, 0);
  for (gsize i = 0; i < N_FEW; i++)
    fds[i] = laurel_test_connect (server);

  /* Those that were taken are open, those beyond are ended at once. */
  while (!has_ended (fds[N_FEW - 1]))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end_us);
      g_usleep (10000);
    }
  g_assert_false (has_ended (fds[0]));

  for (gsize i = 0; i < N_FEW; i++)
    close (fds[i]);

  while (status != 200)
    {
      g_autoptr (LaurelTestAnswer) answer =
          laurel_test_call (server, "GET", "/v1/pos/ping", server->till, NULL);

      status = answer->status;
      g_assert_cmpint (g_get_monotonic_time (), <, end_us);
    }
}

int
main (int argc, char **argv)
{
  static const char *const one_worker[] = { "--workers", "1", NULL };
  int                      result = 0;
  g_autoptr (LaurelTestAnswer) first = NULL;

  g_test_init (&argc, &argv, NULL);

  server = laurel_test_server_start (one_worker);
  first = laurel_test_call (server, "GET", "/v1/pos/ping", server->till, NULL);
  g_assert_cmpuint (first->status, ==, 200);

  g_test_add_func ("/http/slow/cut", test_slow_clients_are_cut);
  g_test_add_func ("/http/slow/crowd", test_a_crowd_does_not_lock_tills_out);

  /* The last: the limit stays. */
  g_test_add_func ("/http/slow/descriptors", test_descriptors_run_out);

  result = g_test_run ();
  laurel_test_server_stop (server);

  return result;
}
