/* test-evaluate.c - what receipts would cost by some programs, and look-ups for who writes them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A sandbox with four products, a program of two discounts that displace each other in a group, and
 * Maria, who bought coffee for 1000.00 on 11 January 2026 and got 15 % off. She has become a friend
 * by it, and has 42.50 points that are active from 25 January on.
 */

#include <glib.h>
#include <string.h>

#include "server/wire/laurel-wire-case.h"
#include "tests/http/office/laurel-test-office.h"

static char *maria;
static char *card;
static char *sale;

static const char goods[] =
    "insert into laurel.product_groups values ('drinks', null, 'Drinks', 1), "
    "  ('hot', 'drinks', 'Hot drinks', 1);"
    "insert into laurel.products (product, name, product_group, price) values"
    "  ('C1', 'Coffee Кофе зерновой', 'hot', 50000), ('C2', 'Instant coffee', 'hot', 20000),"
    "  ('T1', 'Tea Чай с кофейным вкусом', 'drinks', 30000), ('100%', 'Orange_juice', null, null);"
    "insert into laurel.product_segments values ('coffee', 'C1'), ('coffee', 'C2'),"
    "  ('sale', 'C1');"
    "insert into laurel.stores (store, name, channel) values ('S1', 'First', 'store');"
    "insert into laurel.store_segments values ('centre', 'S1');"
    "update laurel.catalog_state set version = version + 1";

#define LEVELS(friend)                                                                             \
  "\"levels\":{\"basis\":\"lifetime\",\"downgrade\":\"never\",\"list\":["                          \
  "{\"id\":\"start\",\"name\":\"Start\",\"threshold\":0,\"accrual\":500},"                         \
  "{\"id\":\"friend\",\"name\":\"Friend\",\"order\":1,\"threshold\":" friend ",\"accrual\":500}]}"

#define PROGRAM(coffee, levels)                                                                    \
  "{\"format\":1,\"currency\":\"RUB\",\"time_zone\":\"Europe/Moscow\","                            \
  "\"points\":{\"money_per_point\":100},"                                                          \
  "\"accrual\":{\"on_discounted\":true,\"activation_days\":14,\"rounding\":{\"unit\":1},"          \
  "\"expiry\":{\"kind\":\"none\"}}," levels ",\"redemption\":{\"max_share\":5000},"                \
  "\"discounts\":{\"id\":\"root\",\"name\":\"All\",\"kind\":\"group\",\"children\":["              \
  "{\"id\":\"best\",\"name\":\"The best of\",\"kind\":\"group\",\"combine\":\"max\","              \
  "\"scope\":\"line\",\"children\":["                                                              \
  "{\"id\":\"friends\",\"name\":\"Friends\",\"kind\":\"discount\","                                \
  "\"when\":{\"type\":\"level\",\"ids\":[\"friend\"]},"                                            \
  "\"reward\":{\"type\":\"percent\",\"rate\":1000}},"                                              \
  "{\"id\":\"coffee\",\"name\":\"Coffee\",\"kind\":\"discount\","                                  \
  "\"target\":{\"segments\":[\"coffee\"]},"                                                        \
  "\"reward\":{\"type\":\"percent\",\"rate\":" coffee "}}]},"                                      \
  "{\"id\":\"night\",\"name\":\"At night\",\"kind\":\"group\","                                    \
  "\"when\":{\"type\":\"time\",\"from\":\"01:00\",\"to\":\"02:00\"},\"children\":["                \
  "{\"id\":\"owl\",\"name\":\"Owls\",\"kind\":\"discount\","                                       \
  "\"reward\":{\"type\":\"percent\",\"rate\":1000}}]}]}}"

#define FIRST PROGRAM ("1500", LEVELS ("50000"))

#define COFFEE "{\"n\":1,\"product\":\"C1\",\"quantity\":2000,\"price\":50000}"

static void
tell_the_story (void)
{
  json_t          *answer = NULL;
  g_autofree char *body = NULL;

  laurel_test_run_sql (goods);
  laurel_test_publish (FIRST);
  answer = laurel_test_operate ("/v1/pos/clients",
                                "{\"time\":\"2026-01-10T12:00:00+03:00\",\"phone\":"
                                "\"+79161234567\",\"first_name\":\"Мария\",\"gender\":\"f\","
                                "\"birth_date\":\"1990-05-05\",\"issue_card\":true}");
  maria = laurel_test_dup_text (answer, "client");
  card = laurel_test_dup_text (json_object_get (answer, "card"), "number");
  json_decref (answer);

  laurel_test_set_clock ("2026-01-11T10:00:00+03:00");
  body = g_strdup_printf ("{\"time\":\"2026-01-11T10:00:00+03:00\",\"card\":\"%s\",\"receipt\":"
                          "\"R1\",\"store\":\"S1\",\"lines\":[" COFFEE "]}",
                          card);
  answer = laurel_test_operate ("/v1/pos/sales", body);
  sale = laurel_test_dup_text (answer, "sale");
  json_decref (answer);
}

