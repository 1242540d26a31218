/* laurel-premise.c - what is known of a receipt, and what cannot be true of it then
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of facts with few values cut down what those facts may be. The others are kept as literals
 * and compared with each other, two at a time. An `any` is kept as a choice: it is possible where
 * one of its children is, together with everything but the other choices.
 */

#include "server/engine/laurel-premise.h"

#include <string.h>

#include "server/engine/laurel-calendar.h"
#include "server/engine/laurel-literal.h"

#define WEEKDAYS   0xfeu /* bit 1 is Monday */
#define MINUTES    1440
#define NO_CHANNEL (1u << 6) /* beside the bits of LaurelChannel */
#define CHANNELS   0x7fu
#define NO_GENDER  (1u << 2) /* beside the bits of LaurelGender */
#define GENDERS    0x7u
#define AGES       301  /* bit 0: not known, or not born yet; then the ages from 0 on */
#define BOTH       0x3u /* bit 0: it may be false; bit 1: true */
#define WEEK       7

/* Receipts are of the years 2000 to 2099 where they were written, at most a day from there. */
#define FIRST_DAY 10956
#define LAST_DAY  47482

/* Integers from @low to @high; @missing: the fact may not be there, and then no test of it holds.
 */
typedef struct
{
  gint64   low;
  gint64   high;
  gboolean missing;
} Range;

typedef struct _Literals Literals;

struct _Literals
{
  LaurelLiteral   literal;
  const Literals *next;
};

typedef struct _Choices Choices;

struct _Choices
{
  const LaurelDraftCondition *condition;
  gboolean                    truth;
  const Choices              *next;
};

/* The client is either anonymous, where @anonymous says that this may be, or known, where the facts
 * from @registered on speak of it. Sets of bits have a bit for each value that a fact may have. */
struct _LaurelPremise
{
  LaurelPremiseWorld *world;
  gboolean            impossible;
  LaurelTest          cause;
  Range               days;
  guint               weekdays;
  guint64             minutes[LAUREL_BIT_WORDS (MINUTES)];
  guint               channels;
  guint               external;
  gboolean            anonymous;
  guint               registered;
  guint               genders;
  guint64             ages[LAUREL_BIT_WORDS (AGES)];
  Range               count;
  Range               turnover;
  Range               days_since;
  guint64            *levels; /* bit 0: none */
  gsize               n_level_words;
  guint64            *stores; /* see LaurelPremiseWorld */
  gsize               n_store_words;
  const Literals     *literals;
  const Choices      *choices;
};

static void
set_all_bits (guint64 *words, gsize n_bits)
{
  for (gsize i = 0; i < n_bits; i++)
    words[i / 64] |= G_GUINT64_CONSTANT (1) << (i % 64);
}

static gboolean
has_bit (const guint64 *words, gsize bit)
{
  return (words[bit / 64] >> (bit % 64) & 1) != 0;
}

static gboolean
is_empty (const guint64 *words, gsize n_words)
{
  for (gsize i = 0; i < n_words; i++)
    {
      if (words[i] != 0)
        return FALSE;
    }

  return TRUE;
}

/* Keeps those that are in @of, or those that are not. */
static void
keep_bits (guint64 *words, const guint64 *of, gsize n_words, gboolean truth)
{
  for (gsize i = 0; i < n_words; i++)
    words[i] &= truth ? of[i] : ~of[i];
}

static gboolean
is_range_empty (const Range *range)
{
  return range->low > range->high && !range->missing;
}

/* Takes the values from @low to @high out of @range, where what is left is one range. */
static void
exclude (Range *range, gint64 low, gint64 high)
{
  if (low > high || low > range->high || high < range->low)
    return;

  if (low <= range->low && high >= range->high)
    range->low = G_MAXINT64, range->high = G_MININT64;
  else if (low <= range->low)
    range->low = high + 1;
  else if (high >= range->high)
    range->high = low - 1;
}

static void
narrow (Range *range, gint64 low, gint64 high, gboolean truth)
{
  if (!truth)
    {
      exclude (range, low, high);
      return;
    }

  range->low = MAX (range->low, low);
  range->high = MIN (range->high, high);
  range->missing = FALSE;
}

