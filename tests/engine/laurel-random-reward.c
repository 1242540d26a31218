/* laurel-random-reward.c - random rewards
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/engine/laurel-random.h"

typedef json_t *(*NewReward) (LaurelRandom *random);

static json_t *
new_per (LaurelRandom *random)
{
  static const char *const words[] = { "receipt", "line", "unit", NULL };

  if (laurel_random_chance (random, 30))
    return json_pack ("{s:I}", "every", (json_int_t) (1 + laurel_random_money (random, 1000000)));

  return json_string (laurel_random_word (random, words));
}

/* The arguments of a call are evaluated in no certain order, and a case has to be the same wherever
 * it is made: a member with a random value is set by a call of its own. */
static json_t *
new_of_type (const char *type)
{
  return json_pack ("{s:s}", "type", type);
}

static void
set_integer (json_t *reward, const char *name, gint64 value)
{
  json_object_set_new (reward, name, json_integer (value));
}

/* A number of pieces, up to what a number may be. */
static void
set_number (LaurelRandom *random, json_t *reward, const char *name, gint64 most)
{
  gint64 number = 1 + laurel_random_below (random, most);

  set_integer (reward, name, laurel_random_extreme (random, number, 1, LAUREL_RANDOM_NUMBER_MAX));
}

static json_t *
new_percent (LaurelRandom *random)
{
  json_t *reward = new_of_type ("percent");

  set_integer (reward, "rate", laurel_random_rate (random, 10000));

  return reward;
}

static json_t *
new_amount (LaurelRandom *random)
{
  json_t *reward = new_of_type ("amount");

  set_integer (reward, "amount", laurel_random_money (random, LAUREL_RANDOM_MONEY_MAX));
  json_object_set_new (reward, "per", new_per (random));

  return reward;
}

static json_t *
new_fixed_price (LaurelRandom *random)
{
  json_t *reward = new_of_type ("fixed_price");

  set_integer (reward, "price", laurel_random_money (random, LAUREL_RANDOM_MONEY_MAX));

  return reward;
}

static json_t *
new_nth (LaurelRandom *random)
{
  json_t *reward = new_of_type ("nth");

  set_number (random, reward, "n", 4);
  set_integer (reward, "rate", laurel_random_rate (random, 10000));

  return reward;
}

static json_t *
new_gift (LaurelRandom *random)
{
  json_t *reward = new_of_type ("gift");

  set_number (random, reward, "pieces", 5);
  set_integer (reward, "rate", laurel_random_rate (random, 10000));

  return reward;
}

static json_t *
new_set (LaurelRandom *random)
{
  json_t *reward = new_of_type ("set");
  json_t *items = json_array ();

  for (gint64 n = 1 + laurel_random_below (random, 3); n > 0; n--)
    {
      gint64 pieces = 1 + laurel_random_below (random, 2);

      pieces = laurel_random_extreme (random, pieces, 1, LAUREL_RANDOM_NUMBER_MAX);
      json_array_append_new (items, laurel_random_item (random, "pieces", pieces));
    }

  json_object_set_new (reward, "items", items);
  set_integer (reward, "price", laurel_random_money (random, LAUREL_RANDOM_MONEY_MAX));

  return reward;
}

static json_t *
new_points_percent (LaurelRandom *random)
{
  json_t *reward = new_of_type ("points_percent");

  set_integer (reward, "rate", laurel_random_rate (random, LAUREL_RANDOM_POINTS_RATE_MAX));

  return reward;
}

static json_t *
new_points (LaurelRandom *random)
{
  json_t *reward = new_of_type ("points");

  set_integer (reward, "points", laurel_random_points (random));
  json_object_set_new (reward, "per", new_per (random));

  return reward;
}

static json_t *
new_points_multiplier (LaurelRandom *random)
{
  static const gint64 factors[] = { 100, 101, 150, 200, 300, 1000, 100000 };

  json_t *reward = new_of_type ("points_multiplier");

  set_integer (reward, "factor", factors[laurel_random_below (random, G_N_ELEMENTS (factors))]);

  return reward;
}

static const NewReward new_reward[] = {
  new_percent, new_percent, new_amount,         new_amount, new_fixed_price,
  new_nth,     new_gift,    new_points_percent, new_points, new_points_multiplier,
  new_set,
};

json_t *
laurel_random_reward (LaurelRandom *self)
{
  return new_reward[laurel_random_below (self, G_N_ELEMENTS (new_reward))](self);
}

gboolean
laurel_random_gives_points (json_t *reward)
{
  return g_str_has_prefix (json_string_value (json_object_get (reward, "type")), "points");
}
