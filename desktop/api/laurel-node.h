/* laurel-node.h - a group of discounts, or a discount
 *
 * A node is a value, like a LaurelCondition: shared by counting, changed only between
 * laurel_node_new_group(), laurel_node_new_discount() or laurel_node_copy() and the moment it is
 * given away. An edit of a tree is a new tree that shares what has not changed, so that undo is a
 * list of trees and two of them are compared by their pointers first.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "desktop/api/laurel-condition.h"

G_BEGIN_DECLS

typedef enum
{
  LAUREL_COMBINE_ADD,
  LAUREL_COMBINE_MULTIPLY,
  LAUREL_COMBINE_MAX,
  LAUREL_COMBINE_MIN,
  LAUREL_COMBINE_DISPLACE,
} LaurelCombine;

typedef enum
{
  LAUREL_SCOPE_LINE,
  LAUREL_SCOPE_RECEIPT,
} LaurelScope;

typedef enum
{
  LAUREL_WINNER_LAST,
  LAUREL_WINNER_FIRST,
} LaurelWinner;

typedef enum
{
  /* Money. */
  LAUREL_REWARD_PERCENT,
  LAUREL_REWARD_AMOUNT,
  LAUREL_REWARD_FIXED_PRICE,
  LAUREL_REWARD_NTH,
  LAUREL_REWARD_GIFT,
  LAUREL_REWARD_SET,
  /* Points. */
  LAUREL_REWARD_POINTS_PERCENT,
  LAUREL_REWARD_POINTS,
  LAUREL_REWARD_POINTS_MULTIPLIER,
} LaurelRewardKind;

typedef enum
{
  LAUREL_PER_RECEIPT,
  LAUREL_PER_LINE,
  LAUREL_PER_UNIT,
  LAUREL_PER_EVERY,
} LaurelPer;

/**
 * LaurelReward:
 * @rate: basis points, of PERCENT, NTH, GIFT, POINTS_PERCENT
 * @amount: minor units of AMOUNT, hundredths of points of POINTS
 * @per, @every: of AMOUNT and POINTS; @every in minor units, with LAUREL_PER_EVERY
 * @price: of FIXED_PRICE and SET, minor units
 * @n: of NTH; the pieces of GIFT
 * @factor: hundredths, of POINTS_MULTIPLIER
 * @items: (element-type LaurelItem): of SET
 *
 * Numbers that have not been chosen are LAUREL_UNSET.
 */
typedef struct
{
  LaurelRewardKind kind;
  gint64           rate;
  gint64           amount;
  LaurelPer        per;
  gint64           every;
  gint64           price;
  gint64           n;
  gint64           factor;
  GPtrArray       *items;
} LaurelReward;

/* LAUREL_UNSET: no such limit. */
typedef struct
{
  gboolean once;
  gint64   once_days;
  gint64   per_client;
  gint64   total;
  gint64   total_money;
} LaurelLimits;

/**
 * LaurelNode:
 * @id: unique in its program
 * @name: (nullable)
 * @description: (nullable)
 * @when: (nullable): always
 * @combine, @scope, @winner, @children: (element-type LaurelNode): of a group
 * @target: (nullable), and all below: of a discount
 * @max_amount: minor units, or LAUREL_UNSET
 */
typedef struct
{
  gatomicrefcount  ref_count;
  char            *id;
  char            *name;
  char            *description;
  gboolean         is_group;
  gboolean         enabled;
  LaurelCondition *when;

  LaurelCombine combine;
  LaurelScope   scope;
  LaurelWinner  winner;
  GPtrArray    *children;

  LaurelTarget *target;
  LaurelReward  reward;
  gint64        max_amount;
  LaurelLimits  limits;
  gboolean      keeps_accrual;
  gboolean      exclude_from_turnover;
  gboolean      external;
  gboolean      replaces_base;
  gboolean      for_referrer;
} LaurelNode;

LaurelNode *laurel_node_new_group (const char *id) G_GNUC_WARN_UNUSED_RESULT;
/* Gives nothing yet: the numbers of its reward are not chosen. */
LaurelNode *laurel_node_new_discount (const char      *id,
                                      LaurelRewardKind kind) G_GNUC_WARN_UNUSED_RESULT;
/* To be changed; conditions and children are shared with @self. */
LaurelNode *laurel_node_copy (const LaurelNode *self) G_GNUC_WARN_UNUSED_RESULT;
LaurelNode *laurel_node_ref (LaurelNode *self);
void        laurel_node_unref (LaurelNode *self);

/* (transfer full) (nullable) @when */
void laurel_node_take_when (LaurelNode *self, LaurelCondition *when);

/* Another kind of reward; what both have stays. */
void laurel_node_set_reward_kind (LaurelNode *self, LaurelRewardKind kind);

/* Whether the reward is points. */
gboolean laurel_node_gives_points (const LaurelNode *self);

/* Equal in everything but its children. */
gboolean laurel_node_equal_alone (const LaurelNode *a, const LaurelNode *b);
gboolean laurel_node_equal (const LaurelNode *a, const LaurelNode *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelNode, laurel_node_unref)

G_END_DECLS
