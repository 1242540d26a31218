/* laurel-http-evaluate.c - what receipts would cost by some programs, and what is known of a buyer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/engine/laurel-receipt.h" /* LAUREL_DAY_NONE */
#include "server/http/laurel-office.h"
#include "server/http/laurel-routes.h"
#include "server/services/laurel-evaluate.h"
#include "server/services/laurel-facts.h"
#include "server/wire/laurel-id.h"
#include "server/wire/laurel-wire-facts.h"
#include "server/wire/laurel-wire-problem.h"

/* Trees and conditions of a program that is brought along. */
#define DEPTH_MAX 256

static void
evaluated_cb (json_t *answer, const LaurelFaults *faults, const GError *error, gpointer user_data)
{
  g_autoptr (LaurelExchange) exchange = user_data;

  if (error != NULL)
    laurel_exchange_fail (exchange, error);
  else if (faults != NULL)
    laurel_exchange_refuse (exchange, faults);
  else
    laurel_exchange_reply_json (exchange, 200, answer);
}

static void
evaluate (LaurelExchange *exchange)
{
  json_t *body = laurel_exchange_read_value (exchange, DEPTH_MAX, JSON_OBJECT);

  if (body != NULL)
    laurel_evaluate (laurel_exchange_get_store (exchange),
                     laurel_exchange_get_services (exchange)->settings->programs,
                     body,
                     laurel_exchange_get_now_us (exchange),
                     evaluated_cb,
                     laurel_exchange_ref (exchange));
}

/* === Facts ==================================================================================== */

static void
account_cb (LaurelLoaded *loaded, const GError *error, gpointer user_data)
{
  g_autoptr (LaurelExchange) exchange = user_data;
  g_autoptr (LaurelLoaded) owned = loaded;
  g_auto (LaurelOffice) office = { 0 };
  LaurelClientFacts facts = { 0 };
  char              referrer[LAUREL_ID_SIZE];
  json_t           *body = NULL;

  if (error != NULL)
    {
      laurel_exchange_fail (exchange, error);
      return;
    }

  if (loaded->account == NULL)
    {
      laurel_exchange_problem (exchange,
                               404,
                               "unknown_client",
                               "there is no such client",
                               NULL,
                               NULL);
      return;
    }

  if (!laurel_office_init_with_program (&office, exchange))
    return;

  laurel_facts_fill_now (&facts,
                         loaded,
                         office.release->terms,
                         office.now_us / G_USEC_PER_SEC,
                         office.today);

  if (loaded->referrer_id != 0)
    laurel_id_print (loaded->referrer_id, referrer);

  body = json_object ();
  json_object_set_new (body, "client", laurel_office_new_id (loaded->client_id));
  json_object_set_new (body, "first_name", laurel_wire_new_text (loaded->first_name));
  json_object_set_new (body, "last_name", laurel_wire_new_text (loaded->last_name));
  json_object_set_new (body, "patronymic", laurel_wire_new_text (loaded->patronymic));
  json_object_set_new (body, "card", laurel_wire_new_text (loaded->card));
  json_object_set_new (body, "level_name", laurel_office_new_level_name (&office, facts.level));
  json_object_set_new (
      body,
      "facts",
      laurel_wire_new_client_facts (&facts, loaded->referrer_id != 0 ? referrer : NULL));
  laurel_office_reply_resource (exchange, body);
}

static void
get_facts (LaurelExchange *exchange)
{
  g_auto (LaurelOffice) office = { 0 };
  LaurelAccountQuery query = { .owner = LAUREL_OWNER_CLIENT, .depth = LAUREL_ACCOUNT_DEPTH_FULL };

  if (!laurel_office_read_id (exchange, "client", "unknown_client", &query.id) ||
      !laurel_office_init_with_program (&office, exchange))
    return;

  query.personal = laurel_program_get_personal_limits (office.release->program, &query.n_personal);
  laurel_store_load_account (laurel_exchange_get_store (exchange),
                             laurel_exchange_get_lane (exchange),
                             &query,
                             account_cb,
                             laurel_exchange_ref (exchange));
}

/* clang-format off */
static const LaurelRoute routes[] = {
  { .method = "POST", .pattern = "/v1/program/evaluate", .access = LAUREL_ROUTE_ANALYST,
    .flags = LAUREL_ROUTE_OFFICE, .body_limit = LAUREL_BODY_PROGRAM, .handler = evaluate,
    .tag = "Program", .summary = "What receipts would cost by some programs, and why",
    .request = "Evaluation", .response = "Evaluated", .status = 200 },
  { .method = "GET", .pattern = "/v1/clients/{client}/facts", .access = LAUREL_ROUTE_ANALYST,
    .flags = LAUREL_ROUTE_OFFICE, .handler = get_facts, .tag = "Clients",
    .summary = "What a price goes by, as a till would see it now", .response = "ClientFacts",
    .status = 200 },
};
/* clang-format on */

const LaurelRoute *
laurel_http_evaluate_routes (gsize *n_routes)
{
  *n_routes = G_N_ELEMENTS (routes);

  return routes;
}
