/* test-db.c - what LaurelDb promises, on a real PostgreSQL that also breaks
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/store/laurel-test-store.h"

#include <signal.h>
#include <string.h>

static LaurelTestCluster cluster;

static const LaurelStatement one = { "t_one", "select 1", 0, TRUE };
static const LaurelStatement doze = { "t_doze", "select pg_sleep ($1::float8)", 1, TRUE };
static const LaurelStatement who = {
  "t_who",
  "select current_user, current_setting ('search_path'), current_setting ('timezone'),"
  " current_setting ('lock_timeout'), current_setting ('statement_timeout'), pg_backend_pid ()",
  0,
  TRUE,
};
static const LaurelStatement set = {
  "t_set",
  "insert into settings (name, value) values ($1::text, $2::text)"
  " on conflict (name) do update set value = excluded.value",
  2,
  FALSE,
};
static const LaurelStatement get = { "t_get",
                                     "select value from settings where name = $1::text",
                                     1,
                                     TRUE };
static const LaurelStatement lock = { "t_lock",
                                      "select from settings where name = $1::text for update",
                                      1,
                                      FALSE };
static const LaurelStatement echo = {
  "t_echo",
  "select $1::text, $2::bigint, $3::boolean, $4::bytea, $5::timestamptz, $6::bigint[],"
  " $7::text[], ($7::text[])[2], $8::int",
  8,
  TRUE,
};

/* What became of one call. */
typedef struct
{
  gboolean  done;
  GError   *error;
  PGresult *result;
  guint     order;
} Outcome;

static guint n_outcomes;

static void
outcome_cb (LaurelDb *db, const PGresult *result, const GError *error, gpointer data)
{
  Outcome *outcome = data;

  g_assert_false (outcome->done);
  g_assert_true ((result == NULL) == (error != NULL));
  outcome->done = TRUE;
  outcome->order = ++n_outcomes;
  if (error != NULL)
    outcome->error = g_error_copy (error);
  else
    outcome->result = PQcopyResult (result, PG_COPYRES_ATTRS | PG_COPYRES_TUPLES);
}

static void
outcome_clear (Outcome *outcome)
{
  g_clear_error (&outcome->error);
  PQclear (outcome->result);
  memset (outcome, 0, sizeof *outcome);
}

static LaurelDb *
open_db (guint n_pos, guint n_office)
{
  return laurel_db_new (
      &(LaurelDbSettings){ .conninfo = cluster.conninfo, .n_pos = n_pos, .n_office = n_office });
}

static LaurelDbParams *
params_of (const char *first, const char *second)
{
  LaurelDbParams *params = laurel_db_params_new ();

  laurel_db_params_add_text (params, first);
  if (second != NULL)
    laurel_db_params_add_text (params, second);

  return params;
}

static gboolean
is_up (gpointer data)
{
  return laurel_db_is_up (data);
}

static gboolean
all_up (gpointer data)
{
  LaurelDbStats stats;

  laurel_db_get_stats (data, &stats);

  return stats.n_up == 2;
}

