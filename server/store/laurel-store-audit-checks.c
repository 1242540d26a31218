/* laurel-store-audit-checks.c - what must be true of the ledger's tables, looked for row by row
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each statement gives one text for each violation, and as many as $1 says. A sum over nothing is
 * NULL, which is distinct from every number: so `is distinct from` finds what is missing as well.
 */

#include "server/store/laurel-store-audit-checks.h"

#include "server/store/laurel-bulk.h"
#include "server/store/laurel-db-array.h"

struct _LaurelAudit
{
  LaurelBulk *bulk;
};

#define LIMIT " limit $1::bigint"

/* clang-format off */
static const struct
{
  LaurelAuditCheck check;
  const char      *sql;
} checks[] = {
  { { "transactions", "the entries of each transaction sum to zero" },
    "select format ('account %s, transaction %s: its entries sum to %s',"
    "   client_id, tx_no, sum (amount))"
    " from entries group by client_id, tx_no having sum (amount) <> 0" LIMIT },

  { { "entries", "each entry belongs to a transaction" },
    "select format ('account %s, transaction %s, entry %s: there is no such transaction',"
    "   e.client_id, e.tx_no, e.entry_no)"
    " from entries e left join transactions t using (client_id, tx_no) where t.tx_no is null" LIMIT },

  { { "lots", "the points of each lot are all accounted for" },
    "select format ('account %s, lot %s: %s granted, %s accounted for, %s of %s held',"
    "   client_id, lot_no, granted, remaining + expired + consumed + reversed + paid + moved,"
    "   held, remaining)"
    " from lots"
    " where granted <> remaining + expired + consumed + reversed + paid + moved"
    "   or least (held, remaining, lost, consumed, reversed, paid, moved) < 0"
    "   or held > remaining or remaining > granted or lost > expired" LIMIT },

  { { "lot-entries", "the entries of each lot sum to what remains of it" },
    "select format ('account %s, lot %s: %s remain, its entries sum to %s',"
    "   client_id, lot_no, l.remaining, e.points)"
    " from lots l full join (select client_id, lot_no, sum (amount) as points"
    "   from entries where account = 'lot' group by 1, 2) e using (client_id, lot_no)"
    " where l.remaining is distinct from coalesce (e.points, 0)" LIMIT },

  { { "holds", "what is held of each lot is what open holds keep of it" },
    "select format ('account %s, lot %s: %s held, open holds keep %s',"
    "   client_id, lot_no, l.held, h.points)"
    " from (select client_id, lot_no, held from lots where held <> 0) l"
    " full join (select client_id, lot_no, sum (p.points) as points"
    "   from hold_parts p join holds using (client_id, hold)"
    "   where ending = 'open' group by 1, 2) h using (client_id, lot_no)"
    " where l.held is distinct from h.points" LIMIT },

  { { "debts", "each account owes what its entries say" },
    "select format ('account %s: owes %s, its entries say %s',"
    "   client_id, a.debt, coalesce (e.points, 0))"
    " from accounts a left join (select client_id, - sum (amount) as points"
    "   from entries where account = 'debt' group by 1) e using (client_id)"
    " where a.debt <> coalesce (e.points, 0)" LIMIT },

  { { "settled", "nobody owes points beside free ones" },
    "select format ('account %s: owes %s beside %s free points', client_id, a.debt, l.points)"
    " from accounts a join (select client_id, sum (remaining - held) as points"
    "   from lots where remaining > held group by 1) l using (client_id)"
    " where a.debt > 0" LIMIT },

  { { "turnovers", "each account's turnover is the sum of what moved it" },
    "select format ('account %s: turnover %s, what moved it sums to %s',"
    "   client_id, a.turnover, coalesce (t.amount, 0))"
    " from accounts a left join (select client_id, sum (amount) as amount"
    "   from turnovers group by 1) t using (client_id)"
    " where a.turnover <> coalesce (t.amount, 0)" LIMIT },

  { { "purchases", "each account counts its purchases" },
    "select format ('account %s: counts %s purchases, there are %s',"
    "   client_id, a.purchase_count, coalesce (p.n, 0))"
    " from accounts a left join (select client_id, count (*) as n"
    "   from purchases where voided is null group by 1) p using (client_id)"
    " where a.purchase_count <> coalesce (p.n, 0)" LIMIT },

  { { "versions", "each account's version is the number of its transactions" },
    "select format ('account %s: version %s, %s transactions up to %s',"
    "   client_id, a.version, coalesce (t.n, 0), coalesce (t.last, 0))"
    " from accounts a left join (select client_id, count (*) as n, max (tx_no) as last"
    "   from transactions group by 1) t using (client_id)"
    " where a.version <> coalesce (t.n, 0) or a.version <> coalesce (t.last, 0)" LIMIT },

  { { "open-ends", "each account knows how many open holds and forgivings it has" },
    "select format ('account %s: says %s, has %s', client_id, a.open_ends, coalesce (x.n, 0))"
    " from accounts a left join (select client_id, count (*) as n"
    "   from (select client_id from holds where ending = 'open'"
    "     union all select client_id from forgivings where \"left\" > 0) y"
    "   group by 1) x using (client_id)"
    " where a.open_ends <> coalesce (x.n, 0)" LIMIT },

  { { "operations", "each operation has one sale at most, and it is there" },
    "select format ('till %s, operation %s: %s sales', till_id, key, count (*))"
    " from sales group by till_id, key having count (*) > 1"
    " union all"
    " select format ('till %s, operation %s: the sale %s is not there', o.till_id, o.key, o.document)"
    " from operations o left join sales s on s.sale_id = o.document"
    "   and s.till_id = o.till_id and s.key = o.key"
    " where o.document_kind = 'sale' and s.sale_id is null" LIMIT },

  { { "sale-totals", "each sale's totals are those of its lines" },
    "select format ('sale %s of %s: its totals are not those of its lines', sale_id, client_id)"
    " from sales s left join (select client_id, sale_id, count (*) as lines, sum (gross) as gross,"
    "   sum (external) as external, sum (discount) as discount, sum (redeemed) as redeemed,"
    "   sum (redeemed_points) as redeemed_points, sum (rounding) as rounding,"
    "   sum (to_pay) as to_pay, sum (points) as points, sum (turnover) as turnover,"
    "   sum ((select coalesce (sum (p), 0) from unnest (referrer_points) p)) as referrer_points"
    "   from sale_lines group by 1, 2) l using (client_id, sale_id)"
    " where (s.lines, s.gross, s.external, s.discount, s.redeemed, s.redeemed_points, s.rounding,"
    "   s.to_pay, s.points, s.turnover, s.referrer_points)"
    "   is distinct from (l.lines, l.gross, l.external, l.discount, l.redeemed, l.redeemed_points,"
    "   l.rounding, l.to_pay, l.points, l.turnover, l.referrer_points)" LIMIT },

  { { "sale-lines", "each line's price less all that was taken off is what was paid" },
    "select format ('sale %s of %s, line %s: %s of %s to pay, with %s taken off', sale_id, client_id,"
    "   n, to_pay, gross, external + discount + redeemed + rounding)"
    " from sale_lines"
    " where to_pay <> gross - external - discount - redeemed - rounding"
    "   or least (to_pay, external, discount, redeemed, rounding, points, turnover) < 0" LIMIT },

  { { "effects", "the effects on each line sum to its discount and its points" },
    "select format ('sale %s of %s, line %s: effects of %s money and %s points, %s and %s are due',"
    "   sale_id, client_id, n, e.money, e.points, discount + rounding, l.points + r.points)"
    " from sale_lines l,"
    " lateral (select coalesce (sum (m), 0) as money, coalesce (sum (p), 0) as points"
    "   from unnest (leaf_money, leaf_points) as x (m, p)) e,"
    " lateral (select coalesce (sum (p), 0) as points from unnest (referrer_points) p) r,"
    " lateral (select coalesce (sum (p), 0) as points from unnest (lot_points) p) g"
    " where e.money <> discount + rounding or e.points <> l.points + r.points"
    "   or g.points <> l.points" LIMIT },

  { { "consumptions", "what each sale redeemed was taken from lots" },
    "select format ('sale %s of %s: redeemed %s, %s were taken from lots',"
    "   sale_id, client_id, s.redeemed_points, coalesce (c.points, 0))"
    " from sales s left join (select client_id, document as sale_id, sum (points) as points"
    "   from consumptions where document_kind = 'sale' group by 1, 2) c using (client_id, sale_id)"
    " where s.redeemed_points <> coalesce (c.points, 0)" LIMIT },

  { { "returned", "no more comes back of a line than was sold, and it is paid back in proportion" },
    "select format ('sale %s of %s, line %s: %s of %s came back, for %s of %s',"
    "   sale_id, client_id, n, r.quantity, l.quantity, r.to_pay, l.to_pay)"
    " from (select client_id, sale_id, n, sum (quantity) as quantity, sum (to_pay) as to_pay"
    "   from return_lines where sale_id is not null group by 1, 2, 3) r"
    " left join sale_lines l using (client_id, sale_id, n)"
    " where l.n is null or r.quantity > l.quantity"
    "   or r.to_pay <> round (l.to_pay * r.quantity / l.quantity)" LIMIT },

  { { "return-totals", "the returns of each sale undo its lines in proportion" },
    "select format ('sale %s of %s: its returns undo another part of it than came back',"
    "   sale_id, client_id)"
    " from (select client_id, sale_id, sum (discount) as discount, sum (turnover) as turnover,"
    "   sum (to_pay) as to_pay, sum (refund + certificates) as back,"
    "   sum (restored_points + expired_points) as redeemed, sum (reversed_points) as reversed"
    "   from returns where sale_id is not null group by 1, 2) r"
    " join (select client_id, sale_id, sum (round (l.discount * q.quantity / l.quantity)) as discount,"
    "   sum (round (l.turnover * q.quantity / l.quantity)) as turnover,"
    "   sum (round (l.to_pay * q.quantity / l.quantity)) as to_pay,"
    "   sum (round (l.redeemed_points * q.quantity / l.quantity)) as redeemed,"
    "   sum (l.points) as points"
    "   from (select client_id, sale_id, n, sum (quantity) as quantity from return_lines"
    "     where sale_id is not null group by 1, 2, 3) q"
    "   join sale_lines l using (client_id, sale_id, n) group by 1, 2) l using (client_id, sale_id)"
    " where (r.discount, r.turnover, r.to_pay, r.back, r.redeemed)"
    "   is distinct from (l.discount, l.turnover, l.to_pay, l.to_pay, l.redeemed)"
    "   or r.reversed > l.points" LIMIT },

  { { "restored", "no more points come back to lots than were redeemed, and all that should" },
    "select format ('sale %s of %s: %s points came back to lots, its returns say %s',"
    "   sale_id, client_id, coalesce (c.restored, 0), coalesce (r.points, 0))"
    " from (select client_id, document as sale_id, sum (restored) as restored,"
    "   bool_or (restored < 0 or restored > points) as wrong"
    "   from consumptions where document_kind = 'sale' group by 1, 2) c"
    " left join (select client_id, sale_id, sum (restored_points + expired_points) as points"
    "   from returns where sale_id is not null group by 1, 2) r using (client_id, sale_id)"
    " where c.wrong or c.restored <> coalesce (r.points, 0)" LIMIT },

  { { "receipts", "each sale has its receipt number, and each number its sale" },
    "select format ('store %s, %s, receipt %s: sale %s, but its number leads to %s',"
    "   n.store, n.day, n.receipt, s.sale_id, n.sale_id)"
    " from receipt_numbers n"
    " full join (select coalesce (store, '#' || till_id) as store, day, receipt, client_id, sale_id"
    "   from sales) s using (store, day, receipt)"
    " where (n.client_id, n.sale_id) is distinct from (s.client_id, s.sale_id)" LIMIT },

  { { "uses", "each use of a discount with limits is in its sale, and is given back with it" },
    "select format ('sale %s of %s, discount %s: used for %s, given back: %s; the sale says %s, voided: %s',"
    "   u.sale_id, u.client_id, u.leaf, u.money, u.voided, e.money, v.voided)"
    " from uses u,"
    " lateral (select sum (x.money) as money from sale_lines l,"
    "   unnest (l.leaves, l.leaf_money) as x (leaf, money)"
    "   where l.client_id = u.client_id and l.sale_id = u.sale_id and x.leaf = u.leaf) e,"
    " lateral (select exists (select from returns r where r.client_id = u.client_id"
    "   and r.sale_id = u.sale_id and r.kind = 'void') as voided) v"
    " where u.money is distinct from e.money or u.voided <> v.voided" LIMIT },

  { { "use-totals", "the shared totals of each discount are what its sales used" },
    "select format ('discount %s: %s uses of %s are counted, there are %s of %s', leaf,"
    "   coalesce (t.count, 0), coalesce (t.money, 0), coalesce (u.count, 0), coalesce (u.money, 0))"
    " from use_totals t full join (select leaf, count (*) as count, sum (money) as money"
    "   from uses where shared and not voided group by 1) u using (leaf)"
    " where coalesce (t.count, 0) <> coalesce (u.count, 0)"
    "   or coalesce (t.money, 0) <> coalesce (u.money, 0)" LIMIT },

  /* By the most that any version allowed, where all of them had such a limit. */
  { { "use-limits", "no discount was used beyond its limits" },
    "with leaves as (select n->>'id' as leaf, n->'limits' as l from programs,"
    "   jsonb_path_query (document::jsonb, 'strict $.** ? (@.kind == \"discount\")') n),"
    " limits as (select leaf, max ((l->>'total')::bigint) as total,"
    "   max ((l->>'total_money')::bigint) as total_money,"
    "   max (least ((l->>'per_client')::bigint, case when l->>'once' = 'true' then 1 end)) as per_client,"
    "   bool_and (l->>'total' is not null) as has_total,"
    "   bool_and (l->>'total_money' is not null) as has_total_money,"
    "   bool_and (l->>'per_client' is not null or coalesce (l->>'once', '') = 'true') as has_per_client"
    "   from leaves group by leaf)"
    " select format ('discount %s: used %s times for %s, of %s for %s', leaf, t.count, t.money,"
    "   l.total, l.total_money)"
    " from use_totals t join limits l using (leaf)"
    " where has_total and t.count > l.total or has_total_money and t.money > l.total_money"
    " union all"
    " select format ('discount %s: account %s used it %s times, of %s', leaf, u.client_id, u.count,"
    "   l.per_client)"
    " from (select client_id, leaf, count (*) as count from uses"
    "   where client_id > 0 and not voided group by 1, 2) u join limits l using (leaf)"
    " where has_per_client and u.count > l.per_client" LIMIT },

  { { "codes", "each promo code counts its uses, and has no more than it may have" },
    "select format ('promo code %s: %s uses are counted, there are %s, of %s', code, c.used,"
    "   coalesce (u.count, 0), s.uses_per_code)"
    " from promo_codes c left join promo_code_series s using (series)"
    " left join (select code, count (*) as count from promo_code_uses"
    "   where counted and not voided group by 1) u using (code)"
    " where c.used <> coalesce (u.count, 0) or c.used > s.uses_per_code or s.series is null" LIMIT },

  { { "code-uses", "each use of a promo code has its code and its sale, and is given back with it" },
    "select format ('sale %s of %s, promo code %s: given back: %s, the sale is voided: %s',"
    "   u.sale_id, u.client_id, u.code, u.voided, v.voided)"
    " from promo_code_uses u left join promo_codes c using (code, series)"
    " left join sales s on s.client_id = u.client_id and s.sale_id = u.sale_id,"
    " lateral (select exists (select from returns r where r.client_id = u.client_id"
    "   and r.sale_id = u.sale_id and r.kind = 'void') as voided) v"
    " where c.code is null or s.sale_id is null or u.voided <> v.voided" LIMIT },

  { { "code-holds", "each reservation of a promo code has its code and its hold" },
    "select format ('hold %s of %s, promo code %s: there is no such hold or code', p.hold, p.client_id,"
    "   p.code)"
    " from promo_code_holds p left join holds h using (client_id, hold)"
    " left join promo_codes c using (code) where h.hold is null or c.code is null" LIMIT },

  { { "code-series", "each series counts its codes" },
    "select format ('series %s: issued %s codes, there are %s', series, s.issued, coalesce (c.count, 0))"
    " from promo_code_series s left join (select series, count (*) as count from promo_codes"
    "   group by 1) c using (series) where s.issued <> coalesce (c.count, 0)" LIMIT },
};

