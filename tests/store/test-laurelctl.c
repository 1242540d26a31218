/* test-laurelctl.c - the commands as a person or a script calls them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/store/laurel-test-store.h"

#include <stdarg.h>
#include <string.h>
#include <sys/wait.h>

/* Runs laurelctl with the words up to NULL, and gives its exit status.
 * @out: (out) (optional): what it wrote to standard output */
G_GNUC_NULL_TERMINATED
static int
run (char **out, const char *first, ...)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *output = NULL;
  g_autofree char *complaint = NULL;
  va_list          args;
  int              status = 0;

  g_ptr_array_add (argv, (char *) g_getenv ("LAURELCTL"));
  va_start (args, first);
  for (const char *word = first; word != NULL; word = va_arg (args, const char *))
    g_ptr_array_add (argv, (char *) word);
  va_end (args);
  g_ptr_array_add (argv, NULL);

  g_spawn_sync (NULL,
                (char **) argv->pdata,
                NULL,
                G_SPAWN_DEFAULT,
                NULL,
                NULL,
                &output,
                &complaint,
                &status,
                &error);
  g_assert_no_error (error);
  /* Whatever fails says so. */
  g_assert_true (status == 0 || *complaint != '\0' || *output != '\0');
  if (out != NULL)
    *out = g_steal_pointer (&output);

  return WIFEXITED (status) ? WEXITSTATUS (status) : -1;
}

static void
assert_line (const char *text, const char *pattern)
{
  g_test_message ("%s", text);
  g_assert_true (g_regex_match_simple (pattern, text, 0, 0));
}

static void
test_home_that_nobody_keeps (void)
{
  g_autofree char *home = laurel_test_make_folder ();
  g_autofree char *migrated = NULL;
  g_autofree char *again = NULL;
  g_autofree char *password = NULL;
  g_autofree char *token = NULL;
  g_autofree char *key = NULL;
  g_autofree char *report = NULL;

  g_assert_cmpint (run (&migrated, "--home", home, "migrate", NULL), ==, 0);
  assert_line (migrated, "^0001-foundation\n");
  g_assert_cmpint (run (&again, "migrate", "--home", home, NULL), ==, 0);
  g_assert_cmpstr (again, ==, "");
  g_assert_cmpint (run (&password, "--home", home, "user", "add", "anna", "--role", "admin", NULL),
                   ==,
                   0);
  assert_line (password, "^([a-z0-9]{5}-){3}[a-z0-9]{5}\n$");
  g_assert_cmpint (run (&token, "--home", home, "token", "create", "--role", "admin", NULL), ==, 0);
  assert_line (token, "^lk_[A-Za-z0-9_-]{43}\n$");
  g_assert_cmpint (
      run (&key, "key", "create", "--store", "s1", "--till", "2", "--home", home, NULL),
      ==,
      0);
  assert_line (key, "^lk_[A-Za-z0-9_-]{43}\n$");
  g_assert_cmpint (run (NULL, "key", "revoke", "2", "--home", home, NULL), ==, 0);
  g_assert_cmpint (run (NULL, "key", "revoke", "2", "--home", home, NULL), ==, 1);
  run (&report, "--home", home, "doctor", NULL);
  assert_line (report, "(?m)^ok +schema ");
  assert_line (report, "(?m)^ok +version +PostgreSQL 15\\.");
  assert_line (report, "(?m)^ok +admins ");
  assert_line (report, "(?m)^ok +safety ");
  assert_line (report, "(?m)^(ok|warn|bad) +space ");
  laurel_test_remove_folder (home);
}

static void
test_home_that_a_server_keeps (void)
{
  LaurelTestCluster cluster;
  g_autofree char  *answer = NULL;

  laurel_test_cluster_start (&cluster);
  g_assert_cmpint (run (NULL, "--home", cluster.home, "key", "create", "--store", "s1", NULL),
                   ==,
                   0);
  answer = laurel_test_ask (cluster.conninfo,
                            "select store || ' ' || (till is null) from laurel.api_keys");
  g_assert_cmpstr (answer, ==, "s1 true");
  laurel_test_cluster_stop (&cluster);
}

static void
test_database_elsewhere (void)
{
  LaurelTestCluster cluster;
  g_autofree char  *conninfo = NULL;
  g_autofree char  *report = NULL;

  laurel_test_cluster_start (&cluster);
  conninfo = g_strconcat (cluster.conninfo, " dbname=postgres", NULL);

  /* It is changed by `migrate` only. */
  g_assert_cmpint (run (NULL, "--database", conninfo, "key", "create", "--any-store", NULL), ==, 1);
  g_assert_cmpint (run (&report, "--database", conninfo, "doctor", NULL), ==, 1);
  assert_line (report, "^bad +schema ");
  g_assert_cmpint (run (NULL, "--database", conninfo, "migrate", NULL), ==, 0);
  g_assert_cmpint (run (NULL, "--database", conninfo, "key", "create", "--any-store", NULL), ==, 0);
  laurel_test_cluster_stop (&cluster);
}

static void
test_wrong_calls (void)
{
  g_assert_cmpint (run (NULL, "no-such-command", NULL), ==, 2);
  g_assert_cmpint (run (NULL, "--no-such-option", NULL), ==, 2);
  g_assert_cmpint (run (NULL, "migrate", "more", NULL), ==, 2);
  g_assert_cmpint (run (NULL, "user", "add", "anna", NULL), ==, 2);
  g_assert_cmpint (run (NULL, "user", "add", "anna", "--role", "queen", NULL), ==, 2);
  g_assert_cmpint (run (NULL, "key", "create", NULL), ==, 2);
  g_assert_cmpint (run (NULL, "key", "create", "--any-store", "--till", "1", NULL), ==, 2);
  g_assert_cmpint (run (NULL, "key", "revoke", "x", NULL), ==, 2);
  g_assert_cmpint (run (NULL, "token", "destroy", "--role", "admin", NULL), ==, 2);
  g_assert_cmpint (run (NULL, "migrate", NULL), ==, 1); /* neither home nor database */
  g_assert_cmpint (run (NULL, "--database", "host=/nonexistent", "migrate", NULL), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/laurelctl/home-that-nobody-keeps", test_home_that_nobody_keeps);
  g_test_add_func ("/laurelctl/home-that-a-server-keeps", test_home_that_a_server_keeps);
  g_test_add_func ("/laurelctl/database-elsewhere", test_database_elsewhere);
  g_test_add_func ("/laurelctl/wrong-calls", test_wrong_calls);

  return g_test_run ();
}
