/* laurel-ledger-level.c - levels: what turnover supports, and when that is looked at
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/engine/laurel-ledger-level.h"

#include "server/engine/laurel-ledger-dates.h"

static gint32
program_day (const LaurelLedgerTerms *terms, gint64 instant)
{
  return terms->zone.day_of (terms->zone.data, instant);
}

static gint64
day_start (const LaurelLedgerTerms *terms, gint32 day)
{
  return terms->zone.day_start (terms->zone.data, day);
}

/* %NULL where the terms do not know it (any more). */
static const LaurelLedgerLevel *
find_level (const LaurelLedgerTerms *terms, const char *id)
{
  for (gsize i = 0; id != NULL && i < terms->n_levels; i++)
    {
      if (g_str_equal (terms->levels[i].id, id))
        return &terms->levels[i];
    }

  return NULL;
}

/* Below 0, 0 or above, as @one is lower than, the same as or higher than @other; none is lowest. */
static gint
compare_levels (const LaurelLedgerLevel *one, const LaurelLedgerLevel *other)
{
  if (one == other)
    return 0;
  if (one == NULL || other == NULL)
    return one == NULL ? -1 : 1;
  if (one->threshold != other->threshold)
    return one->threshold < other->threshold ? -1 : 1;

  return one->order < other->order ? -1 : 1;
}

static const LaurelLedgerLevel *
supported_level (const LaurelLedgerTerms *terms, gint64 turnover)
{
  const LaurelLedgerLevel *best = NULL;

  for (gsize i = 0; i < terms->n_levels; i++)
    {
      if (terms->levels[i].threshold <= MAX (turnover, 0) &&
          compare_levels (&terms->levels[i], best) > 0)
        best = &terms->levels[i];
    }

  return best;
}

/* The earned level as it counts: who has earned none yet has what no turnover gives. */
static const LaurelLedgerLevel *
earned_level (const LaurelLedgerTerms *terms, const LaurelLevelState *state)
{
  const LaurelLedgerLevel *level = find_level (terms, state->earned);

  return level != NULL ? level : supported_level (terms, 0);
}

static const char *
id_of (const LaurelLedgerLevel *level)
{
  return level != NULL ? g_intern_string (level->id) : NULL;
}

const char *
laurel_ledger_effective_level (const LaurelLevelState *state, const LaurelLedgerTerms *terms)
{
  const LaurelLedgerLevel *manual = find_level (terms, state->manual);

  return id_of (manual != NULL ? manual : earned_level (terms, state));
}

const char *
laurel_ledger_higher_level (const LaurelLedgerTerms *terms, const char *one, const char *other)
{
  return compare_levels (find_level (terms, one), find_level (terms, other)) >= 0 ? one : other;
}

static gint64
turnover_between (const LaurelAccount *account, gint32 first, gint32 last)
{
  gint64 sum = 0;

  g_assert (account->loaded & LAUREL_ACCOUNT_NEED_TURNOVER);

  for (guint i = 0; i < account->turnovers->len; i++)
    {
      const LaurelTurnover *row = &g_array_index (account->turnovers, LaurelTurnover, i);

      if (row->day >= first && row->day <= last)
        sum += row->amount;
    }

  return sum;
}

static gint64
period_turnover (const LaurelAccount *account, const LaurelLedgerTerms *terms, gint32 day)
{
  return turnover_between (account,
                           laurel_ledger_period_first (terms->calendar, day),
                           laurel_ledger_period_next (terms->calendar, day) - 1);
}

gint64
laurel_ledger_basis_turnover (const LaurelAccount     *account,
                              const LaurelLedgerTerms *terms,
                              gint32                   day)
{
  switch (terms->basis)
    {
    case LAUREL_LEDGER_BASIS_LIFETIME:
      return account->turnover;
    case LAUREL_LEDGER_BASIS_ROLLING:
      return turnover_between (account, day - terms->rolling_days + 1, day);
    case LAUREL_LEDGER_BASIS_CALENDAR:
      return period_turnover (account, terms, day);
    default:
      g_assert_not_reached ();
    }
}

static gboolean
reviews_by_calendar (const LaurelLedgerTerms *terms)
{
  return terms->basis == LAUREL_LEDGER_BASIS_CALENDAR;
}

