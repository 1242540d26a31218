/* laurel-result.c - the answer: lines with their effects, totals, codes, certificates
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/engine/laurel-pricing.h"

static const LaurelCodeState *
state_codes (const LaurelPricing *pricing)
{
  const LaurelReceipt *receipt = pricing->receipt;
  const LaurelProgram *program = pricing->program;
  LaurelCodeState     *states =
      laurel_arena_new_array (pricing->arena, LaurelCodeState, receipt->n_promo_codes);

  for (gsize i = 0; i < receipt->n_promo_codes; i++)
    {
      const char *series = receipt->promo_codes[i].series;
      guint32     number = LAUREL_ID_NONE;

      states[i] = series != NULL ? LAUREL_CODE_NO_EFFECT : LAUREL_CODE_UNKNOWN;

      if (series != NULL)
        number = laurel_id_table_find (&program->series_table, series);

      for (gsize k = 0; number != LAUREL_ID_NONE && k < pricing->n_effects; k++)
        {
          const LaurelDraftEffect *effect = &pricing->effects[k];

          if ((effect->money > 0 || effect->points > 0) &&
              laurel_id_set_has (&program->leaves[effect->leaf].series, number))
            states[i] = LAUREL_CODE_APPLIED;
        }
    }

  return states;
}

/* Leaves were asked in tree order, which is the order of effects, too. */
static const LaurelLimited *
list_limited (const LaurelPricing *pricing)
{
  LaurelLimited *limited =
      laurel_arena_new_array0 (pricing->arena, LaurelLimited, pricing->n_asked);
  gsize k = 0;

  for (guint32 i = 0; i < pricing->n_asked; i++)
    {
      const LaurelLeaf *leaf = &pricing->program->leaves[pricing->asked[i]];

      limited[i].leaf = leaf->id;
      limited[i].limits = &leaf->limits;

      while (k < pricing->n_effects && pricing->effects[k].leaf < pricing->asked[i])
        k++;

      for (; k < pricing->n_effects && pricing->effects[k].leaf == pricing->asked[i]; k++)
        {
          const LaurelDraftEffect *effect = &pricing->effects[k];

          if (effect->money == 0 && effect->points == 0)
            continue;

          limited[i].used = TRUE;
          limited[i].money += effect->money;
        }
    }

  return limited;
}

static const gint64 *
charge_certificates (LaurelPricing *pricing, LaurelTotals *totals)
{
  const LaurelReceipt *receipt = pricing->receipt;
  gint64 *given = laurel_arena_new_array (pricing->arena, gint64, receipt->n_certificates);

  totals->left_to_pay = totals->to_pay;

  for (gsize i = 0; i < receipt->n_certificates; i++)
    {
      given[i] = MAX (MIN (receipt->certificates[i].balance, totals->left_to_pay), 0);
      totals->certificates += given[i];
      totals->left_to_pay -= given[i];
    }

  return given;
}

static void
write_split (LaurelPricedLine *out, const LaurelLine *line)
{
  gint64 rest = 0;

  out->whole = line->whole;

  if (!line->whole)
    return;

  rest = out->to_pay % line->pieces;
  out->split[0].pieces = line->pieces - rest;
  out->split[0].price = out->to_pay / line->pieces;
  out->split[1].pieces = rest;
  out->split[1].price = rest > 0 ? out->split[0].price + 1 : 0;
}

static void
write_line (LaurelPricedLine *out, const LaurelLine *line)
{
  out->n = line->given->n;
  out->product = line->given->product;
  out->quantity = line->given->quantity;
  out->price = line->given->price;
  out->gross = line->gross;
  out->external = line->given->external_discount;
  out->discount = line->money;
  out->redeemed = line->redeemed;
  out->rounding = line->rounding;
  out->to_pay = line->after - line->redeemed - line->rounding;
  out->turnover = (line->flags & LAUREL_LINE_NO_TURNOVER) == 0 ? out->to_pay : 0;
  write_split (out, line);
}

/* Each line's effects stand together: their number is counted first, which gives each its place. */
static LaurelEffect **
place_effects (const LaurelPricing *pricing, LaurelPricedLine *lines)
{
  gsize          n_all = pricing->n_effects + 2 * (gsize) pricing->n_lines;
  LaurelEffect  *effects = laurel_arena_new_array (pricing->arena, LaurelEffect, n_all);
  LaurelEffect **ends = laurel_arena_new_array (pricing->arena, LaurelEffect *, pricing->n_lines);

  for (gsize i = 0; i < pricing->n_effects; i++)
    lines[pricing->effects[i].line].n_effects++;

  for (guint32 i = 0; i < pricing->n_lines; i++)
    {
      lines[i].effects = effects;
      ends[i] = effects;
      effects += lines[i].n_effects + 2;
    }

  return ends;
}

