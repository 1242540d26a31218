/* laurel-store-journal.c - lists and sums of sales and returns
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A list is asked for in one of four statements, by what leads to its rows: time alone, a store, a
 * client, or a search. Each reads the first rows of an index of sales and of one of returns, and
 * merges them; whatever else is asked for sifts these rows.
 */

#include "server/store/laurel-store-journal.h"

#include <string.h>

#include "server/store/laurel-db-optional.h"
#include "server/store/laurel-search.h"

typedef enum
{
  BY_TIME,
  BY_STORE,
  BY_CLIENT,
  BY_SEARCH,
  N_WAYS,
} Way;

/* $1 from, $2 to, $3 client, $4 store, $5 channel; lists go on with $6 and $7, the key that they
 * begin after, and $8, the limit. A search adds its text and what that was taken apart into. */
#define N_FILTERS       5
#define N_LIST_PARAMS   8
#define N_SEARCH_PARAMS (1 + LAUREL_SEARCH_N_PARAMS)

/* clang-format off */

/* Dates that sift rows which another index has found. The sum keeps the planner from taking the
 * index of days instead, which has them in no order that helps. */
#define SIFT \
  " d.day + 0 between coalesce ($1::date, '-infinity') and coalesce ($2::date, 'infinity')" \
  " and ($4::text is null or d.store = $4::text) and ($5::text is null or d.channel = $5::text)"

/* The first rows of an index that has times; a date of any zone lies within a day of them. */
#define FIRST_ROWS(table, document, where, order) \
  " from " table " d where " where " and" SIFT \
  " and d.\"time\" >= coalesce (($1::date - 1)::timestamptz, '-infinity')" \
  " and d.\"time\" < coalesce (($2::date + 2)::timestamptz, 'infinity')" \
  " and (d.\"time\", d." document ") < ($6::timestamptz, $7::bigint)" \
  " order by " order "d.\"time\" desc, d." document " desc limit $8::bigint"

/* What was paid and is given back: money, and what returns to certificates. */
#define GIVEN_BACK "case d.kind when 'unlinked' then d.to_pay else d.refund + d.certificates end"

#define SALE_ROW \
  "select d.sale_id, d.sale_id as document, 'sale' as kind, d.\"time\", d.receipt, d.store, d.channel," \
  " d.client_id, d.card, d.to_pay, d.discount, d.points, d.redeemed_points, d.lines"
#define RETURN_ROW \
  "select d.sale_id, d.return_id as document, d.kind::text, d.\"time\", d.receipt, d.store, d.channel," \
  " d.client_id, d.card, - " GIVEN_BACK " as to_pay, - d.discount as discount," \
  " - d.reversed_points as points, - d.restored_points as redeemed_points, d.lines"

#define SALES(where, order) "(" SALE_ROW FIRST_ROWS ("laurel.sales", "sale_id", where, order) ")"
#define RETURNS(where, order) \
  "(" RETURN_ROW FIRST_ROWS ("laurel.returns", "return_id", where, order) ")"

#define LIST(with, rows) \
  with "select d.sale_id, d.document, d.kind, d.\"time\", st.time_zone, d.receipt, d.store, st.name," \
  " d.channel, h.client_id, h.last_name, h.first_name, h.patronymic, d.card, d.to_pay, d.discount," \
  " d.points, d.redeemed_points, d.lines" \
  " from (" rows " order by \"time\" desc, document desc limit $8::bigint) d" \
  " left join laurel.stores st on st.store = d.store" \
  " left join laurel.clients c on c.client_id = d.client_id" \
  " left join laurel.clients h on h.client_id = coalesce (c.merged_into, c.client_id)" \
  " order by d.\"time\" desc, d.document desc"
#define LIST_WHERE(where) LIST ("", SALES (where, "") " union all " RETURNS (where, ""))

