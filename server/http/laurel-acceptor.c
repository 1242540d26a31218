/* laurel-acceptor.c - the listening socket, and who gets each connection
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/http/laurel-acceptor.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <netdb.h>
#include <string.h>
#include <sys/un.h>
#include <unistd.h>

#define BACKLOG 4096
/* Connections taken in one go, so that a flood does not keep the main loop from a signal. */
#define BATCH 64
/* systemd's first descriptor. */
#define LISTEN_FDS_START 3

struct _LaurelAcceptor
{
  int            listener;
  int            spare; /* given up to be able to close a connection when descriptors run out */
  LaurelWorker **workers;
  guint          n_workers;
  GSource       *source;
};

static gboolean
is_number (const char *name, gint64 wanted_from, gint64 wanted_to)
{
  gint64      number = 0;
  const char *text = g_getenv (name);

  return text != NULL && g_ascii_string_to_signed (text, 10, wanted_from, wanted_to, &number, NULL);
}

static gboolean
is_passed_in (void)
{
  return is_number ("LISTEN_PID", getpid (), getpid ()) && is_number ("LISTEN_FDS", 1, G_MAXINT);
}

/* Splits "host:port", "[::1]:port". */
static gboolean
split_address (const char *text, char **host, char **port)
{
  const char *colon = strrchr (text, ':');

  if (colon == NULL || colon == text || colon[1] == '\0')
    return FALSE;

  if (text[0] == '[' && colon[-1] == ']')
    *host = g_strndup (text + 1, (gsize) (colon - text - 2));
  else
    *host = g_strndup (text, (gsize) (colon - text));

  *port = g_strdup (colon + 1);

  return TRUE;
}

static int
open_one (const struct addrinfo *info, int *error_number)
{
  int one = 1;
  int listener = socket (info->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);

  if (listener >= 0 && setsockopt (listener, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one) == 0 &&
      bind (listener, info->ai_addr, info->ai_addrlen) == 0 && listen (listener, BACKLOG) == 0)
    return listener;

  *error_number = errno;
  if (listener >= 0)
    close (listener);

  return -1;
}

int
laurel_acceptor_open (const char *address, GError **error)
{
  g_autofree char *host = NULL;
  g_autofree char *port = NULL;
  struct addrinfo  hints = { .ai_socktype = SOCK_STREAM, .ai_flags = AI_PASSIVE | AI_NUMERICSERV };
  struct addrinfo *found = NULL;
  int              listener = -1;
  int              error_number = EADDRNOTAVAIL;

  if (is_passed_in ())
    {
      g_unix_set_fd_nonblocking (LISTEN_FDS_START, TRUE, NULL);
      fcntl (LISTEN_FDS_START, F_SETFD, FD_CLOEXEC);
      g_unsetenv ("LISTEN_PID");
      g_unsetenv ("LISTEN_FDS");

      return LISTEN_FDS_START;
    }

  if (!split_address (address, &host, &port) || getaddrinfo (host, port, &hints, &found) != 0)
    {
      g_set_error (error,
                   G_IO_ERROR,
                   G_IO_ERROR_INVALID_ARGUMENT,
                   "'%s' is no address and port to listen at",
                   address);
      return -1;
    }

  for (const struct addrinfo *info = found; info != NULL && listener < 0; info = info->ai_next)
    listener = open_one (info, &error_number);
  freeaddrinfo (found);

  if (listener < 0)
    g_set_error (error,
                 G_IO_ERROR,
                 (gint) g_io_error_from_errno (error_number),
                 "cannot listen at %s: %s",
                 address,
                 g_strerror (error_number));

  return listener;
}

char *
laurel_acceptor_dup_address (int listener)
{
  struct sockaddr_storage    address = { 0 };
  const struct sockaddr_in  *in = (const struct sockaddr_in *) &address;
  const struct sockaddr_in6 *in6 = (const struct sockaddr_in6 *) &address;
  socklen_t                  length = sizeof address;
  char                       text[INET6_ADDRSTRLEN] = "";

  getsockname (listener, (struct sockaddr *) &address, &length);

  if (address.ss_family == AF_INET)
    return g_strdup_printf ("%s:%u",
                            inet_ntop (AF_INET, &in->sin_addr, text, sizeof text),
                            ntohs (in->sin_port));

  if (address.ss_family == AF_INET6)
    return g_strdup_printf ("[%s]:%u",
                            inet_ntop (AF_INET6, &in6->sin6_addr, text, sizeof text),
                            ntohs (in6->sin6_port));

  return g_strdup (((const struct sockaddr_un *) &address)->sun_path);
}

static int
open_spare (void)
{
  return open ("/dev/null", O_RDONLY | O_CLOEXEC);
}

/* Out of descriptors, a connection that is not taken would be announced again and again. */
static void
turn_away (LaurelAcceptor *acceptor)
{
  int fd = -1;

  close (acceptor->spare);
  fd = accept (acceptor->listener, NULL, NULL);
  if (fd >= 0)
    close (fd);
  acceptor->spare = open_spare ();
}

static LaurelWorker *
pick_worker (const LaurelAcceptor *acceptor)
{
  LaurelWorker *least = acceptor->workers[0];

  for (guint i = 1; i < acceptor->n_workers; i++)
    {
      if (laurel_worker_get_load (acceptor->workers[i]) < laurel_worker_get_load (least))
        least = acceptor->workers[i];
    }

  return least;
}

static gboolean
listen_cb (int listener, GIOCondition condition, gpointer user_data)
{
  LaurelAcceptor *acceptor = user_data;

  for (guint i = 0; i < BATCH; i++)
    {
      struct sockaddr_storage address = { 0 };
      socklen_t               length = sizeof address;
      int                     fd =
          accept4 (listener, (struct sockaddr *) &address, &length, SOCK_NONBLOCK | SOCK_CLOEXEC);

      if (fd >= 0)
        {
          laurel_worker_add (pick_worker (acceptor), fd, &address, length);
          continue;
        }

      if (errno == EMFILE || errno == ENFILE)
        turn_away (acceptor);
      else if (errno != ECONNABORTED && errno != EINTR)
        break;
    }

  return G_SOURCE_CONTINUE;
}

LaurelAcceptor *
laurel_acceptor_new (int listener, LaurelWorker **workers, guint n_workers)
{
  LaurelAcceptor *acceptor = g_new0 (LaurelAcceptor, 1);

  g_assert (n_workers > 0);

  acceptor->listener = listener;
  acceptor->spare = open_spare ();
  acceptor->workers = workers;
  acceptor->n_workers = n_workers;
  acceptor->source = g_unix_fd_source_new (listener, G_IO_IN);
  g_source_set_callback (acceptor->source, G_SOURCE_FUNC (listen_cb), acceptor, NULL);
  g_source_attach (acceptor->source, NULL);

  return acceptor;
}

void
laurel_acceptor_free (LaurelAcceptor *acceptor)
{
  if (acceptor == NULL)
    return;

  g_source_destroy (acceptor->source);
  g_source_unref (acceptor->source);
  close (acceptor->listener);
  close (acceptor->spare);
  g_free (acceptor);
}
