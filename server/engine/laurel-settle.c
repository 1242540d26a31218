/* laurel-settle.c - from effects to money and points: guards, redemption, rounding, accrual
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/engine/laurel-pricing.h"

#define BASIS_POINTS 10000

static gint64
share_of (gint64 money, gint64 share)
{
  /* 10^15 * 10^4 does not fit in 63 bits. */
  return (gint64) ((LaurelWide) money * share / BASIS_POINTS);
}

static void
trim_effect (LaurelPricing *pricing, LaurelDraftEffect *effect, gint64 *excess)
{
  gint64 off = MIN (effect->money, *excess);

  if (off == 0)
    return;

  effect->money -= off;
  *excess -= off;
  pricing->lines[effect->line].money -= off;
  laurel_pricing_tell_trimmed (pricing, effect->leaf);
}

static gint64
most_off_line (const LaurelPricing *pricing, const LaurelLine *line)
{
  gint64 most = MAX (line->base - line->least, 0);

  most = MIN (most, share_of (line->base, line->max_discount));

  return MIN (most, share_of (line->base, pricing->program->max_line_share));
}

/* Backwards through the effects is leaves in reverse tree order, then line numbers descending. */
void
laurel_pricing_apply_guards (LaurelPricing *pricing)
{
  gint64 *excess = laurel_arena_new_array (pricing->arena, gint64, pricing->n_lines);
  gint64  sum_money = 0;
  gint64  sum_excess = 0;

  for (gsize i = 0; i < pricing->n_effects; i++)
    pricing->lines[pricing->effects[i].line].money += pricing->effects[i].money;

  for (guint32 i = 0; i < pricing->n_lines; i++)
    {
      const LaurelLine *line = &pricing->lines[i];

      excess[i] = MAX (line->money - most_off_line (pricing, line), 0);
    }

  for (gsize i = pricing->n_effects; i-- > 0;)
    trim_effect (pricing, &pricing->effects[i], &excess[pricing->effects[i].line]);

  for (guint32 i = 0; i < pricing->n_lines; i++)
    sum_money += pricing->lines[i].money;

  sum_excess =
      MAX (sum_money - share_of (pricing->sum_base, pricing->program->max_receipt_share), 0);

  for (gsize i = pricing->n_effects; sum_excess > 0 && i-- > 0;)
    trim_effect (pricing, &pricing->effects[i], &sum_excess);

  for (guint32 i = 0; i < pricing->n_lines; i++)
    {
      LaurelLine *line = &pricing->lines[i];
      gint64      min_payable = pricing->program->min_payable_per_line;

      line->after = line->base - line->money;
      line->keep = MAX (line->least, min_payable);

      if (min_payable > 0)
        line->keep = MAX (line->keep, line->pieces);
    }
}

static gint64
share_of_line (const LaurelPricing *pricing,
               const LaurelLine    *line,
               const gboolean      *rules_hold,
               gint64               share)
{
  const LaurelProgram *program = pricing->program;

  for (gsize i = 0; i < program->n_redemption_rules; i++)
    {
      const LaurelRule *rule = &program->redemption_rules[i];

      if (rules_hold[i] && laurel_pricing_line_fits (line, &rule->target))
        return rule->max_share;
    }

  return share;
}

/* Fills in what each line may be paid with points, and returns the most for the receipt. */
static gint64
cap_lines (LaurelPricing *pricing, gint64 sum_after)
{
  const LaurelProgram *program = pricing->program;
  gboolean            *rules_hold =
      laurel_arena_new_array (pricing->arena, gboolean, program->n_redemption_rules);
  gint64 share = program->max_share;
  gint64 sum_caps = 0;
  gint64 sum_eligible = 0;

  if (pricing->level != NULL && pricing->level->max_share >= 0)
    share = pricing->level->max_share;

  for (gsize i = 0; i < program->n_redemption_rules; i++)
    rules_hold[i] = laurel_pricing_test (pricing, program->redemption_rules[i].when);

  for (guint32 i = 0; i < pricing->n_lines; i++)
    {
      LaurelLine *line = &pricing->lines[i];

      if ((line->flags & LAUREL_LINE_NO_REDEEM) == 0)
        line->cap = share_of (line->after, share_of_line (pricing, line, rules_hold, share));

      line->cap = MAX (MIN (line->cap, line->after - line->keep), 0);
      sum_caps += line->cap;
      sum_eligible += line->cap > 0 ? line->after : 0;
    }

  return MIN (sum_caps, share_of (program->share_of_eligible ? sum_eligible : sum_after, share));
}

