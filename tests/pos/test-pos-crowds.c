/* test-pos-crowds.c - many tills at once, and what breaks under them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <unistd.h>

#include "tests/pos/laurel-test-shop.h"

#define TILLS   50
#define TIME_MS 20000

/* Sends all requests, each on a connection of its own, before any answer is read. */
static void
send_all (LaurelTestChain *chain, char *const requests[], int fds[], guint n)
{
  for (guint i = 0; i < n; i++)
    fds[i] = laurel_test_connect (chain->server);
  for (guint i = 0; i < n; i++)
    g_assert_true (laurel_test_send (fds[i], requests[i], -1));
}

static LaurelTestReply *
receive (int fd)
{
  LaurelTestReply *reply = laurel_test_reply_receive (fd, TIME_MS);

  close (fd);

  return reply;
}

static gint64
count_deadlocks (LaurelTestChain *chain)
{
  return laurel_test_shop_count (
      chain,
      "select deadlocks from pg_stat_database where datname = current_database ()");
}

/* ---- crowds ---- */

/* A till that has lost its patience fifty times over: one sale, and one answer to all. */
static void
test_one_key (void)
{
  g_autoptr (LaurelTestChain) chain = laurel_test_shop_open ();
  g_autoptr (json_t) sale = laurel_test_shop_sale ("r1", "1", 10000);
  g_autofree char *request = laurel_test_chain_write ("POST", "/v1/pos/sales", "T1", "k1", sale);
  g_autofree char *first = NULL;
  char            *requests[TILLS];
  int              fds[TILLS];
  guint            n_new = 0;

  laurel_test_shop_issue (chain, "1", 0, 0);
  for (guint i = 0; i < TILLS; i++)
    requests[i] = request;
  send_all (chain, requests, fds, TILLS);

  for (guint i = 0; i < TILLS; i++)
    {
      g_autoptr (LaurelTestReply) reply = receive (fds[i]);

      g_assert_cmpuint (reply->status, ==, 201);
      if (first == NULL)
        first = g_strdup (reply->text);
      g_assert_cmpstr (reply->text, ==, first);
      if (!reply->replay)
        n_new++;
    }

  g_assert_cmpuint (n_new, ==, 1);
  g_assert_cmpint (laurel_test_shop_count (chain, "select count (*) from laurel.sales"), ==, 1);
  g_assert_cmpint (laurel_test_shop_balance (chain, "1", "pending_total"), ==, 500);
  g_assert_true (laurel_test_chain_audit (chain));
}

/* Fifty tills spend 100 points each of an account that has 1050: ten of them do. */
static void
test_one_account (void)
{
  g_autoptr (LaurelTestChain) chain = laurel_test_shop_open ();
  char *requests[TILLS];
  int   fds[TILLS];
  guint n_sold = 0;

  laurel_test_shop_issue (chain, "1", 105000, 30);

  for (guint i = 0; i < TILLS; i++)
    {
      g_autofree char *key = g_strdup_printf ("sale-%u", i);
      g_autoptr (json_t) sale = laurel_test_shop_sale (key, "1", 50000);

      json_object_set_new (sale, "redeem", json_integer (10000));
      requests[i] = laurel_test_chain_write ("POST", "/v1/pos/sales", "T1", key, sale);
    }

  send_all (chain, requests, fds, TILLS);

  for (guint i = 0; i < TILLS; i++)
    {
      g_autoptr (LaurelTestReply) reply = receive (fds[i]);

      if (reply->status == 201)
        n_sold++;
      else
        g_assert_true (laurel_test_reply_refuses (reply, 422, "not_enough_points"));
      g_free (requests[i]);
    }

  g_assert_cmpuint (n_sold, ==, 10);
  g_assert_cmpint (laurel_test_shop_balance (chain, "1", "available"), ==, 5000);
  g_assert_cmpint (count_deadlocks (chain), ==, 0);
  g_assert_true (laurel_test_chain_audit (chain));
}

/* Fifty clients at fifty tills, whose sales go into the database by the handful. Every fifth till
 * uses the receipt number of the one before it: one of the two is told so, and nobody else is. */
