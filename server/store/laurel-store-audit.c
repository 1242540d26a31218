/* laurel-store-audit.c - who did what, and what the changes of access have in common
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/store/laurel-store-access-private.h"

const LaurelStatement laurel_store_audit_statement = {
  .name = "audit_add",
  .sql = LAUREL_STORE_AUDIT_COLUMNS
  " values (nullif ($1::bigint, 0), $2::text, $3::text, $4::text, $5::text, $6::jsonb, $7::jsonb)",
  .n_params = 7,
};

void
laurel_store_add_actor (LaurelDbParams *params, const LaurelActor *actor)
{
  laurel_db_params_add_bigint (params, actor->user);
  laurel_db_params_add_text (params, actor->name);
  laurel_db_params_add_text (params, actor->address);
}

LaurelDbParams *
laurel_store_audit_params (const LaurelActor *actor,
                           const char        *action,
                           const char        *subject,
                           const char        *before,
                           const char        *after)
{
  LaurelDbParams *params = laurel_db_params_new ();

  laurel_store_add_actor (params, actor);
  laurel_db_params_add_text (params, action);
  laurel_db_params_add_text (params, subject);
  laurel_db_params_add_text (params, before);
  laurel_db_params_add_text (params, after);

  return params;
}

void
laurel_store_call (LaurelStore           *store,
                   LaurelDbLane           lane,
                   const LaurelStatement *statement,
                   LaurelDbParams        *params,
                   LaurelDbDone           answered,
                   LaurelStoreCall        call)
{
  laurel_db_query (laurel_store_get_db (store),
                   lane,
                   statement,
                   params,
                   answered,
                   g_memdup2 (&call, sizeof call));
}

void
laurel_store_plain_cb (LaurelDb *db, const PGresult *result, const GError *error, gpointer data)
{
  g_autofree LaurelStoreCall *call = data;

  call->done.plain (error, call->data);
}

void
laurel_store_identity_cb (LaurelDb *db, const PGresult *result, const GError *error, gpointer data)
{
  g_autofree LaurelStoreCall *call = data;
  LaurelIdentity              identity = { 0 };

  if (error != NULL || laurel_db_get_n_rows (result) == 0)
    {
      call->done.identity (NULL, error, call->data);
      return;
    }

  identity.key = laurel_db_get_bigint (result, 0, 0);
  identity.store = laurel_db_get_text (result, 0, 1);
  identity.till = laurel_db_get_text (result, 0, 2);
  identity.user = laurel_db_get_bigint (result, 0, 3);
  identity.login = laurel_db_get_text (result, 0, 4);
  identity.name = laurel_db_get_text (result, 0, 5);
  identity.session = laurel_db_get_bigint (result, 0, 7);
  identity.kind = identity.user != 0 ? LAUREL_IDENTITY_USER : LAUREL_IDENTITY_TILL;

  /* The schema knows the same four roles. */
  if (identity.user != 0 &&
      !laurel_role_from_string (laurel_db_get_text (result, 0, 6), &identity.role))
    g_assert_not_reached ();

  call->done.identity (&identity, NULL, call->data);
}
