/* laurel-moves.c - who would move were the draft's levels in force, kept up to date while editing
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/models/laurel-moves.h"

/* From the last key to the question. */
#define DELAY_MS 300

/* As many as a dialog shows at first. */
#define PAGE 50

struct _LaurelMoves
{
  GObject parent_instance;

  LaurelApi        *api;
  LaurelDraft      *draft;
  LaurelDocument   *asked; /* whose levels the numbers are about, or will be */
  LaurelLevelMoves *moves;
  GError           *error;
  GCancellable     *cancellable;
  guint             delay_source;
};

G_DEFINE_FINAL_TYPE (LaurelMoves, laurel_moves, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Only what decides about a move: a name does not. */
static gboolean
have_same_steps (const LaurelDocument *a, const LaurelDocument *b)
{
  if (a->levels->len != b->levels->len || a->levels_basis != b->levels_basis ||
      a->levels_downgrade != b->levels_downgrade)
    return FALSE;

  for (guint i = 0; i < a->levels->len; i++)
    {
      const LaurelLevel *one = g_ptr_array_index (a->levels, i);
      const LaurelLevel *other = g_ptr_array_index (b->levels, i);

      if (g_strcmp0 (one->id, other->id) != 0 || one->threshold != other->threshold)
        return FALSE;
    }

  return TRUE;
}

static void
stop (LaurelMoves *self)
{
  g_clear_handle_id (&self->delay_source, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
take_answer (LaurelMoves *self, LaurelLevelMoves *moves, GError *error)
{
  g_clear_pointer (&self->moves, laurel_level_moves_free);
  g_clear_error (&self->error);
  self->moves = moves;
  self->error = error;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
answer_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LaurelMoves) self = LAUREL_MOVES (user_data);
  g_autoptr (GError) error = NULL;
  LaurelLevelMoves *moves = laurel_level_moves_ask_finish (LAUREL_API (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->cancellable);
  take_answer (self, moves, g_steal_pointer (&error));
}

static gboolean
delay_cb (gpointer user_data)
{
  LaurelMoves *self = LAUREL_MOVES (user_data);

  self->delay_source = 0;
  self->cancellable = g_cancellable_new ();
  laurel_level_moves_ask_async (self->api,
                                self->asked,
                                NULL,
                                PAGE,
                                self->cancellable,
                                answer_cb,
                                g_object_ref (self));

  return G_SOURCE_REMOVE;
}

static void
update (LaurelMoves *self)
{
  LaurelDocument *document = laurel_draft_get_document (self->draft);

  if (document == NULL)
    return;

  if (!laurel_moves_get_relevant (self))
    {
      stop (self);
      g_clear_pointer (&self->asked, laurel_document_unref);
      take_answer (self, NULL, NULL);
      return;
    }

  if (self->asked != NULL && have_same_steps (self->asked, document))
    return;

  g_clear_pointer (&self->asked, laurel_document_unref);
  self->asked = laurel_document_ref (document);
  stop (self);
  self->delay_source = g_timeout_add (DELAY_MS, delay_cb, self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
laurel_moves_dispose (GObject *object)
{
  LaurelMoves *self = LAUREL_MOVES (object);

  stop (self);
  g_clear_object (&self->api);
  g_clear_object (&self->draft);

  G_OBJECT_CLASS (laurel_moves_parent_class)->dispose (object);
}

static void
laurel_moves_finalize (GObject *object)
{
  LaurelMoves *self = LAUREL_MOVES (object);

  g_clear_pointer (&self->asked, laurel_document_unref);
  g_clear_pointer (&self->moves, laurel_level_moves_free);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (laurel_moves_parent_class)->finalize (object);
}

static void
laurel_moves_class_init (LaurelMovesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = laurel_moves_dispose;
  G_OBJECT_CLASS (klass)->finalize = laurel_moves_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          LAUREL_TYPE_MOVES,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);
}

static void
laurel_moves_init (LaurelMoves *self)
{
}

LaurelMoves *
laurel_moves_new (LaurelApi *api, LaurelDraft *draft)
{
  LaurelMoves *self = g_object_new (LAUREL_TYPE_MOVES, NULL);

  self->api = g_object_ref (api);
  self->draft = g_object_ref (draft);
  g_signal_connect_object (draft, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return self;
}

gboolean
laurel_moves_get_relevant (LaurelMoves *self)
{
  LaurelDocument *document = NULL;
  LaurelDocument *current = NULL;

  g_return_val_if_fail (LAUREL_IS_MOVES (self), FALSE);

  document = laurel_draft_get_document (self->draft);
  current = laurel_draft_get_current (self->draft);

  return document != NULL && current != NULL && !have_same_steps (document, current);
}

gboolean
laurel_moves_get_busy (LaurelMoves *self)
{
  g_return_val_if_fail (LAUREL_IS_MOVES (self), FALSE);

  return self->delay_source != 0 || self->cancellable != NULL;
}

const LaurelLevelMoves *
laurel_moves_get (LaurelMoves *self)
{
  g_return_val_if_fail (LAUREL_IS_MOVES (self), NULL);

  return self->moves;
}

const GError *
laurel_moves_get_error (LaurelMoves *self)
{
  g_return_val_if_fail (LAUREL_IS_MOVES (self), NULL);

  return self->error;
}
