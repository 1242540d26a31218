/* laurel-store-clients.c - clients as they are looked for: lists in several orders
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A page is found first, by an index in its order or among those whom a search has found, and then
 * filled in. Points are counted from the lots by their dates at the instant asked about, never from
 * a number kept: whether a sweep has run makes no difference.
 */

#include "server/store/laurel-store-clients.h"

#include "server/engine/laurel-receipt.h" /* LAUREL_DAY_NONE */
#include "server/store/laurel-db-optional.h"
#include "server/store/laurel-search.h"

/* $1 now, $2 today, $3 limit, $4 number and $5 client of the key; by name $6 and $7 are the key's
 * names. A search adds what its text was taken apart into. */
#define N_PARAMS       5
#define N_NAMED_PARAMS 7

/* clang-format off */

/* A lot of the account "a" has not burnt by now. Of those that follow the account's activity the
 * first day without them is compared, which is the same and needs no zone. */
#define LASTS \
  "case when l.expiry = 'inactivity' and l.active_to is null" \
  " then greatest (l.own_day, a.activity_day) + l.inactivity_days + 1 > $2::date" \
  " else coalesce (l.active_to, 'infinity') > $1::timestamptz end"

/* What holds keep of a lot; those that have timed out keep nothing, posted or not. */
#define KEPT \
  "case l.held when 0 then 0 else (select coalesce (sum (p.points), 0)::bigint" \
  "   from laurel.hold_parts p join laurel.holds h using (client_id, hold)" \
  "   where p.client_id = l.client_id and p.lot_no = l.lot_no and h.ending = 'open'" \
  "   and h.until > $1::timestamptz) end"

#define AVAILABLE \
  "greatest (0, coalesce (sum (l.remaining - " KEPT ") filter (where" \
  " l.active_from <= $1::timestamptz), 0) - min (a.debt))::bigint"
#define PENDING \
  "coalesce (sum (l.remaining) filter (where l.active_from > $1::timestamptz), 0)::bigint"

#define POINTS_OF_ACCOUNT(sums) \
  "(select " sums " from (select a.*) a left join laurel.lots l" \
  " on l.client_id = a.client_id and l.remaining > 0 and " LASTS ")"

#define LEVEL \
  "case when a.manual_level is not null and coalesce (a.manual_until, 'infinity') >= $2::date" \
  " then a.manual_level else a.level end"

#define PAGE(page, order) \
  page " select c.client_id, c.registered, c.last_name, c.first_name, c.patronymic, c.phone, c.email," \
  " c.city, (select number from laurel.cards k where k.client_id = c.client_id" \
  "   order by (state = 'active') desc, since desc, number limit 1)," \
  " " LEVEL ", w.available, w.pending, a.last_purchase_day - date '1970-01-01', a.turnover" \
  " from page join laurel.clients c using (client_id) join laurel.accounts a using (client_id)," \
  " lateral " POINTS_OF_ACCOUNT (AVAILABLE " as available, " PENDING " as pending") " w" \
  " order by " order

#define PURCHASE "coalesce (a.last_purchase_day - date '1970-01-01', -1)"
#define NAME "coalesce (c.last_name, '') = '', coalesce (c.last_name, ''), coalesce (c.first_name, '')"

#define WHERE_PURCHASE \
  " where c.merged_into is null and (" PURCHASE ", a.client_id) < ($4::bigint, $5::bigint)" \
  " order by " PURCHASE " desc, a.client_id desc limit $3::bigint)"
#define WHERE_NAME \
  " where c.merged_into is null" \
  " and (" NAME ", c.client_id) > ($4::bigint <> 0, $6::text, $7::text, $5::bigint)" \
  " order by " NAME ", c.client_id limit $3::bigint)"
#define WHERE_TURNOVER \
  " where c.merged_into is null and (a.turnover, a.client_id) < ($4::bigint, $5::bigint)" \
  " order by a.turnover desc, a.client_id desc limit $3::bigint)"
#define WHERE_POINTS \
  " where (available, client_id) < ($4::bigint, $5::bigint)" \
  " order by available desc, client_id desc limit $3::bigint)"

#define ACCOUNTS " from laurel.accounts a join laurel.clients c using (client_id)"

/* All points at once: one pass over the lots, not a look-up for each account. */
#define POINTS(accounts) \
  " from (select a.client_id, " AVAILABLE " as available" accounts \
  " left join laurel.lots l on l.client_id = a.client_id and l.remaining > 0 and " LASTS \
  " where not a.merged group by a.client_id) a"

