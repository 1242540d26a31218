/* laurel-facts.c - what the engine is told about a real client
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/services/laurel-facts.h"

#include "server/engine/laurel-ledger.h"

void
laurel_facts_fill (LaurelClientFacts  *facts,
                   const LaurelLoaded *loaded,
                   const char         *level,
                   gint64              available,
                   gint32              day)
{
  *facts = (LaurelClientFacts){
    .registered = loaded->registered,
    .level = level,
    .birth_day = loaded->birth_day,
    .gender = loaded->gender,
    .segments = loaded->segments,
    .n_segments = loaded->n_segments,
    .turnover = loaded->account->turnover,
    .purchase_count = loaded->account->purchase_count,
    .last_purchase_day = laurel_account_last_purchase (loaded->account, day),
    .available_points = available,
    .has_referrer = loaded->referrer_id != 0,
    .usage = loaded->usage,
    .n_usage = loaded->n_usage,
  };
}

void
laurel_facts_fill_now (LaurelClientFacts       *facts,
                       const LaurelLoaded      *loaded,
                       const LaurelLedgerTerms *terms,
                       gint64                   at,
                       gint32                   day)
{
  gint64 instant = MAX (at, loaded->account->posted);
  g_autoptr (LaurelBalance) balance = laurel_ledger_balance (loaded->account, terms, instant);

  laurel_facts_fill (facts,
                     loaded,
                     laurel_ledger_level (loaded->account, terms, instant),
                     balance->available,
                     day);
}

void
laurel_facts_fit_level (LaurelClientFacts *facts, const LaurelProgram *program)
{
  if (facts->level != NULL && laurel_program_get_level (program, facts->level) == NULL)
    facts->level = NULL;
}
