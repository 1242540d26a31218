/* laurel-history-owners.h - whose points a history moves: accounts in memory, found by the teller's
 * numbers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server/engine/laurel-program.h"
#include "server/jobs/laurel-history-book.h"
#include "server/jobs/laurel-history-usage.h"

G_BEGIN_DECLS

/**
 * LaurelHistoryOwner:
 * @client_id: id in the book
 * @referrer_id: who brought them, or 0
 * @account: what the ledger works on
 * @stored_version: of the account, as far as it has been handed to the book
 * @touched: the batch at hand changes the account
 * @usage: own uses of limited discounts
 */
typedef struct
{
  gint64              client_id;
  gboolean            registered;
  gint32              birth_day;
  char                gender;
  gint64              referrer_id;
  LaurelAccount      *account;
  gint64              stored_version;
  gboolean            touched;
  LaurelHistoryUsage *usage;
} LaurelHistoryOwner;

typedef struct _LaurelHistoryOwners LaurelHistoryOwners;

/* @program and @book must live as long. */
LaurelHistoryOwners *laurel_history_owners_new (LaurelProgram *program, LaurelHistoryBook *book);
void                 laurel_history_owners_free (LaurelHistoryOwners *self);

/* Keeps what a client's event says. Most clients of whom an earlier run has told do nothing new, so
 * nobody is looked up, or made, before there is something to post. */
void laurel_history_owners_tell (LaurelHistoryOwners *self, const LaurelHistoryEvent *event);

/* The owner of the teller's number, NULL for 0. Whom the book does not know becomes a new client of
 * @batch. FALSE where the book cannot be read. */
gboolean laurel_history_owners_find (LaurelHistoryOwners *self,
                                     guint32              number,
                                     LaurelHistoryBatch  *batch,
                                     LaurelHistoryOwner **owner,
                                     GError             **error) G_GNUC_WARN_UNUSED_RESULT;
/* The owner of an id, NULL for 0. */
gboolean laurel_history_owners_find_id (LaurelHistoryOwners *self,
                                        gint64               client_id,
                                        LaurelHistoryOwner **owner,
                                        GError             **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelHistoryOwners, laurel_history_owners_free)

G_END_DECLS
