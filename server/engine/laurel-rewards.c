/* laurel-rewards.c - what one leaf gives on the bases that it sees
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A leaf picks its lines, computes an amount for each into pricing->amounts, and appends the
 * effects that are not zero. Amounts stand in the order of pricing->picked, which is line order.
 */

#include "server/engine/laurel-pricing.h"

#define BASIS_POINTS 10000

/* What a reward is computed from: @n lines, of which line k is lines[picked[k]]. */
typedef struct
{
  LaurelPricing    *pricing;
  const LaurelLeaf *leaf;
  const gint64     *bases;
  guint32           n;
} Reward;

static const LaurelLine *
line_of (const Reward *reward, guint32 k)
{
  return &reward->pricing->lines[reward->pricing->picked[k]];
}

static gint64
base_of (const Reward *reward, guint32 k)
{
  return reward->bases[reward->pricing->picked[k]];
}

static gboolean
sees_line (const LaurelPricing *pricing, const LaurelLeaf *leaf, const gint64 *bases, guint32 i)
{
  const LaurelLine *line = &pricing->lines[i];

  return bases[i] > 0 && (line->flags & leaf->blind) == 0 &&
         laurel_pricing_line_fits (line, &leaf->target);
}

static guint32
pick_lines (LaurelPricing *pricing, guint32 number, const gint64 *bases)
{
  const LaurelLeaf *leaf = &pricing->program->leaves[number];
  guint32           n = 0;

  /* Most leaves are for a few goods, and the index has met them on a line or two. */
  if (leaf->by_lines && pricing->met != NULL)
    {
      for (guint64 rest = pricing->met[number]; rest != 0; rest &= rest - 1)
        {
          guint32 i = (guint32) __builtin_ctzll (rest);

          if (sees_line (pricing, leaf, bases, i))
            pricing->picked[n++] = i;
        }

      return n;
    }

  for (guint32 i = 0; i < pricing->n_lines; i++)
    {
      if (sees_line (pricing, leaf, bases, i))
        pricing->picked[n++] = i;
    }

  return n;
}

/* How often the undiscounted amount of the lines holds `every`. */
static LaurelWide
count_every (const Reward *reward)
{
  gint64 sum = 0;

  for (guint32 k = 0; k < reward->n; k++)
    sum += line_of (reward, k)->base;

  return sum / reward->leaf->every;
}

static void
give_percent (Reward *reward)
{
  /* 10^14 * 10^4 is within 64 bits. */
  for (guint32 k = 0; k < reward->n; k++)
    reward->pricing->amounts[k] =
        (base_of (reward, k) * reward->leaf->rate + BASIS_POINTS / 2) / BASIS_POINTS;
}

static void
give_amount_of_receipt (Reward *reward, LaurelWide amount)
{
  LaurelWide *weights = reward->pricing->weights;
  LaurelWide  sum = 0;

  for (guint32 k = 0; k < reward->n; k++)
    {
      weights[k] = base_of (reward, k);
      sum += weights[k];
    }

  laurel_distribute (reward->pricing->claims,
                     MIN (amount, sum),
                     weights,
                     weights,
                     reward->n,
                     reward->pricing->amounts);
}

static void
give_amount (Reward *reward)
{
  const LaurelLeaf *leaf = reward->leaf;

  if (leaf->per == LAUREL_PER_RECEIPT)
    give_amount_of_receipt (reward, leaf->value);
  else if (leaf->per == LAUREL_PER_EVERY)
    give_amount_of_receipt (reward, leaf->value * count_every (reward));

  for (guint32 k = 0; k < reward->n; k++)
    {
      LaurelWide base = base_of (reward, k);
      LaurelWide product = (LaurelWide) leaf->value * line_of (reward, k)->given->quantity;

      if (leaf->per == LAUREL_PER_LINE)
        reward->pricing->amounts[k] = MIN (leaf->value, base);
      else if (leaf->per == LAUREL_PER_UNIT)
        reward->pricing->amounts[k] = MIN (laurel_divide_half_up (product, 1000), base);
    }
}

static void
give_fixed_price (Reward *reward)
{
  for (guint32 k = 0; k < reward->n; k++)
    {
      LaurelWide product = (LaurelWide) reward->leaf->value * line_of (reward, k)->given->quantity;
      LaurelWide off = base_of (reward, k) - laurel_divide_half_up (product, 1000);

      reward->pricing->amounts[k] = MAX (off, 0);
    }
}

static gint64
count_pieces (const Reward *reward)
{
  gint64 pieces = 0;

  for (guint32 k = 0; k < reward->n; k++)
    pieces += line_of (reward, k)->pieces;

  return pieces;
}

