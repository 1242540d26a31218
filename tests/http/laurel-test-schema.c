/* laurel-test-schema.c - holds JSON values against the schemas of the OpenAPI document
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/http/laurel-test-schema.h"

#include <string.h>

#define REFERENCE "#/components/schemas/"

/* Words for people, or of forms that are tested where they are made. */
static const char *const words_for_people[] = { "description", "default",  "format",
                                                "pattern",     "examples", NULL };

typedef char *(*Check) (json_t *document, json_t *schema, json_t *word, json_t *value);

static gboolean
is_type (json_t *value, const char *type)
{
  static const char *const names[] = {
    [JSON_OBJECT] = "object",   [JSON_ARRAY] = "array", [JSON_STRING] = "string",
    [JSON_INTEGER] = "integer", [JSON_REAL] = "number", [JSON_TRUE] = "boolean",
    [JSON_FALSE] = "boolean",   [JSON_NULL] = "null",
  };

  return strcmp (names[json_typeof (value)], type) == 0 ||
         (strcmp (type, "number") == 0 && json_is_integer (value));
}

static char *
check_reference (json_t *document, json_t *schema, json_t *word, json_t *value)
{
  const char *path = json_string_value (word);
  json_t     *schemas = json_object_get (json_object_get (document, "components"), "schemas");
  json_t     *target = NULL;

  if (!g_str_has_prefix (path, REFERENCE))
    return g_strdup_printf (": odd reference %s", path);

  target = json_object_get (schemas, path + strlen (REFERENCE));

  return target != NULL ? laurel_test_schema_find_fault (document, target, value)
                        : g_strdup_printf (": no schema %s", path);
}

static char *
check_type (json_t *document, json_t *schema, json_t *word, json_t *value)
{
  json_t *type = NULL;
  gsize   i = 0;

  if (json_is_string (word))
    return is_type (value, json_string_value (word))
               ? NULL
               : g_strdup_printf (": is no %s", json_string_value (word));

  json_array_foreach (word, i, type)
  {
    if (is_type (value, json_string_value (type)))
      return NULL;
  }

  return g_strdup (": is of none of the types");
}

static char *
check_enum (json_t *document, json_t *schema, json_t *word, json_t *value)
{
  json_t *choice = NULL;
  gsize   i = 0;

  json_array_foreach (word, i, choice)
  {
    if (json_equal (choice, value))
      return NULL;
  }

  return g_strdup (": is none of the choices");
}

static char *
check_const (json_t *document, json_t *schema, json_t *word, json_t *value)
{
  return json_equal (word, value) ? NULL : g_strdup (": is another constant");
}

static char *
check_required (json_t *document, json_t *schema, json_t *word, json_t *value)
{
  json_t *name = NULL;
  gsize   i = 0;

  json_array_foreach (word, i, name)
  {
    if (json_is_object (value) && json_object_get (value, json_string_value (name)) == NULL)
      return g_strdup_printf ("/%s: is missing", json_string_value (name));
  }

  return NULL;
}

static char *
check_properties (json_t *document, json_t *schema, json_t *word, json_t *value)
{
  const char *name = NULL;
  json_t     *property = NULL;

  json_object_foreach (word, name, property)
  {
    json_t          *member = json_object_get (value, name);
    g_autofree char *fault =
        member != NULL ? laurel_test_schema_find_fault (document, property, member) : NULL;

    if (fault != NULL)
      return g_strdup_printf ("/%s%s", name, fault);
  }

  return NULL;
}

static char *
check_additional (json_t *document, json_t *schema, json_t *word, json_t *value)
{
  json_t     *properties = json_object_get (schema, "properties");
  const char *name = NULL;
  json_t     *member = NULL;

  json_object_foreach (value, name, member)
  {
    g_autofree char *fault = NULL;

    if (json_object_get (properties, name) != NULL)
      continue;

    if (json_is_false (word))
      return g_strdup_printf ("/%s: is not described", name);

    fault = json_is_object (word) ? laurel_test_schema_find_fault (document, word, member) : NULL;
    if (fault != NULL)
      return g_strdup_printf ("/%s%s", name, fault);
  }

  return NULL;
}

