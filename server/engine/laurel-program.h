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

/* Compiles @draft (the program as read, see laurel-program-draft.h) with @catalog into flat arrays and
 * indexes. @version is the number that sales keep. References are counted atomically, so that a new
 * version can be swapped in while receipts are priced by the old one. */
LaurelProgram *laurel_program_compile (const LaurelProgramDraft *draft,
                                       const LaurelCatalog      *catalog,
                                       gint                      version,
                                       GError                  **error) G_GNUC_WARN_UNUSED_RESULT;
LaurelProgram *laurel_program_ref (LaurelProgram *program);
void           laurel_program_unref (LaurelProgram *program);

gint   laurel_program_get_version (const LaurelProgram *program);
gint64 laurel_program_get_money_per_point (const LaurelProgram *program);

/* The local date of @time in the zone of @store (else of the program), as days since 1970-01-01. */
gint32 laurel_program_local_day (const LaurelProgram *program, const char *store, gint64 time);
/* The first instant of @day in the program's zone. */
gint64 laurel_program_day_start (const LaurelProgram *program, gint32 day);
/* The program's own date of @time. */
gint32 laurel_program_day (const LaurelProgram *program, gint64 time);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelProgram, laurel_program_unref)

G_END_DECLS
