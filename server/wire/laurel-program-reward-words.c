/* laurel-program-reward-words.c - rewards of a program document in plain English
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/wire/laurel-program-words-private.h"

/* "for each ₽100", "each line" */
static void
append_per (GString *text, const LaurelProgramWords *words, const json_t *per)
{
  if (json_is_object (per))
    {
      g_string_append (text, "for each ");
      laurel_words_append_money (text, words, json_object_get (per, "every"));
    }
  else if (g_strcmp0 (json_string_value (per), "receipt") == 0)
    {
      g_string_append (text, "for the receipt");
    }
  else
    {
      g_string_append (text, "for each ");
      laurel_words_append_text (text, per);
    }
}

static void
append_amount (GString *text, const LaurelProgramWords *words, const json_t *reward)
{
  g_string_append (text, "takes ");
  laurel_words_append_money (text, words, json_object_get (reward, "amount"));
  g_string_append_c (text, ' ');
  append_per (text, words, json_object_get (reward, "per"));
}

static void
append_percent (GString *text, const LaurelProgramWords *words, const json_t *reward)
{
  g_string_append (text, "takes ");
  laurel_words_append_percent (text, json_object_get (reward, "rate"));
}

static void
append_fixed_price (GString *text, const LaurelProgramWords *words, const json_t *reward)
{
  g_string_append (text, "sets the price to ");
  laurel_words_append_money (text, words, json_object_get (reward, "price"));
}

static void
append_nth (GString *text, const LaurelProgramWords *words, const json_t *reward)
{
  append_percent (text, words, reward);
  g_string_append (text, " off one of each ");
  laurel_words_append_count (text, json_object_get (reward, "n"), "piece", "pieces");
}

static void
append_gift (GString *text, const LaurelProgramWords *words, const json_t *reward)
{
  append_percent (text, words, reward);
  g_string_append (text, " off the cheapest ");
  laurel_words_append_count (text, json_object_get (reward, "pieces"), "piece", "pieces");
}

void
laurel_words_append_product (GString *text, const LaurelProgramWords *words, const json_t *item)
{
  const json_t *product = json_object_get (item, "product");
  const json_t *pieces = json_object_get (item, "pieces");
  const json_t *quantity = json_object_get (item, "quantity");

  if (pieces != NULL)
    {
      laurel_words_append_number (text, pieces);
      g_string_append (text, " of ");
    }
  else if (json_is_integer (quantity))
    {
      /* Thousandths; a thousand of them is a piece. */
      g_autoptr (GString) number = g_string_new (NULL);

      laurel_words_append_hundredths (number, json_integer_value (quantity) / 10, 1);
      g_string_append_printf (text, "%s of ", number->str);
    }

  laurel_words_append_text (text, product != NULL ? product : json_object_get (item, "segment"));
}

static void
append_set (GString *text, const LaurelProgramWords *words, const json_t *reward)
{
  g_string_append (text, "sells ");
  laurel_words_append_list (text,
                            words,
                            json_object_get (reward, "items"),
                            "and",
                            laurel_words_append_product);
  g_string_append (text, " together for ");
  laurel_words_append_money (text, words, json_object_get (reward, "price"));
}

static void
append_points_percent (GString *text, const LaurelProgramWords *words, const json_t *reward)
{
  g_string_append (text, "gives ");
  laurel_words_append_percent (text, json_object_get (reward, "rate"));
  g_string_append (text, " in points");
}

static void
append_points (GString *text, const LaurelProgramWords *words, const json_t *reward)
{
  g_string_append (text, "gives ");
  laurel_words_append_points (text, json_object_get (reward, "points"));
  g_string_append_c (text, ' ');
  append_per (text, words, json_object_get (reward, "per"));
}

static void
append_multiplier (GString *text, const LaurelProgramWords *words, const json_t *reward)
{
  const json_t *factor = json_object_get (reward, "factor");

  g_string_append (text, "gives ");
  if (json_is_integer (factor))
    laurel_words_append_hundredths (text, json_integer_value (factor), 1);
  else
    laurel_words_append_raw (text, factor);
  g_string_append (text, " times the points");
}

static const struct
{
  const char       *type;
  LaurelWordsAppend append;
} rewards[] = {
  { "percent", append_percent },
  { "amount", append_amount },
  { "fixed_price", append_fixed_price },
  { "nth", append_nth },
  { "gift", append_gift },
  { "set", append_set },
  { "points_percent", append_points_percent },
  { "points", append_points },
  { "points_multiplier", append_multiplier },
};

void
laurel_words_append_reward (GString *text, const LaurelProgramWords *words, const json_t *reward)
{
  const char *type = json_string_value (json_object_get (reward, "type"));

  for (gsize i = 0; i < G_N_ELEMENTS (rewards); i++)
    {
      if (g_strcmp0 (rewards[i].type, type) == 0)
        {
          rewards[i].append (text, words, reward);
          return;
        }
    }

  g_string_append (text, "gives ");
  laurel_words_append_raw (text, reward);
}
