/* laureld.c - the server: puts the parts together, and takes them apart again
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib-unix.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>

#include "server/http/laurel-acceptor.h"
#include "server/http/laurel-http-server.h"
#include "server/http/laurel-log.h"
#include "server/jobs/laurel-sweeper.h"
#include "server/laurel-supervisor.h"
#include "server/store/laurel-cluster.h"
#include "server/store/laurel-migrations.h"
#include "server/store/laurel-store-settings.h"

/* Whether the database is a sandbox: "true" or "false", written by the first server on it. */
#define SANDBOX_SETTING "sandbox"

#define WORKERS_MAX 64
/* A database elsewhere may start at the same time as we do. */
#define DATABASE_WAIT_US  (30 * (gint64) G_USEC_PER_SEC)
#define DATABASE_RETRY_US (G_USEC_PER_SEC / 2)
/* How often a private PostgreSQL is looked after. */
#define KEEP_MS 500

typedef struct
{
  char    *home;
  char    *database;
  char    *listen;
  char    *log_level;
  gboolean sandbox;
  gboolean trust_front;
  gboolean version;
  int      n_workers;
} Options;

static void
options_clear (Options *options)
{
  g_clear_pointer (&options->home, g_free);
  g_clear_pointer (&options->database, g_free);
  g_clear_pointer (&options->listen, g_free);
  g_clear_pointer (&options->log_level, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
read_level (const char *name, GLogLevelFlags *level)
{
  static const struct
  {
    const char    *name;
    GLogLevelFlags level;
  } levels[] = {
    { "debug", G_LOG_LEVEL_DEBUG },
    { "info", G_LOG_LEVEL_INFO },
    { "warning", G_LOG_LEVEL_WARNING },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (levels); i++)
    {
      if (g_str_equal (levels[i].name, name))
        {
          *level = levels[i].level;
          return TRUE;
        }
    }

  return FALSE;
}

static gboolean
check_options (const Options *options, GLogLevelFlags *level, GError **error)
{
  const char *wrong = NULL;

  if (options->home == NULL && options->database == NULL && !options->version)
    wrong = "say --home DIR, to keep a PostgreSQL there, or --database URI";
  else if (options->n_workers < 0 || options->n_workers > WORKERS_MAX)
    wrong = "--workers takes 1 to 64";
  else if (!read_level (options->log_level, level))
    wrong = "--log-level takes debug, info or warning";

  if (wrong == NULL)
    return TRUE;

  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, wrong);

  return FALSE;
}

static gboolean
read_options (int *argc, char ***argv, Options *options, GLogLevelFlags *level, GError **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new ("- the loyalty server");
  const GOptionEntry entries[] = {
    { "home",
      0,
      0,
      G_OPTION_ARG_FILENAME,
      &options->home,
      "Keep a private PostgreSQL in DIR",
      "DIR" },
    { "database",
      0,
      0,
      G_OPTION_ARG_STRING,
      &options->database,
      "Use this PostgreSQL instead",
      "URI" },
    { "listen",
      0,
      0,
      G_OPTION_ARG_STRING,
      &options->listen,
      "Where to serve (127.0.0.1:8080)",
      "ADDRESS:PORT" },
    { "workers",
      0,
      0,
      G_OPTION_ARG_INT,
      &options->n_workers,
      "Threads that serve (one a core)",
      "N" },
    { "sandbox",
      0,
      0,
      G_OPTION_ARG_NONE,
      &options->sandbox,
      "A system for trials, whose clock can be set",
      NULL },
    { "trust-front",
      0,
      0,
      G_OPTION_ARG_NONE,
      &options->trust_front,
      "Believe X-Forwarded-For",
      NULL },
    { "log-level",
      0,
      0,
      G_OPTION_ARG_STRING,
      &options->log_level,
      "debug, info or warning (info)",
      "LEVEL" },
    { "version", 0, 0, G_OPTION_ARG_NONE, &options->version, "Say the version and end", NULL },
    { NULL },
  };

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, argc, argv, error))
    return FALSE;

  if (options->listen == NULL)
    options->listen = g_strdup ("127.0.0.1:8080");
  if (options->log_level == NULL)
    options->log_level = g_strdup ("info");

  return check_options (options, level, error);
}

static void
migration_cb (const char *name, gpointer user_data)
{
  g_message ("the schema gets %s", name);
}

static gboolean
migrate (const char *conninfo, GError **error)
{
  gint64 end_us = g_get_monotonic_time () + DATABASE_WAIT_US;

  for (;;)
    {
      g_autoptr (GError) failure = NULL;

      if (laurel_migrations_run (conninfo,
                                 LAUREL_MIGRATIONS_RESOURCES,
                                 migration_cb,
                                 NULL,
                                 &failure))
        return TRUE;

      if (!g_error_matches (failure, LAUREL_DATABASE_ERROR, LAUREL_DATABASE_ERROR_UNAVAILABLE) ||
          g_get_monotonic_time () > end_us)
        {
          g_propagate_prefixed_error (error, g_steal_pointer (&failure), "the schema: ");
          return FALSE;
        }

      g_usleep (DATABASE_RETRY_US);
    }
}

typedef struct
{
  gboolean done;
  char    *value;
  GError  *error;
} Answer;

static void
setting_cb (const char *value, const GError *error, gpointer user_data)
{
  Answer *answer = user_data;

  answer->done = TRUE;
  answer->value = g_strdup (value);
  answer->error = error != NULL ? g_error_copy (error) : NULL;
}

/* The setting's value once it is @value or what was there before; with @value NULL just what is
 * there. (transfer full) (nullable) */