/* === Answers ================================================================================== */

static json_t *
ask (const char *format, ...)
{
  g_autofree char *body = NULL;
  va_list          arguments;

  va_start (arguments, format);
  body = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  return laurel_test_ask_as ("Evaluated", "/v1/program/evaluate", body);
}

static json_t *
get_by (json_t *answer, gsize i)
{
  json_t *by = json_array_get (json_object_get (answer, "results"), i);

  g_assert_nonnull (by);

  return by;
}

static json_int_t
get_total (json_t *answer, gsize i, const char *name)
{
  return laurel_test_get_number (
      json_object_get (json_object_get (get_by (answer, i), "result"), "totals"),
      name);
}

static void
assert_text (json_t *object, const char *name, const char *text)
{
  g_assert_cmpstr (json_string_value (json_object_get (object, name)), ==, text);
}

static void
test_sale_of_the_journal (void)
{
  json_t *answer = ask ("{\"versions\":[1,\"current\"],\"receipt\":{\"sale\":\"%s\"}}", sale);
  json_t *result = json_object_get (get_by (answer, 0), "result");
  json_t *explain = json_object_get (result, "explain");
  json_t *names = json_object_get (get_by (answer, 0), "names");

  g_test_summary ("A sale is priced again by its own facts, whatever has become of its buyer");

  assert_text (answer, "facts", "then");
  assert_text (json_object_get (answer, "client"), "level", "start");
  assert_text (json_object_get (answer, "products"), "C1", "Coffee Кофе зерновой");
  g_assert_cmpint (get_total (answer, 0, "discount"), ==, 15000);
  g_assert_cmpint (get_total (answer, 0, "points"), ==, 4250);
  g_assert_true (json_equal (result, json_object_get (get_by (answer, 1), "result")));
  g_assert_cmpint (laurel_test_get_number (get_by (answer, 1), "number"), ==, 1);
  g_assert_cmpuint (json_array_size (explain), ==, 3);
  assert_text (json_array_get (explain, 0), "outcome", "condition");
  assert_text (json_array_get (explain, 1), "outcome", "applied");
  assert_text (names, "best", "The best of");
  assert_text (names, "coffee", "Coffee");
  json_decref (answer);
}

static void
test_receipt_names_groups (void)
{
  g_autofree char *target = g_strdup_printf ("/v1/sales/%s", sale);
  json_t          *view = laurel_test_read_as ("SaleView", target);
  json_t          *owl = json_array_get (json_object_get (view, "explain"), 2);

  assert_text (owl, "name", "Owls");
  assert_text (owl, "node", "night");
  assert_text (owl, "node_name", "At night");
  json_decref (view);
}

static void
test_costs_of_a_store (void)
{
  json_t *costs = laurel_test_read_as ("DiscountCosts", "/v1/reports/discounts?store=S1&limit=1");
  json_t *coffee = json_array_get (json_object_get (costs, "items"), 0);

  assert_text (coffee, "id", "coffee");
  g_assert_cmpint (laurel_test_get_number (coffee, "money"), ==, 15000);
  g_assert_cmpint (laurel_test_get_number (coffee, "clients"), ==, 1);
  g_assert_nonnull (json_object_get (costs, "next"));
  json_decref (costs);
  /* And what the last test of questions has bought. */
  laurel_test_assert_pages_fit ("DiscountCosts", "/v1/reports/discounts", 4);
}

static void
test_sale_with_facts_of_now (void)
{
  json_t *answer =
      ask ("{\"receipt\":{\"sale\":\"%s\",\"client\":\"%s\"},\"at\":\"2026-01-25T00:00:00+03:00\"}",
           sale,
           maria);
  json_t *client = json_object_get (answer, "client");

  g_test_summary (
      "Named again, the buyer is who they are now, with points that are active by then");

  assert_text (answer, "facts", "now");
  assert_text (client, "level", "friend");
  g_assert_cmpint (laurel_test_get_number (client, "available_points"), ==, 4250);
  assert_text (json_object_get (answer, "receipt"), "time", "2026-01-24T21:00:00Z");
  assert_text (
      json_array_get (json_object_get (json_object_get (get_by (answer, 0), "result"), "explain"),
                      0),
      "outcome",
      "displaced");
  json_decref (answer);
}

