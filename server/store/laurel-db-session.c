/* laurel-db-session.c - how each connection to the database begins
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/store/laurel-db-session.h"

/* A transaction that its own program has forgotten must not keep its locks. */
#define IDLE_IN_TRANSACTION_MS "6000"

enum
{
  COLUMN_FSYNC,
  COLUMN_FULL_PAGE_WRITES,
  COLUMN_CHECKSUMS,
  COLUMN_SYNCHRONOUS_COMMIT,
  COLUMN_STANDBYS,
  COLUMN_IN_RECOVERY,
};

const LaurelStatement laurel_db_session_statement = {
  .name = "laurel_session",
  .sql = "select current_setting ('fsync') = 'on',"
         " current_setting ('full_page_writes') = 'on',"
         " current_setting ('data_checksums') = 'on',"
         " current_setting ('synchronous_commit'),"
         " current_setting ('synchronous_standby_names') <> '',"
         " pg_catalog.pg_is_in_recovery (),"
         " set_config ('role', 'laurel_app', false),"
         " set_config ('search_path', 'laurel, pg_temp', false),"
         " set_config ('timezone', 'UTC', false),"
         " set_config ('datestyle', 'ISO', false),"
         " set_config ('bytea_output', 'hex', false),"
         " set_config ('client_encoding', 'UTF8', false),"
         " set_config ('idle_in_transaction_session_timeout', '" IDLE_IN_TRANSACTION_MS "', false),"
         " set_config ('lock_timeout', $1, false),"
         " set_config ('statement_timeout', $2, false),"
         " set_config ('plan_cache_mode', $3, false),"
         " set_config ('enable_seqscan', $4, false),"
         " set_config ('enable_hashjoin', $4, false),"
         " set_config ('enable_mergejoin', $4, false)",
  .n_params = 4,
  .reads_only = TRUE,
};

LaurelDbParams *
laurel_db_session_params (const LaurelDbSession *session)
{
  LaurelDbParams *params = laurel_db_params_new ();

  laurel_db_params_add_int (params, session->lock_timeout_ms);
  laurel_db_params_add_int (params, session->statement_timeout_ms);
  laurel_db_params_add_text (params, session->plan_once ? "force_generic_plan" : "auto");
  laurel_db_params_add_text (params, session->plan_once ? "off" : "on");

  return params;
}

char *
laurel_db_session_dup_unsafe_reason (const PGresult *result)
{
  const char *commit = laurel_db_get_text (result, 0, COLUMN_SYNCHRONOUS_COMMIT);
  gboolean    has_standbys = laurel_db_get_boolean (result, 0, COLUMN_STANDBYS);

  if (laurel_db_get_boolean (result, 0, COLUMN_IN_RECOVERY))
    return g_strdup ("it is a replica");
  if (!laurel_db_get_boolean (result, 0, COLUMN_FSYNC))
    return g_strdup ("fsync is off");
  if (!laurel_db_get_boolean (result, 0, COLUMN_FULL_PAGE_WRITES))
    return g_strdup ("full_page_writes is off");
  if (!laurel_db_get_boolean (result, 0, COLUMN_CHECKSUMS))
    return g_strdup ("it has no data checksums");
  if (g_str_equal (commit, "off"))
    return g_strdup ("synchronous_commit is off");
  if (has_standbys && (g_str_equal (commit, "local") || g_str_equal (commit, "remote_write")))
    return g_strdup_printf ("synchronous_commit is %s with a replica that must follow", commit);

  return NULL;
}

/* A later word wins, so the connection string has the last one. */
static const char *const keywords[] = { "fallback_application_name",
                                        "keepalives_idle",
                                        "keepalives_interval",
                                        "keepalives_count",
                                        "tcp_user_timeout",
                                        "connect_timeout",
                                        "dbname",
                                        NULL };

#define SESSION_VALUES(conninfo)                                                                   \
  {                                                                                                \
    "laurel", "10", "3", "3", "10000", "10", (conninfo), NULL                                      \
  }

PGconn *
laurel_db_session_start (const char *conninfo)
{
  const char *const values[] = SESSION_VALUES (conninfo);
  PGconn           *connection = PQconnectStartParams (keywords, values, 1);

  g_assert (connection != NULL); /* NULL is out of memory, where GLib aborts as well */

  return connection;
}

PGconn *
laurel_db_session_open (const char *conninfo, GError **error)
{
  const char *const values[] = SESSION_VALUES (conninfo);
  PGconn           *connection = PQconnectdbParams (keywords, values, 1);

  if (PQstatus (connection) != CONNECTION_OK)
    {
      g_propagate_error (error, laurel_database_error_from_connection (connection));
      PQfinish (connection);
      return NULL;
    }

  return connection;
}