LaurelPremise *
laurel_premise_new (LaurelPremiseWorld *world, gboolean ever)
{
  const Range    anything = { G_MININT64, G_MAXINT64, FALSE };
  LaurelPremise *self = g_new0 (LaurelPremise, 1);
  gsize          n_levels = world->draft->terms.n_levels + 1;

  self->world = world;
  self->days = (Range){ FIRST_DAY, LAST_DAY, FALSE };
  self->days.low = ever ? FIRST_DAY : MAX (FIRST_DAY, world->today);
  self->weekdays = WEEKDAYS;
  set_all_bits (self->minutes, MINUTES);
  self->channels = CHANNELS;
  self->external = BOTH;
  self->anonymous = TRUE;
  self->registered = BOTH;
  self->genders = GENDERS;
  set_all_bits (self->ages, AGES);
  self->count = anything;
  self->turnover = anything;
  self->days_since = anything;
  self->days_since.missing = TRUE;
  self->n_level_words = LAUREL_BIT_WORDS (n_levels);
  self->levels = g_new0 (guint64, self->n_level_words);
  set_all_bits (self->levels, n_levels);
  self->n_store_words = LAUREL_BIT_WORDS (world->n_stores);
  self->stores = g_new0 (guint64, self->n_store_words);
  set_all_bits (self->stores, world->n_stores);

  return self;
}

LaurelPremise *
laurel_premise_copy (const LaurelPremise *self)
{
  LaurelPremise *copy = g_memdup2 (self, sizeof *self);

  copy->levels = g_memdup2 (self->levels, sizeof *self->levels * self->n_level_words);
  copy->stores = g_memdup2 (self->stores, sizeof *self->stores * self->n_store_words);

  return copy;
}

void
laurel_premise_free (LaurelPremise *self)
{
  g_free (self->levels);
  g_free (self->stores);
  g_free (self);
}

static gboolean
can_client_be_known (const LaurelPremise *self)
{
  return self->registered != 0 && self->genders != 0 &&
         !is_empty (self->ages, G_N_ELEMENTS (self->ages)) && !is_range_empty (&self->count) &&
         !is_range_empty (&self->turnover) && !is_range_empty (&self->days_since) &&
         !is_empty (self->levels, self->n_level_words);
}

