/* laurel-program-desk.c - what people do with the draft
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/services/laurel-program-desk.h"

#include <string.h>

#include "server/services/laurel-program-desk-private.h"
#include "server/wire/laurel-json-patch.h"
#include "server/wire/laurel-program-difference.h"
#include "server/wire/laurel-wire-problem.h"

/* Who saves without having looked is in earnest; but not for ever where everybody else saves too.
 */
#define ATTEMPTS_MAX 5

typedef enum
{
  ACT_SAVE,
  ACT_PATCH,
  ACT_DISCARD,
  ACT_RESTORE,
} Act;

/**
 * Editing:
 * @body: (nullable): the document or the patch
 * @document: (nullable): what the draft becomes, as text
 * @version: of the program that is restored
 */
typedef struct
{
  LaurelDesk     desk;
  Act            act;
  json_t        *body;
  char          *document;
  gint           version;
  gint64         seen;
  gint           current;
  char          *current_document;
  guint          n_attempts;
  LaurelDeskDone done;
  gpointer       data;
} Editing;

void
laurel_desk_init_copy (LaurelDesk *copy, const LaurelDesk *desk)
{
  *copy = *desk;
  laurel_programs_ref (copy->programs);
  copy->actor.name = g_strdup (desk->actor.name);
  copy->actor.address = g_strdup (desk->actor.address);
}

void
laurel_desk_clear_copy (LaurelDesk *copy)
{
  laurel_programs_unref (copy->programs);
  g_free ((char *) copy->actor.name);
  g_free ((char *) copy->actor.address);
}

json_t *
laurel_desk_parse (const char *document)
{
  json_t *root = json_loads (document, 0, NULL);

  /* What is kept was JSON when it was saved. */
  g_assert (root != NULL);

  return root;
}

json_t *
laurel_desk_new_changes (const char *before, const char *after)
{
  json_t *old = laurel_desk_parse (before);
  json_t *new = laurel_desk_parse (after);
  json_t *changes = laurel_program_difference (old, new);
  json_t *texts = laurel_program_difference_texts (changes, LAUREL_DESK_TEXTS_MAX);

  json_decref (old);
  json_decref (new);
  json_decref (changes);

  return texts;
}

static void
end_editing (Editing *editing, const LaurelDeskAnswer *answer, const GError *error)
{
  editing->done (answer, error, editing->data);
  json_decref (editing->body);
  g_free (editing->document);
  g_free (editing->current_document);
  laurel_desk_clear_copy (&editing->desk);
  g_free (editing);
}

static void
end_with (Editing *editing, LaurelDeskOutcome outcome, const LaurelFaults *faults)
{
  const LaurelDeskAnswer answer = { .outcome = outcome, .faults = faults };

  end_editing (editing, &answer, NULL);
}

static void load (Editing *editing);

static void
saved_cb (gint64 revision, gint base, const GError *error, gpointer data)
{
  Editing         *editing = data;
  LaurelDeskAnswer answer = { .outcome = LAUREL_DESK_DONE };

  if (error != NULL)
    {
      end_editing (editing, NULL, error);
    }
  else if (revision > 0)
    {
      gboolean discarded = editing->act == ACT_DISCARD;

      answer.draft = (LaurelDraftRow){
        .document = discarded ? editing->current_document : editing->document,
        .revision = discarded ? 0 : revision,
        .changed_us = editing->desk.now_us,
        .changed_by = editing->desk.actor.name,
        .base = base,
        .current = editing->current,
        .current_document = editing->current_document,
      };
      end_editing (editing, &answer, NULL);
    }
  else if (editing->seen == LAUREL_DRAFT_ANY && ++editing->n_attempts < ATTEMPTS_MAX)
    {
      load (editing);
    }
  else
    {
      end_with (editing, LAUREL_DESK_STALE, NULL);
    }
}

/* What the audit keeps of the draft that goes: all of it where it is thrown away as a whole. */
static char *
dup_audit_before (const Editing *editing, const LaurelDraftRow *draft)
{
  json_t *before = json_object ();

  json_object_set_new (before, "revision", json_integer (draft->revision));
  if ((editing->act == ACT_DISCARD || editing->act == ACT_RESTORE) && draft->revision > 0)
    json_object_set_new (before, "document", laurel_desk_parse (draft->document));

  return laurel_wire_to_text (before);
}

static char *
dup_audit_after (const Editing *editing, const LaurelDraftRow *draft)
{
  const char *document =
      editing->act == ACT_DISCARD ? editing->current_document : editing->document;
  json_t *after = json_object ();

  if (editing->act == ACT_RESTORE)
    json_object_set_new (after, "version", json_integer (editing->version));
  json_object_set_new (after, "changes", laurel_desk_new_changes (draft->document, document));

  return laurel_wire_to_text (after);
}

