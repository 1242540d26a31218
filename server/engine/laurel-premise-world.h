/* laurel-premise-world.h - the products, stores and levels that premises about receipts rest on
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server/engine/laurel-catalog.h"
#include "server/engine/laurel-program-draft.h"

G_BEGIN_DECLS

/* Sets of bits, 64 in each word. */
#define LAUREL_BIT_WORDS(n) (((n) + 63) / 64)

/**
 * LaurelPremiseWorld:
 * @arena: what lives as long as the world
 * @products: (element-type utf8 LaurelCatalogProduct): by id
 * @segments: (element-type utf8 GPtrArray): the products of each product segment
 * @targets: (element-type LaurelDraftTarget LaurelTargetSet): what laurel_target_set_get() made
 * @stores: (element-type utf8 guint): the bit of each store that the catalog or the program names,
 *   from 1 on; bit 0 is any other store, and none
 * @catalog_stores: (element-type utf8): those of the catalog
 * @store_segments: (element-type utf8 GArray): the stores of each segment, as such bits
 * @n_stores: the number of bits
 * @today: the earliest date on earth at the instant that advice is asked for
 * @patience: steps that may still be spent on proving
 *
 * Borrows the draft and the catalog that it is made of.
 */
typedef struct
{
  LaurelArena              *arena;
  const LaurelProgramDraft *draft;
  const LaurelCatalog      *catalog;
  GHashTable               *products;
  GHashTable               *segments;
  GHashTable               *targets;
  GHashTable               *stores;
  GHashTable               *catalog_stores;
  GHashTable               *store_segments;
  gsize                     n_stores;
  gint32                    today;
  gint64                    patience;
} LaurelPremiseWorld;

/* @catalog may be NULL; see laurel_program_advise(). */
LaurelPremiseWorld *laurel_premise_world_new (const LaurelProgramDraft *draft,
                                              const LaurelCatalog      *catalog,
                                              gint64 now) G_GNUC_WARN_UNUSED_RESULT;
void                laurel_premise_world_free (LaurelPremiseWorld *self);

/* Whether the catalog says anything about products, and about stores. */
gboolean laurel_premise_world_knows_products (const LaurelPremiseWorld *self);
gboolean laurel_premise_world_knows_stores (const LaurelPremiseWorld *self);

/* FALSE where @item asks for a segment without products. */
gboolean laurel_premise_world_has_item (const LaurelPremiseWorld *self,
                                        const LaurelDraftItem    *item);

/* Takes @steps off the patience. FALSE where there is none left: nothing more is to be proven. */
gboolean laurel_premise_world_spend (LaurelPremiseWorld *self, gsize steps);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelPremiseWorld, laurel_premise_world_free)

G_END_DECLS
