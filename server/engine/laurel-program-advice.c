/* laurel-program-advice.c - what is valid in a program and still hardly meant
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The walk goes down the tree with what must hold where a node is asked: its own condition and
 * those of the groups above it. A node for which that is impossible is advised, and nothing below
 * it.
 */

#include "server/engine/laurel-program-advice.h"

#include "server/engine/laurel-rivals.h"

#define DEPTH_MAX LAUREL_DEPTH_MAX

struct _LaurelAdviceList
{
  LaurelArena *arena;
  GArray      *advice; /* (element-type LaurelAdvice) */
};

/* @path is the JSON pointer of what is looked at; each step takes back what it appended. The nodes
 * from the root down to it are @above, @depth of them. */
typedef struct
{
  LaurelAdviceList         *list;
  LaurelPremiseWorld       *world;
  const LaurelProgramDraft *draft;
  GString                  *path;
  const LaurelDraftNode    *above[DEPTH_MAX];
  guint                     depth;
} Walk;

static const char *const code_words[] = {
  [LAUREL_ADVICE_DEAD] = "dead",
  [LAUREL_ADVICE_PAST] = "past",
  [LAUREL_ADVICE_ALWAYS_LOSES] = "always_loses",
  [LAUREL_ADVICE_SHADOWED] = "shadowed",
  [LAUREL_ADVICE_UNKNOWN_ID] = "unknown_id",
  [LAUREL_ADVICE_NEVER_ACTIVE] = "never_active",
};

const char *
laurel_advice_code_to_word (LaurelAdviceCode code)
{
  return code_words[code];
}

guint
laurel_advice_list_get_n (const LaurelAdviceList *self)
{
  return self->advice->len;
}

const LaurelAdvice *
laurel_advice_list_get (const LaurelAdviceList *self, guint index)
{
  g_return_val_if_fail (index < self->advice->len, NULL);

  return &g_array_index (self->advice, LaurelAdvice, index);
}

void
laurel_advice_list_free (LaurelAdviceList *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->advice);
  laurel_arena_free (self->arena);
  g_free (self);
}

static void add_advice (Walk                  *walk,
                        LaurelAdviceCode       code,
                        const LaurelDraftNode *node,
                        const LaurelDraftNode *other,
                        const char            *format,
                        ...) G_GNUC_PRINTF (5, 6);

static void
add_advice (Walk                  *walk,
            LaurelAdviceCode       code,
            const LaurelDraftNode *node,
            const LaurelDraftNode *other,
            const char            *format,
            ...)
{
  LaurelArena     *arena = walk->list->arena;
  g_autofree char *message = NULL;
  LaurelAdvice     advice = {
        .code = code,
        .node = node != NULL ? node->id : NULL,
        .path = laurel_arena_strdup (arena, walk->path->str),
        .other = other != NULL ? other->id : NULL,
  };
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  advice.message = laurel_arena_strdup (arena, message);
  g_array_append_val (walk->list->advice, advice);
}

static gboolean
are_possible (const Walk                 *walk,
              const LaurelDraftCondition *one,
              const LaurelDraftCondition *other,
              gboolean                    ever,
              LaurelTest                 *cause)
{
  g_autoptr (LaurelPremise) premise = laurel_premise_new (walk->world, ever);

  laurel_premise_assume (premise, one, TRUE);
  laurel_premise_assume (premise, other, TRUE);

  return laurel_premise_is_possible (premise, cause);
}

/* Whether what has become impossible is so only for want of days that are still to come. */
static gboolean
is_past (const Walk *walk, const LaurelDraftCondition *when)
{
  g_autoptr (LaurelPremise) premise = laurel_premise_new (walk->world, TRUE);

  for (guint i = 0; i < walk->depth; i++)
    laurel_premise_assume (premise, walk->above[i]->when, TRUE);

  laurel_premise_assume (premise, when, TRUE);

  return laurel_premise_is_possible (premise, NULL);
}