static void
save (Editing *editing, const LaurelDraftRow *draft)
{
  static const char *const actions[] = {
    [ACT_SAVE] = "program.save_draft",
    [ACT_PATCH] = "program.save_draft",
    [ACT_DISCARD] = "program.discard_draft",
    [ACT_RESTORE] = "program.restore_version",
  };

  g_autofree char        *before = dup_audit_before (editing, draft);
  g_autofree char        *after = dup_audit_after (editing, draft);
  const LaurelDraftChange change = {
    .actor = &editing->desk.actor,
    .action = actions[editing->act],
    .document = editing->document,
    .seen = draft->revision,
    .begin = editing->act == ACT_RESTORE,
    .now_us = editing->desk.now_us,
    .before = before,
    .after = after,
  };

  laurel_store_save_draft (editing->desk.store, &change, saved_cb, editing);
}

/* What becomes of @document, which the patch says; FALSE: it has ended. */
static gboolean
patch (Editing *editing, const char *document)
{
  g_autoptr (LaurelFaults) faults = laurel_faults_new ();
  json_t *old = laurel_desk_parse (document);
  json_t *new = laurel_json_patch (old, editing->body, faults);

  json_decref (old);
  g_clear_pointer (&editing->document, g_free);

  if (new == NULL)
    {
      const char *code = laurel_faults_get (faults, 0)->code;
      gboolean    is_malformed = !g_str_equal (code, LAUREL_FAULT_UNKNOWN_PLACE) &&
                              !g_str_equal (code, LAUREL_FAULT_TEST_FAILED);

      end_with (editing, is_malformed ? LAUREL_DESK_BAD_PATCH : LAUREL_DESK_PATCH_FAILED, faults);
      return FALSE;
    }

  if (!json_is_object (new))
    json_decref (new);
  else
    editing->document = laurel_wire_to_text (new);

  if (editing->document == NULL || strlen (editing->document) > LAUREL_DRAFT_SIZE_MAX)
    {
      end_with (editing, LAUREL_DESK_UNFIT, NULL);
      return FALSE;
    }

  return TRUE;
}

static void
loaded_cb (const LaurelDraftRow *draft, const GError *error, gpointer data)
{
  Editing *editing = data;

  if (error != NULL)
    {
      end_editing (editing, NULL, error);
      return;
    }

  if (editing->seen != LAUREL_DRAFT_ANY && editing->seen != draft->revision)
    {
      end_with (editing, LAUREL_DESK_STALE, NULL);
      return;
    }

  g_free (editing->current_document);
  editing->current = draft->current;
  editing->current_document =
      g_strdup (draft->current_document != NULL ? draft->current_document : LAUREL_EMPTY_PROGRAM);

  if (editing->act == ACT_DISCARD && draft->revision == 0)
    end_editing (editing,
                 &(LaurelDeskAnswer){ .outcome = LAUREL_DESK_DONE, .draft = *draft },
                 NULL);
  else if (editing->act != ACT_PATCH || patch (editing, draft->document))
    save (editing, draft);
}

static void
load (Editing *editing)
{
  laurel_store_load_draft (editing->desk.store, loaded_cb, editing);
}

static void
version_cb (const LaurelPublished *program, const GError *error, gpointer data)
{
  Editing *editing = data;

  if (error != NULL)
    {
      end_editing (editing, NULL, error);
    }
  else if (program == NULL)
    {
      end_with (editing, LAUREL_DESK_NONE, NULL);
    }
  else
    {
      editing->document = g_strdup (program->document);
      load (editing);
    }
}

static Editing *
editing_new (const LaurelDesk *desk, Act act, gint64 seen, LaurelDeskDone done, gpointer data)
{
  Editing *editing = g_new0 (Editing, 1);

  laurel_desk_init_copy (&editing->desk, desk);
  editing->act = act;
  editing->seen = seen;
  editing->done = done;
  editing->data = data;

  return editing;
}

void
laurel_desk_save_draft (const LaurelDesk *desk,
                        json_t           *document,
                        gint64            seen,
                        LaurelDeskDone    done,
                        gpointer          data)
{
  Editing *editing = editing_new (desk, ACT_SAVE, seen, done, data);

  editing->document = laurel_wire_to_text (document);
  load (editing);
}

void
laurel_desk_patch_draft (const LaurelDesk *desk,
                         json_t           *patch_document,
                         gint64            seen,
                         LaurelDeskDone    done,
                         gpointer          data)
{
  Editing *editing = editing_new (desk, ACT_PATCH, seen, done, data);

  editing->body = patch_document;
  load (editing);
}

void
laurel_desk_discard_draft (const LaurelDesk *desk, gint64 seen, LaurelDeskDone done, gpointer data)
{
  load (editing_new (desk, ACT_DISCARD, seen, done, data));
}

void
laurel_desk_restore_version (const LaurelDesk *desk,
                             gint              version,
                             gint64            seen,
                             LaurelDeskDone    done,
                             gpointer          data)
{
  Editing *editing = editing_new (desk, ACT_RESTORE, seen, done, data);

  editing->version = version;
  laurel_store_load_program (desk->store, version, version_cb, editing);
}
