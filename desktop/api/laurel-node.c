/* laurel-node.c - a group of discounts, or a discount
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/api/laurel-node.h"

static GPtrArray *
new_children (guint n_children)
{
  return g_ptr_array_new_full (n_children, (GDestroyNotify) laurel_node_unref);
}

static LaurelNode *
new_node (const char *id)
{
  LaurelNode *self = g_new0 (LaurelNode, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->id = g_strdup (id);
  self->enabled = TRUE;
  self->children = new_children (0);
  self->reward = (LaurelReward){
    .rate = LAUREL_UNSET,
    .amount = LAUREL_UNSET,
    .every = LAUREL_UNSET,
    .price = LAUREL_UNSET,
    .n = LAUREL_UNSET,
    .factor = LAUREL_UNSET,
    .items = laurel_items_new (),
  };
  self->max_amount = LAUREL_UNSET;
  self->limits = (LaurelLimits){
    .once_days = LAUREL_UNSET,
    .per_client = LAUREL_UNSET,
    .total = LAUREL_UNSET,
    .total_money = LAUREL_UNSET,
  };

  return self;
}

LaurelNode *
laurel_node_new_group (const char *id)
{
  LaurelNode *self = new_node (id);

  self->is_group = TRUE;

  return self;
}

LaurelNode *
laurel_node_new_discount (const char *id, LaurelRewardKind kind)
{
  LaurelNode *self = new_node (id);

  self->reward.kind = kind;

  return self;
}

LaurelNode *
laurel_node_copy (const LaurelNode *self)
{
  LaurelNode *copy = g_new (LaurelNode, 1);

  *copy = *self;
  g_atomic_ref_count_init (&copy->ref_count);
  copy->id = g_strdup (self->id);
  copy->name = g_strdup (self->name);
  copy->description = g_strdup (self->description);
  copy->when = self->when != NULL ? laurel_condition_ref (self->when) : NULL;
  copy->children = new_children (self->children->len);
  for (guint i = 0; i < self->children->len; i++)
    g_ptr_array_add (copy->children, laurel_node_ref (g_ptr_array_index (self->children, i)));
  copy->target = laurel_target_copy (self->target);
  copy->reward.items = laurel_items_copy (self->reward.items);

  return copy;
}

LaurelNode *
laurel_node_ref (LaurelNode *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
laurel_node_unref (LaurelNode *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->id);
  g_free (self->name);
  g_free (self->description);
  g_clear_pointer (&self->when, laurel_condition_unref);
  g_ptr_array_unref (self->children);
  laurel_target_free (self->target);
  g_ptr_array_unref (self->reward.items);
  g_free (self);
}

void
laurel_node_take_when (LaurelNode *self, LaurelCondition *when)
{
  g_clear_pointer (&self->when, laurel_condition_unref);
  self->when = when;
}

static gboolean
is_points (LaurelRewardKind kind)
{
  return kind >= LAUREL_REWARD_POINTS_PERCENT;
}

/* Members that the document may not have with the other side of rewards: engine.md, 2.3. */
static void
drop_foreign_members (LaurelNode *self)
{
  if (is_points (self->reward.kind))
    {
      self->max_amount = LAUREL_UNSET;
      self->limits.total_money = LAUREL_UNSET;
      self->keeps_accrual = FALSE;
    }
  else
    {
      self->replaces_base = FALSE;
      self->for_referrer = FALSE;
    }

  if (self->reward.kind == LAUREL_REWARD_POINTS_MULTIPLIER)
    self->replaces_base = FALSE;
}

void
laurel_node_set_reward_kind (LaurelNode *self, LaurelRewardKind kind)
{
  /* Ten percent off and ten percent in points are not the same promise. */
  if (is_points (self->reward.kind) != is_points (kind))
    {
      self->reward.rate = LAUREL_UNSET;
      self->reward.amount = LAUREL_UNSET;
    }

  self->reward.kind = kind;
  drop_foreign_members (self);
}

gboolean
laurel_node_gives_points (const LaurelNode *self)
{
  return !self->is_group && is_points (self->reward.kind);
}

static gboolean
has_per (LaurelRewardKind kind)
{
  return kind == LAUREL_REWARD_AMOUNT || kind == LAUREL_REWARD_POINTS;
}

/* Only what the kind uses counts: other members wait for the person to change back. */
static gboolean
reward_equal (const LaurelReward *a, const LaurelReward *b)
{
  if (a->kind != b->kind)
    return FALSE;

  if (has_per (a->kind))
    return a->amount == b->amount && a->per == b->per &&
           (a->per != LAUREL_PER_EVERY || a->every == b->every);

  switch ((guint) a->kind)
    {
    case LAUREL_REWARD_PERCENT:
    case LAUREL_REWARD_POINTS_PERCENT:
      return a->rate == b->rate;
    case LAUREL_REWARD_FIXED_PRICE:
      return a->price == b->price;
    case LAUREL_REWARD_NTH:
    case LAUREL_REWARD_GIFT:
      return a->n == b->n && a->rate == b->rate;
    case LAUREL_REWARD_SET:
      return a->price == b->price && laurel_items_equal (a->items, b->items);
    case LAUREL_REWARD_POINTS_MULTIPLIER:
      return a->factor == b->factor;
    default:
      g_assert_not_reached ();
    }
}

static gboolean
limits_equal (const LaurelLimits *a, const LaurelLimits *b)
{
  return !a->once == !b->once && a->once_days == b->once_days && a->per_client == b->per_client &&
         a->total == b->total && a->total_money == b->total_money;
}

static gboolean
leaf_equal (const LaurelNode *a, const LaurelNode *b)
{
  return laurel_target_equal (a->target, b->target) && reward_equal (&a->reward, &b->reward) &&
         a->max_amount == b->max_amount && limits_equal (&a->limits, &b->limits) &&
         !a->keeps_accrual == !b->keeps_accrual &&
         !a->exclude_from_turnover == !b->exclude_from_turnover && !a->external == !b->external &&
         !a->replaces_base == !b->replaces_base && !a->for_referrer == !b->for_referrer;
}

gboolean
laurel_node_equal_alone (const LaurelNode *a, const LaurelNode *b)
{
  if (a == b)
    return TRUE;

  if (!g_str_equal (a->id, b->id) || g_strcmp0 (a->name, b->name) != 0 ||
      g_strcmp0 (a->description, b->description) != 0 || !a->is_group != !b->is_group ||
      !a->enabled != !b->enabled || !laurel_condition_equal (a->when, b->when))
    return FALSE;

  if (a->is_group)
    return a->combine == b->combine && a->scope == b->scope && a->winner == b->winner;

  return leaf_equal (a, b);
}

gboolean
laurel_node_equal (const LaurelNode *a, const LaurelNode *b)
{
  if (a == b)
    return TRUE;

  if (!laurel_node_equal_alone (a, b) || a->children->len != b->children->len)
    return FALSE;

  for (guint i = 0; i < a->children->len; i++)
    if (!laurel_node_equal (g_ptr_array_index (a->children, i), g_ptr_array_index (b->children, i)))
      return FALSE;

  return TRUE;
}
