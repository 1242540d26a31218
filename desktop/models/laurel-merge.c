/* laurel-merge.c - two people's edits of one document, put together
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/models/laurel-merge.h"

#include "desktop/models/laurel-section.h"

typedef enum
{
  SIDE_CLASH,
  SIDE_MINE,
  SIDE_THEIRS,
} Side;

/* What became of a node: @content is from one of the two trees. */
typedef struct
{
  LaurelNode *content;
  const char *parent;
} Kept;

typedef struct
{
  const LaurelDocument *base;
  const LaurelDocument *mine;
  const LaurelDocument *theirs;
  GHashTable           *kept; /* id to Kept */
  guint                 n_built;
  gboolean              clash;
} Merge;

/* Whose value is right, by which of the three are equal. */
static Side
choose (gboolean mine_as_base, gboolean theirs_as_base, gboolean both_same)
{
  if (mine_as_base)
    return SIDE_THEIRS;

  if (theirs_as_base || both_same)
    return SIDE_MINE;

  return SIDE_CLASH;
}

/* === Which nodes, and where =================================================================== */

static const char *
get_parent (const LaurelDocument *document, const char *id)
{
  const LaurelNode *parent = laurel_document_find_parent (document, id);

  return parent != NULL ? parent->id : NULL;
}

static void
keep (Merge *merge, LaurelNode *content, const char *parent)
{
  Kept *kept = g_new (Kept, 1);

  *kept = (Kept){ content, parent };
  g_hash_table_insert (merge->kept, content->id, kept);
}

/* Both sides have the node. */
static void
keep_common (Merge *merge, LaurelNode *mine, LaurelNode *theirs)
{
  LaurelNode *base = laurel_document_find (merge->base, mine->id);
  const char *my_parent = get_parent (merge->mine, mine->id);
  const char *their_parent = get_parent (merge->theirs, mine->id);
  const char *base_parent = base != NULL ? get_parent (merge->base, mine->id) : NULL;
  gboolean new = base == NULL;
  Side content = choose (!new &&laurel_node_equal_alone (mine, base),
                         !new &&laurel_node_equal_alone (theirs, base),
                         laurel_node_equal_alone (mine, theirs));
  Side place = choose (!new &&g_strcmp0 (my_parent, base_parent) == 0,
                       !new &&g_strcmp0 (their_parent, base_parent) == 0,
                       g_strcmp0 (my_parent, their_parent) == 0);

  if (content == SIDE_CLASH || place == SIDE_CLASH)
    {
      merge->clash = TRUE;
      return;
    }

  keep (merge, content == SIDE_MINE ? mine : theirs, place == SIDE_MINE ? my_parent : their_parent);
}

/* Only @document, one of the sides, has the node: new there, or deleted on the other side. */
static void
keep_single (Merge *merge, const LaurelDocument *document, LaurelNode *node)
{
  LaurelNode *base = laurel_document_find (merge->base, node->id);
  const char *parent = get_parent (document, node->id);

  if (base == NULL)
    keep (merge, node, parent);
  else if (!laurel_node_equal_alone (node, base) ||
           g_strcmp0 (parent, get_parent (merge->base, node->id)) != 0)
    merge->clash = TRUE;
}

static void
keep_mine (Merge *merge, LaurelNode *node)
{
  LaurelNode *theirs = laurel_document_find (merge->theirs, node->id);

  if (theirs != NULL)
    keep_common (merge, node, theirs);
  else
    keep_single (merge, merge->mine, node);

  for (guint i = 0; i < node->children->len; i++)
    keep_mine (merge, g_ptr_array_index (node->children, i));
}

static void
keep_theirs (Merge *merge, LaurelNode *node)
{
  if (laurel_document_find (merge->mine, node->id) == NULL)
    keep_single (merge, merge->theirs, node);

  for (guint i = 0; i < node->children->len; i++)
    keep_theirs (merge, g_ptr_array_index (node->children, i));
}

/* === The order of a group ===================================================================== */

/* The ids of the children that the group @id has in @document and will have. */
static GPtrArray *
list_children (Merge *merge, const LaurelDocument *document, const char *id)
{
  GPtrArray        *ids = g_ptr_array_new ();
  const LaurelNode *group = laurel_document_find (document, id);

  for (guint i = 0; group != NULL && i < group->children->len; i++)
    {
      const LaurelNode *child = g_ptr_array_index (group->children, i);
      const Kept       *kept = g_hash_table_lookup (merge->kept, child->id);

      if (kept != NULL && g_strcmp0 (kept->parent, id) == 0)
        g_ptr_array_add (ids, child->id);
    }

  return ids;
}

static GHashTable *
new_set (GPtrArray *ids)
{
  GHashTable *set = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < ids->len; i++)
    g_hash_table_add (set, g_ptr_array_index (ids, i));

  return set;
}

