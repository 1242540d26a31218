/* laurel-discount-drag.h - drags rows of the tree of discounts to other places
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "desktop/pages/laurel-discount-tree.h"

G_BEGIN_DECLS

/* Rows of @tree can be dragged from now on: between rows, where a line shows, and into groups,
 * which get a frame. */
void laurel_discount_drag_attach (LaurelDiscountTree *tree);

G_END_DECLS
