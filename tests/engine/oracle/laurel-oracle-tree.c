/* laurel-oracle-tree.c - who competes with whom, and who wins
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/engine/oracle/laurel-oracle-private.h"

#include <string.h>

/* Why nothing below a node can happen; without @outcome nothing is in the way. */
typedef struct
{
  const char *outcome;
  const char *node;
  const char *reason;
} Obstacle;

/* A child of a group, with its leaves @first to before @end. */
typedef struct
{
  json_t *json;
  gsize   first;
  gsize   end;
} Child;

typedef struct
{
  LaurelOracle *oracle;
  gsize         next_leaf;
} Climb;

static void climb_node (Climb *self, json_t *node, const gint64 *bases, Obstacle obstacle);

static gboolean
has_effect (const LaurelOracle *self, const Child *child, gsize line)
{
  for (gsize i = child->first; i < child->end; i++)
    {
      if (self->leaves[i].effects[line].money > 0 || self->leaves[i].effects[line].fires)
        return TRUE;
    }

  return FALSE;
}

/* The points of one effect as money, as if what the leaf saw were the accrual base. */
static LaurelWide
value_points (const LaurelOracle *self, const LaurelOracleLeaf *leaf, gsize line)
{
  const LaurelOracleEffect *effect = &leaf->effects[line];
  json_t                   *reward = json_object_get (leaf->json, "reward");
  const char               *type = laurel_oracle_word (reward, "type", NULL);
  LaurelWide                rate = laurel_oracle_integer (reward, "rate", 0);
  LaurelWide                factor = laurel_oracle_integer (reward, "factor", 100);

  if (!effect->fires)
    return 0;

  if (strcmp (type, "points") == 0)
    return laurel_oracle_half_up (effect->fixed * self->money_per_point, 100);

  if (strcmp (type, "points_percent") == 0)
    return laurel_oracle_half_up (effect->before * rate, 10000);

  return laurel_oracle_half_up (effect->before * (factor - 100) *
                                    laurel_oracle_integer (self->level, "accrual", 0),
                                1000000);
}

static LaurelWide
value_child (const LaurelOracle *self, const Child *child, gsize line)
{
  LaurelWide value = 0;

  for (gsize i = child->first; i < child->end; i++)
    value += self->leaves[i].effects[line].money + value_points (self, &self->leaves[i], line);

  return value;
}

/* Whether a child worth @value wins over the best one before it, worth @best, 0 being none. */
static gboolean
wins (const LaurelOracle *self, json_t *group, LaurelWide value, LaurelWide best)
{
  const char *combine = laurel_oracle_word (group, "combine", "add");

  if (value == 0 || best == 0)
    return value > 0;

  if (value == best)
    return self->defect == LAUREL_ORACLE_TIES_TO_LATER;

  return strcmp (combine, "max") == 0 ? value > best : value < best;
}

/* The child that keeps its effects on the lines from @line to before @end_line, or @n for none. */
static gsize
choose_child (const LaurelOracle *self,
              json_t             *group,
              const Child        *children,
              gsize               n,
              gsize               line,
              gsize               end_line)
{
  const char *combine = laurel_oracle_word (group, "combine", "add");
  gboolean    first = strcmp (laurel_oracle_word (group, "winner", "last"), "first") == 0;
  gsize       winner = n;
  LaurelWide  best = 0;

  for (gsize i = 0; i < n; i++)
    {
      LaurelWide value = 0;
      gboolean   candidate = FALSE;

      for (gsize l = line; l < end_line; l++)
        {
          value += value_child (self, &children[i], l);
          candidate = candidate || has_effect (self, &children[i], l);
        }

      if (strcmp (combine, "displace") == 0)
        winner = candidate && (winner == n || !first) ? i : winner;
      else if (wins (self, group, value, best))
        {
          winner = i;
          best = value;
        }
    }

  return winner;
}

/* Takes its effects on @line from the child that lost against @winner, which may be nobody. */
static void
dismiss (LaurelOracle *self, const Child *loser, const Child *winner, gsize line)
{
  for (gsize i = loser->first; i < loser->end; i++)
    {
      LaurelOracleEffect *effect = &self->leaves[i].effects[line];

      if (effect->money == 0 && !effect->fires)
        continue;

      effect->money = 0;
      effect->fires = FALSE;

      if (winner != NULL)
        g_ptr_array_add (self->leaves[i].winners, winner->json);
    }
}

static void
let_compete (LaurelOracle *self, json_t *group, const Child *children, gsize n)
{
  gboolean by_line = strcmp (laurel_oracle_word (group, "scope", "line"), "line") == 0;

  for (gsize line = 0; line < self->n_lines; line += by_line ? 1 : self->n_lines)
    {
      gsize end_line = by_line ? line + 1 : self->n_lines;
      gsize winner = choose_child (self, group, children, n, line, end_line);

      for (gsize l = line; l < end_line; l++)
        {
          for (gsize i = 0; i < n; i++)
            {
              if (i != winner)
                dismiss (self, &children[i], winner < n ? &children[winner] : NULL, l);
            }
        }
    }
}

