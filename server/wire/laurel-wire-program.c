/* laurel-wire-program.c - the program document
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/wire/laurel-wire-program.h"

#include "server/wire/laurel-wire-condition.h"
#include "server/wire/laurel-wire-terms.h"

#define COUNT_MAX  G_GINT64_CONSTANT (1000000000)
#define POINTS_MAX G_GINT64_CONSTANT (1000000000)
#define RATE_MAX   G_GINT64_CONSTANT (1000000)
#define FACTOR_MIN 100
#define FACTOR_MAX 100000

static const char *
copy_string (LaurelArena *arena, const char *string)
{
  return string != NULL ? laurel_arena_strdup (arena, string) : NULL;
}

/* What people write down beside the rules, and no rule looks at. */
static void
pass_description (LaurelJsonReader *reader)
{
  (void) laurel_json_reader_get_string_or (reader, "description", NULL);
}

static void
read_per (LaurelJsonReader *reader, LaurelDraftReward *reward)
{
  static const char *const words[] = { "receipt", "line", "unit", NULL };

  if (!laurel_json_reader_is_object (reader, "per"))
    {
      reward->per = (LaurelPer) laurel_json_reader_get_word (reader, "per", words);
      return;
    }

  reward->per = LAUREL_PER_EVERY;

  if (laurel_json_reader_begin_object (reader, "per"))
    {
      reward->every = laurel_json_reader_get_integer (reader, "every", 1, LAUREL_MONEY_MAX);
      laurel_json_reader_end_object (reader);
    }
}

static gint64
read_money (LaurelJsonReader *reader, const char *name)
{
  return laurel_json_reader_get_integer (reader, name, 0, LAUREL_MONEY_MAX);
}

static void
read_set (LaurelJsonReader *reader, LaurelArena *arena, LaurelDraftReward *reward)
{
  reward->items = laurel_wire_read_items (reader, arena, "pieces", &reward->n_items);
  reward->value = read_money (reader, "price");

  if (reward->n_items == 0 && laurel_json_reader_has (reader, "items"))
    laurel_json_reader_fault (reader, "items", LAUREL_FAULT_RANGE, "a set has at least one item");
}

