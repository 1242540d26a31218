/* test-oracle.c - the engine against a second implementation of its contract
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "tests/engine/laurel-golden.h"
#include "tests/engine/oracle/laurel-oracle.h"

/* The oracle believes what it reads: a case that is at fault as a whole is not for it. */
static void
test_golden (gconstpointer file)
{
  json_t *golden = laurel_golden_load (file);
  json_t *expected = json_object_get (golden, "expect");
  json_t *answer = NULL;
  g_autoptr (GString) path = g_string_new (NULL);

  if (json_object_get (expected, "error") == NULL)
    {
      answer = laurel_oracle_price (json_object_get (golden, "case"), LAUREL_ORACLE_SOUND);

      if (!laurel_golden_agrees (expected, answer, path))
        {
          g_autofree char *got = json_dumps (answer, JSON_INDENT (1));

          g_test_message ("%s", got);
          g_test_fail_printf ("the answer differs at %s", path->str);
        }
    }

  json_decref (answer);
  json_decref (golden);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  laurel_golden_add_tests ("/engine/oracle/golden", test_golden);

  return g_test_run ();
}
