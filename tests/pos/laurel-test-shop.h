/* laurel-test-shop.h - a chain that is open: two shops, tills, a published program
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Five percent come back as points after 14 days and burn 365 days later; half of a receipt may be
 * paid with them. The shops are S1 and S2, of the tills T1 and T2; the till W belongs to no shop.
 */

#pragma once

#include "tests/pos/laurel-test-chain.h"

G_BEGIN_DECLS

/* What its clock says at the start. */
#define LAUREL_TEST_SHOP_NOW "2026-03-02T12:00:00+03:00"

LaurelTestChain *laurel_test_shop_open (void) G_GNUC_WARN_UNUSED_RESULT;

/* (transfer full): one piece of A at @price to @card (nullable), at the shop's first instant. */
json_t *laurel_test_shop_sale (const char *receipt, const char *card, gint64 price);

/* The same shops with a program whose discounts are limited, each on goods of its name: "once",
 * "week" (once in 7 days), "thrice" (for each client; gives points), "ten" (in all), "budget"
 * (1000.00 in all), "both" (once for each client, 5 in all), "coded" and "worded" (for the codes
 * LAST, good once, and SPRING, good once for each client). All but "thrice" take off a tenth. */
LaurelTestChain *laurel_test_shop_open_limited (void) G_GNUC_WARN_UNUSED_RESULT;

/* What goods cost in the sales below, and a tenth of it. */
#define LAUREL_TEST_SHOP_PRICE 77770
#define LAUREL_TEST_SHOP_TENTH 7777

/* (transfer full): one piece of @product; @card, @code: (nullable). */
json_t *laurel_test_shop_sale_of (const char *receipt,
                                  const char *card,
                                  const char *product,
                                  const char *code);
/* The same sold by T1, under @key. */
LaurelTestReply *laurel_test_shop_sell (LaurelTestChain *chain,
                                        const char      *key,
                                        const char      *card,
                                        const char      *product,
                                        const char      *code) G_GNUC_WARN_UNUSED_RESULT;
/* What a quote or sale took off. */
gint64 laurel_test_shop_discount (const LaurelTestReply *reply);

/* Issues @card, and grants it @points, which are available at once and burn after @days. */
void laurel_test_shop_issue (LaurelTestChain *chain, const char *card, gint64 points, gint days);

/* A number of the card's balance. */
gint64 laurel_test_shop_balance (LaurelTestChain *chain, const char *card, const char *member);

/* The first cell of what @sql gives, as a number. */
gint64 laurel_test_shop_count (LaurelTestChain *chain, const char *sql);

G_END_DECLS
