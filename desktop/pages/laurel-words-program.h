/* laurel-words-program.h - a program in sentences: worked examples, and its rules
 *
 * Functions that return char * return new text. The numbers of examples come from
 * desktop/models/laurel-examples.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "desktop/api/laurel-document.h"
#include "desktop/models/laurel-names.h"

G_BEGIN_DECLS

/* "A purchase of ₽2,000 at Silver gives 140 points, active on 9 December 2026.", and below what
 * it gives at each level. */
char *laurel_words_accrual_example (const LaurelDocument *document, const GDate *today);

/* "A receipt of ₽2,000 can be paid with 1,000 points: ₽1,000 remains.", and the levels with a
 * share of their own. */
char *laurel_words_redemption_example (const LaurelDocument *document, const GDate *today);

/* "Points of a purchase of today can be spent from 9 December 2026 through 25 November 2027." */
char *laurel_words_expiry_example (const LaurelDocument *document, const GDate *today);

/* "A receipt of ₽1,234.56 costs ₽1,234.00." */
char *laurel_words_rounding_example (const LaurelDocument *document, const GDate *today);

/* "At most 30% of “Coffee beans”, when the day is Saturday or Sunday"; @names: (nullable) */
char *laurel_words_redemption_rule (const LaurelRule *rule, LaurelNames *names);

/* "“Tobacco”: no discounts, no points" */
char *laurel_words_restriction (const LaurelRule *rule, LaurelNames *names);

/* The name of a level, else its id. (transfer none) */
const char *laurel_words_level (const LaurelLevel *level);

G_END_DECLS
