/* laurel-bulk.c - loads many rows by COPY, blocking, over a connection of its own
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/store/laurel-bulk.h"

#include "server/store/laurel-db-literal.h"
#include "server/store/laurel-db-session.h"

#include <string.h>

#define FLUSH_SIZE (256 * 1024)

struct _LaurelBulk
{
  PGconn  *pg;
  GString *rows; /* text form of COPY, complete rows and the one being made */
  GString *cell; /* room for one value before it is escaped */
  guint    n_cells;
  guint    n_columns;
  gboolean copying;
};

static gboolean
check_result (PGresult *result, ExecStatusType expected, GError **error)
{
  if (PQresultStatus (result) == expected)
    return TRUE;

  g_propagate_error (error, laurel_database_error_from_result (result));

  return FALSE;
}

static gboolean
run (LaurelBulk *self, const char *sql, GError **error)
{
  g_autoptr (PGresult) result = PQexec (self->pg, sql);

  return check_result (result, PGRES_COMMAND_OK, error);
}

static gboolean
set_up (LaurelBulk *self, gboolean allow_unsafe, GError **error)
{
  g_autoptr (LaurelDbParams) params = laurel_db_session_params (&(LaurelDbSession){ 0 });
  g_autoptr (PGresult) result = NULL;
  g_autofree char *unsafe = NULL;

  result = PQexecParams (self->pg,
                         laurel_db_session_statement.sql,
                         (int) laurel_db_params_get_n (params),
                         NULL,
                         laurel_db_params_get_values (params),
                         NULL,
                         NULL,
                         0);
  if (!check_result (result, PGRES_TUPLES_OK, error))
    return FALSE;

  unsafe = laurel_db_session_dup_unsafe_reason (result);
  if (unsafe != NULL && !allow_unsafe)
    {
      g_set_error (error,
                   LAUREL_DATABASE_ERROR,
                   LAUREL_DATABASE_ERROR_UNSAFE,
                   "the database may lose what it acknowledges: %s",
                   unsafe);
      return FALSE;
    }

  /* A batch takes its time between two statements; here nobody waits for its locks. */
  g_clear_pointer (&result, PQclear);
  result = PQexec (self->pg, "set idle_in_transaction_session_timeout = 0");

  return check_result (result, PGRES_COMMAND_OK, error);
}

LaurelBulk *
laurel_bulk_open (const char *conninfo, gboolean allow_unsafe, GError **error)
{
  g_autoptr (LaurelBulk) self = g_new0 (LaurelBulk, 1);

  self->rows = g_string_sized_new (FLUSH_SIZE + 4096);
  self->cell = g_string_sized_new (256);
  self->pg = laurel_db_session_open (conninfo, error);

  if (self->pg == NULL || !set_up (self, allow_unsafe, error))
    return NULL;

  return g_steal_pointer (&self);
}

void
laurel_bulk_free (LaurelBulk *self)
{
  if (self == NULL)
    return;

  /* An open transaction, or COPY, ends with its connection. */
  g_clear_pointer (&self->pg, PQfinish);
  g_string_free (self->rows, TRUE);
  g_string_free (self->cell, TRUE);
  g_free (self);
}

gboolean
laurel_bulk_begin (LaurelBulk *self, GError **error)
{
  g_assert (!self->copying);

  return run (self, "begin", error);
}

gboolean
laurel_bulk_commit (LaurelBulk *self, GError **error)
{
  g_autoptr (PGresult) result = NULL;

  g_assert (!self->copying);

  result = PQexec (self->pg, "commit");
  if (!check_result (result, PGRES_COMMAND_OK, error))
    return FALSE;

  /* The database answers "commit" of a failed transaction with a friendly ROLLBACK. */
  if (strcmp (PQcmdStatus (result), "COMMIT") != 0)
    {
      g_set_error_literal (error,
                           LAUREL_DATABASE_ERROR,
                           LAUREL_DATABASE_ERROR_FAILED,
                           "the transaction was rolled back");
      return FALSE;
    }

  return TRUE;
}

void
laurel_bulk_rollback (LaurelBulk *self)
{
  PGresult *result = NULL;

  if (self->copying)
    {
      self->copying = FALSE;
      PQputCopyEnd (self->pg, "rolled back");
      while ((result = PQgetResult (self->pg)) != NULL)
        PQclear (result);
    }

  PQclear (PQexec (self->pg, "rollback"));
}

PGresult *
laurel_bulk_execute (LaurelBulk *self, const char *sql, LaurelDbParams *params, GError **error)
{
  g_autoptr (PGresult) result = NULL;
  guint n = params != NULL ? laurel_db_params_get_n (params) : 0;

  g_assert (!self->copying);

  result = PQexecParams (self->pg,
                         sql,
                         (int) n,
                         NULL,
                         n > 0 ? laurel_db_params_get_values (params) : NULL,
                         n > 0 ? laurel_db_params_get_lengths (params) : NULL,
                         n > 0 ? laurel_db_params_get_formats (params) : NULL,
                         0);

  if (PQresultStatus (result) != PGRES_TUPLES_OK && PQresultStatus (result) != PGRES_COMMAND_OK)
    {
      g_propagate_error (error, laurel_database_error_from_result (result));
      return NULL;
    }

  return g_steal_pointer (&result);
}

/* SQL's way to quote a name; names are ours, so their encoding needs no looking after. */
static void
append_name (GString *sql, const char *name)
{
  g_string_append_c (sql, '"');
  for (; *name != '\0'; name++)
    {
      if (*name == '"')
        g_string_append_c (sql, '"');
      g_string_append_c (sql, *name);
    }
  g_string_append_c (sql, '"');
}