/* @when, which is of @node or of a rule, cannot hold here: by itself, or because of a group. */
static void
advise_impossible (Walk                       *walk,
                   const LaurelDraftNode      *node,
                   const LaurelDraftCondition *when,
                   LaurelTest                  cause)
{
  const char *word = laurel_test_to_word (cause);

  if (is_past (walk, when))
    {
      add_advice (walk, LAUREL_ADVICE_PAST, node, NULL, "its dates are over");
      return;
    }

  if (!are_possible (walk, when, NULL, TRUE, &cause))
    {
      add_advice (walk,
                  LAUREL_ADVICE_DEAD,
                  node,
                  NULL,
                  "its condition can never hold, because of the test '%s'",
                  laurel_test_to_word (cause));
      return;
    }

  for (guint i = walk->depth; i-- > 0;)
    {
      if (are_possible (walk, walk->above[i]->when, when, TRUE, &cause))
        continue;

      add_advice (walk,
                  LAUREL_ADVICE_DEAD,
                  node,
                  walk->above[i],
                  "its condition and that of the group '%s' can never hold together, because of "
                  "the test '%s'",
                  walk->above[i]->id,
                  laurel_test_to_word (cause));
      return;
    }

  add_advice (walk,
              LAUREL_ADVICE_DEAD,
              node,
              NULL,
              "its condition and those of the groups above it can never hold together, because of "
              "the test '%s'",
              word);
}

/* What @reward gives is nothing, by its own numbers. */
static gboolean
gives_nothing (const LaurelDraftNode *leaf, const LaurelTargetSet *target)
{
  const LaurelDraftReward *reward = &leaf->reward;

  switch (reward->type)
    {
    case LAUREL_REWARD_PERCENT:
    case LAUREL_REWARD_NTH:
    case LAUREL_REWARD_GIFT:
    case LAUREL_REWARD_POINTS_PERCENT:
      return reward->rate == 0 || leaf->max_amount == 0;
    case LAUREL_REWARD_AMOUNT:
    case LAUREL_REWARD_POINTS:
      return reward->value == 0 || leaf->max_amount == 0;
    case LAUREL_REWARD_POINTS_MULTIPLIER:
      return reward->value == 100;
    case LAUREL_REWARD_FIXED_PRICE:
      return reward->value >= target->max_price || leaf->max_amount == 0;
    case LAUREL_REWARD_SET:
    default:
      return leaf->max_amount == 0;
    }
}

static gboolean
needs_client (const LaurelDraftNode *leaf)
{
  return laurel_reward_gives_points (leaf->reward.type) || leaf->limits.once ||
         leaf->limits.once_days > 0 || leaf->limits.per_client > 0;
}

/* Says why @leaf, whose conditions may hold, gives nothing all the same; FALSE where it may give
 * something. */
static gboolean
advise_dead_leaf (Walk *walk, const LaurelDraftNode *leaf, const LaurelPremise *premise)
{
  const LaurelTargetSet *target = laurel_target_set_get (walk->world, leaf->target);
  gboolean               points = laurel_reward_gives_points (leaf->reward.type);
  LaurelProductFlags     flags = points ? LAUREL_PRODUCT_NO_ACCRUAL : LAUREL_PRODUCT_NO_DISCOUNT;
  const char            *why = NULL;

  if (!laurel_premise_is_possible (premise, NULL))
    why = points ? "points need a known client, and its conditions hold for nobody who is known"
                 : "its limit counts the uses of known clients, and its conditions hold for nobody "
                   "who is known";
  else if (!laurel_target_set_can_pick (walk->world, target, 0))
    why = "its target picks no product";
  else if (!laurel_target_set_can_pick (walk->world, target, flags))
    why = points ? "nothing that its target picks may accrue points"
                 : "nothing that its target picks may be discounted";
  else if (gives_nothing (leaf, target))
    why = "what it gives comes to nothing";
  else if (leaf->limits.total_money == 0)
    why = "its budget is empty";
  else if (leaf->reward.type == LAUREL_REWARD_POINTS_MULTIPLIER &&
           laurel_premise_get_most_accrual (premise) == 0)
    why = "no level that its conditions let through accrues points to multiply";
  else if (!points && walk->draft->max_line_share == 0)
    why = "the program's limit for a line lets no discount through";
  else if (!points && walk->draft->max_receipt_share == 0)
    why = "the program's limit for a receipt lets no discount through";

  if (why != NULL)
    add_advice (walk, LAUREL_ADVICE_DEAD, leaf, NULL, "it never gives anything: %s", why);

  return why != NULL;
}

