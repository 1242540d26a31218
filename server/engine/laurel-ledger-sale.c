/* laurel-ledger-sale.c - a sale as the ledger remembers it, for returns and voids
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/engine/laurel-ledger-sale.h"

static void
clear_certificate (gpointer data)
{
  LaurelSaleCertificate *certificate = data;

  g_free (certificate->code);
}

LaurelSale *
laurel_sale_new (void)
{
  LaurelSale *sale = g_new0 (LaurelSale, 1);

  sale->lines = g_array_new (FALSE, FALSE, sizeof (LaurelSaleLine));
  sale->grants = g_array_new (FALSE, FALSE, sizeof (LaurelSaleGrant));
  sale->consumptions = g_array_new (FALSE, FALSE, sizeof (LaurelConsumption));
  sale->certificates = g_array_new (FALSE, FALSE, sizeof (LaurelSaleCertificate));
  g_array_set_clear_func (sale->certificates, clear_certificate);

  return sale;
}

void
laurel_sale_free (LaurelSale *sale)
{
  if (sale == NULL)
    return;

  g_array_unref (sale->lines);
  g_array_unref (sale->grants);
  g_array_unref (sale->consumptions);
  g_array_unref (sale->certificates);
  g_free (sale);
}

gboolean
laurel_sale_has_returns (const LaurelSale *sale)
{
  g_return_val_if_fail (sale != NULL, FALSE);

  for (guint i = 0; i < sale->lines->len; i++)
    {
      if (g_array_index (sale->lines, LaurelSaleLine, i).returned > 0)
        return TRUE;
    }

  return FALSE;
}