/* The review after @day, or none where the level cannot fall. */
static gint32
review_after (const LaurelLedgerTerms *terms, const LaurelLedgerLevel *earned, gint32 day)
{
  if (terms->downgrade != LAUREL_LEDGER_DOWNGRADE_PERIOD ||
      compare_levels (earned, supported_level (terms, 0)) <= 0)
    return LAUREL_DAY_NONE;

  return reviews_by_calendar (terms) ? laurel_ledger_period_next (terms->calendar, day)
                                     : day + terms->period_days;
}

void
laurel_ledger_put_level (LaurelBook *book, const LaurelLevelState *after, LaurelLevelCause cause)
{
  LaurelAccount    *account = book->account;
  LaurelLevelChange change = {
    .tx_no = book->tx_no,
    .change_no = ++book->n_level_changes,
    .time = book->now,
    .cause = cause,
    .document = book->document,
    .before = account->level,
    .after = *after,
    .from = laurel_ledger_effective_level (&account->level, book->terms),
    .to = laurel_ledger_effective_level (after, book->terms),
    .state = LAUREL_ROW_NEW,
  };

  change.direction =
      compare_levels (find_level (book->terms, change.to), find_level (book->terms, change.from));
  account->level = *after;
  g_array_append_val (account->level_changes, change);
}

static void
put_earned (LaurelBook *book, const LaurelLedgerLevel *level, LaurelLevelCause cause)
{
  LaurelLevelState after = book->account->level;

  after.earned = id_of (level);
  after.since = book->now;
  after.review = review_after (book->terms, level, program_day (book->terms, book->now));
  laurel_ledger_put_level (book, &after, cause);
}

void
laurel_ledger_follow_level (LaurelBook *book)
{
  const LaurelLedgerTerms *terms = book->terms;
  const LaurelLedgerLevel *earned = earned_level (terms, &book->account->level);
  gint32                   day = program_day (terms, book->now);
  gint64                   turnover = 0;
  gint                     order = 0;

  /* Readers that ask for points only do not load the turnover by date. */
  if (terms->basis != LAUREL_LEDGER_BASIS_LIFETIME &&
      !(book->account->loaded & LAUREL_ACCOUNT_NEED_TURNOVER))
    return;

  turnover = laurel_ledger_basis_turnover (book->account, terms, day);
  order = compare_levels (supported_level (terms, turnover), earned);
  if (order > 0)
    put_earned (book, supported_level (terms, turnover), LAUREL_LEVEL_CAUSE_TURNOVER);
  else if (order < 0 && terms->downgrade == LAUREL_LEDGER_DOWNGRADE_IMMEDIATE)
    put_earned (book,
                supported_level (terms, turnover),
                book->document.kind != LAUREL_DOCUMENT_NONE ? LAUREL_LEVEL_CAUSE_TURNOVER
                                                            : LAUREL_LEVEL_CAUSE_DATE);
}

void
laurel_ledger_unraise_level (LaurelBook *book, LaurelDocument sale)
{
  LaurelAccount           *account = book->account;
  const LaurelLedgerTerms *terms = book->terms;
  const LaurelLevelChange *raise = NULL;
  const LaurelLedgerLevel *before = NULL;
  const LaurelLedgerLevel *rest = NULL;
  const LaurelLedgerLevel *target = NULL;
  LaurelLevelState         after = account->level;

  for (guint i = 0; i < account->level_changes->len; i++)
    {
      const LaurelLevelChange *change =
          &g_array_index (account->level_changes, LaurelLevelChange, i);

      if (change->document.kind == sale.kind && change->document.id == sale.id &&
          change->cause == LAUREL_LEVEL_CAUSE_TURNOVER)
        raise = change;
    }

  if (raise == NULL || raise->after.earned != account->level.earned)
    return;

  before = earned_level (terms, &raise->before);
  rest = supported_level (
      terms,
      laurel_ledger_basis_turnover (account, terms, program_day (terms, book->now)));
  target = compare_levels (rest, before) > 0 ? rest : before;
  if (compare_levels (target, earned_level (terms, &account->level)) >= 0)
    return;

  after.earned = id_of (target);
  after.since = target == before ? raise->before.since : book->now;
  after.review = target == before ? raise->before.review
                                  : review_after (terms, target, program_day (terms, book->now));
  laurel_ledger_put_level (book, &after, LAUREL_LEVEL_CAUSE_VOID);
}

