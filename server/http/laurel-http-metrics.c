/* laurel-http-metrics.c - GET /metrics: figures for Prometheus
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Open to everybody who reaches the port: there is nothing about people in it, and the front does
 * not pass it on.
 */

#include "server/http/laurel-exchange.h"
#include "server/http/laurel-routes.h"

#define PROMETHEUS_TYPE "text/plain; version=0.0.4; charset=utf-8"

static void
show_metrics (LaurelExchange *exchange)
{
  const LaurelHttpSettings *settings = laurel_exchange_get_services (exchange)->settings;

  laurel_exchange_reply_text (exchange,
                              200,
                              PROMETHEUS_TYPE,
                              laurel_metrics_dup_text (settings->metrics));
}

static const LaurelRoute routes[] = {
  {
      .method = "GET",
      .pattern = "/metrics",
      .access = LAUREL_ROUTE_OPEN,
      .flags = LAUREL_ROUTE_QUIET,
      .handler = show_metrics,
      .tag = "Operations",
      .summary = "Figures of this server in Prometheus's text format",
      .response = "Metrics",
      .status = 200,
      .content_type = "text/plain",
  },
};

const LaurelRoute *
laurel_http_metrics_routes (gsize *n_routes)
{
  *n_routes = G_N_ELEMENTS (routes);

  return routes;
}
