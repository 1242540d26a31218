/* laurel-sentence-reward.c - what a discount gives, in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n.h>

#include "desktop/widgets/laurel-format.h"
#include "desktop/widgets/laurel-sentence-words.h"
#include "desktop/widgets/laurel-sentence.h"

#define UNCHOSEN       "\u2026"
#define WHOLE_RATE     10000
#define POINT_DECIMALS 2

static char *
rate_of (gint64 rate)
{
  return rate != LAUREL_UNSET ? laurel_format_rate (rate) : g_strdup (UNCHOSEN);
}

static char *
price_of (gint64 money)
{
  return money != LAUREL_UNSET ? laurel_format_price (money) : g_strdup (UNCHOSEN);
}

static char *
count_of (gint64 count)
{
  return count != LAUREL_UNSET ? laurel_format_count (count) : g_strdup (UNCHOSEN);
}

static char *
factor_of (gint64 hundredths)
{
  return hundredths != LAUREL_UNSET ? laurel_format_number (hundredths, 2) : g_strdup (UNCHOSEN);
}

/* Which plural a number takes that may be missing. */
static gulong
plural_of (gint64 count)
{
  return count != LAUREL_UNSET ? (gulong) ABS (count) : 2;
}

static char *
ordinal_of (gint64 n)
{
  return n != LAUREL_UNSET ? laurel_words_ordinal (n) : g_strdup (UNCHOSEN);
}

static char *
points_of (gint64 hundredths)
{
  return hundredths != LAUREL_UNSET
             ? laurel_words_n_points (hundredths)
             : g_strdup_printf (ngettext ("%s point", "%s points", 2), UNCHOSEN);
}

static char *
say_amount (const LaurelReward *reward, const char *target)
{
  g_autofree char *amount = price_of (reward->amount);
  g_autofree char *every = price_of (reward->every);

  switch (reward->per)
    {
    case LAUREL_PER_LINE:
      return target != NULL ? g_strdup_printf (_ ("%1$s off each line with %2$s"), amount, target)
                            : g_strdup_printf (_ ("%s off each line"), amount);
    case LAUREL_PER_UNIT:
      return target != NULL ? g_strdup_printf (_ ("%1$s off each piece of %2$s"), amount, target)
                            : g_strdup_printf (_ ("%s off each piece"), amount);
    case LAUREL_PER_EVERY:
      return target != NULL
                 ? g_strdup_printf (_ ("%1$s off for every %2$s spent on %3$s"),
                                    amount,
                                    every,
                                    target)
                 : g_strdup_printf (_ ("%1$s off for every %2$s of the receipt"), amount, every);
    case LAUREL_PER_RECEIPT:
    default:
      return target != NULL ? g_strdup_printf (_ ("%1$s off the sum of %2$s"), amount, target)
                            : g_strdup_printf (_ ("%s off the receipt"), amount);
    }
}

static char *
say_points (const LaurelReward *reward, const char *target)
{
  g_autofree char *points = points_of (reward->amount);
  g_autofree char *every = price_of (reward->every);

  switch (reward->per)
    {
    case LAUREL_PER_LINE:
      return target != NULL ? g_strdup_printf (_ ("%1$s for each line with %2$s"), points, target)
                            : g_strdup_printf (_ ("%s for each line"), points);
    case LAUREL_PER_UNIT:
      return target != NULL ? g_strdup_printf (_ ("%1$s for each piece of %2$s"), points, target)
                            : g_strdup_printf (_ ("%s for each piece"), points);
    case LAUREL_PER_EVERY:
      return target != NULL
                 ? g_strdup_printf (_ ("%1$s for every %2$s spent on %3$s"), points, every, target)
                 : g_strdup_printf (_ ("%1$s for every %2$s of the receipt"), points, every);
    case LAUREL_PER_RECEIPT:
    default:
      return target != NULL ? g_strdup_printf (_ ("%1$s for a receipt with %2$s"), points, target)
                            : g_strdup_printf (_ ("%s for the receipt"), points);
    }
}

