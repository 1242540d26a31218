/* laurel-ctl-doctor.h - laurelctl doctor: looks whether all is well
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A LaurelCtlCommand. */
int laurel_ctl_doctor (int argc, char **argv);

G_END_DECLS
