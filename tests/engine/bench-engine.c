/* bench-engine.c - what one receipt of ten lines costs, by the number of discounts in the program
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Not a test: it looks at a clock. Prints a line for each size: discounts, milliseconds to compile,
 * microseconds of processor time for a receipt, effects for a receipt, bytes of the arena.
 *
 * The chain has 20,000 products in 1,000 segments and 300 stores in 20. Of its discounts most are
 * for some products or for a segment of them; others for a store, a segment of clients, a level or
 * a promo code; some are dated, limited, or for everybody.
 */

#include <time.h>

#include "server/engine/laurel-price.h"

#define N_PRODUCTS       20000
#define N_SEGMENTS       1000
#define N_STORES         300
#define N_STORE_SEGMENTS 20
#define N_LINES          10
#define N_RECEIPTS       1000
#define N_EVERYBODY      8
#define GROUP_SIZE       10
#define TIME             G_GINT64_CONSTANT (1795338000) /* in November 2026 */
#define DAY              20779

static const LaurelLevel levels[] = {
  { .id = "start", .accrual = 500, .max_share = -1 },
  { .id = "friend", .accrual = 700, .max_share = -1 },
  { .id = "family", .accrual = 1000, .max_share = -1 },
};

static const char *
make_id (LaurelArena *arena, const char *kind, gint number)
{
  g_autofree char *id = g_strdup_printf ("%s-%d", kind, number);

  return laurel_arena_strdup (arena, id);
}

static LaurelDraftIds
random_ids (LaurelArena *arena, GRand *random, const char *kind, gint n_kind, gsize n)
{
  const char **ids = laurel_arena_new_array (arena, const char *, n);

  for (gsize i = 0; i < n; i++)
    ids[i] = make_id (arena, kind, g_rand_int_range (random, 0, n_kind));

  return (LaurelDraftIds){ ids, n };
}

static LaurelCatalog *
make_catalog (GRand *random)
{
  g_autoptr (LaurelArena) arena = laurel_arena_new ();
  LaurelCatalog *catalog = laurel_catalog_new ();

  for (gint i = 0; i < N_PRODUCTS; i++)
    {
      LaurelDraftIds       segments = random_ids (arena, random, "segment", N_SEGMENTS, 3);
      LaurelCatalogProduct product = { .id = make_id (arena, "product", i),
                                       .segments = segments.ids,
                                       .n_segments = segments.n,
                                       .min_price = i % 10 == 0 ? 5000 : 0,
                                       .max_discount = i % 20 == 0 ? 2000 : 10000 };

      laurel_catalog_add_product (catalog, &product);
    }

  for (gint i = 0; i < N_STORES; i++)
    {
      LaurelDraftIds     segments = random_ids (arena, random, "region", N_STORE_SEGMENTS, 1);
      LaurelCatalogStore store = { .id = make_id (arena, "store", i),
                                   .segments = segments.ids,
                                   .n_segments = segments.n,
                                   .channel = LAUREL_CHANNEL_STORE };

      laurel_catalog_add_store (catalog, &store);
    }

  return catalog;
}

/* Three of four are dated, for two months of a year around the day of the receipts. */
static void
set_when (LaurelDraftNode *leaf,
          LaurelArena     *arena,
          GRand           *random,
          LaurelTest       type,
          LaurelDraftIds   ids)
{
  LaurelDraftCondition *tests = laurel_arena_new_array0 (arena, LaurelDraftCondition, 2);
  LaurelDraftCondition *when = laurel_arena_new_array0 (arena, LaurelDraftCondition, 1);

  when->type = LAUREL_TEST_ALL;
  when->children = tests;

  if (g_rand_int_range (random, 0, 4) > 0)
    {
      LaurelDraftCondition *date = &tests[when->n_children++];

      date->type = LAUREL_TEST_DATE;
      date->from = DAY + g_rand_int_range (random, -180, 180);
      date->to = date->from + 60;
    }

  if (ids.n > 0)
    tests[when->n_children++] = (LaurelDraftCondition){ .type = type, .ids = ids };

  leaf->when = when;
}

