/* laurel-store-accounts.c - loads an account for an operation
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One statement answers with rows of several kinds, told apart by a tag: numbers in one array,
 * texts in another. That is one round trip and one plan instead of ten.
 */

#include "server/store/laurel-store-accounts.h"

#include <string.h>

#include "server/store/laurel-db-array.h"
#include "server/store/laurel-ledger-words.h"

/* What stands for NULL among numbers that may be NULL. */
#define NONE G_MININT64

enum
{
  COLUMN_TAG,
  COLUMN_NUMBERS,
  COLUMN_TEXTS,
};

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

/* What was used by the client, and by those who have been merged into it. */
#define SELECT_USES \
  " union all select 'w', array[count (*), max (" DAY ("day") ")], array[leaf]" \
  "   from laurel.accounts_of (who.client_id) a (client_id) join laurel.uses u using (client_id)" \
  "   where not voided and leaf = any ($6::text[]) group by leaf" \
  " union all select 'z', array[count (*)], array[series]" \
  "   from laurel.accounts_of (who.client_id) a (client_id)" \
  "   join laurel.promo_code_uses u using (client_id)" \
  "   where not voided and series in (select series from laurel.promo_codes where code = any ($8::text[]))" \
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
  STATEMENT_OF (name "-uses", who, body SELECT_USES, SELECT_SHARED, 9)

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

void
laurel_loaded_free (LaurelLoaded *loaded)
{
  if (loaded == NULL)
    return;

  laurel_account_free (loaded->account);
  laurel_sale_free (loaded->sale);
  g_free (loaded->segments);
  g_free (loaded->usage);
  g_free (loaded->totals);
  g_free (loaded->codes);
  g_free (loaded->goods);
  g_string_chunk_free (loaded->texts);
  g_free (loaded);
}

/* One row of the answer while it is read. */
typedef struct
{
  LaurelLoaded *loaded;
  gint64       *numbers;
  gsize         n_numbers;
  char        **texts;
  gsize         n_texts;
} Row;

static gint64
number (const Row *row, gsize index)
{
  g_assert (index < row->n_numbers && row->numbers[index] != NONE);

  return row->numbers[index];
}

static gint64
number_or (const Row *row, gsize index, gint64 otherwise)
{
  g_assert (index < row->n_numbers);

  return row->numbers[index] == NONE ? otherwise : row->numbers[index];
}

static gint32
day_or_none (const Row *row, gsize index)
{
  return (gint32) number_or (row, index, LAUREL_DAY_NONE);
}

static const char *
text (const Row *row, gsize index)
{
  g_assert (index < row->n_texts);

  return row->texts[index] == NULL ? NULL
                                   : g_string_chunk_insert (row->loaded->texts, row->texts[index]);
}

/* Levels are compared as pointers. */
static const char *
level (const Row *row, gsize index)
{
  return g_intern_string (row->texts[index]);
}

