/* laurel-wire-priced.c - what the engine answered, as JSON
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Ids come from documents that were read, so they are valid UTF-8.
 */

#include "server/wire/laurel-wire-priced.h"

#include <glib.h>

static void
write_split (LaurelJsonWriter *writer, const LaurelPricedLine *line)
{
  laurel_json_writer_begin_array (writer, "split");

  for (gsize i = 0; i < G_N_ELEMENTS (line->split); i++)
    {
      if (line->split[i].pieces == 0)
        continue;

      laurel_json_writer_begin_object (writer, NULL);
      laurel_json_writer_add_integer (writer, "pieces", line->split[i].pieces);
      laurel_json_writer_add_integer (writer, "price", line->split[i].price);
      laurel_json_writer_end_object (writer);
    }

  laurel_json_writer_end_array (writer);
}

static void
write_effects (LaurelJsonWriter *writer, const LaurelPricedLine *line)
{
  laurel_json_writer_begin_array (writer, "effects");

  for (gsize i = 0; i < line->n_effects; i++)
    {
      laurel_json_writer_begin_object (writer, NULL);
      laurel_json_writer_add_string (writer, "id", line->effects[i].leaf);
      laurel_json_writer_add_integer (writer, "money", line->effects[i].money);
      laurel_json_writer_add_integer (writer, "points", line->effects[i].points);

      if (line->effects[i].referrer)
        laurel_json_writer_add_boolean (writer, "referrer", TRUE);

      laurel_json_writer_end_object (writer);
    }

  laurel_json_writer_end_array (writer);
}

static void
write_line (LaurelJsonWriter *writer, const LaurelPricedLine *line)
{
  laurel_json_writer_begin_object (writer, NULL);
  laurel_json_writer_add_integer (writer, "n", line->n);
  laurel_json_writer_add_integer (writer, "gross", line->gross);
  laurel_json_writer_add_integer (writer, "external", line->external);
  laurel_json_writer_add_integer (writer, "discount", line->discount);
  laurel_json_writer_add_integer (writer, "redeemed", line->redeemed);
  laurel_json_writer_add_integer (writer, "rounding", line->rounding);
  laurel_json_writer_add_integer (writer, "to_pay", line->to_pay);
  laurel_json_writer_add_integer (writer, "points", line->points);
  laurel_json_writer_add_integer (writer, "turnover", line->turnover);

  if (line->whole)
    write_split (writer, line);

  write_effects (writer, line);
  laurel_json_writer_end_object (writer);
}

static void
write_totals (LaurelJsonWriter *writer, const char *name, const LaurelTotals *totals)
{
  laurel_json_writer_begin_object (writer, name);
  laurel_json_writer_add_integer (writer, "gross", totals->gross);
  laurel_json_writer_add_integer (writer, "external", totals->external);
  laurel_json_writer_add_integer (writer, "discount", totals->discount);
  laurel_json_writer_add_integer (writer, "redeemed", totals->redeemed);
  laurel_json_writer_add_integer (writer, "redeemed_points", totals->redeemed_points);
  laurel_json_writer_add_integer (writer, "rounding", totals->rounding);
  laurel_json_writer_add_integer (writer, "to_pay", totals->to_pay);
  laurel_json_writer_add_integer (writer, "certificates", totals->certificates);
  laurel_json_writer_add_integer (writer, "left_to_pay", totals->left_to_pay);
  laurel_json_writer_add_integer (writer, "points", totals->points);
  laurel_json_writer_add_integer (writer, "referrer_points", totals->referrer_points);
  laurel_json_writer_add_integer (writer, "turnover", totals->turnover);
  laurel_json_writer_end_object (writer);
}

static void
write_promo_codes (LaurelJsonWriter    *writer,
                   const LaurelPriced  *priced,
                   const LaurelReceipt *receipt)
{
  static const char *const states[] = {
    [LAUREL_CODE_APPLIED] = "applied",
    [LAUREL_CODE_NO_EFFECT] = "no_effect",
    [LAUREL_CODE_UNKNOWN] = "unknown",
  };

  laurel_json_writer_begin_object (writer, "promo_codes");

  for (gsize i = 0; i < receipt->n_promo_codes; i++)
    laurel_json_writer_add_string (writer,
                                   receipt->promo_codes[i].code,
                                   states[priced->promo_codes[i]]);

  laurel_json_writer_end_object (writer);
}

static void
write_certificates (LaurelJsonWriter    *writer,
                    const LaurelPriced  *priced,
                    const LaurelReceipt *receipt)
{
  laurel_json_writer_begin_object (writer, "certificates");

  for (gsize i = 0; i < receipt->n_certificates; i++)
    laurel_json_writer_add_integer (writer, receipt->certificates[i].code, priced->certificates[i]);

  laurel_json_writer_end_object (writer);
}