static char *
claim (LaurelStore *store, const char *name, const char *value, GError **error)
{
  Answer answer = { 0 };

  if (value != NULL)
    laurel_store_claim_setting (store, name, value, setting_cb, &answer);
  else
    laurel_store_get_setting (store, name, setting_cb, &answer);

  laurel_db_wait (laurel_store_get_db (store), &answer.done);

  if (answer.error != NULL)
    g_propagate_prefixed_error (error, answer.error, "the setting '%s': ", name);

  return answer.value;
}

/* The clock that this database goes by. A sandbox is one for ever, whatever later starts ask for;
 * and what is none never becomes one. */
static LaurelClock *
make_clock (const char *conninfo, gboolean wants_sandbox, gboolean *is_sandbox, GError **error)
{
  g_autoptr (LaurelStore) store =
      laurel_store_new (&(LaurelDbSettings){ .conninfo = conninfo, .n_pos = 1, .n_office = 1 });
  g_autofree char *recorded =
      claim (store, SANDBOX_SETTING, wants_sandbox ? "true" : "false", error);
  g_autofree char *now = NULL;
  GError          *failure = NULL;

  if (recorded == NULL)
    return NULL;

  *is_sandbox = g_str_equal (recorded, "true");

  if (wants_sandbox && !*is_sandbox)
    {
      g_set_error_literal (error,
                           G_IO_ERROR,
                           G_IO_ERROR_NOT_SUPPORTED,
                           "this database is in earnest; --sandbox is for a new one");
      return NULL;
    }

  if (!*is_sandbox)
    return laurel_clock_new_real ();

  now = claim (store, LAUREL_CLOCK_SETTING, NULL, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return NULL;
    }

  return laurel_clock_new_sandbox (now != NULL ? g_ascii_strtoll (now, NULL, 10) : 0);
}

static gboolean
keep_cb (gpointer user_data)
{
  LaurelCluster *cluster = user_data;
  g_autoptr (GError) error = NULL;

  if (!laurel_cluster_keep (cluster, &error))
    g_warning ("PostgreSQL does not run: %s", error->message);

  return G_SOURCE_CONTINUE;
}

static gboolean
stop_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);

  return G_SOURCE_CONTINUE;
}

/* Each connection is a descriptor. */
static void
raise_limit (void)
{
  struct rlimit limit = { 0 };

  getrlimit (RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit (RLIMIT_NOFILE, &limit);
}

/* What falls due until a sandbox's clock, before PUT /v1/clock answers. */
static void
sweep (LaurelHttpServices *services, gint64 now_us, LaurelStoreDone done, gpointer data)
{
  laurel_sweeper_run (services->store, services->settings->programs, now_us, done, data);
}

static gboolean
serve (const Options *options, const char *conninfo, int listener, GError **error)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (LaurelClock) clock = NULL;
  g_autofree char  *address = laurel_acceptor_dup_address (listener);
  LaurelHttpServer *server = NULL;
  LaurelSweeper    *sweeper = NULL;
  gboolean          is_sandbox = FALSE;

  if (!migrate (conninfo, error))
    return FALSE;

  clock = make_clock (conninfo, options->sandbox, &is_sandbox, error);
  if (clock == NULL)
    return FALSE;

  server = laurel_http_server_new (&(LaurelHttpServerOptions){
      .conninfo = conninfo,
      .listener = listener,
      .n_workers = options->n_workers > 0 ? (guint) options->n_workers
                                          : MIN (g_get_num_processors (), WORKERS_MAX),
      .clock = clock,
      .sandbox = is_sandbox,
      .sweep = sweep,
      .trust_front = options->trust_front,
  });

  sweeper = laurel_sweeper_new (conninfo, laurel_http_server_get_programs (server), clock);

  g_unix_signal_add (SIGTERM, stop_cb, loop);
  g_unix_signal_add (SIGINT, stop_cb, loop);
  g_print ("laureld: ready on http://%s\n", address);
  fflush (stdout);
  laurel_supervisor_tell ("READY=1");

  g_main_loop_run (loop);

  laurel_supervisor_tell ("STOPPING=1");
  laurel_sweeper_free (sweeper);
  laurel_http_server_stop (server);

  return TRUE;
}

static gboolean
run (const Options *options, GError **error)
{
  g_autoptr (LaurelCluster) cluster = NULL;
  g_autofree char *conninfo = g_strdup (options->database);
  gboolean         served = FALSE;
  guint            keeper = 0;
  int              listener = laurel_acceptor_open (options->listen, error);

  if (listener < 0)
    return FALSE;

  if (options->database == NULL)
    {
      cluster = laurel_cluster_start (options->home, &conninfo, error);
      if (cluster == NULL)
        return FALSE;

      keeper = g_timeout_add (KEEP_MS, keep_cb, cluster);
    }

  served = serve (options, conninfo, listener, error);
  g_clear_handle_id (&keeper, g_source_remove);

  return served;
}

int
main (int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  g_autoptr (GError) error = NULL;
  GLogLevelFlags level = G_LOG_LEVEL_INFO;

  setlocale (LC_ALL, "");

  if (!read_options (&argc, &argv, &options, &level, &error))
    {
      g_printerr ("laureld: %s\n", error->message);
      return 2;
    }

  if (options.version)
    {
      g_print ("laureld %s\n", LAUREL_VERSION);
      return 0;
    }

  /* A client that leaves is seen by its write's error. */
  signal (SIGPIPE, SIG_IGN);
  raise_limit ();
  laurel_log_install (level);

  if (!run (&options, &error))
    {
      g_printerr ("laureld: %s\n", error->message);
      return 1;
    }

  return 0;
}
