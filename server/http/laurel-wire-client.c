/* laurel-wire-client.c - one client, their history and their statement, as answers show them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/http/laurel-wire-client.h"

#include "server/engine/laurel-calendar.h"
#include "server/store/laurel-ledger-words.h"
#include "server/wire/laurel-wire-balance.h"
#include "server/wire/laurel-wire-problem.h"

/* === The person =============================================================================== */

static json_t *
new_texts (const char *const *texts)
{
  json_t *array = json_array ();

  for (; *texts != NULL; texts++)
    json_array_append_new (array, json_string (*texts));

  return array;
}

static json_t *
new_address (const LaurelClientView *view)
{
  json_t *object = json_object ();

  json_object_set_new (object, "region", laurel_wire_new_text (view->region));
  json_object_set_new (object, "city", laurel_wire_new_text (view->city));
  json_object_set_new (object, "street", laurel_wire_new_text (view->street));
  json_object_set_new (object, "house", laurel_wire_new_text (view->house));
  json_object_set_new (object, "flat", laurel_wire_new_text (view->flat));
  json_object_set_new (object, "postal_code", laurel_wire_new_text (view->postal_code));

  return object;
}

static json_t *
new_age (const LaurelOffice *office, gint32 birth_day)
{
  gint32 age = 0;

  if (birth_day == LAUREL_DAY_NONE)
    return json_null ();

  age = laurel_age_on (laurel_date_from_day (birth_day), office->today);

  return age >= 0 ? json_integer (age) : json_null ();
}

static json_t *
new_referrer (const LaurelClientView *view)
{
  json_t *object = NULL;

  if (view->referrer_id == 0)
    return json_null ();

  object = json_object ();
  json_object_set_new (object, "client", laurel_office_new_id (view->referrer_id));
  json_object_set_new (object,
                       "name",
                       laurel_office_new_short_name (view->referrer_last_name,
                                                     view->referrer_first_name,
                                                     view->referrer_patronymic));

  return object;
}

static json_t *
new_consents (const LaurelOffice *office, const LaurelClientView *view)
{
  json_t *array = json_array ();

  for (gsize i = 0; i < view->n_consents; i++)
    {
      const LaurelConsentRow *row = &view->consents[i];
      json_t                 *object = json_object ();

      json_object_set_new (object, "channel", json_string (row->channel));
      json_object_set_new (object, "given", json_boolean (row->given));
      json_object_set_new (object, "at", laurel_office_new_instant (office, row->at_us, NULL));
      json_object_set_new (object, "how", json_string (row->how));
      json_object_set_new (object, "text", json_string (row->wording));
      json_array_append_new (array, object);
    }

  return array;
}

static json_t *
new_cards (const LaurelOffice *office, const LaurelClientView *view)
{
  json_t *array = json_array ();

  for (gsize i = 0; i < view->n_cards; i++)
    {
      const LaurelCardRow *row = &view->cards[i];
      gint32               since = laurel_office_get_day (office, row->since_us);
      json_t              *object = json_object ();

      json_object_set_new (object, "number", json_string (row->number));
      json_object_set_new (object, "kind", json_string (row->kind));
      json_object_set_new (object, "state", json_string (row->state));
      json_object_set_new (object, "since", laurel_wire_new_day (since));
      json_object_set_new (object, "reason", laurel_wire_new_text (row->reason));
      json_array_append_new (array, object);
    }

  return array;
}

static void
add_person (json_t *object, const LaurelOffice *office, const LaurelClientView *view)
{
  const char gender[] = { view->gender, '\0' };

  json_object_set_new (object, "client", laurel_office_new_id (view->client_id));
  json_object_set_new (object, "first_name", laurel_wire_new_text (view->first_name));
  json_object_set_new (object, "last_name", laurel_wire_new_text (view->last_name));
  json_object_set_new (object, "patronymic", laurel_wire_new_text (view->patronymic));
  json_object_set_new (object, "birth_date", laurel_wire_new_day (view->birth_day));
  json_object_set_new (object, "age", new_age (office, view->birth_day));
  json_object_set_new (object, "gender", laurel_wire_new_text (view->gender ? gender : NULL));
  json_object_set_new (object, "phone", laurel_wire_new_text (view->phone));
  json_object_set_new (object, "email", laurel_wire_new_text (view->email));
  json_object_set_new (object, "address", new_address (view));
  json_object_set_new (object, "language", laurel_wire_new_text (view->language));
  json_object_set_new (object, "channel", laurel_wire_new_text (view->channel));
  json_object_set_new (object, "notes", json_string (view->notes));
  json_object_set_new (object, "tags", new_texts (view->tags));
  json_object_set_new (object,
                       "registered_at",
                       laurel_office_new_instant (office, view->registered_us, NULL));
  json_object_set_new (object, "registered", json_boolean (view->registered));
  json_object_set_new (object, "referrer", new_referrer (view));
  json_object_set_new (object, "consents", new_consents (office, view));
  json_object_set_new (object, "cards", new_cards (office, view));
  json_object_set_new (object, "segments", new_texts (view->segments));
}

