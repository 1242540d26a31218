/* laurel-http-program.c - the published programs, and the draft of the next one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "server/http/laurel-exchange.h"
#include "server/http/laurel-routes.h"
#include "server/store/laurel-store-programs.h"
#include "server/wire/laurel-json-reader.h"
#include "server/wire/laurel-wire-problem.h"

#define COMMENT_MAX 500

static LaurelActor
actor (LaurelExchange *exchange)
{
  const LaurelCaller *caller = laurel_exchange_get_caller (exchange);

  return (LaurelActor){
    .user = caller->id,
    .name = caller->login != NULL ? caller->login : "",
    .address = laurel_exchange_get_address (exchange),
  };
}

/* A document that we keep was JSON when it was saved. */
static json_t *
parse_document (const char *document)
{
  json_t *root = json_loads (document, 0, NULL);

  g_assert (root != NULL);

  return root;
}

/* === Published ================================================================================ */

typedef struct
{
  LaurelExchange *exchange;
  gint            version;
} Wanted;

static json_t *
new_program (const LaurelPublished *program)
{
  json_t *object = json_object ();

  json_object_set_new (object, "version", json_integer (program->version));
  json_object_set_new (object,
                       "published_at",
                       laurel_wire_new_instant (program->published_us / G_USEC_PER_SEC, 0));
  json_object_set_new (object, "published_by", json_string (program->published_by));
  json_object_set_new (object, "comment", json_string (program->comment));
  json_object_set_new (object, "document", parse_document (program->document));

  return object;
}

static void
published_cb (const LaurelPublished *programs,
              gsize                  n_programs,
              gint64                 catalog_version,
              const GError          *error,
              gpointer               user_data)
{
  g_autofree Wanted *wanted = user_data;
  g_autoptr (LaurelExchange) exchange = wanted->exchange;

  if (error != NULL)
    {
      laurel_exchange_fail (exchange, error);
    }
  else if (n_programs == 0 || programs[0].version != wanted->version)
    {
      laurel_exchange_problem (exchange,
                               404,
                               "no_program",
                               "no such program has been published",
                               NULL,
                               NULL);
    }
  else
    {
      g_autofree char *tag = g_strdup_printf ("\"%d\"", wanted->version);

      laurel_exchange_add_header (exchange, "ETag", tag);
      laurel_exchange_reply_json (exchange, 200, new_program (&programs[0]));
    }
}

static void
reply_version (LaurelExchange *exchange, gint version)
{
  Wanted *wanted = g_new (Wanted, 1);

  *wanted = (Wanted){ laurel_exchange_ref (exchange), version };
  laurel_store_list_programs (laurel_exchange_get_store (exchange),
                              version - 1,
                              published_cb,
                              wanted);
}

static void
get_current (LaurelExchange *exchange)
{
  const LaurelHttpSettings *settings = laurel_exchange_get_services (exchange)->settings;

  reply_version (exchange, laurel_programs_get_current_version (settings->programs));
}

static void
get_version (LaurelExchange *exchange)
{
  gint64 version = 0;

  if (!g_ascii_string_to_signed (laurel_exchange_get_parameter (exchange, "version"),
                                 10,
                                 1,
                                 G_MAXINT32,
                                 &version,
                                 NULL))
    laurel_exchange_problem (exchange,
                             404,
                             "no_program",
                             "no such program has been published",
                             NULL,
                             NULL);
  else
    reply_version (exchange, (gint) version);
}

/* === The draft ================================================================================ */

static void
reply_draft (LaurelExchange *exchange, const LaurelDraftRow *draft)
{
  g_autofree char *tag = g_strdup_printf ("\"%" G_GINT64_FORMAT "\"", draft->revision);
  json_t          *object = json_object ();

  json_object_set_new (object, "revision", json_integer (draft->revision));
  json_object_set_new (object,
                       "changed_at",
                       laurel_wire_new_instant (draft->changed_us / G_USEC_PER_SEC, 0));
  json_object_set_new (object, "changed_by", json_string (draft->changed_by));
  json_object_set_new (object, "document", parse_document (draft->document));
  laurel_exchange_add_header (exchange, "ETag", tag);
  laurel_exchange_reply_json (exchange, 200, object);
}

static void
refuse_no_draft (LaurelExchange *exchange)
{
  laurel_exchange_problem (exchange, 404, "no_draft", "there is no draft", NULL, NULL);
}

