/* laurel-conditions.c - the tests of conditions, and the lines that targets pick
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/engine/laurel-pricing.h"

typedef gboolean (*TestCheck) (const LaurelPricing *pricing, const LaurelCondition *condition);

gboolean
laurel_pricing_line_fits (const LaurelLine *line, const LaurelTarget *target)
{
  if (target->everything)
    return TRUE;

  if (!target->any && (line->signature & target->signature) == 0)
    return FALSE;

  if (!target->any && !laurel_id_set_has (&target->products, line->product) &&
      !laurel_id_set_meets (&line->segments, &target->segments))
    return FALSE;

  return line->given->price >= target->min_price && line->given->price <= target->max_price &&
         !laurel_id_set_has (&target->exclude_products, line->product) &&
         !laurel_id_set_meets (&line->segments, &target->exclude_segments);
}

gboolean
laurel_pricing_line_is_item (const LaurelLine *line, const LaurelItem *item)
{
  return item->is_segment ? laurel_id_set_has (&line->segments, item->id)
                          : line->product == item->id;
}

static gboolean
compare (gint64 left, LaurelOperator op, gint64 right)
{
  switch (op)
    {
    case LAUREL_OPERATOR_LESS:
      return left < right;
    case LAUREL_OPERATOR_AT_MOST:
      return left <= right;
    case LAUREL_OPERATOR_EQUAL:
      return left == right;
    case LAUREL_OPERATOR_AT_LEAST:
      return left >= right;
    case LAUREL_OPERATOR_MORE:
      return left > right;
    default:
      g_assert_not_reached ();
    }
}

static gboolean
test_all (const LaurelPricing *pricing, const LaurelCondition *condition)
{
  for (guint32 i = 0; i < condition->n_children; i++)
    {
      if (!laurel_pricing_test (pricing, &condition->children[i]))
        return FALSE;
    }

  return TRUE;
}

static gboolean
test_any (const LaurelPricing *pricing, const LaurelCondition *condition)
{
  for (guint32 i = 0; i < condition->n_children; i++)
    {
      if (laurel_pricing_test (pricing, &condition->children[i]))
        return TRUE;
    }

  return FALSE;
}

static gboolean
test_not (const LaurelPricing *pricing, const LaurelCondition *condition)
{
  return !laurel_pricing_test (pricing, &condition->children[0]);
}

static gboolean
test_date (const LaurelPricing *pricing, const LaurelCondition *condition)
{
  return pricing->day >= condition->from && pricing->day <= condition->to;
}

static gboolean
test_weekday (const LaurelPricing *pricing, const LaurelCondition *condition)
{
  return (condition->mask & (1u << pricing->weekday)) != 0;
}

static gboolean
test_time (const LaurelPricing *pricing, const LaurelCondition *condition)
{
  if (condition->from == condition->to)
    return TRUE;

  if (condition->from < condition->to)
    return pricing->second >= condition->from && pricing->second < condition->to;

  return pricing->second >= condition->from || pricing->second < condition->to;
}

static gboolean
test_store (const LaurelPricing *pricing, const LaurelCondition *condition)
{
  return pricing->store != LAUREL_ID_NONE && laurel_id_set_has (&condition->ids, pricing->store);
}

static gboolean
test_store_segment (const LaurelPricing *pricing, const LaurelCondition *condition)
{
  return pricing->store_facts != NULL &&
         laurel_id_set_meets (&pricing->store_facts->segments, &condition->ids);
}

static gboolean
test_channel (const LaurelPricing *pricing, const LaurelCondition *condition)
{
  return (condition->mask & (guint) pricing->channel) != 0;
}

static gboolean
test_registered (const LaurelPricing *pricing, const LaurelCondition *condition)
{
  return pricing->client != NULL && pricing->client->registered;
}

static gboolean
test_client_segment (const LaurelPricing *pricing, const LaurelCondition *condition)
{
  return laurel_id_set_meets (&pricing->client_segments, &condition->ids);
}

static gboolean
test_level (const LaurelPricing *pricing, const LaurelCondition *condition)
{
  return pricing->level != NULL && laurel_id_set_has (&condition->ids, pricing->level_number);
}

static gboolean
test_card_prefix (const LaurelPricing *pricing, const LaurelCondition *condition)
{
  const char *card = pricing->receipt->card;

  for (guint32 i = 0; card != NULL && i < condition->n_prefixes; i++)
    {
      if (g_str_has_prefix (card, condition->prefixes[i]))
        return TRUE;
    }

  return FALSE;
}

static gboolean
test_gender (const LaurelPricing *pricing, const LaurelCondition *condition)
{
  guint gender = 0;

  if (pricing->client != NULL && pricing->client->gender == 'f')
    gender = LAUREL_GENDER_FEMALE;
  else if (pricing->client != NULL && pricing->client->gender == 'm')
    gender = LAUREL_GENDER_MALE;

  return (condition->mask & gender) != 0;
}

static gboolean
knows_birth (const LaurelPricing *pricing)
{
  return pricing->client != NULL && pricing->client->birth_day != LAUREL_DAY_NONE;
}

/* Negative where it is not known, and before birth. */
static gint32
age_of_client (const LaurelPricing *pricing)
{
  if (!knows_birth (pricing) || pricing->day < pricing->client->birth_day)
    return -1;

  return laurel_age_on (laurel_date_from_day (pricing->client->birth_day), pricing->day);
}

static gboolean
test_age (const LaurelPricing *pricing, const LaurelCondition *condition)
{
  gint32 age = age_of_client (pricing);

  return age >= 0 && age >= condition->from && age <= condition->to;
}

static gboolean
test_age_multiple (const LaurelPricing *pricing, const LaurelCondition *condition)
{
  gint32 age = age_of_client (pricing);

  return age > 0 && age % condition->from == 0;
}

