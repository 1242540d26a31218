/* laurel-condition-editor.h - when something holds, edited as sentences
 *
 * A value goes in, values come out: the editor changes no condition that it was given. One test is
 * one row, whose words that can be chosen are tokens; groups stand in a bar; what is nested deeper
 * than three is opened by a row. Undo is the page's.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "desktop/api/laurel-condition.h"
#include "desktop/models/laurel-names.h"

G_BEGIN_DECLS

#define LAUREL_TYPE_CONDITION_EDITOR (laurel_condition_editor_get_type ())
G_DECLARE_FINAL_TYPE (LaurelConditionEditor,
                      laurel_condition_editor,
                      LAUREL,
                      CONDITION_EDITOR,
                      GtkWidget)

/* Signals:
 *   changed (editor, LaurelCondition *condition): (nullable) (transfer none): by a person; not
 *     after laurel_condition_editor_set_condition() */
GtkWidget *laurel_condition_editor_new (void) G_GNUC_WARN_UNUSED_RESULT;

void laurel_condition_editor_set_names (LaurelConditionEditor *self, LaurelNames *names);

/* @condition: (nullable): always. What is shown stays where it is as far as it is the same. */
void laurel_condition_editor_set_condition (LaurelConditionEditor *self,
                                            LaurelCondition       *condition);
/* (nullable) (transfer none) */
LaurelCondition *laurel_condition_editor_get_condition (LaurelConditionEditor *self);

/* While "changed" is told: (nullable): the same text for edits of the same token, so that typing
 * is one undo; NULL for an edit of its own. */
const char *laurel_condition_editor_get_key (LaurelConditionEditor *self);

/* Whether dates, weekdays and hours can be added at the top: not where rows of their own stand
 * beside the editor. TRUE at first. */
void laurel_condition_editor_set_offers_schedule (LaurelConditionEditor *self, gboolean offers);

/* What is at fault, as the server names it below the condition: "/all/0/ids"; the reason is shown
 * under its row. */
void laurel_condition_editor_clear_faults (LaurelConditionEditor *self);
void laurel_condition_editor_add_fault (LaurelConditionEditor *self,
                                        const char            *pointer,
                                        const char            *reason);

G_END_DECLS
