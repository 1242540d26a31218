/* laurel-router.c - finds the route of a method and a path
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Patterns are kept by the number of their segments, those with fewer parameters first, so that
 * /v1/journal/sales/sums wins over /v1/journal/sales/{sale} and a path is held against few of them.
 */

#include "server/http/laurel-router.h"

#include <string.h>

#define SEGMENTS_MAX  8
#define PARAMETER_MAX 128

typedef struct
{
  const LaurelRoute *route;
  gsize              number;
  guint              n_parameters;
} Entry;

struct _LaurelRouter
{
  GPtrArray *routes;
  GArray    *by_segments[SEGMENTS_MAX + 1]; /* of Entry */
};

static gsize
count_segments (const char *path, gsize length)
{
  gsize n = 0;

  for (gsize i = 0; i < length; i++)
    n += path[i] == '/';

  return n;
}

static guint
count_parameters (const char *pattern)
{
  guint n = 0;

  for (; *pattern != '\0'; pattern++)
    n += *pattern == '{';

  return n;
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const Entry *left = a;
  const Entry *right = b;

  if (left->n_parameters != right->n_parameters)
    return left->n_parameters < right->n_parameters ? -1 : 1;

  return left->number < right->number ? -1 : 1;
}

/* Both start with a slash and have as many of them. */
static gboolean
match_pattern (const char *pattern, const char *path, gsize length, LaurelRouteMatch *match)
{
  const char *end = path + length;

  match->n_parameters = 0;

  while (*pattern == '/')
    {
      const char *part = pattern + 1;
      const char *segment = path + 1;
      gsize       part_length = strcspn (part, "/");
      const char *slash = memchr (segment, '/', (gsize) (end - segment));
      gsize       segment_length = (gsize) ((slash != NULL ? slash : end) - segment);

      if (*part == '{')
        {
          gsize n = match->n_parameters++;

          if (segment_length == 0 || segment_length > PARAMETER_MAX)
            return FALSE;

          match->names[n].start = part + 1;
          match->names[n].length = part_length - 2;
          match->values[n].start = segment;
          match->values[n].length = segment_length;
        }
      else if (part_length != segment_length || memcmp (part, segment, part_length) != 0)
        {
          return FALSE;
        }

      pattern = part + part_length;
      path = segment + segment_length;
    }

  return TRUE;
}

/* A GET answers HEAD too, unless its answer has no end. */
static gboolean
serves (const LaurelRoute *route, const char *method)
{
  return strcmp (route->method, method) == 0 ||
         (strcmp (method, "HEAD") == 0 && strcmp (route->method, "GET") == 0 &&
          (route->flags & LAUREL_ROUTE_STREAM) == 0);
}

static const GArray *
entries_of (const LaurelRouter *router, const char *path, gsize length)
{
  gsize n = count_segments (path, length);

  return n >= 1 && n <= SEGMENTS_MAX && path[0] == '/' ? router->by_segments[n] : NULL;
}

LaurelRouter *
laurel_router_new (GPtrArray *routes)
{
  LaurelRouter *router = NULL;

  g_return_val_if_fail (routes != NULL, NULL);

  router = g_new0 (LaurelRouter, 1);
  router->routes = routes;

  for (gsize n = 0; n <= SEGMENTS_MAX; n++)
    router->by_segments[n] = g_array_new (FALSE, FALSE, sizeof (Entry));

  for (guint i = 0; i < routes->len; i++)
    {
      const LaurelRoute *route = g_ptr_array_index (routes, i);
      gsize              n = count_segments (route->pattern, strlen (route->pattern));
      Entry              entry = { route, i, count_parameters (route->pattern) };

      g_assert (route->pattern[0] == '/' && n <= SEGMENTS_MAX);
      g_assert (entry.n_parameters <= LAUREL_ROUTE_PARAMETERS_MAX);
      g_assert ((route->body_limit > 0) == (route->request != NULL));
      g_assert (route->status == 204 ? route->response == NULL : route->response != NULL);

      for (guint k = 0; k < i; k++)
        {
          const LaurelRoute *other = g_ptr_array_index (routes, k);

          g_assert (strcmp (route->pattern, other->pattern) != 0 ||
                    strcmp (route->method, other->method) != 0);
        }

      g_array_append_val (router->by_segments[n], entry);
    }

  for (gsize n = 0; n <= SEGMENTS_MAX; n++)
    g_array_sort (router->by_segments[n], compare_entries);

  return router;
}

void
laurel_router_free (LaurelRouter *router)
{
  if (router == NULL)
    return;

  for (gsize n = 0; n <= SEGMENTS_MAX; n++)
    g_array_unref (router->by_segments[n]);

  g_ptr_array_unref (router->routes);
  g_free (router);
}

gsize
laurel_router_get_n_routes (const LaurelRouter *router)
{
  return router->routes->len;
}

const LaurelRoute *
laurel_router_get_route (const LaurelRouter *router, gsize number)
{
  g_return_val_if_fail (number < router->routes->len, NULL);

  return g_ptr_array_index (router->routes, number);
}

LaurelRouteMatch
laurel_router_match (const LaurelRouter *router, const char *method, const char *path, gsize length)
{
  LaurelRouteMatch match = { .number = router->routes->len };
  const GArray    *entries = entries_of (router, path, length);

  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      const Entry *entry = &g_array_index (entries, Entry, i);

      if (!match_pattern (entry->route->pattern, path, length, &match))
        continue;

      match.path_known = TRUE;
      if (!serves (entry->route, method))
        continue;

      match.route = entry->route;
      match.number = entry->number;

      return match;
    }

  return match;
}

char *
laurel_router_dup_allow (const LaurelRouter *router, const char *path, gsize length)
{
  GString         *allow = g_string_new (NULL);
  const GArray    *entries = entries_of (router, path, length);
  LaurelRouteMatch match = { 0 };

  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      const Entry *entry = &g_array_index (entries, Entry, i);

      if (!match_pattern (entry->route->pattern, path, length, &match))
        continue;

      g_string_append_printf (allow, "%s%s", allow->len > 0 ? ", " : "", entry->route->method);
      if (serves (entry->route, "HEAD"))
        g_string_append (allow, ", HEAD");
    }

  return g_string_free (allow, FALSE);
}
