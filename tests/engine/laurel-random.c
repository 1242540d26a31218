/* laurel-random.c - random words, numbers and days for random cases
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/engine/laurel-random.h"

#define WORDS_MAX 3

const char *const laurel_random_products[] = {
  "P0", "P1", "P2", "P3", "P4", "P5", "P6", "P7", NULL
};
const char *const laurel_random_segments[] = { "s0", "s1", "s2", NULL };
const char *const laurel_random_stores[] = { "S0", "S1", "S2", "S3", NULL };
const char *const laurel_random_store_segments[] = { "t0", "t1", NULL };
const char *const laurel_random_channels[] = { "store", "site",  "delivery", "showroom",
                                               "app",   "phone", NULL };
const char *const laurel_random_clients[] = { "C0", "C1", "C2", NULL };
const char *const laurel_random_client_segments[] = { "c0", "c1", NULL };
const char *const laurel_random_levels[] = { "l0", "l1", "l2", NULL };
const char *const laurel_random_series[] = { "x0", "x1", "x2", NULL };
const char *const laurel_random_payments[] = { "cash", "card", "online", NULL };
/* With and without summer time, of half an hour, backwards, by the moon, and over the date line. */
const char *const laurel_random_zones[] = { "Europe/Moscow",
                                            "Europe/Moscow",
                                            "Europe/Berlin",
                                            "Asia/Vladivostok",
                                            "America/New_York",
                                            "Asia/Kathmandu",
                                            "Pacific/Kiritimati",
                                            "UTC",
                                            "Australia/Lord_Howe",
                                            "Africa/Casablanca",
                                            "Europe/Dublin",
                                            "Pacific/Apia",
                                            "America/St_Johns",
                                            "Asia/Tehran",
                                            "America/Sao_Paulo",
                                            "Antarctica/Troll",
                                            NULL };

gint64
laurel_random_below (LaurelRandom *self, gint64 n)
{
  guint64 high = g_rand_int (self->rand);

  if (n <= G_MAXUINT32)
    return (gint64) (high % (guint64) n);

  return (gint64) ((high << 31 | g_rand_int (self->rand) >> 1) % (guint64) n);
}

gboolean
laurel_random_chance (LaurelRandom *self, gint percent)
{
  return laurel_random_below (self, 100) < percent;
}

static gint64
count_words (const char *const *words)
{
  gint64 n = 0;

  while (words[n] != NULL)
    n++;

  return n;
}

const char *
laurel_random_word (LaurelRandom *self, const char *const *words)
{
  return words[laurel_random_below (self, count_words (words))];
}

json_t *
laurel_random_words (LaurelRandom *self, const char *const *words)
{
  json_t *chosen = json_array ();
  gint64  n = laurel_random_chance (self, 3) ? 0 : 1 + laurel_random_below (self, WORDS_MAX);
  gint64  start = laurel_random_below (self, count_words (words));

  for (gint64 i = 0; i < MIN (n, count_words (words)); i++)
    json_array_append_new (chosen, json_string (words[(start + i) % count_words (words)]));

  return chosen;
}

gint64
laurel_random_extreme (LaurelRandom *self, gint64 usual, gint64 least, gint64 most)
{
  if (!laurel_random_chance (self, self->huge ? 30 : 1))
    return usual;

  return laurel_random_chance (self, 50) ? least : most;
}

gint64
laurel_random_money (LaurelRandom *self, gint64 most)
{
  if (self->huge && laurel_random_chance (self, 50))
    return laurel_random_chance (self, 30) ? most : laurel_random_below (self, most + 1);

  switch (laurel_random_below (self, 6))
    {
    case 0:
      return laurel_random_below (self, laurel_random_chance (self, 50) ? 4 : 50);
    case 1:
      return 100 * (1 + laurel_random_below (self, 12));
    case 2:
    case 3:
      return 1000 + 500 * laurel_random_below (self, 4);
    default:
      return laurel_random_below (self, 3000);
    }
}

gint64
laurel_random_rate (LaurelRandom *self, gint64 most)
{
  switch (laurel_random_below (self, 7))
    {
    case 0:
      return laurel_random_chance (self, 30) ? 0 : most;
    case 1:
      return 1 + laurel_random_below (self, 100);
    case 2:
      return 5000;
    case 3:
    case 4:
      return 500 * (1 + laurel_random_below (self, 8));
    default:
      return laurel_random_below (self, 10001);
    }
}

gint64
laurel_random_points (LaurelRandom *self)
{
  gint64 most = LAUREL_RANDOM_NUMBER_MAX / self->points_unit;
  gint64 units = laurel_random_below (self, MIN (40, most + 1));

  return laurel_random_extreme (self, units, 0, most) * self->points_unit;
}

json_t *
laurel_random_day (LaurelRandom *self, gint64 offset)
{
  GDate date;

  g_date_set_julian (&date, (guint32) (self->today + offset));

  return json_sprintf ("%04d-%02d-%02d",
                       g_date_get_year (&date),
                       g_date_get_month (&date),
                       g_date_get_day (&date));
}
