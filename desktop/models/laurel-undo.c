/* laurel-undo.c - what can be undone and done again: a list of documents each way
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/models/laurel-undo.h"

#include "desktop/models/laurel-merge.h"

/* Documents share what they have in common; a step costs little more than what it changed. */
#define STEPS_MAX 200

typedef struct
{
  LaurelDocument *document;
  char           *what;
} Step;

struct _LaurelUndo
{
  GPtrArray *undo;
  GPtrArray *redo;
  /* Of the last push, unless something else has happened since. */
  char *key;
};

static void
step_free (gpointer data)
{
  Step *step = data;

  laurel_document_unref (step->document);
  g_free (step->what);
  g_free (step);
}

/* Takes over both. */
static void
add_step (GPtrArray *steps, LaurelDocument *document, char *what)
{
  Step *step = g_new (Step, 1);

  *step = (Step){ document, what };
  g_ptr_array_add (steps, step);
}

LaurelUndo *
laurel_undo_new (void)
{
  LaurelUndo *self = g_new0 (LaurelUndo, 1);

  self->undo = g_ptr_array_new_with_free_func (step_free);
  self->redo = g_ptr_array_new_with_free_func (step_free);

  return self;
}

void
laurel_undo_free (LaurelUndo *self)
{
  g_ptr_array_unref (self->undo);
  g_ptr_array_unref (self->redo);
  g_free (self->key);
  g_free (self);
}

gboolean
laurel_undo_may_go_back (LaurelUndo *self)
{
  return self->undo->len > 0;
}

gboolean
laurel_undo_may_go_forth (LaurelUndo *self)
{
  return self->redo->len > 0;
}

void
laurel_undo_push (LaurelUndo *self, LaurelDocument *document, const char *what, const char *key)
{
  gboolean goes_on = key != NULL && g_strcmp0 (self->key, key) == 0;

  g_ptr_array_set_size (self->redo, 0);

  if (goes_on)
    return;

  g_free (self->key);
  self->key = g_strdup (key);
  add_step (self->undo, laurel_document_ref (document), g_strdup (what));

  if (self->undo->len > STEPS_MAX)
    g_ptr_array_remove_index (self->undo, 0);
}

/* One step from @from to @to. */
static char *
step (LaurelUndo *self, GPtrArray *from, GPtrArray *to, LaurelDocument **document)
{
  Step *last = NULL;
  char *what = NULL;

  g_clear_pointer (&self->key, g_free);

  if (from->len == 0)
    return NULL;

  last = g_ptr_array_index (from, from->len - 1);
  what = g_strdup (last->what);
  add_step (to, *document, g_strdup (what));
  *document = laurel_document_ref (last->document);
  g_ptr_array_remove_index (from, from->len - 1);

  return what;
}

char *
laurel_undo_back (LaurelUndo *self, LaurelDocument **document)
{
  return step (self, self->undo, self->redo, document);
}

char *
laurel_undo_forth (LaurelUndo *self, LaurelDocument **document)
{
  return step (self, self->redo, self->undo, document);
}

static void
rebase_steps (GPtrArray *steps, const LaurelDocument *base, const LaurelDocument *theirs)
{
  for (guint i = steps->len; i-- > 0;)
    {
      Step           *step = g_ptr_array_index (steps, i);
      LaurelDocument *merged = laurel_merge (base, step->document, theirs);

      if (merged == NULL)
        {
          g_ptr_array_remove_range (steps, 0, i + 1);
          return;
        }

      laurel_document_unref (step->document);
      step->document = merged;
    }
}

void
laurel_undo_rebase (LaurelUndo *self, const LaurelDocument *base, const LaurelDocument *theirs)
{
  g_clear_pointer (&self->key, g_free);
  rebase_steps (self->undo, base, theirs);
  rebase_steps (self->redo, base, theirs);
}
