/* laurel-history.c - prices the events of a history and posts them to the ledger, with their own
 * dates
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/jobs/laurel-history.h"

#include "server/engine/laurel-arena.h"
#include "server/engine/laurel-price.h"
#include "server/jobs/laurel-decimal.h"
#include "server/jobs/laurel-history-owners.h"
#include "server/wire/laurel-id.h"
#include "server/wire/laurel-wire-sale-facts.h"

/* A batch is one transaction: large enough that its commit costs nothing, small enough that a run
 * that was cut off has lost nothing to speak of. */
#define BATCH_EVENTS 1000
#define BATCH_LINES  10000
/* Nobody has asked a till anything: there is an answer because operations have one. */
#define STATUS_CREATED 201

/* A sale of which something will come back. */
typedef struct
{
  LaurelSale         *sale;
  gint64              owner_id;
  LaurelHistoryOwner *buyer;    /* (nullable): belongs to the history */
  LaurelHistoryOwner *referrer; /* (nullable): likewise */
  char               *card;
  char              **products; /* (array): of the sale's lines, in their order */
  gint64             *prices;
  guint64             batch; /* the batch that writes it, 0 for one that was loaded */
} Kept;

struct _LaurelHistory
{
  LaurelProgram           *program;
  const LaurelLedgerTerms *terms;
  LaurelHistoryBook       *book;
  LaurelArena             *arena;
  GString                 *facts; /* of the sale that is being written */
  LaurelHistoryUsage      *usage; /* of everyone together */
  LaurelHistoryOwners     *owners;
  GHashTable              *sales; /* (element-type utf8 Kept) */
  LaurelHistoryBatch      *batch;
  guint64                  batch_no;
  guint                    batch_lines;
  GPtrArray               *touched; /* (element-type Owner): accounts that the batch changes */
  LaurelHistoryTotals      totals;
};

static void
free_kept (gpointer data)
{
  Kept *kept = data;

  for (guint i = 0; i < kept->sale->lines->len; i++)
    g_free (kept->products[i]);
  laurel_sale_free (kept->sale);
  g_free (kept->products);
  g_free (kept->prices);
  g_free (kept->card);
  g_free (kept);
}

static gint64
new_id (void)
{
  return laurel_id_next (g_get_real_time () / 1000);
}

LaurelHistory *
laurel_history_new (LaurelProgram *program, const LaurelLedgerTerms *terms, LaurelHistoryBook *book)
{
  LaurelHistory *history = NULL;

  g_return_val_if_fail (program != NULL, NULL);
  g_return_val_if_fail (terms != NULL, NULL);
  g_return_val_if_fail (book != NULL, NULL);

  history = g_new0 (LaurelHistory, 1);
  history->program = laurel_program_ref (program);
  history->terms = terms;
  history->book = book;
  history->arena = laurel_arena_new ();
  history->facts = g_string_new (NULL);
  history->usage = laurel_history_usage_new (program, TRUE);
  history->owners = laurel_history_owners_new (program, book);
  history->sales = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_kept);
  history->batch = laurel_history_batch_new ();
  history->batch_no = 1;
  history->touched = g_ptr_array_new ();

  return history;
}

void
laurel_history_free (LaurelHistory *history)
{
  if (history == NULL)
    return;

  g_hash_table_unref (history->sales);
  g_ptr_array_unref (history->touched);
  laurel_history_owners_free (history->owners);
  laurel_history_batch_free (history->batch);
  laurel_history_usage_free (history->usage);
  g_string_free (history->facts, TRUE);
  laurel_arena_free (history->arena);
  laurel_program_unref (history->program);
  g_free (history);
}

/* === Batches ================================================================================== */

static gint
compare_owners (gconstpointer a, gconstpointer b)
{
  const LaurelHistoryOwner *owner_a = *(const LaurelHistoryOwner *const *) a;
  const LaurelHistoryOwner *owner_b = *(const LaurelHistoryOwner *const *) b;

  return owner_a->client_id < owner_b->client_id ? -1 : owner_a->client_id > owner_b->client_id;
}

