/* laurel-change.c - one thing in which two program documents differ
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/models/laurel-change.h"

#include "desktop/models/laurel-tree.h"

void
laurel_change_free (LaurelChange *self)
{
  g_free (self->id);
  g_free (self);
}

static void
add (GPtrArray          *changes,
     LaurelChangeKind    kind,
     LaurelChangeSubject subject,
     const char         *id,
     LaurelSection       section)
{
  LaurelChange *change = g_new (LaurelChange, 1);

  *change = (LaurelChange){ kind, subject, g_strdup (id), section };
  g_ptr_array_add (changes, change);
}

static void
add_node (GPtrArray *changes, LaurelChangeKind kind, const LaurelNode *node)
{
  add (changes, kind, LAUREL_CHANGE_OF_NODE, node->id, 0);
}

/* === Levels and sections ====================================================================== */

static void
add_level (GPtrArray *changes, LaurelChangeKind kind, const LaurelLevel *level)
{
  add (changes, kind, LAUREL_CHANGE_OF_LEVEL, level->id, LAUREL_SECTION_LEVELS);
}

static void
list_levels (GPtrArray *changes, const LaurelDocument *from, const LaurelDocument *to)
{
  for (guint i = 0; i < to->levels->len; i++)
    {
      const LaurelLevel *level = g_ptr_array_index (to->levels, i);
      const LaurelLevel *before = laurel_document_find_level (from, level->id);

      if (before == NULL)
        add_level (changes, LAUREL_CHANGE_NEW, level);
      else if (!laurel_level_equal (level, before))
        add_level (changes, LAUREL_CHANGE_EDITED, level);
    }

  for (guint i = 0; i < from->levels->len; i++)
    {
      const LaurelLevel *level = g_ptr_array_index (from->levels, i);

      if (laurel_document_find_level (to, level->id) == NULL)
        add_level (changes, LAUREL_CHANGE_REMOVED, level);
    }

  if (from->levels_basis != to->levels_basis || from->levels_downgrade != to->levels_downgrade)
    add (changes, LAUREL_CHANGE_EDITED, LAUREL_CHANGE_OF_SECTION, NULL, LAUREL_SECTION_LEVELS);
}

static void
list_sections (GPtrArray *changes, const LaurelDocument *from, const LaurelDocument *to)
{
  for (LaurelSection section = 0; section < LAUREL_N_SECTIONS; section++)
    if (section == LAUREL_SECTION_LEVELS)
      list_levels (changes, from, to);
    else if (!laurel_section_equal (section, from, to))
      add (changes, LAUREL_CHANGE_EDITED, LAUREL_CHANGE_OF_SECTION, NULL, section);
}

/* === Nodes ==================================================================================== */

static gboolean
same_place (const LaurelDocument *from, const LaurelDocument *to, const char *id)
{
  const LaurelNode *before = laurel_document_find_parent (from, id);
  const LaurelNode *after = laurel_document_find_parent (to, id);

  return before == after ||
         (before != NULL && after != NULL && g_str_equal (before->id, after->id));
}

/* Whether nothing but the switch is another. */
static gboolean
only_switched (const LaurelNode *a, const LaurelNode *b)
{
  g_autoptr (LaurelNode) switched = laurel_node_copy (a);

  switched->enabled = b->enabled;

  return laurel_node_equal_alone (switched, b);
}

/* Whether the children that a group had and has stand in the same order. */
static gboolean
same_order (const LaurelDocument *from,
            const LaurelDocument *to,
            const LaurelNode     *before,
            const LaurelNode     *after)
{
  guint j = 0;

  for (guint i = 0; i < after->children->len; i++)
    {
      const LaurelNode *child = g_ptr_array_index (after->children, i);
      const LaurelNode *old = NULL;

      if (laurel_document_find_parent (from, child->id) != before)
        continue;

      do
        old = g_ptr_array_index (before->children, j++);
      while (laurel_document_find_parent (to, old->id) != after);

      if (!g_str_equal (old->id, child->id))
        return FALSE;
    }

  return TRUE;
}

static void
list_common (GPtrArray            *changes,
             const LaurelDocument *from,
             const LaurelDocument *to,
             const LaurelNode     *before,
             const LaurelNode     *after)
{
  if (!laurel_node_equal_alone (before, after))
    {
      if (!only_switched (before, after))
        add_node (changes, LAUREL_CHANGE_EDITED, after);
      else
        add_node (changes, after->enabled ? LAUREL_CHANGE_ON : LAUREL_CHANGE_OFF, after);
    }

  if (!same_place (from, to, after->id))
    add_node (changes, LAUREL_CHANGE_MOVED, after);

  if (!same_order (from, to, before, after))
    add_node (changes, LAUREL_CHANGE_ORDER, after);
}

