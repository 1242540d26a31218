/* laurel-ledger-terms.c - what a program says about points once they are given
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/engine/laurel-ledger-terms.h"

const LaurelLedgerLotTerms *
laurel_ledger_terms_get_lots (const LaurelLedgerTerms *terms, const char *leaf)
{
  g_return_val_if_fail (terms != NULL && leaf != NULL, NULL);

  for (gsize i = 0; i < terms->n_leaves; i++)
    {
      if (g_str_equal (terms->leaves[i].leaf, leaf))
        return &terms->leaves[i].lots;
    }

  return &terms->accrual;
}
