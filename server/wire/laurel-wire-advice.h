/* laurel-wire-advice.h - what a program's author should know before it is published, as JSON
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <jansson.h>

#include "server/engine/laurel-program-advice.h"

G_BEGIN_DECLS

/* [{"code", "node"?, "path", "other"?, "message"}]: `node` is the discount or group that is spoken
 * of and missing for rules and members of the program, `other` the one that is in its way. Returns
 * a new reference. */
json_t *laurel_wire_new_advice (const LaurelAdviceList *advice) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
