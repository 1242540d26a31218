/* laurel-evaluate-private.h - what the files behind laurel-evaluate.h share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server/services/laurel-programs.h"
#include "server/wire/laurel-wire-evaluation.h"

G_BEGIN_DECLS

/**
 * LaurelEvaluateProgram:
 * @release: (nullable): %NULL: it has @faults
 * @revision: of the draft, -1: it is none
 */
typedef struct
{
  LaurelRelease *release;
  LaurelFaults  *faults;
  gint64         revision;
} LaurelEvaluateProgram;

/* Prices everything, on any thread. @programs: one for each candidate of @question, whose receipts
 * are complete; @products: names of goods by their codes. */
json_t *laurel_evaluate_new_answer (const LaurelEvaluation      *question,
                                    const LaurelEvaluateProgram *programs,
                                    json_t *products) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
