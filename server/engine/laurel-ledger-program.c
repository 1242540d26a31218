/* laurel-ledger-program.c - the ledger's terms, taken from a compiled program
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/engine/laurel-ledger-program.h"

static gint64
day_start (gconstpointer data, gint32 day)
{
  return laurel_program_day_start (data, day);
}

static gint32
day_of (gconstpointer data, gint64 instant)
{
  return laurel_program_day (data, instant);
}

static LaurelLedgerPeriod
period_from (LaurelPeriod period)
{
  switch (period)
    {
    case LAUREL_PERIOD_MONTH:
      return LAUREL_LEDGER_MONTH;
    case LAUREL_PERIOD_QUARTER:
      return LAUREL_LEDGER_QUARTER;
    case LAUREL_PERIOD_YEAR:
      return LAUREL_LEDGER_YEAR;
    case LAUREL_PERIOD_DAY:
    case LAUREL_PERIOD_WEEK:
    default:
      g_assert_not_reached (); /* the program's reader lets no other pass */
    }
}

LaurelLedgerExpiry
laurel_ledger_expiry_from (const LaurelExpiry *expiry)
{
  static const LaurelLedgerExpiryKind kinds[] = {
    [LAUREL_EXPIRY_NONE] = LAUREL_LEDGER_EXPIRY_NONE,
    [LAUREL_EXPIRY_DAYS] = LAUREL_LEDGER_EXPIRY_DAYS,
    [LAUREL_EXPIRY_END_OF] = LAUREL_LEDGER_EXPIRY_END_OF,
    [LAUREL_EXPIRY_INACTIVITY] = LAUREL_LEDGER_EXPIRY_INACTIVITY,
  };
  LaurelLedgerExpiry result = { .kind = kinds[expiry->kind] };

  if (expiry->kind == LAUREL_EXPIRY_END_OF)
    {
      result.period = period_from (expiry->period);
      result.grace = expiry->grace;
    }
  else if (expiry->kind != LAUREL_EXPIRY_NONE)
    {
      result.days = expiry->days;
    }

  return result;
}

static const LaurelLedgerLeaf *
new_leaves (const LaurelProgramTerms *from)
{
  LaurelLedgerLeaf *leaves = g_new (LaurelLedgerLeaf, from->n_lots + 1);

  for (gsize i = 0; i < from->n_lots; i++)
    leaves[i] = (LaurelLedgerLeaf){
      .leaf = from->lots[i].leaf,
      .lots = { from->lots[i].activation_days, laurel_ledger_expiry_from (&from->lots[i].expiry) },
    };

  return leaves;
}

static const LaurelLedgerLevel *
new_levels (const LaurelProgramTerms *from)
{
  LaurelLedgerLevel *levels = g_new (LaurelLedgerLevel, from->n_levels + 1);

  for (gsize i = 0; i < from->n_levels; i++)
    levels[i] = (LaurelLedgerLevel){
      .id = from->levels[i].id,
      .threshold = from->levels[i].threshold,
      .order = from->levels[i].order,
    };

  return levels;
}

LaurelLedgerTerms *
laurel_ledger_terms_new (LaurelProgram *program)
{
  static const LaurelLedgerShortfall shortfalls[] = {
    [LAUREL_SHORTFALL_DEBT] = LAUREL_LEDGER_SHORTFALL_DEBT,
    [LAUREL_SHORTFALL_OTHER_LOTS] = LAUREL_LEDGER_SHORTFALL_OTHER_LOTS,
    [LAUREL_SHORTFALL_FORGIVE] = LAUREL_LEDGER_SHORTFALL_FORGIVE,
  };
  static const LaurelLedgerBasis bases[] = {
    [LAUREL_BASIS_LIFETIME] = LAUREL_LEDGER_BASIS_LIFETIME,
    [LAUREL_BASIS_ROLLING] = LAUREL_LEDGER_BASIS_ROLLING,
    [LAUREL_BASIS_CALENDAR] = LAUREL_LEDGER_BASIS_CALENDAR,
  };
  static const LaurelLedgerDowngrade downgrades[] = {
    [LAUREL_DOWNGRADE_NEVER] = LAUREL_LEDGER_DOWNGRADE_NEVER,
    [LAUREL_DOWNGRADE_IMMEDIATE] = LAUREL_LEDGER_DOWNGRADE_IMMEDIATE,
    [LAUREL_DOWNGRADE_PERIOD] = LAUREL_LEDGER_DOWNGRADE_PERIOD,
  };
  const LaurelProgramTerms *from = NULL;
  LaurelLedgerTerms        *terms = NULL;

  g_return_val_if_fail (program != NULL, NULL);

  from = laurel_program_get_terms (program);
  terms = g_new (LaurelLedgerTerms, 1);
  *terms = (LaurelLedgerTerms){
    .money_per_point = from->money_per_point,
    .zone = { laurel_program_ref (program), day_start, day_of },
    .accrual = { from->activation_days, laurel_ledger_expiry_from (&from->expiry) },
    .leaves = new_leaves (from),
    .n_leaves = from->n_lots,
    .returns = { shortfalls[from->shortfall], from->grace_days },
    .hold_minutes = from->hold_minutes,
    .hold_max_minutes = from->hold_max_minutes,
    .late_minutes = from->late_minutes,
    .late_days = from->late_days,
    .levels = new_levels (from),
    .n_levels = from->n_levels,
    .basis = bases[from->basis],
    .rolling_days = from->rolling_days,
    .calendar = period_from (from->calendar),
    .downgrade = downgrades[from->downgrade],
    .period_days = from->period_days,
  };

  return terms;
}

void
laurel_ledger_terms_free (LaurelLedgerTerms *terms)
{
  if (terms == NULL)
    return;

  laurel_program_unref ((LaurelProgram *) terms->zone.data);
  g_free ((gpointer) terms->leaves);
  g_free ((gpointer) terms->levels);
  g_free (terms);
}
