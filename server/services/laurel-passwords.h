/* laurel-passwords.h - argon2id, kept off the event loops
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A hash takes 64 MiB and a tenth of a second, so at most two are made at a time in the whole
 * process; who would wait for more than a second is told to come back later. May be used on any
 * thread.
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  LAUREL_PASSWORD_RIGHT,
  LAUREL_PASSWORD_WRONG,
  LAUREL_PASSWORD_BUSY,
} LaurelPasswordVerdict;

/* @hash: (nullable): NULL when all hashers are busy */
typedef void (*LaurelPasswordHashed) (const char *hash, gpointer data);
typedef void (*LaurelPasswordVerified) (LaurelPasswordVerdict verdict, gpointer data);

/* Callbacks come on the caller's thread-default main context. */
void laurel_passwords_hash (const char *password, LaurelPasswordHashed done, gpointer data);

/* @hash NULL: there is no such user; takes as long as a wrong password. */
void laurel_passwords_verify (const char            *hash,
                              const char            *password,
                              LaurelPasswordVerified done,
                              gpointer               data);

/* Why @password is not good enough for @login, in words for people, or NULL when it is. */
const char *laurel_passwords_find_weakness (const char *login, const char *password);

/* (transfer full): one that nobody guesses: 20 letters and digits in groups of five. */
char *laurel_passwords_generate (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
