/* laurel-store-receipt.c - one sale as it is looked at, with everything that came of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One row answers: what there may be several of comes as arrays, one for each column, and what
 * belongs to a line or a return says which one.
 */

#include "server/store/laurel-store-receipt.h"

#include "server/store/laurel-db-array.h"
#include "server/store/laurel-db-optional.h"

/* clang-format off */
static const LaurelStatement receipt_statement = {
  "office-receipt",
  "with one as (select * from laurel.sales where sale_id = $1::bigint),"
  " back as (select r.* from laurel.returns r join one s using (client_id, sale_id)),"
  " back_lines as (select l.* from laurel.return_lines l join one s using (client_id, sale_id)),"
  " sold as (select l.* from laurel.sale_lines l join one s using (client_id, sale_id))"
  " select s.sale_id, s.\"time\", s.posted, st.time_zone, s.receipt, s.store, st.name, st.city, s.till,"
  " s.cashier, s.channel, s.card, h.client_id, h.last_name, h.first_name, h.patronymic,"
  " s.program_version, s.late, s.facts, s.gross, s.external, s.discount, s.redeemed, s.redeemed_points,"
  " s.rounding, s.to_pay, s.certificates, s.points, s.referrer_points, s.turnover,"
  " (select min (active_from) from laurel.lots l where l.client_id = s.client_id"
  "   and l.document = s.sale_id and l.document_kind = 'sale' and l.origin = 'sale'),"
  " n.*, e.*, r.*, b.*"
  " from one s left join laurel.stores st using (store)"
  " left join laurel.clients c on c.client_id = s.client_id"
  " left join laurel.clients h on h.client_id = coalesce (c.merged_into, c.client_id),"
  " (select array_agg (n order by n), array_agg (l.product order by n),"
  "   array_agg (coalesce (p.name, '') order by n), array_agg (quantity order by n),"
  "   array_agg (l.price order by n), array_agg (gross order by n), array_agg (external order by n),"
  "   array_agg (discount order by n), array_agg (redeemed order by n), array_agg (rounding order by n),"
  "   array_agg (to_pay order by n), array_agg (points order by n), array_agg (turnover order by n),"
  "   array_agg ((select coalesce (sum (quantity), 0)::bigint from back_lines b where b.n = l.n)"
  "     order by n)"
  "   from sold l left join laurel.products p using (product)) n,"
  " (select array_agg (n order by n, o), array_agg (leaf order by n, o),"
  "   array_agg (money order by n, o), array_agg (f.points order by n, o)"
  "   from sold, unnest (leaves, leaf_money, leaf_points) with ordinality f (leaf, money, points, o)) e,"
  " (select array_agg (return_id order by return_id), array_agg (kind::text order by return_id),"
  "   array_agg ((extract (epoch from \"time\") * 1000000)::bigint order by return_id),"
  "   array_agg (refund order by return_id), array_agg (reversed_points order by return_id),"
  "   array_agg (restored_points order by return_id) from back) r,"
  " (select array_agg (return_id order by return_id, n), array_agg (n order by return_id, n),"
  "   array_agg (quantity order by return_id, n) from back_lines) b",
  1,
  TRUE,
};
/* clang-format on */

enum
{
  COLUMN_SALE,
  COLUMN_TIME,
  COLUMN_POSTED,
  COLUMN_TIME_ZONE,
  COLUMN_RECEIPT,
  COLUMN_STORE,
  COLUMN_STORE_NAME,
  COLUMN_CITY,
  COLUMN_TILL,
  COLUMN_CASHIER,
  COLUMN_CHANNEL,
  COLUMN_CARD,
  COLUMN_CLIENT,
  COLUMN_LAST_NAME,
  COLUMN_FIRST_NAME,
  COLUMN_PATRONYMIC,
  COLUMN_PROGRAM_VERSION,
  COLUMN_LATE,
  COLUMN_FACTS,
  COLUMN_GROSS,
  COLUMN_EXTERNAL,
  COLUMN_DISCOUNT,
  COLUMN_REDEEMED,
  COLUMN_REDEEMED_POINTS,
  COLUMN_ROUNDING,
  COLUMN_TO_PAY,
  COLUMN_CERTIFICATES,
  COLUMN_POINTS,
  COLUMN_REFERRER_POINTS,
  COLUMN_TURNOVER,
  COLUMN_ACTIVATES,
  COLUMN_LINE_N,
  COLUMN_LINE_PRODUCT,
  COLUMN_LINE_NAME,
  COLUMN_LINE_NUMBERS, /* the first of N_LINE_NUMBERS columns */
};

/* In the order of the statement. */
typedef enum
{
  LINE_QUANTITY,
  LINE_PRICE,
  LINE_GROSS,
  LINE_EXTERNAL,
  LINE_DISCOUNT,
  LINE_REDEEMED,
  LINE_ROUNDING,
  LINE_TO_PAY,
  LINE_POINTS,
  LINE_TURNOVER,
  LINE_RETURNED,
  N_LINE_NUMBERS,
} LineNumber;

