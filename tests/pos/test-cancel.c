/* test-cancel.c - tills in doubt: the operation of a key undone, whether it has come or not
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/pos/laurel-test-shop.h"

#define CARD   "1"
#define POINTS 100000

static LaurelTestReply *
cancel (LaurelTestChain *chain, const char *till, const char *key, const char *cancelled)
{
  g_autoptr (json_t) body =
      json_pack ("{s:s, s:s}", "time", LAUREL_TEST_SHOP_NOW, "key", cancelled);

  return laurel_test_chain_call (chain, "POST", "/v1/pos/cancellations", till, key, body);
}

static LaurelTestReply *
sell (LaurelTestChain *chain, const char *key)
{
  g_autoptr (json_t) sale = laurel_test_shop_sale (key, CARD, 50000);

  json_object_set_new (sale, "redeem", json_integer (1000));

  return laurel_test_chain_call (chain, "POST", "/v1/pos/sales", "T1", key, sale);
}

static LaurelTestReply *
take_back (LaurelTestChain *chain, const char *key, const char *sale)
{
  g_autoptr (json_t) body = json_pack ("{s:s, s:s, s:s}",
                                       "time",
                                       LAUREL_TEST_SHOP_NOW,
                                       "receipt",
                                       key,
                                       "sale_receipt",
                                       sale);

  return laurel_test_chain_call (chain, "POST", "/v1/pos/returns", "T1", key, body);
}

static void
assert_cancelled (const LaurelTestReply *reply, const char *what)
{
  g_assert_cmpuint (reply->status, ==, 201);
  g_assert_cmpstr (json_string_value (json_object_get (reply->body, "cancelled")), ==, what);
}

static void
assert_untouched (LaurelTestChain *chain)
{
  g_assert_cmpint (laurel_test_shop_balance (chain, CARD, "available"), ==, POINTS);
  g_assert_cmpint (laurel_test_shop_balance (chain, CARD, "held"), ==, 0);
  g_assert_cmpint (laurel_test_shop_balance (chain, CARD, "pending_total"), ==, 0);
  g_assert_cmpint (laurel_test_shop_balance (chain, CARD, "debt"), ==, 0);
}

static void
test_hold (void)
{
  g_autoptr (LaurelTestChain) chain = laurel_test_shop_open ();
  g_autoptr (json_t) hold =
      json_pack ("{s:s, s:s, s:i}", "time", LAUREL_TEST_SHOP_NOW, "card", CARD, "points", 400);
  g_autoptr (LaurelTestReply) held = NULL;
  g_autoptr (LaurelTestReply) first = NULL;
  g_autoptr (LaurelTestReply) again = NULL;
  g_autoptr (LaurelTestReply) second = NULL;

  laurel_test_shop_issue (chain, CARD, POINTS, 30);
  held = laurel_test_chain_call (chain, "POST", "/v1/pos/holds", "T1", "h1", hold);
  g_assert_cmpuint (held->status, ==, 201);
  g_assert_cmpint (laurel_test_shop_balance (chain, CARD, "held"), ==, 400);

  first = cancel (chain, "T1", "c1", "h1");
  assert_cancelled (first, "hold");
  g_assert_true (
      json_equal (json_object_get (first->body, "hold"), json_object_get (held->body, "hold")));
  assert_untouched (chain);

  again = cancel (chain, "T1", "c1", "h1");
  g_assert_true (again->replay);
  g_assert_cmpstr (again->text, ==, first->text);

  second = cancel (chain, "T1", "c2", "h1");
  assert_cancelled (second, "nothing");
  g_assert_true (laurel_test_chain_audit (chain));
}

/* Another till's key of the same name is another key. */
static void
test_other_till (void)
{
  g_autoptr (LaurelTestChain) chain = laurel_test_shop_open ();
  g_autoptr (LaurelTestReply) sold = NULL;
  g_autoptr (LaurelTestReply) cancelled = NULL;

  laurel_test_shop_issue (chain, CARD, POINTS, 30);
  sold = sell (chain, "s1");
  g_assert_cmpuint (sold->status, ==, 201);
  cancelled = cancel (chain, "T2", "c1", "s1");
  assert_cancelled (cancelled, "never_seen");
  g_assert_cmpint (laurel_test_shop_balance (chain, CARD, "available"), ==, POINTS - 1000);
}

static void
test_own_key (void)
{
  g_autoptr (LaurelTestChain) chain = laurel_test_shop_open ();
  g_autoptr (LaurelTestReply) reply = cancel (chain, "T1", "c1", "c1");

  g_assert_true (laurel_test_reply_refuses (reply, 400, "range"));
}

/* A sale of which something came back has its return for an end already. */
static void
test_returned_sale (void)
{
  g_autoptr (LaurelTestChain) chain = laurel_test_shop_open ();
  g_autoptr (LaurelTestReply) sold = NULL;
  g_autoptr (LaurelTestReply) returned = NULL;
  g_autoptr (LaurelTestReply) cancelled = NULL;

  laurel_test_shop_issue (chain, CARD, POINTS, 30);
  sold = sell (chain, "s1");
  returned = take_back (chain, "r1", "s1");
  g_assert_cmpuint (returned->status, ==, 201);
  cancelled = cancel (chain, "T1", "c1", "s1");
  assert_cancelled (cancelled, "nothing");
  assert_untouched (chain);
  g_assert_true (laurel_test_chain_audit (chain));
}

/* A sale, its cancellations and its return, told in every order and again and again: nothing is
 * left of it. */
static void
test_any_order (void)
{
  enum
  {
    SALES = 24,
    TOLD = 6,
  };

  g_autoptr (LaurelTestChain) chain = laurel_test_shop_open ();

  laurel_test_shop_issue (chain, CARD, POINTS, 30);

  for (guint sale = 0; sale < SALES; sale++)
    {
      g_autofree char *key = g_strdup_printf ("s%u", sale);
      g_autofree char *return_key = g_strdup_printf ("r%u", sale);
      g_autofree char *cancel_key = g_strdup_printf ("c%u", sale);
      g_autofree char *last_key = g_strdup_printf ("last%u", sale);
      g_autoptr (LaurelTestReply) last = NULL;

      for (guint i = 0; i < TOLD; i++)
        {
          g_autoptr (LaurelTestReply) reply = NULL;

          switch (g_test_rand_int_range (0, 3))
            {
            case 0:
              reply = sell (chain, key);
              g_assert_true (reply->status == 201 ||
                             laurel_test_reply_refuses (reply, 422, "cancelled"));
              break;
            case 1:
              reply = take_back (chain, return_key, key);
              g_assert_true (reply->status == 201 ||
                             laurel_test_reply_refuses (reply, 404, "unknown_sale") ||
                             laurel_test_reply_refuses (reply, 422, "sale_voided"));
              break;
            default:
              reply = cancel (chain, "T1", cancel_key, key);
              g_assert_cmpuint (reply->status, ==, 201);
              break;
            }
        }

      last = cancel (chain, "T1", last_key, key);
      g_assert_cmpuint (last->status, ==, 201);
      assert_untouched (chain);
    }

  g_assert_true (laurel_test_chain_audit (chain));
}

int
main (int argc, char *argv[])
{
  int status = 0;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cancel/hold", test_hold);
  g_test_add_func ("/cancel/other-till", test_other_till);
  g_test_add_func ("/cancel/own-key", test_own_key);
  g_test_add_func ("/cancel/returned-sale", test_returned_sale);
  g_test_add_func ("/cancel/fault_N07-any-order", test_any_order);

  laurel_test_chains_begin ();
  status = g_test_run ();
  laurel_test_chains_end ();

  return status;
}
