/* laurel-posting-rows.c - what one posting, or a batch of history, adds to the ledger's tables
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The order of fields is that of the columns in schema/0004-ledger.sql; what is used is in
 * laurel-posting-uses.c.
 */

#include "server/store/laurel-posting-rows.h"

#include "server/store/laurel-ledger-words.h"

struct _LaurelPostingRows
{
  LaurelRows *tables[LAUREL_N_TABLES];
  gint64      client_id;
};

static const char *const table_names[] = {
  [LAUREL_TABLE_ACCOUNTS] = "accounts",
  [LAUREL_TABLE_OPERATIONS] = "operations",
  [LAUREL_TABLE_SALES] = "sales",
  [LAUREL_TABLE_SALE_LINES] = "sale_lines",
  [LAUREL_TABLE_RETURNS] = "returns",
  [LAUREL_TABLE_RETURN_LINES] = "return_lines",
  [LAUREL_TABLE_LOTS] = "lots",
  [LAUREL_TABLE_TRANSACTIONS] = "transactions",
  [LAUREL_TABLE_ENTRIES] = "entries",
  [LAUREL_TABLE_HOLDS] = "holds",
  [LAUREL_TABLE_HOLD_PARTS] = "hold_parts",
  [LAUREL_TABLE_PURCHASES] = "purchases",
  [LAUREL_TABLE_TURNOVERS] = "turnovers",
  [LAUREL_TABLE_FORGIVINGS] = "forgivings",
  [LAUREL_TABLE_LEVEL_CHANGES] = "level_changes",
  [LAUREL_TABLE_CONSUMPTIONS] = "consumptions",
  [LAUREL_TABLE_USES] = "uses",
  [LAUREL_TABLE_USE_CLAIMS] = "use_claims",
  [LAUREL_TABLE_CODE_USES] = "promo_code_uses",
  [LAUREL_TABLE_CODE_HOLDS] = "promo_code_holds",
  [LAUREL_TABLE_VOIDED] = "voided",
};

G_STATIC_ASSERT (G_N_ELEMENTS (table_names) == LAUREL_N_TABLES);

LaurelPostingRows *
laurel_posting_rows_new (LaurelRowsForm form)
{
  LaurelPostingRows *self = g_new0 (LaurelPostingRows, 1);

  for (gsize i = 0; i < LAUREL_N_TABLES; i++)
    self->tables[i] = laurel_rows_new (form);

  return self;
}

void
laurel_posting_rows_free (LaurelPostingRows *self)
{
  if (self == NULL)
    return;

  for (gsize i = 0; i < LAUREL_N_TABLES; i++)
    laurel_rows_free (self->tables[i]);

  g_free (self);
}

void
laurel_posting_rows_clear (LaurelPostingRows *self)
{
  for (gsize i = 0; i < LAUREL_N_TABLES; i++)
    laurel_rows_clear (self->tables[i]);

  self->client_id = 0;
}

gint64
laurel_posting_rows_get_client (const LaurelPostingRows *self)
{
  return self->client_id;
}

LaurelRows *
laurel_posting_rows_get (const LaurelPostingRows *self, LaurelTable table)
{
  return self->tables[table];
}

const char *
laurel_table_get_name (LaurelTable table)
{
  return table_names[table];
}

/* An id or number of which 0 says that there is none. */
static void
add_id (LaurelRows *rows, gint64 id)
{
  if (id == 0)
    laurel_rows_add_null (rows);
  else
    laurel_rows_add_int (rows, id);
}

/* An instant of which 0 says that it never was. */
static void
add_past (LaurelRows *rows, gint64 time)
{
  laurel_rows_add_time (rows, time == 0 ? LAUREL_INSTANT_NEVER : time);
}

static void
add_document (LaurelRows *rows, LaurelDocument document)
{
  laurel_rows_add_text (rows, laurel_words_document_kinds[document.kind]);
  laurel_rows_add_int (rows, document.id);
}

/* What a loader has to look for besides lots. */
static gint64
count_open_ends (const LaurelAccount *account)
{
  gint64 n = 0;

  for (guint i = 0; i < account->holds->len; i++)
    if (g_array_index (account->holds, LaurelHold, i).end == LAUREL_HOLD_OPEN)
      n++;

  for (guint i = 0; i < account->forgivings->len; i++)
    if (g_array_index (account->forgivings, LaurelForgiving, i).left > 0)
      n++;

  return n;
}

