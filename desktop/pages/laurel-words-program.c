/* laurel-words-program.c - a program in sentences: worked examples, and its rules
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/pages/laurel-words-program.h"

#include <glib/gi18n.h>

#include "desktop/models/laurel-examples.h"
#include "desktop/pages/laurel-words.h"
#include "desktop/widgets/laurel-format.h"
#include "desktop/widgets/laurel-sentence.h"

/* ₽2,000, and a sum that every rounding changes. */
#define EXAMPLE_PURCHASE 200000
#define EXAMPLE_RECEIPT  123456

const char *
laurel_words_level (const LaurelLevel *level)
{
  return level->name != NULL && *level->name != '\0' ? level->name : level->id;
}

static char *
format_points_of (const LaurelDocument *document, const LaurelLevel *level)
{
  return laurel_words_points (
      laurel_examples_points (document, MAX (level->accrual, 0), EXAMPLE_PURCHASE));
}

/* "Start 100 · Friend 140 · Family 200" */
static char *
list_levels (const LaurelDocument *document)
{
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_auto (GStrv) texts = NULL;

  for (guint i = 0; i < document->levels->len; i++)
    {
      const LaurelLevel *level = g_ptr_array_index (document->levels, i);
      g_autofree char   *points = format_points_of (document, level);
      /* TRANSLATORS: a level, and how many points it gives for the purchase of the example */
      g_autofree char *part = g_strdup_printf (_ ("%s %s"), laurel_words_level (level), points);

      g_strv_builder_add (parts, part);
    }

  texts = g_strv_builder_end (parts);

  return g_strjoinv (" · ", texts);
}

char *
laurel_words_accrual_example (const LaurelDocument *document, const GDate *today)
{
  const LaurelLevel *level = NULL;
  g_autofree char   *purchase = laurel_format_money_whole (EXAMPLE_PURCHASE);
  g_autofree char   *points = NULL;
  g_autofree char   *date = NULL;
  g_autofree char   *sentence = NULL;
  g_autofree char   *levels = NULL;
  GDate              active;

  if (document->levels->len == 0)
    return g_strdup (_ ("There are no levels: only discounts give points."));

  /* The second one: the first may give nothing yet. */
  level = g_ptr_array_index (document->levels, MIN (1, document->levels->len - 1));
  points = format_points_of (document, level);
  laurel_examples_active_on (document, today, &active);
  date = laurel_format_date (&active);

  if (document->accrual.activation_days == 0)
    /* TRANSLATORS: a sum, a level, a number of points */
    sentence = g_strdup_printf (_ ("A purchase of %s at %s gives %s points at once."),
                                purchase,
                                laurel_words_level (level),
                                points);
  else
    /* TRANSLATORS: a sum, a level, a number of points, a date */
    sentence = g_strdup_printf (_ ("A purchase of %s at %s gives %s points, active on %s."),
                                purchase,
                                laurel_words_level (level),
                                points,
                                date);

  if (document->levels->len == 1)
    return g_steal_pointer (&sentence);

  levels = list_levels (document);

  return g_strdup_printf ("%s\n%s", sentence, levels);
}

/* "Gold: 1,400 · Staff: 2,000": the levels with a share of their own; NULL without any. */
static char *
list_own_shares (const LaurelDocument *document)
{
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_auto (GStrv) texts = NULL;

  for (guint i = 0; i < document->levels->len; i++)
    {
      const LaurelLevel *level = g_ptr_array_index (document->levels, i);
      g_autofree char   *points = NULL;
      g_autofree char   *part = NULL;

      if (level->max_share == LAUREL_UNSET)
        continue;

      points = laurel_words_points (laurel_examples_redeemable (document, level, EXAMPLE_PURCHASE));
      /* TRANSLATORS: a level, and a number of points */
      part = g_strdup_printf (_ ("%s %s"), laurel_words_level (level), points);
      g_strv_builder_add (parts, part);
    }

  texts = g_strv_builder_end (parts);

  return g_strv_length (texts) > 0 ? g_strjoinv (" · ", texts) : NULL;
}

char *
laurel_words_redemption_example (const LaurelDocument *document, const GDate *today)
{
  gint64           points = laurel_examples_redeemable (document, NULL, EXAMPLE_PURCHASE);
  gint64           rest = EXAMPLE_PURCHASE - laurel_examples_worth (document, points);
  g_autofree char *receipt = laurel_format_money_whole (EXAMPLE_PURCHASE);
  g_autofree char *spent = laurel_words_points (points);
  g_autofree char *money = laurel_format_money (rest);
  g_autofree char *levels = list_own_shares (document);
  g_autofree char *sentence = NULL;

  if (points == 0)
    /* TRANSLATORS: %s is a sum */
    sentence = g_strdup_printf (_ ("A receipt of %s cannot be paid with points."), receipt);
  else
    /* TRANSLATORS: the sum of a receipt, a number of points, a sum */
    sentence =
        g_strdup_printf (_ ("A receipt of %s can be paid with %s points; %s is left to pay."),
                         receipt,
                         spent,
                         money);

  return levels != NULL ? g_strdup_printf ("%s\n%s", sentence, levels)
                        : g_steal_pointer (&sentence);
}

