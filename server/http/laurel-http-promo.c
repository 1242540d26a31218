/* laurel-http-promo.c - series of promo codes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "server/engine/laurel-receipt.h" /* LAUREL_DAY_NONE */
#include "server/http/laurel-office.h"
#include "server/http/laurel-routes.h"
#include "server/store/laurel-store-promo.h"
#include "server/wire/laurel-json-reader.h"
#include "server/wire/laurel-wire-problem.h"

enum
{
  ID_LENGTH_MAX = 64,
  NAME_LENGTH_MAX = 200,
  DAYS_MAX = 36500,
};

#define COUNT_MAX G_GINT64_CONSTANT (1000000000)

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

static void
refuse_unknown (LaurelExchange *exchange)
{
  laurel_exchange_problem (exchange, 404, "unknown_series", "there is no such series", NULL, NULL);
}

/* === The shape ================================================================================ */

/* A number of which @none says that there is none. */
static json_t *
new_number (gint64 number, gint64 none)
{
  return number == none ? json_null () : json_integer (number);
}

static json_t *
new_series (const LaurelOffice *office, const LaurelPromoSeries *series)
{
  json_t *object = json_object ();

  json_object_set_new (object, "series", json_string (series->series));
  json_object_set_new (object, "name", json_string (series->name));
  json_object_set_new (object, "kind", json_string (series->unique ? "unique" : "shared"));
  json_object_set_new (object, "enabled", json_boolean (series->enabled));
  json_object_set_new (object, "valid_from", laurel_wire_new_day (series->valid_from));
  json_object_set_new (object, "valid_to", laurel_wire_new_day (series->valid_to));
  json_object_set_new (object, "valid_days", new_number (series->valid_days, -1));
  json_object_set_new (object, "uses_per_code", new_number (series->uses_per_code, 0));
  json_object_set_new (object, "uses_per_client", new_number (series->uses_per_client, 0));
  json_object_set_new (object, "issue_limit", new_number (series->issue_limit, 0));
  json_object_set_new (object, "issued", json_integer (series->issued));
  json_object_set_new (object, "revision", json_integer (series->revision));
  json_object_set_new (object,
                       "created_at",
                       laurel_office_new_instant (office, series->created_us, NULL));
  json_object_set_new (object, "created_by", json_string (series->created_by));

  return object;
}

static void
reply_series (LaurelExchange *exchange, guint status, const LaurelPromoSeries *series)
{
  g_auto (LaurelOffice) office = { 0 };
  g_autofree char *tag = g_strdup_printf ("\"%" G_GINT64_FORMAT "\"", series->revision);

  laurel_office_init (&office, exchange);
  laurel_exchange_add_header (exchange, "ETag", tag);
  laurel_exchange_reply_json (exchange, status, new_series (&office, series));
}

/* An id that goes into a path as it is. */
static gboolean
is_id (const char *text)
{
  gsize length = strlen (text);

  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (text[i]) && strchr ("-._", text[i]) == NULL)
      return FALSE;

  return length > 0 && length <= ID_LENGTH_MAX;
}

static void
read_name (LaurelJsonReader *reader, LaurelPromoSeries *series)
{
  series->name = laurel_json_reader_get_string (reader, "name");

  if (series->name != NULL &&
      (*series->name == '\0' || g_utf8_strlen (series->name, -1) > NAME_LENGTH_MAX))
    laurel_json_reader_fault (reader, "name", "range", "1 to %d characters", NAME_LENGTH_MAX);
}

