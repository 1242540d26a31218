/* laurel-demo-shops.h - where the demo chain sells, and when people come
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server/engine/laurel-zone.h"
#include "server/jobs/laurel-demo-random.h"

G_BEGIN_DECLS

/**
 * LaurelDemoShop:
 * @name: an address, as people call it
 * @channel: "store", "site", "delivery" or "showroom"
 * @city: number of the city, for shops in the same one
 * @segment: store segment
 * @weight: how much it sells compared with the others
 * @n_tills: tills, 1 for a site
 */
typedef struct
{
  const char       *code;
  const char       *name;
  const char       *channel;
  const char       *region;
  const char       *city_name;
  const char       *segment;
  const char       *zone_name;
  const LaurelZone *zone;
  guint             city;
  guint             weight;
  guint             n_tills;
} LaurelDemoShop;

/* (element-type LaurelDemoShop): @n shops, then the site, the delivery and the showroom. */
GArray *laurel_demo_shops_make (LaurelDemoRandom *random, guint n, GStringChunk *strings);

/* How busy a local date is, permille of a common day: season, weekday, holidays. */
guint laurel_demo_day_factor (gint32 day);

/* A moment of @day when @shop sells, seconds since 1970-01-01 00:00 UTC. */
gint64 laurel_demo_shop_moment (const LaurelDemoShop *shop, LaurelDemoRandom *random, gint32 day);

G_END_DECLS
