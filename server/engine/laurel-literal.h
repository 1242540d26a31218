/* laurel-literal.h - a single test that is true or not, and what it says about others
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For tests of facts that have too many values to list them: segments, codes, prefixes, amounts of
 * the receipt. See laurel-premise.h.
 */

#pragma once

#include "server/engine/laurel-target-set.h"

G_BEGIN_DECLS

/**
 * LaurelLiteral:
 * @low: of `receipt`: @metric over @target is from here
 * @high: to here, or, where @truth is not, is not
 * @target: of `receipt`
 */
typedef struct
{
  const LaurelDraftCondition *test;
  gboolean                    truth;
  gint64                      low;
  gint64                      high;
  const LaurelTargetSet      *target;
} LaurelLiteral;

LaurelLiteral laurel_literal_new (LaurelPremiseWorld         *world,
                                  const LaurelDraftCondition *test,
                                  gboolean                    truth);

/* No receipt fits it, or it and the other one, as far as that can be proven. */
gboolean laurel_literal_is_impossible (LaurelPremiseWorld *world, const LaurelLiteral *literal);
gboolean laurel_literal_contradicts (LaurelPremiseWorld  *world,
                                     const LaurelLiteral *one,
                                     const LaurelLiteral *other);

/* The values for which @condition, which compares a metric, is true; they are one range. */
void laurel_literal_measure (const LaurelDraftCondition *condition, gint64 *low, gint64 *high);

G_END_DECLS
