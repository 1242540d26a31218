/* test-search.c - what may be typed into the search box, one row for each form
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/store/laurel-search.h"

typedef struct
{
  const char *name;
  const char *text;
  const char *words;
  const char *phone;
  const char *phone_end;
  const char *card;
  const char *email;
} Row;

static const Row rows[] = {
  { "one-word", "Соко", "соко:*", NULL, NULL, NULL, NULL },
  { "two-words", "  мар  Соко ", "мар:* & соко:*", NULL, NULL, NULL, NULL },
  { "hyphen", "Римская-Корс", "римская:* & корс:*", NULL, NULL, NULL, NULL },
  { "operators-are-no-operators", "a|b & !(c:*)", "a:* & b:* & c:*", NULL, NULL, NULL, NULL },
  { "quotes", "д'Арта\"нь", "д:* & арта:* & нь:*", NULL, NULL, NULL, NULL },
  { "nothing", " ,;: ", NULL, NULL, NULL, NULL, NULL },
  { "empty", "", NULL, NULL, NULL, NULL, NULL },
  { "phone-with-trunk-prefix", "8 (916) 123", NULL, "+7916123", "3216198", NULL, NULL },
  { "phone-with-country", "+7 916 123", NULL, "+7916123", NULL, NULL, NULL },
  { "phone-without-either", "916-12", NULL, "+791612", "21619", "916-12", NULL },
  { "phone-or-card", "2900", NULL, "+2900", "0092", "2900", NULL },
  { "short-number", "290", NULL, "+290", NULL, "290", NULL },
  { "two-digits", "29", "29:*", NULL, NULL, "29", NULL },
  { "long-card", "29000000000000012", NULL, NULL, NULL, "29000000000000012", NULL },
  { "card-with-letters", "AB-12", "ab:* & 12:*", NULL, NULL, "AB-12", NULL },
  { "email", " Anna@Mail.Example", NULL, NULL, NULL, NULL, "anna@mail.example" },
};

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (LaurelSearch) search = laurel_search_new (row->text);

  g_assert_cmpstr (search->words, ==, row->words);
  g_assert_cmpstr (search->phone, ==, row->phone);
  g_assert_cmpstr (search->phone_end, ==, row->phone_end);
  g_assert_cmpstr (search->card, ==, row->card);
  g_assert_cmpstr (search->email, ==, row->email);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/store/search/%s", rows[i].name);

      g_test_add_data_func (path, &rows[i], test_row);
    }

  return g_test_run ();
}
