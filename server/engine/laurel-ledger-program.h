/* laurel-ledger-program.h - the ledger's terms, taken from a compiled program
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server/engine/laurel-ledger-terms.h"
#include "server/engine/laurel-program.h"

G_BEGIN_DECLS

/* Holds a reference to @program, whose strings it uses. Immutable, so any number of threads may
 * read it. */
LaurelLedgerTerms *laurel_ledger_terms_new (LaurelProgram *program) G_GNUC_WARN_UNUSED_RESULT;
void               laurel_ledger_terms_free (LaurelLedgerTerms *terms);

/* One expiry of a program document, as the ledger has it. */
LaurelLedgerExpiry laurel_ledger_expiry_from (const LaurelExpiry *expiry);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelLedgerTerms, laurel_ledger_terms_free)

G_END_DECLS
