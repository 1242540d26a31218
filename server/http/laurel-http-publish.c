/* laurel-http-publish.c - publishes the draft, and decides on what is on its way
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/http/laurel-http-desk.h"
#include "server/http/laurel-office.h"
#include "server/http/laurel-routes.h"
#include "server/wire/laurel-json-reader.h"
#include "server/wire/laurel-wire-problem.h"

#define COMMENT_MAX 500

static void
submitted_cb (const LaurelDeskAnswer *answer, const GError *error, gpointer user_data)
{
  g_autoptr (LaurelExchange) exchange = user_data;
  const LaurelSubmitted *submitted = NULL;
  json_t                *body = NULL;
  const char            *state = NULL;

  if (error != NULL)
    {
      laurel_exchange_fail (exchange, error);
      return;
    }

  if (answer->outcome != LAUREL_DESK_DONE)
    {
      laurel_http_desk_refuse (exchange, answer);
      return;
    }

  submitted = &answer->submitted;
  state = laurel_submission_state_to_string (submitted->state);
  body = json_object ();
  json_object_set_new (body, "state", json_string (state));
  if (submitted->version > 0)
    json_object_set_new (body, "version", json_integer (submitted->version));
  if (submitted->submission > 0)
    json_object_set_new (body, "submission", laurel_office_new_id (submitted->submission));

  laurel_exchange_reply_json (exchange,
                              submitted->state == LAUREL_SUBMISSION_PUBLISHED ? 201 : 202,
                              body);
}

/* Who has refused or cancelled needs no more than that. */
static void
ended_cb (const LaurelDeskAnswer *answer, const GError *error, gpointer user_data)
{
  g_autoptr (LaurelExchange) exchange = user_data;

  if (error != NULL)
    laurel_exchange_fail (exchange, error);
  else if (answer->outcome != LAUREL_DESK_DONE)
    laurel_http_desk_refuse (exchange, answer);
  else
    laurel_exchange_reply_empty (exchange, 204);
}

/* FALSE: it has been answered. The comment belongs to @body. */
static gboolean
read_publishing (LaurelExchange *exchange, json_t *body, LaurelDeskPublishing *publishing)
{
  g_autoptr (LaurelFaults) faults = laurel_faults_new ();
  g_autoptr (LaurelJsonReader) reader = laurel_json_reader_new (body, "", faults);

  if (laurel_json_reader_begin (reader))
    {
      publishing->comment = laurel_json_reader_get_string_or (reader, "comment", "");

      if (publishing->comment != NULL && g_utf8_strlen (publishing->comment, -1) > COMMENT_MAX)
        laurel_json_reader_fault (reader,
                                  "comment",
                                  LAUREL_FAULT_RANGE,
                                  "at most %d characters",
                                  COMMENT_MAX);

      if (laurel_json_reader_has (reader, "from"))
        publishing->from_us = laurel_json_reader_get_time (reader, "from") * G_USEC_PER_SEC;

      publishing->accept_warnings =
          laurel_json_reader_get_boolean_or (reader, "accept_warnings", FALSE);
      laurel_json_reader_end_object (reader);
    }

  if (laurel_faults_get_n (faults) > 0)
    laurel_exchange_refuse (exchange, faults);

  return laurel_faults_get_n (faults) == 0;
}

static void
publish (LaurelExchange *exchange)
{
  const LaurelDesk     desk = laurel_http_desk_get (exchange);
  LaurelDeskPublishing publishing = { 0 };
  json_t              *body = NULL;

  if (!laurel_http_desk_read_if_match (exchange, FALSE, &publishing.seen))
    return;

  body = laurel_exchange_read_object (exchange);

  if (body != NULL && read_publishing (exchange, body, &publishing))
    laurel_desk_publish (&desk, &publishing, submitted_cb, laurel_exchange_ref (exchange));

  json_decref (body);
}

static void
decide (LaurelExchange *exchange, LaurelDecision decision)
{
  const LaurelDesk desk = laurel_http_desk_get (exchange);
  gint64           submission = 0;

  if (laurel_office_read_id (exchange, "submission", "no_program", &submission))
    laurel_desk_decide (&desk,
                        submission,
                        decision,
                        decision == LAUREL_DECISION_PUBLISH ? submitted_cb : ended_cb,
                        laurel_exchange_ref (exchange));
}

static void
approve (LaurelExchange *exchange)
{
  decide (exchange, LAUREL_DECISION_PUBLISH);
}

static void
refuse (LaurelExchange *exchange)
{
  decide (exchange, LAUREL_DECISION_REFUSE);
}

static void
cancel (LaurelExchange *exchange)
{
  decide (exchange, LAUREL_DECISION_CANCEL);
}

/* clang-format off */
static const LaurelRoute routes[] = {
  { .method = "POST", .pattern = "/v1/program/draft/publish", .access = LAUREL_ROUTE_MANAGER,
    .flags = LAUREL_ROUTE_OFFICE, .body_limit = LAUREL_BODY_SMALL, .handler = publish,
    .tag = "Program",
    .summary = "Makes the draft the program in force; 202: from a date on, or once another person approves",
    .request = "ProgramPublishing", .response = "ProgramPublished", .status = 201 },
  { .method = "POST", .pattern = "/v1/program/approvals/{submission}", .access = LAUREL_ROUTE_MANAGER,
    .flags = LAUREL_ROUTE_OFFICE, .handler = approve, .tag = "Program",
    .summary = "Publishes what another person has handed in; 202: from its date on",
    .response = "ProgramPublished", .status = 201 },
  { .method = "DELETE", .pattern = "/v1/program/approvals/{submission}",
    .access = LAUREL_ROUTE_MANAGER, .flags = LAUREL_ROUTE_OFFICE, .handler = refuse,
    .tag = "Program", .summary = "Refuses what was handed in, or takes it back", .status = 204 },
  { .method = "DELETE", .pattern = "/v1/program/scheduled/{submission}",
    .access = LAUREL_ROUTE_MANAGER, .flags = LAUREL_ROUTE_OFFICE, .handler = cancel,
    .tag = "Program", .summary = "Cancels a scheduled program before it takes effect",
    .status = 204 },
};
/* clang-format on */

const LaurelRoute *
laurel_http_publish_routes (gsize *n_routes)
{
  *n_routes = G_N_ELEMENTS (routes);

  return routes;
}
