/* laurel-store-programs.h - published programs, those on their way, and the catalog they are
 * compiled with
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server/engine/laurel-catalog.h"
#include "server/store/laurel-store-drafts.h"

G_BEGIN_DECLS

/* The channel on which a new program or a changed catalog is told. */
#define LAUREL_STORE_PROGRAM_CHANNEL "laurel_program"

/**
 * LaurelPublished:
 * @version: from 1
 * @document: JSON
 * @published_us: since when it holds, microseconds since 1970-01-01 00:00 UTC
 * @published_by: who
 * @approved_by: (nullable): the second person, where one was needed
 * @comment: why, may be ""
 */
typedef struct
{
  gint        version;
  const char *document;
  gint64      published_us;
  const char *published_by;
  const char *approved_by;
  const char *comment;
} LaurelPublished;

/**
 * LaurelProgramsState:
 * @catalog_version: grows with each change of the catalog
 * @next_us: when the next scheduled program is due, 0: none is scheduled
 */
typedef struct
{
  gint64 catalog_version;
  gint64 next_us;
} LaurelProgramsState;

/* What there is that the caller does not have yet. @state: (nullable): %NULL with an error */
typedef void (*LaurelPublishedDone) (const LaurelPublished     *programs,
                                     gsize                      n_programs,
                                     const LaurelProgramsState *state,
                                     const GError              *error,
                                     gpointer                   data);
/* @catalog: (transfer full) (nullable): NULL with an error */
typedef void (*LaurelCatalogDone) (LaurelCatalog *catalog,
                                   gint64         version,
                                   const GError  *error,
                                   gpointer       data);
/* @program: (nullable): NULL without an error: no such program was published */
typedef void (*LaurelProgramDone) (const LaurelPublished *program,
                                   const GError          *error,
                                   gpointer               data);

/* All programs after @version, in order. */
void laurel_store_list_programs (LaurelStore        *store,
                                 gint                version,
                                 LaurelPublishedDone done,
                                 gpointer            data);
/* One of them; 0: the one in force. */
void laurel_store_load_program (LaurelStore      *store,
                                gint              version,
                                LaurelProgramDone done,
                                gpointer          data);
void laurel_store_load_catalog (LaurelStore *store, LaurelCatalogDone done, gpointer data);

/* Lets the scheduled programs take effect whose dates are not after @now_us, and tells it on
 * LAUREL_STORE_PROGRAM_CHANNEL. Any number of servers may do it at once. */
void laurel_store_release_due_programs (LaurelStore    *store,
                                        gint64          now_us,
                                        LaurelStoreDone done,
                                        gpointer        data);

/**
 * LaurelSubmissionRow:
 * @state: LAUREL_SUBMISSION_WAITING, _SCHEDULED, or in a list of versions _PUBLISHED
 * @submission: 0 for a published one
 * @version: 0 for one that is not published yet
 * @document: (nullable): JSON; %NULL in lists
 * @from_us: since when it holds or will hold; 0: once it is published
 * @submitted_us: 0 for a published one
 * @by: who published it or handed it in
 * @approved_by: (nullable): the second person
 */
typedef struct
{
  LaurelSubmissionState state;
  gint64                submission;
  gint                  version;
  const char           *document;
  gint64                from_us;
  gint64                submitted_us;
  const char           *by;
  const char           *approved_by;
  const char           *comment;
} LaurelSubmissionRow;

/**
 * LaurelVersionKey:
 * @rank: 3 before all; of a row: 2 waiting, 1 scheduled, 0 published
 *
 * The place of a row in the list of versions, which goes from the last to the first.
 */
typedef struct
{
  gint   rank;
  gint64 first;
  gint64 second;
} LaurelVersionKey;

/* @last: (nullable): the place of the last row; NULL where there are none */
typedef void (*LaurelVersionsDone) (const LaurelSubmissionRow *rows,
                                    gsize                      n_rows,
                                    const LaurelVersionKey    *last,
                                    const GError              *error,
                                    gpointer                   data);

/* Waiting ones, scheduled ones and published ones, in this order and the newest first: at most
 * @limit after the place @after. */
void laurel_store_list_versions (LaurelStore            *store,
                                 const LaurelVersionKey *after,
                                 gint64                  limit,
                                 LaurelVersionsDone      done,
                                 gpointer                data);

/* @row: (nullable): NULL without an error: there is no such submission on its way */
typedef void (*LaurelSubmissionDone) (const LaurelSubmissionRow *row,
                                      const GError              *error,
                                      gpointer                   data);

/* One that waits or is scheduled. */
void laurel_store_load_submission (LaurelStore         *store,
                                   gint64               submission,
                                   LaurelSubmissionDone done,
                                   gpointer             data);

G_END_DECLS
