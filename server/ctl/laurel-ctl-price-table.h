/* laurel-ctl-price-table.h - a priced case as a text for people
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <jansson.h>

G_BEGIN_DECLS

/* No line of the text is longer, in columns of a terminal. */
#define LAUREL_CTL_PRICE_WIDTH 100

/* @answer is what laurel_wire_price_case() made of the case @root, which is NULL where the text was
 * no JSON. With @styled, headings are bold, as terminals show it. (transfer full) */
char *laurel_ctl_price_table (json_t  *root,
                              json_t  *answer,
                              gboolean styled) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
