/* laurel-condition-tree.c - edits of a condition as a value
 *
 * Conditions are shared and never change: an edit copies the way from the root to what is edited.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/widgets/laurel-condition-tree.h"

#include <string.h>

static LaurelCondition *
child_of (LaurelCondition *condition, guint index)
{
  return index < condition->children->len ? g_ptr_array_index (condition->children, index) : NULL;
}

static LaurelCondition *
new_not (LaurelCondition *condition)
{
  LaurelCondition *not = laurel_condition_new (LAUREL_CONDITION_NOT);

  g_ptr_array_add (not ->children, condition);

  return not ;
}

LaurelConditionView
laurel_condition_view (LaurelCondition *condition)
{
  LaurelCondition *child = NULL;

  if (condition->kind != LAUREL_CONDITION_NOT)
    return (LaurelConditionView){ condition, FALSE };

  child = child_of (condition, 0);
  if (child == NULL || child->kind == LAUREL_CONDITION_NOT)
    return (LaurelConditionView){ condition, FALSE };

  return (LaurelConditionView){ child, TRUE };
}

gboolean
laurel_condition_view_is_group (LaurelConditionView view)
{
  return view.condition->kind <= LAUREL_CONDITION_NOT;
}

guint
laurel_condition_view_get_n_children (LaurelConditionView view)
{
  return view.condition->children->len;
}

LaurelCondition *
laurel_condition_view_get_child (LaurelConditionView view, guint index)
{
  return child_of (view.condition, index);
}

LaurelGroupKind
laurel_condition_view_get_group (LaurelConditionView view)
{
  if (view.condition->kind == LAUREL_CONDITION_NOT)
    return LAUREL_GROUP_NONE;

  if (view.condition->kind == LAUREL_CONDITION_ANY)
    return view.negated ? LAUREL_GROUP_NONE : LAUREL_GROUP_ANY;

  return view.negated ? LAUREL_GROUP_NOT_ALL : LAUREL_GROUP_ALL;
}

/* === Paths ==================================================================================== */

/* The first step of @path, which is moved behind it. */
static guint
take_step (const char **path)
{
  char *end = NULL;
  guint step = (guint) g_ascii_strtoull (*path, &end, 10);

  *path = *end == '.' ? end + 1 : end;

  return step;
}

char *
laurel_condition_path_child (const char *path, guint index)
{
  return *path == '\0' ? g_strdup_printf ("%u", index) : g_strdup_printf ("%s.%u", path, index);
}

char *
laurel_condition_path_parent (const char *path)
{
  const char *dot = strrchr (path, '.');

  if (*path == '\0')
    return NULL;

  return dot != NULL ? g_strndup (path, (gsize) (dot - path)) : g_strdup ("");
}

guint
laurel_condition_path_index (const char *path)
{
  const char *dot = strrchr (path, '.');

  return (guint) g_ascii_strtoull (dot != NULL ? dot + 1 : path, NULL, 10);
}

guint
laurel_condition_path_depth (const char *path)
{
  guint depth = *path == '\0' ? 0 : 1;

  for (const char *c = path; *c != '\0'; c++)
    depth += *c == '.' ? 1 : 0;

  return depth;
}

LaurelCondition *
laurel_condition_tree_find (LaurelCondition *root, const char *path)
{
  LaurelCondition *condition = root;

  while (condition != NULL && *path != '\0')
    {
      LaurelConditionView view = laurel_condition_view (condition);

      condition = laurel_condition_view_is_group (view)
                      ? child_of (view.condition, take_step (&path))
                      : NULL;
    }

  return condition;
}

static void
append_pointer (GString *pointer, LaurelConditionView view, guint index)
{
  if (view.negated)
    g_string_append (pointer, "/not");

  if (view.condition->kind == LAUREL_CONDITION_NOT)
    g_string_append (pointer, "/not");
  else
    g_string_append_printf (pointer,
                            "/%s/%u",
                            view.condition->kind == LAUREL_CONDITION_ALL ? "all" : "any",
                            index);
}

char *
laurel_condition_tree_pointer (LaurelCondition *root, const char *path)
{
  g_autoptr (GString) pointer = g_string_new (NULL);
  LaurelCondition *condition = root;

  while (condition != NULL && *path != '\0')
    {
      LaurelConditionView view = laurel_condition_view (condition);
      guint               index = take_step (&path);

      if (!laurel_condition_view_is_group (view))
        return NULL;

      append_pointer (pointer, view, index);
      condition = child_of (view.condition, index);
    }

  return condition != NULL ? g_strdup (pointer->str) : NULL;
}

/* === Edits ==================================================================================== */

/* (transfer full): @condition with its "not" where it had one. */
static LaurelCondition *
with_negation (LaurelConditionView view, LaurelCondition *condition)
{
  return view.negated ? new_not (condition) : condition;
}

/* What becomes of the children of the group at the end of the path. */
typedef void (*ChildrenFunc) (GPtrArray *children, guint index, gpointer data);

static LaurelCondition *
edit_children (LaurelCondition *condition, const char *path, ChildrenFunc func, gpointer data)
{
  LaurelConditionView view = laurel_condition_view (condition);
  guint               index = take_step (&path);
  LaurelCondition    *child = NULL;
  LaurelCondition    *edited = NULL;

  if (!laurel_condition_view_is_group (view) || index >= view.condition->children->len)
    return laurel_condition_ref (condition);

  edited = laurel_condition_copy (view.condition);

  if (*path == '\0')
    {
      func (edited->children, index, data);
    }
  else
    {
      child = edit_children (child_of (edited, index), path, func, data);
      laurel_condition_unref (g_ptr_array_index (edited->children, index));
      g_ptr_array_index (edited->children, index) = child;
    }

  return with_negation (view, edited);
}

