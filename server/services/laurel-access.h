/* laurel-access.h - who may come in: keys of tills, tokens of programs, sessions of people
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Belongs to one worker's thread and works on its main context. What has been found out about a
 * token is remembered for five seconds, so a till's requests need no round trip for it; a change
 * told by the database ends that at once. Callbacks come exactly once, but laurel_access_identify()
 * calls its own before it returns when it remembers the token.
 */

#pragma once

#include "server/store/laurel-store-access.h"

G_BEGIN_DECLS

#define LAUREL_ACCESS_ERROR (laurel_access_error_quark ())

/**
 * LaurelAccessError:
 * @LAUREL_ACCESS_ERROR_UNKNOWN: no such token, or login and password do not belong together: 401
 * @LAUREL_ACCESS_ERROR_SLOW_DOWN: too many attempts, or all hashers busy: 429; see
 *   laurel_access_error_get_wait()
 * @LAUREL_ACCESS_ERROR_WEAK_PASSWORD: the message says why, for people: 422
 */
typedef enum
{
  LAUREL_ACCESS_ERROR_UNKNOWN,
  LAUREL_ACCESS_ERROR_SLOW_DOWN,
  LAUREL_ACCESS_ERROR_WEAK_PASSWORD,
} LaurelAccessError;

GQuark laurel_access_error_quark (void);

/* Seconds until another attempt makes sense, at least 1. @error: SLOW_DOWN */
guint laurel_access_error_get_wait (const GError *error);

typedef struct _LaurelAccess LaurelAccess;

/* @store outlives it, and every call must have been answered before laurel_access_free(). */
LaurelAccess *laurel_access_new (LaurelStore *store) G_GNUC_WARN_UNUSED_RESULT;
void          laurel_access_free (LaurelAccess *self);

/* @identity: (nullable): valid during the call; NULL with an error of LAUREL_ACCESS_ERROR or
 * LAUREL_DATABASE_ERROR */
typedef void (*LaurelAccessIdentified) (const LaurelIdentity *identity,
                                        const GError         *error,
                                        gpointer              data);

/**
 * laurel_access_identify:
 * @token: what stands behind "Bearer "
 * @lane: POS for a till's routes
 *
 * Finds whose token this is.
 */
void laurel_access_identify (LaurelAccess          *self,
                             LaurelDbLane           lane,
                             const char            *token,
                             LaurelAccessIdentified done,
                             gpointer               data);

#define LAUREL_ACCESS_IDLE_S     (30 * 60)
#define LAUREL_ACCESS_ABSOLUTE_S (12 * 60 * 60)

/**
 * LaurelLogin:
 * @token, @refresh_token: shown here and kept nowhere
 * @identity: whose they are
 *
 * @token ends after LAUREL_ACCESS_IDLE_S without use and LAUREL_ACCESS_ABSOLUTE_S after the login.
 */
typedef struct
{
  const char           *token;
  const char           *refresh_token;
  const LaurelIdentity *identity;
} LaurelLogin;

typedef void (*LaurelAccessLoginDone) (const LaurelLogin *login,
                                       const GError      *error,
                                       gpointer           data);

/* @address: the client's, for throttling and the audit */
void laurel_access_login (LaurelAccess         *self,
                          const char           *login,
                          const char           *password,
                          const char           *address,
                          LaurelAccessLoginDone done,
                          gpointer              data);

/* New tokens for old. */
void laurel_access_refresh (LaurelAccess         *self,
                            const char           *refresh_token,
                            LaurelAccessLoginDone done,
                            gpointer              data);

void laurel_access_logout (LaurelAccess *self, gint64 session, LaurelStoreDone done, gpointer data);

/* Adds a user with a password that is checked and hashed here. @password NULL: a technical user. */
void laurel_access_add_user (LaurelAccess       *self,
                             const LaurelActor  *actor,
                             const LaurelUser   *user,
                             const char         *password,
                             LaurelStoreUserDone done,
                             gpointer            data);

/* @login is that of @user: a password must not resemble it. */
void laurel_access_set_password (LaurelAccess      *self,
                                 const LaurelActor *actor,
                                 gint64             user,
                                 const char        *login,
                                 const char        *password,
                                 LaurelStoreDone    done,
                                 gpointer           data);

/* @secret: (nullable): the key itself, shown here and kept nowhere */
typedef void (*LaurelAccessKeyDone) (const LaurelKey *key,
                                     const char      *secret,
                                     const GError    *error,
                                     gpointer         data);

/* A till's key (@key: store, till, name), or a long-lived token (@key: user, name). */
void laurel_access_add_key (LaurelAccess       *self,
                            const LaurelActor  *actor,
                            const LaurelKey    *key,
                            LaurelAccessKeyDone done,
                            gpointer            data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelAccess, laurel_access_free)

G_END_DECLS
