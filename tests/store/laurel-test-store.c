/* laurel-test-store.c - a private cluster in a temporary folder for one test program
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/store/laurel-test-store.h"

#include "server/store/laurel-migrations.h"

#include <ftw.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

static int
remove_entry (const char *path, const struct stat *info, int type, struct FTW *walk)
{
  return remove (path);
}

char *
laurel_test_make_folder (void)
{
  g_autoptr (GError) error = NULL;
  char *path = g_dir_make_tmp ("laurel-test-XXXXXX", &error);

  g_assert_no_error (error);

  return path;
}

void
laurel_test_remove_folder (const char *path)
{
  nftw (path, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

void
laurel_test_cluster_start (LaurelTestCluster *self)
{
  g_autoptr (GError) error = NULL;

  self->home = laurel_test_make_folder ();
  self->cluster = laurel_cluster_start (self->home, &self->conninfo, &error);
  g_assert_no_error (error);
  g_assert_true (
      laurel_migrations_run (self->conninfo, LAUREL_MIGRATIONS_RESOURCES, NULL, NULL, &error));
  g_assert_no_error (error);
}

void
laurel_test_cluster_stop (LaurelTestCluster *self)
{
  laurel_cluster_stop (self->cluster);
  laurel_test_remove_folder (self->home);
  g_free (self->home);
  g_free (self->conninfo);
}

/* The children of a process, which have process groups of their own. */
static GArray *
find_children (GPid pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/task/%d/children", pid, pid);
  g_autofree char *text = NULL;
  g_auto (GStrv) words = NULL;
  GArray *children = g_array_new (FALSE, FALSE, sizeof (GPid));

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  words = g_strsplit (text, " ", -1);
  for (guint i = 0; words[i] != NULL; i++)
    {
      gint64 number = 0;

      if (g_ascii_string_to_signed (words[i], 10, 1, G_MAXINT, &number, NULL))
        {
          GPid child = (GPid) number;

          g_array_append_val (children, child);
        }
    }

  return children;
}

static void
signal_all (GPid pid, int signal)
{
  g_autoptr (GArray) children = find_children (pid);

  for (guint i = 0; i < children->len; i++)
    kill (g_array_index (children, GPid, i), signal);
}

void
laurel_test_freeze (GPid pid)
{
  g_assert_cmpint (kill (pid, SIGSTOP), ==, 0);
  signal_all (pid, SIGSTOP);
}

void
laurel_test_thaw (GPid pid)
{
  signal_all (pid, SIGCONT);
  g_assert_cmpint (kill (pid, SIGCONT), ==, 0);
}

void
laurel_test_kill_cluster (GPid pid)
{
  /* Stopped first, so that it cannot fork another child meanwhile. */
  g_assert_cmpint (kill (pid, SIGSTOP), ==, 0);
  signal_all (pid, SIGKILL);
  g_assert_cmpint (kill (pid, SIGKILL), ==, 0);
}

static gboolean
tick_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

void
laurel_test_wait_for (gboolean (*condition) (gpointer data), gpointer data, guint limit_ms)
{
  gint64 end = g_get_monotonic_time () + limit_ms * G_TIME_SPAN_MILLISECOND;
  guint  tick = g_timeout_add (20, tick_cb, NULL);

  while (!condition (data))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, TRUE);
    }

  g_source_remove (tick);
}

char *
laurel_test_ask (const char *conninfo, const char *sql)
{
  PGconn *pg = PQconnectdb (conninfo);
  g_autoptr (PGresult) result = PQexec (pg, sql);
  char *answer = NULL;

  if (PQresultStatus (result) != PGRES_TUPLES_OK)
    g_test_message ("%s: %s", sql, PQerrorMessage (pg));
  g_assert_cmpint (PQresultStatus (result), ==, PGRES_TUPLES_OK);
  g_assert_cmpint (PQntuples (result), ==, 1);
  answer = g_strdup (PQgetvalue (result, 0, 0));
  PQfinish (pg);

  return answer;
}
