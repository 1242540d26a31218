/* laurel-http-pos.c - what tills call, and what people do to an account by hand
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/http/laurel-exchange.h"
#include "server/http/laurel-problem.h"
#include "server/http/laurel-routes.h"

/* People's operations have keys of their own, beside those of tills. */
static LaurelPosCaller
pos_caller (LaurelExchange *exchange)
{
  const LaurelCaller *caller = laurel_exchange_get_caller (exchange);

  return (LaurelPosCaller){
    .till_id = caller->kind == LAUREL_CALLER_TILL ? caller->id : -caller->id,
    .login = caller->kind == LAUREL_CALLER_USER ? caller->login : NULL,
    .address = caller->kind == LAUREL_CALLER_USER ? laurel_exchange_get_address (exchange) : NULL,
    .store = caller->store,
    .till = caller->till,
    .now_us = laurel_exchange_get_now_us (exchange),
  };
}

static void
answered_cb (const LaurelPosAnswer *answer, const GError *error, gpointer user_data)
{
  g_autoptr (LaurelExchange) exchange = user_data;

  if (answer == NULL)
    {
      laurel_exchange_fail (exchange, error);
      return;
    }

  if (answer->faults != NULL)
    {
      laurel_exchange_refuse (exchange, answer->faults);
      return;
    }

  if (answer->retry_after > 0)
    {
      g_autofree char *seconds = g_strdup_printf ("%u", answer->retry_after);

      laurel_exchange_add_header (exchange, "Retry-After", seconds);
    }

  if (answer->replay)
    laurel_exchange_add_header (exchange, "Idempotent-Replay", "true");

  laurel_exchange_reply_text (exchange,
                              answer->status,
                              answer->status < 400 ? "application/json" : LAUREL_PROBLEM_TYPE,
                              g_strdup (answer->body));
}

/* The services of the worker, the caller and the reference that the answer will drop. */
#define POS(exchange) (laurel_exchange_get_services (exchange)->pos)

static void
quote (LaurelExchange *exchange)
{
  LaurelPosCaller caller = pos_caller (exchange);
  json_t         *body = laurel_exchange_read_object (exchange);

  if (body != NULL)
    laurel_pos_quote (POS (exchange), &caller, body, answered_cb, laurel_exchange_ref (exchange));
}

/* Operations with a body and no path of their own. */
static void
run (LaurelExchange *exchange,
     void (*operation) (LaurelPos             *pos,
                        const LaurelPosCaller *caller,
                        const char            *key,
                        json_t                *body,
                        LaurelPosDone          done,
                        gpointer               data))
{
  LaurelPosCaller caller = pos_caller (exchange);
  json_t         *body = laurel_exchange_read_object (exchange);

  if (body != NULL)
    operation (POS (exchange),
               &caller,
               laurel_exchange_get_idempotency_key (exchange),
               body,
               answered_cb,
               laurel_exchange_ref (exchange));
}

/* Operations on what the path names. */
static void
run_on (LaurelExchange *exchange,
        const char     *parameter,
        void (*operation) (LaurelPos             *pos,
                           const LaurelPosCaller *caller,
                           const char            *key,
                           const char            *name,
                           json_t                *body,
                           LaurelPosDone          done,
                           gpointer               data))
{
  LaurelPosCaller caller = pos_caller (exchange);
  json_t         *body = laurel_exchange_read_object (exchange);

  if (body != NULL)
    operation (POS (exchange),
               &caller,
               laurel_exchange_get_idempotency_key (exchange),
               parameter != NULL ? laurel_exchange_get_parameter (exchange, parameter) : NULL,
               body,
               answered_cb,
               laurel_exchange_ref (exchange));
}

static void
sell (LaurelExchange *exchange)
{
  run (exchange, laurel_pos_sale);
}

static void
take_back (LaurelExchange *exchange)
{
  run_on (exchange, "sale", laurel_pos_return);
}

