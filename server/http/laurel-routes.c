/* laurel-routes.c - all calls of the server
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/http/laurel-routes.h"

static const LaurelRoute *(*const resources[]) (gsize *n_routes) = {
  laurel_http_about_routes,      laurel_http_catalog_routes,     laurel_http_client_routes,
  laurel_http_clients_routes,    laurel_http_clock_routes,       laurel_http_costs_routes,
  laurel_http_difference_routes, laurel_http_draft_routes,       laurel_http_evaluate_routes,
  laurel_http_events_routes,     laurel_http_health_routes,      laurel_http_journal_routes,
  laurel_http_levels_routes,     laurel_http_metrics_routes,     laurel_http_openapi_routes,
  laurel_http_ping_routes,       laurel_http_pos_routes,         laurel_http_program_routes,
  laurel_http_promo_routes,      laurel_http_promo_codes_routes, laurel_http_publish_routes,
  laurel_http_reports_routes,    laurel_http_sales_routes,       laurel_http_session_routes,
  laurel_http_settings_routes,   laurel_http_stores_routes,
};

GPtrArray *
laurel_routes_new (void)
{
  GPtrArray *routes = g_ptr_array_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (resources); i++)
    {
      gsize              n = 0;
      const LaurelRoute *rows = resources[i](&n);

      /* The array holds them for reading alone. */
      for (gsize k = 0; k < n; k++)
        g_ptr_array_add (routes, (gpointer) &rows[k]);
    }

  return routes;
}
