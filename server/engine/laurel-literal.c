/* laurel-literal.c - a single test that is true or not, and what it says about others
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/engine/laurel-literal.h"

#include <string.h>

#define LINES_MAX    1000
#define QUANTITY_MAX (LINES_MAX * G_GINT64_CONSTANT (1000000000))
#define AMOUNT_MAX   (10 * LAUREL_MONEY_MAX)

void
laurel_literal_measure (const LaurelDraftCondition *condition, gint64 *low, gint64 *high)
{
  LaurelOperator op = condition->op;
  gint64         value = condition->value;

  *low = G_MININT64;
  *high = G_MAXINT64;

  if (op == LAUREL_OPERATOR_LESS)
    *high = value - 1;
  else if (op == LAUREL_OPERATOR_AT_MOST)
    *high = value;
  else if (op == LAUREL_OPERATOR_MORE)
    *low = value + 1;
  else if (op == LAUREL_OPERATOR_AT_LEAST)
    *low = value;
  else
    *low = *high = value;
}

static gint64
most_of_metric (LaurelMetric metric)
{
  if (metric == LAUREL_METRIC_LINES)
    return LINES_MAX;

  return metric == LAUREL_METRIC_QUANTITY ? QUANTITY_MAX : AMOUNT_MAX;
}

LaurelLiteral
laurel_literal_new (LaurelPremiseWorld *world, const LaurelDraftCondition *test, gboolean truth)
{
  LaurelLiteral literal = { .test = test, .truth = truth };

  if (test->type != LAUREL_TEST_RECEIPT)
    return literal;

  laurel_literal_measure (test, &literal.low, &literal.high);
  literal.target = laurel_target_set_get (world, test->target);

  /* That it is not above something is that it is below: what can be said positively, is. */
  if (!truth && literal.low == G_MININT64)
    {
      literal.low = literal.high + 1;
      literal.high = G_MAXINT64;
      literal.truth = TRUE;
    }
  else if (!truth && literal.high == G_MAXINT64)
    {
      literal.high = literal.low - 1;
      literal.low = G_MININT64;
      literal.truth = TRUE;
    }

  return literal;
}

static gboolean
lacks_item (const LaurelPremiseWorld *world, const LaurelDraftCondition *contains)
{
  for (gsize i = 0; i < contains->n_items; i++)
    {
      if (!laurel_premise_world_has_item (world, &contains->items[i]))
        return TRUE;
    }

  return FALSE;
}

gboolean
laurel_literal_is_impossible (LaurelPremiseWorld *world, const LaurelLiteral *literal)
{
  const LaurelDraftCondition *test = literal->test;

  if (test->type == LAUREL_TEST_RECEIPT)
    {
      gint64 most = most_of_metric (test->metric);

      /* Where nothing can be picked, the sum is 0. */
      if (!laurel_target_set_can_pick (world, literal->target, 0))
        most = 0;

      return literal->truth ? literal->high < 0 || literal->low > most
                            : literal->low <= 0 && literal->high >= most;
    }

  if (test->type == LAUREL_TEST_CONTAINS)
    return literal->truth ? lacks_item (world, test) : test->n_items == 0;

  return literal->truth && test->type != LAUREL_TEST_BIRTHDAY && test->ids.n == 0;
}

static gboolean
has_id (const LaurelDraftIds *ids, const char *id)
{
  for (gsize i = 0; i < ids->n; i++)
    {
      if (g_str_equal (ids->ids[i], id))
        return TRUE;
    }

  return FALSE;
}

/* Being in one of @inner is being in one of @outer. */
static gboolean
are_ids_within (const LaurelDraftIds *inner, const LaurelDraftIds *outer)
{
  for (gsize i = 0; i < inner->n; i++)
    {
      if (!has_id (outer, inner->ids[i]))
        return FALSE;
    }

  return TRUE;
}

