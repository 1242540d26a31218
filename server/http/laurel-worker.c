/* laurel-worker.c - one thread that serves connections
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/http/laurel-worker.h"

#include <arpa/inet.h>
#include <unistd.h>

#include "server/http/laurel-exchange-private.h"

/* How often deadlines are looked at. */
#define SWEEP_MS 250
/* A second look at what libmicrohttpd waits for, in case it is not told by its sockets. */
#define LOOK_MS 1000

#define HEAD_POOL      (16 * 1024)
#define HEAD_INCREMENT (4 * 1024)
/* libmicrohttpd's own time-out of inactivity: behind ours, in case those should fail. */
#define INACTIVITY_S 120u

typedef struct
{
  GSource       source;
  LaurelWorker *worker;
} DaemonSource;

struct _LaurelWorker
{
  guint                     number;
  const LaurelHttpSettings *settings;
  const LaurelRouter       *router;
  GThread                  *thread;
  GMainContext             *context;
  GMainLoop                *loop;
  LaurelHttpServices       *services;
  struct MHD_Daemon        *daemon;
  GSource                  *source;
  gpointer                  tag;
  GSource                  *sweep;
  gint                      load; /* atomic: connections that are open or on their way here */
  GQueue                    connections;
  guint64                   n_requests;
  guint32                   salt;
  guint                     n_exchanges;
  gboolean                  kicked;
  gboolean                  draining;
  gint64                    drain_end_us;
};

typedef struct
{
  LaurelWorker           *worker;
  int                     fd;
  struct sockaddr_storage address;
  socklen_t               length;
} Arrival;

/* ---- for exchanges ---- */

const LaurelRouter *
laurel_worker_get_router (const LaurelWorker *worker)
{
  return worker->router;
}

LaurelHttpServices *
laurel_worker_get_services (const LaurelWorker *worker)
{
  return worker->services;
}

gboolean
laurel_worker_is_draining (const LaurelWorker *worker)
{
  return worker->draining;
}

void
laurel_worker_kick (LaurelWorker *worker)
{
  worker->kicked = TRUE;
}

void
laurel_worker_make_request_id (LaurelWorker *worker, char *id, gsize size)
{
  g_snprintf (id,
              size,
              "%08x%02x%09" G_GINT64_MODIFIER "x",
              worker->salt,
              worker->number & 0xff,
              ++worker->n_requests);
}

void
laurel_worker_count_exchange (LaurelWorker *worker, int change)
{
  worker->n_exchanges += (guint) change;
}

/* ---- libmicrohttpd's callbacks ---- */

static LaurelConnection *
get_connection (struct MHD_Connection *mhd)
{
  return MHD_get_connection_info (mhd, MHD_CONNECTION_INFO_SOCKET_CONTEXT)->socket_context;
}

/* The request line has arrived. What is returned comes back to the handler. */
static void *
target_cb (void *data, const char *target, struct MHD_Connection *mhd)
{
  LaurelConnection *connection = get_connection (mhd);

  connection->exchange = laurel_exchange_new (connection, target);
  laurel_connection_grant (connection, LAUREL_TIME_REQUEST);

  return connection->exchange;
}

static enum MHD_Result
request_cb (void                  *data,
            struct MHD_Connection *mhd,
            const char            *url,
            const char            *method,
            const char            *version,
            const char            *upload,
            size_t                *upload_size,
            void                 **exchange_data)
{
  LaurelExchange *exchange = *exchange_data;

  if (!exchange->begun)
    {
      laurel_exchange_begin (exchange, method, version);

      /* An answer now ends the upload; later there is none until the body is complete. */
      return exchange->response != NULL ? laurel_exchange_queue (exchange) : MHD_YES;
    }

  if (*upload_size > 0)
    {
      gsize size = *upload_size;

      /* Always all of it: what is left over is not announced again. */
      *upload_size = 0;

      return laurel_exchange_take (exchange, upload, size) ? MHD_YES : MHD_NO;
    }

  if (!exchange->dispatched && !laurel_exchange_dispatch (exchange))
    return MHD_NO;

  return laurel_exchange_queue (exchange);
}

static void
end_exchange (LaurelConnection *connection)
{
  LaurelWorker *worker = connection->worker;

  /* The queue is in the order in which connections fell silent. */
  g_queue_unlink (&worker->connections, &connection->link);
  g_queue_push_tail_link (&worker->connections, &connection->link);
  laurel_connection_grant (connection, worker->draining ? G_USEC_PER_SEC : LAUREL_TIME_IDLE);
  laurel_exchange_finish (connection->exchange);
}

