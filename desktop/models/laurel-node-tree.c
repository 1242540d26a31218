/* laurel-node-tree.c - the tree of discounts as list models, for views
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/models/laurel-node-tree.h"

#include <string.h>

/* === Items ================================================================================ */

struct _LaurelNodeItem
{
  GObject parent_instance;

  LaurelNode *node;
  gboolean    hit;
  GListStore *children;
};

G_DEFINE_FINAL_TYPE (LaurelNodeItem, laurel_node_item, G_TYPE_OBJECT)

static guint changed_signal;

static void
laurel_node_item_finalize (GObject *object)
{
  LaurelNodeItem *self = LAUREL_NODE_ITEM (object);

  laurel_node_unref (self->node);
  g_clear_object (&self->children);

  G_OBJECT_CLASS (laurel_node_item_parent_class)->finalize (object);
}

static void
laurel_node_item_class_init (LaurelNodeItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = laurel_node_item_finalize;

  changed_signal = g_signal_new ("changed",
                                 LAUREL_TYPE_NODE_ITEM,
                                 G_SIGNAL_RUN_LAST,
                                 0,
                                 NULL,
                                 NULL,
                                 NULL,
                                 G_TYPE_NONE,
                                 0);
}

static void
laurel_node_item_init (LaurelNodeItem *self)
{
}

static LaurelNodeItem *
new_item (LaurelNode *node)
{
  LaurelNodeItem *self = g_object_new (LAUREL_TYPE_NODE_ITEM, NULL);

  self->node = laurel_node_ref (node);
  if (node->is_group)
    self->children = g_list_store_new (LAUREL_TYPE_NODE_ITEM);

  return self;
}

LaurelNode *
laurel_node_item_get_node (LaurelNodeItem *self)
{
  g_return_val_if_fail (LAUREL_IS_NODE_ITEM (self), NULL);

  return self->node;
}

gboolean
laurel_node_item_is_hit (LaurelNodeItem *self)
{
  g_return_val_if_fail (LAUREL_IS_NODE_ITEM (self), FALSE);

  return self->hit;
}

GListModel *
laurel_node_item_get_children (LaurelNodeItem *self)
{
  g_return_val_if_fail (LAUREL_IS_NODE_ITEM (self), NULL);

  return self->children != NULL ? G_LIST_MODEL (self->children) : NULL;
}

/* === The tree ============================================================================= */

struct _LaurelNodeTree
{
  GObject parent_instance;

  LaurelDocument *document;
  GListStore     *roots;
  GHashTable     *items; /* id to LaurelNodeItem: those that are shown */

  gboolean    sorted;
  char      **words; /* folded; NULL: no search */
  guint       n_hits;
  GHashTable *visible; /* of a search: set of nodes */
  GHashTable *keys;    /* of a search: node to its name, folded */
};

G_DEFINE_FINAL_TYPE (LaurelNodeTree, laurel_node_tree, G_TYPE_OBJECT)

static const char *
get_name (const LaurelNode *node)
{
  return node->name != NULL ? node->name : node->id;
}

/* Nodes are values: what a name folds to is found once in a search. */
static const char *
get_folded (LaurelNodeTree *self, LaurelNode *node)
{
  char *folded = g_hash_table_lookup (self->keys, node);

  if (folded == NULL)
    {
      folded = g_utf8_casefold (get_name (node), -1);
      g_hash_table_insert (self->keys, laurel_node_ref (node), folded);
    }

  return folded;
}

static gboolean
matches (LaurelNodeTree *self, LaurelNode *node)
{
  for (char **word = self->words; *word != NULL; word++)
    if (strstr (get_folded (self, node), *word) == NULL)
      return FALSE;

  return TRUE;
}

/* Marks @node as visible where it or something below it is a hit. */
static gboolean
mark_visible (LaurelNodeTree *self, LaurelNode *node)
{
  gboolean visible = matches (self, node);

  self->n_hits += visible ? 1 : 0;

  for (guint i = 0; i < node->children->len; i++)
    visible |= mark_visible (self, g_ptr_array_index (node->children, i));

  if (visible)
    g_hash_table_add (self->visible, node);

  return visible;
}

