/* laurel-http-services.h - what handlers work with: one set for each worker
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Made and freed on the worker's own thread, so everything in it may use the thread's main context
 * and needs no lock. A new service is a member here, a line in laurel_http_services_new() and one
 * in laurel_http_services_free().
 */

#pragma once

#include "server/http/laurel-events.h"
#include "server/http/laurel-metrics.h"
#include "server/services/laurel-access.h"
#include "server/services/laurel-clock.h"
#include "server/store/laurel-store.h"

G_BEGIN_DECLS

/**
 * LaurelHttpSettings:
 * @conninfo: libpq's connection string
 * @sandbox: the database is a sandbox: PUT /v1/clock exists
 * @clock, @events, @metrics: shared by all workers, safe on any thread
 *
 * What is the same for all workers; belongs to whoever made it and outlives them.
 */
typedef struct
{
  const char    *conninfo;
  gboolean       sandbox;
  LaurelClock   *clock;
  LaurelEvents  *events;
  LaurelMetrics *metrics;
} LaurelHttpSettings;

typedef struct
{
  const LaurelHttpSettings *settings;
  LaurelStore              *store;
  LaurelAccess             *access;
} LaurelHttpServices;

LaurelHttpServices *laurel_http_services_new (const LaurelHttpSettings *settings)
    G_GNUC_WARN_UNUSED_RESULT;
void laurel_http_services_free (LaurelHttpServices *services);

G_END_DECLS
