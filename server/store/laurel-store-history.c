/* laurel-store-history.c - everything that happened to one client, the newest first
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One client's rows are few, so they are put together for each page. Points are told as the ledger
 * moved them: what one transaction did of one kind is one event, with the balance after it.
 */

#include "server/store/laurel-db-optional.h"
#include "server/store/laurel-store-client.h"

/* clang-format off */

/* What an entry of the account's own points tells of; the rest of a transaction goes with it. */
#define KIND_OF_MOVE \
  "case when e.movement in ('expire', 'unexpire') then 'burnt'" \
  " when t.kind in ('return', 'void', 'write_off') then t.kind::text" \
  " when t.kind = 'grant' then 'grant'" \
  " when t.kind = 'undo' then case e.movement when 'restore' then 'write_off' else 'grant' end" \
  " when t.kind = 'merge' then 'card_attached'" \
  " when e.movement = 'redeem' then 'redeemed' else 'earned' end"

/* The order of events of one instant. */
#define RANK \
  "case kind when 'registered' then 0 when 'card_attached' then 1 when 'purchase' then 2" \
  " when 'redeemed' then 3 when 'earned' then 4 when 'return' then 5 when 'void' then 5" \
  " when 'grant' then 6 when 'write_off' then 7 when 'level_up' then 8 when 'level_down' then 8" \
  " when 'activated' then 9 else 10 end::bigint"

#define NOTHING_MORE "null::bigint, null::bigint, null::bigint, null::timestamptz, null::text"

/* $1 client, $2 now, $3 to $6 the key, $7 limit */
static const LaurelStatement history_statement = {
  "office-history",
  "with accounts as materialized (select a.client_id from laurel.clients c, laurel.accounts_of"
  "   (coalesce (c.merged_into, c.client_id)) as a (client_id) where c.client_id = $1::bigint),"
  " sums as (select t.client_id, t.tx_no, t.\"time\", t.posted, t.document, t.document_kind,"
  "   " KIND_OF_MOVE " as kind, sum (e.amount)::bigint as points"
  "   from accounts join laurel.transactions t using (client_id)"
  "   join laurel.entries e using (client_id, tx_no) where e.account in ('lot', 'debt')"
  "   group by 1, 2, 3, 4, 5, 6, 7),"
  " moves as materialized (select *, sum (points) over (partition by client_id"
  "   order by tx_no, " RANK ")::bigint as balance from sums),"
  " events (\"time\", kind, number, part, store, receipt, sale_id, amount, points, balance, active_from,"
  "   level) as ("
  " select s.\"time\", 'purchase', s.sale_id, 0::bigint, s.store, s.receipt, s.sale_id, s.to_pay,"
  "   null::bigint, null::bigint, null::timestamptz, null::text"
  "   from accounts join laurel.sales s using (client_id)"
  " union all select r.\"time\", case r.kind when 'void' then 'void' else 'return' end, r.return_id, 0,"
  "   r.store, r.receipt, r.sale_id, - case r.kind when 'unlinked' then r.to_pay"
  "   else r.refund + r.certificates end, m.points, m.balance, null, null"
  "   from accounts join laurel.returns r using (client_id) left join moves m"
  "   on m.document = r.return_id and m.document_kind in ('return', 'void') and m.kind in ('return', 'void')"
  " union all select m.\"time\", m.kind, m.client_id, m.tx_no, s.store, s.receipt, s.sale_id, null,"
  "   m.points, m.balance, case m.kind when 'earned' then (select min (l.active_from) from laurel.lots l"
  "     where l.client_id = m.client_id and l.tx_no = m.tx_no and l.active_from > m.\"time\") end, null"
  "   from moves m left join laurel.sales s on m.document_kind = 'sale'"
  "   and s.client_id = m.client_id and s.sale_id = m.document"
  "   where m.kind not in ('return', 'void') and m.points <> 0"
  " union all select l.active_from, 'activated', l.client_id, l.lot_no, null, null, null, null,"
  "   p.points, null, null, null"
  "   from accounts join laurel.lots l using (client_id)"
  "   join laurel.transactions t using (client_id, tx_no),"
  "   lateral (select sum (e.amount)::bigint as points from laurel.entries e"
  "     join laurel.transactions x using (client_id, tx_no) where e.client_id = l.client_id"
  "     and e.lot_no = l.lot_no and e.account = 'lot' and x.posted <= l.active_from) p"
  "   where l.active_from > t.posted and l.active_from <= $2::timestamptz and p.points > 0"
  " union all select v.\"time\", case when v.direction > 0 then 'level_up' else 'level_down' end,"
  "   v.tx_no, v.change_no, null, null, null, null, null, null, null, v.to_level"
  "   from accounts join laurel.level_changes v using (client_id) where v.direction <> 0"
  " union all select c.created_at, 'registered', c.client_id, 0, null, null, null, " NOTHING_MORE
  "   from accounts join laurel.clients c using (client_id) where c.registered"
  " union all select k.since, 'card_attached', k.client_id, row_number () over (order by number), null,"
  "   null, null, " NOTHING_MORE
  "   from accounts join laurel.cards k using (client_id) where k.state <> 'issued'),"
  " ranked as (select *, " RANK " as rank from events)"
  " select (extract (epoch from e.\"time\") * 1000000)::bigint, e.rank, e.number, e.part, e.kind,"
  " st.time_zone, st.name, e.receipt, e.sale_id, e.amount, e.points, e.balance, e.active_from, e.level"
  " from ranked e left join laurel.stores st using (store)"
  " where (e.\"time\", e.rank, e.number, e.part)"
  "   < ($3::timestamptz, $4::bigint, $5::bigint, $6::bigint)"
  " order by e.\"time\" desc, e.rank desc, e.number desc, e.part desc limit $7::bigint",
  7,
  TRUE,
};
/* clang-format on */

