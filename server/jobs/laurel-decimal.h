/* laurel-decimal.h - decimal numbers of files, exactly
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Reads "[-]digits[.digits]" (or a decimal comma) as a whole number of 10^-@places, 0 to 9. Zeros
 * beyond the places are passed over; anything else that the places cannot hold is a failure, and so
 * is what leaves 64 bits. */
gboolean laurel_decimal_parse (const char *text, guint places, gint64 *value);

/* Writes @value, a whole number of hundredths, as "-12.34". */
char *laurel_decimal_format_minor (gint64 value);

/* a*b/c of values that are not negative, half-up; c > 0. The result must fit in 64 bits. */
gint64 laurel_decimal_multiply_divide (gint64 a, gint64 b, gint64 c);

G_END_DECLS
