/* laurel-database-error.c - what can go wrong between the server and PostgreSQL
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/store/laurel-database-error.h"

#include <string.h>

typedef struct
{
  char constraint[64]; /* NAMEDATALEN */
  char sqlstate[6];
} LaurelDatabaseErrorPrivate;

static void
laurel_database_error_private_init (LaurelDatabaseErrorPrivate *priv)
{
  memset (priv, 0, sizeof *priv);
}

static void
laurel_database_error_private_copy (const LaurelDatabaseErrorPrivate *from,
                                    LaurelDatabaseErrorPrivate       *to)
{
  *to = *from;
}

static void
laurel_database_error_private_clear (LaurelDatabaseErrorPrivate *priv)
{
}

G_DEFINE_EXTENDED_ERROR (LaurelDatabaseError, laurel_database_error)

const char *
laurel_database_error_get_constraint (const GError *error)
{
  return error->domain == LAUREL_DATABASE_ERROR
             ? laurel_database_error_get_private (error)->constraint
             : "";
}

const char *
laurel_database_error_get_sqlstate (const GError *error)
{
  return error->domain == LAUREL_DATABASE_ERROR
             ? laurel_database_error_get_private (error)->sqlstate
             : "";
}

/* The longest prefix that fits decides, so the list goes from the special to the general. */
static const struct
{
  const char         *prefix;
  LaurelDatabaseError code;
} codes[] = {
  { "23", LAUREL_DATABASE_ERROR_CONSTRAINT },
  { "25006", LAUREL_DATABASE_ERROR_UNSAFE }, /* a replica */
  { "25P03", LAUREL_DATABASE_ERROR_UNAVAILABLE },
  { "40001", LAUREL_DATABASE_ERROR_CLASH },
  { "40P01", LAUREL_DATABASE_ERROR_CLASH },
  { "53", LAUREL_DATABASE_ERROR_UNAVAILABLE },
  { "55P03", LAUREL_DATABASE_ERROR_BUSY },
  { "57014", LAUREL_DATABASE_ERROR_TIMEOUT },
  { "57P", LAUREL_DATABASE_ERROR_UNAVAILABLE },
  { "58", LAUREL_DATABASE_ERROR_UNAVAILABLE },
  { "08", LAUREL_DATABASE_ERROR_UNAVAILABLE },
  { "XX", LAUREL_DATABASE_ERROR_UNAVAILABLE },
};

static LaurelDatabaseError
code_of_sqlstate (const char *sqlstate)
{
  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      if (g_str_has_prefix (sqlstate, codes[i].prefix))
        return codes[i].code;
    }

  return LAUREL_DATABASE_ERROR_FAILED;
}

GError *
laurel_database_error_from_result (const PGresult *result)
{
  const char                 *sqlstate = PQresultErrorField (result, PG_DIAG_SQLSTATE);
  const char                 *message = PQresultErrorField (result, PG_DIAG_MESSAGE_PRIMARY);
  const char                 *constraint = PQresultErrorField (result, PG_DIAG_CONSTRAINT_NAME);
  LaurelDatabaseErrorPrivate *priv = NULL;
  GError                     *error = NULL;

  /* Without an SQLSTATE it was libpq that failed: the connection is gone. */
  if (sqlstate == NULL)
    return g_error_new_literal (LAUREL_DATABASE_ERROR,
                                LAUREL_DATABASE_ERROR_UNAVAILABLE,
                                "the connection to the database was lost");

  error = g_error_new (LAUREL_DATABASE_ERROR,
                       code_of_sqlstate (sqlstate),
                       "%s (%s)",
                       message != NULL ? message : "refused",
                       sqlstate);
  priv = laurel_database_error_get_private (error);
  g_strlcpy (priv->sqlstate, sqlstate, sizeof priv->sqlstate);
  if (constraint != NULL)
    g_strlcpy (priv->constraint, constraint, sizeof priv->constraint);

  return error;
}

GError *
laurel_database_error_from_connection (PGconn *connection)
{
  g_autofree char *message = g_strdup (PQerrorMessage (connection));

  return g_error_new_literal (LAUREL_DATABASE_ERROR,
                              LAUREL_DATABASE_ERROR_UNAVAILABLE,
                              *g_strstrip (message) != '\0' ? message : "no connection");
}
