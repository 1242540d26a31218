/* laurel-metrics.h - counters of one process, as Prometheus reads them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every function may be called on any thread. Counters are relaxed atomics: a scrape may see one
 * request's count without its duration, never a torn number.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _LaurelMetrics LaurelMetrics;

typedef enum
{
  LAUREL_GAUGE_CONNECTIONS,
  LAUREL_GAUGE_SUBSCRIBERS,
  LAUREL_GAUGE_PROGRAM_VERSION,
  LAUREL_N_GAUGES,
} LaurelGauge;

typedef enum
{
  LAUREL_COUNTER_CONNECTIONS,
  LAUREL_COUNTER_CONNECTIONS_CUT,
  LAUREL_COUNTER_EVENTS,
  LAUREL_COUNTER_EVENTS_DROPPED,
  LAUREL_COUNTER_THROTTLED,
  LAUREL_N_COUNTERS,
} LaurelCounter;

/* @n_routes: how many routes there are; requests that match none are counted as route @n_routes. */
LaurelMetrics *laurel_metrics_new (gsize n_routes) G_GNUC_WARN_UNUSED_RESULT;
void           laurel_metrics_free (LaurelMetrics *metrics);

void laurel_metrics_request (LaurelMetrics *metrics, gsize route, guint status, gint64 duration_us);
void laurel_metrics_count (LaurelMetrics *metrics, LaurelCounter counter);
void laurel_metrics_gauge_add (LaurelMetrics *metrics, LaurelGauge gauge, gint64 change);
void laurel_metrics_gauge_set (LaurelMetrics *metrics, LaurelGauge gauge, gint64 value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelMetrics, laurel_metrics_free)

G_END_DECLS
