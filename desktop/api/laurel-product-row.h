/* laurel-product-row.h - products as a search finds them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "desktop/api/laurel-list.h"

G_BEGIN_DECLS

#define LAUREL_TYPE_PRODUCT_ROW (laurel_product_row_get_type ())
G_DECLARE_FINAL_TYPE (LaurelProductRow, laurel_product_row, LAUREL, PRODUCT_ROW, GObject)

/* One product; the fields do not change. @price, in minor units, is what it was last sold for, 0
 * where nobody knows. */
struct _LaurelProductRow
{
  GObject parent_instance;

  char  *product;
  char  *name;
  gint64 price;
};

/* @search: words of the name, or the beginning of the code; rows are LaurelProductRow. */
LaurelListRequest *laurel_product_list_new (const char *search) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