/* The facts for one way to name the buyer. */
static void
assert_facts (const char *member, const char *value, json_t *facts)
{
  json_t *answer = ask ("{\"receipt\":{\"%s\":\"%s\",\"lines\":[" COFFEE "]}}", member, value);

  assert_text (answer, "facts", "now");
  g_assert_true (json_equal (json_object_get (answer, "client"), facts));
  json_decref (answer);
}

static void
test_real_client (void)
{
  g_autofree char *target = g_strdup_printf ("/v1/clients/%s/facts", maria);
  json_t          *view = laurel_test_read_as ("ClientFacts", target);
  json_t          *facts = json_object_get (view, "facts");
  json_t          *again = NULL;
  g_autofree char *text = json_dumps (facts, JSON_COMPACT);

  assert_text (view, "level_name", "Friend");
  assert_text (facts, "gender", "f");
  g_assert_cmpint (laurel_test_get_number (facts, "turnover"), ==, 85000);
  g_assert_cmpint (laurel_test_get_number (facts, "purchase_count"), ==, 1);
  assert_facts ("client", maria, facts);
  assert_facts ("card", card, facts);
  assert_facts ("phone", "8 (916) 123-45-67", facts);

  /* What was answered can be asked about as it is. */
  again = ask ("{\"receipt\":{\"lines\":[" COFFEE "]},\"client\":%s}", text);
  assert_text (again, "facts", "made_up");
  g_assert_true (json_equal (json_object_get (again, "client"), facts));
  json_decref (again);
  json_decref (view);
}

static void
test_nobody (void)
{
  json_t *answer = ask (
      "{\"receipt\":{\"card\":\"0000\",\"time\":\"2026-01-11T10:00:00+03:00\",\"lines\":[" COFFEE
      "]}}");

  g_test_summary ("A card that nobody has may be looked at as well: as an anonymous receipt");

  assert_text (answer, "facts", "none");
  g_assert_null (json_object_get (answer, "client"));
  g_assert_cmpint (get_total (answer, 0, "points"), ==, 0);
  json_decref (answer);
}

static void
test_made_up_client (void)
{
  json_t *answer = ask ("{\"receipt\":{\"redeem\":\"max\",\"lines\":[{\"n\":1,\"product\":\"T1\","
                        "\"quantity\":1000,\"price\":30000}]},"
                        "\"client\":{\"level\":\"friend\",\"available_points\":5000}}");

  g_assert_cmpint (get_total (answer, 0, "discount"), ==, 3000);
  g_assert_cmpint (get_total (answer, 0, "redeemed"), ==, 5000);
  json_decref (answer);

  /* A level that the program does not have is the question's fault, and the others go on. */
  answer = ask ("{\"receipt\":{\"lines\":[" COFFEE "]},\"client\":{\"level\":\"gold\"}}");
  assert_text (json_object_get (json_object_get (get_by (answer, 0), "result"), "error"),
               "code",
               "reference");
  json_decref (answer);
}

/* === Programs ================================================================================= */

static void
test_draft (void)
{
  static const char question[] =
      "{\"versions\":[1,\"draft\"],\"receipt\":{\"lines\":[" COFFEE "]}}";
  json_t *answer = NULL;

  g_test_summary ("The draft is taken as it is saved, each revision anew");

  for (guint i = 0; i < 2; i++)
    {
      laurel_test_manage ("PUT",
                          "/v1/program/draft",
                          i == 0 ? PROGRAM ("2000", LEVELS ("50000"))
                                 : PROGRAM ("3000", LEVELS ("50000")));

      for (guint k = 0; k < 2; k++)
        {
          answer = ask (question);
          g_assert_cmpint (get_total (answer, 0, "discount"), ==, 15000);
          g_assert_cmpint (get_total (answer, 1, "discount"), ==, i == 0 ? 20000 : 30000);
          json_decref (answer);
        }
    }

  /* Compiled, the draft follows a change of the goods. */
  laurel_test_run_sql ("delete from laurel.product_segments where product = 'C1';"
                       "update laurel.catalog_state set version = version + 1;"
                       "notify laurel_program");
  for (guint i = 0; i < 100; i++)
    {
      json_int_t discount = 0;

      answer = ask (question);
      discount = get_total (answer, 1, "discount");
      json_decref (answer);
      if (discount == 0)
        break;

      g_usleep (G_USEC_PER_SEC / 20);
      g_assert_cmpuint (i, <, 99);
    }

  laurel_test_run_sql ("insert into laurel.product_segments values ('coffee', 'C1'),"
                       "  ('sale', 'C1');"
                       "update laurel.catalog_state set version = version + 1;"
                       "notify laurel_program");
}

