/* laurel-ctl-price.h - laurelctl price: prices cases without a server
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* `laurelctl price [--explain] CASE.json`, or `-` for standard input: one case, or a stream of
 * them, one on each line. Answers with one line of JSON for each case; with --explain with a text
 * for people. A case in error does not end the others. @argv begins with the command's own name.
 * Returns the exit status: 0 also where cases and receipts are in error, 1 where the input cannot
 * be read, 2 for a wrong call. */
int laurel_ctl_price (int argc, char **argv);

G_END_DECLS
