/* test-uses.c - limits of discounts and promo codes: never one too many, however many want the last
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>
#include <unistd.h>

#include "tests/pos/laurel-test-shop.h"

#define TILLS   50
#define TIME_MS 20000

/* ---- one after the other ---- */

static void
assert_sold (LaurelTestChain *chain,
             const char      *key,
             const char      *card,
             const char      *product,
             const char      *code,
             gint64           discount)
{
  g_autoptr (LaurelTestReply) reply = laurel_test_shop_sell (chain, key, card, product, code);

  g_test_message ("%s: %s", key, reply->text);
  g_assert_cmpuint (reply->status, ==, 201);
  g_assert_cmpint (laurel_test_shop_discount (reply), ==, discount);
}

/* The first message of @reply, or NULL. */
static const char *
message_of (const LaurelTestReply *reply)
{
  json_t *message = json_array_get (json_object_get (reply->body, "messages"), 0);

  return json_string_value (json_object_get (message, "code"));
}

/* A quote says what a sale would, and takes nothing. @message: (nullable) */
static void
assert_quoted (LaurelTestChain *chain,
               const char      *card,
               const char      *product,
               const char      *code,
               gint64           discount,
               const char      *message)
{
  g_autoptr (json_t) quote = laurel_test_shop_sale_of ("q", card, product, code);
  g_autoptr (LaurelTestReply) reply = NULL;

  json_object_del (quote, "receipt");
  reply = laurel_test_chain_call (chain, "POST", "/v1/pos/quotes", "T1", NULL, quote);
  g_test_message ("quote: %s", reply->text);
  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_cmpint (laurel_test_shop_discount (reply), ==, discount);
  g_assert_cmpstr (message_of (reply), ==, message);
}

static void
test_a_client (void)
{
  g_autoptr (LaurelTestChain) chain = laurel_test_shop_open_limited ();

  laurel_test_shop_issue (chain, "1", 0, 0);
  laurel_test_shop_issue (chain, "2", 0, 0);

  /* What a client may use so often, nobody unknown may use. */
  assert_sold (chain, "o0", NULL, "once", NULL, 0);
  assert_quoted (chain, "1", "once", NULL, LAUREL_TEST_SHOP_TENTH, NULL);
  assert_sold (chain, "o1", "1", "once", NULL, LAUREL_TEST_SHOP_TENTH);
  assert_quoted (chain, "1", "once", NULL, 0, NULL);
  assert_sold (chain, "o2", "1", "once", NULL, 0);
  assert_sold (chain, "o3", "2", "once", NULL, LAUREL_TEST_SHOP_TENTH);

  /* Three times for one, and again for the other. */
  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *key = g_strdup_printf ("t%u", i);

      assert_sold (chain, key, "1", "thrice", NULL, 0);
    }
  g_assert_cmpint (laurel_test_shop_count (chain,
                                           "select count (*) from laurel.sale_lines"
                                           " where 'thrice' = any (leaves)"),
                   ==,
                   3);
  g_assert_true (laurel_test_chain_audit (chain));
}

static LaurelTestReply *
undo (LaurelTestChain *chain, const char *key, const char *time)
{
  g_autoptr (json_t) body = json_pack ("{s:s, s:s}", "key", key, "time", time);
  g_autofree char *own = g_strconcat ("undo-", key, NULL);

  return laurel_test_chain_call (chain, "POST", "/v1/pos/cancellations", "T1", own, body);
}

static void
sell_on (LaurelTestChain *chain, const char *key, const char *time, gint64 discount)
{
  g_autoptr (json_t) sale = laurel_test_shop_sale_of (key, "1", "week", NULL);
  g_autoptr (LaurelTestReply) reply = NULL;

  laurel_test_chain_set_clock (chain, time, FALSE);
  json_object_set_new (sale, "time", json_string (time));
  reply = laurel_test_chain_call (chain, "POST", "/v1/pos/sales", "T1", key, sale);
  g_test_message ("%s: %s", key, reply->text);
  g_assert_cmpuint (reply->status, ==, 201);
  g_assert_cmpint (laurel_test_shop_discount (reply), ==, discount);
}