void
laurel_posting_rows_add_account_row (LaurelPostingRows   *self,
                                     gint64               client_id,
                                     const LaurelAccount *account)
{
  LaurelRows *rows = self->tables[LAUREL_TABLE_ACCOUNTS];

  if (self->client_id == 0)
    self->client_id = client_id;

  laurel_rows_begin (rows);
  laurel_rows_add_int (rows, client_id);
  laurel_rows_add_int (rows, account->version);
  laurel_rows_add_int (rows, account->last_lot);
  add_past (rows, account->posted);
  laurel_rows_add_int (rows, account->debt);
  laurel_rows_add_int (rows, account->turnover);
  laurel_rows_add_int (rows, account->purchase_count);
  add_past (rows, account->last_purchase_time);
  laurel_rows_add_day (rows, account->last_purchase_day);
  laurel_rows_add_day (rows, account->activity_day);
  laurel_rows_add_text (rows, account->level.earned);
  add_past (rows, account->level.since);
  laurel_rows_add_day (rows, account->level.review);
  laurel_rows_add_text (rows, account->level.manual);
  laurel_rows_add_day (rows, account->level.manual_until);
  laurel_rows_add_time (rows, account->next_due);
  laurel_rows_add_bool (rows, account->merged);
  laurel_rows_add_int (rows, count_open_ends (account));
  laurel_rows_end (rows);
}

static void
add_lot (LaurelRows *rows, gint64 client_id, const LaurelLot *lot)
{
  laurel_rows_begin (rows);
  laurel_rows_add_int (rows, client_id);
  laurel_rows_add_int (rows, lot->lot_no);
  laurel_rows_add_text (rows, laurel_words_lot_origins[lot->origin]);
  add_document (rows, lot->document);
  laurel_rows_add_int (rows, lot->root);
  laurel_rows_add_int (rows, lot->tx_no);
  laurel_rows_add_time (rows, lot->active_from);
  laurel_rows_add_text (rows, laurel_words_lot_expiries[lot->expiry]);
  laurel_rows_add_time (rows, lot->active_to);
  laurel_rows_add_day (rows, lot->own_day);
  laurel_rows_add_int (rows, lot->inactivity_days);
  laurel_rows_add_bool (rows, lot->sealed);
  laurel_rows_add_bool (rows, lot->undone);
  laurel_rows_add_int (rows, lot->granted);
  laurel_rows_add_int (rows, lot->remaining);
  laurel_rows_add_int (rows, lot->held);
  laurel_rows_add_int (rows, lot->expired);
  laurel_rows_add_int (rows, lot->lost);
  laurel_rows_add_int (rows, lot->consumed);
  laurel_rows_add_int (rows, lot->reversed);
  laurel_rows_add_int (rows, lot->paid);
  laurel_rows_add_int (rows, lot->moved);
  laurel_rows_end (rows);
}

static void
add_transaction (LaurelRows *rows, gint64 client_id, const LaurelTransaction *transaction)
{
  laurel_rows_begin (rows);
  laurel_rows_add_int (rows, client_id);
  laurel_rows_add_int (rows, transaction->tx_no);
  laurel_rows_add_text (rows, laurel_words_tx_kinds[transaction->kind]);
  laurel_rows_add_time (rows, transaction->time);
  laurel_rows_add_time (rows, transaction->posted);
  add_document (rows, transaction->document);
  laurel_rows_add_int (rows, transaction->actor);
  laurel_rows_end (rows);
}

static void
add_entry (LaurelRows *rows, gint64 client_id, const LaurelEntry *entry, gint32 day)
{
  laurel_rows_begin (rows);
  laurel_rows_add_int (rows, client_id);
  laurel_rows_add_int (rows, entry->tx_no);
  laurel_rows_add_int (rows, entry->entry_no);
  laurel_rows_add_text (rows, laurel_words_movements[entry->movement]);
  laurel_rows_add_text (rows, laurel_words_entry_accounts[entry->account]);
  laurel_rows_add_int (rows, entry->lot_no);
  laurel_rows_add_int (rows, entry->amount);
  laurel_rows_add_day (rows, day);
  laurel_rows_end (rows);
}

static void
add_hold (LaurelRows *rows, gint64 client_id, const LaurelHold *hold)
{
  laurel_rows_begin (rows);
  laurel_rows_add_int (rows, client_id);
  laurel_rows_add_int (rows, hold->hold);
  laurel_rows_add_int (rows, hold->tx_no);
  laurel_rows_add_time (rows, hold->posted);
  laurel_rows_add_time (rows, hold->until);
  laurel_rows_add_int (rows, hold->points);
  laurel_rows_add_text (rows, laurel_words_hold_ends[hold->end]);
  laurel_rows_add_time (rows, hold->ended);
  laurel_rows_end (rows);
}

