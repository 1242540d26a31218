/* laurel-wire-priced.h - what the engine answered, as JSON
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server/engine/laurel-priced.h"
#include "server/engine/laurel-receipt.h"
#include "server/wire/laurel-json-writer.h"

G_BEGIN_DECLS

/* Adds `lines`, `totals`, `redeemable`, `promo_codes`, `certificates` and `offers` to the object
 * that @writer is in, in this order. */
void laurel_wire_write_priced (LaurelJsonWriter    *writer,
                               const LaurelPriced  *priced,
                               const LaurelReceipt *receipt);
/* Adds `explain`. */
void laurel_wire_write_explain (LaurelJsonWriter *writer, const LaurelPriced *priced);

/* A new reference, for those who go on with the values. */
json_t *laurel_wire_new_totals (const LaurelTotals *totals) G_GNUC_WARN_UNUSED_RESULT;
/* An object with all that laurel_wire_write_priced() writes, and with @explain its `explain`. */
json_t *laurel_wire_new_priced (const LaurelPriced  *priced,
                                const LaurelReceipt *receipt,
                                gboolean             explain) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
