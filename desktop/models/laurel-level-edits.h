/* laurel-level-edits.h - levels added, moved, copied and taken out of a program document
 *
 * Each changes a document that is not given away yet: one made by laurel_document_copy().
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "desktop/api/laurel-document.h"

G_BEGIN_DECLS

/* Appends a level called @name that begins where the steps before lead to. */
void laurel_level_edits_add (LaurelDocument *document, const char *name);

/* Puts a copy called @name behind the level at @position. */
void laurel_level_edits_copy (LaurelDocument *document, guint position, const char *name);

/* The level at @from stands at @to then; the order of all follows. */
void laurel_level_edits_move (LaurelDocument *document, guint from, guint to);

/**
 * LaurelLevelTraces:
 * @conditions: how many conditions name the level
 * @alone: in how many of them it is the only one
 */
typedef struct
{
  guint conditions;
  guint alone;
} LaurelLevelTraces;

/**
 * laurel_level_edits_remove:
 * @traces: (out): what went along
 *
 * Takes out the level at @position, and its name out of all conditions of discounts and rules. A
 * condition that named only this level names none then: it is unfinished, and a person has to
 * decide about it before the draft can be published. Dropping it would open a discount to everyone.
 */
void laurel_level_edits_remove (LaurelDocument    *document,
                                guint              position,
                                LaurelLevelTraces *traces);

/* The place of the first level that begins below the one before it; -1 where none does. */
int laurel_level_edits_find_disorder (const LaurelDocument *document);

G_END_DECLS
