/* laurel-store-sessions.c - logins of people as the database keeps them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/store/laurel-store-access-private.h"

#include <string.h>

#define IDENTITY_COLUMNS "0, null, null, u.id, u.login, u.name, u.role, s.id"

/* How long a session may live, and how long it may sleep. */
#define IS_AWAKE                                                                                   \
  "s.ended_at is null and s.begun_at > now () - interval '12 hours'"                               \
  " and s.seen_at > now () - interval '30 minutes' and not u.disabled"

/* To be seen is written once a minute and not with each request. It is no write that could be
 * missed: on an unsafe database the session merely ends sooner. */
static const LaurelStatement find_statement = {
  .name = "sessions_find",
  .sql = "with seen as ("
         " update sessions set seen_at = now ()"
         " where hash = $1::bytea and seen_at < now () - interval '1 minute'"
         " and seen_at > now () - interval '30 minutes')"
         " select " IDENTITY_COLUMNS " from sessions s join users u on u.id = s.user_id"
         " where s.hash = $1::bytea and " IS_AWAKE,
  .n_params = 1,
  .reads_only = TRUE,
};

/* $1 and $2: SHA-256 of the login and of the address. */
static const LaurelStatement begin_attempt_statement = {
  .name = "sessions_begin_attempt",
  .sql = "select greatest (0, ceil (extract (epoch from greatest ("
         " begin_attempt ($1::bytea, 5, interval '1 day', interval '30 seconds', interval '15 "
         "minutes'),"
         " begin_attempt ($2::bytea, 20, interval '1 minute', interval '1 minute', interval '1 "
         "minute'))"
         " - clock_timestamp ())))::int",
  .n_params = 2,
};

static const LaurelStatement add_statement = {
  .name = "sessions_add",
  .sql = "with u as (update users set seen_at = now () where login = $1::text and not disabled"
         " returning *),"
         " forgotten as (delete from login_attempts where subject = $2::bytea"
         " or since < now () - interval '2 days'),"
         " allowed as (update login_attempts set attempts = greatest (0, attempts - 1),"
         " retry_at = now () where subject = $3::bytea),"
         " old as (delete from sessions where begun_at < now () - interval '7 days'),"
         " s as (insert into sessions (user_id, hash, refresh_hash, address)"
         " select u.id, $4::bytea, $5::bytea, $6::text from u returning *),"
         " a as (" LAUREL_STORE_AUDIT_COLUMNS
         " select u.id, u.login, $6::text, 'session.begin', 'session ' || s.id,"
         " null::jsonb, null::jsonb from u, s)"
         " select " IDENTITY_COLUMNS " from u, s",
  .n_params = 6,
};

static const LaurelStatement renew_statement = {
  .name = "sessions_renew",
  .sql = "with stolen as (update sessions set ended_at = now ()"
         " where spent_hash = $1::bytea and ended_at is null returning " LAUREL_STORE_TELL "),"
         " s as (update sessions s set hash = $2::bytea, refresh_hash = $3::bytea,"
         " spent_hash = s.refresh_hash, seen_at = now () from users u"
         " where u.id = s.user_id and s.refresh_hash = $1::bytea and s.ended_at is null"
         " and s.begun_at > now () - interval '12 hours' and not u.disabled"
         " returning s.id, s.user_id, " LAUREL_STORE_TELL ")"
         " select " IDENTITY_COLUMNS " from s join users u on u.id = s.user_id",
  .n_params = 3,
};

static const LaurelStatement end_statement = {
  .name = "sessions_end",
  .sql = "with s as (update sessions set ended_at = now ()"
         " where id = $1::bigint and ended_at is null returning id, user_id),"
         " a as (" LAUREL_STORE_AUDIT_COLUMNS
         " select u.id, u.login, null, 'session.end', 'session ' || s.id, null::jsonb, null::jsonb"
         " from s join users u on u.id = s.user_id)"
         " select " LAUREL_STORE_TELL " from s",
  .n_params = 1,
};

/* A login and an address are told apart, and neither is kept in the clear: people type passwords
 * into the wrong field. */