static gint
compare_names (gconstpointer a, gconstpointer b)
{
  const LaurelNode *one = *(const LaurelNode *const *) a;
  const LaurelNode *other = *(const LaurelNode *const *) b;

  return g_utf8_collate (get_name (one), get_name (other));
}

/* (transfer container): the nodes below @node, as they are to be seen. */
static GPtrArray *
list_children (LaurelNodeTree *self, LaurelNode *node)
{
  GPtrArray *children = g_ptr_array_sized_new (node->children->len);

  for (guint i = 0; i < node->children->len; i++)
    {
      LaurelNode *child = g_ptr_array_index (node->children, i);

      if (self->visible == NULL || g_hash_table_contains (self->visible, child))
        g_ptr_array_add (children, child);
    }

  if (self->sorted)
    g_ptr_array_sort (children, compare_names);

  return children;
}

/* The items of this update; those of the one before are taken over where their nodes are. */
typedef struct
{
  LaurelNodeTree *tree;
  GHashTable     *items;
  /* All must be looked at: the search or the order is another. */
  gboolean thorough;
} Update;

static LaurelNodeItem *update_item (Update *update, LaurelNode *node);

/* What did not change is neither looked at nor told, but stays known. */
static void
keep_items (Update *update, LaurelNodeItem *item)
{
  guint n_children =
      item->children != NULL ? g_list_model_get_n_items (G_LIST_MODEL (item->children)) : 0;

  g_hash_table_insert (update->items, item->node->id, g_object_ref (item));

  for (guint i = 0; i < n_children; i++)
    {
      g_autoptr (LaurelNodeItem) child = g_list_model_get_item (G_LIST_MODEL (item->children), i);

      keep_items (update, child);
    }
}

/* Makes @store that list, by one splice of what lies between equal ends. */
static void
splice_items (GListStore *store, GPtrArray *items)
{
  GListModel *model = G_LIST_MODEL (store);
  guint       n_old = g_list_model_get_n_items (model);
  guint       head = 0;
  guint       tail = 0;

  for (; head < n_old && head < items->len; head++)
    {
      g_autoptr (LaurelNodeItem) old = g_list_model_get_item (model, head);

      if (old != g_ptr_array_index (items, head))
        break;
    }

  for (; tail < n_old - head && tail < items->len - head; tail++)
    {
      g_autoptr (LaurelNodeItem) old = g_list_model_get_item (model, n_old - 1 - tail);

      if (old != g_ptr_array_index (items, items->len - 1 - tail))
        break;
    }

  if (n_old != head + tail || items->len != head + tail)
    g_list_store_splice (store,
                         head,
                         n_old - head - tail,
                         items->pdata + head,
                         items->len - head - tail);
}

static void
update_children (Update *update, LaurelNodeItem *item)
{
  g_autoptr (GPtrArray) nodes = list_children (update->tree, item->node);
  g_autoptr (GPtrArray) items = g_ptr_array_new_full (nodes->len, g_object_unref);

  for (guint i = 0; i < nodes->len; i++)
    g_ptr_array_add (items, update_item (update, g_ptr_array_index (nodes, i)));

  splice_items (item->children, items);
}

/* (transfer full) */
static LaurelNodeItem *
update_item (Update *update, LaurelNode *node)
{
  LaurelNodeTree *tree = update->tree;
  LaurelNodeItem *item = g_hash_table_lookup (tree->items, node->id);
  gboolean        hit = tree->words != NULL && matches (tree, node);
  /* A group does not become a discount; where one takes over the id, it is another thing. */
  gboolean known = item != NULL && (item->children != NULL) == !!node->is_group;
  gboolean changed = FALSE;

  item = known ? g_object_ref (item) : new_item (node);
  changed = item->node != node || item->hit != hit;

  if (known && !changed && !update->thorough)
    {
      keep_items (update, item);
      return item;
    }

  if (item->node != node)
    {
      laurel_node_unref (item->node);
      item->node = laurel_node_ref (node);
    }

  item->hit = hit;
  g_hash_table_insert (update->items, item->node->id, g_object_ref (item));

  if (item->children != NULL)
    update_children (update, item);

  if (changed)
    g_signal_emit (item, changed_signal, 0);

  return item;
}

