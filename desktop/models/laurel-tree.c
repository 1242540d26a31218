/* laurel-tree.c - edits of the tree of discounts, each a new document
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/models/laurel-tree.h"

#include <glib/gi18n.h>

#define ID_LENGTH_MAX 24

/* What is to be done on the way through a tree; each is NULL where it is not. */
typedef struct
{
  LaurelNode *replacement;
  GHashTable *taken;
  GHashTable *followers; /* id to the LaurelNode that comes behind it */
  GHashTable *switched;
  gboolean    enabled;
  GPtrArray  *put;
  const char *parent;
  gint        position;
} Edit;

static void
put_nodes (GPtrArray *children, GPtrArray *nodes)
{
  for (guint i = 0; i < nodes->len; i++)
    g_ptr_array_add (children, laurel_node_ref (g_ptr_array_index (nodes, i)));
}

static gboolean
put_follower (GPtrArray *children, const LaurelNode *child, const Edit *edit)
{
  LaurelNode *follower =
      edit->followers != NULL ? g_hash_table_lookup (edit->followers, child->id) : NULL;

  if (follower != NULL)
    g_ptr_array_add (children, laurel_node_ref (follower));

  return follower != NULL;
}

static LaurelNode *apply (LaurelNode *node, const Edit *edit);

/* The children of @node after the edit, NULL where they are the same. */
static GPtrArray *
apply_to_children (LaurelNode *node, const Edit *edit)
{
  g_autoptr (GPtrArray) children =
      g_ptr_array_new_full (node->children->len, (GDestroyNotify) laurel_node_unref);
  gboolean is_parent = edit->parent != NULL && g_str_equal (edit->parent, node->id);
  gboolean changed = is_parent;

  for (guint i = 0; i < node->children->len; i++)
    {
      LaurelNode *child = g_ptr_array_index (node->children, i);
      LaurelNode *edited = NULL;

      if (is_parent && edit->position == (gint) i)
        put_nodes (children, edit->put);

      if (edit->taken != NULL && g_hash_table_contains (edit->taken, child->id))
        {
          changed = TRUE;
          continue;
        }

      edited = apply (child, edit);
      changed |= edited != child;
      g_ptr_array_add (children, edited);
      changed |= put_follower (children, child, edit);
    }

  if (is_parent && (edit->position < 0 || edit->position >= (gint) node->children->len))
    put_nodes (children, edit->put);

  return changed ? g_steal_pointer (&children) : NULL;
}

/* (transfer full): @node itself where nothing in it changes. */
static LaurelNode *
apply (LaurelNode *node, const Edit *edit)
{
  LaurelNode *copy = NULL;
  GPtrArray  *children = NULL;
  gboolean    switches = edit->switched != NULL && !node->enabled != !edit->enabled &&
                      g_hash_table_contains (edit->switched, node->id);

  if (edit->replacement != NULL && g_str_equal (edit->replacement->id, node->id))
    return laurel_node_ref (edit->replacement);

  children = apply_to_children (node, edit);

  if (children == NULL && !switches)
    return laurel_node_ref (node);

  copy = laurel_node_copy (node);

  if (switches)
    copy->enabled = edit->enabled;

  if (children != NULL)
    {
      g_ptr_array_unref (copy->children);
      copy->children = children;
    }

  return copy;
}

static LaurelDocument *
edit_document (const LaurelDocument *document, const Edit *edit)
{
  LaurelDocument *edited = laurel_document_copy (document);

  laurel_document_take_root (edited, apply (document->root, edit));

  return edited;
}

LaurelDocument *
laurel_tree_replace (const LaurelDocument *document, LaurelNode *node)
{
  LaurelDocument *edited = edit_document (document, &(Edit){ .replacement = node });

  laurel_node_unref (node);

  return edited;
}

static GHashTable *
new_set (const char *const *ids)
{
  GHashTable *set = g_hash_table_new (g_str_hash, g_str_equal);

  for (gsize i = 0; ids != NULL && ids[i] != NULL; i++)
    g_hash_table_add (set, (gpointer) ids[i]);

  return set;
}

