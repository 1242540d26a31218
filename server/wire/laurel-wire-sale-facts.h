/* laurel-wire-sale-facts.h - what the engine was told about a receipt, kept with the sale
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A sale keeps the facts of its price, so that it can be computed again: for an explanation, and to
 * prove that the stored numbers are right. Lines, store, time and card stand in the sale's own
 * columns and are not repeated.
 */

#pragma once

#include <jansson.h>

#include "server/engine/laurel-arena.h"
#include "server/engine/laurel-priced.h"
#include "server/engine/laurel-receipt.h"

G_BEGIN_DECLS

/* Appends the JSON text of the facts to @text: {"client": {...}, "channel", "payments",
 * "promo_codes": {CODE: series or null}, "certificates": {CODE: balance}, "redeem", "usage":
 * {LEAF: {"count", "money"}}}. @client is %NULL for an anonymous receipt. Of uses
 * those alone are kept that @priced depends on. Written by hand, because every sale and every row
 * of a history does. */
void laurel_wire_write_sale_facts (GString                 *text,
                                   const LaurelReceipt     *receipt,
                                   const LaurelClientFacts *client,
                                   const LaurelUsageTotals *totals,
                                   const LaurelPriced      *priced);

/* Reads what laurel_wire_write_sale_facts() wrote into @receipt (all but store, time, card and
 * lines), @client and @totals; says in @anonymous whether there was a client. Everything lives in
 * @arena. FALSE: @text is nothing that we wrote. */
gboolean laurel_wire_read_sale_facts (const char        *text,
                                      LaurelArena       *arena,
                                      LaurelReceipt     *receipt,
                                      LaurelClientFacts *client,
                                      gboolean          *anonymous,
                                      LaurelUsageTotals *totals) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
