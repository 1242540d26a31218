/* test-drafts.c - the draft over HTTP: saved, patched, checked, thrown away, begun again
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>
#include <unistd.h>

#include "tests/programs/laurel-test-people.h"

#define DRAFT   "/v1/program/draft"
#define RATE    "/discounts/children/0/reward/rate"
#define NOTHING "{'format':1}"

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

/* What a marketer does to the draft; gives it as it is then. */
static json_t *
change (LaurelTestPeople *people, const char *method, const char *if_match, const char *body)
{
  return laurel_test_people_call (people,
                                  people->marketer,
                                  method,
                                  DRAFT,
                                  if_match,
                                  body,
                                  200,
                                  "ProgramDraft");
}

static void
refused (LaurelTestPeople *people,
         const char       *method,
         const char       *if_match,
         const char       *body,
         guint             status,
         const char       *code)
{
  laurel_test_people_refused (people,
                              people->marketer,
                              method,
                              DRAFT,
                              if_match,
                              body,
                              status,
                              code);
}

static void
test_there_is_always_one (LaurelTestPeople **fixture, gconstpointer data)
{
  LaurelTestPeople *people = *fixture;
  g_autoptr (json_t) none = get (people, DRAFT, "ProgramDraft");
  g_autoptr (json_t) check = get (people, DRAFT "/check", "ProgramCheck");
  g_autoptr (json_t) first = NULL;
  g_autoptr (json_t) published = NULL;

  g_test_summary ("Where nobody has edited anything, the program in force is what one would edit");

  g_assert_cmpint (laurel_test_people_number (none, "revision"), ==, 0);
  g_assert_cmpint (laurel_test_people_number (none, "document.format"), ==, 1);
  g_assert_null (json_object_get (none, "changed_at"));
  g_assert_cmpint (laurel_test_people_number (check, "revision"), ==, 0);
  laurel_test_people_refused (people,
                              people->manager,
                              "POST",
                              DRAFT "/publish",
                              NULL,
                              "{}",
                              404,
                              "no_draft");

  first = change (people, "PUT", "0", NOTHING);
  g_assert_cmpint (laurel_test_people_number (first, "revision"), ==, 1);
  refused (people, "PUT", "0", NOTHING, 412, "stale");

  laurel_test_people_publish (people, 1000);
  published = get (people, DRAFT, "ProgramDraft");
  g_assert_cmpint (laurel_test_people_number (published, "base"), ==, 1);
  g_assert_cmpint (laurel_test_people_number (published, "current"), ==, 1);
}

static void
test_patches (LaurelTestPeople **fixture, gconstpointer data)
{
  LaurelTestPeople *people = *fixture;
  g_autoptr (json_t) begun = NULL;
  g_autoptr (json_t) patched = NULL;
  g_autoptr (json_t) malformed = NULL;
  g_autoptr (json_t) failed = NULL;

  laurel_test_people_publish (people, 1000);
  json_decref (change (people, "DELETE", NULL, NULL));

  g_test_message ("the program in force is patched where there is no draft");
  begun = change (people, "PATCH", "0", "[{'op':'replace','path':'" RATE "','value':1500}]");
  g_assert_cmpint (laurel_test_people_number (begun, "document.discounts.children.0.reward.rate"),
                   ==,
                   1500);
  g_assert_cmpint (laurel_test_people_number (begun, "revision"), ==, 3);

  patched = change (people,
                    "PATCH",
                    "3",
                    "[{'op':'test','path':'" RATE "','value':1500},"
                    "{'op':'copy','from':'/discounts/children/0','path':'/discounts/children/-'},"
                    "{'op':'replace','path':'/discounts/children/1/id','value':'tea'}]");
  g_assert_cmpstr (laurel_test_people_text (patched, "document.discounts.children.1.id"),
                   ==,
                   "tea");

  g_test_message ("which one was seen has to be said, and be true");
  refused (people, "PATCH", NULL, "[]", 428, "precondition_required");
  refused (people, "PATCH", "3", "[]", 412, "stale");
  refused (people, "PATCH", "three", "[]", 400, "format");

  g_test_message ("what is no patch is told with all its faults");
  malformed = laurel_test_people_call (people,
                                       people->marketer,
                                       "PATCH",
                                       DRAFT,
                                       "4",
                                       "[{'op':'jump','path':'/'},{'op':'add','path':'x'}]",
                                       400,
                                       NULL);
  g_assert_cmpuint (json_array_size (json_object_get (malformed, "errors")), ==, 3);
  refused (people, "PATCH", "4", "{}", 400, "format");

  g_test_message ("what does not fit changes nothing");
  failed = laurel_test_people_call (people,
                                    people->marketer,
                                    "PATCH",
                                    DRAFT,
                                    "4",
                                    "[{'op':'remove','path':'/discounts'},"
                                    "{'op':'test','path':'/format','value':2}]",
                                    409,
                                    NULL);
  g_assert_cmpstr (laurel_test_people_text (failed, "code"), ==, "patch_failed");
  g_assert_cmpstr (laurel_test_people_text (failed, "errors.0.code"), ==, "test_failed");
  g_assert_cmpstr (laurel_test_people_text (failed, "errors.0.path"), ==, "/1/value");
  refused (people, "PATCH", "4", "[{'op':'replace','path':'','value':[]}]", 422, "unfit_draft");
  json_decref (change (people, "PATCH", "4", "[]"));
}

