/* laurel-advice-leaf.c - advice of one discount whose conditions may hold
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/engine/laurel-advice-walk.h"

#include "server/engine/laurel-rivals.h"

/* What @reward gives is nothing, by its own numbers. */
static gboolean
gives_nothing (const LaurelDraftNode *leaf, const LaurelTargetSet *target)
{
  const LaurelDraftReward *reward = &leaf->reward;

  switch (reward->type)
    {
    case LAUREL_REWARD_PERCENT:
    case LAUREL_REWARD_NTH:
    case LAUREL_REWARD_GIFT:
    case LAUREL_REWARD_POINTS_PERCENT:
      return reward->rate == 0 || leaf->max_amount == 0;
    case LAUREL_REWARD_AMOUNT:
    case LAUREL_REWARD_POINTS:
      return reward->value == 0 || leaf->max_amount == 0;
    case LAUREL_REWARD_POINTS_MULTIPLIER:
      return reward->value == 100;
    case LAUREL_REWARD_FIXED_PRICE:
      return reward->value >= target->max_price || leaf->max_amount == 0;
    case LAUREL_REWARD_SET:
    default:
      return leaf->max_amount == 0;
    }
}

static gboolean
lacks_item (const LaurelPremiseWorld *world, const LaurelDraftNode *leaf)
{
  for (gsize i = 0; i < leaf->reward.n_items; i++)
    {
      if (!laurel_premise_world_has_item (world, &leaf->reward.items[i]))
        return TRUE;
    }

  return FALSE;
}

static gboolean
needs_client (const LaurelDraftNode *leaf)
{
  return laurel_reward_gives_points (leaf->reward.type) || leaf->limits.once ||
         leaf->limits.once_days > 0 || leaf->limits.per_client > 0;
}

/* Says why @leaf, whose conditions may hold, gives nothing all the same; FALSE where it may give
 * something. */
static gboolean
advise_dead_leaf (LaurelAdviceWalk *walk, const LaurelDraftNode *leaf, const LaurelPremise *premise)
{
  const LaurelTargetSet *target = laurel_target_set_get (walk->world, leaf->target);
  gboolean               points = laurel_reward_gives_points (leaf->reward.type);
  LaurelProductFlags     flags = points ? LAUREL_PRODUCT_NO_ACCRUAL : LAUREL_PRODUCT_NO_DISCOUNT;
  const char            *why = NULL;

  if (!laurel_premise_is_possible (premise, NULL))
    why = points ? "points need a known client, and its conditions hold for nobody who is known"
                 : "its limit counts the uses of known clients, and its conditions hold for nobody "
                   "who is known";
  else if (!laurel_target_set_can_pick (walk->world, target, 0))
    why = "its target picks no product";
  else if (!laurel_target_set_can_pick (walk->world, target, flags))
    why = points ? "nothing that its target picks may accrue points"
                 : "nothing that its target picks may be discounted";
  else if (gives_nothing (leaf, target))
    why = "what it gives comes to nothing";
  else if (lacks_item (walk->world, leaf))
    why = "a part of its set is nowhere to be had";
  else if (leaf->limits.total_money == 0)
    why = "its budget is empty";
  else if (leaf->reward.type == LAUREL_REWARD_POINTS_MULTIPLIER &&
           laurel_premise_get_most_accrual (premise) == 0)
    why = "no level that its conditions let through accrues points to multiply";
  else if (!points && walk->draft->max_line_share == 0)
    why = "the program's limit for a line lets no discount through";
  else if (!points && walk->draft->max_receipt_share == 0)
    why = "the program's limit for a receipt lets no discount through";

  if (why != NULL)
    laurel_advice_walk_add (walk,
                            LAUREL_ADVICE_DEAD,
                            leaf,
                            NULL,
                            "it never gives anything: %s",
                            why);

  return why != NULL;
}

/* A restriction that always marks each line of @leaf. */
static gboolean
advise_forbidden (LaurelAdviceWalk *walk, const LaurelDraftNode *leaf, const LaurelPremise *premise)
{
  gboolean     points = laurel_reward_gives_points (leaf->reward.type);
  LaurelForbid what = points ? LAUREL_FORBID_ACCRUE : LAUREL_FORBID_DISCOUNT;

  for (gsize i = 0; i < walk->draft->n_restrictions; i++)
    {
      const LaurelDraftRule *rule = &walk->draft->restrictions[i];

      if (!rule->enabled || (rule->forbid & what) == 0 ||
          !laurel_target_set_is_within (walk->world,
                                        laurel_target_set_get (walk->world, leaf->target),
                                        laurel_target_set_get (walk->world, rule->target)) ||
          !laurel_premise_implies (premise, rule->when))
        continue;

      laurel_advice_walk_add (walk,
                              LAUREL_ADVICE_SHADOWED,
                              leaf,
                              NULL,
                              "restriction %" G_GSIZE_FORMAT " forbids %s on all that it picks",
                              i + 1,
                              points ? "points" : "discounts");
      return TRUE;
    }

  return FALSE;
}

