/* laurel-store-receipt.h - one sale as it is looked at, with everything that came of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a callback is given lives until it returns. Money is in minor units, points in hundredths,
 * quantities in thousandths, instants in microseconds since 1970-01-01 00:00 UTC. A missing text is
 * %NULL.
 */

#pragma once

#include "server/store/laurel-store.h"

G_BEGIN_DECLS

/**
 * LaurelReceiptRow:
 * @name: (nullable): the product's, where it is known
 * @leaves: (array length=n_effects): ids of discounts, "rounding" or "base"
 * @leaf_money: (array length=n_effects): what each took off
 * @leaf_points: (array length=n_effects): what each gave
 */
typedef struct
{
  gint64      n;
  const char *product;
  const char *name;
  gint64      quantity;
  gint64      price;
  gint64      gross;
  gint64      external;
  gint64      discount;
  gint64      redeemed;
  gint64      rounding;
  gint64      to_pay;
  gint64      points;
  gint64      turnover;
  gint64      returned_quantity;

  const char *const *leaves;
  const gint64      *leaf_money;
  const gint64      *leaf_points;
  gsize              n_effects;
} LaurelReceiptRow;

/**
 * LaurelReturnRow:
 * @kind: "return" or "void"
 * @refund: money, without what went to certificates
 * @n: (array length=n_lines): numbers of the lines
 * @quantity: (array length=n_lines): how much of each came back
 */
typedef struct
{
  gint64      return_id;
  const char *kind;
  gint64      time_us;
  gint64      refund;
  gint64      reversed_points;
  gint64      restored_points;

  const gint64 *n;
  const gint64 *quantity;
  gsize         n_lines;
} LaurelReturnRow;

/**
 * LaurelReceiptView:
 * @time_zone: (nullable): the store's, %NULL: the program's
 * @client_id: 0 for an anonymous receipt
 * @late: it was priced and paid before it was posted
 * @activates_us: when the first of its points become active, 0: it gave none
 * @facts: what the engine was told besides the lines, as JSON
 */
typedef struct
{
  gint64      sale_id;
  gint64      time_us;
  gint64      posted_us;
  const char *time_zone;
  const char *receipt;
  const char *store;
  const char *store_name;
  const char *city;
  const char *till;
  const char *cashier;
  const char *channel;
  const char *card;
  gint64      client_id;
  const char *last_name;
  const char *first_name;
  const char *patronymic;
  gint        program_version;
  gboolean    late;
  gboolean    voided;
  gint64      activates_us;
  const char *facts;
  gint64      gross;
  gint64      external;
  gint64      discount;
  gint64      redeemed;
  gint64      redeemed_points;
  gint64      rounding;
  gint64      to_pay;
  gint64      certificates;
  gint64      points;
  gint64      referrer_points;
  gint64      turnover;

  const LaurelReceiptRow *lines;
  gsize                   n_lines;
  const LaurelReturnRow  *returns;
  gsize                   n_returns;
} LaurelReceiptView;

/* @view is %NULL without @error where there is no such sale. */
typedef void (*LaurelReceiptDone) (const LaurelReceiptView *view,
                                   const GError            *error,
                                   gpointer                 data);

void laurel_store_load_receipt (LaurelStore      *store,
                                gint64            sale_id,
                                LaurelReceiptDone done,
                                gpointer          data);

G_END_DECLS
