/* laurel-store-programs.h - published programs, the draft, and the catalog they are compiled with
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server/engine/laurel-catalog.h"
#include "server/store/laurel-store-access.h"

G_BEGIN_DECLS

/* The channel on which a new program or a changed catalog is told. */
#define LAUREL_STORE_PROGRAM_CHANNEL "laurel_program"

/**
 * LaurelPublished:
 * @version: from 1
 * @document: JSON
 * @published_us: microseconds since 1970-01-01 00:00 UTC
 * @published_by: who
 * @comment: why, may be ""
 */
typedef struct
{
  gint        version;
  const char *document;
  gint64      published_us;
  const char *published_by;
  const char *comment;
} LaurelPublished;

/**
 * LaurelDraftRow:
 * @revision: grows with each change
 */
typedef struct
{
  const char *document;
  gint64      revision;
  gint64      changed_us;
  const char *changed_by;
} LaurelDraftRow;

/* What there is that the caller does not have yet; @catalog_version is always given. */
typedef void (*LaurelPublishedDone) (const LaurelPublished *programs,
                                     gsize                  n_programs,
                                     gint64                 catalog_version,
                                     const GError          *error,
                                     gpointer               data);
/* @catalog: (transfer full) (nullable): NULL with an error */
typedef void (*LaurelCatalogDone) (LaurelCatalog *catalog,
                                   gint64         version,
                                   const GError  *error,
                                   gpointer       data);
/* @draft: (nullable): NULL without an error: there is none, or not of that revision */
typedef void (*LaurelDraftDone) (const LaurelDraftRow *draft, const GError *error, gpointer data);
/* @version: of the program that was published; 0: the draft has changed since @revision */
typedef void (*LaurelPublishDone) (gint version, const GError *error, gpointer data);

/* All programs after @version, in order. */
void laurel_store_list_programs (LaurelStore        *store,
                                 gint                version,
                                 LaurelPublishedDone done,
                                 gpointer            data);
void laurel_store_load_catalog (LaurelStore *store, LaurelCatalogDone done, gpointer data);

void laurel_store_load_draft (LaurelStore *store, LaurelDraftDone done, gpointer data);
/* The same, without the document where its revision is @known. */
void laurel_store_load_new_draft (LaurelStore    *store,
                                  gint64          known,
                                  LaurelDraftDone done,
                                  gpointer        data);
/* @revision: the one that is replaced, or -1 for whichever there is. Audited. */
void laurel_store_save_draft (LaurelStore       *store,
                              const LaurelActor *actor,
                              const char        *document,
                              gint64             revision,
                              gint64             now_us,
                              LaurelDraftDone    done,
                              gpointer           data);
/* Makes the draft of @revision the next version. Audited, and told on
 * LAUREL_STORE_PROGRAM_CHANNEL. */
void laurel_store_publish_draft (LaurelStore       *store,
                                 const LaurelActor *actor,
                                 gint64             revision,
                                 const char        *comment,
                                 gint64             now_us,
                                 LaurelPublishDone  done,
                                 gpointer           data);

G_END_DECLS
