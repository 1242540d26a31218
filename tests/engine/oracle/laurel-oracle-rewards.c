/* laurel-oracle-rewards.c - what one leaf gives on the lines it sees
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/engine/oracle/laurel-oracle-private.h"

#include <string.h>

/* A reward at work: for each line the amount it gives, 0 outside the lines that were chosen. */
typedef struct
{
  LaurelOracle     *oracle;
  LaurelOracleLeaf *leaf;
  json_t           *reward;
  const gboolean   *chosen;
  LaurelWide       *amounts;
} Giving;

static gint64
get_base (const Giving *giving, gsize line)
{
  return giving->chosen[line] ? giving->leaf->effects[line].before : 0;
}

/* The pieces of a whole line that was chosen. */
static gint64
get_pieces (const Giving *giving, gsize line)
{
  return giving->chosen[line] ? giving->oracle->lines[line].pieces : 0;
}

/* distribute(total, b, b), by the bases that the leaf sees. */
static void
distribute_by_bases (Giving *giving, LaurelWide total)
{
  gsize                  n = giving->oracle->n_lines;
  g_autofree LaurelWide *bases = g_new0 (LaurelWide, n);
  LaurelWide             sum = 0;

  for (gsize i = 0; i < n; i++)
    {
      bases[i] = get_base (giving, i);
      sum += bases[i];
    }

  laurel_oracle_distribute (MIN (total, sum), n, bases, bases, giving->amounts);
}

static LaurelWide
sum_undiscounted (const Giving *giving)
{
  LaurelWide sum = 0;

  for (gsize i = 0; i < giving->oracle->n_lines; i++)
    sum += giving->chosen[i] ? giving->oracle->lines[i].base : 0;

  return sum;
}

static void
give_percent (Giving *giving)
{
  gint64 rate = laurel_oracle_integer (giving->reward, "rate", 0);

  for (gsize i = 0; i < giving->oracle->n_lines; i++)
    {
      LaurelWide exact = (LaurelWide) get_base (giving, i) * rate;

      if (giving->oracle->defect == LAUREL_ORACLE_ROUNDS_DOWN)
        giving->amounts[i] = exact / 10000;
      else
        giving->amounts[i] = laurel_oracle_half_up (exact, 10000);
    }
}

static void
give_amount (Giving *giving)
{
  json_t    *per = json_object_get (giving->reward, "per");
  LaurelWide amount = laurel_oracle_integer (giving->reward, "amount", 0);

  if (json_is_object (per))
    {
      distribute_by_bases (
          giving,
          amount * (sum_undiscounted (giving) / laurel_oracle_integer (per, "every", 1)));
      return;
    }

  if (strcmp (json_string_value (per), "receipt") == 0)
    {
      distribute_by_bases (giving, amount);
      return;
    }

  for (gsize i = 0; i < giving->oracle->n_lines; i++)
    {
      LaurelWide here = amount;

      if (strcmp (json_string_value (per), "unit") == 0)
        here = laurel_oracle_half_up (amount * giving->oracle->lines[i].quantity, 1000);

      giving->amounts[i] = MIN (here, get_base (giving, i));
    }
}

static void
give_fixed_price (Giving *giving)
{
  LaurelWide price = laurel_oracle_integer (giving->reward, "price", 0);

  for (gsize i = 0; i < giving->oracle->n_lines; i++)
    {
      LaurelWide worth = laurel_oracle_half_up (price * giving->oracle->lines[i].quantity, 1000);

      giving->amounts[i] = MAX (0, get_base (giving, i) - worth);
    }
}

/* The line whose pieces cost least, of those with pieces left to take, or the number of lines. */
static gsize
find_cheapest (const Giving *giving, const gboolean *used)
{
  gsize best = giving->oracle->n_lines;

  for (gsize i = 0; i < giving->oracle->n_lines; i++)
    {
      if (used[i] || get_pieces (giving, i) == 0)
        continue;

      if (best == giving->oracle->n_lines ||
          (LaurelWide) get_base (giving, i) * get_pieces (giving, best) <
              (LaurelWide) get_base (giving, best) * get_pieces (giving, i))
        best = i;
    }

  return best;
}