/* The cheapest pieces, for nothing or for less. */
static char *
say_gift (const LaurelReward *reward, const char *target)
{
  g_autofree char *pieces = count_of (reward->n);
  g_autofree char *rate = rate_of (reward->rate);

  if (reward->rate != WHOLE_RATE)
    /* TRANSLATORS: a share, how many pieces, products: 50% off the 2 cheapest pieces of “Tea” */
    return target != NULL ? g_strdup_printf (ngettext ("%1$s off the %2$s cheapest piece of %3$s",
                                                       "%1$s off the %2$s cheapest pieces of %3$s",
                                                       plural_of (reward->n)),
                                             rate,
                                             pieces,
                                             target)
                          : g_strdup_printf (ngettext ("%1$s off the %2$s cheapest piece",
                                                       "%1$s off the %2$s cheapest pieces",
                                                       plural_of (reward->n)),
                                             rate,
                                             pieces);

  return target != NULL
             ? g_strdup_printf (ngettext ("%1$s piece of %2$s as a gift",
                                          "%1$s pieces of %2$s as a gift",
                                          plural_of (reward->n)),
                                pieces,
                                target)
             : g_strdup_printf (
                   ngettext ("%s piece as a gift", "%s pieces as a gift", plural_of (reward->n)),
                   pieces);
}

static char *
say_set (const LaurelReward *reward, LaurelNames *names)
{
  g_autofree char *items = laurel_words_items (reward->items, 0, LAUREL_STYLE_PROSE, names);
  g_autofree char *price = price_of (reward->price);

  /* TRANSLATORS: what is in the set, its price */
  return g_strdup_printf (_ ("a set of %1$s for %2$s"), items != NULL ? items : UNCHOSEN, price);
}

/* @target: (nullable): NULL where it is everything; @all: the same with words for everything */
static char *
say_kind (const LaurelNode *node, const char *target, const char *all, LaurelNames *names)
{
  const LaurelReward *reward = &node->reward;
  g_autofree char    *rate = rate_of (reward->rate);
  g_autofree char    *price = price_of (reward->price);
  g_autofree char    *ordinal = ordinal_of (reward->n);
  g_autofree char    *factor = factor_of (reward->factor);

  switch (reward->kind)
    {
    case LAUREL_REWARD_PERCENT:
      /* TRANSLATORS: a share, products: 15% off “Coffee beans” */
      return g_strdup_printf (_ ("%1$s off %2$s"), rate, all);
    case LAUREL_REWARD_AMOUNT:
      return say_amount (reward, target);
    case LAUREL_REWARD_FIXED_PRICE:
      /* TRANSLATORS: products, the price of a piece: “Tea” for ₽189 each */
      return g_strdup_printf (_ ("%1$s for %2$s each"), all, price);
    case LAUREL_REWARD_NTH:
      /* TRANSLATORS: a share, an ordinal number, products: 50% off every 3rd piece of “Tea” */
      return target != NULL
                 ? g_strdup_printf (_ ("%1$s off every %2$s piece of %3$s, the cheapest first"),
                                    rate,
                                    ordinal,
                                    target)
                 : g_strdup_printf (_ ("%1$s off every %2$s piece, the cheapest first"),
                                    rate,
                                    ordinal);
    case LAUREL_REWARD_GIFT:
      return say_gift (reward, target);
    case LAUREL_REWARD_SET:
      return say_set (reward, names);
    case LAUREL_REWARD_POINTS_PERCENT:
      return target != NULL
                 ? g_strdup_printf (_ ("%1$s of the price of %2$s in points"), rate, target)
                 : g_strdup_printf (_ ("%s of the purchase in points"), rate);
    case LAUREL_REWARD_POINTS:
      return say_points (reward, target);
    case LAUREL_REWARD_POINTS_MULTIPLIER:
    default:
      /* TRANSLATORS: a factor, products: points ×2 for “Coffee beans” */
      return g_strdup_printf (_ ("points ×%1$s for %2$s"), factor, all);
    }
}

/* Takes @sentence and returns it with @more behind. */
static char *
add_part (char *sentence, const char *more)
{
  g_autofree char *head = sentence;

  /* TRANSLATORS: what a discount gives, and its limit: 15% off all products, at most ₽500 a
   * receipt */
  return g_strdup_printf (C_ ("limits", "%1$s, %2$s"), head, more);
}

/* Takes both. */
static char *
take_part (char *sentence, char *more)
{
  g_autofree char *part = more;

  return add_part (sentence, part);
}

static char *
add_limits (char *sentence, const LaurelLimits *limits)
{
  g_autofree char *days = count_of (limits->once_days);
  g_autofree char *times = count_of (limits->per_client);
  g_autofree char *total = count_of (limits->total);
  g_autofree char *money = price_of (limits->total_money);

  if (limits->once)
    sentence = add_part (sentence, _ ("once a client"));

  if (limits->once_days != LAUREL_UNSET)
    sentence = take_part (sentence,
                          g_strdup_printf (ngettext ("at most once in %s day",
                                                     "at most once in %s days",
                                                     plural_of (limits->once_days)),
                                           days));

  if (limits->per_client != LAUREL_UNSET)
    sentence = take_part (sentence,
                          g_strdup_printf (ngettext ("at most %s time a client",
                                                     "at most %s times a client",
                                                     plural_of (limits->per_client)),
                                           times));

  if (limits->total != LAUREL_UNSET)
    sentence = take_part (sentence,
                          g_strdup_printf (ngettext ("at most %s time in all",
                                                     "at most %s times in all",
                                                     plural_of (limits->total)),
                                           total));

  if (limits->total_money != LAUREL_UNSET)
    sentence = take_part (sentence, g_strdup_printf (_ ("with a budget of %s"), money));

  return sentence;
}

