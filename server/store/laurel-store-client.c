/* laurel-store-client.c - one client's page
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One row answers: what there may be several of comes as arrays, one for each column.
 */

#include "server/store/laurel-store-client.h"

#include "server/engine/laurel-calendar.h"
#include "server/engine/laurel-receipt.h" /* LAUREL_DAY_NONE */
#include "server/store/laurel-db-array.h"
#include "server/store/laurel-db-optional.h"

/* clang-format off */
#define DAYS(date) date " - date '1970-01-01'"
#define MICROSECONDS(instant) "(extract (epoch from " instant ") * 1000000)::bigint"

/* $1 client, $2 the first day of the first month */
static const LaurelStatement client_statement = {
  "office-client",
  "with one as (select h.* from laurel.clients c"
  "   join laurel.clients h on h.client_id = coalesce (c.merged_into, c.client_id)"
  "   where c.client_id = $1::bigint),"
  " accounts as materialized (select a.client_id from one, laurel.accounts_of (one.client_id)"
  "   as a (client_id)),"
  " sold as materialized (select s.day, s.to_pay, s.goods from accounts join laurel.sales s"
  "   using (client_id) where not exists (select from laurel.returns v where v.client_id = s.client_id"
  "   and v.sale_id = s.sale_id and v.kind = 'void')),"
  " back as materialized (select r.day, r.goods, case r.kind when 'unlinked' then r.to_pay"
  "   else r.refund + r.certificates end as to_pay from accounts join laurel.returns r"
  "   using (client_id) where r.kind <> 'void')"
  " select one.client_id, one.registered, one.last_name, one.first_name, one.patronymic,"
  " " DAYS ("one.birth_date") ", one.gender, one.phone, one.email, one.region, one.city, one.street,"
  " one.house, one.flat, one.postal_code, one.language, one.channel, one.notes, one.tags,"
  " one.created_at, r.client_id, r.last_name, r.first_name, r.patronymic,"
  " array (select segment from laurel.client_segments s where s.client_id = one.client_id"
  "   order by segment),"
  " n.*, k.*, p.*, b.*, e.*, m.*"
  " from one left join laurel.clients f on f.client_id = one.referrer_id"
  " left join laurel.clients r on r.client_id = coalesce (f.merged_into, f.client_id),"
  " lateral (select array_agg (channel order by channel), array_agg (given::integer order by channel),"
  "   array_agg (" MICROSECONDS ("at") " order by channel), array_agg (how order by channel),"
  "   array_agg (wording order by channel) from (select distinct on (channel) * from laurel.consents"
  "     where client_id = one.client_id order by channel, at desc) c) n,"
  " lateral (select array_agg (number order by since desc, number),"
  "   array_agg (kind order by since desc, number), array_agg (state order by since desc, number),"
  "   array_agg (" MICROSECONDS ("since") " order by since desc, number),"
  "   array_agg (coalesce (reason, '') order by since desc, number)"
  "   from laurel.cards where client_id = one.client_id) k,"
  " (select count (*), coalesce (sum (to_pay), 0)::bigint, coalesce (sum (goods), 0)::bigint,"
  "   " DAYS ("min (day)") ", " DAYS ("max (day)") " from sold) p,"
  " (select count (*), coalesce (sum (to_pay), 0)::bigint, coalesce (sum (goods), 0)::bigint,"
  "   " DAYS ("min (day)") ", " DAYS ("max (day)") " from back) b,"
  " (select coalesce (sum (amount) filter (where movement in"
  "     ('grant', 'referral', 'manual', 'import')), 0)::bigint,"
  "   coalesce (- sum (amount) filter (where movement in ('redeem', 'restore')), 0)::bigint,"
  "   coalesce (- sum (amount) filter (where movement in ('expire', 'unexpire')), 0)::bigint"
  "   from accounts join laurel.entries using (client_id) where account = 'lot') e,"
  " (select array_agg (sold order by n), array_agg (money order by n), array_agg (returned order by n),"
  "   array_agg (money_back order by n) from (select n,"
  "     (select count (*) from sold where date_trunc ('month', day) = month) as sold,"
  "     (select coalesce (sum (to_pay), 0)::bigint from sold"
  "       where date_trunc ('month', day) = month) as money,"
  "     (select count (*) from back where date_trunc ('month', day) = month) as returned,"
  "     (select coalesce (sum (to_pay), 0)::bigint from back"
  "       where date_trunc ('month', day) = month) as money_back"
  "     from (select n, $2::date + make_interval (months => n) as month"
  "       from generate_series (0, " G_STRINGIFY (LAUREL_CLIENT_MONTHS) " - 1) n) months) m) m",
  2,
  TRUE,
};
/* clang-format on */

