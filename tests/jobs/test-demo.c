/* test-demo.c - the demo chain looks like a chain, and is the same each time
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "server/engine/laurel-calendar.h"
#include "server/jobs/laurel-demo-people.h"
#include "server/jobs/laurel-history.h"
#include "tests/jobs/test-history-book.h"
#include "tests/jobs/test-history-program.h"

#define NOW G_GINT64_CONSTANT (1795555555) /* 2026-11-24 22:25:55 in Moscow */

static void
digest_text (GChecksum *checksum, const char *text)
{
  g_checksum_update (checksum, (const guint8 *) (text != NULL ? text : "-"), -1);
  g_checksum_update (checksum, (const guint8 *) "|", 1);
}

static void
digest_number (GChecksum *checksum, gint64 number)
{
  g_checksum_update (checksum, (const guint8 *) &number, sizeof number);
}

static void
digest_event (GChecksum *checksum, const LaurelHistoryEvent *event)
{
  digest_number (checksum, event->kind);
  digest_number (checksum, event->time);
  digest_number (checksum, event->client);
  digest_text (checksum, event->key);
  digest_text (checksum, event->number);
  digest_text (checksum, event->cashier);
  if (event->kind == LAUREL_HISTORY_CLIENT)
    {
      digest_text (checksum, event->profile.last_name);
      digest_text (checksum, event->profile.phone);
      digest_text (checksum, event->profile.email);
      digest_number (checksum, event->profile.birth_day);
      digest_number (checksum, event->profile.referrer);
    }
  for (gsize i = 0; event->kind == LAUREL_HISTORY_SALE && i < event->sale.receipt.n_lines; i++)
    {
      digest_text (checksum, event->sale.receipt.lines[i].product);
      digest_number (checksum, event->sale.receipt.lines[i].quantity);
      digest_number (checksum, event->sale.receipt.lines[i].price);
    }
  for (gsize i = 0; event->kind == LAUREL_HISTORY_RETURN && i < event->back.n_lines; i++)
    digest_number (checksum, event->back.lines[i].quantity);
}

static char *
digest_chain (guint64 seed, gint64 now)
{
  g_autoptr (LaurelDemo) demo = laurel_demo_new (laurel_demo_scale_find ("small"), seed, now);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  const LaurelHistoryEvent *event = NULL;

  for (event = laurel_demo_next (demo); event != NULL; event = laurel_demo_next (demo))
    digest_event (checksum, event);

  return g_strdup (g_checksum_get_string (checksum));
}

static void
test_same_seed_same_chain (void)
{
  g_autofree char *first = digest_chain (1, NOW);
  g_autofree char *again = digest_chain (1, NOW);
  g_autofree char *other = digest_chain (2, NOW);

  g_assert_cmpstr (first, ==, again);
  g_assert_cmpstr (first, !=, other);
}

/* Every day of the week, the end of a year, a leap day: the stream stays in order and ends at now.
 */
static void
test_order_and_end (void)
{
  static const gint64 nows[] = { NOW,
                                 G_GINT64_CONSTANT (1798761599),   /* 2026-12-31 */
                                 G_GINT64_CONSTANT (1835443200),   /* 2028-02-29 */
                                 G_GINT64_CONSTANT (1796083200) }; /* 2026-12-01 00:00 UTC */

  for (gsize i = 0; i < G_N_ELEMENTS (nows); i++)
    {
      g_autoptr (LaurelDemo) demo = laurel_demo_new (laurel_demo_scale_find ("small"), 7, nows[i]);
      const LaurelHistoryEvent *event = NULL;
      gint64                    last = laurel_demo_get_start (demo);

      g_assert_cmpint (nows[i] - last, >, (LAUREL_DEMO_DAYS - 1) * G_GINT64_CONSTANT (86400));
      for (event = laurel_demo_next (demo); event != NULL; event = laurel_demo_next (demo))
        {
          g_assert_cmpint (event->time, >=, last);
          last = event->time;
        }
      g_assert_cmpint (last, <, nows[i]);
      g_assert_cmpint (last, >, nows[i] - 86400);
      g_assert_cmpuint (laurel_demo_get_days_done (demo), ==, LAUREL_DEMO_DAYS);
    }
}

