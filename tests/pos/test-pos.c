/* test-pos.c - what tills are told: good answers and clear refusals
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "tests/pos/laurel-test-shop.h"

static LaurelTestReply *
sell (LaurelTestChain *chain, const char *till, const char *key, json_t *sale)
{
  return laurel_test_chain_call (chain, "POST", "/v1/pos/sales", till, key, sale);
}

/* Whether the reply's errors have one of @code at @path. */
static gboolean
has_fault (const LaurelTestReply *reply, const char *path, const char *code)
{
  json_t *fault = NULL;
  gsize   index = 0;

  json_array_foreach (json_object_get (reply->body, "errors"), index, fault)
  {
    if (g_strcmp0 (json_string_value (json_object_get (fault, "path")), path) == 0 &&
        g_strcmp0 (json_string_value (json_object_get (fault, "code")), code) == 0)
      return TRUE;
  }

  g_test_message ("no %s at %s: %s", code, path, reply->text);

  return FALSE;
}

/* ---- bad input ---- */

static void
test_all_faults_at_once (void)
{
  static const struct
  {
    const char *path;
    const char *code;
  } faults[] = {
    { "/time", "format" },
    { "/receipt", "missing" },
    { "/cashier", "range" },
    { "/lines/0/quantity", "range" },
    { "/lines/0/price", "range" },
    { "/lines/1/n", "line_twice" },
    { "/lines/1/product", "missing" },
    { "/surprise", "unknown_member" },
  };
  g_autoptr (LaurelTestChain) chain = laurel_test_shop_open ();
  g_autoptr (json_t) bad =
      json_loads ("{\"time\": \"yesterday\", \"cashier\": \"\", \"surprise\": 1, \"lines\": ["
                  "{\"n\": 1, \"product\": \"A\", \"quantity\": 0, \"price\": -5},"
                  "{\"n\": 1, \"quantity\": 1000, \"price\": 100}]}",
                  0,
                  NULL);
  g_autoptr (json_t) good = laurel_test_shop_sale ("r1", NULL, 100);
  g_autoptr (LaurelTestReply) refused = sell (chain, "T1", "k1", bad);
  g_autoptr (LaurelTestReply) sold = NULL;

  g_assert_cmpuint (refused->status, ==, 400);
  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    g_assert_true (has_fault (refused, faults[i].path, faults[i].code));
  g_assert_cmpuint (json_array_size (json_object_get (refused->body, "errors")),
                    ==,
                    G_N_ELEMENTS (faults));

  /* Nothing was done, so the key is still free. */
  sold = sell (chain, "T1", "k1", good);
  g_assert_cmpuint (sold->status, ==, 201);
  g_assert_false (sold->replay);
}

static void
test_key_is_needed (void)
{
  g_autoptr (LaurelTestChain) chain = laurel_test_shop_open ();
  g_autoptr (json_t) sale = laurel_test_shop_sale ("r1", NULL, 100);
  g_autoptr (LaurelTestReply) refused = sell (chain, "T1", NULL, sale);

  g_assert_cmpuint (refused->status, ==, 400);
  g_assert_cmpint (laurel_test_shop_count (chain, "select count (*) from laurel.sales"), ==, 0);
}

/* ---- refusals ---- */

static void
test_wrong_store (void)
{
  g_autoptr (LaurelTestChain) chain = laurel_test_shop_open ();
  g_autoptr (json_t) sale = laurel_test_shop_sale ("r1", NULL, 100);
  g_autoptr (LaurelTestReply) refused = NULL;
  g_autoptr (LaurelTestReply) own = NULL;
  g_autoptr (LaurelTestReply) any = NULL;

  json_object_set_new (sale, "store", json_string ("S2"));
  refused = sell (chain, "T1", "k1", sale);
  g_assert_true (laurel_test_reply_refuses (refused, 403, "wrong_store"));

  own = sell (chain, "T2", "k1", sale);
  g_assert_cmpuint (own->status, ==, 201);

  json_object_set_new (sale, "receipt", json_string ("r2"));
  any = sell (chain, "W", "k1", sale);
  g_assert_cmpuint (any->status, ==, 201);
}

