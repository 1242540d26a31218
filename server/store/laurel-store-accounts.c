/* laurel-store-accounts.c - loads an account for an operation
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One statement answers with rows of several kinds, told apart by a tag: numbers in one array,
 * texts in another. That is one round trip and one plan instead of ten.
 */

#include "server/store/laurel-store-accounts.h"

#include "server/store/laurel-loaded.h"
#include "server/store/laurel-store-private.h"

/* === The statements: $1 card or phone, $2 id of a client or sale, $3 till, $4 key, $5 holds; and
 * of those that look for uses $6 personal discounts, $7 shared ones, $8 codes, $9 now === */

/* clang-format off */
#define EPOCH(column) "extract (epoch from " column ")::bigint"
#define DAY(column) "(" column " - date '1970-01-01')::bigint"

#define WHO(from, where) \
  "(select coalesce (c.merged_into, c.client_id) as client_id," \
  " $1::text as given, $2::bigint as id, $5::bigint[] as named_holds" \
  " from " from " where " where ") as who"
#define WHO_NONE \
  "(select null::bigint as client_id, $1::text as given, $2::bigint as id," \
  " $5::bigint[] as named_holds where false) as who"
#define WHO_CARD \
  WHO ("laurel.card_numbers n join laurel.clients c using (client_id)", "n.number = $1::text")
#define WHO_PHONE \
  WHO ("laurel.client_phones n join laurel.clients c using (client_id)", "n.phone = $1::text")
#define WHO_CLIENT \
  WHO ("laurel.clients c", "c.client_id = $2::bigint")
#define WHO_HOLD \
  WHO ("laurel.holds h join laurel.clients c using (client_id)", "h.hold = $2::bigint")
#define WHO_SALE \
  WHO ("laurel.sales s join laurel.clients c using (client_id)", "s.sale_id = $2::bigint")

#define SELECT_OPERATION \
  "select 'o', array[status]::bigint[], array[encode (digest, 'hex'), body]" \
  "   from laurel.operations where till_id = $3::bigint and key = $4::text"

#define SELECT_BASE \
  "select 'c', array[client_id, registered::int, " DAY ("birth_date") ", referrer_id]," \
  "   array[last_name, first_name, patronymic, gender, phone, email]" \
  "   from laurel.clients where client_id = who.client_id" \
  " union all (select 'k', null, array[number, state]" \
  "   from laurel.cards where client_id = who.client_id" \
  "   order by (number is not distinct from given) desc, (state = 'active') desc, since desc limit 1)" \
  " union all select 's', null, array_agg (segment order by segment)" \
  "   from laurel.client_segments where client_id = who.client_id having count (*) > 0" \
  " union all select 'a', array[version, last_lot, " EPOCH ("posted") ", debt, turnover," \
  "   purchase_count, " EPOCH ("last_purchase_time") ", " DAY ("last_purchase_day") "," \
  "   " DAY ("activity_day") ", " EPOCH ("level_since") ", " DAY ("level_review") "," \
  "   " DAY ("manual_until") ", " EPOCH ("next_due") ", merged::int], array[level, manual_level]" \
  "   from laurel.accounts where client_id = who.client_id"

#define SELECT_LOTS(where) \
  " union all select 'l', array[lot_no, document, root, tx_no, " EPOCH ("active_from") "," \
  "   " EPOCH ("active_to") ", " DAY ("own_day") ", inactivity_days, sealed::int, granted," \
  "   remaining, held, expired, lost, consumed, reversed, paid, moved, undone::int]," \
  "   array[origin::text, document_kind::text, expiry::text]" \
  "   from laurel.lots where client_id = who.client_id and " where

#define SELECT_HOLDS(where) \
  " union all select 'h', array[hold, tx_no, " EPOCH ("posted") ", " EPOCH ("until") ", points," \
  "   " EPOCH ("ended") "], array[ending::text]" \
  "   from laurel.holds where client_id = who.client_id and " where \
  " union all select 'p', array[hold, part_no, lot_no, p.points], null" \
  "   from laurel.hold_parts p join laurel.holds using (client_id, hold)" \
  "   where client_id = who.client_id and " where

#define SELECT_FORGIVINGS(where) \
  " union all select 'f', array[tx_no, lot_no, " EPOCH ("posted") ", any_lot::int, amount, \"left\"]," \
  "   null from laurel.forgivings where client_id = who.client_id and " where

