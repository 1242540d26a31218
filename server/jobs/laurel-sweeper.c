/* laurel-sweeper.c - books what the clock makes due: burnt points, ends of holds, level reviews
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/jobs/laurel-sweeper.h"

#include <stdlib.h>
#include <string.h>

#include "server/store/laurel-store-accounts.h"
#include "server/store/laurel-store-due.h"
#include "server/store/laurel-store-posting.h"

enum
{
  PERIOD_S = 60,
  /* Accounts of one transaction: enough to share its flush, few enough to be quick about it. */
  BATCH = 16,
};

/* === One pass ================================================================================= */

/**
 * Pass:
 * @batch: the accounts being worked on
 * @at: those before it are done
 * @chunk: how many of them go into one transaction
 * @loaded: (array length=n_loading): those of the transaction at work
 * @n_waiting: how many of them are still being loaded
 * @error: (nullable): what loading one of them has ended with
 * @n_booked: accounts booked so far
 */
typedef struct
{
  LaurelStore    *store;
  LaurelPrograms *programs;
  gint64          now_us;
  LaurelStoreDone done;
  gpointer        data;

  LaurelRelease     *release;
  LaurelPostingRows *rows;
  LaurelDueAccount   batch[BATCH];
  gsize              n_batch;
  gsize              at;
  gsize              chunk;
  LaurelLoaded      *loaded[BATCH];
  gsize              n_loading;
  gsize              n_waiting;
  GError            *error;
  guint64            n_booked;
} Pass;

static void load_chunk (Pass *pass);

static void
clear_chunk (Pass *pass)
{
  for (gsize i = 0; i < pass->n_loading; i++)
    g_clear_pointer (&pass->loaded[i], laurel_loaded_free);

  pass->n_loading = 0;
  g_clear_pointer (&pass->release, laurel_release_unref);
  laurel_posting_rows_clear (pass->rows);
}

static void
end_pass (Pass *pass, const GError *error)
{
  clear_chunk (pass);

  if (pass->n_booked > 0)
    g_info ("booked what was due on %" G_GUINT64_FORMAT " accounts", pass->n_booked);

  pass->done (error, pass->data);
  g_clear_error (&pass->error);
  laurel_posting_rows_free (pass->rows);
  laurel_programs_unref (pass->programs);
  g_free (pass);
}

static int
compare_owners (gconstpointer a, gconstpointer b)
{
  const LaurelDueAccount *one = a;
  const LaurelDueAccount *other = b;

  return (one->client_id > other->client_id) - (one->client_id < other->client_id);
}

static void
listed_cb (const LaurelDueAccount *accounts, gsize n, const GError *error, gpointer data)
{
  Pass *pass = data;

  if (error != NULL || n == 0)
    {
      end_pass (pass, error);
      return;
    }

  g_assert (n <= BATCH);
  memcpy (pass->batch, accounts, n * sizeof *accounts);
  pass->n_batch = n;
  pass->at = 0;
  pass->chunk = BATCH;
  /* Accounts are locked in the order of their owners, by everybody. */
  qsort (pass->batch, n, sizeof *pass->batch, compare_owners);
  load_chunk (pass);
}

/* Forward only: an account that cannot be booked now must not keep the pass from its end. */
static void
list_more (Pass *pass)
{
  LaurelDueAccount last = { 0 };

  for (gsize i = 0; i < pass->n_batch; i++)
    {
      const LaurelDueAccount *account = &pass->batch[i];

      if (account->due_us > last.due_us ||
          (account->due_us == last.due_us && account->client_id > last.client_id))
        last = *account;
    }

  laurel_store_list_due (pass->store, pass->now_us, &last, BATCH, listed_cb, pass);
}

static void
posted_cb (const LaurelPostAnswer *answer, const GError *error, gpointer data)
{
  Pass    *pass = data;
  gsize    n = pass->n_loading;
  gboolean clash =
      answer == NULL && g_error_matches (error, LAUREL_DATABASE_ERROR, LAUREL_DATABASE_ERROR_CLASH);

  clear_chunk (pass);

  if (answer == NULL && !clash)
    {
      end_pass (pass, error);
      return;
    }

  /* One of them has moved on: each by itself then. Whoever moved it has booked what was due on it,
   * so one that is alone is left to him. */
  if ((clash || answer->outcome == LAUREL_POST_STALE) && n > 1)
    {
      pass->chunk = 1;
    }
  else
    {
      pass->at += n;
      if (!clash && answer->outcome == LAUREL_POST_POSTED)
        pass->n_booked += n;
    }

  load_chunk (pass);
}

/* Books what is due on @loaded, and adds it to the rows; FALSE: there is nothing to store. */
static gboolean
book (Pass *pass, gint64 client_id, LaurelLoaded *loaded)
{
  const LaurelLedgerTerms *terms = pass->release->terms;
  LaurelAccount           *account = loaded->account;
  gint64                   next_due = 0;

  /* Merged into another one since it was listed. */
  if (account == NULL || loaded->client_id != client_id)
    return FALSE;

  next_due = account->next_due;
  laurel_ledger_post_due (account, terms, MAX (pass->now_us / G_USEC_PER_SEC, account->posted));

  if (account->state != LAUREL_ROW_CLEAN)
    laurel_posting_rows_add_account (pass->rows, client_id, account, &terms->zone);
  else if (account->next_due != next_due) /* due later than was thought */
    laurel_posting_rows_add_account_row (pass->rows, client_id, account);
  else
    return FALSE;

  return TRUE;
}

