/* laurel-migrations.c - brings a database's schema up to this program's
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/store/laurel-migrations.h"

#include "server/store/laurel-db-params.h"
#include "server/store/laurel-db-result.h"
#include "server/store/laurel-db-session.h"

#include <stdlib.h>
#include <string.h>

G_DEFINE_QUARK (laurel_migrations_error, laurel_migrations_error)

typedef struct
{
  char *name; /* "0001-foundation" */
  char *sql;
  char *sha256;
} Migration;

static void
migration_free (gpointer data)
{
  Migration *migration = data;

  g_free (migration->name);
  g_free (migration->sql);
  g_free (migration->sha256);
  g_free (migration);
}

static int
compare_migrations (gconstpointer a, gconstpointer b)
{
  const Migration *const *left = a;
  const Migration *const *right = b;

  return strcmp ((*left)->name, (*right)->name);
}

static Migration *
read_migration (GFile *folder, const char *file_name, GError **error)
{
  g_autoptr (GFile) file = g_file_get_child (folder, file_name);
  Migration *migration = NULL;
  char      *sql = NULL;
  gsize      length = 0;

  if (!g_file_load_contents (file, NULL, &sql, &length, NULL, error))
    return NULL;

  migration = g_new0 (Migration, 1);
  migration->name = g_strndup (file_name, strlen (file_name) - strlen (".sql"));
  migration->sql = sql;
  migration->sha256 = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) sql, length);

  return migration;
}

/* A gap would mean that somebody else's file is missing. */
static gboolean
check_numbers (GPtrArray *migrations, GError **error)
{
  for (guint i = 0; i < migrations->len; i++)
    {
      const Migration *migration = g_ptr_array_index (migrations, i);
      g_autofree char *prefix = g_strdup_printf ("%04u-", i + 1);

      if (!g_str_has_prefix (migration->name, prefix))
        {
          g_set_error (error,
                       LAUREL_MIGRATIONS_ERROR,
                       LAUREL_MIGRATIONS_ERROR_BROKEN,
                       "%s.sql stands where number %u is due",
                       migration->name,
                       i + 1);
          return FALSE;
        }
    }

  return TRUE;
}

static GPtrArray *
read_migrations (const char *folder_uri, GError **error)
{
  g_autoptr (GPtrArray) migrations = g_ptr_array_new_with_free_func (migration_free);
  g_autoptr (GFile) folder = g_file_new_for_uri (folder_uri);
  g_autoptr (GFileEnumerator) files = NULL;
  GFileInfo *info = NULL;

  files = g_file_enumerate_children (folder,
                                     G_FILE_ATTRIBUTE_STANDARD_NAME,
                                     G_FILE_QUERY_INFO_NONE,
                                     NULL,
                                     error);
  if (files == NULL)
    return NULL;

  do
    {
      Migration *migration = NULL;

      if (!g_file_enumerator_iterate (files, &info, NULL, NULL, error))
        return NULL;
      if (info == NULL || !g_str_has_suffix (g_file_info_get_name (info), ".sql"))
        continue;

      migration = read_migration (folder, g_file_info_get_name (info), error);
      if (migration == NULL)
        return NULL;
      g_ptr_array_add (migrations, migration);
    }
  while (info != NULL);

  g_ptr_array_sort (migrations, compare_migrations);
  if (!check_numbers (migrations, error))
    return NULL;

  return g_steal_pointer (&migrations);
}

static PGresult *
run (PGconn *pg, const char *sql, GError **error)
{
  g_autoptr (PGresult) result = PQexec (pg, sql);

  if (PQresultStatus (result) != PGRES_COMMAND_OK && PQresultStatus (result) != PGRES_TUPLES_OK)
    {
      g_propagate_error (error, laurel_database_error_from_result (result));
      return NULL;
    }

  return g_steal_pointer (&result);
}

static gboolean
run_command (PGconn *pg, const char *sql, GError **error)
{
  g_autoptr (PGresult) result = run (pg, sql, error);

  return result != NULL;
}

/* Roles belong to the whole cluster, so another database, or another run at this moment, may have
 * made them. A login that may make roles but is no superuser must belong to them to become them. */
static const char make_roles_sql[] =
    "do $$"
    " declare"
    "   v_role text;"
    " begin"
    "   foreach v_role in array array['laurel_owner', 'laurel_app'] loop"
    "     if not exists (select from pg_catalog.pg_roles where rolname = v_role) then"
    "       begin"
    "         execute format ('create role %I nologin', v_role);"
    "       exception when duplicate_object or unique_violation then"
    "         null;"
    "       end;"
    "     end if;"
    "     if not pg_catalog.pg_has_role (current_user, v_role, 'member') then"
    "       execute format ('grant %I to %I', v_role, current_user);"
    "     end if;"
    "   end loop;"
    " end $$";

static const char make_table_sql[] =
    "create schema if not exists laurel authorization laurel_owner;"
    "set role laurel_owner;"
    "create table if not exists laurel.schema_migrations ("
    "  name text primary key,"
    "  sha256 text not null,"
    "  applied_at timestamptz not null default now ());"
    "comment on table laurel.schema_migrations is"
    "  'Which files of schema/ have been applied, and what was in them.';"
    "grant usage on schema laurel to laurel_app;"
    "grant select on laurel.schema_migrations to laurel_app;"
    "reset role";