#define WORD(row, index, table)                                                                    \
  laurel_words_find (laurel_words_##table, G_N_ELEMENTS (laurel_words_##table), (row)->texts[index])

static void
parse_digest (const char *hex, guint8 digest[32])
{
  g_assert (strlen (hex) == 64);

  for (gsize i = 0; i < 32; i++)
    digest[i] =
        (guint8) (g_ascii_xdigit_value (hex[2 * i]) << 4 | g_ascii_xdigit_value (hex[2 * i + 1]));
}

static void
read_operation (const Row *row)
{
  row->loaded->operation_status = (gint) number (row, 0);
  parse_digest (row->texts[0], row->loaded->operation_digest);
  row->loaded->operation_body = text (row, 1);
}

static void
read_client (const Row *row)
{
  LaurelLoaded *loaded = row->loaded;

  loaded->client_id = number (row, 0);
  loaded->registered = number (row, 1) != 0;
  loaded->birth_day = day_or_none (row, 2);
  loaded->referrer_id = number_or (row, 3, 0);
  loaded->last_name = text (row, 0);
  loaded->first_name = text (row, 1);
  loaded->patronymic = text (row, 2);
  loaded->gender = row->texts[3] != NULL ? row->texts[3][0] : '\0';
  loaded->phone = text (row, 4);
  loaded->email = text (row, 5);
}

static void
read_card (const Row *row)
{
  row->loaded->card = text (row, 0);
  row->loaded->card_state = text (row, 1);
}

static void
read_segments (const Row *row)
{
  row->loaded->segments = g_new (const char *, row->n_texts);
  row->loaded->n_segments = row->n_texts;

  for (gsize i = 0; i < row->n_texts; i++)
    row->loaded->segments[i] = text (row, i);
}

static void
read_usage (const Row *row)
{
  LaurelLoaded *loaded = row->loaded;

  loaded->usage = g_renew (LaurelUsage, loaded->usage, loaded->n_usage + 1);
  loaded->usage[loaded->n_usage++] = (LaurelUsage){
    .leaf = text (row, 0),
    .count = number (row, 0),
    .last_day = day_or_none (row, 1),
  };
}

static void
read_total (const Row *row)
{
  LaurelLoaded *loaded = row->loaded;

  loaded->totals = g_renew (LaurelUsage, loaded->totals, loaded->n_totals + 1);
  loaded->totals[loaded->n_totals++] = (LaurelUsage){
    .leaf = text (row, 0),
    .count = number (row, 0),
    .money = number (row, 1),
    .last_day = LAUREL_DAY_NONE,
  };
}

static void
read_code (const Row *row)
{
  LaurelLoaded *loaded = row->loaded;

  loaded->codes = g_renew (LaurelLoadedCode, loaded->codes, loaded->n_codes + 1);
  loaded->codes[loaded->n_codes++] = (LaurelLoadedCode){
    .code = text (row, 0),
    .series = text (row, 1),
    .enabled = number (row, 0) != 0,
    .valid_from = day_or_none (row, 1),
    .valid_to = day_or_none (row, 2),
    .uses = number_or (row, 3, 0),
    .used = number (row, 4),
    .held = number (row, 5),
    .per_client = number_or (row, 6, 0),
    .owner_id = number_or (row, 7, 0),
  };
}

/* Comes behind the codes: small letters do. */
static void
read_series_usage (const Row *row)
{
  LaurelLoaded *loaded = row->loaded;

  for (gsize i = 0; i < loaded->n_codes; i++)
    if (g_str_equal (loaded->codes[i].series, row->texts[0]))
      loaded->codes[i].used_by_client = number (row, 0);
}

static void
read_account (const Row *row)
{
  LaurelAccount *account = row->loaded->account;

  account->version = number (row, 0);
  account->last_lot = number (row, 1);
  account->posted = number_or (row, 2, 0);
  account->debt = number (row, 3);
  account->turnover = number (row, 4);
  account->purchase_count = number (row, 5);
  account->last_purchase_time = number_or (row, 6, 0);
  account->last_purchase_day = day_or_none (row, 7);
  account->activity_day = day_or_none (row, 8);
  account->level.earned = level (row, 0);
  account->level.since = number_or (row, 9, 0);
  account->level.review = day_or_none (row, 10);
  account->level.manual = level (row, 1);
  account->level.manual_until = day_or_none (row, 11);
  account->next_due = number_or (row, 12, LAUREL_INSTANT_NEVER);
  account->merged = number (row, 13) != 0;
}

static void
read_lot (const Row *row)
{
  LaurelLot lot = {
    .lot_no = number (row, 0),
    .origin = WORD (row, 0, lot_origins),
    .document = { WORD (row, 1, document_kinds), number (row, 1) },
    .root = number (row, 2),
    .tx_no = number (row, 3),
    .active_from = number (row, 4),
    .expiry = WORD (row, 2, lot_expiries),
    .active_to = number_or (row, 5, LAUREL_INSTANT_NEVER),
    .own_day = day_or_none (row, 6),
    .inactivity_days = (gint32) number (row, 7),
    .sealed = number (row, 8) != 0,
    .granted = number (row, 9),
    .remaining = number (row, 10),
    .held = number (row, 11),
    .expired = number (row, 12),
    .lost = number (row, 13),
    .consumed = number (row, 14),
    .reversed = number (row, 15),
    .paid = number (row, 16),
    .moved = number (row, 17),
    .undone = number (row, 18) != 0,
  };

  g_array_append_val (row->loaded->account->lots, lot);
}

static void
read_hold (const Row *row)
{
  LaurelHold hold = {
    .hold = number (row, 0),
    .tx_no = number (row, 1),
    .posted = number (row, 2),
    .until = number (row, 3),
    .points = number (row, 4),
    .end = WORD (row, 0, hold_ends),
    .ended = number_or (row, 5, LAUREL_INSTANT_NEVER),
  };

  g_array_append_val (row->loaded->account->holds, hold);
}

static void
read_hold_part (const Row *row)
{
  LaurelHoldPart part = {
    .hold = number (row, 0),
    .lot_no = number (row, 2),
    .points = number (row, 3),
  };

  g_array_append_val (row->loaded->account->hold_parts, part);
}

static void
read_forgiving (const Row *row)
{
  LaurelForgiving forgiving = {
    .tx_no = number (row, 0),
    .lot_no = number (row, 1),
    .posted = number (row, 2),
    .any_lot = number (row, 3) != 0,
    .amount = number (row, 4),
    .left = number (row, 5),
  };

  g_array_append_val (row->loaded->account->forgivings, forgiving);
}

static void
read_purchase (const Row *row)
{
  LaurelPurchase purchase = {
    .sale = number (row, 0),
    .time = number (row, 1),
    .day = (gint32) number (row, 2),
    .posted = number (row, 3),
    .voided = number_or (row, 4, LAUREL_INSTANT_NEVER),
  };

  g_array_append_val (row->loaded->account->purchases, purchase);
}

static void
read_turnover (const Row *row)
{
  LaurelTurnover turnover = {
    .tx_no = number (row, 0),
    .day = (gint32) number (row, 1),
    .amount = number (row, 2),
  };

  g_array_append_val (row->loaded->account->turnovers, turnover);
}

static void
read_level_change (const Row *row)
{
  LaurelLevelChange change = {
    .tx_no = number (row, 0),
    .change_no = (gint32) number (row, 1),
    .time = number (row, 2),
    .cause = WORD (row, 0, level_causes),
    .document = { WORD (row, 1, document_kinds), number (row, 3) },
    .direction = (gint) number (row, 4),
    .before = { .earned = level (row, 2),
                .since = number_or (row, 5, 0),
                .review = day_or_none (row, 6),
                .manual = level (row, 3),
                .manual_until = day_or_none (row, 7) },
    .after = { .earned = level (row, 4),
               .since = number_or (row, 8, 0),
               .review = day_or_none (row, 9),
               .manual = level (row, 5),
               .manual_until = day_or_none (row, 10) },
    .from = level (row, 6),
    .to = level (row, 7),
  };

  g_array_append_val (row->loaded->account->level_changes, change);
}

static void
read_transaction (const Row *row)
{
  LaurelTransaction transaction = {
    .tx_no = number (row, 0),
    .kind = WORD (row, 0, tx_kinds),
    .time = number (row, 1),
    .posted = number (row, 2),
    .document = { WORD (row, 1, document_kinds), number (row, 3) },
    .actor = number (row, 4),
  };

  g_array_append_val (row->loaded->account->transactions, transaction);
}

static void
read_entry (const Row *row)
{
  LaurelEntry entry = {
    .tx_no = number (row, 0),
    .entry_no = (gint32) number (row, 1),
    .movement = WORD (row, 0, movements),
    .account = WORD (row, 1, entry_accounts),
    .lot_no = number (row, 2),
    .amount = number (row, 3),
  };

  g_array_append_val (row->loaded->account->entries, entry);
}

static void
read_sale (const Row *row)
{
  LaurelLoaded *loaded = row->loaded;

  loaded->sale_client_id = number (row, 0);
  loaded->sale_till_id = number (row, 1);
  loaded->sale->time = number (row, 2);
  loaded->sale->day = (gint32) number (row, 3);
  loaded->sale->posted = number (row, 4);
  loaded->sale->tx_no = number_or (row, 5, 0);
  loaded->sale_program_version = (gint) number (row, 6);
  loaded->sale_referrer_id = number_or (row, 7, 0);
  loaded->sale->voided = number (row, 8) != 0;
  loaded->sale_store = text (row, 0);
  loaded->sale_channel = text (row, 1);
  loaded->sale_card = text (row, 2);
}

static void
read_sale_line (const Row *row)
{
  LaurelLoaded  *loaded = row->loaded;
  guint          index = loaded->sale->lines->len;
  LaurelSaleLine line = {
    .n = number (row, 0),
    .quantity = number (row, 1),
    .returned = number (row, 2),
    .discount = number (row, 3),
    .to_pay = number (row, 4),
    .turnover = number (row, 5),
    .redeemed_points = number (row, 6),
  };

  g_array_append_val (loaded->sale->lines, line);
  loaded->goods = g_renew (LaurelSoldGoods, loaded->goods, index + 1);
  loaded->goods[index] = (LaurelSoldGoods){ line.n, text (row, 0), number (row, 7) };
}

static void
read_grant (const Row *row)
{
  LaurelSaleGrant grant = {
    .n = number (row, 0),
    .referrer = number (row, 1) != 0,
    .lot_no = number (row, 2),
    .points = number (row, 3),
  };

  g_array_append_val (row->loaded->sale->grants, grant);
}

static void
read_consumption (const Row *row)
{
  LaurelConsumption consumption = {
    .order_no = number (row, 0),
    .lot_no = number (row, 1),
    .points = number (row, 2),
    .restored = number (row, 3),
    .life = number_or (row, 4, LAUREL_INSTANT_NEVER),
  };

  g_array_append_val (row->loaded->sale->consumptions, consumption);
}

static const struct
{
  char tag;
  void (*read) (const Row *row);
} row_readers[] = {
  { 'o', read_operation },    { 'c', read_client },    { 'k', read_card },
  { 's', read_segments },     { 'a', read_account },   { 'l', read_lot },
  { 'h', read_hold },         { 'p', read_hold_part }, { 'f', read_forgiving },
  { 'u', read_purchase },     { 't', read_turnover },  { 'v', read_level_change },
  { 'x', read_transaction },  { 'y', read_entry },     { 'S', read_sale },
  { 'L', read_sale_line },    { 'M', read_grant },     { 'N', read_consumption },
  { 'w', read_usage },        { 'W', read_total },     { 'Z', read_code },
  { 'z', read_series_usage },
};

static void
read_row (LaurelLoaded *loaded, const PGresult *result, int index)
{
  char tag = laurel_db_get_text (result, index, COLUMN_TAG)[0];
  Row  row = { .loaded = loaded };

  row.numbers = laurel_db_dup_bigints (result, index, COLUMN_NUMBERS, NONE, &row.n_numbers);
  row.texts = laurel_db_dup_texts (result, index, COLUMN_TEXTS, &row.n_texts);

  for (gsize i = 0; i < G_N_ELEMENTS (row_readers); i++)
    if (row_readers[i].tag == tag)
      row_readers[i].read (&row);

  g_free (row.numbers);
  laurel_db_free_texts (row.texts, row.n_texts);
}

static LaurelAccountNeed
needs_of_depth (LaurelAccountDepth depth)
{
  LaurelAccountNeed full = LAUREL_ACCOUNT_NEED_OPEN | LAUREL_ACCOUNT_NEED_TURNOVER |
                           LAUREL_ACCOUNT_NEED_PURCHASES | LAUREL_ACCOUNT_NEED_BURNT |
                           LAUREL_ACCOUNT_NEED_DOCUMENT;

  switch (depth)
    {
    case LAUREL_ACCOUNT_DEPTH_OPEN:
      return LAUREL_ACCOUNT_NEED_OPEN;
    case LAUREL_ACCOUNT_DEPTH_FULL:
      return full;
    case LAUREL_ACCOUNT_DEPTH_HISTORY:
      return full | LAUREL_ACCOUNT_NEED_HISTORY;
    default:
      g_assert_not_reached ();
    }
}

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

  loaded = g_new0 (LaurelLoaded, 1);
  loaded->texts = g_string_chunk_new (512);
  loaded->birth_day = LAUREL_DAY_NONE;
  loaded->account = laurel_account_new ();
  loaded->account->state = LAUREL_ROW_CLEAN;
  loaded->account->loaded = needs_of_depth (load->depth);

  if (load->sale_id != 0)
    {
      loaded->sale = laurel_sale_new ();
      loaded->sale->sale = load->sale_id;
    }

  for (int i = 0; i < laurel_db_get_n_rows (result); i++)
    read_row (loaded, result, i);

  if (loaded->client_id == 0)
    g_clear_pointer (&loaded->account, laurel_account_free);

  if (loaded->sale_client_id == 0)
    g_clear_pointer (&loaded->sale, laurel_sale_free);

  load->done (loaded, NULL, load->data);
}

void
laurel_store_load_account (LaurelStore              *store,
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
