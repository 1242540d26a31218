/* laurel-http-draft.c - the draft of the next program: read, saved, patched, checked, begun again
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/http/laurel-http-desk.h"
#include "server/http/laurel-routes.h"
#include "server/wire/laurel-json-patch.h"
#include "server/wire/laurel-wire-problem.h"

static void
reply_draft (LaurelExchange *exchange, const LaurelDraftRow *draft)
{
  g_autofree char *tag = g_strdup_printf ("\"%" G_GINT64_FORMAT "\"", draft->revision);
  json_t          *object = json_object ();

  json_object_set_new (object, "revision", json_integer (draft->revision));
  if (draft->changed_us != 0)
    {
      json_object_set_new (object, "changed_at", laurel_http_desk_new_instant (draft->changed_us));
      json_object_set_new (object, "changed_by", json_string (draft->changed_by));
    }
  if (draft->base > 0)
    json_object_set_new (object, "base", json_integer (draft->base));
  if (draft->current > 0)
    json_object_set_new (object, "current", json_integer (draft->current));
  json_object_set_new (object, "document", laurel_desk_parse (draft->document));
  laurel_exchange_add_header (exchange, "ETag", tag);
  laurel_exchange_reply_json (exchange, 200, object);
}

static void
draft_cb (const LaurelDraftRow *draft, const GError *error, gpointer user_data)
{
  g_autoptr (LaurelExchange) exchange = user_data;

  if (error != NULL)
    laurel_exchange_fail (exchange, error);
  else
    reply_draft (exchange, draft);
}

static void
get_draft (LaurelExchange *exchange)
{
  laurel_store_load_draft (laurel_exchange_get_store (exchange),
                           draft_cb,
                           laurel_exchange_ref (exchange));
}

static void
changed_cb (const LaurelDeskAnswer *answer, const GError *error, gpointer user_data)
{
  g_autoptr (LaurelExchange) exchange = user_data;

  if (error != NULL)
    laurel_exchange_fail (exchange, error);
  else if (answer->outcome != LAUREL_DESK_DONE)
    laurel_http_desk_refuse (exchange, answer);
  else
    reply_draft (exchange, &answer->draft);
}

static void
put_draft (LaurelExchange *exchange)
{
  const LaurelDesk desk = laurel_http_desk_get (exchange);
  json_t          *document = NULL;
  gint64           seen = 0;

  if (!laurel_http_desk_read_if_match (exchange, FALSE, &seen))
    return;

  document = laurel_exchange_read_value (exchange, LAUREL_JSON_PATCH_DEPTH_MAX, JSON_OBJECT);
  if (document != NULL)
    laurel_desk_save_draft (&desk, document, seen, changed_cb, laurel_exchange_ref (exchange));
}

static void
patch_draft (LaurelExchange *exchange)
{
  const LaurelDesk desk = laurel_http_desk_get (exchange);
  json_t          *patch = NULL;
  gint64           seen = 0;

  if (!laurel_http_desk_read_if_match (exchange, TRUE, &seen))
    return;

  patch = laurel_exchange_read_value (exchange, LAUREL_JSON_PATCH_DEPTH_MAX, JSON_ARRAY);
  if (patch != NULL)
    laurel_desk_patch_draft (&desk, patch, seen, changed_cb, laurel_exchange_ref (exchange));
}

static void
delete_draft (LaurelExchange *exchange)
{
  const LaurelDesk desk = laurel_http_desk_get (exchange);
  gint64           seen = 0;

  if (laurel_http_desk_read_if_match (exchange, FALSE, &seen))
    laurel_desk_discard_draft (&desk, seen, changed_cb, laurel_exchange_ref (exchange));
}

static void
restore_version (LaurelExchange *exchange)
{
  const LaurelDesk desk = laurel_http_desk_get (exchange);
  gint64           seen = 0;
  gint             version = 0;

  if (laurel_http_desk_read_version (exchange, &version) &&
      laurel_http_desk_read_if_match (exchange, TRUE, &seen))
    laurel_desk_restore_version (&desk, version, seen, changed_cb, laurel_exchange_ref (exchange));
}

static void
checked_cb (const LaurelDraftRow *draft, const GError *error, gpointer user_data)
{
  g_autoptr (LaurelExchange) exchange = user_data;
  g_autoptr (LaurelFaults) faults = laurel_faults_new ();
  const LaurelHttpSettings *settings = laurel_exchange_get_services (exchange)->settings;
  json_t                   *body = NULL;
  gint64                    now_us = laurel_exchange_get_now_us (exchange);

  if (error != NULL)
    {
      laurel_exchange_fail (exchange, error);
      return;
    }

  body = json_object ();
  laurel_programs_check (settings->programs, draft->document, faults);
  json_object_set_new (body, "revision", json_integer (draft->revision));
  json_object_set_new (body, "errors", laurel_wire_new_faults (faults));
  json_object_set_new (
      body,
      "warnings",
      laurel_programs_new_warnings (settings->programs, draft->document, now_us / G_USEC_PER_SEC));
  laurel_exchange_reply_json (exchange, 200, body);
}

static void
check_draft (LaurelExchange *exchange)
{
  laurel_store_load_draft (laurel_exchange_get_store (exchange),
                           checked_cb,
                           laurel_exchange_ref (exchange));
}

/* clang-format off */
static const LaurelRoute routes[] = {
  { .method = "GET", .pattern = "/v1/program/draft", .access = LAUREL_ROUTE_ANALYST,
    .flags = LAUREL_ROUTE_OFFICE, .handler = get_draft, .tag = "Program",
    .summary = "The program as it is being edited; where there is no draft, the one in force as revision 0",
    .response = "ProgramDraft", .status = 200 },
  { .method = "PUT", .pattern = "/v1/program/draft", .access = LAUREL_ROUTE_MARKETER,
    .flags = LAUREL_ROUTE_OFFICE, .body_limit = LAUREL_BODY_PROGRAM, .handler = put_draft,
    .tag = "Program",
    .summary = "Replaces the draft, which may be unfinished; with If-Match only the one that was seen (\"0\": there is none)",
    .request = "ProgramUnfinished", .response = "ProgramDraft", .status = 200 },
  { .method = "PATCH", .pattern = "/v1/program/draft", .access = LAUREL_ROUTE_MARKETER,
    .flags = LAUREL_ROUTE_OFFICE, .body_limit = LAUREL_BODY_PROGRAM, .handler = patch_draft,
    .tag = "Program",
    .summary = "Changes the draft of If-Match by a JSON Patch: all of it or nothing (409)",
    .request = "JsonPatch", .response = "ProgramDraft", .status = 200,
    .body_type = "application/json-patch+json" },
  { .method = "DELETE", .pattern = "/v1/program/draft", .access = LAUREL_ROUTE_MARKETER,
    .flags = LAUREL_ROUTE_OFFICE, .handler = delete_draft, .tag = "Program",
    .summary = "Throws the draft away and answers with what is edited then: the program in force",
    .response = "ProgramDraft", .status = 200 },
  { .method = "GET", .pattern = "/v1/program/draft/check", .access = LAUREL_ROUTE_ANALYST,
    .flags = LAUREL_ROUTE_OFFICE, .handler = check_draft, .tag = "Program",
    .summary = "Everything that is wrong with the draft, and what in it is hardly meant", .response = "ProgramCheck", .status = 200 },
  { .method = "POST", .pattern = "/v1/program/versions/{version}/restore",
    .access = LAUREL_ROUTE_MARKETER, .flags = LAUREL_ROUTE_OFFICE, .handler = restore_version,
    .tag = "Program",
    .summary = "Makes a published program the draft, in the place of the one of If-Match",
    .response = "ProgramDraft", .status = 200 },
};
/* clang-format on */

const LaurelRoute *
laurel_http_draft_routes (gsize *n_routes)
{
  *n_routes = G_N_ELEMENTS (routes);

  return routes;
}
