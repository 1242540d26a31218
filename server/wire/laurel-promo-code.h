/* laurel-promo-code.h - promo codes in the one form in which they are kept and compared
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define LAUREL_PROMO_CODE_LENGTH_MAX 64
#define LAUREL_PROMO_CODE_SIZE       (LAUREL_PROMO_CODE_LENGTH_MAX + 1)

/* Capital letters A to Z, digits, dashes and underscores. People type codes and read them aloud,
 * and what they mean is plain: small letters become capital ones, Cyrillic letters that look like
 * Latin ones become those, spaces and marks that cannot be seen go. FALSE where other signs are
 * left, or none at all, or too many: no code is written like that. */
gboolean laurel_promo_code_normalise (const char *text,
                                      char code[LAUREL_PROMO_CODE_SIZE]) G_GNUC_WARN_UNUSED_RESULT;

/* The signs of generated codes: none of them is taken for another. Their number is a prime. */
#define LAUREL_PROMO_CODE_ALPHABET "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
#define LAUREL_PROMO_CODE_N_SIGNS  31

/* The sign that stands behind @length others of the alphabet. It gives away every mistake in one
 * sign, and every two neighbours that were exchanged, of up to 30 signs. */
char laurel_promo_code_check_sign (const char *signs, gsize length);

G_END_DECLS
