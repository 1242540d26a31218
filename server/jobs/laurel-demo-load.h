/* laurel-demo-load.h - puts the demo chain into a database
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server/jobs/laurel-demo.h"
#include "server/jobs/laurel-history-run.h"

G_BEGIN_DECLS

/**
 * LaurelDemoLoad:
 * @totals: what this run has done; all known: the chain was there already
 * @resumed: an earlier run was cut off, or this is the second
 */
typedef struct
{
  LaurelHistoryTotals totals;
  gboolean            resumed;
} LaurelDemoLoad;

/* Loads the chain of @scale and @seed as it is at @now. A chain that is being loaded is written
 * down in the database: the same scale and seed go on with it, as of the instant of the first run.
 * Fails with G_IO_ERROR_EXISTS where another one, or any other sale, is there. */
gboolean laurel_demo_load (const LaurelHistoryTarget *target,
                           const LaurelDemoScale     *scale,
                           guint64                    seed,
                           gint64                     now,
                           LaurelHistoryProgress      progress,
                           gpointer                   data,
                           LaurelDemoLoad            *load,
                           GError                   **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
