/* laurel-promo-codes.h - makes promo codes that nobody can guess
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The most codes that are made at once, the most signs of a pattern, and how many times as many
 * codes as are made a pattern must allow: whoever tries finds one code in so many trials. */
#define LAUREL_PROMO_CODES_MAX      100000
#define LAUREL_PROMO_PATTERN_MAX    30
#define LAUREL_PROMO_PREFIX_MAX     20
#define LAUREL_PROMO_PATTERN_SPARSE 1000

/**
 * LaurelPromoPattern:
 * @prefix: in the form that codes are kept in, or ""
 * @length: signs behind it, 2 to %LAUREL_PROMO_PATTERN_MAX; the last one checks the others
 */
typedef struct
{
  const char *prefix;
  gsize       length;
} LaurelPromoPattern;

/* Whether @count codes of that length are rare enough among all that could be. */
gboolean laurel_promo_pattern_has_room (gsize length, gsize count);

/* @codes: (array length=n_codes): valid during the call; each once, in no order */
typedef void (*LaurelPromoCodesMade) (const char *const *codes, gsize n_codes, gpointer data);

/* Makes @count codes, for which there must be room, on a thread of their own, and hands them out on
 * the caller's. */
void laurel_promo_codes_make (const LaurelPromoPattern *pattern,
                              gsize                     count,
                              LaurelPromoCodesMade      made,
                              gpointer                  data);

G_END_DECLS
