/* laurel-router.h - finds the route of a method and a path
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server/http/laurel-route.h"

G_BEGIN_DECLS

#define LAUREL_ROUTE_PARAMETERS_MAX 4

typedef struct _LaurelRouter LaurelRouter;

/**
 * LaurelRouteMatch:
 * @route: (nullable): what was found
 * @number: its number among all routes, for figures
 * @path_known: the path has routes, if not for this method
 * @names, @values: (array length=n_parameters): parts of the pattern in braces and what the path
 * has there; names without braces. Both point into the pattern and the path
 */
typedef struct
{
  const LaurelRoute *route;
  gsize              number;
  gboolean           path_known;
  gsize              n_parameters;
  struct
  {
    const char *start;
    gsize       length;
  } names[LAUREL_ROUTE_PARAMETERS_MAX], values[LAUREL_ROUTE_PARAMETERS_MAX];
} LaurelRouteMatch;

/* @routes: (array length=n_routes) (transfer container): rows live elsewhere, and for ever. Two
 * rows of one method that any path fits equally well are a fault of ours and abort. */
LaurelRouter *laurel_router_new (GPtrArray *routes) G_GNUC_WARN_UNUSED_RESULT;
void          laurel_router_free (LaurelRouter *router);

gsize              laurel_router_get_n_routes (const LaurelRouter *router);
const LaurelRoute *laurel_router_get_route (const LaurelRouter *router, gsize number);

/* @path: not decoded, without the query, @length bytes. Safe on any number of threads. */
LaurelRouteMatch laurel_router_match (const LaurelRouter *router,
                                      const char         *method,
                                      const char         *path,
                                      gsize               length);

/* (transfer full): the methods that @path has, "GET, HEAD, POST". */
char *laurel_router_dup_allow (const LaurelRouter *router,
                               const char         *path,
                               gsize               length) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelRouter, laurel_router_free)

G_END_DECLS
