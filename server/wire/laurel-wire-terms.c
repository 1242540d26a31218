/* laurel-wire-terms.c - what only the server needs of the program document
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/wire/laurel-wire-terms.h"

#define DAYS_MAX   36500
#define RATE_MAX   G_GINT64_CONSTANT (1000000)
#define ORDER_MAX  G_GINT64_CONSTANT (1000000000)
#define POINTS_MAX G_GINT64_CONSTANT (1000000000)

static void
pass_members (LaurelJsonReader *reader, const char *const *names)
{
  for (gsize i = 0; names[i] != NULL; i++)
    (void) laurel_json_reader_get_value (reader, names[i]);
}

static const char *
dup_string_or (LaurelJsonReader *reader, LaurelArena *arena, const char *name, const char *fallback)
{
  const char *string = laurel_json_reader_get_string_or (reader, name, fallback);

  return string != NULL ? laurel_arena_strdup (arena, string) : NULL;
}

/* Days, minutes and counts. */
static gint32
read_count (LaurelJsonReader *reader, const char *name, gint32 min, gint32 fallback)
{
  return (gint32) laurel_json_reader_get_integer_or (reader, name, min, DAYS_MAX, fallback);
}

static gint32
require_count (LaurelJsonReader *reader, const char *name, gint32 min)
{
  return (gint32) laurel_json_reader_get_integer (reader, name, min, DAYS_MAX);
}

void
laurel_wire_read_titles (LaurelJsonReader      *reader,
                         LaurelProgramDraft    *draft,
                         LaurelWireProgramFlags flags)
{
  static const char *const names[] = { "name", "currency", "slips", NULL };

  LaurelProgramTerms *terms = &draft->terms;

  /* Texts of slips have a shape of their own, and their own reader. */
  pass_members (reader, names);

  if (flags == LAUREL_WIRE_PROGRAM_ENGINE)
    return;

  terms->name = dup_string_or (reader, draft->arena, "name", terms->name);
  terms->currency = dup_string_or (reader, draft->arena, "currency", terms->currency);
}

static void
read_expiry (LaurelJsonReader *reader, LaurelExpiry *expiry)
{
  /* In the order of LaurelExpiryKind. */
  static const char *const  kinds[] = { "none", "days", "end_of", "inactivity", NULL };
  static const char *const  periods[] = { "month", "quarter", "year", NULL };
  static const LaurelPeriod lengths[] = { LAUREL_PERIOD_MONTH,
                                          LAUREL_PERIOD_QUARTER,
                                          LAUREL_PERIOD_YEAR };

  if (!laurel_json_reader_begin_object_or_none (reader, "expiry"))
    return;

  *expiry = (LaurelExpiry){ 0 };
  expiry->kind = (LaurelExpiryKind) laurel_json_reader_get_word (reader, "kind", kinds);

  if (expiry->kind == LAUREL_EXPIRY_END_OF)
    {
      expiry->period = lengths[laurel_json_reader_get_word (reader, "period", periods)];
      expiry->grace = read_count (reader, "grace", 0, 0);
    }
  else if (expiry->kind != LAUREL_EXPIRY_NONE)
    expiry->days = require_count (reader, "days", 0);

  laurel_json_reader_end_object (reader);
}

void
laurel_wire_read_lot_members (LaurelJsonReader      *reader,
                              LaurelWireProgramFlags flags,
                              gint32                *activation_days,
                              LaurelExpiry          *expiry)
{
  static const char *const names[] = { "activation_days", "expiry", NULL };

  if (flags == LAUREL_WIRE_PROGRAM_ENGINE)
    {
      pass_members (reader, names);
      return;
    }

  *activation_days = read_count (reader, "activation_days", 0, *activation_days);
  read_expiry (reader, expiry);
}

