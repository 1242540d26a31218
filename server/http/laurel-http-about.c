/* laurel-http-about.c - GET /v1/server: which server this is, and who asks
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/http/laurel-exchange.h"
#include "server/http/laurel-instant.h"
#include "server/http/laurel-routes.h"
#include "server/http/laurel-wire-user.h"
#include "server/store/laurel-store-about.h"

static void
about_cb (const LaurelAbout *about, const GError *error, gpointer user_data)
{
  g_autoptr (LaurelExchange) exchange = user_data;
  const LaurelHttpSettings *settings = laurel_exchange_get_services (exchange)->settings;
  const LaurelCaller       *caller = laurel_exchange_get_caller (exchange);
  char                      now[LAUREL_INSTANT_SIZE];

  if (about == NULL)
    {
      laurel_exchange_fail (exchange, error);
      return;
    }

  laurel_instant_format (laurel_exchange_get_now_us (exchange), now);
  laurel_metrics_set (settings->metrics, LAUREL_FIGURE_PROGRAM_VERSION, about->program_version);
  laurel_exchange_reply_json (
      exchange,
      200,
      json_pack ("{s:s, s:s, s:s, s:o, s:s?, s:s?, s:b, s:b, s:s, s:o}",
                 "name",
                 "Laurel",
                 "version",
                 LAUREL_VERSION,
                 "chain",
                 about->chain,
                 "program_version",
                 about->program_version > 0 ? json_integer (about->program_version) : json_null (),
                 "currency",
                 about->currency,
                 "time_zone",
                 about->time_zone,
                 "demo",
                 (int) about->demo,
                 "sandbox",
                 (int) settings->sandbox,
                 "now",
                 now,
                 "user",
                 laurel_wire_user_new (caller->login, caller->name, caller->role)));
}

static void
show_server (LaurelExchange *exchange)
{
  laurel_store_get_about (laurel_exchange_get_store (exchange),
                          about_cb,
                          laurel_exchange_ref (exchange));
}

static const LaurelRoute routes[] = {
  {
      .method = "GET",
      .pattern = "/v1/server",
      .access = LAUREL_ROUTE_ANALYST,
      .flags = LAUREL_ROUTE_OFFICE,
      .handler = show_server,
      .tag = "Operations",
      .summary = "Which server this is, which chain it serves, and who asks",
      .response = "Server",
      .status = 200,
  },
};

const LaurelRoute *
laurel_http_about_routes (gsize *n_routes)
{
  *n_routes = G_N_ELEMENTS (routes);

  return routes;
}
