/* laurel-advice-ids.c - what a program names and the catalog does not have
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A slip of the pen makes a discount narrower, and nothing else tells of it. Each node gets one
 * advice for each kind of id.
 */

#include "server/engine/laurel-advice-walk.h"

/* So many are named; of the others there is only the number. */
#define NAMED 3

typedef enum
{
  KIND_PRODUCT,
  KIND_SEGMENT,
  KIND_STORE,
  KIND_STORE_SEGMENT,
  N_KINDS,
} Kind;

/* The unknown ids of one node, each once. */
typedef struct
{
  GHashTable *known[N_KINDS];
  GHashTable *seen[N_KINDS];
  GString    *names[N_KINDS];
} Unknown;

static void
look_up (Unknown *unknown, Kind kind, const char *id)
{
  guint n = 0;

  if (id == NULL || unknown->known[kind] == NULL ||
      g_hash_table_contains (unknown->known[kind], id) ||
      !g_hash_table_add (unknown->seen[kind], (gpointer) id))
    return;

  n = g_hash_table_size (unknown->seen[kind]);

  if (n <= NAMED)
    g_string_append_printf (unknown->names[kind], "%s'%s'", n > 1 ? ", " : "", id);
}

static void
look_up_ids (Unknown *unknown, Kind kind, const LaurelDraftIds *ids)
{
  for (gsize i = 0; i < ids->n; i++)
    look_up (unknown, kind, ids->ids[i]);
}

static void
look_up_target (Unknown *unknown, const LaurelDraftTarget *target)
{
  if (target == NULL)
    return;

  look_up_ids (unknown, KIND_PRODUCT, &target->products);
  look_up_ids (unknown, KIND_PRODUCT, &target->exclude_products);
  look_up_ids (unknown, KIND_SEGMENT, &target->segments);
  look_up_ids (unknown, KIND_SEGMENT, &target->exclude_segments);
}

static void
look_up_items (Unknown *unknown, const LaurelDraftItem *items, gsize n_items)
{
  for (gsize i = 0; i < n_items; i++)
    {
      look_up (unknown, KIND_PRODUCT, items[i].product);
      look_up (unknown, KIND_SEGMENT, items[i].segment);
    }
}

static void
look_up_condition (Unknown *unknown, const LaurelDraftCondition *condition)
{
  if (condition == NULL)
    return;

  if (condition->type == LAUREL_TEST_STORE)
    look_up_ids (unknown, KIND_STORE, &condition->ids);
  else if (condition->type == LAUREL_TEST_STORE_SEGMENT)
    look_up_ids (unknown, KIND_STORE_SEGMENT, &condition->ids);

  look_up_target (unknown, condition->target);
  look_up_items (unknown, condition->items, condition->n_items);

  for (gsize i = 0; i < condition->n_children; i++)
    look_up_condition (unknown, &condition->children[i]);
}

void
laurel_advice_walk_ids (LaurelAdviceWalk           *walk,
                        const LaurelDraftNode      *node,
                        const LaurelDraftCondition *when,
                        const LaurelDraftTarget    *target)
{
  static const char *const words[] = { "product", "product segment", "store", "store segment" };

  const LaurelPremiseWorld *world = walk->world;
  Unknown                   unknown = { 0 };

  if (laurel_premise_world_knows_products (world))
    {
      unknown.known[KIND_PRODUCT] = world->products;
      unknown.known[KIND_SEGMENT] = world->segments;
    }

  if (laurel_premise_world_knows_stores (world))
    {
      unknown.known[KIND_STORE] = world->catalog_stores;
      unknown.known[KIND_STORE_SEGMENT] = world->store_segments;
    }

  for (gsize kind = 0; kind < N_KINDS; kind++)
    {
      unknown.seen[kind] = g_hash_table_new (g_str_hash, g_str_equal);
      unknown.names[kind] = g_string_new (NULL);
    }

  look_up_condition (&unknown, when);
  look_up_target (&unknown, target);

  if (node != NULL)
    look_up_items (&unknown, node->reward.items, node->reward.n_items);

  for (gsize kind = 0; kind < N_KINDS; kind++)
    {
      guint n = g_hash_table_size (unknown.seen[kind]);

      if (n > NAMED)
        g_string_append_printf (unknown.names[kind], " and %u more", n - NAMED);

      if (n > 0)
        laurel_advice_walk_add (walk,
                                LAUREL_ADVICE_UNKNOWN_ID,
                                node,
                                NULL,
                                "the catalog has no %s %s",
                                words[kind],
                                unknown.names[kind]->str);

      g_hash_table_unref (unknown.seen[kind]);
      g_string_free (unknown.names[kind], TRUE);
    }
}
