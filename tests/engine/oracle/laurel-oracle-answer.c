/* laurel-oracle-answer.c - the result of a receipt, and why it is so
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/engine/oracle/laurel-oracle-private.h"

#include <string.h>

static gboolean
keeps_effect (const LaurelOracleLeaf *leaf, gsize line)
{
  return leaf->effects[line].money > 0 || leaf->effects[line].points > 0;
}

static gboolean
is_applied (const LaurelOracle *self, const LaurelOracleLeaf *leaf)
{
  for (gsize i = 0; i < self->n_lines; i++)
    {
      if (keeps_effect (leaf, i))
        return TRUE;
    }

  return FALSE;
}

/* An integer that is too large for an answer is written as what no answer holds. */
static json_t *
new_integer (LaurelWide value)
{
  return value <= LAUREL_ORACLE_INTEGER_MAX ? json_integer ((json_int_t) value) : json_null ();
}

static void
set_integer (json_t *object, const char *name, LaurelWide value)
{
  json_object_set_new (object, name, new_integer (value));
}

static void
add_effect (json_t *effects, const char *id, gint64 money, LaurelWide points, gboolean referrer)
{
  json_t *effect = json_pack ("{s:s, s:I, s:o}",
                              "id",
                              id,
                              "money",
                              (json_int_t) money,
                              "points",
                              new_integer (points));

  if (referrer)
    json_object_set_new (effect, "referrer", json_true ());

  if (money > 0 || points > 0)
    json_array_append (effects, effect);

  json_decref (effect);
}

static gboolean
is_for_referrer (const LaurelOracleLeaf *leaf)
{
  return laurel_oracle_flag (leaf->json, "for_referrer", FALSE);
}

static json_t *
new_effects (const LaurelOracle *self, gsize line)
{
  json_t *effects = json_array ();

  for (gsize i = 0; i < self->n_leaves; i++)
    add_effect (effects,
                laurel_oracle_word (self->leaves[i].json, "id", NULL),
                self->leaves[i].effects[line].money,
                self->leaves[i].effects[line].points,
                is_for_referrer (&self->leaves[i]));

  add_effect (effects, "rounding", self->lines[line].rounding, 0, FALSE);
  add_effect (effects, "base", 0, self->lines[line].points, FALSE);

  return effects;
}

/* The points of a line that go to the buyer, or to the referrer. */
static LaurelWide
sum_points (const LaurelOracle *self, gsize line, gboolean referrer)
{
  LaurelWide sum = referrer ? 0 : self->lines[line].points;

  for (gsize i = 0; i < self->n_leaves; i++)
    sum +=
        is_for_referrer (&self->leaves[i]) == referrer ? self->leaves[i].effects[line].points : 0;

  return sum;
}

static gint64
get_due (const LaurelOracleLine *line)
{
  return line->net - line->redeemed - line->rounding;
}

static json_t *
new_split (const LaurelOracleLine *line)
{
  gint64  due = get_due (line);
  gint64  rest = due % line->pieces;
  json_t *split = json_array ();

  json_array_append_new (split,
                         json_pack ("{s:I, s:I}",
                                    "pieces",
                                    (json_int_t) (line->pieces - rest),
                                    "price",
                                    (json_int_t) (due / line->pieces)));

  if (rest > 0)
    json_array_append_new (split,
                           json_pack ("{s:I, s:I}",
                                      "pieces",
                                      (json_int_t) rest,
                                      "price",
                                      (json_int_t) (due / line->pieces + 1)));

  return split;
}

static json_t *
new_line (const LaurelOracle *self, gsize i)
{
  const LaurelOracleLine *line = &self->lines[i];
  json_t                 *object = json_object ();

  set_integer (object, "n", line->n);
  set_integer (object, "gross", line->gross);
  set_integer (object, "external", line->external);
  set_integer (object, "discount", line->money);
  set_integer (object, "redeemed", line->redeemed);
  set_integer (object, "rounding", line->rounding);
  set_integer (object, "to_pay", get_due (line));
  set_integer (object, "points", sum_points (self, i, FALSE));
  set_integer (object, "turnover", line->turnover);

  if (line->pieces > 0)
    json_object_set_new (object, "split", new_split (line));

  json_object_set_new (object, "effects", new_effects (self, i));

  return object;
}