/* What can be said of a series at any time. */
static void
read_changeable (LaurelJsonReader *reader, LaurelPromoSeries *series)
{
  read_name (reader, series);
  series->enabled = laurel_json_reader_get_boolean_or (reader, "enabled", TRUE);
  series->valid_from = laurel_json_reader_get_date_or (reader, "valid_from", LAUREL_DAY_NONE);
  series->valid_to = laurel_json_reader_get_date_or (reader, "valid_to", LAUREL_DAY_NONE);
  series->valid_days =
      (gint32) laurel_json_reader_get_integer_or (reader, "valid_days", 0, DAYS_MAX, -1);
  series->uses_per_client =
      laurel_json_reader_get_integer_or (reader, "uses_per_client", 1, COUNT_MAX, 0);
  series->issue_limit = laurel_json_reader_get_integer_or (reader, "issue_limit", 1, COUNT_MAX, 0);

  if (series->valid_from != LAUREL_DAY_NONE && series->valid_to != LAUREL_DAY_NONE &&
      series->valid_from > series->valid_to)
    laurel_json_reader_fault (reader, "valid_to", "range", "lies before valid_from");
}

/* Kind and uses per code are settled for good. */
static void
read_settled (LaurelJsonReader *reader, LaurelPromoSeries *series)
{
  static const char *const kinds[] = { "shared", "unique", NULL };

  series->unique = laurel_json_reader_get_word (reader, "kind", kinds) == 1;
  series->uses_per_code = laurel_json_reader_get_integer_or (reader,
                                                             "uses_per_code",
                                                             1,
                                                             COUNT_MAX,
                                                             series->unique ? 1 : 0);
}

static char *
dup_text (json_t *object)
{
  char *text = json_dumps (object, JSON_COMPACT);
  char *copy = g_strdup (text);

  free (text);

  return copy;
}

/* === Reading ================================================================================== */

static void
series_cb (const LaurelPromoSeries *rows, gsize n_rows, const GError *error, gpointer user_data)
{
  g_autoptr (LaurelExchange) exchange = user_data;

  if (error != NULL)
    laurel_exchange_fail (exchange, error);
  else if (n_rows == 0)
    refuse_unknown (exchange);
  else
    reply_series (exchange, 200, &rows[0]);
}

static void
get_series (LaurelExchange *exchange)
{
  laurel_store_load_promo_series (laurel_exchange_get_store (exchange),
                                  laurel_exchange_get_parameter (exchange, "series"),
                                  series_cb,
                                  laurel_exchange_ref (exchange));
}

static void
list_cb (const LaurelPromoSeries *rows, gsize n_rows, const GError *error, gpointer user_data)
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
    json_array_append_new (items, new_series (&office, &rows[i]));

  json_object_set_new (body, "items", items);
  if (n_rows == laurel_exchange_get_page_size (exchange))
    json_object_set_new (body,
                         "next",
                         laurel_office_new_cursor (json_pack ("[s]", rows[n_rows - 1].series)));

  laurel_exchange_reply_json (exchange, 200, body);
}

static void
list_series (LaurelExchange *exchange)
{
  const char *after = NULL;
  json_t     *key = NULL;

  if (!laurel_office_read_cursor (exchange, &key, "[s]", &after))
    return;

  laurel_store_list_promo_series (laurel_exchange_get_store (exchange),
                                  after,
                                  (gint64) laurel_exchange_get_page_size (exchange),
                                  list_cb,
                                  laurel_exchange_ref (exchange));
  json_decref (key);
}

/* === Adding =================================================================================== */

static void
added_cb (const LaurelPromoSeries *rows, gsize n_rows, const GError *error, gpointer user_data)
{
  g_autoptr (LaurelExchange) exchange = user_data;

  if (error != NULL)
    laurel_exchange_fail (exchange, error);
  else if (n_rows == 0)
    laurel_exchange_problem (exchange,
                             409,
                             "series_taken",
                             "there is a series of this code already",
                             NULL,
                             NULL);
  else
    reply_series (exchange, 201, &rows[0]);
}

