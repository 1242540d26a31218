/* test-bulk.c - rows loaded by COPY come out as they went in, or not at all
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/store/laurel-test-store.h"

#include "server/store/laurel-bulk.h"

static LaurelTestCluster cluster;

static const char *const columns[] = { "name", "value", NULL };

static const char *const awkward[] = { "plain",         "",       "tab\there",
                                       "line\nbreak\r", "\\N",    "\\.",
                                       "back\\slash",   "\b\f\v", "жук 🐞" };

static void
ask (const char *sql, const char *expected)
{
  g_autofree char *answer = laurel_test_ask (cluster.conninfo, sql);

  g_assert_cmpstr (answer, ==, expected);
}

static LaurelBulk *
open_bulk (void)
{
  g_autoptr (GError) error = NULL;
  LaurelBulk *bulk = laurel_bulk_open (cluster.conninfo, FALSE, &error);

  g_assert_no_error (error);

  return bulk;
}

static void
test_text_survives (void)
{
  g_autoptr (LaurelBulk) bulk = open_bulk ();
  g_autoptr (GError) error = NULL;
  gint64 n_rows = 0;

  g_assert_true (laurel_bulk_begin (bulk, &error));
  g_assert_true (laurel_bulk_copy (bulk, "settings", columns, &error));
  for (guint i = 0; i < G_N_ELEMENTS (awkward); i++)
    {
      g_autofree char *name = g_strdup_printf ("awkward.%u", i);

      laurel_bulk_add_text (bulk, name);
      laurel_bulk_add_text (bulk, awkward[i]);
      g_assert_true (laurel_bulk_end_row (bulk, &error));
    }
  g_assert_true (laurel_bulk_copy_end (bulk, &n_rows, &error));
  g_assert_cmpint (n_rows, ==, G_N_ELEMENTS (awkward));
  g_assert_true (laurel_bulk_commit (bulk, &error));
  g_assert_no_error (error);

  for (guint i = 0; i < G_N_ELEMENTS (awkward); i++)
    {
      g_autofree char *sql =
          g_strdup_printf ("select value from laurel.settings where name = 'awkward.%u'", i);

      ask (sql, awkward[i]);
    }
}

static void
test_every_kind_survives (void)
{
  static const char *const all[] = { "n", "b", "raw", "at", "words", "numbers", "nothing", NULL };
  static const char *const words[] = { "a\"b\\\t", NULL, "," };
  static const gint64      numbers[] = { G_MININT64, G_MAXINT64 };
  g_autoptr (LaurelBulk) bulk = open_bulk ();
  g_autoptr (GError) error = NULL;
  g_autoptr (PGresult) result = NULL;

  g_free (
      laurel_test_ask (cluster.conninfo,
                       "create table laurel.kinds (n bigint, b boolean, raw bytea, at timestamptz,"
                       " words text[], numbers bigint[], nothing text);"
                       "grant all on laurel.kinds to laurel_app; select 1"));
  g_assert_true (laurel_bulk_begin (bulk, &error));
  g_assert_true (laurel_bulk_copy (bulk, "kinds", all, &error));
  for (guint i = 0; i < 2; i++)
    {
      laurel_bulk_add_bigint (bulk, i == 0 ? G_MININT64 : 0);
      laurel_bulk_add_boolean (bulk, i == 0);
      laurel_bulk_add_bytes (bulk, "\0\xff\\", 3);
      laurel_bulk_add_timestamp (bulk, 1732466400123456);
      laurel_bulk_add_text_array (bulk, words, G_N_ELEMENTS (words));
      laurel_bulk_add_bigint_array (bulk, numbers, G_N_ELEMENTS (numbers));
      laurel_bulk_add_null (bulk);
      g_assert_true (laurel_bulk_end_row (bulk, &error));
    }
  g_assert_true (laurel_bulk_copy_end (bulk, NULL, &error));
  result = laurel_bulk_execute (bulk, "select * from kinds order by n", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (laurel_db_get_n_rows (result), ==, 2);
  g_assert_cmpint (laurel_db_get_bigint (result, 0, 0), ==, G_MININT64);
  g_assert_cmpint (laurel_db_get_bigint (result, 1, 0), ==, 0);
  g_assert_true (laurel_db_get_boolean (result, 0, 1));
  g_assert_cmpstr (laurel_db_get_text (result, 0, 2), ==, "\\x00ff5c");
  g_assert_cmpint (laurel_db_get_timestamp (result, 0, 3), ==, 1732466400123456);
  g_assert_cmpstr (laurel_db_get_text (result, 0, 4), ==, "{\"a\\\"b\\\\\t\",NULL,\",\"}");
  g_assert_cmpstr (laurel_db_get_text (result, 0, 5),
                   ==,
                   "{-9223372036854775808,9223372036854775807}");
  g_assert_true (laurel_db_is_null (result, 0, 6));
}

static void
load (LaurelBulk *bulk, const char *prefix, guint n, const char *last)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (laurel_bulk_copy (bulk, "settings", columns, &error));
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s.%u", prefix, i);

      laurel_bulk_add_text (bulk, i == n - 1 && last != NULL ? last : name);
      laurel_bulk_add_bigint (bulk, i);
      g_assert_true (laurel_bulk_end_row (bulk, &error));
    }
}

static void
test_bad_row_undoes_the_batch (void)
{
  g_autoptr (LaurelBulk) bulk = open_bulk ();
  g_autoptr (GError) error = NULL;

  g_assert_true (laurel_bulk_begin (bulk, &error));
  load (bulk, "bad", 10, "NOT GOOD");
  g_assert_false (laurel_bulk_copy_end (bulk, NULL, &error));
  g_assert_error (error, LAUREL_DATABASE_ERROR, LAUREL_DATABASE_ERROR_CONSTRAINT);
  g_assert_cmpstr (laurel_database_error_get_constraint (error), ==, "settings_name_form");
  g_clear_error (&error);
  g_assert_false (laurel_bulk_commit (bulk, &error));
  g_assert_error (error, LAUREL_DATABASE_ERROR, LAUREL_DATABASE_ERROR_FAILED);
  ask ("select count(*) from laurel.settings where name like 'bad.%'", "0");

  /* And it goes on with the next. */
  g_clear_error (&error);
  g_assert_true (laurel_bulk_begin (bulk, &error));
  load (bulk, "good", 20000, NULL);
  g_assert_true (laurel_bulk_copy_end (bulk, NULL, &error));
  g_assert_true (laurel_bulk_commit (bulk, &error));
  ask ("select count(*) from laurel.settings where name like 'good.%'", "20000");
}

