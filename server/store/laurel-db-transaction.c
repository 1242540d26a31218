/* laurel-db-transaction.c - several statements of a LaurelDb that stand or fall together
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/store/laurel-db-private.h"

#include <string.h>

static const LaurelStatement begin_statement = { "laurel_begin", "begin", 0, FALSE };
static const LaurelStatement commit_statement = { "laurel_commit", "commit", 0, FALSE };
static const LaurelStatement rollback_statement = { "laurel_rollback", "rollback", 0, FALSE };

/* Lives until it has been ended and everything in it has been answered. */
struct _LaurelDbTransaction
{
  LaurelDbWaiter waiter;
  LaurelDb      *db;
  LaurelDbLane   lane;
  LaurelDbSlot  *slot;    /* NULL before it is assigned and after it was lost */
  GQueue         pending; /* Step, before it is assigned */
  GError        *error;   /* the first failure */
  guint          n_unanswered;
  gboolean       waiting;
  gboolean       ended;
  gint64         idle_since;
};

typedef struct
{
  LaurelDbCall         call;
  LaurelDbTransaction *transaction;
  LaurelDbDone         done; /* NULL for begin and rollback */
  gpointer             data;
} Step;

static void
free_when_over (LaurelDbTransaction *self)
{
  if (!self->ended || self->n_unanswered > 0)
    return;

  if (self->slot != NULL)
    laurel_db_release (self->slot);
  g_clear_error (&self->error);
  g_free (self);
}

/* The database answers "commit" of a failed transaction with a friendly ROLLBACK. */
static gboolean
was_rolled_back (const Step *step, const PGresult *result)
{
  return step->call.statement == &commit_statement &&
         strcmp (PQcmdStatus ((PGresult *) result), "COMMIT") != 0;
}

static void
step_ended (LaurelDbCall *call, const PGresult *result, const GError *error)
{
  Step                *step = (Step *) call;
  LaurelDbTransaction *self = step->transaction;
  g_autoptr (GError) own = NULL;

  if (error == NULL && was_rolled_back (step, result))
    own = g_error_new_literal (LAUREL_DATABASE_ERROR,
                               LAUREL_DATABASE_ERROR_FAILED,
                               "the transaction was rolled back");
  else if (error != NULL)
    own = g_error_copy (error);

  /* Of what follows a failure the cause is the failure, except that the outcome of a commit that
   * was cut off is known from then on: there is none. */
  if (own != NULL && self->error != NULL)
    {
      g_clear_error (&own);
      own = g_error_copy (self->error);
    }
  else if (own != NULL)
    {
      self->error = g_error_copy (own);
    }

  laurel_db_count_end (self->db, own);
  self->n_unanswered--;
  self->idle_since = g_get_monotonic_time ();
  if (self->slot != NULL && self->n_unanswered == 0)
    laurel_db_arm (self->db, laurel_db_transaction_get_deadline (self));

  /* What the callback asks for must not make the transaction end under us. */
  self->n_unanswered++;
  if (step->done != NULL)
    step->done (self->db, own == NULL ? result : NULL, own, step->data);
  self->n_unanswered--;

  laurel_db_params_free (call->params);
  g_free (step);
  free_when_over (self);
}

static void
send_step (LaurelDbTransaction *self, Step *step)
{
  if (self->slot != NULL && laurel_db_connection_is_ready (self->slot->connection))
    {
      laurel_db_send (self->slot, &step->call);
      return;
    }

  if (self->error == NULL)
    self->error = g_error_new_literal (LAUREL_DATABASE_ERROR,
                                       LAUREL_DATABASE_ERROR_UNAVAILABLE,
                                       "the connection to the database was lost");
  laurel_db_end_later (self->db, &step->call, self->error);
}

static void
add_step (LaurelDbTransaction   *self,
          const LaurelStatement *statement,
          LaurelDbParams        *params,
          LaurelDbDone           done,
          gpointer               data)
{
  Step *step = g_new0 (Step, 1);

  step->transaction = self;
  step->done = done;
  step->data = data;
  step->call.statement = statement;
  step->call.params = params;
  step->call.ended = step_ended;
  self->n_unanswered++;

  if (self->waiting)
    g_queue_push_tail (&self->pending, step);
  else
    send_step (self, step);
}

static void
transaction_assigned (LaurelDbWaiter *waiter, LaurelDbSlot *slot)
{
  LaurelDbTransaction *self = (LaurelDbTransaction *) waiter;
  Step                *step = NULL;

  self->waiting = FALSE;
  self->slot = slot;
  self->idle_since = g_get_monotonic_time ();
  slot->transaction = self;
  add_step (self, &begin_statement, NULL, NULL, NULL);
  while ((step = g_queue_pop_head (&self->pending)) != NULL)
    send_step (self, step);
}

static void
transaction_refused (LaurelDbWaiter *waiter, const GError *error)
{
  LaurelDbTransaction *self = (LaurelDbTransaction *) waiter;
  Step                *step = NULL;

  self->waiting = FALSE;
  self->error = g_error_copy (error);
  while ((step = g_queue_pop_head (&self->pending)) != NULL)
    laurel_db_end_later (self->db, &step->call, error);
}

gint64
laurel_db_transaction_get_deadline (LaurelDbTransaction *self)
{
  return self->n_unanswered > 0
             ? G_MAXINT64
             : self->idle_since + LAUREL_DB_TIME_LIMIT_MS * G_TIME_SPAN_MILLISECOND;
}

void
laurel_db_transaction_lose (LaurelDbTransaction *self, const GError *error)
{
  self->slot->transaction = NULL;
  self->slot = NULL;
  if (self->error == NULL)
    self->error = g_error_copy (error);
}

LaurelDbTransaction *
laurel_db_begin (LaurelDb *db, LaurelDbLane lane)
{
  LaurelDbTransaction *self = g_new0 (LaurelDbTransaction, 1);

  self->db = db;
  self->lane = lane;
  self->waiting = TRUE;
  self->waiter.assigned = transaction_assigned;
  self->waiter.refused = transaction_refused;
  laurel_db_enqueue (db, lane, &self->waiter);

  return self;
}

void
laurel_db_transaction_query (LaurelDbTransaction   *self,
                             const LaurelStatement *statement,
                             LaurelDbParams        *params,
                             LaurelDbDone           done,
                             gpointer               data)
{
  g_assert (!self->ended && done != NULL);

  add_step (self, statement, params, done, data);
}

void
laurel_db_commit (LaurelDbTransaction *self, LaurelDbDone done, gpointer data)
{
  g_assert (!self->ended && done != NULL);

  self->ended = TRUE;
  add_step (self, &commit_statement, NULL, done, data);
}

void
laurel_db_rollback (LaurelDbTransaction *self)
{
  g_assert (!self->ended);

  self->ended = TRUE;

  if (self->waiting)
    {
      g_autoptr (GError) error = g_error_new_literal (LAUREL_DATABASE_ERROR,
                                                      LAUREL_DATABASE_ERROR_FAILED,
                                                      "the transaction was rolled back");

      laurel_db_dequeue (self->db, self->lane, &self->waiter);
      transaction_refused (&self->waiter, error);
    }
  else if (self->slot != NULL)
    {
      add_step (self, &rollback_statement, NULL, NULL, NULL);
      return;
    }

  free_when_over (self);
}
