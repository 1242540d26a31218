/* laurel-http-promo-codes.c - promo codes: new ones, and where each one went
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "server/engine/laurel-receipt.h" /* LAUREL_DAY_NONE */
#include "server/http/laurel-office.h"
#include "server/http/laurel-routes.h"
#include "server/services/laurel-promo-codes.h"
#include "server/store/laurel-store-promo.h"
#include "server/wire/laurel-id.h"
#include "server/wire/laurel-json-reader.h"
#include "server/wire/laurel-promo-code.h"
#include "server/wire/laurel-wire-problem.h"

enum
{
  LENGTH_DEFAULT = 10,
};

/* === Issuing ================================================================================== */

/**
 * Issue:
 * @codes: (element-type utf8): those that are given, in the form that is kept
 * @count: how many there will be
 * @length: of a pattern: signs behind @prefix; 0: the codes are given
 */
typedef struct
{
  LaurelExchange *exchange;
  json_t         *body;
  GPtrArray      *codes;
  gsize           count;
  char            prefix[LAUREL_PROMO_CODE_SIZE];
  gsize           length;
  gint64          client_id;
} Issue;

static void
issue_free (Issue *issue)
{
  laurel_exchange_unref (issue->exchange);
  json_decref (issue->body);
  g_ptr_array_unref (issue->codes);
  g_free (issue);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Issue, issue_free)

static json_t *
new_taken (const char *const *taken, gsize n_taken)
{
  json_t *codes = json_array ();

  for (gsize i = 0; i < n_taken; i++)
    json_array_append_new (codes, json_string (taken[i]));

  return json_pack ("{s:o}", "taken", codes);
}

static void
issued_cb (LaurelPromoIssueOutcome outcome,
           gint64                  room,
           const char *const      *taken,
           gsize                   n_taken,
           const GError           *error,
           gpointer                user_data)
{
  g_autoptr (Issue) issue = user_data;
  LaurelExchange *exchange = issue->exchange;

  if (error != NULL)
    laurel_exchange_fail (exchange, error);
  else if (outcome == LAUREL_PROMO_UNKNOWN_SERIES)
    laurel_exchange_problem (exchange,
                             404,
                             "unknown_series",
                             "there is no such series",
                             NULL,
                             NULL);
  else if (outcome == LAUREL_PROMO_UNKNOWN_CLIENT)
    laurel_exchange_problem (exchange,
                             422,
                             "unknown_client",
                             "there is no such client",
                             NULL,
                             NULL);
  else if (outcome == LAUREL_PROMO_ISSUE_LIMIT)
    laurel_exchange_problem (exchange,
                             422,
                             "issue_limit",
                             "the series may not have so many codes: issue at most `room`",
                             json_pack ("{s:I}", "room", (json_int_t) room),
                             NULL);
  else if (outcome == LAUREL_PROMO_TAKEN)
    laurel_exchange_problem (exchange,
                             409,
                             "codes_taken",
                             "some of these are codes already: none was issued",
                             new_taken (taken, n_taken),
                             NULL);
  else
    laurel_exchange_reply_json (exchange,
                                201,
                                json_pack ("{s:s, s:I}",
                                           "series",
                                           laurel_exchange_get_parameter (exchange, "series"),
                                           "issued",
                                           (json_int_t) issue->count));
}

/* What goes into the audit: of a list its length, which is enough to find its codes by. */
static char *
dup_request (const Issue *issue)
{
  json_t *object = json_deep_copy (issue->body);
  char   *text = NULL;
  char   *copy = NULL;

  if (issue->length == 0)
    json_object_set_new (object, "codes", json_integer ((json_int_t) issue->count));

  text = json_dumps (object, JSON_COMPACT);
  copy = g_strdup (text);
  free (text);
  json_decref (object);

  return copy;
}