static void
write_offers (LaurelJsonWriter *writer, const LaurelPriced *priced)
{
  laurel_json_writer_begin_array (writer, "offers");

  for (gsize i = 0; i < priced->n_offers; i++)
    {
      laurel_json_writer_begin_object (writer, NULL);
      laurel_json_writer_add_string (writer, "id", priced->offers[i].leaf);
      laurel_json_writer_add_integer (writer, "pieces", priced->offers[i].pieces);
      laurel_json_writer_end_object (writer);
    }

  laurel_json_writer_end_array (writer);
}

void
laurel_wire_write_priced (LaurelJsonWriter    *writer,
                          const LaurelPriced  *priced,
                          const LaurelReceipt *receipt)
{
  laurel_json_writer_begin_array (writer, "lines");

  for (gsize i = 0; i < priced->n_lines; i++)
    write_line (writer, &priced->lines[i]);

  laurel_json_writer_end_array (writer);
  write_totals (writer, "totals", &priced->totals);
  laurel_json_writer_add_integer (writer, "redeemable", priced->redeemable);
  write_promo_codes (writer, priced, receipt);
  write_certificates (writer, priced, receipt);
  write_offers (writer, priced);
}

/* === Explanations ============================================================================= */

static void
write_winners (LaurelJsonWriter *writer, const LaurelOutcome *outcome)
{
  laurel_json_writer_begin_array (writer, "by");

  for (gsize i = 0; i < outcome->n_by; i++)
    laurel_json_writer_add_string (writer, NULL, outcome->by[i]);

  laurel_json_writer_end_array (writer);
}

static void
write_outcome_lines (LaurelJsonWriter *writer, const LaurelOutcome *outcome)
{
  laurel_json_writer_begin_array (writer, "lines");

  for (gsize i = 0; i < outcome->n_lines; i++)
    {
      laurel_json_writer_begin_object (writer, NULL);
      laurel_json_writer_add_integer (writer, "n", outcome->lines[i].n);
      laurel_json_writer_add_integer (writer, "before", outcome->lines[i].before);
      laurel_json_writer_add_integer (writer, "after", outcome->lines[i].after);
      laurel_json_writer_end_object (writer);
    }

  laurel_json_writer_end_array (writer);
}

static void
write_outcome (LaurelJsonWriter *writer, const LaurelOutcome *outcome)
{
  static const char *const kinds[] = {
    [LAUREL_OUTCOME_APPLIED] = "applied",     [LAUREL_OUTCOME_DISABLED] = "disabled",
    [LAUREL_OUTCOME_CONDITION] = "condition", [LAUREL_OUTCOME_NO_LINES] = "no_lines",
    [LAUREL_OUTCOME_LIMIT] = "limit",         [LAUREL_OUTCOME_ZERO] = "zero",
    [LAUREL_OUTCOME_DISPLACED] = "displaced", [LAUREL_OUTCOME_GUARD] = "guard",
  };

  laurel_json_writer_begin_object (writer, NULL);
  laurel_json_writer_add_string (writer, "id", outcome->leaf);
  laurel_json_writer_add_string (writer, "outcome", kinds[outcome->kind]);

  if (outcome->node != NULL)
    laurel_json_writer_add_string (writer, "node", outcome->node);

  if (outcome->test != NULL)
    laurel_json_writer_add_string (writer, "test", outcome->test);

  if (outcome->limit != NULL)
    laurel_json_writer_add_string (writer, "limit", outcome->limit);

  if (outcome->kind == LAUREL_OUTCOME_DISPLACED)
    write_winners (writer, outcome);

  if (outcome->kind == LAUREL_OUTCOME_APPLIED)
    write_outcome_lines (writer, outcome);

  laurel_json_writer_end_object (writer);
}

void
laurel_wire_write_explain (LaurelJsonWriter *writer, const LaurelPriced *priced)
{
  laurel_json_writer_begin_array (writer, "explain");

  for (gsize i = 0; i < priced->n_explain; i++)
    write_outcome (writer, &priced->explain[i]);

  laurel_json_writer_end_array (writer);
}

/* === Values =================================================================================== */

json_t *
laurel_wire_new_totals (const LaurelTotals *totals)
{
  LaurelJsonWriter *writer = laurel_json_writer_new ();

  write_totals (writer, NULL, totals);

  return laurel_json_writer_read_back (writer);
}

json_t *
laurel_wire_new_priced (const LaurelPriced *priced, const LaurelReceipt *receipt, gboolean explain)
{
  LaurelJsonWriter *writer = laurel_json_writer_new ();

  laurel_json_writer_begin_object (writer, NULL);
  laurel_wire_write_priced (writer, priced, receipt);

  if (explain)
    laurel_wire_write_explain (writer, priced);

  laurel_json_writer_end_object (writer);

  return laurel_json_writer_read_back (writer);
}
