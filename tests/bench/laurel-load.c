/* laurel-load.c - many tills at once, for benchmarks
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Keeps a number of connections to a server on this machine busy and prints one line of JSON: how
 * many were answered, how fast, and what it cost to ask. A connection has one request under way at
 * a time, as a till has.
 *
 * With --rate requests fall due at even distances, and the time of each counts from the instant it
 * was due, not from when a connection was free for it: a server that stops for a second is not
 * given that second as a present. Without it each connection asks again as soon as it is answered.
 */

#include <arpa/inet.h>
#include <errno.h>
#include <glib.h>
#include <locale.h>
#include <netinet/tcp.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include "tests/bench/laurel-load-requests.h"

#define CONNECTIONS_MAX 1024
#define REPLY_MAX       65536
#define N_EVENTS        64
#define US_PER_S        G_USEC_PER_SEC
/* How long answers are waited for once nothing more is asked. */
#define DRAIN_US (5 * US_PER_S)

typedef struct
{
  int         fd;
  const char *request;
  gsize       length;
  gsize       sent;
  char        reply[REPLY_MAX + 1];
  gsize       received;
  gint64      begun_us;
  gboolean    busy;
} Connection;

typedef struct
{
  char  *operation;
  char  *key;
  char  *tag;
  int    port;
  int    n_connections;
  double seconds;
  double warm_up;
  double rate;
  int    n_clients;
  int    n_products;
  int    n_stores;
} Options;

typedef struct
{
  LaurelLoadRequests *requests;
  Connection         *connections;
  int                 n_connections;
  int                 next; /* whose turn it is, with a rate */
  int                 epoll;
  int                 timer; /* -1 without a rate */
  double              interval_us;

  gint64 begun_us;
  gint64 counted_us; /* from then on answers count */
  gint64 end_us;
  gint64 n_due; /* requests that have been given to a connection, with a rate */
  int    n_busy;

  guint64 n_asked;
  guint64 n_refused;
  GArray *times; /* (element-type guint32): microseconds of those that count */
  char   *first_refusal;
} Load;

static gboolean
fail (const char *what)
{
  g_printerr ("laurel-load: %s: %s\n", what, g_strerror (errno));

  return FALSE;
}

