/* laurel-keyring.h - where the token of a session waits for the next start
 *
 * In the keyring of the desktop session. Where there is none, in memory, which the caller is told
 * and can tell the user.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define LAUREL_TYPE_KEYRING (laurel_keyring_get_type ())
G_DECLARE_FINAL_TYPE (LaurelKeyring, laurel_keyring, LAUREL, KEYRING, GObject)

LaurelKeyring *laurel_keyring_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* Never fails: what the keyring does not take is kept in memory. */
void laurel_keyring_store_async (LaurelKeyring      *self,
                                 const char         *address,
                                 const char         *login,
                                 const char         *token,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data);

/* Whether it will still be there at the next start. */
gboolean laurel_keyring_store_finish (LaurelKeyring *self, GAsyncResult *result);

/* (nullable) (transfer full): NULL when nothing is kept. */
void  laurel_keyring_lookup_async (LaurelKeyring      *self,
                                   const char         *address,
                                   const char         *login,
                                   GAsyncReadyCallback callback,
                                   gpointer            user_data);
char *laurel_keyring_lookup_finish (LaurelKeyring *self, GAsyncResult *result);

/* Forgets it, without waiting. */
void laurel_keyring_clear (LaurelKeyring *self, const char *address, const char *login);

G_END_DECLS
