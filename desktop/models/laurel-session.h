/* laurel-session.h - the way to a connection: sign in, go on from the last time, or the demo
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "desktop/api/laurel-demo.h"
#include "desktop/models/laurel-connection.h"

G_BEGIN_DECLS

#define LAUREL_TYPE_SESSION (laurel_session_get_type ())
G_DECLARE_FINAL_TYPE (LaurelSession, laurel_session, LAUREL, SESSION, GObject)

/* Signal: signed-out (session): the server has ended the session: sign in again. */

/**
 * laurel_session_new:
 * @settings: remembers address and login in "server-address" and "login"
 * @demo: the server of the demo
 */
LaurelSession *laurel_session_new (GSettings *settings, LaurelDemo *demo) G_GNUC_WARN_UNUSED_RESULT;

LaurelDemo *laurel_session_get_demo (LaurelSession *self);

/* What the last time was: nothing (the first start), the demo, or a server. */
gboolean laurel_session_is_remembered (LaurelSession *self);
gboolean laurel_session_is_demo (LaurelSession *self);

void laurel_session_sign_in_async (LaurelSession      *self,
                                   const char         *address,
                                   const char         *login,
                                   const char         *password,
                                   GCancellable       *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer            user_data);

/* Goes on where the last time ended; LAUREL_API_ERROR_SIGNED_OUT when a password is needed. */
void laurel_session_resume_async (LaurelSession      *self,
                                  GCancellable       *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data);

/* Starts the demo; follow its progress at laurel_session_get_demo(). */
void laurel_session_try_demo_async (LaurelSession      *self,
                                    GCancellable       *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data);

/* Ends each of the three. */
LaurelConnection *laurel_session_connect_finish (LaurelSession *self,
                                                 GAsyncResult  *result,
                                                 GError       **error) G_GNUC_WARN_UNUSED_RESULT;

/* FALSE after a sign-in whose token found no keyring. */
gboolean laurel_session_is_lasting (LaurelSession *self);

/* Forgets the session and, where it was that, stops the demo; the address stays for the next. */
void laurel_session_sign_out (LaurelSession *self);

G_END_DECLS
