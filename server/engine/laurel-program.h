/* laurel-program.h - a published program with its catalog, compiled and immutable
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "server/engine/laurel-catalog.h"
#include "server/engine/laurel-program-draft.h"

G_BEGIN_DECLS

typedef struct _LaurelProgram LaurelProgram;

/**
 * LaurelLeafInfo:
 * @id: id of a discount
 * @name: (nullable): as people call it
 * @points: it gives points, not money
 * @for_referrer: they are the referrer's
 * @limits: how often it may be used; tells which usage a price must be told
 */
typedef struct
{
  const char       *id;
  const char       *name;
  gboolean          points;
  gboolean          for_referrer;
  LaurelDraftLimits limits;
} LaurelLeafInfo;

/**
 * LaurelNodeInfo:
 * @id: id of a group or a discount
 * @name: (nullable): as people call it
 */
typedef struct
{
  const char *id;
  const char *name;
} LaurelNodeInfo;

/* Compiles @draft (the program as read, see laurel-program-draft.h) with @catalog into flat arrays
 * and indexes. @version is the number that sales keep. References are counted atomically, so that a
 * new version can be swapped in while receipts are priced by the old one. Nothing of @draft and
 * @catalog is kept. Fails with the first fault of laurel_program_draft_check(), or where a store's
 * zone is unknown (REFERENCE). */
LaurelProgram *laurel_program_compile (const LaurelProgramDraft *draft,
                                       const LaurelCatalog      *catalog,
                                       gint                      version,
                                       GError                  **error) G_GNUC_WARN_UNUSED_RESULT;
LaurelProgram *laurel_program_ref (LaurelProgram *program);
void           laurel_program_unref (LaurelProgram *program);

gint   laurel_program_get_version (const LaurelProgram *program);
gint64 laurel_program_get_money_per_point (const LaurelProgram *program);

/* What the ledger and the services need to know; lives as long as @program. */
const LaurelProgramTerms *laurel_program_get_terms (const LaurelProgram *program);
/* The program's level of that id, or NULL. */
const LaurelLevel *laurel_program_get_level (const LaurelProgram *program, const char *id);
/* All discounts in tree order, disabled ones too. */
const LaurelLeafInfo *laurel_program_get_leaves (const LaurelProgram *program, gsize *n_leaves);
/* All groups and discounts, each group before what is in it. */
const LaurelNodeInfo *laurel_program_get_nodes (const LaurelProgram *program, gsize *n_nodes);

/* The ids of discounts with limits of their own for each client, and of those with limits that all
 * clients share: whose uses a price must be told. */
const char *const *laurel_program_get_personal_limits (const LaurelProgram *program,
                                                       gsize               *n_leaves);
const char *const *laurel_program_get_shared_limits (const LaurelProgram *program, gsize *n_leaves);

/* The channel of @store, %LAUREL_CHANNEL_NONE where there is no such store (or @store is NULL). */
LaurelChannel laurel_program_get_store_channel (const LaurelProgram *program, const char *store);

/* The local date of @time in the zone of @store (else of the program), as days since 1970-01-01. */
gint32 laurel_program_local_day (const LaurelProgram *program, const char *store, gint64 time);
/* The first instant of @day in the program's zone. */
gint64 laurel_program_day_start (const LaurelProgram *program, gint32 day);
/* The program's own date of @time. */
gint32 laurel_program_day (const LaurelProgram *program, gint64 time);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelProgram, laurel_program_unref)

G_END_DECLS
