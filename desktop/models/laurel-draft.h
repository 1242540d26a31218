/* laurel-draft.h - the draft of the next program: edited here, undone here, kept on the server
 *
 * There is one for a connection. Every page edits through it: a new document goes in, all pages
 * hear of it. It saves itself a second after the last edit, to the disk where the server is away,
 * and says so; edits that somebody else made meanwhile are merged where they do not touch the same
 * nodes, else told.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "desktop/api/laurel-api.h"
#include "desktop/api/laurel-document.h"
#include "desktop/models/laurel-change.h"

G_BEGIN_DECLS

#define LAUREL_TYPE_DRAFT (laurel_draft_get_type ())
G_DECLARE_FINAL_TYPE (LaurelDraft, laurel_draft, LAUREL, DRAFT, GObject)

typedef enum
{
  LAUREL_DRAFT_LOADING,
  LAUREL_DRAFT_FAILED,
  LAUREL_DRAFT_SAVED,
  LAUREL_DRAFT_EDITED,
  LAUREL_DRAFT_SAVING,
  LAUREL_DRAFT_OFFLINE,
  LAUREL_DRAFT_CONFLICT,
} LaurelDraftState;

/* How a node of the draft stands to the program in force. */
typedef enum
{
  LAUREL_NODE_SAME,
  LAUREL_NODE_NEW,
  LAUREL_NODE_EDITED,
} LaurelNodeChange;

/* Properties: state, can-undo, can-redo, may-edit (the person has the right).
 * Signals:
 *   changed (draft): another document, by an edit, undo, redo or the server
 *   selected (draft, const char *node): see laurel_draft_select() */
LaurelDraft *laurel_draft_new (LaurelApi *api, gboolean may_edit) G_GNUC_WARN_UNUSED_RESULT;

/* Loads it, or asks whether the server has another by now, draft or program in force. */
void             laurel_draft_load (LaurelDraft *self);
gboolean         laurel_draft_get_may_edit (LaurelDraft *self);
gboolean         laurel_draft_can_undo (LaurelDraft *self);
gboolean         laurel_draft_can_redo (LaurelDraft *self);
LaurelDraftState laurel_draft_get_state (LaurelDraft *self);
/* (nullable): why it could not be loaded or saved. */
const GError *laurel_draft_get_error (LaurelDraft *self);
/* (nullable): when it was last saved, local time. */
GDateTime *laurel_draft_get_saved_at (LaurelDraft *self);

/* (nullable) (transfer none): NULL until it is loaded. Valid until "changed". */
LaurelDocument *laurel_draft_get_document (LaurelDraft *self);
/* (nullable) (transfer none): the program in force; 0 and NULL where nothing has been published. */
LaurelDocument *laurel_draft_get_current (LaurelDraft *self);
gint            laurel_draft_get_current_version (LaurelDraft *self);
/* The revision that the server has, as far as we know. */
gint64 laurel_draft_get_revision (LaurelDraft *self);
/* (element-type LaurelChange) (transfer none): how it differs from the program in force; valid
 * until "changed". */
GPtrArray *laurel_draft_get_changes (LaurelDraft *self);
guint      laurel_draft_get_n_changes (LaurelDraft *self);

/**
 * laurel_draft_edit:
 * @document: (transfer full): the draft from now on
 * @what: for Undo: "Weekend coffee deleted"
 * @key: (nullable): edits in a row with the same key, as of typing into one field, are one undo
 */
void laurel_draft_edit (LaurelDraft    *self,
                        LaurelDocument *document,
                        const char     *what,
                        const char     *key);
/* Replaces the node of the id of @node (transfer full) by it. */
void laurel_draft_edit_node (LaurelDraft *self,
                             LaurelNode  *node,
                             const char  *what,
                             const char  *key);

/* (nullable) (transfer full): what was undone or done again, for a toast. */
char *laurel_draft_undo (LaurelDraft *self);
char *laurel_draft_redo (LaurelDraft *self);

/* Ctrl+S, or leaving: now. */
void laurel_draft_save (LaurelDraft *self);

/* (nullable) (transfer none): in LAUREL_DRAFT_CONFLICT what somebody else has saved. */
LaurelDocument *laurel_draft_get_theirs (LaurelDraft *self);
/* Ends the conflict: saves ours over theirs, or goes on with theirs, which can be undone. */
void laurel_draft_resolve (LaurelDraft *self, gboolean keep_mine);

LaurelNodeChange laurel_draft_compare_node (LaurelDraft *self, const char *id);

/* === The tree ================================================================================
 *
 * Each is one edit. @ids: NULL-terminated; nodes below others of the list go along with them. */

/* Puts @node (transfer full) into @parent before its child at @position, -1: at the end. */
void laurel_draft_insert (LaurelDraft *self, LaurelNode *node, const char *parent, gint position);
/* Whether @ids may go to @parent: not into themselves, not the root, not too deep. */
gboolean laurel_draft_can_move (LaurelDraft *self, const char *const *ids, const char *parent);
/* Before the child of @parent that is at @position before the move, -1: at the end. */
void laurel_draft_move (LaurelDraft       *self,
                        const char *const *ids,
                        const char        *parent,
                        gint               position);
/* Copies lie behind what they are copies of, with ids and names of their own; returns the ids. */
GStrv laurel_draft_duplicate (LaurelDraft *self, const char *const *ids);
/* Both return (transfer full) (nullable) what was done, for a toast; NULL: nothing. */
char *laurel_draft_remove (LaurelDraft *self, const char *const *ids);
char *laurel_draft_set_enabled (LaurelDraft *self, const char *const *ids, gboolean enabled);
/* (nullable) (transfer none): of the node of @id; @position: (out) (optional): among its children
 */
LaurelNode *laurel_draft_find_parent (LaurelDraft *self, const char *id, gint *position);
/* A short id that no node has, here or in the program in force, made of @name (nullable). */
char *laurel_draft_new_id (LaurelDraft *self, const char *name) G_GNUC_WARN_UNUSED_RESULT;

/* Asks whoever shows the tree to show the node. */
void laurel_draft_select (LaurelDraft *self, const char *id);

G_END_DECLS