/* What must hold where @leaf gives something. The one that @above holds is not changed. */
static LaurelPremise *
new_leaf_premise (const LaurelPremise *above, const LaurelDraftNode *leaf)
{
  LaurelPremise *premise = laurel_premise_copy (above);

  laurel_premise_assume (premise, leaf->when, TRUE);

  if (needs_client (leaf))
    laurel_premise_assume_client (premise);

  return premise;
}

static gboolean
is_rival (const LaurelDraftNode *node)
{
  return !node->group && node->enabled;
}

/* Of two that give the same, the later one is the one too many. */
static gboolean
is_mutual (LaurelAdviceWalk      *walk,
           const LaurelPremise   *above,
           const LaurelDraftNode *group,
           const LaurelDraftNode *loser,
           const LaurelDraftNode *winner)
{
  g_autoptr (LaurelPremise) premise = new_leaf_premise (above, winner);

  return laurel_rivals_always_lose (walk->world, premise, group, winner, loser, FALSE);
}

/* @above is what must hold where @group asks its children, of which @leaf is one. */
static void
advise_loser (LaurelAdviceWalk      *walk,
              const LaurelDraftNode *leaf,
              const LaurelPremise   *premise,
              const LaurelPremise   *above)
{
  const LaurelDraftNode *group = walk->above[walk->depth - 1]; /* the root is no leaf */

  if (group->combine == LAUREL_COMBINE_ADD || group->combine == LAUREL_COMBINE_MULTIPLY)
    return;

  for (gsize i = 0; i < group->n_children; i++)
    {
      const LaurelDraftNode *rival = &group->children[i];
      gboolean               leaf_comes_first = leaf < rival;

      if (rival == leaf || !is_rival (rival) ||
          !laurel_rivals_always_lose (walk->world, premise, group, leaf, rival, leaf_comes_first))
        continue;

      if (leaf_comes_first && is_mutual (walk, above, group, leaf, rival))
        continue;

      laurel_advice_walk_add (
          walk,
          LAUREL_ADVICE_ALWAYS_LOSES,
          leaf,
          rival,
          group->combine == LAUREL_COMBINE_DISPLACE
              ? "'%s' displaces it wherever it gives something"
              : "'%s' takes its place, or gives as much, wherever it gives something",
          rival->id);
      return;
    }
}

/* Gives points that replace the base on each line that @leaf sees, whatever else happens: nothing
 * that adds takes points away. */
static gboolean
replaces_always (LaurelAdviceWalk      *walk,
                 const LaurelDraftNode *node,
                 const LaurelDraftNode *leaf,
                 const LaurelPremise   *premise)
{
  return node->replaces_base && laurel_rivals_gives_on_each_line (node) &&
         (node->external || !leaf->external) &&
         laurel_target_set_is_within (walk->world,
                                      laurel_target_set_get (walk->world, leaf->target),
                                      laurel_target_set_get (walk->world, node->target)) &&
         laurel_premise_implies (premise, node->when);
}

/* The first discount below @node that does so, or NULL. */
static const LaurelDraftNode *
find_replacing (LaurelAdviceWalk      *walk,
                const LaurelDraftNode *node,
                const LaurelDraftNode *leaf,
                const LaurelPremise   *premise)
{
  if (!node->enabled || !laurel_premise_world_spend (walk->world, 1))
    return NULL;

  if (!node->group)
    return replaces_always (walk, node, leaf, premise) ? node : NULL;

  if (node->combine != LAUREL_COMBINE_ADD || !laurel_premise_implies (premise, node->when))
    return NULL;

  for (gsize i = 0; i < node->n_children; i++)
    {
      const LaurelDraftNode *found = find_replacing (walk, &node->children[i], leaf, premise);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* Where base points are replaced there is nothing to multiply. */
static gboolean
advise_replaced (LaurelAdviceWalk *walk, const LaurelDraftNode *leaf, const LaurelPremise *premise)
{
  const LaurelDraftNode *found = NULL;

  if (leaf->reward.type == LAUREL_REWARD_POINTS_MULTIPLIER)
    found = find_replacing (walk, walk->draft->root, leaf, premise);

  if (found != NULL)
    laurel_advice_walk_add (walk,
                            LAUREL_ADVICE_SHADOWED,
                            leaf,
                            found,
                            "'%s' replaces the base points that it would multiply",
                            found->id);

  return found != NULL;
}

/* The discount's own dates of points; those of the program are told of once. */
static void
advise_lot (LaurelAdviceWalk *walk, const LaurelDraftNode *leaf)
{
  const LaurelProgramTerms *terms = &walk->draft->terms;

  for (gsize i = 0; i < terms->n_lots; i++)
    {
      const LaurelLotTerms *lot = &terms->lots[i];

      if (g_str_equal (lot->leaf, leaf->id))
        laurel_advice_walk_lot (walk, leaf, lot->activation_days, &lot->expiry);
    }
}

void
laurel_advice_walk_leaf (LaurelAdviceWalk      *walk,
                         const LaurelDraftNode *leaf,
                         const LaurelPremise   *above)
{
  g_autoptr (LaurelPremise) premise = new_leaf_premise (above, leaf);

  if (advise_dead_leaf (walk, leaf, premise) || advise_forbidden (walk, leaf, premise) ||
      advise_replaced (walk, leaf, premise))
    return;

  advise_loser (walk, leaf, premise, above);
  advise_lot (walk, leaf);
}