/* Blocked for seven dates; what is undone later leaves the use before it, however old. */
static void
test_a_week (void)
{
  g_autoptr (LaurelTestChain) chain = laurel_test_shop_open_limited ();
  g_autoptr (LaurelTestReply) undone = NULL;

  laurel_test_shop_issue (chain, "1", 0, 0);
  sell_on (chain, "w1", "2026-03-02T12:00:00+03:00", LAUREL_TEST_SHOP_TENTH);
  sell_on (chain, "w2", "2026-03-08T23:59:59+03:00", 0);
  sell_on (chain, "w3", "2026-03-09T00:00:00+03:00", LAUREL_TEST_SHOP_TENTH);
  sell_on (chain, "w4", "2026-03-10T12:00:00+03:00", 0);

  undone = undo (chain, "w3", "2026-03-10T12:00:00+03:00");
  g_assert_cmpuint (undone->status, ==, 201);
  sell_on (chain, "w5", "2026-03-10T13:00:00+03:00", LAUREL_TEST_SHOP_TENTH);
  sell_on (chain, "w6", "2026-03-11T13:00:00+03:00", 0);
  g_assert_true (laurel_test_chain_audit (chain));
}

/* The last of the budget is less than a tenth; what is undone can be spent again. */
static void
test_a_budget (void)
{
  g_autoptr (LaurelTestChain) chain = laurel_test_shop_open_limited ();
  const gint64 last = 100000 - 12 * LAUREL_TEST_SHOP_TENTH;
  g_autoptr (LaurelTestReply) undone = NULL;

  for (guint i = 0; i < 12; i++)
    {
      g_autofree char *key = g_strdup_printf ("b%u", i);

      assert_sold (chain, key, NULL, "budget", NULL, LAUREL_TEST_SHOP_TENTH);
    }
  assert_quoted (chain, NULL, "budget", NULL, last, NULL);
  assert_sold (chain, "last", NULL, "budget", NULL, last);
  assert_sold (chain, "late", NULL, "budget", NULL, 0);

  undone = undo (chain, "b3", LAUREL_TEST_SHOP_NOW);
  g_assert_cmpuint (undone->status, ==, 201);
  assert_sold (chain, "again", NULL, "budget", NULL, LAUREL_TEST_SHOP_TENTH);
  assert_sold (chain, "later", NULL, "budget", NULL, 0);
  g_assert_cmpint (laurel_test_shop_count (chain,
                                           "select money from laurel.use_totals"
                                           " where leaf = 'budget'"),
                   ==,
                   100000);
  g_assert_true (laurel_test_chain_audit (chain));
}

/* ---- codes ---- */

static void
put_series (LaurelTestChain *chain, const char *series, json_t *body)
{
  g_autofree char *target = g_strdup_printf ("/v1/promo-code-series/%s", series);
  g_autoptr (LaurelTestReply) reply = NULL;

  json_object_set_new (body, "name", json_string (series));
  reply = laurel_test_chain_call (chain, "PUT", target, NULL, NULL, body);
  g_test_message ("%s", reply->text);
  g_assert_cmpuint (reply->status, ==, 200);
}

