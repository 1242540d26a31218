/* laurel-supervisor.h - tells systemd how the server is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Sends @state ("READY=1", "STOPPING=1") to the socket that NOTIFY_SOCKET names; without one, does
 * nothing. A supervisor that does not listen is no reason not to serve. */
void laurel_supervisor_tell (const char *state);

G_END_DECLS
