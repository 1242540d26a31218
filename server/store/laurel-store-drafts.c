/* laurel-store-drafts.c - the draft of the next program, and what became of it when it was handed
 * in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/store/laurel-store-drafts.h"

/* clang-format off */
static const LaurelStatement load_statement = {
  "load-draft",
  "with current as (select version, document, published_at, published_by from laurel.programs"
  "   order by version desc limit 1),"
  " draft as (select document, revision, changed_at, changed_by, base from laurel.program_draft"
  "   where discarded is distinct from revision)"
  " select d.revision, d.document, d.changed_at, d.changed_by, d.base,"
  "   c.version, c.document, c.published_at, c.published_by"
  " from (select) one left join draft d on true left join current c on true",
  0,
  TRUE,
};

static const LaurelStatement new_statement = {
  "load-new-draft",
  "select revision, case when revision <> $1::bigint then document end from laurel.program_draft"
  " where discarded is distinct from revision",
  1,
  TRUE,
};

static const LaurelStatement save_statement = {
  "save-draft",
  "select revision, base from laurel.save_draft ($1::text, $2::bigint, $3::boolean,"
  " $4::timestamptz, $5::text)",
  5,
  FALSE,
};

static const LaurelStatement submit_statement = {
  "submit-draft",
  "select state, submission, version from laurel.submit_draft ($1::bigint, $2::text,"
  " $3::timestamptz, $4::timestamptz, $5::bigint, $6::text)",
  6,
  FALSE,
};

static const LaurelStatement decide_statement = {
  "decide-submission",
  "select state, $1::bigint, version from laurel.decide_submission ($1::bigint, $2::text,"
  " $3::timestamptz, $4::bigint, $5::text)",
  5,
  FALSE,
};
/* clang-format on */

/* In the order of LaurelSubmissionState. */
static const char *const states[] = {
  "published", "scheduled", "waiting", "refused", "cancelled", "stale", "none", "own",
};

/* In the order of LaurelDecision: for the database, and for the audit. */
static const char *const decisions[] = { "publish", "refuse", "cancel" };
static const char *const decision_actions[] = {
  "program.approve",
  "program.refuse",
  "program.cancel",
};

const char *
laurel_submission_state_to_string (LaurelSubmissionState state)
{
  return states[state];
}

static LaurelSubmissionState
state_from_string (const char *text)
{
  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    {
      if (g_str_equal (states[i], text))
        return (LaurelSubmissionState) i;
    }

  g_assert_not_reached ();
}

/* === Loading ================================================================================== */

typedef struct
{
  LaurelDraftDone done;
  gpointer        data;
} Load;

static void
loaded_cb (LaurelDb *db, const PGresult *result, const GError *error, gpointer data)
{
  g_autofree Load *load = data;
  LaurelDraftRow   draft = { .document = LAUREL_EMPTY_PROGRAM };
  int              column = 0;

  if (result == NULL)
    {
      load->done (NULL, error, load->data);
      return;
    }

  if (!laurel_db_is_null (result, 0, 5))
    {
      draft.current = laurel_db_get_int (result, 0, 5);
      draft.current_document = laurel_db_get_text (result, 0, 6);
      draft.base = draft.current;
      column = 6;
    }

  if (!laurel_db_is_null (result, 0, 0))
    {
      draft.revision = laurel_db_get_bigint (result, 0, 0);
      draft.base = laurel_db_is_null (result, 0, 4) ? 0 : laurel_db_get_int (result, 0, 4);
      column = 1;
    }

  if (column > 0)
    {
      draft.document = laurel_db_get_text (result, 0, column);
      draft.changed_us = laurel_db_get_timestamp (result, 0, column + 1);
      draft.changed_by = laurel_db_get_text (result, 0, column + 2);
    }

  load->done (&draft, NULL, load->data);
}