static void
set_target (LaurelDraftNode *leaf,
            LaurelArena     *arena,
            LaurelDraftIds   products,
            LaurelDraftIds   segments)
{
  LaurelDraftTarget *target = laurel_arena_new_array0 (arena, LaurelDraftTarget, 1);

  target->products = products;
  target->segments = segments;
  target->min_price = LAUREL_OPEN_BELOW;
  target->max_price = LAUREL_OPEN_ABOVE;
  leaf->target = target;
}

static void
make_leaf (LaurelDraftNode *leaf, LaurelArena *arena, GRand *random, gint number)
{
  static const LaurelRewardType types[] = { LAUREL_REWARD_PERCENT,
                                            LAUREL_REWARD_AMOUNT,
                                            LAUREL_REWARD_POINTS_PERCENT,
                                            LAUREL_REWARD_NTH };

  gint                 choice = g_rand_int_range (random, 0, 100);
  const LaurelDraftIds none = { 0 };

  *leaf = (LaurelDraftNode){ .id = make_id (arena, "leaf", number),
                             .enabled = TRUE,
                             .max_amount = number % 7 == 0 ? 20000 : -1,
                             .limits = { .total_money = -1 } };
  leaf->reward = (LaurelDraftReward){ .type = types[number % (gint) G_N_ELEMENTS (types)],
                                      .rate = 500,
                                      .value = 5000,
                                      .count = 3 };

  if (laurel_reward_gives_points (leaf->reward.type))
    leaf->max_amount = -1;

  if (number % 5 == 0)
    leaf->limits.per_client = 3;

  if (number < N_EVERYBODY)
    return;

  set_when (leaf, arena, random, LAUREL_TEST_ALL, none);

  if (choice < 60)
    set_target (leaf, arena, random_ids (arena, random, "product", N_PRODUCTS, 5), none);
  else if (choice < 70)
    set_target (leaf, arena, none, random_ids (arena, random, "segment", N_SEGMENTS, 1));
  else if (choice < 80)
    set_when (leaf,
              arena,
              random,
              LAUREL_TEST_STORE,
              random_ids (arena, random, "store", N_STORES, 1));
  else if (choice < 90)
    set_when (leaf,
              arena,
              random,
              LAUREL_TEST_CLIENT_SEGMENT,
              random_ids (arena, random, "club", 500, 1));
  else
    set_when (leaf,
              arena,
              random,
              LAUREL_TEST_PROMO_CODE,
              random_ids (arena, random, "series", 500, 1));
}

static LaurelProgramDraft *
make_draft (gint n_discounts, GRand *random)
{
  LaurelProgramDraft *draft = laurel_program_draft_new ();
  LaurelArena        *arena = draft->arena;
  gint                n_groups = n_discounts / GROUP_SIZE;
  LaurelDraftNode    *root = laurel_arena_new_array0 (arena, LaurelDraftNode, 1);
  LaurelDraftNode    *groups = laurel_arena_new_array0 (arena, LaurelDraftNode, n_groups);

  for (gint i = 0; i < n_groups; i++)
    {
      LaurelDraftNode *leaves = laurel_arena_new_array0 (arena, LaurelDraftNode, GROUP_SIZE);

      for (gint k = 0; k < GROUP_SIZE; k++)
        make_leaf (&leaves[k], arena, random, i * GROUP_SIZE + k);

      groups[i] = (LaurelDraftNode){ .id = make_id (arena, "group", i),
                                     .group = TRUE,
                                     .enabled = TRUE,
                                     .combine = (LaurelCombine) (i % 5),
                                     .children = leaves,
                                     .n_children = GROUP_SIZE };
    }

  *root = (LaurelDraftNode){ .id = "root",
                             .group = TRUE,
                             .enabled = TRUE,
                             .children = groups,
                             .n_children = (gsize) n_groups };
  draft->root = root;
  draft->terms.levels = levels;
  draft->terms.n_levels = G_N_ELEMENTS (levels);

  return draft;
}

