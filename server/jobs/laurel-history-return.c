/* laurel-history-return.c - posts what came back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/jobs/laurel-history-private.h"

#include "server/jobs/laurel-decimal.h"

/* Finds a sale that was told before, or that an earlier run has written; NULL in @found: there is
 * none. */
static gboolean
find_kept (LaurelHistory *history, const char *key, LaurelHistoryKept **found, GError **error)
{
  g_autoptr (LaurelLoaded) loaded = NULL;
  g_autoptr (GError) local = NULL;
  LaurelHistoryOwner *referrer = NULL;
  LaurelHistoryOwner *buyer = NULL;
  LaurelHistoryKept  *kept = NULL;

  *found = g_hash_table_lookup (history->sales, key);
  if (*found != NULL || history->book->is_fresh)
    return TRUE;

  loaded = history->book->load_sale (history->book, key, &local);
  if (local != NULL ||
      (loaded != NULL &&
       !(laurel_history_owners_find_id (history->owners,
                                        loaded->sale_referrer_id,
                                        &referrer,
                                        &local) &&
         laurel_history_owners_find_id (history->owners, loaded->client_id, &buyer, &local))))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (loaded == NULL)
    return TRUE;

  kept = g_new0 (LaurelHistoryKept, 1);
  kept->owner_id = loaded->sale_client_id;
  kept->buyer = buyer;
  kept->referrer = referrer;
  kept->card = g_strdup (loaded->sale_card);
  kept->products = g_new0 (char *, loaded->sale->lines->len);
  kept->prices = g_new0 (gint64, loaded->sale->lines->len);
  for (guint i = 0; i < loaded->sale->lines->len; i++)
    {
      kept->products[i] = g_strdup (loaded->goods[i].product);
      kept->prices[i] = loaded->goods[i].price;
    }
  kept->sale = g_steal_pointer (&loaded->sale);
  g_hash_table_replace (history->sales, g_strdup (key), kept);
  *found = kept;

  return TRUE;
}

static LaurelReturnHeader
make_return_header (LaurelHistory            *history,
                    const LaurelHistoryEvent *event,
                    const LaurelPosting      *posting)
{
  LaurelReturnHeader header = { 0 };

  header.return_id = laurel_history_new_id ();
  header.till_id = history->book->till_id;
  header.key = event->key;
  header.receipt = event->number;
  header.store = event->back.store;
  header.till = event->till;
  header.cashier = event->cashier;
  header.channel = event->back.channel;
  header.time = event->time;
  header.posted = posting->posted;
  header.day = laurel_program_local_day (history->program, event->back.store, event->time);

  return header;
}

/* What of a value is reversed when @returned of @quantity are back. */
static gint64
reversed (gint64 value, gint64 returned, gint64 quantity)
{
  return laurel_decimal_multiply_divide (value, returned, quantity);
}

/* The goods that come back, priced by the sale as it was before. FALSE: the sale has no such line.
 */
static gboolean
fill_goods (const LaurelHistoryKept   *kept,
            const LaurelHistoryReturn *back,
            LaurelReturnLine          *lines,
            LaurelReturnGoods         *goods)
{
  for (gsize i = 0; i < back->n_lines; i++)
    {
      const LaurelSaleLine *line = NULL;
      guint                 at = 0;

      for (guint j = 0; j < kept->sale->lines->len && line == NULL; j++)
        {
          const LaurelSaleLine *other = &g_array_index (kept->sale->lines, LaurelSaleLine, j);

          if (other->n == back->lines[i].n)
            line = other;
          at = j;
        }
      if (line == NULL || line->returned + back->lines[i].quantity > line->quantity)
        return FALSE;

      lines[i] = (LaurelReturnLine){ line->n, back->lines[i].quantity };
      goods[i].n = line->n;
      goods[i].product = kept->products[at];
      goods[i].price = kept->prices[at];
      goods[i].quantity = back->lines[i].quantity;
      goods[i].to_pay =
          reversed (line->to_pay, line->returned + back->lines[i].quantity, line->quantity) -
          reversed (line->to_pay, line->returned, line->quantity);
    }

  return TRUE;
}

static void
write_return (LaurelHistory            *history,
              const LaurelHistoryEvent *event,
              LaurelReturnHeader       *header,
              const LaurelReturnTotals *totals,
              const LaurelReturnGoods  *goods,
              LaurelDocumentKind        kind,
              const LaurelSale         *sale)
{
  gint64 gross = 0;

  for (gsize i = 0; i < event->back.n_lines; i++)
    {
      gross += laurel_decimal_multiply_divide (goods[i].price, goods[i].quantity, 1000);
      header->to_pay += goods[i].to_pay;
    }
  laurel_posting_rows_add_return (history->batch->rows,
                                  header,
                                  totals,
                                  goods,
                                  event->back.n_lines,
                                  sale);
  laurel_history_add_operation (history,
                                event,
                                header->client_id,
                                (LaurelDocument){ kind, header->return_id });
  history->batch_lines += (guint) event->back.n_lines;
  if (sale != NULL)
    {
      history->totals.returns++;
      history->totals.returns_gross += gross;
    }
  else
    {
      history->totals.unlinked++;
      history->totals.unlinked_gross += gross;
    }
}