/* Days of less than a week leave some weekdays out. */
static gboolean
can_day_be (const LaurelPremise *self)
{
  for (gint64 day = self->days.low; day <= self->days.high && day < self->days.low + WEEK; day++)
    {
      if ((self->weekdays & (1u << laurel_day_weekday ((gint32) day))) != 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
can_facts_be (const LaurelPremise *self)
{
  return can_day_be (self) && !is_empty (self->minutes, G_N_ELEMENTS (self->minutes)) &&
         self->channels != 0 && self->external != 0 &&
         !is_empty (self->stores, self->n_store_words) &&
         (self->anonymous || can_client_be_known (self));
}

static void
make_impossible (LaurelPremise *self, LaurelTest cause)
{
  if (!self->impossible)
    self->cause = cause;

  self->impossible = TRUE;
}

static void
assume_minutes (LaurelPremise *self, const LaurelDraftCondition *condition, gboolean truth)
{
  guint64 minutes[G_N_ELEMENTS (self->minutes)] = { 0 };
  gint64  from = condition->from / 60;
  gint64  to = condition->to / 60;

  for (gint64 minute = 0; minute < MINUTES; minute++)
    {
      /* Equal ends are the whole day. */
      gboolean within = from < to ? minute >= from && minute < to : minute >= from || minute < to;

      if (within)
        minutes[minute / 64] |= G_GUINT64_CONSTANT (1) << (minute % 64);
    }

  keep_bits (self->minutes, minutes, G_N_ELEMENTS (minutes), truth);
}

static void
assume_store (LaurelPremise *self, const LaurelDraftCondition *condition, gboolean truth)
{
  g_autofree guint64 *stores = g_new0 (guint64, self->n_store_words);

  for (gsize i = 0; i < condition->ids.n; i++)
    {
      gsize number =
          GPOINTER_TO_SIZE (g_hash_table_lookup (self->world->stores, condition->ids.ids[i]));

      stores[number / 64] |= G_GUINT64_CONSTANT (1) << (number % 64);
    }

  keep_bits (self->stores, stores, self->n_store_words, truth);
}

static void
assume_store_segment (LaurelPremise *self, const LaurelDraftCondition *condition, gboolean truth)
{
  g_autofree guint64 *stores = g_new0 (guint64, self->n_store_words);

  for (gsize i = 0; i < condition->ids.n; i++)
    {
      const GArray *members =
          g_hash_table_lookup (self->world->store_segments, condition->ids.ids[i]);

      for (gsize k = 0; members != NULL && k < self->n_store_words; k++)
        stores[k] |= g_array_index (members, guint64, k);
    }

  keep_bits (self->stores, stores, self->n_store_words, truth);
}

static void
assume_level (LaurelPremise *self, const LaurelDraftCondition *condition, gboolean truth)
{
  const LaurelProgramTerms *terms = &self->world->draft->terms;
  g_autofree guint64       *levels = g_new0 (guint64, self->n_level_words);

  for (gsize i = 0; i < condition->ids.n; i++)
    {
      for (gsize k = 0; k < terms->n_levels; k++)
        {
          if (g_str_equal (condition->ids.ids[i], terms->levels[k].id))
            levels[(k + 1) / 64] |= G_GUINT64_CONSTANT (1) << ((k + 1) % 64);
        }
    }

  keep_bits (self->levels, levels, self->n_level_words, truth);
}

static void
assume_age (LaurelPremise *self, const LaurelDraftCondition *condition, gboolean truth)
{
  guint64 ages[G_N_ELEMENTS (self->ages)] = { 0 };

  for (gint64 age = 0; age < AGES - 1; age++)
    {
      gboolean holds = condition->type == LAUREL_TEST_AGE
                           ? age >= condition->from && age <= condition->to
                           : age > 0 && age % condition->from == 0;

      if (holds)
        ages[(age + 1) / 64] |= G_GUINT64_CONSTANT (1) << ((age + 1) % 64);
    }

  keep_bits (self->ages, ages, G_N_ELEMENTS (ages), truth);
}

static void
assume_purchases (LaurelPremise *self, const LaurelDraftCondition *condition, gboolean truth)
{
  gint64 low = 0;
  gint64 high = 0;
  Range *range = &self->days_since;

  laurel_literal_measure (condition, &low, &high);

  if (condition->metric == LAUREL_METRIC_COUNT)
    range = &self->count;
  else if (condition->metric == LAUREL_METRIC_TURNOVER)
    range = &self->turnover;

  narrow (range, low, high, truth);
}

/* Compares the test with all that were kept before, and keeps it. */
static void
assume_literal (LaurelPremise *self, const LaurelDraftCondition *condition, gboolean truth)
{
  Literals     *node = laurel_arena_new_array (self->world->arena, Literals, 1);
  LaurelLiteral literal = laurel_literal_new (self->world, condition, truth);

  if (laurel_literal_is_impossible (self->world, &literal))
    make_impossible (self, condition->type);

  for (const Literals *i = self->literals; i != NULL && !self->impossible; i = i->next)
    {
      if (laurel_literal_contradicts (self->world, &literal, &i->literal))
        make_impossible (self, condition->type);
    }

  *node = (Literals){ literal, self->literals };
  self->literals = node;
}

/* The facts of a known client, and those of the receipt that are kept as literals. */
static void
assume_fact_of_client (LaurelPremise *self, const LaurelDraftCondition *condition, gboolean truth)
{
  if (condition->type == LAUREL_TEST_REGISTERED)
    self->registered &= truth ? 2u : 1u;
  else if (condition->type == LAUREL_TEST_LEVEL)
    assume_level (self, condition, truth);
  else if (condition->type == LAUREL_TEST_GENDER)
    self->genders &= truth ? condition->mask : ~condition->mask;
  else if (condition->type == LAUREL_TEST_AGE || condition->type == LAUREL_TEST_AGE_MULTIPLE)
    assume_age (self, condition, truth);
  else if (condition->type == LAUREL_TEST_FIRST_PURCHASE)
    narrow (&self->count, 0, 0, truth);
  else if (condition->type == LAUREL_TEST_PURCHASES)
    assume_purchases (self, condition, truth);
  else
    assume_literal (self, condition, truth);
}

static gboolean
is_about_client (LaurelTest type)
{
  return type == LAUREL_TEST_REGISTERED || type == LAUREL_TEST_LEVEL ||
         type == LAUREL_TEST_GENDER || type == LAUREL_TEST_AGE ||
         type == LAUREL_TEST_AGE_MULTIPLE || type == LAUREL_TEST_FIRST_PURCHASE ||
         type == LAUREL_TEST_PURCHASES || type == LAUREL_TEST_CLIENT_SEGMENT ||
         type == LAUREL_TEST_BIRTHDAY;
}

static void
assume_test (LaurelPremise *self, const LaurelDraftCondition *condition, gboolean truth)
{
  gboolean knows_stores = laurel_premise_world_knows_stores (self->world);

  /* No test about a client holds for nobody; what does not hold says nothing about who is there. */
  if (is_about_client (condition->type) && truth)
    self->anonymous = FALSE;

  if (condition->type == LAUREL_TEST_DATE)
    narrow (&self->days, condition->from, condition->to, truth);
  else if (condition->type == LAUREL_TEST_WEEKDAY)
    self->weekdays &= truth ? condition->mask : ~condition->mask;
  else if (condition->type == LAUREL_TEST_TIME)
    assume_minutes (self, condition, truth);
  else if (condition->type == LAUREL_TEST_STORE)
    assume_store (self, condition, truth);
  else if (condition->type == LAUREL_TEST_STORE_SEGMENT && knows_stores)
    assume_store_segment (self, condition, truth);
  else if (condition->type == LAUREL_TEST_CHANNEL)
    self->channels &= truth ? condition->mask : ~condition->mask;
  else if (condition->type == LAUREL_TEST_EXTERNAL_DISCOUNT)
    self->external &= truth ? 2u : 1u;
  else
    assume_fact_of_client (self, condition, truth);

  if (!can_facts_be (self))
    make_impossible (self, condition->type);
}

static void
assume_choice (LaurelPremise *self, const LaurelDraftCondition *condition, gboolean truth)
{
  Choices *node = laurel_arena_new_array (self->world->arena, Choices, 1);

  if (condition->n_children == 0)
    make_impossible (self, condition->type);

  *node = (Choices){ condition, truth, self->choices };
  self->choices = node;
}

void
laurel_premise_assume (LaurelPremise *self, const LaurelDraftCondition *condition, gboolean truth)
{
  gboolean all = FALSE;

  if (condition == NULL)
    return;

  if (condition->type == LAUREL_TEST_NOT)
    {
      laurel_premise_assume (self, &condition->children[0], !truth);
      return;
    }

  if (condition->type != LAUREL_TEST_ALL && condition->type != LAUREL_TEST_ANY)
    {
      assume_test (self, condition, truth);
      return;
    }

  /* That not any of them is true, is that all of them are not. */
  all = (condition->type == LAUREL_TEST_ALL) == truth;

  if (!all && condition->n_children != 1)
    {
      assume_choice (self, condition, truth);
      return;
    }

  for (gsize i = 0; i < condition->n_children; i++)
    laurel_premise_assume (self, &condition->children[i], truth);
}

void
laurel_premise_assume_client (LaurelPremise *self)
{
  self->anonymous = FALSE;

  if (!can_facts_be (self))
    make_impossible (self, LAUREL_TEST_REGISTERED);
}

static gboolean
can_choose (const LaurelPremise *self, const Choices *choice)
{
  for (gsize i = 0; i < choice->condition->n_children; i++)
    {
      g_autoptr (LaurelPremise) chosen = NULL;

      if (!laurel_premise_world_spend (self->world, sizeof *self))
        return TRUE;

      chosen = laurel_premise_copy (self);
      chosen->choices = NULL;
      laurel_premise_assume (chosen, &choice->condition->children[i], choice->truth);

      if (laurel_premise_is_possible (chosen, NULL))
        return TRUE;
    }

  return FALSE;
}

gboolean
laurel_premise_is_possible (const LaurelPremise *self, LaurelTest *cause)
{
  if (self->impossible)
    {
      if (cause != NULL)
        *cause = self->cause;

      return FALSE;
    }

  for (const Choices *i = self->choices; i != NULL; i = i->next)
    {
      if (can_choose (self, i))
        continue;

      if (cause != NULL)
        *cause = i->condition->type;

      return FALSE;
    }

  return TRUE;
}

gboolean
laurel_premise_implies (const LaurelPremise *self, const LaurelDraftCondition *condition)
{
  g_autoptr (LaurelPremise) otherwise = NULL;

  if (condition == NULL)
    return TRUE;

  if (!laurel_premise_world_spend (self->world, sizeof *self))
    return FALSE;

  otherwise = laurel_premise_copy (self);
  laurel_premise_assume (otherwise, condition, FALSE);

  return !laurel_premise_is_possible (otherwise, NULL);
}

gboolean
laurel_premise_implies_client (const LaurelPremise *self)
{
  return !self->anonymous;
}

gint64
laurel_premise_get_most_accrual (const LaurelPremise *self)
{
  const LaurelProgramTerms *terms = &self->world->draft->terms;
  gint64                    most = 0;

  for (gsize i = 0; i < terms->n_levels; i++)
    {
      if (has_bit (self->levels, i + 1))
        most = MAX (most, terms->levels[i].accrual);
    }

  return most;
}