static void
test_faulty_draft (void)
{
  json_t *answer = NULL;
  json_t *errors = NULL;

  laurel_test_manage ("PUT",
                      "/v1/program/draft",
                      "{\"format\":1,\"discounts\":{\"id\":\"root\",\"kind\":\"group\","
                      "\"children\":[{\"id\":\"root\",\"kind\":\"discount\",\"reward\":"
                      "{\"type\":\"percent\",\"rate\":10001}}]}}");
  answer = ask ("{\"versions\":[\"draft\",\"current\"],\"receipt\":{\"lines\":[" COFFEE "]}}");
  errors = json_object_get (get_by (answer, 0), "errors");
  g_assert_cmpuint (json_array_size (errors), >=, 1);
  assert_text (json_array_get (errors, 0), "path", "/discounts/children/0/reward/rate");
  g_assert_null (json_object_get (get_by (answer, 0), "result"));
  g_assert_cmpint (laurel_test_get_number (get_by (answer, 0), "revision"), >=, 1);
  g_assert_cmpint (get_total (answer, 1, "gross"), ==, 100000);
  json_decref (answer);
}

static void
test_program_brought_along (void)
{
  json_t *answer = ask ("{\"versions\":[\"current\"],\"program\":%s,"
                        "\"receipt\":{\"store\":\"S1\",\"lines\":[" COFFEE "]}}",
                        PROGRAM ("500", LEVELS ("1")));

  g_assert_cmpint (get_total (answer, 0, "discount"), >, 0);
  g_assert_cmpint (get_total (answer, 1, "discount"), ==, 5000);
  assert_text (get_by (answer, 1), "version", "program");
  json_decref (answer);

  /* With goods of its own, in which nothing is coffee. */
  answer = ask ("{\"versions\":[1],\"program\":%s,\"catalog\":{\"products\":{\"C1\":{}}},"
                "\"receipt\":{\"lines\":[" COFFEE "]}}",
                FIRST);
  g_assert_cmpint (get_total (answer, 0, "discount"), ==, 0);
  g_assert_cmpint (get_total (answer, 1, "discount"), ==, 0);
  json_decref (answer);
}

/* === Uses and promo codes ===================================================================== */

#define LIMITED                                                                                    \
  "{\"format\":1,\"time_zone\":\"Europe/Moscow\"," LEVELS (                                        \
      "50000") ",\"discounts\":{\"id\":\"root\","                                                  \
               "\"kind\":\"group\",\"children\":["                                                 \
               "{\"id\":\"hello\",\"kind\":\"discount\",\"limits\":{\"once\":true},"               \
               "\"reward\":{\"type\":\"amount\",\"amount\":100,\"per\":\"receipt\"}},"             \
               "{\"id\":\"first\",\"kind\":\"discount\",\"limits\":{\"total\":1},"                 \
               "\"reward\":{\"type\":\"amount\",\"amount\":1000,\"per\":\"receipt\"}},"            \
               "{\"id\":\"spring\",\"kind\":\"discount\",\"when\":{\"type\":\"promo_code\","       \
               "\"series\":[\"spring\"]},"                                                         \
               "\"reward\":{\"type\":\"amount\",\"amount\":10000,\"per\":\"receipt\"}}]}}"

/* A receipt of Maria's with a code that is written as people write it. */
#define WITH_CODE                                                                                  \
  "\"receipt\":{\"client\":\"%s\",\"promo_codes\":[\"Spring 26\"],\"lines\":[" COFFEE "]}"

static void
assert_message (json_t *answer, const char *code)
{
  json_t *messages = json_object_get (answer, "messages");

  g_assert_cmpuint (json_array_size (messages), ==, code != NULL);
  if (code != NULL)
    assert_text (json_array_get (messages, 0), "code", code);
}

static void
buy_with_code (void)
{
  g_autofree char *body = g_strdup_printf ("{\"time\":\"2026-01-11T10:00:00+03:00\",\"client\":\"%"
                                           "s\",\"receipt\":\"U1\",\"promo_codes\":"
                                           "[\"SPRING26\"],\"lines\":[" COFFEE "]}",
                                           maria);
  json_t          *answer = laurel_test_operate ("/v1/pos/sales", body);
  g_autofree char *of_sale = laurel_test_dup_text (answer, "sale");

  json_decref (answer);
  answer = ask ("{\"receipt\":{\"sale\":\"%s\"}}", of_sale);
  g_assert_cmpint (get_total (answer, 0, "discount"), ==, 11100);
  json_decref (answer);
}

