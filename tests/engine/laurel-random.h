/* laurel-random.h - random words, numbers and days for random cases
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <jansson.h>

G_BEGIN_DECLS

/**
 * LaurelRandom:
 * @huge: whether amounts go up to the limits
 * @today: Julian day number of GDate around which the case plays
 * @points_unit: what points are rounded to, in hundredths
 * @n_levels: how many of laurel_random_levels the program has
 * @n_leaves: leaves made so far
 * @n_groups: groups made so far
 *
 * What a case is made with.
 */
typedef struct
{
  GRand   *rand;
  gboolean huge;
  guint32  today;
  gint64   points_unit;
  gsize    n_levels;
  guint    n_leaves;
  guint    n_groups;
} LaurelRandom;

/* The pools of names, each ended by NULL. Of products and stores the last is in no catalog. */
extern const char *const laurel_random_products[];
extern const char *const laurel_random_segments[];
extern const char *const laurel_random_stores[];
extern const char *const laurel_random_store_segments[];
extern const char *const laurel_random_channels[];
extern const char *const laurel_random_clients[];
extern const char *const laurel_random_client_segments[];
extern const char *const laurel_random_levels[];
extern const char *const laurel_random_series[];
extern const char *const laurel_random_payments[];
extern const char *const laurel_random_zones[];

/* A number from 0 to below @n. */
gint64 laurel_random_below (LaurelRandom *self, gint64 n);

/* Whether what happens in @percent of a hundred cases happens now. */
gboolean laurel_random_chance (LaurelRandom *self, gint percent);

const char *laurel_random_word (LaurelRandom *self, const char *const *words);

/* Up to three different words, seldom none. (transfer full) */
json_t *laurel_random_words (LaurelRandom *self, const char *const *words);

/* @usual, or now and then the least or the most that the contract allows. */
gint64 laurel_random_extreme (LaurelRandom *self, gint64 usual, gint64 least, gint64 most);

/* The largest integer of a case, and the largest of what has no limit of its own. */
#define LAUREL_RANDOM_INTEGER_MAX ((gint64) 1 << 53)
#define LAUREL_RANDOM_NUMBER_MAX  1000000000

/* The largest amount, and the largest rate of points. */
#define LAUREL_RANDOM_MONEY_MAX       100000000000000
#define LAUREL_RANDOM_POINTS_RATE_MAX 1000000

/* Julian days of GDate: 2000-01-01 and 2099-12-31, between which receipts are dated. */
#define LAUREL_RANDOM_FIRST_DAY 730120
#define LAUREL_RANDOM_LAST_DAY  766644

/* Money from 0 to @most: small, round, or near @most in a huge case. */
gint64 laurel_random_money (LaurelRandom *self, gint64 most);

/* A rate or share from 0 to @most basis points. */
gint64 laurel_random_rate (LaurelRandom *self, gint64 most);

/* Points in multiples of the unit. */
gint64 laurel_random_points (LaurelRandom *self);

/* The day @offset days after today, as a date. (transfer full) */
json_t *laurel_random_day (LaurelRandom *self, gint64 offset);

/* laurel-random-condition.c: a condition or a target. (transfer full) */
json_t *laurel_random_condition (LaurelRandom *self, gint depth) G_GNUC_WARN_UNUSED_RESULT;
json_t *laurel_random_target (LaurelRandom *self) G_GNUC_WARN_UNUSED_RESULT;

/* The product or segment that an item asks for, @member of it. (transfer full) */
json_t *laurel_random_item (LaurelRandom *self,
                            const char   *member,
                            gint64        value) G_GNUC_WARN_UNUSED_RESULT;

/* laurel-random-program.c: a program. (transfer full) */
json_t *laurel_random_program (LaurelRandom *self) G_GNUC_WARN_UNUSED_RESULT;

/* laurel-random-reward.c: a reward, and whether rewards like it give points. (transfer full) */
json_t  *laurel_random_reward (LaurelRandom *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean laurel_random_gives_points (json_t *reward);

/* laurel-random-receipt.c: a receipt. (transfer full) */
json_t *laurel_random_receipt (LaurelRandom *self, guint number) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
