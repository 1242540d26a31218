/* test-publishing.c - programs at once, at a date and by a second person; versions and differences
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "tests/programs/laurel-test-people.h"

#define DRAFT   "/v1/program/draft"
#define PUBLISH "/v1/program/draft/publish"

static void
set_up (LaurelTestPeople **people, gconstpointer data)
{
  *people = laurel_test_people_new ();
}

static void
tear_down (LaurelTestPeople **people, gconstpointer data)
{
  laurel_test_people_free (*people);
}

static json_t *
get (LaurelTestPeople *people, const char *target, const char *schema)
{
  return laurel_test_people_call (people, people->analyst, "GET", target, NULL, NULL, 200, schema);
}

static void
save (LaurelTestPeople *people, gint rate)
{
  g_autofree char *program = laurel_test_people_write_program (rate);

  json_decref (laurel_test_people_call (people,
                                        people->marketer,
                                        "PUT",
                                        DRAFT,
                                        NULL,
                                        program,
                                        200,
                                        "ProgramDraft"));
}

/* Publishes a program that takes @rate; (transfer full): the id of what is then on its way, NULL:
 * it holds at once. */
static char *
hand_in (LaurelTestPeople *people, gint rate, const char *body, guint status)
{
  g_autoptr (json_t) published = NULL;

  save (people, rate);
  published = laurel_test_people_call (people,
                                       people->manager,
                                       "POST",
                                       PUBLISH,
                                       NULL,
                                       body,
                                       status,
                                       "ProgramPublished");

  return g_strdup (laurel_test_people_text (published, "submission"));
}

/* What is done about one on its way. */
static json_t *
decide (LaurelTestPeople *people,
        const char       *token,
        const char       *method,
        const char       *kind,
        const char       *submission,
        guint             status)
{
  g_autofree char *target = g_strdup_printf ("/v1/program/%s/%s", kind, submission);

  return laurel_test_people_call (people,
                                  token,
                                  method,
                                  target,
                                  NULL,
                                  NULL,
                                  status,
                                  status == 201 || status == 202 ? "ProgramPublished" : NULL);
}

static void
decide_in_vain (LaurelTestPeople *people,
                const char       *token,
                const char       *method,
                const char       *kind,
                const char       *submission,
                guint             status,
                const char       *code)
{
  g_autoptr (json_t) problem = decide (people, token, method, kind, submission, status);

  g_assert_cmpstr (laurel_test_people_text (problem, "code"), ==, code);
}

/* The program in force. */
static void
assert_in_force (LaurelTestPeople *people, gint version, gint rate)
{
  g_autoptr (json_t) program = get (people, "/v1/program", "Program");

  g_assert_cmpint (laurel_test_people_number (program, "version"), ==, version);
  g_assert_cmpint (laurel_test_people_number (program, "document.discounts.children.0.reward.rate"),
                   ==,
                   rate);
}

/* What the list of versions says, newest first: "scheduled 2026-04-01T00:00:00Z; published 1". */
static void
assert_versions (LaurelTestPeople *people, const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *target = g_strdup ("/v1/program/versions?limit=1");

  /* One at a time, so that every place of the list is a cursor once. */
  while (target != NULL)
    {
      g_autoptr (json_t) page = get (people, target, "ProgramVersions");
      const char *next = laurel_test_people_text (page, "next");
      const char *from = laurel_test_people_text (page, "items.0.from");
      const char *state = laurel_test_people_text (page, "items.0.state");

      if (state != NULL)
        {
          g_string_append_printf (text, "%s%s", text->len > 0 ? "; " : "", state);
          if (g_str_equal (state, "published"))
            g_string_append_printf (text,
                                    " %" G_GINT64_FORMAT,
                                    laurel_test_people_number (page, "items.0.version"));
          else if (from != NULL)
            g_string_append_printf (text, " %s", from);
        }

      g_free (target);
      target =
          next != NULL ? g_strdup_printf ("/v1/program/versions?limit=1&after=%s", next) : NULL;
    }

  g_assert_cmpstr (text->str, ==, expected);
}

