/* laurel-program-draft.h - a program as it was read, before it is compiled
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Plain structs in the order of the document; each lives in the draft's arena. Single numbers are
 * within the ranges given here (the reader sees to that); what several members must agree on is the
 * business of laurel_program_draft_check().
 */

#pragma once

#include <glib.h>

#include "server/engine/laurel-arena.h"
#include "server/engine/laurel-catalog.h"
#include "server/engine/laurel-faults.h"
#include "server/engine/laurel-program-terms.h"

G_BEGIN_DECLS

/* Levels of the tree, and of a condition. */
#define LAUREL_DEPTH_MAX 32

/* The largest and least integers of documents: those that a JSON number holds exactly. */
#define LAUREL_INTEGER_MAX G_GINT64_CONSTANT (9007199254740992)
#define LAUREL_MONEY_MAX   G_GINT64_CONSTANT (100000000000000)

/* An end of a range that is not there. */
#define LAUREL_OPEN_BELOW G_MININT64
#define LAUREL_OPEN_ABOVE G_MAXINT64

typedef enum
{
  LAUREL_TEST_ALL,
  LAUREL_TEST_ANY,
  LAUREL_TEST_NOT,
  LAUREL_TEST_DATE,
  LAUREL_TEST_WEEKDAY,
  LAUREL_TEST_TIME,
  LAUREL_TEST_STORE,
  LAUREL_TEST_STORE_SEGMENT,
  LAUREL_TEST_CHANNEL,
  LAUREL_TEST_REGISTERED,
  LAUREL_TEST_CLIENT_SEGMENT,
  LAUREL_TEST_LEVEL,
  LAUREL_TEST_CARD_PREFIX,
  LAUREL_TEST_GENDER,
  LAUREL_TEST_AGE,
  LAUREL_TEST_AGE_MULTIPLE,
  LAUREL_TEST_BIRTHDAY,
  LAUREL_TEST_FIRST_PURCHASE,
  LAUREL_TEST_PURCHASES,
  LAUREL_TEST_RECEIPT,
  LAUREL_TEST_CONTAINS,
  LAUREL_TEST_PROMO_CODE,
  LAUREL_TEST_PAYMENT,
  LAUREL_TEST_EXTERNAL_DISCOUNT,
  LAUREL_N_TESTS,
} LaurelTest;

typedef enum
{
  LAUREL_OPERATOR_LESS,
  LAUREL_OPERATOR_AT_MOST,
  LAUREL_OPERATOR_EQUAL,
  LAUREL_OPERATOR_AT_LEAST,
  LAUREL_OPERATOR_MORE,
} LaurelOperator;

typedef enum
{
  LAUREL_METRIC_COUNT,
  LAUREL_METRIC_TURNOVER,
  LAUREL_METRIC_DAYS_SINCE,
  LAUREL_METRIC_AMOUNT,
  LAUREL_METRIC_QUANTITY,
  LAUREL_METRIC_LINES,
} LaurelMetric;

typedef enum
{
  LAUREL_GENDER_FEMALE = 1 << 0,
  LAUREL_GENDER_MALE = 1 << 1,
} LaurelGender;

typedef struct
{
  const char *const *ids;
  gsize              n;
} LaurelDraftIds;

/**
 * LaurelDraftTarget:
 * @min_price: least unit price, or %LAUREL_OPEN_BELOW
 * @max_price: largest unit price, or %LAUREL_OPEN_ABOVE
 */
typedef struct
{
  LaurelDraftIds products;
  LaurelDraftIds segments;
  LaurelDraftIds exclude_products;
  LaurelDraftIds exclude_segments;
  gint64         min_price;
  gint64         max_price;
} LaurelDraftTarget;

/**
 * LaurelDraftItem:
 * @product: (nullable): product id, or
 * @segment: (nullable): product segment id; one of them is set
 * @count: thousandths in `contains`, pieces in sets; 1 to 10^9
 */
typedef struct
{
  const char *product;
  const char *segment;
  gint64      count;
} LaurelDraftItem;

typedef struct _LaurelDraftCondition LaurelDraftCondition;

/**
 * LaurelDraftCondition:
 * @children: (array length=n_children): of `all` and `any`; the one of `not`
 * @ids: ids, prefixes, series or payment kinds
 * @mask: weekdays (bit 1 is Monday), #LaurelChannel bits, or #LaurelGender bits
 * @from: first day, seconds of the day, least age, days before, `of`; or %LAUREL_OPEN_BELOW
 * @to: last day, seconds of the day, largest age, days after; or %LAUREL_OPEN_ABOVE
 * @value: what @metric is compared with
 * @target: (nullable): of `receipt`
 * @items: (array length=n_items): of `contains`
 */
struct _LaurelDraftCondition
{
  LaurelTest                  type;
  const LaurelDraftCondition *children;
  gsize                       n_children;
  LaurelDraftIds              ids;
  guint                       mask;
  gint64                      from;
  gint64                      to;
  LaurelMetric                metric;
  LaurelOperator              op;
  gint64                      value;
  const LaurelDraftTarget    *target;
  const LaurelDraftItem      *items;
  gsize                       n_items;
};

typedef enum
{
  LAUREL_REWARD_PERCENT,
  LAUREL_REWARD_AMOUNT,
  LAUREL_REWARD_FIXED_PRICE,
  LAUREL_REWARD_NTH,
  LAUREL_REWARD_GIFT,
  LAUREL_REWARD_SET,
  /* Those below give points. */
  LAUREL_REWARD_POINTS_PERCENT,
  LAUREL_REWARD_POINTS,
  LAUREL_REWARD_POINTS_MULTIPLIER,
} LaurelRewardType;

