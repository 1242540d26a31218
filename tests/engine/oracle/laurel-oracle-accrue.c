/* laurel-oracle-accrue.c - points of the level and of the leaves, and the turnover
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/engine/oracle/laurel-oracle-private.h"

#include <string.h>

/* Exact points of one source: on line i they are @weights[i] times @factor hundredths, by @divisor.
 */
typedef struct
{
  LaurelWide *weights;
  LaurelWide  factor;
  LaurelWide  divisor;
} Source;

static json_t *
get_accrual (const LaurelOracle *self)
{
  return json_object_get (self->program, "accrual");
}

/* Whether money was taken off @line by a leaf that spoils its accrual. */
static gboolean
is_spoiled (const LaurelOracle *self, gsize line)
{
  if (laurel_oracle_flag (get_accrual (self), "on_discounted", FALSE))
    return FALSE;

  for (gsize i = 0; i < self->n_leaves; i++)
    {
      if (self->leaves[i].effects[line].money > 0 &&
          !laurel_oracle_flag (self->leaves[i].json, "keeps_accrual", FALSE))
        return TRUE;
    }

  return self->lines[line].external > 0;
}

static void
find_accrual_bases (LaurelOracle *self)
{
  gboolean on_redeemed = laurel_oracle_flag (get_accrual (self), "on_redeemed", FALSE);
  gboolean while_redeeming = laurel_oracle_flag (get_accrual (self), "while_redeeming", TRUE);

  for (gsize i = 0; i < self->n_lines; i++)
    {
      LaurelOracleLine *line = &self->lines[i];

      if (self->client == NULL || line->no_accrual || is_spoiled (self, i) ||
          (!while_redeeming && self->redeemed_points > 0))
        continue;

      line->accrual_base = line->net - line->rounding - (on_redeemed ? 0 : line->redeemed);
    }
}

/* Whether a leaf that replaces the level's accrual gives points on @line. */
static gboolean
is_replaced (const LaurelOracle *self, gsize line)
{
  for (gsize i = 0; i < self->n_leaves; i++)
    {
      if (self->leaves[i].effects[line].fires && self->lines[line].accrual_base > 0 &&
          laurel_oracle_flag (self->leaves[i].json, "replaces_base", FALSE))
        return TRUE;
    }

  return FALSE;
}

/* Rounds @a/@b to whole units. */
static LaurelWide
round_points (const LaurelOracle *self, LaurelWide a, LaurelWide b)
{
  const char *mode =
      laurel_oracle_word (json_object_get (get_accrual (self), "rounding"), "mode", "down");

  if (strcmp (mode, "down") == 0)
    return a / b;

  return strcmp (mode, "up") == 0 ? laurel_oracle_ceil (a, b) : laurel_oracle_half_up (a, b);
}

/* Writes the points of @source that each line gets. */
static void
round_source (const LaurelOracle *self, const Source *source, LaurelWide *points)
{
  json_t     *rounding = json_object_get (get_accrual (self), "rounding");
  const char *level = laurel_oracle_word (rounding, "level", "receipt");
  gint64      unit = laurel_oracle_integer (rounding, "unit", 100);
  LaurelWide  sum = 0;

  for (gsize i = 0; i < self->n_lines; i++)
    {
      points[i] = round_points (self, source->weights[i] * source->factor, source->divisor * unit);
      sum += source->weights[i];
    }

  sum = round_points (self, sum * source->factor, source->divisor * unit);

  /* More than an answer can hold is no matter of shares: any line may show it. */
  if (strcmp (level, "receipt") == 0 && sum > LAUREL_ORACLE_INTEGER_MAX)
    points[0] = sum;
  else if (strcmp (level, "receipt") == 0)
    laurel_oracle_distribute (sum, self->n_lines, source->weights, NULL, points);

  for (gsize i = 0; i < self->n_lines; i++)
    points[i] *= unit;
}

static void
accrue_base (LaurelOracle *self)
{
  g_autofree LaurelWide *weights = g_new0 (LaurelWide, self->n_lines);
  g_autofree LaurelWide *points = g_new0 (LaurelWide, self->n_lines);
  Source                 source = { weights,
                                    laurel_oracle_integer (self->level, "accrual", 0),
                                    (LaurelWide) 100 * self->money_per_point };

  for (gsize i = 0; i < self->n_lines && source.factor > 0; i++)
    weights[i] = is_replaced (self, i) ? 0 : self->lines[i].accrual_base;

  round_source (self, &source, points);

  for (gsize i = 0; i < self->n_lines; i++)
    self->lines[i].points = points[i];
}

static void
accrue_leaf (LaurelOracle *self, LaurelOracleLeaf *leaf)
{
  json_t                *reward = json_object_get (leaf->json, "reward");
  const char            *type = laurel_oracle_word (reward, "type", NULL);
  g_autofree LaurelWide *weights = g_new0 (LaurelWide, self->n_lines);
  g_autofree LaurelWide *points = g_new0 (LaurelWide, self->n_lines);
  Source                 source = { weights, 1, 1 };

  if (strcmp (type, "points_percent") == 0)
    {
      source.factor = laurel_oracle_integer (reward, "rate", 0);
      source.divisor = (LaurelWide) 100 * self->money_per_point;
    }
  else if (strcmp (type, "points_multiplier") == 0)
    {
      source.factor = (LaurelWide) laurel_oracle_integer (self->level, "accrual", 0) *
                      (laurel_oracle_integer (reward, "factor", 100) - 100);
      source.divisor = (LaurelWide) 10000 * self->money_per_point;
    }

  for (gsize i = 0; i < self->n_lines; i++)
    {
      gint64 base = self->lines[i].accrual_base;

      if (!leaf->effects[i].fires || base == 0)
        continue;

      if (strcmp (type, "points") == 0)
        weights[i] = leaf->effects[i].fixed;
      else if (strcmp (type, "points_percent") == 0 || !is_replaced (self, i))
        weights[i] = base;
    }

  round_source (self, &source, points);

  for (gsize i = 0; i < self->n_lines; i++)
    leaf->effects[i].points = points[i];
}

static gboolean
is_out_of_turnover (const LaurelOracle *self, gsize line)
{
  for (gsize i = 0; i < self->n_leaves; i++)
    {
      const LaurelOracleEffect *effect = &self->leaves[i].effects[line];

      if ((effect->money > 0 || effect->points > 0) &&
          laurel_oracle_flag (self->leaves[i].json, "exclude_from_turnover", FALSE))
        return TRUE;
    }

  return self->lines[line].no_turnover;
}

void
laurel_oracle_accrue (LaurelOracle *self)
{
  find_accrual_bases (self);
  accrue_base (self);

  for (gsize i = 0; i < self->n_leaves; i++)
    {
      if (laurel_oracle_gives_points (&self->leaves[i]))
        accrue_leaf (self, &self->leaves[i]);
    }

  for (gsize i = 0; i < self->n_lines; i++)
    {
      LaurelOracleLine *line = &self->lines[i];

      if (!is_out_of_turnover (self, i))
        line->turnover = line->net - line->rounding - line->redeemed;
    }
}