static void
test_types_of_bodies (LaurelTestPeople **fixture, gconstpointer data)
{
  static const char *const types[] = { "application/json",
                                       "application/merge-patch+json",
                                       "text/plain" };

  LaurelTestPeople *people = *fixture;

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr (LaurelTestAnswer) answer = laurel_test_call_with (people->chain->server,
                                                                   "PATCH",
                                                                   DRAFT,
                                                                   people->marketer,
                                                                   "If-Match: \"0\"\r\n",
                                                                   types[i],
                                                                   "[]");

      g_assert_cmpuint (answer->status, ==, 415);
    }
}

static void
test_may_be_unfinished (LaurelTestPeople **fixture, gconstpointer data)
{
  LaurelTestPeople *people = *fixture;
  g_autoptr (json_t) check = NULL;
  g_autoptr (json_t) refusal = NULL;

  json_decref (
      change (people,
              "PUT",
              NULL,
              "{'format':1,'surprise':7,'discounts':{'id':'root','kind':'group','children':["
              "{'id':'coffee','kind':'discount'}]}}"));
  check = get (people, DRAFT "/check", "ProgramCheck");
  g_assert_cmpuint (json_array_size (json_object_get (check, "errors")), ==, 2);
  refusal = laurel_test_people_call (people,
                                     people->manager,
                                     "POST",
                                     DRAFT "/publish",
                                     NULL,
                                     "{}",
                                     422,
                                     NULL);
  g_assert_cmpstr (laurel_test_people_text (refusal, "code"), ==, "program_faults");
  g_assert_cmpuint (json_array_size (json_object_get (refusal, "errors")), ==, 2);
}

/* A tree of the 32 levels that a program may have is deeper as JSON. */
static void
test_deep_programs (LaurelTestPeople **fixture, gconstpointer data)
{
  LaurelTestPeople *people = *fixture;
  g_autoptr (GString) deep = g_string_new ("{'format':1,'discounts':");
  g_autoptr (GString) too_deep = g_string_new ("{'format':1,'slips':");
  g_autoptr (json_t) check = NULL;

  for (guint i = 0; i < 32; i++)
    g_string_append_printf (deep, "{'id':'n%u','kind':'group','children':[", i);
  for (guint i = 0; i < 32; i++)
    g_string_append (deep, "]}");
  g_string_append_c (deep, '}');

  json_decref (change (people, "PUT", NULL, deep->str));
  check = get (people, DRAFT "/check", "ProgramCheck");
  g_assert_cmpuint (json_array_size (json_object_get (check, "errors")), ==, 0);

  for (guint i = 0; i < 128; i++)
    g_string_append_c (too_deep, '[');
  for (guint i = 0; i < 128; i++)
    g_string_append_c (too_deep, ']');
  g_string_append_c (too_deep, '}');
  refused (people, "PUT", NULL, too_deep->str, 400, "format");
}

