/* laurel-oracle-conditions.c - conditions and targets, read from the JSON each time
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/engine/oracle/laurel-oracle-private.h"

#include <stdio.h>
#include <string.h>

/* The longest that a birthday may be away from the day it is tested for, in years. */
#define BIRTHDAY_YEARS 2

typedef gboolean (*Test) (const LaurelOracle *self, json_t *test);

static gboolean
compares (gint64 a, const char *op, gint64 b)
{
  if (strcmp (op, "<") == 0)
    return a < b;

  if (strcmp (op, "<=") == 0)
    return a <= b;

  if (strcmp (op, "==") == 0)
    return a == b;

  return strcmp (op, ">=") == 0 ? a >= b : a > b;
}

static gboolean
have_common_word (json_t *a, json_t *b)
{
  gsize   i = 0;
  json_t *word = NULL;

  json_array_foreach (a, i, word)
  {
    if (laurel_oracle_has_word (b, json_string_value (word)))
      return TRUE;
  }

  return FALSE;
}

static gboolean
is_within (gint64 value, json_t *test, const char *from, const char *to)
{
  return value >= laurel_oracle_integer (test, from, G_MININT64) &&
         value <= laurel_oracle_integer (test, to, G_MAXINT64);
}

gboolean
laurel_oracle_fits_item (json_t *item, const LaurelOracleLine *line)
{
  const char *product = laurel_oracle_word (item, "product", NULL);

  if (product != NULL)
    return strcmp (product, line->id) == 0;

  return laurel_oracle_has_word (json_object_get (line->product, "segments"),
                                 laurel_oracle_word (item, "segment", NULL));
}

gboolean
laurel_oracle_picks (json_t *target, const LaurelOracleLine *line)
{
  json_t  *products = json_object_get (target, "products");
  json_t  *segments = json_object_get (target, "segments");
  json_t  *of_line = json_object_get (line->product, "segments");
  gboolean all = json_array_size (products) == 0 && json_array_size (segments) == 0;

  if (!all && !laurel_oracle_has_word (products, line->id) && !have_common_word (segments, of_line))
    return FALSE;

  if (laurel_oracle_has_word (json_object_get (target, "exclude_products"), line->id) ||
      have_common_word (json_object_get (target, "exclude_segments"), of_line))
    return FALSE;

  return is_within (line->price, target, "min_price", "max_price");
}

static gboolean
test_date (const LaurelOracle *self, json_t *test)
{
  const char *from = laurel_oracle_word (test, "from", NULL);
  const char *to = laurel_oracle_word (test, "to", NULL);

  return (from == NULL || self->day >= laurel_oracle_read_day (from)) &&
         (to == NULL || self->day <= laurel_oracle_read_day (to));
}

static gboolean
test_weekday (const LaurelOracle *self, json_t *test)
{
  gsize   i = 0;
  json_t *day = NULL;
  GDate   date;

  g_date_set_julian (&date, self->day);

  json_array_foreach (json_object_get (test, "days"), i, day)
  {
    if (json_integer_value (day) == g_date_get_weekday (&date))
      return TRUE;
  }

  return FALSE;
}

static gint64
read_clock (json_t *test, const char *name)
{
  int hour = 0;
  int minute = 0;

  g_assert_cmpint (sscanf (laurel_oracle_word (test, name, ""), "%2d:%2d", &hour, &minute), ==, 2);

  return hour * 3600 + minute * 60;
}

static gboolean
test_time (const LaurelOracle *self, json_t *test)
{
  gint64 from = read_clock (test, "from");
  gint64 to = read_clock (test, "to");

  if (from < to)
    return from <= self->second && self->second < to;

  return from == to || self->second >= from || self->second < to;
}

static gboolean
test_store (const LaurelOracle *self, json_t *test)
{
  const char *store = laurel_oracle_word (self->receipt, "store", NULL);

  return store != NULL && laurel_oracle_has_word (json_object_get (test, "ids"), store);
}

static gboolean
test_store_segment (const LaurelOracle *self, json_t *test)
{
  return have_common_word (json_object_get (test, "ids"),
                           json_object_get (self->store, "segments"));
}

static gboolean
test_channel (const LaurelOracle *self, json_t *test)
{
  const char *of_store = laurel_oracle_word (self->store, "channel", NULL);
  const char *channel = laurel_oracle_word (self->receipt, "channel", of_store);

  return channel != NULL && laurel_oracle_has_word (json_object_get (test, "in"), channel);
}

