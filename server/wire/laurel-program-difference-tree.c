/* laurel-program-difference-tree.c - what is different between two trees of discounts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/wire/laurel-program-difference-private.h"

/* The root is the root, whatever its id is; and a node whose id is no help is known by its place. A
 * text of a document never begins with this. */
#define PLACE_MARK "\001"

/**
 * Node:
 * @key: its id; for the root, and where the id is missing or there twice, its place
 * @parent: (nullable): %NULL for the root
 * @children: (element-type Node)
 */
typedef struct _Node Node;

struct _Node
{
  char         *key;
  const json_t *json;
  const Node   *parent;
  GPtrArray    *children;
};

struct _LaurelProgramTree
{
  GPtrArray  *nodes;  /* (element-type Node): parents before their children */
  GHashTable *by_key; /* of Node */
};

static const LaurelMember node_members[] = {
  { "id", "has the id", LAUREL_PHRASE_TEXT, NULL, NULL },
  { "name", "is called", LAUREL_PHRASE_TEXT, "\"\"", NULL },
  { "description", "is described as", LAUREL_PHRASE_TEXT, "\"\"", NULL },
  { "kind", "is a", LAUREL_PHRASE_WORD, NULL, NULL },
  { "when", NULL, LAUREL_PHRASE_CONDITION, NULL, NULL },
  { "target", NULL, LAUREL_PHRASE_TARGET, "{}", NULL },
  { "reward", NULL, LAUREL_PHRASE_REWARD, NULL, NULL },
  { "max_amount", "takes at most", LAUREL_PHRASE_MONEY, NULL, "any amount" },
  { "limits", "can be used", LAUREL_PHRASE_LIMITS, "{}", NULL },
  { "keeps_accrual", "goods keep their points:", LAUREL_PHRASE_YES, "false", NULL },
  { "exclude_from_turnover", "left out of the turnover:", LAUREL_PHRASE_YES, "false", NULL },
  { "external", "also on what the till has discounted:", LAUREL_PHRASE_YES, "false", NULL },
  { "replaces_base", "instead of the usual points:", LAUREL_PHRASE_YES, "false", NULL },
  { "for_referrer", "for the referrer:", LAUREL_PHRASE_YES, "false", NULL },
  { "combine", "combines by", LAUREL_PHRASE_WORD, "\"add\"", NULL },
  { "scope", "decides by", LAUREL_PHRASE_WORD, "\"line\"", NULL },
  { "winner", "who wins is the", LAUREL_PHRASE_WORD, "\"last\"", NULL },
  { NULL, NULL, LAUREL_PHRASE_JSON, NULL, NULL },
};

/* === An index of a tree ======================================================================= */

static void
node_free (gpointer data)
{
  Node *node = data;

  g_ptr_array_unref (node->children);
  g_free (node->key);
  g_free (node);
}

static Node *
add_nodes (LaurelProgramTree *tree, const json_t *json, const Node *parent, gsize index)
{
  const char   *id = json_string_value (json_object_get (json, "id"));
  const json_t *children = json_object_get (json, "children");
  const json_t *child = NULL;
  Node         *node = g_new0 (Node, 1);
  size_t        i = 0;

  node->json = json;
  node->parent = parent;
  node->children = g_ptr_array_new ();

  if (parent == NULL)
    node->key = g_strdup (PLACE_MARK);
  else if (id == NULL || *id == '\0' || g_hash_table_contains (tree->by_key, id))
    node->key = g_strdup_printf (PLACE_MARK "%zu/%s", index, parent->key);
  else
    node->key = g_strdup (id);

  g_ptr_array_add (tree->nodes, node);
  g_hash_table_insert (tree->by_key, node->key, node);

  json_array_foreach (children, i, child)
  {
    g_ptr_array_add (node->children, add_nodes (tree, child, node, i));
  }

  return node;
}

LaurelProgramTree *
laurel_program_tree_new (const json_t *root)
{
  LaurelProgramTree *tree = g_new (LaurelProgramTree, 1);

  tree->nodes = g_ptr_array_new_with_free_func (node_free);
  tree->by_key = g_hash_table_new (g_str_hash, g_str_equal);

  if (json_is_object (root))
    add_nodes (tree, root, NULL, 0);

  return tree;
}

void
laurel_program_tree_free (LaurelProgramTree *tree)
{
  if (tree == NULL)
    return;

  g_hash_table_unref (tree->by_key);
  g_ptr_array_unref (tree->nodes);
  g_free (tree);
}

static const Node *
find (const LaurelProgramTree *tree, const char *key)
{
  return g_hash_table_lookup (tree->by_key, key);
}

