/* laurel-test-shop.c - a chain that is open: two shops, tills, a published program
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/pos/laurel-test-shop.h"

static const char program[] =
    "{\"format\": 1, \"name\": \"Spring\", \"currency\": \"RUB\","
    " \"time_zone\": \"Europe/Moscow\", \"points\": {\"money_per_point\": 100},"
    " \"accrual\": {\"on_discounted\": false, \"on_redeemed\": false, \"while_redeeming\": true,"
    "  \"rounding\": {\"unit\": 1, \"mode\": \"down\", \"level\": \"receipt\"},"
    "  \"activation_days\": 14, \"expiry\": {\"kind\": \"inactivity\", \"days\": 365}},"
    " \"levels\": {\"basis\": \"lifetime\", \"downgrade\": \"never\", \"list\": ["
    "  {\"id\": \"start\", \"order\": 0, \"threshold\": 0, \"accrual\": 500},"
    "  {\"id\": \"friend\", \"order\": 1, \"threshold\": 5000000, \"accrual\": 700}]},"
    " \"redemption\": {\"max_share\": 5000, \"step\": 1, \"min_payable_per_line\": 1}}";

static const char catalog[] = "{\"stores\": {\"S1\": {}, \"S2\": {}}}";

LaurelTestChain *
laurel_test_shop_open (void)
{
  LaurelTestChain *chain = laurel_test_chain_new ();
  g_autoptr (json_t) stores = json_loads (catalog, 0, NULL);
  g_autoptr (json_t) document = json_loads (program, 0, NULL);
  g_autoptr (LaurelTestReply) published = NULL;

  laurel_test_chain_add_catalog (chain, stores);
  laurel_test_chain_add_till (chain, "T1", "S1");
  laurel_test_chain_add_till (chain, "T2", "S2");
  laurel_test_chain_add_till (chain, "W", NULL);
  laurel_test_chain_serve (chain);
  laurel_test_chain_set_clock (chain, LAUREL_TEST_SHOP_NOW, FALSE);
  published = laurel_test_chain_publish (chain, document);
  g_assert_cmpuint (published->status, ==, 201);

  return chain;
}

json_t *
laurel_test_shop_sale (const char *receipt, const char *card, gint64 price)
{
  return json_pack ("{s:s, s:s, s:s*, s:[{s:i, s:s, s:i, s:I}]}",
                    "receipt",
                    receipt,
                    "time",
                    LAUREL_TEST_SHOP_NOW,
                    "card",
                    card,
                    "lines",
                    "n",
                    1,
                    "product",
                    "A",
                    "quantity",
                    1000,
                    "price",
                    (json_int_t) price);
}

void
laurel_test_shop_issue (LaurelTestChain *chain, const char *card, gint64 points, gint days)
{
  g_autofree char *target = g_strdup_printf ("/v1/cards/%s/points", card);
  g_autoptr (json_t) issue = json_pack ("{s:s}", "number", card);
  g_autoptr (json_t) grant = json_pack ("{s:s, s:I, s:s, s:{s:s, s:i}}",
                                        "kind",
                                        "grant",
                                        "points",
                                        (json_int_t) points,
                                        "reason",
                                        "test",
                                        "expiry",
                                        "kind",
                                        "days",
                                        "days",
                                        days);
  g_autoptr (LaurelTestReply) issued =
      laurel_test_chain_call (chain, "POST", "/v1/cards", NULL, NULL, issue);
  g_autoptr (LaurelTestReply) granted = NULL;

  g_assert_cmpuint (issued->status, ==, 201);
  if (points == 0)
    return;

  granted = laurel_test_chain_call (chain, "POST", target, NULL, NULL, grant);
  g_assert_cmpuint (granted->status, ==, 201);
}

gint64
laurel_test_shop_balance (LaurelTestChain *chain, const char *card, const char *member)
{
  g_autofree char *target = g_strdup_printf ("/v1/pos/cards/%s", card);
  g_autoptr (LaurelTestReply) reply =
      laurel_test_chain_call (chain, "GET", target, "T1", NULL, NULL);
  json_t *value = json_object_get (json_object_get (reply->body, "balance"), member);

  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_true (json_is_integer (value));

  return json_integer_value (value);
}

gint64
laurel_test_shop_count (LaurelTestChain *chain, const char *sql)
{
  g_autofree char *answer = laurel_test_chain_ask (chain, sql, NULL);

  g_assert_nonnull (answer);

  return g_ascii_strtoll (answer, NULL, 10);
}
