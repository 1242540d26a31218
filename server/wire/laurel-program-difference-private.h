/* laurel-program-difference-private.h - what the files behind laurel-program-difference.h share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server/wire/laurel-program-difference.h"
#include "server/wire/laurel-program-words.h"

G_BEGIN_DECLS

/* The nodes of a tree of discounts by their ids. */
typedef struct _LaurelProgramTree LaurelProgramTree;

/* @root: (nullable): borrowed */
LaurelProgramTree *laurel_program_tree_new (const json_t *root) G_GNUC_WARN_UNUSED_RESULT;
void               laurel_program_tree_free (LaurelProgramTree *tree);

/**
 * LaurelDifference:
 * @changes: found so far
 * @before, @after: the words of either document
 * @before_tree, @after_tree: their trees of discounts
 */
typedef struct
{
  json_t             *changes;
  LaurelProgramWords *before;
  LaurelProgramWords *after;
  LaurelProgramTree  *before_tree;
  LaurelProgramTree  *after_tree;
} LaurelDifference;

/**
 * LaurelChanged:
 * @kind: "added", "removed", "edited", "moved", "enabled" or "disabled"
 * @node: (nullable): its id
 * @name: what people call it
 * @section: of the document
 * @member: (nullable): of the node, or of the document with its way from the root
 * @before, @after: (transfer none) (nullable)
 */
typedef struct
{
  const char   *kind;
  const char   *node;
  const char   *name;
  const char   *section;
  const char   *member;
  const json_t *before;
  const json_t *after;
} LaurelChanged;

/* The sentence is that of @format. */
void laurel_difference_add (LaurelDifference    *difference,
                            const LaurelChanged *changed,
                            const char          *format,
                            ...) G_GNUC_PRINTF (3, 4);

/**
 * LaurelMember:
 * @name: (nullable): in its object; %NULL ends a table
 * @label: "NAME: LABEL AFTER instead of BEFORE"; %NULL: the phrase is a whole one with its verb,
 * and what both have in common is said once
 * @fallback: (nullable): the JSON text of its default
 * @none: (nullable): what is said where there is none, or null
 */
typedef struct
{
  const char         *name;
  const char         *label;
  LaurelProgramPhrase phrase;
  const char         *fallback;
  const char         *none;
} LaurelMember;

/* (transfer container): the names of the members that either object has. */
GPtrArray *laurel_difference_list_names (const json_t *before,
                                         const json_t *after) G_GNUC_WARN_UNUSED_RESULT;

/* (nullable): NULL: a table does not know @name. */
const LaurelMember *laurel_member_find (const LaurelMember *members, const char *name);

/**
 * laurel_difference_edit:
 * @changed: all but the kind and the values
 * @member: (nullable): %NULL: one that the format does not know
 * @before, @after: (nullable): the values
 *
 * Compares one member, and adds an edit where it is not the same.
 */
void laurel_difference_edit (LaurelDifference    *difference,
                             const LaurelChanged *changed,
                             const LaurelMember  *member,
                             const json_t        *before,
                             const json_t        *after);

/**
 * laurel_difference_edit_members:
 * @skip: names that are not looked at
 *
 * Compares all members of two objects with each other.
 */
void laurel_difference_edit_members (LaurelDifference    *difference,
                                     const LaurelChanged *changed,
                                     const LaurelMember  *members,
                                     const char *const   *skip,
                                     const json_t        *before,
                                     const json_t        *after);

/* Switching on and off; a missing `enabled` is true. */
void laurel_difference_switch (LaurelDifference    *difference,
                               const LaurelChanged *changed,
                               const json_t        *before,
                               const json_t        *after);

/* What people call the node @id in either document. (transfer full) */
char *laurel_difference_dup_node_name (const LaurelDifference *difference,
                                       const char             *id) G_GNUC_WARN_UNUSED_RESULT;

/* The levels, the rules of redemption, the restrictions and the limits of operations, each a list,
 * and the life of points of single discounts, an object. */
void laurel_difference_compare_levels (LaurelDifference *difference,
                                       const json_t     *before,
                                       const json_t     *after);
void laurel_difference_compare_redemption_rules (LaurelDifference *difference,
                                                 const json_t     *before,
                                                 const json_t     *after);
void laurel_difference_compare_restrictions (LaurelDifference *difference,
                                             const json_t     *before,
                                             const json_t     *after);
void laurel_difference_compare_operation_limits (LaurelDifference *difference,
                                                 const json_t     *before,
                                                 const json_t     *after);
void laurel_difference_compare_lots (LaurelDifference *difference,
                                     const json_t     *before,
                                     const json_t     *after);

/* The trees of discounts, @before and @after. */
void laurel_difference_compare_trees (LaurelDifference *difference,
                                      const json_t     *before,
                                      const json_t     *after);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelProgramTree, laurel_program_tree_free)

G_END_DECLS
