/* laurel-draft.c - the draft of the next program: edited here, undone here, kept on the server
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/models/laurel-draft.h"

#include <glib/gi18n.h>

#include "desktop/api/laurel-program.h"
#include "desktop/models/laurel-draft-file.h"
#include "desktop/models/laurel-merge.h"
#include "desktop/models/laurel-tree.h"
#include "desktop/models/laurel-undo.h"

#define AUTOSAVE_MS 1000
#define RETRY_S     10

struct _LaurelDraft
{
  GObject parent_instance;

  LaurelApi    *api;
  GCancellable *cancellable;
  gboolean      may_edit;

  LaurelDraftState state;
  GError          *error;
  GDateTime       *saved_at;

  /* The draft, and what the server has at @revision: the same where nothing waits to be saved. */
  LaurelDocument *document;
  LaurelDocument *base;
  gint64          revision;
  LaurelUndo     *undo;

  LaurelDocument *current;
  gint            current_version;
  GPtrArray      *changes;

  /* What somebody else saved meanwhile, in a conflict. */
  LaurelDocument *theirs;
  gint64          their_revision;

  gboolean        loading;
  LaurelDocument *saving;
  guint           save_source;
};

G_DEFINE_FINAL_TYPE (LaurelDraft, laurel_draft, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_STATE,
  PROP_CAN_UNDO,
  PROP_CAN_REDO,
  PROP_MAY_EDIT,
  N_PROPS,
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_SELECTED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint       signals[N_SIGNALS];

static void fetch_draft (LaurelDraft *self);

static void
take_document (LaurelDocument **field, LaurelDocument *document)
{
  LaurelDocument *old = *field;

  *field = document;
  g_clear_pointer (&old, laurel_document_unref);
}

/* @error: (nullable) (transfer full) */
static void
set_state (LaurelDraft *self, LaurelDraftState state, GError *error)
{
  g_clear_error (&self->error);
  self->error = error;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
tell_changed (LaurelDraft *self)
{
  g_clear_pointer (&self->changes, g_ptr_array_unref);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_UNDO]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_REDO]);
}

/* === Saving =================================================================================== */

static gboolean
save_cb (gpointer user_data)
{
  LaurelDraft *self = user_data;

  self->save_source = 0;
  laurel_draft_save (self);

  return G_SOURCE_REMOVE;
}

static void
save_later (LaurelDraft *self, guint wait_ms)
{
  g_clear_handle_id (&self->save_source, g_source_remove);
  self->save_source = g_timeout_add (wait_ms, save_cb, self);
}

static gboolean
keep_on_disk (LaurelDraft *self, GError **error)
{
  LaurelDraftFile file = { self->revision, self->base, self->document };

  return laurel_draft_file_save (laurel_api_get_address (self->api), &file, error);
}

/* As long as the server cannot have it, for a reason that is told elsewhere. */
static void
keep_for_now (LaurelDraft *self)
{
  g_autoptr (GError) error = NULL;

  if (!keep_on_disk (self, &error))
    g_warning ("the draft could not be kept on disk: %s", error->message);
}

static void
note_saved (LaurelDraft *self)
{
  g_clear_handle_id (&self->save_source, g_source_remove);
  laurel_draft_file_remove (laurel_api_get_address (self->api));
  set_state (self, LAUREL_DRAFT_SAVED, NULL);
}

/* The document is another. */
static void
after_edit (LaurelDraft *self)
{
  if (self->state == LAUREL_DRAFT_CONFLICT)
    {
      save_later (self, AUTOSAVE_MS);
    }
  else if (self->document == self->base && self->saving == NULL)
    {
      note_saved (self);
    }
  else
    {
      set_state (self, LAUREL_DRAFT_EDITED, NULL);
      save_later (self, AUTOSAVE_MS);
    }

  tell_changed (self);
}

/* Nothing is lost: it is on this computer, and goes to the server when that answers again. */
static void
go_offline (LaurelDraft *self, const GError *error)
{
  GError *disk_error = NULL;

  if (!keep_on_disk (self, &disk_error))
    {
      set_state (self, LAUREL_DRAFT_FAILED, disk_error);
      return;
    }

  set_state (self, LAUREL_DRAFT_OFFLINE, g_error_copy (error));
  save_later (self, RETRY_S * 1000);
}