static void
add_series (LaurelExchange *exchange)
{
  g_autoptr (LaurelFaults) faults = laurel_faults_new ();
  g_autoptr (LaurelJsonReader) reader = NULL;
  g_autofree char  *after = NULL;
  LaurelPromoSeries series = { 0 };
  LaurelActor       who = actor (exchange);
  json_t           *body = laurel_exchange_read_object (exchange);

  if (body == NULL)
    return;

  reader = laurel_json_reader_new (body, "", faults);
  if (laurel_json_reader_begin (reader))
    {
      series.series = laurel_json_reader_get_string (reader, "series");
      if (series.series != NULL && !is_id (series.series))
        laurel_json_reader_fault (reader,
                                  "series",
                                  "format",
                                  "1 to %d Latin letters, digits, dots, dashes and underscores",
                                  ID_LENGTH_MAX);
      read_settled (reader, &series);
      read_changeable (reader, &series);
      laurel_json_reader_end_object (reader);
    }

  if (laurel_faults_get_n (faults) > 0)
    {
      laurel_exchange_refuse (exchange, faults);
    }
  else
    {
      after = dup_text (body);
      laurel_store_add_promo_series (laurel_exchange_get_store (exchange),
                                     &who,
                                     &series,
                                     laurel_exchange_get_now_us (exchange),
                                     after,
                                     added_cb,
                                     laurel_exchange_ref (exchange));
    }

  json_decref (body);
}

/* === Changing ================================================================================= */

typedef struct
{
  LaurelExchange *exchange;
  json_t         *body;
} Changing;

static void
changing_free (Changing *changing)
{
  laurel_exchange_unref (changing->exchange);
  json_decref (changing->body);
  g_free (changing);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Changing, changing_free)

static void
refuse_stale (LaurelExchange *exchange)
{
  laurel_exchange_problem (exchange,
                           412,
                           "stale",
                           "somebody else has changed the series: load it again",
                           NULL,
                           NULL);
}

static void
changed_cb (const LaurelPromoSeries *rows, gsize n_rows, const GError *error, gpointer user_data)
{
  g_autoptr (LaurelExchange) exchange = user_data;

  if (error != NULL)
    laurel_exchange_fail (exchange, error);
  else if (n_rows == 0)
    refuse_stale (exchange);
  else
    reply_series (exchange, 200, &rows[0]);
}

/* What is settled may be said again, and nothing else. */
static void
check_settled (LaurelJsonReader *reader, const LaurelPromoSeries *was)
{
  static const char *const kinds[] = { "shared", "unique", NULL };

  const char *series = laurel_json_reader_get_string_or (reader, "series", was->series);
  gint64      uses =
      laurel_json_reader_get_integer_or (reader, "uses_per_code", 1, COUNT_MAX, was->uses_per_code);

  if (g_strcmp0 (series, was->series) != 0)
    laurel_json_reader_fault (reader, "series", "settled", "cannot be changed");

  if (laurel_json_reader_get_word_or (reader, "kind", kinds, was->unique ? 1 : 0) !=
      (was->unique ? 1 : 0))
    laurel_json_reader_fault (reader, "kind", "settled", "cannot be changed");

  if (uses != was->uses_per_code)
    laurel_json_reader_fault (reader, "uses_per_code", "settled", "cannot be changed");
}

/* Whether @was is what the caller has seen. */
static gboolean
is_match (LaurelExchange *exchange, const LaurelPromoSeries *was)
{
  const char      *header = laurel_exchange_get_header (exchange, "If-Match");
  g_autofree char *tag = g_strdup_printf ("\"%" G_GINT64_FORMAT "\"", was->revision);

  return header == NULL || g_str_equal (header, "*") || g_str_equal (header, tag);
}