/* === Trade ==================================================================================== */

static void
add_trade (json_t *object, const LaurelClientView *view)
{
  const LaurelTrade *bought = &view->purchases;
  const LaurelTrade *back = &view->returns;
  json_t            *purchases = json_object ();
  json_t            *returns = json_object ();

  json_object_set_new (purchases, "count", json_integer (bought->count));
  json_object_set_new (purchases, "sum", json_integer (bought->sum));
  json_object_set_new (purchases, "goods", json_integer (bought->goods));
  json_object_set_new (purchases, "first", laurel_wire_new_day (bought->first));
  json_object_set_new (purchases, "last", laurel_wire_new_day (bought->last));
  json_object_set_new (purchases,
                       "average",
                       bought->count > 0 ? json_integer (bought->sum / bought->count)
                                         : json_null ());
  json_object_set_new (object, "purchases", purchases);

  json_object_set_new (returns, "count", json_integer (back->count));
  json_object_set_new (returns, "sum", json_integer (back->sum));
  json_object_set_new (returns, "goods", json_integer (back->goods));
  json_object_set_new (returns, "last", laurel_wire_new_day (back->last));
  json_object_set_new (object, "returns", returns);
}

static json_t *
new_months (const LaurelClientView *view)
{
  LaurelDate date = laurel_date_from_day (view->first_month);
  json_t    *array = json_array ();

  for (gsize i = 0; i < LAUREL_CLIENT_MONTHS; i++)
    {
      const LaurelMonthRow *row = &view->months[i];
      json_t               *object = json_object ();

      json_object_set_new (object, "month", json_sprintf ("%04d-%02d", date.year, date.month));
      json_object_set_new (object, "purchases", json_integer (row->purchases));
      json_object_set_new (object, "sum", json_integer (row->sum));
      json_object_set_new (object, "returns", json_integer (row->returns));
      json_object_set_new (object, "returned", json_integer (row->returned));
      json_array_append_new (array, object);

      date.year += date.month == 12;
      date.month = date.month % 12 + 1;
    }

  return array;
}

/* === Levels and points ======================================================================== */

static const LaurelLevel *
find_next_level (const LaurelProgramTerms *terms, gint64 turnover)
{
  const LaurelLevel *next = NULL;

  for (gsize i = 0; i < terms->n_levels; i++)
    if (terms->levels[i].threshold > turnover &&
        (next == NULL || terms->levels[i].threshold < next->threshold))
      next = &terms->levels[i];

  return next;
}

static void
add_levels (json_t              *object,
            const LaurelOffice  *office,
            const LaurelAccount *account,
            const LaurelBalance *balance)
{
  const LaurelProgram    *program = office->release->program;
  const LaurelLevelState *state = &account->level;
  const LaurelLevel      *level =
      balance->level != NULL ? laurel_program_get_level (program, balance->level) : NULL;
  const LaurelLevel *next =
      find_next_level (laurel_program_get_terms (program), balance->level_turnover);
  json_t *now = json_null ();
  json_t *then = json_null ();

  if (level != NULL)
    {
      const char *name = level->name != NULL ? level->name : level->id;
      gboolean    by_hand = state->manual != NULL && g_str_equal (state->manual, level->id);

      now = json_object ();
      json_object_set_new (now, "id", json_string (level->id));
      json_object_set_new (now, "name", json_string (name));
      json_object_set_new (
          now,
          "representation",
          json_string (level->representation != NULL ? level->representation : name));
      json_object_set_new (now,
                           "until",
                           laurel_wire_new_day (by_hand ? state->manual_until : LAUREL_DAY_NONE));
    }

  if (next != NULL)
    {
      then = json_object ();
      json_object_set_new (then, "id", json_string (next->id));
      json_object_set_new (then, "name", json_string (next->name != NULL ? next->name : next->id));
      json_object_set_new (then,
                           "missing",
                           json_integer (next->threshold - balance->level_turnover));
    }

  json_object_set_new (object, "level", now);
  json_object_set_new (object, "next_level", then);
}

/* What has burnt by its dates and is not posted yet. */
static gint64
count_due (const LaurelOffice *office, const LaurelAccount *account, gint64 now)
{
  g_autoptr (LaurelAccount) copy = laurel_account_copy (account);
  gint64 burnt = 0;

  laurel_ledger_post_due (copy, office->release->terms, now);

  for (guint i = 0; i < copy->entries->len; i++)
    {
      const LaurelEntry *entry = &g_array_index (copy->entries, LaurelEntry, i);

      if (entry->state == LAUREL_ROW_NEW && entry->account == LAUREL_ENTRY_LOT &&
          entry->movement == LAUREL_MOVEMENT_EXPIRE)
        burnt -= entry->amount;
    }

  return burnt;
}

