/* laurel-catalog.h - products and stores as the engine sees them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A catalog is filled by its owner and read by laurel_program_compile(), which keeps nothing of it.
 * It copies what it is told.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  LAUREL_PRODUCT_NO_DISCOUNT = 1 << 0,
  LAUREL_PRODUCT_NO_ACCRUAL = 1 << 1,
  LAUREL_PRODUCT_NO_TURNOVER = 1 << 2,
} LaurelProductFlags;

typedef enum
{
  LAUREL_CHANNEL_NONE = 0,
  LAUREL_CHANNEL_STORE = 1 << 0,
  LAUREL_CHANNEL_SITE = 1 << 1,
  LAUREL_CHANNEL_DELIVERY = 1 << 2,
  LAUREL_CHANNEL_SHOWROOM = 1 << 3,
  LAUREL_CHANNEL_APP = 1 << 4,
  LAUREL_CHANNEL_PHONE = 1 << 5,
} LaurelChannel;

/* What @max_discount is where nothing limits it. */
#define LAUREL_SHARE_WHOLE 10000

/**
 * LaurelCatalogProduct:
 * @id: product id
 * @segments: (array length=n_segments): ids of the product segments that it is in
 * @min_price: unit price that it may not be sold below, 0 to 10^14
 * @max_discount: the largest share that may be taken off, 0 to 10000
 * @flags: what it is left out of
 */
typedef struct
{
  const char        *id;
  const char *const *segments;
  gsize              n_segments;
  gint64             min_price;
  gint64             max_discount;
  LaurelProductFlags flags;
} LaurelCatalogProduct;

/**
 * LaurelCatalogStore:
 * @id: store id
 * @segments: (array length=n_segments): ids of the store segments that it is in
 * @channel: where it sells, or %LAUREL_CHANNEL_NONE
 * @time_zone: (nullable): its IANA zone, else it keeps the program's time
 */
typedef struct
{
  const char        *id;
  const char *const *segments;
  gsize              n_segments;
  LaurelChannel      channel;
  const char        *time_zone;
} LaurelCatalogStore;

typedef struct _LaurelCatalog LaurelCatalog;

LaurelCatalog *laurel_catalog_new (void) G_GNUC_WARN_UNUSED_RESULT;
void           laurel_catalog_free (LaurelCatalog *catalog);

/* An id may be added once. */
void laurel_catalog_add_product (LaurelCatalog *catalog, const LaurelCatalogProduct *product);
void laurel_catalog_add_store (LaurelCatalog *catalog, const LaurelCatalogStore *store);

gsize                       laurel_catalog_get_n_products (const LaurelCatalog *catalog);
const LaurelCatalogProduct *laurel_catalog_get_product (const LaurelCatalog *catalog, gsize index);
gsize                       laurel_catalog_get_n_stores (const LaurelCatalog *catalog);
const LaurelCatalogStore   *laurel_catalog_get_store (const LaurelCatalog *catalog, gsize index);

/* The words for channels in documents: NULL for none, %LAUREL_CHANNEL_NONE for an unknown word. */
const char   *laurel_channel_to_word (LaurelChannel channel);
LaurelChannel laurel_channel_from_word (const char *word);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelCatalog, laurel_catalog_free)

G_END_DECLS