/* One row for each line, so that neither side keeps more than a sale at a time. */
static const char sales_sql[] =
  "declare sales_of_audit no scroll cursor for"
  " select s.client_id, s.sale_id, s.program_version, s.store, s.card,"
  "   extract (epoch from s.\"time\")::bigint, s.facts,"
  "   array[s.redeemed_points, s.certificates, s.referrer_points],"
  "   array[l.n, l.quantity, l.price, l.gross, l.external, l.discount, l.redeemed, l.rounding,"
  "     l.to_pay, l.points, l.turnover],"
  "   l.product, l.leaves, l.leaf_money, l.leaf_points,"
  "   coalesce (u.leaves, '{}'), coalesce (c.codes, '{}')"
  " from sales s join sale_lines l using (client_id, sale_id)"
  " left join (select client_id, sale_id, array_agg (leaf) as leaves from uses group by 1, 2) u"
  "   using (client_id, sale_id)"
  " left join (select client_id, sale_id, array_agg (code) as codes from promo_code_uses group by 1, 2) c"
  "   using (client_id, sale_id)"
  " order by s.client_id, s.sale_id, l.n";
/* clang-format on */

enum
{
  COLUMN_CLIENT,
  COLUMN_SALE,
  COLUMN_VERSION,
  COLUMN_STORE,
  COLUMN_CARD,
  COLUMN_TIME,
  COLUMN_FACTS,
  COLUMN_TOTALS,
  COLUMN_NUMBERS,
  COLUMN_PRODUCT,
  COLUMN_LEAVES,
  COLUMN_LEAF_MONEY,
  COLUMN_LEAF_POINTS,
  COLUMN_USED_LEAVES,
  COLUMN_USED_CODES,
};