static void
test_values_come_back (void)
{
  g_autoptr (LaurelDb) db = open_db (1, 1);
  g_autoptr (PGresult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  LaurelDbParams   *params = laurel_db_params_new ();
  const char *const words[] = { "plain", "a\"b\\c,{d} NULL", NULL, "", "жук" };
  const gint64      numbers[] = { G_MININT64, 0, G_MAXINT64 };
  const guint8      raw[] = { 0, 1, 255, '\\', '\'' };

  laurel_db_params_add_text (params, "it's; drop table users; -- жук");
  laurel_db_params_add_bigint (params, G_MININT64);
  laurel_db_params_add_boolean (params, TRUE);
  laurel_db_params_add_bytes (params, raw, sizeof raw);
  laurel_db_params_add_timestamp (params, -62135596800000000);
  laurel_db_params_add_bigint_array (params, numbers, G_N_ELEMENTS (numbers));
  laurel_db_params_add_text_array (params, words, G_N_ELEMENTS (words));
  laurel_db_params_add_null (params);

  result = laurel_db_query_sync (db, LAUREL_DB_LANE_POS, &echo, params, &error);
  g_assert_no_error (error);
  bytes = laurel_db_dup_bytes (result, 0, 3);
  g_assert_cmpstr (laurel_db_get_text (result, 0, 0), ==, "it's; drop table users; -- жук");
  g_assert_cmpint (laurel_db_get_bigint (result, 0, 1), ==, G_MININT64);
  g_assert_true (laurel_db_get_boolean (result, 0, 2));
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), raw, sizeof raw);
  g_assert_cmpint (laurel_db_get_timestamp (result, 0, 4), ==, -62135596800000000);
  g_assert_cmpstr (laurel_db_get_text (result, 0, 5),
                   ==,
                   "{-9223372036854775808,0,9223372036854775807}");
  g_assert_cmpstr (laurel_db_get_text (result, 0, 6),
                   ==,
                   "{plain,\"a\\\"b\\\\c,{d} NULL\",NULL,\"\",жук}");
  g_assert_cmpstr (laurel_db_get_text (result, 0, 7), ==, "a\"b\\c,{d} NULL");
  g_assert_true (laurel_db_is_null (result, 0, 8));
}

static void
test_instants_come_back (void)
{
  static const gint64 instants[] = {
    -1, 0, 1, 1732466400123456, 1709164800000000 /* 29 February */, 253402300799999999
  };
  g_autoptr (LaurelDb) db = open_db (1, 1);

  for (guint i = 0; i < G_N_ELEMENTS (instants); i++)
    {
      static const LaurelStatement statement = {
        "t_instant",
        "select $1::timestamptz, (extract (epoch from $1::timestamptz) * 1000000)::bigint",
        1,
        TRUE,
      };
      g_autoptr (PGresult) result = NULL;
      g_autoptr (GError) error = NULL;
      LaurelDbParams *params = laurel_db_params_new ();

      laurel_db_params_add_timestamp (params, instants[i]);
      result = laurel_db_query_sync (db, LAUREL_DB_LANE_POS, &statement, params, &error);
      g_assert_no_error (error);
      g_assert_cmpint (laurel_db_get_timestamp (result, 0, 0), ==, instants[i]);
      g_assert_cmpint (laurel_db_get_bigint (result, 0, 1), ==, instants[i]);
    }
}

