/* laurel-wire-evaluation.c - the question what receipts would cost by some programs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/wire/laurel-wire-evaluation.h"

#include "server/wire/laurel-wire-catalog.h"
#include "server/wire/laurel-wire-problem.h"
#include "server/wire/laurel-wire-receipt.h"

/* === Programs ================================================================================= */

static gboolean
has_candidate (const LaurelEvaluation *evaluation, LaurelCandidate candidate, gint version)
{
  for (gsize i = 0; i < evaluation->n_candidates; i++)
    if (evaluation->candidates[i] == candidate && evaluation->versions[i] == version)
      return TRUE;

  return FALSE;
}

static void
add_candidate (LaurelEvaluation *evaluation, LaurelCandidate candidate, gint version)
{
  evaluation->candidates[evaluation->n_candidates] = candidate;
  evaluation->versions[evaluation->n_candidates++] = version;
}

static void
read_version (LaurelEvaluation *evaluation, json_t *value, gsize index, LaurelFaults *faults)
{
  g_autofree char *path = g_strdup_printf ("/versions/%zu", index);
  const char      *word = json_string_value (value);
  json_int_t       number = json_integer_value (value);
  LaurelCandidate  candidate = LAUREL_CANDIDATE_VERSION;

  if (g_strcmp0 (word, "current") == 0)
    candidate = LAUREL_CANDIDATE_CURRENT;
  else if (g_strcmp0 (word, "draft") == 0)
    candidate = LAUREL_CANDIDATE_DRAFT;
  else if (!json_is_integer (value) || number < 1 || number > G_MAXINT32)
    {
      laurel_faults_add (faults,
                         path,
                         LAUREL_FAULT_FORMAT,
                         "must be the number of a program, \"current\" or \"draft\"");
      return;
    }

  if (has_candidate (evaluation, candidate, (gint) number))
    laurel_faults_add (faults, path, LAUREL_FAULT_FORMAT, "is named twice");
  else
    add_candidate (evaluation, candidate, (gint) number);
}

static void
read_candidates (LaurelJsonReader *reader, LaurelEvaluation *evaluation, LaurelFaults *faults)
{
  gsize n_versions = 0;
  gsize n_all = 0;

  if (laurel_json_reader_is_object (reader, "program"))
    evaluation->program = laurel_json_reader_get_value (reader, "program");
  else if (laurel_json_reader_get_value (reader, "program") != NULL)
    laurel_json_reader_fault (reader, "program", LAUREL_FAULT_FORMAT, "must be an object");

  if (laurel_json_reader_begin_array_or_none (reader, "versions", &n_versions))
    laurel_json_reader_end_array (reader);

  n_all = n_versions + (evaluation->program != NULL);

  if (n_all > LAUREL_EVALUATION_PROGRAMS_MAX)
    {
      laurel_json_reader_fault (reader,
                                "versions",
                                LAUREL_FAULT_RANGE,
                                "at most %d programs at once",
                                LAUREL_EVALUATION_PROGRAMS_MAX);
      return;
    }

  for (gsize i = 0; i < n_versions; i++)
    read_version (evaluation,
                  json_array_get (laurel_json_reader_get_value (reader, "versions"), i),
                  i,
                  faults);

  if (evaluation->program != NULL)
    add_candidate (evaluation, LAUREL_CANDIDATE_INLINE, 0);
  else if (n_versions == 0)
    add_candidate (evaluation, LAUREL_CANDIDATE_CURRENT, 0);
}

/* === Receipts ================================================================================= */

/* Whose facts are to be taken: those of the case first. */
static void
read_owner (LaurelEvaluation        *evaluation,
            LaurelJsonReader        *reader,
            const LaurelClientFacts *made_up,
            LaurelQuestion          *question)
{
  const char *client = laurel_json_reader_get_string_or (reader, "client", NULL);

  question->phone = laurel_json_reader_get_string_or (reader, "phone", NULL);

  if (client != NULL && question->phone != NULL)
    laurel_json_reader_fault (reader,
                              NULL,
                              LAUREL_FAULT_FORMAT,
                              "phone and client exclude each other");

  if (client != NULL && made_up == NULL)
    made_up = g_hash_table_lookup (evaluation->facts.clients, client);

  if (made_up != NULL)
    {
      question->source = LAUREL_FACTS_MADE_UP;
      question->facts = *made_up;
    }
  else
    {
      question->client = client;
    }
}

/* The receipt that @reader is in; ends it. */
static void
read_question (LaurelEvaluation        *evaluation,
               LaurelJsonReader        *reader,
               const LaurelClientFacts *made_up,
               LaurelQuestion          *question)
{
  if (evaluation->many)
    question->id = laurel_json_reader_get_string (reader, "id");

  read_owner (evaluation, reader, made_up, question);
  question->sale = laurel_json_reader_get_string_or (reader, "sale", NULL);

  if (question->sale != NULL)
    {
      question->receipt.card = laurel_json_reader_get_string_or (reader, "card", NULL);
    }
  else
    {
      laurel_wire_read_receipt (reader, evaluation->arena, &question->receipt);
      laurel_wire_facts_fill_receipt (&evaluation->facts, reader, &question->receipt);
    }

  laurel_json_reader_end_object (reader);
}

