/* laurel-store-drafts.h - the draft of the next program, and what became of it when it was handed
 * in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every change writes its row of the audit in the same transaction, and is told to everybody who
 * listens to the events.
 */

#pragma once

#include "server/store/laurel-store-access.h"

G_BEGIN_DECLS

/* The document from which a draft is begun where nothing has been published yet. */
#define LAUREL_EMPTY_PROGRAM "{\"format\":1}"

/**
 * LaurelDraftRow:
 * @document: JSON; where there is no draft that of the program in force, or that of an empty one
 * @revision: grows with each change and never comes again; 0: there is no draft
 * @changed_us: microseconds since 1970-01-01 00:00 UTC; 0: nothing has ever been published or saved
 * @changed_by: (nullable): %NULL with @changed_us 0
 * @base: the program in force when the draft was begun; 0: none was
 * @current: the program in force, 0: none
 * @current_document: (nullable): that program's; %NULL with @current 0
 */
typedef struct
{
  const char *document;
  gint64      revision;
  gint64      changed_us;
  const char *changed_by;
  gint        base;
  gint        current;
  const char *current_document;
} LaurelDraftRow;

/* @draft: (nullable): %NULL with an error */
typedef void (*LaurelDraftDone) (const LaurelDraftRow *draft, const GError *error, gpointer data);

void laurel_store_load_draft (LaurelStore *store, LaurelDraftDone done, gpointer data);

/* @document: (nullable): JSON; %NULL: it is the one that is known, or there is none (@revision 0)
 */
typedef void (*LaurelNewDraftDone) (const char   *document,
                                    gint64        revision,
                                    const GError *error,
                                    gpointer      data);

/* The draft, but for its document where the revision is @known: it may be large. */
void laurel_store_load_new_draft (LaurelStore       *store,
                                  gint64             known,
                                  LaurelNewDraftDone done,
                                  gpointer           data);

/**
 * LaurelDraftChange:
 * @actor: who
 * @action: for the audit: "program.save_draft"
 * @document: (nullable): JSON; %NULL: the draft is thrown away
 * @seen: the revision in whose place it comes, 0: there is none
 * @begin: it is begun anew from the program in force
 * @before, @after: (nullable): JSON for the audit
 */
typedef struct
{
  const LaurelActor *actor;
  const char        *action;
  const char        *document;
  gint64             seen;
  gboolean           begin;
  gint64             now_us;
  const char        *before;
  const char        *after;
} LaurelDraftChange;

/* @revision: the new one; 0 without an error: the draft is not the one that was seen */
typedef void (*LaurelDraftSaved) (gint64 revision, gint base, const GError *error, gpointer data);

void laurel_store_save_draft (LaurelStore             *store,
                              const LaurelDraftChange *change,
                              LaurelDraftSaved         done,
                              gpointer                 data);

/**
 * LaurelSubmissionState:
 * @LAUREL_SUBMISSION_STALE: the draft is not the one that was seen; nothing has happened
 * @LAUREL_SUBMISSION_NONE: there is no such submission to decide on any more
 * @LAUREL_SUBMISSION_OWN: nobody is his own second person
 */
typedef enum
{
  LAUREL_SUBMISSION_PUBLISHED,
  LAUREL_SUBMISSION_SCHEDULED,
  LAUREL_SUBMISSION_WAITING,
  LAUREL_SUBMISSION_REFUSED,
  LAUREL_SUBMISSION_CANCELLED,
  LAUREL_SUBMISSION_STALE,
  LAUREL_SUBMISSION_NONE,
  LAUREL_SUBMISSION_OWN,
} LaurelSubmissionState;

/* "published" and so on. Static. */
const char *laurel_submission_state_to_string (LaurelSubmissionState state);

/**
 * LaurelSubmitted:
 * @submission: its id, 0 where the program was published at once
 * @version: of the program that was published, else 0
 */
typedef struct
{
  LaurelSubmissionState state;
  gint64                submission;
  gint                  version;
} LaurelSubmitted;

/* @submitted: (nullable): %NULL with an error */
typedef void (*LaurelSubmitDone) (const LaurelSubmitted *submitted,
                                  const GError          *error,
                                  gpointer               data);

/**
 * LaurelSubmission:
 * @revision: of the draft that is handed in
 * @from_us: the instant from which it holds, 0: at once
 * @before, @after: (nullable): JSON for the audit
 */
typedef struct
{
  const LaurelActor *actor;
  gint64             revision;
  const char        *comment;
  gint64             from_us;
  gint64             now_us;
  const char        *before;
  const char        *after;
} LaurelSubmission;

/* Publishes the draft, schedules it, or lets it wait for a second person: see submit_draft() in
 * schema/0009-programs.sql. */
void laurel_store_submit_draft (LaurelStore            *store,
                                const LaurelSubmission *submission,
                                LaurelSubmitDone        done,
                                gpointer                data);

typedef enum
{
  LAUREL_DECISION_PUBLISH,
  LAUREL_DECISION_REFUSE,
  LAUREL_DECISION_CANCEL,
} LaurelDecision;

/* Publishes or refuses what waits for a second person, or cancels what is scheduled. */
void laurel_store_decide_submission (LaurelStore       *store,
                                     const LaurelActor *actor,
                                     gint64             submission,
                                     LaurelDecision     decision,
                                     gint64             now_us,
                                     LaurelSubmitDone   done,
                                     gpointer           data);

G_END_DECLS