#define SELECT_OPEN \
  SELECT_BASE \
  SELECT_LOTS ("remaining > 0") \
  SELECT_HOLDS ("(ending = 'open' or hold = any (named_holds))") \
  SELECT_FORGIVINGS ("\"left\" > 0")

#define SELECT_FULL \
  SELECT_BASE \
  SELECT_LOTS ("true") \
  SELECT_HOLDS ("true") \
  SELECT_FORGIVINGS ("true") \
  " union all select 'u', array[sale_id, " EPOCH ("\"time\"") ", " DAY ("day") "," \
  "   " EPOCH ("posted") ", " EPOCH ("voided") "], null" \
  "   from laurel.purchases where client_id = who.client_id" \
  " union all select 't', array[tx_no, " DAY ("day") ", amount], null" \
  "   from laurel.turnovers where client_id = who.client_id" \
  " union all select 'v', array[tx_no, change_no, " EPOCH ("\"time\"") ", document, direction," \
  "   " EPOCH ("before_since") ", " DAY ("before_review") ", " DAY ("before_manual_until") "," \
  "   " EPOCH ("after_since") ", " DAY ("after_review") ", " DAY ("after_manual_until") "]," \
  "   array[cause::text, document_kind::text, before_level, before_manual, after_level," \
  "   after_manual, from_level, to_level]" \
  "   from laurel.level_changes where client_id = who.client_id"

#define SELECT_HISTORY \
  SELECT_FULL \
  " union all select 'x', array[tx_no, " EPOCH ("\"time\"") ", " EPOCH ("posted") ", document," \
  "   actor], array[kind::text, document_kind::text]" \
  "   from laurel.transactions where client_id = who.client_id" \
  " union all select 'y', array[tx_no, entry_no, lot_no, amount], array[movement::text, account::text]" \
  "   from laurel.entries where client_id = who.client_id"

#define SELECT_SALE \
  " union all select 'S', array[s.client_id, till_id, " EPOCH ("\"time\"") ", " DAY ("day") "," \
  "   " EPOCH ("posted") ", tx_no, program_version, referrer_id," \
  "   (exists (select 1 from laurel.returns r where r.client_id = s.client_id" \
  "    and r.sale_id = s.sale_id and r.kind = 'void'))::int], array[store, channel, card]" \
  "   from laurel.sales s where sale_id = $2::bigint" \
  " union all select 'L', array[l.n, l.quantity, coalesce (r.quantity, 0), l.discount, l.to_pay," \
  "   l.turnover, l.redeemed_points, l.price], array[l.product]" \
  "   from laurel.sales s join laurel.sale_lines l using (client_id, sale_id)" \
  "   left join (select client_id, sale_id, n, sum (quantity)::bigint as quantity" \
  "     from laurel.return_lines where sale_id = $2::bigint group by 1, 2, 3) r" \
  "     using (client_id, sale_id, n)" \
  "   where s.sale_id = $2::bigint" \
  " union all select 'M', array[l.n, 0, g.lot, g.points], null" \
  "   from laurel.sales s join laurel.sale_lines l using (client_id, sale_id)," \
  "   unnest (l.lots, l.lot_points) as g (lot, points) where s.sale_id = $2::bigint" \
  " union all select 'M', array[l.n, 1, g.lot, g.points], null" \
  "   from laurel.sales s join laurel.sale_lines l using (client_id, sale_id)," \
  "   unnest (l.referrer_lots, l.referrer_points) as g (lot, points) where s.sale_id = $2::bigint" \
  " union all select 'N', array[c.order_no, c.lot_no, c.points, c.restored, c.life], null" \
  "   from laurel.consumptions c join laurel.sales s using (client_id)" \
  "   where s.sale_id = $2::bigint and c.document = s.sale_id"

/* What was used by the client, and by those who have been merged into it. Clients have few uses, and
 * programs many limits: so all of a client's are read, not each limit looked for. */
#define WITH_MERGED \
  "(select who.client_id union all select c.client_id from laurel.clients c" \
  "   where c.merged_into = who.client_id) a (client_id)"
