/* laurel-random-program.c - random programs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/engine/laurel-random.h"

#include <string.h>

#define DEPTH_MAX     4
#define CHILDREN_MAX  4
#define MANY_CHILDREN 150

static void
set_sometimes (LaurelRandom *random, json_t *object, const char *name, gint percent)
{
  if (laurel_random_chance (random, percent))
    json_object_set_new (object, name, json_true ());
}

static void
set_number (LaurelRandom *random, json_t *object, const char *name, gint64 most)
{
  gint64 number = 1 + laurel_random_below (random, most);

  number = laurel_random_extreme (random, number, 1, LAUREL_RANDOM_NUMBER_MAX);
  json_object_set_new (object, name, json_integer (number));
}

static json_t *
new_limits (LaurelRandom *random)
{
  json_t *limits = json_object ();

  set_sometimes (random, limits, "once", 25);

  if (laurel_random_chance (random, 25))
    set_number (random, limits, "once_days", 5);

  if (laurel_random_chance (random, 25))
    set_number (random, limits, "per_client", 3);

  if (laurel_random_chance (random, 30))
    set_number (random, limits, "total", 5);

  return limits;
}

static void
add_money_members (LaurelRandom *random, json_t *leaf)
{
  json_t *limits = json_object_get (leaf, "limits");

  set_sometimes (random, leaf, "keeps_accrual", 25);

  if (laurel_random_chance (random, 20))
    json_object_set_new (leaf,
                         "max_amount",
                         json_integer (laurel_random_money (random, LAUREL_RANDOM_MONEY_MAX)));

  if (limits != NULL && laurel_random_chance (random, 50))
    json_object_set_new (limits,
                         "total_money",
                         json_integer (1 + laurel_random_money (random, 1000000000)));
}

static void
add_points_members (LaurelRandom *random, json_t *leaf, json_t *reward)
{
  const char *type = json_string_value (json_object_get (reward, "type"));

  if (laurel_random_chance (random, 20))
    json_object_set_new (leaf, "for_referrer", json_true ());
  else if (strcmp (type, "points_multiplier") != 0)
    set_sometimes (random, leaf, "replaces_base", 35);
}

static void
add_node_members (LaurelRandom *random, json_t *node)
{
  if (laurel_random_chance (random, 3))
    json_object_set_new (node, "enabled", json_false ());

  if (laurel_random_chance (random, 22))
    json_object_set_new (node, "when", laurel_random_condition (random, 1));
}

static json_t *
new_leaf (LaurelRandom *random)
{
  json_t *reward = laurel_random_reward (random);
  json_t *leaf = json_pack ("{s:o, s:s, s:o}",
                            "id",
                            json_sprintf ("d%u", random->n_leaves++),
                            "kind",
                            "discount",
                            "reward",
                            reward);

  add_node_members (random, leaf);
  set_sometimes (random, leaf, "external", 65);
  set_sometimes (random, leaf, "exclude_from_turnover", 12);

  if (laurel_random_chance (random, 45))
    json_object_set_new (leaf, "target", laurel_random_target (random));

  if (laurel_random_chance (random, 20))
    json_object_set_new (leaf, "limits", new_limits (random));

  if (laurel_random_gives_points (reward))
    add_points_members (random, leaf, reward);
  else
    add_money_members (random, leaf);

  return leaf;
}

static json_t *
new_group (LaurelRandom *random, gint depth)
{
  static const char *const combines[] = { "add", "multiply", "max", "min", "displace", NULL };
  static const char *const scopes[] = { "line", "receipt", NULL };
  static const char *const winners[] = { "last", "first", NULL };

  gint64  n = laurel_random_chance (random, 3) ? 0 : 1 + laurel_random_below (random, CHILDREN_MAX);
  json_t *children = json_array ();
  json_t *group = json_pack ("{s:o, s:s, s:s, s:o}",
                             "id",
                             json_sprintf ("g%u", random->n_groups++),
                             "kind",
                             "group",
                             "combine",
                             laurel_random_word (random, combines),
                             "children",
                             children);

  if (depth > 1 && laurel_random_below (random, 500) == 0)
    n = MANY_CHILDREN;

  if (laurel_random_chance (random, 60))
    json_object_set_new (group, "scope", json_string (laurel_random_word (random, scopes)));

  if (laurel_random_chance (random, 50))
    json_object_set_new (group, "winner", json_string (laurel_random_word (random, winners)));

  if (depth > 1 || laurel_random_chance (random, 10))
    add_node_members (random, group);

  for (; n > 0; n--)
    json_array_append_new (children,
                           depth < DEPTH_MAX && n <= CHILDREN_MAX &&
                                   laurel_random_chance (random, 30)
                               ? new_group (random, depth + 1)
                               : new_leaf (random));

  return group;
}

/* A rule for some lines: when, target and what else it says. */
static json_t *
new_rule (LaurelRandom *random, const char *member, json_t *value)
{
  json_t *rule = json_pack ("{s:o}", member, value);

  add_node_members (random, rule);

  if (laurel_random_chance (random, 90))
    json_object_set_new (rule, "target", laurel_random_target (random));

  return rule;
}

static json_t *
new_restrictions (LaurelRandom *random)
{
  static const char *const what[] = { "discount", "redeem", "accrue", NULL };

  json_t *restrictions = json_array ();

  for (gint64 n = laurel_random_below (random, 6) - 3; n > 0; n--)
    json_array_append_new (restrictions,
                           new_rule (random, "forbid", laurel_random_words (random, what)));

  return restrictions;
}

