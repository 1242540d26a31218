/* laurel-routes.h - all calls of the server
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A new resource is a file laurel-http-NAME.c, a line here, a line in laurel-routes.c, and schemas
 * in openapi/NAME.json.
 */

#pragma once

#include "server/http/laurel-route.h"

G_BEGIN_DECLS

/* Each: (out) how many, (transfer none) a static table. */
const LaurelRoute *laurel_http_about_routes (gsize *n_routes);
const LaurelRoute *laurel_http_catalog_routes (gsize *n_routes);
const LaurelRoute *laurel_http_client_routes (gsize *n_routes);
const LaurelRoute *laurel_http_clients_routes (gsize *n_routes);
const LaurelRoute *laurel_http_clock_routes (gsize *n_routes);
const LaurelRoute *laurel_http_costs_routes (gsize *n_routes);
const LaurelRoute *laurel_http_evaluate_routes (gsize *n_routes);
const LaurelRoute *laurel_http_difference_routes (gsize *n_routes);
const LaurelRoute *laurel_http_draft_routes (gsize *n_routes);
const LaurelRoute *laurel_http_events_routes (gsize *n_routes);
const LaurelRoute *laurel_http_health_routes (gsize *n_routes);
const LaurelRoute *laurel_http_journal_routes (gsize *n_routes);
const LaurelRoute *laurel_http_levels_routes (gsize *n_routes);
const LaurelRoute *laurel_http_metrics_routes (gsize *n_routes);
const LaurelRoute *laurel_http_openapi_routes (gsize *n_routes);
const LaurelRoute *laurel_http_ping_routes (gsize *n_routes);
const LaurelRoute *laurel_http_pos_routes (gsize *n_routes);
const LaurelRoute *laurel_http_program_routes (gsize *n_routes);
const LaurelRoute *laurel_http_publish_routes (gsize *n_routes);
const LaurelRoute *laurel_http_promo_codes_routes (gsize *n_routes);
const LaurelRoute *laurel_http_promo_routes (gsize *n_routes);
const LaurelRoute *laurel_http_reports_routes (gsize *n_routes);
const LaurelRoute *laurel_http_sales_routes (gsize *n_routes);
const LaurelRoute *laurel_http_session_routes (gsize *n_routes);
const LaurelRoute *laurel_http_settings_routes (gsize *n_routes);
const LaurelRoute *laurel_http_stores_routes (gsize *n_routes);

/* (transfer full) (element-type LaurelRoute): all of them. */
GPtrArray *laurel_routes_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
