/* laurel-random-case.c - valid cases of the pricing contract, made from a number
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/engine/laurel-random-case.h"

#include "tests/engine/laurel-random.h"

#define N_USED_LEAVES 8

static json_t *
new_product (LaurelRandom *random)
{
  static const char *const flags[] = { "no_discount", "no_accrual", "no_turnover", NULL };

  json_t *product = json_object ();

  if (laurel_random_chance (random, 80))
    json_object_set_new (product, "segments", laurel_random_words (random, laurel_random_segments));

  if (laurel_random_chance (random, 20))
    json_object_set_new (product,
                         "min_price",
                         json_integer (laurel_random_money (random, LAUREL_RANDOM_MONEY_MAX)));

  if (laurel_random_chance (random, 20))
    json_object_set_new (product,
                         "max_discount",
                         json_integer (laurel_random_rate (random, 10000)));

  if (laurel_random_chance (random, 12))
    json_object_set_new (product, "flags", json_pack ("[s]", laurel_random_word (random, flags)));

  return product;
}

static json_t *
new_store (LaurelRandom *random)
{
  json_t *store = json_object ();

  if (laurel_random_chance (random, 70))
    json_object_set_new (store,
                         "segments",
                         laurel_random_words (random, laurel_random_store_segments));

  if (laurel_random_chance (random, 70))
    json_object_set_new (store,
                         "channel",
                         json_string (laurel_random_word (random, laurel_random_channels)));

  if (laurel_random_chance (random, 50))
    json_object_set_new (store,
                         "time_zone",
                         json_string (laurel_random_word (random, laurel_random_zones)));

  return store;
}

/* The last product and the last store are sold and seen, but in no catalog. */
static json_t *
new_catalog (LaurelRandom *random)
{
  json_t *products = json_object ();
  json_t *stores = json_object ();

  for (gsize i = 0; laurel_random_products[i + 1] != NULL; i++)
    json_object_set_new (products, laurel_random_products[i], new_product (random));

  for (gsize i = 0; laurel_random_stores[i + 1] != NULL; i++)
    json_object_set_new (stores, laurel_random_stores[i], new_store (random));

  return json_pack ("{s:o, s:o}", "products", products, "stores", stores);
}

/* A day of birth whose anniversaries are near, or on 29 February. */
static json_t *
new_birth_date (LaurelRandom *random)
{
  gint64 years = laurel_random_below (random, 70);
  GDate  date;

  if (laurel_random_chance (random, 10))
    return json_sprintf ("%04d-02-29", (int) (1920 + 4 * laurel_random_below (random, 20)));

  g_date_set_julian (&date, (guint32) (random->today + laurel_random_below (random, 9) - 4));
  g_date_subtract_years (&date, (guint) years);

  return json_sprintf ("%04d-%02d-%02d",
                       g_date_get_year (&date),
                       g_date_get_month (&date),
                       g_date_get_day (&date));
}

/* A fact about the past may be any integer. */
static void
set_fact (LaurelRandom *random, json_t *facts, const char *name, gint64 usual)
{
  gint64 value =
      laurel_random_extreme (random, usual, -LAUREL_RANDOM_INTEGER_MAX, LAUREL_RANDOM_INTEGER_MAX);

  json_object_set_new (facts, name, json_integer (value));
}

static json_t *
new_client_usage (LaurelRandom *random)
{
  json_t *usage = json_object ();

  for (gint i = 0; i < N_USED_LEAVES; i++)
    {
      g_autofree char *id = g_strdup_printf ("d%d", i);
      json_t          *used = json_object ();

      if (laurel_random_chance (random, 50))
        set_fact (random, used, "count", laurel_random_below (random, 4));

      if (laurel_random_chance (random, 50))
        json_object_set_new (used,
                             "last",
                             laurel_random_day (random, -laurel_random_below (random, 6)));

      if (laurel_random_chance (random, 60))
        json_object_set (usage, id, used);

      json_decref (used);
    }

  return usage;
}

