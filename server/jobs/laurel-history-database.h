/* laurel-history-database.h - the database as the book that a history is written into
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Batches are written by a thread of their own, so that one is priced while another one is stored;
 * no more than two wait. Each is one transaction, through laurel.post() like every sale of a till.
 */

#pragma once

#include "server/jobs/laurel-history-book.h"
#include "server/store/laurel-store.h"

G_BEGIN_DECLS

/* Under this number operations of histories are kept. No till's key has it. */
#define LAUREL_HISTORY_TILL G_MAXINT64

typedef struct _LaurelHistoryDatabase LaurelHistoryDatabase;

/* Writes to @conninfo and reads through @store, which must lead to the same database and live as
 * long.
 * @allow_unsafe is for throwaway clusters of tests alone. Fails with BUSY where another history is
 * being written. */
LaurelHistoryDatabase *laurel_history_database_open (const char  *conninfo,
                                                     gboolean     allow_unsafe,
                                                     LaurelStore *store,
                                                     GError     **error) G_GNUC_WARN_UNUSED_RESULT;
/* What was not finished may be written or not; what is, is there batch by batch. */
void laurel_history_database_free (LaurelHistoryDatabase *self);

LaurelHistoryBook *laurel_history_database_get_book (LaurelHistoryDatabase *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelHistoryDatabase, laurel_history_database_free)

G_END_DECLS