static void
set_clock (LaurelTestPeople *people, const char *now)
{
  laurel_test_chain_set_clock (people->chain, now, TRUE);
}

/* === At once and at a date ==================================================================== */

static void
test_at_once (LaurelTestPeople **fixture, gconstpointer data)
{
  LaurelTestPeople *people = *fixture;

  laurel_test_people_publish (people, 1000);
  assert_in_force (people, 1, 1000);

  save (people, 2000);
  laurel_test_people_refused (people, people->manager, "POST", PUBLISH, "1", "{}", 412, "stale");
  laurel_test_people_refused (people,
                              people->manager,
                              "POST",
                              PUBLISH,
                              NULL,
                              "{'comment':7,'form':1}",
                              400,
                              "format");
  json_decref (laurel_test_people_call (people,
                                        people->manager,
                                        "POST",
                                        PUBLISH,
                                        "2",
                                        "{}",
                                        201,
                                        "ProgramPublished"));
  assert_in_force (people, 2, 2000);
  assert_versions (people, "published 2; published 1");

  {
    g_autoptr (json_t) first = get (people, "/v1/program/versions/1", "Program");

    g_assert_cmpstr (laurel_test_people_text (first, "comment"), ==, "as usual");
    g_assert_cmpint (laurel_test_people_number (first, "document.discounts.children.0.reward.rate"),
                     ==,
                     1000);
  }

  laurel_test_people_refused (people,
                              people->analyst,
                              "GET",
                              "/v1/program/versions/3",
                              NULL,
                              NULL,
                              404,
                              "no_program");
}

static void
test_at_a_date (LaurelTestPeople **fixture, gconstpointer data)
{
  LaurelTestPeople *people = *fixture;
  g_autofree char  *april = NULL;
  g_autoptr (json_t) waiting = NULL;
  g_autofree char *target = NULL;

  laurel_test_people_publish (people, 1000);
  april = hand_in (people, 4000, "{'from':'2026-04-01T00:00:00+03:00','comment':'April'}", 202);
  g_assert_nonnull (april);
  assert_in_force (people, 1, 1000);
  assert_versions (people, "scheduled 2026-03-31T21:00:00Z; published 1");

  target = g_strdup_printf ("/v1/program/scheduled/%s", april);
  waiting = get (people, target, "ProgramSubmission");
  g_assert_cmpstr (laurel_test_people_text (waiting, "comment"), ==, "April");

  g_test_message ("neither the draft nor another program changes what was scheduled");
  laurel_test_people_publish (people, 2000);
  save (people, 3000);
  set_clock (people, "2026-03-31T20:59:59Z");
  assert_in_force (people, 2, 2000);

  set_clock (people, "2026-04-02T00:00:00Z");
  assert_in_force (people, 3, 4000);
  assert_versions (people, "published 3; published 2; published 1");
  laurel_test_people_assert_kept (
      people,
      "select published_at = '2026-03-31 21:00+00' and comment = 'April' from laurel.programs"
      " where version = 3",
      "t");

  g_test_message ("the draft does not know of it");
  {
    g_autoptr (json_t) draft = get (people, DRAFT, "ProgramDraft");

    g_assert_cmpint (laurel_test_people_number (draft, "base"), ==, 2);
    g_assert_cmpint (laurel_test_people_number (draft, "current"), ==, 3);
  }

  laurel_test_people_refused (people,
                              people->analyst,
                              "GET",
                              target,
                              NULL,
                              NULL,
                              404,
                              "no_program");
}

