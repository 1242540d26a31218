/* laurel-store-keys.c - keys of tills and tokens of programs as the database keeps them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/store/laurel-store-access-private.h"

#define KEY_COLUMNS                                                                                \
  "k.id, k.store, k.till, k.name, coalesce (k.user_id, 0), k.revoked_at is not null, k.created_at"

#define KEY_JSON(k)                                                                                \
  "pg_catalog.jsonb_build_object ('store', " k ".store, 'till', " k ".till, 'name', " k            \
  ".name, 'user', " k ".user_id)"

static const LaurelStatement find_statement = {
  .name = "keys_find",
  .sql = "select k.id, k.store, k.till, coalesce (u.id, 0), u.login, u.name, u.role, 0"
         " from api_keys k left join users u on u.id = k.user_id"
         " where k.hash = $1::bytea and k.revoked_at is null and u.disabled is not true",
  .n_params = 1,
  .reads_only = TRUE,
};

static const LaurelStatement list_statement = {
  .name = "keys_list",
  .sql = "select " KEY_COLUMNS " from api_keys k order by k.id",
  .reads_only = TRUE,
};

static const LaurelStatement add_statement = {
  .name = "keys_add",
  .sql = "with k as ("
         " insert into api_keys (hash, store, till, name, user_id)"
         " values ($4::bytea, $5::text, $6::text, $7::text, nullif ($8::bigint, 0)) returning *),"
         " a as (" LAUREL_STORE_AUDIT_COLUMNS
         " select nullif ($1::bigint, 0), $2::text, $3::text, 'keys.add', 'key ' || k.id,"
         " null::jsonb, " KEY_JSON ("k") " from k)"
                                         " select " KEY_COLUMNS " from k",
  .n_params = 8,
};

static const LaurelStatement revoke_statement = {
  .name = "keys_revoke",
  .sql = "with k as ("
         " update api_keys set revoked_at = now () where id = $4::bigint and revoked_at is null"
         " returning *),"
         " a as (" LAUREL_STORE_AUDIT_COLUMNS
         " select nullif ($1::bigint, 0), $2::text, $3::text, 'keys.revoke', 'key ' || "
         "k.id, " KEY_JSON ("k") ", null::jsonb from k)"
                                 " select " KEY_COLUMNS ", " LAUREL_STORE_TELL " from k",
  .n_params = 4,
};

static LaurelKey
read_key (const PGresult *result, int row)
{
  LaurelKey key = { 0 };

  key.id = laurel_db_get_bigint (result, row, 0);
  key.store = laurel_db_get_text (result, row, 1);
  key.till = laurel_db_get_text (result, row, 2);
  key.name = laurel_db_get_text (result, row, 3);
  key.user = laurel_db_get_bigint (result, row, 4);
  key.revoked = laurel_db_get_boolean (result, row, 5);
  key.created_us = laurel_db_get_timestamp (result, row, 6);

  return key;
}

static void
key_cb (LaurelDb *db, const PGresult *result, const GError *error, gpointer data)
{
  g_autofree LaurelStoreCall *call = data;
  LaurelKey                   key;

  if (error != NULL || laurel_db_get_n_rows (result) == 0)
    {
      call->done.key (NULL, error, call->data);
      return;
    }

  key = read_key (result, 0);
  call->done.key (&key, NULL, call->data);
}

static void
keys_cb (LaurelDb *db, const PGresult *result, const GError *error, gpointer data)
{
  g_autofree LaurelStoreCall *call = data;
  g_autofree LaurelKey       *keys = NULL;
  int                         n = error == NULL ? laurel_db_get_n_rows (result) : 0;

  keys = g_new0 (LaurelKey, (gsize) n);
  for (int i = 0; i < n; i++)
    keys[i] = read_key (result, i);

  call->done.keys (keys, (gsize) n, error, call->data);
}

void
laurel_store_find_key (LaurelStore            *store,
                       LaurelDbLane            lane,
                       const guint8            hash[LAUREL_TOKEN_HASH_SIZE],
                       LaurelStoreIdentityDone done,
                       gpointer                data)
{
  LaurelDbParams *params = laurel_db_params_new ();

  laurel_db_params_add_bytes (params, hash, LAUREL_TOKEN_HASH_SIZE);
  laurel_store_call (store,
                     lane,
                     &find_statement,
                     params,
                     laurel_store_identity_cb,
                     (LaurelStoreCall){ .done.identity = done, .data = data });
}

void
laurel_store_list_keys (LaurelStore *store, LaurelStoreKeysDone done, gpointer data)
{
  laurel_store_call (store,
                     LAUREL_DB_LANE_OFFICE,
                     &list_statement,
                     NULL,
                     keys_cb,
                     (LaurelStoreCall){ .done.keys = done, .data = data });
}

void
laurel_store_add_key (LaurelStore       *store,
                      const LaurelActor *actor,
                      const LaurelKey   *key,
                      const guint8       hash[LAUREL_TOKEN_HASH_SIZE],
                      LaurelStoreKeyDone done,
                      gpointer           data)
{
  LaurelDbParams *params = laurel_db_params_new ();

  laurel_store_add_actor (params, actor);
  laurel_db_params_add_bytes (params, hash, LAUREL_TOKEN_HASH_SIZE);
  laurel_db_params_add_text (params, key->store);
  laurel_db_params_add_text (params, key->till);
  laurel_db_params_add_text (params, key->name);
  laurel_db_params_add_bigint (params, key->user);
  laurel_store_call (store,
                     LAUREL_DB_LANE_OFFICE,
                     &add_statement,
                     params,
                     key_cb,
                     (LaurelStoreCall){ .done.key = done, .data = data });
}

void
laurel_store_revoke_key (LaurelStore       *store,
                         const LaurelActor *actor,
                         gint64             key,
                         LaurelStoreKeyDone done,
                         gpointer           data)
{
  LaurelDbParams *params = laurel_db_params_new ();

  laurel_store_add_actor (params, actor);
  laurel_db_params_add_bigint (params, key);
  laurel_store_call (store,
                     LAUREL_DB_LANE_OFFICE,
                     &revoke_statement,
                     params,
                     key_cb,
                     (LaurelStoreCall){ .done.key = done, .data = data });
}