static void
write_effects (const LaurelPricing *pricing, LaurelPricedLine *lines)
{
  LaurelEffect **ends = place_effects (pricing, lines);

  for (gsize i = 0; i < pricing->n_effects; i++)
    {
      const LaurelDraftEffect *effect = &pricing->effects[i];
      const LaurelLeaf        *leaf = &pricing->program->leaves[effect->leaf];

      if (effect->money == 0 && effect->points == 0)
        continue;

      *ends[effect->line]++ = (LaurelEffect){
        .leaf = leaf->id,
        .money = effect->money,
        .points = (gint64) effect->points,
        .referrer = leaf->for_referrer,
      };

      if (leaf->exclude_from_turnover)
        lines[effect->line].turnover = 0;
    }

  for (guint32 i = 0; i < pricing->n_lines; i++)
    {
      const LaurelLine *line = &pricing->lines[i];

      if (line->rounding > 0)
        *ends[i]++ = (LaurelEffect){ .leaf = "rounding", .money = line->rounding };

      if (line->base_points > 0)
        *ends[i]++ = (LaurelEffect){ .leaf = "base", .points = line->base_points };

      lines[i].n_effects = (gsize) (ends[i] - lines[i].effects);
    }
}

/* Sums up the points while they are still wide, and fails where they leave the range of numbers. A
 * sum is never less than its parts, so the totals speak for all. */
static gboolean
write_points (const LaurelPricing *pricing,
              LaurelPricedLine    *lines,
              LaurelTotals        *totals,
              GError             **error)
{
  LaurelWide points = 0;
  LaurelWide referrer_points = 0;

  for (gsize i = 0; i < pricing->n_effects; i++)
    {
      const LaurelDraftEffect *effect = &pricing->effects[i];

      if (pricing->program->leaves[effect->leaf].for_referrer)
        referrer_points += effect->points;
      else
        points += effect->points;
    }

  for (guint32 i = 0; i < pricing->n_lines; i++)
    points += pricing->lines[i].base_points;

  if (points > LAUREL_INTEGER_MAX || referrer_points > LAUREL_INTEGER_MAX)
    {
      g_set_error_literal (error,
                           LAUREL_ENGINE_ERROR,
                           LAUREL_ENGINE_ERROR_RANGE,
                           "the points leave the range of numbers");
      return FALSE;
    }

  totals->points = (gint64) points;
  totals->referrer_points = (gint64) referrer_points;

  for (guint32 i = 0; i < pricing->n_lines; i++)
    lines[i].points = pricing->lines[i].base_points;

  for (gsize i = 0; i < pricing->n_effects; i++)
    {
      const LaurelDraftEffect *effect = &pricing->effects[i];

      if (!pricing->program->leaves[effect->leaf].for_referrer)
        lines[effect->line].points += (gint64) effect->points;
    }

  return TRUE;
}

const LaurelPriced *
laurel_pricing_write (LaurelPricing *pricing, GError **error)
{
  LaurelPriced     *priced = laurel_arena_new_array0 (pricing->arena, LaurelPriced, 1);
  LaurelPricedLine *lines =
      laurel_arena_new_array0 (pricing->arena, LaurelPricedLine, pricing->n_lines);
  LaurelTotals *totals = &priced->totals;

  for (guint32 i = 0; i < pricing->n_lines; i++)
    write_line (&lines[i], &pricing->lines[i]);

  if (!write_points (pricing, lines, totals, error))
    return NULL;

  write_effects (pricing, lines);

  for (guint32 i = 0; i < pricing->n_lines; i++)
    {
      totals->gross += lines[i].gross;
      totals->external += lines[i].external;
      totals->discount += lines[i].discount;
      totals->rounding += lines[i].rounding;
      totals->to_pay += lines[i].to_pay;
      totals->turnover += lines[i].turnover;
    }

  totals->redeemed = pricing->redeemed;
  totals->redeemed_points = pricing->redeemed_points;
  priced->lines = lines;
  priced->n_lines = pricing->n_lines;
  priced->redeemable = pricing->redeemable;
  priced->promo_codes = state_codes (pricing);
  priced->certificates = charge_certificates (pricing, totals);
  priced->offers = pricing->offers;
  priced->n_offers = pricing->n_offers;
  priced->limited = list_limited (pricing);
  priced->n_limited = pricing->n_asked;

  if (pricing->explains)
    laurel_pricing_explain (pricing, priced);

  return priced;
}