static void
test_thrown_away (LaurelTestPeople **fixture, gconstpointer data)
{
  LaurelTestPeople *people = *fixture;
  g_autoptr (json_t) gone = NULL;
  g_autoptr (json_t) again = NULL;

  laurel_test_people_publish (people, 1000);
  json_decref (change (people, "PATCH", "1", "[{'op':'replace','path':'" RATE "','value':2000}]"));
  refused (people, "DELETE", "1", NULL, 412, "stale");

  gone = change (people, "DELETE", "2", NULL);
  g_assert_cmpint (laurel_test_people_number (gone, "revision"), ==, 0);
  g_assert_cmpint (laurel_test_people_number (gone, "document.discounts.children.0.reward.rate"),
                   ==,
                   1000);
  json_decref (change (people, "DELETE", NULL, NULL));

  g_test_message ("the document is in the audit, and can be put back");
  laurel_test_people_assert_kept (
      people,
      "select concat_ws (' ', count (*), min (before->'document' #>> '{discounts,children,0,reward,"
      "rate}'), min (after->'changes'->>0)) from laurel.audit where action = "
      "'program.discard_draft'",
      "1 2000 Coffee: takes 10% instead of 20%");

  g_test_message ("a revision never comes again");
  again = change (people, "PUT", "0", NOTHING);
  g_assert_cmpint (laurel_test_people_number (again, "revision"), ==, 4);
  refused (people, "PUT", "2", NOTHING, 412, "stale");
}

static void
test_begun_from_an_old_version (LaurelTestPeople **fixture, gconstpointer data)
{
  LaurelTestPeople *people = *fixture;
  g_autoptr (json_t) restored = NULL;
  g_autoptr (json_t) current = NULL;

  laurel_test_people_publish (people, 1000);
  laurel_test_people_publish (people, 2000);

  laurel_test_people_refused (people,
                              people->marketer,
                              "POST",
                              "/v1/program/versions/1/restore",
                              NULL,
                              NULL,
                              428,
                              "precondition_required");
  laurel_test_people_refused (people,
                              people->marketer,
                              "POST",
                              "/v1/program/versions/1/restore",
                              "1",
                              NULL,
                              412,
                              "stale");
  laurel_test_people_refused (people,
                              people->marketer,
                              "POST",
                              "/v1/program/versions/3/restore",
                              "2",
                              NULL,
                              404,
                              "no_program");

  restored = laurel_test_people_call (people,
                                      people->marketer,
                                      "POST",
                                      "/v1/program/versions/1/restore",
                                      "2",
                                      NULL,
                                      200,
                                      "ProgramDraft");
  g_assert_cmpint (
      laurel_test_people_number (restored, "document.discounts.children.0.reward.rate"),
      ==,
      1000);
  g_assert_cmpint (laurel_test_people_number (restored, "base"), ==, 2);

  g_test_message ("nothing is published by that");
  current = get (people, "/v1/program", "Program");
  g_assert_cmpint (laurel_test_people_number (current, "version"), ==, 2);
  laurel_test_people_assert_kept (
      people,
      "select concat_ws (' ', after->>'version', before->'document'->>'format',"
      " after->'changes'->>0) from laurel.audit where action = 'program.restore_version'",
      "1 1 Coffee: takes 10% instead of 20%");
}