/* The whole line with the cheapest pieces that is not yet @taken, or @n. */
static guint32
find_cheapest (const Reward *reward, const gboolean *taken)
{
  guint32 best = reward->n;

  for (guint32 k = 0; k < reward->n; k++)
    {
      if (taken[k] || !line_of (reward, k)->whole)
        continue;

      if (best == reward->n ||
          (LaurelWide) base_of (reward, k) * line_of (reward, best)->pieces <
              (LaurelWide) base_of (reward, best) * line_of (reward, k)->pieces)
        best = k;
    }

  return best;
}

/* The @pieces cheapest pieces at the leaf's rate; there are that many. */
static void
give_cheapest (Reward *reward, gint64 pieces)
{
  gboolean *taken = laurel_arena_new_array0 (reward->pricing->arena, gboolean, reward->n);

  for (guint32 k = 0; k < reward->n; k++)
    reward->pricing->amounts[k] = 0;

  while (pieces > 0)
    {
      guint32           k = find_cheapest (reward, taken);
      const LaurelLine *line = line_of (reward, k);
      gint64            chosen = MIN (pieces, line->pieces);

      taken[k] = TRUE;
      pieces -= chosen;
      reward->pricing->amounts[k] =
          laurel_divide_half_up ((LaurelWide) base_of (reward, k) * chosen * reward->leaf->rate,
                                 (LaurelWide) line->pieces * BASIS_POINTS);
    }
}

static void
offer_gift (LaurelPricing *pricing, const LaurelLeaf *leaf, gint64 pieces)
{
  if (pricing->n_offers == pricing->offers_size)
    {
      LaurelOffer *offers = NULL;

      pricing->offers_size = MAX (8, 2 * pricing->offers_size);
      offers = laurel_arena_new_array (pricing->arena, LaurelOffer, pricing->offers_size);

      for (gsize i = 0; i < pricing->n_offers; i++)
        offers[i] = pricing->offers[i];

      pricing->offers = offers;
    }

  pricing->offers[pricing->n_offers++] = (LaurelOffer){ leaf->id, pieces };
}

static void
give_gift (Reward *reward)
{
  gint64 pieces = count_pieces (reward);

  if (pieces < reward->leaf->count)
    offer_gift (reward->pricing, reward->leaf, reward->leaf->count - pieces);

  give_cheapest (reward, MIN (pieces, reward->leaf->count));
}

/* Takes what @sets sets need into @taken; FALSE where that does not work out. */
static gboolean
take_sets (const Reward *reward, gint64 sets, gint64 *taken)
{
  const LaurelLeaf *leaf = reward->leaf;

  for (guint32 k = 0; k < reward->n; k++)
    taken[k] = 0;

  for (guint32 i = 0; i < leaf->n_items; i++)
    {
      LaurelWide need = (LaurelWide) sets * leaf->items[i].count;

      for (guint32 k = 0; k < reward->n && need > 0; k++)
        {
          const LaurelLine *line = line_of (reward, k);
          gint64            pieces = 0;

          if (!laurel_pricing_line_is_item (line, &leaf->items[i]))
            continue;

          pieces = (gint64) MIN (need, line->pieces - taken[k]);
          taken[k] += pieces;
          need -= pieces;
        }

      if (need > 0)
        return FALSE;
    }

  return TRUE;
}

/* Fewer sets leave each item at least as many pieces on each line, so what works out for some
 * number of sets works out for every smaller one, and halving finds the largest. */
static gint64
find_most_sets (const Reward *reward, gint64 *taken)
{
  gint64 low = 0;
  gint64 high = count_pieces (reward) / reward->leaf->items[0].count;

  while (low < high)
    {
      gint64 middle = low + (high - low + 1) / 2;

      if (take_sets (reward, middle, taken))
        low = middle;
      else
        high = middle - 1;
    }

  (void) take_sets (reward, low, taken);

  return low;
}

static void
give_set (Reward *reward)
{
  LaurelPricing *pricing = reward->pricing;
  gint64        *taken = laurel_arena_new_array (pricing->arena, gint64, reward->n);
  LaurelWide     sets = find_most_sets (reward, taken);
  LaurelWide     off = -sets * reward->leaf->value;

  for (guint32 k = 0; k < reward->n; k++)
    {
      LaurelWide product = (LaurelWide) base_of (reward, k) * taken[k];

      pricing->weights[k] = taken[k] > 0 ? product / line_of (reward, k)->pieces : 0;
      off += pricing->weights[k];
    }

  laurel_distribute (pricing->claims,
                     MAX (off, 0),
                     pricing->weights,
                     pricing->weights,
                     reward->n,
                     pricing->amounts);
}

