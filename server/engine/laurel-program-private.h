/* laurel-program-private.h - a compiled program from within, for the files that price by it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Ids have become dense numbers of their kind (see laurel-id-table.h). Nodes are in preorder,
 * leaves in tree order. Everything lives in the program's arena.
 */

#pragma once

#include "server/engine/laurel-id-table.h"
#include "server/engine/laurel-program.h"
#include "server/engine/laurel-zone.h"

G_BEGIN_DECLS

/* Ascending numbers, none twice. */
typedef struct
{
  const guint32 *ids;
  guint32        n;
} LaurelIdSet;

/* A signature has a bit for each product and segment, of which several share one. A line that has
 * no bit of a target's signature is not in it; most are turned away by this alone. */
typedef struct
{
  gboolean    everything; /* each line, whatever its price */
  gboolean    any;        /* no products and segments are named */
  guint64     signature;
  LaurelIdSet products;
  LaurelIdSet segments;
  LaurelIdSet exclude_products;
  LaurelIdSet exclude_segments;
  gint64      min_price;
  gint64      max_price;
} LaurelTarget;

typedef struct
{
  gboolean is_segment;
  guint32  id;
  gint64   count;
} LaurelItem;

typedef struct _LaurelCondition LaurelCondition;

struct _LaurelCondition
{
  LaurelTest             type;
  guint32                n_children;
  const LaurelCondition *children;
  LaurelIdSet            ids;
  const char *const     *prefixes;
  guint32                n_prefixes;
  guint                  mask;
  gint64                 from;
  gint64                 to;
  LaurelMetric           metric;
  LaurelOperator         op;
  gint64                 value;
  const LaurelTarget    *target;
  const LaurelItem      *items;
  guint32                n_items;
};

/* What a line may be left out of; a leaf is blind to lines with one of its bits. */
typedef enum
{
  LAUREL_LINE_EXTERNAL = 1 << 0,
  LAUREL_LINE_NO_DISCOUNT = 1 << 1,
  LAUREL_LINE_NO_REDEEM = 1 << 2,
  LAUREL_LINE_NO_ACCRUAL = 1 << 3,
  LAUREL_LINE_NO_TURNOVER = 1 << 4,
} LaurelLineFlags;

/* What every receipt reads of a leaf stands together at its beginning: a large program does not fit
 * in the caches near the processor, and waiting for its memory is most of what a leaf costs. */
typedef struct
{
  LaurelTarget      target;
  LaurelRewardType  type;
  LaurelPer         per;
  LaurelLineFlags   blind;
  gboolean          limited;
  gboolean          by_lines; /* it is a candidate where the index met its target, and only there */
  gint64            rate;
  gint64            value;
  gint64            count;
  gint64            max_amount;
  gboolean          keeps_accrual;
  gboolean          exclude_from_turnover;
  gboolean          replaces_base;
  gboolean          for_referrer;
  const char       *id;
  LaurelDraftLimits limits;
  gint64            every;
  const LaurelItem *items;
  guint32           n_items;
  guint32           node;
  const guint32    *path; /* the nodes from the root down to it */
  LaurelIdSet       series;
} LaurelLeaf;

/**
 * LaurelNode:
 * @rest: (nullable): what is left of @when to be tested for a candidate of the index
 */
typedef struct
{
  const char            *id;
  const LaurelCondition *when;
  const LaurelCondition *rest;
  guint32                depth; /* 0 is the root */
  guint32                first_leaf;
  guint32                end_leaf;
  LaurelCombine          combine;
  gboolean               enabled;
  gboolean               group;
  gboolean               by_receipt;
  gboolean               first_wins;
} LaurelNode;

typedef struct
{
  const LaurelCondition *when;
  LaurelTarget           target;
  gint64                 max_share;
  LaurelForbid           forbid;
} LaurelRule;

typedef struct
{
  LaurelIdSet     segments;
  guint64         signature;
  gint64          min_price;
  gint64          max_discount;
  LaurelLineFlags flags;
} LaurelProduct;

typedef struct
{
  LaurelIdSet       segments;
  LaurelChannel     channel;
  const LaurelZone *zone;
} LaurelStoreFacts;

/* A leaf, and the days outside of which it cannot fire. */
typedef struct
{
  guint32 leaf;
  gint32  first_day;
  gint32  last_day;
} LaurelPosted;

typedef struct
{
  const LaurelPosted *leaves; /* in ascending order */
  guint32             n;
} LaurelPosting;

/* Of each number of a kind, the leaves that can only fire where it is met. */
typedef LaurelPosting *LaurelPostings;

