/* test-history-book.c - a book that keeps nothing but what it must to be asked
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/jobs/test-history-book.h"

#include <gio/gio.h>

static gboolean
write_batch (LaurelHistoryBook *book, LaurelHistoryBatch *given, GError **error)
{
  TestBook *self = (TestBook *) book;
  g_autoptr (LaurelHistoryBatch) batch = given;

  if (self->fails)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "the book is full");
      return FALSE;
    }

  g_assert_cmpuint (
      laurel_rows_get_n_rows (laurel_posting_rows_get (batch->rows, LAUREL_TABLE_ACCOUNTS)),
      ==,
      batch->versions->len);
  for (LaurelTable table = 0; table < LAUREL_N_TABLES; table++)
    self->n_rows[table] += laurel_rows_get_n_rows (laurel_posting_rows_get (batch->rows, table));
  self->n_clients += batch->clients->len;
  self->n_batches++;

  return TRUE;
}

static gboolean
knows (LaurelHistoryBook *book, const char *key)
{
  return FALSE;
}

static LaurelLoaded *
load_totals (LaurelHistoryBook *book, const char *const *leaves, gsize n_leaves, GError **error)
{
  const TestBook *self = (const TestBook *) book;
  LaurelLoaded   *loaded = g_new0 (LaurelLoaded, 1);

  g_assert_cmpuint (n_leaves, ==, 1);
  g_assert_cmpstr (leaves[0], ==, self->used->leaf);
  loaded->texts = g_string_chunk_new (16);
  loaded->totals = g_memdup2 (self->used, sizeof *self->used);
  loaded->n_totals = 1;

  return loaded;
}

static gboolean
finish (LaurelHistoryBook *book, GError **error)
{
  return TRUE;
}

void
test_book_init (TestBook *book)
{
  *book = (TestBook){ 0 };
  book->book.till_id = 1;
  book->book.is_fresh = TRUE;
  book->book.knows = knows;
  book->book.load_totals = load_totals;
  book->book.write = write_batch;
  book->book.finish = finish;
}
