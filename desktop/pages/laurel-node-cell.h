/* laurel-node-cell.h - the name of a discount in the tree: icon, name, badge, and the entry to
 * rename
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "desktop/models/laurel-draft.h"
#include "desktop/models/laurel-node-tree.h"

G_BEGIN_DECLS

#define LAUREL_TYPE_NODE_CELL (laurel_node_cell_get_type ())
G_DECLARE_FINAL_TYPE (LaurelNodeCell, laurel_node_cell, LAUREL, NODE_CELL, GtkWidget)

/* @draft: what the badges compare with */
GtkWidget *laurel_node_cell_new (LaurelDraft *draft) G_GNUC_WARN_UNUSED_RESULT;

/* (nullable) @item */
void            laurel_node_cell_set_item (LaurelNodeCell *self, LaurelNodeItem *item);
LaurelNodeItem *laurel_node_cell_get_item (LaurelNodeCell *self);

/* What the badge compares with is another. */
void laurel_node_cell_refresh (LaurelNodeCell *self);

/* The name becomes an entry: Enter edits the draft, Escape does not. */
void laurel_node_cell_rename (LaurelNodeCell *self);

G_END_DECLS
