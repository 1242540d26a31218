/* laurel-poster.c - postings that wait together go together
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/store/laurel-poster.h"

#include "server/store/laurel-store-posting-private.h"

enum
{
  /* More gain little, and one that fails makes all of them go alone. */
  TOGETHER_MAX = 32,
  /* While one call waits for the disk the next one can be at work. */
  UNDER_WAY_MAX = 2,
};

/**
 * Posting:
 * @client_id: of its account, 0: it has none
 */
typedef struct
{
  LaurelPostingRows *rows;
  const gint64      *versions;
  gsize              n_versions;
  gint64             client_id;
  LaurelPostDone     done;
  gpointer           data;
} Posting;

/**
 * Batch:
 * @postings: (element-type Posting): by the ids of their accounts
 *
 * One call under way.
 */
typedef struct
{
  LaurelPoster *poster;
  GPtrArray    *postings;
} Batch;

/**
 * LaurelPoster:
 * @waiting: (element-type Posting): in the order in which they came
 * @under_way: (element-type Batch): the calls under way
 */
struct _LaurelPoster
{
  LaurelStore *store;
  LaurelDbLane lane;
  GPtrArray   *waiting;
  GPtrArray   *under_way;
  gboolean     ended;
};

LaurelPoster *
laurel_poster_new (LaurelStore *store, LaurelDbLane lane)
{
  LaurelPoster *self = g_new0 (LaurelPoster, 1);

  self->store = store;
  self->lane = lane;
  self->waiting = g_ptr_array_new_with_free_func (g_free);
  self->under_way = g_ptr_array_new ();

  return self;
}

void
laurel_poster_end (LaurelPoster *self)
{
  g_autoptr (GError) error = g_error_new_literal (LAUREL_DATABASE_ERROR,
                                                  LAUREL_DATABASE_ERROR_UNAVAILABLE,
                                                  "the program lets go of the database");

  self->ended = TRUE;

  while (self->waiting->len > 0)
    {
      g_autofree Posting *posting = g_ptr_array_steal_index (self->waiting, 0);

      posting->done (NULL, error, posting->data);
    }
}

void
laurel_poster_free (LaurelPoster *self)
{
  if (self == NULL)
    return;

  g_assert (self->waiting->len == 0 && self->under_way->len == 0);
  g_ptr_array_unref (self->waiting);
  g_ptr_array_unref (self->under_way);
  g_free (self);
}

static gint
compare_by_client (gconstpointer a, gconstpointer b)
{
  const Posting *first = *(Posting *const *) a;
  const Posting *second = *(Posting *const *) b;

  return (first->client_id > second->client_id) - (first->client_id < second->client_id);
}

static void go_on (LaurelPoster *self);

static gboolean
has_client (const Batch *batch, gint64 client_id)
{
  for (guint i = 0; i < batch->postings->len; i++)
    if (((const Posting *) g_ptr_array_index (batch->postings, i))->client_id == client_id)
      return TRUE;

  return FALSE;
}

/* A second posting of one account is computed from what the first one changes: it waits, to be
 * refused as stale by itself. */
static gboolean
must_wait (const LaurelPoster *self, const Batch *batch, const Posting *posting)
{
  if (batch->postings->len == TOGETHER_MAX)
    return TRUE;

  if (posting->client_id == 0)
    return FALSE;

  for (guint i = 0; i < self->under_way->len; i++)
    if (has_client (g_ptr_array_index (self->under_way, i), posting->client_id))
      return TRUE;

  return has_client (batch, posting->client_id);
}

/* (nullable): NULL: nothing can go now. */
static Batch *
choose (LaurelPoster *self)
{
  Batch *batch = g_new (Batch, 1);
  guint  i = 0;

  *batch = (Batch){ self, g_ptr_array_new_with_free_func (g_free) };

  while (i < self->waiting->len)
    {
      Posting *posting = g_ptr_array_index (self->waiting, i);

      if (must_wait (self, batch, posting))
        i++;
      else
        g_ptr_array_add (batch->postings, g_ptr_array_steal_index (self->waiting, i));
    }

  if (batch->postings->len == 0)
    {
      g_ptr_array_unref (batch->postings);
      g_free (batch);
      return NULL;
    }

  g_ptr_array_sort (batch->postings, compare_by_client);
  g_ptr_array_add (self->under_way, batch);

  return batch;
}

