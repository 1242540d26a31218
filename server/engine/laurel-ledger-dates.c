/* laurel-ledger-dates.c - when lots become active and when they burn
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Of lots that burn through inactivity only those carry an instant of their own which the plain
 * rule (so many days after the account's latest purchase) would get wrong; so an ordinary purchase
 * changes one row, that of the account, and not one for each lot.
 */

#include "server/engine/laurel-ledger-dates.h"

#include "server/engine/laurel-calendar.h"

static gint32
period_months (LaurelLedgerPeriod period)
{
  switch (period)
    {
    case LAUREL_LEDGER_MONTH:
      return 1;
    case LAUREL_LEDGER_QUARTER:
      return 3;
    case LAUREL_LEDGER_YEAR:
      return 12;
    default:
      g_assert_not_reached ();
    }
}

gint32
laurel_ledger_period_first (LaurelLedgerPeriod period, gint32 day)
{
  LaurelDate date = laurel_date_from_day (day);

  date.month -= (date.month - 1) % period_months (period);
  date.day = 1;

  return laurel_date_to_day (date);
}

gint32
laurel_ledger_period_next (LaurelLedgerPeriod period, gint32 day)
{
  LaurelDate date = laurel_date_from_day (laurel_ledger_period_first (period, day));

  date.month += period_months (period);
  if (date.month > 12)
    {
      date.month -= 12;
      date.year++;
    }

  return laurel_date_to_day (date);
}

void
laurel_ledger_date_lot (LaurelLot                  *lot,
                        const LaurelLedgerLotTerms *terms,
                        const LaurelLedgerZone     *zone,
                        gint32                      day,
                        gint64                      time)
{
  gint32 first = day + terms->activation_days;

  g_assert (terms->activation_days >= 0 && terms->expiry.days >= 0 && terms->expiry.grace >= 0);

  lot->active_from = terms->activation_days == 0 ? time : zone->day_start (zone->data, first);
  lot->active_to = LAUREL_INSTANT_NEVER;
  lot->own_day = LAUREL_DAY_NONE;
  lot->inactivity_days = 0;

  switch (terms->expiry.kind)
    {
    case LAUREL_LEDGER_EXPIRY_NONE:
      lot->expiry = LAUREL_LEDGER_EXPIRY_NONE;
      break;

    case LAUREL_LEDGER_EXPIRY_DAYS:
      lot->expiry = LAUREL_LEDGER_EXPIRY_DAYS;
      lot->active_to = zone->day_start (zone->data, first + terms->expiry.days + 1);
      break;

    case LAUREL_LEDGER_EXPIRY_END_OF:
      lot->expiry = LAUREL_LEDGER_EXPIRY_DAYS;
      lot->active_to = zone->day_start (zone->data,
                                        laurel_ledger_period_next (terms->expiry.period, first) +
                                            terms->expiry.grace);
      break;

    case LAUREL_LEDGER_EXPIRY_INACTIVITY:
      lot->expiry = LAUREL_LEDGER_EXPIRY_INACTIVITY;
      lot->own_day = day;
      lot->inactivity_days = terms->expiry.days;
      break;

    default:
      g_assert_not_reached ();
    }
}

gint32
laurel_ledger_day_without (const LaurelLedgerZone *zone, gint64 instant)
{
  gint32 day = zone->day_of (zone->data, instant);

  return zone->day_start (zone->data, day) == instant ? day : day + 1;
}

static gint64
plain_end (const LaurelAccount *account, const LaurelLot *lot, const LaurelLedgerZone *zone)
{
  gint32 day = MAX (lot->own_day, account->activity_day);

  g_assert (lot->expiry == LAUREL_LEDGER_EXPIRY_INACTIVITY && lot->own_day != LAUREL_DAY_NONE);

  return zone->day_start (zone->data, day + lot->inactivity_days + 1);
}

gint64
laurel_account_lot_end (const LaurelAccount    *account,
                        const LaurelLot        *lot,
                        const LaurelLedgerZone *zone)
{
  if (lot->expiry == LAUREL_LEDGER_EXPIRY_INACTIVITY && lot->active_to == LAUREL_INSTANT_NEVER)
    return plain_end (account, lot, zone);

  return lot->active_to;
}