static void
test_uses_and_codes (void)
{
  g_autofree char *target = g_strdup_printf ("/v1/clients/%s/facts", maria);
  json_t          *answer = NULL;
  json_t          *used = NULL;

  g_test_summary ("What was used really counts, until the question says otherwise");

  laurel_test_publish (LIMITED);
  laurel_test_manage ("POST",
                      "/v1/promo-code-series",
                      "{\"series\":\"spring\",\"name\":\"Spring\",\"kind\":\"shared\","
                      "\"uses_per_code\":1}");
  laurel_test_manage ("POST", "/v1/promo-code-series/spring/codes", "{\"codes\":[\"SPRING26\"]}");

  answer = ask ("{" WITH_CODE "}", maria);
  g_assert_cmpint (get_total (answer, 0, "discount"), ==, 11100);
  assert_message (answer, NULL);
  json_decref (answer);

  buy_with_code ();
  answer = ask ("{" WITH_CODE "}", maria);
  g_assert_cmpint (get_total (answer, 0, "discount"), ==, 0);
  assert_message (answer, "promo_code_used_up");
  json_decref (answer);

  answer = ask ("{\"usage\":{}," WITH_CODE "}", maria);
  g_assert_cmpint (get_total (answer, 0, "discount"), ==, 1000);
  json_decref (answer);

  answer =
      ask ("{\"usage\":{},\"promo_codes\":{\"Spring 26\":{\"series\":\"spring\"}}," WITH_CODE "}",
           maria);
  g_assert_cmpint (get_total (answer, 0, "discount"), ==, 11000);
  g_assert_null (json_object_get (answer, "messages"));
  json_decref (answer);

  answer = laurel_test_read_as ("ClientFacts", target);
  used = json_object_get (json_object_get (answer, "facts"), "usage");
  g_assert_cmpuint (json_object_size (used), ==, 1);
  g_assert_cmpint (laurel_test_get_number (json_object_get (used, "hello"), "count"), ==, 1);
  json_decref (answer);
}

/* === Refusals ================================================================================= */

