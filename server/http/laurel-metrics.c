/* laurel-metrics.c - counters of one process, as Prometheus reads them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/http/laurel-metrics.h"

#include <unistd.h>

/* Upper bounds of the latency histogram; the last bucket has none. */
static const gint64 bucket_us[] = { 500,    1000,   2500,   5000,    10000,   25000,  50000,
                                    100000, 250000, 500000, 1000000, 2500000, 5000000 };

#define N_BUCKETS (G_N_ELEMENTS (bucket_us) + 1)
/* Statuses by their first digit; 0 is never used. */
#define N_CLASSES 6

typedef struct
{
  gint64 classes[N_CLASSES];
  gint64 buckets[N_BUCKETS];
  gint64 sum_us;
} RouteFigures;

struct _LaurelMetrics
{
  const LaurelRouter *router;
  gint64              start_us;
  gint64              figures[LAUREL_N_FIGURES];
  gsize               n_routes;
  RouteFigures       *routes; /* n_routes + 1: the last is for requests without a route */
};

static const struct
{
  const char *name;
  const char *type;
  const char *help;
} figures[] = {
  [LAUREL_FIGURE_CONNECTIONS] = { "laurel_http_connections", "gauge", "Open connections" },
  [LAUREL_FIGURE_CONNECTIONS_ACCEPTED] = { "laurel_http_connections_accepted_total",
                                           "counter",
                                           "Connections accepted" },
  [LAUREL_FIGURE_CONNECTIONS_CUT] = { "laurel_http_connections_cut_total",
                                      "counter",
                                      "Connections ended for being too slow or too many" },
  [LAUREL_FIGURE_REQUESTS_REFUSED] = { "laurel_http_requests_refused_total",
                                       "counter",
                                       "Requests refused for their head" },
  [LAUREL_FIGURE_REQUESTS_THROTTLED] = { "laurel_http_requests_throttled_total",
                                         "counter",
                                         "Requests answered 429 for coming too fast" },
  [LAUREL_FIGURE_SUBSCRIBERS] = { "laurel_events_subscribers",
                                  "gauge",
                                  "Listeners of the event stream" },
  [LAUREL_FIGURE_EVENTS_PUBLISHED] = { "laurel_events_published_total",
                                       "counter",
                                       "Events handed to the listeners" },
  [LAUREL_FIGURE_EVENTS_DROPPED] = { "laurel_events_dropped_total",
                                     "counter",
                                     "Listeners ended for being too slow" },
  [LAUREL_FIGURE_DATABASE_IN_USE] = { "laurel_database_connections_in_use",
                                      "gauge",
                                      "Database connections with a statement under way" },
  [LAUREL_FIGURE_DATABASE_WAITING] = { "laurel_database_statements_waiting",
                                       "gauge",
                                       "Statements waiting for a connection" },
  [LAUREL_FIGURE_DATABASE_ERRORS] = { "laurel_database_errors_total",
                                      "counter",
                                      "Statements that failed" },
  [LAUREL_FIGURE_PROGRAM_VERSION] = { "laurel_program_version",
                                      "gauge",
                                      "Version of the published program" },
};

G_STATIC_ASSERT (G_N_ELEMENTS (figures) == LAUREL_N_FIGURES);

static void
count (gint64 *counter, gint64 change)
{
  __atomic_fetch_add (counter, change, __ATOMIC_RELAXED);
}

static gint64
look (const gint64 *counter)
{
  return __atomic_load_n (counter, __ATOMIC_RELAXED);
}

LaurelMetrics *
laurel_metrics_new (const LaurelRouter *router)
{
  LaurelMetrics *metrics = NULL;

  g_return_val_if_fail (router != NULL, NULL);

  metrics = g_new0 (LaurelMetrics, 1);
  metrics->router = router;
  metrics->start_us = g_get_real_time ();
  metrics->n_routes = laurel_router_get_n_routes (router);
  metrics->routes = g_new0 (RouteFigures, metrics->n_routes + 1);

  return metrics;
}

void
laurel_metrics_free (LaurelMetrics *metrics)
{
  if (metrics == NULL)
    return;

  g_free (metrics->routes);
  g_free (metrics);
}

void
laurel_metrics_request (LaurelMetrics *metrics, gsize route, guint status, gint64 duration_us)
{
  RouteFigures *of_route = NULL;
  gsize         bucket = 0;

  g_return_if_fail (route <= metrics->n_routes);
  g_return_if_fail (status / 100 < N_CLASSES);

  of_route = &metrics->routes[route];

  while (bucket < G_N_ELEMENTS (bucket_us) && duration_us > bucket_us[bucket])
    bucket++;

  count (&of_route->classes[status / 100], 1);
  count (&of_route->buckets[bucket], 1);
  count (&of_route->sum_us, duration_us);
}

void
laurel_metrics_add (LaurelMetrics *metrics, LaurelFigure figure, gint64 change)
{
  g_return_if_fail (figure < LAUREL_N_FIGURES);

  count (&metrics->figures[figure], change);
}

void
laurel_metrics_set (LaurelMetrics *metrics, LaurelFigure figure, gint64 value)
{
  g_return_if_fail (figure < LAUREL_N_FIGURES);

  __atomic_store_n (&metrics->figures[figure], value, __ATOMIC_RELAXED);
}

