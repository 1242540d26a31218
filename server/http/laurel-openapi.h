/* laurel-openapi.h - the OpenAPI 3.1 document, made from the routes themselves
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Paths, parameters, access and statuses come from the route table; the shapes of bodies are
 * written by hand, in openapi/NAME.json, each an object of JSON Schemas by name.
 */

#pragma once

#include "server/http/laurel-router.h"

G_BEGIN_DECLS

/* (transfer full): the document as text. */
GBytes *laurel_openapi_new (const LaurelRouter *router) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