static void
read_level (LaurelJsonReader      *reader,
            LaurelArena           *arena,
            LaurelLevel           *level,
            LaurelWireProgramFlags flags)
{
  static const char *const names[] = { "name",  "representation", "description",
                                       "order", "threshold",      NULL };

  const char *id = laurel_json_reader_get_string (reader, "id");

  level->id = id != NULL ? laurel_arena_strdup (arena, id) : "";
  level->accrual = laurel_json_reader_get_integer_or (reader, "accrual", 0, RATE_MAX, 0);
  level->max_share =
      laurel_json_reader_get_integer_or (reader, "max_share", 0, LAUREL_SHARE_WHOLE, -1);
  pass_members (reader, names);

  if (flags == LAUREL_WIRE_PROGRAM_ENGINE)
    return;

  level->name = dup_string_or (reader, arena, "name", NULL);
  level->representation = dup_string_or (reader, arena, "representation", NULL);
  (void) laurel_json_reader_get_string_or (reader, "description", NULL);
  level->order = laurel_json_reader_get_integer_or (reader, "order", 0, ORDER_MAX, 0);
  level->threshold =
      laurel_json_reader_get_integer_or (reader, "threshold", 0, LAUREL_MONEY_MAX, 0);
}

static void
read_level_list (LaurelJsonReader *reader, LaurelProgramDraft *draft, LaurelWireProgramFlags flags)
{
  LaurelLevel *levels = NULL;
  gsize        length = 0;

  if (!laurel_json_reader_begin_array_or_none (reader, "list", &length))
    return;

  levels = laurel_arena_new_array0 (draft->arena, LaurelLevel, length);

  for (gsize i = 0; i < length; i++)
    {
      if (!laurel_json_reader_begin_element (reader, i))
        continue;

      read_level (reader, draft->arena, &levels[draft->terms.n_levels++], flags);
      laurel_json_reader_end_object (reader);
    }

  laurel_json_reader_end_array (reader);
  draft->terms.levels = levels;
}

void
laurel_wire_read_levels (LaurelJsonReader      *reader,
                         LaurelProgramDraft    *draft,
                         LaurelWireProgramFlags flags)
{
  /* In the orders of LaurelBasis and LaurelDowngrade. */
  static const char *const bases[] = { "lifetime", "rolling", "calendar", NULL };
  static const char *const downgrades[] = { "never", "immediate", "period", NULL };
  static const char *const names[] = { "basis", "downgrade", NULL };

  if (!laurel_json_reader_begin_object_or_none (reader, "levels"))
    return;

  pass_members (reader, names);
  read_level_list (reader, draft, flags);

  if (flags == LAUREL_WIRE_PROGRAM_WHOLE)
    {
      draft->terms.basis = (LaurelBasis) laurel_json_reader_get_word_or (reader, "basis", bases, 0);
      draft->terms.downgrade =
          (LaurelDowngrade) laurel_json_reader_get_word_or (reader, "downgrade", downgrades, 0);
    }

  laurel_json_reader_end_object (reader);
}

static void
read_lots (LaurelJsonReader *reader, LaurelProgramDraft *draft)
{
  LaurelProgramTerms *terms = &draft->terms;
  LaurelLotTerms     *lots = NULL;

  if (!laurel_json_reader_begin_object_or_none (reader, "lots"))
    return;

  lots = laurel_arena_new_array0 (draft->arena,
                                  LaurelLotTerms,
                                  laurel_json_reader_get_n_members (reader));

  for (gpointer member = laurel_json_reader_first_member (reader); member != NULL;
       member = laurel_json_reader_next_member (reader, member))
    {
      const char     *leaf = laurel_json_reader_get_member_name (member);
      LaurelLotTerms *lot = &lots[terms->n_lots];

      if (!laurel_json_reader_begin_object (reader, leaf))
        continue;

      lot->leaf = laurel_arena_strdup (draft->arena, leaf);
      lot->activation_days = terms->activation_days;
      lot->expiry = terms->expiry;
      laurel_wire_read_lot_members (reader,
                                    LAUREL_WIRE_PROGRAM_WHOLE,
                                    &lot->activation_days,
                                    &lot->expiry);
      laurel_json_reader_end_object (reader);
      terms->n_lots++;
    }

  laurel_json_reader_skip_object (reader);
  terms->lots = lots;
}

static void
read_returns (LaurelJsonReader *reader, LaurelProgramTerms *terms)
{
  /* In the order of LaurelShortfall. */
  static const char *const shortfalls[] = { "debt", "other_lots", "forgive", NULL };

  if (!laurel_json_reader_begin_object_or_none (reader, "returns"))
    return;

  terms->shortfall =
      (LaurelShortfall) laurel_json_reader_get_word_or (reader, "shortfall", shortfalls, 0);
  terms->grace_days = read_count (reader, "grace_days", 0, terms->grace_days);
  laurel_json_reader_end_object (reader);
}

