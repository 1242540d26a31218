/* laurel-search.c - what somebody typed into a search box, taken apart
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/store/laurel-search.h"

#include <string.h>

#define DIGITS_MIN    3  /* fewer are no phone that one would look for */
#define PHONE_END_MIN 4  /* how many digits are worth looking for at the end */
#define PHONE_MAX     15 /* E.164 */
#define CARD_MAX      64

/* Phones are typed with these between their digits. */
static const char punctuation[] = " +-().";

/* The digits of @text, or %NULL where it holds anything else than a phone may. */
static char *
dup_digits (const char *text)
{
  g_autoptr (GString) digits = g_string_new (NULL);

  for (const char *at = text; *at != '\0'; at++)
    {
      if (g_ascii_isdigit (*at))
        g_string_append_c (digits, *at);
      else if (strchr (punctuation, *at) == NULL)
        return NULL;
    }

  if (digits->len < DIGITS_MIN)
    return NULL;

  return g_string_free (g_steal_pointer (&digits), FALSE);
}

/* Without a plus, people begin at the trunk prefix (8), the country (7) or behind both (9). */
static char *
dup_phone (const char *text, const char *digits)
{
  if (text[0] != '+' && digits[0] == '8')
    return g_strconcat ("+7", digits + 1, NULL);

  if (text[0] != '+' && digits[0] == '9')
    return g_strconcat ("+7", digits, NULL);

  return g_strconcat ("+", digits, NULL);
}

/* A card number is letters, digits and dashes, with a digit among them. */
static char *
dup_card (const char *text)
{
  g_autoptr (GString) card = g_string_new (NULL);
  gboolean has_digit = FALSE;

  for (const char *at = text; *at != '\0'; at++)
    {
      if (*at == ' ')
        continue;

      if (!g_ascii_isalnum (*at) && *at != '-')
        return NULL;

      has_digit = has_digit || g_ascii_isdigit (*at);
      g_string_append_c (card, *at);
    }

  if (!has_digit || card->len > CARD_MAX)
    return NULL;

  return g_string_free (g_steal_pointer (&card), FALSE);
}

/* Letters and digits alone reach to_tsquery(), so nothing typed can be one of its operators. */
static char *
dup_words (const char *text)
{
  g_autofree char *composed = g_utf8_normalize (text, -1, G_NORMALIZE_NFC);
  g_autoptr (GString) words = g_string_new (NULL);
  gboolean inside = FALSE;

  for (const char *at = composed; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);

      if (!g_unichar_isalnum (letter))
        {
          if (inside)
            g_string_append (words, ":*");
          inside = FALSE;
          continue;
        }

      if (!inside && words->len > 0)
        g_string_append (words, " & ");
      g_string_append_unichar (words, g_unichar_tolower (letter));
      inside = TRUE;
    }

  if (inside)
    g_string_append (words, ":*");

  if (words->len == 0)
    return NULL;

  return g_string_free (g_steal_pointer (&words), FALSE);
}

LaurelSearch *
laurel_search_new (const char *text)
{
  g_autofree char *trimmed = NULL;
  g_autofree char *digits = NULL;
  LaurelSearch    *search = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  search = g_new0 (LaurelSearch, 1);
  trimmed = g_strstrip (g_strdup (text));

  if (strchr (trimmed, '@') != NULL)
    {
      search->email = g_utf8_strdown (trimmed, -1);
      return search;
    }

  search->card = dup_card (trimmed);
  digits = dup_digits (trimmed);

  if (digits == NULL)
    {
      search->words = dup_words (trimmed);
      return search;
    }

  if (strlen (digits) > PHONE_MAX)
    return search;

  search->phone = dup_phone (trimmed, digits);
  if (strlen (digits) >= PHONE_END_MIN && trimmed[0] != '+')
    search->phone_end = g_strreverse (g_strdup (digits));

  return search;
}

void
laurel_search_free (LaurelSearch *search)
{
  if (search == NULL)
    return;

  g_free (search->words);
  g_free (search->phone);
  g_free (search->phone_end);
  g_free (search->card);
  g_free (search->email);
  g_free (search);
}

void
laurel_search_add_params (const LaurelSearch *search, LaurelDbParams *params)
{
  laurel_db_params_add_text (params, search != NULL ? search->words : NULL);
  laurel_db_params_add_text (params, search != NULL ? search->phone : NULL);
  laurel_db_params_add_text (params, search != NULL ? search->phone_end : NULL);
  laurel_db_params_add_text (params, search != NULL ? search->card : NULL);
  laurel_db_params_add_text (params, search != NULL ? search->email : NULL);
}
