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

/* Each discount has goods of its own, so that one test's sales are nothing to another. */
#define LEAF(id, limits, reward)                                                                   \
  "{\"id\": \"" id "\", \"kind\": \"discount\", \"target\": {\"products\": [\"" id "\"]},"         \
  " \"limits\": {" limits "}, \"reward\": {" reward "}}"
#define TENTH  "\"type\": \"percent\", \"rate\": 1000"
#define POINTS "\"type\": \"points\", \"points\": 500, \"per\": \"receipt\""
#define CODE(id, series)                                                                           \
  "{\"id\": \"" id                                                                                 \
  "\", \"kind\": \"discount\", \"when\": {\"type\": \"promo_code\", \"series\": [\"" series        \
  "\"]}, \"target\": {\"products\": [\"" id "\"]}, \"reward\": {" TENTH "}}"

static const char limited_discounts[] =
    "{\"id\": \"root\", \"kind\": \"group\", \"children\": [" LEAF ("once", "\"once\": true", TENTH) "," LEAF (
        "week",
        "\"once_days\": 7",
        TENTH) "," LEAF ("thrice",
                         "\"per_client\": 3",
                         POINTS) "," LEAF ("ten",
                                           "\"total\": 10",
                                           TENTH) "," LEAF ("budget",
                                                            "\"total_money\": 100000",
                                                            TENTH) "," LEAF ("both",
                                                                             "\"once\": true, "
                                                                             "\"total\": 5",
                                                                             TENTH) "," CODE ("code"
                                                                                              "d",
                                                                                              "uniq"
                                                                                              "ue") "," CODE ("worded",
                                                                                                              "word") "]}";

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

static void
add_series (LaurelTestChain *chain,
            const char      *id,
            gint64           uses_per_code,
            gint64           uses_per_client,
            const char      *code)
{
  g_autoptr (json_t) series =
      json_pack ("{s:s, s:s, s:s}", "series", id, "name", id, "kind", "shared");

  if (uses_per_code > 0)
    json_object_set_new (series, "uses_per_code", json_integer (uses_per_code));
  if (uses_per_client > 0)
    json_object_set_new (series, "uses_per_client", json_integer (uses_per_client));

  laurel_test_chain_add_promo_code (chain, series, code);
}

LaurelTestChain *
laurel_test_shop_open_limited (void)
{
  LaurelTestChain *chain = laurel_test_shop_open ();
  g_autoptr (json_t) document = json_loads (program, 0, NULL);
  g_autoptr (LaurelTestReply) published = NULL;

  json_object_set_new (document, "discounts", json_loads (limited_discounts, 0, NULL));
  published = laurel_test_chain_publish (chain, document);
  g_assert_cmpuint (published->status, ==, 201);
  add_series (chain, "unique", 1, 0, "LAST");
  add_series (chain, "word", 0, 1, "SPRING");

  return chain;
}

LaurelTestReply *
laurel_test_shop_sell (LaurelTestChain *chain,
                       const char      *key,
                       const char      *card,
                       const char      *product,
                       const char      *code)
{
  g_autoptr (json_t) sale = laurel_test_shop_sale_of (key, card, product, code);

  return laurel_test_chain_call (chain, "POST", "/v1/pos/sales", "T1", key, sale);
}

gint64
laurel_test_shop_discount (const LaurelTestReply *reply)
{
  return json_integer_value (json_object_get (json_object_get (reply->body, "totals"), "discount"));
}

json_t *
laurel_test_shop_sale_of (const char *receipt,
                          const char *card,
                          const char *product,
                          const char *code)
{
  json_t *sale = laurel_test_shop_sale (receipt, card, LAUREL_TEST_SHOP_PRICE);
  json_t *line = json_array_get (json_object_get (sale, "lines"), 0);

  json_object_set_new (line, "product", json_string (product));
  if (code != NULL)
    json_object_set_new (sale, "promo_codes", json_pack ("[s]", code));

  return sale;
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
