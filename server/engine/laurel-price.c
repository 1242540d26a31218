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
#define CACHE_LINE       64
#define LINES_MET        64 /* bits of LaurelPricing.met */

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

/* What is known of them is fetched while lines are measured. */
static void
find_products (LaurelPricing *pricing)
{
  const LaurelProgram *program = pricing->program;
  const char **ids = laurel_arena_new_array (pricing->arena, const char *, pricing->n_lines);
  guint32     *numbers = laurel_arena_new_array (pricing->arena, guint32, pricing->n_lines);

  for (guint32 i = 0; i < pricing->n_lines; i++)
    ids[i] = pricing->lines[i].given->product;

  laurel_id_table_find_all (&program->products_table, ids, pricing->n_lines, numbers);

  for (guint32 i = 0; i < pricing->n_lines; i++)
    {
      pricing->lines[i].product = numbers[i];

      if (numbers[i] != LAUREL_ID_NONE)
        {
          __builtin_prefetch (&program->products[numbers[i]]);
          __builtin_prefetch (&program->index.products[numbers[i]]);
        }
    }
}

static void
look_up_product (const LaurelProgram *program, LaurelLine *line)
{
  const LaurelProduct *product = NULL;

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

  find_products (pricing);

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
          if (laurel_pricing_line_fits (&pricing->lines[k], &rule->target))
            pricing->lines[k].flags |= flags;
        }
    }
}

/* What is being gathered: a bit of @marks for each leaf. */
typedef struct
{
  LaurelPricing *pricing;
  guint64       *marks;
} Gathering;

/* @line is the bit of the line that led here. A leaf that is by_lines comes from lines alone. */
static void
mark_posting (const Gathering *gathering, const LaurelPosting *posting, guint64 line)
{
  const LaurelPricing *pricing = gathering->pricing;

  for (guint32 i = 0; i < posting->n; i++)
    {
      const LaurelPosted *posted = &posting->leaves[i];
      guint64            *word = &gathering->marks[posted->leaf / 64];
      guint64             bit = G_GUINT64_CONSTANT (1) << (posted->leaf % 64);

      if (pricing->day < posted->first_day || pricing->day > posted->last_day)
        continue;

      if (pricing->met != NULL)
        pricing->met[posted->leaf] = line | ((*word & bit) != 0 ? pricing->met[posted->leaf] : 0);

      *word |= bit;
    }
}

static void
mark_postings (const Gathering   *gathering,
               LaurelPostings     postings,
               const LaurelIdSet *ids,
               guint64            line)
{
  for (guint32 i = 0; i < ids->n; i++)
    mark_posting (gathering, &postings[ids->ids[i]], line);
}

/* Has the memory of a candidate fetched while others are gathered: each would be waited for in turn
 * otherwise, because a large program does not fit in the caches near the processor. */
static inline G_GNUC_UNUSED __attribute__ ((always_inline)) void
expect_candidate (const LaurelProgram *program, guint32 leaf)
{
  const char *begin = (const char *) &program->leaves[leaf];

  for (gsize at = 0; at < sizeof (LaurelLeaf); at += CACHE_LINE)
    __builtin_prefetch (begin + at);

  __builtin_prefetch (&program->paths[leaf]);
  __builtin_prefetch (&program->nodes[program->leaf_nodes[leaf]]);
}

static void
mark_lines (const Gathering *gathering)
{
  const LaurelPricing   *pricing = gathering->pricing;
  const LaurelLeafIndex *index = &pricing->program->index;

  for (guint32 i = 0; i < pricing->n_lines; i++)
    {
      const LaurelLine *line = &pricing->lines[i];
      guint64           bit = G_GUINT64_CONSTANT (1) << (i % LINES_MET);

      if (line->product != LAUREL_ID_NONE)
        mark_posting (gathering, &index->products[line->product], bit);

      mark_postings (gathering, index->segments, &line->segments, bit);
    }
}

static void
mark_others (const Gathering *gathering)
{
  const LaurelPricing   *pricing = gathering->pricing;
  const LaurelLeafIndex *index = &pricing->program->index;

  mark_posting (gathering, &index->always, 0);

  if (pricing->store != LAUREL_ID_NONE)
    {
      mark_posting (gathering, &index->stores[pricing->store], 0);
      mark_postings (gathering, index->store_segments, &pricing->store_facts->segments, 0);
    }

  if (pricing->level != NULL)
    mark_posting (gathering, &index->levels[pricing->level_number], 0);

  mark_postings (gathering, index->client_segments, &pricing->client_segments, 0);
  mark_postings (gathering, index->series, &pricing->series, 0);
}

/* Marking sorts them into tree order, and takes each once. */
static void
gather_candidates (LaurelPricing *pricing)
{
  guint32   n_leaves = pricing->program->n_leaves;
  guint32   n_words = (n_leaves + 63) / 64;
  guint64  *marks = laurel_arena_new_array0 (pricing->arena, guint64, n_words);
  Gathering gathering = { pricing, marks };

  if (pricing->n_lines <= LINES_MET)
    pricing->met = laurel_arena_new_array (pricing->arena, guint64, n_leaves);

  mark_lines (&gathering);
  mark_others (&gathering);

  for (guint32 word = 0; word < n_words; word++)
    {
      for (guint64 rest = marks[word]; rest != 0; rest &= rest - 1)
        {
          guint32 leaf = word * 64 + (guint32) __builtin_ctzll (rest);

          pricing->candidates[pricing->n_candidates++] = leaf;
          expect_candidate (pricing->program, leaf);
        }
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
