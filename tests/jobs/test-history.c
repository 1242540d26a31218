/* test-history.c - a history is posted as if it had been there
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <gio/gio.h>

#include "server/jobs/laurel-history-usage.h"
#include "server/jobs/laurel-history.h"
#include "tests/jobs/test-history-book.h"
#include "tests/jobs/test-history-program.h"

#define DAY   G_GINT64_CONSTANT (86400)
#define START G_GINT64_CONSTANT (1767214800) /* 2026-01-01 00:00 in Moscow */

/* 10 % in points, active at once; 5 % off the second sort of goods, three times for each client,
 * and off the third, twice in all and for 15.00 at most. */
static const char document[] =
    "{\"format\":1,\"currency\":\"RUB\",\"time_zone\":\"Europe/Moscow\","
    "\"accrual\":{\"activation_days\":0,\"on_discounted\":true,"
    "\"expiry\":{\"kind\":\"days\",\"days\":30}},"
    "\"levels\":{\"list\":[{\"id\":\"low\",\"threshold\":0,\"accrual\":1000},"
    "{\"id\":\"high\",\"order\":1,\"threshold\":300000,\"accrual\":2000}]},"
    "\"discounts\":{\"id\":\"root\",\"kind\":\"group\",\"children\":["
    "{\"id\":\"b\",\"kind\":\"discount\",\"target\":{\"products\":[\"B\"]},"
    "\"reward\":{\"type\":\"percent\",\"rate\":500},\"limits\":{\"per_client\":3}},"
    "{\"id\":\"c\",\"kind\":\"discount\",\"target\":{\"products\":[\"C\"]},"
    "\"reward\":{\"type\":\"percent\",\"rate\":500},\"limits\":{\"total\":2,\"total_money\":1500}},"
    "{\"id\":\"friend\",\"kind\":\"discount\",\"when\":{\"type\":\"first_purchase\"},"
    "\"reward\":{\"type\":\"points\",\"points\":5000,\"per\":\"receipt\"},\"for_referrer\":true}]}"
    "}";

typedef struct
{
  LaurelProgram     *program;
  LaurelLedgerTerms *terms;
  TestBook           book;
  LaurelHistory     *history;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->program = test_program_of_text (document);
  fixture->terms = laurel_ledger_terms_new (fixture->program);
  test_book_init (&fixture->book);
  fixture->history = laurel_history_new (fixture->program, fixture->terms, &fixture->book.book);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  laurel_history_free (fixture->history);
  laurel_ledger_terms_free (fixture->terms);
  laurel_program_unref (fixture->program);
}

static LaurelHistoryResult
post (Fixture *fixture, const LaurelHistoryEvent *event)
{
  g_autoptr (GError) error = NULL;
  LaurelHistoryResult result = laurel_history_post (fixture->history, event, &error);

  g_assert_true ((error != NULL) ==
                 (result == LAUREL_HISTORY_REFUSED || result == LAUREL_HISTORY_FAILED));

  return result;
}

static void
post_client (Fixture *fixture, guint32 client, const char *card, guint32 referrer)
{
  LaurelHistoryCard  cards[] = { { card, "virtual", "active", START, NULL } };
  LaurelHistoryEvent event = { LAUREL_HISTORY_CLIENT, START, client, card };

  event.profile.birth_day = LAUREL_DAY_NONE;
  event.profile.referrer = referrer;
  event.profile.how = "till";
  event.profile.cards = cards;
  event.profile.n_cards = 1;
  g_assert_cmpint (post (fixture, &event), ==, LAUREL_HISTORY_POSTED);
}

/* Two pieces of @product at @price. */
static LaurelHistoryResult
post_sale (Fixture    *fixture,
           const char *key,
           guint32     client,
           gint64      day,
           const char *product,
           gint64      price,
           gboolean    redeems)
{
  LaurelReceiptLine  line = { 1, product, 2000, price };
  LaurelHistoryEvent event = { LAUREL_HISTORY_SALE, START + day * DAY, client, key, key };

  event.sale.receipt.time = event.time;
  event.sale.receipt.lines = &line;
  event.sale.receipt.n_lines = 1;
  event.sale.receipt.redeem = redeems ? LAUREL_REDEEM_MAX : LAUREL_REDEEM_NONE;
  event.sale.is_returned = TRUE;

  return post (fixture, &event);
}

