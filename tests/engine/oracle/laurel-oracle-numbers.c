/* laurel-oracle-numbers.c - rounding, and sharing out without a unit lost
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/engine/oracle/laurel-oracle-private.h"

LaurelWide
laurel_oracle_half_up (LaurelWide a, LaurelWide b)
{
  LaurelWide quotient = a / b;

  return a % b * 2 >= b ? quotient + 1 : quotient;
}

LaurelWide
laurel_oracle_ceil (LaurelWide a, LaurelWide b)
{
  return a % b == 0 ? a / b : a / b + 1;
}

/* Whether line @a has a better claim on a left-over unit than line @b. */
static gboolean
goes_before (const LaurelWide *rests, const LaurelWide *weights, gsize a, gsize b)
{
  if (rests[a] != rests[b])
    return rests[a] > rests[b];

  if (weights[a] != weights[b])
    return weights[a] > weights[b];

  return a < b;
}

/* Adds shares of @total to the lines that are @open. */
static void
share_out (LaurelWide        total,
           gsize             n,
           const LaurelWide *weights,
           const gboolean   *open,
           LaurelWide       *shares)
{
  g_autofree LaurelWide *rests = g_new0 (LaurelWide, n);
  LaurelWide             sum = 0;
  LaurelWide             left = total;

  for (gsize i = 0; i < n; i++)
    sum += open[i] ? weights[i] : 0;

  for (gsize i = 0; i < n; i++)
    {
      rests[i] = open[i] ? total * weights[i] % sum : -1;
      shares[i] += open[i] ? total * weights[i] / sum : 0;
      left -= open[i] ? total * weights[i] / sum : 0;
    }

  for (; left > 0; left--)
    {
      gsize best = 0;

      for (gsize i = 1; i < n; i++)
        best = goes_before (rests, weights, i, best) ? i : best;

      rests[best] = -1;
      shares[best] += 1;
    }
}

void
laurel_oracle_distribute (LaurelWide        total,
                          gsize             n,
                          const LaurelWide *weights,
                          const LaurelWide *caps,
                          LaurelWide       *shares)
{
  g_autofree gboolean *open = g_new0 (gboolean, n);

  for (gsize i = 0; i < n; i++)
    shares[i] = 0;

  while (total > 0)
    {
      gboolean any = FALSE;

      for (gsize i = 0; i < n; i++)
        {
          open[i] = weights[i] > 0 && (caps == NULL || shares[i] < caps[i]);
          any = any || open[i];
        }

      if (!any)
        return;

      share_out (total, n, weights, open, shares);
      total = 0;

      for (gsize i = 0; i < n; i++)
        {
          if (caps != NULL && shares[i] > caps[i])
            {
              total += shares[i] - caps[i];
              shares[i] = caps[i];
            }
        }
    }
}