/* A restriction that always marks each line of @leaf. */
static gboolean
advise_forbidden (Walk *walk, const LaurelDraftNode *leaf, const LaurelPremise *premise)
{
  gboolean     points = laurel_reward_gives_points (leaf->reward.type);
  LaurelForbid what = points ? LAUREL_FORBID_ACCRUE : LAUREL_FORBID_DISCOUNT;

  for (gsize i = 0; i < walk->draft->n_restrictions; i++)
    {
      const LaurelDraftRule *rule = &walk->draft->restrictions[i];

      if (!rule->enabled || (rule->forbid & what) == 0 ||
          !laurel_target_set_is_within (walk->world,
                                        laurel_target_set_get (walk->world, leaf->target),
                                        laurel_target_set_get (walk->world, rule->target)) ||
          !laurel_premise_implies (premise, rule->when))
        continue;

      add_advice (walk,
                  LAUREL_ADVICE_SHADOWED,
                  leaf,
                  NULL,
                  "restriction %" G_GSIZE_FORMAT " forbids %s on all that it picks",
                  i + 1,
                  points ? "points" : "discounts");
      return TRUE;
    }

  return FALSE;
}

/* What must hold where @leaf gives something. The one that @above holds is not changed. */
static LaurelPremise *
new_leaf_premise (const LaurelPremise *above, const LaurelDraftNode *leaf)
{
  LaurelPremise *premise = laurel_premise_copy (above);

  laurel_premise_assume (premise, leaf->when, TRUE);

  if (needs_client (leaf))
    laurel_premise_assume_client (premise);

  return premise;
}

static gboolean
is_rival (const LaurelDraftNode *node)
{
  return !node->group && node->enabled;
}

/* Of two that give the same, the later one is the one too many. */
static gboolean
is_mutual (Walk                  *walk,
           const LaurelPremise   *above,
           const LaurelDraftNode *group,
           const LaurelDraftNode *loser,
           const LaurelDraftNode *winner)
{
  g_autoptr (LaurelPremise) premise = new_leaf_premise (above, winner);

  return laurel_rivals_always_lose (walk->world, premise, group, winner, loser, FALSE);
}

/* @above is what must hold where @group asks its children, of which @leaf is one. */
static void
advise_loser (Walk                  *walk,
              const LaurelDraftNode *leaf,
              const LaurelPremise   *premise,
              const LaurelPremise   *above)
{
  const LaurelDraftNode *group = walk->depth > 0 ? walk->above[walk->depth - 1] : NULL;

  if (group == NULL || group->combine == LAUREL_COMBINE_ADD ||
      group->combine == LAUREL_COMBINE_MULTIPLY)
    return;

  for (gsize i = 0; i < group->n_children; i++)
    {
      const LaurelDraftNode *rival = &group->children[i];
      gboolean               leaf_comes_first = leaf < rival;

      if (rival == leaf || !is_rival (rival) ||
          !laurel_rivals_always_lose (walk->world, premise, group, leaf, rival, leaf_comes_first))
        continue;

      if (leaf_comes_first && is_mutual (walk, above, group, leaf, rival))
        continue;

      add_advice (walk,
                  LAUREL_ADVICE_ALWAYS_LOSES,
                  leaf,
                  rival,
                  group->combine == LAUREL_COMBINE_DISPLACE
                      ? "'%s' displaces it wherever it gives something"
                      : "'%s' takes its place, or gives as much, wherever it gives something",
                  rival->id);
      return;
    }
}

static void
advise_leaf (Walk *walk, const LaurelDraftNode *leaf, const LaurelPremise *above)
{
  g_autoptr (LaurelPremise) premise = new_leaf_premise (above, leaf);

  if (advise_dead_leaf (walk, leaf, premise) || advise_forbidden (walk, leaf, premise))
    return;

  advise_loser (walk, leaf, premise, above);
}

