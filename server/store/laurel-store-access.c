/* laurel-store-access.c - users as the database keeps them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/store/laurel-store-access.h"

#include "server/store/laurel-store-access-private.h"

static const char *const role_names[] = {
  [LAUREL_ROLE_ANALYST] = "analyst",
  [LAUREL_ROLE_MARKETER] = "marketer",
  [LAUREL_ROLE_MANAGER] = "manager",
  [LAUREL_ROLE_ADMIN] = "admin",
};

G_STATIC_ASSERT (G_N_ELEMENTS (role_names) == LAUREL_N_ROLES);

#define USER_COLUMNS                                                                               \
  "u.id, u.login, u.name, u.role, u.technical, u.disabled, u.created_at, u.seen_at"

#define USER_JSON(u)                                                                               \
  "pg_catalog.jsonb_build_object ('login', " u ".login, 'name', " u ".name, 'role', " u            \
  ".role, 'disabled', " u ".disabled)"

static const LaurelStatement find_statement = {
  .name = "users_find",
  .sql = "select " USER_COLUMNS ", u.password from users u where u.login = $1::text",
  .n_params = 1,
  .reads_only = TRUE,
};

static const LaurelStatement list_statement = {
  .name = "users_list",
  .sql = "select " USER_COLUMNS ", null from users u order by u.login",
  .reads_only = TRUE,
};

static const LaurelStatement add_statement = {
  .name = "users_add",
  .sql = "with u as ("
         " insert into users (login, name, role, technical, password)"
         " values ($4::text, $5::text, $6::text, $7::boolean, $8::text) returning *),"
         " a as (" LAUREL_STORE_AUDIT_COLUMNS
         " select nullif ($1::bigint, 0), $2::text, $3::text, 'users.add', 'user ' || u.id, "
         "null, " USER_JSON ("u") " from u)"
                                  " select " USER_COLUMNS ", null from u",
  .n_params = 8,
};

static const LaurelStatement change_statement = {
  .name = "users_change",
  .sql = "with o as (select * from users where id = $4::bigint for update),"
         " u as (update users n set name = $5::text, role = $6::text, disabled = $7::boolean"
         " from o where n.id = o.id returning n.*),"
         " s as (update sessions set ended_at = now () where user_id in"
         " (select id from u where disabled) and ended_at is null),"
         " a as (" LAUREL_STORE_AUDIT_COLUMNS
         " select nullif ($1::bigint, 0), $2::text, $3::text, 'users.change', 'user ' || "
         "u.id, " USER_JSON ("o") ", " USER_JSON ("u") " from u join o using (id))"
                                                       " select " USER_COLUMNS
                                                       ", null, " LAUREL_STORE_TELL " from u",
  .n_params = 7,
};

static const LaurelStatement set_password_statement = {
  .name = "users_set_password",
  .sql = "with u as (update users set password = $5::text"
         " where id = $4::bigint and not technical returning id),"
         " s as (update sessions set ended_at = now ()"
         " where user_id in (select id from u) and ended_at is null),"
         " a as (" LAUREL_STORE_AUDIT_COLUMNS
         " select nullif ($1::bigint, 0), $2::text, $3::text, 'users.password', 'user ' || u.id,"
         " null::jsonb, null::jsonb from u)"
         " select " LAUREL_STORE_TELL " from u",
  .n_params = 5,
};

const char *
laurel_role_to_string (LaurelRole role)
{
  g_assert (role < LAUREL_N_ROLES);

  return role_names[role];
}

gboolean
laurel_role_from_string (const char *text, LaurelRole *role)
{
  for (guint i = 0; i < LAUREL_N_ROLES; i++)
    {
      if (g_strcmp0 (text, role_names[i]) == 0)
        {
          *role = (LaurelRole) i;
          return TRUE;
        }
    }

  return FALSE;
}

static LaurelUser
read_user (const PGresult *result, int row)
{
  LaurelUser user = { 0 };

  user.id = laurel_db_get_bigint (result, row, 0);
  user.login = laurel_db_get_text (result, row, 1);
  user.name = laurel_db_get_text (result, row, 2);
  /* The schema knows the same four roles. */
  if (!laurel_role_from_string (laurel_db_get_text (result, row, 3), &user.role))
    g_assert_not_reached ();
  user.technical = laurel_db_get_boolean (result, row, 4);
  user.disabled = laurel_db_get_boolean (result, row, 5);
  user.created_us = laurel_db_get_timestamp (result, row, 6);
  user.seen_us = laurel_db_is_null (result, row, 7) ? 0 : laurel_db_get_timestamp (result, row, 7);
  user.password = laurel_db_get_text (result, row, 8);

  return user;
}