void
laurel_store_load_draft (LaurelStore *store, LaurelDraftDone done, gpointer data)
{
  Load *load = g_new (Load, 1);

  *load = (Load){ done, data };
  laurel_db_query (laurel_store_get_db (store),
                   LAUREL_DB_LANE_OFFICE,
                   &load_statement,
                   NULL,
                   loaded_cb,
                   load);
}

typedef struct
{
  LaurelNewDraftDone done;
  gpointer           data;
} LoadNew;

static void
new_loaded_cb (LaurelDb *db, const PGresult *result, const GError *error, gpointer data)
{
  g_autofree LoadNew *load = data;

  if (result == NULL || laurel_db_get_n_rows (result) == 0)
    load->done (NULL, 0, error, load->data);
  else
    load->done (laurel_db_get_text (result, 0, 1),
                laurel_db_get_bigint (result, 0, 0),
                NULL,
                load->data);
}

void
laurel_store_load_new_draft (LaurelStore       *store,
                             gint64             known,
                             LaurelNewDraftDone done,
                             gpointer           data)
{
  LaurelDbParams *params = laurel_db_params_new ();
  LoadNew        *load = g_new (LoadNew, 1);

  *load = (LoadNew){ done, data };
  laurel_db_params_add_bigint (params, known);
  laurel_db_query (laurel_store_get_db (store),
                   LAUREL_DB_LANE_OFFICE,
                   &new_statement,
                   params,
                   new_loaded_cb,
                   load);
}

/* === Changing ================================================================================= */

/**
 * Change:
 * @saved, @submitted: who waits for it, one of the two
 * @revision, @base: with @saved
 * @result: with @submitted
 *
 * A change that is audited in its own transaction: the change answers, the audit's row follows
 * where something was changed, and the commit confirms.
 */
typedef struct
{
  LaurelDbTransaction *transaction;
  LaurelActor          actor;
  const char          *action;
  char                *before;
  char                *after;
  LaurelDraftSaved     saved;
  LaurelSubmitDone     submitted;
  gpointer             data;
  gint64               revision;
  gint                 base;
  LaurelSubmitted      result;
} Change;

/* @action: static */
static Change *
change_new (const LaurelActor *actor,
            const char        *action,
            const char        *before,
            const char        *after,
            gpointer           data)
{
  Change *change = g_new0 (Change, 1);

  change->actor = (LaurelActor){ actor->user, g_strdup (actor->name), g_strdup (actor->address) };
  change->action = action;
  change->before = g_strdup (before);
  change->after = g_strdup (after);
  change->data = data;

  return change;
}

static void
end_change (Change *change, const GError *error)
{
  if (change->saved != NULL)
    change->saved (error == NULL ? change->revision : 0, change->base, error, change->data);
  else
    change->submitted (error == NULL ? &change->result : NULL, error, change->data);

  g_free ((char *) change->actor.name);
  g_free ((char *) change->actor.address);
  g_free (change->before);
  g_free (change->after);
  g_free (change);
}

static void
committed_cb (LaurelDb *db, const PGresult *result, const GError *error, gpointer data)
{
  end_change (data, error);
}

/* Whether it went well is what the commit will say. */
static void
audited_cb (LaurelDb *db, const PGresult *result, const GError *error, gpointer data)
{
}

/* What the audit says was changed; NULL: nothing was. */
static char *
read_change (Change *change, const PGresult *result)
{
  LaurelSubmitted *submitted = &change->result;

  if (change->saved != NULL)
    {
      change->revision = laurel_db_get_bigint (result, 0, 0);
      change->base = laurel_db_is_null (result, 0, 1) ? 0 : laurel_db_get_int (result, 0, 1);

      return change->revision == 0
                 ? NULL
                 : g_strdup_printf ("program draft %" G_GINT64_FORMAT, change->revision);
    }

  submitted->state = state_from_string (laurel_db_get_text (result, 0, 0));
  submitted->submission =
      laurel_db_is_null (result, 0, 1) ? 0 : laurel_db_get_bigint (result, 0, 1);
  submitted->version = laurel_db_is_null (result, 0, 2) ? 0 : laurel_db_get_int (result, 0, 2);

  if (submitted->state >= LAUREL_SUBMISSION_STALE)
    return NULL;

  if (submitted->version > 0)
    return g_strdup_printf ("program %d", submitted->version);

  return g_strdup_printf ("program submission %" G_GINT64_MODIFIER "x",
                          (guint64) submitted->submission);
}

