/* laurel-examples.h - what a program means for one plain purchase, for the examples beside its
 * rules
 *
 * Prices of real receipts come from the server. These are the few numbers that a sentence about a
 * rule needs while it is being edited: one line of one piece, no discount, nothing forbidden, a
 * client with enough points. They follow engine.md and points.md to the last unit.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "desktop/api/laurel-document.h"

G_BEGIN_DECLS

/* The points, in hundredths, that @paid (minor units, not negative) brings at a rate of @accrual
 * basis points, rounded as the program rounds. */
gint64 laurel_examples_points (const LaurelDocument *document, gint64 accrual, gint64 paid);

/* What @hundredths of points take off a receipt, in whole minor units, rounded down. */
gint64 laurel_examples_worth (const LaurelDocument *document, gint64 hundredths);

/**
 * laurel_examples_redeemable:
 * @document: the program
 * @level: (nullable): whose own share counts
 * @receipt: minor units, not negative
 *
 * Returns: the points, in hundredths, that can pay for a receipt of that size. Rules that ask
 * something of the goods or the moment do not fit it; the first that asks nothing does.
 */
gint64 laurel_examples_redeemable (const LaurelDocument *document,
                                   const LaurelLevel    *level,
                                   gint64                receipt);

/* What the rounding of a receipt takes off one of @receipt minor units. */
gint64 laurel_examples_rounding (const LaurelDocument *document, gint64 receipt);

/* The first day on which points of a sale on @sale can be spent. */
void laurel_examples_active_on (const LaurelDocument *document, const GDate *sale, GDate *active);

/* The first day on which they cannot any more; FALSE, and @burns is untouched, where they never
 * burn. A client who buys nothing else is meant. */
gboolean laurel_examples_burn_on (const LaurelDocument *document, const GDate *sale, GDate *burns);

G_END_DECLS
