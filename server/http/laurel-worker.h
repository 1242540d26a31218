/* laurel-worker.h - one thread that serves connections
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A worker is one thread with one GMainContext, one libmicrohttpd daemon without a listening
 * socket, and its own set of services with its own database connections. Nothing of a request is
 * ever touched by two threads, so a request needs no lock.
 */

#pragma once

#include <sys/socket.h>

#include "server/http/laurel-http-services.h"
#include "server/http/laurel-router.h"

G_BEGIN_DECLS

/* Connections that one worker keeps; one more ends the one that has been idle longest. */
#define LAUREL_CONNECTIONS_MAX 2000

typedef struct _LaurelWorker LaurelWorker;

/* Starts the thread. @settings and @router outlive it. */
LaurelWorker *laurel_worker_new (guint                     number,
                                 const LaurelHttpSettings *settings,
                                 const LaurelRouter       *router) G_GNUC_WARN_UNUSED_RESULT;

/* From the acceptor's thread. */

/* Hands a connected socket over. */
void laurel_worker_add (LaurelWorker                  *worker,
                        int                            fd,
                        const struct sockaddr_storage *address,
                        socklen_t                      length);
/* How many connections it has or is about to get. */
guint laurel_worker_get_load (const LaurelWorker *worker);
/* Lets what is under way end, then ends the thread: within LAUREL_TIME_DRAIN and a second. */
void laurel_worker_drain (LaurelWorker *worker);
/* Waits for the thread's end and frees the worker. */
void laurel_worker_join (LaurelWorker *worker);

/* On the worker's own thread. */

const LaurelRouter *laurel_worker_get_router (const LaurelWorker *worker);
LaurelHttpServices *laurel_worker_get_services (const LaurelWorker *worker);
gboolean            laurel_worker_is_draining (const LaurelWorker *worker);
/* libmicrohttpd has something to do that no socket tells. */
void laurel_worker_kick (LaurelWorker *worker);
/* Exchanges that are alive: the thread does not end while the database works for one of them. */
void laurel_worker_count_exchange (LaurelWorker *worker, int change);
/* A number that no request of this process had before. */
void laurel_worker_make_request_id (LaurelWorker *worker, char *id, gsize size);

G_END_DECLS