/* Lets no line give more than its base: the later effect is trimmed. */
static void
trim_to_bases (LaurelOracle *self, gsize first, gsize end, const gint64 *bases)
{
  for (gsize line = 0; line < self->n_lines; line++)
    {
      gint64 left = bases[line];

      for (gsize i = first; i < end; i++)
        {
          LaurelOracleEffect *effect = &self->leaves[i].effects[line];

          self->leaves[i].trimmed = self->leaves[i].trimmed || effect->money > left;
          effect->money = MIN (effect->money, left);
          left -= effect->money;
        }
    }
}

static void
climb_group (Climb *self, json_t *group, const gint64 *bases, Obstacle obstacle)
{
  LaurelOracle      *oracle = self->oracle;
  json_t            *list = json_object_get (group, "children");
  gsize              n = json_array_size (list);
  const char        *combine = laurel_oracle_word (group, "combine", "add");
  g_autofree Child  *children = g_new0 (Child, n);
  g_autofree gint64 *left = g_memdup2 (bases, oracle->n_lines * sizeof *bases);
  gsize              first = self->next_leaf;

  for (gsize i = 0; i < n; i++)
    {
      children[i].json = json_array_get (list, i);
      children[i].first = self->next_leaf;
      climb_node (self, children[i].json, left, obstacle);
      children[i].end = self->next_leaf;

      if (strcmp (combine, "multiply") != 0)
        continue;

      for (gsize leaf = children[i].first; leaf < children[i].end; leaf++)
        {
          for (gsize line = 0; line < oracle->n_lines; line++)
            left[line] -= oracle->leaves[leaf].effects[line].money;
        }
    }

  if (strcmp (combine, "add") == 0)
    trim_to_bases (oracle, first, self->next_leaf, bases);
  else if (strcmp (combine, "multiply") != 0)
    let_compete (oracle, group, children, n);
}

/* The lines that @leaf sees, whose bases it remembers; returns whether there are any. */
static gboolean
choose_lines (LaurelOracle *self, LaurelOracleLeaf *leaf, const gint64 *bases, gboolean *chosen)
{
  json_t  *accrual = json_object_get (self->program, "accrual");
  gboolean on_discounted = laurel_oracle_flag (accrual, "on_discounted", FALSE);
  gboolean external = laurel_oracle_flag (leaf->json, "external", FALSE);
  gboolean any = FALSE;

  for (gsize i = 0; i < self->n_lines; i++)
    {
      const LaurelOracleLine *line = &self->lines[i];

      leaf->effects[i].before = bases[i];
      chosen[i] = bases[i] > 0 && (external || line->external == 0) &&
                  laurel_oracle_picks (json_object_get (leaf->json, "target"), line);

      if (laurel_oracle_gives_points (leaf))
        chosen[i] = chosen[i] && !line->no_accrual && (on_discounted || line->external == 0);
      else
        chosen[i] = chosen[i] && !line->no_discount;

      any = any || chosen[i];
    }

  return any;
}

/* The limit that is used up, or NULL; @left is the money that the leaf may still give. */
static const char *
find_used_up (const LaurelOracle *self, const LaurelOracleLeaf *leaf, gint64 *left)
{
  const char *id = laurel_oracle_word (leaf->json, "id", NULL);
  json_t     *limits = json_object_get (leaf->json, "limits");
  json_t     *all = json_object_get (json_object_get (self->document, "usage"), id);
  json_t     *own = json_object_get (json_object_get (self->client, "usage"), id);
  const char *last = laurel_oracle_word (own, "last", NULL);
  gint64      days = laurel_oracle_integer (limits, "once_days", 0);
  gint64      count = laurel_oracle_integer (own, "count", 0);
  gint64      total = laurel_oracle_integer (limits, "total", G_MAXINT64);

  *left = G_MAXINT64;

  if (json_object_get (limits, "total_money") != NULL)
    *left =
        laurel_oracle_integer (limits, "total_money", 0) - laurel_oracle_integer (all, "money", 0);

  if (laurel_oracle_flag (limits, "once", FALSE) && (self->client == NULL || count > 0))
    return "once";

  if (days > 0 &&
      (self->client == NULL || (last != NULL && self->day < laurel_oracle_read_day (last) + days)))
    return "once_days";

  if (json_object_get (limits, "per_client") != NULL &&
      (self->client == NULL || count >= laurel_oracle_integer (limits, "per_client", 0)))
    return "per_client";

  if (laurel_oracle_integer (all, "count", 0) >= total)
    return "total";

  return *left <= 0 ? "total_money" : NULL;
}