static gboolean
is_passing (const GError *error)
{
  return g_error_matches (error, LAUREL_API_ERROR, LAUREL_API_ERROR_OFFLINE) ||
         g_error_matches (error, LAUREL_API_ERROR, LAUREL_API_ERROR_BUSY) ||
         g_error_matches (error, LAUREL_API_ERROR, LAUREL_API_ERROR_SERVER) ||
         g_error_matches (error, LAUREL_API_ERROR, LAUREL_API_ERROR_SIGNED_OUT);
}

static void
fail_save (LaurelDraft *self, const GError *error)
{
  if (g_error_matches (error, LAUREL_API_ERROR, LAUREL_API_ERROR_STALE))
    {
      fetch_draft (self);
      return;
    }

  if (is_passing (error))
    {
      go_offline (self, error);
      return;
    }

  keep_for_now (self);
  set_state (self, LAUREL_DRAFT_FAILED, g_error_copy (error));
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LaurelDraft) self = LAUREL_DRAFT (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (LaurelDocument) saved = g_steal_pointer (&self->saving);
  gint64 revision = laurel_program_save_draft_finish (LAUREL_API (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (error != NULL)
    {
      fail_save (self, error);
      return;
    }

  self->revision = revision;
  take_document (&self->base, g_steal_pointer (&saved));
  g_clear_pointer (&self->saved_at, g_date_time_unref);
  self->saved_at = g_date_time_new_now_local ();

  if (self->document == self->base)
    {
      note_saved (self);
      return;
    }

  set_state (self, LAUREL_DRAFT_EDITED, NULL);
  save_later (self, AUTOSAVE_MS);
}

void
laurel_draft_save (LaurelDraft *self)
{
  g_return_if_fail (LAUREL_IS_DRAFT (self));

  if (self->document == NULL || self->document == self->base || self->saving != NULL)
    return;

  g_clear_handle_id (&self->save_source, g_source_remove);

  if (self->state == LAUREL_DRAFT_CONFLICT)
    {
      keep_for_now (self);
      return;
    }

  self->saving = laurel_document_ref (self->document);
  set_state (self, LAUREL_DRAFT_SAVING, NULL);
  laurel_program_save_draft_async (self->api,
                                   self->document,
                                   self->revision,
                                   self->cancellable,
                                   saved_cb,
                                   g_object_ref (self));
}

/* === Loading and merging ====================================================================== */

/* (transfer full): @document (transfer full) sharing with @like what is the same. */
static LaurelDocument *
share (LaurelDocument *document, const LaurelDocument *like)
{
  g_autoptr (LaurelDocument) whole = document;
  LaurelDocument *shared = laurel_document_copy (whole);

  laurel_document_take_root (shared, laurel_tree_share (whole->root, like));

  return shared;
}

/* Goes on from what the server has: @base shares with the one before. Ours is in @document. */
static void
go_on_from (LaurelDraft *self, LaurelDocument *base, gint64 revision)
{
  g_clear_pointer (&self->theirs, laurel_document_unref);
  take_document (&self->base, laurel_document_ref (base));
  self->revision = revision;
}

/* The server has another draft than we thought. */
static void
take_theirs (LaurelDraft *self, LaurelDocument *loaded, gint64 revision)
{
  g_autoptr (LaurelDocument) theirs = share (laurel_document_ref (loaded), self->base);
  LaurelDocument *merged = NULL;

  if (self->document == self->base)
    merged = laurel_document_ref (theirs);
  else
    merged = laurel_merge (self->base, self->document, theirs);

  if (merged == NULL)
    {
      take_document (&self->theirs, g_steal_pointer (&theirs));
      self->their_revision = revision;

      keep_for_now (self);
      set_state (self, LAUREL_DRAFT_CONFLICT, NULL);
      tell_changed (self);
      return;
    }

  laurel_undo_rebase (self->undo, self->base, theirs);
  go_on_from (self, theirs, revision);

  if (laurel_document_equal (merged, self->base))
    {
      laurel_document_unref (merged);
      merged = laurel_document_ref (self->base);
    }

  take_document (&self->document, merged);
  self->state = LAUREL_DRAFT_EDITED;
  after_edit (self);
}

/* What an earlier run could not save, where there is such a thing; then what the server has.
 * @program: (nullable): NULL where it does not answer. */
static void
take_first (LaurelDraft *self, LaurelProgram *program)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LaurelDraftFile) file =
      laurel_draft_file_load (laurel_api_get_address (self->api), &error);

  if (error != NULL)
    g_warning ("edits of an earlier run are lost: %s", error->message);

  if (file != NULL)
    {
      self->base = laurel_document_ref (file->base);
      self->document = share (laurel_document_ref (file->document), self->base);
      self->revision = file->revision;
    }
  else if (program != NULL)
    {
      self->base = laurel_document_ref (program->document);
      self->document = laurel_document_ref (program->document);
      self->revision = program->version;
    }

  if (file != NULL && program != NULL)
    {
      take_theirs (self, program->document, program->version);
    }
  else if (program != NULL)
    {
      set_state (self, LAUREL_DRAFT_SAVED, NULL);
      tell_changed (self);
    }
}