static void
test_what_is_not_committed_is_gone (void)
{
  g_autoptr (GError) error = NULL;
  LaurelBulk *bulk = open_bulk ();

  g_assert_true (laurel_bulk_begin (bulk, &error));
  load (bulk, "gone", 10, NULL);
  laurel_bulk_rollback (bulk); /* in the middle of COPY */
  g_assert_true (laurel_bulk_begin (bulk, &error));
  load (bulk, "gone", 10, NULL);
  g_assert_true (laurel_bulk_copy_end (bulk, NULL, &error));
  laurel_bulk_free (bulk);
  ask ("select count(*) from laurel.settings where name like 'gone.%'", "0");
}

static void
test_unsafe_is_refused (void)
{
  g_autofree char *conninfo =
      g_strconcat (cluster.conninfo, " options='-c synchronous_commit=off'", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (LaurelBulk) allowed = NULL;

  g_assert_null (laurel_bulk_open (conninfo, FALSE, &error));
  g_assert_error (error, LAUREL_DATABASE_ERROR, LAUREL_DATABASE_ERROR_UNSAFE);
  g_clear_error (&error);
  allowed = laurel_bulk_open (conninfo, TRUE, &error);
  g_assert_no_error (error);
}

int
main (int argc, char **argv)
{
  int status = 0;

  g_test_init (&argc, &argv, NULL);
  laurel_test_cluster_start (&cluster);
  g_test_add_func ("/store/bulk/text-survives", test_text_survives);
  g_test_add_func ("/store/bulk/every-kind-survives", test_every_kind_survives);
  g_test_add_func ("/store/bulk/bad-row", test_bad_row_undoes_the_batch);
  g_test_add_func ("/store/bulk/not-committed", test_what_is_not_committed_is_gone);
  g_test_add_func ("/store/bulk/unsafe", test_unsafe_is_refused);
  status = g_test_run ();
  laurel_test_cluster_stop (&cluster);

  return status;
}
