/* laurel-history-facts.h - what the engine was told about a receipt, as JSON to be kept with the
 * sale
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server/engine/laurel-receipt.h"

G_BEGIN_DECLS

typedef struct _LaurelHistoryFacts LaurelHistoryFacts;

LaurelHistoryFacts *laurel_history_facts_new (void);
void                laurel_history_facts_free (LaurelHistoryFacts *facts);

/* `client` (missing for an anonymous receipt) and `redeem` (where asked for), as a case of the
 * engine has them; everything else stands in the sale and its lines. Good until the next call. */
const char *laurel_history_facts_write (LaurelHistoryFacts      *facts,
                                        const LaurelReceipt     *receipt,
                                        const LaurelClientFacts *client);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelHistoryFacts, laurel_history_facts_free)

G_END_DECLS
