/* laurel-test-office.c - a sandbox whose office is read, for the tests of what it says
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/http/office/laurel-test-office.h"

#include <string.h>
#include <unistd.h>

#include "tests/http/laurel-test-schema.h"

#define WAIT_MS 10000

LaurelTestOffice laurel_test_office;

void
laurel_test_office_start (const char *now)
{
  static const char *const sandbox[] = { "--sandbox", NULL };
  g_autoptr (LaurelTestAnswer) answer = NULL;

  laurel_test_office.server = laurel_test_server_start (sandbox);
  answer = laurel_test_call (laurel_test_office.server, "GET", "/v1/openapi.json", NULL, NULL);
  laurel_test_office.description = laurel_test_parse (answer, 200);
  laurel_test_set_clock (now);
}

void
laurel_test_office_stop (void)
{
  json_decref (laurel_test_office.description);
  laurel_test_server_stop (laurel_test_office.server);
}

json_t *
laurel_test_parse (const LaurelTestAnswer *answer, guint status)
{
  json_t *body = json_loadb (answer->body->str, answer->body->len, 0, NULL);

  g_test_message ("%u %.2000s", answer->status, answer->body->str);
  g_assert_cmpuint (answer->status, ==, status);
  g_assert_nonnull (body);

  return body;
}

void
laurel_test_manage (const char *method, const char *target, const char *body)
{
  g_autoptr (LaurelTestAnswer) answer = laurel_test_call (laurel_test_office.server,
                                                          method,
                                                          target,
                                                          laurel_test_office.server->admin,
                                                          body);

  g_test_message ("%s: %u %.2000s", target, answer->status, answer->body->str);
  g_assert_cmpuint (answer->status / 100, ==, 2);
}

void
laurel_test_set_clock (const char *now)
{
  g_autofree char *body = g_strdup_printf ("{\"now\":\"%s\",\"sweep\":false}", now);

  laurel_test_manage ("PUT", "/v1/clock", body);
}

void
laurel_test_publish (const char *program)
{
  laurel_test_manage ("PUT", "/v1/program/draft", program);
  laurel_test_manage ("POST",
                      "/v1/program/draft/publish",
                      "{\"comment\":\"\",\"accept_warnings\":true}");
}

void
laurel_test_run_sql (const char *sql)
{
  g_autofree char *folder = g_build_filename (laurel_test_office.server->home, "run", NULL);
  const char      *command[] = { "psql", "-qAtX",  "-v", "ON_ERROR_STOP=1", "-h", folder,
                                 "-U",   "laurel", "-d", "laurel",          "-c", sql,
                                 NULL };
  g_autoptr (GError) error = NULL;
  int status = 0;

  g_spawn_sync (NULL,
                (char **) command,
                NULL,
                G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL,
                NULL,
                NULL,
                NULL,
                NULL,
                &status,
                &error);
  g_assert_no_error (error);
  g_spawn_check_wait_status (status, &error);
  g_assert_no_error (error);
}

json_t *
laurel_test_operate (const char *target, const char *body)
{
  static guint     number;
  int              fd = laurel_test_connect (laurel_test_office.server);
  g_autofree char *request = g_strdup_printf ("POST %s HTTP/1.1\r\nHost: test\r\n"
                                              "Authorization: Bearer %s\r\n"
                                              "Idempotency-Key: key-%u\r\n"
                                              "Content-Type: application/json\r\n"
                                              "Content-Length: %zu\r\n\r\n%s",
                                              target,
                                              laurel_test_office.server->till,
                                              ++number,
                                              strlen (body),
                                              body);
  g_autoptr (LaurelTestAnswer) answer = NULL;

  g_assert_true (laurel_test_send (fd, request, -1));
  answer = laurel_test_receive (fd, FALSE, WAIT_MS);
  close (fd);

  return laurel_test_parse (answer, 201);
}

char *
laurel_test_dup_text (json_t *object, const char *name)
{
  const char *text = json_string_value (json_object_get (object, name));

  g_assert_nonnull (text);

  return g_strdup (text);
}

json_int_t
laurel_test_get_number (json_t *object, const char *name)
{
  json_t *number = json_object_get (object, name);

  g_test_message ("%s", name);
  g_assert_true (json_is_integer (number));

  return json_integer_value (number);
}

/* The answer to an analyst, held against the schema of that name. */
static json_t *
call_as (const char *schema_name, const char *method, const char *target, const char *body)
{
  const LaurelTestOffice *office = &laurel_test_office;
  g_autoptr (LaurelTestAnswer) answer =
      laurel_test_call (office->server, method, target, office->server->analyst, body);
  json_t          *value = laurel_test_parse (answer, 200);
  json_t          *components = json_object_get (office->description, "components");
  json_t          *schemas = json_object_get (components, "schemas");
  json_t          *schema = json_object_get (schemas, schema_name);
  g_autofree char *fault = NULL;

  g_assert_nonnull (schema);
  fault = laurel_test_schema_find_fault (office->description, schema, value);
  g_assert_cmpstr (fault, ==, NULL);

  return value;
}

json_t *
laurel_test_read_as (const char *schema_name, const char *target)
{
  return call_as (schema_name, "GET", target, NULL);
}

json_t *
laurel_test_ask_as (const char *schema_name, const char *target, const char *body)
{
  return call_as (schema_name, "POST", target, body);
}

void
laurel_test_assert_refused (const char *target, const char *token, guint status, const char *code)
{
  g_autoptr (LaurelTestAnswer) answer =
      laurel_test_call (laurel_test_office.server, "GET", target, token, NULL);

  g_test_message ("%s", target);
  g_assert_cmpuint (answer->status, ==, status);
  g_assert_true (laurel_test_answer_has (answer, "code", code));
}

/* All items of a list, read @limit at a time. */
static json_t *
read_all (const char *schema_name, const char *target, guint limit)
{
  json_t          *all = json_array ();
  g_autofree char *next = g_strdup ("");

  while (next != NULL)
    {
      g_autofree char *page_target = g_strdup_printf ("%s%slimit=%u%s%s",
                                                      target,
                                                      strchr (target, '?') != NULL ? "&" : "?",
                                                      limit,
                                                      next[0] != '\0' ? "&after=" : "",
                                                      next);
      json_t          *page = laurel_test_read_as (schema_name, page_target);
      json_t          *items = json_object_get (page, "items");

      g_assert_cmpuint (json_array_size (items), <=, limit);
      json_array_extend (all, items);
      g_free (next);
      next = g_strdup (json_string_value (json_object_get (page, "next")));
      json_decref (page);
    }

  return all;
}

void
laurel_test_assert_pages_fit (const char *schema_name, const char *target, gsize n_items)
{
  json_t *whole = read_all (schema_name, target, 500);
  json_t *in_ones = read_all (schema_name, target, 1);
  json_t *in_threes = read_all (schema_name, target, 3);

  g_assert_cmpuint (json_array_size (whole), ==, n_items);
  g_assert_true (json_equal (whole, in_ones));
  g_assert_true (json_equal (whole, in_threes));

  json_decref (whole);
  json_decref (in_ones);
  json_decref (in_threes);
}