static LaurelHistoryResult
post_return (Fixture    *fixture,
             const char *key,
             guint32     client,
             gint64      day,
             const char *sale,
             gint64      quantity)
{
  LaurelHistoryReturnLine line = { 1, "A", quantity, 10000 };
  LaurelHistoryEvent      event = { LAUREL_HISTORY_RETURN, START + day * DAY, client, key, key };

  event.back.sale_key = sale;
  event.back.lines = &line;
  event.back.n_lines = 1;

  return post (fixture, &event);
}

static const LaurelHistoryTotals *
totals (const Fixture *fixture)
{
  return laurel_history_get_totals (fixture->history);
}

static void
finish (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (laurel_history_finish (fixture->history, &error));
  g_assert_no_error (error);
}

/* The level that a sale reaches counts from the next one on; points burn between two sales. */
static void
test_own_dates (Fixture *fixture, gconstpointer data)
{
  post_client (fixture, 1, "1", 0);
  g_assert_cmpint (post_sale (fixture, "a", 1, 0, "A", 150000, FALSE), ==, LAUREL_HISTORY_POSTED);
  g_assert_cmpint (totals (fixture)->points, ==, 30000);
  g_assert_cmpint (post_sale (fixture, "b", 1, 10, "A", 50000, FALSE), ==, LAUREL_HISTORY_POSTED);
  g_assert_cmpint (totals (fixture)->points, ==, 50000);
  g_assert_cmpint (post_sale (fixture, "c", 1, 35, "A", 50000, TRUE), ==, LAUREL_HISTORY_POSTED);
  g_assert_cmpint (totals (fixture)->redeemed_points, ==, 20000);
  finish (fixture);

  g_assert_cmpuint (fixture->book.n_clients, ==, 1);
  g_assert_cmpuint (fixture->book.n_rows[LAUREL_TABLE_ACCOUNTS], ==, 1);
  g_assert_cmpuint (fixture->book.n_rows[LAUREL_TABLE_SALES], ==, 3);
  g_assert_cmpuint (fixture->book.n_rows[LAUREL_TABLE_LEVEL_CHANGES], ==, 1);
  /* three sales, and what burnt in between */
  g_assert_cmpuint (fixture->book.n_rows[LAUREL_TABLE_TRANSACTIONS], ==, 4);
}

static void
test_limits (Fixture *fixture, gconstpointer data)
{
  post_client (fixture, 1, "1", 0);
  post_client (fixture, 2, "2", 0);
  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *key = g_strdup_printf ("%u", i);

      g_assert_cmpint (post_sale (fixture, key, 1, i, "B", 10000, FALSE),
                       ==,
                       LAUREL_HISTORY_POSTED);
    }
  g_assert_cmpint (totals (fixture)->sales_gross - totals (fixture)->sales_to_pay, ==, 3 * 1000);
  g_assert_cmpint (post_sale (fixture, "x", 2, 9, "B", 10000, FALSE), ==, LAUREL_HISTORY_POSTED);
  g_assert_cmpint (totals (fixture)->sales_gross - totals (fixture)->sales_to_pay, ==, 4 * 1000);
  finish (fixture);

  /* What is used is stored, so that the server goes on counting from there. */
  g_assert_cmpuint (fixture->book.n_rows[LAUREL_TABLE_USES], ==, 4);
  g_assert_cmpuint (fixture->book.n_rows[LAUREL_TABLE_USE_CLAIMS], ==, 0);
}

static void
test_shared_limits (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *key = g_strdup_printf ("%u", i);

      g_assert_cmpint (post_sale (fixture, key, 0, i, "C", 10000, FALSE),
                       ==,
                       LAUREL_HISTORY_POSTED);
    }
  g_assert_cmpint (totals (fixture)->sales_gross - totals (fixture)->sales_to_pay, ==, 1500);
  finish (fixture);

  /* One claim of a batch for each discount, however many sales it tells of. */
  g_assert_cmpuint (fixture->book.n_rows[LAUREL_TABLE_USES], ==, 2);
  g_assert_cmpuint (fixture->book.n_rows[LAUREL_TABLE_USE_CLAIMS], ==, 1);
}