static void
test_dates_in_their_order (LaurelTestPeople **fixture, gconstpointer data)
{
  LaurelTestPeople *people = *fixture;
  g_autofree char  *may = NULL;
  g_autofree char  *april = NULL;

  laurel_test_people_publish (people, 1000);
  may = hand_in (people, 5000, "{'from':'2026-05-01T00:00:00Z'}", 202);
  april = hand_in (people, 4000, "{'from':'2026-04-01T00:00:00Z'}", 202);
  assert_versions (people,
                   "scheduled 2026-05-01T00:00:00Z; scheduled 2026-04-01T00:00:00Z; published 1");

  set_clock (people, "2026-06-01T00:00:00Z");
  assert_in_force (people, 3, 5000);
  laurel_test_people_assert_kept (
      people,
      "select string_agg (version || ' ' || (published_at at time zone 'UTC')::date, '; '"
      " order by version) from laurel.programs where version > 1",
      "2 2026-04-01; 3 2026-05-01");
}

static void
test_cancelled (LaurelTestPeople **fixture, gconstpointer data)
{
  LaurelTestPeople *people = *fixture;
  g_autofree char  *april = NULL;
  g_autofree char  *may = NULL;

  laurel_test_people_publish (people, 1000);
  april = hand_in (people, 4000, "{'from':'2026-04-01T00:00:00Z'}", 202);
  may = hand_in (people, 5000, "{'from':'2026-05-01T00:00:00Z'}", 202);

  decide_in_vain (people, people->other, "DELETE", "approvals", april, 404, "no_program");
  json_decref (decide (people, people->other, "DELETE", "scheduled", april, 204));
  decide_in_vain (people, people->other, "DELETE", "scheduled", april, 404, "no_program");
  decide_in_vain (people, people->other, "DELETE", "scheduled", "nonsense", 404, "no_program");

  set_clock (people, "2026-06-01T00:00:00Z");
  assert_in_force (people, 2, 5000);
  g_test_message ("what has taken effect cannot be cancelled");
  decide_in_vain (people, people->other, "DELETE", "scheduled", may, 404, "no_program");
}

static void
test_not_in_the_past (LaurelTestPeople **fixture, gconstpointer data)
{
  LaurelTestPeople *people = *fixture;

  save (people, 1000);
  laurel_test_people_refused (people,
                              people->manager,
                              "POST",
                              PUBLISH,
                              NULL,
                              "{'from':'" LAUREL_TEST_PEOPLE_NOW "'}",
                              422,
                              "past");
  laurel_test_people_refused (people,
                              people->manager,
                              "POST",
                              PUBLISH,
                              NULL,
                              "{'from':'tomorrow'}",
                              400,
                              "format");
}

/* A sale is priced by the program of its own time, though it comes later. */
static void
test_sales_keep_their_program (LaurelTestPeople **fixture, gconstpointer data)
{
  static const struct
  {
    const char *time;
    gint        version;
    gint64      to_pay;
  } sales[] = {
    { "2026-03-31T23:59:59Z", 1, 9000 },
    { "2026-04-01T00:00:00Z", 2, 6000 },
  };

  LaurelTestPeople *people = *fixture;
  g_autofree char  *april = NULL;
  g_autofree char  *key =
      laurel_test_server_control (people->chain->server, "key", "create", "--any-store", NULL);

  laurel_test_people_publish (people, 1000);
  april = hand_in (people, 4000, "{'from':'2026-04-01T00:00:00Z'}", 202);
  set_clock (people, "2026-04-01T12:00:00Z");

  for (gsize i = 0; i < G_N_ELEMENTS (sales); i++)
    {
      g_autofree char *fields = g_strdup_printf ("Idempotency-Key: k%zu\r\n", i);
      g_autofree char *body =
          g_strdup_printf ("{\"time\":\"%s\",\"receipt\":\"R%zu\",\"lines\":[{\"n\":1,"
                           "\"product\":\"A\",\"quantity\":1000,\"price\":10000}]}",
                           sales[i].time,
                           i);
      g_autoptr (LaurelTestAnswer) answer = laurel_test_call_with (people->chain->server,
                                                                   "POST",
                                                                   "/v1/pos/sales",
                                                                   key,
                                                                   fields,
                                                                   "application/json",
                                                                   body);
      g_autoptr (json_t) sale = json_loads (answer->body->str, 0, NULL);

      g_test_message ("%s", answer->body->str);
      g_assert_cmpuint (answer->status, ==, 201);
      g_assert_cmpint (laurel_test_people_number (sale, "program_version"), ==, sales[i].version);
      g_assert_cmpint (laurel_test_people_number (sale, "totals.to_pay"), ==, sales[i].to_pay);
    }

  laurel_test_people_assert_kept (people,
                                  "select string_agg (program_version::text, ' ' order by receipt)"
                                  " from laurel.sales",
                                  "1 2");
  g_assert_true (laurel_test_chain_audit (people->chain));
}