gboolean
laurel_bulk_copy (LaurelBulk *self, const char *table, const char *const *columns, GError **error)
{
  g_autoptr (GString) sql = g_string_new ("copy ");
  g_autoptr (PGresult) result = NULL;

  g_assert (!self->copying && columns[0] != NULL);

  append_name (sql, table);
  for (guint i = 0; columns[i] != NULL; i++)
    {
      g_string_append (sql, i == 0 ? " (" : ", ");
      append_name (sql, columns[i]);
      self->n_columns = i + 1;
    }
  g_string_append (sql, ") from stdin");

  result = PQexec (self->pg, sql->str);
  if (!check_result (result, PGRES_COPY_IN, error))
    return FALSE;

  g_string_truncate (self->rows, 0);
  self->n_cells = 0;
  self->copying = TRUE;

  return TRUE;
}

static void
begin_cell (LaurelBulk *self)
{
  g_assert (self->copying && self->n_cells < self->n_columns);

  if (self->n_cells++ > 0)
    g_string_append_c (self->rows, '\t');
}

static void
append_escaped (GString *rows, const char *text)
{
  while (*text != '\0')
    {
      gsize plain = strcspn (text, "\\\b\f\n\r\t\v");

      g_string_append_len (rows, text, (gssize) plain);
      text += plain;
      if (*text == '\0')
        break;

      g_string_append_c (rows, '\\');
      switch (*text++)
        {
        case '\b':
          g_string_append_c (rows, 'b');
          break;
        case '\f':
          g_string_append_c (rows, 'f');
          break;
        case '\n':
          g_string_append_c (rows, 'n');
          break;
        case '\r':
          g_string_append_c (rows, 'r');
          break;
        case '\t':
          g_string_append_c (rows, 't');
          break;
        case '\v':
          g_string_append_c (rows, 'v');
          break;
        default:
          g_string_append_c (rows, '\\');
          break;
        }
    }
}

void
laurel_bulk_add_null (LaurelBulk *self)
{
  begin_cell (self);
  g_string_append (self->rows, "\\N");
}

void
laurel_bulk_add_text (LaurelBulk *self, const char *text)
{
  if (text == NULL)
    {
      laurel_bulk_add_null (self);
      return;
    }

  begin_cell (self);
  append_escaped (self->rows, text);
}

void
laurel_bulk_add_bigint (LaurelBulk *self, gint64 value)
{
  char    digits[20];
  gsize   at = sizeof digits;
  guint64 rest = value < 0 ? 0 - (guint64) value : (guint64) value;

  /* Most cells are numbers, and printf is the larger half of a load. */
  do
    digits[--at] = (char) ('0' + rest % 10);
  while ((rest /= 10) > 0);

  begin_cell (self);
  if (value < 0)
    g_string_append_c (self->rows, '-');
  g_string_append_len (self->rows, digits + at, (gssize) (sizeof digits - at));
}

void
laurel_bulk_add_boolean (LaurelBulk *self, gboolean value)
{
  begin_cell (self);
  g_string_append_c (self->rows, value ? 't' : 'f');
}

void
laurel_bulk_add_bytes (LaurelBulk *self, const void *bytes, gsize length)
{
  static const char digits[] = "0123456789abcdef";
  const guint8     *at = bytes;

  if (bytes == NULL)
    {
      laurel_bulk_add_null (self);
      return;
    }

  begin_cell (self);
  g_string_append (self->rows, "\\\\x");
  for (gsize i = 0; i < length; i++)
    {
      g_string_append_c (self->rows, digits[at[i] >> 4]);
      g_string_append_c (self->rows, digits[at[i] & 15]);
    }
}

void
laurel_bulk_add_timestamp (LaurelBulk *self, gint64 unix_us)
{
  begin_cell (self);
  laurel_db_literal_append_timestamp (self->rows, unix_us);
}

void
laurel_bulk_add_text_array (LaurelBulk *self, const char *const *values, gsize n)
{
  g_string_truncate (self->cell, 0);
  laurel_db_literal_append_text_array (self->cell, values, n);
  begin_cell (self);
  append_escaped (self->rows, self->cell->str);
}

void
laurel_bulk_add_bigint_array (LaurelBulk *self, const gint64 *values, gsize n)
{
  begin_cell (self);
  laurel_db_literal_append_bigint_array (self->rows, values, n);
}

static gboolean
flush_rows (LaurelBulk *self, GError **error)
{
  gboolean sent = PQputCopyData (self->pg, self->rows->str, (int) self->rows->len) == 1;

  g_string_truncate (self->rows, 0);
  if (!sent)
    g_propagate_error (error, laurel_database_error_from_connection (self->pg));

  return sent;
}

gboolean
laurel_bulk_end_row (LaurelBulk *self, GError **error)
{
  g_assert (self->copying && self->n_cells == self->n_columns);

  self->n_cells = 0;
  g_string_append_c (self->rows, '\n');

  return self->rows->len < FLUSH_SIZE || flush_rows (self, error);
}

gboolean
laurel_bulk_copy_end (LaurelBulk *self, gint64 *n_rows, GError **error)
{
  PGresult *result = NULL;
  GError   *failure = NULL;

  g_assert (self->copying && self->n_cells == 0);

  if (!flush_rows (self, error))
    return FALSE;

  self->copying = FALSE;
  if (PQputCopyEnd (self->pg, NULL) != 1)
    {
      g_propagate_error (error, laurel_database_error_from_connection (self->pg));
      return FALSE;
    }

  while ((result = PQgetResult (self->pg)) != NULL)
    {
      if (PQresultStatus (result) != PGRES_COMMAND_OK && failure == NULL)
        failure = laurel_database_error_from_result (result);
      else if (n_rows != NULL)
        *n_rows = laurel_db_get_n_affected (result);
      PQclear (result);
    }

  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }

  return TRUE;
}