char *
laurel_words_expiry_example (const LaurelDocument *document, const GDate *today)
{
  g_autofree char *from = NULL;
  g_autofree char *through = NULL;
  GDate            active;
  GDate            burns;

  laurel_examples_active_on (document, today, &active);
  from = laurel_format_date (&active);

  if (!laurel_examples_burn_on (document, today, &burns))
    /* TRANSLATORS: %s is a date such as 9 December 2026 */
    return g_strdup_printf (_ ("Points of a purchase of today can be spent from %s on."), from);

  if (g_date_compare (&burns, &active) <= 0)
    return g_strdup (_ ("Points would burn before they can be spent: nobody would ever have any."));

  /* The last day reads better than the first without. */
  g_date_subtract_days (&burns, 1);
  through = laurel_format_date (&burns);

  /* TRANSLATORS: two dates such as 9 December 2026 */
  return g_strdup_printf (_ ("Points of a purchase of today can be spent from %s through %s."),
                          from,
                          through);
}

char *
laurel_words_rounding_example (const LaurelDocument *document, const GDate *today)
{
  gint64           rest = EXAMPLE_RECEIPT - laurel_examples_rounding (document, EXAMPLE_RECEIPT);
  g_autofree char *receipt = laurel_format_money (EXAMPLE_RECEIPT);
  g_autofree char *money = laurel_format_money (rest);

  if (rest == EXAMPLE_RECEIPT)
    /* TRANSLATORS: %s is a sum */
    return g_strdup_printf (_ ("A receipt of %s costs just that."), receipt);

  /* TRANSLATORS: two sums */
  return g_strdup_printf (_ ("A receipt of %s costs %s."), receipt, money);
}

/* A sentence begins with a capital. */
static char *
capitalise (const char *text)
{
  gunichar         first = g_unichar_toupper (g_utf8_get_char (text));
  char             letter[7] = "";
  g_autofree char *rest = g_strdup (g_utf8_next_char (text));

  g_unichar_to_utf8 (first, letter);

  return g_strconcat (letter, rest, NULL);
}

char *
laurel_words_redemption_rule (const LaurelRule *rule, LaurelNames *names)
{
  gboolean         set = rule->max_share != LAUREL_UNSET;
  g_autofree char *share = set ? laurel_format_rate (rule->max_share) : g_strdup ("…");
  g_autofree char *goods = laurel_sentence_target (rule->target, names);
  g_autofree char *when = NULL;

  if (rule->when == NULL)
    /* TRANSLATORS: a redemption rule: 1 is a share such as 30%, 2 says which goods */
    return g_strdup_printf (_ ("Points pay at most %1$s of %2$s"), share, goods);

  when = laurel_sentence_condition (rule->when, names);

  /* TRANSLATORS: a redemption rule: 1 is a share such as 30%, 2 says which goods, 3 is a condition
   * such as "the day is Saturday or Sunday" */
  return g_strdup_printf (_ ("Points pay at most %1$s of %2$s when %3$s"), share, goods, when);
}

/* What a restriction forbids; more sentences than words, because languages put them together
 * differently. */
static const char *
describe_forbidden (const LaurelRule *rule)
{
  guint forbidden = (rule->forbid_discount ? 1 : 0) | (rule->forbid_accrue ? 2 : 0) |
                    (rule->forbid_redeem ? 4 : 0);

  switch (forbidden)
    {
    case 1:
      return _ ("no discounts");
    case 2:
      return _ ("no points are earned");
    case 3:
      return _ ("no discounts, no points are earned");
    case 4:
      return _ ("points cannot pay");
    case 5:
      return _ ("no discounts, points cannot pay");
    case 6:
      return _ ("no points: neither earned nor spent");
    case 7:
      return _ ("no discounts, no points");
    default:
      return _ ("choose what is forbidden");
    }
}

char *
laurel_words_restriction (const LaurelRule *rule, LaurelNames *names)
{
  g_autofree char *goods = laurel_sentence_target (rule->target, names);
  g_autofree char *subject = capitalise (goods);
  g_autofree char *when = NULL;

  if (rule->when == NULL)
    /* TRANSLATORS: a restriction: 1 says which goods, 2 what is forbidden: "Tobacco: no points" */
    return g_strdup_printf (_ ("%1$s: %2$s"), subject, describe_forbidden (rule));

  when = laurel_sentence_condition (rule->when, names);

  /* TRANSLATORS: a restriction: 1 says which goods, 2 what is forbidden, 3 is a condition */
  return g_strdup_printf (_ ("%1$s: %2$s when %3$s"), subject, describe_forbidden (rule), when);
}
