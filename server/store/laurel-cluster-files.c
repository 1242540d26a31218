/* laurel-cluster-files.c - the folders, the lock and the settings of a private PostgreSQL
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/store/laurel-cluster-files.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* sun_path has 108 bytes with its NUL, and PostgreSQL adds "/.s.PGSQL.5432.lock" to the folder. */
#define SOCKET_FOLDER_MAX (107 - 19)

static const char settings[] =
    "# Written at each start; a change made here does not last.\n"
    "listen_addresses = ''\n"
    "max_connections = 100\n"
    "fsync = on\n"
    "full_page_writes = on\n"
    "synchronous_commit = on\n"
    "data_sync_retry = off\n"
    "shared_buffers = '256MB'\n"
    "effective_cache_size = '1GB'\n"
    "work_mem = '16MB'\n"
    "maintenance_work_mem = '128MB'\n"
    "wal_compression = lz4\n"
    "min_wal_size = '256MB'\n"
    "max_wal_size = '2GB'\n"
    "checkpoint_timeout = '15min'\n"
    "checkpoint_completion_target = 0.9\n"
    "random_page_cost = 1.1\n"
    "jit = off\n"
    "autovacuum_vacuum_scale_factor = 0.05\n"
    "autovacuum_analyze_scale_factor = 0.02\n"
    "timezone = 'UTC'\n"
    "log_timezone = 'UTC'\n"
    "lc_messages = 'C'\n"
    "log_error_verbosity = terse\n" /* no row, that is nobody's address, in a log */
    "log_line_prefix = '%m [%p] '\n"
    "cluster_name = 'laurel'\n";

static gboolean
fail_with_errno (GError **error, const char *what, const char *path)
{
  int saved = errno;

  g_set_error (error,
               G_IO_ERROR,
               (int) g_io_error_from_errno (saved),
               "%s %s: %s",
               what,
               path,
               g_strerror (saved));

  return FALSE;
}

static char *
dup_user_name (uid_t user)
{
  const struct passwd *entry = getpwuid (user);

  return entry != NULL ? g_strdup (entry->pw_name) : NULL;
}

/* PostgreSQL refuses to be root: it stays who owns its folder, or becomes its package's user. */
static gboolean
choose_user (LaurelClusterFiles *self, GError **error)
{
  const struct passwd *entry = NULL;
  struct stat          info = { 0 };

  self->user = getuid ();
  self->caller_name = dup_user_name (self->user);
  self->switches_user = self->user == 0;

  if (!self->switches_user)
    entry = getpwuid (self->user);
  else if (stat (self->data, &info) == 0 && info.st_uid != 0)
    entry = getpwuid (info.st_uid);
  else if ((entry = getpwnam ("postgres")) == NULL)
    entry = getpwnam ("nobody");

  if (entry == NULL || self->caller_name == NULL)
    {
      g_set_error_literal (error,
                           G_IO_ERROR,
                           G_IO_ERROR_FAILED,
                           "the user that PostgreSQL would run as has no name on this system");
      return FALSE;
    }

  self->user = entry->pw_uid;
  self->group = entry->pw_gid;
  self->user_name = g_strdup (entry->pw_name);

  return TRUE;
}

/* PostgreSQL's user may pass through the home, which shows it nothing. */
static gboolean
open_way (LaurelClusterFiles *self, GError **error)
{
  struct stat info = { 0 };

  if (!self->switches_user)
    return TRUE;

  if (stat (self->home, &info) != 0 ||
      ((info.st_mode & S_IXOTH) == 0 && chmod (self->home, (info.st_mode & 07777) | S_IXOTH) != 0))
    return fail_with_errno (error, "cannot open", self->home);

  return TRUE;
}

/* Makes @path for PostgreSQL's user. An existing folder of somebody else is refused, since in a
 * public place it may be a trap. */
static gboolean
make_folder (LaurelClusterFiles *self, const char *path, mode_t mode, GError **error)
{
  struct stat info = { 0 };

  if (mkdir (path, mode) == 0)
    {
      if (chmod (path, mode) != 0 ||
          (self->switches_user && chown (path, self->user, self->group) != 0))
        return fail_with_errno (error, "cannot give away", path);
      return TRUE;
    }

  if (errno != EEXIST || lstat (path, &info) != 0)
    return fail_with_errno (error, "cannot make", path);

  if (!S_ISDIR (info.st_mode) || info.st_uid != self->user)
    {
      g_set_error (error,
                   G_IO_ERROR,
                   G_IO_ERROR_PERMISSION_DENIED,
                   "%s is not a folder of the user %s",
                   path,
                   self->user_name);
      return FALSE;
    }

  return TRUE;
}

/* Below the home where that is short enough and has no comma, which would part two hosts in a
 * connection string; else in a public place, by a name that follows from the home's. */
static char *
choose_socket_folder (const char *home)
{
  g_autofree char *below = g_build_filename (home, "run", NULL);
  g_autofree char *sum = NULL;

  if (strlen (below) <= SOCKET_FOLDER_MAX && strchr (below, ',') == NULL)
    return g_steal_pointer (&below);

  sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, home, -1);
  sum[16] = '\0';

  return g_strdup_printf ("/tmp/laurel-%s", sum);
}