static gboolean
open_connection (Load *load, Connection *connection, int port)
{
  struct sockaddr_in address = { .sin_family = AF_INET,
                                 .sin_port = htons ((guint16) port),
                                 .sin_addr = { htonl (INADDR_LOOPBACK) } };
  struct epoll_event event = { .events = EPOLLIN, .data = { .ptr = connection } };
  int                one = 1;

  connection->fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (connection->fd < 0)
    return fail ("socket");
  if (connect (connection->fd, (struct sockaddr *) &address, sizeof address) != 0)
    return fail ("connect");

  setsockopt (connection->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  if (epoll_ctl (load->epoll, EPOLL_CTL_ADD, connection->fd, &event) != 0)
    return fail ("epoll_ctl");

  return TRUE;
}

/* A request fits into a socket's buffer that was empty, so sending never has to wait. */
static gboolean
ask (Load *load, Connection *connection, gint64 due_us)
{
  connection->request = laurel_load_requests_next (load->requests, &connection->length);
  connection->received = 0;
  connection->begun_us = due_us;
  connection->busy = TRUE;
  load->n_busy++;
  load->n_asked++;

  if (send (connection->fd, connection->request, connection->length, MSG_NOSIGNAL) !=
      (gssize) connection->length)
    return fail ("send");

  return TRUE;
}

static gint64
due_time (const Load *load, gint64 number)
{
  return load->begun_us + (gint64) ((double) number * load->interval_us);
}

/* While every connection is busy the next answer is what is waited for, not the clock. */
static void
arm_timer (const Load *load)
{
  gint64            due_us = due_time (load, load->n_due);
  struct itimerspec when = { 0 };

  if (load->n_busy < load->n_connections)
    when.it_value = (struct timespec){ due_us / US_PER_S, due_us % US_PER_S * 1000 };

  timerfd_settime (load->timer, TFD_TIMER_ABSTIME, &when, NULL);
}

/* Gives what is due to connections that have nothing to do, to each in its turn: one that is left
 * alone for long is closed by the server. */
static gboolean
ask_what_is_due (Load *load, gint64 now_us)
{
  for (int i = 0; i < load->n_connections && due_time (load, load->n_due) <= now_us; i++)
    {
      Connection *connection = &load->connections[load->next];

      load->next = (load->next + 1) % load->n_connections;
      if (connection->busy)
        continue;
      if (!ask (load, connection, due_time (load, load->n_due)))
        return FALSE;
      load->n_due++;
    }

  return TRUE;
}

/* The length of the reply once it is whole, else 0. */
static gsize
whole_reply (Connection *connection)
{
  const char *head_end = NULL;
  const char *field = NULL;
  gsize       length = 0;

  connection->reply[connection->received] = '\0';
  head_end = strstr (connection->reply, "\r\n\r\n");
  field = strstr (connection->reply, "Content-Length: ");
  if (head_end == NULL || field == NULL || field > head_end)
    return 0;

  length = (gsize) (head_end + 4 - connection->reply) +
           (gsize) g_ascii_strtoull (field + strlen ("Content-Length: "), NULL, 10);

  return connection->received >= length ? length : 0;
}

static void
count_reply (Load *load, const Connection *connection, gint64 now_us)
{
  guint32 time_us = (guint32) MIN (now_us - connection->begun_us, G_MAXUINT32);

  if (!g_str_has_prefix (connection->reply, "HTTP/1.1 20"))
    {
      load->n_refused++;
      if (load->first_refusal == NULL)
        load->first_refusal = g_strdup (connection->reply);
    }
  else if (now_us >= load->counted_us && now_us <= load->end_us)
    {
      g_array_append_val (load->times, time_us);
    }
}

static gboolean
take_reply (Load *load, Connection *connection)
{
  gssize got = recv (connection->fd,
                     connection->reply + connection->received,
                     REPLY_MAX - connection->received,
                     0);
  gint64 now_us = 0;

  if (got == 0)
    errno = ECONNRESET;
  if (got <= 0)
    return fail ("recv");

  connection->received += (gsize) got;
  if (whole_reply (connection) == 0)
    {
      if (connection->received < REPLY_MAX)
        return TRUE;
      errno = EMSGSIZE;
      return fail ("recv");
    }

  now_us = g_get_monotonic_time ();
  count_reply (load, connection, now_us);
  connection->busy = FALSE;
  load->n_busy--;

  if (now_us >= load->end_us)
    return TRUE;

  return load->timer >= 0 ? ask_what_is_due (load, now_us) : ask (load, connection, now_us);
}

static gboolean
handle_events (Load *load, const struct epoll_event *events, int n_events)
{
  for (int i = 0; i < n_events; i++)
    {
      guint64 expirations = 0;
      gint64  now_us = g_get_monotonic_time ();

      if (events[i].data.ptr != NULL)
        {
          if (!take_reply (load, events[i].data.ptr))
            return FALSE;
        }
      else if (read (load->timer, &expirations, sizeof expirations) > 0 && now_us < load->end_us &&
               !ask_what_is_due (load, now_us))
        {
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
run (Load *load)
{
  struct epoll_event events[N_EVENTS];

  if (load->timer >= 0)
    arm_timer (load);
  else
    for (int i = 0; i < load->n_connections; i++)
      if (!ask (load, &load->connections[i], g_get_monotonic_time ()))
        return FALSE;

  for (;;)
    {
      gint64 now_us = g_get_monotonic_time ();
      int    n_events = 0;

      if (now_us >= load->end_us + DRAIN_US || (now_us >= load->end_us && load->n_busy == 0))
        return TRUE;

      n_events = epoll_wait (load->epoll, events, N_EVENTS, 100);
      if (n_events < 0 && errno != EINTR)
        return fail ("epoll_wait");
      if (!handle_events (load, events, n_events))
        return FALSE;
      if (load->timer >= 0)
        arm_timer (load);
    }
}

static gint
compare_times (gconstpointer a, gconstpointer b)
{
  guint32 first = *(const guint32 *) a;
  guint32 second = *(const guint32 *) b;

  return (first > second) - (first < second);
}

static guint32
percentile (const GArray *sorted, guint per_cent)
{
  if (sorted->len == 0)
    return 0;

  return g_array_index (sorted, guint32, (guint) ((guint64) (sorted->len - 1) * per_cent / 100));
}

static void
print_result (Load *load)
{
  double        seconds = (double) (load->end_us - load->counted_us) / US_PER_S;
  struct rusage usage = { 0 };

  getrusage (RUSAGE_SELF, &usage);
  g_array_sort (load->times, compare_times);
  g_print ("{\"per_second\": %.1f, \"answered\": %u, \"asked\": %" G_GUINT64_FORMAT
           ", \"refused\": %" G_GUINT64_FORMAT ", \"unanswered\": %d, \"p50_us\": %u, "
           "\"p99_us\": %u, \"cpu_us\": %" G_GINT64_FORMAT "}\n",
           load->times->len / seconds,
           load->times->len,
           load->n_asked,
           load->n_refused,
           load->n_busy,
           percentile (load->times, 50),
           percentile (load->times, 99),
           (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * US_PER_S + usage.ru_utime.tv_usec +
               usage.ru_stime.tv_usec);

  if (load->first_refusal != NULL)
    g_printerr ("laurel-load: the first refusal was:\n%s\n", load->first_refusal);
}

static gboolean
open_load (Load *load, const Options *options)
{
  struct epoll_event event = { .events = EPOLLIN };

  load->epoll = epoll_create1 (EPOLL_CLOEXEC);
  load->timer = -1;
  load->n_connections = options->n_connections;
  load->connections = g_new0 (Connection, options->n_connections);
  load->times = g_array_sized_new (FALSE, FALSE, sizeof (guint32), 1 << 20);

  if (load->epoll < 0)
    return fail ("epoll_create1");

  for (int i = 0; i < load->n_connections; i++)
    if (!open_connection (load, &load->connections[i], options->port))
      return FALSE;

  if (options->rate > 0)
    {
      load->interval_us = US_PER_S / options->rate;
      load->timer = timerfd_create (CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK);
      if (load->timer < 0 || epoll_ctl (load->epoll, EPOLL_CTL_ADD, load->timer, &event) != 0)
        return fail ("timerfd");
    }

  load->begun_us = g_get_monotonic_time ();
  load->counted_us = load->begun_us + (gint64) (options->warm_up * US_PER_S);
  load->end_us = load->counted_us + (gint64) (options->seconds * US_PER_S);

  return TRUE;
}

static gboolean
read_options (int *argc, char ***argv, Options *options, LaurelLoadKind *kind, GError **error)
{
  static const char *const operations[] = { "quote", "sale", "card" };
  g_autoptr (GOptionContext) context = g_option_context_new ("- many tills at once");
  /* clang-format off */
  const GOptionEntry entries[] = {
    { "operation", 0, 0, G_OPTION_ARG_STRING, &options->operation, "quote, sale or card", "NAME" },
    { "port", 0, 0, G_OPTION_ARG_INT, &options->port, "Of the server on 127.0.0.1", "PORT" },
    { "key", 0, 0, G_OPTION_ARG_STRING, &options->key, "Of a till, good for all stores", "KEY" },
    { "tag", 0, 0, G_OPTION_ARG_STRING, &options->tag, "Begins the numbers of sales", "TEXT" },
    { "connections", 0, 0, G_OPTION_ARG_INT, &options->n_connections, "16", "N" },
    { "seconds", 0, 0, G_OPTION_ARG_DOUBLE, &options->seconds, "What is counted", "N" },
    { "warm-up", 0, 0, G_OPTION_ARG_DOUBLE, &options->warm_up, "What goes before it", "N" },
    { "rate", 0, 0, G_OPTION_ARG_DOUBLE, &options->rate, "Requests a second (as many as go)", "N" },
    { "clients", 0, 0, G_OPTION_ARG_INT, &options->n_clients, "", "N" },
    { "products", 0, 0, G_OPTION_ARG_INT, &options->n_products, "", "N" },
    { "stores", 0, 0, G_OPTION_ARG_INT, &options->n_stores, "", "N" },
    G_OPTION_ENTRY_NULL,
  };
  /* clang-format on */

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, argc, argv, error))
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (operations); i++)
    if (g_strcmp0 (options->operation, operations[i]) == 0 && options->key != NULL &&
        options->port > 0 && options->n_connections > 0 &&
        options->n_connections <= CONNECTIONS_MAX && options->seconds > 0)
      {
        *kind = (LaurelLoadKind) i;
        return TRUE;
      }

  g_set_error_literal (error,
                       G_OPTION_ERROR,
                       G_OPTION_ERROR_BAD_VALUE,
                       "--operation, --port and --key are needed; see --help");

  return FALSE;
}

static void
close_load (Load *load)
{
  for (int i = 0; i < load->n_connections; i++)
    if (load->connections[i].fd > 0)
      close (load->connections[i].fd);

  if (load->timer >= 0)
    close (load->timer);
  if (load->epoll >= 0)
    close (load->epoll);

  g_free (load->connections);
  g_array_unref (load->times);
  g_free (load->first_refusal);
  laurel_load_requests_free (load->requests);
}

int
main (int argc, char **argv)
{
  Options options = { .n_connections = 16,
                      .seconds = 5,
                      .warm_up = 1,
                      .n_clients = 1,
                      .n_products = 1,
                      .n_stores = 1 };
  g_autoptr (GError) error = NULL;
  LaurelLoadKind kind = LAUREL_LOAD_QUOTE;
  Load           load = { 0 };
  gboolean       good = FALSE;

  setlocale (LC_NUMERIC, "C");

  if (!read_options (&argc, &argv, &options, &kind, &error))
    {
      g_printerr ("laurel-load: %s\n", error->message);
      return 2;
    }

  load.requests = laurel_load_requests_new (
      kind,
      &(LaurelLoadChain){ .key = options.key,
                          .tag = options.tag != NULL ? options.tag : "load-",
                          .n_clients = options.n_clients,
                          .n_products = options.n_products,
                          .n_stores = options.n_stores });

  good = open_load (&load, &options) && run (&load);
  if (good)
    print_result (&load);

  close_load (&load);
  g_free (options.operation);
  g_free (options.key);
  g_free (options.tag);

  return good ? 0 : 1;
}
