/* laurel-token.c - bearer tokens: 256 bits from the kernel, and what is kept of them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/services/laurel-token.h"

#include <string.h>
#include <sys/random.h>

#define SECRET_SIZE   32
#define PREFIX_LENGTH 3
#define TOKEN_LENGTH  (PREFIX_LENGTH + 43)

static const char *const prefixes[] = {
  [LAUREL_TOKEN_KEY] = "lk_",
  [LAUREL_TOKEN_SESSION] = "ls_",
  [LAUREL_TOKEN_REFRESH] = "lr_",
};

G_STATIC_ASSERT (G_N_ELEMENTS (prefixes) == LAUREL_N_TOKEN_KINDS);

static void
compute_hash (const char *token, guint8 hash[LAUREL_TOKEN_HASH_SIZE])
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  gsize length = LAUREL_TOKEN_HASH_SIZE;

  g_checksum_update (sum, (const guchar *) token, -1);
  g_checksum_get_digest (sum, hash, &length);
}

char *
laurel_token_make (LaurelTokenKind kind, guint8 hash[LAUREL_TOKEN_HASH_SIZE])
{
  guint8           secret[SECRET_SIZE];
  g_autofree char *text = NULL;
  char            *token = NULL;

  /* So few bytes come whole and without waiting once the system is up. */
  if (getrandom (secret, sizeof secret, 0) != sizeof secret)
    g_assert_not_reached ();

  text = g_base64_encode (secret, sizeof secret);
  explicit_bzero (secret, sizeof secret);
  g_strdelimit (text, "+", '-');
  g_strdelimit (text, "/", '_');
  text[strcspn (text, "=")] = '\0';

  token = g_strconcat (prefixes[kind], text, NULL);
  g_assert (strlen (token) == TOKEN_LENGTH);
  compute_hash (token, hash);

  return token;
}

gboolean
laurel_token_read (const char *token, LaurelTokenKind *kind, guint8 hash[LAUREL_TOKEN_HASH_SIZE])
{
  static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  if (strlen (token) != TOKEN_LENGTH || strspn (token, alphabet) != TOKEN_LENGTH)
    return FALSE;

  for (guint i = 0; i < LAUREL_N_TOKEN_KINDS; i++)
    {
      if (strncmp (token, prefixes[i], PREFIX_LENGTH) == 0)
        {
          *kind = (LaurelTokenKind) i;
          compute_hash (token, hash);
          return TRUE;
        }
    }

  return FALSE;
}
