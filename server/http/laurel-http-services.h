/* laurel-http-services.h - what handlers work with: one set for each worker
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Made and freed on the worker's own thread, so everything in it may use the thread's main context
 * and needs no lock. A new service is a member here, a line in laurel_http_services_new() and one
 * in laurel_http_services_free().
 */

#pragma once

#include "server/http/laurel-event-streams.h"
#include "server/http/laurel-events.h"
#include "server/http/laurel-metrics.h"
#include "server/http/laurel-teller.h"
#include "server/http/laurel-throttle.h"
#include "server/services/laurel-access.h"
#include "server/services/laurel-clock.h"
#include "server/services/laurel-pos.h"
#include "server/services/laurel-programs.h"
#include "server/store/laurel-store.h"

G_BEGIN_DECLS

typedef struct _LaurelHttpServices LaurelHttpServices;

/**
 * LaurelHttpSweep:
 *
 * Books what falls due by @now_us, microseconds since 1970, and calls @done once.
 */
typedef void (*LaurelHttpSweep) (LaurelHttpServices *services,
                                 gint64              now_us,
                                 LaurelStoreDone     done,
                                 gpointer            data);

/* The setting that keeps a sandbox's clock: microseconds since 1970, in decimal. */
#define LAUREL_CLOCK_SETTING "sandbox.clock"

/**
 * LaurelHttpSettings:
 * @database: for the stores of the workers
 * @sandbox: the database is a sandbox: PUT /v1/clock exists
 * @sweep: (nullable): run when a sandbox's clock is set
 * @trust_front: X-Forwarded-For says who asks; only where nothing but the front can connect
 * @clock, @events, @metrics: shared by all workers
 * @programs: what is published
 * @openapi: the finished document of GET /v1/openapi.json
 * @callers, @addresses: how often a key, a person, an address may ask
 * @strangers: how often an address may present what is no key
 *
 * What is the same for all workers, safe on any thread; belongs to whoever made it and outlives
 * them.
 */
typedef struct
{
  LaurelDbSettings database;
  gboolean         sandbox;
  LaurelHttpSweep  sweep;
  gboolean         trust_front;
  LaurelClock     *clock;
  LaurelEvents    *events;
  LaurelMetrics   *metrics;
  GBytes          *openapi;
  LaurelPrograms  *programs;
  LaurelThrottle  *callers;
  LaurelThrottle  *addresses;
  LaurelThrottle  *strangers;
} LaurelHttpSettings;

struct _LaurelHttpServices
{
  const LaurelHttpSettings *settings;
  LaurelStore              *store;
  LaurelAccess             *access;
  LaurelEventStreams       *streams;
  LaurelTeller             *teller;
  LaurelPos                *pos;
  LaurelDbStats             counted; /* what of the store's figures is in the metrics */
};

LaurelHttpServices *laurel_http_services_new (const LaurelHttpSettings *settings)
    G_GNUC_WARN_UNUSED_RESULT;
void laurel_http_services_free (LaurelHttpServices *services);

/* Brings the metrics up to the store's figures; called a few times a second. */
void laurel_http_services_count (LaurelHttpServices *services);

G_END_DECLS
