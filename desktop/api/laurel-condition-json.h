/* laurel-condition-json.h - conditions, targets and items as they stand in documents
 *
 * Reading is strict: a member that we do not know is a fault, since saving would lose it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "desktop/api/laurel-condition.h"
#include "desktop/api/laurel-json-out.h"
#include "desktop/api/laurel-reply.h"

G_BEGIN_DECLS

/* (nullable): NULL where the member @name is missing. */
LaurelCondition *laurel_condition_read (LaurelReply *reply,
                                        const char  *name) G_GNUC_WARN_UNUSED_RESULT;
LaurelTarget *laurel_target_read (LaurelReply *reply, const char *name) G_GNUC_WARN_UNUSED_RESULT;
/* The member "items"; @quantity is what its elements call theirs. */
GPtrArray *laurel_items_read (LaurelReply *reply, const char *quantity) G_GNUC_WARN_UNUSED_RESULT;

/* Nothing where it is NULL. What has not been chosen is left out, so that publishing refuses it. */
void laurel_condition_write (const LaurelCondition *self, LaurelJsonOut *out, const char *name);
void laurel_target_write (const LaurelTarget *self, LaurelJsonOut *out, const char *name);
void laurel_items_write (GPtrArray *items, LaurelJsonOut *out, const char *quantity);

G_END_DECLS
