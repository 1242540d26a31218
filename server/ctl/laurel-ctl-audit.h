/* laurel-ctl-audit.h - laurelctl audit: looks for violations of the ledger's invariants
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A LaurelCtlCommand. Ends with 1 where something is wrong. */
int laurel_ctl_audit (int argc, char **argv);

G_END_DECLS
