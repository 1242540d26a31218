/* laurel-evaluate-answer.c - prices receipts by some programs, side by side
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/engine/laurel-price.h"
#include "server/services/laurel-evaluate-private.h"
#include "server/services/laurel-facts.h"
#include "server/wire/laurel-wire-priced.h"
#include "server/wire/laurel-wire-problem.h"
#include "server/wire/laurel-wire-receipt.h"

static json_t *
new_names (const LaurelProgram *program)
{
  json_t               *names = json_object ();
  gsize                 n = 0;
  const LaurelNodeInfo *nodes = laurel_program_get_nodes (program, &n);

  for (gsize i = 0; i < n; i++)
    if (nodes[i].name != NULL)
      json_object_set_new (names, nodes[i].id, json_string (nodes[i].name));

  return names;
}

static json_t *
new_error (const GError *error)
{
  return json_pack ("{s:s, s:s}",
                    "code",
                    laurel_engine_error_to_word ((LaurelEngineError) error->code),
                    "message",
                    error->message);
}

/* A result of engine.md. */
static json_t *
new_result (const LaurelProgram *program, const LaurelQuestion *question, LaurelArena *arena)
{
  LaurelClientFacts   facts = question->facts;
  const LaurelPriced *priced = NULL;
  json_t             *result = json_object ();
  g_autoptr (GError) error = NULL;

  /* What somebody has made up is held against the program as it is. */
  if (question->source != LAUREL_FACTS_MADE_UP)
    laurel_facts_fit_level (&facts, program);

  if (question->id != NULL)
    json_object_set_new (result, "id", json_string (question->id));

  laurel_arena_reset (arena);
  priced = laurel_price (program,
                         arena,
                         &question->receipt,
                         question->source != LAUREL_FACTS_NONE ? &facts : NULL,
                         &question->usage,
                         LAUREL_PRICE_EXPLAIN,
                         &error);

  if (priced == NULL)
    {
      json_object_set_new (result, "error", new_error (error));
      return result;
    }

  json_object_update_new (result, laurel_wire_new_priced (priced, &question->receipt, TRUE));

  return result;
}

static json_t *
new_label (const LaurelEvaluation *question, gsize i)
{
  switch (question->candidates[i])
    {
    case LAUREL_CANDIDATE_VERSION:
      return json_integer (question->versions[i]);
    case LAUREL_CANDIDATE_CURRENT:
      return json_string ("current");
    case LAUREL_CANDIDATE_DRAFT:
      return json_string ("draft");
    case LAUREL_CANDIDATE_INLINE:
      return json_string ("program");
    default:
      g_assert_not_reached ();
    }
}

static json_t *
new_answer_of (const LaurelEvaluation      *question,
               gsize                        i,
               const LaurelEvaluateProgram *program,
               LaurelArena                 *arena)
{
  json_t *object = json_object ();
  json_t *results = json_array ();

  json_object_set_new (object, "version", new_label (question, i));

  if (program->revision >= 0)
    json_object_set_new (object, "revision", json_integer (program->revision));

  if (program->release == NULL)
    {
      json_object_set_new (object, "errors", laurel_wire_new_faults (program->faults));
      json_decref (results);
      return object;
    }

  /* Which one it is that is in force. */
  if (question->candidates[i] == LAUREL_CANDIDATE_CURRENT)
    json_object_set_new (object, "number", json_integer (program->release->version));

  for (gsize k = 0; k < question->n_questions; k++)
    json_array_append_new (results,
                           new_result (program->release->program, &question->questions[k], arena));

  if (question->many)
    json_object_set (object, "results", results);
  else
    json_object_set (object, "result", json_array_get (results, 0));

  json_decref (results);
  json_object_set_new (object, "names", new_names (program->release->program));

  return object;
}

/* The receipt and the facts that were priced, to be looked at and to be asked about again. */
static void
add_question (json_t *object, const LaurelQuestion *question)
{
  json_object_set_new (object, "receipt", laurel_wire_new_receipt (&question->receipt));
  json_object_set_new (object,
                       "facts",
                       json_string (laurel_wire_facts_source_to_word (question->source)));

  if (question->source != LAUREL_FACTS_NONE)
    json_object_set_new (object,
                         "client",
                         laurel_wire_new_client_facts (&question->facts, question->referrer));

  if (question->messages != NULL)
    json_object_set (object, "messages", question->messages);
}

json_t *
laurel_evaluate_new_answer (const LaurelEvaluation      *question,
                            const LaurelEvaluateProgram *programs,
                            json_t                      *products)
{
  g_autoptr (LaurelArena) arena = laurel_arena_new ();
  json_t *answer = json_object ();
  json_t *results = json_array ();
  json_t *receipts = NULL;

  for (gsize i = 0; i < question->n_candidates; i++)
    json_array_append_new (results, new_answer_of (question, i, &programs[i], arena));

  json_object_set_new (answer, "results", results);

  if (!question->many)
    {
      add_question (answer, &question->questions[0]);
    }
  else
    {
      receipts = json_array ();
      for (gsize i = 0; i < question->n_questions; i++)
        {
          json_t *object = json_object ();

          json_object_set_new (object, "id", json_string (question->questions[i].id));
          add_question (object, &question->questions[i]);
          json_array_append_new (receipts, object);
        }
      json_object_set_new (answer, "receipts", receipts);
    }

  json_object_set (answer, "products", products);

  return answer;
}