static void
read_holds (LaurelJsonReader *reader, LaurelProgramTerms *terms)
{
  if (!laurel_json_reader_begin_object_or_none (reader, "holds"))
    return;

  terms->hold_minutes = read_count (reader, "minutes", 1, terms->hold_minutes);
  terms->hold_max_minutes = read_count (reader, "max_minutes", 0, terms->hold_max_minutes);
  laurel_json_reader_end_object (reader);
}

static void
read_late (LaurelJsonReader *reader, LaurelProgramTerms *terms)
{
  if (!laurel_json_reader_begin_object_or_none (reader, "late"))
    return;

  terms->late_minutes = read_count (reader, "minutes", 1, terms->late_minutes);
  terms->late_days = read_count (reader, "days", 0, terms->late_days);
  laurel_json_reader_end_object (reader);
}

static void
read_periods (LaurelJsonReader *reader, LaurelProgramTerms *terms)
{
  static const char *const calendars[] = { "year", "quarter", NULL };

  if (!laurel_json_reader_begin_object_or_none (reader, "levels"))
    return;

  terms->rolling_days = read_count (reader, "rolling_days", 1, terms->rolling_days);
  terms->period_days = read_count (reader, "period_days", 1, terms->period_days);
  terms->calendar = laurel_json_reader_get_word_or (reader, "calendar", calendars, 0) == 1
                        ? LAUREL_PERIOD_QUARTER
                        : LAUREL_PERIOD_YEAR;
  laurel_json_reader_end_object (reader);
}

static void
read_verification (LaurelJsonReader *reader, LaurelProgramTerms *terms)
{
  if (!laurel_json_reader_begin_object_or_none (reader, "verification"))
    return;

  /* An explicit null is the word for "never" here, and here alone. */
  if (!json_is_null (laurel_json_reader_get_value (reader, "redeem_from")))
    terms->redeem_from =
        laurel_json_reader_get_integer_or (reader, "redeem_from", 0, POINTS_MAX, -1);

  terms->verification_minutes = read_count (reader, "minutes", 1, terms->verification_minutes);
  terms->verification_attempts = read_count (reader, "attempts", 0, terms->verification_attempts);
  laurel_json_reader_end_object (reader);
}

static void
read_operation_limits (LaurelJsonReader *reader, LaurelProgramDraft *draft)
{
  static const char *const  periods[] = { "day", "week", "month", NULL };
  static const char *const  modes[] = { "soft", "hard", NULL };
  static const LaurelPeriod lengths[] = { LAUREL_PERIOD_DAY,
                                          LAUREL_PERIOD_WEEK,
                                          LAUREL_PERIOD_MONTH };

  LaurelOperationLimit *limits = NULL;
  gsize                 length = 0;

  if (!laurel_json_reader_begin_array_or_none (reader, "operation_limits", &length))
    return;

  limits = laurel_arena_new_array0 (draft->arena, LaurelOperationLimit, length);

  for (gsize i = 0; i < length; i++)
    {
      LaurelOperationLimit *limit = &limits[draft->terms.n_operation_limits];

      if (!laurel_json_reader_begin_element (reader, i))
        continue;

      limit->period = lengths[laurel_json_reader_get_word (reader, "period", periods)];
      limit->count = require_count (reader, "count", 1);
      limit->hard = laurel_json_reader_get_word (reader, "mode", modes) == 1;
      laurel_json_reader_end_object (reader);
      draft->terms.n_operation_limits++;
    }

  laurel_json_reader_end_array (reader);
  draft->terms.operation_limits = limits;
}

void
laurel_wire_read_server (LaurelJsonReader      *reader,
                         LaurelProgramDraft    *draft,
                         LaurelWireProgramFlags flags)
{
  if (flags == LAUREL_WIRE_PROGRAM_ENGINE)
    {
      (void) laurel_json_reader_get_value (reader, "server");
      return;
    }

  if (!laurel_json_reader_begin_object_or_none (reader, "server"))
    return;

  read_lots (reader, draft);
  read_returns (reader, &draft->terms);
  read_holds (reader, &draft->terms);
  read_late (reader, &draft->terms);
  read_periods (reader, &draft->terms);
  read_verification (reader, &draft->terms);
  read_operation_limits (reader, draft);
  laurel_json_reader_end_object (reader);
}