#define SELECT_USES \
  " union all select 'w', array[count (*), max (" DAY ("day") ")], array[leaf]" \
  "   from (select leaf, day from " WITH_MERGED " join laurel.uses u using (client_id)" \
  "     where u.client_id > 0 and not voided offset 0) u" \
  "   where leaf = any ($6::text[]) group by leaf"
#define SELECT_CODE_USES \
  " union all select 'z', array[count (*)], array[series]" \
  "   from " WITH_MERGED " join laurel.promo_code_uses u using (client_id)" \
  "   where u.client_id > 0 and not voided" \
  "     and series in (select series from laurel.promo_codes where code = any ($8::text[]))" \
  "   group by series"

#define SELECT_SHARED \
  " union all select 'W', array[count, money], array[leaf]" \
  "   from laurel.use_totals where leaf = any ($7::text[])" \
  " union all select 'Z', array[s.enabled::int, " DAY ("s.valid_from") "," \
  "   " DAY ("least (s.valid_to, c.valid_to)") ", s.uses_per_code, c.used," \
  "   (select count (*) from laurel.promo_code_holds p join laurel.holds h using (client_id, hold)" \
  "    where p.code = c.code and h.ending = 'open' and h.until > to_timestamp ($9::bigint)" \
  "    and h.hold <> all ($5::bigint[])), s.uses_per_client," \
  "   (select coalesce (o.merged_into, o.client_id) from laurel.clients o" \
  "    where o.client_id = c.client_id)], array[c.code, s.series]" \
  "   from laurel.promo_codes c join laurel.promo_code_series s using (series)" \
  "   where c.code = any ($8::text[])"

/* What @body says of the account that @who finds, once for each, so that every part of it reads one
 * index; and in an order that is that of bytes, which needs no collation. */
#define STATEMENT_OF(name, who, body, more, n_params) \
  { "load-" name, \
    "select * from (" SELECT_OPERATION more \
    " union all select a.* from " who " cross join lateral (" body ") as a) as r (tag, numbers, texts)" \
    " order by tag collate \"C\", numbers", \
    n_params, TRUE }
#define STATEMENT(name, who, body, sale) STATEMENT_OF (name, who, body, sale, 5)
#define STATEMENT_USES(name, who, body) \
  STATEMENT_OF (name "-uses", who, body SELECT_USES SELECT_CODE_USES, SELECT_SHARED, 9)

static const LaurelStatement load_statements[][LAUREL_ACCOUNT_DEPTH_HISTORY + 1] = {
  [LAUREL_OWNER_NONE] = { STATEMENT ("none-open", WHO_NONE, SELECT_BASE, ""),
                          STATEMENT ("none-full", WHO_NONE, SELECT_BASE, ""),
                          STATEMENT ("none-history", WHO_NONE, SELECT_BASE, "") },
  [LAUREL_OWNER_CARD] = { STATEMENT ("card-open", WHO_CARD, SELECT_OPEN, ""),
                          STATEMENT ("card-full", WHO_CARD, SELECT_FULL, ""),
                          STATEMENT ("card-history", WHO_CARD, SELECT_HISTORY, "") },
  [LAUREL_OWNER_PHONE] = { STATEMENT ("phone-open", WHO_PHONE, SELECT_OPEN, ""),
                           STATEMENT ("phone-full", WHO_PHONE, SELECT_FULL, ""),
                           STATEMENT ("phone-history", WHO_PHONE, SELECT_HISTORY, "") },
  [LAUREL_OWNER_CLIENT] = { STATEMENT ("client-open", WHO_CLIENT, SELECT_OPEN, ""),
                            STATEMENT ("client-full", WHO_CLIENT, SELECT_FULL, ""),
                            STATEMENT ("client-history", WHO_CLIENT, SELECT_HISTORY, "") },
  [LAUREL_OWNER_HOLD] = { STATEMENT ("hold-open", WHO_HOLD, SELECT_OPEN, ""),
                          STATEMENT ("hold-full", WHO_HOLD, SELECT_FULL, ""),
                          STATEMENT ("hold-history", WHO_HOLD, SELECT_HISTORY, "") },
  [LAUREL_OWNER_SALE] = { STATEMENT ("sale-open", WHO_SALE, SELECT_OPEN, SELECT_SALE),
                          STATEMENT ("sale-full", WHO_SALE, SELECT_FULL, SELECT_SALE),
                          STATEMENT ("sale-history", WHO_SALE, SELECT_HISTORY, SELECT_SALE) },
};

