/* test-programs.c - 0009-programs: drafts, submissions, and the functions that alone change them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each test has a transaction that is rolled back.
 */

#include "tests/store/laurel-test-store.h"

#include "server/store/laurel-db-result.h"

static LaurelTestCluster cluster;

/* anna and boris are managers; documents are short, and instants are days of March 2026. */
static const char helpers_sql[] =
    "insert into laurel.users (login, role, technical)"
    "  values ('anna', 'manager', true), ('boris', 'manager', true);"

    "create function pg_temp.who (p_login text) returns bigint language sql as $$"
    "  select id from laurel.users where login = p_login $$;"

    "create function pg_temp.march (p_day int) returns timestamptz language sql as $$"
    "  select make_timestamptz (2026, 3, p_day, 12, 0, 0, 'UTC') $$;"

    "create function pg_temp.save (p_document text, p_seen bigint, p_begin boolean default false)"
    "  returns text language sql as $$"
    "  select concat_ws (' ', revision, base)"
    "    from laurel.save_draft (p_document, p_seen, p_begin, pg_temp.march (1), 'anna') $$;"

    "create function pg_temp.submit (p_revision bigint, p_from int, p_now int) returns text"
    "  language sql as $$"
    "  select concat_ws (' ', state, case when submission is not null then 'on its way' end, "
    "version)"
    "    from laurel.submit_draft (p_revision, 'why', pg_temp.march (p_from), pg_temp.march "
    "(p_now),"
    "      pg_temp.who ('anna'), 'anna') $$;"

    "create function pg_temp.decide (p_decision text, p_now int, p_login text) returns text"
    "  language sql as $$"
    "  select concat_ws (' ', state, version) from laurel.decide_submission ("
    "    (select max (submission) from laurel.program_submissions), p_decision, pg_temp.march "
    "(p_now),"
    "    pg_temp.who (p_login), p_login) $$;";

static void
run (PGconn *pg, const char *sql)
{
  g_autoptr (PGresult) result = PQexec (pg, sql);

  g_assert_cmpstr (PQresultErrorMessage (result), ==, "");
}

static void
set_up (PGconn **pg, gconstpointer data)
{
  *pg = PQconnectdb (cluster.conninfo);
  run (*pg, "begin");
  run (*pg, helpers_sql);
  run (*pg, "set local role laurel_app");
}

static void
tear_down (PGconn **pg, gconstpointer data)
{
  run (*pg, "rollback");
  PQfinish (*pg);
}

static void
assert_answer (PGconn *pg, const char *sql, const char *expected)
{
  g_autoptr (PGresult) result = PQexec (pg, sql);

  g_test_message ("%s", sql);
  g_assert_cmpstr (PQresultErrorMessage (result), ==, "");
  g_assert_cmpint (PQntuples (result), ==, 1);
  g_assert_cmpstr (PQgetvalue (result, 0, 0), ==, expected);
}

static void
assert_refused (PGconn *pg, const char *sql, int field, const char *expected)
{
  run (pg, "savepoint before");
  {
    g_autoptr (PGresult) result = PQexec (pg, sql);

    g_test_message ("%s", sql);
    g_assert_cmpstr (PQresultErrorField (result, field), ==, expected);
  }
  run (pg, "rollback to before");
}

static void
test_refuses (PGconn **pg, gconstpointer data)
{
  static const struct
  {
    const char *sql;
    const char *constraint;
  } rows[] = {
    { "update laurel.program_submissions set state = 'lost'", "program_submissions_state_known" },
    { "update laurel.program_submissions set from_at = null",
      "program_submissions_scheduled_has_date" },
    { "update laurel.program_submissions set state = 'published'",
      "program_submissions_published_has_version" },
    { "update laurel.program_submissions set version = 1",
      "program_submissions_published_has_version" },
    { "update laurel.program_submissions set state = 'published', version = 9",
      "program_submissions_version_fkey" },
    { "update laurel.program_submissions set user_id = 0", "program_submissions_user_id_fkey" },
    { "insert into laurel.program_submissions (document, comment, submitted_at, submitted_by,"
      " user_id, state, version) select '', '', now (), '', user_id, 'published', 1"
      " from laurel.program_submissions, generate_series (1, 2)",
      "program_submissions_version_unique" },
    { "update laurel.program_draft set base = 9", "program_draft_base_fkey" },
  };

  assert_answer (*pg, "select pg_temp.save ('one', 0)", "1");
  assert_answer (*pg, "select pg_temp.submit (1, null, 1)", "published 1");
  assert_answer (*pg, "select pg_temp.submit (1, 5, 1)", "scheduled on its way");
  run (*pg, "reset role");

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    assert_refused (*pg, rows[i].sql, PG_DIAG_CONSTRAINT_NAME, rows[i].constraint);
}

