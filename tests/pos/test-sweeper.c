/* test-sweeper.c - what falls due is booked: late, once, and by whoever comes first
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <unistd.h>

#include "tests/pos/laurel-test-shop.h"

#define LATER  "2026-06-01T12:00:00+03:00"
#define CARDS  40
#define BURNT  "select count (*) from laurel.transactions where kind = 'expire'"
#define ENDED  "select count (*) from laurel.transactions where kind = 'hold_end'"
#define IS_DUE "select count (*) from laurel.accounts where next_due <= '" LATER "'"

/* Cards whose points burn in ten days, some of them held for a quarter of an hour. */
static LaurelTestChain *
open_with_dues (void)
{
  LaurelTestChain *chain = laurel_test_shop_open ();

  for (guint i = 0; i < CARDS; i++)
    {
      g_autofree char *card = g_strdup_printf ("%u", 1000 + i);
      g_autoptr (json_t) hold =
          json_pack ("{s:s, s:s, s:i}", "time", LAUREL_TEST_SHOP_NOW, "card", card, "points", 300);
      g_autoptr (LaurelTestReply) held = NULL;

      laurel_test_shop_issue (chain, card, 1000, 10);
      held = laurel_test_chain_call (chain, "POST", "/v1/pos/holds", "T1", card, hold);
      g_assert_cmpuint (held->status, ==, 201);
    }

  return chain;
}

static void
assert_booked (LaurelTestChain *chain)
{
  g_assert_cmpint (laurel_test_shop_count (chain, BURNT), ==, CARDS);
  g_assert_cmpint (laurel_test_shop_count (chain, ENDED), ==, CARDS);
  g_assert_cmpint (laurel_test_shop_count (chain, IS_DUE), ==, 0);
  g_assert_true (laurel_test_chain_audit (chain));
}

static void
test_late_and_twice (void)
{
  g_autoptr (LaurelTestChain) chain = open_with_dues ();
  g_autoptr (LaurelTestReply) before = NULL;
  g_autoptr (LaurelTestReply) after = NULL;

  laurel_test_chain_set_clock (chain, LATER, FALSE);
  before = laurel_test_chain_call (chain, "GET", "/v1/pos/cards/1007", "T1", NULL, NULL);
  g_assert_cmpuint (before->status, ==, 200);
  g_assert_cmpint (laurel_test_shop_balance (chain, "1007", "available"), ==, 0);

  laurel_test_chain_set_clock (chain, LATER, TRUE);
  assert_booked (chain);
  after = laurel_test_chain_call (chain, "GET", "/v1/pos/cards/1007", "T1", NULL, NULL);
  g_assert_cmpstr (after->text, ==, before->text);

  laurel_test_chain_set_clock (chain, LATER, TRUE);
  assert_booked (chain);
}

/* Two servers sweep one database at once, each by its own clock. */
static void
test_two_servers (void)
{
  static const char *const arguments[] = { "--sandbox", "--workers", "1", NULL };
  g_autoptr (LaurelTestChain) chain = open_with_dues ();
  LaurelTestServer *other = laurel_test_server_start_on (chain->conninfo, arguments);
  g_autoptr (json_t) body = json_pack ("{s:s}", "now", LATER);
  g_autofree char *request = laurel_test_chain_write ("PUT", "/v1/clock", NULL, NULL, body);
  int              fds[] = { laurel_test_connect (chain->server), laurel_test_connect (other) };

  for (guint i = 0; i < G_N_ELEMENTS (fds); i++)
    g_assert_true (laurel_test_send (fds[i], request, -1));

  for (guint i = 0; i < G_N_ELEMENTS (fds); i++)
    {
      g_autoptr (LaurelTestReply) reply = laurel_test_reply_receive (fds[i], 20000);

      g_assert_cmpuint (reply->status, ==, 200);
      close (fds[i]);
    }

  assert_booked (chain);
  laurel_test_server_stop (other);
}

