/* laurel-ctl-token.h - laurelctl token: makes tokens for programs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A LaurelCtlCommand. */
int laurel_ctl_token (int argc, char **argv);

G_END_DECLS
