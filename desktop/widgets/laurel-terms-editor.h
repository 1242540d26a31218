/* laurel-terms-editor.h - what else is to be said of a discount: turnover, accrual, its description
 *
 * Only what makes sense for its reward is there.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "desktop/api/laurel-node.h"

G_BEGIN_DECLS

#define LAUREL_TYPE_TERMS_EDITOR (laurel_terms_editor_get_type ())
G_DECLARE_FINAL_TYPE (LaurelTermsEditor, laurel_terms_editor, LAUREL, TERMS_EDITOR, GtkWidget)

/* Signal changed (editor, LaurelNode *node, const char *what): by a person: the node with other
 * terms (transfer none), and which of them it was. */
GtkWidget *laurel_terms_editor_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* @node: a discount, or a group, of which only the description is there */
void laurel_terms_editor_set_node (LaurelTermsEditor *self, LaurelNode *node);

G_END_DECLS