static void
made_cb (const char *const *codes, gsize n_codes, gpointer user_data)
{
  Issue              *issue = user_data;
  LaurelExchange     *exchange = issue->exchange;
  const LaurelCaller *caller = laurel_exchange_get_caller (exchange);
  g_autofree char    *after = dup_request (issue);
  g_auto (LaurelOffice) office = { 0 };

  laurel_office_init (&office, exchange);
  laurel_store_issue_promo_codes (
      laurel_exchange_get_store (exchange),
      &(LaurelActor){ .user = caller->id,
                      .name = caller->login != NULL ? caller->login : "",
                      .address = laurel_exchange_get_address (exchange) },
      &(LaurelPromoIssue){ .series = laurel_exchange_get_parameter (exchange, "series"),
                           .codes = codes,
                           .n_codes = n_codes,
                           .count = (gint64) issue->count,
                           .client_id = issue->client_id,
                           .day = office.today,
                           .now_us = office.now_us,
                           .after = after },
      issued_cb,
      issue);
}

static void
read_code (LaurelJsonReader *reader, Issue *issue, GHashTable *known, gsize index)
{
  const char *text = laurel_json_reader_get_string_element (reader, index);
  char        code[LAUREL_PROMO_CODE_SIZE];
  char       *own = NULL;

  if (text == NULL)
    return;

  if (!laurel_promo_code_normalise (text, code))
    {
      laurel_json_reader_fault (reader,
                                NULL,
                                "format",
                                "'%s' is not 1 to %d letters, digits, dashes and underscores",
                                text,
                                LAUREL_PROMO_CODE_LENGTH_MAX);
      return;
    }

  own = g_strdup (code);
  g_ptr_array_add (issue->codes, own);
  if (!g_hash_table_add (known, own))
    laurel_json_reader_fault (reader, NULL, "twice", "'%s' is there twice", code);
}

static void
read_list (LaurelJsonReader *reader, Issue *issue)
{
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  gsize n = 0;

  if (!laurel_json_reader_begin_array (reader, "codes", &n))
    return;

  if (n == 0 || n > LAUREL_PROMO_CODES_MAX)
    laurel_json_reader_fault (reader, NULL, "range", "1 to %d codes", LAUREL_PROMO_CODES_MAX);

  for (gsize i = 0; i < MIN (n, LAUREL_PROMO_CODES_MAX); i++)
    read_code (reader, issue, known, i);

  laurel_json_reader_end_array (reader);
  issue->count = n;
}

static void
read_pattern (LaurelJsonReader *reader, Issue *issue)
{
  const char *prefix = NULL;

  if (!laurel_json_reader_begin_object (reader, "generate"))
    return;

  issue->count =
      (gsize) laurel_json_reader_get_integer (reader, "count", 1, LAUREL_PROMO_CODES_MAX);
  issue->length = (gsize) laurel_json_reader_get_integer_or (reader,
                                                             "length",
                                                             2,
                                                             LAUREL_PROMO_PATTERN_MAX,
                                                             LENGTH_DEFAULT);
  prefix = laurel_json_reader_get_string_or (reader, "prefix", "");

  if (prefix != NULL && *prefix != '\0' &&
      (!laurel_promo_code_normalise (prefix, issue->prefix) ||
       strlen (issue->prefix) > LAUREL_PROMO_PREFIX_MAX))
    laurel_json_reader_fault (reader,
                              "prefix",
                              "format",
                              "at most %d letters, digits, dashes and underscores",
                              LAUREL_PROMO_PREFIX_MAX);

  if (issue->count > 0 && issue->length > 0 &&
      !laurel_promo_pattern_has_room (issue->length, issue->count))
    laurel_json_reader_fault (reader,
                              "length",
                              "range",
                              "so many codes of this length would be guessed: make them longer");

  laurel_json_reader_end_object (reader);
}

static void
read_owner (LaurelJsonReader *reader, Issue *issue)
{
  const char *client = laurel_json_reader_get_string_or (reader, "client", NULL);

  if (client != NULL && !laurel_id_parse (client, &issue->client_id))
    laurel_json_reader_fault (reader, "client", "format", "is no id of ours");
}

static void
read_issue (Issue *issue, LaurelFaults *faults)
{
  g_autoptr (LaurelJsonReader) reader = laurel_json_reader_new (issue->body, "", faults);

  if (!laurel_json_reader_begin (reader))
    return;

  if (laurel_json_reader_has (reader, "generate"))
    read_pattern (reader, issue);
  else
    read_list (reader, issue);

  read_owner (reader, issue);
  laurel_json_reader_end_object (reader);
}

