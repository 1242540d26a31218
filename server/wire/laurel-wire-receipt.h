/* laurel-wire-receipt.h - a receipt as tills send it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server/engine/laurel-arena.h"
#include "server/engine/laurel-receipt.h"
#include "server/wire/laurel-json-reader.h"

G_BEGIN_DECLS

/* Reads the members `store`, `time`, `card`, `channel`, `payments`, `promo_codes`, `certificates`,
 * `redeem` and `lines` of the object that @reader is in; whoever began it reads the others (`id`,
 * `client`, `holds` ...) and ends it. Codes and certificates that were presented twice are there
 * once, without series and balance: these are for the caller to fill in. Arrays live in @arena,
 * strings in the JSON value. Worth something only if no fault was added. */
void laurel_wire_read_receipt (LaurelJsonReader *reader,
                               LaurelArena      *arena,
                               LaurelReceipt    *receipt);

/* The receipt in the shape that is read. Returns a new reference. */
json_t *laurel_wire_new_receipt (const LaurelReceipt *receipt) G_GNUC_WARN_UNUSED_RESULT;

/* The arrays of a receipt that laurel_wire_read_receipt() filled in, to be written to. */
LaurelPresentedCode        *laurel_wire_receipt_get_codes (LaurelReceipt *receipt);
LaurelPresentedCertificate *laurel_wire_receipt_get_certificates (LaurelReceipt *receipt);

G_END_DECLS
