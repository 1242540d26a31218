/* laurel-ledger-level.h - levels: what turnover supports, and when that is looked at
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server/engine/laurel-ledger-book.h"

G_BEGIN_DECLS

/* Turnover by the basis, seen on the program's date @day; may be negative. */
gint64 laurel_ledger_basis_turnover (const LaurelAccount     *account,
                                     const LaurelLedgerTerms *terms,
                                     gint32                   day);

/* The level that counts as things are stored: by hand, else earned, else what no turnover gives. */
const char *laurel_ledger_effective_level (const LaurelLevelState  *state,
                                           const LaurelLedgerTerms *terms);

/* The higher of two levels. */
const char *laurel_ledger_higher_level (const LaurelLedgerTerms *terms,
                                        const char              *one,
                                        const char              *other);

/* In every commit: the earned level rises to the supported one, or is it (downgrade immediate). */
void laurel_ledger_follow_level (LaurelBook *book);

/* A void of the sale @document: what it raised falls to what the rest gives, not below the one
 * before. */
void laurel_ledger_unraise_level (LaurelBook *book, LaurelDocument sale);

/* Replaces the state, with a change to tell. */
void laurel_ledger_put_level (LaurelBook             *book,
                              const LaurelLevelState *after,
                              LaurelLevelCause        cause);

/* The earliest instant after @from at which the level has to be looked at. */
gint64 laurel_ledger_next_level (const LaurelAccount     *account,
                                 const LaurelLedgerTerms *terms,
                                 gint64                   from);

/* Looks at the level at the instant @book->now, which laurel_ledger_next_level() has given. */
void laurel_ledger_review_level (LaurelBook *book);

/* The earliest instant after @from at which anything is due. */
gint64 laurel_ledger_find_due (const LaurelAccount     *account,
                               const LaurelLedgerTerms *terms,
                               gint64                   from);

G_END_DECLS