/* A business refusal is the answer of its key for ever. */
static void
test_unknown_and_blocked_cards (void)
{
  g_autoptr (LaurelTestChain) chain = laurel_test_shop_open ();
  g_autoptr (json_t) sale = laurel_test_shop_sale ("r1", "77", 100);
  g_autoptr (LaurelTestReply) unknown = sell (chain, "T1", "k1", sale);
  g_autoptr (LaurelTestReply) still = NULL;
  g_autoptr (LaurelTestReply) sold = NULL;
  g_autoptr (LaurelTestReply) blocked = NULL;

  g_assert_true (laurel_test_reply_refuses (unknown, 404, "unknown_card"));

  laurel_test_shop_issue (chain, "77", 0, 0);
  still = sell (chain, "T1", "k1", sale);
  g_assert_true (still->replay);
  g_assert_cmpstr (still->text, ==, unknown->text);
  sold = sell (chain, "T1", "k2", sale);
  g_assert_cmpuint (sold->status, ==, 201);

  g_free (laurel_test_chain_ask (chain, "update laurel.cards set state = 'blocked'", NULL));
  json_object_set_new (sale, "receipt", json_string ("r2"));
  blocked = sell (chain, "T1", "k3", sale);
  g_assert_true (laurel_test_reply_refuses (blocked, 422, "card_blocked"));
}

static void
test_receipt_taken (void)
{
  g_autoptr (LaurelTestChain) chain = laurel_test_shop_open ();
  g_autoptr (json_t) sale = laurel_test_shop_sale ("r1", NULL, 100);
  g_autoptr (LaurelTestReply) sold = sell (chain, "T1", "k1", sale);
  g_autoptr (LaurelTestReply) taken = sell (chain, "T1", "k2", sale);
  g_autoptr (LaurelTestReply) again = sell (chain, "T1", "k2", sale);
  g_autoptr (LaurelTestReply) elsewhere = sell (chain, "T2", "k2", sale);

  g_assert_cmpuint (sold->status, ==, 201);
  g_assert_true (laurel_test_reply_refuses (taken, 409, "receipt_taken"));
  g_assert_true (again->replay);
  g_assert_cmpstr (again->text, ==, taken->text);
  g_assert_cmpuint (elsewhere->status, ==, 201);
  g_assert_cmpint (laurel_test_shop_count (chain, "select count (*) from laurel.sales"), ==, 2);
}

static void
test_totals_differ (void)
{
  g_autoptr (LaurelTestChain) chain = laurel_test_shop_open ();
  g_autoptr (json_t) sale = laurel_test_shop_sale ("r1", NULL, 100);
  g_autoptr (LaurelTestReply) differ = NULL;
  g_autoptr (LaurelTestReply) accepted = NULL;
  g_autoptr (LaurelTestReply) equal = NULL;

  json_object_set_new (sale, "expected", json_pack ("{s:i, s:i}", "to_pay", 99, "discount", 0));
  differ = sell (chain, "T1", "k1", sale);
  g_assert_true (laurel_test_reply_refuses (differ, 409, "totals_differ"));
  g_assert_true (
      json_equal (json_object_get (differ->body, "expected"), json_object_get (sale, "expected")));
  g_assert_cmpint (
      json_integer_value (json_object_get (json_object_get (differ->body, "totals"), "to_pay")),
      ==,
      100);
  g_assert_cmpint (laurel_test_shop_count (chain, "select count (*) from laurel.sales"), ==, 0);

  json_object_set_new (sale, "accept_till_totals", json_true ());
  accepted = sell (chain, "T1", "k2", sale);
  g_assert_cmpuint (accepted->status, ==, 201);

  json_object_del (sale, "accept_till_totals");
  json_object_set_new (sale, "receipt", json_string ("r2"));
  json_object_set_new (sale, "expected", json_pack ("{s:i}", "to_pay", 100));
  equal = sell (chain, "T1", "k3", sale);
  g_assert_cmpuint (equal->status, ==, 201);
}

static void
test_key_reused (void)
{
  g_autoptr (LaurelTestChain) chain = laurel_test_shop_open ();
  g_autoptr (json_t) sale = laurel_test_shop_sale ("r1", NULL, 100);
  g_autoptr (json_t) other = laurel_test_shop_sale ("r1", NULL, 101);
  g_autoptr (LaurelTestReply) sold = sell (chain, "T1", "k1", sale);
  g_autoptr (LaurelTestReply) reused = sell (chain, "T1", "k1", other);
  g_autoptr (LaurelTestReply) again = sell (chain, "T1", "k1", sale);

  g_assert_cmpuint (sold->status, ==, 201);
  g_assert_true (laurel_test_reply_refuses (reused, 422, "key_reused"));
  g_assert_true (again->replay);
  g_assert_cmpstr (again->text, ==, sold->text);
}