static void
test_role_has_functions_alone (PGconn **pg, gconstpointer data)
{
  static const char *const its_own[] = { "release_due_programs",
                                         "save_draft",
                                         "submit_draft",
                                         "decide_submission" };
  static const char *const inner[] = { "tell_event",
                                       "tell_submission",
                                       "release_program",
                                       "lock_programs" };

  static const char may[] =
      "select concat_ws (' ', has_function_privilege ('laurel_app', oid, 'execute'),"
      " has_function_privilege ('public', oid, 'execute'), proconfig) from pg_proc"
      " where pronamespace = 'laurel'::regnamespace and proname = '%s'";

  for (gsize i = 0; i < G_N_ELEMENTS (its_own); i++)
    {
      g_autofree char *sql = g_strdup_printf (may, its_own[i]);

      assert_answer (*pg, sql, "t f {search_path=pg_catalog}");
    }

  for (gsize i = 0; i < G_N_ELEMENTS (inner); i++)
    {
      g_autofree char *sql = g_strdup_printf (may, inner[i]);

      assert_answer (*pg, sql, "f f {search_path=pg_catalog}");
    }

  assert_refused (*pg,
                  "update laurel.program_submissions set document = ''",
                  PG_DIAG_SQLSTATE,
                  "42501");
  assert_refused (*pg, "delete from laurel.program_submissions", PG_DIAG_SQLSTATE, "42501");
}

static void
test_revisions_are_never_the_same (PGconn **pg, gconstpointer data)
{
  assert_answer (*pg, "select pg_temp.save (null, 0)", "0");
  assert_answer (*pg, "select pg_temp.save ('one', 1)", "0");
  assert_answer (*pg, "select pg_temp.save ('one', 0)", "1");
  assert_answer (*pg, "select pg_temp.save ('other', 0)", "0");
  assert_answer (*pg, "select pg_temp.save ('two', 1)", "2");
  assert_answer (*pg, "select pg_temp.save ('three', 1)", "0");
  assert_answer (*pg, "select pg_temp.save (null, 1)", "0");

  g_test_message ("one that was thrown away is none, and its revision is used up");
  assert_answer (*pg, "select pg_temp.save (null, 2)", "3");
  assert_answer (*pg, "select pg_temp.save (null, 0)", "4");
  assert_answer (*pg, "select pg_temp.save ('four', 3)", "0");
  assert_answer (*pg, "select pg_temp.save ('four', 4)", "0");
  assert_answer (*pg, "select pg_temp.save ('four', 0)", "5");
  assert_answer (*pg,
                 "select concat_ws (' ', document, revision, discarded) from laurel.program_draft",
                 "four 5");

  g_test_message ("a server of the day before saves over it without knowing");
  assert_answer (*pg, "select pg_temp.save (null, 5)", "6");
  run (*pg, "update laurel.program_draft set document = 'old', revision = revision + 1");
  assert_answer (*pg, "select pg_temp.save ('new', 7)", "8");
}

static void
test_base_is_where_it_was_begun (PGconn **pg, gconstpointer data)
{
  assert_answer (*pg, "select pg_temp.save ('one', 0)", "1");
  assert_answer (*pg, "select pg_temp.submit (1, null, 1)", "published 1");
  assert_answer (*pg, "select pg_temp.save ('two', 1)", "2 1");
  assert_answer (*pg, "select pg_temp.submit (2, 10, 1)", "scheduled on its way");
  assert_answer (*pg, "select pg_temp.save ('three', 2)", "3 1");
  assert_answer (*pg, "select laurel.release_due_programs (pg_temp.march (10))", "1");

  g_test_message ("another program has come between; who begins anew begins from that");
  assert_answer (*pg, "select pg_temp.save ('four', 3)", "4 1");
  assert_answer (*pg, "select pg_temp.save ('five', 4, true)", "5 2");

  g_test_message ("a draft that was published is up to date");
  assert_answer (*pg, "select pg_temp.submit (5, null, 11)", "published 3");
  assert_answer (*pg, "select base from laurel.program_draft", "3");
}

