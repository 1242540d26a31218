/* laurel-explain.c - what became of each leaf, and why
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * While a receipt is priced, each of these notes what has happened; nothing is noted where no
 * explanation was asked for.
 */

#include "server/engine/laurel-pricing.h"

void
laurel_pricing_tell_node (LaurelPricing    *pricing,
                          const LaurelNode *node,
                          LaurelOutcomeKind kind,
                          const char       *test)
{
  if (!pricing->explains)
    return;

  for (guint32 i = node->first_leaf; i < node->end_leaf; i++)
    {
      pricing->stories[i].kind = kind;
      pricing->stories[i].node = node->id;
      pricing->stories[i].test = test;
    }
}

void
laurel_pricing_tell_limit (LaurelPricing *pricing, guint32 leaf, const char *limit)
{
  if (!pricing->explains)
    return;

  pricing->stories[leaf].kind = LAUREL_OUTCOME_LIMIT;
  pricing->stories[leaf].limit = limit;
}

void
laurel_pricing_tell_kind (LaurelPricing *pricing, guint32 leaf, LaurelOutcomeKind kind)
{
  if (pricing->explains)
    pricing->stories[leaf].kind = kind;
}

void
laurel_pricing_tell_trimmed (LaurelPricing *pricing, guint32 leaf)
{
  if (pricing->explains)
    pricing->stories[leaf].trimmed = TRUE;
}

/* Winners are kept in order of their numbers, which is tree order. */
void
laurel_pricing_tell_lost (LaurelPricing *pricing, guint32 leaf, guint32 winner)
{
  LaurelStory *story = NULL;
  guint32      at = 0;

  if (!pricing->explains || winner == LAUREL_ID_NONE)
    return;

  story = &pricing->stories[leaf];
  story->lost = TRUE;

  while (at < story->n_by && story->by[at] < winner)
    at++;

  if (at < story->n_by && story->by[at] == winner)
    return;

  if (story->n_by == story->by_size)
    {
      guint32 *by = NULL;

      story->by_size = MAX (4, 2 * story->by_size);
      by = laurel_arena_new_array (pricing->arena, guint32, story->by_size);

      for (guint32 i = 0; i < story->n_by; i++)
        by[i] = story->by[i];

      story->by = by;
    }

  for (guint32 i = story->n_by; i > at; i--)
    story->by[i] = story->by[i - 1];

  story->by[at] = winner;
  story->n_by++;
}

static const char *const *
name_winners (const LaurelPricing *pricing, const LaurelStory *story)
{
  const char **by = laurel_arena_new_array (pricing->arena, const char *, story->n_by);

  for (guint32 i = 0; i < story->n_by; i++)
    by[i] = pricing->program->nodes[story->by[i]].id;

  return by;
}

/* A leaf that reached the end without a reason had effects; this is what is left of them. */
static void
tell_ending (const LaurelPricing *pricing, const LaurelStory *story, LaurelOutcome *outcome)
{
  if (outcome->n_lines > 0)
    outcome->kind = LAUREL_OUTCOME_APPLIED;
  else if (story->lost)
    {
      outcome->kind = LAUREL_OUTCOME_DISPLACED;
      outcome->by = name_winners (pricing, story);
      outcome->n_by = story->n_by;
    }
  else
    outcome->kind = story->trimmed ? LAUREL_OUTCOME_GUARD : LAUREL_OUTCOME_ZERO;
}

void
laurel_pricing_explain (LaurelPricing *pricing, LaurelPriced *priced)
{
  guint32            n_leaves = pricing->program->n_leaves;
  LaurelOutcome     *outcomes = laurel_arena_new_array0 (pricing->arena, LaurelOutcome, n_leaves);
  LaurelOutcomeLine *lines =
      laurel_arena_new_array (pricing->arena, LaurelOutcomeLine, pricing->n_effects);
  gsize at = 0;

  for (guint32 i = 0; i < n_leaves; i++)
    {
      const LaurelStory *story = &pricing->stories[i];
      LaurelOutcome     *outcome = &outcomes[i];

      outcome->leaf = pricing->program->leaves[i].id;
      outcome->kind = story->kind;
      outcome->node = story->node;
      outcome->test = story->test;
      outcome->limit = story->limit;
      outcome->lines = lines;

      for (; at < pricing->n_effects && pricing->effects[at].leaf == i; at++)
        {
          const LaurelDraftEffect *effect = &pricing->effects[at];

          if (effect->money > 0 || effect->points > 0)
            lines[outcome->n_lines++] = (LaurelOutcomeLine){
              .n = pricing->lines[effect->line].given->n,
              .before = effect->saw,
              .after = effect->saw - effect->money,
            };
        }

      lines += outcome->n_lines;

      if (story->kind == LAUREL_OUTCOME_APPLIED)
        tell_ending (pricing, story, outcome);
    }

  priced->explain = outcomes;
  priced->n_explain = n_leaves;
}