static LaurelReceipt *
make_receipts (LaurelArena *arena, GRand *random)
{
  static const LaurelPresentedCode codes[] = { { "SPRING", "series-7" } };

  LaurelReceipt *receipts = laurel_arena_new_array0 (arena, LaurelReceipt, N_RECEIPTS);

  for (gint i = 0; i < N_RECEIPTS; i++)
    {
      LaurelReceiptLine *lines = laurel_arena_new_array0 (arena, LaurelReceiptLine, N_LINES);

      for (gint k = 0; k < N_LINES; k++)
        lines[k] = (LaurelReceiptLine){
          .n = k + 1,
          .product = make_id (arena, "product", g_rand_int_range (random, 0, N_PRODUCTS)),
          .quantity = 1000 * g_rand_int_range (random, 1, 4),
          .price = g_rand_int_range (random, 5000, 500000),
        };

      receipts[i] = (LaurelReceipt){
        .store = make_id (arena, "store", g_rand_int_range (random, 0, N_STORES)),
        .time = TIME,
        .promo_codes = codes,
        .n_promo_codes = i % 10 == 0 ? 1 : 0,
        .redeem = i % 4 == 0 ? LAUREL_REDEEM_MAX : LAUREL_REDEEM_NONE,
        .lines = lines,
        .n_lines = N_LINES,
      };
    }

  return receipts;
}

static gint64
processor_time_ns (void)
{
  struct timespec now = { 0 };

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);

  return now.tv_sec * G_GINT64_CONSTANT (1000000000) + now.tv_nsec;
}

static void
measure (gint n_discounts, const LaurelCatalog *catalog, gint n_rounds)
{
  static const char *const clubs[] = { "club-1", "club-50", "club-300", "club-444" };
  static const LaurelUsage usage[] = { { "leaf-0", 1, 0, DAY - 3 }, { "leaf-5", 3, 0, DAY - 9 } };
  static const LaurelClientFacts client = {
    .registered = TRUE,
    .level = "friend",
    .birth_day = 5000,
    .gender = 'f',
    .segments = clubs,
    .n_segments = G_N_ELEMENTS (clubs),
    .turnover = 6000000,
    .purchase_count = 7,
    .last_purchase_day = DAY - 20,
    .available_points = 120000,
    .usage = usage,
    .n_usage = G_N_ELEMENTS (usage),
  };

  g_autoptr (GRand) random = g_rand_new_with_seed (20261124);
  g_autoptr (LaurelProgramDraft) draft = make_draft (n_discounts, random);
  g_autoptr (LaurelArena) arena = laurel_arena_new ();
  g_autoptr (LaurelArena) receipt_arena = laurel_arena_new ();
  g_autoptr (LaurelProgram) program = NULL;
  g_autoptr (GError) error = NULL;
  LaurelReceipt *receipts = make_receipts (receipt_arena, random);
  gint64         compiled = 0;
  gint64         begun = processor_time_ns ();
  gsize          n_effects = 0;

  program = laurel_program_compile (draft, catalog, 1, &error);
  g_assert_no_error (error);
  compiled = processor_time_ns () - begun;
  begun = processor_time_ns ();

  for (gint round = 0; round < n_rounds; round++)
    {
      for (gint i = 0; i < N_RECEIPTS; i++)
        {
          const LaurelPriced *priced = NULL;

          laurel_arena_reset (arena);
          priced = laurel_price (program,
                                 arena,
                                 &receipts[i],
                                 &client,
                                 NULL,
                                 LAUREL_PRICE_PLAIN,
                                 &error);
          g_assert_no_error (error);

          for (gsize k = 0; k < priced->n_lines; k++)
            n_effects += priced->lines[k].n_effects;
        }
    }

  g_print ("%6d discounts: compiled in %.1f ms, %.2f us a receipt, %.1f effects, arena %zu bytes\n",
           n_discounts,
           (double) compiled / 1e6,
           (double) (processor_time_ns () - begun) / 1e3 / N_RECEIPTS / n_rounds,
           (double) n_effects / N_RECEIPTS / n_rounds,
           laurel_arena_get_size (arena));
}

int
main (int argc, char *argv[])
{
  static const gint sizes[] = { 100, 1000, 10000 };

  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  g_autoptr (LaurelCatalog) catalog = make_catalog (random);
  guint64 n_rounds = 100;

  if (argc > 1 && !g_ascii_string_to_unsigned (argv[1], 10, 1, G_MAXINT, &n_rounds, NULL))
    {
      g_printerr ("usage: bench-engine [ROUNDS]\n");
      return 2;
    }

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    measure (sizes[i], catalog, (gint) n_rounds);

  return 0;
}
