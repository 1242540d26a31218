/* test-cluster.c - the life of a private PostgreSQL
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/store/laurel-test-store.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static gboolean
is_alive (pid_t pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/stat", pid);
  g_autofree char *text = NULL;

  /* "1234 (postgres) Z": dead, and only not yet collected by whoever inherited it. */
  return g_file_get_contents (path, &text, NULL, NULL) && strstr (text, ") Z ") == NULL;
}

static void
wait_until_dead (pid_t pid)
{
  for (guint i = 0; i < 3000 && is_alive (pid); i++)
    g_usleep (20000);
  g_assert_false (is_alive (pid));
}

/* What another process does with the home: starts the cluster, tells its postmaster's number,
 * waits. */
static pid_t
keep_in_child (const char *program, const char *home, pid_t *postmaster)
{
  g_autoptr (GError) error = NULL;
  const char *argv[] = { program, "keep", home, NULL };
  GPid        pid = 0;
  int         out = -1;
  char        line[32] = { 0 };
  gint64      number = 0;

  g_assert_true (g_spawn_async_with_pipes (NULL,
                                           (char **) argv,
                                           NULL,
                                           G_SPAWN_DO_NOT_REAP_CHILD,
                                           NULL,
                                           NULL,
                                           &pid,
                                           NULL,
                                           &out,
                                           NULL,
                                           &error));
  g_assert_no_error (error);
  g_assert_cmpint (read (out, line, sizeof line - 1), >, 0);
  close (out);
  g_assert_true (g_ascii_string_to_signed (g_strchomp (line), 10, 2, G_MAXINT, &number, &error));
  g_assert_no_error (error);
  *postmaster = (pid_t) number;

  return pid;
}

static int
keep (const char *home)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *conninfo = NULL;
  LaurelCluster   *cluster = laurel_cluster_start (home, &conninfo, &error);
  char             number[16];

  g_assert_no_error (error);
  g_snprintf (number, sizeof number, "%d\n", laurel_cluster_get_pid (cluster));
  if (write (STDOUT_FILENO, number, strlen (number)) < 0)
    return 1;
  for (;;)
    pause ();
}

static const char *program;

static void
test_start_and_stop (void)
{
  g_autofree char *home = laurel_test_make_folder ();
  g_autofree char *first = NULL;

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *conninfo = NULL;
      g_autofree char *answer = NULL;
      LaurelCluster   *cluster = laurel_cluster_start (home, &conninfo, &error);
      pid_t            pid = 0;

      g_assert_no_error (error);
      pid = laurel_cluster_get_pid (cluster);
      g_assert_true (is_alive (pid));

      if (i == 0)
        g_free (laurel_test_ask (conninfo, "create table kept as select 1; select '' as x"));
      answer = laurel_test_ask (conninfo, "select count(*) from kept");
      g_assert_cmpstr (answer, ==, "1");
      laurel_cluster_stop (cluster);
      g_assert_false (is_alive (pid));
    }

  laurel_test_remove_folder (home);
}

static void
test_settings_are_safe (void)
{
  static const struct
  {
    const char *sql;
    const char *expected;
  } rows[] = {
    { "show fsync", "on" },
    { "show full_page_writes", "on" },
    { "show synchronous_commit", "on" },
    { "show data_checksums", "on" },
    { "show data_sync_retry", "off" },
    { "show listen_addresses", "" },
    { "show server_encoding", "UTF8" },
    { "select 'ё' < 'ж'", "t" }, /* Russian order, not that of code points */
    { "select count (*) from pg_hba_file_rules where auth_method <> 'peer'", "0" },
  };
  LaurelTestCluster cluster;

  laurel_test_cluster_start (&cluster);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *answer = laurel_test_ask (cluster.conninfo, rows[i].sql);

      g_test_message ("%s", rows[i].sql);
      g_assert_cmpstr (answer, ==, rows[i].expected);
    }
  laurel_test_cluster_stop (&cluster);
}

static void
test_postgres_is_not_root (void)
{
  g_autofree char  *path = NULL;
  GStatBuf          info = { 0 };
  LaurelTestCluster cluster;

  laurel_test_cluster_start (&cluster);
  path = g_strdup_printf ("/proc/%d", laurel_cluster_get_pid (cluster.cluster));
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_uid, !=, 0);
  laurel_test_cluster_stop (&cluster);
}

