/* laurel-product-row.c - products as a search finds them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/api/laurel-product-row.h"

#include "desktop/api/laurel-query.h"

G_DEFINE_FINAL_TYPE (LaurelProductRow, laurel_product_row, G_TYPE_OBJECT)

static void
laurel_product_row_finalize (GObject *object)
{
  LaurelProductRow *self = LAUREL_PRODUCT_ROW (object);

  g_free (self->product);
  g_free (self->name);

  G_OBJECT_CLASS (laurel_product_row_parent_class)->finalize (object);
}

static void
laurel_product_row_class_init (LaurelProductRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = laurel_product_row_finalize;
}

static void
laurel_product_row_init (LaurelProductRow *self)
{
}

static gpointer
read_row (LaurelReply *reply)
{
  LaurelProductRow *row = g_object_new (LAUREL_TYPE_PRODUCT_ROW, NULL);

  row->product = g_strdup (laurel_reply_get_string (reply, "product"));
  row->name = g_strdup (laurel_reply_get_string (reply, "name"));
  laurel_reply_get_optional_int (reply, "price", &row->price);

  return row;
}

LaurelListRequest *
laurel_product_list_new (const char *search)
{
  g_autoptr (GString) query = g_string_new (NULL);

  laurel_query_add (query, "q", search);

  return laurel_list_request_new ("v1/products", query->str, read_row);
}
