/* laurel-ctl-demo.h - laurelctl demo: loads the demo chain
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server/ctl/laurel-ctl.h"

G_BEGIN_DECLS

int laurel_ctl_demo (int argc, char **argv);

G_END_DECLS
