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

/**
 * LaurelDbSession:
 * @lock_timeout_ms, @statement_timeout_ms: 0: none
 * @plan_once: a statement is planned for whatever it may be asked, and not anew for what it is
 * asked: where everything is looked up by its key, planning costs more than looking up, and an
 * array whose length is known makes a plan look cheap enough to be made again each time. Such a
 * plan is good for tables of any size only with loops over indexes, which is why it has nothing
 * else
 */
typedef struct
{
  int      lock_timeout_ms;
  int      statement_timeout_ms;
  gboolean plan_once;
} LaurelDbSession;

extern const LaurelStatement laurel_db_session_statement;

LaurelDbParams *laurel_db_session_params (const LaurelDbSession *session) G_GNUC_WARN_UNUSED_RESULT;

/* (transfer full) (nullable): why writing is unsafe, by the answer of laurel_db_session_statement.
 */
char *laurel_db_session_dup_unsafe_reason (const PGresult *result);

/* PQconnectStartParams() with what all our connections have in common. Never NULL. */
PGconn *laurel_db_session_start (const char *conninfo) G_GNUC_WARN_UNUSED_RESULT;

/* The same, blocking, for at most ten seconds; the session is as the connecting role has it. */
PGconn *laurel_db_session_open (const char *conninfo, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