/* === A second person ========================================================================== */

static void
set_approval (LaurelTestPeople *people, gboolean approval)
{
  g_autofree char *body = g_strdup_printf ("{'approval':%s}", approval ? "true" : "false");
  g_autoptr (json_t) settings = laurel_test_people_call (people,
                                                         people->admin,
                                                         "PUT",
                                                         "/v1/settings/program",
                                                         NULL,
                                                         body,
                                                         200,
                                                         "ProgramSettings");
  g_autoptr (json_t) kept = laurel_test_people_call (people,
                                                     people->admin,
                                                     "GET",
                                                     "/v1/settings/program",
                                                     NULL,
                                                     NULL,
                                                     200,
                                                     "ProgramSettings");

  g_assert_true (json_is_true (json_object_get (settings, "approval")) == approval);
  g_assert_true (json_equal (settings, kept));
}

static void
test_setting (LaurelTestPeople **fixture, gconstpointer data)
{
  LaurelTestPeople *people = *fixture;
  g_autoptr (json_t) at_first = laurel_test_people_call (people,
                                                         people->admin,
                                                         "GET",
                                                         "/v1/settings/program",
                                                         NULL,
                                                         NULL,
                                                         200,
                                                         "ProgramSettings");

  g_assert_true (json_is_false (json_object_get (at_first, "approval")));
  set_approval (people, TRUE);
  set_approval (people, FALSE);
  laurel_test_people_refused (people,
                              people->admin,
                              "PUT",
                              "/v1/settings/program",
                              NULL,
                              "{}",
                              400,
                              "missing");
  laurel_test_people_assert_kept (people,
                                  "select string_agg (concat_ws ('>', before, after), ' ' order by"
                                  " id) from laurel.audit where action = 'settings.change'",
                                  "true true>false");
}

static void
test_approved_by_another (LaurelTestPeople **fixture, gconstpointer data)
{
  LaurelTestPeople *people = *fixture;
  g_autofree char  *first = NULL;
  g_autoptr (json_t) approved = NULL;

  set_approval (people, TRUE);
  first = hand_in (people, 1000, "{'comment':'please'}", 202);
  assert_versions (people, "waiting");
  laurel_test_people_refused (people,
                              people->analyst,
                              "GET",
                              "/v1/program",
                              NULL,
                              NULL,
                              404,
                              "no_program");

  g_test_message ("what is edited meanwhile is not what was handed in");
  save (people, 9000);
  decide_in_vain (people, people->manager, "POST", "approvals", first, 403, "own_approval");
  decide_in_vain (people, people->marketer, "POST", "approvals", first, 403, "forbidden");
  decide_in_vain (people, people->other, "DELETE", "scheduled", first, 404, "no_program");
  approved = decide (people, people->other, "POST", "approvals", first, 201);
  g_assert_cmpint (laurel_test_people_number (approved, "version"), ==, 1);
  assert_in_force (people, 1, 1000);
  assert_versions (people, "published 1");
  decide_in_vain (people, people->other, "POST", "approvals", first, 404, "no_program");

  laurel_test_people_assert_kept (people,
                                  "select published_by <> approved_by and comment = 'please'"
                                  " from laurel.programs",
                                  "t");
  laurel_test_people_assert_kept (
      people,
      "select string_agg (action || ' ' || subject, ', ' order by id)"
      " from laurel.audit where action in"
      "   ('program.publish', 'program.approve')",
      "program.publish program submission 1, program.approve program 1");
}

