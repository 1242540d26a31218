/* laurel-catalog.c - products and stores as the engine sees them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/engine/laurel-catalog.h"

#include "server/engine/laurel-arena.h"

struct _LaurelCatalog
{
  LaurelArena  *arena;
  GStringChunk *segments;
  GArray       *products;
  GArray       *stores;
};

LaurelCatalog *
laurel_catalog_new (void)
{
  LaurelCatalog *catalog = g_new0 (LaurelCatalog, 1);

  catalog->arena = laurel_arena_new ();
  catalog->segments = g_string_chunk_new (1024);
  catalog->products = g_array_new (FALSE, FALSE, sizeof (LaurelCatalogProduct));
  catalog->stores = g_array_new (FALSE, FALSE, sizeof (LaurelCatalogStore));

  return catalog;
}

void
laurel_catalog_free (LaurelCatalog *catalog)
{
  if (catalog == NULL)
    return;

  g_array_unref (catalog->products);
  g_array_unref (catalog->stores);
  g_string_chunk_free (catalog->segments);
  laurel_arena_free (catalog->arena);
  g_free (catalog);
}

/* Many products share few segments: their ids are kept once. */
static const char *const *
copy_segments (LaurelCatalog *catalog, const char *const *segments, gsize n_segments)
{
  const char **copy = laurel_arena_new_array (catalog->arena, const char *, n_segments);

  for (gsize i = 0; i < n_segments; i++)
    copy[i] = g_string_chunk_insert_const (catalog->segments, segments[i]);

  return copy;
}

void
laurel_catalog_add_product (LaurelCatalog *catalog, const LaurelCatalogProduct *product)
{
  LaurelCatalogProduct copy = *product;

  copy.id = laurel_arena_strdup (catalog->arena, product->id);
  copy.segments = copy_segments (catalog, product->segments, product->n_segments);
  g_array_append_val (catalog->products, copy);
}

void
laurel_catalog_add_store (LaurelCatalog *catalog, const LaurelCatalogStore *store)
{
  LaurelCatalogStore copy = *store;

  copy.id = laurel_arena_strdup (catalog->arena, store->id);
  copy.segments = copy_segments (catalog, store->segments, store->n_segments);
  copy.time_zone =
      store->time_zone != NULL ? laurel_arena_strdup (catalog->arena, store->time_zone) : NULL;
  g_array_append_val (catalog->stores, copy);
}

gsize
laurel_catalog_get_n_products (const LaurelCatalog *catalog)
{
  return catalog->products->len;
}

const LaurelCatalogProduct *
laurel_catalog_get_product (const LaurelCatalog *catalog, gsize index)
{
  g_return_val_if_fail (index < catalog->products->len, NULL);

  return &g_array_index (catalog->products, LaurelCatalogProduct, index);
}

gsize
laurel_catalog_get_n_stores (const LaurelCatalog *catalog)
{
  return catalog->stores->len;
}

const LaurelCatalogStore *
laurel_catalog_get_store (const LaurelCatalog *catalog, gsize index)
{
  g_return_val_if_fail (index < catalog->stores->len, NULL);

  return &g_array_index (catalog->stores, LaurelCatalogStore, index);
}

static const struct
{
  LaurelChannel channel;
  const char   *word;
} channels[] = {
  { LAUREL_CHANNEL_STORE, "store" },       { LAUREL_CHANNEL_SITE, "site" },
  { LAUREL_CHANNEL_DELIVERY, "delivery" }, { LAUREL_CHANNEL_SHOWROOM, "showroom" },
  { LAUREL_CHANNEL_APP, "app" },           { LAUREL_CHANNEL_PHONE, "phone" },
};

const char *
laurel_channel_to_word (LaurelChannel channel)
{
  for (gsize i = 0; i < G_N_ELEMENTS (channels); i++)
    {
      if (channels[i].channel == channel)
        return channels[i].word;
    }

  return NULL;
}

LaurelChannel
laurel_channel_from_word (const char *word)
{
  for (gsize i = 0; i < G_N_ELEMENTS (channels); i++)
    {
      if (g_str_equal (channels[i].word, word))
        return channels[i].channel;
    }

  return LAUREL_CHANNEL_NONE;
}
