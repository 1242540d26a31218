/* laurel-distribute.h - shares out a whole number by weights, to the last unit
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Products of two money amounts, and points of the largest receipts, need them. */
typedef __int128 LaurelWide;

/* Working memory: one of them for each share. */
typedef struct
{
  LaurelWide remainder;
  LaurelWide weight;
  gsize      index;
} LaurelClaim;

/**
 * laurel_distribute:
 * @claims: (array length=n): working memory, overwritten
 * @total: what is shared out, not negative; @total times the sum of the weights is below 2^127
 * @weights: (array length=n): not negative, in line order
 * @caps: (array length=n) (nullable): the most that each may get; none if %NULL
 * @shares: (out caller-allocates) (array length=n): what each gets
 *
 * floor(total*w/W) each, left-over units by largest remainder, then larger weight, then lower
 * position. What is cut off by caps is shared out again among those still below theirs. What nobody
 * can take (no weights, all caps reached) is left.
 */
void laurel_distribute (LaurelClaim      *claims,
                        LaurelWide        total,
                        const LaurelWide *weights,
                        const LaurelWide *caps,
                        gsize             n,
                        LaurelWide       *shares);

/* round(a/b), half up, for a >= 0 and b > 0. */
static inline LaurelWide
laurel_divide_half_up (LaurelWide a, LaurelWide b)
{
  return (2 * a + b) / (2 * b);
}

static inline LaurelWide
laurel_divide_up (LaurelWide a, LaurelWide b)
{
  return (a + b - 1) / b;
}

G_END_DECLS
