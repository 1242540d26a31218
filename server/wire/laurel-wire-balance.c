/* laurel-wire-balance.c - an account's balance, as tills and the desktop read it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/wire/laurel-wire-balance.h"

#include "server/engine/laurel-calendar.h"

static void
write_items (LaurelJsonWriter *writer, const char *name, const GArray *items)
{
  laurel_json_writer_begin_array (writer, name);

  for (guint i = 0; i < items->len; i++)
    {
      const LaurelBalanceItem *item = &g_array_index (items, LaurelBalanceItem, i);
      char                     date[LAUREL_DATE_SIZE];

      laurel_json_writer_begin_object (writer, NULL);
      laurel_json_writer_add_string (
          writer,
          "date",
          item->day == LAUREL_DAY_NONE ? NULL : laurel_date_format (item->day, date));
      laurel_json_writer_add_integer (writer, "points", item->points);
      laurel_json_writer_end_object (writer);
    }

  laurel_json_writer_end_array (writer);
}

json_t *
laurel_wire_new_balance_items (const GArray *items)
{
  LaurelJsonWriter *writer = laurel_json_writer_new ();

  write_items (writer, NULL, items);

  return laurel_json_writer_read_back (writer);
}

void
laurel_wire_write_balance (LaurelJsonWriter *writer, const char *name, const LaurelBalance *balance)
{
  laurel_json_writer_begin_object (writer, name);
  laurel_json_writer_add_integer (writer, "available", balance->available);
  laurel_json_writer_add_integer (writer, "held", balance->held);
  write_items (writer, "pending", balance->pending);
  laurel_json_writer_add_integer (writer, "pending_total", balance->pending_total);
  laurel_json_writer_add_integer (writer, "debt", balance->debt);
  write_items (writer, "burns", balance->burns);

  if (balance->level != NULL)
    laurel_json_writer_add_string (writer, "level", balance->level);

  laurel_json_writer_add_integer (writer, "turnover", balance->turnover);
  laurel_json_writer_add_integer (writer, "level_turnover", balance->level_turnover);
  laurel_json_writer_end_object (writer);
}

json_t *
laurel_wire_new_balance (const LaurelBalance *balance)
{
  LaurelJsonWriter *writer = laurel_json_writer_new ();

  laurel_wire_write_balance (writer, NULL, balance);

  return laurel_json_writer_read_back (writer);
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
