/* laurel-facts.c - what the engine is told about a real client
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/services/laurel-facts.h"

#include "server/engine/laurel-ledger.h"

void
laurel_facts_fill (LaurelClientFacts       *facts,
                   const LaurelLoaded      *loaded,
                   const LaurelLedgerTerms *terms,
                   gint64                   at,
                   gint32                   day)
{
  const LaurelAccount *account = loaded->account;
  gint64               instant = MAX (at, account->posted);
  g_autoptr (LaurelBalance) balance = laurel_ledger_balance (account, terms, instant);

  *facts = (LaurelClientFacts){
    .registered = loaded->registered,
    .level = laurel_ledger_level (account, terms, instant),
    .birth_day = loaded->birth_day,
    .gender = loaded->gender,
    .segments = loaded->segments,
    .n_segments = loaded->n_segments,
    .turnover = account->turnover,
    .purchase_count = account->purchase_count,
    .last_purchase_day = laurel_account_last_purchase (account, day),
    .available_points = balance->available,
    .has_referrer = loaded->referrer_id != 0,
  };
}

void
laurel_facts_fit_level (LaurelClientFacts *facts, const LaurelProgram *program)
{
  if (facts->level != NULL && laurel_program_get_level (program, facts->level) == NULL)
    facts->level = NULL;
}
