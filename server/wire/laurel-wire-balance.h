/* laurel-wire-balance.h - an account's balance, as tills and the desktop read it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server/engine/laurel-ledger.h"
#include "server/wire/laurel-json-writer.h"

G_BEGIN_DECLS

/* {"available", "held", "pending", "pending_total", "debt", "burns", "level", "turnover",
 * "level_turnover"}; dates ascend, equal ones are one entry. */
void laurel_wire_write_balance (LaurelJsonWriter    *writer,
                                const char          *name,
                                const LaurelBalance *balance);
/* The same as a new reference. */
json_t *laurel_wire_new_balance (const LaurelBalance *balance) G_GNUC_WARN_UNUSED_RESULT;

/* [{"date", "points"}] of (element-type LaurelBalanceItem); the date of what never burns is null.
 */
json_t *laurel_wire_new_balance_items (const GArray *items) G_GNUC_WARN_UNUSED_RESULT;

/* Adds "discount" ... "forgiven_points" of a return's answer to @object, without the money: that is
 * for whoever knows whether the return has any. */
void laurel_wire_add_return_totals (json_t *object, const LaurelReturnTotals *totals);

G_END_DECLS