/* Shares out @money over the lines that may be paid with points. */
static void
redeem_money (LaurelPricing *pricing, gint64 money)
{
  LaurelWide *caps = pricing->weights;

  for (guint32 i = 0; i < pricing->n_lines; i++)
    caps[i] = pricing->lines[i].cap;

  laurel_distribute (pricing->claims, money, caps, caps, pricing->n_lines, pricing->amounts);

  for (guint32 i = 0; i < pricing->n_lines; i++)
    pricing->lines[i].redeemed = (gint64) pricing->amounts[i];
}

void
laurel_pricing_redeem (LaurelPricing *pricing)
{
  const LaurelProgram *program = pricing->program;
  const LaurelReceipt *receipt = pricing->receipt;
  gint64               step_money = program->step * program->terms.money_per_point / 100;
  gint64               sum_after = 0;
  gint64               asked = 0;
  gint64               steps = 0;

  if (pricing->client == NULL)
    return;

  for (guint32 i = 0; i < pricing->n_lines; i++)
    sum_after += pricing->lines[i].after;

  steps = MIN (cap_lines (pricing, sum_after) / step_money,
               MAX (pricing->client->available_points, 0) / program->step);

  if (steps * program->step < program->min_points || sum_after < program->min_receipt)
    return;

  pricing->redeemable = steps * program->step;

  if (receipt->redeem == LAUREL_REDEEM_MAX)
    asked = pricing->redeemable;
  else if (receipt->redeem == LAUREL_REDEEM_POINTS)
    asked = MIN (receipt->redeem_points, pricing->redeemable);

  steps = asked / program->step;

  if (steps == 0 || steps * program->step < program->min_points)
    return;

  pricing->redeemed_points = steps * program->step;
  pricing->redeemed = steps * step_money;
  redeem_money (pricing, pricing->redeemed);
}

void
laurel_pricing_round_receipt (LaurelPricing *pricing)
{
  LaurelLine *roomiest = NULL;
  gint64      most = 0;
  gint64      due = 0;
  gint64      off = 0;

  if (pricing->program->receipt_rounding == 0)
    return;

  for (guint32 i = 0; i < pricing->n_lines; i++)
    {
      LaurelLine *line = &pricing->lines[i];
      gint64      room = line->after - line->redeemed - line->keep;

      due += line->after - line->redeemed;

      if ((line->flags & LAUREL_LINE_NO_DISCOUNT) == 0 && room > most)
        {
          most = room;
          roomiest = line;
        }
    }

  off = due % pricing->program->receipt_rounding;

  if (due >= pricing->program->receipt_rounding && roomiest != NULL && off <= most)
    roomiest->rounding = off;
}

static void
find_accrual_bases (LaurelPricing *pricing)
{
  const LaurelProgram *program = pricing->program;

  if (pricing->client == NULL || (!program->while_redeeming && pricing->redeemed > 0))
    return;

  for (guint32 i = 0; i < pricing->n_lines; i++)
    {
      LaurelLine *line = &pricing->lines[i];

      if ((line->flags & LAUREL_LINE_NO_ACCRUAL) == 0 &&
          (program->on_discounted || (line->flags & LAUREL_LINE_EXTERNAL) == 0))
        line->accrual = line->after - line->rounding - (program->on_redeemed ? 0 : line->redeemed);
    }

  for (gsize i = 0; !program->on_discounted && i < pricing->n_effects; i++)
    {
      const LaurelDraftEffect *effect = &pricing->effects[i];

      if (effect->money > 0 && !program->leaves[effect->leaf].keeps_accrual)
        pricing->lines[effect->line].accrual = 0;
    }
}

/* Points of a leaf that replace the base do so where they are more than nothing before rounding. */
static void
find_replaced_lines (LaurelPricing *pricing)
{
  for (gsize i = 0; i < pricing->n_effects; i++)
    {
      const LaurelDraftEffect *effect = &pricing->effects[i];

      if (pricing->program->leaves[effect->leaf].replaces_base &&
          pricing->lines[effect->line].accrual > 0)
        pricing->lines[effect->line].replaced = TRUE;
    }
}

static LaurelWide
round_units (LaurelRoundMode mode, LaurelWide number, LaurelWide divisor)
{
  if (mode == LAUREL_ROUND_UP)
    return laurel_divide_up (number, divisor);

  return mode == LAUREL_ROUND_DOWN ? number / divisor : laurel_divide_half_up (number, divisor);
}