/* ---- quotes ---- */

/* Everything that a quote might change, in one text. */
static char *
dup_state (LaurelTestChain *chain)
{
  return laurel_test_chain_ask (
      chain,
      "select concat_ws (';',"
      " (select string_agg (a::text, '|' order by client_id) from laurel.accounts a),"
      " (select string_agg (l::text, '|' order by client_id, lot_no) from laurel.lots l),"
      " (select string_agg (h::text, '|' order by hold) from laurel.holds h),"
      " (select count (*) from laurel.transactions), (select count (*) from laurel.entries),"
      " (select count (*) from laurel.operations), (select count (*) from laurel.sales),"
      " (select count (*) from laurel.purchases), (select count (*) from laurel.receipt_numbers))",
      NULL);
}

static void
test_quotes_change_nothing (void)
{
  g_autoptr (LaurelTestChain) chain = laurel_test_shop_open ();
  g_autoptr (json_t) sale = laurel_test_shop_sale ("r1", "1", 10000);
  g_autoptr (json_t) hold = json_pack ("{s:s, s:s, s:i, s:i}",
                                       "time",
                                       LAUREL_TEST_SHOP_NOW,
                                       "card",
                                       "1",
                                       "points",
                                       400,
                                       "minutes",
                                       5);
  g_autoptr (json_t) receipt = NULL;
  g_autoptr (LaurelTestReply) held = NULL;
  g_autoptr (LaurelTestReply) quoted = NULL;
  g_autoptr (LaurelTestReply) sold = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  laurel_test_shop_issue (chain, "1", 1000, 10);
  json_object_set_new (sale, "redeem", json_string ("max"));
  receipt = json_copy (sale);
  json_object_del (receipt, "receipt");

  /* A hold ends meanwhile, which a quote must see and not book. */
  held = laurel_test_chain_call (chain, "POST", "/v1/pos/holds", "T1", "h1", hold);
  g_assert_cmpuint (held->status, ==, 201);
  laurel_test_chain_set_clock (chain, "2026-03-02T12:10:00+03:00", FALSE);
  before = dup_state (chain);
  for (guint i = 0; i < 5; i++)
    {
      g_clear_pointer (&quoted, laurel_test_reply_free);
      quoted = laurel_test_chain_call (chain, "POST", "/v1/pos/quotes", "T1", NULL, receipt);
      g_assert_cmpuint (quoted->status, ==, 200);
    }
  after = dup_state (chain);
  g_assert_cmpstr (after, ==, before);

  sold = sell (chain, "T1", "k1", sale);
  g_assert_cmpuint (sold->status, ==, 201);
  g_assert_cmpint (json_integer_value (
                       json_object_get (json_object_get (sold->body, "totals"), "redeemed_points")),
                   ==,
                   1000);
  g_assert_true (json_equal (json_object_get (sold->body, "totals"),
                             json_object_get (quoted->body, "totals")));
  g_assert_true (
      json_equal (json_object_get (sold->body, "lines"), json_object_get (quoted->body, "lines")));
}

/* ---- returns ---- */

typedef struct
{
  gint64 refund;
  gint64 turnover;
  gint64 reversed;
  gint64 restored;
} Undone;

/* Takes back @quantity of line @n, and adds up what was undone. */
static void
take_back (LaurelTestChain *chain,
           const char      *sale,
           const char      *key,
           gint64           n,
           gint64           quantity,
           Undone          *undone)
{
  g_autofree char *target = g_strdup_printf ("/v1/pos/sales/%s/returns", sale);
  g_autoptr (json_t) body = json_pack ("{s:s, s:s, s:[{s:I, s:I}]}",
                                       "time",
                                       LAUREL_TEST_SHOP_NOW,
                                       "receipt",
                                       key,
                                       "lines",
                                       "n",
                                       (json_int_t) n,
                                       "quantity",
                                       (json_int_t) quantity);
  g_autoptr (LaurelTestReply) reply =
      laurel_test_chain_call (chain, "POST", target, "T1", key, body);

  g_assert_cmpuint (reply->status, ==, 201);
  undone->refund += laurel_test_reply_number (reply, "refund");
  undone->turnover += laurel_test_reply_number (reply, "turnover");
  undone->reversed += laurel_test_reply_number (reply, "reversed_points");
  undone->restored += laurel_test_reply_number (reply, "restored_points");
}

