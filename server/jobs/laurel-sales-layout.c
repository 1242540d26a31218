/* laurel-sales-layout.c - what the columns of a file of sales mean
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/jobs/laurel-sales-layout.h"

#include <gio/gio.h>

#include <string.h>

static const char *const column_names[LAUREL_SALES_N_COLUMNS] = {
  [LAUREL_SALES_COLUMN_INVOICE] = "invoice",   [LAUREL_SALES_COLUMN_PRODUCT] = "product",
  [LAUREL_SALES_COLUMN_QUANTITY] = "quantity", [LAUREL_SALES_COLUMN_PRICE] = "price",
  [LAUREL_SALES_COLUMN_TIME] = "time",         [LAUREL_SALES_COLUMN_NAME] = "name",
  [LAUREL_SALES_COLUMN_CLIENT] = "client",     [LAUREL_SALES_COLUMN_STORE] = "store",
  [LAUREL_SALES_COLUMN_REGION] = "region",
};

static const char *const online_retail_headers[LAUREL_SALES_N_COLUMNS] = {
  [LAUREL_SALES_COLUMN_INVOICE] = "InvoiceNo", [LAUREL_SALES_COLUMN_PRODUCT] = "StockCode",
  [LAUREL_SALES_COLUMN_QUANTITY] = "Quantity", [LAUREL_SALES_COLUMN_PRICE] = "UnitPrice",
  [LAUREL_SALES_COLUMN_TIME] = "InvoiceDate",  [LAUREL_SALES_COLUMN_NAME] = "Description",
  [LAUREL_SALES_COLUMN_CLIENT] = "CustomerID", [LAUREL_SALES_COLUMN_REGION] = "Country",
};

/* Postage and carriage, discounts, manual corrections, samples, bank and marketplace fees, a
 * charity, bad debts, and gift vouchers, which are money and are counted when they are spent. */
static const char *const online_retail_not_goods[] = {
  "POST",         "DOT", "C2",   "M",    "m",         "D",           "S",
  "BANK CHARGES", "B",   "CRUK", "PADS", "AMAZONFEE", "gift_0001_*", NULL,
};

LaurelSalesLayout *
laurel_sales_layout_new (void)
{
  LaurelSalesLayout *layout = g_new0 (LaurelSalesLayout, 1);

  layout->encoding = g_strdup ("UTF-8");
  layout->delimiter = ',';
  layout->currency = g_strdup ("RUB");
  layout->time_zone = g_strdup ("Europe/Moscow");
  layout->store = g_strdup ("import");
  layout->store_name = g_strdup ("import");
  layout->channel = g_strdup ("store");
  layout->language = g_strdup ("ru");
  layout->thresholds[0] = 5000000;
  layout->thresholds[1] = 10000000;
  layout->cancel_prefix = g_strdup ("");
  layout->not_goods = g_new0 (char *, 1);

  return layout;
}

LaurelSalesLayout *
laurel_sales_layout_new_preset (const char *name)
{
  LaurelSalesLayout *layout = NULL;

  g_return_val_if_fail (name != NULL, NULL);

  if (strcmp (name, "online-retail") != 0)
    return NULL;

  layout = g_new0 (LaurelSalesLayout, 1);
  for (gsize i = 0; i < LAUREL_SALES_N_COLUMNS; i++)
    layout->headers[i] = g_strdup (online_retail_headers[i]);
  layout->encoding = g_strdup ("UTF-8");
  layout->delimiter = ',';
  layout->currency = g_strdup ("GBP");
  layout->time_zone = g_strdup ("Europe/London");
  layout->store = g_strdup ("online-retail");
  layout->store_name = g_strdup ("Online Retail");
  layout->channel = g_strdup ("site");
  layout->language = g_strdup ("en");
  layout->thresholds[0] = 100000;
  layout->thresholds[1] = 500000;
  layout->cancel_prefix = g_strdup ("C");
  layout->not_goods = g_strdupv ((char **) online_retail_not_goods);

  return layout;
}

void
laurel_sales_layout_free (LaurelSalesLayout *layout)
{
  if (layout == NULL)
    return;

  for (gsize i = 0; i < LAUREL_SALES_N_COLUMNS; i++)
    g_free (layout->headers[i]);
  g_free (layout->encoding);
  g_free (layout->currency);
  g_free (layout->time_zone);
  g_free (layout->store);
  g_free (layout->store_name);
  g_free (layout->channel);
  g_free (layout->language);
  g_free (layout->cancel_prefix);
  g_strfreev (layout->not_goods);
  g_free (layout);
}

gboolean
laurel_sales_layout_map (LaurelSalesLayout *layout, const char *pair, GError **error)
{
  const char *equals = NULL;

  g_return_val_if_fail (layout != NULL, FALSE);
  g_return_val_if_fail (pair != NULL, FALSE);

  equals = strchr (pair, '=');
  for (gsize i = 0; equals != NULL && i < LAUREL_SALES_N_COLUMNS; i++)
    {
      gsize length = (gsize) (equals - pair);

      if (strlen (column_names[i]) == length && strncmp (column_names[i], pair, length) == 0)
        {
          g_free (layout->headers[i]);
          layout->headers[i] = equals[1] != '\0' ? g_strdup (equals + 1) : NULL;
          return TRUE;
        }
    }

  g_set_error (error,
               G_IO_ERROR,
               G_IO_ERROR_INVALID_ARGUMENT,
               "'%s' maps no column: write COLUMN=HEADER, with one of invoice, product, quantity, "
               "price, time, name, client, store, region",
               pair);

  return FALSE;
}

const char *
laurel_sales_column_name (LaurelSalesColumn column)
{
  g_return_val_if_fail (column < LAUREL_SALES_N_COLUMNS, NULL);

  return column_names[column];
}

gboolean
laurel_sales_layout_is_goods (const LaurelSalesLayout *layout, const char *product)
{
  g_return_val_if_fail (layout != NULL, FALSE);
  g_return_val_if_fail (product != NULL, FALSE);

  for (char **code = layout->not_goods; *code != NULL; code++)
    {
      gsize length = strlen (*code);

      if (length > 0 && (*code)[length - 1] == '*')
        {
          if (strncmp (product, *code, length - 1) == 0)
            return FALSE;
        }
      else if (strcmp (product, *code) == 0)
        return FALSE;
    }

  return TRUE;
}