static void
change (Changing *changing, const LaurelPromoSeries *was)
{
  LaurelExchange *exchange = changing->exchange;
  g_autoptr (LaurelFaults) faults = laurel_faults_new ();
  g_autoptr (LaurelJsonReader) reader = laurel_json_reader_new (changing->body, "", faults);
  g_auto (LaurelOffice) office = { 0 };
  LaurelPromoSeries series = *was;
  LaurelActor       who = actor (exchange);
  g_autofree char  *before = NULL;
  g_autofree char  *after = NULL;
  json_t           *old = NULL;

  if (laurel_json_reader_begin (reader))
    {
      check_settled (reader, was);
      read_changeable (reader, &series);
      if (series.issue_limit > 0 && series.issue_limit < was->issued)
        laurel_json_reader_fault (reader,
                                  "issue_limit",
                                  "range",
                                  "there are %" G_GINT64_FORMAT " codes already",
                                  was->issued);
      laurel_json_reader_end_object (reader);
    }

  if (laurel_faults_get_n (faults) > 0)
    {
      laurel_exchange_refuse (exchange, faults);
      return;
    }

  laurel_office_init (&office, exchange);
  old = new_series (&office, was);
  before = dup_text (old);
  after = dup_text (changing->body);
  laurel_store_change_promo_series (laurel_exchange_get_store (exchange),
                                    &who,
                                    &series,
                                    before,
                                    after,
                                    changed_cb,
                                    laurel_exchange_ref (exchange));
  json_decref (old);
}

static void
found_cb (const LaurelPromoSeries *rows, gsize n_rows, const GError *error, gpointer user_data)
{
  g_autoptr (Changing) changing = user_data;

  if (error != NULL)
    laurel_exchange_fail (changing->exchange, error);
  else if (n_rows == 0)
    refuse_unknown (changing->exchange);
  else if (!is_match (changing->exchange, &rows[0]))
    refuse_stale (changing->exchange);
  else
    change (changing, &rows[0]);
}

static void
put_series (LaurelExchange *exchange)
{
  json_t   *body = laurel_exchange_read_object (exchange);
  Changing *changing = NULL;

  if (body == NULL)
    return;

  changing = g_new (Changing, 1);
  *changing = (Changing){ laurel_exchange_ref (exchange), body };
  laurel_store_load_promo_series (laurel_exchange_get_store (exchange),
                                  laurel_exchange_get_parameter (exchange, "series"),
                                  found_cb,
                                  changing);
}

static const LaurelQueryParameter page_query[] = { LAUREL_QUERY_PAGE, { NULL } };

/* clang-format off */
static const LaurelRoute routes[] = {
  { .method = "GET", .pattern = "/v1/promo-code-series", .access = LAUREL_ROUTE_ANALYST,
    .flags = LAUREL_ROUTE_OFFICE, .handler = list_series, .query = page_query, .tag = "Promo codes",
    .summary = "Series of promo codes", .response = "PromoSeriesList", .status = 200 },
  { .method = "POST", .pattern = "/v1/promo-code-series", .access = LAUREL_ROUTE_MARKETER,
    .flags = LAUREL_ROUTE_OFFICE, .body_limit = LAUREL_BODY_SMALL, .handler = add_series,
    .tag = "Promo codes", .summary = "Adds a series", .request = "PromoSeriesNew",
    .response = "PromoSeries", .status = 201 },
  { .method = "GET", .pattern = "/v1/promo-code-series/{series}", .access = LAUREL_ROUTE_ANALYST,
    .flags = LAUREL_ROUTE_OFFICE, .handler = get_series, .tag = "Promo codes",
    .summary = "One series", .response = "PromoSeries", .status = 200 },
  { .method = "PUT", .pattern = "/v1/promo-code-series/{series}", .access = LAUREL_ROUTE_MARKETER,
    .flags = LAUREL_ROUTE_OFFICE, .body_limit = LAUREL_BODY_SMALL, .handler = put_series,
    .tag = "Promo codes", .summary = "Changes a series; with If-Match only the one that was seen",
    .request = "PromoSeriesChange", .response = "PromoSeries", .status = 200 },
};
/* clang-format on */

const LaurelRoute *
laurel_http_promo_routes (gsize *n_routes)
{
  *n_routes = G_N_ELEMENTS (routes);

  return routes;
}
