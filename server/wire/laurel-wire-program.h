/* laurel-wire-program.h - the program document
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server/engine/laurel-program-draft.h"
#include "server/wire/laurel-json-reader.h"

G_BEGIN_DECLS

/**
 * LaurelWireProgramFlags:
 * @LAUREL_WIRE_PROGRAM_ENGINE: what only the server needs passes unseen and has its defaults
 * @LAUREL_WIRE_PROGRAM_WHOLE: everything is read and checked
 */
typedef enum
{
  LAUREL_WIRE_PROGRAM_ENGINE,
  LAUREL_WIRE_PROGRAM_WHOLE,
} LaurelWireProgramFlags;

/* Reads the program @root, and checks it (see laurel_program_draft_check()) where its shape is
 * good. Whatever is wrong is added to @faults, under @path. Returns NULL where something was. */
LaurelProgramDraft *laurel_wire_read_program (json_t                *root,
                                              const char            *path,
                                              LaurelWireProgramFlags flags,
                                              LaurelFaults *faults) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
