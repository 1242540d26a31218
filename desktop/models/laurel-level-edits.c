/* laurel-level-edits.c - levels added, moved, copied and taken out of a program document
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/models/laurel-level-edits.h"

/* ₽50,000: where a second level begins unless something else is known. */
#define FIRST_STEP 5000000

static LaurelLevel *
get_level (const LaurelDocument *document, guint position)
{
  return g_ptr_array_index (document->levels, position);
}

static void
number_levels (LaurelDocument *document)
{
  for (guint i = 0; i < document->levels->len; i++)
    get_level (document, i)->order = i;
}

static char *
new_id (const LaurelDocument *document)
{
  for (guint n = document->levels->len + 1;; n++)
    {
      g_autofree char *id = g_strdup_printf ("level-%u", n);

      if (laurel_document_find_level (document, id) == NULL)
        return g_steal_pointer (&id);
    }
}

void
laurel_level_edits_add (LaurelDocument *document, const char *name)
{
  guint            n_levels = document->levels->len;
  g_autofree char *id = new_id (document);
  LaurelLevel     *level = laurel_level_new (id);

  level->name = g_strdup (name);

  if (n_levels > 0)
    {
      const LaurelLevel *last = get_level (document, n_levels - 1);
      gint64             step = FIRST_STEP;

      if (n_levels > 1)
        step = last->threshold - get_level (document, n_levels - 2)->threshold;

      level->threshold = last->threshold + MAX (step, 0);
      level->accrual = last->accrual;
    }

  g_ptr_array_add (document->levels, level);
  number_levels (document);
}

void
laurel_level_edits_copy (LaurelDocument *document, guint position, const char *name)
{
  LaurelLevel *level = NULL;

  g_return_if_fail (position < document->levels->len);

  level = laurel_level_copy (get_level (document, position));
  g_free (level->id);
  level->id = new_id (document);
  g_free (level->name);
  level->name = g_strdup (name);
  g_ptr_array_insert (document->levels, (int) position + 1, level);
  number_levels (document);
}

void
laurel_level_edits_move (LaurelDocument *document, guint from, guint to)
{
  LaurelLevel *level = NULL;

  g_return_if_fail (from < document->levels->len && to < document->levels->len);

  level = g_ptr_array_steal_index (document->levels, from);
  g_ptr_array_insert (document->levels, (int) to, level);
  number_levels (document);
}

/* @condition without @id: itself, with a reference, where it does not name it. */
static LaurelCondition *
forget_in_condition (LaurelCondition *condition, const char *id, LaurelLevelTraces *traces)
{
  LaurelCondition *copy = NULL;

  if (condition == NULL)
    return NULL;

  if (condition->kind == LAUREL_CONDITION_LEVEL)
    {
      g_autoptr (GStrvBuilder) rest = NULL;

      if (!g_strv_contains ((const char *const *) condition->ids, id))
        return laurel_condition_ref (condition);

      rest = g_strv_builder_new ();
      for (guint i = 0; condition->ids[i] != NULL; i++)
        if (!g_str_equal (condition->ids[i], id))
          g_strv_builder_add (rest, condition->ids[i]);

      copy = laurel_condition_copy (condition);
      g_strfreev (copy->ids);
      copy->ids = g_strv_builder_end (rest);
      traces->conditions++;
      if (copy->ids[0] == NULL)
        traces->alone++;

      return copy;
    }

  for (guint i = 0; condition->children != NULL && i < condition->children->len; i++)
    {
      LaurelCondition *child = g_ptr_array_index (condition->children, i);
      g_autoptr (LaurelCondition) without = forget_in_condition (child, id, traces);

      if (without == child)
        continue;

      if (copy == NULL)
        copy = laurel_condition_copy (condition);

      laurel_condition_unref (copy->children->pdata[i]);
      copy->children->pdata[i] = g_steal_pointer (&without);
    }

  return copy != NULL ? copy : laurel_condition_ref (condition);
}

static LaurelNode *
forget_in_node (LaurelNode *node, const char *id, LaurelLevelTraces *traces)
{
  g_autoptr (LaurelCondition) when = forget_in_condition (node->when, id, traces);
  LaurelNode *copy = NULL;

  if (when != node->when)
    {
      copy = laurel_node_copy (node);
      laurel_node_take_when (copy, g_steal_pointer (&when));
    }

  for (guint i = 0; node->children != NULL && i < node->children->len; i++)
    {
      LaurelNode *child = g_ptr_array_index (node->children, i);
      g_autoptr (LaurelNode) without = forget_in_node (child, id, traces);

      if (without == child)
        continue;

      if (copy == NULL)
        copy = laurel_node_copy (node);

      laurel_node_unref (copy->children->pdata[i]);
      copy->children->pdata[i] = g_steal_pointer (&without);
    }

  return copy != NULL ? copy : laurel_node_ref (node);
}

static void
forget_in_rules (GPtrArray *rules, const char *id, LaurelLevelTraces *traces)
{
  for (guint i = 0; i < rules->len; i++)
    {
      LaurelRule      *rule = g_ptr_array_index (rules, i);
      LaurelCondition *without = forget_in_condition (rule->when, id, traces);

      g_clear_pointer (&rule->when, laurel_condition_unref);
      rule->when = without;
    }
}

void
laurel_level_edits_remove (LaurelDocument *document, guint position, LaurelLevelTraces *traces)
{
  g_autofree char *id = NULL;

  g_return_if_fail (position < document->levels->len);

  *traces = (LaurelLevelTraces){ 0 };
  id = g_strdup (get_level (document, position)->id);
  g_ptr_array_remove_index (document->levels, position);
  number_levels (document);

  laurel_document_take_root (document, forget_in_node (document->root, id, traces));
  forget_in_rules (document->redemption.rules, id, traces);
  forget_in_rules (document->restrictions, id, traces);
}

int
laurel_level_edits_find_disorder (const LaurelDocument *document)
{
  for (guint i = 1; i < document->levels->len; i++)
    if (get_level (document, i)->threshold < get_level (document, i - 1)->threshold)
      return (int) i;

  return -1;
}
