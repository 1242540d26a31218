/* laurel-database-error.h - what can go wrong between the server and PostgreSQL
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A code answers what the caller can do; the message is for logs and never for a client: it may
 * name tables. Nothing in it is a value that a client sent.
 */

#pragma once

#include <gio/gio.h>
#include <libpq-fe.h>

G_BEGIN_DECLS

#define LAUREL_DATABASE_ERROR (laurel_database_error_quark ())

/**
 * LaurelDatabaseError:
 * @LAUREL_DATABASE_ERROR_FAILED: the database refused the statement; trying again will not help
 * @LAUREL_DATABASE_ERROR_UNAVAILABLE: no connection, or it was lost; what was under way may or may
 * not have been committed. The same call with the same key may work later
 * @LAUREL_DATABASE_ERROR_TIMEOUT: no answer in time; as with UNAVAILABLE the outcome is not known
 * @LAUREL_DATABASE_ERROR_BUSY: a lock was not free in time (55P03), or no connection of the lane
 * was; nothing has happened
 * @LAUREL_DATABASE_ERROR_CLASH: a deadlock or a serialization failure (40P01, 40001); rolled back,
 * and the whole transaction may be tried again at once
 * @LAUREL_DATABASE_ERROR_CONSTRAINT: a named constraint said no (class 23); see
 *   laurel_database_error_get_constraint()
 * @LAUREL_DATABASE_ERROR_UNSAFE: the database could lose what it acknowledges, so nothing is
 * written
 */
typedef enum
{
  LAUREL_DATABASE_ERROR_FAILED,
  LAUREL_DATABASE_ERROR_UNAVAILABLE,
  LAUREL_DATABASE_ERROR_TIMEOUT,
  LAUREL_DATABASE_ERROR_BUSY,
  LAUREL_DATABASE_ERROR_CLASH,
  LAUREL_DATABASE_ERROR_CONSTRAINT,
  LAUREL_DATABASE_ERROR_UNSAFE,
} LaurelDatabaseError;

GQuark laurel_database_error_quark (void);

/* The name of the constraint, or "" where @error is none of a constraint. Belongs to @error. */
const char *laurel_database_error_get_constraint (const GError *error);

/* The five characters of SQLSTATE, or "" where the database did not speak. Belongs to @error. */
const char *laurel_database_error_get_sqlstate (const GError *error);

/**
 * laurel_database_error_from_result:
 * @result: (nullable): a result that is not a success; NULL means that the connection is gone
 *
 * Returns: (transfer full): @result as an error of ours
 */
GError *laurel_database_error_from_result (const PGresult *result) G_GNUC_WARN_UNUSED_RESULT;

/* The error of a connection that could not be made or was lost, without passwords. */
GError *laurel_database_error_from_connection (PGconn *connection) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
