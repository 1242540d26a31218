/* laurel-demo-random.h - chance that can be repeated: same seed, same chain
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  guint64 state;
} LaurelDemoRandom;

/* Streams of one seed have nothing to do with each other, so that more of one thing does not change
 * another. */
LaurelDemoRandom laurel_demo_random_start (guint64 seed, guint64 stream);

/* @low to @high, both included. */
gint64   laurel_demo_random_range (LaurelDemoRandom *random, gint64 low, gint64 high);
gboolean laurel_demo_random_chance (LaurelDemoRandom *random, guint permille);
/* An index below @n, as often as its weight says; the weights must not all be 0. */
guint laurel_demo_random_pick (LaurelDemoRandom *random, const guint *weights, guint n);

G_END_DECLS
