/* laurel-trial-json.h - a receipt that is tried out, on the wire
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "desktop/api/laurel-trial.h"

G_BEGIN_DECLS

LaurelTrialResult *laurel_trial_result_new (void) G_GNUC_WARN_UNUSED_RESULT;
void               laurel_trial_result_free (gpointer data);

/* The question. @draft: (nullable): stands for version 0, instead of the server's. */
char *laurel_trial_to_json (const LaurelTrial *trial,
                            const gint64      *versions,
                            gsize              n_versions,
                            LaurelDocument    *draft) G_GNUC_WARN_UNUSED_RESULT;

/* A LaurelParseFunc: (transfer full): LaurelTrialAnswer. */
gpointer laurel_trial_read_answer (LaurelReply *reply, gpointer data) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
