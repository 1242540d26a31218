/* laurel-route.h - one row of the table that says which calls there are
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A resource is a file of its own, server/http/laurel-http-NAME.c, with a static const table of its
 * routes and one public function that hands it out:
 *
 *   const LaurelRoute *laurel_http_clients_routes (gsize *n_routes);
 *
 * laurel-routes.c composes them. Everything that is true of a call before its handler runs (who may
 * make it, which query parameters it has, how long its body may be) and everything that the OpenAPI
 * document says about it stands in its row, so that neither can be forgotten.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _LaurelExchange LaurelExchange;

/* Bodies of ordinary calls. A route without a body has a limit of 0. */
#define LAUREL_BODY_SMALL    (4 * 1024)
#define LAUREL_BODY_RECEIPT  (64 * 1024)
#define LAUREL_BODY_DOCUMENT (1024 * 1024)
/* A program of ten thousand discounts with names, conditions and targets has some three. */
#define LAUREL_BODY_PROGRAM (8 * 1024 * 1024)

/**
 * LaurelRouteAccess:
 * @LAUREL_ROUTE_OPEN: anybody; no credentials are looked at
 * @LAUREL_ROUTE_TILL: an API key of a till, nobody else
 * @LAUREL_ROUTE_ANALYST: a person (or a token) with at least this role; so the rest
 * @LAUREL_ROUTE_ANYONE_KNOWN: any till and any person
 */
typedef enum
{
  LAUREL_ROUTE_OPEN,
  LAUREL_ROUTE_TILL,
  LAUREL_ROUTE_ANALYST,
  LAUREL_ROUTE_MARKETER,
  LAUREL_ROUTE_MANAGER,
  LAUREL_ROUTE_ADMIN,
  LAUREL_ROUTE_ANYONE_KNOWN,
} LaurelRouteAccess;

/**
 * LaurelRouteFlags:
 * @LAUREL_ROUTE_NEEDS_KEY: without an Idempotency-Key of 1 to 64 characters: 400 `missing`
 * @LAUREL_ROUTE_OFFICE: may take longer and uses the connections of the office; without it the call
 *   is one of the tills' and uses theirs
 * @LAUREL_ROUTE_SANDBOX: exists on a sandbox only; elsewhere 404
 * @LAUREL_ROUTE_STREAM: the answer has no end of its own: no limit on the time until it is over
 * @LAUREL_ROUTE_QUIET: asked every few seconds by machines; logged at debug level when it succeeds
 */
typedef enum
{
  LAUREL_ROUTE_PLAIN = 0,
  LAUREL_ROUTE_NEEDS_KEY = 1 << 0,
  LAUREL_ROUTE_OFFICE = 1 << 1,
  LAUREL_ROUTE_SANDBOX = 1 << 2,
  LAUREL_ROUTE_STREAM = 1 << 3,
  LAUREL_ROUTE_QUIET = 1 << 4,
} LaurelRouteFlags;

/**
 * LaurelQueryKind:
 * @LAUREL_QUERY_TEXT: up to @max bytes of UTF-8 without control characters (0: 200)
 * @LAUREL_QUERY_INTEGER: a decimal integer from @min to @max
 * @LAUREL_QUERY_DATE: YYYY-MM-DD
 * @LAUREL_QUERY_INSTANT: RFC 3339 with an offset
 * @LAUREL_QUERY_BOOLEAN: true or false
 * @LAUREL_QUERY_CHOICE: one of @choices, separated by bars: "name|turnover"
 */
typedef enum
{
  LAUREL_QUERY_TEXT,
  LAUREL_QUERY_INTEGER,
  LAUREL_QUERY_DATE,
  LAUREL_QUERY_INSTANT,
  LAUREL_QUERY_BOOLEAN,
  LAUREL_QUERY_CHOICE,
} LaurelQueryKind;

/**
 * LaurelQueryParameter:
 * @name: as in the URL; %NULL ends a table
 * @summary: what it does, a sentence for the OpenAPI document
 * @needed: the call makes no sense without it: 400 `missing`
 *
 * Parameters are checked before the handler runs: unknown, repeated and malformed ones are answered
 * with 400 and all faults. The handler asks laurel_exchange_get_query() and its like.
 */
typedef struct
{
  const char     *name;
  LaurelQueryKind kind;
  const char     *summary;
  gint64          min;
  gint64          max;
  const char     *choices;
  gboolean        needed;
} LaurelQueryParameter;

/* The parameters of every list: 1 to 500 items, 50 if not said, after the cursor of the last page.
 */
#define LAUREL_QUERY_PAGE                                                                          \
  { "limit", LAUREL_QUERY_INTEGER, "How many items at most (50)", 1, 500 },                        \
  {                                                                                                \
    "after", LAUREL_QUERY_TEXT, "The `next` of the page before"                                    \
  }

/**
 * LaurelRouteHandler:
 * @exchange: (transfer none): the request; take a reference to keep it beyond this call
 *
 * Runs on the worker's thread when the request is complete, allowed and of the right form. Ends the
 * exchange with exactly one answer, now or later.
 */
typedef void (*LaurelRouteHandler) (LaurelExchange *exchange);

/**
 * LaurelRoute:
 * @method: "GET", "POST", "PUT", "PATCH" or "DELETE"; HEAD is answered by GET without a body
 * @pattern: "/v1/clients/{client}/cards": a part in braces matches one segment of 1 to 128
 *   characters A-Z a-z 0-9 - . _ ~ : @ and is asked for by laurel_exchange_get_parameter()
 * @body_limit: bytes; 0: a body is refused; with @optional_body it may be left out
 * @query: (nullable): a table that ends with a row without a name
 * @tag: the heading under which the OpenAPI document lists it
 * @request: (nullable): name of the request's schema in openapi/schemas; must be set with
 * @body_limit
 * @response: (nullable): name of the answer's schema; %NULL where @status has no body
 * @status: the status of success: 200, 201 or 204
 * @may_be_later: the same body comes with 202 where what was asked for will be done later
 * @content_type: (nullable): of the answer where it is not application/json
 * @body_type: (nullable): of the request where it is not application/json
 */
typedef struct
{
  const char                 *method;
  const char                 *pattern;
  LaurelRouteAccess           access;
  LaurelRouteFlags            flags;
  gsize                       body_limit;
  gboolean                    optional_body;
  LaurelRouteHandler          handler;
  const LaurelQueryParameter *query;
  const char                 *tag;
  const char                 *summary;
  const char                 *request;
  const char                 *response;
  guint                       status;
  gboolean                    may_be_later;
  const char                 *content_type;
  const char                 *body_type;
} LaurelRoute;

G_END_DECLS