static char *
check_items (json_t *document, json_t *schema, json_t *word, json_t *value)
{
  json_t *item = NULL;
  gsize   i = 0;

  json_array_foreach (value, i, item)
  {
    g_autofree char *fault = laurel_test_schema_find_fault (document, word, item);

    if (fault != NULL)
      return g_strdup_printf ("/%" G_GSIZE_FORMAT "%s", i, fault);
  }

  return NULL;
}

static char *
check_minimum (json_t *document, json_t *schema, json_t *word, json_t *value)
{
  return json_is_integer (value) && json_integer_value (value) < json_integer_value (word)
             ? g_strdup (": is too small")
             : NULL;
}

static char *
check_maximum (json_t *document, json_t *schema, json_t *word, json_t *value)
{
  return json_is_integer (value) && json_integer_value (value) > json_integer_value (word)
             ? g_strdup (": is too large")
             : NULL;
}

static char *
check_min_length (json_t *document, json_t *schema, json_t *word, json_t *value)
{
  return json_is_string (value) &&
                 g_utf8_strlen (json_string_value (value), -1) < json_integer_value (word)
             ? g_strdup (": is too short")
             : NULL;
}

static char *
check_max_length (json_t *document, json_t *schema, json_t *word, json_t *value)
{
  return json_is_string (value) &&
                 g_utf8_strlen (json_string_value (value), -1) > json_integer_value (word)
             ? g_strdup (": is too long")
             : NULL;
}

static gsize
count_fitting (json_t *document, json_t *schemas, json_t *value)
{
  json_t *schema = NULL;
  gsize   i = 0;
  gsize   n = 0;

  json_array_foreach (schemas, i, schema)
  {
    g_autofree char *fault = laurel_test_schema_find_fault (document, schema, value);

    n += fault == NULL;
  }

  return n;
}

static char *
check_one_of (json_t *document, json_t *schema, json_t *word, json_t *value)
{
  return count_fitting (document, word, value) == 1
             ? NULL
             : g_strdup (": does not fit exactly one of the schemas");
}

static char *
check_any_of (json_t *document, json_t *schema, json_t *word, json_t *value)
{
  return count_fitting (document, word, value) > 0 ? NULL : g_strdup (": fits none of the schemas");
}

static char *
check_all_of (json_t *document, json_t *schema, json_t *word, json_t *value)
{
  return count_fitting (document, word, value) == json_array_size (word)
             ? NULL
             : g_strdup (": does not fit all of the schemas");
}

static const struct
{
  const char *word;
  Check       check;
} checks[] = {
  { "$ref", check_reference },
  { "type", check_type },
  { "enum", check_enum },
  { "const", check_const },
  { "required", check_required },
  { "properties", check_properties },
  { "additionalProperties", check_additional },
  { "items", check_items },
  { "minimum", check_minimum },
  { "maximum", check_maximum },
  { "minLength", check_min_length },
  { "maxLength", check_max_length },
  { "oneOf", check_one_of },
  { "anyOf", check_any_of },
  { "allOf", check_all_of },
};

static Check
find_check (const char *word)
{
  for (gsize i = 0; i < G_N_ELEMENTS (checks); i++)
    {
      if (strcmp (checks[i].word, word) == 0)
        return checks[i].check;
    }

  return NULL;
}

char *
laurel_test_schema_find_fault (json_t *document, json_t *schema, json_t *value)
{
  const char *word = NULL;
  json_t     *content = NULL;

  json_object_foreach (schema, word, content)
  {
    Check check = find_check (word);
    char *fault = NULL;

    if (check != NULL)
      fault = check (document, schema, content, value);
    else if (!g_strv_contains (words_for_people, word))
      fault = g_strdup_printf (": the word %s is not known to this test", word);

    if (fault != NULL)
      return fault;
  }

  return NULL;
}
