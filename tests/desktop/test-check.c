/* test-check.c - Check: one receipt, two programs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/desktop/laurel-test-desk.h"

int
main (int argc, char *argv[])
{
  laurel_test_ui_init (&argc, &argv);

  return g_test_run ();
}
