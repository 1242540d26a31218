/* laurel-http-services.c - what handlers work with: one set for each worker
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/http/laurel-http-services.h"

static void
tell_cb (const char *name, const char *json, gpointer user_data)
{
  laurel_teller_tell (user_data, name, json);
}

LaurelHttpServices *
laurel_http_services_new (const LaurelHttpSettings *settings)
{
  LaurelHttpServices *services = g_new0 (LaurelHttpServices, 1);

  services->settings = settings;
  services->store = laurel_store_new (&settings->database);
  services->access = laurel_access_new (services->store);
  services->teller = laurel_teller_new (services->store);
  services->pos = laurel_pos_new (services->store, settings->programs, tell_cb, services->teller);
  services->streams = laurel_event_streams_new (settings->events, settings->metrics);

  return services;
}

static void
count (LaurelHttpServices *services, LaurelFigure figure, gint64 now, gint64 before)
{
  if (now != before)
    laurel_metrics_add (services->settings->metrics, figure, now - before);
}

static void
count_stats (LaurelHttpServices *services, const LaurelDbStats *now)
{
  const LaurelDbStats *before = &services->counted;

  count (services, LAUREL_FIGURE_DATABASE_IN_USE, now->n_busy, before->n_busy);
  count (services, LAUREL_FIGURE_DATABASE_WAITING, now->n_waiting, before->n_waiting);
  count (services,
         LAUREL_FIGURE_DATABASE_ERRORS,
         (gint64) now->n_failed,
         (gint64) before->n_failed);
  services->counted = *now;
}

void
laurel_http_services_count (LaurelHttpServices *services)
{
  LaurelDbStats stats = { 0 };

  laurel_db_get_stats (laurel_store_get_db (services->store), &stats);
  count_stats (services, &stats);
}

void
laurel_http_services_free (LaurelHttpServices *services)
{
  if (services == NULL)
    return;

  /* Gauges are sums over the workers: this one takes its part out again. */
  count_stats (services, &(LaurelDbStats){ .n_failed = services->counted.n_failed });

  laurel_event_streams_free (services->streams);
  laurel_access_free (services->access);
  laurel_store_free (services->store);
  laurel_pos_free (services->pos);
  laurel_teller_free (services->teller);
  g_free (services);
}
