/* laurel-http-program.c - the program in force, the versions before it, and those on their way
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/http/laurel-http-desk.h"
#include "server/http/laurel-office.h"
#include "server/http/laurel-routes.h"

/* === One of them ============================================================================== */

static void
program_cb (const LaurelPublished *program, const GError *error, gpointer user_data)
{
  g_autoptr (LaurelExchange) exchange = user_data;
  g_autofree char *tag = NULL;
  json_t          *object = NULL;

  if (error != NULL)
    {
      laurel_exchange_fail (exchange, error);
      return;
    }

  if (program == NULL)
    {
      laurel_http_desk_refuse_program (exchange);
      return;
    }

  object = json_object ();
  json_object_set_new (object, "version", json_integer (program->version));
  json_object_set_new (object,
                       "published_at",
                       laurel_http_desk_new_instant (program->published_us));
  json_object_set_new (object, "published_by", json_string (program->published_by));
  if (program->approved_by != NULL)
    json_object_set_new (object, "approved_by", json_string (program->approved_by));
  json_object_set_new (object, "comment", json_string (program->comment));
  json_object_set_new (object, "document", laurel_desk_parse (program->document));

  tag = g_strdup_printf ("\"%d\"", program->version);
  laurel_exchange_add_header (exchange, "ETag", tag);
  laurel_exchange_reply_json (exchange, 200, object);
}

static void
get_current (LaurelExchange *exchange)
{
  laurel_store_load_program (laurel_exchange_get_store (exchange),
                             0,
                             program_cb,
                             laurel_exchange_ref (exchange));
}

static void
get_version (LaurelExchange *exchange)
{
  gint version = 0;

  if (laurel_http_desk_read_version (exchange, &version))
    laurel_store_load_program (laurel_exchange_get_store (exchange),
                               version,
                               program_cb,
                               laurel_exchange_ref (exchange));
}

/* === All of them ============================================================================== */

static json_t *
new_row (const LaurelSubmissionRow *row)
{
  const char *state = laurel_submission_state_to_string (row->state);
  json_t     *object = json_object ();

  json_object_set_new (object, "state", json_string (state));
  if (row->version > 0)
    {
      json_object_set_new (object, "version", json_integer (row->version));
      json_object_set_new (object, "published_at", laurel_http_desk_new_instant (row->from_us));
    }
  if (row->submission > 0)
    json_object_set_new (object, "submission", laurel_office_new_id (row->submission));
  if (row->from_us != 0)
    json_object_set_new (object, "from", laurel_http_desk_new_instant (row->from_us));
  if (row->submitted_us != 0)
    json_object_set_new (object, "submitted_at", laurel_http_desk_new_instant (row->submitted_us));
  json_object_set_new (object, "by", json_string (row->by));
  if (row->approved_by != NULL)
    json_object_set_new (object, "approved_by", json_string (row->approved_by));
  json_object_set_new (object, "comment", json_string (row->comment));

  return object;
}

static void
versions_cb (const LaurelSubmissionRow *rows,
             gsize                      n_rows,
             const LaurelVersionKey    *last,
             const GError              *error,
             gpointer                   user_data)
{
  g_autoptr (LaurelExchange) exchange = user_data;
  json_t *body = NULL;
  json_t *items = NULL;

  if (error != NULL)
    {
      laurel_exchange_fail (exchange, error);
      return;
    }

  body = json_object ();
  items = json_array ();
  for (gsize i = 0; i < n_rows; i++)
    json_array_append_new (items, new_row (&rows[i]));

  json_object_set_new (body, "items", items);
  if (last != NULL && n_rows == laurel_exchange_get_page_size (exchange))
    json_object_set_new (body,
                         "next",
                         laurel_office_new_cursor (json_pack ("[i, I, I]",
                                                              last->rank,
                                                              (json_int_t) last->first,
                                                              (json_int_t) last->second)));

  laurel_exchange_reply_json (exchange, 200, body);
}

static void
list_versions (LaurelExchange *exchange)
{
  LaurelVersionKey after = { .rank = 3 };
  json_int_t       first = 0;
  json_int_t       second = 0;
  json_t          *key = NULL;

  if (!laurel_office_read_cursor (exchange, &key, "[i, I, I]", &after.rank, &first, &second))
    return;

  after.first = first;
  after.second = second;
  laurel_store_list_versions (laurel_exchange_get_store (exchange),
                              &after,
                              (gint64) laurel_exchange_get_page_size (exchange),
                              versions_cb,
                              laurel_exchange_ref (exchange));
  json_decref (key);
}

/* === On its way =============================================================================== */

static void
submission_cb (const LaurelSubmissionRow *row, const GError *error, gpointer user_data)
{
  g_autoptr (LaurelExchange) exchange = user_data;
  json_t *object = NULL;

  if (error != NULL)
    {
      laurel_exchange_fail (exchange, error);
    }
  else if (row == NULL)
    {
      laurel_http_desk_refuse_program (exchange);
    }
  else
    {
      object = new_row (row);
      json_object_set_new (object, "document", laurel_desk_parse (row->document));
      laurel_exchange_reply_json (exchange, 200, object);
    }
}

/* What waits for approval and what is scheduled are told apart by `state`. */
static void
get_submission (LaurelExchange *exchange)
{
  gint64 submission = 0;

  if (laurel_office_read_id (exchange, "submission", "no_program", &submission))
    laurel_store_load_submission (laurel_exchange_get_store (exchange),
                                  submission,
                                  submission_cb,
                                  laurel_exchange_ref (exchange));
}

static const LaurelQueryParameter page_query[] = {
  LAUREL_QUERY_PAGE,
  { NULL },
};

/* clang-format off */
static const LaurelRoute routes[] = {
  { .method = "GET", .pattern = "/v1/program", .access = LAUREL_ROUTE_ANALYST,
    .flags = LAUREL_ROUTE_OFFICE, .handler = get_current, .tag = "Program",
    .summary = "The program in force", .response = "Program", .status = 200 },
  { .method = "GET", .pattern = "/v1/program/versions", .access = LAUREL_ROUTE_ANALYST,
    .flags = LAUREL_ROUTE_OFFICE, .handler = list_versions, .query = page_query, .tag = "Program",
    .summary = "Programs that wait for approval, scheduled and published ones, each the newest first",
    .response = "ProgramVersions", .status = 200 },
  { .method = "GET", .pattern = "/v1/program/versions/{version}", .access = LAUREL_ROUTE_ANALYST,
    .flags = LAUREL_ROUTE_OFFICE, .handler = get_version, .tag = "Program",
    .summary = "A published program", .response = "Program", .status = 200 },
  { .method = "GET", .pattern = "/v1/program/approvals/{submission}",
    .access = LAUREL_ROUTE_ANALYST, .flags = LAUREL_ROUTE_OFFICE, .handler = get_submission,
    .tag = "Program", .summary = "A program on its way", .response = "ProgramSubmission",
    .status = 200 },
  { .method = "GET", .pattern = "/v1/program/scheduled/{submission}",
    .access = LAUREL_ROUTE_ANALYST, .flags = LAUREL_ROUTE_OFFICE, .handler = get_submission,
    .tag = "Program", .summary = "A program on its way", .response = "ProgramSubmission",
    .status = 200 },
};
/* clang-format on */

const LaurelRoute *
laurel_http_program_routes (gsize *n_routes)
{
  *n_routes = G_N_ELEMENTS (routes);

  return routes;
}