static void
test_many_accounts (void)
{
  g_autoptr (LaurelTestChain) chain = laurel_test_shop_open ();
  char *requests[TILLS];
  int   fds[TILLS];
  guint n_sold = 0;

  for (guint i = 0; i < TILLS; i++)
    {
      g_autofree char *card = g_strdup_printf ("%u", i + 1);

      laurel_test_shop_issue (chain, card, 0, 0);
    }

  for (guint round = 0; round < 4; round++)
    {
      guint taken = 0;

      for (guint i = 0; i < TILLS; i++)
        {
          g_autofree char *card = g_strdup_printf ("%u", i + 1);
          g_autofree char *key = g_strdup_printf ("sale-%u-%u", round, i);
          g_autofree char *receipt = g_strdup_printf ("%u-%u", round, i % 5 == 4 ? i - 1 : i);
          g_autoptr (json_t) sale = laurel_test_shop_sale (receipt, card, 10000);

          requests[i] = laurel_test_chain_write ("POST", "/v1/pos/sales", "T1", key, sale);
        }

      send_all (chain, requests, fds, TILLS);

      for (guint i = 0; i < TILLS; i++)
        {
          g_autoptr (LaurelTestReply) reply = receive (fds[i]);

          if (reply->status == 201)
            n_sold++;
          else
            {
              g_assert_true (laurel_test_reply_refuses (reply, 409, "receipt_taken"));
              g_assert_true (i % 5 >= 3);
              taken++;
            }
          g_free (requests[i]);
        }

      g_assert_cmpuint (taken, ==, TILLS / 5);
    }

  g_assert_cmpint (laurel_test_shop_count (chain, "select count (*) from laurel.sales"),
                   ==,
                   n_sold);
  g_assert_cmpint (count_deadlocks (chain), ==, 0);
  g_assert_true (laurel_test_chain_audit (chain));
}

/* A sale and its cancellation on their way at once, in either order: together they come to nothing.
 */
static void
test_cancellations (void)
{
  g_autoptr (LaurelTestChain) chain = laurel_test_shop_open ();
  char *requests[TILLS];
  int   fds[TILLS];

  laurel_test_shop_issue (chain, "1", 100000, 30);

  for (guint i = 0; i < TILLS; i += 2)
    {
      g_autofree char *key = g_strdup_printf ("sale-%u", i);
      g_autofree char *cancel_key = g_strdup_printf ("cancel-%u", i);
      g_autoptr (json_t) sale = laurel_test_shop_sale (key, "1", 50000);
      g_autoptr (json_t) cancellation =
          json_pack ("{s:s, s:s}", "time", LAUREL_TEST_SHOP_NOW, "key", key);
      guint swap = i % 4 == 0 ? 1 : 0;

      json_object_set_new (sale, "redeem", json_integer (1000));
      requests[i + swap] = laurel_test_chain_write ("POST", "/v1/pos/sales", "T1", key, sale);
      requests[i + 1 - swap] =
          laurel_test_chain_write ("POST", "/v1/pos/cancellations", "T1", cancel_key, cancellation);
    }

  send_all (chain, requests, fds, TILLS);

  for (guint i = 0; i < TILLS; i += 2)
    {
      guint swap = i % 4 == 0 ? 1 : 0;
      g_autoptr (LaurelTestReply) first = receive (fds[i]);
      g_autoptr (LaurelTestReply) second = receive (fds[i + 1]);
      const LaurelTestReply *sold = swap != 0 ? second : first;
      const LaurelTestReply *cancelled = swap != 0 ? first : second;
      const char *what = json_string_value (json_object_get (cancelled->body, "cancelled"));

      g_assert_cmpuint (cancelled->status, ==, 201);

      if (sold->status == 201)
        g_assert_cmpstr (what, ==, "sale");
      else
        {
          g_assert_true (laurel_test_reply_refuses (sold, 422, "cancelled"));
          g_assert_cmpstr (what, ==, "never_seen");
        }

      g_free (requests[i]);
      g_free (requests[i + 1]);
    }

  g_assert_cmpint (laurel_test_shop_balance (chain, "1", "available"), ==, 100000);
  g_assert_cmpint (laurel_test_shop_balance (chain, "1", "pending_total"), ==, 0);
  g_assert_cmpint (laurel_test_shop_balance (chain, "1", "turnover"), ==, 0);
  g_assert_cmpint (count_deadlocks (chain), ==, 0);
  g_assert_true (laurel_test_chain_audit (chain));
}

