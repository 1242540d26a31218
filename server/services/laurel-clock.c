/* laurel-clock.c - what time it is: the system's clock, or a sandbox's that is set by hand
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/services/laurel-clock.h"

/* Where a sandbox's clock has not been set, it shows the system's time. */
#define NOT_SET G_MININT64

struct _LaurelClock
{
  gatomicrefcount ref_count;
  gboolean        settable;
  GMutex          lock; /* guards set_us */
  gint64          set_us;
};

static LaurelClock *
clock_new (gboolean settable, gint64 set_us)
{
  LaurelClock *clock = g_new0 (LaurelClock, 1);

  g_atomic_ref_count_init (&clock->ref_count);
  g_mutex_init (&clock->lock);
  clock->settable = settable;
  clock->set_us = set_us;

  return clock;
}

LaurelClock *
laurel_clock_new_real (void)
{
  return clock_new (FALSE, NOT_SET);
}

LaurelClock *
laurel_clock_new_sandbox (gint64 now_us)
{
  return clock_new (TRUE, now_us > 0 ? now_us : NOT_SET);
}

LaurelClock *
laurel_clock_ref (LaurelClock *clock)
{
  g_return_val_if_fail (clock != NULL, NULL);

  g_atomic_ref_count_inc (&clock->ref_count);

  return clock;
}

void
laurel_clock_unref (LaurelClock *clock)
{
  g_return_if_fail (clock != NULL);

  if (!g_atomic_ref_count_dec (&clock->ref_count))
    return;

  g_mutex_clear (&clock->lock);
  g_free (clock);
}

gint64
laurel_clock_now_us (LaurelClock *clock)
{
  gint64 now_us = NOT_SET;

  g_return_val_if_fail (clock != NULL, 0);

  if (clock->settable)
    {
      g_mutex_lock (&clock->lock);
      now_us = clock->set_us;
      g_mutex_unlock (&clock->lock);
    }

  return now_us != NOT_SET ? now_us : g_get_real_time ();
}

gboolean
laurel_clock_set (LaurelClock *clock, gint64 now_us)
{
  gboolean forward = FALSE;

  g_return_val_if_fail (clock != NULL && clock->settable, FALSE);
  g_return_val_if_fail (now_us > 0, FALSE);

  g_mutex_lock (&clock->lock);
  forward = clock->set_us == NOT_SET || now_us >= clock->set_us;
  if (forward)
    clock->set_us = now_us;
  g_mutex_unlock (&clock->lock);

  return forward;
}

gboolean
laurel_clock_is_final (LaurelClock *clock)
{
  gboolean set = FALSE;

  g_return_val_if_fail (clock != NULL, FALSE);

  g_mutex_lock (&clock->lock);
  set = clock->set_us != NOT_SET;
  g_mutex_unlock (&clock->lock);

  return set || !clock->settable;
}
