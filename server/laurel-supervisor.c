/* laurel-supervisor.c - tells systemd how the server is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/laurel-supervisor.h"

#include <stddef.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

void
laurel_supervisor_tell (const char *state)
{
  const char        *path = g_getenv ("NOTIFY_SOCKET");
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  gsize              length = path != NULL ? strlen (path) : 0;
  int                fd = -1;

  if (length == 0 || length >= sizeof address.sun_path || (path[0] != '/' && path[0] != '@'))
    return;

  memcpy (address.sun_path, path, length);
  /* An abstract socket's name begins with a zero byte. */
  if (path[0] == '@')
    address.sun_path[0] = '\0';

  fd = socket (AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (fd < 0)
    return;

  if (sendto (fd,
              state,
              strlen (state),
              MSG_NOSIGNAL,
              (const struct sockaddr *) &address,
              (socklen_t) (offsetof (struct sockaddr_un, sun_path) + length)) < 0)
    g_debug ("the supervisor does not listen");

  close (fd);
}