static void
list_after (GPtrArray            *changes,
            const LaurelDocument *from,
            const LaurelDocument *to,
            LaurelNode           *node)
{
  LaurelNode *before = laurel_document_find (from, node->id);

  if (before == NULL)
    add_node (changes, LAUREL_CHANGE_NEW, node);
  else
    list_common (changes, from, to, before, node);

  /* The very same tree has the very same nodes below. */
  if (before == node)
    return;

  for (guint i = 0; i < node->children->len; i++)
    list_after (changes, from, to, g_ptr_array_index (node->children, i));
}

static void
list_removed (GPtrArray *changes, const LaurelDocument *to, LaurelNode *node)
{
  LaurelNode *after = laurel_document_find (to, node->id);

  if (after == NULL)
    add_node (changes, LAUREL_CHANGE_REMOVED, node);

  if (after == node)
    return;

  for (guint i = 0; i < node->children->len; i++)
    list_removed (changes, to, g_ptr_array_index (node->children, i));
}

GPtrArray *
laurel_change_list (const LaurelDocument *from, const LaurelDocument *to)
{
  GPtrArray *changes = g_ptr_array_new_with_free_func ((GDestroyNotify) laurel_change_free);
  g_autoptr (LaurelDocument) empty = NULL;

  if (from == NULL)
    from = empty = laurel_document_new ();

  list_sections (changes, from, to);
  list_after (changes, from, to, to->root);
  list_removed (changes, to, from->root);

  return changes;
}

/* === Reverting ================================================================================ */

static LaurelDocument *
revert_level (const LaurelChange *self, const LaurelDocument *from, const LaurelDocument *to)
{
  LaurelDocument    *document = laurel_document_copy (to);
  const LaurelLevel *before = laurel_document_find_level (from, self->id);
  LaurelLevel       *after = laurel_document_find_level (document, self->id);
  guint              position = 0;

  if (after != NULL)
    {
      g_ptr_array_find (document->levels, after, &position);
      g_ptr_array_remove_index (document->levels, position);
    }
  else
    {
      while (position < document->levels->len &&
             ((LaurelLevel *) g_ptr_array_index (document->levels, position))->order <=
                 before->order)
        position++;
    }

  if (before != NULL)
    g_ptr_array_insert (document->levels, (gint) position, laurel_level_copy (before));

  return document;
}

static LaurelDocument *
revert_section (const LaurelChange *self, const LaurelDocument *from, const LaurelDocument *to)
{
  LaurelDocument *document = laurel_document_copy (to);

  if (self->section == LAUREL_SECTION_LEVELS)
    {
      document->levels_basis = from->levels_basis;
      document->levels_downgrade = from->levels_downgrade;
    }
  else
    {
      laurel_section_take (self->section, document, from);
    }

  return document;
}

/* (transfer full): @node with the children that @to does not have elsewhere. */
static LaurelNode *
take_back (LaurelNode *node, const LaurelDocument *to)
{
  LaurelNode *copy = laurel_node_copy (node);

  g_ptr_array_set_size (copy->children, 0);

  for (guint i = 0; i < node->children->len; i++)
    {
      LaurelNode *child = g_ptr_array_index (node->children, i);

      if (laurel_document_find (to, child->id) == NULL)
        g_ptr_array_add (copy->children, take_back (child, to));
    }

  return copy;
}

/* Where @id stood in @from: the group, and the place behind the nearest sibling that @to has. */
static const char *
find_old_place (const LaurelDocument *from,
                const LaurelDocument *to,
                const char           *id,
                gint                 *position)
{
  const LaurelNode *old_parent = laurel_document_find_parent (from, id);
  const LaurelNode *parent = laurel_document_find (to, old_parent->id);

  *position = 0;

  if (parent == NULL)
    {
      *position = -1;
      return to->root->id;
    }

  for (guint i = 0; i < old_parent->children->len; i++)
    {
      const LaurelNode *sibling = g_ptr_array_index (old_parent->children, i);
      guint             place = 0;

      if (g_str_equal (sibling->id, id))
        break;

      if (laurel_document_find_parent (to, sibling->id) == parent &&
          g_ptr_array_find (parent->children, laurel_document_find (to, sibling->id), &place))
        *position = (gint) place + 1;
    }

  return parent->id;
}

