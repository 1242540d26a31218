/* laurel-http-settings.c - GET and PUT /v1/settings/program: how programs are published
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/http/laurel-http-desk.h"
#include "server/http/laurel-routes.h"
#include "server/store/laurel-store-settings.h"
#include "server/wire/laurel-json-reader.h"

/* Known to submit_draft() in schema/0009-programs.sql as well. */
#define APPROVAL_SETTING "program.approval"

static void
reply (LaurelExchange *exchange, gboolean approval)
{
  laurel_exchange_reply_json (exchange, 200, json_pack ("{s:b}", "approval", approval));
}

static void
setting_cb (const char *value, const GError *error, gpointer user_data)
{
  g_autoptr (LaurelExchange) exchange = user_data;

  if (error != NULL)
    laurel_exchange_fail (exchange, error);
  else
    reply (exchange, g_strcmp0 (value, "true") == 0);
}

static void
get_settings (LaurelExchange *exchange)
{
  laurel_store_get_setting (laurel_exchange_get_store (exchange),
                            APPROVAL_SETTING,
                            setting_cb,
                            laurel_exchange_ref (exchange));
}

typedef struct
{
  LaurelExchange *exchange;
  gboolean        approval;
} Change;

static void
changed_cb (const GError *error, gpointer user_data)
{
  g_autofree Change *change = user_data;
  g_autoptr (LaurelExchange) exchange = change->exchange;

  if (error != NULL)
    laurel_exchange_fail (exchange, error);
  else
    reply (exchange, change->approval);
}

static void
change_approval (LaurelExchange *exchange, gboolean approval)
{
  const LaurelActor actor = laurel_http_desk_get_actor (exchange);
  Change           *change = g_new (Change, 1);

  *change = (Change){ laurel_exchange_ref (exchange), approval };
  laurel_store_change_setting (laurel_exchange_get_store (exchange),
                               &actor,
                               APPROVAL_SETTING,
                               approval ? "true" : "false",
                               changed_cb,
                               change);
}

static void
put_settings (LaurelExchange *exchange)
{
  g_autoptr (LaurelFaults) faults = laurel_faults_new ();
  g_autoptr (LaurelJsonReader) reader = NULL;
  json_t  *body = laurel_exchange_read_object (exchange);
  gboolean approval = FALSE;

  if (body == NULL)
    return;

  reader = laurel_json_reader_new (body, "", faults);
  if (laurel_json_reader_begin (reader))
    {
      if (!laurel_json_reader_has (reader, "approval"))
        laurel_json_reader_fault (reader, "approval", LAUREL_FAULT_MISSING, "is missing");

      approval = laurel_json_reader_get_boolean_or (reader, "approval", FALSE);
      laurel_json_reader_end_object (reader);
    }

  if (laurel_faults_get_n (faults) > 0)
    laurel_exchange_refuse (exchange, faults);
  else
    change_approval (exchange, approval);

  json_decref (body);
}

/* clang-format off */
static const LaurelRoute routes[] = {
  { .method = "GET", .pattern = "/v1/settings/program", .access = LAUREL_ROUTE_ADMIN,
    .flags = LAUREL_ROUTE_OFFICE, .handler = get_settings, .tag = "Settings",
    .summary = "How programs are published", .response = "ProgramSettings", .status = 200 },
  { .method = "PUT", .pattern = "/v1/settings/program", .access = LAUREL_ROUTE_ADMIN,
    .flags = LAUREL_ROUTE_OFFICE, .body_limit = LAUREL_BODY_SMALL, .handler = put_settings,
    .tag = "Settings", .summary = "Whether another person has to approve each program",
    .request = "ProgramSettings", .response = "ProgramSettings", .status = 200 },
};
/* clang-format on */

const LaurelRoute *
laurel_http_settings_routes (gsize *n_routes)
{
  *n_routes = G_N_ELEMENTS (routes);

  return routes;
}