typedef struct
{
  gint64 to_pay;
  guint  n;
} Sum;

static gint64
average (const Sum *sum)
{
  g_assert_cmpuint (sum->n, >, 0);

  return sum->to_pay / sum->n;
}

/* Posted through the engine and the ledger, nothing is refused, and the figures are those of a
 * chain. */
static void
test_looks_like_a_chain (void)
{
  g_autoptr (LaurelDemo) demo = laurel_demo_new (laurel_demo_scale_find ("small"), 7, NOW);
  g_autoptr (LaurelProgram) program = test_program_of_demo (demo);
  g_autoptr (LaurelLedgerTerms) terms = laurel_ledger_terms_new (program);
  TestBook book;
  g_autoptr (LaurelHistory) history = NULL;
  const LaurelHistoryEvent  *event = NULL;
  const LaurelHistoryTotals *totals = NULL;
  Sum                        weekdays[7] = { 0 };
  Sum                        years[2] = { 0 }; /* the same half year, a year apart */
  guint                      n_known = 0;
  gint64                     paid = 0;
  gint64                     start = laurel_demo_get_start (demo);
  g_autoptr (GError) error = NULL;

  test_book_init (&book);
  history = laurel_history_new (program, terms, &book.book);
  totals = laurel_history_get_totals (history);
  for (event = laurel_demo_next (demo); event != NULL; event = laurel_demo_next (demo))
    {
      gboolean is_sale = event->kind == LAUREL_HISTORY_SALE;
      gint64   day = (event->time - start) / 86400;
      gint32   weekday = laurel_day_weekday (laurel_program_day (program, event->time));

      n_known += is_sale && event->client != 0;
      g_assert_cmpint (laurel_history_post (history, event, &error), ==, LAUREL_HISTORY_POSTED);
      if (!is_sale)
        continue;
      weekdays[weekday - 1].to_pay += totals->sales_to_pay - paid;
      weekdays[weekday - 1].n++;
      if (day < 180 || day >= 365)
        {
          years[day >= 365].to_pay += totals->sales_to_pay - paid;
          years[day >= 365].n++;
        }
      paid = totals->sales_to_pay;
    }
  g_assert_true (laurel_history_finish (history, &error));
  g_assert_no_error (error);

  /* roubles: an average receipt of 1.2 to 2.5 thousand, one month about a twentieth of 30 to 60
   * million */
  g_assert_cmpint (paid / (gint64) totals->sales, >=, 120000);
  g_assert_cmpint (paid / (gint64) totals->sales, <=, 250000);
  g_assert_cmpint (paid / 18, >=, 150000000);
  g_assert_cmpint (paid / 18, <=, 300000000);
  g_assert_cmpint (weekdays[5].to_pay, >, weekdays[4].to_pay);
  g_assert_cmpint (weekdays[5].to_pay, >, weekdays[1].to_pay * 5 / 4);
  g_assert_cmpint (weekdays[6].to_pay, >, weekdays[1].to_pay);
  g_assert_cmpint (years[1].to_pay, >, years[0].to_pay * 11 / 10);
  g_assert_cmpint (average (&years[1]), >, 0);
  g_assert_cmpuint (n_known * 100 / totals->sales, >=, 45);
  g_assert_cmpuint (n_known * 100 / totals->sales, <=, 75);
  g_assert_cmpuint (totals->returns * 100 / totals->sales, >=, 1);
  g_assert_cmpuint (totals->returns * 100 / totals->sales, <=, 4);
  g_assert_cmpint (totals->redeemed_points, >, totals->points / 5);
  g_assert_cmpint (totals->redeemed_points, <, totals->points);
  g_assert_cmpuint (totals->grants, >, 0);
  g_assert_cmpuint (book.n_rows[LAUREL_TABLE_LEVEL_CHANGES], >, 50);
  g_assert_cmpuint (book.n_clients, ==, totals->clients);
  g_assert_cmpuint (book.n_rows[LAUREL_TABLE_SALES], ==, totals->sales);
  g_assert_cmpuint (book.n_rows[LAUREL_TABLE_SALE_LINES], ==, totals->sale_lines);
}

