/* laurel-dispatch.c - what stands between a request and its handler
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * In this order: the head, the route, the type and size of the body, credentials at all (before a
 * byte of the body is read: an answer now ends the upload); then, with the request complete, its
 * query and key, who calls, whether they may, whether they call too often; then the handler.
 */

#include <string.h>

#include "server/http/laurel-authenticate.h"
#include "server/http/laurel-exchange-private.h"
#include "server/http/laurel-problem.h"
#include "server/http/laurel-worker.h"

static enum MHD_Result
look_at_field (void              *data,
               enum MHD_ValueKind kind,
               const char        *name,
               size_t             name_length,
               const char        *value,
               size_t             value_length)
{
  laurel_head_add (data, name, name_length, value != NULL ? value : "", value_length);

  return MHD_YES;
}

static gboolean
refuse (LaurelExchange *exchange, LaurelGuardRefusal refusal)
{
  if (refusal.status == 0)
    return FALSE;

  exchange->closes = TRUE;
  laurel_exchange_problem (exchange, refusal.status, refusal.code, refusal.detail, NULL, NULL);

  return TRUE;
}

static const char *
look_up (LaurelExchange *exchange, const char *name)
{
  return MHD_lookup_connection_value (exchange->connection->mhd, MHD_HEADER_KIND, name);
}

/* TRUE: @exchange has its route. */
static gboolean
find_route (LaurelExchange *exchange, const char *method)
{
  const LaurelRouter *router = laurel_worker_get_router (exchange->worker);
  gsize               length = strcspn (exchange->target, "?");
  const LaurelRoute  *route = NULL;

  exchange->match = laurel_router_match (router, method, exchange->target, length);
  route = exchange->match.route;

  if (route != NULL && (route->flags & LAUREL_ROUTE_SANDBOX) != 0 &&
      !laurel_exchange_get_services (exchange)->settings->sandbox)
    {
      exchange->match = (LaurelRouteMatch){ .number = laurel_router_get_n_routes (router) };
      route = NULL;
    }

  if (route != NULL)
    return TRUE;

  if (exchange->match.path_known)
    {
      g_autofree char *allow = laurel_router_dup_allow (router, exchange->target, length);

      laurel_exchange_add_header (exchange, "Allow", allow);
      refuse (exchange,
              (LaurelGuardRefusal){ 405, "method_not_allowed", "this path has no such method" });
    }
  else
    {
      laurel_exchange_problem (exchange,
                               404,
                               "not_found",
                               "there is nothing at this path",
                               NULL,
                               NULL);
    }

  return FALSE;
}

static gboolean
check_types (LaurelExchange *exchange)
{
  const LaurelRoute *route = exchange->match.route;
  const char        *body_type = route->body_type != NULL ? route->body_type : "application/json";
  const char        *type = route->content_type != NULL ? route->content_type : "application/json";

  if (route->status != 204 && !laurel_guard_accepts (look_up (exchange, "Accept"), type))
    {
      laurel_exchange_problem (exchange,
                               406,
                               "not_acceptable",
                               "this call answers in its own type only",
                               NULL,
                               NULL);
      return FALSE;
    }

  if (exchange->head.length > 0 &&
      !laurel_guard_is_type (look_up (exchange, "Content-Type"), body_type))
    {
      laurel_exchange_problem (exchange,
                               415,
                               "bad_type",
                               "the body is not of the type that this call takes",
                               NULL,
                               NULL);
      return FALSE;
    }

  return TRUE;
}

