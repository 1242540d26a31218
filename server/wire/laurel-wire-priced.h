/* laurel-wire-priced.h - what the engine answered, as JSON
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each function returns a new reference.
 */

#pragma once

#include <jansson.h>

#include "server/engine/laurel-priced.h"
#include "server/engine/laurel-receipt.h"

G_BEGIN_DECLS

json_t *laurel_wire_new_lines (const LaurelPriced *priced) G_GNUC_WARN_UNUSED_RESULT;
json_t *laurel_wire_new_totals (const LaurelTotals *totals) G_GNUC_WARN_UNUSED_RESULT;
json_t *laurel_wire_new_promo_codes (const LaurelPriced  *priced,
                                     const LaurelReceipt *receipt) G_GNUC_WARN_UNUSED_RESULT;
json_t *laurel_wire_new_certificates (const LaurelPriced  *priced,
                                      const LaurelReceipt *receipt) G_GNUC_WARN_UNUSED_RESULT;
json_t *laurel_wire_new_offers (const LaurelPriced *priced) G_GNUC_WARN_UNUSED_RESULT;
json_t *laurel_wire_new_explain (const LaurelPriced *priced) G_GNUC_WARN_UNUSED_RESULT;

/* Adds `lines`, `totals`, `redeemable`, `promo_codes`, `certificates` and `offers` to @object, in
 * this order. */
void laurel_wire_add_priced (json_t              *object,
                             const LaurelPriced  *priced,
                             const LaurelReceipt *receipt);

G_END_DECLS
