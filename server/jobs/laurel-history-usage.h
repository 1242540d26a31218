/* laurel-history-usage.h - how often limited discounts were used while a history is told
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server/engine/laurel-priced.h"
#include "server/engine/laurel-program.h"
#include "server/engine/laurel-receipt.h"

G_BEGIN_DECLS

typedef struct _LaurelHistoryUsage LaurelHistoryUsage;

/* Counts discounts of @program that have limits: of all clients together (@total), or of one. */
LaurelHistoryUsage *laurel_history_usage_new (const LaurelProgram *program, gboolean total);
void                laurel_history_usage_free (LaurelHistoryUsage *usage);

/* What was used before this history: @stored may be of other discounts too. */
void laurel_history_usage_learn (LaurelHistoryUsage *usage,
                                 const LaurelUsage  *stored,
                                 gsize               n_stored);

/* One more sale, of the local date @day: each discount with an effect left in it was used. */
void laurel_history_usage_add (LaurelHistoryUsage *usage, const LaurelPriced *priced, gint32 day);

/* For the price of the next receipt; good until the usage is changed. */
const LaurelUsage *laurel_history_usage_get (const LaurelHistoryUsage *usage, gsize *n_usage);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelHistoryUsage, laurel_history_usage_free)

G_END_DECLS
