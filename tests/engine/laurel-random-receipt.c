/* laurel-random-receipt.c - random receipts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/engine/laurel-random.h"

#define PRICE_MAX         100000000000
#define QUANTITY_MAX      1000000000
#define RECEIPT_GROSS_MAX 1000000000000000
#define NUMBER_STEP_MAX   1000000000000

/* round(price*quantity/1000), for products that 64 bits hold. */
static gint64
get_gross (gint64 price, gint64 quantity)
{
  return price * (quantity / 1000) + (price * (quantity % 1000) + 500) / 1000;
}

static gint64
new_quantity (LaurelRandom *random, gint64 price)
{
  gint64 quantity = 1000 * (1 + laurel_random_below (random, 4));

  if (laurel_random_chance (random, 20))
    quantity = 1 + laurel_random_below (random, 3000);

  if (random->huge && laurel_random_chance (random, 20))
    quantity = laurel_random_chance (random, 50) ? QUANTITY_MAX : 1000000;

  while (price > 0 && quantity / 1000 >= LAUREL_RANDOM_MONEY_MAX / price)
    quantity = quantity / 10 + 1;

  return quantity;
}

static json_t *
new_line (LaurelRandom *random, gint64 n, gint64 *gross)
{
  gint64  price = laurel_random_money (random, PRICE_MAX);
  gint64  quantity = new_quantity (random, price);
  json_t *line = json_pack ("{s:I, s:s, s:I, s:I}",
                            "n",
                            (json_int_t) n,
                            "product",
                            laurel_random_word (random, laurel_random_products),
                            "quantity",
                            (json_int_t) quantity,
                            "price",
                            (json_int_t) price);

  *gross = get_gross (price, quantity);

  if (laurel_random_chance (random, 20))
    json_object_set_new (line,
                         "external_discount",
                         json_integer (laurel_random_chance (random, 15)
                                           ? *gross
                                           : laurel_random_below (random, *gross + 1)));

  return line;
}

/* Lines in any order; huge cases may go up to what a receipt may be worth. */
static json_t *
new_lines (LaurelRandom *random)
{
  json_t *lines = json_array ();
  gint64  n = 1 + laurel_random_below (random, 5);
  gint64  number = 0;
  gint64  sum = 0;

  if (laurel_random_chance (random, 4))
    n = laurel_random_below (random, laurel_random_chance (random, 4) ? 120 : 14);

  for (gint64 i = 0; i < n; i++)
    {
      gint64  gross = 0;
      json_t *line = NULL;
      gsize   place = (gsize) laurel_random_below (random, i + 1);

      number +=
          1 + laurel_random_below (random, laurel_random_chance (random, 1) ? NUMBER_STEP_MAX : 3);
      line = new_line (random, number, &gross);
      sum += gross;

      if (sum > RECEIPT_GROSS_MAX)
        {
          json_decref (line);
          break;
        }

      json_array_insert_new (lines, place, line);
    }

  return lines;
}

/* A time of the day in UTC or with an offset, often near midnight somewhere. */
static char *
new_clock (LaurelRandom *random)
{
  static const char *const times[] = { "00:00:00",     "23:59:59", "21:00:00", "20:59:59",
                                       "12:00:00.999", "03:00:00", "05:59:59", NULL };
  static const char *const offsets[] = { "Z",      "Z",      "+03:00", "-05:00",
                                         "+05:45", "+14:00", "-12:00", NULL };

  gint64      second = laurel_random_below (random, 24 * 3600);
  const char *time = laurel_random_word (random, times);
  const char *offset = laurel_random_word (random, offsets);

  if (laurel_random_chance (random, 50))
    return g_strconcat (time, offset, NULL);

  return g_strdup_printf ("%02d:%02d:%02d%s",
                          (int) (second / 3600),
                          (int) (second / 60 % 60),
                          (int) (second % 60),
                          offset);
}

