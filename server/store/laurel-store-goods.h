/* laurel-store-goods.h - the assortment and its segments, as they are looked up
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a callback is given lives until it returns. Money is in minor units.
 */

#pragma once

#include "server/store/laurel-store-access.h"

G_BEGIN_DECLS

/**
 * LaurelProductRow:
 * @rank: how well it fits what was typed: 0 is its code; see laurel_store_list_products()
 * @group, @group_name: (nullable)
 * @price: what it was last sold for, or -1: not known
 * @min_price: unit price that it may not be sold below
 * @max_discount: the largest share that may be taken off, basis points
 * @flags: (array zero-terminated=1): "no_discount", "no_accrual", "no_turnover"
 * @segments: (array zero-terminated=1): those that it is in
 */
typedef struct
{
  gint               rank;
  const char        *product;
  const char        *name;
  const char        *group;
  const char        *group_name;
  gint64             price;
  gint64             min_price;
  gint32             max_discount;
  const char *const *flags;
  const char *const *segments;
} LaurelProductRow;

/**
 * LaurelProductFilter:
 * @q: (nullable): what was typed: words that code and name hold, each anywhere
 * @segment: (nullable): those in this segment only
 * @group: (nullable): those in this group, or in one below it, only
 * @after_rank, @after_name, @after_product: the last of the page before, @after_product %NULL: none
 * @limit: most rows to give, above 0
 */
typedef struct
{
  const char *q;
  const char *segment;
  const char *group;
  gint        after_rank;
  const char *after_name;
  const char *after_product;
  gint64      limit;
} LaurelProductFilter;

/* @rows: (array length=n_rows) */
typedef void (*LaurelProductsDone) (const LaurelProductRow *rows,
                                    gsize                   n_rows,
                                    const GError           *error,
                                    gpointer                data);

/* By name; where something was typed, the code that it is comes first, then codes that begin with
 * it, names that do, names with a word that does, and the rest. */
void laurel_store_list_products (LaurelStore               *store,
                                 const LaurelProductFilter *filter,
                                 LaurelProductsDone         done,
                                 gpointer                   data);
/* The one of that code: no row or one. */
void laurel_store_load_product (LaurelStore       *store,
                                const char        *product,
                                LaurelProductsDone done,
                                gpointer           data);

/**
 * LaurelNamedRow:
 * @id: code of a product, a group or a segment
 * @parent: (nullable): the group above a group
 * @size: how many members a segment, how many products a group has
 */
typedef struct
{
  const char *id;
  const char *name;
  const char *parent;
  gint64      size;
} LaurelNamedRow;

/* @rows: (array length=n_rows) */
typedef void (*LaurelNamedDone) (const LaurelNamedRow *rows,
                                 gsize                 n_rows,
                                 const GError         *error,
                                 gpointer              data);

/* The names of those of @products that are known, in no order. */
void laurel_store_name_products (LaurelStore       *store,
                                 const char *const *products,
                                 gsize              n_products,
                                 LaurelNamedDone    done,
                                 gpointer           data);

/* Groups of products by their codes: at most @limit of those after @after (nullable). */
void laurel_store_list_groups (LaurelStore    *store,
                               const char     *after,
                               gint64          limit,
                               LaurelNamedDone done,
                               gpointer        data);

typedef enum
{
  LAUREL_SEGMENTS_OF_PRODUCTS,
  LAUREL_SEGMENTS_OF_STORES,
  LAUREL_SEGMENTS_OF_CLIENTS,
  LAUREL_N_SEGMENT_KINDS,
} LaurelSegmentKind;

/* Segments by their codes: at most @limit of those after @after (nullable). */
void laurel_store_list_segments (LaurelStore      *store,
                                 LaurelSegmentKind kind,
                                 const char       *after,
                                 gint64            limit,
                                 LaurelNamedDone   done,
                                 gpointer          data);

/* @segment: 1 to 64 characters; @name: 1 to 200. Audited. */
void laurel_store_name_segment (LaurelStore       *store,
                                const LaurelActor *actor,
                                LaurelSegmentKind  kind,
                                const char        *segment,
                                const char        *name,
                                LaurelStoreDone    done,
                                gpointer           data);

G_END_DECLS
