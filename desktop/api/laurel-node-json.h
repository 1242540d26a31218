/* laurel-node-json.h - groups and discounts as they stand in documents
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "desktop/api/laurel-json-out.h"
#include "desktop/api/laurel-node.h"
#include "desktop/api/laurel-reply.h"

G_BEGIN_DECLS

/* Reads the object that is open, strictly: see laurel-condition-json.h. */
LaurelNode *laurel_node_read (LaurelReply *reply) G_GNUC_WARN_UNUSED_RESULT;
void        laurel_node_write (const LaurelNode *self, LaurelJsonOut *out, const char *name);

G_END_DECLS