#define SUMS(with, sales, returns) \
  with "select s.n, r.n, s.to_pay - r.to_pay, s.discount - r.discount, s.points - r.points," \
  " s.redeemed - r.redeemed" \
  " from (select count (*) as n, coalesce (sum (to_pay), 0)::bigint as to_pay," \
  "   coalesce (sum (discount), 0)::bigint as discount, coalesce (sum (points), 0)::bigint as points," \
  "   coalesce (sum (redeemed_points), 0)::bigint as redeemed from " sales ") s," \
  " (select count (*) as n, coalesce (sum (" GIVEN_BACK "), 0)::bigint as to_pay," \
  "   coalesce (sum (discount), 0)::bigint as discount," \
  "   coalesce (sum (reversed_points), 0)::bigint as points," \
  "   coalesce (sum (restored_points), 0)::bigint as redeemed from " returns ") r"
#define SUMS_WHERE(where) \
  SUMS ("", "laurel.sales d where " where, "laurel.returns d where " where)

/* The index of days, stores and channels holds the sums as well. */
#define IN_DAYS \
  "$3::bigint is null" \
  " and d.day between coalesce ($1::date, '-infinity') and coalesce ($2::date, 'infinity')" \
  " and ($4::text is null or d.store = $4::text) and ($5::text is null or d.channel = $5::text)"

#define OF_NOBODY "$3::bigint is null"
#define OF_STORE  OF_NOBODY " and d.store = $4::text"
#define OF_CLIENT "d.client_id = any (array (select laurel.accounts_of ($3::bigint)))"

/* A search finds clients, whose rows are looked for one client after the other, and receipts. */
#define WITH_FOUND(words, phone, phone_end, card, email) \
  "with people as materialized (select distinct coalesce (c.merged_into, c.client_id) as client_id" \
  " from (" LAUREL_SEARCH_SQL (words, phone, phone_end, card, email) ") s" \
  " join laurel.clients c using (client_id))," \
  " found as materialized (select client_id from people" \
  " union all select c.client_id from laurel.clients c join people p on c.merged_into = p.client_id) "
#define IF_OF_CLIENT "($3::bigint is null or " OF_CLIENT ")"
#define OF_FOUND "d.client_id = f.client_id and " IF_OF_CLIENT
#define RECEIPT(q) LAUREL_SEARCH_BEGINS ("d.receipt", q) " and " IF_OF_CLIENT

#define LIST_FOUND(q) \
  "(select d.* from found f, lateral " SALES (OF_FOUND, "d.client_id, ") " d)" \
  " union " SALES (RECEIPT (q), "") \
  " union (select d.* from found f, lateral " \
  RETURNS (OF_FOUND, "d.client_id, ") " d)" \
  " union " RETURNS (RECEIPT (q), "")

#define SUMS_FOUND(table, columns, q) \
  "(select " columns " from " table " d" \
  " where d.client_id in (select client_id from found) and" SIFT " and " IF_OF_CLIENT \
  " union all select " columns " from " table " d" \
  " where d.client_id not in (select client_id from found) and" SIFT " and " RECEIPT (q) ") d"
#define SOLD_COLUMNS "d.to_pay, d.discount, d.points, d.redeemed_points"
#define BACK_COLUMNS \
  "d.kind, d.to_pay, d.refund, d.certificates, d.discount, d.reversed_points, d.restored_points"

static const LaurelStatement list_statements[N_WAYS] = {
  [BY_TIME] = { "office-journal-time", LIST_WHERE (OF_NOBODY), N_LIST_PARAMS, TRUE },
  [BY_STORE] = { "office-journal-store", LIST_WHERE (OF_STORE), N_LIST_PARAMS, TRUE },
  [BY_CLIENT] = { "office-journal-client", LIST_WHERE (OF_CLIENT), N_LIST_PARAMS, TRUE },
  [BY_SEARCH] = { "office-journal-search",
                  LIST (WITH_FOUND ("$10", "$11", "$12", "$13", "$14"), LIST_FOUND ("$9")),
                  N_LIST_PARAMS + N_SEARCH_PARAMS,
                  TRUE },
};