static gboolean
is_in_range (LaurelWide points, GError **error)
{
  if (points <= LAUREL_INTEGER_MAX)
    return TRUE;

  g_set_error_literal (error,
                       LAUREL_ENGINE_ERROR,
                       LAUREL_ENGINE_ERROR_RANGE,
                       "the points leave the range of numbers");

  return FALSE;
}

/* The points of one source: pricing->weights[0..n) * @factor / @divisor in hundredths, rounded into
 * pricing->amounts. All points of a source have the same factor, so the weights alone say how a
 * rounded sum is shared out. */
static gboolean
round_source (LaurelPricing *pricing,
              gsize          n,
              LaurelWide     factor,
              LaurelWide     divisor,
              GError       **error)
{
  const LaurelProgram *program = pricing->program;
  gint64               unit = program->rounding_unit;
  LaurelWide           sum = 0;

  divisor *= unit;

  for (gsize i = 0; i < n; i++)
    {
      sum += pricing->weights[i];

      if (program->rounding_by_line)
        pricing->amounts[i] =
            round_units (program->rounding_mode, pricing->weights[i] * factor, divisor);
    }

  sum = round_units (program->rounding_mode, sum * factor, divisor);

  /* A sum beyond the range could leave 128 bits when it is shared out. What was rounded line by
   * line is looked at when the result is written. */
  if (!program->rounding_by_line && !is_in_range (sum * unit, error))
    return FALSE;

  if (!program->rounding_by_line)
    laurel_distribute (pricing->claims, sum, pricing->weights, NULL, n, pricing->amounts);

  for (gsize i = 0; i < n; i++)
    pricing->amounts[i] *= unit;

  return TRUE;
}

static gboolean
value_base (LaurelPricing *pricing, GError **error)
{
  for (guint32 i = 0; i < pricing->n_lines; i++)
    {
      const LaurelLine *line = &pricing->lines[i];

      pricing->weights[i] = line->replaced ? 0 : line->accrual;
    }

  if (!round_source (pricing,
                     pricing->n_lines,
                     pricing->level->accrual,
                     (LaurelWide) 100 * pricing->program->terms.money_per_point,
                     error))
    return FALSE;

  for (guint32 i = 0; i < pricing->n_lines; i++)
    {
      if (!is_in_range (pricing->amounts[i], error))
        return FALSE;

      pricing->lines[i].base_points = (gint64) pricing->amounts[i];
    }

  return TRUE;
}

/* The effects of one leaf with points, from @from to @end. */
static gboolean
value_leaf (LaurelPricing *pricing, gsize from, gsize end, GError **error)
{
  const LaurelLeaf *leaf = &pricing->program->leaves[pricing->effects[from].leaf];
  gboolean          multiplies = leaf->type == LAUREL_REWARD_POINTS_MULTIPLIER;
  LaurelWide        factor = leaf->rate;
  LaurelWide        divisor = (LaurelWide) 100 * pricing->program->terms.money_per_point;

  for (gsize i = from; i < end; i++)
    {
      const LaurelLine *line = &pricing->lines[pricing->effects[i].line];

      /* Fixed points are multiples of the unit: there is nothing to round. */
      if (line->accrual == 0)
        pricing->effects[i].points = 0;

      pricing->weights[i - from] = multiplies && line->replaced ? 0 : line->accrual;
    }

  if (leaf->type == LAUREL_REWARD_POINTS)
    return TRUE;

  if (multiplies)
    {
      factor = (LaurelWide) pricing->level->accrual * (leaf->value - 100);
      divisor *= 100;
    }

  if (!round_source (pricing, end - from, factor, divisor, error))
    return FALSE;

  for (gsize i = from; i < end; i++)
    pricing->effects[i].points = pricing->amounts[i - from];

  return TRUE;
}

gboolean
laurel_pricing_accrue (LaurelPricing *pricing, GError **error)
{
  gsize from = 0;

  find_accrual_bases (pricing);
  find_replaced_lines (pricing);

  if (pricing->level != NULL && pricing->level->accrual > 0 && !value_base (pricing, error))
    return FALSE;

  while (from < pricing->n_effects)
    {
      guint32 leaf = pricing->effects[from].leaf;
      gsize   end = from + 1;

      while (end < pricing->n_effects && pricing->effects[end].leaf == leaf)
        end++;

      if (laurel_reward_gives_points (pricing->program->leaves[leaf].type) &&
          !value_leaf (pricing, from, end, error))
        return FALSE;

      from = end;
    }

  return TRUE;
}
