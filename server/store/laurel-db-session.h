/* laurel-db-session.h - how each connection to the database begins
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One statement takes on the role, sets the session's settings and asks for those of the database
 * that decide whether what it acknowledges is safe.
 */

#pragma once

#include "server/store/laurel-db.h"

G_BEGIN_DECLS

extern const LaurelStatement laurel_db_session_statement;

LaurelDbParams *laurel_db_session_params (int lock_timeout_ms,
                                          int statement_timeout_ms) G_GNUC_WARN_UNUSED_RESULT;

/* (transfer full) (nullable): why writing is unsafe, by the answer of laurel_db_session_statement.
 */
char *laurel_db_session_dup_unsafe_reason (const PGresult *result);

/* PQconnectStartParams() with what all our connections have in common. Never NULL. */
PGconn *laurel_db_session_start (const char *conninfo) G_GNUC_WARN_UNUSED_RESULT;

/* The same, blocking, for at most ten seconds; the session is as the connecting role has it. */
PGconn *laurel_db_session_open (const char *conninfo, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