/* Sales, returns, holds and grants, all on two accounts. */
static void
test_a_mixture (void)
{
  g_autoptr (LaurelTestChain) chain = laurel_test_shop_open ();
  char *requests[TILLS];
  int   fds[TILLS];

  laurel_test_shop_issue (chain, "1", 100000, 30);
  laurel_test_shop_issue (chain, "2", 100000, 30);

  for (guint i = 0; i < TILLS; i++)
    {
      const char      *card = i % 2 == 0 ? "1" : "2";
      g_autofree char *key = g_strdup_printf ("key-%u", i);
      g_autofree char *target = NULL;
      g_autoptr (json_t) body = NULL;

      switch (i % 3)
        {
        case 0:
          target = g_strdup ("/v1/pos/holds");
          body = json_pack ("{s:s, s:s, s:i}",
                            "time",
                            LAUREL_TEST_SHOP_NOW,
                            "card",
                            card,
                            "points",
                            100);
          break;
        case 1:
          target = g_strdup_printf ("/v1/cards/%s/points", card);
          body = json_pack ("{s:s, s:i, s:s}", "kind", "grant", "points", 100, "reason", "test");
          break;
        default:
          target = g_strdup ("/v1/pos/sales");
          body = laurel_test_shop_sale (key, card, 10000);
          json_object_set_new (body, "redeem", json_integer (500));
          break;
        }

      requests[i] = laurel_test_chain_write ("POST", target, i % 3 == 1 ? NULL : "T1", key, body);
    }

  send_all (chain, requests, fds, TILLS);

  for (guint i = 0; i < TILLS; i++)
    {
      g_autoptr (LaurelTestReply) reply = receive (fds[i]);

      g_assert_cmpuint (reply->status, ==, 201);
      g_free (requests[i]);
    }

  g_assert_cmpint (count_deadlocks (chain), ==, 0);
  g_assert_true (laurel_test_chain_audit (chain));
}

/* ---- faults ---- */

enum
{
  JOURNALS = 8,
  ROUNDS = 12,
};

/* How something breaks in the midst of a round's sales, and what mends it after the round. */
typedef struct
{
  void (*hurt) (LaurelTestChain *chain);
  void (*heal) (LaurelTestChain *chain); /* (nullable) */
} Fault;

static void
cut_power (LaurelTestChain *chain)
{
  laurel_test_chains_crash ();
}

static void
freeze (LaurelTestChain *chain)
{
  laurel_test_chains_freeze ();
}

static void
thaw (LaurelTestChain *chain)
{
  laurel_test_chains_thaw ();
}

/* What a till has on its own disk: the request before it is sent, then the answer. */
typedef struct
{
  char *request;
  char *answer; /* (nullable): it is in doubt */
} Entry;

static void
entry_clear (gpointer data)
{
  Entry *entry = data;

  g_free (entry->request);
  g_free (entry->answer);
}

static void
write_entry (GArray *journal, guint round, guint till)
{
  g_autofree char *key = g_strdup_printf ("round-%u-till-%u", round, till);
  g_autofree char *card = g_strdup_printf ("%u", till % 3 + 1);
  g_autoptr (json_t) sale = laurel_test_shop_sale (key, card, 10000);
  Entry entry = { 0 };

  json_object_set_new (sale, "redeem", json_integer (100));
  entry.request = laurel_test_chain_write ("POST", "/v1/pos/sales", "T1", key, sale);
  g_array_append_val (journal, entry);
}

static void
note (Entry *entry, const LaurelTestReply *reply)
{
  if (reply->status == 201)
    entry->answer = g_strdup (reply->text);
  else if (reply->status != 0 && reply->status != 503) /* it may be away, and must not refuse */
    g_assert_true (laurel_test_reply_refuses (reply, 409, "in_progress"));
}