static const LaurelStatement sums_statements[N_WAYS] = {
  [BY_TIME] = { "office-sums-time", SUMS_WHERE (IN_DAYS), N_FILTERS, TRUE },
  [BY_STORE] = { "office-sums-store", SUMS_WHERE (IN_DAYS), N_FILTERS, TRUE },
  [BY_CLIENT] = { "office-sums-client", SUMS_WHERE (OF_CLIENT " and" SIFT), N_FILTERS, TRUE },
  [BY_SEARCH] = { "office-sums-search",
                  SUMS (WITH_FOUND ("$7", "$8", "$9", "$10", "$11"),
                        SUMS_FOUND ("laurel.sales", SOLD_COLUMNS, "$6"),
                        SUMS_FOUND ("laurel.returns", BACK_COLUMNS, "$6")),
                  N_FILTERS + N_SEARCH_PARAMS,
                  TRUE },
};
/* clang-format on */

enum
{
  COLUMN_SALE,
  COLUMN_DOCUMENT,
  COLUMN_KIND,
  COLUMN_TIME,
  COLUMN_TIME_ZONE,
  COLUMN_RECEIPT,
  COLUMN_STORE,
  COLUMN_STORE_NAME,
  COLUMN_CHANNEL,
  COLUMN_CLIENT,
  COLUMN_LAST_NAME,
  COLUMN_FIRST_NAME,
  COLUMN_PATRONYMIC,
  COLUMN_CARD,
  COLUMN_TO_PAY,
  COLUMN_DISCOUNT,
  COLUMN_POINTS,
  COLUMN_REDEEMED_POINTS,
  COLUMN_LINES,
};

enum
{
  SUM_RECEIPTS,
  SUM_RETURNS,
  SUM_TO_PAY,
  SUM_DISCOUNT,
  SUM_POINTS,
  SUM_REDEEMED_POINTS,
};

typedef struct
{
  LaurelJournalDone done;
  gpointer          data;
} List;

typedef struct
{
  LaurelJournalSumsDone done;
  gpointer              data;
} Sums;

static Way
choose_way (const LaurelJournalFilter *filter)
{
  if (filter->q != NULL)
    return BY_SEARCH;

  if (filter->client_id != 0)
    return BY_CLIENT;

  return filter->store != NULL ? BY_STORE : BY_TIME;
}

static void
add_filters (const LaurelJournalFilter *filter, LaurelDbParams *params)
{
  laurel_db_params_add_day (params, filter->from_day);
  laurel_db_params_add_day (params, filter->to_day);
  laurel_db_params_add_id (params, filter->client_id);
  laurel_db_params_add_text (params, filter->store);
  laurel_db_params_add_text (params, filter->channel);
}

static void
add_search (const LaurelJournalFilter *filter, LaurelDbParams *params)
{
  g_autoptr (LaurelSearch) search = NULL;
  g_autofree char *receipt = NULL;

  if (filter->q == NULL)
    return;

  search = laurel_search_new (filter->q);
  receipt = g_strstrip (g_strdup (filter->q));
  laurel_db_params_add_text (params, receipt);
  laurel_search_add_params (search, params);
}

