/* laurel-history-private.h - what the files of LaurelHistory share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server/engine/laurel-arena.h"
#include "server/jobs/laurel-history-owners.h"
#include "server/jobs/laurel-history.h"

G_BEGIN_DECLS

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
} LaurelHistoryKept;

struct _LaurelHistory
{
  LaurelProgram           *program;
  const LaurelLedgerTerms *terms;
  LaurelHistoryBook       *book;
  LaurelArena             *arena;
  GString                 *facts; /* of the sale that is being written */
  LaurelHistoryUsage      *usage; /* of everyone together */
  gboolean                 knows_totals;
  GArray              *claims; /* (element-type LaurelUseClaim): what the batch adds to totals */
  LaurelHistoryOwners *owners;
  GHashTable          *sales; /* (element-type utf8 LaurelHistoryKept) */
  LaurelHistoryBatch  *batch;
  guint64              batch_no;
  guint                batch_lines;
  GPtrArray           *touched; /* (element-type Owner): accounts that the batch changes */
  LaurelHistoryTotals  totals;
};

gint64 laurel_history_new_id (void);

/* An event's own instant, or the account's last where that has moved on. */
LaurelPosting laurel_history_make_posting (LaurelHistory            *history,
                                           const LaurelHistoryEvent *event,
                                           const LaurelHistoryOwner *owner);

/* The batch will store the account of @owner (nullable). */
void laurel_history_touch (LaurelHistory *history, LaurelHistoryOwner *owner);
/* The same where there is something new in it: what the clock has posted is to be stored also where
 * the event is refused. */
void laurel_history_touch_if_changed (LaurelHistory *history, LaurelHistoryOwner *owner);

/* Ends an event: its key is known from now on. */
void laurel_history_add_operation (LaurelHistory            *history,
                                   const LaurelHistoryEvent *event,
                                   gint64                    client_id,
                                   LaurelDocument            document);

gboolean laurel_history_write_batch (LaurelHistory *history, GError **error);

LaurelHistoryResult laurel_history_post_sale (LaurelHistory            *history,
                                              const LaurelHistoryEvent *event,
                                              GError                  **error);
LaurelHistoryResult laurel_history_post_return (LaurelHistory            *history,
                                                const LaurelHistoryEvent *event,
                                                GError                  **error);

G_END_DECLS
