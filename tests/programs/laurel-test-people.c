/* laurel-test-people.c - people of each role at a sandbox, and what they are answered
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/programs/laurel-test-people.h"

#include "tests/http/laurel-test-schema.h"

static char *
new_token (LaurelTestPeople *people, const char *role)
{
  return laurel_test_server_control (people->chain->server,
                                     "token",
                                     "create",
                                     "--role",
                                     role,
                                     NULL);
}

LaurelTestPeople *
laurel_test_people_new (void)
{
  LaurelTestPeople *people = g_new0 (LaurelTestPeople, 1);

  people->chain = laurel_test_chain_new ();
  laurel_test_chain_serve (people->chain);
  laurel_test_chain_set_clock (people->chain, LAUREL_TEST_PEOPLE_NOW, FALSE);
  people->analyst = new_token (people, "analyst");
  people->marketer = new_token (people, "marketer");
  people->manager = new_token (people, "manager");
  people->other = new_token (people, "manager");
  people->admin = new_token (people, "admin");
  people->description = laurel_test_people_call (people,
                                                 people->analyst,
                                                 "GET",
                                                 "/v1/openapi.json",
                                                 NULL,
                                                 NULL,
                                                 200,
                                                 NULL);

  return people;
}

void
laurel_test_people_free (LaurelTestPeople *people)
{
  laurel_test_chain_free (people->chain);
  json_decref (people->description);
  g_free (people->analyst);
  g_free (people->marketer);
  g_free (people->manager);
  g_free (people->other);
  g_free (people->admin);
  g_free (people);
}

/* @schema_name: (nullable): a problem document's where there is a body */
static void
assert_described (LaurelTestPeople *people, const char *schema_name, json_t *body)
{
  json_t          *components = json_object_get (people->description, "components");
  json_t          *schemas = json_object_get (components, "schemas");
  json_t          *schema = NULL;
  g_autofree char *fault = NULL;

  schema = json_object_get (schemas, schema_name != NULL ? schema_name : "Problem");
  g_assert_nonnull (schema);
  fault = laurel_test_schema_find_fault (people->description, schema, body);
  g_assert_cmpstr (fault, ==, NULL);
}

json_t *
laurel_test_people_call (LaurelTestPeople *people,
                         const char       *token,
                         const char       *method,
                         const char       *target,
                         const char       *if_match,
                         const char       *body,
                         guint             status,
                         const char       *schema)
{
  g_autofree char *json = body != NULL ? g_strdelimit (g_strdup (body), "'", '"') : NULL;
  g_autofree char *fields =
      if_match != NULL ? g_strdup_printf ("If-Match: \"%s\"\r\n", if_match) : g_strdup ("");
  const char *type =
      g_str_equal (method, "PATCH") ? "application/json-patch+json" : "application/json";
  g_autoptr (LaurelTestAnswer) answer =
      laurel_test_call_with (people->chain->server, method, target, token, fields, type, json);
  json_t *value = json_loadb (answer->body->str, answer->body->len, 0, NULL);

  g_test_message ("%s %s: %u %.*s",
                  method,
                  target,
                  answer->status,
                  (int) MIN (answer->body->len, 500),
                  answer->body->str);
  g_assert_cmpuint (answer->status, ==, status);
  if (people->description != NULL && value != NULL)
    assert_described (people, schema, value);
  g_assert_true (schema == NULL || value != NULL);

  return value != NULL ? value : json_null ();
}

void
laurel_test_people_refused (LaurelTestPeople *people,
                            const char       *token,
                            const char       *method,
                            const char       *target,
                            const char       *if_match,
                            const char       *body,
                            guint             status,
                            const char       *code)
{
  g_autoptr (json_t) problem =
      laurel_test_people_call (people, token, method, target, if_match, body, status, NULL);

  g_assert_cmpstr (laurel_test_people_text (problem, "code"), ==, code);
}

static const json_t *
get_at (const json_t *object, const char *path)
{
  g_auto (GStrv) names = g_strsplit (path, ".", -1);

  for (gsize i = 0; names[i] != NULL; i++)
    object = json_is_array (object)
                 ? json_array_get (object, (gsize) g_ascii_strtoull (names[i], NULL, 10))
                 : json_object_get (object, names[i]);

  return object;
}

gint64
laurel_test_people_number (const json_t *object, const char *path)
{
  const json_t *value = get_at (object, path);

  g_test_message ("%s", path);
  g_assert_true (json_is_integer (value));

  return json_integer_value (value);
}

const char *
laurel_test_people_text (const json_t *object, const char *path)
{
  return json_string_value (get_at (object, path));
}

char *
laurel_test_people_write_program (gint rate)
{
  return g_strdup_printf ("{'format':1,'discounts':{'id':'root','kind':'group','children':["
                          "{'id':'coffee','name':'Coffee','kind':'discount',"
                          "'reward':{'type':'percent','rate':%d}}]}}",
                          rate);
}

void
laurel_test_people_publish (LaurelTestPeople *people, gint rate)
{
  g_autofree char *program = laurel_test_people_write_program (rate);

  json_decref (laurel_test_people_call (people,
                                        people->marketer,
                                        "PUT",
                                        "/v1/program/draft",
                                        NULL,
                                        program,
                                        200,
                                        "ProgramDraft"));
  json_decref (laurel_test_people_call (people,
                                        people->manager,
                                        "POST",
                                        "/v1/program/draft/publish",
                                        NULL,
                                        "{'comment':'as usual'}",
                                        201,
                                        "ProgramPublished"));
}

void
laurel_test_people_assert_kept (LaurelTestPeople *people, const char *sql, const char *expected)
{
  g_autofree char *answer = laurel_test_chain_ask (people->chain, sql, NULL);

  g_test_message ("%s", sql);
  g_assert_cmpstr (answer, ==, expected);
}
