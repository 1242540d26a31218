/* laurel-rivals.c - whether a discount always loses to another one of its group
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Children of a comparing group see the same bases. So one beats another where it is asked whenever
 * the other is, sees each line that the other sees, and gives on each as much, or enough; what that
 * means for each pair of rewards is said below, and is true of every base, quantity and price,
 * however small. Pairs that are not mentioned are not compared.
 */

#include "server/engine/laurel-rivals.h"

#define WHOLE 10000
#define HALF  5000

static gboolean
has_limits (const LaurelDraftLimits *limits)
{
  return limits->once || limits->once_days > 0 || limits->per_client > 0 || limits->total > 0 ||
         limits->total_money >= 0;
}

/* Their lines are picked by one kind of flag, and @winner sees lines with an external discount
 * where @loser does. */
static gboolean
sees_as_much (const LaurelDraftNode *loser, const LaurelDraftNode *winner)
{
  return laurel_reward_gives_points (loser->reward.type) ==
             laurel_reward_gives_points (winner->reward.type) &&
         (winner->external || !loser->external);
}

static gboolean
are_same_rewards (const LaurelDraftReward *one, const LaurelDraftReward *other)
{
  if (one->type != other->type || one->per != other->per || one->rate != other->rate ||
      one->value != other->value || one->count != other->count || one->every != other->every ||
      one->n_items != other->n_items)
    return FALSE;

  for (gsize i = 0; i < one->n_items; i++)
    {
      if (g_strcmp0 (one->items[i].product, other->items[i].product) != 0 ||
          g_strcmp0 (one->items[i].segment, other->items[i].segment) != 0 ||
          one->items[i].count != other->items[i].count)
        return FALSE;
    }

  return TRUE;
}

/* Rewards whose amount for a line depends on that line alone. */
static gboolean
is_line_by_line (const LaurelDraftReward *reward)
{
  switch (reward->type)
    {
    case LAUREL_REWARD_PERCENT:
    case LAUREL_REWARD_FIXED_PRICE:
    case LAUREL_REWARD_POINTS_PERCENT:
    case LAUREL_REWARD_POINTS_MULTIPLIER:
      return TRUE;
    case LAUREL_REWARD_AMOUNT:
    case LAUREL_REWARD_POINTS:
      return reward->per == LAUREL_PER_LINE || reward->per == LAUREL_PER_UNIT;
    case LAUREL_REWARD_NTH:
    case LAUREL_REWARD_GIFT:
    case LAUREL_REWARD_SET:
    default:
      return FALSE;
    }
}

/* Takes the whole of each line that it sees. */
static gboolean
takes_all (const LaurelDraftReward *reward)
{
  return (reward->type == LAUREL_REWARD_PERCENT && reward->rate == WHOLE) ||
         (reward->type == LAUREL_REWARD_FIXED_PRICE && reward->value == 0);
}

/* On each line of which both are line by line, @more is worth at least what @less is. */
static gboolean
is_worth_as_much (const LaurelDraftReward *less, const LaurelDraftReward *more)
{
  if (takes_all (more))
    return TRUE;

  if (less->type != more->type || less->per != more->per || !is_line_by_line (less))
    return FALSE;

  if (less->type == LAUREL_REWARD_FIXED_PRICE)
    return more->value <= less->value;

  return more->rate >= less->rate && more->value >= less->value;
}

/* Gives something on each line with a base, be it of the least money and quantity. */
static gboolean
gives_on_each_line (const LaurelDraftReward *reward)
{
  if (reward->type == LAUREL_REWARD_PERCENT)
    return reward->rate >= HALF;

  if (reward->type == LAUREL_REWARD_POINTS_PERCENT)
    return reward->rate > 0;

  return (reward->type == LAUREL_REWARD_AMOUNT || reward->type == LAUREL_REWARD_POINTS) &&
         reward->per == LAUREL_PER_LINE && reward->value > 0;
}

/* The last child with an effect keeps it, or the first, whatever it is worth. */
static gboolean
is_displaced (const LaurelDraftNode *group,
              const LaurelDraftNode *loser,
              const LaurelDraftNode *winner,
              gboolean               loser_comes_first,
              gboolean               same)
{
  gboolean takes_lines = gives_on_each_line (&winner->reward) ||
                         is_worth_as_much (&loser->reward, &winner->reward) || same;
  gboolean takes_receipt = winner->reward.type == LAUREL_REWARD_AMOUNT &&
                           winner->reward.per == LAUREL_PER_RECEIPT && winner->reward.value > 0;

  if (loser_comes_first == group->first_wins)
    return FALSE;

  return takes_lines || (group->by_receipt && takes_receipt);
}

/* The larger value keeps it; of equal ones the earlier child, which gives as much. */
static gboolean
is_outbid (const LaurelDraftNode *loser, const LaurelDraftNode *winner, gboolean same)
{
  return is_worth_as_much (&loser->reward, &winner->reward) || same;
}

/* The smaller value that is not zero keeps it. */
static gboolean
is_underbid (const LaurelDraftNode *group,
             const LaurelDraftNode *loser,
             const LaurelDraftNode *winner,
             gboolean               same,
             gboolean               same_lines)
{
  const LaurelDraftReward *reward = &winner->reward;
  gboolean                 is_money = !laurel_reward_gives_points (reward->type);

  /* What is cut to a budget may be worth less than anything. */
  if (loser->max_amount >= 0 || loser->limits.total_money >= 0)
    return FALSE;

  /* On more lines the same comes to more. */
  if (same)
    return same_lines || !group->by_receipt;

  return is_money && same_lines && gives_on_each_line (reward) &&
         is_worth_as_much (reward, &loser->reward) && !takes_all (reward);
}

gboolean
laurel_rivals_always_lose (LaurelPremiseWorld    *world,
                           const LaurelPremise   *premise,
                           const LaurelDraftNode *group,
                           const LaurelDraftNode *loser,
                           const LaurelDraftNode *winner,
                           gboolean               loser_comes_first)
{
  const LaurelTargetSet *inner = NULL;
  const LaurelTargetSet *outer = NULL;
  gboolean               same_lines = FALSE;
  gboolean               same = FALSE;
  gboolean               loses = FALSE;

  if (!laurel_premise_world_spend (world, 1) || has_limits (&winner->limits) ||
      winner->max_amount >= 0 || !sees_as_much (loser, winner) ||
      (winner->for_referrer && !loser->for_referrer))
    return FALSE;

  /* What costs little is asked first. */
  inner = laurel_target_set_get (world, loser->target);
  outer = laurel_target_set_get (world, winner->target);

  if (!laurel_target_set_is_within (world, inner, outer))
    return FALSE;

  same_lines =
      winner->external == loser->external && laurel_target_set_is_within (world, outer, inner);
  same = are_same_rewards (&loser->reward, &winner->reward) &&
         (same_lines || is_line_by_line (&loser->reward));

  if (group->combine == LAUREL_COMBINE_DISPLACE)
    loses = is_displaced (group, loser, winner, loser_comes_first, same);
  else if (group->combine == LAUREL_COMBINE_MAX)
    loses = is_outbid (loser, winner, same);
  else
    loses = is_underbid (group, loser, winner, same, same_lines);

  return loses && laurel_premise_implies (premise, winner->when);
}

gboolean
laurel_rivals_gives_on_each_line (const LaurelDraftNode *leaf)
{
  return !has_limits (&leaf->limits) && gives_on_each_line (&leaf->reward);
}
