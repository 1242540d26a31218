/* laurel-connection.c - one TCP connection of a worker, and how long it may last
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/http/laurel-connection.h"

#include <sys/socket.h>

void
laurel_connection_grant (LaurelConnection *connection, gint64 time_us)
{
  connection->deadline_us = g_get_monotonic_time () + time_us;
}

void
laurel_connection_cut (LaurelConnection *connection)
{
  shutdown (connection->fd, SHUT_RDWR);
}
