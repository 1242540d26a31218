/* laurel-random-condition.c - random conditions and targets
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/engine/laurel-random.h"

#define DEPTH_MAX 4

typedef json_t *(*NewTest) (LaurelRandom *random);

static const char *const operators[] = { "<", "<=", "==", ">=", ">", NULL };

json_t *
laurel_random_item (LaurelRandom *self, const char *member, gint64 value)
{
  gboolean    segment = laurel_random_chance (self, 50);
  const char *name =
      laurel_random_word (self, segment ? laurel_random_segments : laurel_random_products);

  return json_pack ("{s:s, s:I}",
                    segment ? "segment" : "product",
                    name,
                    member,
                    (json_int_t) value);
}

json_t *
laurel_random_target (LaurelRandom *self)
{
  json_t *target = json_object ();

  if (laurel_random_chance (self, 35))
    json_object_set_new (target, "products", laurel_random_words (self, laurel_random_products));

  if (laurel_random_chance (self, 35))
    json_object_set_new (target, "segments", laurel_random_words (self, laurel_random_segments));

  if (laurel_random_chance (self, 15))
    json_object_set_new (target,
                         "exclude_products",
                         laurel_random_words (self, laurel_random_products));

  if (laurel_random_chance (self, 10))
    json_object_set_new (target,
                         "exclude_segments",
                         json_pack ("[s]", laurel_random_word (self, laurel_random_segments)));

  if (laurel_random_chance (self, 10))
    json_object_set_new (target,
                         "min_price",
                         json_integer (laurel_random_money (self, LAUREL_RANDOM_MONEY_MAX)));

  if (laurel_random_chance (self, 10))
    json_object_set_new (target,
                         "max_price",
                         json_integer (laurel_random_money (self, LAUREL_RANDOM_MONEY_MAX)));

  return target;
}

static json_t *
new_words_test (LaurelRandom      *random,
                const char        *type,
                const char        *member,
                const char *const *words)
{
  return json_pack ("{s:s, s:o}", "type", type, member, laurel_random_words (random, words));
}

static json_t *
new_comparison (LaurelRandom *random, const char *type, const char *metric, gint64 usual)
{
  json_t *test = json_pack ("{s:s, s:s}", "type", type, "metric", metric);
  gint64  value =
      laurel_random_extreme (random, usual, -LAUREL_RANDOM_INTEGER_MAX, LAUREL_RANDOM_INTEGER_MAX);

  json_object_set_new (test, "op", json_string (laurel_random_word (random, operators)));
  json_object_set_new (test, "value", json_integer (value));

  return test;
}

static json_t *
new_date (LaurelRandom *random)
{
  json_t *test = json_pack ("{s:s}", "type", "date");

  if (laurel_random_chance (random, 70))
    json_object_set_new (test,
                         "from",
                         laurel_random_day (random, laurel_random_below (random, 4) - 2));

  if (laurel_random_chance (random, 50))
    json_object_set_new (test,
                         "to",
                         laurel_random_day (random, laurel_random_below (random, 4) - 1));

  return test;
}

static json_t *
new_weekday (LaurelRandom *random)
{
  json_t *days = json_array ();

  for (gint64 day = 1; day <= 7; day++)
    {
      if (laurel_random_chance (random, 50))
        json_array_append_new (days, json_integer (day));
    }

  return json_pack ("{s:s, s:o}", "type", "weekday", "days", days);
}

static json_t *
new_clock (LaurelRandom *random)
{
  static const char *const times[] = { "00:00", "23:59", "06:00", "12:00", "21:00", "03:00", NULL };

  gint64 minute = laurel_random_below (random, 24 * 60);

  if (laurel_random_chance (random, 60))
    return json_string (laurel_random_word (random, times));

  return json_sprintf ("%02d:%02d", (int) (minute / 60), (int) (minute % 60));
}

static json_t *
new_time (LaurelRandom *random)
{
  json_t *test = json_pack ("{s:s}", "type", "time");

  json_object_set_new (test, "from", new_clock (random));
  json_object_set_new (test, "to", new_clock (random));

  return test;
}

static json_t *
new_store (LaurelRandom *random)
{
  return new_words_test (random, "store", "ids", laurel_random_stores);
}

static json_t *
new_store_segment (LaurelRandom *random)
{
  return new_words_test (random, "store_segment", "ids", laurel_random_store_segments);
}

static json_t *
new_channel (LaurelRandom *random)
{
  return new_words_test (random, "channel", "in", laurel_random_channels);
}

static json_t *
new_registered (LaurelRandom *random)
{
  return json_pack ("{s:s}", "type", "registered");
}

static json_t *
new_client_segment (LaurelRandom *random)
{
  return new_words_test (random, "client_segment", "ids", laurel_random_client_segments);
}

static json_t *
new_level (LaurelRandom *random)
{
  json_t *ids = json_array ();

  for (gsize i = 0; i < random->n_levels; i++)
    {
      if (laurel_random_chance (random, 50))
        json_array_append_new (ids, json_string (laurel_random_levels[i]));
    }

  return json_pack ("{s:s, s:o}", "type", "level", "ids", ids);
}

static json_t *
new_card_prefix (LaurelRandom *random)
{
  static const char *const prefixes[] = { "2", "29", "2900", "30", NULL };

  return new_words_test (random, "card_prefix", "prefixes", prefixes);
}

static json_t *
new_gender (LaurelRandom *random)
{
  static const char *const genders[] = { "f", "m", NULL };

  return new_words_test (random, "gender", "in", genders);
}

static json_t *
new_years (LaurelRandom *random, gint64 most)
{
  return json_integer (laurel_random_extreme (random,
                                              laurel_random_below (random, most),
                                              -LAUREL_RANDOM_INTEGER_MAX,
                                              LAUREL_RANDOM_INTEGER_MAX));
}

static json_t *
new_age (LaurelRandom *random)
{
  json_t *test = json_pack ("{s:s}", "type", "age");

  if (laurel_random_chance (random, 60))
    json_object_set_new (test, "min", new_years (random, 24));

  if (laurel_random_chance (random, 40))
    json_object_set_new (test, "max", new_years (random, 70));

  return test;
}

static json_t *
new_age_multiple (LaurelRandom *random)
{
  gint64 years = laurel_random_below (random, 5) + 1;

  years = laurel_random_extreme (random, years, 1, LAUREL_RANDOM_NUMBER_MAX);

  return json_pack ("{s:s, s:I}", "type", "age_multiple", "of", (json_int_t) years);
}

static json_t *
new_birthday (LaurelRandom *random)
{
  json_t *test = json_pack ("{s:s}", "type", "birthday");
  gint64  most = laurel_random_chance (random, 5) ? 367 : 4;

  if (laurel_random_chance (random, 60))
    json_object_set_new (test, "before", json_integer (laurel_random_below (random, most)));

  if (laurel_random_chance (random, 60))
    json_object_set_new (test, "after", json_integer (laurel_random_below (random, most)));

  return test;
}

static json_t *
new_first_purchase (LaurelRandom *random)
{
  return json_pack ("{s:s}", "type", "first_purchase");
}

static json_t *
new_purchases (LaurelRandom *random)
{
  switch (laurel_random_below (random, 3))
    {
    case 0:
      return new_comparison (random, "purchases", "count", laurel_random_below (random, 4));
    case 1:
      return new_comparison (random,
                             "purchases",
                             "turnover",
                             laurel_random_money (random, LAUREL_RANDOM_MONEY_MAX));
    default:
      return new_comparison (random, "purchases", "days_since", laurel_random_below (random, 5));
    }
}

static json_t *
new_receipt (LaurelRandom *random)
{
  json_t *test = NULL;

  switch (laurel_random_below (random, 3))
    {
    case 0:
      test = new_comparison (random,
                             "receipt",
                             "amount",
                             2 * laurel_random_money (random, LAUREL_RANDOM_MONEY_MAX));
      break;
    case 1:
      test = new_comparison (random, "receipt", "quantity", 500 * laurel_random_below (random, 14));
      break;
    default:
      test = new_comparison (random, "receipt", "lines", laurel_random_below (random, 5));
    }

  if (laurel_random_chance (random, 40))
    json_object_set_new (test, "target", laurel_random_target (random));

  return test;
}

static json_t *
new_contains (LaurelRandom *random)
{
  json_t *items = json_array ();
  gint64  n = laurel_random_chance (random, 3) ? 0 : 1 + laurel_random_below (random, 2);

  for (; n > 0; n--)
    {
      gint64 quantity = 1 + 500 * laurel_random_below (random, 4);

      quantity = laurel_random_extreme (random, quantity, 1, LAUREL_RANDOM_NUMBER_MAX);
      json_array_append_new (items, laurel_random_item (random, "quantity", quantity));
    }

  return json_pack ("{s:s, s:o}", "type", "contains", "items", items);
}

static json_t *
new_promo_code (LaurelRandom *random)
{
  return new_words_test (random, "promo_code", "series", laurel_random_series);
}

static json_t *
new_payment (LaurelRandom *random)
{
  return new_words_test (random, "payment", "in", laurel_random_payments);
}

static json_t *
new_external_discount (LaurelRandom *random)
{
  return json_pack ("{s:s}", "type", "external_discount");
}

static const NewTest new_test[] = {
  new_date,
  new_weekday,
  new_time,
  new_store,
  new_store_segment,
  new_channel,
  new_registered,
  new_client_segment,
  new_level,
  new_card_prefix,
  new_gender,
  new_age,
  new_age_multiple,
  new_birthday,
  new_first_purchase,
  new_purchases,
  new_receipt,
  new_contains,
  new_promo_code,
  new_promo_code,
  new_promo_code,
  new_payment,
  new_external_discount,
};

static json_t *
new_list (LaurelRandom *random, const char *name, gint depth)
{
  json_t *members = json_array ();

  for (gint64 n = laurel_random_below (random, 4); n > 0; n--)
    json_array_append_new (members, laurel_random_condition (random, depth + 1));

  return json_pack ("{s:o}", name, members);
}

json_t *
laurel_random_condition (LaurelRandom *self, gint depth)
{
  gint64 kind = depth < DEPTH_MAX ? laurel_random_below (self, 10) : 9;

  if (kind == 0)
    return new_list (self, "all", depth);

  if (kind <= 2)
    return new_list (self, "any", depth);

  if (kind <= 4)
    return json_pack ("{s:o}", "not", laurel_random_condition (self, depth + 1));

  return new_test[laurel_random_below (self, G_N_ELEMENTS (new_test))](self);
}