/* All tills sell one thing each. @fault: (nullable) */
static void
sell_round (LaurelTestChain *chain, GArray *journal, guint round, const Fault *fault)
{
  guint first = journal->len;
  char *requests[JOURNALS];
  int   fds[JOURNALS];

  for (guint i = 0; i < JOURNALS; i++)
    {
      write_entry (journal, round, i);
      requests[i] = g_array_index (journal, Entry, first + i).request;
    }

  send_all (chain, requests, fds, JOURNALS);

  for (guint i = 0; i < JOURNALS; i++)
    {
      g_autoptr (LaurelTestReply) reply = NULL;

      /* Some have had their answer by then. */
      if (fault != NULL && i == round / 4)
        fault->hurt (chain);

      reply = receive (fds[i]);
      note (&g_array_index (journal, Entry, first + i), reply);
    }

  if (fault != NULL && fault->heal != NULL)
    fault->heal (chain);
}

/* As a till does after a silence: the same request again, until it is answered. */
static void
settle (LaurelTestChain *chain, Entry *entry)
{
  gint64 end_us = g_get_monotonic_time () + TIME_MS * 1000;

  while (entry->answer == NULL)
    {
      int fd = laurel_test_connect (chain->server);
      g_autoptr (LaurelTestReply) reply = NULL;

      g_assert_cmpint (g_get_monotonic_time (), <, end_us);
      g_assert_true (laurel_test_send (fd, entry->request, -1));
      reply = receive (fd);
      note (entry, reply);
      if (entry->answer == NULL)
        g_usleep (50000);
    }
}

/* What was acknowledged is there, once, and is said again in the same words. */
static void
check_journal (LaurelTestChain *chain, const GArray *journal)
{
  for (guint i = 0; i < journal->len; i++)
    {
      const Entry *entry = &g_array_index (journal, Entry, i);
      int          fd = laurel_test_connect (chain->server);
      g_autoptr (LaurelTestReply) reply = NULL;

      g_assert_true (laurel_test_send (fd, entry->request, -1));
      reply = receive (fd);
      g_assert_cmpuint (reply->status, ==, 201);
      g_assert_true (reply->replay);
      g_assert_cmpstr (reply->text, ==, entry->answer);
    }

  g_assert_cmpint (laurel_test_shop_count (chain, "select count (*) from laurel.sales"),
                   ==,
                   (gint64) journal->len);
  g_assert_true (laurel_test_chain_audit (chain));
}

static void
test_fault (gconstpointer data)
{
  const Fault *fault = data;
  g_autoptr (LaurelTestChain) chain = laurel_test_shop_open ();
  g_autoptr (GArray) journal = g_array_new (FALSE, FALSE, sizeof (Entry));
  guint n_doubts = 0;

  g_array_set_clear_func (journal, entry_clear);
  for (guint i = 1; i <= 3; i++)
    {
      g_autofree char *card = g_strdup_printf ("%u", i);

      laurel_test_shop_issue (chain, card, 100000, 30);
    }

  for (guint round = 0; round < ROUNDS; round++)
    sell_round (chain, journal, round, round % 4 == 1 ? fault : NULL);

  for (guint i = 0; i < journal->len; i++)
    {
      Entry *entry = &g_array_index (journal, Entry, i);

      n_doubts += entry->answer == NULL ? 1 : 0;
      settle (chain, entry);
    }

  g_test_message ("%u of %u sales were in doubt", n_doubts, journal->len);
  g_assert_cmpuint (n_doubts, >, 0);
  g_assert_cmpuint (n_doubts, <, journal->len);
  check_journal (chain, journal);
}

int
main (int argc, char **argv)
{
  static const Fault killed = { laurel_test_chain_kill, laurel_test_chain_serve };
  static const Fault power = { cut_power, NULL };
  static const Fault hang = { freeze, thaw };
  int                status = 0;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/crowds/fault_C02-one-key", test_one_key);
  g_test_add_func ("/crowds/fault_C01-one-account", test_one_account);
  g_test_add_func ("/crowds/many-accounts", test_many_accounts);
  g_test_add_func ("/crowds/fault_N07-cancellations", test_cancellations);
  g_test_add_func ("/crowds/mixture", test_a_mixture);
  g_test_add_data_func ("/crowds/fault_P01-server-killed", &killed, test_fault);
  g_test_add_data_func ("/crowds/fault_P03-power-cuts", &power, test_fault);
  g_test_add_data_func ("/crowds/fault_P04-database-hangs", &hang, test_fault);

  laurel_test_chains_begin ();
  status = g_test_run ();
  laurel_test_chains_end ();

  return status;
}
