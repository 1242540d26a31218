/* laurel-token.h - bearer tokens: 256 bits from the kernel, and what is kept of them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A token is a prefix that says what it is for, "_", and 43 characters of base64url. Kept is its
 * SHA-256, which suffices because nobody guesses 256 bits.
 */

#pragma once

#include "server/store/laurel-store-access.h"

G_BEGIN_DECLS

typedef enum
{
  LAUREL_TOKEN_KEY,     /* of a till, or long-lived of a program: "lk_" */
  LAUREL_TOKEN_SESSION, /* "ls_" */
  LAUREL_TOKEN_REFRESH, /* "lr_" */
  LAUREL_N_TOKEN_KINDS,
} LaurelTokenKind;

/* (transfer full): a new token; @hash is filled in. */
char *laurel_token_make (LaurelTokenKind kind,
                         guint8          hash[LAUREL_TOKEN_HASH_SIZE]) G_GNUC_WARN_UNUSED_RESULT;

/* FALSE: @token is none of ours by its form, so the database need not be asked. */
gboolean laurel_token_read (const char      *token,
                            LaurelTokenKind *kind,
                            guint8 hash[LAUREL_TOKEN_HASH_SIZE]) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