static void
add_subject (LaurelDbParams *params, const char *kind, const char *name)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[LAUREL_TOKEN_HASH_SIZE];
  gsize  length = sizeof digest;

  g_checksum_update (sum, (const guchar *) kind, (gssize) strlen (kind) + 1);
  g_checksum_update (sum, (const guchar *) name, -1);
  g_checksum_get_digest (sum, digest, &length);
  laurel_db_params_add_bytes (params, digest, length);
}

static void
attempt_cb (LaurelDb *db, const PGresult *result, const GError *error, gpointer data)
{
  g_autofree LaurelStoreCall *call = data;

  call->done.attempt (error == NULL ? (guint) laurel_db_get_int (result, 0, 0) : 0,
                      error,
                      call->data);
}

void
laurel_store_find_session (LaurelStore            *store,
                           const guint8            hash[LAUREL_TOKEN_HASH_SIZE],
                           LaurelStoreIdentityDone done,
                           gpointer                data)
{
  LaurelDbParams *params = laurel_db_params_new ();

  laurel_db_params_add_bytes (params, hash, LAUREL_TOKEN_HASH_SIZE);
  laurel_store_call (store,
                     LAUREL_DB_LANE_OFFICE,
                     &find_statement,
                     params,
                     laurel_store_identity_cb,
                     (LaurelStoreCall){ .done.identity = done, .data = data });
}

void
laurel_store_begin_attempt (LaurelStore           *store,
                            const char            *login,
                            const char            *address,
                            LaurelStoreAttemptDone done,
                            gpointer               data)
{
  LaurelDbParams *params = laurel_db_params_new ();

  add_subject (params, "login", login);
  add_subject (params, "address", address);
  laurel_store_call (store,
                     LAUREL_DB_LANE_OFFICE,
                     &begin_attempt_statement,
                     params,
                     attempt_cb,
                     (LaurelStoreCall){ .done.attempt = done, .data = data });
}

void
laurel_store_add_session (LaurelStore            *store,
                          const char             *login,
                          const char             *address,
                          const guint8            hash[LAUREL_TOKEN_HASH_SIZE],
                          const guint8            refresh_hash[LAUREL_TOKEN_HASH_SIZE],
                          LaurelStoreIdentityDone done,
                          gpointer                data)
{
  LaurelDbParams *params = laurel_db_params_new ();

  laurel_db_params_add_text (params, login);
  add_subject (params, "login", login);
  add_subject (params, "address", address);
  laurel_db_params_add_bytes (params, hash, LAUREL_TOKEN_HASH_SIZE);
  laurel_db_params_add_bytes (params, refresh_hash, LAUREL_TOKEN_HASH_SIZE);
  laurel_db_params_add_text (params, address);
  laurel_store_call (store,
                     LAUREL_DB_LANE_OFFICE,
                     &add_statement,
                     params,
                     laurel_store_identity_cb,
                     (LaurelStoreCall){ .done.identity = done, .data = data });
}

void
laurel_store_renew_session (LaurelStore            *store,
                            const guint8            refresh_hash[LAUREL_TOKEN_HASH_SIZE],
                            const guint8            new_hash[LAUREL_TOKEN_HASH_SIZE],
                            const guint8            new_refresh_hash[LAUREL_TOKEN_HASH_SIZE],
                            LaurelStoreIdentityDone done,
                            gpointer                data)
{
  LaurelDbParams *params = laurel_db_params_new ();

  laurel_db_params_add_bytes (params, refresh_hash, LAUREL_TOKEN_HASH_SIZE);
  laurel_db_params_add_bytes (params, new_hash, LAUREL_TOKEN_HASH_SIZE);
  laurel_db_params_add_bytes (params, new_refresh_hash, LAUREL_TOKEN_HASH_SIZE);
  laurel_store_call (store,
                     LAUREL_DB_LANE_OFFICE,
                     &renew_statement,
                     params,
                     laurel_store_identity_cb,
                     (LaurelStoreCall){ .done.identity = done, .data = data });
}

void
laurel_store_end_session (LaurelStore *store, gint64 session, LaurelStoreDone done, gpointer data)
{
  LaurelDbParams *params = laurel_db_params_new ();

  laurel_db_params_add_bigint (params, session);
  laurel_store_call (store,
                     LAUREL_DB_LANE_OFFICE,
                     &end_statement,
                     params,
                     laurel_store_plain_cb,
                     (LaurelStoreCall){ .done.plain = done, .data = data });
}
