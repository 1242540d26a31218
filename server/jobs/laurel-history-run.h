/* laurel-history-run.h - everything that writing a history into a database needs, put together
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server/jobs/laurel-history-catalog.h"
#include "server/jobs/laurel-history.h"
#include "server/store/laurel-store.h"

G_BEGIN_DECLS

/**
 * LaurelHistoryTarget:
 * @conninfo: the database
 * @store: leads to the same one, on this thread
 * @allow_unsafe: for throwaway clusters of tests alone
 */
typedef struct
{
  const char  *conninfo;
  LaurelStore *store;
  gboolean     allow_unsafe;
} LaurelHistoryTarget;

/* @phase: static: "read", "post", "figures"; @done of @total. May be %NULL wherever one is asked
 * for. */
typedef void (*LaurelHistoryProgress) (const char *phase,
                                       guint64     done,
                                       guint64     total,
                                       gpointer    data);

typedef struct _LaurelHistoryRun LaurelHistoryRun;

/**
 * laurel_history_run_start:
 * @target: outlives the run
 * @catalog: (transfer none): written first
 * @document: a program, published as laurel_history_publish() says
 * @start: when the history begins: from then on the program is said to have held, and the program
 * that held then prices everything
 */
LaurelHistoryRun *laurel_history_run_start (const LaurelHistoryTarget *target,
                                            LaurelHistoryCatalog      *catalog,
                                            const char                *document,
                                            const char                *comment,
                                            gboolean                   only_first,
                                            gint64                     start,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
void              laurel_history_run_free (LaurelHistoryRun *run);

/* Writes what is left, and makes the database ready to be looked at: statistics for its planner,
 * and the figures of each day, which the first reader would wait for otherwise. */
gboolean laurel_history_run_finish (LaurelHistoryRun     *run,
                                    LaurelHistoryProgress progress,
                                    gpointer              data,
                                    GError              **error) G_GNUC_WARN_UNUSED_RESULT;

LaurelHistory *laurel_history_run_get_history (LaurelHistoryRun *run);
/* The currency of the program that prices. */
const char *laurel_history_run_get_currency (LaurelHistoryRun *run);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelHistoryRun, laurel_history_run_free)

G_END_DECLS