gint64
laurel_metrics_get (const LaurelMetrics *metrics, LaurelFigure figure)
{
  g_return_val_if_fail (figure < LAUREL_N_FIGURES, 0);

  return look (&metrics->figures[figure]);
}

static void
append_head (GString *text, const char *name, const char *type, const char *help)
{
  g_string_append_printf (text, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, type);
}

static void
append_number (GString *text, const char *name, const char *type, const char *help, gint64 value)
{
  append_head (text, name, type, help);
  g_string_append_printf (text, "%s %" G_GINT64_FORMAT "\n", name, value);
}

/* Microseconds as the seconds that Prometheus wants, without a floating-point number. */
static void
append_seconds (GString *text, gint64 us)
{
  g_string_append_printf (text,
                          "%" G_GINT64_FORMAT ".%06d",
                          us / G_USEC_PER_SEC,
                          (int) (us % G_USEC_PER_SEC));
}

static char *
dup_labels (const LaurelMetrics *metrics, gsize number)
{
  const LaurelRoute *route = NULL;

  if (number == metrics->n_routes)
    return g_strdup ("method=\"any\",route=\"none\"");

  route = laurel_router_get_route (metrics->router, number);

  return g_strdup_printf ("method=\"%s\",route=\"%s\"", route->method, route->pattern);
}

static void
append_requests (GString *text, const LaurelMetrics *metrics)
{
  append_head (text,
               "laurel_http_requests_total",
               "counter",
               "Requests by route and class of status");

  for (gsize i = 0; i <= metrics->n_routes; i++)
    {
      g_autofree char *labels = dup_labels (metrics, i);

      for (int class = 1; class < N_CLASSES; class ++)
        {
          gint64 n = look (&metrics->routes[i].classes[class]);

          if (n > 0)
            g_string_append_printf (
                text,
                "laurel_http_requests_total{%s,status=\"%dxx\"} %" G_GINT64_FORMAT "\n",
                labels,
                class,
                n);
        }
    }
}

static void
append_route_durations (GString *text, const LaurelMetrics *metrics, gsize number)
{
  const RouteFigures *route = &metrics->routes[number];
  g_autofree char    *labels = dup_labels (metrics, number);
  gint64              counts[N_BUCKETS];
  gint64              n = 0;

  for (gsize i = 0; i < N_BUCKETS; i++)
    n += counts[i] = look (&route->buckets[i]);

  if (n == 0)
    return;

  n = 0;
  for (gsize i = 0; i < N_BUCKETS; i++)
    {
      n += counts[i];
      g_string_append_printf (text, "laurel_http_request_seconds_bucket{%s,le=\"", labels);
      if (i < G_N_ELEMENTS (bucket_us))
        append_seconds (text, bucket_us[i]);
      else
        g_string_append (text, "+Inf");
      g_string_append_printf (text, "\"} %" G_GINT64_FORMAT "\n", n);
    }

  g_string_append_printf (text, "laurel_http_request_seconds_sum{%s} ", labels);
  append_seconds (text, look (&route->sum_us));
  g_string_append_printf (text,
                          "\nlaurel_http_request_seconds_count{%s} %" G_GINT64_FORMAT "\n",
                          labels,
                          n);
}

static gint64
get_resident_bytes (void)
{
  g_autofree char *statm = NULL;
  char           **fields = NULL;
  gint64           pages = 0;

  if (!g_file_get_contents ("/proc/self/statm", &statm, NULL, NULL))
    return 0;

  fields = g_strsplit (statm, " ", 3);
  if (fields[0] != NULL && fields[1] != NULL)
    pages = g_ascii_strtoll (fields[1], NULL, 10);
  g_strfreev (fields);

  return pages * sysconf (_SC_PAGESIZE);
}

static gint64
count_descriptors (void)
{
  GDir  *folder = g_dir_open ("/proc/self/fd", 0, NULL);
  gint64 n = 0;

  if (folder == NULL)
    return 0;

  while (g_dir_read_name (folder) != NULL)
    n++;
  g_dir_close (folder);

  /* The folder itself was open too. */
  return n - 1;
}

char *
laurel_metrics_dup_text (const LaurelMetrics *metrics)
{
  GString *text = g_string_sized_new (16 * 1024);

  append_head (text, "laurel_build_info", "gauge", "The program's version");
  g_string_append (text, "laurel_build_info{version=\"" LAUREL_VERSION "\"} 1\n");

  for (gsize i = 0; i < LAUREL_N_FIGURES; i++)
    append_number (text,
                   figures[i].name,
                   figures[i].type,
                   figures[i].help,
                   look (&metrics->figures[i]));

  append_requests (text, metrics);
  append_head (text,
               "laurel_http_request_seconds",
               "histogram",
               "Time from a complete request to its answer");
  for (gsize i = 0; i <= metrics->n_routes; i++)
    append_route_durations (text, metrics, i);

  append_number (text,
                 "process_resident_memory_bytes",
                 "gauge",
                 "Resident memory",
                 get_resident_bytes ());
  append_number (text, "process_open_fds", "gauge", "Open file descriptors", count_descriptors ());
  append_number (text,
                 "process_start_time_seconds",
                 "gauge",
                 "When the process began, seconds since 1970",
                 metrics->start_us / G_USEC_PER_SEC);

  return g_string_free (text, FALSE);
}