static GHashTable *
new_items (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
}

static void
update_tree (LaurelNodeTree *self, gboolean thorough)
{
  g_autoptr (LaurelNodeItem) root = NULL;
  g_autoptr (GPtrArray) roots = g_ptr_array_new ();
  g_autoptr (GHashTable) old_items = NULL;
  Update update = { .tree = self, .thorough = thorough || self->words != NULL };

  if (self->document == NULL)
    return;

  g_clear_pointer (&self->visible, g_hash_table_unref);
  self->n_hits = 0;

  if (self->words != NULL)
    {
      self->visible = g_hash_table_new (NULL, NULL);
      mark_visible (self, self->document->root);
    }

  update.items = new_items ();
  root = update_item (&update, self->document->root);
  old_items = g_steal_pointer (&self->items);
  self->items = update.items;
  g_ptr_array_add (roots, root);
  splice_items (self->roots, roots);
}

static void
laurel_node_tree_finalize (GObject *object)
{
  LaurelNodeTree *self = LAUREL_NODE_TREE (object);

  g_hash_table_unref (self->items);
  g_hash_table_unref (self->keys);
  g_clear_pointer (&self->visible, g_hash_table_unref);
  g_clear_pointer (&self->document, laurel_document_unref);
  g_object_unref (self->roots);
  g_strfreev (self->words);

  G_OBJECT_CLASS (laurel_node_tree_parent_class)->finalize (object);
}

static void
laurel_node_tree_class_init (LaurelNodeTreeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = laurel_node_tree_finalize;
}

static void
laurel_node_tree_init (LaurelNodeTree *self)
{
  self->roots = g_list_store_new (LAUREL_TYPE_NODE_ITEM);
  self->items = new_items ();
  self->keys = g_hash_table_new_full (NULL, NULL, (GDestroyNotify) laurel_node_unref, g_free);
}

LaurelNodeTree *
laurel_node_tree_new (void)
{
  return g_object_new (LAUREL_TYPE_NODE_TREE, NULL);
}

GListModel *
laurel_node_tree_get_roots (LaurelNodeTree *self)
{
  g_return_val_if_fail (LAUREL_IS_NODE_TREE (self), NULL);

  return G_LIST_MODEL (self->roots);
}

void
laurel_node_tree_set_document (LaurelNodeTree *self, LaurelDocument *document)
{
  LaurelDocument *old = NULL;

  g_return_if_fail (LAUREL_IS_NODE_TREE (self));

  old = g_steal_pointer (&self->document);
  self->document = laurel_document_ref (document);
  update_tree (self, FALSE);
  g_clear_pointer (&old, laurel_document_unref);
}

void
laurel_node_tree_set_sorted (LaurelNodeTree *self, gboolean sorted)
{
  g_return_if_fail (LAUREL_IS_NODE_TREE (self));

  if (self->sorted == sorted)
    return;

  self->sorted = sorted;
  update_tree (self, TRUE);
}

void
laurel_node_tree_set_search (LaurelNodeTree *self, const char *text)
{
  g_autofree char *folded = NULL;

  g_return_if_fail (LAUREL_IS_NODE_TREE (self));

  g_clear_pointer (&self->words, g_strfreev);
  folded = g_strstrip (g_utf8_casefold (text, -1));

  if (*folded != '\0')
    self->words = g_strsplit_set (folded, " \t", -1);

  else
    g_hash_table_remove_all (self->keys);

  update_tree (self, TRUE);
}

guint
laurel_node_tree_get_n_hits (LaurelNodeTree *self)
{
  g_return_val_if_fail (LAUREL_IS_NODE_TREE (self), 0);

  return self->n_hits;
}

LaurelNodeItem *
laurel_node_tree_find (LaurelNodeTree *self, const char *id)
{
  g_return_val_if_fail (LAUREL_IS_NODE_TREE (self), NULL);

  return g_hash_table_lookup (self->items, id);
}
