/* laurel-http-server.c - workers, acceptor and what they share, as one thing
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/http/laurel-http-server.h"

#include <jansson.h>

#include "server/http/laurel-acceptor.h"
#include "server/http/laurel-openapi.h"
#include "server/http/laurel-routes.h"

/* Generous: these stop a machine that has gone mad, not a busy shop behind one address. */
#define CALLER_A_MINUTE  3000000
#define CALLER_BURST     100000
#define ADDRESS_A_MINUTE 3000000
#define ADDRESS_BURST    100000
/* Wrong keys and tokens; nobody who knows theirs is held up by these. */
#define STRANGER_A_MINUTE 60
#define STRANGER_BURST    100

/* Connections to the database, all workers together. */
#define POS_CONNECTIONS    32
#define OFFICE_CONNECTIONS 8

struct _LaurelHttpServer
{
  LaurelRouter      *router;
  LaurelHttpSettings settings;
  char              *conninfo;
  LaurelWorker     **workers;
  guint              n_workers;
  LaurelAcceptor    *acceptor;
  guint              refresher;
  guint              due; /* fires when a scheduled program takes effect, once that is near */
  LaurelStore *listening; /* for notifications alone: one for the process, not one for a worker */
};

static void
notified_cb (LaurelDb *db, const char *channel, const char *payload, gpointer user_data)
{
  LaurelHttpServer *server = user_data;

  if (payload == NULL)
    laurel_events_resync (server->settings.events);
  else if (laurel_events_publish_payload (server->settings.events, payload))
    laurel_metrics_add (server->settings.metrics, LAUREL_FIGURE_EVENTS_PUBLISHED, 1);
  else
    g_warning ("a notification on %s is no event", channel);
}

/* A program that was published, or a catalog that was changed, is on every server within a second:
 * at once by the notification, and by the clock where that was lost. What is scheduled takes effect
 * at its instant on every server that runs, and on others when they start. */
#define REFRESH_MS 1000

static void
loaded_cb (const GError *error, gpointer user_data)
{
  gboolean *done = user_data;

  if (error != NULL)
    g_debug ("programs were not loaded: %s", error->message);

  *done = TRUE;
}

/* A sandbox's clock that may still go back decides nothing; until it is set nothing is due. */
static void
advance (LaurelHttpServer *server, LaurelStoreDone done, gpointer data)
{
  LaurelClock *clock = server->settings.clock;

  laurel_programs_advance (server->settings.programs,
                           server->listening,
                           laurel_clock_is_final (clock) ? laurel_clock_now_us (clock) : 0,
                           done,
                           data);
}

static gboolean refresh_cb (gpointer user_data);

static gboolean
due_cb (gpointer user_data)
{
  LaurelHttpServer *server = user_data;

  server->due = 0;
  refresh_cb (server);

  return G_SOURCE_REMOVE;
}

static void
refreshed_cb (const GError *error, gpointer user_data)
{
  LaurelHttpServer *server = user_data;
  gint64            next_us = laurel_programs_get_next_us (server->settings.programs);
  gint64            wait_us = next_us - laurel_clock_now_us (server->settings.clock);

  if (error != NULL)
    g_debug ("programs were not refreshed: %s", error->message);
  else if (next_us != 0 && wait_us > 0 && wait_us < REFRESH_MS * 1000 && server->due == 0)
    server->due = g_timeout_add ((guint) (wait_us / 1000 + 1), due_cb, server);
}

static gboolean
refresh_cb (gpointer user_data)
{
  advance (user_data, refreshed_cb, user_data);

  return G_SOURCE_CONTINUE;
}

static void
program_notified_cb (LaurelDb *db, const char *channel, const char *payload, gpointer user_data)
{
  refresh_cb (user_data);
}