static void
take_back_by_number (LaurelExchange *exchange)
{
  run_on (exchange, NULL, laurel_pos_return);
}

static void
void_sale (LaurelExchange *exchange)
{
  run_on (exchange, "sale", laurel_pos_void);
}

static void
cancel (LaurelExchange *exchange)
{
  run (exchange, laurel_pos_cancel);
}

static void
hold (LaurelExchange *exchange)
{
  run (exchange, laurel_pos_hold);
}

static void
release (LaurelExchange *exchange)
{
  LaurelPosCaller caller = pos_caller (exchange);

  laurel_pos_release (POS (exchange),
                      &caller,
                      laurel_exchange_get_idempotency_key (exchange),
                      laurel_exchange_get_parameter (exchange, "hold"),
                      answered_cb,
                      laurel_exchange_ref (exchange));
}

static void
register_client (LaurelExchange *exchange)
{
  run (exchange, laurel_pos_register);
}

static void
look_up (LaurelExchange *exchange, const char *card, const char *phone, const char *client)
{
  LaurelPosCaller caller = pos_caller (exchange);
  gint64          at_us = laurel_exchange_get_query_instant (exchange, "at", G_MININT64);

  laurel_pos_look_up (POS (exchange),
                      &caller,
                      card,
                      phone,
                      client,
                      at_us == G_MININT64 ? G_MININT64 : at_us / G_USEC_PER_SEC,
                      answered_cb,
                      laurel_exchange_ref (exchange));
}

static void
look_up_card (LaurelExchange *exchange)
{
  look_up (exchange, laurel_exchange_get_parameter (exchange, "number"), NULL, NULL);
}

static void
look_up_client (LaurelExchange *exchange)
{
  look_up (exchange,
           NULL,
           laurel_exchange_get_query (exchange, "phone"),
           laurel_exchange_get_query (exchange, "client"));
}

/* --- by people --- */

static void
issue_card (LaurelExchange *exchange)
{
  run (exchange, laurel_pos_issue_card);
}

static void
attach_card (LaurelExchange *exchange)
{
  run_on (exchange, "client", laurel_pos_attach_card);
}

static void
move_points (LaurelExchange *exchange, const char *card, const char *client)
{
  LaurelPosCaller caller = pos_caller (exchange);
  json_t         *body = laurel_exchange_read_object (exchange);

  if (body != NULL)
    laurel_pos_points_by_hand (POS (exchange),
                               &caller,
                               laurel_exchange_get_idempotency_key (exchange),
                               card,
                               client,
                               body,
                               answered_cb,
                               laurel_exchange_ref (exchange));
}

static void
card_points (LaurelExchange *exchange)
{
  move_points (exchange, laurel_exchange_get_parameter (exchange, "number"), NULL);
}

static void
client_points (LaurelExchange *exchange)
{
  move_points (exchange, NULL, laurel_exchange_get_parameter (exchange, "client"));
}

static void
change_level (LaurelExchange *exchange, const char *card, const char *client, gboolean set)
{
  LaurelPosCaller caller = pos_caller (exchange);
  json_t         *body = set ? laurel_exchange_read_object (exchange) : NULL;

  if (body != NULL || !set)
    laurel_pos_level_by_hand (POS (exchange),
                              &caller,
                              laurel_exchange_get_idempotency_key (exchange),
                              card,
                              client,
                              body,
                              answered_cb,
                              laurel_exchange_ref (exchange));
}

static void
set_card_level (LaurelExchange *exchange)
{
  change_level (exchange, laurel_exchange_get_parameter (exchange, "number"), NULL, TRUE);
}

static void
clear_card_level (LaurelExchange *exchange)
{
  change_level (exchange, laurel_exchange_get_parameter (exchange, "number"), NULL, FALSE);
}

static void
set_client_level (LaurelExchange *exchange)
{
  change_level (exchange, NULL, laurel_exchange_get_parameter (exchange, "client"), TRUE);
}

