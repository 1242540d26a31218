/* laurel-id.c - the ids that the server makes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/wire/laurel-id.h"

#include <string.h>

enum
{
  COUNTER_BITS = 12,
  NODE_BITS = 10,
};

/* 2020-01-01 00:00 UTC in milliseconds. */
#define EPOCH_MS G_GINT64_CONSTANT (1577836800000)

static GMutex last_lock;
static gint64 last_tick; /* milliseconds and counter, the node's bits left out */
static gint64 node = -1;

gint64
laurel_id_next (gint64 now_ms)
{
  gint64 tick = 0;

  g_mutex_lock (&last_lock);

  if (node < 0)
    node = g_random_int_range (0, 1 << NODE_BITS);

  /* The counter runs on into the milliseconds when it is used up: ids stay unique and in order. */
  tick = MAX (now_ms - EPOCH_MS, 1) << COUNTER_BITS;
  last_tick = MAX (tick, last_tick + 1);
  tick = last_tick;

  g_mutex_unlock (&last_lock);

  return (tick >> COUNTER_BITS) << (COUNTER_BITS + NODE_BITS) | node << COUNTER_BITS |
         (tick & ((1 << COUNTER_BITS) - 1));
}

const char *
laurel_id_print (gint64 id, char text[LAUREL_ID_SIZE])
{
  g_assert (id > 0);
  g_snprintf (text, LAUREL_ID_SIZE, "%" G_GINT64_MODIFIER "x", (guint64) id);

  return text;
}

gboolean
laurel_id_parse (const char *text, gint64 *id)
{
  guint64 value = 0;
  gsize   length = strlen (text);

  if (length == 0 || length >= LAUREL_ID_SIZE || text[0] == '0')
    return FALSE;

  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isdigit (text[i]) && (text[i] < 'a' || text[i] > 'f'))
        return FALSE;

      value = value << 4 | (guint64) g_ascii_xdigit_value (text[i]);
    }

  if (value > (guint64) G_MAXINT64)
    return FALSE;

  *id = (gint64) value;

  return TRUE;
}
