/* laurel-ctl-price-words.h - what became of a discount, in words for people
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Programs and explanations are those of a case, as JSON; see laurel-wire-case.h. Both are without
 * faults where these functions are called.
 */

#pragma once

#include <glib.h>
#include <jansson.h>

G_BEGIN_DECLS

/* Hundredths as "-1,234.50": money in units of the currency, and points. */
void laurel_ctl_price_append_hundredths (GString *text, gint64 hundredths);

/* The discount or group of that id, or NULL. */
json_t *laurel_ctl_price_find_node (json_t *program, const char *id);

/* What people call the node of that id: its name, else the id. "base" and "rounding" have names of
 * their own. Lives as long as @program. */
const char *laurel_ctl_price_name (json_t *program, const char *id);

/* One outcome of `explain`, such as "not applied: the day is not Saturday". (transfer full) */
char *laurel_ctl_price_outcome (json_t *program, json_t *outcome) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