static void
test_changes_are_audited (LaurelTestPeople **fixture, gconstpointer data)
{
  LaurelTestPeople *people = *fixture;

  laurel_test_people_publish (people, 1000);
  json_decref (change (people, "PATCH", "1", "[{'op':'replace','path':'" RATE "','value':1500}]"));
  json_decref (laurel_test_people_call (people,
                                        people->manager,
                                        "POST",
                                        DRAFT "/publish",
                                        "2",
                                        "{}",
                                        201,
                                        "ProgramPublished"));

  g_test_message ("sentences, not whole documents");
  laurel_test_people_assert_kept (people,
                                  "select string_agg (concat_ws (' ', subject, before::text,"
                                  " after->'changes'), '; ' order by a.id)"
                                  " from laurel.audit a where action like 'program.%' and subject"
                                  "   in ('program draft 2', 'program 2')",
                                  "program draft 2 {\"revision\": 1} "
                                  "[\"Coffee: takes 15% instead of 10%\"]; "
                                  "program 2 {\"version\": 1} "
                                  "[\"Coffee: takes 15% instead of 10%\"]");
  laurel_test_people_assert_kept (people,
                                  "select count (*) from laurel.audit where action like 'program.%'"
                                  " and (user_id is null or address is null)",
                                  "0");
}

static void
test_roles (LaurelTestPeople **fixture, gconstpointer data)
{
  LaurelTestPeople *people = *fixture;

  static const struct
  {
    const char *method;
    const char *target;
    const char *body;
    gboolean    is_managers;
  } calls[] = {
    { "PUT", DRAFT, "{}", FALSE },
    { "PATCH", DRAFT, "[]", FALSE },
    { "DELETE", DRAFT, NULL, FALSE },
    { "POST", "/v1/program/versions/1/restore", NULL, FALSE },
    { "POST", DRAFT "/publish", "{}", TRUE },
    { "POST", "/v1/program/approvals/1", NULL, TRUE },
    { "DELETE", "/v1/program/approvals/1", NULL, TRUE },
    { "DELETE", "/v1/program/scheduled/1", NULL, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    laurel_test_people_refused (people,
                                calls[i].is_managers ? people->marketer : people->analyst,
                                calls[i].method,
                                calls[i].target,
                                NULL,
                                calls[i].body,
                                403,
                                "forbidden");

  laurel_test_people_refused (people,
                              people->manager,
                              "PUT",
                              "/v1/settings/program",
                              NULL,
                              "{'approval':true}",
                              403,
                              "forbidden");
}

/* What comes on a stream of events while @fd is listened to. */
static void
test_changes_are_told (LaurelTestPeople **fixture, gconstpointer data)
{
  LaurelTestPeople *people = *fixture;
  int               fd = laurel_test_connect (people->chain->server);
  g_autofree char  *request = g_strdup_printf ("GET /v1/events HTTP/1.1\r\nHost: laurel\r\n"
                                               "Authorization: Bearer %s\r\n\r\n",
                                              people->analyst);
  gboolean          ended = FALSE;
  GString          *text = NULL;

  g_assert_true (laurel_test_send (fd, request, -1));
  g_string_free (laurel_test_receive_rest (fd, 300, &ended), TRUE);

  laurel_test_people_publish (people, 1000);
  json_decref (change (people, "DELETE", NULL, NULL));

  text = laurel_test_receive_rest (fd, 1000, &ended);
  g_test_message ("%s", text->str);
  g_assert_nonnull (strstr (text->str, "event: draft\ndata: {\"revision\":1}\n\n"));
  g_assert_nonnull (strstr (text->str, "event: program\ndata: {\"version\":1}\n\n"));
  g_assert_nonnull (strstr (text->str, "event: draft\ndata: {\"revision\":0}\n\n"));
  g_string_free (text, TRUE);
  close (fd);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (LaurelTestPeople **fixture, gconstpointer data);
  } tests[] = {
    { "/drafts/there-is-always-one", test_there_is_always_one },
    { "/drafts/patches", test_patches },
    { "/drafts/types-of-bodies", test_types_of_bodies },
    { "/drafts/may-be-unfinished", test_may_be_unfinished },
    { "/drafts/deep-programs", test_deep_programs },
    { "/drafts/thrown-away", test_thrown_away },
    { "/drafts/begun-from-an-old-version", test_begun_from_an_old_version },
    { "/drafts/changes-are-audited", test_changes_are_audited },
    { "/drafts/roles", test_roles },
    { "/drafts/changes-are-told", test_changes_are_told },
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
