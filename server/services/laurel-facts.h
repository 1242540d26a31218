/* laurel-facts.h - what the engine is told about a real client
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server/engine/laurel-receipt.h"
#include "server/services/laurel-programs.h"
#include "server/store/laurel-store-accounts.h"

G_BEGIN_DECLS

/* The facts about the owner of @loaded, who must have an account, on the local date @day. Strings
 * and arrays are those of @loaded, which tells of the uses that it was asked for. */
void laurel_facts_fill (LaurelClientFacts  *facts,
                        const LaurelLoaded *loaded,
                        const char         *level,
                        gint64              available,
                        gint32              day);

/* The same as a till would see them at @at (seconds): level and points by @terms. What holds keep
 * is not available. */
void laurel_facts_fill_now (LaurelClientFacts       *facts,
                            const LaurelLoaded      *loaded,
                            const LaurelLedgerTerms *terms,
                            gint64                   at,
                            gint32                   day);

/* A program that has no such level prices as if there were none: level ids are a program's own. */
void laurel_facts_fit_level (LaurelClientFacts *facts, const LaurelProgram *program);

G_END_DECLS