/* For the session: two runs wait for each other, and a killed one lets go. */
static const char lock_sql[] = "select pg_catalog.pg_advisory_lock (7813204417)";

static gboolean
prepare_database (PGconn *pg, GError **error)
{
  g_autoptr (PGresult) lock = run (pg, lock_sql, error);

  return lock != NULL && run_command (pg, make_roles_sql, error) &&
         run_command (pg, make_table_sql, error);
}

/* Compares what was applied with what there is.
 * Returns: how many are applied, or -1 */
static int
count_applied (PGconn *pg, GPtrArray *migrations, GError **error)
{
  g_autoptr (PGresult) result =
      run (pg, "select name, sha256 from laurel.schema_migrations order by name", error);
  int n = 0;

  if (result == NULL)
    return -1;

  n = laurel_db_get_n_rows (result);
  for (int i = 0; i < n; i++)
    {
      const char      *name = laurel_db_get_text (result, i, 0);
      const Migration *migration =
          i < (int) migrations->len ? g_ptr_array_index (migrations, (guint) i) : NULL;

      if (migration == NULL)
        {
          g_set_error (error,
                       LAUREL_MIGRATIONS_ERROR,
                       LAUREL_MIGRATIONS_ERROR_NEWER,
                       "the database is of a newer version: it has %s",
                       name);
          return -1;
        }

      if (!g_str_equal (migration->name, name) ||
          !g_str_equal (migration->sha256, laurel_db_get_text (result, i, 1)))
        {
          g_set_error (error,
                       LAUREL_MIGRATIONS_ERROR,
                       LAUREL_MIGRATIONS_ERROR_CHANGED,
                       "%s was applied with another content than this program has",
                       name);
          return -1;
        }
    }

  return n;
}

static gboolean
record (PGconn *pg, const Migration *migration, GError **error)
{
  const char *const values[] = { migration->name, migration->sha256 };
  g_autoptr (PGresult) result =
      PQexecParams (pg,
                    "insert into laurel.schema_migrations (name, sha256) values ($1, $2)",
                    G_N_ELEMENTS (values),
                    NULL,
                    values,
                    NULL,
                    NULL,
                    0);

  if (PQresultStatus (result) == PGRES_COMMAND_OK)
    return TRUE;

  g_propagate_error (error, laurel_database_error_from_result (result));

  return FALSE;
}

/* The files themselves neither begin nor commit. */
static gboolean
apply (PGconn *pg, const Migration *migration, GError **error)
{
  if (!run_command (pg, "begin", error) ||
      !run_command (pg,
                    "set local role laurel_owner; set local search_path = laurel, pg_temp",
                    error) ||
      !run_command (pg, migration->sql, error) || !record (pg, migration, error) ||
      !run_command (pg, "commit", error))
    {
      g_prefix_error (error, "%s: ", migration->name);
      return FALSE;
    }

  return TRUE;
}

static void
notice_cb (void *data, const char *message)
{
  g_debug ("migration: %s", message);
}

static gboolean
apply_missing (PGconn              *pg,
               GPtrArray           *migrations,
               LaurelMigrationsStep step,
               gpointer             data,
               GError             **error)
{
  int n_applied = -1;

  PQsetNoticeProcessor (pg, notice_cb, NULL);
  if (!prepare_database (pg, error))
    return FALSE;

  n_applied = count_applied (pg, migrations, error);
  if (n_applied < 0)
    return FALSE;

  for (guint i = (guint) n_applied; i < migrations->len; i++)
    {
      const Migration *migration = g_ptr_array_index (migrations, i);

      if (step != NULL)
        step (migration->name, data);
      if (!apply (pg, migration, error))
        return FALSE;
    }

  return TRUE;
}

gboolean
laurel_migrations_run (const char          *conninfo,
                       const char          *folder_uri,
                       LaurelMigrationsStep step,
                       gpointer             data,
                       GError             **error)
{
  g_autoptr (GPtrArray) migrations = read_migrations (folder_uri, error);
  PGconn  *pg = NULL;
  gboolean done = FALSE;

  if (migrations == NULL)
    return FALSE;

  pg = laurel_db_session_open (conninfo, error);
  if (pg == NULL)
    return FALSE;

  done = apply_missing (pg, migrations, step, data, error);
  PQfinish (pg);

  return done;
}

int
laurel_migrations_count_missing (const char *conninfo, const char *folder_uri, GError **error)
{
  g_autoptr (GPtrArray) migrations = read_migrations (folder_uri, error);
  g_autoptr (PGresult) exists = NULL;
  PGconn *pg = NULL;
  int     n_applied = -1;

  if (migrations == NULL)
    return -1;

  pg = laurel_db_session_open (conninfo, error);
  if (pg == NULL)
    return -1;

  exists = run (pg, "select to_regclass ('laurel.schema_migrations') is not null", error);
  if (exists != NULL && !laurel_db_get_boolean (exists, 0, 0))
    n_applied = 0;
  else if (exists != NULL)
    n_applied = count_applied (pg, migrations, error);
  PQfinish (pg);

  return n_applied < 0 ? -1 : (int) migrations->len - n_applied;
}