typedef enum
{
  LAUREL_PER_RECEIPT,
  LAUREL_PER_LINE,
  LAUREL_PER_UNIT,
  LAUREL_PER_EVERY,
} LaurelPer;

/**
 * LaurelDraftReward:
 * @rate: of PERCENT, NTH, GIFT (0 to 10^4) and POINTS_PERCENT (0 to 10^6)
 * @value: money of AMOUNT, FIXED_PRICE and SET; hundredths of POINTS and POINTS_MULTIPLIER
 * @count: n of NTH, pieces of GIFT
 * @every: money of EVERY, 1 to 10^14
 * @items: (array length=n_items): of SET, at least one
 */
typedef struct
{
  LaurelRewardType       type;
  LaurelPer              per;
  gint64                 rate;
  gint64                 value;
  gint64                 count;
  gint64                 every;
  const LaurelDraftItem *items;
  gsize                  n_items;
} LaurelDraftReward;

/* Limits of a discount; 0 is none, but for @total_money, where -1 is. */
typedef struct
{
  gboolean once;
  gint64   once_days;
  gint64   per_client;
  gint64   total;
  gint64   total_money;
} LaurelDraftLimits;

/* Whether there is a limit on what one client may use, and on what all of them may together. */
static inline gboolean
laurel_limits_are_personal (const LaurelDraftLimits *limits)
{
  return limits->once || limits->once_days > 0 || limits->per_client > 0;
}

static inline gboolean
laurel_limits_are_shared (const LaurelDraftLimits *limits)
{
  return limits->total > 0 || limits->total_money >= 0;
}

typedef enum
{
  LAUREL_COMBINE_ADD,
  LAUREL_COMBINE_MULTIPLY,
  LAUREL_COMBINE_MAX,
  LAUREL_COMBINE_MIN,
  LAUREL_COMBINE_DISPLACE,
} LaurelCombine;

typedef struct _LaurelDraftNode LaurelDraftNode;

/**
 * LaurelDraftNode:
 * @name: (nullable): as people call it
 * @group: has @children, and @combine; else it is a leaf with a @reward
 * @by_receipt: of groups: the winner keeps all, not line by line
 * @first_wins: of DISPLACE: the first, not the last
 * @max_amount: of money leaves, or -1: none
 */
struct _LaurelDraftNode
{
  const char                 *id;
  const char                 *name;
  gboolean                    group;
  gboolean                    enabled;
  const LaurelDraftCondition *when;

  LaurelCombine          combine;
  gboolean               by_receipt;
  gboolean               first_wins;
  const LaurelDraftNode *children;
  gsize                  n_children;

  const LaurelDraftTarget *target;
  LaurelDraftReward        reward;
  gint64                   max_amount;
  LaurelDraftLimits        limits;
  gboolean                 keeps_accrual;
  gboolean                 exclude_from_turnover;
  gboolean                 external;
  gboolean                 replaces_base;
  gboolean                 for_referrer;
};

typedef enum
{
  LAUREL_FORBID_DISCOUNT = 1 << 0,
  LAUREL_FORBID_REDEEM = 1 << 1,
  LAUREL_FORBID_ACCRUE = 1 << 2,
} LaurelForbid;

/**
 * LaurelDraftRule:
 * @max_share: of redemption rules
 * @forbid: of restrictions
 */
typedef struct
{
  gboolean                    enabled;
  const LaurelDraftCondition *when;
  const LaurelDraftTarget    *target;
  gint64                      max_share;
  LaurelForbid                forbid;
} LaurelDraftRule;

typedef enum
{
  LAUREL_ROUND_DOWN,
  LAUREL_ROUND_HALF_UP,
  LAUREL_ROUND_UP,
} LaurelRoundMode;

/**
 * LaurelProgramDraft:
 * @arena: (transfer full): where all of it lives
 * @max_share: redemption
 * @share_of_eligible: it is taken of the lines that may be paid with points
 * @root: (nullable): %NULL is a group without children
 */
typedef struct
{
  LaurelArena       *arena;
  LaurelProgramTerms terms;

  gboolean        on_discounted;
  gboolean        on_redeemed;
  gboolean        while_redeeming;
  gint64          rounding_unit;
  LaurelRoundMode rounding_mode;
  gboolean        rounding_by_line;

  gint64                 max_share;
  gboolean               share_of_eligible;
  gint64                 step;
  gint64                 min_payable_per_line;
  gint64                 min_receipt;
  gint64                 min_points;
  const LaurelDraftRule *redemption_rules;
  gsize                  n_redemption_rules;

  gint64 max_line_share;
  gint64 max_receipt_share;
  gint64 receipt_rounding;

  const LaurelDraftRule *restrictions;
  gsize                  n_restrictions;
  const LaurelDraftNode *root;
} LaurelProgramDraft;

/* With an arena, and every default of the document. */
LaurelProgramDraft *laurel_program_draft_new (void) G_GNUC_WARN_UNUSED_RESULT;
void                laurel_program_draft_free (LaurelProgramDraft *draft);

/* Adds to @faults whatever does not agree: ids that are there twice or not at all, zones, steps,
 * members that a leaf's kind does not have. Paths are pointers into the document. */
void laurel_program_draft_check (const LaurelProgramDraft *draft, LaurelFaults *faults);

/* The words for tests in documents, such as "store_segment". */
const char *laurel_test_to_word (LaurelTest test);

static inline gboolean
laurel_reward_gives_points (LaurelRewardType type)
{
  return type >= LAUREL_REWARD_POINTS_PERCENT;
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelProgramDraft, laurel_program_draft_free)

G_END_DECLS
