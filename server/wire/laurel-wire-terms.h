/* laurel-wire-terms.h - what only the server needs of the program document
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each of these reads members of the object that the reader is in. For the engine they pass unseen.
 */

#pragma once

#include "server/wire/laurel-wire-program.h"

G_BEGIN_DECLS

/* `name`, `currency` and `slips` of the program. */
void laurel_wire_read_titles (LaurelJsonReader      *reader,
                              LaurelProgramDraft    *draft,
                              LaurelWireProgramFlags flags);

/* `activation_days` and `expiry`: what they are before is what they stay where they are missing. */
void laurel_wire_read_lot_members (LaurelJsonReader      *reader,
                                   LaurelWireProgramFlags flags,
                                   gint32                *activation_days,
                                   LaurelExpiry          *expiry);

/* The member `levels`. */
void laurel_wire_read_levels (LaurelJsonReader      *reader,
                              LaurelProgramDraft    *draft,
                              LaurelWireProgramFlags flags);

/* The member `server`, after all others: its lots begin as those of the accrual. */
void laurel_wire_read_server (LaurelJsonReader      *reader,
                              LaurelProgramDraft    *draft,
                              LaurelWireProgramFlags flags);

G_END_DECLS