static void
fail_load (LaurelDraft *self, const GError *error)
{
  self->loading = FALSE;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  /* What is here stays; where it waits to be saved, that is tried again. */
  if (self->document != NULL)
    {
      g_info ("draft: %s", error->message);
      if (self->document != self->base)
        go_offline (self, error);
      return;
    }

  take_first (self, NULL);

  if (self->document == NULL)
    {
      set_state (self, LAUREL_DRAFT_FAILED, g_error_copy (error));
      return;
    }

  set_state (self, LAUREL_DRAFT_OFFLINE, g_error_copy (error));
  save_later (self, RETRY_S * 1000);
  tell_changed (self);
}

static void
draft_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LaurelDraft) self = LAUREL_DRAFT (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (LaurelProgram) program =
      laurel_program_fetch_draft_finish (LAUREL_API (source), result, &error);

  if (program == NULL)
    {
      fail_load (self, error);
      return;
    }

  self->loading = FALSE;

  if (self->document == NULL)
    take_first (self, program);
  else if (program->version != self->revision && self->saving == NULL)
    take_theirs (self, program->document, program->version);
  else
    tell_changed (self);

  /* The server answers again. */
  if (self->state == LAUREL_DRAFT_OFFLINE)
    laurel_draft_save (self);
}

static void
fetch_draft (LaurelDraft *self)
{
  laurel_program_fetch_draft_async (self->api, self->cancellable, draft_cb, g_object_ref (self));
}

static void
current_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LaurelDraft) self = LAUREL_DRAFT (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (LaurelProgram) program =
      laurel_program_fetch_current_finish (LAUREL_API (source), result, &error);

  if (program != NULL)
    {
      LaurelDocument *current = laurel_document_ref (program->document);

      if (self->base != NULL)
        current = share (current, self->base);

      take_document (&self->current, current);
      self->current_version = (gint) program->version;
    }
  else if (!g_error_matches (error, LAUREL_API_ERROR, LAUREL_API_ERROR_NOT_FOUND))
    {
      fail_load (self, error);
      return;
    }

  fetch_draft (self);
}

void
laurel_draft_load (LaurelDraft *self)
{
  g_return_if_fail (LAUREL_IS_DRAFT (self));

  if (self->loading)
    return;

  self->loading = TRUE;
  if (self->document == NULL)
    set_state (self, LAUREL_DRAFT_LOADING, NULL);
  laurel_program_fetch_current_async (self->api,
                                      self->cancellable,
                                      current_cb,
                                      g_object_ref (self));
}

void
laurel_draft_resolve (LaurelDraft *self, gboolean keep_mine)
{
  g_autoptr (LaurelDocument) theirs = NULL;

  g_return_if_fail (LAUREL_IS_DRAFT (self));
  g_return_if_fail (self->state == LAUREL_DRAFT_CONFLICT);

  theirs = laurel_document_ref (self->theirs);
  go_on_from (self, theirs, self->their_revision);
  set_state (self, LAUREL_DRAFT_EDITED, NULL);

  if (!keep_mine)
    {
      laurel_undo_push (self->undo, self->document, _ ("The other version taken"), NULL);
      take_document (&self->document, g_steal_pointer (&theirs));
    }

  after_edit (self);
  laurel_draft_save (self);
}

/* === The object =============================================================================== */

static void
laurel_draft_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  LaurelDraft *self = LAUREL_DRAFT (object);

  switch (id)
    {
    case PROP_STATE:
      g_value_set_int (value, (gint) self->state);
      break;
    case PROP_CAN_UNDO:
      g_value_set_boolean (value, laurel_draft_can_undo (self));
      break;
    case PROP_CAN_REDO:
      g_value_set_boolean (value, laurel_draft_can_redo (self));
      break;
    case PROP_MAY_EDIT:
      g_value_set_boolean (value, self->may_edit);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
laurel_draft_dispose (GObject *object)
{
  LaurelDraft *self = LAUREL_DRAFT (object);

  /* The last second of typing is saved when Laurel starts again. */
  if (self->document != NULL && self->document != self->base && self->api != NULL)
    keep_for_now (self);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->save_source, g_source_remove);
  g_clear_object (&self->api);

  G_OBJECT_CLASS (laurel_draft_parent_class)->dispose (object);
}