enum
{
  COLUMN_EFFECT_N = COLUMN_LINE_NUMBERS + N_LINE_NUMBERS,
  COLUMN_EFFECT_LEAF,
  COLUMN_EFFECT_MONEY,
  COLUMN_EFFECT_POINTS,
  COLUMN_RETURN_ID,
  COLUMN_RETURN_KIND,
  COLUMN_RETURN_TIME,
  COLUMN_RETURN_REFUND,
  COLUMN_RETURN_REVERSED,
  COLUMN_RETURN_RESTORED,
  COLUMN_BACK_ID,
  COLUMN_BACK_N,
  COLUMN_BACK_QUANTITY,
};

typedef struct
{
  LaurelReceiptDone done;
  gpointer          data;
} Load;

/* An array of the row; what is given belongs to @owned. */
static const gint64 *
read_numbers (GPtrArray *owned, const PGresult *result, int column, gsize *n)
{
  gint64 *numbers = laurel_db_dup_bigints (result, 0, column, 0, n);

  g_ptr_array_add (owned, numbers);

  return numbers;
}

static const char *const *
read_texts (GPtrArray *owned, const PGresult *result, int column, gsize *n)
{
  char **texts = laurel_db_dup_texts (result, 0, column, n);

  /* None of the statement's texts is NULL: the elements can be owned one by one. */
  for (gsize i = 0; i < *n; i++)
    g_ptr_array_add (owned, texts[i]);
  g_ptr_array_add (owned, texts);

  return (const char *const *) texts;
}

/* Lines, and the effects that belong to them: both in order of the lines' numbers. */
static void
read_lines (GPtrArray *owned, const PGresult *result, LaurelReceiptView *view)
{
  const gint64      *numbers[N_LINE_NUMBERS] = { NULL };
  gsize              n_lines = 0;
  gsize              n_effects = 0;
  gsize              effect = 0;
  const gint64      *n = read_numbers (owned, result, COLUMN_LINE_N, &n_lines);
  const char *const *products = read_texts (owned, result, COLUMN_LINE_PRODUCT, &n_lines);
  const char *const *names = read_texts (owned, result, COLUMN_LINE_NAME, &n_lines);
  const gint64      *effect_n = read_numbers (owned, result, COLUMN_EFFECT_N, &n_effects);
  const char *const *leaves = read_texts (owned, result, COLUMN_EFFECT_LEAF, &n_effects);
  const gint64      *money = read_numbers (owned, result, COLUMN_EFFECT_MONEY, &n_effects);
  const gint64      *points = read_numbers (owned, result, COLUMN_EFFECT_POINTS, &n_effects);
  LaurelReceiptRow  *lines = g_new0 (LaurelReceiptRow, n_lines);

  g_ptr_array_add (owned, lines);
  for (int i = 0; i < N_LINE_NUMBERS; i++)
    numbers[i] = read_numbers (owned, result, COLUMN_LINE_NUMBERS + i, &n_lines);

  for (gsize i = 0; i < n_lines; i++)
    {
      LaurelReceiptRow *line = &lines[i];

      *line = (LaurelReceiptRow){
        .n = n[i],
        .product = products[i],
        .name = names[i][0] != '\0' ? names[i] : NULL,
        .quantity = numbers[LINE_QUANTITY][i],
        .price = numbers[LINE_PRICE][i],
        .gross = numbers[LINE_GROSS][i],
        .external = numbers[LINE_EXTERNAL][i],
        .discount = numbers[LINE_DISCOUNT][i],
        .redeemed = numbers[LINE_REDEEMED][i],
        .rounding = numbers[LINE_ROUNDING][i],
        .to_pay = numbers[LINE_TO_PAY][i],
        .points = numbers[LINE_POINTS][i],
        .turnover = numbers[LINE_TURNOVER][i],
        .returned_quantity = numbers[LINE_RETURNED][i],
        .leaves = &leaves[effect],
        .leaf_money = &money[effect],
        .leaf_points = &points[effect],
      };

      for (; effect < n_effects && effect_n[effect] == line->n; effect++)
        line->n_effects++;
    }

  g_assert (effect == n_effects);
  view->lines = lines;
  view->n_lines = n_lines;
}