static void
give_points_of_receipt (Reward *reward, LaurelWide points)
{
  LaurelPricing *pricing = reward->pricing;
  gint64         unit = pricing->program->rounding_unit;

  for (guint32 k = 0; k < reward->n; k++)
    pricing->weights[k] = line_of (reward, k)->base;

  laurel_distribute (pricing->claims,
                     points / unit,
                     pricing->weights,
                     NULL,
                     reward->n,
                     pricing->amounts);

  for (guint32 k = 0; k < reward->n; k++)
    pricing->amounts[k] *= unit;
}

static void
give_points (Reward *reward)
{
  const LaurelLeaf *leaf = reward->leaf;

  if (leaf->per == LAUREL_PER_RECEIPT)
    give_points_of_receipt (reward, leaf->value);
  else if (leaf->per == LAUREL_PER_EVERY)
    give_points_of_receipt (reward, leaf->value * count_every (reward));

  for (guint32 k = 0; k < reward->n; k++)
    {
      if (leaf->per == LAUREL_PER_LINE)
        reward->pricing->amounts[k] = leaf->value;
      else if (leaf->per == LAUREL_PER_UNIT)
        reward->pricing->amounts[k] =
            (LaurelWide) leaf->value * (line_of (reward, k)->given->quantity / 1000);
    }
}

/* Cuts the amounts to @most together. */
static void
cut_amounts (Reward *reward, LaurelWide most)
{
  LaurelPricing *pricing = reward->pricing;
  LaurelWide     sum = 0;

  for (guint32 k = 0; k < reward->n; k++)
    {
      pricing->weights[k] = pricing->amounts[k];
      sum += pricing->amounts[k];
    }

  if (sum > most)
    laurel_distribute (pricing->claims,
                       most,
                       pricing->weights,
                       pricing->weights,
                       reward->n,
                       pricing->amounts);
}

static void
append_effect (LaurelPricing *pricing, LaurelDraftEffect effect)
{
  if (pricing->n_effects == pricing->effects_size)
    {
      LaurelDraftEffect *effects = NULL;

      pricing->effects_size *= 2;
      effects = laurel_arena_new_array (pricing->arena, LaurelDraftEffect, pricing->effects_size);

      for (gsize i = 0; i < pricing->n_effects; i++)
        effects[i] = pricing->effects[i];

      pricing->effects = effects;
    }

  pricing->effects[pricing->n_effects++] = effect;
}

/* The base of a leaf's line as if it were its accrual base, in money that the points are worth. A
 * factor of 0 gives no points at all, a small one may still be worth nothing. */
static void
append_rate_effects (Reward *reward, guint32 leaf, LaurelWide factor, LaurelWide divisor)
{
  if (factor == 0)
    return;

  for (guint32 k = 0; k < reward->n; k++)
    append_effect (reward->pricing,
                   (LaurelDraftEffect){
                       .leaf = leaf,
                       .line = reward->pricing->picked[k],
                       .saw = base_of (reward, k),
                       .value = laurel_divide_half_up (base_of (reward, k) * factor, divisor),
                   });
}

static void
append_amount_effects (Reward *reward, guint32 leaf, gboolean points)
{
  LaurelPricing *pricing = reward->pricing;
  gint64         worth = pricing->program->terms.money_per_point;

  for (guint32 k = 0; k < reward->n; k++)
    {
      LaurelWide amount = pricing->amounts[k];

      if (amount == 0)
        continue;

      append_effect (pricing,
                     (LaurelDraftEffect){
                         .leaf = leaf,
                         .line = pricing->picked[k],
                         .saw = base_of (reward, k),
                         .money = points ? 0 : (gint64) amount,
                         .points = points ? amount : 0,
                         .value = points ? laurel_divide_half_up (amount * worth, 100) : amount,
                     });
    }
}

static const LaurelUsage *
find_usage (LaurelPricing     *pricing,
            LaurelUsageMap    *map,
            const LaurelUsage *usage,
            gsize              n,
            guint32            leaf)
{
  guint32 at = 0;

  if (map->slots == NULL)
    {
      map->n_slots = 4;

      while (map->n_slots < 2 * n)
        map->n_slots *= 2;

      map->slots = laurel_arena_new_array0 (pricing->arena, LaurelUsageSlot, map->n_slots);

      for (gsize i = 0; i < n; i++)
        {
          guint32 used = laurel_id_table_find (&pricing->program->leaves_table, usage[i].leaf);

          if (used == LAUREL_ID_NONE)
            continue;

          for (at = used & (map->n_slots - 1); map->slots[at].usage != NULL;)
            at = (at + 1) & (map->n_slots - 1);

          map->slots[at] = (LaurelUsageSlot){ used, &usage[i] };
        }
    }

  for (at = leaf & (map->n_slots - 1); map->slots[at].usage != NULL;)
    {
      if (map->slots[at].leaf == leaf)
        return map->slots[at].usage;

      at = (at + 1) & (map->n_slots - 1);
    }

  return NULL;
}