static void
test_refused_by_another (LaurelTestPeople **fixture, gconstpointer data)
{
  LaurelTestPeople *people = *fixture;
  g_autofree char  *refused = NULL;
  g_autofree char  *taken_back = NULL;

  set_approval (people, TRUE);
  refused = hand_in (people, 1000, "{}", 202);
  taken_back = hand_in (people, 2000, "{}", 202);
  assert_versions (people, "waiting; waiting");

  json_decref (decide (people, people->other, "DELETE", "approvals", refused, 204));
  json_decref (decide (people, people->manager, "DELETE", "approvals", taken_back, 204));
  assert_versions (people, "");
  decide_in_vain (people, people->other, "POST", "approvals", refused, 404, "no_program");
}

static void
test_approved_for_a_date (LaurelTestPeople **fixture, gconstpointer data)
{
  LaurelTestPeople *people = *fixture;
  g_autofree char  *april = NULL;
  g_autofree char  *late = NULL;

  set_approval (people, TRUE);
  april = hand_in (people, 4000, "{'from':'2026-04-01T00:00:00Z'}", 202);
  late = hand_in (people, 5000, "{'from':'2026-03-10T00:00:00Z'}", 202);
  assert_versions (people, "waiting 2026-03-10T00:00:00Z; waiting 2026-04-01T00:00:00Z");
  json_decref (decide (people, people->other, "POST", "approvals", april, 202));
  assert_versions (people, "waiting 2026-03-10T00:00:00Z; scheduled 2026-04-01T00:00:00Z");

  g_test_message ("nothing takes effect without approval; late, it takes effect at once");
  set_clock (people, "2026-03-20T00:00:00Z");
  assert_versions (people, "waiting 2026-03-10T00:00:00Z; scheduled 2026-04-01T00:00:00Z");
  json_decref (decide (people, people->other, "POST", "approvals", late, 201));
  assert_in_force (people, 1, 5000);
  laurel_test_people_assert_kept (people,
                                  "select (published_at at time zone 'UTC')::date"
                                  " from laurel.programs",
                                  "2026-03-20");

  set_clock (people, "2026-04-01T00:00:00Z");
  assert_in_force (people, 2, 4000);
}

/* === Warnings and differences ================================================================= */

static void
test_warnings (LaurelTestPeople **fixture, gconstpointer data)
{
  static const char program[] =
      "{'format':1,'discounts':{'id':'root','kind':'group','children':["
      "{'id':'coffee','kind':'discount','reward':{'type':'percent','rate':1000}},"
      "{'id':'old','kind':'discount','when':{'type':'date','to':'2026-03-20'},"
      "'reward':{'type':'percent','rate':1000}}]}}";

  LaurelTestPeople *people = *fixture;
  g_autoptr (json_t) check = NULL;
  g_autoptr (json_t) refusal = NULL;
  g_autoptr (json_t) later = NULL;

  json_decref (laurel_test_people_call (people,
                                        people->marketer,
                                        "PUT",
                                        DRAFT,
                                        NULL,
                                        program,
                                        200,
                                        "ProgramDraft"));
  check = get (people, DRAFT "/check", "ProgramCheck");
  g_assert_cmpuint (json_array_size (json_object_get (check, "warnings")), ==, 0);

  g_test_message ("from April on the discount is over");
  refusal = laurel_test_people_call (people,
                                     people->manager,
                                     "POST",
                                     PUBLISH,
                                     NULL,
                                     "{'from':'2026-04-01T00:00:00Z'}",
                                     422,
                                     NULL);
  g_assert_cmpstr (laurel_test_people_text (refusal, "code"), ==, "program_warnings");
  g_assert_cmpstr (laurel_test_people_text (refusal, "warnings.0.code"), ==, "past");
  g_assert_cmpstr (laurel_test_people_text (refusal, "warnings.0.node"), ==, "old");

  set_clock (people, "2026-03-25T00:00:00Z");
  later = get (people, DRAFT "/check", "ProgramCheck");
  g_assert_cmpstr (laurel_test_people_text (later, "warnings.0.path"), ==, "/discounts/children/1");
  laurel_test_people_refused (people,
                              people->manager,
                              "POST",
                              PUBLISH,
                              NULL,
                              "{'accept_warnings':false}",
                              422,
                              "program_warnings");
  json_decref (laurel_test_people_call (people,
                                        people->manager,
                                        "POST",
                                        PUBLISH,
                                        NULL,
                                        "{'accept_warnings':true}",
                                        201,
                                        "ProgramPublished"));
}

