/* laurel-ctl-secret.h - makes a key or a token and prints it alone
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server/ctl/laurel-ctl.h"

G_BEGIN_DECLS

/* @key as in laurel_access_add_key(). Returns the exit status. */
int laurel_ctl_print_new_key (LaurelCtl *ctl, const LaurelKey *key);

G_END_DECLS
