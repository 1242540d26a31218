/* laurel-test-store.h - a private cluster in a temporary folder for one test program
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server/store/laurel-cluster.h"
#include "server/store/laurel-db.h"

G_BEGIN_DECLS

/**
 * LaurelTestCluster:
 * @home: the temporary folder
 * @conninfo: of a database that has all migrations
 */
typedef struct
{
  char          *home;
  LaurelCluster *cluster;
  char          *conninfo;
} LaurelTestCluster;

void laurel_test_cluster_start (LaurelTestCluster *self);
/* Removes the folder too. */
void laurel_test_cluster_stop (LaurelTestCluster *self);
/* A new folder; to be given to laurel_test_remove_folder() and g_free(). */
char *laurel_test_make_folder (void);
void  laurel_test_remove_folder (const char *path);

/* Stops, and lets go on, the postmaster @pid and all its children. */
void laurel_test_freeze (GPid pid);
void laurel_test_thaw (GPid pid);
/* SIGKILL to the postmaster and all its children, as if the power had failed. */
void laurel_test_kill_cluster (GPid pid);

/* How long a test waits for what surely comes: it ends what hangs and measures nothing, so it is
 * far above what a busy machine with a slow disk needs to recover a cluster. */
#define LAUREL_TEST_WAIT_MS 60000

/* Iterates the main context until @condition holds; fails the test after @limit_ms. */
void laurel_test_wait_for (gboolean (*condition) (gpointer data), gpointer data, guint limit_ms);

/* Runs @sql that gives one cell, as a superuser over a connection of its own. (transfer full) */
char *laurel_test_ask (const char *conninfo, const char *sql);

G_END_DECLS
