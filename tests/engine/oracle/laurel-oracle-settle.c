/* laurel-oracle-settle.c - guards, payment with points and the rounding of the receipt
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/engine/oracle/laurel-oracle-private.h"

#include <string.h>

/* What the whole line must fetch; beyond 64 bits for a dear product in great numbers. */
static LaurelWide
get_least_price (const LaurelOracleLine *line)
{
  LaurelWide price = laurel_oracle_integer (line->product, "min_price", 0);

  return laurel_oracle_ceil (price * line->quantity, 1000);
}

static gint64
take_share (LaurelWide amount, gint64 share)
{
  return (gint64) (amount * share / 10000);
}

/* Takes up to @excess from what @leaf gives on @line, and returns what is still too much. */
static gint64
trim_effect (LaurelOracleLeaf *leaf, gsize line, gint64 excess)
{
  gint64 taken = CLAMP (excess, 0, leaf->effects[line].money);

  leaf->effects[line].money -= taken;
  leaf->trimmed = leaf->trimmed || taken > 0;

  return excess - taken;
}

/* The leaves in the order in which guards take from them. */
static LaurelOracleLeaf *
get_leaf_to_trim (LaurelOracle *self, gsize place)
{
  gboolean first = self->defect == LAUREL_ORACLE_TRIMS_FIRST;

  return &self->leaves[first ? place : self->n_leaves - 1 - place];
}

static gint64
sum_money (const LaurelOracle *self, gsize line)
{
  gint64 sum = 0;

  for (gsize i = 0; i < self->n_leaves; i++)
    sum += self->leaves[i].effects[line].money;

  return sum;
}

static void
guard_lines (LaurelOracle *self)
{
  json_t *limits = json_object_get (self->program, "limits");
  gint64  line_share = laurel_oracle_integer (limits, "max_line_share", 10000);

  for (gsize l = 0; l < self->n_lines; l++)
    {
      const LaurelOracleLine *line = &self->lines[l];
      gint64                  share = laurel_oracle_integer (line->product, "max_discount", 10000);
      LaurelWide              most = MAX (0, line->base - get_least_price (line));
      gint64                  excess = sum_money (self, l);

      most = MIN (most, take_share (line->base, share));
      excess -= (gint64) MIN (most, take_share (line->base, line_share));

      for (gsize i = 0; i < self->n_leaves; i++)
        excess = trim_effect (get_leaf_to_trim (self, i), l, excess);
    }
}

static void
guard_receipt (LaurelOracle *self)
{
  json_t    *limits = json_object_get (self->program, "limits");
  LaurelWide bases = 0;
  gint64     excess = 0;

  for (gsize l = 0; l < self->n_lines; l++)
    {
      bases += self->lines[l].base;
      excess += sum_money (self, l);
    }

  excess -= take_share (bases, laurel_oracle_integer (limits, "max_receipt_share", 10000));

  for (gsize i = 0; i < self->n_leaves; i++)
    {
      for (gsize l = self->n_lines; l > 0; l--)
        excess = trim_effect (get_leaf_to_trim (self, i), l - 1, excess);
    }
}

/* The share of @line that may be paid with points by the first rule that fits, else @otherwise. */
static gint64
find_share (const LaurelOracle *self, const LaurelOracleLine *line, gint64 otherwise)
{
  json_t *redemption = json_object_get (self->program, "redemption");
  gsize   i = 0;
  json_t *rule = NULL;

  json_array_foreach (json_object_get (redemption, "rules"), i, rule)
  {
    if (laurel_oracle_flag (rule, "enabled", TRUE) &&
        laurel_oracle_fails (self, json_object_get (rule, "when")) == NULL &&
        laurel_oracle_picks (json_object_get (rule, "target"), line))
      return laurel_oracle_integer (rule, "max_share", 0);
  }

  return otherwise;
}

static void
cap_line (const LaurelOracle *self, LaurelOracleLine *line, gint64 share)
{
  json_t    *redemption = json_object_get (self->program, "redemption");
  gint64     payable = laurel_oracle_integer (redemption, "min_payable_per_line", 1);
  LaurelWide cap = take_share (line->net, find_share (self, line, share));

  line->keep = MAX (payable, get_least_price (line));

  if (payable > 0)
    line->keep = MAX (line->keep, line->pieces);

  cap = MAX (0, MIN (cap, line->net - line->keep));
  line->cap = line->no_redeem ? 0 : (gint64) cap;
}