/* What is said of a code that does not work, and why. */
static void
test_words (void)
{
  g_autoptr (LaurelTestChain) chain = laurel_test_shop_open_limited ();
  g_autoptr (json_t) off = json_pack ("{s:b}", "enabled", FALSE);
  g_autoptr (json_t) later = json_pack ("{s:s}", "valid_from", "2026-03-03");
  g_autoptr (json_t) over = json_pack ("{s:s}", "valid_to", "2026-03-01");
  g_autoptr (json_t) today =
      json_pack ("{s:s, s:s}", "valid_from", "2026-03-02", "valid_to", "2026-03-02");

  laurel_test_shop_issue (chain, "1", 0, 0);
  assert_quoted (chain, NULL, "coded", "NONE", 0, "promo_code_unknown");
  assert_quoted (chain, NULL, "coded", "no code!", 0, "promo_code_unknown");
  assert_quoted (chain, NULL, "worded", "SPRING", 0, "promo_code_needs_client");
  put_series (chain, "unique", off);
  assert_quoted (chain, NULL, "coded", "LAST", 0, "promo_code_disabled");
  put_series (chain, "unique", later);
  assert_quoted (chain, NULL, "coded", "LAST", 0, "promo_code_not_yet");
  put_series (chain, "unique", over);
  assert_quoted (chain, NULL, "coded", "LAST", 0, "promo_code_ended");
  put_series (chain, "unique", today);
  assert_quoted (chain, NULL, "coded", "LAST", LAUREL_TEST_SHOP_TENTH, NULL);

  /* However it is written, it is the same code: with a small letter, a Cyrillic A and a space. */
  assert_sold (chain, "c1", NULL, "coded", " l\xd0\x90st ", LAUREL_TEST_SHOP_TENTH);
  assert_quoted (chain, NULL, "coded", "LAST", 0, "promo_code_used_up");
  assert_sold (chain, "s1", "1", "worded", "SPRING", LAUREL_TEST_SHOP_TENTH);
  assert_quoted (chain, "1", "worded", "spring", 0, "promo_code_used_by_client");
  g_assert_true (laurel_test_chain_audit (chain));
}

/* A code of which nothing has come is not used; and written twice it is used once. */
static void
test_use_of_a_code (void)
{
  g_autoptr (LaurelTestChain) chain = laurel_test_shop_open_limited ();
  g_autoptr (json_t) sale = laurel_test_shop_sale_of ("twice", NULL, "coded", "LAST");
  g_autoptr (LaurelTestReply) reply = NULL;
  g_autoptr (LaurelTestReply) undone = NULL;

  assert_sold (chain, "other-goods", NULL, "A", "LAST", 0);
  json_array_append_new (json_object_get (sale, "promo_codes"), json_string ("last"));
  reply = laurel_test_chain_call (chain, "POST", "/v1/pos/sales", "T1", "twice", sale);
  g_assert_cmpuint (reply->status, ==, 201);
  g_assert_cmpint (laurel_test_shop_discount (reply), ==, LAUREL_TEST_SHOP_TENTH);
  g_assert_cmpint (
      laurel_test_shop_count (chain, "select used from laurel.promo_codes where code = 'LAST'"),
      ==,
      1);

  undone = undo (chain, "twice", LAUREL_TEST_SHOP_NOW);
  g_assert_cmpuint (undone->status, ==, 201);
  assert_sold (chain, "again", NULL, "coded", "LAST", LAUREL_TEST_SHOP_TENTH);
  g_assert_true (laurel_test_chain_audit (chain));
}

static LaurelTestReply *
hold_code (LaurelTestChain *chain, const char *key, const char *card, const char *code)
{
  g_autoptr (json_t) body =
      json_pack ("{s:s, s:s, s:s}", "time", LAUREL_TEST_SHOP_NOW, "card", card, "promo_code", code);

  return laurel_test_chain_call (chain, "POST", "/v1/pos/holds", "T1", key, body);
}

