/* laurel-program-advice.c - what is valid in a program and still hardly meant
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The walk goes down the tree with what must hold where a node is asked: its own condition and
 * those of the groups above it. A node for which that is impossible is advised, and nothing below
 * it.
 */

#include "server/engine/laurel-program-advice.h"

#include "server/engine/laurel-advice-walk.h"

struct _LaurelAdviceList
{
  LaurelArena *arena;
  GArray      *advice; /* (element-type LaurelAdvice) */
};

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

void
laurel_advice_walk_add (LaurelAdviceWalk      *walk,
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
are_possible (const LaurelAdviceWalk     *walk,
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
is_past (const LaurelAdviceWalk *walk, const LaurelDraftCondition *when)
{
  g_autoptr (LaurelPremise) premise = laurel_premise_new (walk->world, TRUE);

  for (guint i = 0; i < walk->depth; i++)
    laurel_premise_assume (premise, walk->above[i]->when, TRUE);

  laurel_premise_assume (premise, when, TRUE);

  return laurel_premise_is_possible (premise, NULL);
}

/* @when, which is of @node or of a rule, cannot hold here: by itself, or because of a group. */
static void
advise_impossible (LaurelAdviceWalk           *walk,
                   const LaurelDraftNode      *node,
                   const LaurelDraftCondition *when,
                   LaurelTest                  cause)
{
  const char *word = laurel_test_to_word (cause);

  if (is_past (walk, when))
    {
      laurel_advice_walk_add (walk, LAUREL_ADVICE_PAST, node, NULL, "its dates are over");
      return;
    }

  if (!are_possible (walk, when, NULL, TRUE, &cause))
    {
      laurel_advice_walk_add (walk,
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

      laurel_advice_walk_add (
          walk,
          LAUREL_ADVICE_DEAD,
          node,
          walk->above[i],
          "its condition and that of the group '%s' can never hold together, because of "
          "the test '%s'",
          walk->above[i]->id,
          laurel_test_to_word (cause));
      return;
    }

  laurel_advice_walk_add (
      walk,
      LAUREL_ADVICE_DEAD,
      node,
      NULL,
      "its condition and those of the groups above it can never hold together, because of "
      "the test '%s'",
      word);
}

static void
advise_node (LaurelAdviceWalk *walk, const LaurelDraftNode *node, const LaurelPremise *above)
{
  g_autoptr (LaurelPremise) premise = NULL;
  gsize      length = walk->path->len;
  LaurelTest cause = LAUREL_TEST_ALL;

  if (!node->enabled)
    return;

  laurel_advice_walk_ids (walk, node, node->when, node->target);
  premise = laurel_premise_copy (above);
  laurel_premise_assume (premise, node->when, TRUE);

  if (!laurel_premise_is_possible (premise, &cause))
    {
      advise_impossible (walk, node, node->when, cause);
      return;
    }

  if (!node->group)
    {
      laurel_advice_walk_leaf (walk, node, above);
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

/* N days of inactivity end at the beginning of day N + 1, unless the client buys meanwhile; other
 * kinds of expiry count from the first day on which points can be spent. */
void
laurel_advice_walk_lot (LaurelAdviceWalk      *walk,
                        const LaurelDraftNode *leaf,
                        gint32                 activation_days,
                        const LaurelExpiry    *expiry)
{
  g_autofree char *path = g_strdup (walk->path->str);

  if (expiry->kind != LAUREL_EXPIRY_INACTIVITY || activation_days <= expiry->days)
    return;

  g_string_assign (walk->path, leaf != NULL ? "/server/lots/" : "/accrual");

  for (const char *c = leaf != NULL ? leaf->id : ""; *c != '\0'; c++)
    {
      if (*c == '~' || *c == '/')
        g_string_append (walk->path, *c == '~' ? "~0" : "~1");
      else
        g_string_append_c (walk->path, *c);
    }

  laurel_advice_walk_add (walk,
                          LAUREL_ADVICE_NEVER_ACTIVE,
                          leaf,
                          NULL,
                          "its points become active after %d days and burn after %d days without a "
                          "purchase: who does not buy again meanwhile never has them",
                          activation_days,
                          expiry->days);
  g_string_assign (walk->path, path);
}

/* Nothing of a receipt may be paid with points, on any level. */
static gboolean
redeems_nothing (const LaurelProgramDraft *draft)
{
  for (gsize i = 0; i < draft->terms.n_levels; i++)
    {
      if (draft->terms.levels[i].max_share > 0)
        return FALSE;
    }

  return draft->max_share == 0;
}

static void
advise_rule (LaurelAdviceWalk *walk, const LaurelDraftRule *rules, gsize index)
{
  g_autoptr (LaurelPremise) premise = laurel_premise_new (walk->world, FALSE);
  const LaurelDraftRule *rule = &rules[index];
  const LaurelTargetSet *target = laurel_target_set_get (walk->world, rule->target);
  LaurelTest             cause = LAUREL_TEST_ALL;

  laurel_advice_walk_ids (walk, NULL, rule->when, rule->target);
  laurel_premise_assume (premise, rule->when, TRUE);

  if (!laurel_premise_is_possible (premise, &cause))
    {
      advise_impossible (walk, NULL, rule->when, cause);
      return;
    }

  if (!laurel_target_set_can_pick (walk->world, target, 0))
    {
      laurel_advice_walk_add (walk, LAUREL_ADVICE_DEAD, NULL, NULL, "its target picks no product");
      return;
    }

  if (rule->max_share > 0 && redeems_nothing (walk->draft))
    {
      laurel_advice_walk_add (walk,
                              LAUREL_ADVICE_SHADOWED,
                              NULL,
                              NULL,
                              "the program lets nothing of a receipt be paid with points");
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

      laurel_advice_walk_add (walk,
                              LAUREL_ADVICE_SHADOWED,
                              NULL,
                              NULL,
                              "rule %" G_GSIZE_FORMAT " has decided already wherever it fits",
                              i + 1);
      return;
    }
}

static void
advise_rules (LaurelAdviceWalk      *walk,
              const char            *member,
              const LaurelDraftRule *rules,
              gsize                  n_rules)
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
  LaurelAdviceWalk  walk = { 0 };

  g_return_val_if_fail (draft != NULL, NULL);

  world = laurel_premise_world_new (draft, catalog, now);
  list = g_new0 (LaurelAdviceList, 1);
  list->arena = laurel_arena_new ();
  list->advice = g_array_new (FALSE, FALSE, sizeof (LaurelAdvice));
  walk = (LaurelAdviceWalk){ .list = list, .world = world, .draft = draft, .path = path };

  laurel_advice_walk_lot (&walk, NULL, draft->terms.activation_days, &draft->terms.expiry);
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
