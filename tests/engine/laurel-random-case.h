/* laurel-random-case.h - valid cases of the pricing contract, made from a number
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Program, catalog, clients and receipts come from small pools of names, days and amounts, so that
 * they often meet: ties, trims and displacements are common, and a few cases live at the limits of
 * what the contract allows. One receipt in fifty is at fault by what it says (a range, a
 * reference), never by its form.
 */

#pragma once

#include <glib.h>
#include <jansson.h>

G_BEGIN_DECLS

/* The case of @seed, always the same one, with one to four receipts. (transfer full) */
json_t *laurel_random_case_new (guint32 seed) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
