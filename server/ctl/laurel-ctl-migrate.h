/* laurel-ctl-migrate.h - laurelctl migrate: brings the database's schema up to date
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A LaurelCtlCommand. */
int laurel_ctl_migrate (int argc, char **argv);

G_END_DECLS