static json_t *
new_client (LaurelRandom *random)
{
  json_t *client = json_object ();

  if (laurel_random_chance (random, 70))
    json_object_set_new (client, "registered", json_boolean (laurel_random_chance (random, 80)));

  if (random->n_levels > 0 && laurel_random_chance (random, 85))
    json_object_set_new (
        client,
        "level",
        json_string (
            laurel_random_levels[laurel_random_below (random, (gint64) random->n_levels)]));

  if (laurel_random_chance (random, 80))
    json_object_set_new (client, "birth_date", new_birth_date (random));

  if (laurel_random_chance (random, 80))
    json_object_set_new (client,
                         "gender",
                         json_string (laurel_random_chance (random, 50) ? "f" : "m"));

  if (laurel_random_chance (random, 60))
    json_object_set_new (client,
                         "segments",
                         laurel_random_words (random, laurel_random_client_segments));

  if (laurel_random_chance (random, 80))
    set_fact (random, client, "turnover", laurel_random_money (random, LAUREL_RANDOM_MONEY_MAX));

  if (laurel_random_chance (random, 70))
    set_fact (random, client, "purchase_count", laurel_random_below (random, 4));

  if (laurel_random_chance (random, 70))
    json_object_set_new (client,
                         "last_purchase",
                         laurel_random_day (random, 1 - laurel_random_below (random, 7)));

  if (laurel_random_chance (random, 90))
    set_fact (random,
              client,
              "available_points",
              laurel_random_money (random, 1000000000000) * 5 - 100);

  if (laurel_random_chance (random, 60))
    json_object_set_new (client, "referrer", json_string ("C9"));

  json_object_set_new (client, "usage", new_client_usage (random));

  return client;
}

static json_t *
new_clients (LaurelRandom *random)
{
  json_t *clients = json_object ();

  for (gsize i = 0; laurel_random_clients[i] != NULL; i++)
    json_object_set_new (clients, laurel_random_clients[i], new_client (random));

  return clients;
}

static json_t *
new_usage (LaurelRandom *random)
{
  json_t *usage = json_object ();

  for (gint i = 0; i < N_USED_LEAVES; i++)
    {
      g_autofree char *id = g_strdup_printf ("d%d", i);

      if (laurel_random_chance (random, 70))
        {
          json_t *used = json_object ();

          set_fact (random, used, "count", laurel_random_below (random, 6));
          set_fact (random, used, "money", laurel_random_money (random, 1000000000));
          json_object_set_new (usage, id, used);
        }
    }

  return usage;
}

/* Ends of years and of February, changes of the clock, the ends of what a receipt may be dated. */
static guint32
pick_today (LaurelRandom *random)
{
  static const struct
  {
    GDateYear  year;
    GDateMonth month;
    GDateDay   day;
  } days[] = {
    { 2026, 11, 22 }, { 2026, 12, 31 }, { 2027, 1, 1 },   { 2028, 2, 29 },  { 2027, 2, 28 },
    { 2027, 3, 1 },   { 2026, 3, 29 },  { 2026, 10, 25 }, { 2026, 3, 8 },   { 2026, 11, 1 },
    { 2000, 1, 1 },   { 2099, 12, 31 }, { 2041, 7, 15 },  { 2014, 10, 26 },
  };

  gint64 i = laurel_random_below (random, G_N_ELEMENTS (days));
  GDate  date;

  if (laurel_random_chance (random, 40))
    return LAUREL_RANDOM_FIRST_DAY +
           (guint32) laurel_random_below (random, LAUREL_RANDOM_LAST_DAY - LAUREL_RANDOM_FIRST_DAY);

  g_date_set_dmy (&date, days[i].day, days[i].month, days[i].year);

  return g_date_get_julian (&date);
}

static json_t *
new_promo_codes (void)
{
  return json_pack ("{s:{s:s}, s:{s:s}, s:{s:s}, s:{s:s}}",
                    "CODE0",
                    "series",
                    "x0",
                    "CODE1",
                    "series",
                    "x1",
                    "CODE2",
                    "series",
                    "x2",
                    "CODE3",
                    "series",
                    "x0");
}

static json_t *
new_certificates (LaurelRandom *random)
{
  return json_pack ("{s:{s:i}, s:{s:i}, s:{s:I}}",
                    "G0",
                    "balance",
                    0,
                    "G1",
                    "balance",
                    500,
                    "G2",
                    "balance",
                    (json_int_t) laurel_random_money (random, LAUREL_RANDOM_MONEY_MAX));
}

json_t *
laurel_random_case_new (guint32 seed)
{
  LaurelRandom random = { .rand = g_rand_new_with_seed (seed) };
  json_t      *receipts = json_array ();
  json_t      *document = json_object ();

  random.huge = laurel_random_chance (&random, 5);
  random.today = pick_today (&random);
  json_object_set_new (document, "program", laurel_random_program (&random));
  json_object_set_new (document, "catalog", new_catalog (&random));
  json_object_set_new (document, "clients", new_clients (&random));
  json_object_set_new (document, "usage", new_usage (&random));
  json_object_set_new (document, "promo_codes", new_promo_codes ());
  json_object_set_new (document, "certificates", new_certificates (&random));

  for (gint64 n = 1 + laurel_random_below (&random, 4); n > 0; n--)
    json_array_append_new (receipts,
                           laurel_random_receipt (&random, (guint) json_array_size (receipts)));

  json_object_set_new (document, "receipts", receipts);
  g_rand_free (random.rand);

  return document;
}
