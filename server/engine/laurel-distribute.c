/* laurel-distribute.c - shares out a whole number by weights, to the last unit
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/engine/laurel-distribute.h"

/* Whether @a comes before @b when left-over units are given out. */
static gboolean
claims_before (const LaurelClaim *a, const LaurelClaim *b)
{
  if (a->remainder != b->remainder)
    return a->remainder > b->remainder;

  if (a->weight != b->weight)
    return a->weight > b->weight;

  return a->index < b->index;
}

/* Restores the heap below @root: the claim that comes first stands on top. */
static void
sift_down (LaurelClaim *claims, gsize root, gsize n)
{
  while (2 * root + 1 < n)
    {
      gsize       child = 2 * root + 1;
      LaurelClaim claim = claims[root];

      if (child + 1 < n && claims_before (&claims[child + 1], &claims[child]))
        child++;

      if (!claims_before (&claims[child], &claim))
        return;

      claims[root] = claims[child];
      claims[child] = claim;
      root = child;
    }
}

/* Gives one unit each to the first @left claims. There are mostly few of them, and qsort() may
 * allocate. */
static void
give_left_over (gsize left, LaurelClaim *claims, gsize n_claims, LaurelWide *shares)
{
  for (gsize i = n_claims / 2; left > 0 && i-- > 0;)
    sift_down (claims, i, n_claims);

  for (; left > 0; left--)
    {
      shares[claims[0].index] += 1;
      claims[0] = claims[--n_claims];
      sift_down (claims, 0, n_claims);
    }
}

/* One round: gives @total to the @n_claims claims, without looking at caps. */
static void
share_out (LaurelWide total, LaurelClaim *claims, gsize n_claims, LaurelWide *shares)
{
  LaurelWide sum = 0;
  LaurelWide left = total;

  for (gsize i = 0; i < n_claims; i++)
    sum += claims[i].weight;

  for (gsize i = 0; i < n_claims; i++)
    {
      LaurelWide product = total * claims[i].weight;
      LaurelWide share = product / sum;

      claims[i].remainder = product - share * sum;
      shares[claims[i].index] += share;
      left -= share;
    }

  /* Fewer than there are claims: each floor takes less than one unit too little. */
  give_left_over ((gsize) left, claims, n_claims, shares);
}

void
laurel_distribute (LaurelClaim      *claims,
                   LaurelWide        total,
                   const LaurelWide *weights,
                   const LaurelWide *caps,
                   gsize             n,
                   LaurelWide       *shares)
{
  for (gsize i = 0; i < n; i++)
    shares[i] = 0;

  while (total > 0)
    {
      gsize n_claims = 0;

      for (gsize i = 0; i < n; i++)
        {
          if (weights[i] > 0 && (caps == NULL || shares[i] < caps[i]))
            claims[n_claims++] = (LaurelClaim){ .weight = weights[i], .index = i };
        }

      if (n_claims == 0)
        return;

      share_out (total, claims, n_claims, shares);
      total = 0;

      for (gsize i = 0; caps != NULL && i < n; i++)
        {
          if (shares[i] > caps[i])
            {
              total += shares[i] - caps[i];
              shares[i] = caps[i];
            }
        }
    }
}
