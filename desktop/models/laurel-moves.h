/* laurel-moves.h - who would move were the draft's levels in force, kept up to date while editing
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "desktop/api/laurel-level-moves.h"
#include "desktop/models/laurel-draft.h"

G_BEGIN_DECLS

#define LAUREL_TYPE_MOVES (laurel_moves_get_type ())
G_DECLARE_FINAL_TYPE (LaurelMoves, laurel_moves, LAUREL, MOVES, GObject)

/* Signal changed (moves): other numbers, an error, or it began or ended to ask. */
LaurelMoves *laurel_moves_new (LaurelApi *api, LaurelDraft *draft) G_GNUC_WARN_UNUSED_RESULT;

/* Whether the levels of the draft are others than those in force; else nobody moves. */
gboolean laurel_moves_get_relevant (LaurelMoves *self);

/* Whether the numbers are older than the levels. */
gboolean laurel_moves_get_busy (LaurelMoves *self);

/* (nullable): with the first page of who they are; the last ones while it is busy. */
const LaurelLevelMoves *laurel_moves_get (LaurelMoves *self);

/* (nullable) */
const GError *laurel_moves_get_error (LaurelMoves *self);

G_END_DECLS
