/* laurel-wire-case.c - a case: a program, its catalog, facts and receipts in one document
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/wire/laurel-wire-case.h"

#include "server/wire/laurel-wire-catalog.h"
#include "server/wire/laurel-wire-facts.h"
#include "server/wire/laurel-wire-priced.h"
#include "server/wire/laurel-wire-program.h"
#include "server/wire/laurel-wire-receipt.h"

/* Facts of the case live in @arena, those of one receipt in @receipt_arena. */
typedef struct
{
  LaurelArena      *arena;
  LaurelArena      *receipt_arena;
  LaurelProgram    *program;
  LaurelWireFacts   facts;
  LaurelUsageTotals totals;
  LaurelPriceFlags  flags;
} Case;

static json_t *
new_error (LaurelEngineError kind, const char *message)
{
  return json_pack ("{s:{s:s, s:s}}",
                    "error",
                    "code",
                    laurel_engine_error_to_word (kind),
                    "message",
                    message);
}

static json_t *
new_fault_error (const LaurelFaults *faults)
{
  const LaurelFault *fault = laurel_faults_get (faults, 0);
  g_autofree char   *message = g_strdup_printf ("%s: %s", fault->path, fault->message);

  return new_error (laurel_fault_get_kind (fault), message);
}

static const LaurelClientFacts *
look_up_client (const Case *self, LaurelJsonReader *reader)
{
  const char              *id = laurel_json_reader_get_string_or (reader, "client", NULL);
  const LaurelClientFacts *client = NULL;

  if (id == NULL)
    return NULL;

  client = g_hash_table_lookup (self->facts.clients, id);

  if (client == NULL)
    laurel_json_reader_fault (reader,
                              "client",
                              LAUREL_FAULT_REFERENCE,
                              "there is no client '%s'",
                              id);

  return client;
}

/* NULL where a fault was added, or @error was set. */
static const LaurelPriced *
price_receipt (const Case    *self,
               json_t        *root,
               LaurelReceipt *receipt,
               LaurelFaults  *faults,
               GError       **error)
{
  g_autoptr (LaurelJsonReader) reader = laurel_json_reader_new (root, "", faults);
  const LaurelClientFacts *client = NULL;

  if (!laurel_json_reader_begin (reader))
    return NULL;

  (void) laurel_json_reader_get_string (reader, "id");
  client = look_up_client (self, reader);
  laurel_wire_read_receipt (reader, self->receipt_arena, receipt);
  laurel_wire_facts_fill_receipt (&self->facts, reader, receipt);
  laurel_json_reader_end_object (reader);

  if (laurel_faults_get_n (faults) > 0)
    return NULL;

  return laurel_price (self->program,
                       self->receipt_arena,
                       receipt,
                       client,
                       &self->totals,
                       self->flags,
                       error);
}

static json_t *
new_result (const Case *self, json_t *root)
{
  g_autoptr (LaurelFaults) faults = laurel_faults_new ();
  g_autoptr (GError) error = NULL;
  LaurelReceipt       receipt = { 0 };
  const LaurelPriced *priced = NULL;
  json_t             *id = json_object_get (root, "id");
  json_t             *result = json_object ();

  if (json_is_string (id))
    json_object_set (result, "id", id);

  laurel_arena_reset (self->receipt_arena);
  priced = price_receipt (self, root, &receipt, faults, &error);

  if (priced != NULL)
    json_object_update_new (
        result,
        laurel_wire_new_priced (priced, &receipt, (self->flags & LAUREL_PRICE_EXPLAIN) != 0));
  else
    json_object_update_new (result,
                            error != NULL
                                ? new_error ((LaurelEngineError) error->code, error->message)
                                : new_fault_error (faults));

  return result;
}

static json_t *
new_results (const Case *self, json_t *receipts)
{
  json_t *results = json_array ();
  gsize   i = 0;
  json_t *root = NULL;

  json_array_foreach (receipts, i, root) json_array_append_new (results, new_result (self, root));

  return json_pack ("{s:o}", "results", results);
}

/* Everything but the receipts. NULL where there were faults; else the list of receipts. */
static json_t *
read_case (Case *self, json_t *root, LaurelFaults *faults)
{
  g_autoptr (LaurelJsonReader) reader = laurel_json_reader_new (root, "", faults);
  g_autoptr (LaurelProgramDraft) draft = NULL;
  g_autoptr (LaurelCatalog) catalog = NULL;
  g_autoptr (GError) error = NULL;
  json_t *program = NULL;
  json_t *receipts = NULL;
  gsize   n_receipts = 0;

  if (!laurel_json_reader_begin (reader))
    return NULL;

  program = laurel_json_reader_get_value (reader, "program");

  if (program != NULL)
    draft = laurel_wire_read_program (program, "/program", LAUREL_WIRE_PROGRAM_ENGINE, faults);
  else
    laurel_json_reader_fault (reader, "program", LAUREL_FAULT_MISSING, "is missing");

  catalog = laurel_wire_read_catalog (reader, "catalog");
  laurel_wire_read_facts (reader, self->arena, draft, &self->facts);
  self->totals = (LaurelUsageTotals){ self->facts.usage, self->facts.n_usage };

  if (laurel_json_reader_begin_array (reader, "receipts", &n_receipts))
    {
      laurel_json_reader_end_array (reader);
      receipts = laurel_json_reader_get_value (reader, "receipts");
    }

  laurel_json_reader_end_object (reader);

  if (laurel_faults_get_n (faults) > 0)
    return NULL;

  self->program = laurel_program_compile (draft, catalog, 0, &error);

  if (self->program == NULL)
    {
      laurel_faults_add (faults, "/catalog", LAUREL_FAULT_REFERENCE, "%s", error->message);
      return NULL;
    }

  return receipts;
}

json_t *
laurel_wire_price_case (json_t *root, LaurelPriceFlags flags)
{
  g_autoptr (LaurelArena) arena = laurel_arena_new ();
  g_autoptr (LaurelArena) receipt_arena = laurel_arena_new ();
  g_autoptr (LaurelFaults) faults = laurel_faults_new ();
  Case    self = { .arena = arena, .receipt_arena = receipt_arena, .flags = flags };
  json_t *receipts = NULL;
  json_t *answer = NULL;

  laurel_wire_facts_init (&self.facts);
  receipts = read_case (&self, root, faults);
  answer = receipts != NULL ? new_results (&self, receipts) : new_fault_error (faults);
  laurel_wire_facts_clear (&self.facts);
  laurel_program_unref (self.program);

  return answer;
}

json_t *
laurel_wire_price_text (const char *text, gsize size)
{
  g_autoptr (LaurelFaults) faults = laurel_faults_new ();
  json_t *root = laurel_json_parse (text, size, faults);
  json_t *answer = NULL;

  if (root == NULL)
    return new_fault_error (faults);

  answer = laurel_wire_price_case (root, LAUREL_PRICE_EXPLAIN);
  json_decref (root);

  return answer;
}