static void
read_returns (GPtrArray *owned, const PGresult *result, LaurelReceiptView *view)
{
  gsize              n_returns = 0;
  gsize              n_lines = 0;
  gsize              line = 0;
  const gint64      *ids = read_numbers (owned, result, COLUMN_RETURN_ID, &n_returns);
  const char *const *kinds = read_texts (owned, result, COLUMN_RETURN_KIND, &n_returns);
  const gint64      *times = read_numbers (owned, result, COLUMN_RETURN_TIME, &n_returns);
  const gint64      *refunds = read_numbers (owned, result, COLUMN_RETURN_REFUND, &n_returns);
  const gint64      *reversed = read_numbers (owned, result, COLUMN_RETURN_REVERSED, &n_returns);
  const gint64      *restored = read_numbers (owned, result, COLUMN_RETURN_RESTORED, &n_returns);
  const gint64      *line_ids = read_numbers (owned, result, COLUMN_BACK_ID, &n_lines);
  const gint64      *line_n = read_numbers (owned, result, COLUMN_BACK_N, &n_lines);
  const gint64      *quantities = read_numbers (owned, result, COLUMN_BACK_QUANTITY, &n_lines);
  LaurelReturnRow   *returns = g_new0 (LaurelReturnRow, n_returns);

  g_ptr_array_add (owned, returns);

  for (gsize i = 0; i < n_returns; i++)
    {
      LaurelReturnRow *row = &returns[i];

      *row = (LaurelReturnRow){
        .return_id = ids[i],
        .kind = kinds[i],
        .time_us = times[i],
        .refund = refunds[i],
        .reversed_points = reversed[i],
        .restored_points = restored[i],
        .n = &line_n[line],
        .quantity = &quantities[line],
      };
      view->voided = view->voided || g_str_equal (row->kind, "void");

      for (; line < n_lines && line_ids[line] == row->return_id; line++)
        row->n_lines++;
    }

  g_assert (line == n_lines);
  view->returns = returns;
  view->n_returns = n_returns;
}

static LaurelReceiptView
read_sale (const PGresult *result)
{
  return (LaurelReceiptView){
    .sale_id = laurel_db_get_bigint (result, 0, COLUMN_SALE),
    .time_us = laurel_db_get_timestamp (result, 0, COLUMN_TIME),
    .posted_us = laurel_db_get_timestamp (result, 0, COLUMN_POSTED),
    .time_zone = laurel_db_get_text (result, 0, COLUMN_TIME_ZONE),
    .receipt = laurel_db_get_text (result, 0, COLUMN_RECEIPT),
    .store = laurel_db_get_text (result, 0, COLUMN_STORE),
    .store_name = laurel_db_get_text (result, 0, COLUMN_STORE_NAME),
    .city = laurel_db_get_text (result, 0, COLUMN_CITY),
    .till = laurel_db_get_text (result, 0, COLUMN_TILL),
    .cashier = laurel_db_get_text (result, 0, COLUMN_CASHIER),
    .channel = laurel_db_get_text (result, 0, COLUMN_CHANNEL),
    .card = laurel_db_get_text (result, 0, COLUMN_CARD),
    .client_id = laurel_db_get_bigint_or (result, 0, COLUMN_CLIENT, 0),
    .last_name = laurel_db_get_text (result, 0, COLUMN_LAST_NAME),
    .first_name = laurel_db_get_text (result, 0, COLUMN_FIRST_NAME),
    .patronymic = laurel_db_get_text (result, 0, COLUMN_PATRONYMIC),
    .program_version = laurel_db_get_int (result, 0, COLUMN_PROGRAM_VERSION),
    .late = laurel_db_get_boolean (result, 0, COLUMN_LATE),
    .activates_us = laurel_db_get_timestamp_or (result, 0, COLUMN_ACTIVATES, 0),
    .facts = laurel_db_get_text (result, 0, COLUMN_FACTS),
    .gross = laurel_db_get_bigint (result, 0, COLUMN_GROSS),
    .external = laurel_db_get_bigint (result, 0, COLUMN_EXTERNAL),
    .discount = laurel_db_get_bigint (result, 0, COLUMN_DISCOUNT),
    .redeemed = laurel_db_get_bigint (result, 0, COLUMN_REDEEMED),
    .redeemed_points = laurel_db_get_bigint (result, 0, COLUMN_REDEEMED_POINTS),
    .rounding = laurel_db_get_bigint (result, 0, COLUMN_ROUNDING),
    .to_pay = laurel_db_get_bigint (result, 0, COLUMN_TO_PAY),
    .certificates = laurel_db_get_bigint (result, 0, COLUMN_CERTIFICATES),
    .points = laurel_db_get_bigint (result, 0, COLUMN_POINTS),
    .referrer_points = laurel_db_get_bigint (result, 0, COLUMN_REFERRER_POINTS),
    .turnover = laurel_db_get_bigint (result, 0, COLUMN_TURNOVER),
  };
}

static void
load_cb (LaurelDb *db, const PGresult *result, const GError *error, gpointer data)
{
  g_autofree Load *load = data;
  g_autoptr (GPtrArray) owned = NULL;
  LaurelReceiptView view = { 0 };

  if (result == NULL || laurel_db_get_n_rows (result) == 0)
    {
      load->done (NULL, error, load->data);
      return;
    }

  owned = g_ptr_array_new_with_free_func (g_free);
  view = read_sale (result);
  read_lines (owned, result, &view);
  read_returns (owned, result, &view);
  load->done (&view, NULL, load->data);
}

void
laurel_store_load_receipt (LaurelStore      *store,
                           gint64            sale_id,
                           LaurelReceiptDone done,
                           gpointer          data)
{
  LaurelDbParams *params = laurel_db_params_new ();
  Load           *load = g_new (Load, 1);

  *load = (Load){ done, data };
  laurel_db_params_add_bigint (params, sale_id);
  laurel_db_query (laurel_store_get_db (store),
                   LAUREL_DB_LANE_OFFICE,
                   &receipt_statement,
                   params,
                   load_cb,
                   load);
}
