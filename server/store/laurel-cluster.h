/* laurel-cluster.h - a private PostgreSQL under a home folder
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reached over a unix socket alone and by two users of the system: root and who owns the home.
 * Blocking; from the main thread, because PostgreSQL is told to stop when the thread that started
 * it ends.
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _LaurelCluster LaurelCluster;

/**
 * laurel_cluster_start:
 * @home: the folder; made, with the cluster in it, on first use
 * @conninfo: (out) (transfer full): libpq's connection string to the database "laurel"
 *
 * Locks @home, waits for the PostgreSQL of a killed predecessor to end, and starts one. Stops it
 * when this process dies. Errors are of G_IO_ERROR; G_IO_ERROR_BUSY: another process keeps @home.
 */
LaurelCluster *laurel_cluster_start (const char *home,
                                     char      **conninfo,
                                     GError    **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * laurel_cluster_join:
 *
 * As laurel_cluster_start(), but where a process keeps @home already: connects to its PostgreSQL,
 * and laurel_cluster_stop() leaves that running. For laurelctl.
 */
LaurelCluster *laurel_cluster_join (const char *home,
                                    char      **conninfo,
                                    GError    **error) G_GNUC_WARN_UNUSED_RESULT;

/* The process id of the postmaster that was started here, or 0 for a joined one. */
GPid laurel_cluster_get_pid (LaurelCluster *self);

/* Starts PostgreSQL again if the one that was started here has ended by itself; TRUE if it runs.
 * For a supervisor's timer; a joined cluster is left to its keeper. */
gboolean laurel_cluster_keep (LaurelCluster *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Fast shutdown, waited for; frees @self. */
void laurel_cluster_stop (LaurelCluster *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelCluster, laurel_cluster_stop)

G_END_DECLS