static json_t *
new_certificates (const LaurelOracle *self, gint64 *left)
{
  json_t *known = json_object_get (self->document, "certificates");
  json_t *given = json_object ();
  gsize   i = 0;
  json_t *code = NULL;

  json_array_foreach (json_object_get (self->receipt, "certificates"), i, code)
  {
    const char *name = json_string_value (code);
    gint64      balance = laurel_oracle_integer (json_object_get (known, name), "balance", 0);
    gint64      paid = MIN (balance, *left);

    if (json_object_get (given, name) != NULL)
      continue;

    set_integer (given, name, paid);
    *left -= paid;
  }

  return given;
}

static json_t *
new_totals (const LaurelOracle *self, gint64 left)
{
  LaurelOracleLine sum = { 0 };
  LaurelWide       points = 0;
  LaurelWide       referrer_points = 0;
  gint64           to_pay = 0;
  json_t          *totals = json_object ();

  for (gsize i = 0; i < self->n_lines; i++)
    {
      sum.gross += self->lines[i].gross;
      sum.external += self->lines[i].external;
      sum.money += self->lines[i].money;
      sum.redeemed += self->lines[i].redeemed;
      sum.rounding += self->lines[i].rounding;
      sum.turnover += self->lines[i].turnover;
      to_pay += get_due (&self->lines[i]);
      points += sum_points (self, i, FALSE);
      referrer_points += sum_points (self, i, TRUE);
    }

  set_integer (totals, "gross", sum.gross);
  set_integer (totals, "external", sum.external);
  set_integer (totals, "discount", sum.money);
  set_integer (totals, "redeemed", sum.redeemed);
  set_integer (totals, "redeemed_points", self->redeemed_points);
  set_integer (totals, "rounding", sum.rounding);
  set_integer (totals, "to_pay", to_pay);
  set_integer (totals, "certificates", to_pay - left);
  set_integer (totals, "left_to_pay", left);
  set_integer (totals, "points", points);
  set_integer (totals, "referrer_points", referrer_points);
  set_integer (totals, "turnover", sum.turnover);

  return totals;
}

/* Whether @condition asks for a code of @series other than under a `not`. */
static gboolean
asks_for (json_t *condition, const char *series)
{
  json_t *any = json_object_get (condition, "any");
  json_t *members = any != NULL ? any : json_object_get (condition, "all");
  json_t *member = NULL;
  gsize   i = 0;

  json_array_foreach (members, i, member)
  {
    if (asks_for (member, series))
      return TRUE;
  }

  return g_strcmp0 (laurel_oracle_word (condition, "type", NULL), "promo_code") == 0 &&
         laurel_oracle_has_word (json_object_get (condition, "series"), series);
}

/* Whether a leaf of @node that asks for @series, by itself or by what is above it, is applied. */
static gboolean
is_series_applied (const LaurelOracle *self, json_t *node, const char *series, gboolean asked)
{
  gsize   i = 0;
  json_t *child = NULL;

  asked = asked || asks_for (json_object_get (node, "when"), series);

  json_array_foreach (json_object_get (node, "children"), i, child)
  {
    if (is_series_applied (self, child, series, asked))
      return TRUE;
  }

  for (gsize leaf = 0; leaf < self->n_leaves; leaf++)
    {
      if (self->leaves[leaf].json == node)
        return asked && is_applied (self, &self->leaves[leaf]);
    }

  return FALSE;
}

static json_t *
new_promo_codes (const LaurelOracle *self)
{
  json_t *known = json_object_get (self->document, "promo_codes");
  json_t *root = json_object_get (self->program, "discounts");
  json_t *states = json_object ();
  gsize   i = 0;
  json_t *code = NULL;

  json_array_foreach (json_object_get (self->receipt, "promo_codes"), i, code)
  {
    const char *name = json_string_value (code);
    const char *series = laurel_oracle_word (json_object_get (known, name), "series", NULL);
    const char *state = "unknown";

    if (series != NULL)
      state = is_series_applied (self, root, series, FALSE) ? "applied" : "no_effect";

    json_object_set_new (states, name, json_string (state));
  }

  return states;
}

