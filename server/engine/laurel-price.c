/* laurel-price.c - prices one receipt by one compiled program
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/engine/laurel-price.h"

#include "server/engine/laurel-pricing.h"

#define DAY_SECONDS      86400
#define LINES_MAX        1000
#define QUANTITY_MAX     G_GINT64_CONSTANT (1000000000)
#define PRICE_MAX        G_GINT64_CONSTANT (100000000000)
#define GROSS_MAX        LAUREL_MONEY_MAX
#define RECEIPT_MAX      (10 * LAUREL_MONEY_MAX)
#define EFFECTS_EXPECTED 64

static gboolean
fail_range (GError **error, gint64 n, const char *what)
{
  g_set_error (error,
               LAUREL_ENGINE_ERROR,
               LAUREL_ENGINE_ERROR_RANGE,
               "line %" G_GINT64_FORMAT ": the %s is out of range",
               n,
               what);

  return FALSE;
}

/* Tills count upwards, so this is hardly ever more than one look at each line. */
static gboolean
sort_lines (LaurelLine *lines, guint32 n_lines, GError **error)
{
  for (guint32 i = 1; i < n_lines; i++)
    {
      const LaurelReceiptLine *given = lines[i].given;
      guint32                  at = i;

      while (at > 0 && lines[at - 1].given->n > given->n)
        {
          lines[at].given = lines[at - 1].given;
          at--;
        }

      lines[at].given = given;
    }

  for (guint32 i = 1; i < n_lines; i++)
    {
      if (lines[i].given->n == lines[i - 1].given->n)
        {
          g_set_error (error,
                       LAUREL_ENGINE_ERROR,
                       LAUREL_ENGINE_ERROR_REFERENCE,
                       "line %" G_GINT64_FORMAT " is there twice",
                       lines[i].given->n);
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
measure_line (LaurelLine *line, GError **error)
{
  const LaurelReceiptLine *given = line->given;

  if (given->n < 1)
    return fail_range (error, given->n, "number");

  if (given->quantity < 1 || given->quantity > QUANTITY_MAX)
    return fail_range (error, given->n, "quantity");

  if (given->price < 0 || given->price > PRICE_MAX)
    return fail_range (error, given->n, "price");

  line->gross = (gint64) laurel_divide_half_up ((LaurelWide) given->price * given->quantity, 1000);

  if (line->gross > GROSS_MAX)
    return fail_range (error, given->n, "amount");

  if (given->external_discount < 0 || given->external_discount > line->gross)
    return fail_range (error, given->n, "external discount");

  line->base = line->gross - given->external_discount;
  line->whole = given->quantity % 1000 == 0;
  line->pieces = line->whole ? given->quantity / 1000 : 0;

  return TRUE;
}

static void
look_up_product (const LaurelProgram *program, LaurelLine *line)
{
  const LaurelProduct *product = NULL;

  line->product = laurel_id_table_find (&program->products_table, line->given->product);
  line->max_discount = LAUREL_SHARE_WHOLE;

  if (line->given->external_discount > 0)
    line->flags = LAUREL_LINE_EXTERNAL;

  if (line->product == LAUREL_ID_NONE)
    return;

  product = &program->products[line->product];
  line->segments = product->segments;
  line->signature = product->signature;
  line->min_price = product->min_price;
  line->max_discount = product->max_discount;
  line->flags |= product->flags;

  if (line->min_price > 0)
    line->least =
        (gint64) MIN (laurel_divide_up ((LaurelWide) line->min_price * line->given->quantity, 1000),
                      LAUREL_INTEGER_MAX);
}

static gboolean
take_lines (LaurelPricing *pricing, GError **error)
{
  const LaurelReceipt *receipt = pricing->receipt;
  gint64               gross = 0;

  if (receipt->n_lines > LINES_MAX)
    {
      g_set_error (error,
                   LAUREL_ENGINE_ERROR,
                   LAUREL_ENGINE_ERROR_RANGE,
                   "a receipt has %d lines at most",
                   LINES_MAX);
      return FALSE;
    }

  pricing->n_lines = (guint32) receipt->n_lines;
  pricing->lines = laurel_arena_new_array0 (pricing->arena, LaurelLine, receipt->n_lines);

  for (guint32 i = 0; i < pricing->n_lines; i++)
    pricing->lines[i].given = &receipt->lines[i];

  if (!sort_lines (pricing->lines, pricing->n_lines, error))
    return FALSE;

  for (guint32 i = 0; i < pricing->n_lines; i++)
    {
      LaurelLine *line = &pricing->lines[i];

      if (!measure_line (line, error))
        return FALSE;

      look_up_product (pricing->program, line);
      gross += line->gross;
      pricing->sum_base += line->base;
    }

  if (gross > RECEIPT_MAX)
    {
      g_set_error_literal (error,
                           LAUREL_ENGINE_ERROR,
                           LAUREL_ENGINE_ERROR_RANGE,
                           "the receipt's amount is out of range");
      return FALSE;
    }

  return TRUE;
}

/* Numbers of the ids that the program knows. They are few, so inserting keeps them in order. */
static void
add_number (LaurelIdSet *set, guint32 *numbers, guint32 number)
{
  guint32 at = set->n;

  if (number == LAUREL_ID_NONE || laurel_id_set_has (set, number))
    return;

  while (at > 0 && numbers[at - 1] > number)
    {
      numbers[at] = numbers[at - 1];
      at--;
    }

  numbers[at] = number;
  set->n++;
}

static LaurelIdSet
look_up_ids (LaurelPricing       *pricing,
             const LaurelIdTable *table,
             const char *const   *ids,
             gsize                n_ids)
{
  guint32    *numbers = laurel_arena_new_array (pricing->arena, guint32, n_ids);
  LaurelIdSet set = { numbers, 0 };

  for (gsize i = 0; i < n_ids; i++)
    add_number (&set, numbers, laurel_id_table_find (table, ids[i]));

  return set;
}

static LaurelIdSet
look_up_series (LaurelPricing *pricing)
{
  const LaurelReceipt *receipt = pricing->receipt;
  guint32    *numbers = laurel_arena_new_array (pricing->arena, guint32, receipt->n_promo_codes);
  LaurelIdSet set = { numbers, 0 };

  for (gsize i = 0; i < receipt->n_promo_codes; i++)
    {
      const char *series = receipt->promo_codes[i].series;

      if (series != NULL)
        add_number (&set, numbers, laurel_id_table_find (&pricing->program->series_table, series));
    }

  return set;
}

static void
look_up_store (LaurelPricing *pricing)
{
  const LaurelProgram *program = pricing->program;
  const LaurelReceipt *receipt = pricing->receipt;
  const LaurelZone    *zone = program->zone;
  gint64               local = 0;

  pricing->store = LAUREL_ID_NONE;

  if (receipt->store != NULL)
    pricing->store = laurel_id_table_find (&program->stores_table, receipt->store);

  if (pricing->store != LAUREL_ID_NONE)
    {
      pricing->store_facts = &program->stores[pricing->store];
      pricing->channel = pricing->store_facts->channel;
      zone = pricing->store_facts->zone;
    }

  if (receipt->channel != NULL)
    pricing->channel = laurel_channel_from_word (receipt->channel);

  local = receipt->time + laurel_zone_get_offset (zone, receipt->time);
  pricing->day = (gint32) (local / DAY_SECONDS);
  pricing->second = (gint32) (local % DAY_SECONDS);
  pricing->weekday = laurel_day_weekday (pricing->day);
}

static gboolean
look_up_client (LaurelPricing *pricing, GError **error)
{
  const LaurelClientFacts *client = pricing->client;
  const LaurelProgram     *program = pricing->program;

  if (client == NULL)
    return TRUE;

  pricing->client_segments =
      look_up_ids (pricing, &program->client_segments_table, client->segments, client->n_segments);

  if (client->level == NULL)
    return TRUE;

  pricing->level_number = laurel_id_table_find (&program->levels_table, client->level);

  if (pricing->level_number == LAUREL_ID_NONE)
    {
      g_set_error (error,
                   LAUREL_ENGINE_ERROR,
                   LAUREL_ENGINE_ERROR_REFERENCE,
                   "there is no level '%s'",
                   client->level);
      return FALSE;
    }

  pricing->level = &program->terms.levels[pricing->level_number];

  return TRUE;
}

static void
restrict_lines (LaurelPricing *pricing)
{
  for (gsize i = 0; i < pricing->program->n_restrictions; i++)
    {
      const LaurelRule *rule = &pricing->program->restrictions[i];
      LaurelLineFlags   flags = 0;

      if (!laurel_pricing_test (pricing, rule->when))
        continue;

      flags |= (rule->forbid & LAUREL_FORBID_DISCOUNT) != 0 ? LAUREL_LINE_NO_DISCOUNT : 0;
      flags |= (rule->forbid & LAUREL_FORBID_REDEEM) != 0 ? LAUREL_LINE_NO_REDEEM : 0;
      flags |= (rule->forbid & LAUREL_FORBID_ACCRUE) != 0 ? LAUREL_LINE_NO_ACCRUAL : 0;

      for (guint32 k = 0; k < pricing->n_lines; k++)
        {
          if (laurel_pricing_line_fits (&pricing->lines[k], rule->target))
            pricing->lines[k].flags |= flags;
        }
    }
}

static void
mark_posting (const LaurelPricing *pricing, guint64 *marks, const LaurelIdSet *posting)
{
  const LaurelLeafIndex *index = &pricing->program->index;

  for (guint32 i = 0; i < posting->n; i++)
    {
      guint32 leaf = posting->ids[i];

      if (pricing->day >= index->first_days[leaf] && pricing->day <= index->last_days[leaf])
        marks[leaf / 64] |= G_GUINT64_CONSTANT (1) << (leaf % 64);
    }
}

static void
mark_postings (const LaurelPricing *pricing,
               guint64             *marks,
               LaurelPostings       postings,
               const LaurelIdSet   *ids)
{
  for (guint32 i = 0; i < ids->n; i++)
    mark_posting (pricing, marks, &postings[ids->ids[i]]);
}

/* Marking sorts them into tree order, and takes each once. */
static void
gather_candidates (LaurelPricing *pricing)
{
  const LaurelLeafIndex *index = &pricing->program->index;
  guint32                n_words = (pricing->program->n_leaves + 63) / 64;
  guint64               *marks = laurel_arena_new_array0 (pricing->arena, guint64, n_words);

  mark_posting (pricing, marks, &index->always);

  for (guint32 i = 0; i < pricing->n_lines; i++)
    {
      const LaurelLine *line = &pricing->lines[i];

      if (line->product != LAUREL_ID_NONE)
        mark_posting (pricing, marks, &index->products[line->product]);

      mark_postings (pricing, marks, index->segments, &line->segments);
    }

  if (pricing->store != LAUREL_ID_NONE)
    {
      mark_posting (pricing, marks, &index->stores[pricing->store]);
      mark_postings (pricing, marks, index->store_segments, &pricing->store_facts->segments);
    }

  if (pricing->level != NULL)
    mark_posting (pricing, marks, &index->levels[pricing->level_number]);

  mark_postings (pricing, marks, index->client_segments, &pricing->client_segments);
  mark_postings (pricing, marks, index->series, &pricing->series);

  for (guint32 word = 0; word < n_words; word++)
    {
      for (guint64 rest = marks[word]; rest != 0; rest &= rest - 1)
        pricing->candidates[pricing->n_candidates++] = word * 64 + (guint32) __builtin_ctzll (rest);
    }
}

/* An explanation speaks of every leaf, so every leaf is looked at. */
static void
take_all_candidates (LaurelPricing *pricing)
{
  guint32 n_leaves = pricing->program->n_leaves;

  for (guint32 i = 0; i < n_leaves; i++)
    pricing->candidates[pricing->n_candidates++] = i;

  pricing->stories = laurel_arena_new_array0 (pricing->arena, LaurelStory, n_leaves);
}

static void
prepare (LaurelPricing *pricing)
{
  LaurelArena *arena = pricing->arena;
  guint32      n_lines = pricing->n_lines;

  pricing->candidates = laurel_arena_new_array (arena, guint32, pricing->program->n_leaves);
  pricing->effects_size = EFFECTS_EXPECTED;
  pricing->effects = laurel_arena_new_array (arena, LaurelDraftEffect, EFFECTS_EXPECTED);
  pricing->scratch = laurel_arena_new_array0 (arena, LaurelGroupScratch, LAUREL_DEPTH_MAX);
  pricing->picked = laurel_arena_new_array (arena, guint32, n_lines);
  pricing->weights = laurel_arena_new_array (arena, LaurelWide, n_lines);
  pricing->amounts = laurel_arena_new_array (arena, LaurelWide, n_lines);
  pricing->claims = laurel_arena_new_array (arena, LaurelClaim, n_lines);
}

const LaurelPriced *
laurel_price (const LaurelProgram     *program,
              LaurelArena             *arena,
              const LaurelReceipt     *receipt,
              const LaurelClientFacts *client,
              const LaurelUsageTotals *totals,
              LaurelPriceFlags         flags,
              GError                 **error)
{
  LaurelPricing pricing = {
    .program = program,
    .arena = arena,
    .receipt = receipt,
    .client = client,
    .totals = totals,
    .explains = (flags & LAUREL_PRICE_EXPLAIN) != 0,
  };

  g_return_val_if_fail (program != NULL, NULL);
  g_return_val_if_fail (arena != NULL, NULL);
  g_return_val_if_fail (receipt != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (!take_lines (&pricing, error) || !look_up_client (&pricing, error))
    return NULL;

  look_up_store (&pricing);
  pricing.series = look_up_series (&pricing);
  pricing.payments =
      look_up_ids (&pricing, &program->payments_table, receipt->payments, receipt->n_payments);
  prepare (&pricing);
  restrict_lines (&pricing);

  if (pricing.explains)
    take_all_candidates (&pricing);
  else
    gather_candidates (&pricing);

  laurel_pricing_evaluate_tree (&pricing);
  laurel_pricing_apply_guards (&pricing);
  laurel_pricing_redeem (&pricing);
  laurel_pricing_round_receipt (&pricing);

  if (!laurel_pricing_accrue (&pricing, error))
    return NULL;

  return laurel_pricing_write (&pricing, error);
}
