/* laurel-query.h - the part of a target behind the question mark, held against a route's table
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server/engine/laurel-faults.h"
#include "server/http/laurel-route.h"

G_BEGIN_DECLS

typedef struct _LaurelQuery LaurelQuery;

/**
 * laurel_query_parse:
 * @table: (nullable): what the route takes
 * @text: (nullable): behind the question mark, as received
 * @faults: gets one for each parameter that is unknown, repeated, missing or malformed; paths are
 *   "?name"
 *
 * Returns: (transfer full) (nullable): the parameters; %NULL where nothing was given at all
 */
LaurelQuery *laurel_query_parse (const LaurelQueryParameter *table,
                                 const char                 *text,
                                 LaurelFaults               *faults) G_GNUC_WARN_UNUSED_RESULT;
void         laurel_query_free (LaurelQuery *query);

/* All take a %NULL @query. An empty value counts as not given. */
const char *laurel_query_get (const LaurelQuery *query, const char *name);
/* The number that an INTEGER is, the days since 1970-01-01 of a DATE, the microseconds since then
 * of an INSTANT, 1 or 0 for a BOOLEAN. */
gint64 laurel_query_get_number (const LaurelQuery *query, const char *name, gint64 otherwise);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelQuery, laurel_query_free)

G_END_DECLS