char *
laurel_sentence_reward (const LaurelNode *node, LaurelNames *names)
{
  g_autofree char *all = laurel_sentence_target (node->target, names);
  g_autofree char *max = price_of (node->max_amount);
  char            *sentence = NULL;

  g_return_val_if_fail (!node->is_group, NULL);

  sentence = say_kind (node, laurel_target_is_everything (node->target) ? NULL : all, all, names);

  if (node->max_amount != LAUREL_UNSET)
    sentence = take_part (sentence, g_strdup_printf (_ ("at most %s a receipt"), max));

  if (node->replaces_base)
    sentence = add_part (sentence, _ ("instead of the points of the level"));

  return add_limits (sentence, &node->limits);
}

static char *
give_amount (const LaurelReward *reward)
{
  g_autofree char *amount = price_of (reward->amount);
  g_autofree char *every = price_of (reward->every);

  switch (reward->per)
    {
    case LAUREL_PER_LINE:
      return g_strdup_printf (C_ ("gives", "%s off each line"), amount);
    case LAUREL_PER_UNIT:
      return g_strdup_printf (C_ ("gives", "%s off each piece"), amount);
    case LAUREL_PER_EVERY:
      return g_strdup_printf (C_ ("gives", "%1$s off every %2$s"), amount, every);
    case LAUREL_PER_RECEIPT:
    default:
      return g_strdup_printf (C_ ("gives", "%s off the receipt"), amount);
    }
}

static char *
give_points (const LaurelNode *node)
{
  const LaurelReward *reward = &node->reward;
  g_autofree char    *every = price_of (reward->every);
  g_autofree char    *points = reward->amount != LAUREL_UNSET
                                   ? laurel_format_number (reward->amount, POINT_DECIMALS)
                                   : g_strdup (UNCHOSEN);

  if (node->for_referrer)
    /* TRANSLATORS: points to whoever invited the client */
    return g_strdup_printf (C_ ("gives", "%s to the referrer"), points);

  switch (reward->per)
    {
    case LAUREL_PER_LINE:
      return g_strdup_printf (C_ ("gives", "%s per line"), points);
    case LAUREL_PER_UNIT:
      return g_strdup_printf (C_ ("gives", "%s per piece"), points);
    case LAUREL_PER_EVERY:
      /* TRANSLATORS: points, money: 1 per ₽100 */
      return g_strdup_printf (C_ ("gives", "%1$s per %2$s"), points, every);
    case LAUREL_PER_RECEIPT:
    default:
      return g_strdup_printf (C_ ("gives", "%s per receipt"), points);
    }
}

static char *
give_rate (const LaurelNode *node)
{
  g_autofree char *rate = rate_of (node->reward.rate);

  return node->for_referrer ? g_strdup_printf (C_ ("gives", "%s to the referrer"), rate)
                            : g_strdup_printf (C_ ("gives", "%s in points"), rate);
}

static char *
give_pieces (const LaurelReward *reward)
{
  g_autofree char *rate = rate_of (reward->rate);
  g_autofree char *ordinal = ordinal_of (reward->n);
  g_autofree char *pieces = count_of (reward->n);

  if (reward->kind == LAUREL_REWARD_NTH)
    /* TRANSLATORS: an ordinal number, a share: every 3rd, −50% */
    return g_strdup_printf (C_ ("gives", "every %1$s, −%2$s"), ordinal, rate);

  if (reward->rate != WHOLE_RATE)
    /* TRANSLATORS: a share, a number of pieces: −50% on 2 pcs. */
    return g_strdup_printf (C_ ("gives", "−%1$s on %2$s pcs."), rate, pieces);

  /* TRANSLATORS: a number of pieces */
  return g_strdup_printf (ngettext ("%s pc. as a gift", "%s pcs. as a gift", plural_of (reward->n)),
                          pieces);
}