static json_t *
new_levels (LaurelRandom *random)
{
  json_t *list = json_array ();

  for (gsize i = 0; i < random->n_levels; i++)
    {
      json_t *level = json_pack ("{s:s}", "id", laurel_random_levels[i]);

      if (laurel_random_chance (random, 85))
        json_object_set_new (
            level,
            "accrual",
            json_integer (laurel_random_rate (random, LAUREL_RANDOM_POINTS_RATE_MAX)));

      if (laurel_random_chance (random, 40))
        json_object_set_new (level, "max_share", json_integer (laurel_random_rate (random, 10000)));

      json_array_append_new (list, level);
    }

  return json_pack ("{s:o}", "list", list);
}

static json_t *
new_accrual (LaurelRandom *random)
{
  static const char *const modes[] = { "down", "half_up", "up", NULL };
  static const char *const levels[] = { "receipt", "line", NULL };

  json_t *accrual = json_object ();
  json_t *rounding = json_pack ("{s:I}", "unit", (json_int_t) random->points_unit);

  json_object_set_new (rounding, "mode", json_string (laurel_random_word (random, modes)));
  json_object_set_new (rounding, "level", json_string (laurel_random_word (random, levels)));
  json_object_set_new (accrual, "rounding", rounding);
  set_sometimes (random, accrual, "on_discounted", 50);
  set_sometimes (random, accrual, "on_redeemed", 30);

  if (laurel_random_chance (random, 15))
    json_object_set_new (accrual, "while_redeeming", json_false ());

  return accrual;
}

static gint64
get_least_step (gint64 money_per_point)
{
  gint64 step = 1;

  while (step * money_per_point % 100 != 0)
    step++;

  return step;
}

static json_t *
new_redemption (LaurelRandom *random, gint64 money_per_point)
{
  gint64  step = get_least_step (money_per_point);
  json_t *rules = json_array ();
  json_t *redemption = json_object ();

  if (laurel_random_chance (random, 30))
    step *= 1 + laurel_random_below (random, 90);
  else
    step = laurel_random_extreme (random, step, step, LAUREL_RANDOM_NUMBER_MAX);

  json_object_set_new (redemption, "step", json_integer (step));
  json_object_set_new (redemption, "max_share", json_integer (laurel_random_rate (random, 10000)));

  if (laurel_random_chance (random, 40))
    json_object_set_new (redemption, "share_base", json_string ("eligible"));

  if (laurel_random_chance (random, 40))
    json_object_set_new (redemption,
                         "min_payable_per_line",
                         json_integer (laurel_random_extreme (random,
                                                              laurel_random_below (random, 60),
                                                              0,
                                                              LAUREL_RANDOM_MONEY_MAX)));

  if (laurel_random_chance (random, 15))
    json_object_set_new (redemption,
                         "min_receipt",
                         json_integer (laurel_random_money (random, LAUREL_RANDOM_MONEY_MAX)));

  if (laurel_random_chance (random, 15))
    json_object_set_new (redemption,
                         "min_points",
                         json_integer (laurel_random_extreme (random,
                                                              laurel_random_below (random, 2000),
                                                              0,
                                                              LAUREL_RANDOM_NUMBER_MAX)));

  for (gint64 n = laurel_random_below (random, 4) - 1; n > 0; n--)
    json_array_append_new (
        rules,
        new_rule (random, "max_share", json_integer (laurel_random_rate (random, 10000))));

  json_object_set_new (redemption, "rules", rules);

  return redemption;
}

static json_t *
new_share_limits (LaurelRandom *random)
{
  json_t *limits = json_object ();

  if (laurel_random_chance (random, 25))
    json_object_set_new (limits,
                         "max_line_share",
                         json_integer (laurel_random_rate (random, 10000)));

  if (laurel_random_chance (random, 25))
    json_object_set_new (limits,
                         "max_receipt_share",
                         json_integer (laurel_random_rate (random, 10000)));

  return limits;
}

static gint64
pick_integer (LaurelRandom *random, const gint64 *integers, gint64 n)
{
  return integers[laurel_random_below (random, n)];
}

json_t *
laurel_random_program (LaurelRandom *self)
{
  static const gint64 worths[] = { 100, 100, 100, 1, 10, 33, 50, 1000, 1000000000 };
  static const gint64 units[] = { 100, 100, 100, 1, 1, 1, 10, 10, 7, 1000, 1000000000 };
  static const gint64 roundings[] = { 0, 0, 10, 100, 100, 7, 1000 };

  gint64  worth = pick_integer (self, worths, G_N_ELEMENTS (worths));
  gint64  rounding = pick_integer (self, roundings, G_N_ELEMENTS (roundings));
  json_t *program = NULL;

  rounding = laurel_random_extreme (self, rounding, 1, LAUREL_RANDOM_MONEY_MAX);
  program = json_pack ("{s:i, s:{s:I}, s:I}",
                       "format",
                       1,
                       "points",
                       "money_per_point",
                       (json_int_t) worth,
                       "receipt_rounding",
                       (json_int_t) rounding);

  self->points_unit = pick_integer (self, units, G_N_ELEMENTS (units));
  self->n_levels = (gsize) laurel_random_below (self, 4);
  json_object_set_new (program,
                       "time_zone",
                       json_string (laurel_random_word (self, laurel_random_zones)));
  json_object_set_new (program, "accrual", new_accrual (self));
  json_object_set_new (program, "levels", new_levels (self));
  json_object_set_new (program, "redemption", new_redemption (self, worth));
  json_object_set_new (program, "limits", new_share_limits (self));
  json_object_set_new (program, "restrictions", new_restrictions (self));
  json_object_set_new (program, "discounts", new_group (self, 1));

  return program;
}