static json_t *
new_time (LaurelRandom *random)
{
  guint32          day = random->today + (guint32) laurel_random_below (random, 3) - 1;
  g_autofree char *clock = new_clock (random);
  GDate            date;

  g_date_set_julian (&date, CLAMP (day, LAUREL_RANDOM_FIRST_DAY, LAUREL_RANDOM_LAST_DAY));

  return json_sprintf ("%04d-%02d-%02dT%s",
                       g_date_get_year (&date),
                       g_date_get_month (&date),
                       g_date_get_day (&date),
                       clock);
}

/* Words that may come twice. */
static json_t *
new_presented (LaurelRandom *random, const char *const *words)
{
  json_t *presented = json_array ();

  for (gint64 n = 1 + laurel_random_below (random, 3); n > 0; n--)
    json_array_append_new (presented, json_string (laurel_random_word (random, words)));

  return presented;
}

static void
add_facts (LaurelRandom *random, json_t *receipt)
{
  static const char *const cards[] = { "2900000000017", "3000000000014", "29", NULL };
  static const char *const codes[] = { "CODE0", "CODE1", "CODE2", "CODE3", "CODE9", NULL };
  static const char *const certificates[] = { "G0", "G1", "G2", NULL };

  if (laurel_random_chance (random, 80))
    json_object_set_new (receipt,
                         "store",
                         json_string (laurel_random_word (random, laurel_random_stores)));

  if (laurel_random_chance (random, 85))
    json_object_set_new (receipt,
                         "client",
                         json_string (laurel_random_word (random, laurel_random_clients)));

  if (laurel_random_chance (random, 60))
    json_object_set_new (receipt, "card", json_string (laurel_random_word (random, cards)));

  if (laurel_random_chance (random, 30))
    json_object_set_new (receipt,
                         "channel",
                         json_string (laurel_random_word (random, laurel_random_channels)));

  if (laurel_random_chance (random, 50))
    json_object_set_new (receipt, "payments", laurel_random_words (random, laurel_random_payments));

  if (laurel_random_chance (random, 60))
    json_object_set_new (receipt, "promo_codes", new_presented (random, codes));

  if (laurel_random_chance (random, 25))
    json_object_set_new (receipt, "certificates", new_presented (random, certificates));

  if (laurel_random_chance (random, 30))
    json_object_set_new (receipt, "redeem", json_string ("max"));
  else if (laurel_random_chance (random, 40))
    json_object_set_new (receipt,
                         "redeem",
                         json_integer (laurel_random_extreme (random,
                                                              laurel_random_below (random, 4000),
                                                              0,
                                                              LAUREL_RANDOM_INTEGER_MAX)));
}

/* Something that the contract forbids a receipt with lines to say. A line more could bring a huge
 * receipt beyond its limit too, and only one fault has a certain code. */
static void
spoil (LaurelRandom *random, json_t *receipt)
{
  json_t *lines = json_object_get (receipt, "lines");
  json_t *line = json_array_get (lines, 0);

  switch (laurel_random_below (random, random->huge ? 7 : 8))
    {
    case 0:
      json_object_set_new (line, "quantity", json_integer (0));
      break;
    case 1:
      json_object_set_new (line, "quantity", json_integer (QUANTITY_MAX + 1));
      break;
    case 2:
      json_object_set_new (line, "price", json_integer (PRICE_MAX + 1));
      break;
    case 3:
      json_object_set_new (line, "external_discount", json_integer (LAUREL_RANDOM_MONEY_MAX));
      break;
    case 4:
      json_object_set_new (line, "n", json_integer (((json_int_t) 1 << 53) + 1));
      break;
    case 5:
      json_object_set_new (receipt, "client", json_string ("nobody"));
      break;
    case 6:
      json_object_set_new (receipt, "certificates", json_pack ("[s]", "none"));
      break;
    default:
      json_array_append_new (lines, json_deep_copy (line));
    }
}

json_t *
laurel_random_receipt (LaurelRandom *self, guint number)
{
  json_t *lines = new_lines (self);
  json_t *receipt = json_pack ("{s:o, s:o, s:o}",
                               "id",
                               json_sprintf ("r%u", number),
                               "time",
                               new_time (self),
                               "lines",
                               lines);

  add_facts (self, receipt);

  if (json_array_size (lines) > 0 && laurel_random_chance (self, 2))
    spoil (self, receipt);

  return receipt;
}
