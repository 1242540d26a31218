/* laurel-ledger-queue.c - which points can be spent, and in which order
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/engine/laurel-ledger-queue.h"

/* What a place in the order of consumption depends on. */
typedef struct
{
  gint64   lot_no;
  gboolean pending;
  gint64   end;
  gint64   active_from;
} Place;

static gint
compare_numbers (gint64 a, gint64 b)
{
  return a < b ? -1 : a > b;
}

static gint
compare_places (gconstpointer a, gconstpointer b)
{
  const Place *left = a;
  const Place *right = b;
  gint         order = left->pending - right->pending;

  if (order == 0 && !left->pending)
    order = compare_numbers (left->end, right->end);
  if (order == 0)
    order = compare_numbers (left->active_from, right->active_from);
  if (order == 0)
    order = compare_numbers (left->lot_no, right->lot_no);

  return order;
}

GArray *
laurel_ledger_queue (const LaurelAccount    *account,
                     const LaurelLedgerZone *zone,
                     gint64                  now,
                     gboolean                pending)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (Place));
  GArray *queue = NULL;

  for (guint i = 0; i < account->lots->len; i++)
    {
      const LaurelLot *lot = &g_array_index (account->lots, LaurelLot, i);
      Place            place = {
                   .lot_no = lot->lot_no,
                   .pending = lot->active_from > now,
                   .end = laurel_account_lot_end (account, lot, zone),
                   .active_from = lot->active_from,
      };

      if (lot->remaining > lot->held && place.end > now && (pending || !place.pending))
        g_array_append_val (places, place);
    }

  g_array_sort (places, compare_places);

  queue = g_array_sized_new (FALSE, FALSE, sizeof (gint64), places->len);
  for (guint i = 0; i < places->len; i++)
    g_array_append_val (queue, g_array_index (places, Place, i).lot_no);

  return queue;
}

gint64
laurel_ledger_available (const LaurelAccount *account, const LaurelLedgerZone *zone, gint64 now)
{
  gint64 points = 0;

  for (guint i = 0; i < account->lots->len; i++)
    {
      const LaurelLot *lot = &g_array_index (account->lots, LaurelLot, i);

      if (lot->remaining > lot->held && lot->active_from <= now &&
          laurel_account_lot_end (account, lot, zone) > now)
        points += lot->remaining - lot->held;
    }

  return points;
}