static void
changed_cb (LaurelDb *db, const PGresult *result, const GError *error, gpointer data)
{
  Change          *change = data;
  g_autofree char *subject = result != NULL ? read_change (change, result) : NULL;

  if (subject == NULL)
    {
      laurel_db_rollback (change->transaction);
      end_change (change, error);
      return;
    }

  laurel_db_transaction_query (change->transaction,
                               &laurel_store_audit_statement,
                               laurel_store_audit_params (&change->actor,
                                                          change->action,
                                                          subject,
                                                          change->before,
                                                          change->after),
                               audited_cb,
                               NULL);
  laurel_db_commit (change->transaction, committed_cb, change);
}

/* (transfer full) @params, @change */
static void
run_change (LaurelStore           *store,
            const LaurelStatement *statement,
            LaurelDbParams        *params,
            Change                *change)
{
  change->transaction = laurel_db_begin (laurel_store_get_db (store), LAUREL_DB_LANE_OFFICE);
  laurel_db_transaction_query (change->transaction, statement, params, changed_cb, change);
}

static void
add_instant (LaurelDbParams *params, gint64 us)
{
  if (us != 0)
    laurel_db_params_add_timestamp (params, us);
  else
    laurel_db_params_add_null (params);
}

void
laurel_store_save_draft (LaurelStore             *store,
                         const LaurelDraftChange *draft,
                         LaurelDraftSaved         done,
                         gpointer                 data)
{
  LaurelDbParams *params = laurel_db_params_new ();
  Change *change = change_new (draft->actor, draft->action, draft->before, draft->after, data);

  change->saved = done;
  laurel_db_params_add_text (params, draft->document);
  laurel_db_params_add_bigint (params, draft->seen);
  laurel_db_params_add_boolean (params, draft->begin);
  laurel_db_params_add_timestamp (params, draft->now_us);
  laurel_db_params_add_text (params, draft->actor->name);
  run_change (store, &save_statement, params, change);
}

void
laurel_store_submit_draft (LaurelStore            *store,
                           const LaurelSubmission *submission,
                           LaurelSubmitDone        done,
                           gpointer                data)
{
  LaurelDbParams *params = laurel_db_params_new ();
  Change         *change = change_new (submission->actor,
                               "program.publish",
                               submission->before,
                               submission->after,
                               data);

  change->submitted = done;
  laurel_db_params_add_bigint (params, submission->revision);
  laurel_db_params_add_text (params, submission->comment);
  add_instant (params, submission->from_us);
  laurel_db_params_add_timestamp (params, submission->now_us);
  laurel_db_params_add_bigint (params, submission->actor->user);
  laurel_db_params_add_text (params, submission->actor->name);
  run_change (store, &submit_statement, params, change);
}

void
laurel_store_decide_submission (LaurelStore       *store,
                                const LaurelActor *actor,
                                gint64             submission,
                                LaurelDecision     decision,
                                gint64             now_us,
                                LaurelSubmitDone   done,
                                gpointer           data)
{
  LaurelDbParams *params = laurel_db_params_new ();
  Change         *change = change_new (actor, decision_actions[decision], NULL, NULL, data);

  change->submitted = done;
  laurel_db_params_add_bigint (params, submission);
  laurel_db_params_add_text (params, decisions[decision]);
  laurel_db_params_add_timestamp (params, now_us);
  laurel_db_params_add_bigint (params, actor->user);
  laurel_db_params_add_text (params, actor->name);
  run_change (store, &decide_statement, params, change);
}
