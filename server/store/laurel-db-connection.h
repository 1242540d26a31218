/* laurel-db-connection.h - one connection of a LaurelDb: comes up by itself, answers calls in order
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Private to laurel-db.c. Works in libpq's pipeline mode with a sync behind each call, so each call
 * stands or falls by itself, and several may be under way.
 */

#pragma once

#include "server/store/laurel-db-session.h"

G_BEGIN_DECLS

typedef struct _LaurelDbConnection LaurelDbConnection;
typedef struct _LaurelDbCall       LaurelDbCall;

/* @error NULL: it worked. Owns nothing of what it is given. */
typedef void (*LaurelDbCallEnded) (LaurelDbCall *call, const PGresult *result, const GError *error);

/**
 * LaurelDbCall:
 * @deadline: monotonic microseconds
 * @result, @error, @prepares: the connection's while the call is under way
 *
 * Whoever makes one embeds it and frees it in @ended.
 */
struct _LaurelDbCall
{
  const LaurelStatement *statement;
  LaurelDbParams        *params;
  LaurelDbCallEnded      ended;
  gint64                 deadline;
  PGresult              *result;
  GError                *error;
  gboolean               prepares;
};

/**
 * LaurelDbConnectionHooks:
 * @ready: it is up
 * @idle: nothing is under way any more
 * @lost: it is down, and all calls that were under way have ended
 * @notified: NOTIFY came
 */
typedef struct
{
  void (*ready) (LaurelDbConnection *connection, gpointer owner);
  void (*idle) (LaurelDbConnection *connection, gpointer owner);
  void (*lost) (LaurelDbConnection *connection, const GError *error, gpointer owner);
  void (*notified) (LaurelDbConnection *connection,
                    const char         *channel,
                    const char         *payload,
                    gpointer            owner);
} LaurelDbConnectionHooks;

/* Begins to connect on the thread-default main context. @conninfo, @session and @hooks outlive it.
 */
LaurelDbConnection *laurel_db_connection_new (const char                    *conninfo,
                                              const LaurelDbSession         *session,
                                              const LaurelDbConnectionHooks *hooks,
                                              gpointer owner) G_GNUC_WARN_UNUSED_RESULT;
/* Calls under way end with UNAVAILABLE; no hook is called. */
void laurel_db_connection_free (LaurelDbConnection *self);

gboolean laurel_db_connection_is_ready (LaurelDbConnection *self);
guint    laurel_db_connection_get_n_calls (LaurelDbConnection *self);
/* NULL: it is safe to write. */
const char *laurel_db_connection_get_unsafe_reason (LaurelDbConnection *self);
/* When something is late: the first call's deadline, or that of coming up; G_MAXINT64: nothing
 * waits. */
gint64 laurel_db_connection_get_deadline (LaurelDbConnection *self);

/* Only on a ready connection. */
void laurel_db_connection_send (LaurelDbConnection *self, LaurelDbCall *call);

/* Gives up this connection, ending its calls with @error, and makes a new one. */
void laurel_db_connection_drop (LaurelDbConnection *self, const GError *error);

G_END_DECLS