/* A history that is run once more, or beside a server, begins with what was used before. */
static void
test_used_before (Fixture *fixture, gconstpointer data)
{
  const LaurelUsage used = { "c", 1, 1200, LAUREL_DAY_NONE };

  fixture->book.book.is_fresh = FALSE;
  fixture->book.used = &used;
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *key = g_strdup_printf ("%u", i);

      g_assert_cmpint (post_sale (fixture, key, 0, i, "C", 10000, FALSE),
                       ==,
                       LAUREL_HISTORY_POSTED);
    }
  g_assert_cmpint (totals (fixture)->sales_gross - totals (fixture)->sales_to_pay, ==, 300);
}

static void
test_returns (Fixture *fixture, gconstpointer data)
{
  post_client (fixture, 1, "1", 0);
  post_sale (fixture, "a", 1, 0, "A", 10000, FALSE);
  post_sale (fixture, "b", 1, 1, "A", 10000, TRUE);
  g_assert_cmpint (post_return (fixture, "ra", 1, 2, "b", 1000), ==, LAUREL_HISTORY_POSTED);
  g_assert_cmpint (post_return (fixture, "rb", 1, 3, "b", 1000), ==, LAUREL_HISTORY_POSTED);
  g_assert_cmpint (post_return (fixture, "rc", 1, 4, "b", 1000), ==, LAUREL_HISTORY_REFUSED);
  g_assert_cmpint (post_return (fixture, "rd", 1, 4, "nothing", 1000), ==, LAUREL_HISTORY_REFUSED);
  g_assert_cmpint (post_return (fixture, "re", 1, 5, NULL, 3000), ==, LAUREL_HISTORY_POSTED);
  g_assert_cmpint (post_return (fixture, "rf", 0, 5, NULL, 1000), ==, LAUREL_HISTORY_POSTED);
  finish (fixture);

  g_assert_cmpuint (totals (fixture)->returns, ==, 2);
  g_assert_cmpint (totals (fixture)->returns_gross, ==, 20000);
  g_assert_cmpuint (totals (fixture)->unlinked, ==, 2);
  g_assert_cmpint (totals (fixture)->unlinked_gross, ==, 40000);
  g_assert_cmpuint (totals (fixture)->refused, ==, 2);
  g_assert_cmpuint (fixture->book.n_rows[LAUREL_TABLE_RETURNS], ==, 4);
  /* redeemed points of one sale are never written twice in a batch */
  g_assert_cmpuint (fixture->book.n_batches, ==, 3);
}

static void
test_referrer (Fixture *fixture, gconstpointer data)
{
  post_client (fixture, 1, "1", 0);
  post_client (fixture, 2, "2", 1);
  post_sale (fixture, "a", 2, 0, "A", 10000, FALSE);
  post_sale (fixture, "b", 1, 1, "A", 10000, TRUE);
  finish (fixture);

  /* 50 points for bringing the other, but a receipt of 200.00 takes all of them */
  g_assert_cmpint (totals (fixture)->redeemed_points, ==, 5000);
  g_assert_cmpuint (fixture->book.n_rows[LAUREL_TABLE_ACCOUNTS], ==, 2);
}

static void
test_refused_by_the_engine (Fixture *fixture, gconstpointer data)
{
  post_client (fixture, 1, "1", 0);
  g_assert_cmpint (post_sale (fixture, "a", 1, 0, "A", -1, FALSE), ==, LAUREL_HISTORY_REFUSED);
  g_assert_cmpint (post_sale (fixture, "b", 1, 0, "A", 100, FALSE), ==, LAUREL_HISTORY_POSTED);
  finish (fixture);

  g_assert_cmpuint (fixture->book.n_rows[LAUREL_TABLE_SALES], ==, 1);
  g_assert_cmpuint (fixture->book.n_rows[LAUREL_TABLE_OPERATIONS], ==, 1);
}

static void
test_full_book (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->book.fails = TRUE;
  post_client (fixture, 1, "1", 0);
  g_assert_cmpint (post_sale (fixture, "a", 1, 0, "A", 100, FALSE), ==, LAUREL_HISTORY_POSTED);
  g_assert_false (laurel_history_finish (fixture->history, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("/jobs/history/own-dates", test_own_dates);
  add ("/jobs/history/limits", test_limits);
  add ("/jobs/history/limits/shared", test_shared_limits);
  add ("/jobs/history/limits/used-before", test_used_before);
  add ("/jobs/history/returns", test_returns);
  add ("/jobs/history/referrer", test_referrer);
  add ("/jobs/history/refused-by-the-engine", test_refused_by_the_engine);
  add ("/jobs/history/full-book", test_full_book);

  return g_test_run ();
}