/* Whether what both lists have stands in the same order in both. */
static gboolean
same_order (GPtrArray *a, GPtrArray *b)
{
  g_autoptr (GHashTable) in_a = new_set (a);
  g_autoptr (GHashTable) in_b = new_set (b);
  guint j = 0;

  for (guint i = 0; i < a->len; i++)
    {
      if (!g_hash_table_contains (in_b, g_ptr_array_index (a, i)))
        continue;

      while (!g_hash_table_contains (in_a, g_ptr_array_index (b, j)))
        j++;

      if (!g_str_equal (g_ptr_array_index (a, i), g_ptr_array_index (b, j++)))
        return FALSE;
    }

  return TRUE;
}

/* @first, and what only @second has, each behind its neighbour there. */
static GPtrArray *
weave (GPtrArray *first, GPtrArray *second)
{
  GPtrArray *ids = g_ptr_array_new ();
  g_autoptr (GHashTable) in_first = new_set (first);
  g_autoptr (GHashTable) followers = g_hash_table_new (g_str_hash, g_str_equal);
  const char *before = "";

  /* Each is followed by the one that @second alone has behind it; "" stands for the beginning. */
  for (guint i = 0; i < second->len; i++)
    {
      char *id = g_ptr_array_index (second, i);

      if (!g_hash_table_contains (in_first, id))
        g_hash_table_insert (followers, (gpointer) before, id);

      before = id;
    }

  for (char *id = g_hash_table_lookup (followers, ""); id != NULL;
       id = g_hash_table_lookup (followers, id))
    g_ptr_array_add (ids, id);

  for (guint i = 0; i < first->len; i++)
    for (char *id = g_ptr_array_index (first, i); id != NULL;
         id = g_hash_table_lookup (followers, id))
      g_ptr_array_add (ids, id);

  return ids;
}

static GPtrArray *
merge_order (Merge *merge, const char *id)
{
  g_autoptr (GPtrArray) mine = list_children (merge, merge->mine, id);
  g_autoptr (GPtrArray) theirs = list_children (merge, merge->theirs, id);
  g_autoptr (GPtrArray) base = list_children (merge, merge->base, id);
  Side side =
      choose (same_order (mine, base), same_order (theirs, base), same_order (mine, theirs));

  if (side == SIDE_CLASH)
    merge->clash = TRUE;

  return side == SIDE_THEIRS ? weave (theirs, mine) : weave (mine, theirs);
}

/* === The new tree ============================================================================= */

static LaurelNode *
build (Merge *merge, LaurelNode *content)
{
  g_autoptr (GPtrArray) ids = merge_order (merge, content->id);
  g_autoptr (GPtrArray) children =
      g_ptr_array_new_full (ids->len, (GDestroyNotify) laurel_node_unref);
  gboolean    same = ids->len == content->children->len;
  LaurelNode *node = NULL;

  merge->n_built++;

  for (guint i = 0; i < ids->len; i++)
    {
      const Kept *kept = g_hash_table_lookup (merge->kept, g_ptr_array_index (ids, i));
      LaurelNode *child = build (merge, kept->content);

      same = same && child == g_ptr_array_index (content->children, i);
      g_ptr_array_add (children, child);
    }

  if (same)
    return laurel_node_ref (content);

  node = laurel_node_copy (content);
  g_ptr_array_unref (node->children);
  node->children = g_steal_pointer (&children);

  return node;
}

/* (nullable) */
static LaurelNode *
merge_trees (Merge *merge)
{
  const Kept *root = NULL;
  g_autoptr (LaurelNode) built = NULL;

  keep_mine (merge, merge->mine->root);
  keep_theirs (merge, merge->theirs->root);
  root = g_hash_table_lookup (merge->kept, merge->mine->root->id);

  if (merge->clash || root == NULL || root->parent != NULL)
    return NULL;

  built = build (merge, root->content);

  /* Nodes that are not reached went into a group that the other side deleted, or two groups went
   * into each other. */
  if (merge->clash || merge->n_built != g_hash_table_size (merge->kept))
    return NULL;

  return g_steal_pointer (&built);
}

static gboolean
merge_sections (LaurelDocument       *merged,
                const LaurelDocument *base,
                const LaurelDocument *mine,
                const LaurelDocument *theirs)
{
  for (LaurelSection section = 0; section < LAUREL_N_SECTIONS; section++)
    {
      Side side = choose (laurel_section_equal (section, mine, base),
                          laurel_section_equal (section, theirs, base),
                          laurel_section_equal (section, mine, theirs));

      if (side == SIDE_CLASH)
        return FALSE;

      /* @merged began as mine. */
      if (side == SIDE_THEIRS)
        laurel_section_take (section, merged, theirs);
    }

  return TRUE;
}

LaurelDocument *
laurel_merge (const LaurelDocument *base, const LaurelDocument *mine, const LaurelDocument *theirs)
{
  g_autoptr (LaurelDocument) merged = laurel_document_copy (mine);
  g_autoptr (GHashTable) kept = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  Merge       merge = { .base = base, .mine = mine, .theirs = theirs, .kept = kept };
  LaurelNode *root = NULL;

  if (!merge_sections (merged, base, mine, theirs))
    return NULL;

  root = merge_trees (&merge);

  if (root == NULL)
    return NULL;

  laurel_document_take_root (merged, root);

  return g_steal_pointer (&merged);
}
