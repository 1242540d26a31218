/* laurel-price.h - prices one receipt by one compiled program
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server/engine/laurel-arena.h"
#include "server/engine/laurel-priced.h"
#include "server/engine/laurel-program.h"
#include "server/engine/laurel-receipt.h"

G_BEGIN_DECLS

typedef enum
{
  LAUREL_PRICE_PLAIN = 0,
  LAUREL_PRICE_EXPLAIN = 1 << 0,
} LaurelPriceFlags;

/* Returns NULL with @error of LAUREL_ENGINE_ERROR (RANGE, REFERENCE) for a receipt that cannot be
 * priced; otherwise a result that lives in @arena until it is reset. Reads nothing but its
 * arguments, allocates nothing but from @arena, and may run on any number of threads at once with
 * one arena each. */
const LaurelPriced *laurel_price (const LaurelProgram     *program,
                                  LaurelArena             *arena,
                                  const LaurelReceipt     *receipt,
                                  const LaurelClientFacts *client,
                                  const LaurelUsageTotals *totals,
                                  LaurelPriceFlags         flags,
                                  GError                 **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