static const char *
get_name (const Node *node)
{
  const char *name = json_string_value (json_object_get (node->json, "name"));
  const char *id = json_string_value (json_object_get (node->json, "id"));

  if (name != NULL && *name != '\0')
    return name;

  if (node->parent == NULL)
    return "All discounts";

  return id != NULL && *id != '\0' ? id : "A discount without a name";
}

char *
laurel_difference_dup_node_name (const LaurelDifference *difference, const char *id)
{
  const Node *node = find (difference->after_tree, id);

  if (node == NULL)
    node = find (difference->before_tree, id);

  return g_strdup (node != NULL ? get_name (node) : id);
}

static LaurelChanged
describe (const Node *node)
{
  return (LaurelChanged){
    .node = json_string_value (json_object_get (node->json, "id")),
    .name = get_name (node),
    .section = "discounts",
  };
}

/* === New ones and removed ones ================================================================ */

static gboolean
is_group (const Node *node)
{
  return json_is_array (json_object_get (node->json, "children"));
}

/* How many discounts below @group, at any depth, are not in @other. */
static guint
count_leaves (const Node *group, const LaurelProgramTree *other)
{
  guint n = 0;

  for (guint i = 0; i < group->children->len; i++)
    {
      const Node *child = g_ptr_array_index (group->children, i);

      if (is_group (child))
        n += count_leaves (child, other);
      else if (find (other, child->key) == NULL)
        n++;
    }

  return n;
}

static void
add_new (LaurelDifference *difference, const Node *node)
{
  LaurelChanged    changed = describe (node);
  guint            n = count_leaves (node, difference->before_tree);
  const json_t    *when = json_object_get (node->json, "when");
  g_autofree char *condition =
      laurel_program_words_say (difference->after, LAUREL_PHRASE_CONDITION, when);
  g_autofree char *reward = laurel_program_words_say (difference->after,
                                                      LAUREL_PHRASE_REWARD,
                                                      json_object_get (node->json, "reward"));

  changed.kind = "added";
  changed.after = node->json;

  if (is_group (node))
    laurel_difference_add (difference,
                           &changed,
                           "%s is new: a group with %u discount%s",
                           changed.name,
                           n,
                           n == 1 ? "" : "s");
  else
    laurel_difference_add (difference,
                           &changed,
                           "%s is new: %s%s%s",
                           changed.name,
                           reward,
                           when != NULL ? ", " : "",
                           when != NULL ? condition : "");
}

static void
add_removed (LaurelDifference *difference, const Node *node)
{
  LaurelChanged changed = describe (node);
  guint         n = count_leaves (node, difference->after_tree);

  changed.kind = "removed";
  changed.before = node->json;

  if (n > 0)
    laurel_difference_add (difference,
                           &changed,
                           "%s is removed, with %u discount%s in it",
                           changed.name,
                           n,
                           n == 1 ? "" : "s");
  else
    laurel_difference_add (difference, &changed, "%s is removed", changed.name);
}

/* === The order of siblings ==================================================================== */

/* (transfer container) (element-type Node): the children of @group that are children of the same
 * group in @other too. */
static GPtrArray *
list_kept (const Node *group, const LaurelProgramTree *other)
{
  GPtrArray *kept = g_ptr_array_new ();

  for (guint i = 0; i < group->children->len; i++)
    {
      Node       *child = g_ptr_array_index (group->children, i);
      const Node *same = find (other, child->key);

      if (same != NULL && same->parent != NULL && g_str_equal (same->parent->key, group->key))
        g_ptr_array_add (kept, child);
    }

  return kept;
}

/* Whether both have the same keys in the same order once @key is left out. */
static gboolean
is_order_without (const GPtrArray *before, const GPtrArray *after, const char *key)
{
  guint i = 0;
  guint j = 0;

  while (i < before->len && j < after->len)
    {
      const Node *old = g_ptr_array_index (before, i);
      const Node *new = g_ptr_array_index (after, j);

      if (g_strcmp0 (old->key, key) == 0)
        i++;
      else if (g_strcmp0 (new->key, key) == 0)
        j++;
      else if (g_str_equal (old->key, new->key))
        i++, j++;
      else
        return FALSE;
    }

  return TRUE;
}

static json_t *
new_names (const GPtrArray *nodes)
{
  json_t *names = json_array ();

  for (guint i = 0; i < nodes->len; i++)
    json_array_append_new (names, json_string (get_name (g_ptr_array_index (nodes, i))));

  return names;
}

/* The one that stands elsewhere, if it is just one: at the first place that is different there is
 * either what came there, or what went away from there. */
