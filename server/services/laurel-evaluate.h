/* laurel-evaluate.h - what receipts would cost by some programs, and why; changes nothing
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <jansson.h>

#include "server/engine/laurel-faults.h"
#include "server/services/laurel-programs.h"

G_BEGIN_DECLS

/* @answer: (transfer full) (nullable): NULL with @faults of the question, or with @error of
 * LAUREL_DATABASE_ERROR; these are valid during the call */
typedef void (*LaurelEvaluateDone) (json_t             *answer,
                                    const LaurelFaults *faults,
                                    const GError       *error,
                                    gpointer            data);

/* @body: (transfer full): see laurel-wire-evaluation.h; @now_us: by the server's clock. Real
 * clients are read by connections of the office. */
void laurel_evaluate (LaurelStore       *store,
                      LaurelPrograms    *programs,
                      json_t            *body,
                      gint64             now_us,
                      LaurelEvaluateDone done,
                      gpointer           data);

G_END_DECLS
