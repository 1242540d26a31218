/* test-migrations.c - the schema grows by whole steps, whatever happens meanwhile
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/store/laurel-test-store.h"

#include "server/store/laurel-migrations.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sys/wait.h>

static LaurelTestCluster cluster;
static const char       *program;

/* A new empty database, and a folder with three files of which each adds a row to what is there. */
typedef struct
{
  char *conninfo;
  char *folder;
  char *uri;
} Fixture;

static void
write_file (Fixture *fixture, const char *name, const char *sql)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, sql, -1, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  static guint     n;
  g_autofree char *sql = g_strdup_printf ("create database m%u", ++n);
  PGconn          *pg = PQconnectdb (cluster.conninfo);
  g_autoptr (PGresult) result = PQexec (pg, sql);

  g_assert_cmpint (PQresultStatus (result), ==, PGRES_COMMAND_OK);
  PQfinish (pg);
  fixture->conninfo = g_strdup_printf ("%s dbname=m%u", cluster.conninfo, n);
  fixture->folder = laurel_test_make_folder ();
  fixture->uri = g_filename_to_uri (fixture->folder, NULL, NULL);
  write_file (fixture, "0001-first.sql", "create table t (n int); insert into t values (1);");
  write_file (fixture,
              "0002-second.sql",
              "insert into t values (2); select pg_sleep (0.15);"
              " insert into t values (2);");
  write_file (fixture,
              "0003-third.sql",
              "insert into t values (3); select pg_sleep (0.15);"
              " insert into t values (3);");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  laurel_test_remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->uri);
  g_free (fixture->conninfo);
}

static void
count_step (const char *name, gpointer data)
{
  (*(guint *) data)++;
}

static void
assert_answer (Fixture *fixture, const char *sql, const char *expected)
{
  g_autofree char *answer = laurel_test_ask (fixture->conninfo, sql);

  g_assert_cmpstr (answer, ==, expected);
}

static const char rows_sql[] = "select string_agg (n::text, ',' order by n) from laurel.t";