static void
test_refusals (void)
{
  static const struct
  {
    const char *body;
    const char *paths; /* of all faults, in order */
  } rows[] = {
    { "{\"receipt\":{\"lines\":[{\"n\":1,\"product\":\"C1\",\"quantity\":0,\"price\":-1}]},\"x\":"
      "1}",
      "/receipt/lines/0/quantity /receipt/lines/0/price /x" },
    { "{}", "/receipt" },
    { "{\"versions\":[99,\"old\",1,1],\"receipt\":{\"lines\":[]}}", "/versions/1 /versions/3" },
    { "{\"versions\":[99],\"receipt\":{\"lines\":[]}}", "/versions/0" },
    { "{\"versions\":[1,2,3,4,5],\"receipt\":{\"lines\":[]}}", "/versions" },
    { "{\"receipt\":{\"sale\":\"1234\"}}", "/receipt/sale" },
    { "{\"receipt\":{\"sale\":\"?\"}}", "/receipt/sale" },
    { "{\"receipt\":{\"client\":\"1234\",\"lines\":[]}}", "/receipt/client" },
    { "{\"receipt\":{\"phone\":\"+70000000000\",\"lines\":[]}}", "/receipt/phone" },
    { "{\"receipt\":{\"phone\":\"x\",\"lines\":[]}}", "/receipt/phone" },
    { "{\"receipt\":{\"sale\":\"1234\",\"lines\":[]}}", "/receipt/lines" },
    { "{\"receipt\":{\"certificates\":[\"G1\"],\"lines\":[]}}", "/receipt/certificates" },
    { "{\"receipts\":[{\"lines\":[]},{\"id\":\"b\",\"client\":\"1234\",\"lines\":[]}]}",
      "/receipts/0/id" },
    { "{\"at\":\"today\",\"receipt\":{\"lines\":[]}}", "/at" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (LaurelTestAnswer) answer = laurel_test_call (laurel_test_office.server,
                                                              "POST",
                                                              "/v1/program/evaluate",
                                                              laurel_test_office.server->analyst,
                                                              rows[i].body);
      json_t *problem = laurel_test_parse (answer, 400);
      json_t *faults = json_object_get (problem, "errors");
      g_autoptr (GString) paths = g_string_new (NULL);

      for (gsize k = 0; k < json_array_size (faults); k++)
        g_string_append_printf (
            paths,
            "%s%s",
            k > 0 ? " " : "",
            json_string_value (json_object_get (json_array_get (faults, k), "path")));

      g_assert_cmpstr (paths->str, ==, rows[i].paths);
      json_decref (problem);
    }

  laurel_test_assert_refused ("/v1/clients/1234/facts",
                              laurel_test_office.server->analyst,
                              404,
                              "unknown_client");
}

/* === The contract's cases ===================================================================== */

static json_t *
call_case (json_t *question, guint *status)
{
  char *text = json_dumps (question, JSON_COMPACT);
  g_autoptr (LaurelTestAnswer) answer = laurel_test_call (laurel_test_office.server,
                                                          "POST",
                                                          "/v1/program/evaluate",
                                                          laurel_test_office.server->analyst,
                                                          text);
  json_t *value = json_loadb (answer->body->str, answer->body->len, 0, NULL);

  *status = answer->status;
  free (text);

  return value;
}

/* One receipt of a case, answered as the engine alone answers it. */
static void
assert_agrees (json_t *question, json_t *receipt, json_t *expected)
{
  guint   status = 0;
  json_t *answer = NULL;
  json_t *result = NULL;
  json_t *error = json_object_get (expected, "error");

  json_object_set_new (question, "receipts", json_pack ("[O]", receipt));
  answer = call_case (question, &status);

  /* What is wrong with its form is found before anything is priced. */
  if (status == 400)
    {
      g_assert_nonnull (error);
      g_assert_cmpuint (json_array_size (json_object_get (answer, "errors")), >, 0);
    }
  else
    {
      result = json_array_get (json_object_get (get_by (answer, 0), "results"), 0);

      if (error != NULL)
        g_assert_true (json_equal (json_object_get (result, "error"), error));
      else
        g_assert_true (json_equal (result, expected));
    }

  json_decref (answer);
}

/* A case that the engine alone does not answer at all. That a client's level is not there is a
 * fault of the program here, for another one may have it: whoever is not asked about may have any.
 */
static void
assert_faulty (json_t *question, json_t *expected)
{
  json_t     *error = json_object_get (expected, "error");
  const char *message = json_string_value (json_object_get (error, "message"));
  guint       status = 0;
  json_t     *answer = call_case (question, &status);

  if (!g_str_has_prefix (message, "/clients/"))
    g_assert_true (status == 400 || json_object_get (get_by (answer, 0), "errors") != NULL);

  json_decref (answer);
}

static void
test_case (const char *file)
{
  json_t *golden = json_load_file (file, 0, NULL);
  json_t *question = json_object_get (golden, "case");
  json_t *receipts = json_object_get (question, "receipts");
  json_t *expected = laurel_wire_price_case (question, LAUREL_PRICE_EXPLAIN);
  json_t *results = json_object_get (expected, "results");

  g_test_message ("%s", file);

  if (json_object_get (question, "catalog") == NULL)
    json_object_set_new (question, "catalog", json_object ());

  if (results == NULL)
    assert_faulty (question, expected);

  json_incref (receipts);

  /* A receipt that names no time is one of now, and no fault. */
  for (gsize i = 0; i < json_array_size (results); i++)
    if (json_object_get (json_array_get (receipts, i), "time") != NULL)
      assert_agrees (question, json_array_get (receipts, i), json_array_get (results, i));

  json_decref (receipts);
  json_decref (expected);
  json_decref (golden);
}

static void
test_cases (void)
{
  const char      *given = g_getenv ("LAUREL_SHARED");
  const char      *shared = given != NULL ? given : g_getenv ("LAUREL_SHARED_DEFAULT");
  g_autofree char *folder = g_build_filename (shared, "spec", "cases", NULL);
  GDir            *dir = g_dir_open (folder, 0, NULL);
  guint            n_cases = 0;

  g_test_summary ("A whole case of the contract is answered as the engine alone answers it");

  if (dir == NULL && given == NULL)
    {
      g_test_skip ("the folder of the contract's cases is not there");
      return;
    }

  g_assert_nonnull (dir);

  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    {
      g_autofree char *file = g_build_filename (folder, name, NULL);

      if (g_str_has_suffix (name, ".json"))
        {
          test_case (file);
          n_cases++;
        }
    }

  g_assert_cmpuint (n_cases, >, 0);
  g_dir_close (dir);
}

/* === Look-ups ================================================================================= */

/* The codes that @target finds, in order. */
static char *
dup_codes (const char *schema, const char *target, const char *member)
{
  json_t *list = laurel_test_read_as (schema, target);
  json_t *items = json_object_get (list, "items");
  g_autoptr (GString) codes = g_string_new (NULL);

  for (gsize i = 0; i < json_array_size (items); i++)
    g_string_append_printf (
        codes,
        "%s%s",
        i > 0 ? " " : "",
        json_string_value (json_object_get (json_array_get (items, i), member)));

  json_decref (list);

  return g_string_free (g_steal_pointer (&codes), FALSE);
}

static void
test_products (void)
{
  static const struct
  {
    const char *filter;
    const char *codes;
  } rows[] = {
    { "", "C1 C2 100% T1" },
    { "q=c1", "C1" },
    { "q=c", "C1 C2 100%" },   /* codes first, then by name: inside of "Orange_juice" too */
    { "q=coffee", "C1 C2" },   /* a name that begins with it comes first */
    { "q=COFFEE+inst", "C2" }, /* all words, in any order */
    { "q=%D0%9A%D0%9E%D0%A4%D0%95", "C1 T1" }, /* КОФЕ, a word or a part of one */
    { "q=%25", "100%" },                       /* a percent sign is none of LIKE's */
    { "q=_", "100%" },
    { "q=nothing", "" },
    { "segment=coffee", "C1 C2" },
    { "segment=sale&q=coffee", "C1" },
    { "group=hot", "C1 C2" },
    { "group=drinks", "C1 C2 T1" },
    { "group=none", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *target = g_strdup_printf ("/v1/products?%s", rows[i].filter);
      g_autofree char *codes = dup_codes ("Products", target, "product");

      g_assert_cmpstr (codes, ==, rows[i].codes);
    }

  laurel_test_assert_pages_fit ("Products", "/v1/products", 4);
  laurel_test_assert_pages_fit ("Products", "/v1/products?q=c", 3);
}

static void
test_product (void)
{
  json_t *product = laurel_test_read_as ("Product", "/v1/products/C1");

  assert_text (product, "name", "Coffee Кофе зерновой");
  assert_text (product, "group_name", "Hot drinks");
  g_assert_cmpint (laurel_test_get_number (product, "price"), ==, 50000);
  g_assert_cmpuint (json_array_size (json_object_get (product, "segments")), ==, 2);
  json_decref (product);
  laurel_test_assert_refused ("/v1/products/C9",
                              laurel_test_office.server->analyst,
                              404,
                              "unknown_product");
}

static void
test_groups_and_segments (void)
{
  g_autofree char *groups = dup_codes ("ProductGroups", "/v1/product-groups", "group");
  g_autofree char *products = dup_codes ("Segments", "/v1/segments/products", "segment");
  g_autofree char *stores = dup_codes ("Segments", "/v1/segments/stores", "segment");
  g_autofree char *clients = dup_codes ("Segments", "/v1/segments/clients", "segment");

  g_assert_cmpstr (groups, ==, "drinks hot");
  g_assert_cmpstr (products, ==, "coffee sale");
  g_assert_cmpstr (stores, ==, "centre");
  g_assert_cmpstr (clients, ==, "");
  laurel_test_assert_pages_fit ("ProductGroups", "/v1/product-groups", 2);
  laurel_test_assert_pages_fit ("Segments", "/v1/segments/products", 2);
}

static void
test_store_has_segments (void)
{
  json_t *list = laurel_test_read_as ("Stores", "/v1/stores");
  json_t *store = json_array_get (json_object_get (list, "items"), 0);
  json_t *segments = json_object_get (store, "segments");

  g_assert_cmpuint (json_array_size (segments), ==, 1);
  g_assert_cmpstr (json_string_value (json_array_get (segments, 0)), ==, "centre");
  json_decref (list);
}

static guint
name_segment (const char *target, const char *token, const char *body)
{
  g_autoptr (LaurelTestAnswer) answer =
      laurel_test_call (laurel_test_office.server, "PUT", target, token, body);

  return answer->status;
}

static void
test_segment_names (void)
{
  const LaurelTestServer *server = laurel_test_office.server;
  json_t                 *list = NULL;
  json_t                 *items = NULL;

  g_assert_cmpuint (
      name_segment ("/v1/segments/products/coffee", server->analyst, "{\"name\":\"x\"}"),
      ==,
      403);
  g_assert_cmpuint (name_segment ("/v1/segments/products/coffee", server->admin, "{\"name\":\"\"}"),
                    ==,
                    400);
  g_assert_cmpuint (name_segment ("/v1/segments/products/coffee", server->admin, "{\"names\":1}"),
                    ==,
                    400);

  /* Twice, and one that has no members yet. */
  g_assert_cmpuint (
      name_segment ("/v1/segments/products/coffee", server->admin, "{\"name\":\"x\"}"),
      ==,
      204);
  g_assert_cmpuint (
      name_segment ("/v1/segments/products/coffee", server->admin, "{\"name\":\"Кофе\"}"),
      ==,
      204);
  g_assert_cmpuint (
      name_segment ("/v1/segments/products/new", server->admin, "{\"name\":\"New ones\"}"),
      ==,
      204);

  list = laurel_test_read_as ("Segments", "/v1/segments/products");
  items = json_object_get (list, "items");
  g_assert_cmpuint (json_array_size (items), ==, 3);
  assert_text (json_array_get (items, 0), "name", "Кофе");
  g_assert_cmpint (laurel_test_get_number (json_array_get (items, 0), "size"), ==, 2);
  assert_text (json_array_get (items, 1), "segment", "new");
  g_assert_cmpint (laurel_test_get_number (json_array_get (items, 1), "size"), ==, 0);
  assert_text (json_array_get (items, 2), "name", "sale");
  json_decref (list);

  /* Who, and what it was called before: this fails where the row is not there. */
  laurel_test_run_sql ("select 1 / count (*) from laurel.audit where action = 'segment.name'"
                       " and subject = 'segment of products coffee'"
                       " and before = '{\"name\": \"x\"}' and after = '{\"name\": \"Кофе\"}'");
}

static void
test_tills_ask_nothing (void)
{
  static const char *const targets[] = {
    "/v1/products",        "/v1/products/C1",      "/v1/product-groups",  "/v1/segments/products",
    "/v1/segments/stores", "/v1/segments/clients", "/v1/clients/1/facts",
  };
  g_autoptr (LaurelTestAnswer) till = laurel_test_call (laurel_test_office.server,
                                                        "POST",
                                                        "/v1/program/evaluate",
                                                        laurel_test_office.server->till,
                                                        "{}");

  g_assert_cmpuint (till->status, ==, 403);

  for (gsize i = 0; i < G_N_ELEMENTS (targets); i++)
    {
      g_autoptr (LaurelTestAnswer) answer = laurel_test_call (laurel_test_office.server,
                                                              "GET",
                                                              targets[i],
                                                              laurel_test_office.server->till,
                                                              NULL);

      g_assert_cmpuint (answer->status, ==, 403);
    }
}

int
main (int argc, char *argv[])
{
  int result = 0;

  g_test_init (&argc, &argv, NULL);
  laurel_test_office_start ("2026-01-10T12:00:00+03:00");
  tell_the_story ();

  g_test_add_func ("/http/evaluate/sale", test_sale_of_the_journal);
  g_test_add_func ("/http/evaluate/receipt-names-groups", test_receipt_names_groups);
  g_test_add_func ("/http/costs/of-a-store", test_costs_of_a_store);
  g_test_add_func ("/http/evaluate/sale-with-facts-of-now", test_sale_with_facts_of_now);
  g_test_add_func ("/http/evaluate/real-client", test_real_client);
  g_test_add_func ("/http/evaluate/nobody", test_nobody);
  g_test_add_func ("/http/evaluate/made-up-client", test_made_up_client);
  g_test_add_func ("/http/evaluate/draft", test_draft);
  g_test_add_func ("/http/evaluate/faulty-draft", test_faulty_draft);
  g_test_add_func ("/http/evaluate/program-brought-along", test_program_brought_along);
  g_test_add_func ("/http/evaluate/refusals", test_refusals);
  g_test_add_func ("/http/evaluate/cases", test_cases);
  g_test_add_func ("/http/catalog/products", test_products);
  g_test_add_func ("/http/catalog/product", test_product);
  g_test_add_func ("/http/catalog/groups-and-segments", test_groups_and_segments);
  g_test_add_func ("/http/catalog/store", test_store_has_segments);
  g_test_add_func ("/http/catalog/segment-names", test_segment_names);
  g_test_add_func ("/http/catalog/tills", test_tills_ask_nothing);
  g_test_add_func ("/http/evaluate/uses-and-codes", test_uses_and_codes);

  result = g_test_run ();

  g_free (maria);
  g_free (card);
  g_free (sale);
  laurel_test_office_stop ();

  return result;
}
