/* laurel-wire-words.h - words that several shapes share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lists end with NULL; where there are bits, they stand in the order of their words.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

extern const char *const laurel_wire_channel_words[];
extern const guint       laurel_wire_channel_bits[];
extern const char *const laurel_wire_gender_words[];

G_END_DECLS
