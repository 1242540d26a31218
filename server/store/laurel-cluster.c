/* laurel-cluster.c - a private PostgreSQL under a home folder
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * PostgreSQL's own user need not be able to reach the home by its path: the folders above it may be
 * closed (a root's temporary folder is). So it is started with the home open as HOME_FD, and finds
 * its folders through that.
 */

#include "server/store/laurel-cluster.h"

#include "server/store/laurel-cluster-files.h"
#include "server/store/laurel-db-result.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <glib/gstdio.h>
#include <grp.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#define HOME_FD 9
#define HOME    "/proc/self/fd/9"

#define LOCK_WAIT_MS  3000
#define LEFT_OVER_MS  60000
#define START_MS      120000
#define STOP_MS       60000
#define TICK_MS       20
#define LOG_SIZE_MAX  (8 * 1024 * 1024)
#define START_RETRIES 5

struct _LaurelCluster
{
  LaurelClusterFiles *files;
  char               *conninfo;
  pid_t               pid; /* 0: somebody else's */
};

/* In the child, between fork and exec: nothing here allocates. */
static void
become_postgres (const LaurelClusterFiles *files, int home_fd, int log_fd, pid_t parent)
{
  sigset_t none;

  sigemptyset (&none);
  sigprocmask (SIG_SETMASK, &none, NULL);
  setpgid (0, 0); /* a Ctrl-C at the terminal is the parent's to handle */

  if (files->switches_user &&
      (setgroups (0, NULL) != 0 || setgid (files->group) != 0 || setuid (files->user) != 0))
    _exit (126);

  /* After setuid, which would take it back. */
  if (prctl (PR_SET_PDEATHSIG, SIGINT) != 0 || getppid () != parent)
    _exit (126);

  if (dup2 (log_fd, STDOUT_FILENO) < 0 || dup2 (log_fd, STDERR_FILENO) < 0 ||
      (home_fd != HOME_FD && dup2 (home_fd, HOME_FD) < 0) || fcntl (HOME_FD, F_SETFD, 0) != 0 ||
      fchdir (HOME_FD) != 0)
    _exit (126);

  /* A listening socket that was handed to us is none of PostgreSQL's business. */
  if (close_range (STDERR_FILENO + 1, HOME_FD - 1, 0) != 0 ||
      close_range (HOME_FD + 1, ~0u, 0) != 0)
    _exit (126);
}

static int
open_log (LaurelClusterFiles *files)
{
  g_autofree char *path = g_build_filename (files->home, "postgresql.log", NULL);
  GStatBuf         info = { 0 };
  int              flags = O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC;

  if (g_stat (path, &info) == 0 && info.st_size > LOG_SIZE_MAX)
    flags |= O_TRUNC;

  return open (path, flags, 0640);
}