static gboolean
test_registered (const LaurelOracle *self, json_t *test)
{
  return laurel_oracle_flag (self->client, "registered", FALSE);
}

static gboolean
test_client_segment (const LaurelOracle *self, json_t *test)
{
  return have_common_word (json_object_get (test, "ids"),
                           json_object_get (self->client, "segments"));
}

static gboolean
test_level (const LaurelOracle *self, json_t *test)
{
  const char *level = laurel_oracle_word (self->client, "level", NULL);

  return level != NULL && laurel_oracle_has_word (json_object_get (test, "ids"), level);
}

static gboolean
test_card_prefix (const LaurelOracle *self, json_t *test)
{
  const char *card = laurel_oracle_word (self->receipt, "card", NULL);
  gsize       i = 0;
  json_t     *prefix = NULL;

  json_array_foreach (json_object_get (test, "prefixes"), i, prefix)
  {
    if (card != NULL && g_str_has_prefix (card, json_string_value (prefix)))
      return TRUE;
  }

  return FALSE;
}

static gboolean
test_gender (const LaurelOracle *self, json_t *test)
{
  const char *gender = laurel_oracle_word (self->client, "gender", NULL);

  return gender != NULL && laurel_oracle_has_word (json_object_get (test, "in"), gender);
}

/* The birthday of somebody born on @birth, in @year. */
static guint32
find_birthday (const GDate *birth, GDateYear year)
{
  GDateMonth month = g_date_get_month (birth);
  GDateDay   day = g_date_get_day (birth);
  GDate      date;

  if (month == G_DATE_FEBRUARY && day == 29 && !g_date_is_leap_year (year))
    g_date_set_dmy (&date, 1, G_DATE_MARCH, year);
  else
    g_date_set_dmy (&date, day, month, year);

  return g_date_get_julian (&date);
}

/* Full years, -1 before birth, and for a client without a date of birth. */
static gint64
find_age (const LaurelOracle *self)
{
  const char *text = laurel_oracle_word (self->client, "birth_date", NULL);
  gint64      age = 0;
  GDate       birth;
  GDate       today;

  if (text == NULL)
    return -1;

  g_date_set_julian (&birth, laurel_oracle_read_day (text));
  g_date_set_julian (&today, self->day);

  if (g_date_compare (&today, &birth) < 0)
    return -1;

  age = (gint64) g_date_get_year (&today) - g_date_get_year (&birth);

  return self->day < find_birthday (&birth, g_date_get_year (&today)) ? age - 1 : age;
}

static gboolean
test_age (const LaurelOracle *self, json_t *test)
{
  gint64 age = find_age (self);

  return age >= 0 && is_within (age, test, "min", "max");
}

static gboolean
test_age_multiple (const LaurelOracle *self, json_t *test)
{
  gint64 age = find_age (self);

  return age > 0 && age % laurel_oracle_integer (test, "of", 1) == 0;
}

static gboolean
test_birthday (const LaurelOracle *self, json_t *test)
{
  const char *text = laurel_oracle_word (self->client, "birth_date", NULL);
  gint64      before = laurel_oracle_integer (test, "before", 0);
  gint64      after = laurel_oracle_integer (test, "after", 0);
  GDate       birth;
  GDate       today;

  if (text == NULL)
    return FALSE;

  g_date_set_julian (&birth, laurel_oracle_read_day (text));
  g_date_set_julian (&today, self->day);

  for (gint i = -BIRTHDAY_YEARS; i <= BIRTHDAY_YEARS; i++)
    {
      gint64 birthday = find_birthday (&birth, (GDateYear) (g_date_get_year (&today) + i));

      if (self->day >= birthday - before && self->day <= birthday + after)
        return TRUE;
    }

  return FALSE;
}

static gboolean
test_first_purchase (const LaurelOracle *self, json_t *test)
{
  return self->client != NULL && laurel_oracle_integer (self->client, "purchase_count", 0) == 0;
}

static gboolean
test_purchases (const LaurelOracle *self, json_t *test)
{
  const char *metric = laurel_oracle_word (test, "metric", NULL);
  const char *last = laurel_oracle_word (self->client, "last_purchase", NULL);
  gint64      value = 0;

  if (self->client == NULL)
    return FALSE;

  if (strcmp (metric, "count") == 0)
    value = laurel_oracle_integer (self->client, "purchase_count", 0);
  else if (strcmp (metric, "turnover") == 0)
    value = laurel_oracle_integer (self->client, "turnover", 0);
  else if (last != NULL)
    value = (gint64) self->day - laurel_oracle_read_day (last);
  else
    return FALSE;

  return compares (value,
                   laurel_oracle_word (test, "op", NULL),
                   laurel_oracle_integer (test, "value", 0));
}