/* Parts of a hold stand in the order of consumption, which their number keeps. */
static void
add_hold_part (LaurelRows *rows, gint64 client_id, const LaurelHoldPart *part, gint64 part_no)
{
  laurel_rows_begin (rows);
  laurel_rows_add_int (rows, client_id);
  laurel_rows_add_int (rows, part->hold);
  laurel_rows_add_int (rows, part_no);
  laurel_rows_add_int (rows, part->lot_no);
  laurel_rows_add_int (rows, part->points);
  laurel_rows_end (rows);
}

static void
add_purchase (LaurelRows *rows, gint64 client_id, const LaurelPurchase *purchase)
{
  laurel_rows_begin (rows);
  laurel_rows_add_int (rows, client_id);
  laurel_rows_add_int (rows, purchase->sale);
  laurel_rows_add_time (rows, purchase->time);
  laurel_rows_add_day (rows, purchase->day);
  laurel_rows_add_time (rows, purchase->posted);
  laurel_rows_add_time (rows, purchase->voided);
  laurel_rows_end (rows);
}

static void
add_turnover (LaurelRows *rows, gint64 client_id, const LaurelTurnover *turnover)
{
  laurel_rows_begin (rows);
  laurel_rows_add_int (rows, client_id);
  laurel_rows_add_int (rows, turnover->tx_no);
  laurel_rows_add_day (rows, turnover->day);
  laurel_rows_add_int (rows, turnover->amount);
  laurel_rows_end (rows);
}

static void
add_forgiving (LaurelRows *rows, gint64 client_id, const LaurelForgiving *forgiving)
{
  laurel_rows_begin (rows);
  laurel_rows_add_int (rows, client_id);
  laurel_rows_add_int (rows, forgiving->tx_no);
  laurel_rows_add_int (rows, forgiving->lot_no);
  laurel_rows_add_time (rows, forgiving->posted);
  laurel_rows_add_bool (rows, forgiving->any_lot);
  laurel_rows_add_int (rows, forgiving->amount);
  laurel_rows_add_int (rows, forgiving->left);
  laurel_rows_end (rows);
}

static void
add_level_state (LaurelRows *rows, const LaurelLevelState *level)
{
  laurel_rows_add_text (rows, level->earned);
  add_past (rows, level->since);
  laurel_rows_add_day (rows, level->review);
  laurel_rows_add_text (rows, level->manual);
  laurel_rows_add_day (rows, level->manual_until);
}

static void
add_level_change (LaurelRows *rows, gint64 client_id, const LaurelLevelChange *change)
{
  laurel_rows_begin (rows);
  laurel_rows_add_int (rows, client_id);
  laurel_rows_add_int (rows, change->tx_no);
  laurel_rows_add_int (rows, change->change_no);
  laurel_rows_add_time (rows, change->time);
  laurel_rows_add_text (rows, laurel_words_level_causes[change->cause]);
  add_document (rows, change->document);
  add_level_state (rows, &change->before);
  add_level_state (rows, &change->after);
  laurel_rows_add_text (rows, change->from);
  laurel_rows_add_text (rows, change->to);
  laurel_rows_add_int (rows, change->direction);
  laurel_rows_end (rows);
}

static void
add_hold_parts (LaurelPostingRows *self, gint64 client_id, const LaurelAccount *account)
{
  gint64 part_no = 0;
  gint64 hold = 0;

  for (guint i = 0; i < account->hold_parts->len; i++)
    {
      const LaurelHoldPart *part = &g_array_index (account->hold_parts, LaurelHoldPart, i);

      part_no = part->hold == hold ? part_no + 1 : 1;
      hold = part->hold;

      if (part->state != LAUREL_ROW_CLEAN)
        add_hold_part (self->tables[LAUREL_TABLE_HOLD_PARTS], client_id, part, part_no);
    }
}

/* Calls @add for every row of @array that is to be stored. */
#define ADD_ROWS(array, Type, add, table)                                                          \
  for (guint add_i = 0; add_i < (array)->len; add_i++)                                             \
    {                                                                                              \
      const Type *row = &g_array_index ((array), Type, add_i);                                     \
                                                                                                   \
      if (row->state != LAUREL_ROW_CLEAN)                                                          \
        add (self->tables[table], client_id, row);                                                 \
    }