static void
set_end (LaurelAccount *account, LaurelLot *lot, const LaurelLedgerZone *zone, gint64 end)
{
  gint64 active_to = end == plain_end (account, lot, zone) ? LAUREL_INSTANT_NEVER : end;

  if (lot->active_to == active_to)
    return;

  lot->active_to = active_to;
  if (lot->state == LAUREL_ROW_CLEAN)
    lot->state = LAUREL_ROW_CHANGED;
}

static gint64
later_end (gint64 end, gint64 time, gint32 day, const LaurelLot *lot, const LaurelLedgerZone *zone)
{
  if (time >= end)
    return end;

  return MAX (end, zone->day_start (zone->data, day + lot->inactivity_days + 1));
}

static gint
compare_purchases (gconstpointer a, gconstpointer b)
{
  const LaurelPurchase *left = a;
  const LaurelPurchase *right = b;

  return left->time < right->time ? -1 : left->time > right->time;
}

void
laurel_ledger_reckon_ends (LaurelAccount *account, const LaurelLedgerZone *zone)
{
  g_autoptr (GArray) purchases = NULL;

  g_assert (account->loaded & LAUREL_ACCOUNT_NEED_PURCHASES);

  purchases = g_array_copy (account->purchases);
  g_array_sort (purchases, compare_purchases);

  for (guint i = 0; i < account->lots->len; i++)
    {
      LaurelLot *lot = &g_array_index (account->lots, LaurelLot, i);
      gint64     end = 0;

      if (lot->expiry != LAUREL_LEDGER_EXPIRY_INACTIVITY || lot->sealed)
        continue;

      end = zone->day_start (zone->data, lot->own_day + lot->inactivity_days + 1);
      for (guint p = 0; p < purchases->len; p++)
        {
          const LaurelPurchase *purchase = &g_array_index (purchases, LaurelPurchase, p);

          if (purchase->voided == LAUREL_INSTANT_NEVER)
            end = later_end (end, purchase->time, purchase->day, lot, zone);
        }

      set_end (account, lot, zone, end);
    }
}

void
laurel_ledger_follow_purchase (LaurelAccount          *account,
                               const LaurelLedgerZone *zone,
                               gint64                  now,
                               gint64                  time,
                               gint32                  day)
{
  g_autofree gint64 *ends = g_new (gint64, account->lots->len + 1);

  for (guint i = 0; i < account->lots->len; i++)
    ends[i] = laurel_account_lot_end (account, &g_array_index (account->lots, LaurelLot, i), zone);

  account->purchase_count++;
  account->activity_day = MAX (account->activity_day, day);
  if (time >= account->last_purchase_time)
    {
      account->last_purchase_time = time;
      account->last_purchase_day = day;
    }

  for (guint i = 0; i < account->lots->len; i++)
    {
      LaurelLot *lot = &g_array_index (account->lots, LaurelLot, i);

      if (lot->expiry == LAUREL_LEDGER_EXPIRY_INACTIVITY && !lot->sealed)
        set_end (account,
                 lot,
                 zone,
                 ends[i] > now ? later_end (ends[i], time, day, lot, zone) : ends[i]);
    }
}

void
laurel_ledger_count_purchases (LaurelAccount *account)
{
  g_assert (account->loaded & LAUREL_ACCOUNT_NEED_PURCHASES);

  account->purchase_count = 0;
  account->last_purchase_time = 0;
  account->last_purchase_day = LAUREL_DAY_NONE;
  account->activity_day = LAUREL_DAY_NONE;

  for (guint i = 0; i < account->purchases->len; i++)
    {
      const LaurelPurchase *purchase = &g_array_index (account->purchases, LaurelPurchase, i);

      if (purchase->voided != LAUREL_INSTANT_NEVER)
        continue;

      account->purchase_count++;
      account->activity_day = MAX (account->activity_day, purchase->day);
      if (account->last_purchase_day == LAUREL_DAY_NONE ||
          purchase->time >= account->last_purchase_time)
        {
          account->last_purchase_time = purchase->time;
          account->last_purchase_day = purchase->day;
        }
    }
}
