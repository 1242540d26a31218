/* laurel-reward-editor.h - what a discount gives, edited as sentences
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "desktop/api/laurel-node.h"
#include "desktop/models/laurel-names.h"

G_BEGIN_DECLS

#define LAUREL_TYPE_REWARD_EDITOR (laurel_reward_editor_get_type ())
G_DECLARE_FINAL_TYPE (LaurelRewardEditor, laurel_reward_editor, LAUREL, REWARD_EDITOR, GtkWidget)

/* Signal changed (editor, LaurelNode *node, const char *slot): by a person: the discount with
 * another reward or limit of money (transfer none), and which token it was. */
GtkWidget *laurel_reward_editor_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* @node: a discount. What is shown stays where it is as far as it is the same. */
void laurel_reward_editor_set_node (LaurelRewardEditor *self, LaurelNode *node, LaurelNames *names);

/* @member: of the node: "/reward/rate", "/max_amount". */
void laurel_reward_editor_clear_faults (LaurelRewardEditor *self);
void laurel_reward_editor_add_fault (LaurelRewardEditor *self,
                                     const char         *member,
                                     const char         *reason);

G_END_DECLS