/* Transactions and their entries stand in order: the date of a transaction is that of its entries.
 */
static void
add_postings (LaurelPostingRows      *self,
              gint64                  client_id,
              const LaurelAccount    *account,
              const LaurelLedgerZone *zone)
{
  guint at = 0;

  for (guint i = 0; i < account->transactions->len; i++)
    {
      const LaurelTransaction *transaction =
          &g_array_index (account->transactions, LaurelTransaction, i);
      gint32 day = 0;

      if (transaction->state == LAUREL_ROW_CLEAN)
        continue;

      add_transaction (self->tables[LAUREL_TABLE_TRANSACTIONS], client_id, transaction);
      day = zone->day_of (zone->data, transaction->time);

      for (; at < account->entries->len; at++)
        {
          const LaurelEntry *entry = &g_array_index (account->entries, LaurelEntry, at);

          if (entry->tx_no > transaction->tx_no)
            break;

          if (entry->tx_no == transaction->tx_no && entry->state != LAUREL_ROW_CLEAN)
            add_entry (self->tables[LAUREL_TABLE_ENTRIES], client_id, entry, day);
        }
    }
}

void
laurel_posting_rows_add_account (LaurelPostingRows      *self,
                                 gint64                  client_id,
                                 const LaurelAccount    *account,
                                 const LaurelLedgerZone *zone)
{
  if (account->state != LAUREL_ROW_CLEAN)
    laurel_posting_rows_add_account_row (self, client_id, account);

  add_postings (self, client_id, account, zone);
  ADD_ROWS (account->lots, LaurelLot, add_lot, LAUREL_TABLE_LOTS);
  ADD_ROWS (account->holds, LaurelHold, add_hold, LAUREL_TABLE_HOLDS);
  add_hold_parts (self, client_id, account);
  ADD_ROWS (account->purchases, LaurelPurchase, add_purchase, LAUREL_TABLE_PURCHASES);
  ADD_ROWS (account->turnovers, LaurelTurnover, add_turnover, LAUREL_TABLE_TURNOVERS);
  ADD_ROWS (account->forgivings, LaurelForgiving, add_forgiving, LAUREL_TABLE_FORGIVINGS);
  ADD_ROWS (account->level_changes,
            LaurelLevelChange,
            add_level_change,
            LAUREL_TABLE_LEVEL_CHANGES);
}

static void
add_effects (LaurelRows *rows, const LaurelPricedLine *line)
{
  g_autofree const char **leaves = g_new (const char *, line->n_effects + 1);
  g_autofree gint64      *money = g_new (gint64, line->n_effects + 1);
  g_autofree gint64      *points = g_new (gint64, line->n_effects + 1);

  for (gsize i = 0; i < line->n_effects; i++)
    {
      leaves[i] = line->effects[i].leaf;
      money[i] = line->effects[i].money;
      points[i] = line->effects[i].points;
    }

  laurel_rows_add_text_array (rows, leaves, line->n_effects);
  laurel_rows_add_int_array (rows, money, line->n_effects);
  laurel_rows_add_int_array (rows, points, line->n_effects);
}

/* The lots that got points from line @n, of the buyer or of the referrer, as two arrays. */
static void
add_grants (LaurelRows *rows, const GArray *grants, gint64 n, gboolean referrer)
{
  g_autofree gint64 *lots = g_new (gint64, grants->len + 1);
  g_autofree gint64 *points = g_new (gint64, grants->len + 1);
  gsize              count = 0;

  for (guint i = 0; i < grants->len; i++)
    {
      const LaurelSaleGrant *grant = &g_array_index (grants, LaurelSaleGrant, i);

      if (grant->n != n || grant->referrer != referrer)
        continue;

      lots[count] = grant->lot_no;
      points[count++] = grant->points;
    }

  laurel_rows_add_int_array (rows, lots, count);
  laurel_rows_add_int_array (rows, points, count);
}

