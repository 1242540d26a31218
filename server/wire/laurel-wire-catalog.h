/* laurel-wire-catalog.h - products and stores of a case
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server/engine/laurel-catalog.h"
#include "server/wire/laurel-json-reader.h"

G_BEGIN_DECLS

/* The member @name, which may be missing: an empty catalog. Worth something only if no fault was
 * added. */
LaurelCatalog *laurel_wire_read_catalog (LaurelJsonReader *reader,
                                         const char       *name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