/* The first date after @day on which the supported level is another one though nothing is posted.
 */
static gint32
next_drift (const LaurelAccount *account, const LaurelLedgerTerms *terms, gint32 day)
{
  const LaurelLedgerLevel *earned = earned_level (terms, &account->level);
  gint32                   found = G_MAXINT32;
  guint                    n_days = account->turnovers->len * 2 + 1;

  for (guint i = 0; i < n_days; i++)
    {
      gint32 candidate = laurel_ledger_period_next (terms->calendar, day);

      if (i < n_days - 1)
        {
          candidate = g_array_index (account->turnovers, LaurelTurnover, i / 2).day;
          if (i % 2 == 1)
            candidate += terms->rolling_days;
        }

      if (candidate > day && candidate < found &&
          supported_level (terms, laurel_ledger_basis_turnover (account, terms, candidate)) !=
              earned)
        found = candidate;
    }

  return found;
}

gint64
laurel_ledger_next_level (const LaurelAccount *account, const LaurelLedgerTerms *terms, gint64 from)
{
  const LaurelLevelState *level = &account->level;
  gint64                  next = LAUREL_INSTANT_NEVER;

  if (level->manual != NULL && level->manual_until != LAUREL_DAY_NONE)
    next = MIN (next, day_start (terms, level->manual_until + 1));

  if (terms->basis != LAUREL_LEDGER_BASIS_LIFETIME &&
      !(account->loaded & LAUREL_ACCOUNT_NEED_TURNOVER))
    return next;

  if (terms->downgrade == LAUREL_LEDGER_DOWNGRADE_PERIOD && level->review != LAUREL_DAY_NONE)
    next = MIN (next, day_start (terms, level->review));

  if (terms->downgrade == LAUREL_LEDGER_DOWNGRADE_IMMEDIATE &&
      terms->basis != LAUREL_LEDGER_BASIS_LIFETIME)
    {
      gint32 drift = next_drift (account, terms, program_day (terms, from));

      if (drift != G_MAXINT32)
        next = MIN (next, day_start (terms, drift));
    }

  return next;
}

static void
review_earned (LaurelBook *book, gint32 day)
{
  const LaurelLedgerTerms *terms = book->terms;
  LaurelLevelState         after = book->account->level;
  gint64                   turnover = reviews_by_calendar (terms)
                                          ? period_turnover (book->account, terms, day - 1)
                                          : laurel_ledger_basis_turnover (book->account, terms, day);
  const LaurelLedgerLevel *level = supported_level (terms, turnover);

  if (level != earned_level (terms, &after))
    after.since = book->now;
  after.earned = id_of (level);
  after.review = review_after (terms, level, day);
  laurel_ledger_put_level (book, &after, LAUREL_LEVEL_CAUSE_REVIEW);
}

void
laurel_ledger_review_level (LaurelBook *book)
{
  const LaurelLevelState *level = &book->account->level;
  gint32                  day = program_day (book->terms, book->now);

  if (book->terms->downgrade == LAUREL_LEDGER_DOWNGRADE_PERIOD &&
      level->review != LAUREL_DAY_NONE && level->review <= day)
    review_earned (book, day);

  if (level->manual != NULL && level->manual_until != LAUREL_DAY_NONE && level->manual_until < day)
    {
      LaurelLevelState after = *level;

      after.manual = NULL;
      after.manual_until = LAUREL_DAY_NONE;
      laurel_ledger_put_level (book, &after, LAUREL_LEVEL_CAUSE_HAND_ENDED);
    }

  /* What drifts as dates pass is followed when the book is closed. */
}

gint64
laurel_ledger_find_due (const LaurelAccount *account, const LaurelLedgerTerms *terms, gint64 from)
{
  gint64 due = laurel_ledger_next_level (account, terms, from);

  for (guint i = 0; i < account->lots->len; i++)
    {
      const LaurelLot *lot = &g_array_index (account->lots, LaurelLot, i);

      if (lot->remaining > lot->held)
        due = MIN (due, laurel_account_lot_end (account, lot, &terms->zone));
    }

  for (guint i = 0; i < account->holds->len; i++)
    {
      const LaurelHold *hold = &g_array_index (account->holds, LaurelHold, i);

      if (hold->end == LAUREL_HOLD_OPEN)
        due = MIN (due, hold->until);
    }

  return due;
}