/* What a hold reserves is for the sale that names it, until it ends. */
static void
test_a_held_code (void)
{
  g_autoptr (LaurelTestChain) chain = laurel_test_shop_open_limited ();
  g_autoptr (json_t) sale = laurel_test_shop_sale_of ("held", "1", "coded", "LAST");
  g_autoptr (json_t) stolen = laurel_test_shop_sale_of ("q", NULL, "coded", "LAST");
  g_autoptr (LaurelTestReply) quoted = NULL;
  g_autoptr (LaurelTestReply) none = NULL;
  g_autoptr (LaurelTestReply) first = NULL;
  g_autoptr (LaurelTestReply) other = NULL;
  g_autoptr (LaurelTestReply) again = NULL;
  g_autoptr (LaurelTestReply) released = NULL;
  g_autoptr (LaurelTestReply) sold = NULL;
  g_autofree char *target = NULL;

  laurel_test_shop_issue (chain, "1", 0, 0);
  laurel_test_shop_issue (chain, "2", 0, 0);

  none = hold_code (chain, "h0", "1", "NONE");
  g_assert_true (laurel_test_reply_refuses (none, 422, "promo_code_unknown"));
  first = hold_code (chain, "h1", "1", "last");
  g_assert_cmpuint (first->status, ==, 201);
  other = hold_code (chain, "h2", "2", "LAST");
  g_assert_true (laurel_test_reply_refuses (other, 422, "promo_code_reserved"));
  assert_quoted (chain, "2", "coded", "LAST", 0, "promo_code_reserved");
  assert_quoted (chain, "1", "coded", "LAST", 0, "promo_code_reserved");

  /* Nor does it help somebody unknown to name it. */
  json_object_del (stolen, "receipt");
  json_object_set_new (stolen, "holds", json_pack ("[s]", laurel_test_reply_text (first, "hold")));
  quoted = laurel_test_chain_call (chain, "POST", "/v1/pos/quotes", "T1", NULL, stolen);
  g_assert_cmpstr (message_of (quoted), ==, "promo_code_reserved");

  target = g_strdup_printf ("/v1/pos/holds/%s", laurel_test_reply_text (first, "hold"));
  released = laurel_test_chain_call (chain, "DELETE", target, "T1", "d1", NULL);
  g_assert_cmpuint (released->status, ==, 200);
  again = hold_code (chain, "h3", "1", "LAST");
  g_assert_cmpuint (again->status, ==, 201);

  json_object_set_new (sale, "holds", json_pack ("[s]", laurel_test_reply_text (again, "hold")));
  sold = laurel_test_chain_call (chain, "POST", "/v1/pos/sales", "T1", "held", sale);
  g_assert_cmpuint (sold->status, ==, 201);
  g_assert_cmpint (laurel_test_shop_discount (sold), ==, LAUREL_TEST_SHOP_TENTH);
  assert_quoted (chain, "1", "coded", "LAST", 0, "promo_code_used_up");
  g_assert_true (laurel_test_chain_audit (chain));
}

/* A hold that nobody ends frees its code by the clock. */
static void
test_a_hold_that_times_out (void)
{
  g_autoptr (LaurelTestChain) chain = laurel_test_shop_open_limited ();
  g_autoptr (LaurelTestReply) held = NULL;

  laurel_test_shop_issue (chain, "1", 0, 0);
  held = hold_code (chain, "h1", "1", "LAST");
  g_assert_cmpuint (held->status, ==, 201);
  assert_quoted (chain, NULL, "coded", "LAST", 0, "promo_code_reserved");
  laurel_test_chain_set_clock (chain, "2026-03-02T12:14:59+03:00", FALSE);
  assert_quoted (chain, NULL, "coded", "LAST", 0, "promo_code_reserved");
  laurel_test_chain_set_clock (chain, "2026-03-02T12:15:00+03:00", FALSE);
  assert_quoted (chain, NULL, "coded", "LAST", LAUREL_TEST_SHOP_TENTH, NULL);
  assert_sold (chain, "c1", NULL, "coded", "LAST", LAUREL_TEST_SHOP_TENTH);
  g_assert_true (laurel_test_chain_audit (chain));
}

/* A sale that comes late is priced by the dates of its own time, and by what is left now. */
static void
test_a_late_sale (void)
{
  g_autoptr (LaurelTestChain) chain = laurel_test_shop_open_limited ();
  g_autoptr (json_t) over = json_pack ("{s:s}", "valid_to", "2026-03-02");
  g_autoptr (json_t) expecting = laurel_test_shop_sale_of ("e1", NULL, "coded", "LAST");
  g_autoptr (LaurelTestReply) differs = NULL;

  put_series (chain, "unique", over);
  laurel_test_chain_set_clock (chain, "2026-03-05T12:00:00+03:00", FALSE);
  assert_sold (chain, "c1", NULL, "coded", "LAST", LAUREL_TEST_SHOP_TENTH);
  assert_sold (chain, "c2", NULL, "coded", "LAST", 0);

  json_object_set_new (expecting,
                       "expected",
                       json_pack ("{s:i}", "discount", LAUREL_TEST_SHOP_TENTH));
  differs = laurel_test_chain_call (chain, "POST", "/v1/pos/sales", "T1", "e1", expecting);
  g_assert_true (laurel_test_reply_refuses (differs, 409, "totals_differ"));
  g_assert_true (laurel_test_chain_audit (chain));
}