static void
book_chunk (Pass *pass)
{
  gint64 versions[BATCH];
  gsize  n_versions = 0;

  for (gsize i = 0; i < pass->n_loading; i++)
    {
      LaurelLoaded *loaded = pass->loaded[i];
      gint64        version = loaded->account != NULL ? loaded->account->version : 0;

      if (book (pass, pass->batch[pass->at + i].client_id, loaded))
        versions[n_versions++] = version;
    }

  if (n_versions > 0)
    {
      laurel_store_post (pass->store,
                         LAUREL_DB_LANE_OFFICE,
                         pass->rows,
                         versions,
                         n_versions,
                         NULL,
                         posted_cb,
                         pass);
      return;
    }

  pass->at += pass->n_loading;
  clear_chunk (pass);
  load_chunk (pass);
}

typedef struct
{
  Pass *pass;
  gsize index;
} Loading;

static void
loaded_cb (LaurelLoaded *loaded, const GError *error, gpointer data)
{
  g_autofree Loading *loading = data;
  Pass               *pass = loading->pass;

  pass->loaded[loading->index] = loaded;
  if (loaded == NULL && pass->error == NULL)
    pass->error = g_error_copy (error);

  if (--pass->n_waiting > 0)
    return;

  if (pass->error != NULL)
    end_pass (pass, pass->error);
  else
    book_chunk (pass);
}

static void
load_chunk (Pass *pass)
{
  LaurelAccountDepth depth = LAUREL_ACCOUNT_DEPTH_OPEN;

  if (pass->at == pass->n_batch)
    {
      list_more (pass);
      return;
    }

  pass->release = laurel_programs_dup_current (pass->programs);
  if (pass->release == NULL)
    {
      end_pass (pass, NULL);
      return;
    }

  if (pass->release->terms->basis != LAUREL_LEDGER_BASIS_LIFETIME)
    depth = LAUREL_ACCOUNT_DEPTH_FULL;

  pass->n_loading = MIN (pass->chunk, pass->n_batch - pass->at);
  pass->n_waiting = pass->n_loading;

  for (gsize i = 0; i < pass->n_loading; i++)
    {
      Loading *loading = g_new (Loading, 1);

      *loading = (Loading){ pass, i };
      laurel_store_load_account (pass->store,
                                 LAUREL_DB_LANE_OFFICE,
                                 &(LaurelAccountQuery){ .owner = LAUREL_OWNER_CLIENT,
                                                        .id = pass->batch[pass->at + i].client_id,
                                                        .depth = depth },
                                 loaded_cb,
                                 loading);
    }
}

void
laurel_sweeper_run (LaurelStore    *store,
                    LaurelPrograms *programs,
                    gint64          now_us,
                    LaurelStoreDone done,
                    gpointer        data)
{
  Pass *pass = g_new0 (Pass, 1);

  pass->store = store;
  pass->programs = laurel_programs_ref (programs);
  pass->now_us = now_us;
  pass->done = done;
  pass->data = data;
  pass->rows = laurel_posting_rows_new (LAUREL_ROWS_ARRAY);
  list_more (pass);
}

/* === Every minute ============================================================================= */

struct _LaurelSweeper
{
  LaurelStore    *store;
  LaurelPrograms *programs;
  LaurelClock    *clock;
  guint           timer;
  gboolean        running;
};

static void
swept_cb (const GError *error, gpointer user_data)
{
  LaurelSweeper *self = user_data;

  self->running = FALSE;

  /* The rest is for the next minute. */
  if (error != NULL)
    g_info ("not all that is due was booked: %s", error->message);
}

static gboolean
sweep_cb (gpointer user_data)
{
  LaurelSweeper *self = user_data;

  /* What is booked stays booked: not by a time that a sandbox may go behind. */
  if (!self->running && laurel_clock_is_final (self->clock))
    {
      self->running = TRUE;
      laurel_sweeper_run (self->store,
                          self->programs,
                          laurel_clock_now_us (self->clock),
                          swept_cb,
                          self);
    }

  return G_SOURCE_CONTINUE;
}

LaurelSweeper *
laurel_sweeper_new (const char *conninfo, LaurelPrograms *programs, LaurelClock *clock)
{
  LaurelSweeper *self = g_new0 (LaurelSweeper, 1);

  self->store =
      laurel_store_new (&(LaurelDbSettings){ .conninfo = conninfo, .n_pos = 1, .n_office = 1 });
  self->programs = laurel_programs_ref (programs);
  self->clock = laurel_clock_ref (clock);
  self->timer = g_timeout_add_seconds (PERIOD_S, sweep_cb, self);
  sweep_cb (self);

  return self;
}

void
laurel_sweeper_free (LaurelSweeper *self)
{
  if (self == NULL)
    return;

  g_source_remove (self->timer);
  laurel_store_free (self->store); /* what is under way ends with it */
  laurel_programs_unref (self->programs);
  laurel_clock_unref (self->clock);
  g_free (self);
}
