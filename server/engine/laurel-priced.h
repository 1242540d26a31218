/* laurel-priced.h - what the engine answers: a priced receipt and why it is so
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Everything here lives in the arena that was handed to laurel_price(), or in the program: it is
 * gone with the arena's next reset. Lines are in order of their numbers.
 */

#pragma once

#include <glib.h>

#include "server/engine/laurel-program-draft.h"

G_BEGIN_DECLS

/**
 * LaurelEffect:
 * @leaf: id of the discount, "rounding" or "base"
 * @money: taken off the line
 * @points: given for the line, to the buyer or, where @referrer is set, to who brought them
 * @referrer: the points are the referrer's
 */
typedef struct
{
  const char *leaf;
  gint64      money;
  gint64      points;
  gboolean    referrer;
} LaurelEffect;

/**
 * LaurelPricedLine:
 * @product: (transfer none): the receipt's own pointer
 * @whole: the quantity is a multiple of one piece, so the line has a split
 * @split: pieces and price of the one or two parts it is split into; 0 pieces: no such part
 * @effects: (array length=n_effects): in tree order, then rounding, then base; none is zero
 */
typedef struct
{
  gint64      n;
  const char *product;
  gint64      quantity;
  gint64      price;
  gint64      gross;
  gint64      external;
  gint64      discount;
  gint64      redeemed;
  gint64      rounding;
  gint64      to_pay;
  gint64      points;
  gint64      turnover;
  gboolean    whole;
  struct
  {
    gint64 pieces;
    gint64 price;
  } split[2];
  const LaurelEffect *effects;
  gsize               n_effects;
} LaurelPricedLine;

typedef struct
{
  gint64 gross;
  gint64 external;
  gint64 discount;
  gint64 redeemed;
  gint64 redeemed_points;
  gint64 rounding;
  gint64 to_pay;
  gint64 certificates;
  gint64 left_to_pay;
  gint64 points;
  gint64 referrer_points;
  gint64 turnover;
} LaurelTotals;

typedef enum
{
  LAUREL_CODE_APPLIED,
  LAUREL_CODE_NO_EFFECT,
  LAUREL_CODE_UNKNOWN,
} LaurelCodeState;

/**
 * LaurelLimited:
 * @leaf: id of a discount with limits, which it got far enough to be asked about
 * @limits: belongs to the program
 * @used: it kept an effect, which is a use
 * @money: what it took off
 *
 * The price depends on earlier uses of these discounts and of no others.
 */
typedef struct
{
  const char              *leaf;
  const LaurelDraftLimits *limits;
  gboolean                 used;
  gint64                   money;
} LaurelLimited;

/**
 * LaurelOffer:
 * @leaf: id of a gift discount that passed its conditions and found too few pieces
 * @pieces: how many are missing
 */
typedef struct
{
  const char *leaf;
  gint64      pieces;
} LaurelOffer;

typedef enum
{
  LAUREL_OUTCOME_APPLIED,
  LAUREL_OUTCOME_DISABLED,
  LAUREL_OUTCOME_CONDITION,
  LAUREL_OUTCOME_NO_LINES,
  LAUREL_OUTCOME_LIMIT,
  LAUREL_OUTCOME_ZERO,
  LAUREL_OUTCOME_DISPLACED,
  LAUREL_OUTCOME_GUARD,
} LaurelOutcomeKind;

typedef struct
{
  gint64 n;
  gint64 before;
  gint64 after;
} LaurelOutcomeLine;

/**
 * LaurelOutcome:
 * @leaf: id of a discount
 * @node: (nullable): the node that was disabled or whose condition failed
 * @test: (nullable): type of the first test that failed
 * @limit: (nullable): name of the limit that is used up
 * @by: (array length=n_by): ids of the nodes that won over it
 * @lines: (array length=n_lines): where it applied
 */
typedef struct
{
  const char              *leaf;
  LaurelOutcomeKind        kind;
  const char              *node;
  const char              *test;
  const char              *limit;
  const char *const       *by;
  gsize                    n_by;
  const LaurelOutcomeLine *lines;
  gsize                    n_lines;
} LaurelOutcome;

/**
 * LaurelPriced:
 * @lines: (array length=n_lines): in order of their numbers
 * @redeemable: the most points that this receipt could redeem
 * @promo_codes: (array): one state for each of the receipt's promo codes, in its order
 * @certificates: (array): what each of the receipt's certificates gives, in its order
 * @limited: (array length=n_limited): in tree order
 * @explain: (array length=n_explain): one for each leaf in tree order; only when asked for
 */
typedef struct
{
  const LaurelPricedLine *lines;
  gsize                   n_lines;
  LaurelTotals            totals;
  gint64                  redeemable;
  const LaurelCodeState  *promo_codes;
  const gint64           *certificates;
  const LaurelOffer      *offers;
  gsize                   n_offers;
  const LaurelLimited    *limited;
  gsize                   n_limited;
  const LaurelOutcome    *explain;
  gsize                   n_explain;
} LaurelPriced;

G_END_DECLS