static void
issue_codes (LaurelExchange *exchange)
{
  g_autoptr (LaurelFaults) faults = laurel_faults_new ();
  g_autoptr (Issue) issue = NULL;
  json_t *body = laurel_exchange_read_object (exchange);

  if (body == NULL)
    return;

  issue = g_new0 (Issue, 1);
  issue->exchange = laurel_exchange_ref (exchange);
  issue->body = body;
  issue->codes = g_ptr_array_new_with_free_func (g_free);
  read_issue (issue, faults);

  if (laurel_faults_get_n (faults) > 0)
    {
      laurel_exchange_refuse (exchange, faults);
    }
  else if (issue->length == 0)
    {
      made_cb ((const char *const *) issue->codes->pdata, issue->codes->len, issue);
      g_steal_pointer (&issue);
    }
  else
    {
      LaurelPromoPattern pattern = { issue->prefix, issue->length };

      /* Some may be codes already: those that are left over are thrown away. */
      laurel_promo_codes_make (&pattern, issue->count + issue->count / 100 + 16, made_cb, issue);
      g_steal_pointer (&issue);
    }
}

/* === Reading ================================================================================== */

/* What a till would make of it today, in one word. */
static const char *
state_of (const LaurelPromoCode *code, gint32 today)
{
  if (!code->enabled)
    return "disabled";
  if (code->valid_from != LAUREL_DAY_NONE && today < code->valid_from)
    return "not_yet";
  if (code->valid_to != LAUREL_DAY_NONE && today > code->valid_to)
    return "ended";
  if (code->uses > 0 && code->used >= code->uses)
    return "used_up";
  if (code->uses > 0 && code->used + code->held >= code->uses)
    return "reserved";

  return "active";
}

static json_t *
new_code (const LaurelOffice *office, const LaurelPromoCode *code)
{
  json_t *object = json_object ();

  json_object_set_new (object, "code", json_string (code->code));
  json_object_set_new (object, "series", json_string (code->series));
  json_object_set_new (object, "client", laurel_office_new_id (code->client_id));
  json_object_set_new (object,
                       "issued_at",
                       laurel_office_new_instant (office, code->issued_us, NULL));
  json_object_set_new (object, "valid_from", laurel_wire_new_day (code->valid_from));
  json_object_set_new (object, "valid_to", laurel_wire_new_day (code->valid_to));
  json_object_set_new (object, "uses", code->uses > 0 ? json_integer (code->uses) : json_null ());
  json_object_set_new (object, "used", code->used >= 0 ? json_integer (code->used) : json_null ());
  json_object_set_new (object, "held", json_integer (code->held));
  json_object_set_new (object, "state", json_string (state_of (code, office->today)));

  return object;
}

static void
codes_cb (const LaurelPromoCode *rows, gsize n_rows, const GError *error, gpointer user_data)
{
  g_autoptr (LaurelExchange) exchange = user_data;
  g_auto (LaurelOffice) office = { 0 };
  json_t *body = NULL;
  json_t *items = NULL;

  if (error != NULL)
    {
      laurel_exchange_fail (exchange, error);
      return;
    }

  laurel_office_init (&office, exchange);
  body = json_object ();
  items = json_array ();
  for (gsize i = 0; i < n_rows; i++)
    json_array_append_new (items, new_code (&office, &rows[i]));

  json_object_set_new (body, "items", items);
  if (n_rows == laurel_exchange_get_page_size (exchange))
    json_object_set_new (body,
                         "next",
                         laurel_office_new_cursor (json_pack ("[s]", rows[n_rows - 1].code)));

  laurel_exchange_reply_json (exchange, 200, body);
}

static void
list_codes (LaurelExchange *exchange)
{
  const char *q = laurel_exchange_get_query (exchange, "q");
  const char *after = NULL;
  json_t     *key = NULL;
  char        prefix[LAUREL_PROMO_CODE_SIZE];

  if (!laurel_office_read_cursor (exchange, &key, "[s]", &after))
    return;

  /* What no code is written like begins none. */
  if (q != NULL && *q != '\0' && !laurel_promo_code_normalise (q, prefix))
    laurel_exchange_reply_json (exchange, 200, json_pack ("{s:[]}", "items"));
  else
    laurel_store_list_promo_codes (laurel_exchange_get_store (exchange),
                                   q != NULL && *q != '\0' ? prefix : NULL,
                                   laurel_exchange_get_query (exchange, "series"),
                                   after,
                                   (gint64) laurel_exchange_get_page_size (exchange),
                                   laurel_exchange_get_now_us (exchange),
                                   codes_cb,
                                   laurel_exchange_ref (exchange));

  json_decref (key);
}