enum
{
  COLUMN_CLIENT,
  COLUMN_REGISTERED,
  COLUMN_LAST_NAME,
  COLUMN_FIRST_NAME,
  COLUMN_PATRONYMIC,
  COLUMN_BIRTH_DAY,
  COLUMN_GENDER,
  COLUMN_PHONE,
  COLUMN_EMAIL,
  COLUMN_REGION,
  COLUMN_CITY,
  COLUMN_STREET,
  COLUMN_HOUSE,
  COLUMN_FLAT,
  COLUMN_POSTAL_CODE,
  COLUMN_LANGUAGE,
  COLUMN_CHANNEL,
  COLUMN_NOTES,
  COLUMN_TAGS,
  COLUMN_CREATED,
  COLUMN_REFERRER,
  COLUMN_REFERRER_LAST_NAME,
  COLUMN_REFERRER_FIRST_NAME,
  COLUMN_REFERRER_PATRONYMIC,
  COLUMN_SEGMENTS,
  COLUMN_CONSENT_CHANNEL,
  COLUMN_CONSENT_GIVEN,
  COLUMN_CONSENT_AT,
  COLUMN_CONSENT_HOW,
  COLUMN_CONSENT_WORDING,
  COLUMN_CARD_NUMBER,
  COLUMN_CARD_KIND,
  COLUMN_CARD_STATE,
  COLUMN_CARD_SINCE,
  COLUMN_CARD_REASON,
  COLUMN_PURCHASES, /* the first of N_TRADE_COLUMNS */
};

enum
{
  TRADE_COUNT,
  TRADE_SUM,
  TRADE_GOODS,
  TRADE_FIRST,
  TRADE_LAST,
  N_TRADE_COLUMNS,
};

enum
{
  COLUMN_RETURNS = COLUMN_PURCHASES + N_TRADE_COLUMNS,
  COLUMN_EARNED = COLUMN_RETURNS + N_TRADE_COLUMNS,
  COLUMN_SPENT,
  COLUMN_BURNT,
  COLUMN_MONTH_PURCHASES,
  COLUMN_MONTH_SUM,
  COLUMN_MONTH_RETURNS,
  COLUMN_MONTH_RETURNED,
};

typedef struct
{
  LaurelClientDone done;
  gpointer         data;
  gint32           first_month;
} Load;

/* (array zero-terminated=1): none of the statement's texts is NULL. Belongs to @owned. */
static char **
read_texts (GPtrArray *owned, const PGresult *result, int column)
{
  gsize  n = 0;
  char **texts = laurel_db_dup_texts (result, 0, column, &n);

  for (gsize i = 0; i < n; i++)
    g_ptr_array_add (owned, texts[i]);
  g_ptr_array_add (owned, texts);

  return texts;
}

static gint64 *
read_numbers (GPtrArray *owned, const PGresult *result, int column, gsize *n)
{
  gint64 *numbers = laurel_db_dup_bigints (result, 0, column, 0, n);

  g_ptr_array_add (owned, numbers);

  return numbers;
}

static void
read_consents (GPtrArray *owned, const PGresult *result, LaurelClientView *view)
{
  char            **channels = read_texts (owned, result, COLUMN_CONSENT_CHANNEL);
  gint64           *given = read_numbers (owned, result, COLUMN_CONSENT_GIVEN, &view->n_consents);
  gint64           *at = read_numbers (owned, result, COLUMN_CONSENT_AT, &view->n_consents);
  char            **how = read_texts (owned, result, COLUMN_CONSENT_HOW);
  char            **wording = read_texts (owned, result, COLUMN_CONSENT_WORDING);
  LaurelConsentRow *consents = g_new (LaurelConsentRow, view->n_consents);

  g_ptr_array_add (owned, consents);
  for (gsize i = 0; i < view->n_consents; i++)
    consents[i] = (LaurelConsentRow){ channels[i], given[i] != 0, at[i], how[i], wording[i] };

  view->consents = consents;
}

static void
read_cards (GPtrArray *owned, const PGresult *result, LaurelClientView *view)
{
  char         **numbers = read_texts (owned, result, COLUMN_CARD_NUMBER);
  char         **kinds = read_texts (owned, result, COLUMN_CARD_KIND);
  char         **states = read_texts (owned, result, COLUMN_CARD_STATE);
  gint64        *since = read_numbers (owned, result, COLUMN_CARD_SINCE, &view->n_cards);
  char         **reasons = read_texts (owned, result, COLUMN_CARD_REASON);
  LaurelCardRow *cards = g_new (LaurelCardRow, view->n_cards);

  g_ptr_array_add (owned, cards);
  for (gsize i = 0; i < view->n_cards; i++)
    cards[i] = (LaurelCardRow){
      numbers[i], kinds[i], states[i], since[i], reasons[i][0] != '\0' ? reasons[i] : NULL,
    };

  view->cards = cards;
}

static LaurelTrade
read_trade (const PGresult *result, int column)
{
  return (LaurelTrade){
    .count = laurel_db_get_bigint (result, 0, column + TRADE_COUNT),
    .sum = laurel_db_get_bigint (result, 0, column + TRADE_SUM),
    .goods = laurel_db_get_bigint (result, 0, column + TRADE_GOODS),
    .first = laurel_db_get_day (result, 0, column + TRADE_FIRST),
    .last = laurel_db_get_day (result, 0, column + TRADE_LAST),
  };
}