static void
completed_cb (void                           *data,
              struct MHD_Connection          *mhd,
              void                          **exchange_data,
              enum MHD_RequestTerminationCode why)
{
  LaurelConnection *connection = get_connection (mhd);

  if (*exchange_data == NULL)
    return;

  *exchange_data = NULL;
  end_exchange (connection);

  /* Otherwise the socket of a failed answer stays open until something happens on it. */
  if (why != MHD_REQUEST_TERMINATED_COMPLETED_OK)
    laurel_connection_cut (connection);
}

static void
read_address (struct MHD_Connection *mhd, char *text)
{
  const struct sockaddr *address =
      MHD_get_connection_info (mhd, MHD_CONNECTION_INFO_CLIENT_ADDRESS)->client_addr;

  if (address->sa_family == AF_INET)
    inet_ntop (AF_INET,
               &((const struct sockaddr_in *) (const void *) address)->sin_addr,
               text,
               INET6_ADDRSTRLEN);
  else if (address->sa_family == AF_INET6)
    inet_ntop (AF_INET6,
               &((const struct sockaddr_in6 *) (const void *) address)->sin6_addr,
               text,
               INET6_ADDRSTRLEN);
  else
    g_strlcpy (text, "local", INET6_ADDRSTRLEN);
}

static void
begin_connection (LaurelWorker *worker, struct MHD_Connection *mhd, void **connection_data)
{
  LaurelConnection *connection = g_new0 (LaurelConnection, 1);

  connection->worker = worker;
  connection->mhd = mhd;
  connection->fd = MHD_get_connection_info (mhd, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;
  connection->link.data = connection;
  read_address (mhd, connection->address);
  laurel_connection_grant (connection, LAUREL_TIME_HEAD);
  g_queue_push_tail_link (&worker->connections, &connection->link);
  laurel_metrics_add (worker->settings->metrics, LAUREL_FIGURE_CONNECTIONS, 1);

  *connection_data = connection;
}

static void
connection_cb (void                               *data,
               struct MHD_Connection              *mhd,
               void                              **connection_data,
               enum MHD_ConnectionNotificationCode code)
{
  LaurelWorker     *worker = data;
  LaurelConnection *connection = *connection_data;

  if (code == MHD_CONNECTION_NOTIFY_STARTED)
    {
      begin_connection (worker, mhd, connection_data);
      return;
    }

  /* A request whose line came but whose head never did is not reported as completed. */
  if (connection->exchange != NULL)
    end_exchange (connection);

  g_queue_unlink (&worker->connections, &connection->link);
  g_atomic_int_add (&worker->load, -1);
  laurel_metrics_add (worker->settings->metrics, LAUREL_FIGURE_CONNECTIONS, -1);
  g_free (connection);
  *connection_data = NULL;
}

/* Its messages quote what clients sent. */
G_GNUC_PRINTF (2, 0)
static void
log_cb (void *data, const char *format, va_list arguments)
{
  g_autofree char *text = g_strdup_vprintf (format, arguments);

  g_debug ("libmicrohttpd: %s", g_strchomp (text));
}

/* ---- the daemon as a source of the main loop ---- */

static gboolean
daemon_prepare (GSource *source, int *timeout_ms)
{
  LaurelWorker          *worker = ((DaemonSource *) source)->worker;
  MHD_UNSIGNED_LONG_LONG wait_ms = 0;

  *timeout_ms = -1;

  if (worker->kicked)
    return TRUE;

  if (MHD_get_timeout (worker->daemon, &wait_ms) == MHD_YES)
    {
      if (wait_ms == 0)
        return TRUE;

      *timeout_ms = (int) MIN (wait_ms, LOOK_MS);
    }

  return FALSE;
}

static gboolean
daemon_check (GSource *source)
{
  LaurelWorker *worker = ((DaemonSource *) source)->worker;
  int           timeout_ms = 0;

  return g_source_query_unix_fd (source, worker->tag) != 0 || daemon_prepare (source, &timeout_ms);
}

static gboolean
daemon_dispatch (GSource *source, GSourceFunc callback, gpointer user_data)
{
  LaurelWorker *worker = ((DaemonSource *) source)->worker;

  worker->kicked = FALSE;
  MHD_run (worker->daemon);

  return G_SOURCE_CONTINUE;
}

static GSourceFuncs daemon_functions = {
  .prepare = daemon_prepare,
  .check = daemon_check,
  .dispatch = daemon_dispatch,
};

/* ---- deadlines ---- */

static void
give_up (LaurelExchange *exchange)
{
  laurel_exchange_problem (exchange,
                           503,
                           "too_slow",
                           "the answer was not ready in time; try again in a moment",
                           NULL,
                           NULL);
}

static gboolean
sweep_cb (gpointer user_data)
{
  LaurelWorker *worker = user_data;
  gint64        now_us = g_get_monotonic_time ();
  gboolean      hard_end = worker->draining && now_us > worker->drain_end_us;

  for (GList *link = worker->connections.head; link != NULL;)
    {
      LaurelConnection *connection = link->data;
      LaurelExchange   *exchange = connection->exchange;

      link = link->next;

      if (exchange != NULL && exchange->dispatched && !exchange->answered &&
          now_us > exchange->give_up_us)
        give_up (exchange);

      if (now_us < connection->deadline_us && !hard_end)
        continue;

      laurel_metrics_add (worker->settings->metrics, LAUREL_FIGURE_CONNECTIONS_CUT, 1);
      laurel_connection_cut (connection);
      /* Sleeping, libmicrohttpd would not look at it. */
      if (exchange != NULL && exchange->answered)
        laurel_exchange_resume (exchange);
    }

  laurel_http_services_count (worker->services);

  if (worker->draining &&
      (worker->connections.length == 0 || now_us > worker->drain_end_us + G_USEC_PER_SEC))
    g_main_loop_quit (worker->loop);

  return G_SOURCE_CONTINUE;
}

/* ---- the thread ---- */

static void
start_daemon (LaurelWorker *worker)
{
  worker->daemon = MHD_start_daemon (MHD_USE_EPOLL | MHD_USE_NO_LISTEN_SOCKET | MHD_USE_TURBO |
                                         MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG,
                                     0,
                                     NULL,
                                     NULL,
                                     request_cb,
                                     worker,
                                     /* First: it also gets the messages about the options. */
                                     MHD_OPTION_EXTERNAL_LOGGER,
                                     log_cb,
                                     NULL,
                                     MHD_OPTION_STRICT_FOR_CLIENT,
                                     1,
                                     MHD_OPTION_CONNECTION_TIMEOUT,
                                     INACTIVITY_S,
                                     MHD_OPTION_CONNECTION_LIMIT,
                                     (unsigned int) LAUREL_CONNECTIONS_MAX + 16,
                                     MHD_OPTION_CONNECTION_MEMORY_LIMIT,
                                     (size_t) HEAD_POOL,
                                     MHD_OPTION_CONNECTION_MEMORY_INCREMENT,
                                     (size_t) HEAD_INCREMENT,
                                     MHD_OPTION_URI_LOG_CALLBACK,
                                     target_cb,
                                     worker,
                                     MHD_OPTION_NOTIFY_CONNECTION,
                                     connection_cb,
                                     worker,
                                     MHD_OPTION_NOTIFY_COMPLETED,
                                     completed_cb,
                                     worker,
                                     MHD_OPTION_SIGPIPE_HANDLED_BY_APP,
                                     1,
                                     MHD_OPTION_END);
  g_assert (worker->daemon != NULL);

  worker->source = g_source_new (&daemon_functions, sizeof (DaemonSource));
  ((DaemonSource *) worker->source)->worker = worker;
  worker->tag = g_source_add_unix_fd (
      worker->source,
      MHD_get_daemon_info (worker->daemon, MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd,
      G_IO_IN);
  g_source_attach (worker->source, worker->context);

  worker->sweep = g_timeout_source_new (SWEEP_MS);
  g_source_set_callback (worker->sweep, sweep_cb, worker, NULL);
  g_source_attach (worker->sweep, worker->context);
}

static void
stop_daemon (LaurelWorker *worker)
{
  g_source_destroy (worker->sweep);
  g_source_unref (worker->sweep);
  g_source_destroy (worker->source);
  g_source_unref (worker->source);

  /* It aborts the process over a connection that sleeps. */
  for (GList *link = worker->connections.head; link != NULL; link = link->next)
    {
      LaurelConnection *connection = link->data;

      if (connection->exchange != NULL)
        laurel_exchange_resume (connection->exchange);
    }

  MHD_stop_daemon (worker->daemon);
}

/* Clients are gone, but what the database still does for them holds on to their exchanges. It has
 * its time limit; an exchange that is there after that was forgotten by its handler, and must not
 * keep the server from ending. */
static void
wait_for_exchanges (LaurelWorker *worker)
{
  gint64 end_us = g_get_monotonic_time () + LAUREL_TIME_ANSWER;

  while (worker->n_exchanges > 0 && g_get_monotonic_time () < end_us)
    {
      if (!g_main_context_iteration (worker->context, FALSE))
        g_usleep (1000);
    }

  if (worker->n_exchanges > 0)
    g_critical ("%u requests were forgotten by their handlers", worker->n_exchanges);
}

static gpointer
work (gpointer data)
{
  LaurelWorker *worker = data;

  g_main_context_push_thread_default (worker->context);
  worker->services = laurel_http_services_new (worker->settings);
  start_daemon (worker);

  g_main_loop_run (worker->loop);

  stop_daemon (worker);
  wait_for_exchanges (worker);

  laurel_http_services_free (worker->services);
  g_main_context_pop_thread_default (worker->context);

  return NULL;
}

LaurelWorker *
laurel_worker_new (guint number, const LaurelHttpSettings *settings, const LaurelRouter *router)
{
  LaurelWorker    *worker = g_new0 (LaurelWorker, 1);
  g_autofree char *name = g_strdup_printf ("worker-%u", number);

  worker->number = number;
  worker->settings = settings;
  worker->router = router;
  worker->salt = g_random_int ();
  g_queue_init (&worker->connections);
  worker->context = g_main_context_new ();
  worker->loop = g_main_loop_new (worker->context, FALSE);
  worker->thread = g_thread_new (name, work, worker);

  return worker;
}

/* ---- for the acceptor ---- */

/* g_main_context_invoke() would run it on the acceptor's thread while the worker is not up yet. */
static void
run_on_worker (LaurelWorker *worker, GSourceFunc function, gpointer data, GDestroyNotify destroy)
{
  GSource *source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, function, data, destroy);
  g_source_attach (source, worker->context);
  g_source_unref (source);
}

/* Refusing new connections instead would let idle strangers lock every till out. */
static void
make_room (LaurelWorker *worker)
{
  for (GList *link = worker->connections.head; link != NULL; link = link->next)
    {
      LaurelConnection *connection = link->data;

      if (connection->exchange == NULL && connection->deadline_us > 0)
        {
          connection->deadline_us = 0;
          laurel_metrics_add (worker->settings->metrics, LAUREL_FIGURE_CONNECTIONS_CUT, 1);
          laurel_connection_cut (connection);
          return;
        }
    }
}

static gboolean
arrive_cb (gpointer user_data)
{
  Arrival      *arrival = user_data;
  LaurelWorker *worker = arrival->worker;

  if (worker->connections.length >= LAUREL_CONNECTIONS_MAX)
    {
      make_room (worker);
      /* Closes what was cut now: of a crowd that arrives at once, libmicrohttpd's own limit would
       * otherwise refuse the newest. */
      MHD_run (worker->daemon);
    }

  /* Where it fails it has closed the socket already. */
  if (MHD_add_connection (worker->daemon,
                          arrival->fd,
                          (const struct sockaddr *) &arrival->address,
                          arrival->length) != MHD_YES)
    g_atomic_int_add (&worker->load, -1);

  laurel_metrics_add (worker->settings->metrics, LAUREL_FIGURE_CONNECTIONS_ACCEPTED, 1);
  arrival->fd = -1;
  worker->kicked = TRUE;

  return G_SOURCE_REMOVE;
}

static void
arrival_free (gpointer data)
{
  Arrival *arrival = data;

  if (arrival->fd >= 0)
    close (arrival->fd);
  g_free (arrival);
}

void
laurel_worker_add (LaurelWorker                  *worker,
                   int                            fd,
                   const struct sockaddr_storage *address,
                   socklen_t                      length)
{
  Arrival *arrival = g_new0 (Arrival, 1);

  arrival->worker = worker;
  arrival->fd = fd;
  arrival->address = *address;
  arrival->length = length;
  g_atomic_int_inc (&worker->load);
  run_on_worker (worker, arrive_cb, arrival, arrival_free);
}

guint
laurel_worker_get_load (const LaurelWorker *worker)
{
  return (guint) g_atomic_int_get (&worker->load);
}

static gboolean
drain_cb (gpointer user_data)
{
  LaurelWorker *worker = user_data;
  gint64        soon_us = g_get_monotonic_time () + G_USEC_PER_SEC;

  worker->draining = TRUE;
  worker->drain_end_us = g_get_monotonic_time () + LAUREL_TIME_DRAIN;

  for (GList *link = worker->connections.head; link != NULL; link = link->next)
    {
      LaurelConnection *connection = link->data;

      if (connection->exchange == NULL)
        connection->deadline_us = MIN (connection->deadline_us, soon_us);
    }

  laurel_event_streams_end (worker->services->streams);
  worker->kicked = TRUE;

  return G_SOURCE_REMOVE;
}

void
laurel_worker_drain (LaurelWorker *worker)
{
  run_on_worker (worker, drain_cb, worker, NULL);
}

void
laurel_worker_join (LaurelWorker *worker)
{
  g_thread_join (worker->thread);
  g_main_loop_unref (worker->loop);
  g_main_context_unref (worker->context);
  g_free (worker);
}