/* (transfer full): the postings of the call that has ended; the next one goes. */
static GPtrArray *
end_batch (Batch *batch)
{
  LaurelPoster *self = batch->poster;
  GPtrArray    *postings = batch->postings;

  g_ptr_array_remove_fast (self->under_way, batch);
  g_free (batch);
  go_on (self);

  return postings;
}

static void
alone_cb (const LaurelPostAnswer *answer, const GError *error, gpointer data)
{
  g_autofree Posting *posting = data;

  posting->done (answer, error, posting->data);
}

/* One answer for all, or none: then each will learn by itself what became of it. */
static void
together_cb (LaurelDb *db, const PGresult *result, const GError *error, gpointer data)
{
  LaurelPoster    *self = ((Batch *) data)->poster;
  LaurelPostAnswer answer = { .outcome = LAUREL_POST_POSTED };
  g_autoptr (GPtrArray) postings = end_batch (data);
  /* The database has said no; what it has not answered may have happened. */
  gboolean apart = result == NULL && *laurel_database_error_get_sqlstate (error) != '\0';

  for (guint i = 0; i < postings->len; i++)
    {
      Posting *posting = g_ptr_array_index (postings, i);

      if (!apart)
        posting->done (result != NULL ? &answer : NULL, error, posting->data);
      else
        laurel_store_post_alone (self->store,
                                 self->lane,
                                 posting->rows,
                                 posting->versions,
                                 posting->n_versions,
                                 NULL,
                                 alone_cb,
                                 g_memdup2 (posting, sizeof *posting));
    }
}

static void
one_cb (const LaurelPostAnswer *answer, const GError *error, gpointer data)
{
  g_autoptr (GPtrArray) postings = end_batch (data);
  Posting *posting = g_ptr_array_index (postings, 0);

  posting->done (answer, error, posting->data);
}

static void
send (LaurelPoster *self, Batch *batch)
{
  g_autofree LaurelPostingRows **rows = NULL;
  g_autofree gint64             *versions = NULL;
  guint                          n = batch->postings->len;
  gsize                          n_versions = 0;

  if (n == 1)
    {
      const Posting *posting = g_ptr_array_index (batch->postings, 0);

      laurel_store_post_alone (self->store,
                               self->lane,
                               posting->rows,
                               posting->versions,
                               posting->n_versions,
                               NULL,
                               one_cb,
                               batch);
      return;
    }

  rows = g_new (LaurelPostingRows *, n);
  versions = g_new (gint64, n);

  for (guint i = 0; i < n; i++)
    {
      const Posting *posting = g_ptr_array_index (batch->postings, i);

      rows[i] = posting->rows;

      if (posting->n_versions == 1)
        versions[n_versions++] = posting->versions[0];
    }

  laurel_store_post_together (self->store,
                              self->lane,
                              rows,
                              n,
                              versions,
                              n_versions,
                              together_cb,
                              batch);
}

static void
go_on (LaurelPoster *self)
{
  Batch *batch = NULL;

  if (self->ended || self->under_way->len == UNDER_WAY_MAX || self->waiting->len == 0)
    return;

  batch = choose (self);

  if (batch != NULL)
    send (self, batch);
}

void
laurel_poster_post (LaurelPoster      *self,
                    LaurelPostingRows *rows,
                    const gint64      *versions,
                    gsize              n_versions,
                    LaurelPostDone     done,
                    gpointer           data)
{
  Posting *posting = g_new (Posting, 1);

  g_assert (n_versions <= 1);
  *posting = (Posting){
    .rows = rows,
    .versions = versions,
    .n_versions = n_versions,
    .client_id = laurel_posting_rows_get_client (rows),
    .done = done,
    .data = data,
  };
  g_ptr_array_add (self->waiting, posting);
  go_on (self);
}
