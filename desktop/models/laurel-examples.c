/* laurel-examples.c - what a program means for one plain purchase, for the examples beside its
 * rules
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/models/laurel-examples.h"

#define SHARE_ALL 10000
#define POINT     100

/* Whole units of @unit in @numerator / @denominator, rounded by @mode. */
static gint64
divide (__int128 numerator, __int128 denominator, LaurelRoundingMode mode)
{
  switch (mode)
    {
    case LAUREL_ROUNDING_HALF_UP:
      return (gint64) ((numerator * 2 + denominator) / (denominator * 2));
    case LAUREL_ROUNDING_UP:
      return (gint64) ((numerator + denominator - 1) / denominator);
    case LAUREL_ROUNDING_DOWN:
    default:
      return (gint64) (numerator / denominator);
    }
}

gint64
laurel_examples_points (const LaurelDocument *document, gint64 accrual, gint64 paid)
{
  const LaurelAccrual *rules = &document->accrual;

  g_return_val_if_fail (accrual >= 0 && paid >= 0, 0);

  /* A draft in the making may lack what one divides by. */
  if (document->money_per_point <= 0 || rules->rounding_unit <= 0)
    return 0;

  return rules->rounding_unit *
         divide ((__int128) paid * accrual * POINT,
                 (__int128) SHARE_ALL * document->money_per_point * rules->rounding_unit,
                 rules->rounding_mode);
}

gint64
laurel_examples_worth (const LaurelDocument *document, gint64 hundredths)
{
  return (gint64) ((__int128) hundredths * document->money_per_point / POINT);
}

/* The share of the first rule that fits every line and every moment, else what @otherwise says. */
static gint64
find_line_share (const LaurelDocument *document, gint64 otherwise)
{
  GPtrArray *rules = document->redemption.rules;

  for (guint i = 0; i < rules->len; i++)
    {
      const LaurelRule *rule = g_ptr_array_index (rules, i);

      if (rule->enabled && rule->when == NULL && laurel_target_is_everything (rule->target) &&
          rule->max_share != LAUREL_UNSET)
        return rule->max_share;
    }

  return otherwise;
}

static gint64
share_of (gint64 money, gint64 share)
{
  return (gint64) ((__int128) money * share / SHARE_ALL);
}

gint64
laurel_examples_redeemable (const LaurelDocument *document,
                            const LaurelLevel    *level,
                            gint64                receipt)
{
  const LaurelRedemption *rules = &document->redemption;
  gint64                  share = rules->max_share;
  gint64                  keep = MAX (rules->min_payable_per_line, 0);
  gint64                  line = 0;
  gint64                  cap = 0;
  gint64                  points = 0;

  g_return_val_if_fail (receipt >= 0, 0);

  if (document->money_per_point <= 0 || rules->step <= 0 || receipt < rules->min_receipt)
    return 0;

  if (level != NULL && level->max_share != LAUREL_UNSET)
    share = level->max_share;

  line = MIN (share_of (receipt, find_line_share (document, share)), receipt - keep);
  cap = MIN (MAX (line, 0), share_of (receipt, share));
  points = (gint64) ((__int128) cap * POINT / document->money_per_point);
  points -= points % rules->step;

  return points >= rules->min_points ? points : 0;
}

gint64
laurel_examples_rounding (const LaurelDocument *document, gint64 receipt)
{
  gint64 unit = document->receipt_rounding;

  return unit > 0 && receipt >= unit ? receipt % unit : 0;
}

void
laurel_examples_active_on (const LaurelDocument *document, const GDate *sale, GDate *active)
{
  *active = *sale;
  g_date_add_days (active, (guint) MAX (document->accrual.activation_days, 0));
}

/* The first day after the period of @months months that @date lies in. */
static void
leave_period (GDate *date, guint months)
{
  guint month = (guint) g_date_get_month (date) - 1;

  g_date_set_day (date, 1);
  g_date_add_months (date, months - month % months);
}

gboolean
laurel_examples_burn_on (const LaurelDocument *document, const GDate *sale, GDate *burns)
{
  guint days = (guint) MAX (document->accrual.expiry_days, 0);
  GDate date;

  laurel_examples_active_on (document, sale, &date);

  switch (document->accrual.expiry)
    {
    case LAUREL_EXPIRY_DAYS:
      g_date_add_days (&date, days + 1);
      break;
    case LAUREL_EXPIRY_END_OF_MONTH:
      leave_period (&date, 1);
      g_date_add_days (&date, days);
      break;
    case LAUREL_EXPIRY_END_OF_QUARTER:
      leave_period (&date, 3);
      g_date_add_days (&date, days);
      break;
    case LAUREL_EXPIRY_END_OF_YEAR:
      leave_period (&date, 12);
      g_date_add_days (&date, days);
      break;
    case LAUREL_EXPIRY_INACTIVITY:
      date = *sale;
      g_date_add_days (&date, days + 1);
      break;
    case LAUREL_EXPIRY_NONE:
    default:
      return FALSE;
    }

  *burns = date;

  return TRUE;
}
