/* laurel-test-server.h - a whole laureld for a test, and raw conversations with it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The programs are named by the environment variables LAURELD and LAURELCTL. Every server has a new
 * home folder, a private PostgreSQL in it and a free port; all of it is gone when the server is
 * stopped. Anything unexpected fails the test.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LaurelTestServer:
 * @home: (nullable): its folder, where it keeps a PostgreSQL of its own
 * @database: (nullable): else the connection string of the database that it was started on
 * @till, @analyst, @admin: with @home only
 * @listener: a listening socket that is passed to the process as a supervisor does, or -1
 * @notify: (nullable): the path of a supervisor's socket
 */
typedef struct
{
  char   *home;
  char   *database;
  GPid    pid;
  guint16 port;
  char   *till;    /* a key of a till that is bound to no store */
  char   *analyst; /* tokens */
  char   *admin;
  int     listener;
  char   *notify;
} LaurelTestServer;

/* @arguments: (nullable): more than --home and --listen */
LaurelTestServer *laurel_test_server_start (const char *const *arguments) G_GNUC_WARN_UNUSED_RESULT;
/* One on a database that is there and is not cleared away; without keys and tokens. */
LaurelTestServer *laurel_test_server_start_on (const char *database, const char *const *arguments)
    G_GNUC_WARN_UNUSED_RESULT;
/* The process again on the same home or database, after it has ended. */
void laurel_test_server_restart (LaurelTestServer *server, const char *const *arguments);
/* SIGTERM; it must end with 0. */
void laurel_test_server_end (LaurelTestServer *server);
/* Ends it if it runs, and clears away. */
void laurel_test_server_stop (LaurelTestServer *server);

/* Runs laurelctl on the server's home or database and gives what it prints, without the line's end.
 */
char *laurel_test_server_control (LaurelTestServer *server,
                                  const char       *first,
                                  ...) G_GNUC_NULL_TERMINATED;

guint laurel_test_server_count_descriptors (LaurelTestServer *server);
/* Once the server has made all its connections to the database: their number stays for a while. */
guint laurel_test_server_count_settled_descriptors (LaurelTestServer *server);

/**
 * LaurelTestAnswer:
 * @status: 0: the connection ended, or the time was up, before an answer
 * @head: status line and fields, or what came of them
 */
typedef struct
{
  guint    status;
  GString *head;
  GString *body;
} LaurelTestAnswer;

void laurel_test_answer_free (LaurelTestAnswer *answer);
/* (transfer full) (nullable): of the first such field. */
char *laurel_test_answer_dup_field (const LaurelTestAnswer *answer, const char *name);
/* TRUE where the body is a JSON object whose member @name is the text @value. */
gboolean laurel_test_answer_has (const LaurelTestAnswer *answer,
                                 const char             *name,
                                 const char             *value);

int laurel_test_connect (LaurelTestServer *server);
/* -1: nobody listens. */
int laurel_test_try_connect (LaurelTestServer *server);
/* FALSE: the other side has closed. */
gboolean laurel_test_send (int fd, const char *data, gssize size);
/* One answer, with a body by its Content-Length; of HEAD, none. */
LaurelTestAnswer *laurel_test_receive (int      fd,
                                       gboolean of_head,
                                       int      time_ms) G_GNUC_WARN_UNUSED_RESULT;
/* What comes until the connection ends or @time_ms have passed; @ended says which. */
GString *laurel_test_receive_rest (int fd, int time_ms, gboolean *ended) G_GNUC_WARN_UNUSED_RESULT;

/* One call on a connection of its own. @token, @body: (nullable) */
LaurelTestAnswer *laurel_test_call (LaurelTestServer *server,
                                    const char       *method,
                                    const char       *target,
                                    const char       *token,
                                    const char       *body) G_GNUC_WARN_UNUSED_RESULT;

/* The same with more @fields of the head, each with its line's end, and a @type of the body. */
LaurelTestAnswer *laurel_test_call_with (LaurelTestServer *server,
                                         const char       *method,
                                         const char       *target,
                                         const char       *token,
                                         const char       *fields,
                                         const char       *type,
                                         const char       *body) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelTestAnswer, laurel_test_answer_free)

G_END_DECLS