static void
test_due_ones_take_effect_in_order (PGconn **pg, gconstpointer data)
{
  assert_answer (*pg, "select pg_temp.save ('one', 0)", "1");
  assert_answer (*pg, "select pg_temp.submit (1, 20, 1)", "scheduled on its way");
  assert_answer (*pg, "select pg_temp.save ('two', 1)", "2");
  assert_answer (*pg, "select pg_temp.submit (2, 10, 1)", "scheduled on its way");
  assert_answer (*pg, "select pg_temp.save ('three', 2)", "3");
  assert_answer (*pg, "select pg_temp.submit (3, 30, 1)", "scheduled on its way");
  assert_answer (*pg, "select laurel.release_due_programs (pg_temp.march (9))", "0");

  g_test_message ("whoever publishes lets what was due before come first");
  assert_answer (*pg, "select pg_temp.submit (3, null, 25)", "published 3");
  assert_answer (*pg, "select laurel.release_due_programs (pg_temp.march (25))", "0");
  assert_answer (*pg, "select laurel.release_due_programs (pg_temp.march (31))", "1");
  assert_answer (*pg,
                 "select string_agg (concat_ws (' ', version, document, extract (day from"
                 " published_at at time zone 'UTC')), ', ' order by version) from laurel.programs",
                 "1 two 10, 2 one 20, 3 three 25, 4 three 30");
  assert_answer (*pg,
                 "select count (*) from laurel.audit where action = 'program.take_effect'",
                 "3");
}

static void
test_a_second_person_decides (PGconn **pg, gconstpointer data)
{
  run (*pg, "insert into laurel.settings values ('program.approval', 'true')");
  assert_answer (*pg, "select pg_temp.save ('one', 0)", "1");
  assert_answer (*pg, "select pg_temp.submit (1, null, 1)", "waiting on its way");
  assert_answer (*pg, "select pg_temp.decide ('cancel', 1, 'boris')", "none");
  assert_answer (*pg, "select pg_temp.decide ('publish', 1, 'anna')", "own");
  assert_answer (*pg, "select pg_temp.decide ('publish', 1, 'boris')", "published 1");
  assert_answer (*pg, "select pg_temp.decide ('publish', 1, 'boris')", "none");
  assert_answer (*pg,
                 "select concat_ws (' ', published_by, approved_by) from laurel.programs",
                 "anna boris");

  g_test_message ("for a date that is to come, and for one that has passed while it waited");
  assert_answer (*pg, "select pg_temp.submit (1, 10, 1)", "waiting on its way");
  assert_answer (*pg, "select pg_temp.decide ('publish', 2, 'boris')", "scheduled");
  assert_answer (*pg, "select pg_temp.decide ('refuse', 2, 'boris')", "none");
  assert_answer (*pg, "select pg_temp.decide ('cancel', 3, 'anna')", "cancelled");
  assert_answer (*pg, "select pg_temp.submit (1, 10, 1)", "waiting on its way");
  assert_answer (*pg, "select laurel.release_due_programs (pg_temp.march (11))", "0");
  assert_answer (*pg, "select pg_temp.decide ('publish', 11, 'boris')", "published 2");

  assert_answer (*pg, "select pg_temp.submit (1, null, 12)", "waiting on its way");
  assert_answer (*pg, "select pg_temp.decide ('refuse', 12, 'anna')", "refused");
  assert_answer (
      *pg,
      "select string_agg (state, ' ' order by submission) from laurel.program_submissions",
      "published cancelled published refused");
}

static void
test_stale_drafts_are_not_published (PGconn **pg, gconstpointer data)
{
  assert_answer (*pg, "select pg_temp.submit (0, null, 1)", "stale");
  assert_answer (*pg, "select pg_temp.save ('one', 0)", "1");
  assert_answer (*pg, "select pg_temp.submit (2, null, 1)", "stale");
  assert_answer (*pg, "select pg_temp.save (null, 1)", "2");
  assert_answer (*pg, "select pg_temp.submit (2, null, 1)", "stale");
  assert_answer (*pg, "select count (*) from laurel.programs", "0");
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (PGconn **pg, gconstpointer data);
  } tests[] = {
    { "/programs/refuses", test_refuses },
    { "/programs/role-has-functions-alone", test_role_has_functions_alone },
    { "/programs/revisions-are-never-the-same", test_revisions_are_never_the_same },
    { "/programs/base-is-where-it-was-begun", test_base_is_where_it_was_begun },
    { "/programs/due-ones-take-effect-in-order", test_due_ones_take_effect_in_order },
    { "/programs/a-second-person-decides", test_a_second_person_decides },
    { "/programs/stale-drafts-are-not-published", test_stale_drafts_are_not_published },
  };

  int result = 0;

  g_test_init (&argc, &argv, NULL);
  laurel_test_cluster_start (&cluster);

  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, PGconn *, NULL, set_up, tests[i].test, tear_down);

  result = g_test_run ();
  laurel_test_cluster_stop (&cluster);

  return result;
}