static gboolean
run (LaurelAudit *self, const char *sql, GError **error)
{
  g_autoptr (PGresult) result = laurel_bulk_execute (self->bulk, sql, NULL, error);

  return result != NULL;
}

LaurelAudit *
laurel_audit_open (const char *conninfo, GError **error)
{
  g_autoptr (LaurelAudit) self = g_new0 (LaurelAudit, 1);

  /* Nothing is written, so a replica will do. */
  self->bulk = laurel_bulk_open (conninfo, TRUE, error);

  if (self->bulk == NULL || !laurel_bulk_begin (self->bulk, error) ||
      !run (self, "set transaction isolation level repeatable read, read only", error))
    return NULL;

  return g_steal_pointer (&self);
}

void
laurel_audit_close (LaurelAudit *self)
{
  if (self == NULL)
    return;

  laurel_bulk_free (self->bulk);
  g_free (self);
}

gsize
laurel_audit_get_n_checks (void)
{
  return G_N_ELEMENTS (checks);
}

LaurelAuditCheck
laurel_audit_get_check (gsize index)
{
  g_assert (index < G_N_ELEMENTS (checks));

  return checks[index].check;
}

gboolean
laurel_audit_run (LaurelAudit     *self,
                  gsize            index,
                  gint64           limit,
                  LaurelAuditFound found,
                  gpointer         data,
                  GError         **error)
{
  g_autoptr (LaurelDbParams) params = laurel_db_params_new ();
  g_autoptr (PGresult) result = NULL;

  g_assert (index < G_N_ELEMENTS (checks));

  laurel_db_params_add_bigint (params, limit);
  result = laurel_bulk_execute (self->bulk, checks[index].sql, params, error);
  if (result == NULL)
    return FALSE;

  for (int i = 0; i < laurel_db_get_n_rows (result); i++)
    found (laurel_db_get_text (result, i, 0), data);

  return TRUE;
}