/* What is stored and will never be changed again need not stay in memory. */
static void
forget_stored (LaurelAccount *account)
{
  laurel_account_mark_stored (account);
  g_array_set_size (account->transactions, 0);
  g_array_set_size (account->entries, 0);
  account->loaded &= ~(guint) LAUREL_ACCOUNT_NEED_HISTORY;
}

static gboolean
write_batch (LaurelHistory *history, GError **error)
{
  LaurelHistoryBatch *batch = NULL;

  if (history->batch->n_events == 0)
    return TRUE;

  g_ptr_array_sort (history->touched, compare_owners);
  for (guint i = 0; i < history->touched->len; i++)
    {
      LaurelHistoryOwner *owner = g_ptr_array_index (history->touched, i);

      laurel_posting_rows_add_account (history->batch->rows,
                                       owner->client_id,
                                       owner->account,
                                       &history->terms->zone);
      g_array_append_val (history->batch->versions, owner->stored_version);
      owner->stored_version = owner->account->version;
      owner->touched = FALSE;
      forget_stored (owner->account);
    }
  g_ptr_array_set_size (history->touched, 0);

  batch = g_steal_pointer (&history->batch);
  history->batch = laurel_history_batch_new ();
  history->batch_no++;
  history->totals.clients += batch->clients->len;
  history->batch_lines = 0;

  return history->book->write (history->book, batch, error);
}

static void
touch (LaurelHistory *history, LaurelHistoryOwner *owner)
{
  if (owner == NULL || owner->touched)
    return;

  owner->touched = TRUE;
  g_ptr_array_add (history->touched, owner);
}

/* Whatever the clock has posted to an account is to be stored, also where the event was refused. */
static void
touch_if_changed (LaurelHistory *history, LaurelHistoryOwner *owner)
{
  if (owner != NULL && owner->account->version != owner->stored_version)
    touch (history, owner);
}

static void
add_operation (LaurelHistory            *history,
               const LaurelHistoryEvent *event,
               gint64                    client_id,
               LaurelDocument            document)
{
  LaurelOperation operation = { 0 };

  operation.till_id = history->book->till_id;
  operation.key = event->key;
  operation.status = STATUS_CREATED;
  operation.body = "{}";
  operation.client_id = client_id;
  operation.document_kind = document.kind;
  operation.document = document.id;
  operation.posted = event->time;
  laurel_posting_rows_add_operation (history->batch->rows, &operation);
  history->batch->n_events++;
}

static LaurelHistoryResult
post_client (LaurelHistory *history, const LaurelHistoryEvent *event, GError **error)
{
  LaurelHistoryOwner *owner = NULL;

  laurel_history_owners_tell (history->owners, event);
  if (!history->book->is_fresh)
    return LAUREL_HISTORY_KNOWN;

  return laurel_history_owners_find (history->owners, event->client, history->batch, &owner, error)
             ? LAUREL_HISTORY_POSTED
             : LAUREL_HISTORY_FAILED;
}

/* === Sales ==================================================================================== */

static LaurelPosting
make_posting (LaurelHistory            *history,
              const LaurelHistoryEvent *event,
              const LaurelHistoryOwner *owner)
{
  LaurelPosting posting = { history->terms, event->time, event->time, 0 };

  if (owner != NULL)
    posting.posted = MAX (posting.posted, owner->account->posted);

  return posting;
}

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
  Kept *kept = g_new0 (Kept, 1);

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

