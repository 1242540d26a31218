/* laurel-demo-goods.h - the assortment of the demo chain: a tree of groups and what stands in them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server/jobs/laurel-demo-random.h"

G_BEGIN_DECLS

/**
 * LaurelDemoGroup:
 * @code: of the group
 * @parent: (nullable): code of the group above
 * @name: as people read it
 * @segment: (nullable): product segment of all its goods
 * @weight: how often its goods are bought; 0: it has none of its own
 * @summer: how much more in summer than in winter, permille of the weight; negative: less
 * @by_weight: sold by the gramme
 * @home: sold in the showroom
 */
typedef struct
{
  const char *code;
  const char *parent;
  const char *name;
  const char *segment;
  guint       weight;
  gint        summer;
  gboolean    by_weight;
  gboolean    home;
} LaurelDemoGroup;

/**
 * LaurelDemoProduct:
 * @group: index of its group
 * @price: minor units, at the beginning of the history
 */
typedef struct
{
  const char *code;
  const char *name;
  guint       group;
  gint64      price;
} LaurelDemoProduct;

/* Static; parents come before their children. */
const LaurelDemoGroup *laurel_demo_goods_get_groups (guint *n_groups);

/* (element-type LaurelDemoProduct): about @n goods, those of a group together, the ones that are
 * bought most first. The texts go to @strings. */
GArray *laurel_demo_goods_make (LaurelDemoRandom *random, guint n, GStringChunk *strings);

G_END_DECLS
