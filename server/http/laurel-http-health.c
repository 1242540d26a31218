/* laurel-http-health.c - GET /health/live and /health/ready: does it run, and should it get work?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <gio/gio.h>

#include "server/http/laurel-exchange.h"
#include "server/http/laurel-routes.h"
#include "server/store/laurel-migrations.h"
#include "server/store/laurel-store-settings.h"

/* Any setting: that it can be asked for shows that the database answers. */
#define PROBE "sandbox"

static void
show_live (LaurelExchange *exchange)
{
  laurel_exchange_reply_json (exchange, 200, json_pack ("{s:s}", "status", "live"));
}

static void
reply_not_ready (LaurelExchange *exchange, const char *reason, const char *detail)
{
  laurel_exchange_problem (exchange,
                           503,
                           "not_ready",
                           detail,
                           json_pack ("{s:[s]}", "reasons", reason),
                           NULL);
}

/* Blocking, so on a thread of the pool; the server asks rarely. */
static void
count_missing (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  int     n = laurel_migrations_count_missing (data, LAUREL_MIGRATIONS_RESOURCES, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_int (task, n);
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LaurelExchange) exchange = user_data;
  g_autoptr (GError) error = NULL;
  gssize n = g_task_propagate_int (G_TASK (result), &error);

  if (error != NULL)
    {
      g_warning ("the schema could not be looked at: %s", error->message);
      reply_not_ready (exchange, "schema_unknown", "the database's schema is not this program's");
    }
  else if (n > 0)
    {
      reply_not_ready (exchange,
                       "schema_behind",
                       "the database's schema has to be brought up to date");
    }
  else
    {
      laurel_exchange_reply_json (exchange, 200, json_pack ("{s:s}", "status", "ready"));
    }
}

static void
probed_cb (const char *value, const GError *error, gpointer user_data)
{
  g_autoptr (LaurelExchange) exchange = user_data;
  g_autoptr (GTask) task = NULL;

  if (error != NULL)
    {
      reply_not_ready (exchange, "database_away", "the database does not answer");
      return;
    }

  if (laurel_db_get_unsafe_reason (laurel_store_get_db (laurel_exchange_get_store (exchange))) !=
      NULL)
    {
      reply_not_ready (exchange,
                       "settings_unsafe",
                       "the database is not set to keep what it acknowledges");
      return;
    }

  task = g_task_new (NULL, NULL, counted_cb, laurel_exchange_ref (exchange));
  g_task_set_task_data (
      task,
      g_strdup (laurel_exchange_get_services (exchange)->settings->database.conninfo),
      g_free);
  g_task_run_in_thread (task, count_missing);
}

static void
show_ready (LaurelExchange *exchange)
{
  laurel_store_get_setting (laurel_exchange_get_store (exchange),
                            PROBE,
                            probed_cb,
                            laurel_exchange_ref (exchange));
}

static const LaurelRoute routes[] = {
  {
      .method = "GET",
      .pattern = "/health/live",
      .access = LAUREL_ROUTE_OPEN,
      .flags = LAUREL_ROUTE_QUIET,
      .handler = show_live,
      .tag = "Operations",
      .summary = "The process runs",
      .response = "Health",
      .status = 200,
  },
  {
      .method = "GET",
      .pattern = "/health/ready",
      .access = LAUREL_ROUTE_OPEN,
      .flags = LAUREL_ROUTE_QUIET | LAUREL_ROUTE_OFFICE,
      .handler = show_ready,
      .tag = "Operations",
      .summary = "The database answers, keeps what it acknowledges, and has this program's schema",
      .response = "Health",
      .status = 200,
  },
};

const LaurelRoute *
laurel_http_health_routes (gsize *n_routes)
{
  *n_routes = G_N_ELEMENTS (routes);

  return routes;
}