static void
advise_node (Walk *walk, const LaurelDraftNode *node, const LaurelPremise *above)
{
  g_autoptr (LaurelPremise) premise = NULL;
  gsize      length = walk->path->len;
  LaurelTest cause = LAUREL_TEST_ALL;

  if (!node->enabled)
    return;

  premise = laurel_premise_copy (above);
  laurel_premise_assume (premise, node->when, TRUE);

  if (!laurel_premise_is_possible (premise, &cause))
    {
      advise_impossible (walk, node, node->when, cause);
      return;
    }

  if (!node->group)
    {
      advise_leaf (walk, node, above);
      return;
    }

  walk->above[walk->depth++] = node;

  for (gsize i = 0; i < node->n_children; i++)
    {
      g_string_append_printf (walk->path, "/children/%" G_GSIZE_FORMAT, i);
      advise_node (walk, &node->children[i], premise);
      g_string_truncate (walk->path, length);
    }

  walk->depth--;
}

static void
advise_rule (Walk *walk, const LaurelDraftRule *rules, gsize index)
{
  g_autoptr (LaurelPremise) premise = laurel_premise_new (walk->world, FALSE);
  const LaurelDraftRule *rule = &rules[index];
  const LaurelTargetSet *target = laurel_target_set_get (walk->world, rule->target);
  LaurelTest             cause = LAUREL_TEST_ALL;

  laurel_premise_assume (premise, rule->when, TRUE);

  if (!laurel_premise_is_possible (premise, &cause))
    {
      advise_impossible (walk, NULL, rule->when, cause);
      return;
    }

  if (!laurel_target_set_can_pick (walk->world, target, 0))
    {
      add_advice (walk, LAUREL_ADVICE_DEAD, NULL, NULL, "its target picks no product");
      return;
    }

  for (gsize i = 0; i < index; i++)
    {
      const LaurelDraftRule *earlier = &rules[i];

      /* Rules of redemption forbid nothing: there, each earlier one that fits decides. */
      if (!earlier->enabled || (rule->forbid & ~earlier->forbid) != 0 ||
          !laurel_target_set_is_within (walk->world,
                                        target,
                                        laurel_target_set_get (walk->world, earlier->target)) ||
          !laurel_premise_implies (premise, earlier->when))
        continue;

      add_advice (walk,
                  LAUREL_ADVICE_SHADOWED,
                  NULL,
                  NULL,
                  "rule %" G_GSIZE_FORMAT " has decided already wherever it fits",
                  i + 1);
      return;
    }
}

static void
advise_rules (Walk *walk, const char *member, const LaurelDraftRule *rules, gsize n_rules)
{
  for (gsize i = 0; i < n_rules; i++)
    {
      g_string_append_printf (walk->path, "%s/%" G_GSIZE_FORMAT, member, i);

      if (rules[i].enabled)
        advise_rule (walk, rules, i);

      g_string_truncate (walk->path, 0);
    }
}

LaurelAdviceList *
laurel_program_advise (const LaurelProgramDraft *draft, const LaurelCatalog *catalog, gint64 now)
{
  g_autoptr (LaurelPremiseWorld) world = NULL;
  g_autoptr (LaurelPremise) premise = NULL;
  g_autoptr (GString) path = g_string_new (NULL);
  LaurelAdviceList *list = NULL;
  Walk              walk = { 0 };

  g_return_val_if_fail (draft != NULL, NULL);

  world = laurel_premise_world_new (draft, catalog, now);
  list = g_new0 (LaurelAdviceList, 1);
  list->arena = laurel_arena_new ();
  list->advice = g_array_new (FALSE, FALSE, sizeof (LaurelAdvice));
  walk = (Walk){ .list = list, .world = world, .draft = draft, .path = path };

  advise_rules (&walk, "/redemption/rules", draft->redemption_rules, draft->n_redemption_rules);
  advise_rules (&walk, "/restrictions", draft->restrictions, draft->n_restrictions);

  if (draft->root != NULL)
    {
      premise = laurel_premise_new (world, FALSE);
      g_string_append (path, "/discounts");
      advise_node (&walk, draft->root, premise);
      g_string_truncate (path, 0);
    }

  return list;
}