static void
write_sale (LaurelHistory            *history,
            const LaurelHistoryEvent *event,
            const LaurelPosting      *posting,
            const LaurelHistoryOwner *buyer,
            const LaurelClientFacts  *facts,
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
  laurel_wire_write_sale_facts (history->facts, receipt, facts);
  header.facts = history->facts->str;
  laurel_posting_rows_add_sale (history->batch->rows, &header, priced, sale);
  add_operation (history,
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

static LaurelHistoryResult
post_sale (LaurelHistory *history, const LaurelHistoryEvent *event, GError **error)
{
  const LaurelReceipt *receipt = &event->sale.receipt;
  LaurelHistoryOwner  *buyer = NULL;
  LaurelHistoryOwner  *referrer = NULL;
  LaurelPosting        posting = { 0 };
  LaurelClientFacts    facts = { 0 };
  LaurelSaleRequest    request = { 0 };
  LaurelSale          *sale = NULL;
  LaurelUsageTotals    usage = { 0 };

  if (!laurel_history_owners_find (history->owners, event->client, history->batch, &buyer, error))
    return LAUREL_HISTORY_FAILED;

  posting = make_posting (history, event, buyer);
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
  touch_if_changed (history, buyer);
  if (request.priced == NULL)
    return LAUREL_HISTORY_REFUSED;

  if (request.priced->totals.referrer_points > 0 &&
      !laurel_history_owners_find_id (history->owners, buyer->referrer_id, &referrer, error))
    return LAUREL_HISTORY_FAILED;
  request.sale = new_id ();
  request.terms = history->terms;
  request.receipt = receipt;
  sale = laurel_ledger_sale (buyer != NULL ? buyer->account : NULL,
                             referrer != NULL ? referrer->account : NULL,
                             &posting,
                             &request,
                             NULL,
                             error);
  touch_if_changed (history, buyer);
  touch_if_changed (history, referrer);
  if (sale == NULL)
    return LAUREL_HISTORY_REFUSED;

  write_sale (history, event, &posting, buyer, buyer != NULL ? &facts : NULL, request.priced, sale);
  laurel_history_usage_add (history->usage, request.priced, request.day);
  if (buyer != NULL)
    laurel_history_usage_add (buyer->usage, request.priced, request.day);
  if (event->sale.is_returned)
    keep_sale (history, event, request.priced, sale, buyer, referrer);
  else
    laurel_sale_free (sale);

  return LAUREL_HISTORY_POSTED;
}

/* === Returns ================================================================================== */

/* Finds a sale that was told before, or that an earlier run has written; NULL in @found: there is
 * none. */
static gboolean
find_kept (LaurelHistory *history, const char *key, Kept **found, GError **error)
{
  g_autoptr (LaurelLoaded) loaded = NULL;
  g_autoptr (GError) local = NULL;
  LaurelHistoryOwner *referrer = NULL;
  Kept               *kept = NULL;

  *found = g_hash_table_lookup (history->sales, key);
  if (*found != NULL || history->book->is_fresh)
    return TRUE;

  loaded = history->book->load_sale (history->book, key, &local);
  if (local != NULL || (loaded != NULL && !laurel_history_owners_find_id (history->owners,
                                                                          loaded->sale_referrer_id,
                                                                          &referrer,
                                                                          &local)))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (loaded == NULL)
    return TRUE;

  kept = g_new0 (Kept, 1);
  kept->owner_id = loaded->sale_client_id;
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
  if (loaded->client_id != 0)
    kept->buyer = laurel_history_owners_adopt (history->owners, loaded);
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

  header.return_id = new_id ();
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
fill_goods (const Kept                *kept,
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
  add_operation (history, event, header->client_id, (LaurelDocument){ kind, header->return_id });
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
post_linked_return (LaurelHistory *history, const LaurelHistoryEvent *event, GError **error)
{
  const LaurelHistoryReturn    *back = &event->back;
  g_autofree LaurelReturnLine  *lines = g_new0 (LaurelReturnLine, back->n_lines);
  g_autofree LaurelReturnGoods *goods = g_new0 (LaurelReturnGoods, back->n_lines);
  LaurelReturnHeader            header = { 0 };
  LaurelReturnRequest           request = { 0 };
  LaurelReturnTotals            totals = { 0 };
  LaurelPosting                 posting = { 0 };
  Kept                         *kept = NULL;

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
      !write_batch (history, error))
    return LAUREL_HISTORY_FAILED;

  posting = make_posting (history, event, kept->buyer);
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
      touch_if_changed (history, kept->buyer);
      return LAUREL_HISTORY_REFUSED;
    }

  touch_if_changed (history, kept->buyer);
  touch_if_changed (history, kept->referrer);
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
post_unlinked_return (LaurelHistory *history, const LaurelHistoryEvent *event, GError **error)
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

  posting = make_posting (history, event, owner);
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
      touch (history, owner);
      header.client_id = owner->client_id;
      header.tx_no = owner->account->version;
    }
  write_return (history, event, &header, &totals, goods, LAUREL_DOCUMENT_RETURN, NULL);

  return LAUREL_HISTORY_POSTED;
}

static LaurelHistoryResult
post_grant (LaurelHistory *history, const LaurelHistoryEvent *event, GError **error)
{
  LaurelHistoryOwner  *owner = NULL;
  LaurelPosting        posting = { 0 };
  LaurelDocument       document = { LAUREL_DOCUMENT_GRANT, new_id () };
  LaurelLedgerLotTerms lots = { 0, history->terms->accrual.expiry };
  gint64               lot_no = 0;

  g_return_val_if_fail (event->client != 0, LAUREL_HISTORY_REFUSED);

  if (!laurel_history_owners_find (history->owners, event->client, history->batch, &owner, error))
    return LAUREL_HISTORY_FAILED;

  posting = make_posting (history, event, owner);
  if (!laurel_ledger_grant (owner->account,
                            &posting,
                            LAUREL_LOT_MANUAL,
                            document,
                            event->grant.points,
                            &lots,
                            &lot_no,
                            error))
    return LAUREL_HISTORY_REFUSED;

  touch (history, owner);
  add_operation (history, event, owner->client_id, document);
  history->totals.grants++;

  return LAUREL_HISTORY_POSTED;
}

/* === The stream =============================================================================== */

static LaurelHistoryResult
post_event (LaurelHistory *history, const LaurelHistoryEvent *event, GError **error)
{
  if (event->kind == LAUREL_HISTORY_CLIENT)
    return post_client (history, event, error);
  if (!history->book->is_fresh && history->book->knows (history->book, event->key))
    return LAUREL_HISTORY_KNOWN;

  switch (event->kind)
    {
    case LAUREL_HISTORY_SALE:
      return post_sale (history, event, error);
    case LAUREL_HISTORY_RETURN:
      return event->back.sale_key != NULL ? post_linked_return (history, event, error)
                                          : post_unlinked_return (history, event, error);
    case LAUREL_HISTORY_GRANT:
      return post_grant (history, event, error);
    case LAUREL_HISTORY_CLIENT:
    default:
      g_assert_not_reached ();
    }
}

LaurelHistoryResult
laurel_history_post (LaurelHistory *history, const LaurelHistoryEvent *event, GError **error)
{
  LaurelHistoryResult result = LAUREL_HISTORY_FAILED;

  g_return_val_if_fail (history != NULL, LAUREL_HISTORY_FAILED);
  g_return_val_if_fail (event != NULL, LAUREL_HISTORY_FAILED);
  g_return_val_if_fail (event->key != NULL, LAUREL_HISTORY_FAILED);
  g_return_val_if_fail (error == NULL || *error == NULL, LAUREL_HISTORY_FAILED);

  result = post_event (history, event, error);
  if (result == LAUREL_HISTORY_KNOWN && event->kind != LAUREL_HISTORY_CLIENT)
    history->totals.known++;
  if (result == LAUREL_HISTORY_REFUSED)
    history->totals.refused++;
  if ((history->batch->n_events >= BATCH_EVENTS || history->batch_lines >= BATCH_LINES) &&
      result != LAUREL_HISTORY_FAILED)
    {
      g_autoptr (GError) write_error = NULL;

      if (!write_batch (history, &write_error))
        {
          g_clear_error (error);
          g_propagate_error (error, g_steal_pointer (&write_error));
          return LAUREL_HISTORY_FAILED;
        }
    }

  return result;
}

gboolean
laurel_history_finish (LaurelHistory *history, GError **error)
{
  g_return_val_if_fail (history != NULL, FALSE);

  return write_batch (history, error) && history->book->finish (history->book, error);
}

const LaurelHistoryTotals *
laurel_history_get_totals (const LaurelHistory *history)
{
  g_return_val_if_fail (history != NULL, NULL);

  return &history->totals;
}
