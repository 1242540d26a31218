/* laurel-combine-editor.h - what becomes of the discounts of a group where several apply
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "desktop/api/laurel-node.h"

G_BEGIN_DECLS

#define LAUREL_TYPE_COMBINE_EDITOR (laurel_combine_editor_get_type ())
G_DECLARE_FINAL_TYPE (LaurelCombineEditor, laurel_combine_editor, LAUREL, COMBINE_EDITOR, GtkWidget)

/* Signal changed (editor, LaurelNode *node, const char *what): by a person: the group combined
 * otherwise (transfer none), and which token it was. */
GtkWidget *laurel_combine_editor_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* @node: a group */
void laurel_combine_editor_set_node (LaurelCombineEditor *self, LaurelNode *node);

G_END_DECLS