static const Node *
find_moved (const GPtrArray *before, const GPtrArray *after)
{
  for (guint i = 0; i < after->len; i++)
    {
      const Node *old = g_ptr_array_index (before, i);
      const Node *new = g_ptr_array_index (after, i);

      if (g_str_equal (old->key, new->key))
        continue;

      if (is_order_without (before, after, new->key))
        return new;

      return is_order_without (before, after, old->key) ? old : NULL;
    }

  return NULL;
}

/* One that stands elsewhere is named; what is shuffled is not. */
static void
add_order (LaurelDifference *difference,
           const Node       *group,
           const GPtrArray  *before,
           const GPtrArray  *after)
{
  LaurelChanged changed = describe (group);
  json_t       *old_names = new_names (before);
  json_t       *names = new_names (after);
  const Node   *moved = find_moved (before, after);
  const Node   *previous = NULL;

  for (guint i = 1; moved != NULL && i < after->len; i++)
    {
      const Node *node = g_ptr_array_index (after, i);

      if (g_str_equal (node->key, moved->key))
        previous = g_ptr_array_index (after, i - 1);
    }

  changed.kind = "moved";
  changed.member = "children";
  changed.before = old_names;
  changed.after = names;

  if (moved == NULL)
    laurel_difference_add (difference, &changed, "%s: the order is another one", changed.name);
  else if (previous == NULL)
    laurel_difference_add (difference,
                           &changed,
                           "%s: %s comes first now",
                           changed.name,
                           get_name (moved));
  else
    laurel_difference_add (difference,
                           &changed,
                           "%s: %s comes after %s now",
                           changed.name,
                           get_name (moved),
                           get_name (previous));

  json_decref (old_names);
  json_decref (names);
}

static void
compare_order (LaurelDifference *difference, const Node *before, const Node *after)
{
  g_autoptr (GPtrArray) old = list_kept (before, difference->after_tree);
  g_autoptr (GPtrArray) new = list_kept (after, difference->before_tree);

  if (!is_order_without (old, new, NULL))
    add_order (difference, after, old, new);
}

/* === Those that both have ===================================================================== */

static void
compare_nodes (LaurelDifference *difference, const Node *before, const Node *after)
{
  static const LaurelMember children = { "children", "", LAUREL_PHRASE_JSON, "[]", NULL };
  static const char *const  skip[] = { "enabled", "children", NULL };

  LaurelChanged changed = describe (after);

  if (!json_is_object (before->json) || !json_is_object (after->json))
    {
      laurel_difference_edit (difference, &changed, &children, before->json, after->json);
      return;
    }

  laurel_difference_switch (difference,
                            &changed,
                            json_object_get (before->json, "enabled"),
                            json_object_get (after->json, "enabled"));

  if (before->parent != NULL && !g_str_equal (before->parent->key, after->parent->key))
    {
      changed.kind = "moved";
      changed.before = json_object_get (before->parent->json, "id");
      changed.after = json_object_get (after->parent->json, "id");
      laurel_difference_add (difference,
                             &changed,
                             "%s moved from %s to %s",
                             changed.name,
                             get_name (before->parent),
                             get_name (after->parent));
    }

  laurel_difference_edit_members (difference,
                                  &changed,
                                  node_members,
                                  skip,
                                  before->json,
                                  after->json);

  if (is_group (before) && is_group (after))
    {
      compare_order (difference, before, after);
    }
  else
    {
      changed.member = "children";
      laurel_difference_edit (difference,
                              &changed,
                              &children,
                              json_object_get (before->json, "children"),
                              json_object_get (after->json, "children"));
    }
}

void
laurel_difference_compare_trees (LaurelDifference *difference,
                                 const json_t     *before,
                                 const json_t     *after)
{
  const LaurelProgramTree *old_tree = difference->before_tree;
  const LaurelProgramTree *new_tree = difference->after_tree;

  for (guint i = 0; i < new_tree->nodes->len; i++)
    {
      const Node *node = g_ptr_array_index (new_tree->nodes, i);
      const Node *old = find (old_tree, node->key);

      /* What a new group brings along goes without saying. */
      if (old != NULL)
        compare_nodes (difference, old, node);
      else if (node->parent == NULL || find (old_tree, node->parent->key) != NULL)
        add_new (difference, node);
    }

  for (guint i = 0; i < old_tree->nodes->len; i++)
    {
      const Node *node = g_ptr_array_index (old_tree->nodes, i);

      if (find (new_tree, node->key) == NULL &&
          (node->parent == NULL || find (new_tree, node->parent->key) != NULL))
        add_removed (difference, node);
    }
}
