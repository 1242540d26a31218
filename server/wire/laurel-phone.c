/* laurel-phone.c - telephone numbers in the one form that is kept, and as others may see them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/wire/laurel-phone.h"

#include <string.h>

enum
{
  DIGITS_MIN = 7,
  DIGITS_MAX = 15,
  EMAIL_MAX = 254,
};

gboolean
laurel_phone_normalise (const char *text, char phone[LAUREL_PHONE_SIZE])
{
  char     digits[DIGITS_MAX + 3];
  gsize    n = 0;
  gboolean plus = FALSE;

  for (const char *at = text; *at != '\0'; at++)
    {
      if (g_ascii_isdigit (*at))
        {
          if (n >= sizeof digits - 1)
            return FALSE;

          digits[n++] = *at;
        }
      else if (*at == '+' && n == 0 && !plus)
        plus = TRUE;
      else if (strchr (" ()-./", *at) == NULL)
        return FALSE;
    }

  digits[n] = '\0';

  if (!plus && n > 2 && g_str_has_prefix (digits, "00"))
    {
      plus = TRUE;
      n -= 2;
      memmove (digits, digits + 2, n + 1);
    }

  if (!plus && n == 11 && digits[0] == '8')
    digits[0] = '7';
  else if (!plus && n == 10)
    {
      memmove (digits + 1, digits, n + 1);
      digits[0] = '7';
      n++;
    }

  if (n < DIGITS_MIN || n > DIGITS_MAX || digits[0] == '0')
    return FALSE;

  phone[0] = '+';
  memcpy (phone + 1, digits, n + 1);

  return TRUE;
}

char *
laurel_phone_mask (const char *phone)
{
  gsize n = strlen (phone);

  g_return_val_if_fail (n > 4, NULL);

  if (n == 12 && phone[1] == '7')
    return g_strdup_printf ("+7 %c** ***-**-%s", phone[2], phone + n - 2);

  return g_strdup_printf ("%.2s***%s", phone, phone + n - 2);
}

char *
laurel_email_mask (const char *email)
{
  const char *at = strchr (email, '@');

  g_return_val_if_fail (at != NULL && at > email, NULL);

  return g_strdup_printf ("%.*s***%s", (int) (g_utf8_next_char (email) - email), email, at);
}

char *
laurel_email_normalise (const char *text)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));
  const char      *at = strchr (trimmed, '@');
  gsize            length = strlen (trimmed);

  if (at == NULL || at == trimmed || strchr (at + 1, '@') != NULL || length > EMAIL_MAX)
    return NULL;

  if (strchr (at, '.') == NULL || trimmed[length - 1] == '.' || at[1] == '.')
    return NULL;

  for (const char *c = trimmed; *c != '\0'; c++)
    if ((guchar) *c <= ' ' || *c == 0x7f || strchr ("<>,;:\"()[]\\", *c) != NULL)
      return NULL;

  return g_utf8_strdown (trimmed, -1);
}