static json_t *
new_use (const LaurelOffice *office, const LaurelPromoUse *use)
{
  json_t *object = json_object ();

  json_object_set_new (object, "sale", laurel_office_new_id (use->sale_id));
  json_object_set_new (object,
                       "time",
                       laurel_office_new_instant (office, use->time_us, use->time_zone));
  json_object_set_new (object, "store", laurel_wire_new_text (use->store));
  json_object_set_new (object, "client", laurel_office_new_id (use->client_id));
  json_object_set_new (object, "voided", json_boolean (use->voided));

  return object;
}

static void
refuse_unknown_code (LaurelExchange *exchange)
{
  laurel_exchange_problem (exchange,
                           404,
                           "unknown_promo_code",
                           "there is no such promo code",
                           NULL,
                           NULL);
}

static void
code_cb (const LaurelPromoCode *code,
         const LaurelPromoUse  *uses,
         gsize                  n_uses,
         const GError          *error,
         gpointer               user_data)
{
  g_autoptr (LaurelExchange) exchange = user_data;
  g_auto (LaurelOffice) office = { 0 };
  json_t *body = NULL;
  json_t *told = NULL;

  if (error != NULL)
    {
      laurel_exchange_fail (exchange, error);
      return;
    }

  if (code == NULL)
    {
      refuse_unknown_code (exchange);
      return;
    }

  laurel_office_init (&office, exchange);
  body = new_code (&office, code);
  told = json_array ();
  for (gsize i = 0; i < n_uses; i++)
    json_array_append_new (told, new_use (&office, &uses[i]));

  json_object_set_new (body, "sales", told);
  laurel_office_reply_resource (exchange, body);
}

static void
get_code (LaurelExchange *exchange)
{
  char form[LAUREL_PROMO_CODE_SIZE];

  if (!laurel_promo_code_normalise (laurel_exchange_get_parameter (exchange, "code"), form))
    refuse_unknown_code (exchange);
  else
    laurel_store_load_promo_code (laurel_exchange_get_store (exchange),
                                  form,
                                  laurel_exchange_get_now_us (exchange),
                                  code_cb,
                                  laurel_exchange_ref (exchange));
}

static const LaurelQueryParameter codes_query[] = {
  { "q", LAUREL_QUERY_TEXT, "How the code begins", 0, 64 },
  { "series", LAUREL_QUERY_TEXT, "Of this series alone", 0, 64 },
  LAUREL_QUERY_PAGE,
  { NULL },
};

/* clang-format off */
static const LaurelRoute routes[] = {
  { .method = "POST", .pattern = "/v1/promo-code-series/{series}/codes",
    .access = LAUREL_ROUTE_MARKETER, .flags = LAUREL_ROUTE_OFFICE,
    .body_limit = LAUREL_BODY_DOCUMENT, .handler = issue_codes, .tag = "Promo codes",
    .summary = "Adds codes to a series: a list of them, or as many as are wanted of a pattern",
    .request = "PromoCodesNew", .response = "PromoCodesIssued", .status = 201 },
  { .method = "GET", .pattern = "/v1/promo-codes", .access = LAUREL_ROUTE_ANALYST,
    .flags = LAUREL_ROUTE_OFFICE, .handler = list_codes, .query = codes_query, .tag = "Promo codes",
    .summary = "Promo codes, by their letters", .response = "PromoCodes", .status = 200 },
  { .method = "GET", .pattern = "/v1/promo-codes/{code}", .access = LAUREL_ROUTE_ANALYST,
    .flags = LAUREL_ROUTE_OFFICE, .handler = get_code, .tag = "Promo codes",
    .summary = "One code: whose it is, and where it was used", .response = "PromoCode",
    .status = 200 },
};
/* clang-format on */

const LaurelRoute *
laurel_http_promo_codes_routes (gsize *n_routes)
{
  *n_routes = G_N_ELEMENTS (routes);

  return routes;
}
