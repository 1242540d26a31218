/* laurel-tree.c - the discount tree: bases in, effects out
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Effects stand in tree order in one array: a node's own are what it has appended at the end. A
 * group that lets some of them go closes the gaps, so that effects of a leaf stay together in line
 * order.
 */

#include <string.h>

#include "server/engine/laurel-pricing.h"

static void evaluate_node (LaurelPricing *pricing,
                           guint32        node,
                           guint32        first,
                           guint32        end,
                           const gint64  *bases);

/* The child of @group that @leaf is or is below. */
static guint32
child_of_leaf (const LaurelPricing *pricing, const LaurelNode *group, guint32 leaf)
{
  return pricing->program->paths[leaf][group->depth + 1];
}

static LaurelGroupScratch *
take_scratch (LaurelPricing *pricing, guint32 depth)
{
  LaurelGroupScratch *scratch = &pricing->scratch[depth];

  if (scratch->bases == NULL)
    {
      scratch->bases = laurel_arena_new_array (pricing->arena, gint64, pricing->n_lines);
      scratch->best = laurel_arena_new_array (pricing->arena, LaurelWide, pricing->n_lines);
      scratch->values = laurel_arena_new_array (pricing->arena, LaurelWide, pricing->n_lines);
      scratch->winners = laurel_arena_new_array (pricing->arena, guint32, pricing->n_lines);
    }

  return scratch;
}

/* Takes the effects from @from on off @room, in order; what has no room is trimmed. */
static void
trim_effects (LaurelPricing *pricing, gsize from, gint64 *room)
{
  gsize n = from;

  for (gsize i = from; i < pricing->n_effects; i++)
    {
      LaurelDraftEffect effect = pricing->effects[i];

      if (effect.money > room[effect.line])
        {
          effect.money = room[effect.line];
          effect.value = effect.money;
          laurel_pricing_tell_trimmed (pricing, effect.leaf);

          if (effect.money == 0)
            continue;
        }

      room[effect.line] -= effect.money;
      pricing->effects[n++] = effect;
    }

  pricing->n_effects = n;
}

static gboolean
is_better (LaurelCombine combine, LaurelWide value, LaurelWide best)
{
  if (value <= 0)
    return FALSE;

  return best == 0 || (combine == LAUREL_COMBINE_MAX ? value > best : value < best);
}

/* The child's effects from @from on stand for the receipt, or for their lines, if they win. */
static void
compare_child (LaurelPricing      *pricing,
               const LaurelNode   *group,
               guint32             child,
               gsize               from,
               LaurelGroupScratch *scratch)
{
  if (group->by_receipt)
    {
      LaurelWide total = 0;

      for (gsize i = from; i < pricing->n_effects; i++)
        total += pricing->effects[i].value;

      if (is_better (group->combine, total, scratch->best[0]))
        {
          scratch->best[0] = total;
          scratch->winners[0] = child;
        }

      return;
    }

  for (gsize i = from; i < pricing->n_effects; i++)
    scratch->values[pricing->effects[i].line] += pricing->effects[i].value;

  for (gsize i = from; i < pricing->n_effects; i++)
    {
      guint32 line = pricing->effects[i].line;

      if (is_better (group->combine, scratch->values[line], scratch->best[line]))
        {
          scratch->best[line] = scratch->values[line];
          scratch->winners[line] = child;
        }

      scratch->values[line] = 0;
    }
}

static void
displace_by_child (LaurelPricing      *pricing,
                   const LaurelNode   *group,
                   guint32             child,
                   gsize               from,
                   LaurelGroupScratch *scratch)
{
  for (gsize i = from; i < pricing->n_effects; i++)
    {
      guint32 at = group->by_receipt ? 0 : pricing->effects[i].line;

      if (!group->first_wins || scratch->winners[at] == LAUREL_ID_NONE)
        scratch->winners[at] = child;
    }
}

/* Of the effects from @from on only those of winners stay. */
static void
keep_winners (LaurelPricing            *pricing,
              const LaurelNode         *group,
              gsize                     from,
              const LaurelGroupScratch *scratch)
{
  gsize n = from;

  for (gsize i = from; i < pricing->n_effects; i++)
    {
      LaurelDraftEffect effect = pricing->effects[i];
      guint32           child = child_of_leaf (pricing, group, effect.leaf);
      guint32           winner = scratch->winners[group->by_receipt ? 0 : effect.line];

      if (winner == child)
        pricing->effects[n++] = effect;
      else
        laurel_pricing_tell_lost (pricing, effect.leaf, winner);
    }

  pricing->n_effects = n;
}