static void
clear_client_level (LaurelExchange *exchange)
{
  change_level (exchange, NULL, laurel_exchange_get_parameter (exchange, "client"), FALSE);
}

static const LaurelQueryParameter at_query[] = {
  { "at", LAUREL_QUERY_INSTANT, "The instant asked about (now)" },
  { NULL },
};

static const LaurelQueryParameter client_query[] = {
  { "phone", LAUREL_QUERY_TEXT, "The client's phone, in any form", 0, 32 },
  { "client", LAUREL_QUERY_TEXT, "The client's id", 0, 32 },
  { "at", LAUREL_QUERY_INSTANT, "The instant asked about (now)" },
  { NULL },
};

/* clang-format off */
static const LaurelRoute routes[] = {
  { .method = "POST", .pattern = "/v1/pos/quotes", .access = LAUREL_ROUTE_TILL,
    .body_limit = LAUREL_BODY_RECEIPT, .handler = quote, .tag = "POS",
    .summary = "Prices a receipt; changes nothing",
    .request = "QuoteRequest", .response = "Quote", .status = 200 },
  { .method = "POST", .pattern = "/v1/pos/sales", .access = LAUREL_ROUTE_TILL,
    .flags = LAUREL_ROUTE_NEEDS_KEY, .body_limit = LAUREL_BODY_RECEIPT, .handler = sell, .tag = "POS",
    .summary = "Commits a sale",
    .request = "SaleRequest", .response = "Sale", .status = 201 },
  { .method = "POST", .pattern = "/v1/pos/sales/{sale}/returns", .access = LAUREL_ROUTE_TILL,
    .flags = LAUREL_ROUTE_NEEDS_KEY, .body_limit = LAUREL_BODY_RECEIPT, .handler = take_back,
    .tag = "POS", .summary = "Takes back goods of a known sale",
    .request = "ReturnRequest", .response = "Return", .status = 201 },
  { .method = "POST", .pattern = "/v1/pos/returns", .access = LAUREL_ROUTE_TILL,
    .flags = LAUREL_ROUTE_NEEDS_KEY, .body_limit = LAUREL_BODY_RECEIPT, .handler = take_back_by_number,
    .tag = "POS", .summary = "Takes back goods by the till's own number of the sale, or of no known sale",
    .request = "NumberReturnRequest", .response = "Return", .status = 201 },
  { .method = "POST", .pattern = "/v1/pos/sales/{sale}/void", .access = LAUREL_ROUTE_TILL,
    .flags = LAUREL_ROUTE_NEEDS_KEY, .body_limit = LAUREL_BODY_SMALL, .handler = void_sale,
    .tag = "POS", .summary = "Undoes a sale of the day",
    .request = "VoidRequest", .response = "Return", .status = 201 },
  { .method = "POST", .pattern = "/v1/pos/cancellations", .access = LAUREL_ROUTE_TILL,
    .flags = LAUREL_ROUTE_NEEDS_KEY, .body_limit = LAUREL_BODY_SMALL, .handler = cancel,
    .tag = "POS", .summary = "Undoes the operation of another key, whether it has come or not",
    .request = "CancellationRequest", .response = "Cancellation", .status = 201 },
  { .method = "POST", .pattern = "/v1/pos/holds", .access = LAUREL_ROUTE_TILL,
    .flags = LAUREL_ROUTE_NEEDS_KEY, .body_limit = LAUREL_BODY_SMALL, .handler = hold,
    .tag = "POS", .summary = "Reserves points or a promo code",
    .request = "HoldRequest", .response = "Hold", .status = 201 },
  { .method = "DELETE", .pattern = "/v1/pos/holds/{hold}", .access = LAUREL_ROUTE_TILL,
    .flags = LAUREL_ROUTE_NEEDS_KEY, .handler = release, .tag = "POS",
    .summary = "Releases what was reserved", .response = "HoldReleased", .status = 200 },
  { .method = "GET", .pattern = "/v1/pos/cards/{number}", .access = LAUREL_ROUTE_TILL,
    .handler = look_up_card, .query = at_query, .tag = "POS",
    .summary = "The account of a card", .response = "Card", .status = 200 },
  { .method = "GET", .pattern = "/v1/pos/cards", .access = LAUREL_ROUTE_TILL,
    .handler = look_up_client, .query = client_query, .tag = "POS",
    .summary = "The account of a client, by phone or id", .response = "Card", .status = 200 },
  { .method = "POST", .pattern = "/v1/pos/clients", .access = LAUREL_ROUTE_TILL,
    .flags = LAUREL_ROUTE_NEEDS_KEY, .body_limit = LAUREL_BODY_SMALL, .handler = register_client,
    .tag = "POS", .summary = "Registers a client",
    .request = "ClientRegistration", .response = "ClientRegistered", .status = 201 },

  { .method = "POST", .pattern = "/v1/cards", .access = LAUREL_ROUTE_MANAGER,
    .body_limit = LAUREL_BODY_SMALL, .handler = issue_card, .tag = "Clients",
    .summary = "Issues a card, with an account of its own",
    .request = "CardIssue", .response = "CardState", .status = 201 },
  { .method = "POST", .pattern = "/v1/clients/{client}/cards", .access = LAUREL_ROUTE_MANAGER,
    .body_limit = LAUREL_BODY_SMALL, .handler = attach_card, .tag = "Clients",
    .summary = "Gives a client one more card; an unknown number is issued",
    .request = "CardAttach", .response = "CardState", .status = 201 },
  { .method = "POST", .pattern = "/v1/cards/{number}/points", .access = LAUREL_ROUTE_MANAGER,
    .body_limit = LAUREL_BODY_SMALL, .handler = card_points, .tag = "Clients",
    .summary = "Grants or writes off points of a card's account",
    .request = "PointsByHand", .response = "PointsMoved", .status = 201 },
  { .method = "POST", .pattern = "/v1/clients/{client}/points", .access = LAUREL_ROUTE_MANAGER,
    .body_limit = LAUREL_BODY_SMALL, .handler = client_points, .tag = "Clients",
    .summary = "Grants or writes off points of a client",
    .request = "PointsByHand", .response = "PointsMoved", .status = 201 },
  { .method = "PUT", .pattern = "/v1/cards/{number}/level", .access = LAUREL_ROUTE_MANAGER,
    .body_limit = LAUREL_BODY_SMALL, .handler = set_card_level, .tag = "Clients",
    .summary = "Sets the level of a card's account by hand",
    .request = "LevelByHand", .response = "LevelSet", .status = 200 },
  { .method = "DELETE", .pattern = "/v1/cards/{number}/level", .access = LAUREL_ROUTE_MANAGER,
    .handler = clear_card_level, .tag = "Clients",
    .summary = "Ends the level by hand of a card's account", .response = "LevelSet", .status = 200 },
  { .method = "PUT", .pattern = "/v1/clients/{client}/level", .access = LAUREL_ROUTE_MANAGER,
    .body_limit = LAUREL_BODY_SMALL, .handler = set_client_level, .tag = "Clients",
    .summary = "Sets a client's level by hand",
    .request = "LevelByHand", .response = "LevelSet", .status = 200 },
  { .method = "DELETE", .pattern = "/v1/clients/{client}/level", .access = LAUREL_ROUTE_MANAGER,
    .handler = clear_client_level, .tag = "Clients",
    .summary = "Ends a client's level by hand", .response = "LevelSet", .status = 200 },
};
/* clang-format on */

const LaurelRoute *
laurel_http_pos_routes (gsize *n_routes)
{
  *n_routes = G_N_ELEMENTS (routes);

  return routes;
}
