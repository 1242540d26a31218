/* laurel-node-json.c - groups and discounts as they stand in documents
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/api/laurel-node-json.h"

#include "desktop/api/laurel-condition-json.h"

/* Each in the order of its enumeration. */
static const char *const combines[] = { "add", "multiply", "max", "min", "displace", NULL };
static const char *const scopes[] = { "line", "receipt", NULL };
static const char *const winners[] = { "last", "first", NULL };
static const char *const pers[] = { "receipt", "line", "unit", NULL };
static const char *const rewards[] = {
  "percent",        "amount", "fixed_price",       "nth", "gift", "set",
  "points_percent", "points", "points_multiplier", NULL
};

/* The number that a kind has under @member, and where we keep it. */
typedef struct
{
  LaurelRewardKind kind;
  const char      *member;
  gsize            offset;
} RewardNumber;

#define AT(field) G_STRUCT_OFFSET (LaurelReward, field)

static const RewardNumber reward_numbers[] = {
  { LAUREL_REWARD_PERCENT, "rate", AT (rate) },
  { LAUREL_REWARD_AMOUNT, "amount", AT (amount) },
  { LAUREL_REWARD_FIXED_PRICE, "price", AT (price) },
  { LAUREL_REWARD_NTH, "n", AT (n) },
  { LAUREL_REWARD_NTH, "rate", AT (rate) },
  { LAUREL_REWARD_GIFT, "pieces", AT (n) },
  { LAUREL_REWARD_GIFT, "rate", AT (rate) },
  { LAUREL_REWARD_SET, "price", AT (price) },
  { LAUREL_REWARD_POINTS_PERCENT, "rate", AT (rate) },
  { LAUREL_REWARD_POINTS, "points", AT (amount) },
  { LAUREL_REWARD_POINTS_MULTIPLIER, "factor", AT (factor) },
};

static gboolean
has_per (LaurelRewardKind kind)
{
  return kind == LAUREL_REWARD_AMOUNT || kind == LAUREL_REWARD_POINTS;
}

/* === Reading ================================================================================== */

static void
read_per (LaurelReply *reply, LaurelReward *reward)
{
  static const char *const members[] = { "every", NULL };

  if (!laurel_reply_is_object (reply, "per"))
    {
      reward->per = (LaurelPer) laurel_reply_get_choice (reply, "per", pers);
      return;
    }

  laurel_reply_begin_object (reply, "per");
  laurel_reply_expect_members (reply, members);
  reward->per = LAUREL_PER_EVERY;
  reward->every = laurel_reply_get_int_or (reply, "every", LAUREL_UNSET);
  laurel_reply_end_object (reply);
}

static void
read_reward (LaurelReply *reply, LaurelReward *reward)
{
  const char *members[6] = { "type" };
  gsize       n_members = 1;

  laurel_reply_begin_object (reply, "reward");
  reward->kind = (LaurelRewardKind) laurel_reply_get_choice (reply, "type", rewards);

  for (gsize i = 0; i < G_N_ELEMENTS (reward_numbers); i++)
    {
      const RewardNumber *number = &reward_numbers[i];

      if (number->kind != reward->kind)
        continue;

      members[n_members++] = number->member;
      G_STRUCT_MEMBER (gint64, reward, number->offset) =
          laurel_reply_get_int_or (reply, number->member, LAUREL_UNSET);
    }

  if (has_per (reward->kind))
    {
      members[n_members++] = "per";
      read_per (reply, reward);
    }

  if (reward->kind == LAUREL_REWARD_SET)
    {
      members[n_members++] = "items";
      g_ptr_array_unref (reward->items);
      reward->items = laurel_items_read (reply, "pieces");
    }

  laurel_reply_expect_members (reply, members);
  laurel_reply_end_object (reply);
}