/* Lowers the price of the @wanted cheapest pieces, and returns how many of them there are not. */
static gint64
give_cheapest (Giving *giving, gint64 wanted)
{
  g_autofree gboolean *used = g_new0 (gboolean, giving->oracle->n_lines);
  gint64               rate = laurel_oracle_integer (giving->reward, "rate", 0);

  while (wanted > 0)
    {
      gsize  line = find_cheapest (giving, used);
      gint64 taken = 0;

      if (line == giving->oracle->n_lines)
        return wanted;

      used[line] = TRUE;
      taken = MIN (wanted, get_pieces (giving, line));
      wanted -= taken;
      giving->amounts[line] =
          laurel_oracle_half_up ((LaurelWide) get_base (giving, line) * taken * rate,
                                 (LaurelWide) get_pieces (giving, line) * 10000);
    }

  return 0;
}

static void
give_nth (Giving *giving)
{
  gint64 pieces = 0;

  for (gsize i = 0; i < giving->oracle->n_lines; i++)
    pieces += get_pieces (giving, i);

  give_cheapest (giving, pieces / laurel_oracle_integer (giving->reward, "n", 1));
}

static void
give_gift (Giving *giving)
{
  giving->leaf->missing =
      give_cheapest (giving, laurel_oracle_integer (giving->reward, "pieces", 0));
}

/* Takes the pieces of @n sets, item by item in line order; FALSE where they are not all there. */
static gboolean
take_sets (const Giving *giving, gint64 n, gint64 *taken)
{
  gsize   i = 0;
  json_t *item = NULL;

  for (gsize line = 0; line < giving->oracle->n_lines; line++)
    taken[line] = 0;

  json_array_foreach (json_object_get (giving->reward, "items"), i, item)
  {
    gint64 wanted = n * laurel_oracle_integer (item, "pieces", 0);

    for (gsize line = 0; line < giving->oracle->n_lines; line++)
      {
        gint64 here = MIN (wanted, get_pieces (giving, line) - taken[line]);

        if (!laurel_oracle_fits_item (item, &giving->oracle->lines[line]))
          continue;

        taken[line] += here;
        wanted -= here;
      }

    if (wanted > 0)
      return FALSE;
  }

  return TRUE;
}

static gint64
count_pieces_of_set (const Giving *giving)
{
  gint64  pieces = 0;
  gsize   i = 0;
  json_t *item = NULL;

  json_array_foreach (json_object_get (giving->reward, "items"), i, item)
  {
    pieces += laurel_oracle_integer (item, "pieces", 0);
  }

  return pieces;
}

static void
give_set (Giving *giving)
{
  gsize                  n_lines = giving->oracle->n_lines;
  gint64                 price = laurel_oracle_integer (giving->reward, "price", 0);
  g_autofree gint64     *taken = g_new0 (gint64, n_lines);
  g_autofree LaurelWide *worth = g_new0 (LaurelWide, n_lines);
  gint64                 n = 0;
  LaurelWide             sum = 0;

  for (gsize i = 0; i < n_lines; i++)
    n += get_pieces (giving, i);

  n /= count_pieces_of_set (giving);

  while (!take_sets (giving, n, taken))
    n--;

  for (gsize i = 0; i < n_lines; i++)
    {
      if (taken[i] > 0)
        worth[i] = (LaurelWide) get_base (giving, i) * taken[i] / get_pieces (giving, i);

      sum += worth[i];
    }

  laurel_oracle_distribute (MAX (0, sum - (LaurelWide) n * price),
                            n_lines,
                            worth,
                            worth,
                            giving->amounts);
}

/* The number of points that a receipt-wide promise is worth, over the lines by their undiscounted
 * amounts, in the units that points are given in. */