/* After everything: 9999-12-31. */
#define END_US (G_GINT64_CONSTANT (253402214400) * G_USEC_PER_SEC)

enum
{
  COLUMN_TIME,
  COLUMN_RANK,
  COLUMN_NUMBER,
  COLUMN_PART,
  COLUMN_KIND,
  COLUMN_TIME_ZONE,
  COLUMN_STORE_NAME,
  COLUMN_RECEIPT,
  COLUMN_SALE,
  COLUMN_AMOUNT,
  COLUMN_POINTS,
  COLUMN_BALANCE,
  COLUMN_ACTIVE_FROM,
  COLUMN_LEVEL,
};

typedef struct
{
  LaurelHistoryDone done;
  gpointer          data;
} List;

static LaurelHistoryRow
read_row (const PGresult *result, int row)
{
  return (LaurelHistoryRow){
    .key = { laurel_db_get_bigint (result, row, COLUMN_TIME),
             laurel_db_get_bigint (result, row, COLUMN_RANK),
             laurel_db_get_bigint (result, row, COLUMN_NUMBER),
             laurel_db_get_bigint (result, row, COLUMN_PART) },
    .kind = laurel_db_get_text (result, row, COLUMN_KIND),
    .time_zone = laurel_db_get_text (result, row, COLUMN_TIME_ZONE),
    .store_name = laurel_db_get_text (result, row, COLUMN_STORE_NAME),
    .receipt = laurel_db_get_text (result, row, COLUMN_RECEIPT),
    .sale_id = laurel_db_get_bigint_or (result, row, COLUMN_SALE, 0),
    .has_amount = !laurel_db_is_null (result, row, COLUMN_AMOUNT),
    .amount = laurel_db_get_bigint_or (result, row, COLUMN_AMOUNT, 0),
    .has_points = !laurel_db_is_null (result, row, COLUMN_POINTS),
    .points = laurel_db_get_bigint_or (result, row, COLUMN_POINTS, 0),
    .has_balance = !laurel_db_is_null (result, row, COLUMN_BALANCE),
    .balance = laurel_db_get_bigint_or (result, row, COLUMN_BALANCE, 0),
    .active_us = laurel_db_get_timestamp_or (result, row, COLUMN_ACTIVE_FROM, 0),
    .level = laurel_db_get_text (result, row, COLUMN_LEVEL),
  };
}

static void
list_cb (LaurelDb *db, const PGresult *result, const GError *error, gpointer data)
{
  g_autofree List             *list = data;
  g_autofree LaurelHistoryRow *rows = NULL;
  int                          n_rows = 0;

  if (result == NULL)
    {
      list->done (NULL, 0, error, list->data);
      return;
    }

  n_rows = laurel_db_get_n_rows (result);
  rows = g_new (LaurelHistoryRow, (gsize) n_rows);

  for (int i = 0; i < n_rows; i++)
    rows[i] = read_row (result, i);

  list->done (rows, (gsize) n_rows, NULL, list->data);
}

void
laurel_store_list_history (LaurelStore            *store,
                           gint64                  client_id,
                           gint64                  now_us,
                           const LaurelHistoryKey *after,
                           gint64                  limit,
                           LaurelHistoryDone       done,
                           gpointer                data)
{
  LaurelDbParams *params = laurel_db_params_new ();
  List           *list = g_new (List, 1);

  *list = (List){ done, data };
  laurel_db_params_add_bigint (params, client_id);
  laurel_db_params_add_timestamp (params, now_us);
  laurel_db_params_add_timestamp (params, MIN (after->time_us, END_US));
  laurel_db_params_add_bigint (params, after->rank);
  laurel_db_params_add_bigint (params, after->number);
  laurel_db_params_add_bigint (params, after->part);
  laurel_db_params_add_bigint (params, limit);
  laurel_db_query (laurel_store_get_db (store),
                   LAUREL_DB_LANE_OFFICE,
                   &history_statement,
                   params,
                   list_cb,
                   list);
}
