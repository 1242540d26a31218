/* laurel-premise.h - what is known of a receipt, and what cannot be true of it then
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A premise stands for a set of receipts: those for which everything that was assumed is true. It
 * is kept as what each fact may still be (days, weekdays, minutes, stores, levels, ages ...), and
 * where a fact has too many values as the list of tests themselves. The set that is kept is never
 * smaller than the true one. So a premise that is found impossible is impossible; one that is not
 * may be, too.
 *
 * A world outlives its premises.
 */

#pragma once

#include "server/engine/laurel-target-set.h"

G_BEGIN_DECLS

typedef struct _LaurelPremise LaurelPremise;

/* Nothing is known. With @ever, days before now are thought of as well. */
LaurelPremise *laurel_premise_new (LaurelPremiseWorld *world,
                                   gboolean            ever) G_GNUC_WARN_UNUSED_RESULT;
LaurelPremise *laurel_premise_copy (const LaurelPremise *self) G_GNUC_WARN_UNUSED_RESULT;
void           laurel_premise_free (LaurelPremise *self);

/* Adds that @condition is @truth; a missing one says nothing. */
void laurel_premise_assume (LaurelPremise              *self,
                            const LaurelDraftCondition *condition,
                            gboolean                    truth);
/* Adds that the client is known. */
void laurel_premise_assume_client (LaurelPremise *self);

/* FALSE where no receipt fits; @cause, if given, is then the test that left none. */
gboolean laurel_premise_is_possible (const LaurelPremise *self, LaurelTest *cause);
/* Whether @condition must be true of every receipt that fits. */
gboolean laurel_premise_implies (const LaurelPremise *self, const LaurelDraftCondition *condition);
/* Whether every receipt that fits is one of a known client. */
gboolean laurel_premise_implies_client (const LaurelPremise *self);
/* The largest accrual that the client's level may have. */
gint64 laurel_premise_get_most_accrual (const LaurelPremise *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelPremise, laurel_premise_free)

G_END_DECLS