static void
test_sessions_are_set_up (void)
{
  g_autoptr (LaurelDb) db = open_db (1, 1);
  static const char *const limits[][2] = { { "2s", "4s" }, { "4s", "4500ms" } };

  for (guint lane = 0; lane < LAUREL_DB_N_LANES; lane++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (PGresult) result = laurel_db_query_sync (db, lane, &who, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (laurel_db_get_text (result, 0, 0), ==, "laurel_app");
      g_assert_cmpstr (laurel_db_get_text (result, 0, 1), ==, "laurel, pg_temp");
      g_assert_cmpstr (laurel_db_get_text (result, 0, 2), ==, "UTC");
      g_assert_cmpstr (laurel_db_get_text (result, 0, 3), ==, limits[lane][0]);
      g_assert_cmpstr (laurel_db_get_text (result, 0, 4), ==, limits[lane][1]);
    }
}

static void
test_lanes_are_apart (void)
{
  g_autoptr (LaurelDb) db = open_db (1, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (PGresult) result = NULL;
  Outcome slow = { 0 }, late = { 0 };

  laurel_test_wait_for (all_up, db, LAUREL_TEST_WAIT_MS);
  laurel_db_query (db, LAUREL_DB_LANE_OFFICE, &doze, params_of ("3", NULL), outcome_cb, &slow);
  laurel_db_query (db, LAUREL_DB_LANE_OFFICE, &one, NULL, outcome_cb, &late);

  result = laurel_db_query_sync (db, LAUREL_DB_LANE_POS, &one, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (slow.done);
  g_assert_false (late.done);

  /* The second of the lane waits for a second and no longer. */
  laurel_db_wait (db, &late.done);
  g_assert_false (slow.done);
  g_assert_error (late.error, LAUREL_DATABASE_ERROR, LAUREL_DATABASE_ERROR_BUSY);

  laurel_db_wait (db, &slow.done);
  g_assert_no_error (slow.error);
  outcome_clear (&slow);
  outcome_clear (&late);
}

static void
test_queue_is_bounded (void)
{
  LaurelDb *db = laurel_db_new (&(
      LaurelDbSettings){ .conninfo = cluster.conninfo, .n_pos = 1, .n_office = 1, .queue_max = 2 });
  Outcome   outcomes[4] = { { 0 } };

  laurel_test_wait_for (all_up, db, LAUREL_TEST_WAIT_MS);
  for (guint i = 0; i < 4; i++)
    laurel_db_query (db, LAUREL_DB_LANE_POS, &one, NULL, outcome_cb, &outcomes[i]);

  for (guint i = 0; i < 4; i++)
    laurel_db_wait (db, &outcomes[i].done);
  for (guint i = 0; i < 3; i++)
    g_assert_no_error (outcomes[i].error);
  g_assert_error (outcomes[3].error, LAUREL_DATABASE_ERROR, LAUREL_DATABASE_ERROR_BUSY);
  for (guint i = 0; i < 4; i++)
    outcome_clear (&outcomes[i]);
  laurel_db_free (db);
}

static void
test_errors_have_meaning (void)
{
  static const LaurelStatement bad_name = {
    "t_bad_name",
    "insert into settings (name, value) values ('NOT GOOD', 'x')",
    0,
    FALSE,
  };
  static const LaurelStatement forbidden = { "t_forbidden", "delete from audit", 0, FALSE };
  static const LaurelStatement wrong = { "t_wrong", "select nothing from nowhere", 0, TRUE };
  g_autoptr (LaurelDb) db = open_db (1, 1);
  g_autoptr (GError) error = NULL;

  g_assert_null (laurel_db_query_sync (db, LAUREL_DB_LANE_POS, &bad_name, NULL, &error));
  g_assert_error (error, LAUREL_DATABASE_ERROR, LAUREL_DATABASE_ERROR_CONSTRAINT);
  g_assert_cmpstr (laurel_database_error_get_constraint (error), ==, "settings_name_form");
  g_assert_cmpstr (laurel_database_error_get_sqlstate (error), ==, "23514");
  g_clear_error (&error);

  g_assert_null (laurel_db_query_sync (db, LAUREL_DB_LANE_POS, &forbidden, NULL, &error));
  g_assert_error (error, LAUREL_DATABASE_ERROR, LAUREL_DATABASE_ERROR_FAILED);
  g_assert_cmpstr (laurel_database_error_get_sqlstate (error), ==, "42501");
  g_clear_error (&error);

  /* A statement that cannot be prepared fails each time, and the connection goes on. */
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (PGresult) result = NULL;

      g_assert_null (laurel_db_query_sync (db, LAUREL_DB_LANE_POS, &wrong, NULL, &error));
      g_assert_error (error, LAUREL_DATABASE_ERROR, LAUREL_DATABASE_ERROR_FAILED);
      g_clear_error (&error);
      result = laurel_db_query_sync (db, LAUREL_DB_LANE_POS, &one, NULL, &error);
      g_assert_no_error (error);
    }
}

static void
test_transaction_commits_as_one (void)
{
  g_autoptr (LaurelDb) db = open_db (1, 1);
  g_autofree char     *value = NULL;
  Outcome              outcomes[4] = { { 0 } };
  LaurelDbTransaction *transaction = laurel_db_begin (db, LAUREL_DB_LANE_POS);

  /* Asked for before there is a connection, and answered in order. */
  laurel_db_transaction_query (transaction,
                               &set,
                               params_of ("t.one", "1"),
                               outcome_cb,
                               &outcomes[0]);
  laurel_db_transaction_query (transaction,
                               &get,
                               params_of ("t.one", NULL),
                               outcome_cb,
                               &outcomes[1]);
  laurel_db_wait (db, &outcomes[1].done);
  g_assert_cmpstr (laurel_db_get_text (outcomes[1].result, 0, 0), ==, "1");
  value = laurel_test_ask (cluster.conninfo,
                           "select count(*) from laurel.settings where name = 't.one'");
  g_assert_cmpstr (value, ==, "0");

  laurel_db_transaction_query (transaction,
                               &set,
                               params_of ("t.one", "2"),
                               outcome_cb,
                               &outcomes[2]);
  laurel_db_commit (transaction, outcome_cb, &outcomes[3]);
  laurel_db_wait (db, &outcomes[3].done);
  for (guint i = 0; i < 4; i++)
    {
      g_assert_no_error (outcomes[i].error);
      g_assert_true (i == 0 || outcomes[i].order == outcomes[i - 1].order + 1);
    }
  for (guint i = 0; i < 4; i++)
    outcome_clear (&outcomes[i]);

  g_free (value);
  value =
      laurel_test_ask (cluster.conninfo, "select value from laurel.settings where name = 't.one'");
  g_assert_cmpstr (value, ==, "2");
}

static void
test_failed_transaction_does_not_commit (void)
{
  static const LaurelStatement bad = {
    "t_bad",
    "insert into settings (name, value) values ('', 'x')",
    0,
    FALSE,
  };
  g_autoptr (LaurelDb) db = open_db (1, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (PGresult) result = NULL;
  g_autofree char     *value = NULL;
  Outcome              outcomes[4] = { { 0 } };
  LaurelDbTransaction *transaction = laurel_db_begin (db, LAUREL_DB_LANE_POS);

  laurel_db_transaction_query (transaction,
                               &set,
                               params_of ("t.two", "1"),
                               outcome_cb,
                               &outcomes[0]);
  laurel_db_transaction_query (transaction, &bad, NULL, outcome_cb, &outcomes[1]);
  laurel_db_transaction_query (transaction, &one, NULL, outcome_cb, &outcomes[2]);
  laurel_db_commit (transaction, outcome_cb, &outcomes[3]);
  laurel_db_wait (db, &outcomes[3].done);

  /* What follows a failure fails for the same reason, the commit too. */
  g_assert_no_error (outcomes[0].error);
  for (guint i = 1; i < 4; i++)
    {
      g_assert_error (outcomes[i].error, LAUREL_DATABASE_ERROR, LAUREL_DATABASE_ERROR_CONSTRAINT);
      g_assert_cmpstr (laurel_database_error_get_constraint (outcomes[i].error),
                       ==,
                       "settings_name_form");
    }
  for (guint i = 0; i < 4; i++)
    outcome_clear (&outcomes[i]);

  value = laurel_test_ask (cluster.conninfo,
                           "select count(*) from laurel.settings where name = 't.two'");
  g_assert_cmpstr (value, ==, "0");
  result = laurel_db_query_sync (db, LAUREL_DB_LANE_POS, &one, NULL, &error);
  g_assert_no_error (error);
}

static void
test_rollback_gives_back_the_connection (void)
{
  g_autoptr (LaurelDb) db = open_db (1, 1);
  g_autofree char *value = NULL;

  for (guint i = 0; i < 3; i++)
    {
      LaurelDbTransaction *transaction = laurel_db_begin (db, LAUREL_DB_LANE_POS);
      Outcome              outcome = { 0 };

      laurel_db_transaction_query (transaction,
                                   &set,
                                   params_of ("t.three", "1"),
                                   outcome_cb,
                                   &outcome);
      if (i > 0)
        laurel_db_wait (db, &outcome.done);
      laurel_db_rollback (transaction);
      laurel_db_wait (db, &outcome.done);
      g_assert_true (i == 0 ? outcome.error != NULL : outcome.error == NULL);
      outcome_clear (&outcome);
    }

  value = laurel_test_ask (cluster.conninfo,
                           "select count(*) from laurel.settings where name = 't.three'");
  g_assert_cmpstr (value, ==, "0");
}

static void
test_lock_is_busy (void)
{
  g_autoptr (LaurelDb) db = open_db (2, 1);
  g_autoptr (GError) error = NULL;
  Outcome              held = { 0 };
  LaurelDbTransaction *transaction = NULL;
  g_autoptr (PGresult) result =
      laurel_db_query_sync (db, LAUREL_DB_LANE_POS, &set, params_of ("t.lock", "1"), &error);
  gint64 begun = 0;

  g_assert_no_error (error);
  transaction = laurel_db_begin (db, LAUREL_DB_LANE_POS);
  laurel_db_transaction_query (transaction, &lock, params_of ("t.lock", NULL), outcome_cb, &held);
  laurel_db_wait (db, &held.done);
  g_assert_no_error (held.error);

  begun = g_get_monotonic_time ();
  g_assert_null (
      laurel_db_query_sync (db, LAUREL_DB_LANE_POS, &lock, params_of ("t.lock", NULL), &error));
  g_assert_error (error, LAUREL_DATABASE_ERROR, LAUREL_DATABASE_ERROR_BUSY);
  g_assert_cmpint (g_get_monotonic_time () - begun, >, 1900 * G_TIME_SPAN_MILLISECOND);
  laurel_db_rollback (transaction);
  outcome_clear (&held);
}

static void
test_forgotten_transaction_ends (void)
{
  g_autoptr (LaurelDb) db = open_db (1, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (PGresult) result = NULL;
  LaurelDbTransaction *transaction = laurel_db_begin (db, LAUREL_DB_LANE_POS);
  Outcome              outcome = { 0 }, commit = { 0 };

  laurel_db_transaction_query (transaction, &set, params_of ("t.left", "1"), outcome_cb, &outcome);
  laurel_db_wait (db, &outcome.done);
  g_assert_no_error (outcome.error);

  /* Another call waits for its second and fails; later the connection is free again. */
  g_assert_null (laurel_db_query_sync (db, LAUREL_DB_LANE_POS, &one, NULL, &error));
  g_assert_error (error, LAUREL_DATABASE_ERROR, LAUREL_DATABASE_ERROR_BUSY);
  g_clear_error (&error);
  for (guint i = 0; i < 60 && result == NULL; i++)
    {
      g_clear_error (&error);
      result = laurel_db_query_sync (db, LAUREL_DB_LANE_POS, &one, NULL, &error);
      if (result == NULL)
        g_usleep (100000);
    }
  g_assert_no_error (error);

  laurel_db_commit (transaction, outcome_cb, &commit);
  laurel_db_wait (db, &commit.done);
  g_assert_error (commit.error, LAUREL_DATABASE_ERROR, LAUREL_DATABASE_ERROR_TIMEOUT);
  outcome_clear (&outcome);
  outcome_clear (&commit);
}

static void
test_killed_backend (void)
{
  g_autoptr (LaurelDb) db = open_db (1, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (PGresult) result = laurel_db_query_sync (db, LAUREL_DB_LANE_POS, &who, NULL, &error);
  Outcome outcome = { 0 };
  gint64  begun = 0;

  g_assert_no_error (error);
  laurel_db_query (db, LAUREL_DB_LANE_POS, &doze, params_of ("3", NULL), outcome_cb, &outcome);
  g_main_context_iteration (NULL, FALSE);
  g_assert_cmpint (kill (laurel_db_get_int (result, 0, 5), SIGKILL), ==, 0);
  begun = g_get_monotonic_time ();
  laurel_db_wait (db, &outcome.done);
  g_assert_error (outcome.error, LAUREL_DATABASE_ERROR, LAUREL_DATABASE_ERROR_UNAVAILABLE);
  outcome_clear (&outcome);

  laurel_test_wait_for (all_up, db, LAUREL_TEST_WAIT_MS);
  g_test_message ("back after %d ms", (int) ((g_get_monotonic_time () - begun) / 1000));
  PQclear (g_steal_pointer (&result));
  result = laurel_db_query_sync (db, LAUREL_DB_LANE_POS, &one, NULL, &error);
  g_assert_no_error (error);
}

static void
test_killed_cluster (void)
{
  g_autoptr (LaurelDb) db = open_db (1, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (PGresult) result = NULL;
  Outcome outcomes[2] = { { 0 } };
  gint64  begun = 0;

  laurel_test_wait_for (all_up, db, LAUREL_TEST_WAIT_MS);
  laurel_db_query (db, LAUREL_DB_LANE_POS, &doze, params_of ("3", NULL), outcome_cb, &outcomes[0]);
  laurel_test_kill_cluster (laurel_cluster_get_pid (cluster.cluster));
  laurel_db_wait (db, &outcomes[0].done);
  g_assert_error (outcomes[0].error, LAUREL_DATABASE_ERROR, LAUREL_DATABASE_ERROR_UNAVAILABLE);

  /* While it is away the answer comes at once. */
  begun = g_get_monotonic_time ();
  laurel_db_query (db, LAUREL_DB_LANE_POS, &one, NULL, outcome_cb, &outcomes[1]);
  g_assert_false (outcomes[1].done);
  laurel_db_wait (db, &outcomes[1].done);
  g_assert_error (outcomes[1].error, LAUREL_DATABASE_ERROR, LAUREL_DATABASE_ERROR_UNAVAILABLE);
  g_assert_cmpint (g_get_monotonic_time () - begun, <, 3 * G_TIME_SPAN_SECOND);
  outcome_clear (&outcomes[0]);
  outcome_clear (&outcomes[1]);

  g_usleep (G_USEC_PER_SEC / 2);
  g_assert_true (laurel_cluster_keep (cluster.cluster, &error));
  g_assert_no_error (error);
  begun = g_get_monotonic_time ();
  laurel_test_wait_for (is_up, db, LAUREL_TEST_WAIT_MS);
  g_test_message ("back %d ms after the database",
                  (int) ((g_get_monotonic_time () - begun) / 1000));
  laurel_test_wait_for (all_up, db, LAUREL_TEST_WAIT_MS);
  result = laurel_db_query_sync (db, LAUREL_DB_LANE_POS, &one, NULL, &error);
  g_assert_no_error (error);
}

static void
test_hanging_database (void)
{
  g_autoptr (LaurelDb) db = open_db (1, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (PGresult) result = NULL;
  GPid    pid = laurel_cluster_get_pid (cluster.cluster);
  Outcome outcome = { 0 };
  gint64  begun = 0;

  laurel_test_wait_for (all_up, db, LAUREL_TEST_WAIT_MS);
  laurel_test_freeze (pid);
  begun = g_get_monotonic_time ();
  laurel_db_query (db, LAUREL_DB_LANE_POS, &one, NULL, outcome_cb, &outcome);
  laurel_db_wait (db, &outcome.done);
  g_assert_error (outcome.error, LAUREL_DATABASE_ERROR, LAUREL_DATABASE_ERROR_TIMEOUT);
  g_assert_cmpint (g_get_monotonic_time () - begun, >, 4900 * G_TIME_SPAN_MILLISECOND);
  g_assert_cmpint (g_get_monotonic_time () - begun, <, 20 * G_TIME_SPAN_SECOND);
  outcome_clear (&outcome);

  laurel_db_query (db, LAUREL_DB_LANE_POS, &one, NULL, outcome_cb, &outcome);
  laurel_db_wait (db, &outcome.done);
  g_assert_error (outcome.error, LAUREL_DATABASE_ERROR, LAUREL_DATABASE_ERROR_UNAVAILABLE);
  outcome_clear (&outcome);

  laurel_test_thaw (pid);
  laurel_test_wait_for (all_up, db, LAUREL_TEST_WAIT_MS);
  result = laurel_db_query_sync (db, LAUREL_DB_LANE_POS, &one, NULL, &error);
  g_assert_no_error (error);
}

static void
test_no_database_at_first (void)
{
  g_autoptr (LaurelDb) db = laurel_db_new (&(
      LaurelDbSettings){ .conninfo = "host=/nonexistent dbname=none", .n_pos = 1, .n_office = 1 });
  g_autoptr (GError) error = NULL;
  gint64 begun = g_get_monotonic_time ();

  g_assert_null (laurel_db_query_sync (db, LAUREL_DB_LANE_POS, &one, NULL, &error));
  g_assert_error (error, LAUREL_DATABASE_ERROR, LAUREL_DATABASE_ERROR_UNAVAILABLE);
  g_assert_cmpint (g_get_monotonic_time () - begun, >, 4900 * G_TIME_SPAN_MILLISECOND);
  g_assert_cmpint (g_get_monotonic_time () - begun, <, 20 * G_TIME_SPAN_SECOND);
}

static void
test_unsafe_database_is_not_written (void)
{
  g_autofree char *conninfo =
      g_strconcat (cluster.conninfo, " options='-c synchronous_commit=off'", NULL);
  g_autofree char *value = NULL;

  for (guint allowed = 0; allowed < 2; allowed++)
    {
      g_autoptr (LaurelDb) db = laurel_db_new (&(LaurelDbSettings){ .conninfo = conninfo,
                                                                    .n_pos = 1,
                                                                    .n_office = 1,
                                                                    .allow_unsafe = allowed == 1 });
      g_autoptr (GError) error = NULL;
      g_autoptr (PGresult) read = laurel_db_query_sync (db, LAUREL_DB_LANE_POS, &one, NULL, &error);
      g_autoptr (PGresult) written = NULL;

      g_assert_no_error (error);
      written =
          laurel_db_query_sync (db, LAUREL_DB_LANE_POS, &set, params_of ("t.unsafe", "1"), &error);
      if (allowed == 1)
        {
          g_assert_no_error (error);
          g_assert_null (laurel_db_get_unsafe_reason (db));
        }
      else
        {
          Outcome              outcomes[2] = { { 0 } };
          LaurelDbTransaction *transaction = laurel_db_begin (db, LAUREL_DB_LANE_POS);

          g_assert_error (error, LAUREL_DATABASE_ERROR, LAUREL_DATABASE_ERROR_UNSAFE);
          g_assert_cmpstr (laurel_db_get_unsafe_reason (db), ==, "synchronous_commit is off");
          laurel_db_transaction_query (transaction, &one, NULL, outcome_cb, &outcomes[0]);
          laurel_db_commit (transaction, outcome_cb, &outcomes[1]);
          laurel_db_wait (db, &outcomes[1].done);
          g_assert_error (outcomes[0].error, LAUREL_DATABASE_ERROR, LAUREL_DATABASE_ERROR_UNSAFE);
          g_assert_error (outcomes[1].error, LAUREL_DATABASE_ERROR, LAUREL_DATABASE_ERROR_UNSAFE);
          outcome_clear (&outcomes[0]);
          outcome_clear (&outcomes[1]);
          value = laurel_test_ask (cluster.conninfo,
                                   "select count(*) from laurel.settings where name = 't.unsafe'");
          g_assert_cmpstr (value, ==, "0");
        }
    }
}

typedef struct
{
  guint       n_begun;
  const char *expected;
  gboolean    came;
} Heard;

static void
notified_cb (LaurelDb *db, const char *channel, const char *payload, gpointer data)
{
  Heard *heard = data;

  g_assert_cmpstr (channel, ==, "t_news");
  if (payload == NULL)
    heard->n_begun++;
  else if (g_str_equal (payload, heard->expected))
    heard->came = TRUE;
}

static gboolean
has_begun_once (gpointer data)
{
  return ((Heard *) data)->n_begun == 1;
}

static gboolean
has_begun_twice (gpointer data)
{
  return ((Heard *) data)->n_begun == 2;
}

static void
test_notifications (void)
{
  static const char kill_sql[] = "select count (pg_terminate_backend (pid)) from pg_stat_activity"
                                 " where query like 'listen t_news%'";
  Heard             heard = { 0, "first", FALSE };
  Heard             other = { 0, "third", FALSE };
  g_autoptr (LaurelDb) db = open_db (1, 1);
  g_autofree char *killed = NULL;

  laurel_db_listen (db, "t_news", notified_cb, &heard);
  laurel_test_wait_for (has_begun_once, &heard, LAUREL_TEST_WAIT_MS);
  g_free (laurel_test_ask (cluster.conninfo, "select pg_notify ('t_news', 'first')"));
  laurel_db_wait (db, &heard.came);

  /* After a loss it says that something may have been missed. */
  killed = laurel_test_ask (cluster.conninfo, kill_sql);
  g_assert_cmpstr (killed, ==, "1");
  laurel_test_wait_for (has_begun_twice, &heard, LAUREL_TEST_WAIT_MS);
  heard.came = FALSE;
  heard.expected = "second";
  g_free (laurel_test_ask (cluster.conninfo, "select pg_notify ('t_news', 'second')"));
  laurel_db_wait (db, &heard.came);

  /* Another listener hears what this one no longer does. */
  laurel_db_unlisten (db, notified_cb, &heard);
  laurel_db_listen (db, "t_news", notified_cb, &other);
  laurel_test_wait_for (has_begun_once, &other, LAUREL_TEST_WAIT_MS);
  heard.came = FALSE;
  heard.expected = "third";
  g_free (laurel_test_ask (cluster.conninfo, "select pg_notify ('t_news', 'third')"));
  laurel_db_wait (db, &other.came);
  g_assert_false (heard.came);
  g_assert_cmpuint (heard.n_begun, ==, 2);
}

static void
test_free_ends_calls (void)
{
  LaurelDb *db = open_db (1, 1);
  Outcome   outcomes[3] = { { 0 } };

  laurel_test_wait_for (all_up, db, LAUREL_TEST_WAIT_MS);
  for (guint i = 0; i < 3; i++)
    laurel_db_query (db,
                     LAUREL_DB_LANE_POS,
                     &doze,
                     params_of ("3", NULL),
                     outcome_cb,
                     &outcomes[i]);
  laurel_db_free (db);

  for (guint i = 0; i < 3; i++)
    {
      g_assert_true (outcomes[i].done);
      g_assert_error (outcomes[i].error, LAUREL_DATABASE_ERROR, LAUREL_DATABASE_ERROR_UNAVAILABLE);
      outcome_clear (&outcomes[i]);
    }
}

int
main (int argc, char **argv)
{
  int status = 0;

  g_test_init (&argc, &argv, NULL);
  laurel_test_cluster_start (&cluster);

  g_test_add_func ("/store/db/values-come-back", test_values_come_back);
  g_test_add_func ("/store/db/instants-come-back", test_instants_come_back);
  g_test_add_func ("/store/db/sessions-are-set-up", test_sessions_are_set_up);
  g_test_add_func ("/store/db/lanes-are-apart", test_lanes_are_apart);
  g_test_add_func ("/store/db/queue-is-bounded", test_queue_is_bounded);
  g_test_add_func ("/store/db/errors-have-meaning", test_errors_have_meaning);
  g_test_add_func ("/store/db/transaction-commits-as-one", test_transaction_commits_as_one);
  g_test_add_func ("/store/db/failed-transaction", test_failed_transaction_does_not_commit);
  g_test_add_func ("/store/db/rollback", test_rollback_gives_back_the_connection);
  g_test_add_func ("/store/db/lock-is-busy", test_lock_is_busy);
  g_test_add_func ("/store/db/forgotten-transaction", test_forgotten_transaction_ends);
  g_test_add_func ("/store/db/killed-backend", test_killed_backend);
  g_test_add_func ("/store/db/killed-cluster", test_killed_cluster);
  g_test_add_func ("/store/db/hanging-database", test_hanging_database);
  g_test_add_func ("/store/db/no-database-at-first", test_no_database_at_first);
  g_test_add_func ("/store/db/unsafe-database", test_unsafe_database_is_not_written);
  g_test_add_func ("/store/db/notifications", test_notifications);
  g_test_add_func ("/store/db/free-ends-calls", test_free_ends_calls);

  status = g_test_run ();
  laurel_test_cluster_stop (&cluster);

  return status;
}
