/* laurel-http-difference.c - GET /v1/program/difference: what is different between two programs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/http/laurel-http-desk.h"
#include "server/http/laurel-routes.h"
#include "server/wire/laurel-id.h"
#include "server/wire/laurel-program-difference.h"

#define SUBMISSION "submission-"

/* Which of two is being loaded. */
enum
{
  FROM,
  TO,
  N_ENDS,
};

static const char *const ends[N_ENDS] = { "from", "to" };

typedef struct
{
  LaurelExchange *exchange;
  guint           end;
  json_t         *documents[N_ENDS];
} Comparing;

static void
comparing_free (Comparing *comparing)
{
  laurel_exchange_unref (comparing->exchange);
  for (guint i = 0; i < N_ENDS; i++)
    json_decref (comparing->documents[i]);
  g_free (comparing);
}

static void load_end (Comparing *comparing);

static void
reply (Comparing *comparing)
{
  LaurelExchange *exchange = comparing->exchange;
  json_t         *body = json_object ();

  for (guint i = 0; i < N_ENDS; i++)
    json_object_set_new (body,
                         ends[i],
                         json_string (laurel_exchange_get_query (exchange, ends[i])));

  json_object_set_new (
      body,
      "changes",
      laurel_program_difference (comparing->documents[FROM], comparing->documents[TO]));
  laurel_exchange_reply_json (exchange, 200, body);
  comparing_free (comparing);
}

/* @document: (nullable): there is no such one */
static void
take_document (Comparing *comparing, const char *document, const GError *error)
{
  if (error != NULL)
    {
      laurel_exchange_fail (comparing->exchange, error);
      comparing_free (comparing);
    }
  else if (document == NULL)
    {
      laurel_http_desk_refuse_program (comparing->exchange);
      comparing_free (comparing);
    }
  else
    {
      comparing->documents[comparing->end++] = laurel_desk_parse (document);

      if (comparing->end == N_ENDS)
        reply (comparing);
      else
        load_end (comparing);
    }
}

static void
draft_cb (const LaurelDraftRow *draft, const GError *error, gpointer user_data)
{
  take_document (user_data, draft != NULL ? draft->document : NULL, error);
}

/* Before the first program there is one that does nothing. */
static void
current_cb (const LaurelPublished *program, const GError *error, gpointer user_data)
{
  take_document (user_data, program != NULL ? program->document : LAUREL_EMPTY_PROGRAM, error);
}

static void
version_cb (const LaurelPublished *program, const GError *error, gpointer user_data)
{
  take_document (user_data, program != NULL ? program->document : NULL, error);
}

static void
submission_cb (const LaurelSubmissionRow *row, const GError *error, gpointer user_data)
{
  take_document (user_data, row != NULL ? row->document : NULL, error);
}

static void
load_end (Comparing *comparing)
{
  LaurelStore *store = laurel_exchange_get_store (comparing->exchange);
  const char  *name = laurel_exchange_get_query (comparing->exchange, ends[comparing->end]);
  gint64       number = 0;

  if (g_str_equal (name, "draft"))
    laurel_store_load_draft (store, draft_cb, comparing);
  else if (g_str_equal (name, "current"))
    laurel_store_load_program (store, 0, current_cb, comparing);
  else if (g_str_has_prefix (name, SUBMISSION) &&
           laurel_id_parse (name + strlen (SUBMISSION), &number))
    laurel_store_load_submission (store, number, submission_cb, comparing);
  else if (g_ascii_string_to_signed (name, 10, 1, G_MAXINT32, &number, NULL))
    laurel_store_load_program (store, (gint) number, version_cb, comparing);
  else
    take_document (comparing, NULL, NULL);
}

static void
get_difference (LaurelExchange *exchange)
{
  Comparing *comparing = g_new0 (Comparing, 1);

  comparing->exchange = laurel_exchange_ref (exchange);
  load_end (comparing);
}

static const LaurelQueryParameter difference_query[] = {
  { "from",
    LAUREL_QUERY_TEXT,
    "A version's number, `current`, `draft`, or `submission-` and the id of one on its way",
    .needed = TRUE },
  { "to", LAUREL_QUERY_TEXT, "Likewise: what it has become", .needed = TRUE },
  { NULL },
};

/* clang-format off */
static const LaurelRoute routes[] = {
  { .method = "GET", .pattern = "/v1/program/difference", .access = LAUREL_ROUTE_ANALYST,
    .flags = LAUREL_ROUTE_OFFICE, .handler = get_difference, .query = difference_query,
    .tag = "Program", .summary = "What is different between two programs, in plain words",
    .response = "ProgramDifference", .status = 200 },
};
/* clang-format on */

const LaurelRoute *
laurel_http_difference_routes (gsize *n_routes)
{
  *n_routes = G_N_ELEMENTS (routes);

  return routes;
}
