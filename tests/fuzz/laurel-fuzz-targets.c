/* laurel-fuzz-targets.c - what is fed with bytes that nobody would send
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "server/engine/laurel-engine-error.h"
#include "server/engine/laurel-program.h"
#include "server/wire/laurel-json-writer.h"
#include "server/wire/laurel-wire-advice.h"
#include "server/wire/laurel-wire-case.h"
#include "server/wire/laurel-wire-program.h"
#include "tests/fuzz/laurel-fuzz.h"

/* What a result promises for any input. */
static void
check_result (json_t *result)
{
  json_t *totals = json_object_get (result, "totals");
  json_t *lines = json_object_get (result, "lines");
  gint64  to_pay = 0;
  gint64  points = 0;

  g_assert ((totals == NULL) == (json_object_get (result, "error") != NULL));

  for (gsize i = 0; i < json_array_size (lines); i++)
    {
      json_t *line = json_array_get (lines, i);
      gint64  left = json_integer_value (json_object_get (line, "to_pay"));

      g_assert (left >= 0);
      to_pay += left;
      points += json_integer_value (json_object_get (line, "points"));
    }

  g_assert (to_pay == json_integer_value (json_object_get (totals, "to_pay")));
  g_assert (points == json_integer_value (json_object_get (totals, "points")));
}

int
laurel_fuzz_case (const guint8 *data, gsize size)
{
  json_t          *answer = laurel_wire_price_text ((const char *) data, size);
  json_t          *results = json_object_get (answer, "results");
  g_autofree char *text = laurel_json_write (answer);

  g_assert ((results == NULL) == (json_object_get (answer, "error") != NULL));
  g_assert (g_utf8_validate (text, -1, NULL));

  for (gsize i = 0; i < json_array_size (results); i++)
    check_result (json_array_get (results, i));

  json_decref (answer);

  return 0;
}

static LaurelCatalog *
make_catalog (void)
{
  static const char *const   segments[] = { "shoes" };
  const LaurelCatalogProduct product = { .id = "A",
                                         .segments = segments,
                                         .n_segments = G_N_ELEMENTS (segments),
                                         .max_discount = LAUREL_SHARE_WHOLE };
  const LaurelCatalogStore   store = { .id = "S1", .channel = LAUREL_CHANNEL_STORE };
  LaurelCatalog             *catalog = laurel_catalog_new ();

  laurel_catalog_add_product (catalog, &product);
  laurel_catalog_add_store (catalog, &store);

  return catalog;
}

static void
use_draft (const LaurelProgramDraft *draft)
{
  g_autoptr (LaurelCatalog) catalog = make_catalog ();
  g_autoptr (LaurelAdviceList) advice = laurel_program_advise (draft, catalog, 1795338000);
  g_autoptr (GError) error = NULL;
  g_autoptr (LaurelProgram) program = laurel_program_compile (draft, catalog, 1, &error);
  json_t *written = laurel_wire_new_advice (advice);

  /* What was read without a fault has none. */
  g_assert (program != NULL);
  g_assert (json_array_size (written) == laurel_advice_list_get_n (advice));
  json_decref (written);
}

/* A whole case is taken for its program, so that the same seeds do. */
int
laurel_fuzz_program (const guint8 *data, gsize size)
{
  g_autoptr (LaurelFaults) faults = laurel_faults_new ();
  g_autoptr (LaurelProgramDraft) draft = NULL;
  json_t *root = laurel_json_parse ((const char *) data, size, faults);
  json_t *inner = json_object_get (root, "program");

  if (root == NULL)
    {
      g_assert (laurel_faults_get_n (faults) == 1);
      return 0;
    }

  draft = laurel_wire_read_program (inner != NULL ? inner : root,
                                    "",
                                    LAUREL_WIRE_PROGRAM_WHOLE,
                                    faults);
  g_assert ((draft == NULL) == (laurel_faults_get_n (faults) > 0));

  if (draft != NULL)
    use_draft (draft);

  json_decref (root);

  return 0;
}
