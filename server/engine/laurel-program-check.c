/* laurel-program-check.c - whether the members of a program agree with each other
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/engine/laurel-program-draft.h"
#include "server/engine/laurel-zone.h"

/* @path is the JSON pointer of what is looked at; each step takes back what it appended. */
typedef struct
{
  const LaurelProgramDraft *draft;
  LaurelFaults             *faults;
  GString                  *path;
  GHashTable               *levels;
  GHashTable               *nodes;
} Check;

static void
add_fault (Check *check, const char *member, const char *code, const char *message)
{
  gsize length = check->path->len;

  g_string_append (check->path, member);
  laurel_faults_add (check->faults, check->path->str, code, "%s", message);
  g_string_truncate (check->path, length);
}

static void
check_level_ids (Check *check, const LaurelDraftIds *ids)
{
  for (gsize i = 0; i < ids->n; i++)
    {
      g_autofree char *member = NULL;

      if (g_hash_table_contains (check->levels, ids->ids[i]))
        continue;

      member = g_strdup_printf ("/ids/%" G_GSIZE_FORMAT, i);
      add_fault (check, member, LAUREL_FAULT_REFERENCE, "there is no such level");
    }
}

/* The path already leads to @condition. */
static void
check_condition (Check *check, const LaurelDraftCondition *condition)
{
  gsize length = check->path->len;

  if (condition->type == LAUREL_TEST_LEVEL)
    check_level_ids (check, &condition->ids);

  for (gsize i = 0; i < condition->n_children; i++)
    {
      g_string_append_printf (check->path, "/%s", laurel_test_to_word (condition->type));

      if (condition->type != LAUREL_TEST_NOT)
        g_string_append_printf (check->path, "/%" G_GSIZE_FORMAT, i);

      check_condition (check, &condition->children[i]);
      g_string_truncate (check->path, length);
    }
}

static void
check_when (Check *check, const LaurelDraftCondition *when)
{
  gsize length = check->path->len;

  if (when == NULL)
    return;

  g_string_append (check->path, "/when");
  check_condition (check, when);
  g_string_truncate (check->path, length);
}

static void
check_points_leaf (Check *check, const LaurelDraftNode *leaf)
{
  const LaurelDraftReward *reward = &leaf->reward;

  if (leaf->max_amount >= 0)
    add_fault (check, "/max_amount", LAUREL_FAULT_FORMAT, "points have no amount of money");

  if (leaf->limits.total_money >= 0)
    add_fault (check,
               "/limits/total_money",
               LAUREL_FAULT_FORMAT,
               "points spend no budget of money");

  if (leaf->keeps_accrual)
    add_fault (check, "/keeps_accrual", LAUREL_FAULT_FORMAT, "points never stop the accrual");

  if (leaf->replaces_base && reward->type == LAUREL_REWARD_POINTS_MULTIPLIER)
    add_fault (check,
               "/replaces_base",
               LAUREL_FAULT_FORMAT,
               "a multiplier cannot replace what it multiplies");
  else if (leaf->replaces_base && leaf->for_referrer)
    add_fault (check,
               "/replaces_base",
               LAUREL_FAULT_FORMAT,
               "the referrer's points cannot replace the buyer's");

  if (reward->type == LAUREL_REWARD_POINTS && reward->value % check->draft->rounding_unit != 0)
    add_fault (check,
               "/reward/points",
               LAUREL_FAULT_RANGE,
               "must be a multiple of the unit that points are rounded to");
}

static void
check_money_leaf (Check *check, const LaurelDraftNode *leaf)
{
  if (leaf->replaces_base)
    add_fault (check, "/replaces_base", LAUREL_FAULT_FORMAT, "only points replace base points");

  if (leaf->for_referrer)
    add_fault (check, "/for_referrer", LAUREL_FAULT_FORMAT, "only points go to a referrer");
}

static void
check_node (Check *check, const LaurelDraftNode *node)
{
  gsize length = check->path->len;

  if (g_str_equal (node->id, "base") || g_str_equal (node->id, "rounding"))
    add_fault (check, "/id", LAUREL_FAULT_REFERENCE, "this id is reserved");
  else if (!g_hash_table_insert (check->nodes, (gpointer) node->id, (gpointer) node))
    add_fault (check, "/id", LAUREL_FAULT_REFERENCE, "this id is there twice");

  check_when (check, node->when);

  if (!node->group && laurel_reward_gives_points (node->reward.type))
    check_points_leaf (check, node);
  else if (!node->group)
    check_money_leaf (check, node);

  for (gsize i = 0; i < node->n_children; i++)
    {
      g_string_append_printf (check->path, "/children/%" G_GSIZE_FORMAT, i);
      check_node (check, &node->children[i]);
      g_string_truncate (check->path, length);
    }
}

static void
check_rules (Check *check, const char *member, const LaurelDraftRule *rules, gsize n_rules)
{
  for (gsize i = 0; i < n_rules; i++)
    {
      g_string_append_printf (check->path, "%s/%" G_GSIZE_FORMAT, member, i);
      check_when (check, rules[i].when);
      g_string_truncate (check->path, 0);
    }
}

static void
check_levels (Check *check)
{
  const LaurelProgramTerms *terms = &check->draft->terms;

  for (gsize i = 0; i < terms->n_levels; i++)
    {
      g_autofree char *member = NULL;

      if (g_hash_table_add (check->levels, (gpointer) terms->levels[i].id))
        continue;

      member = g_strdup_printf ("/levels/list/%" G_GSIZE_FORMAT "/id", i);
      add_fault (check, member, LAUREL_FAULT_REFERENCE, "this id is there twice");
    }
}

static void
check_lots (Check *check)
{
  const LaurelProgramTerms *terms = &check->draft->terms;

  for (gsize i = 0; i < terms->n_lots; i++)
    {
      const LaurelDraftNode *node = g_hash_table_lookup (check->nodes, terms->lots[i].leaf);
      g_autofree char       *member = NULL;

      if (node != NULL && !node->group && laurel_reward_gives_points (node->reward.type))
        continue;

      member = g_strconcat ("/server/lots/", terms->lots[i].leaf, NULL);
      add_fault (check, member, LAUREL_FAULT_REFERENCE, "there is no such discount with points");
    }
}

void
laurel_program_draft_check (const LaurelProgramDraft *draft, LaurelFaults *faults)
{
  g_autoptr (GString) path = g_string_new (NULL);
  g_autoptr (GHashTable) levels = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) nodes = g_hash_table_new (g_str_hash, g_str_equal);
  Check check = { draft, faults, path, levels, nodes };

  if (laurel_zone_find (draft->terms.time_zone) == NULL)
    add_fault (&check, "/time_zone", LAUREL_FAULT_REFERENCE, "there is no such time zone");

  check_levels (&check);

  /* Both are 10^9 at most. */
  if (draft->step * draft->terms.money_per_point % 100 != 0)
    add_fault (&check,
               "/redemption/step",
               LAUREL_FAULT_RANGE,
               "a step of redemption must be worth whole minor units");

  check_rules (&check, "/redemption/rules", draft->redemption_rules, draft->n_redemption_rules);
  check_rules (&check, "/restrictions", draft->restrictions, draft->n_restrictions);

  if (draft->root != NULL)
    {
      g_string_append (path, "/discounts");

      if (!draft->root->group)
        add_fault (&check, "/kind", LAUREL_FAULT_FORMAT, "the root must be a group");

      check_node (&check, draft->root);
      g_string_truncate (path, 0);
    }

  check_lots (&check);
}