static gboolean
test_receipt (const LaurelOracle *self, json_t *test)
{
  const char *metric = laurel_oracle_word (test, "metric", NULL);
  gint64      value = 0;

  for (gsize i = 0; i < self->n_lines; i++)
    {
      const LaurelOracleLine *line = &self->lines[i];

      if (!laurel_oracle_picks (json_object_get (test, "target"), line))
        continue;

      if (strcmp (metric, "amount") == 0)
        value += line->base;
      else
        value += strcmp (metric, "quantity") == 0 ? line->quantity : 1;
    }

  return compares (value,
                   laurel_oracle_word (test, "op", NULL),
                   laurel_oracle_integer (test, "value", 0));
}

static gboolean
test_contains (const LaurelOracle *self, json_t *test)
{
  gsize   i = 0;
  json_t *item = NULL;

  json_array_foreach (json_object_get (test, "items"), i, item)
  {
    gint64 quantity = 0;

    for (gsize line = 0; line < self->n_lines; line++)
      {
        if (laurel_oracle_fits_item (item, &self->lines[line]))
          quantity += self->lines[line].quantity;
      }

    if (quantity < laurel_oracle_integer (item, "quantity", 0))
      return FALSE;
  }

  return TRUE;
}

static gboolean
test_promo_code (const LaurelOracle *self, json_t *test)
{
  json_t *known = json_object_get (self->document, "promo_codes");
  gsize   i = 0;
  json_t *code = NULL;

  json_array_foreach (json_object_get (self->receipt, "promo_codes"), i, code)
  {
    json_t *valid = json_object_get (known, json_string_value (code));

    if (valid != NULL && laurel_oracle_has_word (json_object_get (test, "series"),
                                                 laurel_oracle_word (valid, "series", NULL)))
      return TRUE;
  }

  return FALSE;
}

static gboolean
test_payment (const LaurelOracle *self, json_t *test)
{
  return have_common_word (json_object_get (test, "in"),
                           json_object_get (self->receipt, "payments"));
}

static gboolean
test_external_discount (const LaurelOracle *self, json_t *test)
{
  for (gsize i = 0; i < self->n_lines; i++)
    {
      if (self->lines[i].external > 0)
        return TRUE;
    }

  return FALSE;
}

static const struct
{
  const char *type;
  Test        holds;
} tests[] = {
  { "date", test_date },
  { "weekday", test_weekday },
  { "time", test_time },
  { "store", test_store },
  { "store_segment", test_store_segment },
  { "channel", test_channel },
  { "registered", test_registered },
  { "client_segment", test_client_segment },
  { "level", test_level },
  { "card_prefix", test_card_prefix },
  { "gender", test_gender },
  { "age", test_age },
  { "age_multiple", test_age_multiple },
  { "birthday", test_birthday },
  { "first_purchase", test_first_purchase },
  { "purchases", test_purchases },
  { "receipt", test_receipt },
  { "contains", test_contains },
  { "promo_code", test_promo_code },
  { "payment", test_payment },
  { "external_discount", test_external_discount },
};

static const char *
fails_test (const LaurelOracle *self, json_t *test)
{
  const char *type = laurel_oracle_word (test, "type", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      if (strcmp (tests[i].type, type) == 0)
        return tests[i].holds (self, test) ? NULL : type;
    }

  g_assert_not_reached ();
}

const char *
laurel_oracle_fails (const LaurelOracle *self, json_t *condition)
{
  json_t *all = json_object_get (condition, "all");
  json_t *any = json_object_get (condition, "any");
  json_t *negated = json_object_get (condition, "not");
  json_t *member = NULL;
  gsize   i = 0;

  if (condition == NULL)
    return NULL;

  if (negated != NULL)
    return laurel_oracle_fails (self, negated) == NULL ? "not" : NULL;

  if (all == NULL && any == NULL)
    return fails_test (self, condition);

  json_array_foreach (all, i, member)
  {
    const char *failed = laurel_oracle_fails (self, member);

    if (failed != NULL)
      return failed;
  }

  json_array_foreach (any, i, member)
  {
    if (laurel_oracle_fails (self, member) == NULL)
      return NULL;
  }

  return any != NULL ? "any" : NULL;
}
