/* laurel-http-server.h - workers, acceptor and what they share, as one thing
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server/http/laurel-http-services.h"

G_BEGIN_DECLS

/**
 * LaurelHttpServerOptions:
 * @conninfo: libpq's connection string
 * @listener: a listening socket, from laurel_acceptor_open(); taken
 * @n_workers: threads, above 0: as many as there are cores
 * @clock: the server takes its own reference
 * @sandbox: PUT /v1/clock exists
 * @sweep: (nullable): run when a sandbox's clock is set
 * @trust_front: X-Forwarded-For says who asks
 */
typedef struct
{
  const char     *conninfo;
  int             listener;
  guint           n_workers;
  LaurelClock    *clock;
  gboolean        sandbox;
  LaurelHttpSweep sweep;
  gboolean        trust_front;
} LaurelHttpServerOptions;

typedef struct _LaurelHttpServer LaurelHttpServer;

/* Starts to serve. The calling thread must run the default main context. */
LaurelHttpServer *laurel_http_server_new (const LaurelHttpServerOptions *options)
    G_GNUC_WARN_UNUSED_RESULT;

/* The published programs, as the server keeps them up to date. */
LaurelPrograms *laurel_http_server_get_programs (LaurelHttpServer *server);

/* Takes no more connections, lets end what is under way, and frees everything. Blocks, 11 seconds
 * at most while clients and the database are slow. */
void laurel_http_server_stop (LaurelHttpServer *server);

G_END_DECLS
