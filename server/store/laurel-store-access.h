/* laurel-store-access.h - users, sessions and keys as the database keeps them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Secrets never come here: tokens and keys are SHA-256 sums, passwords argon2id strings. Every
 * change writes its row of the audit in the same transaction and tells the servers by NOTIFY
 * laurel_access, so that they forget what they remembered. Sessions live by the database's clock,
 * not by a sandbox's.
 */

#pragma once

#include "server/store/laurel-store.h"

G_BEGIN_DECLS

/* The channel on which changes of users, sessions and keys are told. */
#define LAUREL_STORE_ACCESS_CHANNEL "laurel_access"

#define LAUREL_TOKEN_HASH_SIZE 32

/* Each may do what those before it may. */
typedef enum
{
  LAUREL_ROLE_ANALYST,
  LAUREL_ROLE_MARKETER,
  LAUREL_ROLE_MANAGER,
  LAUREL_ROLE_ADMIN,
  LAUREL_N_ROLES,
} LaurelRole;

const char *laurel_role_to_string (LaurelRole role);
/* FALSE, leaving @role alone: @text is no role's name. */
gboolean laurel_role_from_string (const char *text, LaurelRole *role) G_GNUC_WARN_UNUSED_RESULT;

/**
 * LaurelActor:
 * @user: the id of the person who acts, 0 for the command line
 * @name: who that is, for the reader of the audit
 * @address: (nullable): from where
 */
typedef struct
{
  gint64      user;
  const char *name;
  const char *address;
} LaurelActor;

/**
 * LaurelUser:
 * @name: a person's name, may be ""
 * @technical: made for a program's token; has no password
 * @password: (nullable): the argon2id string, only from laurel_store_find_user()
 * @created_us, @seen_us: microseconds of Unix time; @seen_us 0: never
 */
typedef struct
{
  gint64      id;
  const char *login;
  const char *name;
  LaurelRole  role;
  gboolean    technical;
  gboolean    disabled;
  const char *password;
  gint64      created_us;
  gint64      seen_us;
} LaurelUser;

/**
 * LaurelKey:
 * @store: (nullable): the store it is bound to
 * @till: (nullable): the till it is bound to; only with a store
 * @name: what it is for, may be ""
 * @user: the technical user of a long-lived token, 0 for a till's key
 */
typedef struct
{
  gint64      id;
  const char *store;
  const char *till;
  const char *name;
  gint64      user;
  gboolean    revoked;
  gint64      created_us;
} LaurelKey;

typedef enum
{
  LAUREL_IDENTITY_TILL,
  LAUREL_IDENTITY_USER,
} LaurelIdentityKind;

/**
 * LaurelIdentity:
 * @key: the API key's or long-lived token's id, 0 for a session
 * @store, @till: (nullable): of a till's key
 * @user, @login, @name, @role: of a person or a technical user; for a till 0, NULL, NULL, ANALYST
 * @session: the session's id, 0 for keys and long-lived tokens
 *
 * Whom a bearer token belongs to.
 */
typedef struct
{
  LaurelIdentityKind kind;
  gint64             key;
  const char        *store;
  const char        *till;
  gint64             user;
  const char        *login;
  const char        *name;
  LaurelRole         role;
  gint64             session;
} LaurelIdentity;

typedef void (*LaurelStoreIdentityDone) (const LaurelIdentity *identity,
                                         const GError         *error,
                                         gpointer              data);
typedef void (*LaurelStoreUserDone) (const LaurelUser *user, const GError *error, gpointer data);
typedef void (*LaurelStoreUsersDone) (const LaurelUser *users,
                                      gsize             n_users,
                                      const GError     *error,
                                      gpointer          data);
typedef void (*LaurelStoreKeyDone) (const LaurelKey *key, const GError *error, gpointer data);
typedef void (*LaurelStoreKeysDone) (const LaurelKey *keys,
                                     gsize            n_keys,
                                     const GError    *error,
                                     gpointer         data);
/* @wait_s: 0: go on; else this attempt does not count, and another makes sense after so many
 * seconds */
typedef void (*LaurelStoreAttemptDone) (guint wait_s, const GError *error, gpointer data);

/* An API key or a long-lived token; NULL without error: unknown, revoked, or its user disabled. */
void laurel_store_find_key (LaurelStore            *store,
                            LaurelDbLane            lane,
                            const guint8            hash[LAUREL_TOKEN_HASH_SIZE],
                            LaurelStoreIdentityDone done,
                            gpointer                data);
