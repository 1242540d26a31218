/* test-history-book.h - a book that keeps nothing but what it must to be asked
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server/jobs/laurel-history-book.h"

G_BEGIN_DECLS

/**
 * TestBook:
 * @n_rows: rows that were written, by table
 * @n_clients: clients that were written
 * @n_batches: batches
 * @fails: the next batch is not written
 * @used: (nullable): what everybody has used of a discount before
 */
typedef struct
{
  LaurelHistoryBook book;
  guint             n_rows[LAUREL_N_TABLES];
  guint             n_clients;
  guint             n_batches;
  gboolean          fails;

  const LaurelUsage *used;
} TestBook;

void test_book_init (TestBook *book);

G_END_DECLS
