/* laurel-demo-shops.c - where the demo chain sells, and when people come
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/jobs/laurel-demo-shops.h"

#include "server/engine/laurel-calendar.h"

#include <string.h>

typedef struct
{
  const char *name;
  const char *region;
  const char *zone;
  const char *segment;
  guint       weight; /* how many of the shops are there */
} City;

static const City cities[] = {
  { "Москва", "Москва", "Europe/Moscow", "moscow", 12 },
  { "Санкт-Петербург", "Санкт-Петербург", "Europe/Moscow", "north-west", 6 },
  { "Екатеринбург", "Свердловская область", "Asia/Yekaterinburg", "ural", 3 },
  { "Казань", "Республика Татарстан", "Europe/Moscow", "volga", 3 },
  { "Нижний Новгород", "Нижегородская область", "Europe/Moscow", "volga", 3 },
  { "Новосибирск", "Новосибирская область", "Asia/Novosibirsk", "siberia", 3 },
  { "Самара", "Самарская область", "Europe/Samara", "volga", 2 },
  { "Краснодар", "Краснодарский край", "Europe/Moscow", "south", 2 },
  { "Воронеж", "Воронежская область", "Europe/Moscow", "south", 2 },
  { "Ростов-на-Дону", "Ростовская область", "Europe/Moscow", "south", 2 },
  { "Пермь", "Пермский край", "Asia/Yekaterinburg", "ural", 1 },
  { "Тюмень", "Тюменская область", "Asia/Yekaterinburg", "ural", 1 },
};

static const char *const streets[] = {
  "Лесная",     "Арбат",      "Мира",    "Садовая",  "Победы",   "Центральная", "Пушкина",
  "Вокзальная", "Гагарина",   "Невская", "Кирова",   "Парковая", "Московская",  "Чехова",
  "Ленина",     "Набережная", "Южная",   "Толстого", "Зелёная",  "Советская",
};

/* Shares of the day's hours, from midnight on. */
static const guint store_hours[24] = { 0,  0,  0,  0,  0,  0,  0,  0,   0,  22, 34, 42,
                                       52, 54, 48, 46, 52, 70, 98, 104, 84, 48, 0,  0 };
static const guint site_hours[24] = { 12, 6,  3,  2,  2,  3,  8,  18, 30, 40, 46, 50,
                                      56, 54, 50, 48, 50, 54, 62, 74, 88, 92, 70, 34 };

static const guint month_factors[12] = { 880, 920, 1030, 970,  960,  900,
                                         880, 940, 1000, 1010, 1080, 1400 };
static const guint weekday_factors[7] = { 860, 850, 880, 930, 1100, 1270, 1110 };

typedef struct
{
  guint first; /* month * 100 + day */
  guint last;
  guint factor;
} Holiday;

static const Holiday holidays[] = {
  { 101, 101, 260 },    { 102, 108, 820 },    { 212, 214, 1180 }, { 220, 222, 1240 },
  { 305, 308, 1360 },   { 501, 503, 820 },    { 509, 509, 760 },  { 828, 831, 1220 },
  { 1124, 1130, 1120 }, { 1223, 1231, 1320 },
};

static void
add_shop (GArray           *shops,
          LaurelDemoRandom *random,
          guint             city,
          const char       *street,
          GStringChunk     *strings)
{
  LaurelDemoShop   shop = { 0 };
  g_autofree char *code = g_strdup_printf ("%03u", shops->len + 1);
  g_autofree char *name = g_strdup_printf ("%s, %s, %d",
                                           cities[city].name,
                                           street,
                                           (gint) laurel_demo_random_range (random, 1, 90));

  shop.code = g_string_chunk_insert (strings, code);
  shop.name = g_string_chunk_insert (strings, name);
  shop.channel = "store";
  shop.region = cities[city].region;
  shop.city_name = cities[city].name;
  shop.segment = cities[city].segment;
  shop.zone_name = cities[city].zone;
  shop.zone = laurel_zone_find (cities[city].zone);
  shop.city = city;
  shop.weight = (guint) laurel_demo_random_range (random, 60, 140);
  shop.n_tills = 1 + shop.weight / 40;
  g_array_append_val (shops, shop);
}

static void
add_remote (GArray *shops, const char *code, const char *name, const char *channel, guint weight)
{
  LaurelDemoShop shop = { 0 };

  shop.code = code;
  shop.name = name;
  shop.channel = channel;
  shop.region = cities[0].region;
  shop.city_name = cities[0].name;
  shop.segment = strcmp (channel, "showroom") == 0 ? "moscow" : "online";
  shop.zone_name = cities[0].zone;
  shop.zone = laurel_zone_find (cities[0].zone);
  shop.city = 0;
  shop.weight = weight;
  shop.n_tills = 1;
  g_array_append_val (shops, shop);
}

GArray *
laurel_demo_shops_make (LaurelDemoRandom *random, guint n, GStringChunk *strings)
{
  GArray *shops = g_array_new (FALSE, FALSE, sizeof (LaurelDemoShop));
  guint   weights = 0;
  guint   common = n * 100;

  g_return_val_if_fail (random != NULL, shops);
  g_return_val_if_fail (n > 0, shops);

  for (guint i = 0; i < G_N_ELEMENTS (cities); i++)
    weights += cities[i].weight;
  for (guint i = 0, done = 0; i < G_N_ELEMENTS (cities); i++)
    {
      guint until = 0;

      done += cities[i].weight;
      until = (done * n + weights - 1) / weights;
      for (guint j = 0; shops->len < until; j++)
        add_shop (shops, random, i, streets[(i * 7 + j) % G_N_ELEMENTS (streets)], strings);
    }

  add_remote (shops, "site", "Сайт", "site", common * 11 / 100);
  add_remote (shops, "delivery", "Доставка", "delivery", common * 6 / 100);
  add_remote (shops, "showroom", "Шоурум, Москва", "showroom", common * 2 / 100);

  return shops;
}

guint
laurel_demo_day_factor (gint32 day)
{
  LaurelDate date = laurel_date_from_day (day);
  guint      in_year = (guint) (date.month * 100 + date.day);
  guint      factor = month_factors[date.month - 1];

  factor = factor * weekday_factors[laurel_day_weekday (day) - 1] / 1000;
  for (guint i = 0; i < G_N_ELEMENTS (holidays); i++)
    {
      if (in_year >= holidays[i].first && in_year <= holidays[i].last)
        factor = factor * holidays[i].factor / 1000;
    }

  return factor;
}

gint64
laurel_demo_shop_moment (const LaurelDemoShop *shop, LaurelDemoRandom *random, gint32 day)
{
  gboolean online = strcmp (shop->channel, "site") == 0 || strcmp (shop->channel, "delivery") == 0;
  guint    hour = laurel_demo_random_pick (random, online ? site_hours : store_hours, 24);

  return laurel_zone_day_start (shop->zone, day) + (gint64) hour * 3600 +
         laurel_demo_random_range (random, 0, 3599);
}
