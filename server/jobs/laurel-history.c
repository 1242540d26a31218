/* laurel-history.c - prices the events of a history and posts them to the ledger, with their own
 * dates
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/jobs/laurel-history-private.h"

#include "server/wire/laurel-id.h"

/* A batch is one transaction: large enough that its commit costs nothing, small enough that a run
 * that was cut off has lost nothing to speak of. */
#define BATCH_EVENTS 1000
#define BATCH_LINES  10000
/* Nobody has asked a till anything: there is an answer because operations have one. */
#define STATUS_CREATED 201

static void
free_kept (gpointer data)
{
  LaurelHistoryKept *kept = data;

  for (guint i = 0; i < kept->sale->lines->len; i++)
    g_free (kept->products[i]);
  laurel_sale_free (kept->sale);
  g_free (kept->products);
  g_free (kept->prices);
  g_free (kept->card);
  g_free (kept);
}

gint64
laurel_history_new_id (void)
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
  history->claims = g_array_new (FALSE, FALSE, sizeof (LaurelUseClaim));
  book->personal = laurel_program_get_personal_limits (program, &book->n_personal);
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
  g_array_unref (history->claims);
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

gboolean
laurel_history_write_batch (LaurelHistory *history, GError **error)
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
  laurel_posting_rows_add_use_claims (history->batch->rows,
                                      (LaurelUseClaim *) (gpointer) history->claims->data,
                                      history->claims->len);
  g_array_set_size (history->claims, 0);

  batch = g_steal_pointer (&history->batch);
  history->batch = laurel_history_batch_new ();
  history->batch_no++;
  history->totals.clients += batch->clients->len;
  history->batch_lines = 0;

  return history->book->write (history->book, batch, error);
}

void
laurel_history_touch (LaurelHistory *history, LaurelHistoryOwner *owner)
{
  if (owner == NULL || owner->touched)
    return;

  owner->touched = TRUE;
  g_ptr_array_add (history->touched, owner);
}

/* Whatever the clock has posted to an account is to be stored, also where the event was refused. */
void
laurel_history_touch_if_changed (LaurelHistory *history, LaurelHistoryOwner *owner)
{
  if (owner != NULL && owner->account->version != owner->stored_version)
    laurel_history_touch (history, owner);
}

void
laurel_history_add_operation (LaurelHistory            *history,
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

LaurelPosting
laurel_history_make_posting (LaurelHistory            *history,
                             const LaurelHistoryEvent *event,
                             const LaurelHistoryOwner *owner)
{
  LaurelPosting posting = { history->terms, event->time, event->time, 0 };

  if (owner != NULL)
    posting.posted = MAX (posting.posted, owner->account->posted);

  return posting;
}

static LaurelHistoryResult
post_grant (LaurelHistory *history, const LaurelHistoryEvent *event, GError **error)
{
  LaurelHistoryOwner  *owner = NULL;
  LaurelPosting        posting = { 0 };
  LaurelDocument       document = { LAUREL_DOCUMENT_GRANT, laurel_history_new_id () };
  LaurelLedgerLotTerms lots = { 0, history->terms->accrual.expiry };
  gint64               lot_no = 0;

  g_return_val_if_fail (event->client != 0, LAUREL_HISTORY_REFUSED);

  if (!laurel_history_owners_find (history->owners, event->client, history->batch, &owner, error))
    return LAUREL_HISTORY_FAILED;

  posting = laurel_history_make_posting (history, event, owner);
  if (!laurel_ledger_grant (owner->account,
                            &posting,
                            LAUREL_LOT_MANUAL,
                            document,
                            event->grant.points,
                            &lots,
                            &lot_no,
                            error))
    return LAUREL_HISTORY_REFUSED;

  laurel_history_touch (history, owner);
  laurel_history_add_operation (history, event, owner->client_id, document);
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
      return laurel_history_post_sale (history, event, error);
    case LAUREL_HISTORY_RETURN:
      return laurel_history_post_return (history, event, error);
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

      if (!laurel_history_write_batch (history, &write_error))
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

  return laurel_history_write_batch (history, error) &&
         history->book->finish (history->book, error);
}

const LaurelHistoryTotals *
laurel_history_get_totals (const LaurelHistory *history)
{
  g_return_val_if_fail (history != NULL, NULL);

  return &history->totals;
}