/* Odd prices in odd parts: whatever the order, in the end everything is as it was. */
static void
test_returns_in_any_order (void)
{
  static const struct
  {
    gint64 n;
    gint64 quantity;
  } parts[] = { { 1, 1000 }, { 2, 1 },    { 1, 1000 }, { 2, 332 },
                { 3, 2000 }, { 1, 1000 }, { 2, 1000 }, { 3, 5000 } };
  g_autoptr (LaurelTestChain) chain = laurel_test_shop_open ();
  g_autoptr (GRand) random = g_rand_new_with_seed (20260302);

  laurel_test_shop_issue (chain, "1", 77777, 300);

  for (guint round = 0; round < 6; round++)
    {
      g_autofree char *key = g_strdup_printf ("sale-%u", round);
      g_autoptr (json_t) sale = json_pack ("{s:s, s:s, s:s, s:i, s:[{s:i, s:s, s:i, s:i}, {s:i, "
                                           "s:s, s:i, s:i}, {s:i, s:s, s:i, s:i}]}",
                                           "receipt",
                                           key,
                                           "time",
                                           LAUREL_TEST_SHOP_NOW,
                                           "card",
                                           "1",
                                           "redeem",
                                           7777,
                                           "lines",
                                           "n",
                                           1,
                                           "product",
                                           "A",
                                           "quantity",
                                           3000,
                                           "price",
                                           3333,
                                           "n",
                                           2,
                                           "product",
                                           "B",
                                           "quantity",
                                           1333,
                                           "price",
                                           9999,
                                           "n",
                                           3,
                                           "product",
                                           "C",
                                           "quantity",
                                           7000,
                                           "price",
                                           101);
      g_autoptr (LaurelTestReply) sold = sell (chain, "T1", key, sale);
      json_t *totals = json_object_get (sold->body, "totals");
      Undone  undone = { 0 };
      guint   order[G_N_ELEMENTS (parts)];

      g_assert_cmpuint (sold->status, ==, 201);
      for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
        {
          guint k = (guint) g_rand_int_range (random, 0, (gint32) i + 1);

          order[i] = order[k];
          order[k] = i;
        }

      for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
        {
          g_autofree char *part = g_strdup_printf ("back-%u-%u", round, i);

          take_back (chain,
                     laurel_test_reply_text (sold, "sale"),
                     part,
                     parts[order[i]].n,
                     parts[order[i]].quantity,
                     &undone);
        }

      g_assert_cmpint (undone.refund, ==, json_integer_value (json_object_get (totals, "to_pay")));
      g_assert_cmpint (undone.turnover,
                       ==,
                       json_integer_value (json_object_get (totals, "turnover")));
      g_assert_cmpint (undone.reversed,
                       ==,
                       json_integer_value (json_object_get (totals, "points")));
      g_assert_cmpint (undone.restored, ==, 7777);
      g_assert_cmpint (laurel_test_shop_balance (chain, "1", "available"), ==, 77777);
      g_assert_cmpint (laurel_test_shop_balance (chain, "1", "pending_total"), ==, 0);
      g_assert_cmpint (laurel_test_shop_balance (chain, "1", "turnover"), ==, 0);
    }

  g_assert_true (laurel_test_chain_audit (chain));
}

/* ---- registration ---- */

static LaurelTestReply *
enrol (LaurelTestChain *chain, const char *key, const char *phone, const char *card, gboolean issue)
{
  g_autoptr (json_t) body = json_pack ("{s:s, s:s, s:s, s:s*}",
                                       "time",
                                       LAUREL_TEST_SHOP_NOW,
                                       "phone",
                                       phone,
                                       "first_name",
                                       "Anna",
                                       "card",
                                       card);

  if (issue)
    json_object_set_new (body, "issue_card", json_true ());

  return laurel_test_chain_call (chain, "POST", "/v1/pos/clients", "T1", key, body);
}

