/* laurel-cluster-files.h - the folders, the lock and the settings of a private PostgreSQL
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Private to laurel-cluster.c. Errors are of G_IO_ERROR.
 */

#pragma once

#include <gio/gio.h>
#include <sys/types.h>

G_BEGIN_DECLS

/**
 * LaurelClusterFiles:
 * @home: absolute
 * @data: PostgreSQL's own folder
 * @socket: the folder of the socket: short, and the same for all who know @home
 * @lock_fd: -1 while the lock is not ours
 * @user, @group: who PostgreSQL runs as
 * @user_name, @caller_name: of that user and of ours
 * @switches_user: we are root, and PostgreSQL must not be
 */
typedef struct
{
  char    *home;
  char    *data;
  char    *socket;
  int      lock_fd;
  uid_t    user;
  gid_t    group;
  char    *user_name;
  char    *caller_name;
  gboolean switches_user;
} LaurelClusterFiles;

/* Makes the folders where they are missing. */
LaurelClusterFiles *laurel_cluster_files_open (const char *home,
                                               GError    **error) G_GNUC_WARN_UNUSED_RESULT;
void                laurel_cluster_files_close (LaurelClusterFiles *self);

/* FALSE with G_IO_ERROR_BUSY: another process has it. The kernel lets go of it with the process. */
gboolean laurel_cluster_files_lock (LaurelClusterFiles *self,
                                    GError            **error) G_GNUC_WARN_UNUSED_RESULT;
void     laurel_cluster_files_unlock (LaurelClusterFiles *self);

/* initdb has been here to its end. */
gboolean laurel_cluster_files_are_made (LaurelClusterFiles *self);
/* Writes postgresql's settings and who may connect; each start anew, so that they are this
 * version's. */
gboolean laurel_cluster_files_write_settings (LaurelClusterFiles *self,
                                              const char         *folder,
                                              GError            **error) G_GNUC_WARN_UNUSED_RESULT;

/* (transfer full): of the PostgreSQL program @name, or NULL */
char *laurel_cluster_files_find_program (const char *name, GError **error);

/* The process in postmaster.pid if it lives and is one of PostgreSQL's, else 0. */
pid_t laurel_cluster_files_find_postmaster (LaurelClusterFiles *self);

/* (transfer full): libpq's connection string for @database. */
char *laurel_cluster_files_make_conninfo (LaurelClusterFiles *self,
                                          const char         *database) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelClusterFiles, laurel_cluster_files_close)

G_END_DECLS