typedef struct
{
  LaurelPostings products;
  LaurelPostings segments;
  LaurelPostings stores;
  LaurelPostings store_segments;
  LaurelPostings client_segments;
  LaurelPostings levels;
  LaurelPostings series;
  LaurelPosting  always;
} LaurelLeafIndex;

struct _LaurelProgram
{
  gatomicrefcount    references;
  gint               version;
  LaurelArena       *arena;
  LaurelProgramTerms terms;
  const LaurelZone  *zone;

  LaurelIdTable products_table;
  LaurelIdTable segments_table;
  LaurelIdTable stores_table;
  LaurelIdTable store_segments_table;
  LaurelIdTable client_segments_table;
  LaurelIdTable levels_table;
  LaurelIdTable series_table;
  LaurelIdTable payments_table;
  LaurelIdTable leaves_table;

  LaurelProduct     *products;
  LaurelStoreFacts  *stores;
  LaurelNode        *nodes;
  LaurelNodeInfo    *node_infos;
  guint32            n_nodes;
  LaurelLeaf        *leaves;
  LaurelLeafInfo    *leaf_infos;
  guint32            n_leaves;
  const char *const *personal_limits; /* ids of leaves */
  gsize              n_personal_limits;
  const char *const *shared_limits;
  gsize              n_shared_limits;
  const guint32    **paths;      /* of leaves: the nodes from the root down, close together */
  guint32           *leaf_nodes; /* of leaves: their nodes */
  guint32           *end_leaves; /* of nodes: behind the last leaf below */
  LaurelLeafIndex    index;

  gboolean        on_discounted;
  gboolean        on_redeemed;
  gboolean        while_redeeming;
  gint64          rounding_unit;
  LaurelRoundMode rounding_mode;
  gboolean        rounding_by_line;

  gint64            max_share;
  gboolean          share_of_eligible;
  gint64            step;
  gint64            min_payable_per_line;
  gint64            min_receipt;
  gint64            min_points;
  const LaurelRule *redemption_rules;
  gsize             n_redemption_rules;

  gint64            max_line_share;
  gint64            max_receipt_share;
  gint64            receipt_rounding;
  const LaurelRule *restrictions;
  gsize             n_restrictions;
};

static inline guint64
laurel_signature_of_product (guint32 product)
{
  return G_GUINT64_CONSTANT (1) << (product % 41);
}

static inline guint64
laurel_signature_of_segments (const LaurelIdSet *segments)
{
  guint64 signature = 0;

  for (guint32 i = 0; i < segments->n; i++)
    signature |= G_GUINT64_CONSTANT (1) << (41 + segments->ids[i] % 23);

  return signature;
}

static inline gboolean
laurel_id_set_has (const LaurelIdSet *set, guint32 id)
{
  guint32 low = 0;
  guint32 high = set->n;

  /* Most sets are short, and a straight loop over them is the quickest. */
  if (high <= 8)
    {
      while (low < high && set->ids[low] != id)
        low++;

      return low < high;
    }

  while (low < high)
    {
      guint32 middle = low + (high - low) / 2;

      if (set->ids[middle] == id)
        return TRUE;

      if (set->ids[middle] < id)
        low = middle + 1;
      else
        high = middle;
    }

  return FALSE;
}

/* Whether one of @a is in @b; the shorter one should be @a. */
static inline gboolean
laurel_id_set_meets (const LaurelIdSet *a, const LaurelIdSet *b)
{
  for (guint32 i = 0; i < a->n && b->n > 0; i++)
    {
      if (laurel_id_set_has (b, a->ids[i]))
        return TRUE;
    }

  return FALSE;
}

/* laurel-program-rules.c: what @program's rules are made of; a missing target picks every line, a
 * missing condition stays missing. */
int          laurel_program_compare_ids (const void *a, const void *b);
LaurelIdSet  laurel_program_compile_ids (LaurelProgram     *program,
                                         LaurelIdTable     *table,
                                         const char *const *ids,
                                         gsize              n_ids);
LaurelTarget laurel_program_compile_target (LaurelProgram *program, const LaurelDraftTarget *draft);
const LaurelItem      *laurel_program_compile_items (LaurelProgram         *program,
                                                     const LaurelDraftItem *drafts,
                                                     gsize                  n);
const LaurelCondition *laurel_program_compile_when (LaurelProgram              *program,
                                                    const LaurelDraftCondition *draft);

/* laurel-program-index.c: fills in @program's index from its nodes and leaves, and what is left of
 * the nodes' conditions. */
void laurel_program_build_index (LaurelProgram *program);

G_END_DECLS
