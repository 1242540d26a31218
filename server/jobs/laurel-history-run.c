/* laurel-history-run.c - everything that writing a history into a database needs, put together
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/jobs/laurel-history-run.h"

#include "server/jobs/laurel-history-database.h"
#include "server/services/laurel-programs.h"
#include "server/store/laurel-store-reports.h"

/* Figures are summed up so many days at a time. */
#define FIGURES_STEP 28

struct _LaurelHistoryRun
{
  const LaurelHistoryTarget *target;
  LaurelRelease             *release;
  LaurelHistoryDatabase     *database;
  LaurelHistory             *history;
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
  run->target = target;
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

/* === The end ================================================================================== */

static const LaurelStatement days_statement = {
  .name = "history_days",
  .sql = "select min (day) - date '1970-01-01', max (day) - date '1970-01-01' from"
         " (select day from sales union all select day from returns) as x",
  .reads_only = TRUE,
};

/* Without statistics the planner takes a table for empty that has just been filled. Whoever may not
 * gather them leaves it to the database, which does so by itself within minutes. */
static gboolean
analyze (const LaurelHistoryTarget *target, GError **error)
{
  static const char *const sql[] = {
    "set role laurel_owner",
    "analyze laurel.sales, laurel.sale_lines, laurel.returns, laurel.return_lines, laurel.accounts,"
    " laurel.lots, laurel.transactions, laurel.entries, laurel.clients, laurel.cards,"
    " laurel.card_numbers, laurel.client_phones, laurel.purchases, laurel.operations",
  };
  g_autoptr (LaurelBulk) bulk = laurel_bulk_open (target->conninfo, target->allow_unsafe, error);

  if (bulk == NULL)
    return FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (sql); i++)
    {
      g_autoptr (GError) refused = NULL;
      g_autoptr (PGresult) result = laurel_bulk_execute (bulk, sql[i], NULL, &refused);

      if (result == NULL)
        {
          g_debug ("no statistics were gathered: %s", refused->message);
          break;
        }
    }

  return TRUE;
}

static gboolean
roll_up (LaurelStore *store, gint32 from, gint32 to, GError **error)
{
  Refresh refresh = { 0 };

  laurel_store_roll_up (store, from, to, refresh_cb, &refresh);
  laurel_db_wait (laurel_store_get_db (store), &refresh.done);
  if (refresh.error != NULL)
    g_propagate_error (error, refresh.error);

  return refresh.error == NULL;
}

gboolean
laurel_history_run_finish (LaurelHistoryRun     *run,
                           LaurelHistoryProgress progress,
                           gpointer              data,
                           GError              **error)
{
  g_autoptr (PGresult) days = NULL;
  gint32 first = 0;
  gint32 last = 0;

  if (!laurel_history_finish (run->history, error) || !analyze (run->target, error))
    return FALSE;

  days = laurel_db_query_sync (laurel_store_get_db (run->target->store),
                               LAUREL_DB_LANE_OFFICE,
                               &days_statement,
                               NULL,
                               error);
  if (days == NULL)
    return FALSE;
  if (laurel_db_is_null (days, 0, 0))
    return TRUE;

  first = laurel_db_get_int (days, 0, 0);
  last = laurel_db_get_int (days, 0, 1);
  for (gint32 day = first; day <= last; day += FIGURES_STEP)
    {
      if (!roll_up (run->target->store, day, MIN (day + FIGURES_STEP - 1, last), error))
        return FALSE;
      if (progress != NULL)
        progress ("figures",
                  (guint64) (MIN (day + FIGURES_STEP - 1, last) - first + 1),
                  (guint64) (last - first + 1),
                  data);
    }

  return TRUE;
}
