/* laurel-target-set.c - targets, compared with each other
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/engine/laurel-target-set.h"

#include <stdlib.h>
#include <string.h>

static int
compare_ids (const void *a, const void *b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static LaurelDraftIds
sort_ids (LaurelPremiseWorld *world, LaurelDraftIds ids)
{
  const char   **sorted = laurel_arena_new_array (world->arena, const char *, ids.n);
  LaurelDraftIds set = { sorted, 0 };

  if (ids.n == 0)
    return set;

  memcpy (sorted, ids.ids, sizeof *sorted * ids.n);
  qsort (sorted, ids.n, sizeof *sorted, compare_ids);

  for (gsize i = 0; i < ids.n; i++)
    {
      if (i == 0 || strcmp (sorted[i], sorted[i - 1]) != 0)
        sorted[set.n++] = sorted[i];
    }

  return set;
}

static const LaurelTargetSet *
make_set (LaurelPremiseWorld *world, const LaurelDraftTarget *target)
{
  LaurelTargetSet *set = laurel_arena_new_array0 (world->arena, LaurelTargetSet, 1);

  set->products = sort_ids (world, target->products);
  set->segments = sort_ids (world, target->segments);
  set->exclude_products = sort_ids (world, target->exclude_products);
  set->exclude_segments = sort_ids (world, target->exclude_segments);
  set->everything = set->products.n == 0 && set->segments.n == 0;
  set->min_price = MAX (target->min_price, 0);
  set->max_price = MIN (target->max_price, LAUREL_LINE_PRICE_MAX);

  return set;
}

const LaurelTargetSet *
laurel_target_set_get (LaurelPremiseWorld *world, const LaurelDraftTarget *target)
{
  static const LaurelTargetSet everything = { .everything = TRUE,
                                              .max_price = LAUREL_LINE_PRICE_MAX };

  const LaurelTargetSet *set = NULL;

  if (target == NULL)
    return &everything;

  set = g_hash_table_lookup (world->targets, target);

  if (set == NULL)
    {
      set = make_set (world, target);
      g_hash_table_insert (world->targets, (gpointer) target, (gpointer) set);
    }

  return set;
}

static gboolean
has_id (const LaurelDraftIds *ids, const char *id)
{
  return ids->n > 0 && bsearch (&id, ids->ids, ids->n, sizeof *ids->ids, compare_ids) != NULL;
}

static gboolean
are_all_in (LaurelPremiseWorld *world, const LaurelDraftIds *inner, const LaurelDraftIds *outer)
{
  for (gsize i = 0; i < inner->n; i++)
    {
      if (!laurel_premise_world_spend (world, 1) || !has_id (outer, inner->ids[i]))
        return FALSE;
    }

  return TRUE;
}

/* What @outer excludes must not be in @inner: it is excluded there too, or only other products are
 * named. */
static gboolean
excludes_no_more (LaurelPremiseWorld    *world,
                  const LaurelTargetSet *inner,
                  const LaurelTargetSet *outer)
{
  gboolean names_products = inner->products.n > 0 && inner->segments.n == 0;

  for (gsize i = 0; i < outer->exclude_products.n; i++)
    {
      const char *id = outer->exclude_products.ids[i];

      if (!laurel_premise_world_spend (world, 1))
        return FALSE;

      if (!has_id (&inner->exclude_products, id) &&
          (!names_products || has_id (&inner->products, id)))
        return FALSE;
    }

  return are_all_in (world, &outer->exclude_segments, &inner->exclude_segments);
}

gboolean
laurel_target_set_is_within (LaurelPremiseWorld    *world,
                             const LaurelTargetSet *inner,
                             const LaurelTargetSet *outer)
{
  if (inner->min_price < outer->min_price || inner->max_price > outer->max_price)
    return FALSE;

  if (!outer->everything &&
      (inner->everything || !are_all_in (world, &inner->products, &outer->products) ||
       !are_all_in (world, &inner->segments, &outer->segments)))
    return FALSE;

  return excludes_no_more (world, inner, outer);
}

static gboolean
is_left_in (const LaurelTargetSet      *set,
            const LaurelCatalogProduct *product,
            LaurelProductFlags          flags)
{
  if ((product->flags & flags) != 0 || has_id (&set->exclude_products, product->id))
    return FALSE;

  for (gsize i = 0; i < product->n_segments; i++)
    {
      if (has_id (&set->exclude_segments, product->segments[i]))
        return FALSE;
    }

  return TRUE;
}

/* Products that the catalog does not have are in no segment and have no flags. */
static gboolean
can_pick_product (LaurelPremiseWorld    *world,
                  const LaurelTargetSet *set,
                  const char            *id,
                  LaurelProductFlags     flags)
{
  const LaurelCatalogProduct *product = g_hash_table_lookup (world->products, id);

  if (product == NULL)
    return !has_id (&set->exclude_products, id);

  return is_left_in (set, product, flags);
}

static gboolean
can_pick_segment (LaurelPremiseWorld    *world,
                  const LaurelTargetSet *set,
                  const char            *id,
                  LaurelProductFlags     flags)
{
  const GPtrArray *members = g_hash_table_lookup (world->segments, id);

  if (has_id (&set->exclude_segments, id))
    return FALSE;

  if (!laurel_premise_world_knows_products (world))
    return TRUE;

  for (guint i = 0; members != NULL && i < members->len; i++)
    {
      if (!laurel_premise_world_spend (world, 1) ||
          is_left_in (set, g_ptr_array_index (members, i), flags))
        return TRUE;
    }

  return FALSE;
}

gboolean
laurel_target_set_can_pick (LaurelPremiseWorld    *world,
                            const LaurelTargetSet *set,
                            LaurelProductFlags     flags)
{
  if (set->min_price > set->max_price)
    return FALSE;

  /* A product that nobody has heard of is everywhere but in a list. */
  if (set->everything)
    return TRUE;

  for (gsize i = 0; i < set->products.n; i++)
    {
      if (can_pick_product (world, set, set->products.ids[i], flags))
        return TRUE;
    }

  for (gsize i = 0; i < set->segments.n; i++)
    {
      if (can_pick_segment (world, set, set->segments.ids[i], flags))
        return TRUE;
    }

  return FALSE;
}
