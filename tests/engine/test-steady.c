/* test-steady.c - a receipt that an arena has seen before needs no more memory
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib.h>
#include <jansson.h>

#include "server/engine/laurel-engine-error.h"
#include "server/engine/laurel-price.h"
#include "server/wire/laurel-wire-catalog.h"
#include "server/wire/laurel-wire-program.h"
#include "server/wire/laurel-wire-receipt.h"
#include "tests/engine/laurel-random-case.h"

#define N_SEEDS  40
#define N_ROUNDS 20

static LaurelProgram *
compile (json_t *document)
{
  g_autoptr (LaurelFaults) faults = laurel_faults_new ();
  g_autoptr (LaurelProgramDraft) draft = NULL;
  g_autoptr (LaurelCatalog) catalog = NULL;
  g_autoptr (LaurelJsonReader) reader = NULL;
  g_autoptr (GError) error = NULL;
  json_t        *root = json_pack ("{s:O}", "catalog", json_object_get (document, "catalog"));
  LaurelProgram *program = NULL;

  reader = laurel_json_reader_new (root, "", faults);
  draft = laurel_wire_read_program (json_object_get (document, "program"),
                                    "",
                                    LAUREL_WIRE_PROGRAM_WHOLE,
                                    faults);
  g_assert_true (laurel_json_reader_begin (reader));
  catalog = laurel_wire_read_catalog (reader, "catalog");
  laurel_json_reader_end_object (reader);
  g_assert_cmpuint (laurel_faults_get_n (faults), ==, 0);
  program = laurel_program_compile (draft, catalog, 1, &error);
  g_assert_no_error (error);
  json_decref (root);

  return program;
}

/* Prices the first receipt of @document again and again. */
static void
price_often (json_t *document)
{
  static const LaurelClientFacts client = {
    .birth_day = LAUREL_DAY_NONE,
    .last_purchase_day = LAUREL_DAY_NONE,
    .available_points = 30000,
  };

  g_autoptr (LaurelArena) arena = laurel_arena_new ();
  g_autoptr (LaurelArena) receipt_arena = laurel_arena_new ();
  g_autoptr (LaurelFaults) faults = laurel_faults_new ();
  g_autoptr (LaurelProgram) program = compile (document);
  g_autoptr (LaurelJsonReader) reader = NULL;
  json_t       *body = json_array_get (json_object_get (document, "receipts"), 0);
  LaurelReceipt receipt = { 0 };
  gsize         size = 0;

  reader = laurel_json_reader_new (body, "", faults);
  g_assert_true (laurel_json_reader_begin (reader));
  (void) laurel_json_reader_get_string (reader, "id");
  (void) laurel_json_reader_get_string_or (reader, "client", NULL);
  laurel_wire_read_receipt (reader, receipt_arena, &receipt);
  laurel_json_reader_end_object (reader);

  for (gint round = 0; round < N_ROUNDS && laurel_faults_get_n (faults) == 0; round++)
    {
      g_autoptr (GError) error = NULL;

      if (laurel_price (program, arena, &receipt, &client, NULL, LAUREL_PRICE_EXPLAIN, &error) ==
          NULL)
        g_assert_error (error, LAUREL_ENGINE_ERROR, LAUREL_ENGINE_ERROR_RANGE);

      laurel_arena_reset (arena);

      if (round == 0)
        size = laurel_arena_get_size (arena);

      g_assert_cmpuint (laurel_arena_get_size (arena), ==, size);
    }
}

static void
test_steady_state_allocates_nothing (void)
{
  for (guint32 seed = 0; seed < N_SEEDS; seed++)
    {
      json_t *document = laurel_random_case_new (seed);

      g_test_message ("seed %u", seed);
      price_often (document);
      json_decref (document);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/steady/allocates-nothing", test_steady_state_allocates_nothing);

  return g_test_run ();
}
