/* laurel-acceptor.h - the listening socket, and who gets each connection
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One socket for all workers, watched by the main thread, so that a connection always goes to the
 * worker with the fewest and the socket may come from whoever supervises us.
 */

#pragma once

#include <gio/gio.h>

#include "server/http/laurel-worker.h"

G_BEGIN_DECLS

/**
 * laurel_acceptor_open:
 * @listen: "127.0.0.1:8080", "[::1]:8080", "localhost:0"; port 0 takes a free one
 *
 * Opens a listening socket. Where systemd has passed one in (LISTEN_FDS), takes that instead.
 * Errors are of G_IO_ERROR.
 *
 * Returns: the descriptor, or -1
 */
int laurel_acceptor_open (const char *listen, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* (transfer full): where @listener is reached, "127.0.0.1:40123"; a path for a unix socket. */
char *laurel_acceptor_dup_address (int listener) G_GNUC_WARN_UNUSED_RESULT;

typedef struct _LaurelAcceptor LaurelAcceptor;

/* Takes @listener; @workers: (array length=n_workers): outlive it. On the default main context. */
LaurelAcceptor *laurel_acceptor_new (int            listener,
                                     LaurelWorker **workers,
                                     guint          n_workers) G_GNUC_WARN_UNUSED_RESULT;
/* A socket that was passed in keeps its queue for the next process. */
void laurel_acceptor_free (LaurelAcceptor *acceptor);

G_END_DECLS