static void
user_cb (LaurelDb *db, const PGresult *result, const GError *error, gpointer data)
{
  g_autofree LaurelStoreCall *call = data;
  LaurelUser                  user;

  if (error != NULL || laurel_db_get_n_rows (result) == 0)
    {
      call->done.user (NULL, error, call->data);
      return;
    }

  user = read_user (result, 0);
  call->done.user (&user, NULL, call->data);
}

static void
users_cb (LaurelDb *db, const PGresult *result, const GError *error, gpointer data)
{
  g_autofree LaurelStoreCall *call = data;
  g_autofree LaurelUser      *users = NULL;
  int                         n = error == NULL ? laurel_db_get_n_rows (result) : 0;

  users = g_new0 (LaurelUser, (gsize) n);
  for (int i = 0; i < n; i++)
    users[i] = read_user (result, i);

  call->done.users (users, (gsize) n, error, call->data);
}

void
laurel_store_find_user (LaurelStore        *store,
                        const char         *login,
                        LaurelStoreUserDone done,
                        gpointer            data)
{
  LaurelDbParams *params = laurel_db_params_new ();

  laurel_db_params_add_text (params, login);
  laurel_store_call (store,
                     LAUREL_DB_LANE_OFFICE,
                     &find_statement,
                     params,
                     user_cb,
                     (LaurelStoreCall){ .done.user = done, .data = data });
}

void
laurel_store_list_users (LaurelStore *store, LaurelStoreUsersDone done, gpointer data)
{
  laurel_store_call (store,
                     LAUREL_DB_LANE_OFFICE,
                     &list_statement,
                     NULL,
                     users_cb,
                     (LaurelStoreCall){ .done.users = done, .data = data });
}

void
laurel_store_add_user (LaurelStore        *store,
                       const LaurelActor  *actor,
                       const LaurelUser   *user,
                       LaurelStoreUserDone done,
                       gpointer            data)
{
  LaurelDbParams *params = laurel_db_params_new ();

  laurel_store_add_actor (params, actor);
  laurel_db_params_add_text (params, user->login);
  laurel_db_params_add_text (params, user->name);
  laurel_db_params_add_text (params, laurel_role_to_string (user->role));
  laurel_db_params_add_boolean (params, user->technical);
  laurel_db_params_add_text (params, user->password);
  laurel_store_call (store,
                     LAUREL_DB_LANE_OFFICE,
                     &add_statement,
                     params,
                     user_cb,
                     (LaurelStoreCall){ .done.user = done, .data = data });
}

void
laurel_store_change_user (LaurelStore        *store,
                          const LaurelActor  *actor,
                          const LaurelUser   *user,
                          LaurelStoreUserDone done,
                          gpointer            data)
{
  LaurelDbParams *params = laurel_db_params_new ();

  laurel_store_add_actor (params, actor);
  laurel_db_params_add_bigint (params, user->id);
  laurel_db_params_add_text (params, user->name);
  laurel_db_params_add_text (params, laurel_role_to_string (user->role));
  laurel_db_params_add_boolean (params, user->disabled);
  laurel_store_call (store,
                     LAUREL_DB_LANE_OFFICE,
                     &change_statement,
                     params,
                     user_cb,
                     (LaurelStoreCall){ .done.user = done, .data = data });
}

void
laurel_store_set_password (LaurelStore       *store,
                           const LaurelActor *actor,
                           gint64             user,
                           const char        *password,
                           LaurelStoreDone    done,
                           gpointer           data)
{
  LaurelDbParams *params = laurel_db_params_new ();

  laurel_store_add_actor (params, actor);
  laurel_db_params_add_bigint (params, user);
  laurel_db_params_add_text (params, password);
  laurel_store_call (store,
                     LAUREL_DB_LANE_OFFICE,
                     &set_password_statement,
                     params,
                     laurel_store_plain_cb,
                     (LaurelStoreCall){ .done.plain = done, .data = data });
}