/* Starts @argv as PostgreSQL's user with the home as HOME_FD and its words in the log. */
static pid_t
spawn (LaurelClusterFiles *files, const char *const *argv, GError **error)
{
  static const char *const environment[] = { "LC_ALL=C.UTF-8",
                                             "PATH=/usr/bin:/bin",
                                             "TZ=UTC",
                                             NULL };
  int                      home_fd = open (files->home, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  int                      log_fd = open_log (files);
  pid_t                    parent = getpid ();
  pid_t                    pid = -1;

  if (home_fd >= 0 && log_fd >= 0)
    pid = fork ();

  if (pid == 0)
    {
      become_postgres (files, home_fd, log_fd, parent);
      execve (argv[0], (char *const *) argv, (char *const *) environment);
      _exit (127);
    }

  if (pid < 0)
    g_set_error (error,
                 G_IO_ERROR,
                 (int) g_io_error_from_errno (errno),
                 "cannot start %s: %s",
                 argv[0],
                 g_strerror (errno));
  if (home_fd >= 0)
    close (home_fd);
  if (log_fd >= 0)
    close (log_fd);

  return pid;
}

static void
reap (pid_t pid, int *status)
{
  while (waitpid (pid, status, 0) < 0 && errno == EINTR)
    ;
}

static int
remove_entry (const char *path, const struct stat *info, int type, struct FTW *walk)
{
  return remove (path);
}

/* Makes the cluster beside its place and moves it there when it is whole, so that a run that was
 * cut off leaves nothing that looks like one. */
static gboolean
make_cluster (LaurelClusterFiles *files, GError **error)
{
  g_autofree char *base = g_path_get_dirname (files->data);
  g_autofree char *unfinished = g_build_filename (base, "unfinished", NULL);
  g_autofree char *initdb = laurel_cluster_files_find_program ("initdb", error);
  const char      *argv[] = { initdb,
                              "--pgdata=" HOME "/postgresql/unfinished",
                              "--username=laurel",
                              "--encoding=UTF8",
                              "--locale=C.UTF-8",
                              "--locale-provider=icu",
                              "--icu-locale=ru",
                              "--data-checksums",
                              "--auth-local=peer",
                              "--auth-host=reject",
                              "--no-instructions",
                              NULL };
  int              status = 0;
  pid_t            pid = -1;

  if (initdb == NULL)
    return FALSE;

  if (g_file_test (unfinished, G_FILE_TEST_EXISTS))
    nftw (unfinished, remove_entry, 16, FTW_DEPTH | FTW_PHYS);

  pid = spawn (files, argv, error);
  if (pid < 0)
    return FALSE;

  reap (pid, &status);
  if (!WIFEXITED (status) || WEXITSTATUS (status) != 0)
    {
      g_set_error (error,
                   G_IO_ERROR,
                   G_IO_ERROR_FAILED,
                   "initdb failed; %s/postgresql.log says why",
                   files->home);
      return FALSE;
    }

  if (!laurel_cluster_files_write_settings (files, unfinished, error))
    return FALSE;

  if (g_rename (unfinished, files->data) != 0)
    {
      g_set_error (error,
                   G_IO_ERROR,
                   (int) g_io_error_from_errno (errno),
                   "cannot move the new cluster to %s: %s",
                   files->data,
                   g_strerror (errno));
      return FALSE;
    }

  return TRUE;
}

/* A killed server's PostgreSQL has been told to end and may need a while. Its postmaster.pid is its
 * own business: PostgreSQL knows a stale one itself. */
static gboolean
wait_for_left_over (LaurelClusterFiles *files, GError **error)
{
  pid_t pid = 0;

  for (int waited = 0; waited < LEFT_OVER_MS; waited += TICK_MS)
    {
      pid = laurel_cluster_files_find_postmaster (files);
      if (pid == 0)
        return TRUE;

      if (waited == 1000)
        kill (pid, SIGINT);
      g_usleep (TICK_MS * 1000);
    }

  g_set_error (error,
               G_IO_ERROR,
               G_IO_ERROR_TIMED_OUT,
               "process %d, a PostgreSQL on the same folder, does not end",
               (int) pid);

  return FALSE;
}

/* Where the socket goes: through HOME_FD when it is below the home. */
static char *
dup_socket_option (LaurelClusterFiles *files)
{
  gsize length = strlen (files->home);

  if (strncmp (files->socket, files->home, length) == 0 && files->socket[length] == '/')
    return g_strconcat ("--unix_socket_directories=" HOME, files->socket + length, NULL);

  return g_strconcat ("--unix_socket_directories=", files->socket, NULL);
}

/* Waits until PostgreSQL answers on @conninfo; @pid, if above 0, is our child that must not end. */
static gboolean
wait_until_up (pid_t pid, const char *conninfo, int limit_ms, gboolean *ended)
{
  for (int waited = 0; waited < limit_ms; waited += TICK_MS)
    {
      if (PQping (conninfo) == PQPING_OK)
        return TRUE;

      if (pid > 0 && waitpid (pid, NULL, WNOHANG) == pid)
        {
          *ended = TRUE;
          return FALSE;
        }
      g_usleep (TICK_MS * 1000);
    }

  return FALSE;
}

static void
stop_postmaster (pid_t pid)
{
  kill (pid, SIGINT);
  for (int waited = 0; waited < STOP_MS; waited += TICK_MS)
    {
      if (waitpid (pid, NULL, WNOHANG) != 0)
        return;
      g_usleep (TICK_MS * 1000);
    }

  kill (pid, SIGQUIT); /* committed work is safe in the WAL */
  reap (pid, NULL);
}

static gboolean
start_postmaster (LaurelCluster *self, GError **error)
{
  g_autofree char *postgres = laurel_cluster_files_find_program ("postgres", error);
  g_autofree char *socket_option = dup_socket_option (self->files);
  g_autofree char *ping = laurel_cluster_files_make_conninfo (self->files, "postgres");
  const char      *argv[] = { postgres, "-D", HOME "/postgresql/data", socket_option, NULL };

  if (postgres == NULL || !wait_for_left_over (self->files, error))
    return FALSE;

  /* The backends of one that was killed outlive it by moments, and hold its shared memory: then
   * PostgreSQL ends at once, and the next attempt is good. */
  for (int i = 0; i < START_RETRIES; i++)
    {
      gboolean ended = FALSE;
      pid_t    pid = spawn (self->files, argv, error);

      if (pid < 0)
        return FALSE;

      if (wait_until_up (pid, ping, START_MS, &ended))
        {
          self->pid = pid;
          return TRUE;
        }

      if (!ended)
        {
          stop_postmaster (pid);
          break;
        }
      g_usleep (200000);
    }

  g_set_error (error,
               G_IO_ERROR,
               G_IO_ERROR_FAILED,
               "PostgreSQL does not start; %s/postgresql.log says why",
               self->files->home);

  return FALSE;
}

/* "create database" has no "if not exists". */
static gboolean
make_database (LaurelCluster *self, GError **error)
{
  g_autofree char *conninfo = laurel_cluster_files_make_conninfo (self->files, "postgres");
  g_autoptr (PGresult) found = NULL;
  PGconn  *pg = PQconnectdb (conninfo);
  gboolean made = FALSE;

  found = PQexec (pg, "select from pg_catalog.pg_database where datname = 'laurel'");
  made = PQresultStatus (found) == PGRES_TUPLES_OK;

  if (made && PQntuples (found) == 0)
    {
      g_autoptr (PGresult) result = PQexec (pg, "create database laurel");

      made = PQresultStatus (result) == PGRES_COMMAND_OK;
    }

  if (!made)
    g_set_error (error,
                 G_IO_ERROR,
                 G_IO_ERROR_FAILED,
                 "the database cannot be made: %s",
                 PQerrorMessage (pg));
  PQfinish (pg);

  return made;
}

static LaurelCluster *
cluster_new (const char *home, GError **error)
{
  LaurelClusterFiles *files = laurel_cluster_files_open (home, error);
  LaurelCluster      *self = NULL;

  if (files == NULL)
    return NULL;

  self = g_new0 (LaurelCluster, 1);
  self->files = files;
  self->conninfo = laurel_cluster_files_make_conninfo (files, "laurel");

  return self;
}

/* With the lock held. */
static gboolean
bring_up (LaurelCluster *self, GError **error)
{
  if (!laurel_cluster_files_are_made (self->files) && !make_cluster (self->files, error))
    return FALSE;

  return laurel_cluster_files_write_settings (self->files, self->files->data, error) &&
         start_postmaster (self, error) && make_database (self, error);
}

LaurelCluster *
laurel_cluster_start (const char *home, char **conninfo, GError **error)
{
  g_autoptr (LaurelCluster) self = cluster_new (home, error);

  if (self == NULL)
    return NULL;

  /* A laurelctl that runs for a moment is no reason to fail. */
  for (int waited = 0;; waited += TICK_MS)
    {
      g_autoptr (GError) failure = NULL;

      if (laurel_cluster_files_lock (self->files, &failure))
        break;

      if (!g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_BUSY) || waited >= LOCK_WAIT_MS)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return NULL;
        }
      g_usleep (TICK_MS * 1000);
    }

  if (!bring_up (self, error))
    return NULL;

  *conninfo = g_strdup (self->conninfo);

  return g_steal_pointer (&self);
}