static void
read_limits (LaurelReply *reply, LaurelLimits *limits)
{
  static const char *const members[] = { "once",  "once_days",   "per_client",
                                         "total", "total_money", NULL };

  if (!laurel_reply_begin_optional_object (reply, "limits"))
    return;

  laurel_reply_expect_members (reply, members);
  limits->once = laurel_reply_get_optional_boolean (reply, "once");
  limits->once_days = laurel_reply_get_int_or (reply, "once_days", LAUREL_UNSET);
  limits->per_client = laurel_reply_get_int_or (reply, "per_client", LAUREL_UNSET);
  limits->total = laurel_reply_get_int_or (reply, "total", LAUREL_UNSET);
  limits->total_money = laurel_reply_get_int_or (reply, "total_money", LAUREL_UNSET);
  laurel_reply_end_object (reply);
}

static void
read_discount (LaurelReply *reply, LaurelNode *self)
{
  static const char *const members[] = {
    "id",       "name",          "description",  "kind",   "enabled",       "when",
    "target",   "reward",        "max_amount",   "limits", "keeps_accrual", "exclude_from_turnover",
    "external", "replaces_base", "for_referrer", NULL,
  };

  laurel_reply_expect_members (reply, members);
  self->target = laurel_target_read (reply, "target");
  read_reward (reply, &self->reward);
  self->max_amount = laurel_reply_get_int_or (reply, "max_amount", LAUREL_UNSET);
  read_limits (reply, &self->limits);
  self->keeps_accrual = laurel_reply_get_optional_boolean (reply, "keeps_accrual");
  self->exclude_from_turnover = laurel_reply_get_optional_boolean (reply, "exclude_from_turnover");
  self->external = laurel_reply_get_optional_boolean (reply, "external");
  self->replaces_base = laurel_reply_get_optional_boolean (reply, "replaces_base");
  self->for_referrer = laurel_reply_get_optional_boolean (reply, "for_referrer");
}

static void
read_group (LaurelReply *reply, LaurelNode *self)
{
  static const char *const members[] = { "id",      "name",     "description", "kind",
                                         "enabled", "when",     "combine",     "scope",
                                         "winner",  "children", NULL };

  guint n_children = 0;

  laurel_reply_expect_members (reply, members);
  self->combine = (LaurelCombine) laurel_reply_get_choice_or (reply, "combine", combines, 0);
  self->scope = (LaurelScope) laurel_reply_get_choice_or (reply, "scope", scopes, 0);
  self->winner = (LaurelWinner) laurel_reply_get_choice_or (reply, "winner", winners, 0);
  n_children = laurel_reply_begin_optional_array (reply, "children");

  for (guint i = 0; i < n_children; i++)
    {
      laurel_reply_begin_element (reply, i);
      g_ptr_array_add (self->children, laurel_node_read (reply));
      laurel_reply_end_element (reply);
    }

  laurel_reply_end_array (reply);
}

LaurelNode *
laurel_node_read (LaurelReply *reply)
{
  static const char *const kinds[] = { "group", "discount", NULL };

  gboolean    is_group = laurel_reply_get_choice (reply, "kind", kinds) == 0;
  const char *id = laurel_reply_get_string (reply, "id");
  LaurelNode *self =
      is_group ? laurel_node_new_group (id) : laurel_node_new_discount (id, LAUREL_REWARD_PERCENT);

  self->name = g_strdup (laurel_reply_get_optional_string (reply, "name"));
  self->description = g_strdup (laurel_reply_get_optional_string (reply, "description"));
  self->enabled = laurel_reply_get_boolean_or (reply, "enabled", TRUE);
  self->when = laurel_condition_read (reply, "when");

  if (is_group)
    read_group (reply, self);
  else
    read_discount (reply, self);

  return self;
}

/* === Writing ================================================================================== */