/* The first limit of @leaf that is used up, or NULL. @money_left is what a budget still has. */
static const char *
find_used_up (LaurelPricing *pricing, guint32 number, gint64 *money_left)
{
  static const LaurelUsage unused = { .last_day = LAUREL_DAY_NONE };

  const LaurelClientFacts *client = pricing->client;
  const LaurelUsageTotals *totals = pricing->totals;
  const LaurelDraftLimits *limits = &pricing->program->leaves[number].limits;
  const LaurelUsage       *own = NULL;
  const LaurelUsage       *all = NULL;

  if (pricing->asked == NULL)
    pricing->asked = laurel_arena_new_array (pricing->arena, guint32, pricing->n_candidates);

  pricing->asked[pricing->n_asked++] = number;

  if (client != NULL)
    own = find_usage (pricing, &pricing->client_usage, client->usage, client->n_usage, number);

  if (totals != NULL)
    all = find_usage (pricing, &pricing->total_usage, totals->usage, totals->n_usage, number);

  own = own != NULL ? own : &unused;
  all = all != NULL ? all : &unused;

  if (limits->once && (client == NULL || own->count > 0))
    return "once";

  if (limits->once_days > 0 &&
      (client == NULL ||
       (own->last_day != LAUREL_DAY_NONE && pricing->day < own->last_day + limits->once_days)))
    return "once_days";

  if (limits->per_client > 0 && (client == NULL || own->count >= limits->per_client))
    return "per_client";

  if (limits->total > 0 && all->count >= limits->total)
    return "total";

  if (limits->total_money >= 0 && all->money >= limits->total_money)
    return "total_money";

  if (limits->total_money >= 0)
    *money_left = limits->total_money - all->money;

  return NULL;
}

static void
give_money (Reward *reward, guint32 number, gint64 money_left)
{
  const LaurelLeaf *leaf = reward->leaf;

  if (leaf->type == LAUREL_REWARD_PERCENT)
    give_percent (reward);
  else if (leaf->type == LAUREL_REWARD_AMOUNT)
    give_amount (reward);
  else if (leaf->type == LAUREL_REWARD_FIXED_PRICE)
    give_fixed_price (reward);
  else if (leaf->type == LAUREL_REWARD_NTH)
    give_cheapest (reward, count_pieces (reward) / leaf->count);
  else if (leaf->type == LAUREL_REWARD_GIFT)
    give_gift (reward);
  else
    give_set (reward);

  if (leaf->max_amount >= 0)
    cut_amounts (reward, leaf->max_amount);

  if (money_left >= 0)
    cut_amounts (reward, money_left);

  append_amount_effects (reward, number, FALSE);
}

static void
give_leaf_points (Reward *reward, guint32 number)
{
  const LaurelLeaf *leaf = reward->leaf;
  gint64            accrual = reward->pricing->level != NULL ? reward->pricing->level->accrual : 0;

  if (leaf->type == LAUREL_REWARD_POINTS_PERCENT)
    append_rate_effects (reward, number, leaf->rate, BASIS_POINTS);
  else if (leaf->type == LAUREL_REWARD_POINTS_MULTIPLIER)
    append_rate_effects (reward,
                         number,
                         (LaurelWide) accrual * (leaf->value - 100),
                         BASIS_POINTS * 100);
  else
    {
      give_points (reward);
      append_amount_effects (reward, number, TRUE);
    }
}

void
laurel_pricing_evaluate_leaf (LaurelPricing *pricing, guint32 number, const gint64 *bases)
{
  const LaurelLeaf *leaf = &pricing->program->leaves[number];
  Reward            reward = { pricing, leaf, bases, pick_lines (pricing, number, bases) };
  gsize             n_before = pricing->n_effects;
  gint64            money_left = -1;
  const char       *used_up = NULL;

  if (reward.n == 0)
    laurel_pricing_tell_kind (pricing, number, LAUREL_OUTCOME_NO_LINES);

  /* A gift is offered even where there is no line for it yet. */
  if (reward.n == 0 && leaf->type != LAUREL_REWARD_GIFT)
    return;

  if (leaf->limited)
    used_up = find_used_up (pricing, number, &money_left);

  if (used_up != NULL)
    {
      if (reward.n > 0)
        laurel_pricing_tell_limit (pricing, number, used_up);

      return;
    }

  if (laurel_reward_gives_points (leaf->type))
    give_leaf_points (&reward, number);
  else
    give_money (&reward, number, money_left);

  if (reward.n > 0 && pricing->n_effects == n_before)
    laurel_pricing_tell_kind (pricing, number, LAUREL_OUTCOME_ZERO);
}
