/* laurel-db.h - PostgreSQL without waiting: the connections of one thread
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A LaurelDb belongs to the thread that makes it and lives on that thread's default main context;
 * every function is for that thread only. It keeps its connections up by itself. Each connection
 * speaks as the role laurel_app, with the search path "laurel", in UTC, with time-outs of its lane.
 *
 * Every call ends with its callback exactly once, never inside the function that made the call. A
 * callback may make new calls, and must not free the LaurelDb.
 *
 * How long a call may take: until a connection is free, at most a second (then BUSY), or, before
 * the very first connection is up, five seconds; from the sending on LAUREL_DB_TIME_LIMIT_MS (then
 * TIMEOUT, and the connection is dropped: what it was doing cannot be known). While no connection
 * is up, calls fail at once (UNAVAILABLE).
 */

#pragma once

#include "server/store/laurel-database-error.h"
#include "server/store/laurel-db-params.h"
#include "server/store/laurel-db-result.h"

G_BEGIN_DECLS

#define LAUREL_DB_TIME_LIMIT_MS 5000

typedef struct _LaurelDb            LaurelDb;
typedef struct _LaurelDbTransaction LaurelDbTransaction;

/**
 * LaurelDbLane:
 * @LAUREL_DB_LANE_POS: what a till waits for: lock_timeout 2 s, statement_timeout 4 s
 * @LAUREL_DB_LANE_OFFICE: people, reports and jobs: lock_timeout 4 s, statement_timeout 4.5 s
 *
 * Connections of one lane never serve the other, so that reports cannot stop a till.
 */
typedef enum
{
  LAUREL_DB_LANE_POS,
  LAUREL_DB_LANE_OFFICE,
  LAUREL_DB_N_LANES,
} LaurelDbLane;

/**
 * LaurelStatement:
 * @name: unique in the program, the name of the prepared statement
 * @sql: constant text with $1 ... $@n_params
 * @n_params: how many parameters it takes
 * @reads_only: the statement changes nothing, so it may run on an unsafe database; without it the
 *   statement is taken for a write
 *
 * Static; prepared on each connection when it is used there for the first time.
 */
typedef struct
{
  const char *name;
  const char *sql;
  guint       n_params;
  gboolean    reads_only;
} LaurelStatement;

/**
 * LaurelDbSettings:
 * @conninfo: libpq's connection string; copied
 * @n_pos: connections of the POS lane, above 0
 * @n_office: connections of the OFFICE lane, above 0
 * @queue_max: how many calls of a lane may wait for a connection, 0 for the default of 256
 * @allow_unsafe: write to a database that may lose what it acknowledges. For throwaway clusters of
 *   tests alone: no program gives its user a way to set this
 */
typedef struct
{
  const char *conninfo;
  guint       n_pos;
  guint       n_office;
  guint       queue_max;
  gboolean    allow_unsafe;
} LaurelDbSettings;

/**
 * LaurelDbStats:
 * @n_up: connections that are ready or at work
 * @n_busy: of them, those at work or held by a transaction
 * @n_waiting: calls that wait for a connection
 * @n_calls: calls that have ended since the start
 * @n_failed: of them, those that ended with another error than CONSTRAINT
 * @n_reconnects: connections lost since the start
 */
typedef struct
{
  guint   n_up;
  guint   n_busy;
  guint   n_waiting;
  guint64 n_calls;
  guint64 n_failed;
  guint64 n_reconnects;
} LaurelDbStats;

/**
 * LaurelDbDone:
 * @result: (nullable): the rows, valid during the call; NULL with an error
 * @error: (nullable): of LAUREL_DATABASE_ERROR; valid during the call
 */
typedef void (*LaurelDbDone) (LaurelDb       *db,
                              const PGresult *result,
                              const GError   *error,
                              gpointer        data);

/**
 * LaurelDbNotified:
 * @payload: (nullable): what NOTIFY said; NULL each time when listening (again) begins, because
 *   notifications may have been missed until then
 */
typedef void (*LaurelDbNotified) (LaurelDb   *db,
                                  const char *channel,
                                  const char *payload,
                                  gpointer    data);

LaurelDb *laurel_db_new (const LaurelDbSettings *settings) G_GNUC_WARN_UNUSED_RESULT;
/* Outstanding calls end with UNAVAILABLE before this returns. */
void laurel_db_free (LaurelDb *self);

/* A connection of the OFFICE or POS lane is up. */
gboolean laurel_db_is_up (LaurelDb *self);
/* Why nothing is written, in words for the operator, or NULL while writes are safe or not yet known
 * to be unsafe. Belongs to @self until the next iteration of the main context. */
const char *laurel_db_get_unsafe_reason (LaurelDb *self);
void        laurel_db_get_stats (LaurelDb *self, LaurelDbStats *stats);

/**
 * laurel_db_query:
 * @params: (transfer full) (nullable): as many as @statement takes
 *
 * Runs one statement in a transaction of its own.
 */
void laurel_db_query (LaurelDb              *self,
                      LaurelDbLane           lane,
                      const LaurelStatement *statement,
                      LaurelDbParams        *params,
                      LaurelDbDone           done,
                      gpointer               data);

/**
 * laurel_db_begin:
 *
 * Reserves a connection for several statements in one transaction (READ COMMITTED). Statements may
 * be queried at once, before a connection is free and without waiting for each other: they are sent
 * together and answered in order. Once a statement fails, the later ones fail too, and so does the
 * commit. A transaction in which a statement is answered but no other follows within
 * LAUREL_DB_TIME_LIMIT_MS is rolled back.
 *
 * Returns: (transfer full): ends with laurel_db_commit() or laurel_db_rollback()
 */
LaurelDbTransaction *laurel_db_begin (LaurelDb *self, LaurelDbLane lane) G_GNUC_WARN_UNUSED_RESULT;

/* As laurel_db_query(), inside @transaction. */
void laurel_db_transaction_query (LaurelDbTransaction   *transaction,
                                  const LaurelStatement *statement,
                                  LaurelDbParams        *params,
                                  LaurelDbDone           done,
                                  gpointer               data);

/* (transfer full) @transaction. @done with a result: everything is on disk. An error of UNAVAILABLE
 * or TIMEOUT leaves open whether it is; any other means that nothing happened. */
void laurel_db_commit (LaurelDbTransaction *transaction, LaurelDbDone done, gpointer data);

/* (transfer full) @transaction. Callbacks of statements under way are still called. */
void laurel_db_rollback (LaurelDbTransaction *transaction);

/**
 * laurel_db_listen:
 * @channel: a static identifier: [a-z_]+
 *
 * Calls @notified for each notification on @channel, from now until laurel_db_unlisten(), over a
 * connection of its own.
 */
void laurel_db_listen (LaurelDb        *self,
                       const char      *channel,
                       LaurelDbNotified notified,
                       gpointer         data);

/* @notified is not called any more with @data. */
void laurel_db_unlisten (LaurelDb *self, LaurelDbNotified notified, gpointer data);

/* Iterates the main context until *@done is set; for programs that do one thing at a time. */
void laurel_db_wait (LaurelDb *self, const gboolean *done);

/* laurel_db_query() and laurel_db_wait() in one.
 * Returns: (transfer full): the result, or NULL with @error set */
PGresult *laurel_db_query_sync (LaurelDb              *self,
                                LaurelDbLane           lane,
                                const LaurelStatement *statement,
                                LaurelDbParams        *params,
                                GError               **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelDb, laurel_db_free)

G_END_DECLS