static LaurelJournalRow
read_row (const PGresult *result, int row)
{
  return (LaurelJournalRow){
    .sale_id = laurel_db_get_bigint_or (result, row, COLUMN_SALE, 0),
    .document_id = laurel_db_get_bigint (result, row, COLUMN_DOCUMENT),
    .kind = laurel_db_get_text (result, row, COLUMN_KIND),
    .time_us = laurel_db_get_timestamp (result, row, COLUMN_TIME),
    .time_zone = laurel_db_get_text (result, row, COLUMN_TIME_ZONE),
    .receipt = laurel_db_get_text (result, row, COLUMN_RECEIPT),
    .store = laurel_db_get_text (result, row, COLUMN_STORE),
    .store_name = laurel_db_get_text (result, row, COLUMN_STORE_NAME),
    .channel = laurel_db_get_text (result, row, COLUMN_CHANNEL),
    .client_id = laurel_db_get_bigint_or (result, row, COLUMN_CLIENT, 0),
    .last_name = laurel_db_get_text (result, row, COLUMN_LAST_NAME),
    .first_name = laurel_db_get_text (result, row, COLUMN_FIRST_NAME),
    .patronymic = laurel_db_get_text (result, row, COLUMN_PATRONYMIC),
    .card = laurel_db_get_text (result, row, COLUMN_CARD),
    .to_pay = laurel_db_get_bigint (result, row, COLUMN_TO_PAY),
    .discount = laurel_db_get_bigint (result, row, COLUMN_DISCOUNT),
    .points = laurel_db_get_bigint (result, row, COLUMN_POINTS),
    .redeemed_points = laurel_db_get_bigint (result, row, COLUMN_REDEEMED_POINTS),
    .lines = laurel_db_get_bigint (result, row, COLUMN_LINES),
  };
}

static void
list_cb (LaurelDb *db, const PGresult *result, const GError *error, gpointer data)
{
  g_autofree List             *list = data;
  g_autofree LaurelJournalRow *rows = NULL;
  int                          n_rows = 0;

  if (result == NULL)
    {
      list->done (NULL, 0, error, list->data);
      return;
    }

  n_rows = laurel_db_get_n_rows (result);
  rows = g_new (LaurelJournalRow, (gsize) n_rows);

  for (int i = 0; i < n_rows; i++)
    rows[i] = read_row (result, i);

  list->done (rows, (gsize) n_rows, NULL, list->data);
}

void
laurel_store_list_journal (LaurelStore               *store,
                           const LaurelJournalFilter *filter,
                           LaurelJournalDone          done,
                           gpointer                   data)
{
  LaurelDbParams *params = laurel_db_params_new ();
  List           *list = g_new (List, 1);

  *list = (List){ done, data };
  add_filters (filter, params);
  laurel_db_params_add_timestamp (params, filter->after_us);
  laurel_db_params_add_bigint (params, filter->after_document);
  laurel_db_params_add_bigint (params, filter->limit);
  add_search (filter, params);
  laurel_db_query (laurel_store_get_db (store),
                   LAUREL_DB_LANE_OFFICE,
                   &list_statements[choose_way (filter)],
                   params,
                   list_cb,
                   list);
}

static void
sums_cb (LaurelDb *db, const PGresult *result, const GError *error, gpointer data)
{
  g_autofree Sums  *sums = data;
  LaurelJournalSums answer = { 0 };

  if (result == NULL)
    {
      sums->done (NULL, error, sums->data);
      return;
    }

  answer.receipts = laurel_db_get_bigint (result, 0, SUM_RECEIPTS);
  answer.returns = laurel_db_get_bigint (result, 0, SUM_RETURNS);
  answer.to_pay = laurel_db_get_bigint (result, 0, SUM_TO_PAY);
  answer.discount = laurel_db_get_bigint (result, 0, SUM_DISCOUNT);
  answer.points = laurel_db_get_bigint (result, 0, SUM_POINTS);
  answer.redeemed_points = laurel_db_get_bigint (result, 0, SUM_REDEEMED_POINTS);
  sums->done (&answer, NULL, sums->data);
}

void
laurel_store_sum_journal (LaurelStore               *store,
                          const LaurelJournalFilter *filter,
                          LaurelJournalSumsDone      done,
                          gpointer                   data)
{
  LaurelDbParams *params = laurel_db_params_new ();
  Sums           *sums = g_new (Sums, 1);

  *sums = (Sums){ done, data };
  add_filters (filter, params);
  add_search (filter, params);
  laurel_db_query (laurel_store_get_db (store),
                   LAUREL_DB_LANE_OFFICE,
                   &sums_statements[choose_way (filter)],
                   params,
                   sums_cb,
                   sums);
}