static json_t *
new_points (const LaurelOffice     *office,
            const LaurelClientView *view,
            const LaurelBalance    *balance,
            gint64                  due)
{
  json_t *object = json_object ();
  gint64  money_per_point = office->release->terms->money_per_point;

  json_object_set_new (object, "available", json_integer (balance->available));
  json_object_set_new (object, "held", json_integer (balance->held));
  json_object_set_new (object, "pending", laurel_wire_new_balance_items (balance->pending));
  json_object_set_new (object, "pending_total", json_integer (balance->pending_total));
  json_object_set_new (object, "debt", json_integer (balance->debt));
  json_object_set_new (object, "burns", laurel_wire_new_balance_items (balance->burns));
  json_object_set_new (object, "spent", json_integer (view->spent));
  json_object_set_new (object, "burnt", json_integer (view->burnt + due));
  json_object_set_new (object, "earned", json_integer (view->earned));
  /* Hundredths of points, rounded down, without leaving 64 bits on the way. */
  json_object_set_new (object,
                       "worth",
                       json_integer (balance->available / 100 * money_per_point +
                                     balance->available % 100 * money_per_point / 100));

  return object;
}

json_t *
laurel_wire_new_client (const LaurelOffice     *office,
                        const LaurelClientView *view,
                        const LaurelAccount    *account)
{
  gint64 now = MAX (office->now_us / G_USEC_PER_SEC, account->posted);
  g_autoptr (LaurelBalance) balance = laurel_ledger_balance (account, office->release->terms, now);
  json_t *object = json_object ();

  add_person (object, office, view);
  add_levels (object, office, account, balance);
  add_trade (object, view);
  json_object_set_new (object,
                       "points",
                       new_points (office, view, balance, count_due (office, account, now)));
  json_object_set_new (object, "turnover", json_integer (balance->turnover));
  json_object_set_new (object, "level_turnover", json_integer (balance->level_turnover));
  json_object_set_new (object, "months", new_months (view));

  return object;
}

/* === History and statement ==================================================================== */

json_t *
laurel_wire_new_history_row (const LaurelOffice *office, const LaurelHistoryRow *row)
{
  json_t *object = json_object ();
  gint32  active =
      row->active_us != 0 ? laurel_office_get_day (office, row->active_us) : LAUREL_DAY_NONE;

  json_object_set_new (object,
                       "time",
                       laurel_office_new_instant (office, row->key.time_us, row->time_zone));
  json_object_set_new (object, "kind", json_string (row->kind));
  json_object_set_new (object, "store_name", laurel_wire_new_text (row->store_name));
  json_object_set_new (object, "receipt", laurel_wire_new_text (row->receipt));
  json_object_set_new (object, "sale", laurel_office_new_id (row->sale_id));
  json_object_set_new (object,
                       "amount",
                       row->has_amount ? json_integer (row->amount) : json_null ());
  json_object_set_new (object,
                       "points",
                       row->has_points ? json_integer (row->points) : json_null ());
  json_object_set_new (object,
                       "balance",
                       row->has_balance ? json_integer (row->balance) : json_null ());
  json_object_set_new (object, "date", laurel_wire_new_day (active));
  json_object_set_new (object, "level_name", laurel_office_new_level_name (office, row->level));

  return object;
}

static json_t *
new_document (const LaurelDocument *document)
{
  json_t *object = NULL;

  if (document->kind == LAUREL_DOCUMENT_NONE)
    return json_null ();

  object = json_object ();
  json_object_set_new (object, "kind", json_string (laurel_words_document_kinds[document->kind]));
  json_object_set_new (object, "id", laurel_office_new_id (document->id));

  return object;
}

static json_t *
new_statement_row (const LaurelOffice *office, const LaurelStatementItem *row)
{
  json_t *object = json_object ();

  json_object_set_new (object,
                       "time",
                       laurel_office_new_instant (office, row->time * G_USEC_PER_SEC, NULL));
  json_object_set_new (object,
                       "posted",
                       laurel_office_new_instant (office, row->posted * G_USEC_PER_SEC, NULL));
  json_object_set_new (object,
                       "kind",
                       json_string (laurel_ledger_movement_to_string (row->movement)));
  json_object_set_new (object, "document", new_document (&row->document));
  json_object_set_new (object, "points", json_integer (row->points));
  json_object_set_new (object, "balance", json_integer (row->balance));

  return object;
}

json_t *
laurel_wire_new_statement (const LaurelOffice  *office,
                           const LaurelAccount *account,
                           gint64               at,
                           gint64               first,
                           gint64               limit)
{
  g_autoptr (GArray) rows = laurel_ledger_statement (account, office->release->terms, at);
  json_t *body = json_object ();
  json_t *items = json_array ();
  gint64  n_rows = rows->len;
  gint64  end = limit < n_rows - MIN (first, n_rows) ? first + limit : n_rows;

  for (gint64 i = first; i < end; i++)
    json_array_append_new (
        items,
        new_statement_row (office, &g_array_index (rows, LaurelStatementItem, i)));

  json_object_set_new (body, "items", items);
  json_object_set_new (
      body,
      "closing",
      json_integer (n_rows > 0 ? g_array_index (rows, LaurelStatementItem, n_rows - 1).balance
                               : 0));
  if (end < n_rows)
    json_object_set_new (body,
                         "next",
                         laurel_office_new_cursor (json_pack ("[I]", (json_int_t) end)));

  return body;
}
