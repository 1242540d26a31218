/* laurel-program-difference.h - what is different between two program documents, in plain words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <jansson.h>

#include "server/engine/laurel-faults.h"

G_BEGIN_DECLS

/**
 * laurel_program_difference:
 * @before, @after: two documents, each of which may be a faulty draft
 *
 * Nodes of the tree, levels and named rules are the same where their ids are; a part that left the
 * group in which it was has moved. A default is the same whether it is written out or not.
 *
 * `before` and `after` are the values of the member; of a new or removed part the part itself; of
 * one that moved to another group the ids of the groups; of another order the names in order.
 *
 * Returns: (transfer full): [{"kind", "node"?, "name", "section", "member"?, "before"?, "after"?,
 *   "text"}]; empty where both documents say the same
 */
json_t *laurel_program_difference (const json_t *before,
                                   const json_t *after) G_GNUC_WARN_UNUSED_RESULT;

/* The texts of at most @limit of @changes, and "and N more" where there are more. (transfer full)
 */
json_t *laurel_program_difference_texts (const json_t *changes,
                                         gsize         limit) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