static json_t *
new_offers (const LaurelOracle *self)
{
  json_t *offers = json_array ();

  for (gsize i = 0; i < self->n_leaves; i++)
    {
      if (self->leaves[i].missing > 0)
        json_array_append_new (offers,
                               json_pack ("{s:O, s:I}",
                                          "id",
                                          json_object_get (self->leaves[i].json, "id"),
                                          "pieces",
                                          (json_int_t) self->leaves[i].missing));
    }

  return offers;
}

/* Adds the ids of those of @winners that stand at @node and below it, in tree order. */
static void
add_winners (json_t *by, json_t *node, const GPtrArray *winners)
{
  gsize   i = 0;
  json_t *child = NULL;

  for (guint w = 0; w < winners->len; w++)
    {
      if (g_ptr_array_index (winners, w) == node)
        {
          json_array_append (by, json_object_get (node, "id"));
          break;
        }
    }

  json_array_foreach (json_object_get (node, "children"), i, child)
  {
    add_winners (by, child, winners);
  }
}

static void
explain_lines (const LaurelOracle *self, const LaurelOracleLeaf *leaf, json_t *entry)
{
  json_t *lines = json_array ();

  for (gsize i = 0; i < self->n_lines; i++)
    {
      const LaurelOracleEffect *effect = &leaf->effects[i];

      if (keeps_effect (leaf, i))
        json_array_append_new (lines,
                               json_pack ("{s:I, s:I, s:I}",
                                          "n",
                                          (json_int_t) self->lines[i].n,
                                          "before",
                                          (json_int_t) effect->before,
                                          "after",
                                          (json_int_t) (effect->before - effect->money)));
    }

  json_object_set_new (entry, "lines", lines);
}

static json_t *
explain_leaf (const LaurelOracle *self, const LaurelOracleLeaf *leaf)
{
  const char *outcome = leaf->outcome;
  json_t     *entry = json_object ();

  json_object_set (entry, "id", json_object_get (leaf->json, "id"));

  if (outcome == NULL && is_applied (self, leaf))
    {
      outcome = "applied";
      explain_lines (self, leaf, entry);
    }
  else if (outcome == NULL && leaf->winners->len > 0)
    {
      outcome = "displaced";
      json_object_set_new (entry, "by", json_array ());
      add_winners (json_object_get (entry, "by"),
                   json_object_get (self->program, "discounts"),
                   leaf->winners);
    }
  else if (outcome == NULL)
    outcome = leaf->trimmed ? "guard" : "zero";

  json_object_set_new (entry, "outcome", json_string (outcome));

  if (leaf->node != NULL)
    json_object_set_new (entry, "node", json_string (leaf->node));

  if (leaf->reason != NULL)
    json_object_set_new (entry,
                         strcmp (outcome, "limit") == 0 ? "limit" : "test",
                         json_string (leaf->reason));

  return entry;
}

json_t *
laurel_oracle_answer (const LaurelOracle *self)
{
  json_t *answer = json_object ();
  json_t *lines = json_array ();
  json_t *explain = json_array ();
  json_t *certificates = NULL;
  gint64  left = 0;

  for (gsize i = 0; i < self->n_lines; i++)
    {
      json_array_append_new (lines, new_line (self, i));
      left += get_due (&self->lines[i]);
    }

  for (gsize i = 0; i < self->n_leaves; i++)
    json_array_append_new (explain, explain_leaf (self, &self->leaves[i]));

  certificates = new_certificates (self, &left);
  json_object_set (answer, "id", json_object_get (self->receipt, "id"));
  json_object_set_new (answer, "lines", lines);
  json_object_set_new (answer, "totals", new_totals (self, left));
  set_integer (answer, "redeemable", self->redeemable);
  json_object_set_new (answer, "promo_codes", new_promo_codes (self));
  json_object_set_new (answer, "certificates", certificates);
  json_object_set_new (answer, "offers", new_offers (self));
  json_object_set_new (answer, "explain", explain);

  return answer;
}
