/* laurel-node-editor.h - one discount or one group of discounts, in sentences
 *
 * Edits go straight into the draft, and what the draft says is what is seen, so that undo and
 * edits from elsewhere need nothing here. Good from 360 px on.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "desktop/models/laurel-draft-check.h"
#include "desktop/models/laurel-names.h"

G_BEGIN_DECLS

#define LAUREL_TYPE_NODE_EDITOR (laurel_node_editor_get_type ())
G_DECLARE_FINAL_TYPE (LaurelNodeEditor, laurel_node_editor, LAUREL, NODE_EDITOR, GtkWidget)

/* Signal menu-action (editor, const char *action): of the ⋮ beside the switch, for the page:
 * "duplicate", "delete", "check". */
GtkWidget *laurel_node_editor_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* @id: (nullable): of a node of @draft. All are NULL or none is. Where the draft loses the node,
 * nothing is shown until another is set. */
void laurel_node_editor_set_node (LaurelNodeEditor *self,
                                  LaurelDraft      *draft,
                                  LaurelNames      *names,
                                  const char       *id);
/* (nullable) */
const char *laurel_node_editor_get_node (LaurelNodeEditor *self);

/* (nullable): where the faults of the draft are known. */
void laurel_node_editor_set_check (LaurelNodeEditor *self, LaurelDraftCheck *check);

/* F2: the name becomes an entry. */
void laurel_node_editor_rename (LaurelNodeEditor *self);

/* Brings the part of the node into view that @member is about: "/when", "/reward/rate". */
void laurel_node_editor_show_member (LaurelNodeEditor *self, const char *member);

G_END_DECLS
