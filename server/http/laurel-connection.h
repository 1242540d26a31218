/* laurel-connection.h - one TCP connection of a worker, and how long it may last
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * libmicrohttpd knows a time-out of inactivity only, and a byte every two minutes would hold a
 * connection for ever. So each has one deadline, moved only by progress of its request and looked
 * at four times a second. Past it the socket is shut down, never closed: it is libmicrohttpd's,
 * which notices and closes it.
 */

#pragma once

#include <glib.h>
#include <netinet/in.h>

G_BEGIN_DECLS

#define LAUREL_TIME_HEAD    (4 * G_USEC_PER_SEC)  /* from the connection to a request line */
#define LAUREL_TIME_REQUEST (6 * G_USEC_PER_SEC)  /* from there to its end; to take an answer */
#define LAUREL_TIME_ANSWER  (8 * G_USEC_PER_SEC)  /* for a handler of the tills' */
#define LAUREL_TIME_OFFICE  (60 * G_USEC_PER_SEC) /* for a handler of the office's */
#define LAUREL_TIME_IDLE                                                                           \
  (75 * G_USEC_PER_SEC)                         /* between requests; a front must give up earlier  \
                                                 */
#define LAUREL_TIME_PIECE (10 * G_USEC_PER_SEC) /* for each piece of a stream */
#define LAUREL_TIME_QUIET (3600 * (gint64) G_USEC_PER_SEC) /* for a stream with nothing to send */
#define LAUREL_TIME_DRAIN (10 * G_USEC_PER_SEC) /* for what is under way when the server stops */

struct MHD_Connection;
typedef struct _LaurelWorker   LaurelWorker;
typedef struct _LaurelExchange LaurelExchange;

/**
 * LaurelConnection:
 * @exchange: (nullable): the request under way; the connection holds a reference
 * @deadline_us: monotonic; when it is cut, whatever it does
 * @link: of the worker's queue, those whose last request ended longest ago first
 */
typedef struct
{
  LaurelWorker          *worker;
  struct MHD_Connection *mhd;
  int                    fd;
  char                   address[INET6_ADDRSTRLEN];
  LaurelExchange        *exchange;
  gint64                 deadline_us;
  GList                  link;
} LaurelConnection;

/* Gives the connection @time_us more from now on. */
void laurel_connection_grant (LaurelConnection *connection, gint64 time_us);
/* Ends the connection as soon as libmicrohttpd looks at it. */
void laurel_connection_cut (LaurelConnection *connection);

G_END_DECLS