static char *
give_group (const LaurelNode *node)
{
  gboolean by_line = node->scope == LAUREL_SCOPE_LINE;

  switch (node->combine)
    {
    case LAUREL_COMBINE_MULTIPLY:
      return g_strdup (C_ ("gives", "one after another"));
    case LAUREL_COMBINE_MAX:
      return g_strdup (by_line ? C_ ("gives", "the best one per line")
                               : C_ ("gives", "the best one per receipt"));
    case LAUREL_COMBINE_MIN:
      return g_strdup (by_line ? C_ ("gives", "the smallest one per line")
                               : C_ ("gives", "the smallest one per receipt"));
    case LAUREL_COMBINE_DISPLACE:
      return g_strdup (node->winner == LAUREL_WINNER_LAST
                           ? C_ ("gives", "the last one displaces")
                           : C_ ("gives", "the first one displaces"));
    case LAUREL_COMBINE_ADD:
    default:
      return g_strdup (C_ ("gives", "added up"));
    }
}

char *
laurel_sentence_gives (const LaurelNode *node)
{
  const LaurelReward *reward = &node->reward;
  g_autofree char    *price = price_of (reward->price);
  g_autofree char    *rate = rate_of (reward->rate);
  g_autofree char    *factor = factor_of (reward->factor);

  if (node->is_group)
    return give_group (node);

  switch (reward->kind)
    {
    case LAUREL_REWARD_PERCENT:
      return g_strdup_printf (C_ ("gives", "−%s"), rate);
    case LAUREL_REWARD_AMOUNT:
      return give_amount (reward);
    case LAUREL_REWARD_FIXED_PRICE:
      return g_strdup_printf (C_ ("gives", "for %s"), price);
    case LAUREL_REWARD_NTH:
    case LAUREL_REWARD_GIFT:
      return give_pieces (reward);
    case LAUREL_REWARD_SET:
      return g_strdup_printf (C_ ("gives", "set for %s"), price);
    case LAUREL_REWARD_POINTS_PERCENT:
      return give_rate (node);
    case LAUREL_REWARD_POINTS:
      return give_points (node);
    case LAUREL_REWARD_POINTS_MULTIPLIER:
    default:
      return g_strconcat ("×", factor, NULL);
    }
}

const char *
laurel_sentence_reward_kind (LaurelRewardKind kind)
{
  static const char *const kinds[] = {
    [LAUREL_REWARD_PERCENT] = N_ ("a percentage off the price"),
    [LAUREL_REWARD_AMOUNT] = N_ ("a sum off the price"),
    [LAUREL_REWARD_FIXED_PRICE] = N_ ("a fixed price"),
    [LAUREL_REWARD_NTH] = N_ ("every n-th piece cheaper"),
    [LAUREL_REWARD_GIFT] = N_ ("pieces as a gift"),
    [LAUREL_REWARD_SET] = N_ ("a set for one price"),
    [LAUREL_REWARD_POINTS_PERCENT] = N_ ("a percentage in points"),
    [LAUREL_REWARD_POINTS] = N_ ("a number of points"),
    [LAUREL_REWARD_POINTS_MULTIPLIER] = N_ ("more of the usual points"),
  };

  g_return_val_if_fail ((gsize) kind < G_N_ELEMENTS (kinds), NULL);

  return _ (kinds[kind]);
}

char *
laurel_sentence_combine (LaurelCombine combine, LaurelScope scope, LaurelWinner winner)
{
  gboolean by_line = scope == LAUREL_SCOPE_LINE;

  switch (combine)
    {
    case LAUREL_COMBINE_MULTIPLY:
      return g_strdup (_ ("Discounts apply one after another: each is taken from what those before "
                          "it have left of the price."));
    case LAUREL_COMBINE_MAX:
      return g_strdup (by_line ? _ ("On each line of the receipt the discount that gives most "
                                    "stays, the others give nothing there.")
                               : _ ("The discount that gives most on the whole receipt stays, the "
                                    "others give nothing."));
    case LAUREL_COMBINE_MIN:
      return g_strdup (by_line ? _ ("On each line of the receipt the discount that gives least "
                                    "stays, the others give nothing there.")
                               : _ ("The discount that gives least on the whole receipt stays, the "
                                    "others give nothing."));
    case LAUREL_COMBINE_DISPLACE:
      if (winner == LAUREL_WINNER_LAST)
        return g_strdup (by_line ? _ ("On each line of the receipt the last discount that applies "
                                      "displaces those before it.")
                                 : _ ("The last discount that applies displaces those before it on "
                                      "the whole receipt."));
      return g_strdup (by_line ? _ ("On each line of the receipt the first discount that applies "
                                    "displaces those after it.")
                               : _ ("The first discount that applies displaces those after it on "
                                    "the whole receipt."));
    case LAUREL_COMBINE_ADD:
    default:
      return g_strdup (
          _ ("All discounts that apply are added up, each taken from the full price."));
    }
}