#define FOUND(words, phone, phone_end, card, email) \
  "with found as materialized (select distinct coalesce (c.merged_into, c.client_id) as client_id" \
  " from (" LAUREL_SEARCH_SQL (words, phone, phone_end, card, email) ") s" \
  " join laurel.clients c using (client_id))"
#define FOUND_PAGE FOUND ("$6", "$7", "$8", "$9", "$10") ", page as ("
#define FOUND_NAMED_PAGE FOUND ("$8", "$9", "$10", "$11", "$12") ", page as ("
#define FOUND_ACCOUNTS ACCOUNTS " join found using (client_id)"

#define BY_PURCHASE(begin, from) \
  PAGE (begin "select a.client_id" from WHERE_PURCHASE, PURCHASE " desc, client_id desc")
#define BY_NAME(begin, from) \
  PAGE (begin "select c.client_id" from WHERE_NAME, NAME ", client_id")
#define BY_TURNOVER(begin, from) \
  PAGE (begin "select a.client_id" from WHERE_TURNOVER, "a.turnover desc, client_id desc")
#define BY_POINTS(begin, from) \
  PAGE (begin "select client_id" from WHERE_POINTS, "w.available desc, client_id desc")

/* [whether something is searched] */
static const LaurelStatement list_statements[LAUREL_N_CLIENTS_SORTS][2] = {
  [LAUREL_CLIENTS_BY_LAST_PURCHASE] = {
    { "office-clients-purchase", BY_PURCHASE ("with page as (", ACCOUNTS), N_PARAMS, TRUE },
    { "office-clients-purchase-found",
      BY_PURCHASE (FOUND_PAGE, FOUND_ACCOUNTS), N_PARAMS + LAUREL_SEARCH_N_PARAMS, TRUE } },
  [LAUREL_CLIENTS_BY_NAME] = {
    { "office-clients-name", BY_NAME ("with page as (", ACCOUNTS), N_NAMED_PARAMS, TRUE },
    { "office-clients-name-found",
      BY_NAME (FOUND_NAMED_PAGE, FOUND_ACCOUNTS), N_NAMED_PARAMS + LAUREL_SEARCH_N_PARAMS, TRUE } },
  [LAUREL_CLIENTS_BY_TURNOVER] = {
    { "office-clients-turnover", BY_TURNOVER ("with page as (", ACCOUNTS), N_PARAMS, TRUE },
    { "office-clients-turnover-found",
      BY_TURNOVER (FOUND_PAGE, FOUND_ACCOUNTS), N_PARAMS + LAUREL_SEARCH_N_PARAMS, TRUE } },
  [LAUREL_CLIENTS_BY_POINTS] = {
    { "office-clients-points", BY_POINTS ("with page as (", POINTS (" from laurel.accounts a")), N_PARAMS, TRUE },
    { "office-clients-points-found",
      BY_POINTS (FOUND_PAGE, POINTS (" from laurel.accounts a join found using (client_id)")), N_PARAMS + LAUREL_SEARCH_N_PARAMS, TRUE } },
};

static const LaurelStatement count_statement = {
  "office-clients-count",
  "select count (*) from (select from laurel.clients where merged_into is null"
  " limit " G_STRINGIFY (LAUREL_CLIENTS_COUNT_MAX) " + 1) c",
  0,
  TRUE,
};

static const LaurelStatement count_found_statement = {
  "office-clients-count-found",
  FOUND ("$1", "$2", "$3", "$4", "$5")
  " select count (*) from (select from found limit " G_STRINGIFY (LAUREL_CLIENTS_COUNT_MAX) " + 1) c",
  LAUREL_SEARCH_N_PARAMS,
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
  COLUMN_PHONE,
  COLUMN_EMAIL,
  COLUMN_CITY,
  COLUMN_CARD,
  COLUMN_LEVEL,
  COLUMN_AVAILABLE,
  COLUMN_PENDING,
  COLUMN_LAST_PURCHASE,
  COLUMN_TURNOVER,
};

typedef struct
{
  LaurelClientsDone done;
  gpointer          data;
} List;

typedef struct
{
  LaurelClientsCountDone done;
  gpointer               data;
} Count;

