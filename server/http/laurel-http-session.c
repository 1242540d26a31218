/* laurel-http-session.c - people come and go: POST, DELETE /v1/session, POST /v1/session/refresh
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/http/laurel-exchange.h"
#include "server/http/laurel-routes.h"
#include "server/http/laurel-wire-user.h"
#include "server/wire/laurel-json-reader.h"

static void
reply_login (LaurelExchange *exchange, const LaurelLogin *login)
{
  const LaurelIdentity *identity = login->identity;

  laurel_exchange_reply_json (
      exchange,
      201,
      json_pack ("{s:s, s:i, s:s, s:o}",
                 "token",
                 login->token,
                 "expires_in",
                 LAUREL_ACCESS_IDLE_S,
                 "refresh_token",
                 login->refresh_token,
                 "user",
                 laurel_wire_user_new (identity->login, identity->name, identity->role)));
}

static void
answer_login (LaurelExchange    *exchange,
              const LaurelLogin *login,
              const GError      *error,
              const char        *code,
              const char        *detail)
{
  if (login != NULL)
    reply_login (exchange, login);
  else if (g_error_matches (error, LAUREL_ACCESS_ERROR, LAUREL_ACCESS_ERROR_UNKNOWN))
    laurel_exchange_problem (exchange, 401, code, detail, NULL, NULL);
  else
    laurel_exchange_fail (exchange, error);
}

static void
login_cb (const LaurelLogin *login, const GError *error, gpointer user_data)
{
  g_autoptr (LaurelExchange) exchange = user_data;

  answer_login (exchange, login, error, "wrong_login", "login and password do not belong together");
}

static void
refresh_cb (const LaurelLogin *login, const GError *error, gpointer user_data)
{
  g_autoptr (LaurelExchange) exchange = user_data;

  answer_login (exchange, login, error, "session_ended", "the session has ended; log in again");
}

static void
log_in (LaurelExchange *exchange)
{
  g_autoptr (LaurelFaults) faults = laurel_faults_new ();
  g_autoptr (LaurelJsonReader) reader = NULL;
  json_t     *body = laurel_exchange_read_object (exchange);
  const char *login = NULL;
  const char *password = NULL;

  if (body == NULL)
    return;

  reader = laurel_json_reader_new (body, "", faults);
  if (laurel_json_reader_begin (reader))
    {
      login = laurel_json_reader_get_string (reader, "login");
      password = laurel_json_reader_get_string (reader, "password");
      laurel_json_reader_end_object (reader);
    }

  if (laurel_faults_get_n (faults) > 0)
    laurel_exchange_refuse (exchange, faults);
  else
    laurel_access_login (laurel_exchange_get_services (exchange)->access,
                         login,
                         password,
                         laurel_exchange_get_address (exchange),
                         login_cb,
                         laurel_exchange_ref (exchange));

  json_decref (body);
}

static void
refresh (LaurelExchange *exchange)
{
  g_autoptr (LaurelFaults) faults = laurel_faults_new ();
  g_autoptr (LaurelJsonReader) reader = NULL;
  json_t     *body = laurel_exchange_read_object (exchange);
  const char *token = NULL;

  if (body == NULL)
    return;

  reader = laurel_json_reader_new (body, "", faults);
  if (laurel_json_reader_begin (reader))
    {
      token = laurel_json_reader_get_string (reader, "refresh_token");
      laurel_json_reader_end_object (reader);
    }

  if (laurel_faults_get_n (faults) > 0)
    laurel_exchange_refuse (exchange, faults);
  else
    laurel_access_refresh (laurel_exchange_get_services (exchange)->access,
                           token,
                           refresh_cb,
                           laurel_exchange_ref (exchange));

  json_decref (body);
}

static void
logout_cb (const GError *error, gpointer user_data)
{
  g_autoptr (LaurelExchange) exchange = user_data;

  if (error != NULL)
    laurel_exchange_fail (exchange, error);
  else
    laurel_exchange_reply_empty (exchange, 204);
}

static void
log_out (LaurelExchange *exchange)
{
  const LaurelCaller *caller = laurel_exchange_get_caller (exchange);

  if (caller->session == 0)
    {
      laurel_exchange_problem (exchange,
                               409,
                               "no_session",
                               "a long-lived token is revoked, not logged out",
                               NULL,
                               NULL);
      return;
    }

  laurel_access_logout (laurel_exchange_get_services (exchange)->access,
                        caller->session,
                        logout_cb,
                        laurel_exchange_ref (exchange));
}

static const LaurelRoute routes[] = {
  {
      .method = "POST",
      .pattern = "/v1/session",
      .access = LAUREL_ROUTE_OPEN,
      .flags = LAUREL_ROUTE_OFFICE,
      .body_limit = LAUREL_BODY_SMALL,
      .handler = log_in,
      .tag = "Session",
      .summary = "Logs a person in",
      .request = "Credentials",
      .response = "Session",
      .status = 201,
  },
  {
      .method = "POST",
      .pattern = "/v1/session/refresh",
      .access = LAUREL_ROUTE_OPEN,
      .flags = LAUREL_ROUTE_OFFICE,
      .body_limit = LAUREL_BODY_SMALL,
      .handler = refresh,
      .tag = "Session",
      .summary = "Gives new tokens for old",
      .request = "Refresh",
      .response = "Session",
      .status = 201,
  },
  {
      .method = "DELETE",
      .pattern = "/v1/session",
      .access = LAUREL_ROUTE_ANALYST,
      .flags = LAUREL_ROUTE_OFFICE,
      .handler = log_out,
      .tag = "Session",
      .summary = "Logs the person out",
      .status = 204,
  },
};

const LaurelRoute *
laurel_http_session_routes (gsize *n_routes)
{
  *n_routes = G_N_ELEMENTS (routes);

  return routes;
}