/* Before the first request: with what the database has published. */
static void
load_programs (LaurelHttpServer *server)
{
  gboolean done = FALSE;

  advance (server, loaded_cb, &done);
  laurel_db_wait (laurel_store_get_db (server->listening), &done);
  laurel_db_listen (laurel_store_get_db (server->listening),
                    LAUREL_STORE_PROGRAM_CHANNEL,
                    program_notified_cb,
                    server);
  server->refresher = g_timeout_add (REFRESH_MS, refresh_cb, server);
}

static LaurelHttpSettings
make_settings (const LaurelHttpServer *server, const LaurelHttpServerOptions *options)
{
  return (LaurelHttpSettings){
    .database = {
      .conninfo = server->conninfo,
      .n_pos = CLAMP (POS_CONNECTIONS / options->n_workers, 2, 8),
      .n_office = CLAMP (OFFICE_CONNECTIONS / options->n_workers, 1, 4),
    },
    .sandbox = options->sandbox,
    .sweep = options->sweep,
    .trust_front = options->trust_front,
    .clock = laurel_clock_ref (options->clock),
    .events = laurel_events_new (),
    .programs = laurel_programs_new (),
    .metrics = laurel_metrics_new (server->router),
    .openapi = laurel_openapi_new (server->router),
    .callers = laurel_throttle_new (CALLER_A_MINUTE, CALLER_BURST),
    .addresses = laurel_throttle_new (ADDRESS_A_MINUTE, ADDRESS_BURST),
    .strangers = laurel_throttle_new (STRANGER_A_MINUTE, STRANGER_BURST),
  };
}

static void
clear_settings (LaurelHttpSettings *settings)
{
  laurel_clock_unref (settings->clock);
  laurel_events_free (settings->events);
  laurel_programs_unref (settings->programs);
  laurel_metrics_free (settings->metrics);
  g_bytes_unref (settings->openapi);
  laurel_throttle_free (settings->callers);
  laurel_throttle_free (settings->addresses);
  laurel_throttle_free (settings->strangers);
}

LaurelHttpServer *
laurel_http_server_new (const LaurelHttpServerOptions *options)
{
  LaurelHttpServer *server = g_new0 (LaurelHttpServer, 1);

  g_assert (options->n_workers > 0);

  /* jansson seeds its tables on first use, which must not happen on two threads at once. */
  json_object_seed (0);

  server->conninfo = g_strdup (options->conninfo);
  server->router = laurel_router_new (laurel_routes_new ());
  server->settings = make_settings (server, options);
  server->listening = laurel_store_new (&(LaurelDbSettings){
      .conninfo = server->conninfo,
      .n_pos = 1,
      .n_office = 1,
  });
  laurel_db_listen (laurel_store_get_db (server->listening),
                    LAUREL_EVENTS_CHANNEL,
                    notified_cb,
                    server);

  load_programs (server);

  server->n_workers = options->n_workers;
  server->workers = g_new0 (LaurelWorker *, server->n_workers);
  for (guint i = 0; i < server->n_workers; i++)
    server->workers[i] = laurel_worker_new (i, &server->settings, server->router);

  server->acceptor = laurel_acceptor_new (options->listener, server->workers, server->n_workers);

  return server;
}

LaurelPrograms *
laurel_http_server_get_programs (LaurelHttpServer *server)
{
  return server->settings.programs;
}

void
laurel_http_server_stop (LaurelHttpServer *server)
{
  laurel_acceptor_free (server->acceptor);

  for (guint i = 0; i < server->n_workers; i++)
    laurel_worker_drain (server->workers[i]);
  for (guint i = 0; i < server->n_workers; i++)
    laurel_worker_join (server->workers[i]);

  g_clear_handle_id (&server->refresher, g_source_remove);
  g_clear_handle_id (&server->due, g_source_remove);
  laurel_store_free (server->listening);
  clear_settings (&server->settings);
  laurel_router_free (server->router);
  g_free (server->workers);
  g_free (server->conninfo);
  g_free (server);
}