void
laurel_exchange_begin (LaurelExchange *exchange, const char *method, const char *version)
{
  const LaurelHttpSettings *settings = laurel_exchange_get_services (exchange)->settings;

  exchange->begun = TRUE;
  g_strlcpy (exchange->method, method, sizeof exchange->method);
  MHD_get_connection_values_n (exchange->connection->mhd,
                               MHD_HEADER_KIND,
                               look_at_field,
                               &exchange->head);
  exchange->address = laurel_authenticate_dup_address (exchange);

  if (refuse (exchange, laurel_guard_head (&exchange->head, version, exchange->target)))
    {
      laurel_metrics_add (settings->metrics, LAUREL_FIGURE_REQUESTS_REFUSED, 1);
      return;
    }

  if (!find_route (exchange, method))
    return;

  if (refuse (exchange,
              laurel_guard_body (&exchange->head,
                                 exchange->match.route->body_limit,
                                 exchange->match.route->optional_body)))
    return;

  if (!check_types (exchange) || !laurel_authenticate_begin (exchange))
    return;

  if (exchange->head.length > 0)
    exchange->incoming =
        g_byte_array_sized_new ((guint) MIN (exchange->head.length, LAUREL_BODY_SMALL));
}

gboolean
laurel_exchange_take (LaurelExchange *exchange, const char *data, gsize size)
{
  if (exchange->incoming == NULL || exchange->incoming->len + size > exchange->head.length)
    return FALSE;

  g_byte_array_append (exchange->incoming, (const guint8 *) data, (guint) size);

  return TRUE;
}

/* FALSE: answered. */
static gboolean
check_key (LaurelExchange *exchange)
{
  const LaurelRoute *route = exchange->match.route;
  const char        *key = look_up (exchange, "Idempotency-Key");
  gsize              length = key != NULL ? strlen (key) : 0;

  if (key == NULL && (route->flags & LAUREL_ROUTE_NEEDS_KEY) == 0)
    return TRUE;

  if (key == NULL)
    {
      laurel_exchange_problem (exchange,
                               400,
                               LAUREL_FAULT_MISSING,
                               "this call needs an Idempotency-Key",
                               NULL,
                               NULL);
      return FALSE;
    }

  if (g_utf8_strlen (key, -1) > LAUREL_KEY_MAX || length == 0 || !g_utf8_validate (key, -1, NULL))
    {
      laurel_exchange_problem (exchange,
                               400,
                               LAUREL_FAULT_FORMAT,
                               "an Idempotency-Key has 1 to 64 characters",
                               NULL,
                               NULL);
      return FALSE;
    }

  exchange->key = g_strdup (key);

  return TRUE;
}

/* FALSE: answered. */
static gboolean
check_query (LaurelExchange *exchange)
{
  g_autoptr (LaurelFaults) faults = laurel_faults_new ();
  const char *mark = strchr (exchange->target, '?');

  exchange->query =
      laurel_query_parse (exchange->match.route->query, mark != NULL ? mark + 1 : NULL, faults);
  if (laurel_faults_get_n (faults) == 0)
    return TRUE;

  laurel_exchange_refuse (exchange, faults);

  return FALSE;
}

static void
authenticated_cb (LaurelExchange *exchange)
{
  if (!laurel_exchange_is_over (exchange) && check_query (exchange) && check_key (exchange))
    exchange->match.route->handler (exchange);
}

gboolean
laurel_exchange_dispatch (LaurelExchange *exchange)
{
  const LaurelRoute *route = exchange->match.route;
  gint64             now_us = g_get_monotonic_time ();

  if ((exchange->incoming != NULL ? exchange->incoming->len : 0) != exchange->head.length)
    return FALSE;

  exchange->dispatched = TRUE;
  exchange->complete_us = now_us;
  exchange->give_up_us = now_us + ((route->flags & LAUREL_ROUTE_OFFICE) != 0 ? LAUREL_TIME_OFFICE
                                                                             : LAUREL_TIME_ANSWER);
  /* From here on the deadline is the answer's, and that comes from us. */
  laurel_connection_grant (exchange->connection, LAUREL_TIME_OFFICE + LAUREL_TIME_REQUEST);

  /* Whoever goes on later takes a reference; if nobody has when this one goes, nobody answers. */
  laurel_exchange_ref (exchange);
  laurel_authenticate (exchange, authenticated_cb);
  laurel_exchange_unref (exchange);

  return TRUE;
}
