/* test-cases.c - the golden cases of the pricing engine, one test for each file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "server/wire/laurel-wire-case.h"
#include "tests/engine/laurel-golden.h"

static void
test_case (gconstpointer file)
{
  json_t          *golden = laurel_golden_load (file);
  g_autofree char *text = json_dumps (json_object_get (golden, "case"), JSON_REAL_PRECISION (17));
  json_t          *answer = laurel_wire_price_text (text, strlen (text));
  g_autoptr (GString) path = g_string_new (NULL);

  if (!laurel_golden_agrees (json_object_get (golden, "expect"), answer, path))
    {
      g_autofree char *got = json_dumps (answer, JSON_INDENT (1));

      g_test_message ("%s\n%s", json_string_value (json_object_get (golden, "why")), got);
      g_test_fail_printf ("the answer differs at %s", path->str);
    }

  json_decref (answer);
  json_decref (golden);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  laurel_golden_add_tests ("/engine/cases", LAUREL_GOLDEN_ALL, test_case);

  return g_test_run ();
}
