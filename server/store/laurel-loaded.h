/* laurel-loaded.h - what was loaded, from the rows that the database gives
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For the files that load. A row is a tag, an array of numbers and an array of texts; the tag says
 * what they are of.
 */

#pragma once

#include "server/store/laurel-db-result.h"
#include "server/store/laurel-store-accounts.h"

G_BEGIN_DECLS

/* @sale_id: of a sale that is loaded as well, or 0 */
LaurelLoaded *laurel_loaded_new (LaurelAccountDepth depth,
                                 gint64             sale_id) G_GNUC_WARN_UNUSED_RESULT;

/* Takes the row of @index, whose tag stands in @column and the arrays in the two behind it. */
void laurel_loaded_read_row (LaurelLoaded *loaded, const PGresult *result, int index, int column);

/* All rows have been read. */
void laurel_loaded_end (LaurelLoaded *loaded);

G_END_DECLS