/* Puts @node (transfer full), which @to has or has not, where it stood in @from. */
static LaurelDocument *
put_back (LaurelNode *node, const LaurelDocument *from, const LaurelDocument *to)
{
  const char *const ids[] = { node->id, NULL };
  g_autoptr (GPtrArray) nodes = g_ptr_array_new_with_free_func ((GDestroyNotify) laurel_node_unref);
  gint        position = 0;
  const char *parent = find_old_place (from, to, node->id, &position);

  g_ptr_array_add (nodes, node);

  /* Its old group may have gone into it meanwhile. */
  if (!laurel_tree_may_put (to, nodes, parent))
    {
      parent = to->root->id;
      position = -1;
    }

  return laurel_tree_put (to, ids, nodes, parent, position);
}

static GHashTable *
new_index (GPtrArray *nodes)
{
  GHashTable *index = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < nodes->len; i++)
    {
      LaurelNode *node = g_ptr_array_index (nodes, i);

      g_hash_table_insert (index, node->id, node);
    }

  return index;
}

/* @node with the order of @before: the places of those that both have are filled in the old
 * order, and what is new stays where it is. */
static LaurelNode *
restore_order (LaurelNode *node, const LaurelNode *before)
{
  LaurelNode *copy = laurel_node_copy (node);
  g_autoptr (GHashTable) old = new_index (before->children);
  g_autoptr (GHashTable) present = new_index (node->children);
  guint next = 0;

  for (guint i = 0; i < node->children->len; i++)
    {
      const LaurelNode *here = g_ptr_array_index (node->children, i);
      LaurelNode       *child = NULL;

      if (!g_hash_table_contains (old, here->id))
        continue;

      while (child == NULL)
        {
          const LaurelNode *then = g_ptr_array_index (before->children, next++);

          child = g_hash_table_lookup (present, then->id);
        }

      laurel_node_unref (g_ptr_array_index (copy->children, i));
      g_ptr_array_index (copy->children, i) = laurel_node_ref (child);
    }

  return copy;
}

/* Adds what @from has of what is below @node to @nodes, without what is below that. */
static void
list_old_nodes (GPtrArray *nodes, const LaurelDocument *from, LaurelNode *node)
{
  for (guint i = 0; i < node->children->len; i++)
    {
      LaurelNode *child = g_ptr_array_index (node->children, i);

      if (laurel_document_find (from, child->id) != NULL)
        g_ptr_array_add (nodes, child);
      else
        list_old_nodes (nodes, from, child);
    }
}

/* Takes @node out; what had moved into it goes back to where it was. */
static LaurelDocument *
revert_new (LaurelNode *node, const LaurelDocument *from, const LaurelDocument *to)
{
  const char *const ids[] = { node->id, NULL };
  g_autoptr (GPtrArray) old_nodes = g_ptr_array_new ();
  g_autoptr (LaurelDocument) document = laurel_document_copy (to);

  list_old_nodes (old_nodes, from, node);

  for (guint i = 0; i < old_nodes->len; i++)
    {
      LaurelNode     *old_node = g_ptr_array_index (old_nodes, i);
      LaurelDocument *edited = put_back (laurel_node_ref (old_node), from, document);

      laurel_document_unref (document);
      document = edited;
    }

  return laurel_tree_put (document, ids, NULL, NULL, 0);
}

static LaurelDocument *
revert_node (const LaurelChange *self, const LaurelDocument *from, const LaurelDocument *to)
{
  LaurelNode *before = laurel_document_find (from, self->id);
  LaurelNode *after = laurel_document_find (to, self->id);
  LaurelNode *restored = NULL;

  switch (self->kind)
    {
    case LAUREL_CHANGE_NEW:
      return revert_new (after, from, to);
    case LAUREL_CHANGE_REMOVED:
      return put_back (take_back (before, to), from, to);
    case LAUREL_CHANGE_MOVED:
      return put_back (laurel_node_ref (after), from, to);
    case LAUREL_CHANGE_ORDER:
      return laurel_tree_replace (to, restore_order (after, before));
    case LAUREL_CHANGE_EDITED:
    case LAUREL_CHANGE_ON:
    case LAUREL_CHANGE_OFF:
    default:
      restored = laurel_node_copy (before);
      g_ptr_array_set_size (restored->children, 0);
      for (guint i = 0; i < after->children->len; i++)
        g_ptr_array_add (restored->children,
                         laurel_node_ref (g_ptr_array_index (after->children, i)));
      return laurel_tree_replace (to, restored);
    }
}

LaurelDocument *
laurel_change_revert (const LaurelChange   *self,
                      const LaurelDocument *from,
                      const LaurelDocument *to)
{
  switch (self->subject)
    {
    case LAUREL_CHANGE_OF_LEVEL:
      return revert_level (self, from, to);
    case LAUREL_CHANGE_OF_SECTION:
      return revert_section (self, from, to);
    case LAUREL_CHANGE_OF_NODE:
    default:
      return revert_node (self, from, to);
    }
}
