/* laurel-sales-match.c - finds the sale that each cancellation of a file cancels
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/jobs/laurel-sales-match.h"

/* What a sale's line has in common with a return's. */
typedef struct
{
  guint32 client;
  guint32 product;
  gint64  price;
} Goods;

static guint
hash_goods (gconstpointer key)
{
  const Goods *goods = key;
  guint64      mixed = ((guint64) goods->client << 32 | goods->product) ^
                  (guint64) goods->price * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  mixed ^= mixed >> 29;
  mixed *= G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);

  return (guint) (mixed >> 32);
}

static gboolean
equal_goods (gconstpointer a, gconstpointer b)
{
  const Goods *goods_a = a;
  const Goods *goods_b = b;

  return goods_a->client == goods_b->client && goods_a->product == goods_b->product &&
         goods_a->price == goods_b->price;
}

/* Goes back from the latest sold line: @previous leads from each to the one before. */
static guint32
find_sale (const LaurelSalesFile *file,
           guint32                latest,
           const guint32         *previous,
           const gint64          *left,
           gint64                 quantity)
{
  guint32 enough = LAUREL_SALES_NONE;

  for (guint32 i = latest; i != LAUREL_SALES_NONE; i = previous[i])
    {
      gint64 sold = g_array_index (file->lines, LaurelSalesLine, i).quantity;

      if (sold == quantity && left[i] == quantity)
        return i;
      if (enough == LAUREL_SALES_NONE && left[i] >= quantity)
        enough = i;
    }

  return enough;
}

guint32 *
laurel_sales_match (const LaurelSalesFile *file)
{
  g_autoptr (GHashTable) latest = g_hash_table_new_full (hash_goods, equal_goods, g_free, NULL);
  g_autofree guint32 *previous = NULL;
  g_autofree gint64  *left = NULL;
  guint32            *matches = NULL;

  g_return_val_if_fail (file != NULL, NULL);

  previous = g_new (guint32, file->lines->len + 1);
  left = g_new0 (gint64, file->lines->len + 1);
  matches = g_new (guint32, file->lines->len + 1);

  for (guint32 i = 0; i < file->lines->len; i++)
    {
      const LaurelSalesLine     *line = &g_array_index (file->lines, LaurelSalesLine, i);
      const LaurelSalesDocument *document =
          &g_array_index (file->documents, LaurelSalesDocument, line->document);
      Goods    goods = { document->client, line->product, line->price };
      gpointer index = NULL;
      guint32  last = LAUREL_SALES_NONE;

      matches[i] = LAUREL_SALES_NONE;
      if (document->client == LAUREL_SALES_NONE)
        continue;
      if (g_hash_table_lookup_extended (latest, &goods, NULL, &index))
        last = GPOINTER_TO_UINT (index);

      if (document->is_return)
        {
          matches[i] = find_sale (file, last, previous, left, line->quantity);
          if (matches[i] != LAUREL_SALES_NONE)
            left[matches[i]] -= line->quantity;
        }
      else
        {
          previous[i] = last;
          left[i] = line->quantity;
          g_hash_table_replace (latest, g_memdup2 (&goods, sizeof goods), GUINT_TO_POINTER (i));
        }
    }

  return matches;
}
