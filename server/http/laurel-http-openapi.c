/* laurel-http-openapi.c - GET /v1/openapi.json: what this server can be asked
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/http/laurel-exchange.h"
#include "server/http/laurel-routes.h"

static void
show_document (LaurelExchange *exchange)
{
  const LaurelHttpSettings *settings = laurel_exchange_get_services (exchange)->settings;

  laurel_exchange_reply_bytes (exchange, 200, "application/json", g_bytes_ref (settings->openapi));
}

static const LaurelRoute routes[] = {
  {
      .method = "GET",
      .pattern = "/v1/openapi.json",
      .access = LAUREL_ROUTE_OPEN,
      .handler = show_document,
      .tag = "Operations",
      .summary = "This document",
      .response = "OpenApi",
      .status = 200,
  },
};

const LaurelRoute *
laurel_http_openapi_routes (gsize *n_routes)
{
  *n_routes = G_N_ELEMENTS (routes);

  return routes;
}
