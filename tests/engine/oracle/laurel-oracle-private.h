/* laurel-oracle-private.h - one receipt on its way through the oracle
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tests/engine/oracle/laurel-oracle.h"

G_BEGIN_DECLS

__extension__ typedef __int128 LaurelWide;

/* The largest integer that a case may hold, in the answer too. */
#define LAUREL_ORACLE_INTEGER_MAX ((gint64) 1 << 53)

/**
 * LaurelOracleLine:
 * @product: the product's entry in the catalog, NULL where it has none
 * @base: gross less external, the undiscounted amount
 * @pieces: how many pieces it has, 0 where it is not whole
 * @money: what the leaves that survived take off
 * @net: @base less @money (n of the specification)
 * @keep: what must be paid for it in any case
 * @cap: the most that may be paid with points
 * @accrual_base: what points are reckoned on (a of the specification)
 * @points: base points kept, rounded
 *
 * A line with what each step found out about it, in minor units and hundredths of a point.
 */
typedef struct
{
  const char *id;
  json_t     *product;
  gint64      n;
  gint64      quantity;
  gint64      price;
  gint64      gross;
  gint64      external;
  gint64      base;
  gint64      pieces;
  gboolean    no_discount;
  gboolean    no_redeem;
  gboolean    no_accrual;
  gboolean    no_turnover;
  gint64      money;
  gint64      net;
  LaurelWide  keep;
  gint64      cap;
  gint64      redeemed;
  gint64      rounding;
  gint64      accrual_base;
  LaurelWide  points;
  gint64      turnover;
} LaurelOracleLine;

/**
 * LaurelOracleEffect:
 * @before: the base that the leaf saw
 * @money: what it takes off
 * @fires: whether it is a points leaf that gives points here
 * @fixed: the points of a reward that names a number
 * @points: what the buyer or the referrer gets in the end, rounded
 *
 * What one leaf does to one line.
 */
typedef struct
{
  gint64     before;
  gint64     money;
  gboolean   fires;
  LaurelWide fixed;
  LaurelWide points;
} LaurelOracleEffect;

/**
 * LaurelOracleLeaf:
 * @outcome: the outcome that was clear before the leaf could compete, NULL where it did compete
 * @node: the node that is to blame for it
 * @reason: the test or the limit
 * @winners: (element-type json_t): the children that won over it
 * @trimmed: whether money was taken from it, by its neighbours or a guard
 * @missing: pieces that a gift lacks
 * @effects: one for each line
 */
typedef struct
{
  json_t             *json;
  const char         *outcome;
  const char         *node;
  const char         *reason;
  GPtrArray          *winners;
  gboolean            trimmed;
  gint64              missing;
  LaurelOracleEffect *effects;
} LaurelOracleLeaf;

/**
 * LaurelOracle:
 * @day: the local date, as a Julian day number of GDate
 * @second: the local time of the day
 * @lines: in line order
 * @leaves: in tree order
 * @money_per_point: minor units that one whole point is worth
 */
typedef struct
{
  LaurelOracleDefect defect;
  json_t            *document;
  json_t            *program;
  json_t            *receipt;
  json_t            *client;
  json_t            *level;
  json_t            *store;
  guint32            day;
  gint64             second;
  gsize              n_lines;
  LaurelOracleLine  *lines;
  gsize              n_leaves;
  LaurelOracleLeaf  *leaves;
  gint64             money_per_point;
  gint64             redeemable;
  gint64             redeemed_points;
} LaurelOracle;

/* laurel-oracle-json.c: members with their defaults. */
gint64      laurel_oracle_integer (json_t *object, const char *name, gint64 missing);
gboolean    laurel_oracle_flag (json_t *object, const char *name, gboolean missing);
const char *laurel_oracle_word (json_t *object, const char *name, const char *missing);
gboolean    laurel_oracle_has_word (json_t *array, const char *word);

/* laurel-oracle-numbers.c: rounding and sharing out. @caps may be NULL; @shares is written. */
LaurelWide laurel_oracle_half_up (LaurelWide a, LaurelWide b);
LaurelWide laurel_oracle_ceil (LaurelWide a, LaurelWide b);
void       laurel_oracle_distribute (LaurelWide        total,
                                     gsize             n,
                                     const LaurelWide *weights,
                                     const LaurelWide *caps,
                                     LaurelWide       *shares);

/* laurel-oracle-clock.c: @text is valid in both. */
guint32 laurel_oracle_read_day (const char *text);
void    laurel_oracle_read_time (const char *text, const char *zone, guint32 *day, gint64 *second);

/* laurel-oracle-conditions.c: the test that failed, or NULL where @condition holds. */
const char *laurel_oracle_fails (const LaurelOracle *self, json_t *condition);
gboolean    laurel_oracle_picks (json_t *target, const LaurelOracleLine *line);
gboolean    laurel_oracle_fits_item (json_t *item, const LaurelOracleLine *line);

/* laurel-oracle-rewards.c: lets a leaf act on the lines of @chosen, whose effects know `before`. */
void     laurel_oracle_reward (LaurelOracle *self, LaurelOracleLeaf *leaf, const gboolean *chosen);
gboolean laurel_oracle_gives_points (const LaurelOracleLeaf *leaf);

/* laurel-oracle-tree.c: finds the leaves, and gives each its effects and its outcome. */
void laurel_oracle_climb (LaurelOracle *self);

/* laurel-oracle-settle.c: the order of the calculation after the tree. */
void laurel_oracle_settle (LaurelOracle *self);

/* laurel-oracle-accrue.c: points and turnover. */
void laurel_oracle_accrue (LaurelOracle *self);

/* laurel-oracle-receipt.c: the code of what is wrong with @receipt, NULL where nothing is. */
const char *laurel_oracle_check (json_t *document, json_t *receipt);

/* laurel-oracle-answer.c: the result of a receipt. (transfer full) */
json_t *laurel_oracle_answer (const LaurelOracle *self);

G_END_DECLS
