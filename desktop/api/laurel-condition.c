/* laurel-condition.c - when a discount, a group or a rule holds
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/api/laurel-condition.h"

/* === Targets and items ======================================================================== */

static GStrv
new_strv (void)
{
  return g_new0 (char *, 1);
}

static gboolean
strv_equal (GStrv a, GStrv b)
{
  return g_strv_equal ((const char *const *) a, (const char *const *) b);
}

LaurelTarget *
laurel_target_new (void)
{
  LaurelTarget *self = g_new0 (LaurelTarget, 1);

  self->products = new_strv ();
  self->segments = new_strv ();
  self->exclude_products = new_strv ();
  self->exclude_segments = new_strv ();
  self->min_price = LAUREL_UNSET;
  self->max_price = LAUREL_UNSET;

  return self;
}

LaurelTarget *
laurel_target_copy (const LaurelTarget *self)
{
  LaurelTarget *copy = NULL;

  if (self == NULL)
    return NULL;

  copy = g_new0 (LaurelTarget, 1);
  copy->products = g_strdupv (self->products);
  copy->segments = g_strdupv (self->segments);
  copy->exclude_products = g_strdupv (self->exclude_products);
  copy->exclude_segments = g_strdupv (self->exclude_segments);
  copy->min_price = self->min_price;
  copy->max_price = self->max_price;

  return copy;
}

void
laurel_target_free (LaurelTarget *self)
{
  if (self == NULL)
    return;

  g_strfreev (self->products);
  g_strfreev (self->segments);
  g_strfreev (self->exclude_products);
  g_strfreev (self->exclude_segments);
  g_free (self);
}

gboolean
laurel_target_is_everything (const LaurelTarget *self)
{
  return self == NULL || (*self->products == NULL && *self->segments == NULL &&
                          *self->exclude_products == NULL && *self->exclude_segments == NULL &&
                          self->min_price == LAUREL_UNSET && self->max_price == LAUREL_UNSET);
}

gboolean
laurel_target_equal (const LaurelTarget *a, const LaurelTarget *b)
{
  if (laurel_target_is_everything (a) || laurel_target_is_everything (b))
    return laurel_target_is_everything (a) && laurel_target_is_everything (b);

  return strv_equal (a->products, b->products) && strv_equal (a->segments, b->segments) &&
         strv_equal (a->exclude_products, b->exclude_products) &&
         strv_equal (a->exclude_segments, b->exclude_segments) && a->min_price == b->min_price &&
         a->max_price == b->max_price;
}

LaurelItem *
laurel_item_new (const char *id, gboolean is_segment, gint64 quantity)
{
  LaurelItem *self = g_new (LaurelItem, 1);

  self->id = g_strdup (id);
  self->is_segment = is_segment;
  self->quantity = quantity;

  return self;
}

void
laurel_item_free (LaurelItem *self)
{
  g_free (self->id);
  g_free (self);
}

GPtrArray *
laurel_items_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) laurel_item_free);
}

GPtrArray *
laurel_items_copy (GPtrArray *items)
{
  GPtrArray *copy = laurel_items_new ();

  for (guint i = 0; i < items->len; i++)
    {
      const LaurelItem *item = g_ptr_array_index (items, i);

      g_ptr_array_add (copy, laurel_item_new (item->id, item->is_segment, item->quantity));
    }

  return copy;
}

gboolean
laurel_items_equal (GPtrArray *a, GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;

  for (guint i = 0; i < a->len; i++)
    {
      const LaurelItem *one = g_ptr_array_index (a, i);
      const LaurelItem *other = g_ptr_array_index (b, i);

      if (!g_str_equal (one->id, other->id) || one->is_segment != other->is_segment ||
          one->quantity != other->quantity)
        return FALSE;
    }

  return TRUE;
}

/* === Conditions =============================================================================== */

static GPtrArray *
new_children (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) laurel_condition_unref);
}

LaurelCondition *
laurel_condition_new (LaurelConditionKind kind)
{
  LaurelCondition *self = g_new0 (LaurelCondition, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->kind = kind;
  self->children = new_children ();
  self->ids = new_strv ();
  self->min = LAUREL_UNSET;
  self->max = LAUREL_UNSET;
  self->of = LAUREL_UNSET;
  self->metric = kind == LAUREL_CONDITION_RECEIPT ? LAUREL_METRIC_AMOUNT : LAUREL_METRIC_COUNT;
  self->comparison = LAUREL_COMPARISON_AT_LEAST;
  self->value = LAUREL_UNSET;
  self->items = laurel_items_new ();

  return self;
}

LaurelCondition *
laurel_condition_copy (const LaurelCondition *self)
{
  LaurelCondition *copy = g_new (LaurelCondition, 1);

  *copy = *self;
  g_atomic_ref_count_init (&copy->ref_count);
  copy->children = new_children ();
  for (guint i = 0; i < self->children->len; i++)
    g_ptr_array_add (copy->children, laurel_condition_ref (g_ptr_array_index (self->children, i)));
  copy->from = g_strdup (self->from);
  copy->to = g_strdup (self->to);
  copy->ids = g_strdupv (self->ids);
  copy->target = laurel_target_copy (self->target);
  copy->items = laurel_items_copy (self->items);

  return copy;
}

LaurelCondition *
laurel_condition_ref (LaurelCondition *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
laurel_condition_unref (LaurelCondition *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_ptr_array_unref (self->children);
  g_free (self->from);
  g_free (self->to);
  g_strfreev (self->ids);
  laurel_target_free (self->target);
  g_ptr_array_unref (self->items);
  g_free (self);
}

static gboolean
children_equal (GPtrArray *a, GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;

  for (guint i = 0; i < a->len; i++)
    if (!laurel_condition_equal (g_ptr_array_index (a, i), g_ptr_array_index (b, i)))
      return FALSE;

  return TRUE;
}

gboolean
laurel_condition_equal (const LaurelCondition *a, const LaurelCondition *b)
{
  if (a == b)
    return TRUE;

  if (a == NULL || b == NULL || a->kind != b->kind)
    return FALSE;

  return g_strcmp0 (a->from, b->from) == 0 && g_strcmp0 (a->to, b->to) == 0 && a->days == b->days &&
         strv_equal (a->ids, b->ids) && a->min == b->min && a->max == b->max && a->of == b->of &&
         a->before == b->before && a->after == b->after && a->metric == b->metric &&
         a->comparison == b->comparison && a->value == b->value &&
         laurel_target_equal (a->target, b->target) && laurel_items_equal (a->items, b->items) &&
         children_equal (a->children, b->children);
}