static void
read_reward_members (LaurelJsonReader *reader, LaurelArena *arena, LaurelDraftReward *reward)
{
  switch (reward->type)
    {
    case LAUREL_REWARD_PERCENT:
      reward->rate = laurel_json_reader_get_integer (reader, "rate", 0, LAUREL_SHARE_WHOLE);
      break;
    case LAUREL_REWARD_AMOUNT:
      reward->value = read_money (reader, "amount");
      read_per (reader, reward);
      break;
    case LAUREL_REWARD_FIXED_PRICE:
      reward->value = read_money (reader, "price");
      break;
    case LAUREL_REWARD_NTH:
      reward->count = laurel_json_reader_get_integer (reader, "n", 1, COUNT_MAX);
      reward->rate = laurel_json_reader_get_integer (reader, "rate", 0, LAUREL_SHARE_WHOLE);
      break;
    case LAUREL_REWARD_GIFT:
      reward->count = laurel_json_reader_get_integer (reader, "pieces", 1, COUNT_MAX);
      reward->rate = laurel_json_reader_get_integer (reader, "rate", 0, LAUREL_SHARE_WHOLE);
      break;
    case LAUREL_REWARD_SET:
      read_set (reader, arena, reward);
      break;
    case LAUREL_REWARD_POINTS_PERCENT:
      reward->rate = laurel_json_reader_get_integer (reader, "rate", 0, RATE_MAX);
      break;
    case LAUREL_REWARD_POINTS:
      reward->value = laurel_json_reader_get_integer (reader, "points", 0, POINTS_MAX);
      read_per (reader, reward);
      break;
    case LAUREL_REWARD_POINTS_MULTIPLIER:
      reward->value = laurel_json_reader_get_integer (reader, "factor", FACTOR_MIN, FACTOR_MAX);
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
read_reward (LaurelJsonReader *reader, LaurelArena *arena, LaurelDraftReward *reward)
{
  /* In the order of LaurelRewardType. */
  static const char *const types[] = {
    "percent",        "amount", "fixed_price",       "nth", "gift", "set",
    "points_percent", "points", "points_multiplier", NULL
  };

  gint type = 0;

  if (!laurel_json_reader_begin_object (reader, "reward"))
    return;

  type = laurel_json_reader_get_word_or (reader, "type", types, -1);

  if (type < 0)
    {
      /* Which members there should be is not known. */
      if (!laurel_json_reader_has (reader, "type"))
        laurel_json_reader_fault (reader, "type", LAUREL_FAULT_MISSING, "is missing");

      laurel_json_reader_skip_object (reader);
      return;
    }

  reward->type = (LaurelRewardType) type;
  read_reward_members (reader, arena, reward);
  laurel_json_reader_end_object (reader);
}

static void
read_limits (LaurelJsonReader *reader, LaurelDraftLimits *limits)
{
  limits->total_money = -1;

  if (!laurel_json_reader_begin_object_or_none (reader, "limits"))
    return;

  limits->once = laurel_json_reader_get_boolean_or (reader, "once", FALSE);
  limits->once_days = laurel_json_reader_get_integer_or (reader, "once_days", 1, COUNT_MAX, 0);
  limits->per_client = laurel_json_reader_get_integer_or (reader, "per_client", 1, COUNT_MAX, 0);
  limits->total = laurel_json_reader_get_integer_or (reader, "total", 1, COUNT_MAX, 0);
  limits->total_money =
      laurel_json_reader_get_integer_or (reader, "total_money", 0, LAUREL_MONEY_MAX, -1);
  laurel_json_reader_end_object (reader);
}

static void
read_leaf (LaurelJsonReader *reader, LaurelArena *arena, LaurelDraftNode *leaf)
{
  leaf->target = laurel_wire_read_target (reader, arena, "target");
  read_reward (reader, arena, &leaf->reward);
  leaf->max_amount =
      laurel_json_reader_get_integer_or (reader, "max_amount", 0, LAUREL_MONEY_MAX, -1);
  read_limits (reader, &leaf->limits);
  leaf->keeps_accrual = laurel_json_reader_get_boolean_or (reader, "keeps_accrual", FALSE);
  leaf->exclude_from_turnover =
      laurel_json_reader_get_boolean_or (reader, "exclude_from_turnover", FALSE);
  leaf->external = laurel_json_reader_get_boolean_or (reader, "external", FALSE);
  leaf->replaces_base = laurel_json_reader_get_boolean_or (reader, "replaces_base", FALSE);
  leaf->for_referrer = laurel_json_reader_get_boolean_or (reader, "for_referrer", FALSE);
}

static void read_node (LaurelJsonReader *reader,
                       LaurelArena      *arena,
                       LaurelDraftNode  *node,
                       guint             depth);

static void
read_children (LaurelJsonReader *reader, LaurelArena *arena, LaurelDraftNode *group, guint depth)
{
  LaurelDraftNode *children = NULL;
  gsize            length = 0;

  if (!laurel_json_reader_begin_array_or_none (reader, "children", &length))
    return;

  children = laurel_arena_new_array0 (arena, LaurelDraftNode, length);

  for (gsize i = 0; i < length; i++)
    {
      if (!laurel_json_reader_begin_element (reader, i))
        continue;

      read_node (reader, arena, &children[group->n_children++], depth + 1);
    }

  laurel_json_reader_end_array (reader);
  group->children = children;
}

static void
read_group (LaurelJsonReader *reader, LaurelArena *arena, LaurelDraftNode *group, guint depth)
{
  /* In the order of LaurelCombine. */
  static const char *const combines[] = { "add", "multiply", "max", "min", "displace", NULL };
  static const char *const scopes[] = { "line", "receipt", NULL };
  static const char *const winners[] = { "last", "first", NULL };

  group->combine = (LaurelCombine) laurel_json_reader_get_word_or (reader, "combine", combines, 0);
  group->by_receipt = laurel_json_reader_get_word_or (reader, "scope", scopes, 0) == 1;
  group->first_wins = laurel_json_reader_get_word_or (reader, "winner", winners, 0) == 1;
  read_children (reader, arena, group, depth);
}

/* Reads and ends the object that the reader is in. */
static void
read_node (LaurelJsonReader *reader, LaurelArena *arena, LaurelDraftNode *node, guint depth)
{
  static const char *const kinds[] = { "group", "discount", NULL };

  const char *id = NULL;
  gint        kind = 0;

  if (depth > LAUREL_DEPTH_MAX)
    {
      laurel_json_reader_fault (reader,
                                NULL,
                                LAUREL_FAULT_RANGE,
                                "the tree is more than %d levels deep",
                                LAUREL_DEPTH_MAX);
      laurel_json_reader_skip_object (reader);
      return;
    }

  id = laurel_json_reader_get_string (reader, "id");
  node->id = copy_string (arena, id);
  node->name = copy_string (arena, laurel_json_reader_get_string_or (reader, "name", NULL));
  pass_description (reader);
  node->enabled = laurel_json_reader_get_boolean_or (reader, "enabled", TRUE);
  node->when = laurel_wire_read_condition (reader, arena, "when");
  kind = laurel_json_reader_get_word_or (reader, "kind", kinds, -1);

  if (kind < 0)
    {
      /* Which members there should be is not known. */
      if (!laurel_json_reader_has (reader, "kind"))
        laurel_json_reader_fault (reader, "kind", LAUREL_FAULT_MISSING, "is missing");

      laurel_json_reader_skip_object (reader);
      return;
    }

  node->group = kind == 0;

  if (node->group)
    read_group (reader, arena, node, depth);
  else
    read_leaf (reader, arena, node);

  laurel_json_reader_end_object (reader);
}

static void
read_accrual (LaurelJsonReader *reader, LaurelProgramDraft *draft, LaurelWireProgramFlags flags)
{
  static const char *const modes[] = { "down", "half_up", "up", NULL };
  static const char *const levels[] = { "receipt", "line", NULL };

  if (!laurel_json_reader_begin_object_or_none (reader, "accrual"))
    return;

  draft->on_discounted = laurel_json_reader_get_boolean_or (reader, "on_discounted", FALSE);
  draft->on_redeemed = laurel_json_reader_get_boolean_or (reader, "on_redeemed", FALSE);
  draft->while_redeeming = laurel_json_reader_get_boolean_or (reader, "while_redeeming", TRUE);

  if (laurel_json_reader_begin_object_or_none (reader, "rounding"))
    {
      draft->rounding_unit = laurel_json_reader_get_integer_or (reader, "unit", 1, COUNT_MAX, 100);
      draft->rounding_mode =
          (LaurelRoundMode) laurel_json_reader_get_word_or (reader, "mode", modes, 0);
      draft->rounding_by_line = laurel_json_reader_get_word_or (reader, "level", levels, 0) == 1;
      laurel_json_reader_end_object (reader);
    }

  laurel_wire_read_lot_members (reader, flags, &draft->terms.activation_days, &draft->terms.expiry);
  laurel_json_reader_end_object (reader);
}

/* The members that redemption rules and restrictions share. */
static void
read_rule (LaurelJsonReader *reader, LaurelArena *arena, LaurelDraftRule *rule)
{
  (void) laurel_json_reader_get_string_or (reader, "id", NULL);
  (void) laurel_json_reader_get_string_or (reader, "name", NULL);
  pass_description (reader);
  rule->enabled = laurel_json_reader_get_boolean_or (reader, "enabled", TRUE);
  rule->when = laurel_wire_read_condition (reader, arena, "when");
  rule->target = laurel_wire_read_target (reader, arena, "target");
}

static void
read_redemption_rules (LaurelJsonReader *reader, LaurelProgramDraft *draft)
{
  LaurelDraftRule *rules = NULL;
  gsize            length = 0;

  if (!laurel_json_reader_begin_array_or_none (reader, "rules", &length))
    return;

  rules = laurel_arena_new_array0 (draft->arena, LaurelDraftRule, length);

  for (gsize i = 0; i < length; i++)
    {
      LaurelDraftRule *rule = &rules[draft->n_redemption_rules];

      if (!laurel_json_reader_begin_element (reader, i))
        continue;

      read_rule (reader, draft->arena, rule);
      rule->max_share = laurel_json_reader_get_integer (reader, "max_share", 0, LAUREL_SHARE_WHOLE);
      laurel_json_reader_end_object (reader);
      draft->n_redemption_rules++;
    }

  laurel_json_reader_end_array (reader);
  draft->redemption_rules = rules;
}

static void
read_redemption (LaurelJsonReader *reader, LaurelProgramDraft *draft)
{
  static const char *const bases[] = { "all", "eligible", NULL };

  if (!laurel_json_reader_begin_object_or_none (reader, "redemption"))
    return;

  draft->max_share = laurel_json_reader_get_integer_or (reader,
                                                        "max_share",
                                                        0,
                                                        LAUREL_SHARE_WHOLE,
                                                        draft->max_share);
  draft->share_of_eligible = laurel_json_reader_get_word_or (reader, "share_base", bases, 0) == 1;
  draft->step = laurel_json_reader_get_integer_or (reader, "step", 1, POINTS_MAX, draft->step);
  draft->min_payable_per_line = laurel_json_reader_get_integer_or (reader,
                                                                   "min_payable_per_line",
                                                                   0,
                                                                   LAUREL_MONEY_MAX,
                                                                   draft->min_payable_per_line);
  draft->min_receipt =
      laurel_json_reader_get_integer_or (reader, "min_receipt", 0, LAUREL_MONEY_MAX, 0);
  draft->min_points = laurel_json_reader_get_integer_or (reader, "min_points", 0, POINTS_MAX, 0);
  read_redemption_rules (reader, draft);
  laurel_json_reader_end_object (reader);
}

static LaurelForbid
read_forbid (LaurelJsonReader *reader)
{
  static const char *const  words[] = { "discount", "redeem", "accrue", NULL };
  static const LaurelForbid forbids[] = { LAUREL_FORBID_DISCOUNT,
                                          LAUREL_FORBID_REDEEM,
                                          LAUREL_FORBID_ACCRUE };

  LaurelForbid forbid = 0;
  gsize        length = 0;

  if (!laurel_json_reader_begin_array (reader, "forbid", &length))
    return forbid;

  for (gsize i = 0; i < length; i++)
    forbid |= forbids[laurel_json_reader_get_word_element (reader, i, words)];

  laurel_json_reader_end_array (reader);

  return forbid;
}

static void
read_restrictions (LaurelJsonReader *reader, LaurelProgramDraft *draft)
{
  LaurelDraftRule *rules = NULL;
  gsize            length = 0;

  if (!laurel_json_reader_begin_array_or_none (reader, "restrictions", &length))
    return;

  rules = laurel_arena_new_array0 (draft->arena, LaurelDraftRule, length);

  for (gsize i = 0; i < length; i++)
    {
      LaurelDraftRule *rule = &rules[draft->n_restrictions];

      if (!laurel_json_reader_begin_element (reader, i))
        continue;

      read_rule (reader, draft->arena, rule);
      rule->forbid = read_forbid (reader);
      laurel_json_reader_end_object (reader);
      draft->n_restrictions++;
    }

  laurel_json_reader_end_array (reader);
  draft->restrictions = rules;
}

static void
read_shares (LaurelJsonReader *reader, LaurelProgramDraft *draft)
{
  if (!laurel_json_reader_begin_object_or_none (reader, "limits"))
    return;

  draft->max_line_share = laurel_json_reader_get_integer_or (reader,
                                                             "max_line_share",
                                                             0,
                                                             LAUREL_SHARE_WHOLE,
                                                             LAUREL_SHARE_WHOLE);
  draft->max_receipt_share = laurel_json_reader_get_integer_or (reader,
                                                                "max_receipt_share",
                                                                0,
                                                                LAUREL_SHARE_WHOLE,
                                                                LAUREL_SHARE_WHOLE);
  laurel_json_reader_end_object (reader);
}

static void
read_root (LaurelJsonReader *reader, LaurelProgramDraft *draft)
{
  LaurelDraftNode *root = NULL;

  if (!laurel_json_reader_begin_object_or_none (reader, "discounts"))
    return;

  root = laurel_arena_new_array0 (draft->arena, LaurelDraftNode, 1);
  read_node (reader, draft->arena, root, 1);
  draft->root = root;
}

static void
read_members (LaurelJsonReader *reader, LaurelProgramDraft *draft, LaurelWireProgramFlags flags)
{
  LaurelProgramTerms *terms = &draft->terms;

  (void) laurel_json_reader_get_integer (reader, "format", 1, 1);
  laurel_wire_read_titles (reader, draft, flags);
  pass_description (reader);
  terms->time_zone =
      copy_string (draft->arena,
                   laurel_json_reader_get_string_or (reader, "time_zone", terms->time_zone));

  if (laurel_json_reader_begin_object_or_none (reader, "points"))
    {
      terms->money_per_point =
          laurel_json_reader_get_integer_or (reader, "money_per_point", 1, COUNT_MAX, 100);
      laurel_json_reader_end_object (reader);
    }

  read_accrual (reader, draft, flags);
  laurel_wire_read_levels (reader, draft, flags);
  read_redemption (reader, draft);
  read_shares (reader, draft);
  draft->receipt_rounding =
      laurel_json_reader_get_integer_or (reader, "receipt_rounding", 0, LAUREL_MONEY_MAX, 0);
  read_restrictions (reader, draft);
  read_root (reader, draft);
  laurel_wire_read_server (reader, draft, flags);
}

static void
take_faults (LaurelFaults *faults, const char *path, const LaurelFaults *from)
{
  for (guint i = 0; i < laurel_faults_get_n (from); i++)
    {
      const LaurelFault *fault = laurel_faults_get (from, i);
      g_autofree char   *whole = g_strconcat (path, fault->path, NULL);

      laurel_faults_add (faults, whole, fault->code, "%s", fault->message);
    }
}

LaurelProgramDraft *
laurel_wire_read_program (json_t                *root,
                          const char            *path,
                          LaurelWireProgramFlags flags,
                          LaurelFaults          *faults)
{
  g_autoptr (LaurelProgramDraft) draft = laurel_program_draft_new ();
  g_autoptr (LaurelFaults) own_faults = laurel_faults_new ();
  g_autoptr (LaurelJsonReader) reader = laurel_json_reader_new (root, "", own_faults);

  if (laurel_json_reader_begin (reader))
    {
      read_members (reader, draft, flags);
      laurel_json_reader_end_object (reader);
    }

  if (laurel_faults_get_n (own_faults) == 0)
    laurel_program_draft_check (draft, own_faults);

  take_faults (faults, path, own_faults);

  return laurel_faults_get_n (own_faults) == 0 ? g_steal_pointer (&draft) : NULL;
}
