/* laurel-promo-code.c - promo codes in the one form in which they are kept and compared
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/wire/laurel-promo-code.h"

#include <string.h>

G_STATIC_ASSERT (sizeof LAUREL_PROMO_CODE_ALPHABET == LAUREL_PROMO_CODE_N_SIGNS + 1);

/* What a capital Cyrillic letter looks like; 0: like no Latin one. */
static char
find_look_alike (gunichar letter)
{
  static const struct
  {
    gunichar letter;
    char     latin;
  } pairs[] = {
    { 0x0410, 'A' }, { 0x0412, 'B' }, { 0x0415, 'E' }, { 0x041A, 'K' },
    { 0x041C, 'M' }, { 0x041D, 'H' }, { 0x041E, 'O' }, { 0x0420, 'P' },
    { 0x0421, 'C' }, { 0x0422, 'T' }, { 0x0423, 'Y' }, { 0x0425, 'X' },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    if (pairs[i].letter == letter)
      return pairs[i].latin;

  return 0;
}

/* Spaces, and what steers the direction of writing or is of no width. */
static gboolean
is_invisible (gunichar sign)
{
  return g_unichar_isspace (sign) || g_unichar_type (sign) == G_UNICODE_FORMAT;
}

static char
fold (gunichar sign)
{
  gunichar capital = g_unichar_toupper (sign);

  if (capital < 0x80 && (g_ascii_isalnum ((char) capital) || capital == '-' || capital == '_'))
    return (char) capital;

  return find_look_alike (capital);
}

gboolean
laurel_promo_code_normalise (const char *text, char code[LAUREL_PROMO_CODE_SIZE])
{
  gsize n = 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar sign = g_utf8_get_char (at);
      char     folded = 0;

      if (is_invisible (sign))
        continue;

      folded = fold (sign);

      if (folded == 0 || n == LAUREL_PROMO_CODE_LENGTH_MAX)
        return FALSE;

      code[n++] = folded;
    }

  code[n] = '\0';

  return n > 0;
}

char
laurel_promo_code_check_sign (const char *signs, gsize length)
{
  static const char alphabet[] = LAUREL_PROMO_CODE_ALPHABET;

  guint sum = 0;

  for (gsize i = 0; i < length; i++)
    {
      const char *place = strchr (alphabet, signs[i]);

      g_assert (place != NULL);
      sum += (guint) (i % (LAUREL_PROMO_CODE_N_SIGNS - 1) + 1) * (guint) (place - alphabet);
    }

  /* The sign itself has a weight, too: the whole must come to nothing. */
  for (guint value = 0; value < LAUREL_PROMO_CODE_N_SIGNS; value++)
    {
      guint weight = (guint) (length % (LAUREL_PROMO_CODE_N_SIGNS - 1) + 1);

      if ((sum + weight * value) % LAUREL_PROMO_CODE_N_SIGNS == 0)
        return alphabet[value];
    }

  g_assert_not_reached ();
}
