/* laurel-sales-layout.h - what the columns of a file of sales mean
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  LAUREL_SALES_COLUMN_INVOICE,
  LAUREL_SALES_COLUMN_PRODUCT,
  LAUREL_SALES_COLUMN_QUANTITY,
  LAUREL_SALES_COLUMN_PRICE,
  LAUREL_SALES_COLUMN_TIME,
  LAUREL_SALES_COLUMN_NAME,
  LAUREL_SALES_COLUMN_CLIENT,
  LAUREL_SALES_COLUMN_STORE,
  LAUREL_SALES_COLUMN_REGION,
  LAUREL_SALES_N_COLUMNS,
} LaurelSalesColumn;

/* Columns before this one must be in the file; the others need not. */
#define LAUREL_SALES_FIRST_OPTIONAL LAUREL_SALES_COLUMN_NAME

/**
 * LaurelSalesLayout:
 * @headers: (array fixed-size=LAUREL_SALES_N_COLUMNS): name in the first line of the file of each
 *   column, %NULL where the file has none
 * @encoding: name of the text's encoding, as iconv knows it
 * @delimiter: what stands between two fields
 * @currency: three letters; prices are in its major unit, with hundredths for minor ones
 * @time_zone: IANA name: times without an offset are local to it
 * @store: where the file has no column of stores: code of the one store
 * @store_name: its name
 * @channel: the channel of stores that are not known yet
 * @language: of clients that are not known yet: "ru", "en"
 * @thresholds: turnover of the second and the third level, minor units, for the program that is
 *   published where there is none yet
 * @cancel_prefix: how numbers of cancellations begin; empty: there are none
 * @not_goods: (array zero-terminated=1): codes that stand for postage, fees and corrections, not
 * for goods; one that ends in '*' names all that begin so
 */
typedef struct
{
  char  *headers[LAUREL_SALES_N_COLUMNS];
  char  *encoding;
  char   delimiter;
  char  *currency;
  char  *time_zone;
  char  *store;
  char  *store_name;
  char  *channel;
  char  *language;
  gint64 thresholds[2];
  char  *cancel_prefix;
  char **not_goods;
} LaurelSalesLayout;

/* A layout with no columns yet: UTF-8, commas, roubles, Moscow, one store "import". */
LaurelSalesLayout *laurel_sales_layout_new (void);
/* NULL for a name that is no preset. Known: "online-retail", the UCI data set of a British shop. */
LaurelSalesLayout *laurel_sales_layout_new_preset (const char *name);
void               laurel_sales_layout_free (LaurelSalesLayout *layout);

/* Takes "COLUMN=HEADER"; an empty header takes the column away. Columns are invoice, product,
 * quantity, price, time, name, client, store, region. */
gboolean    laurel_sales_layout_map (LaurelSalesLayout *layout, const char *pair, GError **error);
const char *laurel_sales_column_name (LaurelSalesColumn column);

gboolean laurel_sales_layout_is_goods (const LaurelSalesLayout *layout, const char *product);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelSalesLayout, laurel_sales_layout_free)

G_END_DECLS
