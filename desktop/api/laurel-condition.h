/* laurel-condition.h - when a discount, a group or a rule holds
 *
 * A condition is a value: shared by counting, and changed only while it has one owner, between
 * laurel_condition_new() or laurel_condition_copy() and the moment it is given away. What a person
 * has not chosen yet is NULL, empty or LAUREL_UNSET: the draft keeps it so, publishing refuses it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A number that is not there: a member left out, or not chosen yet. */
#define LAUREL_UNSET G_MININT64

typedef enum
{
  /* Of others: all of these, any of these, not this one. */
  LAUREL_CONDITION_ALL,
  LAUREL_CONDITION_ANY,
  LAUREL_CONDITION_NOT,
  /* Tests, in the order of engine.md. */
  LAUREL_CONDITION_DATE,
  LAUREL_CONDITION_WEEKDAY,
  LAUREL_CONDITION_TIME,
  LAUREL_CONDITION_STORE,
  LAUREL_CONDITION_STORE_SEGMENT,
  LAUREL_CONDITION_CHANNEL,
  LAUREL_CONDITION_REGISTERED,
  LAUREL_CONDITION_CLIENT_SEGMENT,
  LAUREL_CONDITION_LEVEL,
  LAUREL_CONDITION_CARD_PREFIX,
  LAUREL_CONDITION_GENDER,
  LAUREL_CONDITION_AGE,
  LAUREL_CONDITION_AGE_MULTIPLE,
  LAUREL_CONDITION_BIRTHDAY,
  LAUREL_CONDITION_FIRST_PURCHASE,
  LAUREL_CONDITION_PURCHASES,
  LAUREL_CONDITION_RECEIPT,
  LAUREL_CONDITION_CONTAINS,
  LAUREL_CONDITION_PROMO_CODE,
  LAUREL_CONDITION_PAYMENT,
  LAUREL_CONDITION_EXTERNAL_DISCOUNT,
} LaurelConditionKind;

#define LAUREL_N_CONDITION_KINDS (LAUREL_CONDITION_EXTERNAL_DISCOUNT + 1)

typedef enum
{
  LAUREL_COMPARISON_LESS,
  LAUREL_COMPARISON_AT_MOST,
  LAUREL_COMPARISON_EQUAL,
  LAUREL_COMPARISON_AT_LEAST,
  LAUREL_COMPARISON_MORE,
} LaurelComparison;

/* What `purchases` and `receipt` measure; the first three belong to `purchases`. */
typedef enum
{
  LAUREL_METRIC_COUNT,
  LAUREL_METRIC_TURNOVER,
  LAUREL_METRIC_DAYS_SINCE,
  LAUREL_METRIC_AMOUNT,
  LAUREL_METRIC_QUANTITY,
  LAUREL_METRIC_LINES,
} LaurelMetric;

/**
 * LaurelTarget:
 * @products, @segments: what is picked; both empty: every line
 * @exclude_products, @exclude_segments: what is not
 * @min_price, @max_price: of a unit, ends included, or LAUREL_UNSET
 *
 * Lists are never NULL.
 */
typedef struct
{
  GStrv  products;
  GStrv  segments;
  GStrv  exclude_products;
  GStrv  exclude_segments;
  gint64 min_price;
  gint64 max_price;
} LaurelTarget;

LaurelTarget *laurel_target_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* NULL of NULL. */
LaurelTarget *laurel_target_copy (const LaurelTarget *self) G_GNUC_WARN_UNUSED_RESULT;
void          laurel_target_free (LaurelTarget *self);
/* By what they pick: NULL equals one that picks every line. */
gboolean laurel_target_equal (const LaurelTarget *a, const LaurelTarget *b);
/* Whether it picks every line; NULL does. */
gboolean laurel_target_is_everything (const LaurelTarget *self);

/**
 * LaurelItem:
 * @id: of a product or, with @is_segment, of a segment of products
 * @quantity: thousandths of the sales unit in `contains`, pieces in a set
 */
typedef struct
{
  char    *id;
  gboolean is_segment;
  gint64   quantity;
} LaurelItem;

LaurelItem *laurel_item_new (const char *id,
                             gboolean    is_segment,
                             gint64      quantity) G_GNUC_WARN_UNUSED_RESULT;
void        laurel_item_free (LaurelItem *self);

/* Arrays of LaurelItem that own them. */
GPtrArray *laurel_items_new (void) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *laurel_items_copy (GPtrArray *items) G_GNUC_WARN_UNUSED_RESULT;
gboolean   laurel_items_equal (GPtrArray *a, GPtrArray *b);

/**
 * LaurelCondition:
 * @children: (element-type LaurelCondition): of ALL and ANY; of NOT one, or none where nothing has
 *   been chosen yet
 * @from, @to: (nullable): "YYYY-MM-DD" of DATE, "HH:MM" of TIME
 * @days: of WEEKDAY: bit 0 is Monday
 * @ids: stores, segments, levels, prefixes, channels, genders, series, payments: whatever the kind
 *   lists; never NULL
 * @min, @max: years of AGE, or LAUREL_UNSET
 * @of: years of AGE_MULTIPLE
 * @before, @after: days of BIRTHDAY
 * @metric, @comparison, @value: of PURCHASES and RECEIPT; minor units, thousandths, days, or a
 * count
 * @target: (nullable): of RECEIPT
 * @items: (element-type LaurelItem): of CONTAINS
 */
typedef struct
{
  gatomicrefcount     ref_count;
  LaurelConditionKind kind;
  GPtrArray          *children;
  char               *from;
  char               *to;
  guint               days;
  GStrv               ids;
  gint64              min;
  gint64              max;
  gint64              of;
  gint64              before;
  gint64              after;
  LaurelMetric        metric;
  LaurelComparison    comparison;
  gint64              value;
  LaurelTarget       *target;
  GPtrArray          *items;
} LaurelCondition;

/* Nothing is chosen in it yet; the birthday is the day itself, comparisons are "at least". */
LaurelCondition *laurel_condition_new (LaurelConditionKind kind) G_GNUC_WARN_UNUSED_RESULT;
/* To be changed; children are shared with @self. */
LaurelCondition *laurel_condition_copy (const LaurelCondition *self) G_GNUC_WARN_UNUSED_RESULT;
LaurelCondition *laurel_condition_ref (LaurelCondition *self);
void             laurel_condition_unref (LaurelCondition *self);
/* NULL equals NULL. */
gboolean laurel_condition_equal (const LaurelCondition *a, const LaurelCondition *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelTarget, laurel_target_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelItem, laurel_item_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelCondition, laurel_condition_unref)

G_END_DECLS