LaurelDocument *
laurel_tree_put (const LaurelDocument *document,
                 const char *const    *ids,
                 GPtrArray            *nodes,
                 const char           *parent,
                 gint                  position)
{
  g_autoptr (GHashTable) taken = new_set (ids);

  return edit_document (
      document,
      &(Edit){ .taken = taken, .put = nodes, .parent = parent, .position = position });
}

LaurelDocument *
laurel_tree_set_enabled (const LaurelDocument *document, const char *const *ids, gboolean enabled)
{
  g_autoptr (GHashTable) switched = new_set (ids);

  return edit_document (document, &(Edit){ .switched = switched, .enabled = enabled });
}

static void
pick_below (GPtrArray *picked, LaurelNode *node, GHashTable *ids)
{
  for (guint i = 0; i < node->children->len; i++)
    {
      LaurelNode *child = g_ptr_array_index (node->children, i);

      if (g_hash_table_contains (ids, child->id))
        g_ptr_array_add (picked, laurel_node_ref (child));
      else
        pick_below (picked, child, ids);
    }
}

GPtrArray *
laurel_tree_pick (const LaurelDocument *document, const char *const *ids)
{
  GPtrArray *picked = g_ptr_array_new_with_free_func ((GDestroyNotify) laurel_node_unref);
  g_autoptr (GHashTable) set = new_set (ids);

  pick_below (picked, document->root, set);

  return picked;
}

static guint
get_height (const LaurelNode *node)
{
  guint height = 0;

  for (guint i = 0; i < node->children->len; i++)
    height = MAX (height, get_height (g_ptr_array_index (node->children, i)));

  return height + 1;
}

gboolean
laurel_tree_may_put (const LaurelDocument *document, GPtrArray *nodes, const char *parent)
{
  const LaurelNode *group = laurel_document_find (document, parent);
  guint             depth = 0;
  guint             height = 0;

  if (group == NULL || !group->is_group || nodes->len == 0)
    return FALSE;

  for (; group != NULL; group = laurel_document_find_parent (document, group->id))
    {
      depth++;

      for (guint i = 0; i < nodes->len; i++)
        {
          const LaurelNode *node = g_ptr_array_index (nodes, i);

          if (g_str_equal (node->id, group->id))
            return FALSE;
        }
    }

  for (guint i = 0; i < nodes->len; i++)
    height = MAX (height, get_height (g_ptr_array_index (nodes, i)));

  return depth + height <= LAUREL_TREE_DEPTH_MAX;
}

LaurelNode *
laurel_tree_share (LaurelNode *root, const LaurelDocument *like)
{
  LaurelNode *twin = laurel_document_find (like, root->id);
  LaurelNode *copy = NULL;
  gboolean    as_twin = twin != NULL && laurel_node_equal_alone (root, twin) &&
                     root->children->len == twin->children->len;
  g_autoptr (GPtrArray) children =
      g_ptr_array_new_full (root->children->len, (GDestroyNotify) laurel_node_unref);

  for (guint i = 0; i < root->children->len; i++)
    {
      LaurelNode *child = laurel_tree_share (g_ptr_array_index (root->children, i), like);

      as_twin = as_twin && child == g_ptr_array_index (twin->children, i);
      g_ptr_array_add (children, child);
    }

  if (as_twin)
    return laurel_node_ref (twin);

  if (children->len == 0)
    return laurel_node_ref (root);

  copy = laurel_node_copy (root);
  g_ptr_array_unref (copy->children);
  copy->children = g_steal_pointer (&children);

  return copy;
}

/* === Ids ====================================================================================== */

/* Letters from а to я; g_str_to_ascii() has them in no language. */
static const char *const cyrillic[] = { "a",  "b",   "v", "g", "d", "e", "zh", "z",
                                        "i",  "y",   "k", "l", "m", "n", "o",  "p",
                                        "r",  "s",   "t", "u", "f", "h", "ts", "ch",
                                        "sh", "sch", "",  "y", "",  "e", "yu", "ya" };

