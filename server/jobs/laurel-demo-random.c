/* laurel-demo-random.c - chance that can be repeated: same seed, same chain
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/jobs/laurel-demo-random.h"

/* SplitMix64: small, and good enough for a made-up town. */
static guint64
next (LaurelDemoRandom *random)
{
  guint64 z = random->state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);

  return z ^ (z >> 31);
}

LaurelDemoRandom
laurel_demo_random_start (guint64 seed, guint64 stream)
{
  LaurelDemoRandom random = { seed };

  random.state = next (&random) ^ (stream * G_GUINT64_CONSTANT (0xd1342543de82ef95));
  random.state = next (&random);

  return random;
}

gint64
laurel_demo_random_range (LaurelDemoRandom *random, gint64 low, gint64 high)
{
  g_return_val_if_fail (low <= high, low);

  return low + (gint64) (((unsigned __int128) next (random) * ((guint64) (high - low) + 1)) >> 64);
}

gboolean
laurel_demo_random_chance (LaurelDemoRandom *random, guint permille)
{
  return laurel_demo_random_range (random, 0, 999) < (gint64) permille;
}

guint
laurel_demo_random_pick (LaurelDemoRandom *random, const guint *weights, guint n)
{
  guint  total = 0;
  gint64 at = 0;

  for (guint i = 0; i < n; i++)
    total += weights[i];
  g_return_val_if_fail (total > 0, 0);

  at = laurel_demo_random_range (random, 0, (gint64) total - 1);
  for (guint i = 0; i < n; i++)
    {
      if (at < (gint64) weights[i])
        return i;
      at -= (gint64) weights[i];
    }

  g_assert_not_reached ();
}
