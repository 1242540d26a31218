/* laurel-history-run.c - everything that writing a history into a database needs, put together
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/jobs/laurel-history-run.h"

#include "server/jobs/laurel-history-database.h"
#include "server/services/laurel-programs.h"

struct _LaurelHistoryRun
{
  LaurelRelease         *release;
  LaurelHistoryDatabase *database;
  LaurelHistory         *history;
};

static gboolean
prepare (const LaurelHistoryTarget *target,
         LaurelHistoryCatalog      *catalog,
         const char                *document,
         const char                *comment,
         gboolean                   only_first,
         gint64                     start,
         GError                   **error)
{
  g_autoptr (LaurelBulk) bulk = laurel_bulk_open (target->conninfo, target->allow_unsafe, error);

  return bulk != NULL && laurel_history_catalog_write (catalog, bulk, error) &&
         laurel_history_publish (bulk, document, start, comment, only_first, error);
}

typedef struct
{
  GError  *error;
  gboolean done;
} Refresh;

static void
refresh_cb (const GError *error, gpointer data)
{
  Refresh *refresh = data;

  refresh->error = error != NULL ? g_error_copy (error) : NULL;
  refresh->done = TRUE;
}

static LaurelRelease *
find_release (LaurelStore *store, gint64 start, GError **error)
{
  g_autoptr (LaurelPrograms) programs = laurel_programs_new ();
  LaurelRelease *release = NULL;
  Refresh        refresh = { 0 };

  laurel_programs_refresh (programs, store, refresh_cb, &refresh);
  laurel_db_wait (laurel_store_get_db (store), &refresh.done);
  if (refresh.error != NULL)
    {
      g_propagate_error (error, refresh.error);
      return NULL;
    }

  release = laurel_programs_dup_at (programs, start);
  if (release == NULL)
    g_set_error_literal (error,
                         G_IO_ERROR,
                         G_IO_ERROR_NOT_FOUND,
                         "no published program could be compiled");

  return release;
}

LaurelHistoryRun *
laurel_history_run_start (const LaurelHistoryTarget *target,
                          LaurelHistoryCatalog      *catalog,
                          const char                *document,
                          const char                *comment,
                          gboolean                   only_first,
                          gint64                     start,
                          GError                   **error)
{
  g_autoptr (LaurelHistoryRun) run = NULL;

  g_return_val_if_fail (target != NULL, NULL);
  g_return_val_if_fail (catalog != NULL, NULL);

  if (!prepare (target, catalog, document, comment, only_first, start, error))
    return NULL;

  run = g_new0 (LaurelHistoryRun, 1);
  run->release = find_release (target->store, start, error);
  if (run->release == NULL)
    return NULL;
  run->database =
      laurel_history_database_open (target->conninfo, target->allow_unsafe, target->store, error);
  if (run->database == NULL)
    return NULL;

  run->history = laurel_history_new (run->release->program,
                                     run->release->terms,
                                     laurel_history_database_get_book (run->database));

  return g_steal_pointer (&run);
}

void
laurel_history_run_free (LaurelHistoryRun *run)
{
  if (run == NULL)
    return;

  g_clear_pointer (&run->history, laurel_history_free);
  g_clear_pointer (&run->database, laurel_history_database_free);
  g_clear_pointer (&run->release, laurel_release_unref);
  g_free (run);
}

LaurelHistory *
laurel_history_run_get_history (LaurelHistoryRun *run)
{
  g_return_val_if_fail (run != NULL, NULL);

  return run->history;
}

const char *
laurel_history_run_get_currency (LaurelHistoryRun *run)
{
  g_return_val_if_fail (run != NULL, NULL);

  return laurel_program_get_terms (run->release->program)->currency;
}