static void
write_reward (const LaurelReward *reward, LaurelJsonOut *out)
{
  laurel_json_out_begin_object (out, "reward");
  laurel_json_out_string (out, "type", rewards[reward->kind]);

  for (gsize i = 0; i < G_N_ELEMENTS (reward_numbers); i++)
    {
      const RewardNumber *number = &reward_numbers[i];

      if (number->kind == reward->kind)
        laurel_json_out_int_unless (out,
                                    number->member,
                                    G_STRUCT_MEMBER (gint64, reward, number->offset),
                                    LAUREL_UNSET);
    }

  if (has_per (reward->kind) && reward->per == LAUREL_PER_EVERY)
    {
      laurel_json_out_begin_object (out, "per");
      laurel_json_out_int_unless (out, "every", reward->every, LAUREL_UNSET);
      laurel_json_out_end_object (out);
    }
  else if (has_per (reward->kind))
    {
      laurel_json_out_string (out, "per", pers[reward->per]);
    }

  if (reward->kind == LAUREL_REWARD_SET)
    laurel_items_write (reward->items, out, "pieces");

  laurel_json_out_end_object (out);
}

static gboolean
is_limited (const LaurelLimits *limits)
{
  return limits->once || limits->once_days != LAUREL_UNSET || limits->per_client != LAUREL_UNSET ||
         limits->total != LAUREL_UNSET || limits->total_money != LAUREL_UNSET;
}

static void
write_limits (const LaurelLimits *limits, LaurelJsonOut *out)
{
  if (!is_limited (limits))
    return;

  laurel_json_out_begin_object (out, "limits");
  laurel_json_out_boolean_unless (out, "once", limits->once, FALSE);
  laurel_json_out_int_unless (out, "once_days", limits->once_days, LAUREL_UNSET);
  laurel_json_out_int_unless (out, "per_client", limits->per_client, LAUREL_UNSET);
  laurel_json_out_int_unless (out, "total", limits->total, LAUREL_UNSET);
  laurel_json_out_int_unless (out, "total_money", limits->total_money, LAUREL_UNSET);
  laurel_json_out_end_object (out);
}

static void
write_discount (const LaurelNode *self, LaurelJsonOut *out)
{
  laurel_target_write (self->target, out, "target");
  write_reward (&self->reward, out);
  laurel_json_out_int_unless (out, "max_amount", self->max_amount, LAUREL_UNSET);
  write_limits (&self->limits, out);
  laurel_json_out_boolean_unless (out, "keeps_accrual", self->keeps_accrual, FALSE);
  laurel_json_out_boolean_unless (out, "exclude_from_turnover", self->exclude_from_turnover, FALSE);
  laurel_json_out_boolean_unless (out, "external", self->external, FALSE);
  laurel_json_out_boolean_unless (out, "replaces_base", self->replaces_base, FALSE);
  laurel_json_out_boolean_unless (out, "for_referrer", self->for_referrer, FALSE);
}

static void
write_group (const LaurelNode *self, LaurelJsonOut *out)
{
  if (self->combine != LAUREL_COMBINE_ADD)
    laurel_json_out_string (out, "combine", combines[self->combine]);
  if (self->scope != LAUREL_SCOPE_LINE)
    laurel_json_out_string (out, "scope", scopes[self->scope]);
  if (self->winner != LAUREL_WINNER_LAST)
    laurel_json_out_string (out, "winner", winners[self->winner]);
  if (self->children->len == 0)
    return;

  laurel_json_out_begin_array (out, "children");
  for (guint i = 0; i < self->children->len; i++)
    laurel_node_write (g_ptr_array_index (self->children, i), out, NULL);
  laurel_json_out_end_array (out);
}

void
laurel_node_write (const LaurelNode *self, LaurelJsonOut *out, const char *name)
{
  laurel_json_out_begin_object (out, name);
  laurel_json_out_string (out, "id", self->id);
  laurel_json_out_optional_string (out, "name", self->name);
  laurel_json_out_optional_string (out, "description", self->description);
  laurel_json_out_string (out, "kind", self->is_group ? "group" : "discount");
  laurel_json_out_boolean_unless (out, "enabled", self->enabled, TRUE);
  laurel_condition_write (self->when, out, "when");

  if (self->is_group)
    write_group (self, out);
  else
    write_discount (self, out);

  laurel_json_out_end_object (out);
}
