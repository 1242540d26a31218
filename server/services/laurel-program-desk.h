/* laurel-program-desk.h - what people do with programs: edit the draft, publish it, look it over
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each function takes its steps on the thread of the desk's store and calls its callback once. All
 * of them are audited: what the person did, and what it changes in plain words.
 */

#pragma once

#include <jansson.h>

#include "server/services/laurel-programs.h"

G_BEGIN_DECLS

/* What a draft may weigh as text, in bytes. */
#define LAUREL_DRAFT_SIZE_MAX (1024 * 1024)

/* For @seen: whichever draft there is. */
#define LAUREL_DRAFT_ANY (-1)

/**
 * LaurelDesk:
 * @store: outlives the call
 * @actor: who acts; copied
 * @now_us: microseconds since 1970-01-01 00:00 UTC
 */
typedef struct
{
  LaurelStore    *store;
  LaurelPrograms *programs;
  LaurelActor     actor;
  gint64          now_us;
} LaurelDesk;

/**
 * LaurelDeskOutcome:
 * @LAUREL_DESK_STALE: the draft is not the one that was seen
 * @LAUREL_DESK_NO_DRAFT: there is none that could be published
 * @LAUREL_DESK_NONE: there is no such version or submission
 * @LAUREL_DESK_BAD_PATCH: the patch is malformed: `faults`
 * @LAUREL_DESK_PATCH_FAILED: the draft is not one to which the patch fits: `faults`
 * @LAUREL_DESK_UNFIT: the draft would be larger than LAUREL_DRAFT_SIZE_MAX, or no object
 * @LAUREL_DESK_FAULTY: it cannot be published: `faults`
 * @LAUREL_DESK_WARNED: it could be published, but is hardly meant so: `warnings`
 * @LAUREL_DESK_PAST: it cannot take effect at an instant that has passed
 * @LAUREL_DESK_OWN: it needs another person's approval
 */
typedef enum
{
  LAUREL_DESK_DONE,
  LAUREL_DESK_STALE,
  LAUREL_DESK_NO_DRAFT,
  LAUREL_DESK_NONE,
  LAUREL_DESK_BAD_PATCH,
  LAUREL_DESK_PATCH_FAILED,
  LAUREL_DESK_UNFIT,
  LAUREL_DESK_FAULTY,
  LAUREL_DESK_WARNED,
  LAUREL_DESK_PAST,
  LAUREL_DESK_OWN,
} LaurelDeskOutcome;

/**
 * LaurelDeskAnswer:
 * @draft: of what was done to the draft: as it is now
 * @submitted: of what was published or decided: what became of it
 * @faults, @warnings: (nullable)
 */
typedef struct
{
  LaurelDeskOutcome   outcome;
  LaurelDraftRow      draft;
  LaurelSubmitted     submitted;
  const LaurelFaults *faults;
  const json_t       *warnings;
} LaurelDeskAnswer;

/* @answer: (nullable): %NULL with an error; valid during the call */
typedef void (*LaurelDeskDone) (const LaurelDeskAnswer *answer, const GError *error, gpointer data);

/* @document: (transfer full): becomes the draft. @seen: the revision in whose place, 0: there is
 * none
 */
void laurel_desk_save_draft (const LaurelDesk *desk,
                             json_t           *document,
                             gint64            seen,
                             LaurelDeskDone    done,
                             gpointer          data);
/* @patch: (transfer full): RFC 6902, of the draft, or where there is none of the program in force.
 */
void laurel_desk_patch_draft (const LaurelDesk *desk,
                              json_t           *patch,
                              gint64            seen,
                              LaurelDeskDone    done,
                              gpointer          data);
/* There is no draft afterwards; the audit keeps the document. */
void laurel_desk_discard_draft (const LaurelDesk *desk,
                                gint64            seen,
                                LaurelDeskDone    done,
                                gpointer          data);
/* The published program @version becomes the draft; the audit keeps the document that was there. */
void laurel_desk_restore_version (const LaurelDesk *desk,
                                  gint              version,
                                  gint64            seen,
                                  LaurelDeskDone    done,
                                  gpointer          data);

/**
 * LaurelDeskPublishing:
 * @seen: the revision that was looked at, or LAUREL_DRAFT_ANY
 * @from_us: the instant from which on it holds, 0: at once
 * @accept_warnings: they are known
 */
typedef struct
{
  gint64      seen;
  const char *comment;
  gint64      from_us;
  gboolean    accept_warnings;
} LaurelDeskPublishing;

/* Publishes the draft, or hands it to a second person where that is set. This server prices by it
 * before @done. */
void laurel_desk_publish (const LaurelDesk           *desk,
                          const LaurelDeskPublishing *publishing,
                          LaurelDeskDone              done,
                          gpointer                    data);

/* Approves, refuses or cancels what is on its way. */
void laurel_desk_decide (const LaurelDesk *desk,
                         gint64            submission,
                         LaurelDecision    decision,
                         LaurelDeskDone    done,
                         gpointer          data);

G_END_DECLS
