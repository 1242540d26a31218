/* laurel-undo.h - what can be undone and done again: a list of documents each way
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "desktop/api/laurel-document.h"

G_BEGIN_DECLS

/* A step remembers the document on the other side of an edit, and the edit in words. */
typedef struct _LaurelUndo LaurelUndo;

LaurelUndo *laurel_undo_new (void) G_GNUC_WARN_UNUSED_RESULT;
void        laurel_undo_free (LaurelUndo *self);

gboolean laurel_undo_may_go_back (LaurelUndo *self);
gboolean laurel_undo_may_go_forth (LaurelUndo *self);

/* @document is about to change by an edit named @what; @key (nullable): edits in a row with the
 * same one are one step. What could be done again no longer can. */
void laurel_undo_push (LaurelUndo     *self,
                       LaurelDocument *document,
                       const char     *what,
                       const char     *key);

/**
 * laurel_undo_back:
 * @document: (inout) (transfer full): the present one, then the one before
 *
 * Returns: (transfer full) (nullable): what was undone; NULL: there was nothing
 */
char *laurel_undo_back (LaurelUndo *self, LaurelDocument **document) G_GNUC_WARN_UNUSED_RESULT;
char *laurel_undo_forth (LaurelUndo *self, LaurelDocument **document) G_GNUC_WARN_UNUSED_RESULT;

/* Others have made @theirs of @base: puts their edits into each step, so that undoing ours does not
 * undo theirs. Steps that cannot have both are forgotten, with those behind them. */
void laurel_undo_rebase (LaurelUndo           *self,
                         const LaurelDocument *base,
                         const LaurelDocument *theirs);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelUndo, laurel_undo_free)

G_END_DECLS
