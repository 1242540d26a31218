/* laurel-node-tree.h - the tree of discounts as list models, for views
 *
 * Documents are values; views want objects that stay. Each node has one LaurelNodeItem for as long
 * as it is in the tree, wherever it moves, so that selection and scrolling survive edits. Only what
 * differs between two documents is touched.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "desktop/api/laurel-document.h"

G_BEGIN_DECLS

#define LAUREL_TYPE_NODE_ITEM (laurel_node_item_get_type ())
G_DECLARE_FINAL_TYPE (LaurelNodeItem, laurel_node_item, LAUREL, NODE_ITEM, GObject)

/* Signal changed (item): another node, or a hit now, or no longer. */
LaurelNode *laurel_node_item_get_node (LaurelNodeItem *self);
/* Whether the search finds it: else it is shown for the sake of what is below it. */
gboolean laurel_node_item_is_hit (LaurelNodeItem *self);
/* (nullable) (transfer none): the items below; NULL of a discount. */
GListModel *laurel_node_item_get_children (LaurelNodeItem *self);

#define LAUREL_TYPE_NODE_TREE (laurel_node_tree_get_type ())
G_DECLARE_FINAL_TYPE (LaurelNodeTree, laurel_node_tree, LAUREL, NODE_TREE, GObject)

LaurelNodeTree *laurel_node_tree_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* (transfer none): of one item, the root, once there is a document. */
GListModel *laurel_node_tree_get_roots (LaurelNodeTree *self);

/* Shows @document. */
void laurel_node_tree_set_document (LaurelNodeTree *self, LaurelDocument *document);

/* Names in alphabetical order within each group, instead of the order of application. */
void laurel_node_tree_set_sorted (LaurelNodeTree *self, gboolean sorted);

/* Only nodes whose names hold all words of @text, and the groups they are in; "": all. */
void laurel_node_tree_set_search (LaurelNodeTree *self, const char *text);

/* Of a search: how many nodes it finds. */
guint laurel_node_tree_get_n_hits (LaurelNodeTree *self);

/* (nullable) (transfer none): NULL too where a search hides it. */
LaurelNodeItem *laurel_node_tree_find (LaurelNodeTree *self, const char *id);

G_END_DECLS
