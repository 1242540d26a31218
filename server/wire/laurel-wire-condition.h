/* laurel-wire-condition.h - conditions, targets and items of the program document
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is read is copied to the draft's arena.
 */

#pragma once

#include "server/engine/laurel-program-draft.h"
#include "server/wire/laurel-json-reader.h"

G_BEGIN_DECLS

/* The member @name, or NULL where it is missing. */
const LaurelDraftCondition *laurel_wire_read_condition (LaurelJsonReader *reader,
                                                        LaurelArena      *arena,
                                                        const char       *name);
const LaurelDraftTarget    *laurel_wire_read_target (LaurelJsonReader *reader,
                                                     LaurelArena      *arena,
                                                     const char       *name);

/* The list `items`; @count is the name of the member with the number, 1 to 10^9. */
const LaurelDraftItem *laurel_wire_read_items (LaurelJsonReader *reader,
                                               LaurelArena      *arena,
                                               const char       *count,
                                               gsize            *n_items);

/* A list of strings; where it is missing that is a fault, or it is empty. */
LaurelDraftIds laurel_wire_read_ids (LaurelJsonReader *reader,
                                     LaurelArena      *arena,
                                     const char       *name);
LaurelDraftIds laurel_wire_read_ids_or_none (LaurelJsonReader *reader,
                                             LaurelArena      *arena,
                                             const char       *name);

G_END_DECLS