/* A winner for the receipt has the place of the first line. */
static void
prepare_contest (LaurelPricing *pricing, LaurelGroupScratch *scratch)
{
  memset (scratch->best, 0, sizeof *scratch->best * pricing->n_lines);
  memset (scratch->values, 0, sizeof *scratch->values * pricing->n_lines);

  for (guint32 i = 0; i < pricing->n_lines; i++)
    scratch->winners[i] = LAUREL_ID_NONE;
}

/* Alone, a child sees the group's bases, has room for all it gives, and is displaced by nobody.
 * Only a comparison may still find it worth nothing. */
static gboolean
lets_through (const LaurelNode *group, guint32 n_candidates)
{
  return n_candidates == 1 && group->combine != LAUREL_COMBINE_MAX &&
         group->combine != LAUREL_COMBINE_MIN;
}

static void
evaluate_group (LaurelPricing    *pricing,
                const LaurelNode *group,
                guint32           first,
                guint32           end,
                const gint64     *bases)
{
  LaurelGroupScratch *scratch = take_scratch (pricing, group->depth);
  gboolean            adds = group->combine == LAUREL_COMBINE_ADD;
  gboolean            multiplies = group->combine == LAUREL_COMBINE_MULTIPLY;
  gsize               from = pricing->n_effects;

  if (adds || multiplies)
    memcpy (scratch->bases, bases, sizeof *bases * pricing->n_lines);
  else
    prepare_contest (pricing, scratch);

  while (first < end)
    {
      guint32 child = child_of_leaf (pricing, group, pricing->candidates[first]);
      guint32 end_leaf = pricing->program->end_leaves[child];
      guint32 next = first;
      gsize   child_from = pricing->n_effects;

      while (next < end && pricing->candidates[next] < end_leaf)
        next++;

      evaluate_node (pricing, child, first, next, multiplies ? scratch->bases : bases);
      first = next;

      /* A child without effects is no candidate. */
      if (pricing->n_effects == child_from)
        continue;

      if (adds || multiplies)
        trim_effects (pricing, child_from, scratch->bases);
      else if (group->combine == LAUREL_COMBINE_DISPLACE)
        displace_by_child (pricing, group, child, child_from, scratch);
      else
        compare_child (pricing, group, child, child_from, scratch);
    }

  if (!adds && !multiplies && pricing->n_effects > from)
    keep_winners (pricing, group, from, scratch);
}

/* Points need somebody to give them to. */
static const char *
find_missing_owner (const LaurelPricing *pricing, const LaurelLeaf *leaf)
{
  if (!laurel_reward_gives_points (leaf->type))
    return NULL;

  if (pricing->client == NULL)
    return "account";

  return leaf->for_referrer && !pricing->client->has_referrer ? "referrer" : NULL;
}

/* @first to @end are the candidates below @number; there is at least one. */
static void
evaluate_node (LaurelPricing *pricing,
               guint32        number,
               guint32        first,
               guint32        end,
               const gint64  *bases)
{
  const LaurelNode *node = &pricing->program->nodes[number];
  const char       *missing = NULL;

  /* An explanation was not asked of the index, which has proven nothing then. */
  const LaurelCondition *when = pricing->explains ? node->when : node->rest;

  if (!node->enabled)
    {
      laurel_pricing_tell_node (pricing, node, LAUREL_OUTCOME_DISABLED, NULL);
      return;
    }

  if (!laurel_pricing_test (pricing, when))
    {
      if (pricing->explains)
        laurel_pricing_tell_node (
            pricing,
            node,
            LAUREL_OUTCOME_CONDITION,
            laurel_test_to_word (laurel_pricing_find_failure (pricing, node->when)));
      return;
    }

  if (node->group && lets_through (node, end - first))
    {
      guint32 child = child_of_leaf (pricing, node, pricing->candidates[first]);

      evaluate_node (pricing, child, first, end, bases);
      return;
    }

  if (node->group)
    {
      evaluate_group (pricing, node, first, end, bases);
      return;
    }

  missing = find_missing_owner (pricing, &pricing->program->leaves[node->first_leaf]);

  if (missing != NULL)
    laurel_pricing_tell_node (pricing, node, LAUREL_OUTCOME_CONDITION, missing);
  else
    laurel_pricing_evaluate_leaf (pricing, node->first_leaf, bases);
}

void
laurel_pricing_evaluate_tree (LaurelPricing *pricing)
{
  gint64 *bases = laurel_arena_new_array (pricing->arena, gint64, pricing->n_lines);

  for (guint32 i = 0; i < pricing->n_lines; i++)
    bases[i] = pricing->lines[i].base;

  if (pricing->n_candidates > 0)
    evaluate_node (pricing, 0, 0, pricing->n_candidates, bases);
}
