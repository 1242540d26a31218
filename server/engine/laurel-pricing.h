/* laurel-pricing.h - the state of one receipt while it is priced, for the files that price it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * laurel-price.c leads through the order of calculation; laurel-conditions.c answers tests,
 * laurel-rewards.c and laurel-tree.c make effects, laurel-settle.c turns them into money and
 * points, laurel-explain.c tells the story. Everything lives in the receipt's arena.
 */

#pragma once

#include "server/engine/laurel-calendar.h"
#include "server/engine/laurel-distribute.h"
#include "server/engine/laurel-price.h"
#include "server/engine/laurel-program-private.h"

G_BEGIN_DECLS

typedef struct
{
  const LaurelReceiptLine *given;
  guint32                  product;
  LaurelIdSet              segments;
  guint64                  signature;
  gint64                   min_price;
  gint64                   max_discount;
  LaurelLineFlags          flags;
  gboolean                 whole;
  gint64                   pieces; /* 0 where the line is not whole */
  gint64                   gross;
  gint64                   base;  /* undiscounted: gross less external discount */
  gint64                   least; /* what min_price lets it cost at least */
  gint64                   money; /* what leaves take off */
  gint64                   after; /* base - money */
  gint64                   keep;  /* what must be left to pay with money */
  gint64                   cap;   /* what may be paid with points */
  gint64                   redeemed;
  gint64                   rounding;
  gint64                   accrual;  /* the accrual base */
  gboolean                 replaced; /* its base points are */
  gint64                   base_points;
} LaurelLine;

/**
 * LaurelDraftEffect:
 * @saw: the base that the leaf saw
 * @points: of fixed rewards; of all of them, when they have been valued
 * @value: what it is worth in money, for groups that compare
 */
typedef struct
{
  guint32    leaf;
  guint32    line;
  gint64     money;
  gint64     saw;
  LaurelWide points;
  LaurelWide value;
} LaurelDraftEffect;

/* Working memory of the groups of one depth; none of them is evaluated within another. */
typedef struct
{
  gint64     *bases;
  LaurelWide *best;
  LaurelWide *values;
  guint32    *winners;
} LaurelGroupScratch;

/* What became of a leaf, as far as it is known before the end. */
typedef struct
{
  LaurelOutcomeKind kind;
  const char       *node;
  const char       *test;
  const char       *limit;
  gboolean          lost;    /* an effect went to a winner, or to nobody */
  gboolean          trimmed; /* money was taken off an effect */
  guint32          *by;
  guint32           n_by;
  guint32           by_size;
} LaurelStory;

typedef struct
{
  guint32            leaf;
  const LaurelUsage *usage;
} LaurelUsageSlot;

typedef struct
{
  LaurelUsageSlot *slots;
  guint32          n_slots;
} LaurelUsageMap;

typedef struct
{
  const LaurelProgram     *program;
  LaurelArena             *arena;
  const LaurelReceipt     *receipt;
  const LaurelClientFacts *client;
  const LaurelUsageTotals *totals;
  gboolean                 explains;

  const LaurelStoreFacts *store_facts;
  guint32                 store;
  LaurelChannel           channel;
  const LaurelLevel      *level;
  guint32                 level_number;
  LaurelIdSet             client_segments;
  LaurelIdSet             series;
  LaurelIdSet             payments;
  gint32                  day;
  gint32                  second;
  gint32                  weekday;

  LaurelLine *lines;
  guint32     n_lines;
  gint64      sum_base;

  guint32 *candidates;
  guint32  n_candidates;
  guint64 *met; /* of candidates that are by_lines: bits of the lines that the index met; or NULL */

  LaurelDraftEffect  *effects;
  gsize               n_effects;
  gsize               effects_size;
  LaurelGroupScratch *scratch; /* one for each depth */
  guint32            *picked;  /* lines of a leaf's target */
  LaurelWide         *weights;
  LaurelWide         *amounts;
  LaurelClaim        *claims;
  LaurelOffer        *offers;
  gsize               n_offers;
  gsize               offers_size;
  LaurelUsageMap      client_usage;
  LaurelUsageMap      total_usage;
  guint32            *asked; /* leaves whose limits were looked at */
  guint32             n_asked;
  LaurelStory        *stories; /* NULL unless it explains */

  gint64 redeemed;
  gint64 redeemed_points;
  gint64 redeemable;
} LaurelPricing;

/* laurel-conditions.c */
gboolean laurel_pricing_line_fits (const LaurelLine *line, const LaurelTarget *target);
gboolean laurel_pricing_line_is_item (const LaurelLine *line, const LaurelItem *item);
/* A missing condition holds. */
gboolean laurel_pricing_test (const LaurelPricing *pricing, const LaurelCondition *condition);
/* The test that made @condition, which does not hold, fail. */
LaurelTest laurel_pricing_find_failure (const LaurelPricing   *pricing,
                                        const LaurelCondition *condition);

/* laurel-rewards.c */
void laurel_pricing_evaluate_leaf (LaurelPricing *pricing, guint32 leaf, const gint64 *bases);

/* laurel-tree.c */
void laurel_pricing_evaluate_tree (LaurelPricing *pricing);

/* laurel-settle.c: the steps 4 to 7 of the calculation */
void     laurel_pricing_apply_guards (LaurelPricing *pricing);
void     laurel_pricing_redeem (LaurelPricing *pricing);
void     laurel_pricing_round_receipt (LaurelPricing *pricing);
gboolean laurel_pricing_accrue (LaurelPricing *pricing, GError **error);

/* laurel-result.c: the steps 8 to 10, and the answer; NULL with @error where points are too many */
const LaurelPriced *laurel_pricing_write (LaurelPricing *pricing, GError **error);

/* laurel-explain.c */
void laurel_pricing_tell_node (LaurelPricing    *pricing,
                               const LaurelNode *node,
                               LaurelOutcomeKind kind,
                               const char       *test);
void laurel_pricing_tell_limit (LaurelPricing *pricing, guint32 leaf, const char *limit);
void laurel_pricing_tell_kind (LaurelPricing *pricing, guint32 leaf, LaurelOutcomeKind kind);
void laurel_pricing_tell_trimmed (LaurelPricing *pricing, guint32 leaf);
/* @winner is a node, or %LAUREL_ID_NONE where nobody won. */
void laurel_pricing_tell_lost (LaurelPricing *pricing, guint32 leaf, guint32 winner);
void laurel_pricing_explain (LaurelPricing *pricing, LaurelPriced *priced);

G_END_DECLS
