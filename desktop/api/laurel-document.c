/* laurel-document.c - the program document: what a chain promises, as it is edited
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/api/laurel-document.h"

#define WHOLE        10000
#define DEFAULT_ROOT "root"

/* Where a node is, by its id. */
typedef struct
{
  LaurelNode *node;
  LaurelNode *parent;
} Place;

/* === Levels and rules ========================================================================= */

LaurelLevel *
laurel_level_new (const char *id)
{
  LaurelLevel *self = g_new0 (LaurelLevel, 1);

  self->id = g_strdup (id);
  self->max_share = LAUREL_UNSET;

  return self;
}

LaurelLevel *
laurel_level_copy (const LaurelLevel *self)
{
  LaurelLevel *copy = g_new (LaurelLevel, 1);

  *copy = *self;
  copy->id = g_strdup (self->id);
  copy->name = g_strdup (self->name);
  copy->representation = g_strdup (self->representation);
  copy->description = g_strdup (self->description);

  return copy;
}

void
laurel_level_free (LaurelLevel *self)
{
  g_free (self->id);
  g_free (self->name);
  g_free (self->representation);
  g_free (self->description);
  g_free (self);
}

gboolean
laurel_level_equal (const LaurelLevel *a, const LaurelLevel *b)
{
  return g_str_equal (a->id, b->id) && g_strcmp0 (a->name, b->name) == 0 &&
         g_strcmp0 (a->representation, b->representation) == 0 &&
         g_strcmp0 (a->description, b->description) == 0 && a->order == b->order &&
         a->threshold == b->threshold && a->accrual == b->accrual && a->max_share == b->max_share;
}

LaurelRule *
laurel_rule_new (void)
{
  LaurelRule *self = g_new0 (LaurelRule, 1);

  self->enabled = TRUE;
  self->max_share = LAUREL_UNSET;

  return self;
}

LaurelRule *
laurel_rule_copy (const LaurelRule *self)
{
  LaurelRule *copy = g_new (LaurelRule, 1);

  *copy = *self;
  copy->id = g_strdup (self->id);
  copy->name = g_strdup (self->name);
  copy->description = g_strdup (self->description);
  copy->when = self->when != NULL ? laurel_condition_ref (self->when) : NULL;
  copy->target = laurel_target_copy (self->target);

  return copy;
}

void
laurel_rule_free (LaurelRule *self)
{
  g_free (self->id);
  g_free (self->name);
  g_free (self->description);
  g_clear_pointer (&self->when, laurel_condition_unref);
  laurel_target_free (self->target);
  g_free (self);
}

gboolean
laurel_rule_equal (const LaurelRule *a, const LaurelRule *b)
{
  return g_strcmp0 (a->id, b->id) == 0 && g_strcmp0 (a->name, b->name) == 0 &&
         g_strcmp0 (a->description, b->description) == 0 && !a->enabled == !b->enabled &&
         laurel_condition_equal (a->when, b->when) && laurel_target_equal (a->target, b->target) &&
         a->max_share == b->max_share && !a->forbid_discount == !b->forbid_discount &&
         !a->forbid_redeem == !b->forbid_redeem && !a->forbid_accrue == !b->forbid_accrue;
}

GPtrArray *
laurel_levels_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) laurel_level_free);
}

GPtrArray *
laurel_levels_copy (GPtrArray *levels)
{
  GPtrArray *copy = laurel_levels_new ();

  for (guint i = 0; i < levels->len; i++)
    g_ptr_array_add (copy, laurel_level_copy (g_ptr_array_index (levels, i)));

  return copy;
}

gboolean
laurel_levels_equal (GPtrArray *a, GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;

  for (guint i = 0; i < a->len; i++)
    if (!laurel_level_equal (g_ptr_array_index (a, i), g_ptr_array_index (b, i)))
      return FALSE;

  return TRUE;
}

GPtrArray *
laurel_rules_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) laurel_rule_free);
}

GPtrArray *
laurel_rules_copy (GPtrArray *rules)
{
  GPtrArray *copy = laurel_rules_new ();

  for (guint i = 0; i < rules->len; i++)
    g_ptr_array_add (copy, laurel_rule_copy (g_ptr_array_index (rules, i)));

  return copy;
}

gboolean
laurel_rules_equal (GPtrArray *a, GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;

  for (guint i = 0; i < a->len; i++)
    if (!laurel_rule_equal (g_ptr_array_index (a, i), g_ptr_array_index (b, i)))
      return FALSE;

  return TRUE;
}

/* === The document ============================================================================= */

