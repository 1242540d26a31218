/* laurel-programs.h - the published programs of this server, compiled and ready
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One LaurelPrograms serves all workers. Programs are compiled when they are first needed, and anew
 * when the catalog changes; a receipt keeps the release it began with, whatever is published
 * meanwhile.
 */

#pragma once

#include <jansson.h>

#include "server/engine/laurel-ledger-program.h"
#include "server/engine/laurel-program.h"
#include "server/store/laurel-store-programs.h"

G_BEGIN_DECLS

/**
 * LaurelRelease:
 * @version: its number
 * @published_us: since when it holds, microseconds since 1970-01-01 00:00 UTC
 * @program: compiled
 * @terms: what the ledger goes by
 *
 * One published program, immutable; counted atomically.
 */
typedef struct
{
  gint               version;
  gint64             published_us;
  LaurelProgram     *program;
  LaurelLedgerTerms *terms;
} LaurelRelease;

LaurelRelease *laurel_release_ref (LaurelRelease *release);
void           laurel_release_unref (LaurelRelease *release);

/* Compiles @document, a program as JSON, with @catalog. @faults are added where it cannot be. */
LaurelRelease *laurel_release_new (const char          *document,
                                   const LaurelCatalog *catalog,
                                   gint                 version,
                                   gint64               published_us,
                                   LaurelFaults        *faults) G_GNUC_WARN_UNUSED_RESULT;

typedef struct _LaurelPrograms LaurelPrograms;

LaurelPrograms *laurel_programs_new (void) G_GNUC_WARN_UNUSED_RESULT;
LaurelPrograms *laurel_programs_ref (LaurelPrograms *self);
void            laurel_programs_unref (LaurelPrograms *self);

/* Asks @store for what is new, on its thread; any number of threads may do so. @done comes when
 * what was committed before the call is there. */
void laurel_programs_refresh (LaurelPrograms *self,
                              LaurelStore    *store,
                              LaurelStoreDone done,
                              gpointer        data);

/* The same, and lets those scheduled programs take effect whose dates are not after @now_us,
 * microseconds since 1970. */
void laurel_programs_advance (LaurelPrograms *self,
                              LaurelStore    *store,
                              gint64          now_us,
                              LaurelStoreDone done,
                              gpointer        data);
/* When the next scheduled program is due, as far as this server knows; 0: none is. Any thread. */
gint64 laurel_programs_get_next_us (LaurelPrograms *self);

/* (transfer full) (nullable): NULL where nothing has been published (or no such version). Any
 * thread. */
LaurelRelease *laurel_programs_dup_current (LaurelPrograms *self);
LaurelRelease *laurel_programs_dup_version (LaurelPrograms *self, gint version);
/* The program that held at @time (seconds): the newest published by then, else the first. */
LaurelRelease *laurel_programs_dup_at (LaurelPrograms *self, gint64 time);

/* Whether @document could be published now: everything that is wrong with it is added to @faults.
 */
gboolean laurel_programs_check (LaurelPrograms *self, const char *document, LaurelFaults *faults);

/* What is valid in @document and hardly meant, for receipts of @now (seconds) and later: see
 * laurel_wire_new_advice(). Empty where it has faults. (transfer full). Any thread. */
json_t *laurel_programs_new_warnings (LaurelPrograms *self,
                                      const char     *document,
                                      gint64          now) G_GNUC_WARN_UNUSED_RESULT;

/* (transfer full): the JSON text of a version that there is. */
char *laurel_programs_dup_document (LaurelPrograms *self, gint version) G_GNUC_WARN_UNUSED_RESULT;

/* Programs that are only looked at. They have the version 0, and nobody waits while they are
 * compiled. NULL with @faults where they cannot be. */

/* @catalog: (nullable): the chain's own */
LaurelRelease *laurel_programs_compile (LaurelPrograms      *self,
                                        json_t              *document,
                                        const LaurelCatalog *catalog,
                                        LaurelFaults        *faults) G_GNUC_WARN_UNUSED_RESULT;
/* Compiles the draft of @revision, and keeps it until there is another revision or catalog. */
LaurelRelease *laurel_programs_compile_draft (LaurelPrograms *self,
                                              gint64          revision,
                                              const char     *document,
                                              LaurelFaults   *faults) G_GNUC_WARN_UNUSED_RESULT;
/* The kept one (nullable), if it is of that revision; and which is, -1: none. */
LaurelRelease *laurel_programs_dup_draft (LaurelPrograms *self, gint64 revision);
gint64         laurel_programs_get_draft_revision (LaurelPrograms *self);

/* 0 where nothing has been published. */
gint laurel_programs_get_current_version (LaurelPrograms *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelRelease, laurel_release_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelPrograms, laurel_programs_unref)

G_END_DECLS