static void
append_slug (GString *slug, gunichar letter)
{
  if (letter >= 0x430 && letter < 0x430 + G_N_ELEMENTS (cyrillic))
    g_string_append (slug, cyrillic[letter - 0x430]);
  else if (letter == 0x451)
    g_string_append_c (slug, 'e');
  else if (letter < 0x80 && g_ascii_isalnum ((char) letter))
    g_string_append_c (slug, (char) letter);
  else if (slug->len > 0 && slug->str[slug->len - 1] != '-')
    g_string_append_c (slug, '-');
}

/* "Кофе выходного дня" is "kofe-vyhodnogo-dnya". */
static char *
make_slug (const char *name)
{
  GString *slug = g_string_new (NULL);

  for (const char *c = name; c != NULL && *c != '\0' && slug->len < ID_LENGTH_MAX;
       c = g_utf8_next_char (c))
    append_slug (slug, g_unichar_tolower (g_utf8_get_char (c)));

  if (slug->len > 0 && slug->str[slug->len - 1] == '-')
    g_string_truncate (slug, slug->len - 1);

  if (slug->len == 0)
    g_string_assign (slug, "discount");

  return g_string_free (slug, FALSE);
}

/* "base" and "rounding" are names of effects. */
static gboolean
is_taken (const LaurelDocument *document,
          const LaurelDocument *other,
          GHashTable           *taken,
          const char           *id)
{
  return g_str_equal (id, "base") || g_str_equal (id, "rounding") ||
         laurel_document_find (document, id) != NULL ||
         (other != NULL && laurel_document_find (other, id) != NULL) ||
         (taken != NULL && g_hash_table_contains (taken, id));
}

char *
laurel_tree_new_id (const LaurelDocument *document,
                    const LaurelDocument *other,
                    GHashTable           *taken,
                    const char           *name)
{
  g_autofree char *slug = make_slug (name);
  char            *id = g_strdup (slug);

  for (guint n = 2; is_taken (document, other, taken, id); n++)
    {
      g_free (id);
      id = g_strdup_printf ("%s-%u", slug, n);
    }

  return id;
}

/* === Copies =================================================================================== */

/* (transfer full): @node and all below it with ids of their own, which join @taken. */
static LaurelNode *
copy_subtree (LaurelNode           *node,
              const LaurelDocument *document,
              const LaurelDocument *other,
              GHashTable           *taken)
{
  LaurelNode *copy = laurel_node_copy (node);

  g_free (copy->id);
  copy->id = laurel_tree_new_id (document, other, taken, node->name);
  g_hash_table_add (taken, g_strdup (copy->id));
  g_ptr_array_set_size (copy->children, 0);

  for (guint i = 0; i < node->children->len; i++)
    g_ptr_array_add (copy->children,
                     copy_subtree (g_ptr_array_index (node->children, i), document, other, taken));

  return copy;
}

LaurelDocument *
laurel_tree_duplicate (const LaurelDocument *document,
                       const LaurelDocument *other,
                       GPtrArray            *nodes,
                       GStrv                *ids)
{
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) followers =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) laurel_node_unref);
  g_autoptr (GStrvBuilder) new_ids = g_strv_builder_new ();

  for (guint i = 0; i < nodes->len; i++)
    {
      LaurelNode *node = g_ptr_array_index (nodes, i);
      LaurelNode *copy = copy_subtree (node, document, other, taken);

      g_free (copy->name);
      /* TRANSLATORS: the name of a copy of the discount %s */
      copy->name = g_strdup_printf (_ ("%s (copy)"), node->name != NULL ? node->name : node->id);
      g_hash_table_insert (followers, node->id, copy);
      g_strv_builder_add (new_ids, copy->id);
    }

  *ids = g_strv_builder_end (new_ids);

  return edit_document (document, &(Edit){ .followers = followers });
}