static gint64
round_to_step (const LaurelOracle *self, gint64 points)
{
  json_t *redemption = json_object_get (self->program, "redemption");

  return points - points % laurel_oracle_integer (redemption, "step", 100);
}

/* How many points may be paid with: CAP and the points that the client has, in steps. */
static gint64
find_redeemable (const LaurelOracle *self, gint64 share)
{
  json_t     *redemption = json_object_get (self->program, "redemption");
  const char *share_base = laurel_oracle_word (redemption, "share_base", "all");
  gint64      available = laurel_oracle_integer (self->client, "available_points", 0);
  LaurelWide  caps = 0;
  LaurelWide  nets = 0;
  LaurelWide  eligible = 0;
  LaurelWide  most = 0;
  gint64      points = 0;

  for (gsize i = 0; i < self->n_lines; i++)
    {
      caps += self->lines[i].cap;
      nets += self->lines[i].net;
      eligible += self->lines[i].cap > 0 ? self->lines[i].net : 0;
    }

  most = take_share (strcmp (share_base, "all") == 0 ? nets : eligible, share);
  most = MIN (most, caps);
  points =
      round_to_step (self, (gint64) MIN (most * 100 / self->money_per_point, MAX (0, available)));

  if (points < laurel_oracle_integer (redemption, "min_points", 0) ||
      nets < laurel_oracle_integer (redemption, "min_receipt", 0))
    return 0;

  return points;
}

static void
redeem (LaurelOracle *self)
{
  json_t                *redemption = json_object_get (self->program, "redemption");
  json_t                *asked = json_object_get (self->receipt, "redeem");
  gint64                 share = laurel_oracle_integer (redemption, "max_share", 5000);
  g_autofree LaurelWide *caps = g_new0 (LaurelWide, self->n_lines);
  g_autofree LaurelWide *shares = g_new0 (LaurelWide, self->n_lines);

  share = laurel_oracle_integer (self->level, "max_share", share);

  for (gsize i = 0; i < self->n_lines; i++)
    {
      cap_line (self, &self->lines[i], share);
      caps[i] = self->lines[i].cap;
    }

  if (self->client == NULL)
    return;

  self->redeemable = find_redeemable (self, share);
  self->redeemed_points = self->redeemable;

  if (!json_is_string (asked))
    self->redeemed_points =
        MIN (round_to_step (self, (gint64) json_integer_value (asked)), self->redeemable);

  if (self->redeemed_points < laurel_oracle_integer (redemption, "min_points", 0))
    self->redeemed_points = 0;

  laurel_oracle_distribute ((LaurelWide) self->redeemed_points * self->money_per_point / 100,
                            self->n_lines,
                            caps,
                            caps,
                            shares);

  for (gsize i = 0; i < self->n_lines; i++)
    self->lines[i].redeemed = (gint64) shares[i];
}

static LaurelWide
get_room (const LaurelOracleLine *line)
{
  return line->no_discount ? 0 : line->net - line->redeemed - line->keep;
}

static void
round_receipt (LaurelOracle *self)
{
  gint64            unit = laurel_oracle_integer (self->program, "receipt_rounding", 0);
  gint64            due = 0;
  LaurelOracleLine *best = NULL;

  for (gsize i = 0; i < self->n_lines; i++)
    {
      LaurelOracleLine *line = &self->lines[i];

      due += line->net - line->redeemed;

      if (best == NULL || get_room (line) > get_room (best))
        best = line;
    }

  if (unit > 0 && due >= unit && get_room (best) >= due % unit)
    best->rounding = due % unit;
}

void
laurel_oracle_settle (LaurelOracle *self)
{
  guard_lines (self);
  guard_receipt (self);

  for (gsize i = 0; i < self->n_lines; i++)
    {
      self->lines[i].money = sum_money (self, i);
      self->lines[i].net = self->lines[i].base - self->lines[i].money;
    }

  redeem (self);
  round_receipt (self);
}
