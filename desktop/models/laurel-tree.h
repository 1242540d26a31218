/* laurel-tree.h - edits of the tree of discounts, each a new document
 *
 * What has not changed is shared with the document before.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "desktop/api/laurel-document.h"

G_BEGIN_DECLS

/* Levels of a tree, with the root: engine.md, 1. */
#define LAUREL_TREE_DEPTH_MAX 32

/* Replaces the node of the id of @node (transfer full) by it; children are those of @node. */
LaurelDocument *laurel_tree_replace (const LaurelDocument *document,
                                     LaurelNode           *node) G_GNUC_WARN_UNUSED_RESULT;

/**
 * laurel_tree_put:
 * @ids: (nullable): nodes that are taken out; NULL: none
 * @nodes: (nullable) (element-type LaurelNode): nodes that are put in
 * @parent: (nullable): the group they go into
 * @position: before which of its present children, those taken out counted; -1: at the end
 *
 * Takes out and puts in at once, which is a move where they are the same.
 */
LaurelDocument *laurel_tree_put (const LaurelDocument *document,
                                 const char *const    *ids,
                                 GPtrArray            *nodes,
                                 const char           *parent,
                                 gint                  position) G_GNUC_WARN_UNUSED_RESULT;

LaurelDocument *laurel_tree_set_enabled (const LaurelDocument *document,
                                         const char *const    *ids,
                                         gboolean              enabled) G_GNUC_WARN_UNUSED_RESULT;

/* Puts a copy of each of @nodes behind it, with names of their own, and ids that neither @document
 * nor @other (nullable) has; @ids: (out) (transfer full): of the copies. */
LaurelDocument *laurel_tree_duplicate (const LaurelDocument *document,
                                       const LaurelDocument *other,
                                       GPtrArray            *nodes,
                                       GStrv                *ids) G_GNUC_WARN_UNUSED_RESULT;

/* (element-type LaurelNode): those of @ids that are there and not below others of them, in the
 * order of the tree, never the root. */
GPtrArray *laurel_tree_pick (const LaurelDocument *document,
                             const char *const    *ids) G_GNUC_WARN_UNUSED_RESULT;

/* Whether @nodes may go below the group @parent: not into themselves, not too deep. */
gboolean laurel_tree_may_put (const LaurelDocument *document, GPtrArray *nodes, const char *parent);

/* @root with every part of it that is as in @like shared with that. */
LaurelNode *laurel_tree_share (LaurelNode           *root,
                               const LaurelDocument *like) G_GNUC_WARN_UNUSED_RESULT;

/* A short id of letters, digits and "-", made of @name (nullable), that no node of @document, of
 * @other (nullable) or of the set @taken (nullable) has. */
char *laurel_tree_new_id (const LaurelDocument *document,
                          const LaurelDocument *other,
                          GHashTable           *taken,
                          const char           *name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
