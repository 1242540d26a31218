/* laurel-condition-tree.h - edits of a condition as a value: a condition goes in, another comes out
 *
 * A path leads from the root to a condition: "" is the root, "0.2" the third child of its first.
 * "Not" has one child and is no step of its own: what is negated has the path of its "not", and
 * what is said of it says so. A NULL condition holds always.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "desktop/api/laurel-condition.h"

G_BEGIN_DECLS

/* What a person sees in one row or group: "not" and what it negates are one thing. */
typedef struct
{
  LaurelCondition *condition; /* (transfer none): without its "not" */
  gboolean         negated;
} LaurelConditionView;

/* A "not" of nothing, and a "not" of a "not", are seen as groups: their condition is the "not". */
LaurelConditionView laurel_condition_view (LaurelCondition *condition);

gboolean laurel_condition_view_is_group (LaurelConditionView view);
/* Of a group. */
guint            laurel_condition_view_get_n_children (LaurelConditionView view);
LaurelCondition *laurel_condition_view_get_child (LaurelConditionView view, guint index);

/* (nullable) (transfer none) */
LaurelCondition *laurel_condition_tree_find (LaurelCondition *root, const char *path);

/* All below return (transfer full) (nullable) the new root; @root stays as it is. */

/* @condition: (nullable) (transfer full): NULL takes the one at @path away, and a "not" around it.
 */
LaurelCondition *laurel_condition_tree_replace (LaurelCondition *root,
                                                const char      *path,
                                                LaurelCondition *condition);

/* @condition: (transfer full): behind the children of the group at @path. Where there is none, or a
 * single test, at the root, an "all" around it is made. */
LaurelCondition *laurel_condition_tree_add (LaurelCondition *root,
                                            const char      *path,
                                            LaurelCondition *condition);
LaurelCondition *laurel_condition_tree_duplicate (LaurelCondition *root, const char *path);
LaurelCondition *laurel_condition_tree_negate (LaurelCondition *root, const char *path);

typedef enum
{
  LAUREL_GROUP_ALL,
  LAUREL_GROUP_ANY,
  LAUREL_GROUP_NONE,
  LAUREL_GROUP_NOT_ALL,
} LaurelGroupKind;

LaurelGroupKind laurel_condition_view_get_group (LaurelConditionView view);

/* Another kind of the group at @path. */
LaurelCondition *laurel_condition_tree_set_group (LaurelCondition *root,
                                                  const char      *path,
                                                  LaurelGroupKind  kind);

/* Puts a group around the condition at @path. */
LaurelCondition *laurel_condition_tree_wrap (LaurelCondition *root, const char *path);

/* One place up or down (@step -1 or 1) among its siblings; beyond them nothing changes. */
LaurelCondition *laurel_condition_tree_move (LaurelCondition *root, const char *path, gint step);

/* The path of a child, and of the group around @path (NULL for the root). */
char *laurel_condition_path_child (const char *path, guint index) G_GNUC_WARN_UNUSED_RESULT;
char *laurel_condition_path_parent (const char *path) G_GNUC_WARN_UNUSED_RESULT;
guint laurel_condition_path_index (const char *path);
guint laurel_condition_path_depth (const char *path);

/* The JSON pointer of what is at @path, as the server names it: "/all/0/any/1"; NULL where there
 * is no such condition. */
char *laurel_condition_tree_pointer (LaurelCondition *root,
                                     const char      *path) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
