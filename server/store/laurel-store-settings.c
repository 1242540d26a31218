/* laurel-store-settings.c - named values that belong to a database and not to a program
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/store/laurel-store-settings.h"

#include "server/store/laurel-store-access-private.h"

static const LaurelStatement get_statement = {
  .name = "settings_get",
  .sql = "select value from settings where name = $1::text",
  .n_params = 1,
  .reads_only = TRUE,
};

static const LaurelStatement set_statement = {
  .name = "settings_set",
  .sql = "insert into settings (name, value) values ($1::text, $2::text)"
         " on conflict (name) do update set value = excluded.value",
  .n_params = 2,
};

/* The update changes nothing, but makes the row that was there come back. */
static const LaurelStatement claim_statement = {
  .name = "settings_claim",
  .sql = "insert into settings as s (name, value) values ($1::text, $2::text)"
         " on conflict (name) do update set value = s.value returning value",
  .n_params = 2,
};

/* What it was is read before it is written: a statement does not see its own changes. */
static const LaurelStatement change_statement = {
  .name = "settings_change",
  .sql = "with changed as (insert into settings (name, value) values ($5::text, $4::text)"
         "   on conflict (name) do update set value = excluded.value returning name)"
         " " LAUREL_STORE_AUDIT_COLUMNS
         " select nullif ($1::bigint, 0), $2::text, $3::text, 'settings.change',"
         "   'setting ' || changed.name, to_jsonb (old.value::json), to_jsonb ($4::json)"
         " from changed left join settings old using (name)",
  .n_params = 5,
};

typedef struct
{
  LaurelStoreSettingDone value_done; /* one of the two */
  LaurelStoreDone        done;
  gpointer               data;
} Call;

static void
answered_cb (LaurelDb *db, const PGresult *result, const GError *error, gpointer data)
{
  g_autofree Call *call = data;

  if (call->done != NULL)
    call->done (error, call->data);
  else if (error == NULL && laurel_db_get_n_rows (result) == 1)
    call->value_done (laurel_db_get_text (result, 0, 0), NULL, call->data);
  else
    call->value_done (NULL, error, call->data);
}

static void
query (LaurelStore           *store,
       const LaurelStatement *statement,
       const char            *name,
       const char            *value,
       const Call *template)
{
  LaurelDbParams *params = laurel_db_params_new ();
  Call           *call = g_new (Call, 1);

  *call = *template;
  laurel_db_params_add_text (params, name);
  if (statement->n_params > 1)
    laurel_db_params_add_text (params, value);
  laurel_db_query (laurel_store_get_db (store),
                   LAUREL_DB_LANE_OFFICE,
                   statement,
                   params,
                   answered_cb,
                   call);
}

void
laurel_store_get_setting (LaurelStore           *store,
                          const char            *name,
                          LaurelStoreSettingDone done,
                          gpointer               data)
{
  query (store, &get_statement, name, NULL, &(Call){ .value_done = done, .data = data });
}

void
laurel_store_set_setting (LaurelStore    *store,
                          const char     *name,
                          const char     *value,
                          LaurelStoreDone done,
                          gpointer        data)
{
  query (store, &set_statement, name, value, &(Call){ .done = done, .data = data });
}

void
laurel_store_claim_setting (LaurelStore           *store,
                            const char            *name,
                            const char            *value,
                            LaurelStoreSettingDone done,
                            gpointer               data)
{
  query (store, &claim_statement, name, value, &(Call){ .value_done = done, .data = data });
}

void
laurel_store_change_setting (LaurelStore       *store,
                             const LaurelActor *actor,
                             const char        *name,
                             const char        *value,
                             LaurelStoreDone    done,
                             gpointer           data)
{
  LaurelDbParams *params = laurel_db_params_new ();
  Call           *call = g_new0 (Call, 1);

  call->done = done;
  call->data = data;
  laurel_store_add_actor (params, actor);
  laurel_db_params_add_text (params, value);
  laurel_db_params_add_text (params, name);
  laurel_db_query (laurel_store_get_db (store),
                   LAUREL_DB_LANE_OFFICE,
                   &change_statement,
                   params,
                   answered_cb,
                   call);
}