static void
distribute_points (Giving *giving, LaurelWide total)
{
  json_t *accrual = json_object_get (giving->oracle->program, "accrual");
  gint64  unit = laurel_oracle_integer (json_object_get (accrual, "rounding"), "unit", 100);
  gsize   n = giving->oracle->n_lines;
  g_autofree LaurelWide *weights = g_new0 (LaurelWide, n);

  for (gsize i = 0; i < n; i++)
    weights[i] = giving->chosen[i] ? giving->oracle->lines[i].base : 0;

  laurel_oracle_distribute (total / unit, n, weights, NULL, giving->amounts);

  for (gsize i = 0; i < n; i++)
    giving->amounts[i] *= unit;
}

static void
give_points (Giving *giving)
{
  json_t    *per = json_object_get (giving->reward, "per");
  LaurelWide points = laurel_oracle_integer (giving->reward, "points", 0);
  LaurelWide every = laurel_oracle_integer (per, "every", 1);

  if (json_is_object (per))
    {
      distribute_points (giving, points * (sum_undiscounted (giving) / every));
      return;
    }

  if (strcmp (json_string_value (per), "receipt") == 0)
    {
      distribute_points (giving, points);
      return;
    }

  for (gsize i = 0; i < giving->oracle->n_lines; i++)
    {
      gint64 units = giving->oracle->lines[i].quantity / 1000;

      if (giving->chosen[i])
        giving->amounts[i] =
            strcmp (json_string_value (per), "unit") == 0 ? points * units : points;
    }
}

/* Of the two that follow it matters only whether they give anything: their points are valued when
 * the accrual bases are known. */
static void
give_points_percent (Giving *giving)
{
  for (gsize i = 0; i < giving->oracle->n_lines; i++)
    giving->amounts[i] =
        (LaurelWide) get_base (giving, i) * laurel_oracle_integer (giving->reward, "rate", 0);
}

static void
give_points_multiplier (Giving *giving)
{
  gint64 factor = laurel_oracle_integer (giving->reward, "factor", 100);
  gint64 rate = laurel_oracle_integer (giving->oracle->level, "accrual", 0);

  for (gsize i = 0; i < giving->oracle->n_lines; i++)
    giving->amounts[i] = (LaurelWide) get_base (giving, i) * rate * (factor - 100);
}

static const struct
{
  const char *type;
  gboolean    points;
  void (*give) (Giving *giving);
} rewards[] = {
  { "percent", FALSE, give_percent },
  { "amount", FALSE, give_amount },
  { "fixed_price", FALSE, give_fixed_price },
  { "nth", FALSE, give_nth },
  { "gift", FALSE, give_gift },
  { "set", FALSE, give_set },
  { "points_percent", TRUE, give_points_percent },
  { "points", TRUE, give_points },
  { "points_multiplier", TRUE, give_points_multiplier },
};

static gsize
find_reward (const LaurelOracleLeaf *leaf)
{
  const char *type = laurel_oracle_word (json_object_get (leaf->json, "reward"), "type", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (rewards); i++)
    {
      if (strcmp (rewards[i].type, type) == 0)
        return i;
    }

  g_assert_not_reached ();
}

gboolean
laurel_oracle_gives_points (const LaurelOracleLeaf *leaf)
{
  return rewards[find_reward (leaf)].points;
}

void
laurel_oracle_reward (LaurelOracle *self, LaurelOracleLeaf *leaf, const gboolean *chosen)
{
  g_autofree LaurelWide *amounts = g_new0 (LaurelWide, self->n_lines);
  gsize                  kind = find_reward (leaf);
  Giving                 giving = { .oracle = self,
                                    .leaf = leaf,
                                    .reward = json_object_get (leaf->json, "reward"),
                                    .chosen = chosen,
                                    .amounts = amounts };

  rewards[kind].give (&giving);

  for (gsize i = 0; i < self->n_lines; i++)
    {
      LaurelOracleEffect *effect = &leaf->effects[i];

      if (!rewards[kind].points)
        effect->money = (gint64) amounts[i];
      else
        {
          effect->fires = amounts[i] > 0;
          effect->fixed = rewards[kind].give == give_points ? amounts[i] : 0;
        }
    }
}