static void
read_months (const PGresult *result, LaurelClientView *view)
{
  gint64 columns[4][LAUREL_CLIENT_MONTHS];

  for (int i = 0; i < 4; i++)
    laurel_db_get_bigints (result,
                           0,
                           COLUMN_MONTH_PURCHASES + i,
                           0,
                           columns[i],
                           LAUREL_CLIENT_MONTHS);

  for (gsize i = 0; i < LAUREL_CLIENT_MONTHS; i++)
    view->months[i] =
        (LaurelMonthRow){ columns[0][i], columns[1][i], columns[2][i], columns[3][i] };
}

static LaurelClientView
read_client (const PGresult *result)
{
  const char *gender = laurel_db_get_text (result, 0, COLUMN_GENDER);

  return (LaurelClientView){
    .client_id = laurel_db_get_bigint (result, 0, COLUMN_CLIENT),
    .registered = laurel_db_get_boolean (result, 0, COLUMN_REGISTERED),
    .last_name = laurel_db_get_text (result, 0, COLUMN_LAST_NAME),
    .first_name = laurel_db_get_text (result, 0, COLUMN_FIRST_NAME),
    .patronymic = laurel_db_get_text (result, 0, COLUMN_PATRONYMIC),
    .birth_day = laurel_db_get_day (result, 0, COLUMN_BIRTH_DAY),
    .gender = gender != NULL ? gender[0] : '\0',
    .phone = laurel_db_get_text (result, 0, COLUMN_PHONE),
    .email = laurel_db_get_text (result, 0, COLUMN_EMAIL),
    .region = laurel_db_get_text (result, 0, COLUMN_REGION),
    .city = laurel_db_get_text (result, 0, COLUMN_CITY),
    .street = laurel_db_get_text (result, 0, COLUMN_STREET),
    .house = laurel_db_get_text (result, 0, COLUMN_HOUSE),
    .flat = laurel_db_get_text (result, 0, COLUMN_FLAT),
    .postal_code = laurel_db_get_text (result, 0, COLUMN_POSTAL_CODE),
    .language = laurel_db_get_text (result, 0, COLUMN_LANGUAGE),
    .channel = laurel_db_get_text (result, 0, COLUMN_CHANNEL),
    .notes = laurel_db_get_text (result, 0, COLUMN_NOTES),
    .registered_us = laurel_db_get_timestamp (result, 0, COLUMN_CREATED),
    .referrer_id = laurel_db_get_bigint_or (result, 0, COLUMN_REFERRER, 0),
    .referrer_last_name = laurel_db_get_text (result, 0, COLUMN_REFERRER_LAST_NAME),
    .referrer_first_name = laurel_db_get_text (result, 0, COLUMN_REFERRER_FIRST_NAME),
    .referrer_patronymic = laurel_db_get_text (result, 0, COLUMN_REFERRER_PATRONYMIC),
    .purchases = read_trade (result, COLUMN_PURCHASES),
    .returns = read_trade (result, COLUMN_RETURNS),
    .earned = laurel_db_get_bigint (result, 0, COLUMN_EARNED),
    .spent = laurel_db_get_bigint (result, 0, COLUMN_SPENT),
    .burnt = laurel_db_get_bigint (result, 0, COLUMN_BURNT),
  };
}

static void
load_cb (LaurelDb *db, const PGresult *result, const GError *error, gpointer data)
{
  g_autofree Load *load = data;
  g_autoptr (GPtrArray) owned = NULL;
  LaurelClientView view = { 0 };

  if (result == NULL || laurel_db_get_n_rows (result) == 0)
    {
      load->done (NULL, error, load->data);
      return;
    }

  owned = g_ptr_array_new_with_free_func (g_free);
  view = read_client (result);
  view.tags = (const char *const *) read_texts (owned, result, COLUMN_TAGS);
  view.segments = (const char *const *) read_texts (owned, result, COLUMN_SEGMENTS);
  view.first_month = load->first_month;
  read_consents (owned, result, &view);
  read_cards (owned, result, &view);
  read_months (result, &view);
  load->done (&view, NULL, load->data);
}

static gint32
first_month_of (gint32 today)
{
  LaurelDate date = laurel_date_from_day (today);
  gint32     month = date.year * 12 + date.month - 1 - (LAUREL_CLIENT_MONTHS - 1);

  return laurel_date_to_day ((LaurelDate){ month / 12, month % 12 + 1, 1 });
}

void
laurel_store_load_client (LaurelStore     *store,
                          gint64           client_id,
                          gint32           today,
                          LaurelClientDone done,
                          gpointer         data)
{
  LaurelDbParams *params = laurel_db_params_new ();
  Load           *load = g_new (Load, 1);

  *load = (Load){ done, data, first_month_of (today) };
  laurel_db_params_add_bigint (params, client_id);
  laurel_db_params_add_day (params, load->first_month);
  laurel_db_query (laurel_store_get_db (store),
                   LAUREL_DB_LANE_OFFICE,
                   &client_statement,
                   params,
                   load_cb,
                   load);
}