static void
assert_difference (LaurelTestPeople *people, const char *from, const char *to, const char *expected)
{
  g_autofree char *target = g_strdup_printf ("/v1/program/difference?from=%s&to=%s", from, to);
  g_autoptr (json_t) difference = get (people, target, "ProgramDifference");
  const char *text = laurel_test_people_text (difference, "changes.0.text");

  g_assert_cmpstr (text, ==, expected);
  g_assert_cmpstr (laurel_test_people_text (difference, "from"), ==, from);
}

static void
test_differences (LaurelTestPeople **fixture, gconstpointer data)
{
  LaurelTestPeople *people = *fixture;
  g_autofree char  *april = NULL;
  g_autofree char  *submission = NULL;

  assert_difference (people, "current", "draft", NULL);
  laurel_test_people_publish (people, 1000);
  laurel_test_people_publish (people, 2000);
  april = hand_in (people, 4000, "{'from':'2026-04-01T00:00:00Z'}", 202);
  save (people, 3000);
  submission = g_strdup_printf ("submission-%s", april);

  assert_difference (people, "1", "2", "Coffee: takes 20% instead of 10%");
  assert_difference (people, "2", "1", "Coffee: takes 10% instead of 20%");
  assert_difference (people, "current", "draft", "Coffee: takes 30% instead of 20%");
  assert_difference (people, "draft", submission, "Coffee: takes 40% instead of 30%");
  assert_difference (people, "draft", "draft", NULL);
  assert_difference (people, "current", "2", NULL);

  laurel_test_people_refused (people,
                              people->analyst,
                              "GET",
                              "/v1/program/difference?from=1&to=9",
                              NULL,
                              NULL,
                              404,
                              "no_program");
  laurel_test_people_refused (people,
                              people->analyst,
                              "GET",
                              "/v1/program/difference?from=yesterday&to=1",
                              NULL,
                              NULL,
                              404,
                              "no_program");
  laurel_test_people_refused (people,
                              people->analyst,
                              "GET",
                              "/v1/program/difference?from=1",
                              NULL,
                              NULL,
                              400,
                              "missing");
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (LaurelTestPeople **fixture, gconstpointer data);
  } tests[] = {
    { "/publishing/at-once", test_at_once },
    { "/publishing/at-a-date", test_at_a_date },
    { "/publishing/dates-in-their-order", test_dates_in_their_order },
    { "/publishing/cancelled", test_cancelled },
    { "/publishing/not-in-the-past", test_not_in_the_past },
    { "/publishing/sales-keep-their-program", test_sales_keep_their_program },
    { "/publishing/setting", test_setting },
    { "/publishing/approved-by-another", test_approved_by_another },
    { "/publishing/refused-by-another", test_refused_by_another },
    { "/publishing/approved-for-a-date", test_approved_for_a_date },
    { "/publishing/warnings", test_warnings },
    { "/publishing/differences", test_differences },
  };

  int result = 0;

  g_test_init (&argc, &argv, NULL);
  laurel_test_chains_begin ();

  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, LaurelTestPeople *, NULL, set_up, tests[i].test, tear_down);

  result = g_test_run ();
  laurel_test_chains_end ();

  return result;
}
