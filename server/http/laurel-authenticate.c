/* laurel-authenticate.c - finds out who makes a request, and whether they may
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/http/laurel-authenticate.h"

#include <gio/gio.h>
#include <string.h>

#include "server/http/laurel-exchange-private.h"

#define SCHEME    "Bearer "
#define TOKEN_MAX 256

typedef struct
{
  LaurelExchange    *exchange;
  LaurelRouteHandler done;
} Attempt;

static const LaurelHttpSettings *
get_settings (LaurelExchange *exchange)
{
  return laurel_exchange_get_services (exchange)->settings;
}

static const char *
look_up (LaurelExchange *exchange, const char *name)
{
  return MHD_lookup_connection_value (exchange->connection->mhd, MHD_HEADER_KIND, name);
}

char *
laurel_authenticate_dup_address (LaurelExchange *exchange)
{
  const char *forwarded = NULL;

  if (get_settings (exchange)->trust_front)
    forwarded = look_up (exchange, "X-Forwarded-For");

  if (forwarded != NULL)
    {
      g_autoptr (GInetAddress) address = g_inet_address_new_from_string (forwarded);

      if (address != NULL)
        return g_inet_address_to_string (address);
    }

  return g_strdup (exchange->connection->address);
}

static void
answer_too_many (LaurelExchange *exchange, guint wait_s)
{
  g_autofree char *seconds = g_strdup_printf ("%u", wait_s);

  laurel_metrics_add (get_settings (exchange)->metrics, LAUREL_FIGURE_REQUESTS_THROTTLED, 1);
  laurel_exchange_add_header (exchange, "Retry-After", seconds);
  laurel_exchange_problem (exchange,
                           429,
                           "too_many_requests",
                           "too many requests; wait a moment",
                           NULL,
                           NULL);
}

/* FALSE: answered. */
static gboolean
take_token (LaurelExchange *exchange, LaurelThrottle *throttle, const char *name)
{
  guint wait_s = laurel_throttle_take (throttle, name, g_get_monotonic_time ());

  if (wait_s > 0)
    answer_too_many (exchange, wait_s);

  return wait_s == 0;
}

/* Guesses are counted by address; a till behind the same address that knows its key is not hit. */
static void
answer_unknown (LaurelExchange *exchange, const char *detail)
{
  if (!take_token (exchange, get_settings (exchange)->strangers, exchange->address))
    return;

  laurel_exchange_add_header (exchange, "WWW-Authenticate", "Bearer realm=\"laurel\"");
  laurel_exchange_problem (exchange, 401, "unauthorized", detail, NULL, NULL);
}

/* The token in an Authorization field, or NULL. */
static const char *
find_token (LaurelExchange *exchange)
{
  const char *field = look_up (exchange, "Authorization");
  const char *token = NULL;
  gsize       length = 0;

  if (field == NULL || g_ascii_strncasecmp (field, SCHEME, strlen (SCHEME)) != 0)
    return NULL;

  token = field + strlen (SCHEME);
  token += strspn (token, " ");
  length = strlen (token);

  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isalnum (token[i]) && strchr ("-._~+/=", token[i]) == NULL)
        return NULL;
    }

  return length > 0 && length <= TOKEN_MAX ? token : NULL;
}

gboolean
laurel_authenticate_begin (LaurelExchange *exchange)
{
  if (!take_token (exchange, get_settings (exchange)->addresses, exchange->address))
    return FALSE;

  if (exchange->match.route->access == LAUREL_ROUTE_OPEN || find_token (exchange) != NULL)
    return TRUE;

  answer_unknown (exchange, "this call needs a key or token: Authorization: Bearer ...");

  return FALSE;
}

static gboolean
may_call (const LaurelCaller *caller, LaurelRouteAccess access)
{
  switch (access)
    {
    case LAUREL_ROUTE_OPEN:
    case LAUREL_ROUTE_ANYONE_KNOWN:
      return TRUE;
    case LAUREL_ROUTE_TILL:
      return caller->kind == LAUREL_CALLER_TILL;
    case LAUREL_ROUTE_ANALYST:
      return caller->kind == LAUREL_CALLER_USER;
    case LAUREL_ROUTE_MARKETER:
      return caller->kind == LAUREL_CALLER_USER && caller->role >= LAUREL_ROLE_MARKETER;
    case LAUREL_ROUTE_MANAGER:
      return caller->kind == LAUREL_CALLER_USER && caller->role >= LAUREL_ROLE_MANAGER;
    case LAUREL_ROUTE_ADMIN:
      return caller->kind == LAUREL_CALLER_USER && caller->role >= LAUREL_ROLE_ADMIN;
    default:
      g_assert_not_reached ();
    }
}

static void
admit (LaurelExchange *exchange, const LaurelIdentity *identity, LaurelRouteHandler done)
{
  char name[32];

  laurel_caller_set (&exchange->caller, identity);

  if (!may_call (&exchange->caller, exchange->match.route->access))
    {
      laurel_exchange_problem (exchange,
                               403,
                               "forbidden",
                               "your key or role does not allow this call",
                               NULL,
                               NULL);
      return;
    }

  g_snprintf (name,
              sizeof name,
              "%c%" G_GINT64_FORMAT,
              exchange->caller.kind == LAUREL_CALLER_TILL ? 't' : 'u',
              exchange->caller.id);
  if (take_token (exchange, get_settings (exchange)->callers, name))
    done (exchange);
}

static void
identified_cb (const LaurelIdentity *identity, const GError *error, gpointer user_data)
{
  Attempt           *attempt = user_data;
  LaurelRouteHandler done = attempt->done;
  g_autoptr (LaurelExchange) exchange = attempt->exchange;

  g_free (attempt);

  if (laurel_exchange_is_over (exchange))
    return;

  if (identity != NULL)
    admit (exchange, identity, done);
  else if (g_error_matches (error, LAUREL_ACCESS_ERROR, LAUREL_ACCESS_ERROR_UNKNOWN))
    answer_unknown (exchange, "the key or token is not known, or has ended");
  else
    laurel_exchange_fail (exchange, error);
}

void
laurel_authenticate (LaurelExchange *exchange, LaurelRouteHandler done)
{
  Attempt *attempt = NULL;

  if (exchange->match.route->access == LAUREL_ROUTE_OPEN)
    {
      done (exchange);
      return;
    }

  attempt = g_new0 (Attempt, 1);
  attempt->exchange = laurel_exchange_ref (exchange);
  attempt->done = done;
  laurel_access_identify (laurel_exchange_get_services (exchange)->access,
                          laurel_exchange_get_lane (exchange),
                          find_token (exchange),
                          identified_cb,
                          attempt);
}