/* A session that has been used in the last 30 minutes and begun in the last 12 hours; keeps it
 * awake. NULL without error: there is none. */
void laurel_store_find_session (LaurelStore            *store,
                                const guint8            hash[LAUREL_TOKEN_HASH_SIZE],
                                LaurelStoreIdentityDone done,
                                gpointer                data);

/* NULL without error: no such user. Logins differ by more than case. */
void laurel_store_find_user (LaurelStore        *store,
                             const char         *login,
                             LaurelStoreUserDone done,
                             gpointer            data);
/* In order of login, all of them: a chain has dozens. */
void laurel_store_list_users (LaurelStore *store, LaurelStoreUsersDone done, gpointer data);
/* @user: login, name, role, technical and password count. CONSTRAINT users_login_unique: taken. */
void laurel_store_add_user (LaurelStore        *store,
                            const LaurelActor  *actor,
                            const LaurelUser   *user,
                            LaurelStoreUserDone done,
                            gpointer            data);
/* @user: id, name, role and disabled count; sessions of a disabled user end. NULL: no such user.
 * CONSTRAINT users_one_admin: somebody must be left who may do everything. */
void laurel_store_change_user (LaurelStore        *store,
                               const LaurelActor  *actor,
                               const LaurelUser   *user,
                               LaurelStoreUserDone done,
                               gpointer            data);
/* All the user's sessions end. */
void laurel_store_set_password (LaurelStore       *store,
                                const LaurelActor *actor,
                                gint64             user,
                                const char        *password,
                                LaurelStoreDone    done,
                                gpointer           data);

/* Counts one attempt at a password for each of two subjects: @login may fail five times and then
 * waits from 30 seconds up to 15 minutes, doubling; @address may try twenty times a minute. */
void laurel_store_begin_attempt (LaurelStore           *store,
                                 const char            *login,
                                 const char            *address,
                                 LaurelStoreAttemptDone done,
                                 gpointer               data);

/* The password was right: forgets the login's failures, and begins a session. */
void laurel_store_add_session (LaurelStore            *store,
                               const char             *login,
                               const char             *address,
                               const guint8            hash[LAUREL_TOKEN_HASH_SIZE],
                               const guint8            refresh_hash[LAUREL_TOKEN_HASH_SIZE],
                               LaurelStoreIdentityDone done,
                               gpointer                data);
/* Gives the session of @refresh_hash new tokens; the old ones are worth nothing from then on. A
 * refresh token that comes for the second time was stolen, from or by somebody: its session ends.
 * NULL without error: no such session, or it has ended. */
void laurel_store_renew_session (LaurelStore            *store,
                                 const guint8            refresh_hash[LAUREL_TOKEN_HASH_SIZE],
                                 const guint8            new_hash[LAUREL_TOKEN_HASH_SIZE],
                                 const guint8            new_refresh_hash[LAUREL_TOKEN_HASH_SIZE],
                                 LaurelStoreIdentityDone done,
                                 gpointer                data);
void laurel_store_end_session (LaurelStore    *store,
                               gint64          session,
                               LaurelStoreDone done,
                               gpointer        data);

/* In order of id, all of them, with the revoked ones, without long-lived tokens' users' names. */
void laurel_store_list_keys (LaurelStore *store, LaurelStoreKeysDone done, gpointer data);
/* @key: store, till, name and user count. */
void laurel_store_add_key (LaurelStore       *store,
                           const LaurelActor *actor,
                           const LaurelKey   *key,
                           const guint8       hash[LAUREL_TOKEN_HASH_SIZE],
                           LaurelStoreKeyDone done,
                           gpointer           data);
/* NULL without error: no such key, or it was revoked before. */
void laurel_store_revoke_key (LaurelStore       *store,
                              const LaurelActor *actor,
                              gint64             key,
                              LaurelStoreKeyDone done,
                              gpointer           data);

/**
 * laurel_store_audit_statement:
 *
 * insert into audit: $1 bigint user (0: none), $2 text name, $3 text address, $4 text action
 * ("users.add"), $5 text subject ("user 17"), $6 jsonb before, $7 jsonb after. For the transactions
 * of other subjects' changes.
 */
extern const LaurelStatement laurel_store_audit_statement;

/* The parameters of laurel_store_audit_statement. @before, @after: (nullable): JSON */
LaurelDbParams *laurel_store_audit_params (const LaurelActor *actor,
                                           const char        *action,
                                           const char        *subject,
                                           const char        *before,
                                           const char        *after) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
