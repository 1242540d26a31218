/* laurel-advice-walk.h - the walk through a program that looks for advice
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server/engine/laurel-premise.h"
#include "server/engine/laurel-program-advice.h"

G_BEGIN_DECLS

/**
 * LaurelAdviceWalk:
 * @path: the JSON pointer of what is looked at; each step takes back what it appended
 * @above: the groups from the root down to it
 * @depth: how many they are
 */
typedef struct
{
  LaurelAdviceList         *list;
  LaurelPremiseWorld       *world;
  const LaurelProgramDraft *draft;
  GString                  *path;
  const LaurelDraftNode    *above[LAUREL_DEPTH_MAX];
  guint                     depth;
} LaurelAdviceWalk;

/* Adds an advice at @walk's path. @node and @other may be NULL. */
void laurel_advice_walk_add (LaurelAdviceWalk      *walk,
                             LaurelAdviceCode       code,
                             const LaurelDraftNode *node,
                             const LaurelDraftNode *other,
                             const char            *format,
                             ...) G_GNUC_PRINTF (5, 6);

/* The points that are granted so, by @leaf or, where that is NULL, by the program's accrual. */
void laurel_advice_walk_lot (LaurelAdviceWalk      *walk,
                             const LaurelDraftNode *leaf,
                             gint32                 activation_days,
                             const LaurelExpiry    *expiry);

/* laurel-advice-leaf.c: @leaf, whose conditions may hold; @above is what must hold where its group
 * asks it. */
void laurel_advice_walk_leaf (LaurelAdviceWalk      *walk,
                              const LaurelDraftNode *leaf,
                              const LaurelPremise   *above);

/* laurel-advice-ids.c: what the catalog does not have. @node is NULL for a rule. */
void laurel_advice_walk_ids (LaurelAdviceWalk           *walk,
                             const LaurelDraftNode      *node,
                             const LaurelDraftCondition *when,
                             const LaurelDraftTarget    *target);

G_END_DECLS