/* ---- all at once ---- */

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

/**
 * Crowd:
 * @card: (nullable): whose; with "%u" one of a till's own
 * @code: (nullable)
 * @winners: how many get a discount (or points)
 * @money: what all of them get together
 */
typedef struct
{
  const char *product;
  const char *card;
  const char *code;
  guint       winners;
  gint64      money;
} Crowd;

static char *
dup_card (const Crowd *crowd, guint till)
{
  if (crowd->card == NULL)
    return NULL;

  return g_str_equal (crowd->card, "each") ? g_strdup_printf ("%u", till) : g_strdup (crowd->card);
}

static void
test_crowd (gconstpointer data)
{
  const Crowd *crowd = data;
  g_autoptr (LaurelTestChain) chain = laurel_test_shop_open_limited ();
  char  *requests[TILLS];
  int    fds[TILLS];
  guint  n_won = 0;
  gint64 money = 0;

  for (guint i = 0; i < TILLS; i++)
    {
      g_autofree char *key = g_strdup_printf ("sale-%u", i);
      g_autofree char *card = dup_card (crowd, i);
      g_autoptr (json_t) sale = laurel_test_shop_sale_of (key, card, crowd->product, crowd->code);

      if (card != NULL && (i == 0 || g_str_equal (crowd->card, "each")))
        laurel_test_shop_issue (chain, card, 0, 0);
      requests[i] = laurel_test_chain_write ("POST", "/v1/pos/sales", "T1", key, sale);
    }

  send_all (chain, requests, fds, TILLS);

  for (guint i = 0; i < TILLS; i++)
    {
      g_autoptr (LaurelTestReply) reply = receive (fds[i]);
      json_t     *line = json_array_get (json_object_get (reply->body, "lines"), 0);
      json_t     *effect = json_array_get (json_object_get (line, "effects"), 0);
      const char *leaf = json_string_value (json_object_get (effect, "id"));

      g_assert_cmpuint (reply->status, ==, 201);
      n_won += g_strcmp0 (leaf, crowd->product) == 0 ? 1 : 0;
      money += laurel_test_shop_discount (reply);
      g_free (requests[i]);
    }

  g_assert_cmpuint (n_won, ==, crowd->winners);
  g_assert_cmpint (money, ==, crowd->money);
  g_assert_cmpint (count_deadlocks (chain), ==, 0);
  g_assert_true (laurel_test_chain_audit (chain));
}

/* Fifty tills reserve the last use of one code: one does. */
static void
test_holding_crowd (void)
{
  g_autoptr (LaurelTestChain) chain = laurel_test_shop_open_limited ();
  char *requests[TILLS];
  int   fds[TILLS];
  guint n_held = 0;

  for (guint i = 0; i < TILLS; i++)
    {
      g_autofree char *key = g_strdup_printf ("hold-%u", i);
      g_autofree char *card = g_strdup_printf ("%u", i);
      g_autoptr (json_t) body = json_pack ("{s:s, s:s, s:s}",
                                           "time",
                                           LAUREL_TEST_SHOP_NOW,
                                           "card",
                                           card,
                                           "promo_code",
                                           "LAST");

      laurel_test_shop_issue (chain, card, 0, 0);
      requests[i] = laurel_test_chain_write ("POST", "/v1/pos/holds", "T1", key, body);
    }

  send_all (chain, requests, fds, TILLS);

  for (guint i = 0; i < TILLS; i++)
    {
      g_autoptr (LaurelTestReply) reply = receive (fds[i]);

      if (reply->status == 201)
        n_held++;
      else
        g_assert_true (laurel_test_reply_refuses (reply, 422, "promo_code_reserved"));
      g_free (requests[i]);
    }

  g_assert_cmpuint (n_held, ==, 1);
  g_assert_true (laurel_test_chain_audit (chain));
}