/* === Sales ==================================================================================== */

/**
 * Reading:
 * @sale: the one whose lines are being gathered; its texts are the reading's own
 * @lines: (element-type LaurelAuditLine)
 */
typedef struct
{
  LaurelAuditSaleFound found;
  gpointer             data;
  LaurelAuditSale      sale;
  GStringChunk        *texts;
  GArray              *lines;
} Reading;

static void
line_clear (gpointer data)
{
  LaurelAuditLine *line = data;

  laurel_db_free_texts (line->leaves, line->n_effects);
  g_free (line->leaf_money);
  g_free (line->leaf_points);
}

/* Hands out the sale that has been gathered, if there is one. FALSE: no more are wanted. */
static gboolean
hand_out (Reading *reading)
{
  gboolean more = TRUE;

  if (reading->lines->len == 0)
    return TRUE;

  reading->sale.lines = (const LaurelAuditLine *) (gconstpointer) reading->lines->data;
  reading->sale.n_lines = reading->lines->len;
  more = reading->found (&reading->sale, reading->data);
  g_array_set_size (reading->lines, 0);
  g_string_chunk_clear (reading->texts);

  return more;
}

static const char *
keep_text (Reading *reading, const PGresult *rows, int row, int column)
{
  const char *text = laurel_db_get_text (rows, row, column);

  return text != NULL ? g_string_chunk_insert (reading->texts, text) : NULL;
}

