/* laurel-ctl-user.h - laurelctl user: adds people who work with Laurel
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A LaurelCtlCommand. */
int laurel_ctl_user (int argc, char **argv);

G_END_DECLS