static void
list_cb (LaurelDb *db, const PGresult *result, const GError *error, gpointer data)
{
  g_autofree List            *list = data;
  g_autofree LaurelClientRow *rows = NULL;
  int                         n_rows = 0;

  if (result == NULL)
    {
      list->done (NULL, 0, error, list->data);
      return;
    }

  n_rows = laurel_db_get_n_rows (result);
  rows = g_new (LaurelClientRow, (gsize) n_rows);

  for (int i = 0; i < n_rows; i++)
    rows[i] = (LaurelClientRow){
      .client_id = laurel_db_get_bigint (result, i, COLUMN_CLIENT),
      .registered = laurel_db_get_boolean (result, i, COLUMN_REGISTERED),
      .last_name = laurel_db_get_text (result, i, COLUMN_LAST_NAME),
      .first_name = laurel_db_get_text (result, i, COLUMN_FIRST_NAME),
      .patronymic = laurel_db_get_text (result, i, COLUMN_PATRONYMIC),
      .phone = laurel_db_get_text (result, i, COLUMN_PHONE),
      .email = laurel_db_get_text (result, i, COLUMN_EMAIL),
      .city = laurel_db_get_text (result, i, COLUMN_CITY),
      .card = laurel_db_get_text (result, i, COLUMN_CARD),
      .level = laurel_db_get_text (result, i, COLUMN_LEVEL),
      .available = laurel_db_get_bigint (result, i, COLUMN_AVAILABLE),
      .pending = laurel_db_get_bigint (result, i, COLUMN_PENDING),
      .last_purchase = laurel_db_get_day (result, i, COLUMN_LAST_PURCHASE),
      .turnover = laurel_db_get_bigint (result, i, COLUMN_TURNOVER),
    };

  list->done (rows, (gsize) n_rows, NULL, list->data);
}

/* Names ascend from what stands before every name; numbers descend from the greatest. */
static void
add_key (const LaurelClientsFilter *filter, LaurelDbParams *params)
{
  const LaurelClientsKey *after = &filter->after;
  gboolean                by_name = filter->sort == LAUREL_CLIENTS_BY_NAME;
  gint64                  beginning = by_name ? 0 : G_MAXINT64;

  laurel_db_params_add_bigint (params, after->client_id != 0 ? after->number : beginning);
  laurel_db_params_add_bigint (params, after->client_id != 0 ? after->client_id : beginning);

  if (by_name)
    {
      laurel_db_params_add_text (params, after->client_id != 0 ? after->last_name : "");
      laurel_db_params_add_text (params, after->client_id != 0 ? after->first_name : "");
    }
}

void
laurel_store_list_clients (LaurelStore               *store,
                           const LaurelClientsFilter *filter,
                           LaurelClientsDone          done,
                           gpointer                   data)
{
  LaurelDbParams *params = laurel_db_params_new ();
  List           *list = g_new (List, 1);

  *list = (List){ done, data };
  laurel_db_params_add_timestamp (params, filter->now_us);
  laurel_db_params_add_day (params, filter->today);
  laurel_db_params_add_bigint (params, filter->limit);
  add_key (filter, params);

  if (filter->q != NULL)
    {
      g_autoptr (LaurelSearch) search = laurel_search_new (filter->q);

      laurel_search_add_params (search, params);
    }

  laurel_db_query (laurel_store_get_db (store),
                   LAUREL_DB_LANE_OFFICE,
                   &list_statements[filter->sort][filter->q != NULL],
                   params,
                   list_cb,
                   list);
}

static void
count_cb (LaurelDb *db, const PGresult *result, const GError *error, gpointer data)
{
  g_autofree Count *count = data;

  count->done (result != NULL ? laurel_db_get_bigint (result, 0, 0) : 0, error, count->data);
}

void
laurel_store_count_clients (LaurelStore           *store,
                            const char            *q,
                            LaurelClientsCountDone done,
                            gpointer               data)
{
  LaurelDbParams *params = laurel_db_params_new ();
  Count          *count = g_new (Count, 1);

  *count = (Count){ done, data };

  if (q != NULL)
    {
      g_autoptr (LaurelSearch) search = laurel_search_new (q);

      laurel_search_add_params (search, params);
    }

  laurel_db_query (laurel_store_get_db (store),
                   LAUREL_DB_LANE_OFFICE,
                   q != NULL ? &count_found_statement : &count_statement,
                   params,
                   count_cb,
                   count);
}