static void
replace_child (GPtrArray *children, guint index, gpointer data)
{
  if (data == NULL)
    {
      g_ptr_array_remove_index (children, index);
      return;
    }

  laurel_condition_unref (g_ptr_array_index (children, index));
  g_ptr_array_index (children, index) = laurel_condition_ref (data);
}

LaurelCondition *
laurel_condition_tree_replace (LaurelCondition *root, const char *path, LaurelCondition *condition)
{
  g_autoptr (LaurelCondition) owned = condition;

  if (*path == '\0' || root == NULL)
    return g_steal_pointer (&owned);

  return edit_children (root, path, replace_child, condition);
}

LaurelCondition *
laurel_condition_tree_add (LaurelCondition *root, const char *path, LaurelCondition *condition)
{
  LaurelCondition    *group = laurel_condition_tree_find (root, path);
  LaurelCondition    *edited = NULL;
  LaurelConditionView view;

  if (group == NULL)
    {
      edited = laurel_condition_new (LAUREL_CONDITION_ALL);
      g_ptr_array_add (edited->children, condition);
      return edited;
    }

  view = laurel_condition_view (group);

  if (!laurel_condition_view_is_group (view))
    {
      edited = laurel_condition_new (LAUREL_CONDITION_ALL);
      g_ptr_array_add (edited->children, laurel_condition_ref (group));
      g_ptr_array_add (edited->children, condition);
    }
  else if (view.condition->kind == LAUREL_CONDITION_NOT)
    {
      /* "Not this" becomes "not any of these". */
      LaurelCondition *any = laurel_condition_new (LAUREL_CONDITION_ANY);

      for (guint i = 0; i < view.condition->children->len; i++)
        g_ptr_array_add (any->children, laurel_condition_ref (child_of (view.condition, i)));

      g_ptr_array_add (any->children, condition);
      edited = new_not (any);
    }
  else
    {
      edited = laurel_condition_copy (view.condition);
      g_ptr_array_add (edited->children, condition);
      edited = with_negation (view, edited);
    }

  return laurel_condition_tree_replace (root, path, edited);
}

static void
duplicate_child (GPtrArray *children, guint index, gpointer data)
{
  g_ptr_array_insert (children,
                      (gint) index + 1,
                      laurel_condition_ref (g_ptr_array_index (children, index)));
}

LaurelCondition *
laurel_condition_tree_duplicate (LaurelCondition *root, const char *path)
{
  if (*path == '\0')
    return laurel_condition_tree_add (root, path, laurel_condition_ref (root));

  return edit_children (root, path, duplicate_child, NULL);
}

LaurelCondition *
laurel_condition_tree_negate (LaurelCondition *root, const char *path)
{
  LaurelCondition *condition = laurel_condition_tree_find (root, path);
  LaurelCondition *turned = NULL;

  g_return_val_if_fail (condition != NULL, NULL);

  if (condition->kind == LAUREL_CONDITION_NOT && condition->children->len > 0)
    turned = laurel_condition_ref (child_of (condition, 0));
  else
    turned = new_not (laurel_condition_ref (condition));

  return laurel_condition_tree_replace (root, path, turned);
}

LaurelCondition *
laurel_condition_tree_set_group (LaurelCondition *root, const char *path, LaurelGroupKind kind)
{
  LaurelCondition    *condition = laurel_condition_tree_find (root, path);
  LaurelConditionView view = laurel_condition_view (condition);
  LaurelCondition    *group = laurel_condition_new (
      kind == LAUREL_GROUP_ANY || kind == LAUREL_GROUP_NONE ? LAUREL_CONDITION_ANY
                                                            : LAUREL_CONDITION_ALL);

  for (guint i = 0; i < view.condition->children->len; i++)
    g_ptr_array_add (group->children, laurel_condition_ref (child_of (view.condition, i)));

  if (kind == LAUREL_GROUP_NONE || kind == LAUREL_GROUP_NOT_ALL)
    group = new_not (group);

  return laurel_condition_tree_replace (root, path, group);
}

LaurelCondition *
laurel_condition_tree_wrap (LaurelCondition *root, const char *path)
{
  LaurelCondition *group = laurel_condition_new (LAUREL_CONDITION_ANY);

  g_ptr_array_add (group->children, laurel_condition_ref (laurel_condition_tree_find (root, path)));

  return laurel_condition_tree_replace (root, path, group);
}

static void
move_child (GPtrArray *children, guint index, gpointer data)
{
  gint     to = (gint) index + GPOINTER_TO_INT (data);
  gpointer moved = g_ptr_array_index (children, index);

  if (to < 0 || to >= (gint) children->len)
    return;

  g_ptr_array_index (children, index) = g_ptr_array_index (children, (guint) to);
  g_ptr_array_index (children, (guint) to) = moved;
}

LaurelCondition *
laurel_condition_tree_move (LaurelCondition *root, const char *path, gint step)
{
  if (*path == '\0')
    return laurel_condition_ref (root);

  return edit_children (root, path, move_child, GINT_TO_POINTER (step));
}
