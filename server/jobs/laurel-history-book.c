/* laurel-history-book.c - where a history is written, as LaurelHistory needs it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/jobs/laurel-history-book.h"

LaurelHistoryBatch *
laurel_history_batch_new (void)
{
  LaurelHistoryBatch *batch = g_new0 (LaurelHistoryBatch, 1);

  batch->clients = g_array_new (FALSE, FALSE, sizeof (LaurelHistoryNewClient));
  batch->rows = laurel_posting_rows_new (LAUREL_ROWS_ARRAY);
  batch->versions = g_array_new (FALSE, FALSE, sizeof (gint64));
  batch->strings = g_string_chunk_new (4096);

  return batch;
}

void
laurel_history_batch_free (LaurelHistoryBatch *batch)
{
  if (batch == NULL)
    return;

  for (guint i = 0; i < batch->clients->len; i++)
    g_free ((gpointer) g_array_index (batch->clients, LaurelHistoryNewClient, i).profile.cards);
  g_array_unref (batch->clients);
  g_array_unref (batch->versions);
  laurel_posting_rows_free (batch->rows);
  g_string_chunk_free (batch->strings);
  g_free (batch);
}
