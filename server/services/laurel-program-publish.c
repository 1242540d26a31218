/* laurel-program-publish.c - how a draft becomes a program: at once, at a date, by a second person
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/services/laurel-program-desk-private.h"
#include "server/wire/laurel-wire-problem.h"

/**
 * Publishing:
 * @comment, @what: of a draft that is published
 * @submission, @decision: of one on its way that is decided on
 */
typedef struct
{
  LaurelDesk           desk;
  LaurelDeskPublishing what;
  char                *comment;
  gint64               submission;
  LaurelDecision       decision;
  LaurelSubmitted      submitted;
  LaurelDeskDone       done;
  gpointer             data;
} Publishing;

static Publishing *
publishing_new (const LaurelDesk *desk, LaurelDeskDone done, gpointer data)
{
  Publishing *publishing = g_new0 (Publishing, 1);

  laurel_desk_init_copy (&publishing->desk, desk);
  publishing->done = done;
  publishing->data = data;

  return publishing;
}

static void
end_publishing (Publishing *publishing, const LaurelDeskAnswer *answer, const GError *error)
{
  publishing->done (answer, error, publishing->data);
  laurel_desk_clear_copy (&publishing->desk);
  g_free (publishing->comment);
  g_free (publishing);
}

static void
end_with (Publishing *publishing, LaurelDeskOutcome outcome, const LaurelFaults *faults)
{
  const LaurelDeskAnswer answer = {
    .outcome = outcome,
    .submitted = publishing->submitted,
    .faults = faults,
  };

  end_publishing (publishing, &answer, NULL);
}

/* This server prices by the new program before the answer says that it is published. */
static void
refreshed_cb (const GError *error, gpointer data)
{
  if (error != NULL)
    end_publishing (data, NULL, error);
  else
    end_with (data, LAUREL_DESK_DONE, NULL);
}

static void
submitted_cb (const LaurelSubmitted *submitted, const GError *error, gpointer data)
{
  Publishing *publishing = data;

  if (error != NULL)
    {
      end_publishing (publishing, NULL, error);
      return;
    }

  publishing->submitted = *submitted;

  if (submitted->state == LAUREL_SUBMISSION_STALE)
    end_with (publishing, LAUREL_DESK_STALE, NULL);
  else if (submitted->state == LAUREL_SUBMISSION_NONE)
    end_with (publishing, LAUREL_DESK_NONE, NULL);
  else if (submitted->state == LAUREL_SUBMISSION_OWN)
    end_with (publishing, LAUREL_DESK_OWN, NULL);
  else
    laurel_programs_refresh (publishing->desk.programs,
                             publishing->desk.store,
                             refreshed_cb,
                             publishing);
}

/* === The draft ================================================================================ */

static char *
dup_audit_after (const Publishing *publishing, const LaurelDraftRow *draft)
{
  json_t *after = json_object ();

  json_object_set_new (after, "revision", json_integer (draft->revision));
  json_object_set_new (after, "comment", json_string (publishing->comment));
  if (publishing->what.from_us != 0)
    json_object_set_new (after,
                         "from",
                         laurel_wire_new_instant (publishing->what.from_us / G_USEC_PER_SEC, 0));
  json_object_set_new (after,
                       "changes",
                       laurel_desk_new_changes (draft->current_document != NULL
                                                    ? draft->current_document
                                                    : LAUREL_EMPTY_PROGRAM,
                                                draft->document));

  return laurel_wire_to_text (after);
}

static void
submit (Publishing *publishing, const LaurelDraftRow *draft)
{
  g_autofree char       *before = g_strdup_printf ("{\"version\":%d}", draft->current);
  g_autofree char       *after = dup_audit_after (publishing, draft);
  const LaurelSubmission submission = {
    .actor = &publishing->desk.actor,
    .revision = draft->revision,
    .comment = publishing->comment,
    .from_us = publishing->what.from_us,
    .now_us = publishing->desk.now_us,
    .before = before,
    .after = after,
  };

  laurel_store_submit_draft (publishing->desk.store, &submission, submitted_cb, publishing);
}

/* Advice is for the receipts that it will price. */
static void
submit_unless_warned (Publishing *publishing, const LaurelDraftRow *draft)
{
  gint64           from_us = MAX (publishing->what.from_us, publishing->desk.now_us);
  json_t          *warnings = laurel_programs_new_warnings (publishing->desk.programs,
                                                   draft->document,
                                                   from_us / G_USEC_PER_SEC);
  LaurelDeskAnswer answer = { .outcome = LAUREL_DESK_WARNED, .warnings = warnings };

  if (json_array_size (warnings) == 0 || publishing->what.accept_warnings)
    submit (publishing, draft);
  else
    end_publishing (publishing, &answer, NULL);

  json_decref (warnings);
}

static void
draft_cb (const LaurelDraftRow *draft, const GError *error, gpointer data)
{
  Publishing *publishing = data;
  g_autoptr (LaurelFaults) faults = laurel_faults_new ();

  if (error != NULL)
    end_publishing (publishing, NULL, error);
  else if (publishing->what.seen != LAUREL_DRAFT_ANY && publishing->what.seen != draft->revision)
    end_with (publishing, LAUREL_DESK_STALE, NULL);
  else if (draft->revision == 0)
    end_with (publishing, LAUREL_DESK_NO_DRAFT, NULL);
  else if (!laurel_programs_check (publishing->desk.programs, draft->document, faults))
    end_with (publishing, LAUREL_DESK_FAULTY, faults);
  else
    submit_unless_warned (publishing, draft);
}

void
laurel_desk_publish (const LaurelDesk           *desk,
                     const LaurelDeskPublishing *what,
                     LaurelDeskDone              done,
                     gpointer                    data)
{
  Publishing *publishing = publishing_new (desk, done, data);

  publishing->what = *what;
  publishing->comment = g_strdup (what->comment);

  if (what->from_us != 0 && what->from_us <= desk->now_us)
    end_with (publishing, LAUREL_DESK_PAST, NULL);
  else
    laurel_store_load_draft (desk->store, draft_cb, publishing);
}

/* === What is on its way ======================================================================= */

static void
decide (Publishing *publishing)
{
  laurel_store_decide_submission (publishing->desk.store,
                                  &publishing->desk.actor,
                                  publishing->submission,
                                  publishing->decision,
                                  publishing->desk.now_us,
                                  submitted_cb,
                                  publishing);
}

/* The catalog may have changed since it was handed in. */
static void
submission_cb (const LaurelSubmissionRow *row, const GError *error, gpointer data)
{
  Publishing *publishing = data;
  g_autoptr (LaurelFaults) faults = laurel_faults_new ();

  if (error != NULL)
    end_publishing (publishing, NULL, error);
  else if (row == NULL)
    end_with (publishing, LAUREL_DESK_NONE, NULL);
  else if (!laurel_programs_check (publishing->desk.programs, row->document, faults))
    end_with (publishing, LAUREL_DESK_FAULTY, faults);
  else
    decide (publishing);
}

void
laurel_desk_decide (const LaurelDesk *desk,
                    gint64            submission,
                    LaurelDecision    decision,
                    LaurelDeskDone    done,
                    gpointer          data)
{
  Publishing *publishing = publishing_new (desk, done, data);

  publishing->submission = submission;
  publishing->decision = decision;

  if (decision == LAUREL_DECISION_PUBLISH)
    laurel_store_load_submission (desk->store, submission, submission_cb, publishing);
  else
    decide (publishing);
}