static void
test_one_keeper_for_a_home (void)
{
  LaurelTestCluster cluster;
  g_autofree char  *conninfo = NULL;
  g_autofree char  *answer = NULL;
  g_autoptr (GError) error = NULL;
  LaurelCluster *joined = NULL;

  laurel_test_cluster_start (&cluster);
  g_assert_null (laurel_cluster_start (cluster.home, &conninfo, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BUSY);
  g_clear_error (&error);

  /* To join is another thing, and to leave does not stop it. */
  joined = laurel_cluster_join (cluster.home, &conninfo, &error);
  g_assert_no_error (error);
  g_assert_cmpint (laurel_cluster_get_pid (joined), ==, 0);
  answer = laurel_test_ask (conninfo, "select 1");
  laurel_cluster_stop (joined);
  g_free (answer);
  answer = laurel_test_ask (cluster.conninfo, "select 1");
  g_assert_cmpstr (answer, ==, "1");
  laurel_test_cluster_stop (&cluster);
}

static void
test_join_starts_where_nobody_keeps (void)
{
  g_autofree char *home = laurel_test_make_folder ();
  g_autofree char *conninfo = NULL;
  g_autofree char *answer = NULL;
  g_autoptr (GError) error = NULL;
  LaurelCluster *joined = laurel_cluster_join (home, &conninfo, &error);
  pid_t          pid = 0;

  g_assert_no_error (error);
  pid = laurel_cluster_get_pid (joined);
  g_assert_cmpint (pid, >, 0);
  answer = laurel_test_ask (conninfo, "select 1");
  laurel_cluster_stop (joined);
  g_assert_false (is_alive (pid));
  laurel_test_remove_folder (home);
}

static void
test_keeper_is_killed (void)
{
  g_autofree char *home = laurel_test_make_folder ();

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *conninfo = NULL;
      g_autofree char *answer = NULL;
      pid_t            postmaster = 0;
      pid_t            keeper = keep_in_child (program, home, &postmaster);
      LaurelCluster   *cluster = NULL;

      g_assert_cmpint (kill (keeper, SIGKILL), ==, 0);
      g_assert_cmpint (waitpid (keeper, NULL, 0), ==, keeper);

      /* The next one waits for the old PostgreSQL to end, which it does by itself. */
      cluster = laurel_cluster_start (home, &conninfo, &error);
      g_assert_no_error (error);
      g_assert_false (is_alive (postmaster));
      answer = laurel_test_ask (conninfo, "select 1");
      g_assert_cmpstr (answer, ==, "1");
      laurel_cluster_stop (cluster);
    }

  laurel_test_remove_folder (home);
}

static void
test_no_orphan_is_left (void)
{
  g_autofree char *home = laurel_test_make_folder ();
  pid_t            postmaster = 0;
  pid_t            keeper = keep_in_child (program, home, &postmaster);

  g_assert_cmpint (kill (keeper, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (keeper, NULL, 0), ==, keeper);
  wait_until_dead (postmaster);
  laurel_test_remove_folder (home);
}

static void
test_killed_database_is_started_again (void)
{
  LaurelTestCluster cluster;
  g_autofree char  *answer = NULL;
  g_autoptr (GError) error = NULL;
  pid_t pid = 0;

  laurel_test_cluster_start (&cluster);
  pid = laurel_cluster_get_pid (cluster.cluster);
  g_assert_true (laurel_cluster_keep (cluster.cluster, &error));
  g_assert_cmpint (laurel_cluster_get_pid (cluster.cluster), ==, pid);

  laurel_test_kill_cluster (pid);
  wait_until_dead (pid);
  g_assert_true (laurel_cluster_keep (cluster.cluster, &error));
  g_assert_no_error (error);
  g_assert_cmpint (laurel_cluster_get_pid (cluster.cluster), !=, pid);
  answer = laurel_test_ask (cluster.conninfo, "select count(*) from laurel.schema_migrations");
  g_assert_cmpstr (answer, !=, "0");
  laurel_test_cluster_stop (&cluster);
}

static void
test_unfinished_cluster_is_made_again (void)
{
  g_autofree char *home = laurel_test_make_folder ();
  g_autofree char *conninfo = NULL;
  g_autofree char *made = g_build_filename (home, "postgresql", "data", NULL);
  g_autofree char *unfinished = g_build_filename (home, "postgresql", "unfinished", NULL);
  g_autoptr (GError) error = NULL;
  LaurelCluster *cluster = laurel_cluster_start (home, &conninfo, &error);

  g_assert_no_error (error);
  laurel_cluster_stop (cluster);
  g_assert_cmpint (g_rename (made, unfinished), ==, 0);
  g_clear_pointer (&conninfo, g_free);
  cluster = laurel_cluster_start (home, &conninfo, &error);
  g_assert_no_error (error);
  g_assert_false (g_file_test (unfinished, G_FILE_TEST_EXISTS));
  laurel_cluster_stop (cluster);
  laurel_test_remove_folder (home);
}

static void
test_long_and_odd_path (void)
{
  g_autofree char *base = laurel_test_make_folder ();
  g_autofree char *filler = g_strnfill (120, 'x');
  g_autofree char *home = g_build_filename (base, filler, "it's, \"home\"", NULL);
  g_autofree char *conninfo = NULL;
  g_autofree char *answer = NULL;
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, home, -1);
  g_autofree char *sockets = g_strdup_printf ("/tmp/laurel-%.16s", sum);
  g_autoptr (GError) error = NULL;
  LaurelCluster *cluster = laurel_cluster_start (home, &conninfo, &error);

  g_assert_no_error (error);
  answer = laurel_test_ask (conninfo, "select 1");
  g_assert_cmpstr (answer, ==, "1");
  laurel_cluster_stop (cluster);
  laurel_test_remove_folder (sockets);
  laurel_test_remove_folder (base);
}

int
main (int argc, char **argv)
{
  program = argv[0];
  if (argc == 3 && g_str_equal (argv[1], "keep"))
    return keep (argv[2]);

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/cluster/start-and-stop", test_start_and_stop);
  g_test_add_func ("/store/cluster/settings-are-safe", test_settings_are_safe);
  g_test_add_func ("/store/cluster/not-root", test_postgres_is_not_root);
  g_test_add_func ("/store/cluster/one-keeper", test_one_keeper_for_a_home);
  g_test_add_func ("/store/cluster/join-starts", test_join_starts_where_nobody_keeps);
  g_test_add_func ("/store/cluster/keeper-is-killed", test_keeper_is_killed);
  g_test_add_func ("/store/cluster/no-orphan", test_no_orphan_is_left);
  g_test_add_func ("/store/cluster/started-again", test_killed_database_is_started_again);
  g_test_add_func ("/store/cluster/unfinished", test_unfinished_cluster_is_made_again);
  g_test_add_func ("/store/cluster/long-path", test_long_and_odd_path);

  return g_test_run ();
}