static void
test_phone_in_any_form (void)
{
  static const char *const forms[] = { "+79162041873",     "8 (916) 204-18-73", "9162041873",
                                       "+7 916 204 18 73", "89162041873",       "7 916 204-18-73" };
  g_autoptr (LaurelTestChain) chain = laurel_test_shop_open ();
  g_autoptr (LaurelTestReply) first = enrol (chain, "k0", forms[0], NULL, FALSE);
  g_autoptr (LaurelTestReply) nonsense = enrol (chain, "k9", "five", NULL, FALSE);

  g_assert_cmpuint (first->status, ==, 201);
  g_assert_cmpuint (nonsense->status, ==, 400);
  g_assert_true (has_fault (nonsense, "/phone", "format"));

  for (guint i = 1; i < G_N_ELEMENTS (forms); i++)
    {
      g_autofree char *key = g_strdup_printf ("k%u", i);
      g_autofree char *escaped = g_uri_escape_string (forms[i], NULL, FALSE);
      g_autofree char *target = g_strdup_printf ("/v1/pos/cards?phone=%s", escaped);
      g_autoptr (LaurelTestReply) known = enrol (chain, key, forms[i], NULL, FALSE);
      g_autoptr (LaurelTestReply) found =
          laurel_test_chain_call (chain, "GET", target, "T1", NULL, NULL);

      g_assert_true (laurel_test_reply_refuses (known, 409, "known_client"));
      g_assert_cmpstr (
          json_string_value (json_object_get (json_object_get (known->body, "match"), "phone")),
          ==,
          "+7 9** ***-**-73");
      g_assert_cmpuint (found->status, ==, 200);
      g_assert_cmpstr (
          json_string_value (json_object_get (json_object_get (found->body, "client"), "client")),
          ==,
          laurel_test_reply_text (first, "client"));
    }

  g_assert_cmpint (laurel_test_shop_count (chain, "select count (*) from laurel.clients"), ==, 1);
}

/* What was collected on a card before it had an owner is the owner's. */
static void
test_card_is_claimed (void)
{
  g_autoptr (LaurelTestChain) chain = laurel_test_shop_open ();
  g_autoptr (json_t) sale = laurel_test_shop_sale ("r1", "100", 10000);
  g_autoptr (LaurelTestReply) sold = NULL;
  g_autoptr (LaurelTestReply) claimed = NULL;
  g_autoptr (LaurelTestReply) taken = NULL;
  json_t *balance = NULL;

  laurel_test_shop_issue (chain, "100", 1200, 30);
  sold = sell (chain, "T1", "k1", sale);
  g_assert_cmpuint (sold->status, ==, 201);

  claimed = enrol (chain, "k2", "+79160000001", "100", FALSE);
  g_assert_cmpuint (claimed->status, ==, 201);
  balance = json_object_get (claimed->body, "balance");
  g_assert_cmpint (json_integer_value (json_object_get (balance, "available")), ==, 1200);
  g_assert_cmpint (json_integer_value (json_object_get (balance, "pending_total")), ==, 500);
  g_assert_cmpint (json_integer_value (json_object_get (balance, "turnover")), ==, 10000);

  taken = enrol (chain, "k3", "+79160000002", "100", FALSE);
  g_assert_true (laurel_test_reply_refuses (taken, 409, "card_taken"));
  g_assert_cmpint (laurel_test_shop_balance (chain, "100", "available"), ==, 1200);
}

/* EAN-13: the digits, every second one three times, sum to a multiple of ten. */
static void
test_virtual_cards (void)
{
  g_autoptr (LaurelTestChain) chain = laurel_test_shop_open ();
  g_autoptr (GHashTable) numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *key = g_strdup_printf ("k%u", i);
      g_autofree char *phone = g_strdup_printf ("+791600000%02u", i);
      g_autoptr (LaurelTestReply) reply = enrol (chain, key, phone, NULL, TRUE);
      const char *number =
          json_string_value (json_object_get (json_object_get (reply->body, "card"), "number"));
      gint sum = 0;

      g_assert_cmpuint (reply->status, ==, 201);
      g_assert_nonnull (number);
      g_assert_cmpuint (strlen (number), ==, 13);
      for (guint k = 0; k < 13; k++)
        {
          g_assert_true (g_ascii_isdigit (number[k]));
          sum += (number[k] - '0') * (k % 2 == 0 ? 1 : 3);
        }
      g_assert_cmpint (sum % 10, ==, 0);
      g_assert_true (g_hash_table_add (numbers, g_strdup (number)));
      g_assert_cmpint (laurel_test_shop_balance (chain, number, "available"), ==, 0);
    }
}

