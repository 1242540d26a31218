/* laurel-premise-world.c - the products, stores and levels that premises about receipts rest on
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/engine/laurel-premise-world.h"

/* A tenth of a second or so. Programs that people write need a hundredth of it. */
#define PATIENCE G_GINT64_CONSTANT (100000000)

#define DAY_SECONDS 86400
/* No zone is further behind UTC. */
#define OFFSET_LEAST (-12 * 3600)

gboolean
laurel_premise_world_knows_products (const LaurelPremiseWorld *self)
{
  return g_hash_table_size (self->products) > 0;
}

gboolean
laurel_premise_world_knows_stores (const LaurelPremiseWorld *self)
{
  return g_hash_table_size (self->catalog_stores) > 0;
}

gboolean
laurel_premise_world_has_item (const LaurelPremiseWorld *self, const LaurelDraftItem *item)
{
  return item->segment == NULL || !laurel_premise_world_knows_products (self) ||
         g_hash_table_contains (self->segments, item->segment);
}

gboolean
laurel_premise_world_spend (LaurelPremiseWorld *self, gsize steps)
{
  self->patience -= (gint64) steps;

  return self->patience >= 0;
}

static void
take_product (LaurelPremiseWorld *self, const LaurelCatalogProduct *product)
{
  g_hash_table_insert (self->products, (gpointer) product->id, (gpointer) product);

  for (gsize i = 0; i < product->n_segments; i++)
    {
      GPtrArray *members = g_hash_table_lookup (self->segments, product->segments[i]);

      if (members == NULL)
        {
          members = g_ptr_array_new ();
          g_hash_table_insert (self->segments, (gpointer) product->segments[i], members);
        }

      g_ptr_array_add (members, (gpointer) product);
    }
}

static void
number_store (LaurelPremiseWorld *self, const char *id)
{
  if (!g_hash_table_contains (self->stores, id))
    g_hash_table_insert (self->stores, (gpointer) id, GSIZE_TO_POINTER (self->n_stores++));
}

static void
number_stores_of_condition (LaurelPremiseWorld *self, const LaurelDraftCondition *condition)
{
  if (condition == NULL)
    return;

  for (gsize i = 0; condition->type == LAUREL_TEST_STORE && i < condition->ids.n; i++)
    number_store (self, condition->ids.ids[i]);

  for (gsize i = 0; i < condition->n_children; i++)
    number_stores_of_condition (self, &condition->children[i]);
}

static void
number_stores_of_node (LaurelPremiseWorld *self, const LaurelDraftNode *node)
{
  number_stores_of_condition (self, node->when);

  for (gsize i = 0; i < node->n_children; i++)
    number_stores_of_node (self, &node->children[i]);
}

static void
number_stores_of_rules (LaurelPremiseWorld *self, const LaurelDraftRule *rules, gsize n_rules)
{
  for (gsize i = 0; i < n_rules; i++)
    number_stores_of_condition (self, rules[i].when);
}

static void
take_store_segments (LaurelPremiseWorld *self, const LaurelCatalogStore *store)
{
  gsize number = GPOINTER_TO_SIZE (g_hash_table_lookup (self->stores, store->id));

  for (gsize i = 0; i < store->n_segments; i++)
    {
      GArray *members = g_hash_table_lookup (self->store_segments, store->segments[i]);

      if (members == NULL)
        {
          members = g_array_new (FALSE, TRUE, sizeof (guint64));
          g_array_set_size (members, (guint) LAUREL_BIT_WORDS (self->n_stores));
          g_hash_table_insert (self->store_segments, (gpointer) store->segments[i], members);
        }

      g_array_index (members, guint64, number / 64) |= G_GUINT64_CONSTANT (1) << (number % 64);
    }
}

static void
take_stores (LaurelPremiseWorld *self)
{
  gsize n = self->catalog != NULL ? laurel_catalog_get_n_stores (self->catalog) : 0;

  self->n_stores = 1;

  for (gsize i = 0; i < n; i++)
    {
      const char *id = laurel_catalog_get_store (self->catalog, i)->id;

      (void) g_hash_table_add (self->catalog_stores, (gpointer) id);
      number_store (self, id);
    }

  if (self->draft->root != NULL)
    number_stores_of_node (self, self->draft->root);

  number_stores_of_rules (self, self->draft->redemption_rules, self->draft->n_redemption_rules);
  number_stores_of_rules (self, self->draft->restrictions, self->draft->n_restrictions);

  for (gsize i = 0; i < n; i++)
    take_store_segments (self, laurel_catalog_get_store (self->catalog, i));
}

LaurelPremiseWorld *
laurel_premise_world_new (const LaurelProgramDraft *draft, const LaurelCatalog *catalog, gint64 now)
{
  LaurelPremiseWorld *self = g_new0 (LaurelPremiseWorld, 1);
  gsize               n_products = catalog != NULL ? laurel_catalog_get_n_products (catalog) : 0;

  self->arena = laurel_arena_new ();
  self->draft = draft;
  self->catalog = catalog;
  self->products = g_hash_table_new (g_str_hash, g_str_equal);
  self->segments =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  self->targets = g_hash_table_new (NULL, NULL);
  self->stores = g_hash_table_new (g_str_hash, g_str_equal);
  self->catalog_stores = g_hash_table_new (g_str_hash, g_str_equal);
  self->store_segments =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_array_unref);
  self->today = (gint32) ((now + OFFSET_LEAST) / DAY_SECONDS);
  self->patience = PATIENCE;

  for (gsize i = 0; i < n_products; i++)
    take_product (self, laurel_catalog_get_product (catalog, i));

  take_stores (self);

  return self;
}

void
laurel_premise_world_free (LaurelPremiseWorld *self)
{
  g_hash_table_unref (self->products);
  g_hash_table_unref (self->segments);
  g_hash_table_unref (self->targets);
  g_hash_table_unref (self->stores);
  g_hash_table_unref (self->catalog_stores);
  g_hash_table_unref (self->store_segments);
  laurel_arena_free (self->arena);
  g_free (self);
}