static gboolean
open_home (LaurelClusterFiles *self, const char *home, GError **error)
{
  g_autofree char *given = g_canonicalize_filename (home, NULL);
  char            *real = NULL;
  struct stat      info = { 0 };

  if (g_mkdir_with_parents (given, 0755) != 0)
    return fail_with_errno (error, "cannot make", given);

  real = realpath (given, NULL);
  if (real == NULL || stat (real, &info) != 0)
    {
      free (real);
      return fail_with_errno (error, "cannot find", given);
    }
  self->home = g_strdup (real);
  free (real);

  self->data = g_build_filename (self->home, "postgresql", "data", NULL);
  self->socket = choose_socket_folder (self->home);

  return TRUE;
}

LaurelClusterFiles *
laurel_cluster_files_open (const char *home, GError **error)
{
  g_autoptr (LaurelClusterFiles) self = g_new0 (LaurelClusterFiles, 1);
  g_autofree char *base = NULL;

  self->lock_fd = -1;
  if (!open_home (self, home, error) || !choose_user (self, error) || !open_way (self, error))
    return NULL;

  base = g_path_get_dirname (self->data);
  if (!make_folder (self, base, 0700, error) || !make_folder (self, self->socket, 0755, error))
    return NULL;

  return g_steal_pointer (&self);
}

void
laurel_cluster_files_close (LaurelClusterFiles *self)
{
  if (self == NULL)
    return;

  laurel_cluster_files_unlock (self);
  g_free (self->home);
  g_free (self->data);
  g_free (self->socket);
  g_free (self->user_name);
  g_free (self->caller_name);
  g_free (self);
}

gboolean
laurel_cluster_files_lock (LaurelClusterFiles *self, GError **error)
{
  g_autofree char *path = g_build_filename (self->home, "lock", NULL);

  self->lock_fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (self->lock_fd < 0)
    return fail_with_errno (error, "cannot open", path);

  if (flock (self->lock_fd, LOCK_EX | LOCK_NB) == 0)
    return TRUE;

  if (errno == EWOULDBLOCK)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_BUSY, "another process keeps %s", self->home);
  else
    fail_with_errno (error, "cannot lock", path);
  laurel_cluster_files_unlock (self);

  return FALSE;
}

void
laurel_cluster_files_unlock (LaurelClusterFiles *self)
{
  /* The file stays: to delete it would part those who lock it. */
  if (self->lock_fd >= 0)
    close (self->lock_fd);
  self->lock_fd = -1;
}

gboolean
laurel_cluster_files_are_made (LaurelClusterFiles *self)
{
  return g_file_test (self->data, G_FILE_TEST_IS_DIR);
}

/* Replaces a file of PostgreSQL's as a whole. */
static gboolean
write_file (LaurelClusterFiles *self,
            const char         *folder,
            const char         *name,
            const char         *text,
            GError            **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  if (!g_file_set_contents_full (path,
                                 text,
                                 -1,
                                 G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                 0600,
                                 error))
    return FALSE;

  if (self->switches_user && chown (path, self->user, self->group) != 0)
    return fail_with_errno (error, "cannot give away", path);

  return TRUE;
}

gboolean
laurel_cluster_files_write_settings (LaurelClusterFiles *self, const char *folder, GError **error)
{
  g_autofree char *map = g_strdup_printf ("keeper root laurel\n"
                                          "keeper \"%s\" laurel\n"
                                          "keeper \"%s\" laurel\n",
                                          self->user_name,
                                          self->caller_name);

  return write_file (self, folder, "postgresql.conf", settings, error) &&
         write_file (self, folder, "pg_hba.conf", "local all all peer map=keeper\n", error) &&
         write_file (self, folder, "pg_ident.conf", map, error);
}

char *
laurel_cluster_files_find_program (const char *name, GError **error)
{
  static const char *const folders[] = { "/usr/lib/postgresql/15/bin", "/usr/pgsql-15/bin" };
  char                    *found = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *path = g_build_filename (folders[i], name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_EXECUTABLE))
        return g_steal_pointer (&path);
    }

  found = g_find_program_in_path (name);
  if (found == NULL)
    g_set_error (error,
                 G_IO_ERROR,
                 G_IO_ERROR_NOT_FOUND,
                 "PostgreSQL 15 is not installed: there is no %s",
                 name);

  return found;
}

pid_t
laurel_cluster_files_find_postmaster (LaurelClusterFiles *self)
{
  g_autofree char *path = g_build_filename (self->data, "postmaster.pid", NULL);
  g_autofree char *text = NULL;
  g_autofree char *link = NULL;
  g_autofree char *folder = NULL;
  gint64           pid = 0;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return 0;

  pid = g_ascii_strtoll (text, NULL, 10);
  link = g_strdup_printf ("/proc/%" G_GINT64_FORMAT "/cwd", pid);
  folder = pid > 1 ? g_file_read_link (link, NULL) : NULL;

  /* The number may by now belong to any other process; PostgreSQL works in its data folder. */
  return g_strcmp0 (folder, self->data) == 0 ? (pid_t) pid : 0;
}

static void
append_quoted (GString *to, const char *value)
{
  g_string_append_c (to, '\'');
  for (; *value != '\0'; value++)
    {
      if (*value == '\'' || *value == '\\')
        g_string_append_c (to, '\\');
      g_string_append_c (to, *value);
    }
  g_string_append_c (to, '\'');
}

char *
laurel_cluster_files_make_conninfo (LaurelClusterFiles *self, const char *database)
{
  g_autoptr (GString) conninfo = g_string_new ("host=");

  append_quoted (conninfo, self->socket);
  g_string_append (conninfo, " user=laurel requirepeer=");
  append_quoted (conninfo, self->user_name);
  g_string_append_printf (conninfo, " dbname=%s", database);

  return g_strdup (conninfo->str);
}
