/* laurel-limits-editor.h - how often a discount may apply, and how much it may cost
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "desktop/api/laurel-node.h"

G_BEGIN_DECLS

#define LAUREL_TYPE_LIMITS_EDITOR (laurel_limits_editor_get_type ())
G_DECLARE_FINAL_TYPE (LaurelLimitsEditor, laurel_limits_editor, LAUREL, LIMITS_EDITOR, GtkWidget)

/* Signal changed (editor, LaurelNode *node, const char *what): by a person: the discount with other
 * limits (transfer none), and which of them it was. */
GtkWidget *laurel_limits_editor_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* @node: a discount */
void laurel_limits_editor_set_node (LaurelLimitsEditor *self, LaurelNode *node);

/* @member: of the node: "/limits/once_days". */
void laurel_limits_editor_clear_faults (LaurelLimitsEditor *self);
void laurel_limits_editor_add_fault (LaurelLimitsEditor *self,
                                     const char         *member,
                                     const char         *reason);

G_END_DECLS
