/* test-history-program.h - programs that histories are priced by in tests
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server/engine/laurel-ledger-program.h"
#include "server/jobs/laurel-demo.h"

G_BEGIN_DECLS

/* The demo chain's own, with its catalog. */
LaurelProgram *test_program_of_demo (const LaurelDemo *demo);
/* Of a document, without a catalog. */
LaurelProgram *test_program_of_text (const char *document);

G_END_DECLS
