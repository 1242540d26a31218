/* laurel-metrics.h - counters of one process, as Prometheus reads them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every function may be called on any thread. Counters are relaxed atomics: a scrape may see one
 * request's count without its duration, never a torn number.
 */

#pragma once

#include "server/http/laurel-router.h"

G_BEGIN_DECLS

typedef struct _LaurelMetrics LaurelMetrics;

typedef enum
{
  LAUREL_FIGURE_CONNECTIONS,          /* open now */
  LAUREL_FIGURE_CONNECTIONS_ACCEPTED, /* since the start; so the other names in the past tense */
  LAUREL_FIGURE_CONNECTIONS_CUT,
  LAUREL_FIGURE_REQUESTS_REFUSED, /* by the guards, before a route was found */
  LAUREL_FIGURE_REQUESTS_THROTTLED,
  LAUREL_FIGURE_SUBSCRIBERS,
  LAUREL_FIGURE_EVENTS_PUBLISHED,
  LAUREL_FIGURE_EVENTS_DROPPED,
  LAUREL_FIGURE_DATABASE_IN_USE,
  LAUREL_FIGURE_DATABASE_WAITING,
  LAUREL_FIGURE_DATABASE_ERRORS,
  LAUREL_FIGURE_PROGRAM_VERSION,
  LAUREL_N_FIGURES,
} LaurelFigure;

/* @router: (transfer none): outlives it; requests that match no route are counted as one of "none".
 */
LaurelMetrics *laurel_metrics_new (const LaurelRouter *router) G_GNUC_WARN_UNUSED_RESULT;
void           laurel_metrics_free (LaurelMetrics *metrics);

/* @route: the number of its route, or how many there are for none. */
void laurel_metrics_request (LaurelMetrics *metrics, gsize route, guint status, gint64 duration_us);
void laurel_metrics_add (LaurelMetrics *metrics, LaurelFigure figure, gint64 change);
void laurel_metrics_set (LaurelMetrics *metrics, LaurelFigure figure, gint64 value);
gint64 laurel_metrics_get (const LaurelMetrics *metrics, LaurelFigure figure);

/* (transfer full): all of it in Prometheus's text format 0.0.4. */
char *laurel_metrics_dup_text (const LaurelMetrics *metrics) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelMetrics, laurel_metrics_free)

G_END_DECLS
