/* laurel-openapi.c - the OpenAPI 3.1 document, made from the routes themselves
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/http/laurel-openapi.h"

#include <gio/gio.h>
#include <jansson.h>
#include <string.h>

#include "laurel-http-resources.h"

#include "server/http/laurel-problem.h"

#define SCHEMAS "/laurel/openapi"

static json_t *
make_reference (const char *schema)
{
  g_autofree char *path = g_strconcat ("#/components/schemas/", schema, NULL);

  return json_pack ("{s:s}", "$ref", path);
}

static json_t *
make_content (const char *type, const char *schema)
{
  return json_pack ("{s:{s:o}}", type, "schema", make_reference (schema));
}

/* ---- parameters ---- */

static json_t *
make_choices (const char *choices)
{
  char  **words = g_strsplit (choices, "|", -1);
  json_t *array = json_array ();

  for (gsize i = 0; words[i] != NULL; i++)
    json_array_append_new (array, json_string (words[i]));
  g_strfreev (words);

  return json_pack ("{s:s, s:o}", "type", "string", "enum", array);
}

static json_t *
make_query_schema (const LaurelQueryParameter *parameter)
{
  switch (parameter->kind)
    {
    case LAUREL_QUERY_INTEGER:
      return json_pack ("{s:s, s:I, s:I}",
                        "type",
                        "integer",
                        "minimum",
                        (json_int_t) parameter->min,
                        "maximum",
                        (json_int_t) parameter->max);
    case LAUREL_QUERY_DATE:
      return json_pack ("{s:s, s:s}", "type", "string", "format", "date");
    case LAUREL_QUERY_INSTANT:
      return json_pack ("{s:s, s:s}", "type", "string", "format", "date-time");
    case LAUREL_QUERY_BOOLEAN:
      return json_pack ("{s:s}", "type", "boolean");
    case LAUREL_QUERY_CHOICE:
      return make_choices (parameter->choices);
    case LAUREL_QUERY_TEXT:
      return json_pack ("{s:s}", "type", "string");
    default:
      g_assert_not_reached ();
    }
}

static void
add_query (json_t *parameters, const LaurelQueryParameter *parameter)
{
  for (; parameter != NULL && parameter->name != NULL; parameter++)
    json_array_append_new (parameters,
                           json_pack ("{s:s, s:s, s:s, s:b, s:o}",
                                      "name",
                                      parameter->name,
                                      "in",
                                      "query",
                                      "description",
                                      parameter->summary,
                                      "required",
                                      (int) parameter->needed,
                                      "schema",
                                      make_query_schema (parameter)));
}

static void
add_path_parameters (json_t *parameters, const char *pattern)
{
  for (const char *open = strchr (pattern, '{'); open != NULL; open = strchr (open + 1, '{'))
    json_array_append_new (parameters,
                           json_pack ("{s:s%, s:s, s:b, s:{s:s}}",
                                      "name",
                                      open + 1,
                                      strcspn (open + 1, "}"),
                                      "in",
                                      "path",
                                      "required",
                                      1,
                                      "schema",
                                      "type",
                                      "string"));
}

static void
add_key (json_t *parameters, LaurelRouteFlags flags)
{
  json_array_append_new (
      parameters,
      json_pack ("{s:s, s:s, s:s, s:b, s:{s:s, s:i, s:i}}",
                 "name",
                 "Idempotency-Key",
                 "in",
                 "header",
                 "description",
                 "The caller's name for this operation: sent again, it is done once",
                 "required",
                 (flags & LAUREL_ROUTE_NEEDS_KEY) != 0,
                 "schema",
                 "type",
                 "string",
                 "minLength",
                 1,
                 "maxLength",
                 64));
}

/* ---- operations ---- */

static const char *
describe_access (LaurelRouteAccess access)
{
  switch (access)
    {
    case LAUREL_ROUTE_OPEN:
      return "Open.";
    case LAUREL_ROUTE_TILL:
      return "For tills.";
    case LAUREL_ROUTE_ANALYST:
      return "For analysts and above.";
    case LAUREL_ROUTE_MARKETER:
      return "For marketers and above.";
    case LAUREL_ROUTE_MANAGER:
      return "For managers and above.";
    case LAUREL_ROUTE_ADMIN:
      return "For administrators.";
    case LAUREL_ROUTE_ANYONE_KNOWN:
      return "For tills and people.";
    default:
      g_assert_not_reached ();
    }
}

/* Unique, and stays the same while the route does: "getV1ClientsClient". */
static char *
make_operation_id (const LaurelRoute *route)
{
  g_autofree char *method = g_ascii_strdown (route->method, -1);
  GString         *id = g_string_new (method);
  gboolean         begins = TRUE;

  for (const char *c = route->pattern; *c != '\0'; c++)
    {
      if (!g_ascii_isalnum (*c))
        {
          begins = TRUE;
          continue;
        }

      g_string_append_c (id, begins ? g_ascii_toupper (*c) : *c);
      begins = FALSE;
    }

  return g_string_free (id, FALSE);
}