LaurelCluster *
laurel_cluster_join (const char *home, char **conninfo, GError **error)
{
  g_autoptr (LaurelCluster) self = cluster_new (home, error);
  g_autoptr (GError) failure = NULL;
  gboolean joined = FALSE;

  if (self == NULL)
    return NULL;

  /* The keeper may be about to start, or to go: then its place is ours. */
  for (int waited = 0; !joined && waited < START_MS; waited += 10 * TICK_MS)
    {
      g_clear_error (&failure);
      if (laurel_cluster_files_lock (self->files, &failure))
        break;
      if (!g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_BUSY))
        break;
      joined = wait_until_up (0, self->conninfo, 10 * TICK_MS, NULL);
    }

  if (!joined && failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }

  if (!joined && !bring_up (self, error))
    return NULL;

  *conninfo = g_strdup (self->conninfo);

  return g_steal_pointer (&self);
}

GPid
laurel_cluster_get_pid (LaurelCluster *self)
{
  return self->pid;
}

gboolean
laurel_cluster_keep (LaurelCluster *self, GError **error)
{
  if (self->pid == 0 || waitpid (self->pid, NULL, WNOHANG) == 0)
    return TRUE;

  g_message ("PostgreSQL has ended and is started again");
  self->pid = 0;

  return start_postmaster (self, error);
}

void
laurel_cluster_stop (LaurelCluster *self)
{
  if (self == NULL)
    return;

  if (self->pid > 0)
    stop_postmaster (self->pid);
  laurel_cluster_files_close (self->files);
  g_free (self->conninfo);
  g_free (self);
}