static void
clear_sale (LaurelAuditSale *sale)
{
  laurel_db_free_texts (sale->used_leaves, sale->n_used_leaves);
  laurel_db_free_texts (sale->used_codes, sale->n_used_codes);
  *sale = (LaurelAuditSale){ 0 };
}

static void
read_sale (Reading *reading, const PGresult *rows, int row)
{
  gint64 totals[3];

  clear_sale (&reading->sale);
  laurel_db_get_bigints (rows, row, COLUMN_TOTALS, 0, totals, G_N_ELEMENTS (totals));
  reading->sale = (LaurelAuditSale){
    .client_id = laurel_db_get_bigint (rows, row, COLUMN_CLIENT),
    .sale_id = laurel_db_get_bigint (rows, row, COLUMN_SALE),
    .program_version = laurel_db_get_int (rows, row, COLUMN_VERSION),
    .store = keep_text (reading, rows, row, COLUMN_STORE),
    .card = keep_text (reading, rows, row, COLUMN_CARD),
    .time = laurel_db_get_bigint (rows, row, COLUMN_TIME),
    .facts = keep_text (reading, rows, row, COLUMN_FACTS),
    .redeemed_points = totals[0],
    .certificates = totals[1],
    .referrer_points = totals[2],
  };
  reading->sale.used_leaves =
      laurel_db_dup_texts (rows, row, COLUMN_USED_LEAVES, &reading->sale.n_used_leaves);
  reading->sale.used_codes =
      laurel_db_dup_texts (rows, row, COLUMN_USED_CODES, &reading->sale.n_used_codes);
}

