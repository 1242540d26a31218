/* laurel-ctl-import.h - laurelctl import: takes files of other systems in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server/ctl/laurel-ctl.h"

G_BEGIN_DECLS

int laurel_ctl_import (int argc, char **argv);

G_END_DECLS