/* Tills sell to the same accounts meanwhile; they book what is due as well. */
static void
test_while_selling (void)
{
  g_autoptr (LaurelTestChain) chain = open_with_dues ();
  g_autoptr (json_t) body = json_pack ("{s:s}", "now", LATER);
  g_autofree char *sweep = laurel_test_chain_write ("PUT", "/v1/clock", NULL, NULL, body);
  int              sweeping = -1;
  int              fds[CARDS];

  laurel_test_chain_set_clock (chain, LATER, FALSE);
  sweeping = laurel_test_connect (chain->server);
  g_assert_true (laurel_test_send (sweeping, sweep, -1));

  for (guint i = 0; i < CARDS; i++)
    {
      g_autofree char *card = g_strdup_printf ("%u", 1000 + i);
      g_autofree char *key = g_strdup_printf ("sale-%u", i);
      g_autofree char *request = NULL;
      g_autoptr (json_t) sale = laurel_test_shop_sale (key, card, 10000);

      json_object_set_new (sale, "time", json_string (LATER));
      request = laurel_test_chain_write ("POST", "/v1/pos/sales", "T1", key, sale);
      fds[i] = laurel_test_connect (chain->server);
      g_assert_true (laurel_test_send (fds[i], request, -1));
    }

  for (guint i = 0; i < CARDS; i++)
    {
      g_autoptr (LaurelTestReply) reply = laurel_test_reply_receive (fds[i], 20000);

      g_assert_cmpuint (reply->status, ==, 201);
      close (fds[i]);
    }

  {
    g_autoptr (LaurelTestReply) reply = laurel_test_reply_receive (sweeping, 20000);

    g_assert_cmpuint (reply->status, ==, 200);
    close (sweeping);
  }

  assert_booked (chain);
}

static gboolean
nothing_is_due (gpointer data)
{
  return laurel_test_shop_count (data, IS_DUE) == 0;
}

/* Nobody asks for it: a server that has been away books what fell due meanwhile. */
static void
test_after_a_pause (void)
{
  g_autoptr (LaurelTestChain) chain = open_with_dues ();

  laurel_test_chain_kill (chain);
  g_free (laurel_test_chain_ask (chain,
                                 "update laurel.settings set value ="
                                 " (extract (epoch from timestamptz '" LATER "')::bigint * 1000000)"
                                 " where name = 'sandbox.clock'",
                                 NULL));
  g_assert_cmpint (laurel_test_shop_count (chain, IS_DUE), ==, CARDS);

  laurel_test_chain_serve (chain);
  laurel_test_wait_for (nothing_is_due, chain, 20000);
  assert_booked (chain);
}

/* A sandbox shows the system's time until its clock is set, and may then go back: nothing is booked
 * by a time that may not come. */
static void
test_not_before_the_clock_is_set (void)
{
  g_autoptr (LaurelTestChain) chain = open_with_dues ();

  laurel_test_chain_kill (chain);
  g_free (laurel_test_chain_ask (chain,
                                 "delete from laurel.settings where name = 'sandbox.clock'",
                                 NULL));
  laurel_test_chain_serve (chain);

  /* As long as a sweep would take, and more. */
  g_usleep (G_USEC_PER_SEC);
  g_assert_cmpint (laurel_test_shop_count (chain, BURNT), ==, 0);
  g_assert_cmpint (laurel_test_shop_count (chain, IS_DUE), ==, CARDS);
}

int
main (int argc, char **argv)
{
  int status = 0;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sweeper/late-and-twice", test_late_and_twice);
  g_test_add_func ("/sweeper/two-servers", test_two_servers);
  g_test_add_func ("/sweeper/while-selling", test_while_selling);
  g_test_add_func ("/sweeper/after-a-pause", test_after_a_pause);
  g_test_add_func ("/sweeper/not-before-the-clock-is-set", test_not_before_the_clock_is_set);

  laurel_test_chains_begin ();
  status = g_test_run ();
  laurel_test_chains_end ();

  return status;
}