/* Most programs limit nothing, and most receipts have no code: they do not pay for these. */
static const LaurelStatement uses_statements[][LAUREL_ACCOUNT_DEPTH_HISTORY + 1] = {
  [LAUREL_OWNER_NONE] = { STATEMENT_USES ("none-open", WHO_NONE, SELECT_BASE),
                          STATEMENT_USES ("none-full", WHO_NONE, SELECT_BASE),
                          STATEMENT_USES ("none-history", WHO_NONE, SELECT_BASE) },
  [LAUREL_OWNER_CARD] = { STATEMENT_USES ("card-open", WHO_CARD, SELECT_OPEN),
                          STATEMENT_USES ("card-full", WHO_CARD, SELECT_FULL),
                          STATEMENT_USES ("card-history", WHO_CARD, SELECT_HISTORY) },
  [LAUREL_OWNER_PHONE] = { STATEMENT_USES ("phone-open", WHO_PHONE, SELECT_OPEN),
                           STATEMENT_USES ("phone-full", WHO_PHONE, SELECT_FULL),
                           STATEMENT_USES ("phone-history", WHO_PHONE, SELECT_HISTORY) },
  [LAUREL_OWNER_CLIENT] = { STATEMENT_USES ("client-open", WHO_CLIENT, SELECT_OPEN),
                            STATEMENT_USES ("client-full", WHO_CLIENT, SELECT_FULL),
                            STATEMENT_USES ("client-history", WHO_CLIENT, SELECT_HISTORY) },
};

/* clang-format on */

/* === Loading ================================================================================== */

typedef struct
{
  LaurelLoadDone     done;
  gpointer           data;
  LaurelAccountDepth depth;
  gint64             sale_id; /* 0: no sale is loaded */
} Load;

static void
load_cb (LaurelDb *db, const PGresult *result, const GError *error, gpointer data)
{
  g_autofree Load *load = data;
  LaurelLoaded    *loaded = NULL;

  if (result == NULL)
    {
      load->done (NULL, error, load->data);
      return;
    }

  loaded = laurel_loaded_new (load->depth, load->sale_id);

  for (int i = 0; i < laurel_db_get_n_rows (result); i++)
    laurel_loaded_read_row (loaded, result, i, 0);

  laurel_loaded_end (loaded);
  load->done (loaded, NULL, load->data);
}

void
laurel_store_load_account_alone (LaurelStore              *store,
                                 LaurelDbLane              lane,
                                 const LaurelAccountQuery *query,
                                 LaurelLoadDone            done,
                                 gpointer                  data)
{
  gboolean        uses = query->n_personal > 0 || query->n_shared > 0 || query->n_codes > 0;
  LaurelDbParams *params = laurel_db_params_new ();
  Load           *load = g_new (Load, 1);

  g_assert (!uses || query->owner <= LAUREL_OWNER_CLIENT);
  *load = (Load){ done, data, query->depth, query->owner == LAUREL_OWNER_SALE ? query->id : 0 };

  laurel_db_params_add_text (params, query->text);
  laurel_db_params_add_bigint (params, query->id);
  laurel_db_params_add_bigint (params, query->till_id);
  laurel_db_params_add_text (params, query->key);
  laurel_db_params_add_bigint_array (params, query->holds, query->n_holds);

  if (uses)
    {
      laurel_db_params_add_text_array (params, query->personal, query->n_personal);
      laurel_db_params_add_text_array (params, query->shared, query->n_shared);
      laurel_db_params_add_text_array (params, query->codes, query->n_codes);
      laurel_db_params_add_bigint (params, query->now);
    }

  laurel_db_query (laurel_store_get_db (store),
                   lane,
                   uses ? &uses_statements[query->owner][query->depth]
                        : &load_statements[query->owner][query->depth],
                   params,
                   load_cb,
                   load);
}

void
laurel_store_load_account (LaurelStore              *store,
                           LaurelDbLane              lane,
                           const LaurelAccountQuery *query,
                           LaurelLoadDone            done,
                           gpointer                  data)
{
  if (lane == LAUREL_DB_LANE_POS && laurel_loader_takes (query))
    laurel_loader_load (laurel_store_get_loader (store), query, done, data);
  else
    laurel_store_load_account_alone (store, lane, query, done, data);
}
