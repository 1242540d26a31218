/* laurel-http-ping.c - GET /v1/pos/ping: is the server there, and does it know this till?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/http/laurel-exchange.h"
#include "server/http/laurel-instant.h"
#include "server/http/laurel-routes.h"

static void
ping (LaurelExchange *exchange)
{
  const LaurelCaller *caller = laurel_exchange_get_caller (exchange);
  char                now[LAUREL_INSTANT_SIZE];

  laurel_instant_format (laurel_exchange_get_now_us (exchange), now);
  laurel_exchange_reply_json (
      exchange,
      200,
      json_pack ("{s:s, s:s*, s:s*}", "time", now, "store", caller->store, "till", caller->till));
}

static const LaurelRoute routes[] = {
  {
      .method = "GET",
      .pattern = "/v1/pos/ping",
      .access = LAUREL_ROUTE_TILL,
      .flags = LAUREL_ROUTE_QUIET,
      .handler = ping,
      .tag = "POS",
      .summary = "Cheap liveness for tills",
      .response = "Ping",
      .status = 200,
  },
};

const LaurelRoute *
laurel_http_ping_routes (gsize *n_routes)
{
  *n_routes = G_N_ELEMENTS (routes);

  return routes;
}
