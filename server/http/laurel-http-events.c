/* laurel-http-events.c - GET /v1/events: what happens, as it happens
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/http/laurel-exchange.h"
#include "server/http/laurel-routes.h"

static void
subscribe (LaurelExchange *exchange)
{
  const char *last_id = laurel_exchange_get_header (exchange, "Last-Event-ID");
  guint64     id = 0;

  if (last_id != NULL && *last_id != '\0' &&
      !g_ascii_string_to_unsigned (last_id, 10, 0, G_MAXUINT64, &id, NULL))
    {
      laurel_exchange_problem (exchange,
                               400,
                               LAUREL_FAULT_FORMAT,
                               "Last-Event-ID is none of ours",
                               NULL,
                               NULL);
      return;
    }

  laurel_event_streams_add (laurel_exchange_get_services (exchange)->streams, exchange, id);
}

static const LaurelRoute routes[] = {
  {
      .method = "GET",
      .pattern = "/v1/events",
      .access = LAUREL_ROUTE_ANALYST,
      .flags = LAUREL_ROUTE_OFFICE | LAUREL_ROUTE_STREAM,
      .handler = subscribe,
      .tag = "Operations",
      .summary = "Sales, returns, drafts and programs as server-sent events; `resync` where some "
                 "were missed",
      .response = "EventStream",
      .status = 200,
      .content_type = "text/event-stream",
  },
};

const LaurelRoute *
laurel_http_events_routes (gsize *n_routes)
{
  *n_routes = G_N_ELEMENTS (routes);

  return routes;
}