static void
draft_cb (const LaurelDraftRow *draft, const GError *error, gpointer user_data)
{
  g_autoptr (LaurelExchange) exchange = user_data;

  if (error != NULL)
    laurel_exchange_fail (exchange, error);
  else if (draft == NULL)
    refuse_no_draft (exchange);
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
saved_cb (const LaurelDraftRow *draft, const GError *error, gpointer user_data)
{
  g_autoptr (LaurelExchange) exchange = user_data;

  if (error != NULL)
    laurel_exchange_fail (exchange, error);
  else if (draft == NULL)
    laurel_exchange_problem (exchange,
                             412,
                             "stale",
                             "somebody else has changed the draft: load it again",
                             NULL,
                             NULL);
  else
    reply_draft (exchange, draft);
}

/* The revision in If-Match, -1 without one; FALSE: 400 has been answered. */
static gboolean
read_if_match (LaurelExchange *exchange, gint64 *revision)
{
  const char *header = laurel_exchange_get_header (exchange, "If-Match");
  gsize       length = header != NULL ? strlen (header) : 0;

  *revision = -1;

  if (header == NULL || g_str_equal (header, "*"))
    return TRUE;

  if (length > 2 && header[0] == '"' && header[length - 1] == '"')
    {
      g_autofree char *digits = g_strndup (header + 1, length - 2);

      if (g_ascii_string_to_signed (digits, 10, 1, G_MAXINT64, revision, NULL))
        return TRUE;
    }

  laurel_exchange_problem (exchange,
                           400,
                           "format",
                           "If-Match is not an ETag of the draft",
                           NULL,
                           NULL);

  return FALSE;
}

static void
put_draft (LaurelExchange *exchange)
{
  LaurelActor      who = actor (exchange);
  g_autofree char *document = NULL;
  json_t          *body = NULL;
  gint64           revision = -1;

  if (!read_if_match (exchange, &revision))
    return;

  body = laurel_exchange_read_object (exchange);

  if (body == NULL)
    return;

  document = laurel_wire_to_text (body);
  laurel_store_save_draft (laurel_exchange_get_store (exchange),
                           &who,
                           document,
                           revision,
                           laurel_exchange_get_now_us (exchange),
                           saved_cb,
                           laurel_exchange_ref (exchange));
}

static void
checked_cb (const LaurelDraftRow *draft, const GError *error, gpointer user_data)
{
  g_autoptr (LaurelExchange) exchange = user_data;
  g_autoptr (LaurelFaults) faults = laurel_faults_new ();
  const LaurelHttpSettings *settings = laurel_exchange_get_services (exchange)->settings;

  if (error != NULL)
    {
      laurel_exchange_fail (exchange, error);
      return;
    }

  if (draft == NULL)
    {
      refuse_no_draft (exchange);
      return;
    }

  laurel_programs_check (settings->programs, draft->document, faults);
  laurel_exchange_reply_json (exchange,
                              200,
                              json_pack ("{s:I, s:o}",
                                         "revision",
                                         (json_int_t) draft->revision,
                                         "errors",
                                         laurel_wire_new_faults (faults)));
}

static void
check_draft (LaurelExchange *exchange)
{
  laurel_store_load_draft (laurel_exchange_get_store (exchange),
                           checked_cb,
                           laurel_exchange_ref (exchange));
}

/* === Publishing =============================================================================== */

typedef struct
{
  LaurelExchange *exchange;
  char           *comment;
  gint            version;
} Publishing;

static void
publishing_free (Publishing *publishing)
{
  laurel_exchange_unref (publishing->exchange);
  g_free (publishing->comment);
  g_free (publishing);
}

/* This server prices by the new program before the answer says that it is published. */
static void
refreshed_cb (const GError *error, gpointer user_data)
{
  Publishing *publishing = user_data;

  if (error != NULL)
    laurel_exchange_fail (publishing->exchange, error);
  else
    laurel_exchange_reply_json (publishing->exchange,
                                201,
                                json_pack ("{s:i}", "version", publishing->version));

  publishing_free (publishing);
}

static void
publish_cb (gint version, const GError *error, gpointer user_data)
{
  Publishing               *publishing = user_data;
  const LaurelHttpServices *services = laurel_exchange_get_services (publishing->exchange);

  publishing->version = version;

  if (error != NULL)
    {
      laurel_exchange_fail (publishing->exchange, error);
      publishing_free (publishing);
    }
  else if (version == 0)
    {
      laurel_exchange_problem (publishing->exchange,
                               412,
                               "stale",
                               "somebody else has changed the draft: look at it again",
                               NULL,
                               NULL);
      publishing_free (publishing);
    }
  else
    {
      laurel_programs_refresh (services->settings->programs,
                               services->store,
                               refreshed_cb,
                               publishing);
    }
}

static void
publish_draft_cb (const LaurelDraftRow *draft, const GError *error, gpointer user_data)
{
  Publishing               *publishing = user_data;
  LaurelExchange           *exchange = publishing->exchange;
  const LaurelHttpServices *services = laurel_exchange_get_services (exchange);
  g_autoptr (LaurelFaults) faults = laurel_faults_new ();
  LaurelActor who = actor (exchange);

  if (error != NULL)
    {
      laurel_exchange_fail (exchange, error);
    }
  else if (draft == NULL)
    {
      refuse_no_draft (exchange);
    }
  else if (!laurel_programs_check (services->settings->programs, draft->document, faults))
    {
      laurel_exchange_problem (exchange,
                               422,
                               "program_faults",
                               "the draft has faults: nothing was published",
                               NULL,
                               faults);
    }
  else
    {
      laurel_store_publish_draft (services->store,
                                  &who,
                                  draft->revision,
                                  publishing->comment,
                                  laurel_exchange_get_now_us (exchange),
                                  publish_cb,
                                  publishing);
      return;
    }

  publishing_free (publishing);
}

static void
publish (LaurelExchange *exchange)
{
  g_autoptr (LaurelFaults) faults = laurel_faults_new ();
  g_autoptr (LaurelJsonReader) reader = NULL;
  json_t     *body = laurel_exchange_read_object (exchange);
  const char *comment = "";
  Publishing *publishing = NULL;

  if (body == NULL)
    return;

  reader = laurel_json_reader_new (body, "", faults);

  if (laurel_json_reader_begin (reader))
    {
      comment = laurel_json_reader_get_string_or (reader, "comment", "");

      if (comment != NULL && g_utf8_strlen (comment, -1) > COMMENT_MAX)
        laurel_json_reader_fault (reader, "comment", "range", "at most %d characters", COMMENT_MAX);

      laurel_json_reader_end_object (reader);
    }

  if (laurel_faults_get_n (faults) > 0)
    {
      laurel_exchange_refuse (exchange, faults);
    }
  else
    {
      publishing = g_new0 (Publishing, 1);
      publishing->exchange = laurel_exchange_ref (exchange);
      publishing->comment = g_strdup (comment);
      laurel_store_load_draft (laurel_exchange_get_store (exchange), publish_draft_cb, publishing);
    }

  json_decref (body);
}

/* clang-format off */
static const LaurelRoute routes[] = {
  { .method = "GET", .pattern = "/v1/program", .access = LAUREL_ROUTE_ANALYST,
    .flags = LAUREL_ROUTE_OFFICE, .handler = get_current, .tag = "Program",
    .summary = "The program in force", .response = "Program", .status = 200 },
  { .method = "GET", .pattern = "/v1/program/versions/{version}", .access = LAUREL_ROUTE_ANALYST,
    .flags = LAUREL_ROUTE_OFFICE, .handler = get_version, .tag = "Program",
    .summary = "A published program", .response = "Program", .status = 200 },
  { .method = "GET", .pattern = "/v1/program/draft", .access = LAUREL_ROUTE_ANALYST,
    .flags = LAUREL_ROUTE_OFFICE, .handler = get_draft, .tag = "Program",
    .summary = "The program as it is being edited", .response = "ProgramDraft", .status = 200 },
  { .method = "PUT", .pattern = "/v1/program/draft", .access = LAUREL_ROUTE_MARKETER,
    .flags = LAUREL_ROUTE_OFFICE, .body_limit = LAUREL_BODY_DOCUMENT, .handler = put_draft,
    .tag = "Program", .summary = "Replaces the draft; with If-Match only the one that was seen",
    .request = "ProgramDocument", .response = "ProgramDraft", .status = 200 },
  { .method = "GET", .pattern = "/v1/program/draft/check", .access = LAUREL_ROUTE_ANALYST,
    .flags = LAUREL_ROUTE_OFFICE, .handler = check_draft, .tag = "Program",
    .summary = "Everything that is wrong with the draft", .response = "ProgramCheck", .status = 200 },
  { .method = "POST", .pattern = "/v1/program/draft/publish", .access = LAUREL_ROUTE_MANAGER,
    .flags = LAUREL_ROUTE_OFFICE, .body_limit = LAUREL_BODY_SMALL, .handler = publish,
    .tag = "Program", .summary = "Makes the draft the program in force",
    .request = "ProgramPublishing", .response = "ProgramPublished", .status = 201 },
};
/* clang-format on */

const LaurelRoute *
laurel_http_program_routes (gsize *n_routes)
{
  *n_routes = G_N_ELEMENTS (routes);

  return routes;
}
