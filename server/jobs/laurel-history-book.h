/* laurel-history-book.h - where a history is written, as LaurelHistory needs it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server/jobs/laurel-history-event.h"
#include "server/store/laurel-posting-rows.h"
#include "server/store/laurel-store-accounts.h"

G_BEGIN_DECLS

/**
 * LaurelHistoryNewClient:
 * @client_id: the new owner of points
 * @referrer_id: who brought them, or 0
 * @time: when they came
 * @day: the program's date of it
 * @profile: its texts belong to the batch; its referrer is @referrer_id
 */
typedef struct
{
  gint64              client_id;
  gint64              referrer_id;
  gint64              time;
  gint32              day;
  LaurelHistoryClient profile;
} LaurelHistoryNewClient;

/**
 * LaurelHistoryBatch:
 * @clients: (element-type LaurelHistoryNewClient): to be there before the rows
 * @rows: of %LAUREL_ROWS_ARRAY; accounts in order of their ids
 * @versions: (element-type gint64): what the accounts of @rows must have before
 * @n_events: how many events it tells of
 */
typedef struct
{
  GArray            *clients;
  LaurelPostingRows *rows;
  GArray            *versions;
  guint              n_events;
  GStringChunk      *strings;
} LaurelHistoryBatch;

LaurelHistoryBatch *laurel_history_batch_new (void) G_GNUC_WARN_UNUSED_RESULT;
void                laurel_history_batch_free (LaurelHistoryBatch *batch);

/**
 * LaurelHistoryBook:
 * @till_id: under which number operations are written; minus it owns anonymous sales
 * @is_fresh: nothing was written under it, and nobody has a card: nothing needs to be looked up
 * @knows: an event of that key has been written, by this run or an earlier one
 * @personal: (array length=n_personal): set by the history: discounts whose uses @load_owner is to
 * bring
 * @load_owner: (transfer full) (nullable): who has that card, the account FULL; %NULL without
 * error: nobody
 * @load_sale: (transfer full) (nullable): the sale of that key, with its owner; %NULL without
 * error: there is none
 * @load_totals: (transfer full) (nullable): what everybody has used of those discounts; %NULL with
 * an error
 * @write: (transfer full batch): all of it or nothing, in order; may return before it is done, and
 *   tell of a failure later
 * @finish: returns when everything is written
 *
 * Used by one thread.
 */
typedef struct _LaurelHistoryBook LaurelHistoryBook;
struct _LaurelHistoryBook
{
  gint64             till_id;
  gboolean           is_fresh;
  const char *const *personal;
  gsize              n_personal;
  gboolean (*knows) (LaurelHistoryBook *book, const char *key);
  LaurelLoaded *(*load_owner) (LaurelHistoryBook *book,
                               const char        *card,
                               gint64             client_id,
                               GError           **error);
  LaurelLoaded *(*load_sale) (LaurelHistoryBook *book, const char *key, GError **error);
  LaurelLoaded *(*load_totals) (LaurelHistoryBook *book,
                                const char *const *leaves,
                                gsize              n_leaves,
                                GError           **error);
  gboolean (*write) (LaurelHistoryBook *book, LaurelHistoryBatch *batch, GError **error);
  gboolean (*finish) (LaurelHistoryBook *book, GError **error);
};

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelHistoryBatch, laurel_history_batch_free)

G_END_DECLS