/* A sale of everything that is limited, with points, in either order of the lines. */
static json_t *
new_mixed_sale (const char *key, const char *card, gboolean backwards)
{
  static const char *const products[] = { "once", "ten", "budget", "both", "coded", "worded", "A" };

  json_t *sale = laurel_test_shop_sale_of (key, card, "A", "LAST");
  json_t *lines = json_array ();

  for (guint i = 0; i < G_N_ELEMENTS (products); i++)
    {
      guint at = backwards ? (guint) G_N_ELEMENTS (products) - 1 - i : i;

      json_array_append_new (lines,
                             json_pack ("{s:i, s:s, s:i, s:i}",
                                        "n",
                                        i + 1,
                                        "product",
                                        products[at],
                                        "quantity",
                                        1000,
                                        "price",
                                        LAUREL_TEST_SHOP_PRICE));
    }

  json_object_set_new (sale, "lines", lines);
  json_object_set_new (sale, "redeem", json_integer (100));
  json_array_append_new (json_object_get (sale, "promo_codes"), json_string ("SPRING"));

  return sale;
}

static char *
write_mixed (guint till)
{
  guint            pair = till / 2;
  g_autofree char *key = g_strdup_printf ("mixed-%u", pair);
  g_autofree char *own = g_strdup_printf ("undo-%u", pair);
  g_autofree char *card = g_strdup_printf ("%u", pair % 5);
  g_autoptr (json_t) body = NULL;

  if (till % 2 == 0)
    {
      body = new_mixed_sale (key, card, pair % 2 == 1);

      return laurel_test_chain_write ("POST", "/v1/pos/sales", "T1", key, body);
    }

  body = json_pack ("{s:s, s:s}", "key", key, "time", LAUREL_TEST_SHOP_NOW);

  return laurel_test_chain_write ("POST", "/v1/pos/cancellations", "T1", own, body);
}

/* Different clients want everything that is limited; and each sale is cancelled while the others
 * are still under way. */
static void
test_mixed_crowd (void)
{
  g_autoptr (LaurelTestChain) chain = laurel_test_shop_open_limited ();
  char *requests[TILLS];
  int   fds[TILLS];

  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *card = g_strdup_printf ("%u", i);

      laurel_test_shop_issue (chain, card, 1000000, 30);
    }

  for (guint i = 0; i < TILLS; i++)
    requests[i] = write_mixed (i);

  send_all (chain, requests, fds, TILLS);

  for (guint i = 0; i < TILLS; i++)
    {
      g_autoptr (LaurelTestReply) reply = receive (fds[i]);

      /* The cancellation may have come first. */
      if (i % 2 == 0 && reply->status != 201)
        g_assert_true (laurel_test_reply_refuses (reply, 422, "cancelled"));
      else
        g_assert_cmpuint (reply->status, ==, 201);
      g_free (requests[i]);
    }

  g_assert_cmpint (count_deadlocks (chain), ==, 0);
  g_assert_true (laurel_test_chain_audit (chain));
}

/* ---- faults ---- */

enum
{
  ROUNDS = 6,
  SALES = 8,
};

/* Sends @request until it is answered, and says whether it got the discount. */
static gboolean
settle (LaurelTestChain *chain, const char *request)
{
  gint64 end_us = g_get_monotonic_time () + TIME_MS * 1000;

  for (;;)
    {
      int fd = laurel_test_connect (chain->server);
      g_autoptr (LaurelTestReply) reply = NULL;

      g_assert_cmpint (g_get_monotonic_time (), <, end_us);
      g_assert_true (laurel_test_send (fd, request, -1));
      reply = receive (fd);
      if (reply->status == 201)
        return laurel_test_shop_discount (reply) > 0;
      g_usleep (50000);
    }
}