/* Cuts the money of @leaf to @most: distribute(most, its amounts, its amounts). */
static void
cut_money (LaurelOracle *self, LaurelOracleLeaf *leaf, gint64 most)
{
  g_autofree LaurelWide *amounts = g_new0 (LaurelWide, self->n_lines);
  g_autofree LaurelWide *shares = g_new0 (LaurelWide, self->n_lines);
  LaurelWide             sum = 0;

  for (gsize i = 0; i < self->n_lines; i++)
    {
      amounts[i] = leaf->effects[i].money;
      sum += amounts[i];
    }

  if (sum <= most)
    return;

  laurel_oracle_distribute (most, self->n_lines, amounts, amounts, shares);

  for (gsize i = 0; i < self->n_lines; i++)
    leaf->effects[i].money = (gint64) shares[i];
}

/* What else a leaf asks of the client than its condition. */
static Obstacle
find_obstacle_of_leaf (const LaurelOracle *self, const LaurelOracleLeaf *leaf)
{
  Obstacle obstacle = { "condition", laurel_oracle_word (leaf->json, "id", NULL), NULL };

  if (laurel_oracle_gives_points (leaf) && self->client == NULL)
    obstacle.reason = "account";
  else if (laurel_oracle_flag (leaf->json, "for_referrer", FALSE) &&
           json_object_get (self->client, "referrer") == NULL)
    obstacle.reason = "referrer";
  else
    obstacle.outcome = NULL;

  return obstacle;
}

static void
set_outcome (LaurelOracleLeaf *leaf, const char *outcome, const char *node, const char *reason)
{
  leaf->outcome = outcome;
  leaf->node = node;
  leaf->reason = reason;
}

static void
climb_leaf (Climb *self, const gint64 *bases, Obstacle obstacle)
{
  LaurelOracle        *oracle = self->oracle;
  LaurelOracleLeaf    *leaf = &oracle->leaves[self->next_leaf++];
  g_autofree gboolean *chosen = g_new0 (gboolean, oracle->n_lines);
  Child                child = { leaf->json, self->next_leaf - 1, self->next_leaf };
  gint64               money_left = 0;
  gboolean             sees_lines = FALSE;
  gboolean             fires = FALSE;
  const char          *limit = NULL;

  if (obstacle.outcome == NULL)
    obstacle = find_obstacle_of_leaf (oracle, leaf);

  if (obstacle.outcome != NULL)
    {
      set_outcome (leaf, obstacle.outcome, obstacle.node, obstacle.reason);
      return;
    }

  sees_lines = choose_lines (oracle, leaf, bases, chosen);
  limit = find_used_up (oracle, leaf, &money_left);

  if (limit == NULL)
    {
      laurel_oracle_reward (oracle, leaf, chosen);
      cut_money (oracle, leaf, laurel_oracle_integer (leaf->json, "max_amount", G_MAXINT64));
      cut_money (oracle, leaf, money_left);
    }

  for (gsize i = 0; i < oracle->n_lines; i++)
    fires = fires || has_effect (oracle, &child, i);

  if (!sees_lines)
    set_outcome (leaf, "no_lines", NULL, NULL);
  else if (limit != NULL)
    set_outcome (leaf, "limit", NULL, limit);
  else if (!fires)
    set_outcome (leaf, "zero", NULL, NULL);
}

static void
climb_node (Climb *self, json_t *node, const gint64 *bases, Obstacle obstacle)
{
  if (obstacle.outcome == NULL)
    {
      const char *failed = laurel_oracle_fails (self->oracle, json_object_get (node, "when"));

      obstacle.node = laurel_oracle_word (node, "id", NULL);

      if (!laurel_oracle_flag (node, "enabled", TRUE))
        obstacle.outcome = "disabled";
      else if (failed != NULL)
        {
          obstacle.outcome = "condition";
          obstacle.reason = failed;
        }
    }

  if (json_object_get (node, "reward") != NULL)
    climb_leaf (self, bases, obstacle);
  else
    climb_group (self, node, bases, obstacle);
}

static void
collect_leaves (json_t *node, GPtrArray *leaves)
{
  gsize   i = 0;
  json_t *child = NULL;

  if (json_object_get (node, "reward") != NULL)
    g_ptr_array_add (leaves, node);

  json_array_foreach (json_object_get (node, "children"), i, child)
  {
    collect_leaves (child, leaves);
  }
}

void
laurel_oracle_climb (LaurelOracle *self)
{
  json_t            *root = json_object_get (self->program, "discounts");
  g_autofree gint64 *bases = g_new0 (gint64, self->n_lines);
  g_autoptr (GPtrArray) leaves = g_ptr_array_new ();
  Climb climb = { .oracle = self };

  collect_leaves (root, leaves);
  self->n_leaves = leaves->len;
  self->leaves = g_new0 (LaurelOracleLeaf, self->n_leaves);

  for (gsize i = 0; i < self->n_leaves; i++)
    {
      self->leaves[i].json = g_ptr_array_index (leaves, i);
      self->leaves[i].winners = g_ptr_array_new ();
      self->leaves[i].effects = g_new0 (LaurelOracleEffect, self->n_lines);
    }

  for (gsize i = 0; i < self->n_lines; i++)
    bases[i] = self->lines[i].base;

  if (root != NULL)
    climb_node (&climb, root, bases, (Obstacle){ NULL, NULL, NULL });
}
