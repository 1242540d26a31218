/* laurel-ctl-key.h - laurelctl key: makes and revokes keys of tills
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A LaurelCtlCommand. */
int laurel_ctl_key (int argc, char **argv);

G_END_DECLS
