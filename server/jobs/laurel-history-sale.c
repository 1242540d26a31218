/* laurel-history-sale.c - prices and posts a sale of the past
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/jobs/laurel-history-private.h"

#include "server/engine/laurel-price.h"
#include "server/wire/laurel-wire-sale-facts.h"

static gboolean
fill_facts (LaurelHistory       *history,
            LaurelHistoryOwner  *owner,
            const LaurelPosting *posting,
            gint32               day,
            LaurelClientFacts   *facts,
            GError             **error)
{
  if (!laurel_ledger_redeemable (owner->account,
                                 history->terms,
                                 posting->posted,
                                 NULL,
                                 0,
                                 &facts->available_points,
                                 NULL,
                                 error))
    return FALSE;

  facts->registered = owner->registered;
  facts->level = laurel_ledger_level (owner->account, history->terms, posting->posted);
  facts->birth_day = owner->birth_day;
  facts->gender = owner->gender;
  facts->turnover = owner->account->turnover;
  facts->purchase_count = owner->account->purchase_count;
  facts->last_purchase_day = laurel_account_last_purchase (owner->account, day);
  facts->has_referrer = owner->referrer_id != 0;
  facts->usage = laurel_history_usage_get (owner->usage, &facts->n_usage);

  return TRUE;
}

static void
keep_sale (LaurelHistory            *history,
           const LaurelHistoryEvent *event,
           const LaurelPriced       *priced,
           LaurelSale               *sale,
           LaurelHistoryOwner       *buyer,
           LaurelHistoryOwner       *referrer)
{
  LaurelHistoryKept *kept = g_new0 (LaurelHistoryKept, 1);

  kept->sale = sale;
  kept->owner_id = buyer != NULL ? buyer->client_id : -history->book->till_id;
  kept->buyer = buyer;
  kept->referrer = referrer;
  kept->card = g_strdup (event->sale.receipt.card);
  kept->products = g_new0 (char *, priced->n_lines);
  kept->prices = g_new0 (gint64, priced->n_lines);
  kept->batch = history->batch_no;
  for (gsize i = 0; i < priced->n_lines; i++)
    {
      kept->products[i] = g_strdup (priced->lines[i].product);
      kept->prices[i] = priced->lines[i].price;
    }
  g_hash_table_replace (history->sales, g_strdup (event->key), kept);
}

/* Adds what a sale used to what the batch will claim of the totals. */
static void
claim_totals (LaurelHistory *history, const LaurelPriced *priced)
{
  for (gsize i = 0; i < priced->n_limited; i++)
    {
      const LaurelLimited *limited = &priced->limited[i];
      LaurelUseClaim      *claim = NULL;

      if (!limited->used || !laurel_limits_are_shared (limited->limits))
        continue;

      for (guint k = 0; k < history->claims->len && claim == NULL; k++)
        {
          LaurelUseClaim *other = &g_array_index (history->claims, LaurelUseClaim, k);

          if (other->limits == limited->limits)
            claim = other;
        }

      if (claim == NULL)
        {
          LaurelUseClaim first = { .leaf = limited->leaf, .limits = limited->limits };

          g_array_append_val (history->claims, first);
          claim = &g_array_index (history->claims, LaurelUseClaim, history->claims->len - 1);
        }

      claim->count++;
      claim->money += limited->money;
    }
}

/* What was used before this history, or by an earlier run of it. */
static gboolean
learn_totals (LaurelHistory *history, GError **error)
{
  gsize              n = 0;
  const char *const *leaves = laurel_program_get_shared_limits (history->program, &n);
  g_autoptr (LaurelLoaded) loaded = NULL;

  if (history->knows_totals)
    return TRUE;

  history->knows_totals = TRUE;
  if (n == 0 || history->book->is_fresh)
    return TRUE;

  loaded = history->book->load_totals (history->book, leaves, n, error);
  if (loaded == NULL)
    return FALSE;

  laurel_history_usage_learn (history->usage, loaded->totals, loaded->n_totals);

  return TRUE;
}