static void
read_line (Reading *reading, const PGresult *rows, int row)
{
  gint64          numbers[11];
  gsize           n = 0;
  LaurelAuditLine line = { 0 };

  laurel_db_get_bigints (rows, row, COLUMN_NUMBERS, 0, numbers, G_N_ELEMENTS (numbers));
  line = (LaurelAuditLine){
    .n = numbers[0],
    .product = keep_text (reading, rows, row, COLUMN_PRODUCT),
    .quantity = numbers[1],
    .price = numbers[2],
    .gross = numbers[3],
    .external = numbers[4],
    .discount = numbers[5],
    .redeemed = numbers[6],
    .rounding = numbers[7],
    .to_pay = numbers[8],
    .points = numbers[9],
    .turnover = numbers[10],
  };
  line.leaves = laurel_db_dup_texts (rows, row, COLUMN_LEAVES, &line.n_effects);
  line.leaf_money = laurel_db_dup_bigints (rows, row, COLUMN_LEAF_MONEY, 0, &n);
  g_assert (n == line.n_effects);
  line.leaf_points = laurel_db_dup_bigints (rows, row, COLUMN_LEAF_POINTS, 0, &n);
  g_assert (n == line.n_effects);
  g_array_append_val (reading->lines, line);
}

/* FALSE: no more are wanted. */
static gboolean
read_rows (Reading *reading, const PGresult *rows)
{
  for (int row = 0; row < laurel_db_get_n_rows (rows); row++)
    {
      gboolean begins = reading->lines->len == 0 ||
                        reading->sale.sale_id != laurel_db_get_bigint (rows, row, COLUMN_SALE) ||
                        reading->sale.client_id != laurel_db_get_bigint (rows, row, COLUMN_CLIENT);

      if (begins)
        {
          if (!hand_out (reading))
            return FALSE;

          read_sale (reading, rows, row);
        }

      read_line (reading, rows, row);
    }

  return TRUE;
}

static gboolean
fetch_all (LaurelAudit *self, Reading *reading, GError **error)
{
  if (!run (self, sales_sql, error))
    return FALSE;

  for (;;)
    {
      g_autoptr (PGresult) rows =
          laurel_bulk_execute (self->bulk, "fetch 2000 from sales_of_audit", NULL, error);

      if (rows == NULL)
        return FALSE;
      if (laurel_db_get_n_rows (rows) == 0)
        {
          hand_out (reading);
          break;
        }
      if (!read_rows (reading, rows))
        break;
    }

  return run (self, "close sales_of_audit", error);
}

gboolean
laurel_audit_read_sales (LaurelAudit         *self,
                         LaurelAuditSaleFound found,
                         gpointer             data,
                         GError             **error)
{
  Reading  reading = { .found = found, .data = data };
  gboolean done = FALSE;

  reading.texts = g_string_chunk_new (4096);
  reading.lines = g_array_new (FALSE, FALSE, sizeof (LaurelAuditLine));
  g_array_set_clear_func (reading.lines, line_clear);
  done = fetch_all (self, &reading, error);
  clear_sale (&reading.sale);
  g_array_unref (reading.lines);
  g_string_chunk_free (reading.texts);

  return done;
}