static void
add_success (json_t *responses, const LaurelRoute *route, guint status, const char *description)
{
  const char *type = route->content_type != NULL ? route->content_type : "application/json";
  json_t     *success = json_pack ("{s:s}", "description", description);
  char        name[4];

  if (route->response != NULL)
    json_object_set_new (success, "content", make_content (type, route->response));

  g_snprintf (name, sizeof name, "%u", status);
  json_object_set_new (responses, name, success);
}

static json_t *
make_responses (const LaurelRoute *route)
{
  json_t *responses = json_object ();

  add_success (responses, route, route->status, route->status == 201 ? "Made" : "Done");
  if (route->may_be_later)
    add_success (responses, route, 202, "Accepted: it is done later");

  json_object_set_new (responses,
                       "default",
                       json_pack ("{s:s}", "$ref", "#/components/responses/Problem"));

  return responses;
}

static json_t *
make_operation (const LaurelRoute *route)
{
  g_autofree char *id = make_operation_id (route);
  json_t          *parameters = json_array ();
  json_t          *operation = NULL;

  add_path_parameters (parameters, route->pattern);
  add_query (parameters, route->query);
  if (strcmp (route->method, "POST") == 0 || (route->flags & LAUREL_ROUTE_NEEDS_KEY) != 0)
    add_key (parameters, route->flags);

  operation = json_pack ("{s:s, s:[s], s:s, s:s, s:o, s:o}",
                         "operationId",
                         id,
                         "tags",
                         route->tag,
                         "summary",
                         route->summary,
                         "description",
                         describe_access (route->access),
                         "parameters",
                         parameters,
                         "responses",
                         make_responses (route));
  g_assert (operation != NULL);

  if (route->request != NULL)
    json_object_set_new (
        operation,
        "requestBody",
        json_pack ("{s:b, s:o}",
                   "required",
                   !route->optional_body,
                   "content",
                   make_content (route->body_type != NULL ? route->body_type : "application/json",
                                 route->request)));

  if (route->access != LAUREL_ROUTE_OPEN)
    json_object_set_new (operation, "security", json_pack ("[{s:[]}]", "bearer"));

  return operation;
}

static json_t *
make_paths (const LaurelRouter *router)
{
  json_t *paths = json_object ();

  for (gsize i = 0; i < laurel_router_get_n_routes (router); i++)
    {
      const LaurelRoute *route = laurel_router_get_route (router, i);
      g_autofree char   *method = g_ascii_strdown (route->method, -1);
      json_t            *path = json_object_get (paths, route->pattern);

      if (path == NULL)
        {
          path = json_object ();
          json_object_set_new (paths, route->pattern, path);
        }

      json_object_set_new (path, method, make_operation (route));
    }

  return paths;
}

/* ---- schemas ---- */

/* Our own files, in the program itself: one that cannot be read is a fault of the build. */
static json_t *
read_schemas (void)
{
  GResource *resource = laurel_http_get_resource ();
  char     **names =
      g_resource_enumerate_children (resource, SCHEMAS, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  json_t *schemas = json_object ();

  g_assert (names != NULL);

  for (gsize i = 0; names[i] != NULL; i++)
    {
      g_autofree char *path = g_strconcat (SCHEMAS "/", names[i], NULL);
      g_autoptr (GBytes) text =
          g_resource_lookup_data (resource, path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
      json_error_t error = { 0 };
      gsize        size = 0;
      const char  *data = g_bytes_get_data (text, &size);
      json_t      *file = json_loadb (data, size, JSON_REJECT_DUPLICATES, &error);

      if (file == NULL)
        g_critical ("%s:%d: %s", names[i], error.line, error.text);
      g_assert (json_is_object (file));

      json_object_update_new (schemas, file);
    }

  g_strfreev (names);

  return schemas;
}

GBytes *
laurel_openapi_new (const LaurelRouter *router)
{
  json_t *document = NULL;
  char   *text = NULL;
  GBytes *bytes = NULL;

  document = json_pack (
      "{s:s, s:{s:s, s:s, s:s}, s:o, s:{s:o, s:{s:{s:s, s:o}}, s:{s:{s:s, s:s}}}}",
      "openapi",
      "3.1.0",
      "info",
      "title",
      "Laurel",
      "version",
      LAUREL_VERSION,
      "description",
      "Loyalty for retail chains: tills, programs, clients, points. Money, points (hundredths), "
      "quantities (thousandths) and rates (1/10000) are integers.",
      "paths",
      make_paths (router),
      "components",
      "schemas",
      read_schemas (),
      "responses",
      "Problem",
      "description",
      "Refused, or not possible now",
      "content",
      make_content (LAUREL_PROBLEM_TYPE, "Problem"),
      "securitySchemes",
      "bearer",
      "type",
      "http",
      "scheme",
      "bearer");
  g_assert (document != NULL);

  text = json_dumps (document, JSON_COMPACT);
  bytes = g_bytes_new (text, strlen (text));
  json_decref (document);
  free (text);

  return bytes;
}
