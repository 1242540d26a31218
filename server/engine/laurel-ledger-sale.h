/* laurel-ledger-sale.h - a sale as the ledger remembers it, for returns and voids
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LaurelSaleLine:
 * @n: the till's line number
 * @quantity: thousandths sold
 * @returned: thousandths returned
 * @discount: off the line
 * @to_pay: for the line
 * @turnover: for levels
 * @redeemed_points: the line's part of the sale's redeemed points
 *
 * What was reversed of each of the four so far is round(X * returned / quantity), so it is not
 * kept.
 */
typedef struct
{
  gint64 n;
  gint64 quantity;
  gint64 returned;
  gint64 discount;
  gint64 to_pay;
  gint64 turnover;
  gint64 redeemed_points;
} LaurelSaleLine;

/**
 * LaurelSaleGrant:
 * @n: the line
 * @referrer: the lot is the referrer's
 * @lot_no: in the buyer's or the referrer's account
 * @points: how many of the lot's points this line gave
 */
typedef struct
{
  gint64   n;
  gboolean referrer;
  gint64   lot_no;
  gint64   points;
} LaurelSaleGrant;

/**
 * LaurelConsumption:
 * @order_no: from 1, in order of consumption; with the document the key
 * @lot_no: the lot
 * @points: how many were taken
 * @restored: of them, how many came back so far
 * @life: seconds that the lot had left at posting, after the document itself had moved its end;
 *   %LAUREL_INSTANT_NEVER if it does not burn
 *
 * A part of a redemption or a write-off.
 */
typedef struct
{
  gint64 order_no;
  gint64 lot_no;
  gint64 points;
  gint64 restored;
  gint64 life;
} LaurelConsumption;

/**
 * LaurelSaleCertificate:
 * @code: (owned): the certificate
 * @paid: what it paid
 * @restored: of it, what went back
 */
typedef struct
{
  char  *code;
  gint64 paid;
  gint64 restored;
} LaurelSaleCertificate;

/**
 * LaurelSale:
 * @sale: the caller's number
 * @time: its own time
 * @day: its store's date
 * @posted: when it was committed
 * @tx_no: its transaction in the buyer's account, 0 for an anonymous sale
 * @voided: it was voided or cancelled
 * @lines: (element-type LaurelSaleLine): by number
 * @grants: (element-type LaurelSaleGrant): by line, then lot
 * @consumptions: (element-type LaurelConsumption): in order
 * @certificates: (element-type LaurelSaleCertificate): as presented
 *
 * laurel_ledger_sale() makes it, returns and voids change it: lines' returned, consumptions' and
 * certificates' restored, voided. After a merge its lot numbers are those of the account that it
 * went to (lot_no + LaurelMerge.lot_offset).
 */
typedef struct
{
  gint64   sale;
  gint64   time;
  gint32   day;
  gint64   posted;
  gint64   tx_no;
  gboolean voided;
  GArray  *lines;
  GArray  *grants;
  GArray  *consumptions;
  GArray  *certificates;
} LaurelSale;

LaurelSale *laurel_sale_new (void);
void        laurel_sale_free (LaurelSale *sale);

/* Some of it was returned. */
gboolean laurel_sale_has_returns (const LaurelSale *sale);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelSale, laurel_sale_free)

G_END_DECLS