static LaurelHistoryResult
post_linked (LaurelHistory *history, const LaurelHistoryEvent *event, GError **error)
{
  const LaurelHistoryReturn    *back = &event->back;
  g_autofree LaurelReturnLine  *lines = g_new0 (LaurelReturnLine, back->n_lines);
  g_autofree LaurelReturnGoods *goods = g_new0 (LaurelReturnGoods, back->n_lines);
  LaurelReturnHeader            header = { 0 };
  LaurelReturnRequest           request = { 0 };
  LaurelReturnTotals            totals = { 0 };
  LaurelPosting                 posting = { 0 };
  LaurelHistoryKept            *kept = NULL;

  if (!find_kept (history, back->sale_key, &kept, error))
    return LAUREL_HISTORY_FAILED;
  if (kept == NULL || !fill_goods (kept, back, lines, goods))
    {
      g_set_error (error,
                   LAUREL_LEDGER_ERROR,
                   LAUREL_LEDGER_ERROR_UNKNOWN_LINE,
                   "the sale %s has no such goods to return",
                   back->sale_key);
      return LAUREL_HISTORY_REFUSED;
    }

  /* One statement cannot write a row twice: what the batch says of redeemed points goes first. */
  if (kept->batch == history->batch_no && kept->sale->consumptions->len > 0 &&
      !laurel_history_write_batch (history, error))
    return LAUREL_HISTORY_FAILED;

  posting = laurel_history_make_posting (history, event, kept->buyer);
  header = make_return_header (history, event, &posting);
  request.document = (LaurelDocument){ LAUREL_DOCUMENT_RETURN, header.return_id };
  request.policy = &history->terms->returns;
  request.lines = lines;
  request.n_lines = back->n_lines;
  if (!laurel_ledger_return (kept->buyer != NULL ? kept->buyer->account : NULL,
                             kept->referrer != NULL ? kept->referrer->account : NULL,
                             kept->sale,
                             &posting,
                             &request,
                             &totals,
                             NULL,
                             error))
    {
      laurel_history_touch_if_changed (history, kept->buyer);
      laurel_history_touch_if_changed (history, kept->referrer);
      return LAUREL_HISTORY_REFUSED;
    }

  laurel_history_touch_if_changed (history, kept->buyer);
  laurel_history_touch_if_changed (history, kept->referrer);
  kept->batch = history->batch_no;
  header.client_id = kept->owner_id;
  header.sale_id = kept->sale->sale;
  header.kind = "return";
  header.card = kept->card;
  header.tx_no = kept->buyer != NULL ? kept->buyer->account->version : 0;
  write_return (history, event, &header, &totals, goods, LAUREL_DOCUMENT_RETURN, kept->sale);

  return LAUREL_HISTORY_POSTED;
}

static LaurelHistoryResult
post_unlinked (LaurelHistory *history, const LaurelHistoryEvent *event, GError **error)
{
  const LaurelHistoryReturn    *back = &event->back;
  g_autofree LaurelReturnGoods *goods = g_new0 (LaurelReturnGoods, back->n_lines);
  LaurelHistoryOwner           *owner = NULL;
  LaurelPosting                 posting = { 0 };
  LaurelReturnHeader            header = { 0 };
  LaurelReturnTotals            totals = { 0 };
  gint64                        gross = 0;

  if (!laurel_history_owners_find (history->owners, event->client, history->batch, &owner, error))
    return LAUREL_HISTORY_FAILED;

  posting = laurel_history_make_posting (history, event, owner);
  header = make_return_header (history, event, &posting);
  for (gsize i = 0; i < back->n_lines; i++)
    {
      goods[i].n = back->lines[i].n;
      goods[i].product = back->lines[i].product;
      goods[i].quantity = back->lines[i].quantity;
      goods[i].price = back->lines[i].price;
      goods[i].to_pay = laurel_decimal_multiply_divide (goods[i].price, goods[i].quantity, 1000);
      gross += goods[i].to_pay;
    }
  header.client_id = -history->book->till_id;
  header.kind = "unlinked";
  if (owner != NULL)
    {
      totals.turnover = gross;
      if (!laurel_ledger_return_unlinked (
              owner->account,
              &posting,
              (LaurelDocument){ LAUREL_DOCUMENT_RETURN, header.return_id },
              header.day,
              gross,
              error))
        return LAUREL_HISTORY_REFUSED;
      laurel_history_touch (history, owner);
      header.client_id = owner->client_id;
      header.tx_no = owner->account->version;
    }
  write_return (history, event, &header, &totals, goods, LAUREL_DOCUMENT_RETURN, NULL);

  return LAUREL_HISTORY_POSTED;
}

LaurelHistoryResult
laurel_history_post_return (LaurelHistory *history, const LaurelHistoryEvent *event, GError **error)
{
  return event->back.sale_key != NULL ? post_linked (history, event, error)
                                      : post_unlinked (history, event, error);
}