static gboolean
test_birthday (const LaurelPricing *pricing, const LaurelCondition *condition)
{
  gint32 year = laurel_date_from_day (pricing->day).year;

  if (!knows_birth (pricing))
    return FALSE;

  /* The window may reach into this year from the birthday of the last, and of the next. */
  for (gint32 i = year - 1; i <= year + 1; i++)
    {
      gint32 birthday = laurel_birthday_in (laurel_date_from_day (pricing->client->birth_day), i);

      if (pricing->day >= birthday - condition->from && pricing->day <= birthday + condition->to)
        return TRUE;
    }

  return FALSE;
}

static gboolean
test_first_purchase (const LaurelPricing *pricing, const LaurelCondition *condition)
{
  return pricing->client != NULL && pricing->client->purchase_count == 0;
}

static gboolean
test_purchases (const LaurelPricing *pricing, const LaurelCondition *condition)
{
  const LaurelClientFacts *client = pricing->client;
  gint64                   fact = 0;

  if (client == NULL)
    return FALSE;

  if (condition->metric == LAUREL_METRIC_COUNT)
    fact = client->purchase_count;
  else if (condition->metric == LAUREL_METRIC_TURNOVER)
    fact = client->turnover;
  else if (client->last_purchase_day != LAUREL_DAY_NONE)
    fact = (gint64) pricing->day - client->last_purchase_day;
  else
    return FALSE;

  return compare (fact, condition->op, condition->value);
}

static gboolean
test_receipt (const LaurelPricing *pricing, const LaurelCondition *condition)
{
  gint64 sum = 0;

  for (guint32 i = 0; i < pricing->n_lines; i++)
    {
      const LaurelLine *line = &pricing->lines[i];

      if (!laurel_pricing_line_fits (line, condition->target))
        continue;

      if (condition->metric == LAUREL_METRIC_AMOUNT)
        sum += line->base;
      else if (condition->metric == LAUREL_METRIC_QUANTITY)
        sum += line->given->quantity;
      else
        sum += 1;
    }

  return compare (sum, condition->op, condition->value);
}

static gboolean
test_contains (const LaurelPricing *pricing, const LaurelCondition *condition)
{
  for (guint32 i = 0; i < condition->n_items; i++)
    {
      gint64 quantity = 0;

      for (guint32 k = 0; k < pricing->n_lines; k++)
        {
          if (laurel_pricing_line_is_item (&pricing->lines[k], &condition->items[i]))
            quantity += pricing->lines[k].given->quantity;
        }

      if (quantity < condition->items[i].count)
        return FALSE;
    }

  return TRUE;
}

static gboolean
test_promo_code (const LaurelPricing *pricing, const LaurelCondition *condition)
{
  return laurel_id_set_meets (&pricing->series, &condition->ids);
}

static gboolean
test_payment (const LaurelPricing *pricing, const LaurelCondition *condition)
{
  return laurel_id_set_meets (&pricing->payments, &condition->ids);
}

static gboolean
test_external_discount (const LaurelPricing *pricing, const LaurelCondition *condition)
{
  for (guint32 i = 0; i < pricing->n_lines; i++)
    {
      if ((pricing->lines[i].flags & LAUREL_LINE_EXTERNAL) != 0)
        return TRUE;
    }

  return FALSE;
}

/* A new test is one function above and one line here. */
static const TestCheck checks[] = {
  [LAUREL_TEST_ALL] = test_all,
  [LAUREL_TEST_ANY] = test_any,
  [LAUREL_TEST_NOT] = test_not,
  [LAUREL_TEST_DATE] = test_date,
  [LAUREL_TEST_WEEKDAY] = test_weekday,
  [LAUREL_TEST_TIME] = test_time,
  [LAUREL_TEST_STORE] = test_store,
  [LAUREL_TEST_STORE_SEGMENT] = test_store_segment,
  [LAUREL_TEST_CHANNEL] = test_channel,
  [LAUREL_TEST_REGISTERED] = test_registered,
  [LAUREL_TEST_CLIENT_SEGMENT] = test_client_segment,
  [LAUREL_TEST_LEVEL] = test_level,
  [LAUREL_TEST_CARD_PREFIX] = test_card_prefix,
  [LAUREL_TEST_GENDER] = test_gender,
  [LAUREL_TEST_AGE] = test_age,
  [LAUREL_TEST_AGE_MULTIPLE] = test_age_multiple,
  [LAUREL_TEST_BIRTHDAY] = test_birthday,
  [LAUREL_TEST_FIRST_PURCHASE] = test_first_purchase,
  [LAUREL_TEST_PURCHASES] = test_purchases,
  [LAUREL_TEST_RECEIPT] = test_receipt,
  [LAUREL_TEST_CONTAINS] = test_contains,
  [LAUREL_TEST_PROMO_CODE] = test_promo_code,
  [LAUREL_TEST_PAYMENT] = test_payment,
  [LAUREL_TEST_EXTERNAL_DISCOUNT] = test_external_discount,
};

G_STATIC_ASSERT (G_N_ELEMENTS (checks) == LAUREL_N_TESTS);

gboolean
laurel_pricing_test (const LaurelPricing *pricing, const LaurelCondition *condition)
{
  return condition == NULL || checks[condition->type](pricing, condition);
}

LaurelTest
laurel_pricing_find_failure (const LaurelPricing *pricing, const LaurelCondition *condition)
{
  while (condition->type == LAUREL_TEST_ALL)
    {
      guint32 i = 0;

      while (laurel_pricing_test (pricing, &condition->children[i]))
        i++;

      condition = &condition->children[i];
    }

  return condition->type;
}
