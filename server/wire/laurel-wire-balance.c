/* laurel-wire-balance.c - an account's balance, as tills and the desktop read it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/wire/laurel-wire-balance.h"

#include "server/engine/laurel-calendar.h"

json_t *
laurel_wire_new_balance_items (const GArray *items)
{
  json_t *array = json_array ();

  for (guint i = 0; i < items->len; i++)
    {
      const LaurelBalanceItem *item = &g_array_index (items, LaurelBalanceItem, i);
      json_t                  *object = json_object ();
      char                     date[LAUREL_DATE_SIZE];

      json_object_set_new (object,
                           "date",
                           item->day == LAUREL_DAY_NONE
                               ? json_null ()
                               : json_string (laurel_date_format (item->day, date)));
      json_object_set_new (object, "points", json_integer (item->points));
      json_array_append_new (array, object);
    }

  return array;
}

json_t *
laurel_wire_new_balance (const LaurelBalance *balance)
{
  json_t *object = json_object ();

  json_object_set_new (object, "available", json_integer (balance->available));
  json_object_set_new (object, "held", json_integer (balance->held));
  json_object_set_new (object, "pending", laurel_wire_new_balance_items (balance->pending));
  json_object_set_new (object, "pending_total", json_integer (balance->pending_total));
  json_object_set_new (object, "debt", json_integer (balance->debt));
  json_object_set_new (object, "burns", laurel_wire_new_balance_items (balance->burns));

  if (balance->level != NULL)
    json_object_set_new (object, "level", json_string (balance->level));

  json_object_set_new (object, "turnover", json_integer (balance->turnover));
  json_object_set_new (object, "level_turnover", json_integer (balance->level_turnover));

  return object;
}

void
laurel_wire_add_return_totals (json_t *object, const LaurelReturnTotals *totals)
{
  json_object_set_new (object, "restored_points", json_integer (totals->restored_points));
  json_object_set_new (object, "expired_points", json_integer (totals->expired_points));
  json_object_set_new (object, "reversed_points", json_integer (totals->reversed_points));
  json_object_set_new (object, "referrer_points", json_integer (totals->referrer_points));
  json_object_set_new (object, "owed_points", json_integer (totals->owed_points));
  json_object_set_new (object, "forgiven_points", json_integer (totals->forgiven_points));
}