static void
write_sale (LaurelHistory            *history,
            const LaurelHistoryEvent *event,
            const LaurelPosting      *posting,
            const LaurelHistoryOwner *buyer,
            const LaurelClientFacts  *facts,
            const LaurelUsageTotals  *totals,
            const LaurelPriced       *priced,
            const LaurelSale         *sale)
{
  const LaurelReceipt *receipt = &event->sale.receipt;
  LaurelSaleHeader     header = { 0 };

  header.client_id = buyer != NULL ? buyer->client_id : -history->book->till_id;
  header.sale_id = sale->sale;
  header.till_id = history->book->till_id;
  header.key = event->key;
  header.receipt = event->number;
  header.store = receipt->store;
  header.till = event->till;
  header.cashier = event->cashier;
  header.channel = receipt->channel;
  header.card = receipt->card;
  header.time = event->time;
  header.posted = posting->posted;
  header.day = sale->day;
  header.late = posting->posted - event->time > (gint64) history->terms->late_minutes * 60;
  header.program_version = laurel_program_get_version (history->program);
  header.tx_no = sale->tx_no;
  header.referrer_id = buyer != NULL && priced->totals.referrer_points > 0 ? buyer->referrer_id : 0;
  g_string_truncate (history->facts, 0);
  laurel_wire_write_sale_facts (history->facts, receipt, facts, totals, priced);
  header.facts = history->facts->str;
  laurel_posting_rows_add_sale (history->batch->rows, &header, priced, sale);
  laurel_posting_rows_add_uses (history->batch->rows,
                                header.client_id,
                                header.sale_id,
                                header.day,
                                priced->limited,
                                priced->n_limited);
  claim_totals (history, priced);
  laurel_history_add_operation (history,
                                event,
                                header.client_id,
                                (LaurelDocument){ LAUREL_DOCUMENT_SALE, header.sale_id });

  history->batch_lines += (guint) priced->n_lines;
  history->totals.sales++;
  history->totals.sale_lines += priced->n_lines;
  history->totals.sales_gross += priced->totals.gross;
  history->totals.sales_to_pay += priced->totals.to_pay;
  history->totals.points += priced->totals.points;
  history->totals.redeemed_points += priced->totals.redeemed_points;
}

LaurelHistoryResult
laurel_history_post_sale (LaurelHistory *history, const LaurelHistoryEvent *event, GError **error)
{
  const LaurelReceipt *receipt = &event->sale.receipt;
  LaurelHistoryOwner  *buyer = NULL;
  LaurelHistoryOwner  *referrer = NULL;
  LaurelPosting        posting = { 0 };
  LaurelClientFacts    facts = { 0 };
  LaurelSaleRequest    request = { 0 };
  LaurelSale          *sale = NULL;
  LaurelUsageTotals    usage = { 0 };

  if (!learn_totals (history, error) ||
      !laurel_history_owners_find (history->owners, event->client, history->batch, &buyer, error))
    return LAUREL_HISTORY_FAILED;

  posting = laurel_history_make_posting (history, event, buyer);
  request.day = laurel_program_local_day (history->program, receipt->store, event->time);
  if (buyer != NULL && !fill_facts (history, buyer, &posting, request.day, &facts, error))
    return LAUREL_HISTORY_REFUSED;

  laurel_arena_reset (history->arena);
  usage.usage = laurel_history_usage_get (history->usage, &usage.n_usage);
  request.priced = laurel_price (history->program,
                                 history->arena,
                                 receipt,
                                 buyer != NULL ? &facts : NULL,
                                 &usage,
                                 LAUREL_PRICE_PLAIN,
                                 error);
  laurel_history_touch_if_changed (history, buyer);
  if (request.priced == NULL)
    return LAUREL_HISTORY_REFUSED;

  if (request.priced->totals.referrer_points > 0 &&
      !laurel_history_owners_find_id (history->owners, buyer->referrer_id, &referrer, error))
    return LAUREL_HISTORY_FAILED;
  request.sale = laurel_history_new_id ();
  request.terms = history->terms;
  request.receipt = receipt;
  sale = laurel_ledger_sale (buyer != NULL ? buyer->account : NULL,
                             referrer != NULL ? referrer->account : NULL,
                             &posting,
                             &request,
                             NULL,
                             error);
  laurel_history_touch_if_changed (history, buyer);
  laurel_history_touch_if_changed (history, referrer);
  if (sale == NULL)
    return LAUREL_HISTORY_REFUSED;

  write_sale (history,
              event,
              &posting,
              buyer,
              buyer != NULL ? &facts : NULL,
              &usage,
              request.priced,
              sale);
  laurel_history_usage_add (history->usage, request.priced, request.day);
  if (buyer != NULL)
    laurel_history_usage_add (buyer->usage, request.priced, request.day);
  if (event->sale.is_returned)
    keep_sale (history, event, request.priced, sale, buyer, referrer);
  else
    laurel_sale_free (sale);

  return LAUREL_HISTORY_POSTED;
}
