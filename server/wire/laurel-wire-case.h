/* laurel-wire-case.h - a case: a program, its catalog, facts and receipts in one document
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <jansson.h>

#include "server/engine/laurel-price.h"

G_BEGIN_DECLS

/* Prices every receipt of the case @root, with explanations where @flags ask for them, and returns
 * the answer: `results`, or `error` where the case itself is at fault. Never NULL. */
json_t *laurel_wire_price_case (json_t *root, LaurelPriceFlags flags) G_GNUC_WARN_UNUSED_RESULT;

/* The same with explanations, for text that may not even be JSON. */
json_t *laurel_wire_price_text (const char *text, gsize size) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