/* Numbers are made from ids, and two ids may make the same one: another is made then. */
static void
test_virtual_card_is_taken (void)
{
  g_autoptr (LaurelTestChain) chain = laurel_test_shop_open ();
  g_autoptr (LaurelTestReply) reply = NULL;

  laurel_test_shop_issue (chain, "100", 0, 0);
  g_free (laurel_test_chain_ask (
      chain,
      "create sequence public.tries; grant usage on public.tries to public;"
      "create function public.take () returns trigger language plpgsql as $$ begin"
      "  if nextval ('public.tries') <= 2 then new.number := '100'; end if;"
      "  return new; end $$;"
      "create trigger take before insert on laurel.card_numbers"
      "  for each row execute function public.take ()",
      NULL));

  reply = enrol (chain, "k1", "+79160000001", NULL, TRUE);
  g_assert_cmpuint (reply->status, ==, 201);
  g_assert_cmpint (laurel_test_shop_count (chain, "select last_value from public.tries"), ==, 3);
  g_assert_cmpint (laurel_test_shop_count (chain, "select count (*) from laurel.cards"), ==, 2);
}

/* What a person does to points is in the audit with its reason; what did not happen is not. */
static void
test_people_are_audited (void)
{
  g_autoptr (LaurelTestChain) chain = laurel_test_shop_open ();
  g_autoptr (LaurelTestReply) granted = NULL;
  g_autoptr (LaurelTestReply) refused = NULL;
  g_autoptr (json_t) grant =
      json_pack ("{s:s, s:i, s:s}", "kind", "grant", "points", 500, "reason", "late delivery");
  g_autoptr (json_t) write_off =
      json_pack ("{s:s, s:i, s:s}", "kind", "write_off", "points", 900000, "reason", "mistake");

  laurel_test_shop_issue (chain, "1", 0, 0);
  granted = laurel_test_chain_call (chain, "POST", "/v1/cards/1/points", NULL, "a1", grant);
  g_assert_cmpuint (granted->status, ==, 201);
  g_assert_cmpint (
      laurel_test_shop_count (chain,
                              "select count (*) from laurel.audit where action = 'points.grant'"
                              " and subject = 'card 1' and after ->> 'reason' = 'late delivery'"
                              " and user_id is not null"),
      ==,
      1);

  refused = laurel_test_chain_call (chain, "POST", "/v1/cards/1/points", NULL, "a2", write_off);
  g_assert_true (laurel_test_reply_refuses (refused, 422, "not_enough_points"));
  g_assert_cmpint (laurel_test_shop_count (
                       chain,
                       "select count (*) from laurel.audit where action = 'points.write_off'"),
                   ==,
                   0);
}

int
main (int argc, char **argv)
{
  int status = 0;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pos/all-faults-at-once", test_all_faults_at_once);
  g_test_add_func ("/pos/key-is-needed", test_key_is_needed);
  g_test_add_func ("/pos/wrong-store", test_wrong_store);
  g_test_add_func ("/pos/unknown-and-blocked-cards", test_unknown_and_blocked_cards);
  g_test_add_func ("/pos/receipt-taken", test_receipt_taken);
  g_test_add_func ("/pos/totals-differ", test_totals_differ);
  g_test_add_func ("/pos/key-reused", test_key_reused);
  g_test_add_func ("/pos/quotes-change-nothing", test_quotes_change_nothing);
  g_test_add_func ("/pos/returns-in-any-order", test_returns_in_any_order);
  g_test_add_func ("/pos/phone-in-any-form", test_phone_in_any_form);
  g_test_add_func ("/pos/card-is-claimed", test_card_is_claimed);
  g_test_add_func ("/pos/virtual-cards", test_virtual_cards);
  g_test_add_func ("/pos/virtual-card-is-taken", test_virtual_card_is_taken);

  g_test_add_func ("/pos/people-are-audited", test_people_are_audited);

  laurel_test_chains_begin ();
  status = g_test_run ();
  laurel_test_chains_end ();

  return status;
}