/* Phones, e-mails and cards are one client's; names fit the gender. */
static void
test_people (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GStringChunk) strings = g_string_chunk_new (4096);
  LaurelDemoRandom random = laurel_demo_random_start (3, 4);
  guint            n_women = 0;

  for (guint32 i = 1; i <= 20000; i++)
    {
      LaurelDemoPerson person = { 0 };
      char             card[14];
      guint            sum = 0;

      laurel_demo_person_make (&person, &random, i, 20000, strings);
      g_assert_true (g_hash_table_add (seen, (gpointer) person.phone));
      g_assert_cmpuint (strlen (person.phone), ==, 12);
      g_assert_true (g_str_has_prefix (person.phone, "+79"));
      if (person.email != NULL)
        {
          g_autofree char *lower = g_ascii_strdown (person.email, -1);

          g_assert_cmpstr (person.email, ==, lower);
          g_assert_true (g_str_has_suffix (person.email, "@mail.example"));
          g_assert_true (g_hash_table_add (seen, (gpointer) person.email));
        }
      g_assert_true (g_str_has_suffix (person.patronymic, "на") == (person.gender == 'f'));
      g_assert_cmpint (person.birth_day, <=, 20000 - 18 * 365);
      n_women += person.gender == 'f';

      laurel_demo_card_print (card, i);
      for (guint j = 0; j < 13; j++)
        sum += (guint) (card[j] - '0') * (j % 2 == 0 ? 1 : 3);
      g_assert_cmpuint (sum % 10, ==, 0);
    }

  g_assert_cmpuint (n_women, >, 12000);
  g_assert_cmpuint (n_women, <, 15000);
}

static void
test_assortment (void)
{
  g_autoptr (LaurelDemo) demo = laurel_demo_new (laurel_demo_scale_find ("medium"), 1, NOW);
  const GArray          *products = laurel_demo_get_products (demo);
  const GArray          *shops = laurel_demo_get_shops (demo);
  guint                  n_groups = 0;
  const LaurelDemoGroup *groups = laurel_demo_goods_get_groups (&n_groups);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_cmpuint (products->len, >=, 2950);
  g_assert_cmpuint (products->len, <=, 3050);
  for (guint i = 0; i < products->len; i++)
    {
      const LaurelDemoProduct *product = &g_array_index (products, LaurelDemoProduct, i);

      g_assert_true (g_hash_table_add (seen, (gpointer) product->code));
      g_assert_true (g_hash_table_add (seen, (gpointer) product->name));
      g_assert_cmpint (product->price, >, 0);
      g_assert_cmpint (product->price % 100, ==, 0);
      g_assert_cmpuint (groups[product->group].weight, >, 0);
    }
  for (guint i = 0; i < n_groups; i++)
    {
      if (groups[i].parent != NULL)
        g_assert_true (g_hash_table_contains (seen, groups[i].parent));
      g_assert_true (g_hash_table_add (seen, (gpointer) groups[i].code));
    }
  g_assert_cmpuint (shops->len, ==, 43);
  for (guint i = 0; i < shops->len; i++)
    {
      const LaurelDemoShop *shop = &g_array_index (shops, LaurelDemoShop, i);

      g_assert_true (g_hash_table_add (seen, (gpointer) shop->code));
      g_assert_nonnull (shop->zone);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/jobs/demo/same-seed-same-chain", test_same_seed_same_chain);
  g_test_add_func ("/jobs/demo/order-and-end", test_order_and_end);
  g_test_add_func ("/jobs/demo/looks-like-a-chain", test_looks_like_a_chain);
  g_test_add_func ("/jobs/demo/people", test_people);
  g_test_add_func ("/jobs/demo/assortment", test_assortment);

  return g_test_run ();
}