static void
laurel_draft_finalize (GObject *object)
{
  LaurelDraft *self = LAUREL_DRAFT (object);

  g_object_unref (self->cancellable);
  g_clear_error (&self->error);
  g_clear_pointer (&self->saved_at, g_date_time_unref);
  g_clear_pointer (&self->document, laurel_document_unref);
  g_clear_pointer (&self->base, laurel_document_unref);
  g_clear_pointer (&self->current, laurel_document_unref);
  g_clear_pointer (&self->theirs, laurel_document_unref);
  g_clear_pointer (&self->saving, laurel_document_unref);
  g_clear_pointer (&self->changes, g_ptr_array_unref);
  laurel_undo_free (self->undo);

  G_OBJECT_CLASS (laurel_draft_parent_class)->finalize (object);
}

static void
install_boolean (guint id, const char *name)
{
  properties[id] =
      g_param_spec_boolean (name, NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
}

static void
laurel_draft_class_init (LaurelDraftClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = laurel_draft_get_property;
  object_class->dispose = laurel_draft_dispose;
  object_class->finalize = laurel_draft_finalize;

  properties[PROP_STATE] = g_param_spec_int ("state",
                                             NULL,
                                             NULL,
                                             LAUREL_DRAFT_LOADING,
                                             LAUREL_DRAFT_CONFLICT,
                                             LAUREL_DRAFT_LOADING,
                                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  install_boolean (PROP_CAN_UNDO, "can-undo");
  install_boolean (PROP_CAN_REDO, "can-redo");
  install_boolean (PROP_MAY_EDIT, "may-edit");
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          LAUREL_TYPE_DRAFT,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);
  signals[SIGNAL_SELECTED] = g_signal_new ("selected",
                                           LAUREL_TYPE_DRAFT,
                                           G_SIGNAL_RUN_LAST,
                                           0,
                                           NULL,
                                           NULL,
                                           NULL,
                                           G_TYPE_NONE,
                                           1,
                                           G_TYPE_STRING);
}

static void
laurel_draft_init (LaurelDraft *self)
{
  self->cancellable = g_cancellable_new ();
  self->undo = laurel_undo_new ();
}

LaurelDraft *
laurel_draft_new (LaurelApi *api, gboolean may_edit)
{
  LaurelDraft *self = g_object_new (LAUREL_TYPE_DRAFT, NULL);

  self->api = g_object_ref (api);
  self->may_edit = may_edit;

  return self;
}

LaurelDraftState
laurel_draft_get_state (LaurelDraft *self)
{
  g_return_val_if_fail (LAUREL_IS_DRAFT (self), LAUREL_DRAFT_FAILED);

  return self->state;
}

gboolean
laurel_draft_get_may_edit (LaurelDraft *self)
{
  g_return_val_if_fail (LAUREL_IS_DRAFT (self), FALSE);

  return self->may_edit;
}

gboolean
laurel_draft_can_undo (LaurelDraft *self)
{
  g_return_val_if_fail (LAUREL_IS_DRAFT (self), FALSE);

  return laurel_undo_may_go_back (self->undo);
}

gboolean
laurel_draft_can_redo (LaurelDraft *self)
{
  g_return_val_if_fail (LAUREL_IS_DRAFT (self), FALSE);

  return laurel_undo_may_go_forth (self->undo);
}

const GError *
laurel_draft_get_error (LaurelDraft *self)
{
  g_return_val_if_fail (LAUREL_IS_DRAFT (self), NULL);

  return self->error;
}

GDateTime *
laurel_draft_get_saved_at (LaurelDraft *self)
{
  g_return_val_if_fail (LAUREL_IS_DRAFT (self), NULL);

  return self->saved_at;
}

LaurelDocument *
laurel_draft_get_document (LaurelDraft *self)
{
  g_return_val_if_fail (LAUREL_IS_DRAFT (self), NULL);

  return self->document;
}

LaurelDocument *
laurel_draft_get_current (LaurelDraft *self)
{
  g_return_val_if_fail (LAUREL_IS_DRAFT (self), NULL);

  return self->current;
}

gint
laurel_draft_get_current_version (LaurelDraft *self)
{
  g_return_val_if_fail (LAUREL_IS_DRAFT (self), 0);

  return self->current_version;
}

gint64
laurel_draft_get_revision (LaurelDraft *self)
{
  g_return_val_if_fail (LAUREL_IS_DRAFT (self), 0);

  return self->revision;
}

LaurelDocument *
laurel_draft_get_theirs (LaurelDraft *self)
{
  g_return_val_if_fail (LAUREL_IS_DRAFT (self), NULL);

  return self->theirs;
}

GPtrArray *
laurel_draft_get_changes (LaurelDraft *self)
{
  g_return_val_if_fail (LAUREL_IS_DRAFT (self), NULL);

  if (self->changes == NULL && self->document != NULL)
    self->changes = laurel_change_list (self->current, self->document);
  else if (self->changes == NULL)
    self->changes = g_ptr_array_new ();

  return self->changes;
}

guint
laurel_draft_get_n_changes (LaurelDraft *self)
{
  return laurel_draft_get_changes (self)->len;
}

LaurelNodeChange
laurel_draft_compare_node (LaurelDraft *self, const char *id)
{
  const LaurelNode *node = NULL;
  const LaurelNode *before = NULL;

  g_return_val_if_fail (LAUREL_IS_DRAFT (self), LAUREL_NODE_SAME);

  node = laurel_document_find (self->document, id);
  before = self->current != NULL ? laurel_document_find (self->current, id) : NULL;

  if (node == NULL)
    return LAUREL_NODE_SAME;

  if (before == NULL)
    return LAUREL_NODE_NEW;

  return laurel_node_equal_alone (node, before) ? LAUREL_NODE_SAME : LAUREL_NODE_EDITED;
}

/* === Edits ==================================================================================== */

void
laurel_draft_edit (LaurelDraft *self, LaurelDocument *document, const char *what, const char *key)
{
  g_autoptr (LaurelDocument) edited = document;

  g_return_if_fail (LAUREL_IS_DRAFT (self));
  g_return_if_fail (self->document != NULL);
  g_return_if_fail (self->may_edit);

  if (laurel_document_equal (edited, self->document))
    return;

  laurel_undo_push (self->undo, self->document, what, key);
  take_document (&self->document, g_steal_pointer (&edited));
  after_edit (self);
}

void
laurel_draft_edit_node (LaurelDraft *self, LaurelNode *node, const char *what, const char *key)
{
  g_return_if_fail (LAUREL_IS_DRAFT (self));
  g_return_if_fail (self->document != NULL);

  laurel_draft_edit (self, laurel_tree_replace (self->document, node), what, key);
}

char *
laurel_draft_undo (LaurelDraft *self)
{
  char *what = NULL;

  g_return_val_if_fail (LAUREL_IS_DRAFT (self), NULL);

  what = laurel_undo_back (self->undo, &self->document);
  if (what != NULL)
    after_edit (self);

  return what;
}

char *
laurel_draft_redo (LaurelDraft *self)
{
  char *what = NULL;

  g_return_val_if_fail (LAUREL_IS_DRAFT (self), NULL);

  what = laurel_undo_forth (self->undo, &self->document);
  if (what != NULL)
    after_edit (self);

  return what;
}

/* === The tree ================================================================================= */

static const char *
get_title (GPtrArray *nodes)
{
  const LaurelNode *node = g_ptr_array_index (nodes, 0);

  return node->name != NULL ? node->name : node->id;
}

void
laurel_draft_insert (LaurelDraft *self, LaurelNode *node, const char *parent, gint position)
{
  g_autoptr (GPtrArray) nodes = g_ptr_array_new_with_free_func ((GDestroyNotify) laurel_node_unref);
  g_autofree char *what = NULL;

  g_return_if_fail (LAUREL_IS_DRAFT (self));

  g_ptr_array_add (nodes, node);
  what = g_strdup_printf (_ ("“%s” added"), get_title (nodes));
  laurel_draft_edit (self,
                     laurel_tree_put (self->document, NULL, nodes, parent, position),
                     what,
                     NULL);
}

gboolean
laurel_draft_can_move (LaurelDraft *self, const char *const *ids, const char *parent)
{
  g_autoptr (GPtrArray) nodes = NULL;

  g_return_val_if_fail (LAUREL_IS_DRAFT (self), FALSE);

  nodes = laurel_tree_pick (self->document, ids);

  return laurel_tree_may_put (self->document, nodes, parent);
}

void
laurel_draft_move (LaurelDraft *self, const char *const *ids, const char *parent, gint position)
{
  g_autoptr (GPtrArray) nodes = NULL;
  g_autofree char *what = NULL;

  g_return_if_fail (LAUREL_IS_DRAFT (self));
  g_return_if_fail (laurel_draft_can_move (self, ids, parent));

  nodes = laurel_tree_pick (self->document, ids);

  if (nodes->len == 1)
    what = g_strdup_printf (_ ("“%s” moved"), get_title (nodes));
  else
    what = g_strdup_printf (ngettext ("%u discount moved", "%u discounts moved", nodes->len),
                            nodes->len);

  laurel_draft_edit (self,
                     laurel_tree_put (self->document, ids, nodes, parent, position),
                     what,
                     NULL);
}

GStrv
laurel_draft_duplicate (LaurelDraft *self, const char *const *ids)
{
  g_autoptr (GPtrArray) nodes = NULL;
  g_autofree char *what = NULL;
  LaurelDocument  *document = NULL;
  GStrv            copies = NULL;

  g_return_val_if_fail (LAUREL_IS_DRAFT (self), NULL);

  nodes = laurel_tree_pick (self->document, ids);

  if (nodes->len == 0)
    return g_new0 (char *, 1);

  if (nodes->len == 1)
    what = g_strdup_printf (_ ("“%s” copied"), get_title (nodes));
  else
    what = g_strdup_printf (ngettext ("%u discount copied", "%u discounts copied", nodes->len),
                            nodes->len);

  document = laurel_tree_duplicate (self->document, self->current, nodes, &copies);
  laurel_draft_edit (self, document, what, NULL);

  return copies;
}

char *
laurel_draft_remove (LaurelDraft *self, const char *const *ids)
{
  g_autoptr (GPtrArray) nodes = NULL;
  g_autofree char *what = NULL;

  g_return_val_if_fail (LAUREL_IS_DRAFT (self), NULL);

  nodes = laurel_tree_pick (self->document, ids);

  if (nodes->len == 0)
    return NULL;

  if (nodes->len == 1)
    what = g_strdup_printf (_ ("“%s” deleted"), get_title (nodes));
  else
    what = g_strdup_printf (ngettext ("%u discount deleted", "%u discounts deleted", nodes->len),
                            nodes->len);

  laurel_draft_edit (self, laurel_tree_put (self->document, ids, NULL, NULL, 0), what, NULL);

  return g_steal_pointer (&what);
}

static char *
describe_switch (GPtrArray *nodes, gboolean enabled)
{
  if (nodes->len == 1)
    return g_strdup_printf (enabled ? _ ("“%s” switched on") : _ ("“%s” switched off"),
                            get_title (nodes));

  return g_strdup_printf (
      enabled ? ngettext ("%u discount switched on", "%u discounts switched on", nodes->len)
              : ngettext ("%u discount switched off", "%u discounts switched off", nodes->len),
      nodes->len);
}

char *
laurel_draft_set_enabled (LaurelDraft *self, const char *const *ids, gboolean enabled)
{
  g_autoptr (GPtrArray) nodes = NULL;
  g_autofree char *what = NULL;

  g_return_val_if_fail (LAUREL_IS_DRAFT (self), NULL);

  nodes = laurel_tree_pick (self->document, ids);

  if (nodes->len == 0)
    return NULL;

  what = describe_switch (nodes, enabled);
  laurel_draft_edit (self, laurel_tree_set_enabled (self->document, ids, enabled), what, NULL);

  return g_steal_pointer (&what);
}

LaurelNode *
laurel_draft_find_parent (LaurelDraft *self, const char *id, gint *position)
{
  LaurelNode *parent = NULL;
  guint       place = 0;

  g_return_val_if_fail (LAUREL_IS_DRAFT (self), NULL);

  parent = laurel_document_find_parent (self->document, id);

  if (parent != NULL && position != NULL &&
      g_ptr_array_find (parent->children, laurel_document_find (self->document, id), &place))
    *position = (gint) place;

  return parent;
}

char *
laurel_draft_new_id (LaurelDraft *self, const char *name)
{
  g_return_val_if_fail (LAUREL_IS_DRAFT (self), NULL);

  return laurel_tree_new_id (self->document, self->current, NULL, name);
}

void
laurel_draft_select (LaurelDraft *self, const char *id)
{
  g_return_if_fail (LAUREL_IS_DRAFT (self));

  g_signal_emit (self, signals[SIGNAL_SELECTED], 0, id);
}