static void
add_sale_line (LaurelRows             *rows,
               const LaurelSaleHeader *header,
               const LaurelPricedLine *line,
               const LaurelSaleLine   *sold,
               const GArray           *grants)
{
  g_assert (line->n == sold->n && line->quantity == sold->quantity);

  laurel_rows_begin (rows);
  laurel_rows_add_int (rows, header->client_id);
  laurel_rows_add_int (rows, header->sale_id);
  laurel_rows_add_int (rows, line->n);
  laurel_rows_add_text (rows, line->product);
  laurel_rows_add_int (rows, line->quantity);
  laurel_rows_add_int (rows, line->price);
  laurel_rows_add_int (rows, line->gross);
  laurel_rows_add_int (rows, line->external);
  laurel_rows_add_int (rows, line->discount);
  laurel_rows_add_int (rows, line->redeemed);
  laurel_rows_add_int (rows, sold->redeemed_points);
  laurel_rows_add_int (rows, line->rounding);
  laurel_rows_add_int (rows, line->to_pay);
  laurel_rows_add_int (rows, line->points);
  laurel_rows_add_int (rows, line->turnover);
  add_effects (rows, line);
  add_grants (rows, grants, line->n, FALSE);
  add_grants (rows, grants, line->n, TRUE);
  laurel_rows_add_time (rows, header->time);
  laurel_rows_add_text (rows, header->store);
  laurel_rows_end (rows);
}

/* Pieces sold: a weighed line counts as one. */
static gint64
count_goods (const LaurelPriced *priced)
{
  gint64 goods = 0;

  for (gsize i = 0; i < priced->n_lines; i++)
    goods += priced->lines[i].whole ? priced->lines[i].quantity / 1000 : 1;

  return goods;
}

void
laurel_posting_rows_add_sale (LaurelPostingRows      *self,
                              const LaurelSaleHeader *header,
                              const LaurelPriced     *priced,
                              const LaurelSale       *sale)
{
  LaurelRows         *rows = self->tables[LAUREL_TABLE_SALES];
  const LaurelTotals *totals = &priced->totals;

  g_assert (sale->lines->len == priced->n_lines);

  laurel_rows_begin (rows);
  laurel_rows_add_int (rows, header->client_id);
  laurel_rows_add_int (rows, header->sale_id);
  laurel_rows_add_int (rows, header->till_id);
  laurel_rows_add_text (rows, header->key);
  laurel_rows_add_text (rows, header->receipt);
  laurel_rows_add_text (rows, header->store);
  laurel_rows_add_text (rows, header->till);
  laurel_rows_add_text (rows, header->cashier);
  laurel_rows_add_text (rows, header->channel);
  laurel_rows_add_text (rows, header->card);
  laurel_rows_add_time (rows, header->time);
  laurel_rows_add_time (rows, header->posted);
  laurel_rows_add_day (rows, header->day);
  laurel_rows_add_bool (rows, header->late);
  laurel_rows_add_int (rows, header->program_version);
  add_id (rows, header->tx_no);
  laurel_rows_add_int (rows, (gint64) priced->n_lines);
  laurel_rows_add_int (rows, count_goods (priced));
  laurel_rows_add_int (rows, totals->gross);
  laurel_rows_add_int (rows, totals->external);
  laurel_rows_add_int (rows, totals->discount);
  laurel_rows_add_int (rows, totals->redeemed);
  laurel_rows_add_int (rows, totals->redeemed_points);
  laurel_rows_add_int (rows, totals->rounding);
  laurel_rows_add_int (rows, totals->to_pay);
  laurel_rows_add_int (rows, totals->certificates);
  laurel_rows_add_int (rows, totals->points);
  laurel_rows_add_int (rows, totals->referrer_points);
  laurel_rows_add_int (rows, totals->turnover);
  add_id (rows, header->referrer_id);
  laurel_rows_add_text (rows, header->facts);
  laurel_rows_end (rows);

  for (gsize i = 0; i < priced->n_lines; i++)
    add_sale_line (self->tables[LAUREL_TABLE_SALE_LINES],
                   header,
                   &priced->lines[i],
                   &g_array_index (sale->lines, LaurelSaleLine, i),
                   sale->grants);

  laurel_posting_rows_add_consumptions (self,
                                        header->client_id,
                                        (LaurelDocument){ LAUREL_DOCUMENT_SALE, header->sale_id },
                                        sale->consumptions);
}

static void
add_return_line (LaurelRows *rows, const LaurelReturnHeader *header, const LaurelReturnGoods *goods)
{
  laurel_rows_begin (rows);
  laurel_rows_add_int (rows, header->client_id);
  laurel_rows_add_int (rows, header->return_id);
  laurel_rows_add_int (rows, goods->n);
  add_id (rows, header->sale_id);
  laurel_rows_add_text (rows, goods->product);
  laurel_rows_add_int (rows, goods->quantity);
  laurel_rows_add_int (rows, goods->price);
  laurel_rows_add_int (rows, goods->to_pay);
  laurel_rows_end (rows);
}

