/* laurel-draft-check.c - what the server thinks of the draft
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/models/laurel-draft-check.h"

struct _LaurelDraftCheck
{
  GObject parent_instance;

  LaurelApi    *api;
  LaurelDraft  *draft;
  GCancellable *cancellable; /* of the call under way */
  GPtrArray    *faults;
  GError       *error;
  gint64        revision; /* that was asked about last */
};

G_DEFINE_FINAL_TYPE (LaurelDraftCheck, laurel_draft_check, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
faults_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LaurelDraftCheck) self = LAUREL_DRAFT_CHECK (user_data);
  GError    *error = NULL;
  GPtrArray *faults = laurel_faults_fetch_finish (LAUREL_API (source), result, &error);

  /* A later call has taken over. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_error_free (error);
      return;
    }

  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);

  if (faults != NULL)
    {
      g_ptr_array_unref (self->faults);
      self->faults = faults;
    }
  else
    {
      self->error = error;
    }

  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* What has been saved is asked about once. */
static void
state_cb (LaurelDraftCheck *self)
{
  if (laurel_draft_get_state (self->draft) == LAUREL_DRAFT_SAVED &&
      laurel_draft_get_revision (self->draft) != self->revision)
    laurel_draft_check_reload (self);
}

static void
laurel_draft_check_dispose (GObject *object)
{
  LaurelDraftCheck *self = LAUREL_DRAFT_CHECK (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);

  if (self->draft != NULL)
    g_signal_handlers_disconnect_by_func (self->draft, state_cb, self);

  g_clear_object (&self->draft);
  g_clear_object (&self->api);

  G_OBJECT_CLASS (laurel_draft_check_parent_class)->dispose (object);
}

static void
laurel_draft_check_finalize (GObject *object)
{
  LaurelDraftCheck *self = LAUREL_DRAFT_CHECK (object);

  g_ptr_array_unref (self->faults);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (laurel_draft_check_parent_class)->finalize (object);
}

static void
laurel_draft_check_class_init (LaurelDraftCheckClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = laurel_draft_check_dispose;
  object_class->finalize = laurel_draft_check_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          LAUREL_TYPE_DRAFT_CHECK,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);
}

static void
laurel_draft_check_init (LaurelDraftCheck *self)
{
  self->faults = g_ptr_array_new_with_free_func ((GDestroyNotify) laurel_fault_free);
  self->revision = -1;
}

LaurelDraftCheck *
laurel_draft_check_new (LaurelApi *api, LaurelDraft *draft)
{
  LaurelDraftCheck *self = g_object_new (LAUREL_TYPE_DRAFT_CHECK, NULL);

  self->api = g_object_ref (api);
  self->draft = g_object_ref (draft);
  g_signal_connect_swapped (draft, "notify::state", G_CALLBACK (state_cb), self);
  state_cb (self);

  return self;
}

GPtrArray *
laurel_draft_check_get_faults (LaurelDraftCheck *self)
{
  g_return_val_if_fail (LAUREL_IS_DRAFT_CHECK (self), NULL);

  return self->faults;
}

void
laurel_draft_check_reload (LaurelDraftCheck *self)
{
  LaurelDocument *document = NULL;

  g_return_if_fail (LAUREL_IS_DRAFT_CHECK (self));

  document = laurel_draft_get_document (self->draft);
  if (document == NULL)
    return;

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);

  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->revision = laurel_draft_get_revision (self->draft);
  laurel_faults_fetch_async (self->api,
                             document,
                             self->cancellable,
                             faults_cb,
                             g_object_ref (self));
}

gboolean
laurel_draft_check_get_loading (LaurelDraftCheck *self)
{
  g_return_val_if_fail (LAUREL_IS_DRAFT_CHECK (self), FALSE);

  return self->cancellable != NULL;
}

const GError *
laurel_draft_check_get_error (LaurelDraftCheck *self)
{
  g_return_val_if_fail (LAUREL_IS_DRAFT_CHECK (self), NULL);

  return self->error;
}
