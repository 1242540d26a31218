/* laurel-receipt.h - what the engine is told: one receipt, the facts about its buyer, what was used
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Plain structs that own nothing: every pointer belongs to whoever filled the struct in, and must
 * live until laurel_price() has returned. Units are those of the whole server: money in minor units
 * of the program's currency, points in hundredths, quantities in thousandths, days as days since
 * 1970-01-01, instants as seconds since 1970-01-01 00:00 UTC.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* No day: a missing birth date, an account that has never bought. */
#define LAUREL_DAY_NONE G_MININT32

/**
 * LaurelReceiptLine:
 * @n: the till's line number, from 1, unique in the receipt
 * @product: product id
 * @quantity: thousandths of the sales unit, 1 to 10^9
 * @price: unit price, 0 to 10^11
 * @external_discount: what the till has taken off already, 0 to the line's gross
 */
typedef struct
{
  gint64      n;
  const char *product;
  gint64      quantity;
  gint64      price;
  gint64      external_discount;
} LaurelReceiptLine;

/**
 * LaurelPresentedCode:
 * @code: the promo code as presented
 * @series: (nullable): its series where it is valid, %NULL where it is unknown to the price
 */
typedef struct
{
  const char *code;
  const char *series;
} LaurelPresentedCode;

/**
 * LaurelPresentedCertificate:
 * @code: the certificate's code
 * @balance: the money that it still holds
 */
typedef struct
{
  const char *code;
  gint64      balance;
} LaurelPresentedCertificate;

typedef enum
{
  LAUREL_REDEEM_NONE,
  LAUREL_REDEEM_POINTS,
  LAUREL_REDEEM_MAX,
} LaurelRedeem;

/**
 * LaurelReceipt:
 * @store: (nullable): store id
 * @time: the till's instant
 * @card: (nullable): the card number presented
 * @channel: (nullable): overrides the store's channel
 * @payments: (array length=n_payments): kinds of payment
 * @promo_codes: (array length=n_promo_codes): each code once, in the order presented
 * @certificates: (array length=n_certificates): each once, in the order presented
 * @redeem: whether points are to be redeemed
 * @redeem_points: how many, for %LAUREL_REDEEM_POINTS
 * @lines: (array length=n_lines): in any order
 */
typedef struct
{
  const char                       *store;
  gint64                            time;
  const char                       *card;
  const char                       *channel;
  const char *const                *payments;
  gsize                             n_payments;
  const LaurelPresentedCode        *promo_codes;
  gsize                             n_promo_codes;
  const LaurelPresentedCertificate *certificates;
  gsize                             n_certificates;
  LaurelRedeem                      redeem;
  gint64                            redeem_points;
  const LaurelReceiptLine          *lines;
  gsize                             n_lines;
} LaurelReceipt;

/**
 * LaurelUsage:
 * @leaf: id of a discount
 * @count: committed sales in which it fired
 * @money: what it gave in them; for total budgets only
 * @last_day: local date of the last of them, or %LAUREL_DAY_NONE
 */
typedef struct
{
  const char *leaf;
  gint64      count;
  gint64      money;
  gint32      last_day;
} LaurelUsage;

/**
 * LaurelClientFacts:
 * @registered: the client has a profile (not only an anonymous card)
 * @level: (nullable): id of the account's level
 * @birth_day: birth date, or %LAUREL_DAY_NONE
 * @gender: 'f', 'm' or 0
 * @segments: (array length=n_segments): ids of the client segments it is a member of
 * @turnover: lifetime turnover
 * @purchase_count: lifetime purchases
 * @last_purchase_day: date of the last purchase, or %LAUREL_DAY_NONE
 * @available_points: what may be redeemed
 * @has_referrer: somebody brought this client
 * @usage: (array length=n_usage): the client's own uses of discounts
 *
 * An anonymous receipt has none of this: pass %NULL to laurel_price().
 */
typedef struct
{
  gboolean           registered;
  const char        *level;
  gint32             birth_day;
  char               gender;
  const char *const *segments;
  gsize              n_segments;
  gint64             turnover;
  gint64             purchase_count;
  gint32             last_purchase_day;
  gint64             available_points;
  gboolean           has_referrer;
  const LaurelUsage *usage;
  gsize              n_usage;
} LaurelClientFacts;

/**
 * LaurelUsageTotals:
 * @usage: (array length=n_usage): uses of discounts by everyone
 */
typedef struct
{
  const LaurelUsage *usage;
  gsize              n_usage;
} LaurelUsageTotals;

G_END_DECLS
