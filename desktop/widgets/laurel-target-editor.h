/* laurel-target-editor.h - on which products, edited as sentences
 *
 * Three rows: what is picked, what is left out, and between which prices.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "desktop/api/laurel-condition.h"
#include "desktop/models/laurel-names.h"

G_BEGIN_DECLS

#define LAUREL_TYPE_TARGET_EDITOR (laurel_target_editor_get_type ())
G_DECLARE_FINAL_TYPE (LaurelTargetEditor, laurel_target_editor, LAUREL, TARGET_EDITOR, GtkWidget)

/* Signal changed (editor): by a person. */
GtkWidget *laurel_target_editor_new (void) G_GNUC_WARN_UNUSED_RESULT;

void laurel_target_editor_set_names (LaurelTargetEditor *self, LaurelNames *names);

/* @target: (nullable): every line. */
void laurel_target_editor_set_target (LaurelTargetEditor *self, const LaurelTarget *target);
/* (nullable) (transfer none): NULL where it is everything. */
const LaurelTarget *laurel_target_editor_get_target (LaurelTargetEditor *self);

/* (nullable): which member of the target is at fault: "products", "min_price"; and why. */
void laurel_target_editor_set_fault (LaurelTargetEditor *self,
                                     const char         *member,
                                     const char         *reason);

G_END_DECLS