/* A receipt that names no time has that of the question. */
static void
settle_time (json_t *receipt, gint64 time)
{
  if (json_is_object (receipt) && json_object_get (receipt, "time") == NULL &&
      json_object_get (receipt, "sale") == NULL)
    json_object_set_new (receipt, "time", laurel_wire_new_instant (time, 0));
}

static void
read_receipts (LaurelJsonReader *reader, LaurelEvaluation *evaluation, gint64 time)
{
  gsize n = 0;

  if (!laurel_json_reader_begin_array (reader, "receipts", &n))
    return;

  if (n > LAUREL_EVALUATION_RECEIPTS_MAX)
    laurel_json_reader_fault (reader,
                              NULL,
                              LAUREL_FAULT_RANGE,
                              "at most %d receipts at once",
                              LAUREL_EVALUATION_RECEIPTS_MAX);

  for (gsize i = 0; i < MIN (n, LAUREL_EVALUATION_RECEIPTS_MAX); i++)
    {
      LaurelQuestion  *question = &evaluation->questions[i];
      g_autofree char *path = g_strdup_printf ("/receipts/%zu", i);

      question->path = laurel_arena_strdup (evaluation->arena, path);
      settle_time (json_array_get (json_object_get (evaluation->body, "receipts"), i), time);

      if (laurel_json_reader_begin_element (reader, i))
        read_question (evaluation, reader, NULL, question);
    }

  laurel_json_reader_end_array (reader);
  evaluation->n_questions = MIN (n, LAUREL_EVALUATION_RECEIPTS_MAX);
}

static void
read_questions (LaurelJsonReader *reader,
                LaurelEvaluation *evaluation,
                gint64            now,
                LaurelFaults     *faults)
{
  gboolean           has_at = laurel_json_reader_has (reader, "at");
  guint              n_faults = laurel_faults_get_n (faults);
  gint64             at = has_at ? laurel_json_reader_get_time (reader, "at") : now;
  LaurelClientFacts *made_up = NULL;

  /* One fault, and not one more for each receipt. */
  if (laurel_faults_get_n (faults) > n_faults)
    at = now;

  evaluation->questions =
      laurel_arena_new_array0 (evaluation->arena, LaurelQuestion, LAUREL_EVALUATION_RECEIPTS_MAX);

  for (gsize i = 0; i < LAUREL_EVALUATION_RECEIPTS_MAX; i++)
    {
      evaluation->questions[i].time = has_at ? at : G_MININT64;
      evaluation->questions[i].usage =
          (LaurelUsageTotals){ evaluation->facts.usage, evaluation->facts.n_usage };
    }

  evaluation->many = laurel_json_reader_has (reader, "receipts");

  if (evaluation->many)
    {
      read_receipts (reader, evaluation, at);
      return;
    }

  if (laurel_json_reader_begin_object_or_none (reader, "client"))
    {
      made_up = laurel_arena_new_array0 (evaluation->arena, LaurelClientFacts, 1);
      laurel_wire_read_client_facts (reader, evaluation->arena, NULL, made_up);
      laurel_json_reader_end_object (reader);
    }

  evaluation->questions[0].path = "/receipt";
  evaluation->n_questions = 1;
  settle_time (json_object_get (evaluation->body, "receipt"), at);

  if (laurel_json_reader_begin_object (reader, "receipt"))
    read_question (evaluation, reader, made_up, &evaluation->questions[0]);
}

/* === The question ============================================================================= */

LaurelEvaluation *
laurel_wire_read_evaluation (json_t *body, gint64 now, LaurelFaults *faults)
{
  LaurelEvaluation *evaluation = g_new0 (LaurelEvaluation, 1);
  g_autoptr (LaurelJsonReader) reader = laurel_json_reader_new (body, "", faults);

  evaluation->body = body;
  evaluation->arena = laurel_arena_new ();
  laurel_wire_facts_init (&evaluation->facts);

  if (!laurel_json_reader_begin (reader))
    return evaluation;

  read_candidates (reader, evaluation, faults);

  if (laurel_json_reader_has (reader, "catalog"))
    evaluation->catalog = laurel_wire_read_catalog (reader, "catalog");

  evaluation->has_usage = laurel_json_reader_has (reader, "usage");
  evaluation->has_codes = laurel_json_reader_has (reader, "promo_codes");
  laurel_wire_read_facts (reader, evaluation->arena, NULL, &evaluation->facts);
  read_questions (reader, evaluation, now, faults);
  laurel_json_reader_end_object (reader);

  return evaluation;
}

void
laurel_evaluation_free (LaurelEvaluation *evaluation)
{
  if (evaluation == NULL)
    return;

  for (gsize i = 0; i < evaluation->n_questions; i++)
    json_decref (evaluation->questions[i].messages);

  laurel_wire_facts_clear (&evaluation->facts);
  g_clear_pointer (&evaluation->catalog, laurel_catalog_free);
  laurel_arena_free (evaluation->arena);
  json_decref (evaluation->body);
  g_free (evaluation);
}

const char *
laurel_wire_facts_source_to_word (LaurelFactsSource source)
{
  static const char *const words[] = {
    [LAUREL_FACTS_NONE] = "none",
    [LAUREL_FACTS_MADE_UP] = "made_up",
    [LAUREL_FACTS_NOW] = "now",
    [LAUREL_FACTS_THEN] = "then",
  };

  return words[source];
}
