/* laurel-wire-priced.c - what the engine answered, as JSON
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/wire/laurel-wire-priced.h"

#include <glib.h>

static void
add_integer (json_t *object, const char *name, gint64 integer)
{
  json_object_set_new (object, name, json_integer (integer));
}

/* The ids come from documents that were read, so they are valid UTF-8. */
static void
add_string (json_t *object, const char *name, const char *string)
{
  json_object_set_new (object, name, json_string (string));
}

static json_t *
new_split (const LaurelPricedLine *line)
{
  json_t *split = json_array ();

  for (gsize i = 0; i < G_N_ELEMENTS (line->split); i++)
    {
      json_t *part = NULL;

      if (line->split[i].pieces == 0)
        continue;

      part = json_object ();
      add_integer (part, "pieces", line->split[i].pieces);
      add_integer (part, "price", line->split[i].price);
      json_array_append_new (split, part);
    }

  return split;
}

static json_t *
new_effects (const LaurelPricedLine *line)
{
  json_t *effects = json_array ();

  for (gsize i = 0; i < line->n_effects; i++)
    {
      json_t *effect = json_object ();

      add_string (effect, "id", line->effects[i].leaf);
      add_integer (effect, "money", line->effects[i].money);
      add_integer (effect, "points", line->effects[i].points);

      if (line->effects[i].referrer)
        json_object_set_new (effect, "referrer", json_true ());

      json_array_append_new (effects, effect);
    }

  return effects;
}

static json_t *
new_line (const LaurelPricedLine *line)
{
  json_t *object = json_object ();

  add_integer (object, "n", line->n);
  add_integer (object, "gross", line->gross);
  add_integer (object, "external", line->external);
  add_integer (object, "discount", line->discount);
  add_integer (object, "redeemed", line->redeemed);
  add_integer (object, "rounding", line->rounding);
  add_integer (object, "to_pay", line->to_pay);
  add_integer (object, "points", line->points);
  add_integer (object, "turnover", line->turnover);

  if (line->whole)
    json_object_set_new (object, "split", new_split (line));

  json_object_set_new (object, "effects", new_effects (line));

  return object;
}

json_t *
laurel_wire_new_lines (const LaurelPriced *priced)
{
  json_t *lines = json_array ();

  for (gsize i = 0; i < priced->n_lines; i++)
    json_array_append_new (lines, new_line (&priced->lines[i]));

  return lines;
}

json_t *
laurel_wire_new_totals (const LaurelTotals *totals)
{
  json_t *object = json_object ();

  add_integer (object, "gross", totals->gross);
  add_integer (object, "external", totals->external);
  add_integer (object, "discount", totals->discount);
  add_integer (object, "redeemed", totals->redeemed);
  add_integer (object, "redeemed_points", totals->redeemed_points);
  add_integer (object, "rounding", totals->rounding);
  add_integer (object, "to_pay", totals->to_pay);
  add_integer (object, "certificates", totals->certificates);
  add_integer (object, "left_to_pay", totals->left_to_pay);
  add_integer (object, "points", totals->points);
  add_integer (object, "referrer_points", totals->referrer_points);
  add_integer (object, "turnover", totals->turnover);

  return object;
}

json_t *
laurel_wire_new_promo_codes (const LaurelPriced *priced, const LaurelReceipt *receipt)
{
  static const char *const states[] = {
    [LAUREL_CODE_APPLIED] = "applied",
    [LAUREL_CODE_NO_EFFECT] = "no_effect",
    [LAUREL_CODE_UNKNOWN] = "unknown",
  };

  json_t *codes = json_object ();

  for (gsize i = 0; i < receipt->n_promo_codes; i++)
    add_string (codes, receipt->promo_codes[i].code, states[priced->promo_codes[i]]);

  return codes;
}

json_t *
laurel_wire_new_certificates (const LaurelPriced *priced, const LaurelReceipt *receipt)
{
  json_t *certificates = json_object ();

  for (gsize i = 0; i < receipt->n_certificates; i++)
    add_integer (certificates, receipt->certificates[i].code, priced->certificates[i]);

  return certificates;
}

json_t *
laurel_wire_new_offers (const LaurelPriced *priced)
{
  json_t *offers = json_array ();

  for (gsize i = 0; i < priced->n_offers; i++)
    {
      json_t *offer = json_object ();

      add_string (offer, "id", priced->offers[i].leaf);
      add_integer (offer, "pieces", priced->offers[i].pieces);
      json_array_append_new (offers, offer);
    }

  return offers;
}

static json_t *
new_winners (const LaurelOutcome *outcome)
{
  json_t *winners = json_array ();

  for (gsize i = 0; i < outcome->n_by; i++)
    json_array_append_new (winners, json_string (outcome->by[i]));

  return winners;
}

static json_t *
new_outcome_lines (const LaurelOutcome *outcome)
{
  json_t *lines = json_array ();

  for (gsize i = 0; i < outcome->n_lines; i++)
    {
      json_t *line = json_object ();

      add_integer (line, "n", outcome->lines[i].n);
      add_integer (line, "before", outcome->lines[i].before);
      add_integer (line, "after", outcome->lines[i].after);
      json_array_append_new (lines, line);
    }

  return lines;
}

static json_t *
new_outcome (const LaurelOutcome *outcome)
{
  static const char *const kinds[] = {
    [LAUREL_OUTCOME_APPLIED] = "applied",     [LAUREL_OUTCOME_DISABLED] = "disabled",
    [LAUREL_OUTCOME_CONDITION] = "condition", [LAUREL_OUTCOME_NO_LINES] = "no_lines",
    [LAUREL_OUTCOME_LIMIT] = "limit",         [LAUREL_OUTCOME_ZERO] = "zero",
    [LAUREL_OUTCOME_DISPLACED] = "displaced", [LAUREL_OUTCOME_GUARD] = "guard",
  };

  json_t *object = json_object ();

  add_string (object, "id", outcome->leaf);
  add_string (object, "outcome", kinds[outcome->kind]);

  if (outcome->node != NULL)
    add_string (object, "node", outcome->node);

  if (outcome->test != NULL)
    add_string (object, "test", outcome->test);

  if (outcome->limit != NULL)
    add_string (object, "limit", outcome->limit);

  if (outcome->kind == LAUREL_OUTCOME_DISPLACED)
    json_object_set_new (object, "by", new_winners (outcome));

  if (outcome->kind == LAUREL_OUTCOME_APPLIED)
    json_object_set_new (object, "lines", new_outcome_lines (outcome));

  return object;
}

json_t *
laurel_wire_new_explain (const LaurelPriced *priced)
{
  json_t *explain = json_array ();

  for (gsize i = 0; i < priced->n_explain; i++)
    json_array_append_new (explain, new_outcome (&priced->explain[i]));

  return explain;
}

void
laurel_wire_add_priced (json_t *object, const LaurelPriced *priced, const LaurelReceipt *receipt)
{
  json_object_set_new (object, "lines", laurel_wire_new_lines (priced));
  json_object_set_new (object, "totals", laurel_wire_new_totals (&priced->totals));
  add_integer (object, "redeemable", priced->redeemable);
  json_object_set_new (object, "promo_codes", laurel_wire_new_promo_codes (priced, receipt));
  json_object_set_new (object, "certificates", laurel_wire_new_certificates (priced, receipt));
  json_object_set_new (object, "offers", laurel_wire_new_offers (priced));
}