static void
test_each_once (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  guint n = 0;

  g_assert_cmpint (laurel_migrations_count_missing (fixture->conninfo, fixture->uri, &error),
                   ==,
                   3);
  for (guint i = 0; i < 2; i++)
    {
      g_assert_true (
          laurel_migrations_run (fixture->conninfo, fixture->uri, count_step, &n, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (n, ==, 3);
    }
  g_assert_cmpint (laurel_migrations_count_missing (fixture->conninfo, fixture->uri, &error),
                   ==,
                   0);
  assert_answer (fixture, rows_sql, "1,2,2,3,3");
  assert_answer (fixture, "select tableowner from pg_tables where tablename = 't'", "laurel_owner");
}

static void
test_failed_file_leaves_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  write_file (fixture, "0002-second.sql", "insert into t values (2); select 1 / 0;");
  g_assert_false (laurel_migrations_run (fixture->conninfo, fixture->uri, NULL, NULL, &error));
  g_assert_error (error, LAUREL_DATABASE_ERROR, LAUREL_DATABASE_ERROR_FAILED);
  g_clear_error (&error);
  assert_answer (fixture, rows_sql, "1");

  /* It was not applied, so it may still be mended. */
  write_file (fixture, "0002-second.sql", "insert into t values (2);");
  g_assert_true (laurel_migrations_run (fixture->conninfo, fixture->uri, NULL, NULL, &error));
  assert_answer (fixture, rows_sql, "1,2,3,3");
}

static void
test_changed_and_newer_are_refused (Fixture *fixture, gconstpointer data)
{
  g_autofree char *third = g_build_filename (fixture->folder, "0003-third.sql", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (laurel_migrations_run (fixture->conninfo, fixture->uri, NULL, NULL, &error));
  g_assert_cmpint (g_remove (third), ==, 0);
  g_assert_false (laurel_migrations_run (fixture->conninfo, fixture->uri, NULL, NULL, &error));
  g_assert_error (error, LAUREL_MIGRATIONS_ERROR, LAUREL_MIGRATIONS_ERROR_NEWER);
  g_clear_error (&error);

  write_file (fixture, "0003-third.sql", "select 'something else'");
  g_assert_false (laurel_migrations_run (fixture->conninfo, fixture->uri, NULL, NULL, &error));
  g_assert_error (error, LAUREL_MIGRATIONS_ERROR, LAUREL_MIGRATIONS_ERROR_CHANGED);
  g_clear_error (&error);

  write_file (fixture, "0005-fifth.sql", "select 1");
  g_assert_cmpint (laurel_migrations_count_missing (fixture->conninfo, fixture->uri, &error),
                   ==,
                   -1);
  g_assert_error (error, LAUREL_MIGRATIONS_ERROR, LAUREL_MIGRATIONS_ERROR_BROKEN);
}

static GPid
migrate_in_child (Fixture *fixture)
{
  const char *argv[] = { program, "migrate", fixture->conninfo, fixture->uri, NULL };
  g_autoptr (GError) error = NULL;
  GPid pid = 0;

  g_spawn_async (NULL, (char **) argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, &error);
  g_assert_no_error (error);

  return pid;
}

static void
test_killed_half_way (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 12; i++)
    {
      GPid pid = migrate_in_child (fixture);

      g_usleep (20000 * i);
      kill (pid, SIGKILL);
      g_assert_cmpint (waitpid (pid, NULL, 0), ==, pid);
    }

  g_assert_true (laurel_migrations_run (fixture->conninfo, fixture->uri, NULL, NULL, &error));
  g_assert_no_error (error);
  assert_answer (fixture, rows_sql, "1,2,2,3,3");
}

static void
test_two_at_once (Fixture *fixture, gconstpointer data)
{
  GPid pids[3];

  for (guint i = 0; i < G_N_ELEMENTS (pids); i++)
    pids[i] = migrate_in_child (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (pids); i++)
    {
      int status = -1;

      g_assert_cmpint (waitpid (pids[i], &status, 0), ==, pids[i]);
      g_assert_cmpint (status, ==, 0);
    }
  assert_answer (fixture, rows_sql, "1,2,2,3,3");
}

/* The server's role can neither change the schema nor what has happened. */
static void
test_the_role_is_weak (void)
{
  static const char *const refused[] = {
    "create table laurel.x (n int)",
    "drop table laurel.audit",
    "alter table laurel.users add x int",
    "update laurel.audit set action = ''",
    "delete from laurel.audit",
    "truncate laurel.audit",
    "delete from laurel.users",
    "insert into laurel.schema_migrations (name, sha256) values ('x', 'x')",
    "create temporary table x as select pg_read_file ('/etc/passwd')",
  };
  PGconn *pg = PQconnectdb (cluster.conninfo);

  PQclear (PQexec (pg, "set role laurel_app"));
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (PGresult) result = PQexec (pg, refused[i]);

      g_test_message ("%s", refused[i]);
      g_assert_cmpstr (PQresultErrorField (result, PG_DIAG_SQLSTATE), ==, "42501");
    }
  PQfinish (pg);
}

int
main (int argc, char **argv)
{
  int status = 0;

  program = argv[0];
  if (argc == 4 && g_str_equal (argv[1], "migrate"))
    return laurel_migrations_run (argv[2], argv[3], NULL, NULL, NULL) ? 0 : 1;

  g_test_init (&argc, &argv, NULL);
  laurel_test_cluster_start (&cluster);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/store/migrations/each-once", test_each_once);
  ADD ("/store/migrations/failed-file", test_failed_file_leaves_nothing);
  ADD ("/store/migrations/changed-and-newer", test_changed_and_newer_are_refused);
  ADD ("/store/migrations/killed-half-way", test_killed_half_way);
  ADD ("/store/migrations/two-at-once", test_two_at_once);
#undef ADD
  g_test_add_func ("/store/migrations/the-role-is-weak", test_the_role_is_weak);
  status = g_test_run ();
  laurel_test_cluster_stop (&cluster);

  return status;
}
