/* laurel-ctl-price.h - laurelctl price: prices cases without a server
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* `laurelctl price CASE.json`, or `-`: one case, or one on each line, on standard input. @argv
 * begins with the command's own name. Returns the exit status: 0 also where receipts are in error,
 * 1 where the input cannot be read, 2 for a wrong call. */
int laurel_ctl_price (int argc, char **argv);

G_END_DECLS