static gboolean
begins_with_one_of (const char *string, const LaurelDraftIds *prefixes)
{
  for (gsize i = 0; i < prefixes->n; i++)
    {
      if (g_str_has_prefix (string, prefixes->ids[i]))
        return TRUE;
    }

  return FALSE;
}

static gboolean
are_prefixes_within (const LaurelDraftIds *inner, const LaurelDraftIds *outer)
{
  for (gsize i = 0; i < inner->n; i++)
    {
      if (!begins_with_one_of (inner->ids[i], outer))
        return FALSE;
    }

  return TRUE;
}

/* Whether a card may begin with one of each. */
static gboolean
can_prefixes_meet (const LaurelDraftIds *one, const LaurelDraftIds *other)
{
  for (gsize i = 0; i < one->n; i++)
    {
      if (begins_with_one_of (one->ids[i], other))
        return TRUE;
    }

  for (gsize i = 0; i < other->n; i++)
    {
      if (begins_with_one_of (other->ids[i], one))
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_item_within (const LaurelDraftItem *item, const LaurelDraftCondition *contains)
{
  for (gsize i = 0; i < contains->n_items; i++)
    {
      const LaurelDraftItem *other = &contains->items[i];

      if (g_strcmp0 (item->product, other->product) == 0 &&
          g_strcmp0 (item->segment, other->segment) == 0 && other->count >= item->count)
        return TRUE;
    }

  return FALSE;
}

static gboolean
are_items_within (const LaurelDraftCondition *less, const LaurelDraftCondition *more)
{
  for (gsize i = 0; i < less->n_items; i++)
    {
      if (!is_item_within (&less->items[i], more))
        return FALSE;
    }

  return TRUE;
}

/* That @one is true makes @other true. Both are of one type, and not of `receipt`. */
static gboolean
does_imply (const LaurelDraftCondition *one, const LaurelDraftCondition *other)
{
  if (one->type == LAUREL_TEST_BIRTHDAY)
    return one->from <= other->from && one->to <= other->to;

  if (one->type == LAUREL_TEST_CONTAINS)
    return are_items_within (other, one);

  if (one->type == LAUREL_TEST_CARD_PREFIX)
    return are_prefixes_within (&one->ids, &other->ids);

  return are_ids_within (&one->ids, &other->ids);
}

/* A sum over fewer lines is never larger than one over more of them. */
static gboolean
do_sums_contradict (LaurelPremiseWorld *world, const LaurelLiteral *one, const LaurelLiteral *other)
{
  gboolean wider = laurel_target_set_is_within (world, one->target, other->target);
  gboolean narrower = laurel_target_set_is_within (world, other->target, one->target);

  if (one->truth && other->truth)
    return (wider && one->low > other->high) || (narrower && other->low > one->high);

  if (!wider || !narrower || (!one->truth && !other->truth))
    return FALSE;

  /* A range that is excluded leaves nothing of one that lies within it. */
  return one->truth ? one->low >= other->low && one->high <= other->high
                    : other->low >= one->low && other->high <= one->high;
}

gboolean
laurel_literal_contradicts (LaurelPremiseWorld  *world,
                            const LaurelLiteral *one,
                            const LaurelLiteral *other)
{
  gsize steps =
      1 + one->test->ids.n * other->test->ids.n + one->test->n_items * other->test->n_items;

  if (one->test->type != other->test->type || !laurel_premise_world_spend (world, steps))
    return FALSE;

  if (one->test->type == LAUREL_TEST_RECEIPT)
    return one->test->metric == other->test->metric && do_sums_contradict (world, one, other);

  if (one->truth && other->truth)
    return one->test->type == LAUREL_TEST_CARD_PREFIX &&
           !can_prefixes_meet (&one->test->ids, &other->test->ids);

  if (one->truth == other->truth)
    return FALSE;

  return one->truth ? does_imply (one->test, other->test) : does_imply (other->test, one->test);
}