void
laurel_posting_rows_add_return (LaurelPostingRows        *self,
                                const LaurelReturnHeader *header,
                                const LaurelReturnTotals *totals,
                                const LaurelReturnGoods  *goods,
                                gsize                     n_goods,
                                const LaurelSale         *sale)
{
  LaurelRows *rows = self->tables[LAUREL_TABLE_RETURNS];
  gint64      pieces = 0;

  for (gsize i = 0; i < n_goods; i++)
    pieces += goods[i].quantity % 1000 == 0 ? goods[i].quantity / 1000 : 1;

  laurel_rows_begin (rows);
  laurel_rows_add_int (rows, header->client_id);
  laurel_rows_add_int (rows, header->return_id);
  add_id (rows, header->sale_id);
  laurel_rows_add_text (rows, header->kind);
  laurel_rows_add_int (rows, header->till_id);
  laurel_rows_add_text (rows, header->key);
  laurel_rows_add_text (rows, header->receipt);
  laurel_rows_add_text (rows, header->store);
  laurel_rows_add_text (rows, header->till);
  laurel_rows_add_text (rows, header->cashier);
  laurel_rows_add_text (rows, header->channel);
  laurel_rows_add_text (rows, header->card);
  laurel_rows_add_time (rows, header->time);
  laurel_rows_add_time (rows, header->posted);
  laurel_rows_add_day (rows, header->day);
  add_id (rows, header->tx_no);
  laurel_rows_add_int (rows, (gint64) n_goods);
  laurel_rows_add_int (rows, pieces);
  laurel_rows_add_int (rows, totals->discount);
  laurel_rows_add_int (rows, header->to_pay);
  laurel_rows_add_int (rows, totals->refund);
  laurel_rows_add_int (rows, totals->certificates);
  laurel_rows_add_int (rows, totals->turnover);
  laurel_rows_add_int (rows, totals->restored_points);
  laurel_rows_add_int (rows, totals->expired_points);
  laurel_rows_add_int (rows, totals->reversed_points);
  laurel_rows_add_int (rows, totals->referrer_points);
  laurel_rows_add_int (rows, totals->owed_points);
  laurel_rows_add_int (rows, totals->forgiven_points);
  laurel_rows_end (rows);

  for (gsize i = 0; i < n_goods; i++)
    add_return_line (self->tables[LAUREL_TABLE_RETURN_LINES], header, &goods[i]);

  if (sale != NULL)
    laurel_posting_rows_add_consumptions (self,
                                          header->client_id,
                                          (LaurelDocument){ LAUREL_DOCUMENT_SALE, header->sale_id },
                                          sale->consumptions);
}

void
laurel_posting_rows_add_consumptions (LaurelPostingRows *self,
                                      gint64             client_id,
                                      LaurelDocument     document,
                                      const GArray      *consumptions)
{
  LaurelRows *rows = self->tables[LAUREL_TABLE_CONSUMPTIONS];

  for (guint i = 0; i < consumptions->len; i++)
    {
      const LaurelConsumption *part = &g_array_index (consumptions, LaurelConsumption, i);

      laurel_rows_begin (rows);
      laurel_rows_add_int (rows, client_id);
      add_document (rows, document);
      laurel_rows_add_int (rows, part->order_no);
      laurel_rows_add_int (rows, part->lot_no);
      laurel_rows_add_int (rows, part->points);
      laurel_rows_add_int (rows, part->restored);

      if (part->life == LAUREL_INSTANT_NEVER)
        laurel_rows_add_null (rows);
      else
        laurel_rows_add_int (rows, part->life);

      laurel_rows_end (rows);
    }
}

void
laurel_posting_rows_add_operation (LaurelPostingRows *self, const LaurelOperation *operation)
{
  LaurelRows *rows = self->tables[LAUREL_TABLE_OPERATIONS];

  laurel_rows_begin (rows);
  laurel_rows_add_int (rows, operation->till_id);
  laurel_rows_add_text (rows, operation->key);
  laurel_rows_add_bytes (rows, operation->digest, sizeof operation->digest);
  laurel_rows_add_int (rows, operation->status);
  laurel_rows_add_text (rows, operation->body);
  add_id (rows, operation->client_id);
  add_document (rows, (LaurelDocument){ operation->document_kind, operation->document });
  laurel_rows_add_time (rows, operation->posted);
  laurel_rows_end (rows);
}
