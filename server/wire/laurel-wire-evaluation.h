/* laurel-wire-evaluation.h - the question what receipts would cost by some programs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A case of engine.md, whose program may be one that is published or the draft, whose catalog is
 * the chain's if it has none, and whose clients may be real ones.
 */

#pragma once

#include "server/engine/laurel-catalog.h"
#include "server/wire/laurel-wire-facts.h"

G_BEGIN_DECLS

#define LAUREL_EVALUATION_PROGRAMS_MAX 4
#define LAUREL_EVALUATION_RECEIPTS_MAX 100

/**
 * LaurelCandidate:
 * @LAUREL_CANDIDATE_VERSION: a published program
 * @LAUREL_CANDIDATE_CURRENT: the one in force
 * @LAUREL_CANDIDATE_DRAFT: the draft as it is saved
 * @LAUREL_CANDIDATE_INLINE: the one that the question brings along
 */
typedef enum
{
  LAUREL_CANDIDATE_VERSION,
  LAUREL_CANDIDATE_CURRENT,
  LAUREL_CANDIDATE_DRAFT,
  LAUREL_CANDIDATE_INLINE,
} LaurelCandidate;

/**
 * LaurelFactsSource:
 * @LAUREL_FACTS_NONE: an anonymous receipt
 * @LAUREL_FACTS_MADE_UP: those of the question
 * @LAUREL_FACTS_NOW: of a real client, as a till would see them
 * @LAUREL_FACTS_THEN: those that a sale of the journal was priced by
 */
typedef enum
{
  LAUREL_FACTS_NONE,
  LAUREL_FACTS_MADE_UP,
  LAUREL_FACTS_NOW,
  LAUREL_FACTS_THEN,
} LaurelFactsSource;

/**
 * LaurelQuestion:
 * @path: the receipt's place in the question, for faults
 * @id: (nullable): of one of several
 * @sale: (nullable): id of a sale of the journal, which the receipt is taken from
 * @client, @phone: (nullable): of a real client, whose facts are to be looked up. So is the
 *   receipt's card where it has neither of them nor facts
 * @time: that the receipt is to have, G_MININT64: its own
 * @receipt: what was read of it; of a sale empty but for @card
 * @source: NONE or MADE_UP; for whoever looks facts up to change
 * @facts: with MADE_UP
 * @referrer: (nullable): who brought the client, where that is known
 * @usage: what everybody has used of discounts; at first that of the question
 * @messages: (nullable): for whoever looks promo codes up: what is wrong with some of them
 */
typedef struct
{
  const char       *path;
  const char       *id;
  const char       *sale;
  const char       *client;
  const char       *phone;
  gint64            time;
  LaurelReceipt     receipt;
  LaurelFactsSource source;
  LaurelClientFacts facts;
  const char       *referrer;
  LaurelUsageTotals usage;
  json_t           *messages;
} LaurelQuestion;

/**
 * LaurelEvaluation:
 * @body: what was read; strings are its own
 * @arena: where the rest lives
 * @versions: (array length=n_candidates): numbers of those with LAUREL_CANDIDATE_VERSION
 * @program: (nullable): of LAUREL_CANDIDATE_INLINE
 * @catalog: (nullable): %NULL: the chain's
 * @facts: of the case
 * @has_usage, @has_codes: whether it says what was used, and which codes there are
 * @many: there is a list of receipts, and one of answers
 */
typedef struct
{
  json_t         *body;
  LaurelArena    *arena;
  LaurelCandidate candidates[LAUREL_EVALUATION_PROGRAMS_MAX];
  gint            versions[LAUREL_EVALUATION_PROGRAMS_MAX];
  gsize           n_candidates;
  json_t         *program;
  LaurelCatalog  *catalog;
  LaurelWireFacts facts;
  gboolean        has_usage;
  gboolean        has_codes;
  LaurelQuestion *questions;
  gsize           n_questions;
  gboolean        many;
} LaurelEvaluation;

/* @body: (transfer full); @now: seconds since 1970, the time of receipts that name none where the
 * question has no `at`. Worth something only if no fault was added; to be freed in any case. */
LaurelEvaluation *laurel_wire_read_evaluation (json_t       *body,
                                               gint64        now,
                                               LaurelFaults *faults) G_GNUC_WARN_UNUSED_RESULT;
void              laurel_evaluation_free (LaurelEvaluation *evaluation);

/* "none", "made_up", "now" or "then". */
const char *laurel_wire_facts_source_to_word (LaurelFactsSource source);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelEvaluation, laurel_evaluation_free)

G_END_DECLS