LaurelDocument *
laurel_document_new (void)
{
  LaurelDocument *self = g_new0 (LaurelDocument, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->name = g_strdup ("");
  self->currency = g_strdup ("RUB");
  self->time_zone = g_strdup ("Europe/Moscow");
  self->money_per_point = 100;
  self->accrual = (LaurelAccrual){
    .while_redeeming = TRUE,
    .rounding_unit = 100,
    .activation_days = 14,
    .expiry = LAUREL_EXPIRY_INACTIVITY,
    .expiry_days = 365,
  };
  self->levels = laurel_levels_new ();
  self->redemption = (LaurelRedemption){
    .max_share = WHOLE / 2,
    .step = 100,
    .min_payable_per_line = 1,
    .rules = laurel_rules_new (),
  };
  self->max_line_share = WHOLE;
  self->max_receipt_share = WHOLE;
  self->restrictions = laurel_rules_new ();
  self->root = laurel_node_new_group (DEFAULT_ROOT);

  return self;
}

LaurelDocument *
laurel_document_copy (const LaurelDocument *self)
{
  LaurelDocument *copy = g_new (LaurelDocument, 1);

  *copy = *self;
  g_atomic_ref_count_init (&copy->ref_count);
  copy->name = g_strdup (self->name);
  copy->description = g_strdup (self->description);
  copy->currency = g_strdup (self->currency);
  copy->time_zone = g_strdup (self->time_zone);
  copy->levels = laurel_levels_copy (self->levels);
  copy->redemption.rules = laurel_rules_copy (self->redemption.rules);
  copy->restrictions = laurel_rules_copy (self->restrictions);
  copy->root = laurel_node_ref (self->root);
  copy->slips = g_strdup (self->slips);
  copy->server = g_strdup (self->server);
  copy->index = NULL;

  return copy;
}

LaurelDocument *
laurel_document_ref (LaurelDocument *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
laurel_document_unref (LaurelDocument *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->name);
  g_free (self->description);
  g_free (self->currency);
  g_free (self->time_zone);
  g_ptr_array_unref (self->levels);
  g_ptr_array_unref (self->redemption.rules);
  g_ptr_array_unref (self->restrictions);
  g_clear_pointer (&self->index, g_hash_table_unref);
  laurel_node_unref (self->root);
  g_free (self->slips);
  g_free (self->server);
  g_free (self);
}

gboolean
laurel_accrual_equal (const LaurelAccrual *a, const LaurelAccrual *b)
{
  return !a->on_discounted == !b->on_discounted && !a->on_redeemed == !b->on_redeemed &&
         !a->while_redeeming == !b->while_redeeming && a->rounding_unit == b->rounding_unit &&
         a->rounding_mode == b->rounding_mode && !a->rounding_by_line == !b->rounding_by_line &&
         a->activation_days == b->activation_days && a->expiry == b->expiry &&
         (a->expiry == LAUREL_EXPIRY_NONE || a->expiry_days == b->expiry_days);
}

gboolean
laurel_redemption_equal_alone (const LaurelRedemption *a, const LaurelRedemption *b)
{
  return a->max_share == b->max_share && !a->share_of_eligible == !b->share_of_eligible &&
         a->step == b->step && a->min_payable_per_line == b->min_payable_per_line &&
         a->min_receipt == b->min_receipt && a->min_points == b->min_points;
}

gboolean
laurel_document_equal (const LaurelDocument *a, const LaurelDocument *b)
{
  if (a == b)
    return TRUE;

  return g_str_equal (a->name, b->name) && g_strcmp0 (a->description, b->description) == 0 &&
         g_str_equal (a->currency, b->currency) && g_str_equal (a->time_zone, b->time_zone) &&
         a->money_per_point == b->money_per_point &&
         laurel_accrual_equal (&a->accrual, &b->accrual) &&
         laurel_levels_equal (a->levels, b->levels) && a->levels_basis == b->levels_basis &&
         a->levels_downgrade == b->levels_downgrade &&
         laurel_redemption_equal_alone (&a->redemption, &b->redemption) &&
         laurel_rules_equal (a->redemption.rules, b->redemption.rules) &&
         a->max_line_share == b->max_line_share && a->max_receipt_share == b->max_receipt_share &&
         a->receipt_rounding == b->receipt_rounding &&
         laurel_rules_equal (a->restrictions, b->restrictions) &&
         g_strcmp0 (a->slips, b->slips) == 0 && g_strcmp0 (a->server, b->server) == 0 &&
         laurel_node_equal (a->root, b->root);
}

void
laurel_document_take_root (LaurelDocument *self, LaurelNode *root)
{
  g_clear_pointer (&self->index, g_hash_table_unref);
  laurel_node_unref (self->root);
  self->root = root;
}

/* === Finding ================================================================================== */

static void
index_node (GHashTable *index, LaurelNode *node, LaurelNode *parent)
{
  Place *place = g_new (Place, 1);

  *place = (Place){ node, parent };
  g_hash_table_insert (index, node->id, place);

  for (guint i = 0; i < node->children->len; i++)
    index_node (index, g_ptr_array_index (node->children, i), node);
}

/* Made when it is first asked for: most documents of a list for undo never are. */
static GHashTable *
get_index (const LaurelDocument *self)
{
  LaurelDocument *mutable = (LaurelDocument *) self;

  if (self->index == NULL)
    {
      mutable->index = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
      index_node (mutable->index, self->root, NULL);
    }

  return self->index;
}

LaurelNode *
laurel_document_find (const LaurelDocument *self, const char *id)
{
  const Place *place = g_hash_table_lookup (get_index (self), id);

  return place != NULL ? place->node : NULL;
}

LaurelNode *
laurel_document_find_parent (const LaurelDocument *self, const char *id)
{
  const Place *place = g_hash_table_lookup (get_index (self), id);

  return place != NULL ? place->parent : NULL;
}

guint
laurel_document_get_n_nodes (const LaurelDocument *self)
{
  return g_hash_table_size (get_index (self));
}

LaurelLevel *
laurel_document_find_level (const LaurelDocument *self, const char *id)
{
  for (guint i = 0; i < self->levels->len; i++)
    {
      LaurelLevel *level = g_ptr_array_index (self->levels, i);

      if (g_str_equal (level->id, id))
        return level;
    }

  return NULL;
}