/* The server is killed in the midst of sales that share a total: whatever was acknowledged or not,
 * in the end there are as many winners as there may be. */
static void
test_killed (void)
{
  g_autoptr (LaurelTestChain) chain = laurel_test_shop_open_limited ();
  g_autoptr (GPtrArray) requests = g_ptr_array_new_with_free_func (g_free);
  guint n_won = 0;

  for (guint round = 0; round < ROUNDS; round++)
    {
      int fds[SALES];

      for (guint i = 0; i < SALES; i++)
        {
          g_autofree char *key = g_strdup_printf ("sale-%u-%u", round, i);
          g_autoptr (json_t) sale = laurel_test_shop_sale_of (key, NULL, "ten", NULL);

          g_ptr_array_add (requests,
                           laurel_test_chain_write ("POST", "/v1/pos/sales", "T1", key, sale));
        }

      send_all (chain, (char *const *) &requests->pdata[round * SALES], fds, SALES);
      for (guint i = 0; i < SALES; i++)
        {
          g_autoptr (LaurelTestReply) reply = NULL;

          if (round % 2 == 0 && i == round / 2)
            laurel_test_chain_kill (chain);
          reply = receive (fds[i]);
        }
      if (round % 2 == 0)
        laurel_test_chain_serve (chain);
    }

  for (guint i = 0; i < requests->len; i++)
    n_won += settle (chain, g_ptr_array_index (requests, i)) ? 1 : 0;

  g_assert_cmpuint (n_won, ==, 10);
  g_assert_true (laurel_test_chain_audit (chain));
}

int
main (int argc, char **argv)
{
  static const Crowd once = { "once", "1", NULL, 1, LAUREL_TEST_SHOP_TENTH };
  static const Crowd thrice = { "thrice", "1", NULL, 3, 0 };
  static const Crowd week = { "week", "1", NULL, 1, LAUREL_TEST_SHOP_TENTH };
  static const Crowd ten = { "ten", NULL, NULL, 10, 10 * LAUREL_TEST_SHOP_TENTH };
  static const Crowd budget = { "budget", NULL, NULL, 13, 100000 };
  static const Crowd both = { "both", "each", NULL, 5, 5 * LAUREL_TEST_SHOP_TENTH };
  static const Crowd code = { "coded", NULL, "LAST", 1, LAUREL_TEST_SHOP_TENTH };
  static const Crowd word = { "worded", "1", "SPRING", 1, LAUREL_TEST_SHOP_TENTH };
  int                status = 0;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/uses/client", test_a_client);
  g_test_add_func ("/uses/week", test_a_week);
  g_test_add_func ("/uses/budget", test_a_budget);
  g_test_add_func ("/uses/code/words", test_words);
  g_test_add_func ("/uses/code/used", test_use_of_a_code);
  g_test_add_func ("/uses/code/held", test_a_held_code);
  g_test_add_func ("/uses/code/timed-out", test_a_hold_that_times_out);
  g_test_add_func ("/uses/code/late", test_a_late_sale);
  g_test_add_data_func ("/uses/crowd/once", &once, test_crowd);
  g_test_add_data_func ("/uses/crowd/per-client", &thrice, test_crowd);
  g_test_add_data_func ("/uses/crowd/once-days", &week, test_crowd);
  g_test_add_data_func ("/uses/crowd/total", &ten, test_crowd);
  g_test_add_data_func ("/uses/crowd/total-money", &budget, test_crowd);
  g_test_add_data_func ("/uses/crowd/both", &both, test_crowd);
  g_test_add_data_func ("/uses/crowd/fault_C04-code", &code, test_crowd);
  g_test_add_data_func ("/uses/crowd/code-of-clients", &word, test_crowd);
  g_test_add_func ("/uses/crowd/held-code", test_holding_crowd);
  g_test_add_func ("/uses/crowd/fault_C06-mixture", test_mixed_crowd);
  g_test_add_func ("/uses/fault_P01-server-killed", test_killed);

  laurel_test_chains_begin ();
  status = g_test_run ();
  laurel_test_chains_end ();

  return status;
}
