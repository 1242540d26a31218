/* laurel-discount-tree.h - the table of discounts and groups, as a tree
 *
 * Shows a draft, and edits it by what is done to rows: dragging, renaming. What is done by keys and
 * menus are actions "discounts.…" of whoever the tree stands in.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "desktop/models/laurel-costs.h"
#include "desktop/models/laurel-draft.h"
#include "desktop/models/laurel-node-tree.h"

G_BEGIN_DECLS

#define LAUREL_TYPE_DISCOUNT_TREE (laurel_discount_tree_get_type ())
G_DECLARE_FINAL_TYPE (LaurelDiscountTree, laurel_discount_tree, LAUREL, DISCOUNT_TREE, GtkWidget)

/**
 * LaurelDropPlace:
 *
 * Where dragged rows go, seen from the row below the pointer.
 */
typedef enum
{
  LAUREL_DROP_NOWHERE,
  LAUREL_DROP_ABOVE,
  LAUREL_DROP_BELOW,
  LAUREL_DROP_INTO,
} LaurelDropPlace;

/* Signals:
 *   selection-changed (tree)
 *   activated (tree): Enter or a double click on a row */

/* Once, before anything else. */
void         laurel_discount_tree_set_draft (LaurelDiscountTree *self,
                                             LaurelDraft        *draft,
                                             LaurelCosts        *costs);
LaurelDraft *laurel_discount_tree_get_draft (LaurelDiscountTree *self);

/* (transfer full): ids, in the order of the rows. */
GStrv laurel_discount_tree_get_selected (LaurelDiscountTree *self) G_GNUC_WARN_UNUSED_RESULT;
/* Selects those that are shown, and brings the first into view. */
void laurel_discount_tree_select (LaurelDiscountTree *self, const char *const *ids);

void     laurel_discount_tree_set_sorted (LaurelDiscountTree *self, gboolean sorted);
gboolean laurel_discount_tree_get_sorted (LaurelDiscountTree *self);

void  laurel_discount_tree_set_search (LaurelDiscountTree *self, const char *text);
guint laurel_discount_tree_get_n_hits (LaurelDiscountTree *self);
/* Selects the hit behind the one that is selected, the first behind the last. */
void laurel_discount_tree_next_hit (LaurelDiscountTree *self);

/* The name of the row becomes an entry. */
void laurel_discount_tree_rename (LaurelDiscountTree *self, const char *id);

void laurel_discount_tree_focus (LaurelDiscountTree *self);

/* === For dragging ========================================================================= */

/* (nullable) (transfer none): the item of the row at @y of the tree; @share: (out): how far down
 * the row that is, 0 to 1; @row: (out) (transfer none): its widget. */
LaurelNodeItem *laurel_discount_tree_pick (LaurelDiscountTree *self,
                                           double              x,
                                           double              y,
                                           double             *share,
                                           GtkWidget         **row);

/* What dropping @ids on the node @target, that far down its row, does; and does it. */
LaurelDropPlace laurel_discount_tree_find_place (LaurelDiscountTree *self,
                                                 const char *const  *ids,
                                                 const char         *target,
                                                 double              share);
void            laurel_discount_tree_drop (LaurelDiscountTree *self,
                                           const char *const  *ids,
                                           const char         *target,
                                           LaurelDropPlace     place);

G_END_DECLS
