/* test-promo-codes.c - what people do to series of promo codes and the codes in them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>
#include <unistd.h>

#include "server/wire/laurel-promo-code.h"
#include "tests/http/laurel-test-schema.h"
#include "tests/pos/laurel-test-shop.h"

#define SERIES  "/v1/promo-code-series"
#define TIME_MS 20000

/* Someone of @role, whose token is got by that name. */
static void
add_person (LaurelTestChain *chain, const char *role)
{
  g_autofree char *token = laurel_test_chain_dup_token (role);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, token, -1);
  g_autofree char *sql = g_strdup_printf (
      "with u as (insert into laurel.users (login, role, technical) values ('%s', '%s', true)"
      " returning id) insert into laurel.api_keys (hash, user_id) select decode ($1, 'hex'), id "
      "from u",
      role,
      role);

  g_free (laurel_test_chain_ask (chain, sql, hash));
}

static LaurelTestChain *
open_office (void)
{
  LaurelTestChain *chain = laurel_test_shop_open_limited ();

  add_person (chain, "analyst");
  add_person (chain, "marketer");

  return chain;
}

/* A marketer's call, whose answer fits the schema that the description names for it. */
static LaurelTestReply *
call_as (LaurelTestChain *chain,
         const char      *schema,
         const char      *method,
         const char      *target,
         const char      *text)
{
  g_autoptr (json_t) body = text != NULL ? json_loads (text, 0, NULL) : NULL;
  g_autoptr (LaurelTestReply) described =
      laurel_test_chain_call (chain, "GET", "/v1/openapi.json", NULL, NULL, NULL);
  LaurelTestReply *reply = laurel_test_chain_call (chain, method, target, "marketer", NULL, body);
  json_t *schemas = json_object_get (json_object_get (described->body, "components"), "schemas");
  g_autofree char *fault = NULL;

  g_test_message ("%s %s: %u %.500s", method, target, reply->status, reply->text);
  g_assert_nonnull (json_object_get (schemas, schema));
  fault = laurel_test_schema_find_fault (described->body,
                                         json_object_get (schemas, schema),
                                         reply->body);
  g_assert_cmpstr (fault, ==, NULL);

  return reply;
}

static void
assert_refused (LaurelTestChain *chain,
                const char      *method,
                const char      *target,
                const char      *text,
                guint            status,
                const char      *code)
{
  g_autoptr (LaurelTestReply) reply = call_as (chain, "Problem", method, target, text);

  g_assert_true (laurel_test_reply_refuses (reply, status, code));
}

/* What the last row of the audit says: who, what, to what, and whether it says what was before. */
static void
assert_audited (LaurelTestChain *chain, const char *expected)
{
  g_autofree char *row = laurel_test_chain_ask (
      chain,
      "select concat_ws (' ', user_name, action, subject, before is not null)"
      " from laurel.audit order by id desc limit 1",
      NULL);

  g_assert_cmpstr (row, ==, expected);
}

/* ---- series ---- */

static void
test_series (void)
{
  g_autoptr (LaurelTestChain) chain = open_office ();
  g_autoptr (LaurelTestReply) made =
      call_as (chain,
               "PromoSeries",
               "POST",
               SERIES,
               "{\"series\": \"march\", \"name\": \"March\", \"kind\": \"unique\","
               " \"valid_from\": \"2026-03-01\", \"valid_days\": 30, \"issue_limit\": 3}");
  g_autoptr (LaurelTestReply) read = NULL;
  g_autoptr (LaurelTestReply) changed = NULL;
  g_autoptr (LaurelTestReply) page = NULL;
  g_autoptr (LaurelTestReply) rest = NULL;
  g_autofree char *after = NULL;

  g_assert_cmpuint (made->status, ==, 201);
  g_assert_cmpint (laurel_test_reply_number (made, "uses_per_code"), ==, 1);
  g_assert_true (json_is_null (json_object_get (made->body, "uses_per_client")));
  assert_audited (chain, "marketer promo_code_series.add promo_code_series march f");

  read = call_as (chain, "PromoSeries", "GET", SERIES "/march", NULL);
  g_assert_true (json_equal (read->body, made->body));
  changed = call_as (chain,
                     "PromoSeries",
                     "PUT",
                     SERIES "/march",
                     "{\"name\": \"Spring\", \"enabled\": false, \"uses_per_client\": 2,"
                     " \"kind\": \"unique\"}");
  g_assert_cmpstr (laurel_test_reply_text (changed, "name"), ==, "Spring");
  g_assert_cmpint (laurel_test_reply_number (changed, "revision"), ==, 2);
  g_assert_true (json_is_null (json_object_get (changed->body, "issue_limit")));
  assert_audited (chain, "marketer promo_code_series.change promo_code_series march t");

  page = call_as (chain, "PromoSeriesList", "GET", SERIES "?limit=2", NULL);
  g_assert_cmpuint (json_array_size (json_object_get (page->body, "items")), ==, 2);
  after = g_strdup_printf (SERIES "?after=%s", laurel_test_reply_text (page, "next"));
  rest = call_as (chain, "PromoSeriesList", "GET", after, NULL);
  g_assert_cmpuint (json_array_size (json_object_get (rest->body, "items")), ==, 1);
  g_assert_null (json_object_get (rest->body, "next"));
}

static void
test_series_refusals (void)
{
  static const char march[] = "{\"series\": \"march\", \"name\": \"March\", \"kind\": \"shared\"}";

  g_autoptr (LaurelTestChain) chain = open_office ();
  g_autoptr (LaurelTestReply) made = call_as (chain, "PromoSeries", "POST", SERIES, march);
  g_autoptr (LaurelTestReply) faulty = call_as (
      chain,
      "Problem",
      "POST",
      SERIES,
      "{\"series\": \"a b\", \"name\": \"\", \"kind\": \"odd\", \"valid_from\": \"2026-02-01\","
      " \"valid_to\": \"2026-01-01\", \"uses\": 1}");

  g_assert_cmpuint (made->status, ==, 201);
  g_assert_cmpuint (json_array_size (json_object_get (faulty->body, "errors")), ==, 5);
  assert_refused (chain, "POST", SERIES, march, 409, "series_taken");
  assert_refused (chain, "GET", SERIES "/april", NULL, 404, "unknown_series");
  assert_refused (chain, "PUT", SERIES "/april", "{\"name\": \"x\"}", 404, "unknown_series");
  assert_refused (chain,
                  "PUT",
                  SERIES "/march",
                  "{\"name\": \"x\", \"kind\": \"unique\"}",
                  400,
                  "settled");
  assert_refused (chain,
                  "PUT",
                  SERIES "/march",
                  "{\"name\": \"x\", \"uses_per_code\": 5}",
                  400,
                  "settled");
}

/* With If-Match only what was seen is changed. */
static guint
put_matching (LaurelTestChain *chain, const char *tag)
{
  g_autoptr (json_t) body = json_pack ("{s:s}", "name", "x");
  g_autofree char *request =
      laurel_test_chain_write ("PUT", SERIES "/word", "marketer", NULL, body);
  g_autofree char *header = g_strdup_printf ("\r\nIf-Match: %s\r\n", tag);
  char            *end = strstr (request, "\r\n");
  g_autofree char *first = g_strndup (request, (gsize) (end - request));
  g_autofree char *whole = g_strconcat (first, header, end + 2, NULL);
  int              fd = laurel_test_connect (chain->server);
  g_autoptr (LaurelTestReply) reply = NULL;

  g_assert_true (laurel_test_send (fd, whole, -1));
  reply = laurel_test_reply_receive (fd, TIME_MS);
  close (fd);

  return reply->status;
}

static void
test_if_match (void)
{
  g_autoptr (LaurelTestChain) chain = open_office ();

  g_assert_cmpuint (put_matching (chain, "\"2\""), ==, 412);
  g_assert_cmpuint (put_matching (chain, "\"1\""), ==, 200);
  g_assert_cmpuint (put_matching (chain, "\"1\""), ==, 412);
  g_assert_cmpuint (put_matching (chain, "*"), ==, 200);
}

/* ---- codes ---- */

static void
test_given_codes (void)
{
  g_autoptr (LaurelTestChain) chain = open_office ();
  g_autoptr (LaurelTestReply) issued = call_as (chain,
                                                "PromoCodesIssued",
                                                "POST",
                                                SERIES "/word/codes",
                                                "{\"codes\": [\"may-1\", \"may 2\"]}");
  g_autoptr (LaurelTestReply) twice =
      call_as (chain,
               "Problem",
               "POST",
               SERIES "/word/codes",
               "{\"codes\": [\"A\", \"a\", \"%\"], \"client\": \"?\"}");
  g_autoptr (LaurelTestReply) taken = call_as (chain,
                                               "Problem",
                                               "POST",
                                               SERIES "/unique/codes",
                                               "{\"codes\": [\"MAY2\", \"MAY3\"]}");
  g_autoptr (LaurelTestReply) sold = NULL;
  g_autoptr (LaurelTestReply) found = NULL;
  g_autofree char *body = NULL;

  g_assert_cmpuint (issued->status, ==, 201);
  g_assert_cmpint (laurel_test_reply_number (issued, "issued"), ==, 2);
  assert_audited (chain, "marketer promo_codes.issue promo_code_series word f");
  g_assert_cmpuint (json_array_size (json_object_get (twice->body, "errors")), ==, 3);
  g_assert_true (laurel_test_reply_refuses (taken, 409, "codes_taken"));
  g_assert_cmpstr (json_string_value (json_array_get (json_object_get (taken->body, "taken"), 0)),
                   ==,
                   "MAY2");
  assert_refused (chain,
                  "POST",
                  SERIES "/none/codes",
                  "{\"codes\": [\"X\"]}",
                  404,
                  "unknown_series");
  assert_refused (chain, "POST", SERIES "/word/codes", "{\"codes\": []}", 400, "range");
  /* A sale has an id, too, and is no client. */
  sold = laurel_test_shop_sell (chain, "s1", NULL, "A", NULL);
  body = g_strdup_printf ("{\"codes\": [\"X\"], \"client\": \"%s\"}",
                          laurel_test_reply_text (sold, "sale"));
  assert_refused (chain, "POST", SERIES "/word/codes", body, 422, "unknown_client");

  found = call_as (chain, "PromoCodes", "GET", "/v1/promo-codes?q=may&series=word", NULL);
  g_assert_cmpuint (json_array_size (json_object_get (found->body, "items")), ==, 2);
  assert_refused (chain, "GET", "/v1/promo-codes/MAY3", NULL, 404, "unknown_promo_code");
}

/* Every sign checks the others: each slip of one, and each swap of two neighbours, is found. */
static void
assert_checked (const char *code)
{
  gsize length = strlen (code) - 1;

  g_assert_cmpint (code[length], ==, laurel_promo_code_check_sign (code, length));

  for (gsize i = 0; i <= length; i++)
    {
      g_autofree char *slip = g_strdup (code);
      g_autofree char *swap = g_strdup (code);

      slip[i] = slip[i] == 'X' ? '7' : 'X';
      g_assert_cmpint (slip[length], !=, laurel_promo_code_check_sign (slip, length));

      if (i == length || swap[i] == swap[i + 1])
        continue;
      swap[i] = code[i + 1];
      swap[i + 1] = code[i];
      g_assert_cmpint (swap[length], !=, laurel_promo_code_check_sign (swap, length));
    }
}

/* A hundred thousand, and none of them like another. */
static void
test_generated_codes (void)
{
  g_autoptr (LaurelTestChain) chain = open_office ();
  gint64 start_us = g_get_monotonic_time ();
  g_autoptr (LaurelTestReply) issued =
      call_as (chain,
               "PromoCodesIssued",
               "POST",
               SERIES "/unique/codes",
               "{\"generate\": {\"count\": 100000, \"length\": 9, \"prefix\": \"sp-\"}}");
  g_autoptr (LaurelTestReply) listed = NULL;
  json_t *item = NULL;
  gsize   index = 0;

  g_assert_cmpuint (issued->status, ==, 201);
  g_test_message ("100,000 codes in %" G_GINT64_FORMAT " ms",
                  (g_get_monotonic_time () - start_us) / 1000);
  g_assert_cmpint (
      laurel_test_shop_count (chain,
                              "select issued + (select count (*) from laurel.promo_codes"
                              "   where series = 'unique' and code ~ '^SP-[2-9A-HJKMNP-Z]{9}$')"
                              " from laurel.promo_code_series where series = 'unique'"),
      ==,
      200001);

  listed = call_as (chain, "PromoCodes", "GET", "/v1/promo-codes?q=SP-&limit=100", NULL);
  g_assert_cmpuint (json_array_size (json_object_get (listed->body, "items")), ==, 100);
  json_array_foreach (json_object_get (listed->body, "items"), index, item)
      assert_checked (json_string_value (json_object_get (item, "code")) + strlen ("SP-"));

  assert_refused (chain,
                  "POST",
                  SERIES "/unique/codes",
                  "{\"generate\": {\"count\": 100000, \"length\": 5}}",
                  400,
                  "range");
  g_assert_true (laurel_test_chain_audit (chain));
}

static void
test_issue_limit (void)
{
  g_autoptr (LaurelTestChain) chain = open_office ();
  g_autoptr (LaurelTestReply) put = call_as (chain,
                                             "PromoSeries",
                                             "PUT",
                                             SERIES "/word",
                                             "{\"name\": \"x\", \"issue_limit\": 3}");
  g_autoptr (LaurelTestReply) many =
      call_as (chain, "Problem", "POST", SERIES "/word/codes", "{\"generate\": {\"count\": 3}}");
  g_autoptr (LaurelTestReply) two = call_as (chain,
                                             "PromoCodesIssued",
                                             "POST",
                                             SERIES "/word/codes",
                                             "{\"generate\": {\"count\": 2}}");

  g_assert_cmpuint (put->status, ==, 200);
  g_assert_true (laurel_test_reply_refuses (many, 422, "issue_limit"));
  g_assert_cmpint (laurel_test_reply_number (many, "room"), ==, 2);
  g_assert_cmpuint (two->status, ==, 201);
  assert_refused (chain,
                  "PUT",
                  SERIES "/word",
                  "{\"name\": \"x\", \"issue_limit\": 2}",
                  400,
                  "range");
}

/* Where a code went: to whom, in which sales, and what came back. */
static void
test_one_code (void)
{
  g_autoptr (LaurelTestChain) chain = open_office ();
  g_autoptr (LaurelTestReply) sold = NULL;
  g_autoptr (LaurelTestReply) code = NULL;
  g_autoptr (LaurelTestReply) word = NULL;
  json_t *sales = NULL;

  laurel_test_shop_issue (chain, "1", 0, 0);
  sold = laurel_test_shop_sell (chain, "s1", "1", "coded", "LAST");
  code = call_as (chain, "PromoCode", "GET", "/v1/promo-codes/last", NULL);
  sales = json_object_get (code->body, "sales");
  g_assert_cmpstr (laurel_test_reply_text (code, "state"), ==, "used_up");
  g_assert_cmpint (laurel_test_reply_number (code, "used"), ==, 1);
  g_assert_cmpuint (json_array_size (sales), ==, 1);
  g_assert_cmpstr (json_string_value (json_object_get (json_array_get (sales, 0), "sale")),
                   ==,
                   laurel_test_reply_text (sold, "sale"));

  word = call_as (chain, "PromoCode", "GET", "/v1/promo-codes/SPRING", NULL);
  g_assert_cmpstr (laurel_test_reply_text (word, "state"), ==, "active");
  g_assert_true (json_is_null (json_object_get (word->body, "used")));
  g_assert_cmpuint (json_array_size (json_object_get (word->body, "sales")), ==, 0);
}

/* A code of one client's own is nobody else's, and good for so many days from its issue. */
static void
test_own_code (void)
{
  g_autoptr (LaurelTestChain) chain = open_office ();
  g_autoptr (json_t) registration = json_pack ("{s:s, s:s, s:s}",
                                               "time",
                                               LAUREL_TEST_SHOP_NOW,
                                               "phone",
                                               "+79161234567",
                                               "card",
                                               "77");
  g_autoptr (LaurelTestReply) client =
      laurel_test_chain_call (chain, "POST", "/v1/pos/clients", "T1", "r1", registration);
  g_autoptr (LaurelTestReply) put = call_as (chain,
                                             "PromoSeries",
                                             "PUT",
                                             SERIES "/unique",
                                             "{\"name\": \"x\", \"valid_days\": 1}");
  g_autofree char *body = g_strdup_printf ("{\"codes\": [\"MINE\"], \"client\": \"%s\"}",
                                           laurel_test_reply_text (client, "client"));
  g_autoptr (LaurelTestReply) issued =
      call_as (chain, "PromoCodesIssued", "POST", SERIES "/unique/codes", body);
  g_autoptr (LaurelTestReply) code = NULL;
  g_autoptr (LaurelTestReply) other = NULL;
  g_autoptr (LaurelTestReply) own = NULL;

  g_assert_cmpuint (put->status, ==, 200);
  g_assert_cmpuint (issued->status, ==, 201);
  code = call_as (chain, "PromoCode", "GET", "/v1/promo-codes/MINE", NULL);
  g_assert_cmpstr (laurel_test_reply_text (code, "client"),
                   ==,
                   laurel_test_reply_text (client, "client"));
  g_assert_cmpstr (laurel_test_reply_text (code, "valid_to"), ==, "2026-03-03");

  other = laurel_test_shop_sell (chain, "s1", NULL, "coded", "MINE");
  g_assert_cmpint (laurel_test_shop_discount (other), ==, 0);
  g_assert_nonnull (strstr (other->text, "promo_code_of_another"));
  own = laurel_test_shop_sell (chain, "s2", "77", "coded", "MINE");
  g_assert_cmpint (laurel_test_shop_discount (own), ==, LAUREL_TEST_SHOP_TENTH);
  g_assert_true (laurel_test_chain_audit (chain));
}

/* ---- rights ---- */

static void
test_rights (void)
{
  static const struct
  {
    const char *method;
    const char *target;
    gboolean    writes;
  } calls[] = {
    { "GET", SERIES, FALSE },
    { "GET", SERIES "/word", FALSE },
    { "GET", "/v1/promo-codes", FALSE },
    { "GET", "/v1/promo-codes/SPRING", FALSE },
    { "POST", SERIES, TRUE },
    { "PUT", SERIES "/word", TRUE },
    { "POST", SERIES "/word/codes", TRUE },
  };
  g_autoptr (LaurelTestChain) chain = open_office ();
  g_autoptr (json_t) nothing = json_object ();

  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      json_t *body = calls[i].writes ? nothing : NULL;
      g_autoptr (LaurelTestReply) analyst =
          laurel_test_chain_call (chain, calls[i].method, calls[i].target, "analyst", NULL, body);
      g_autoptr (LaurelTestReply) till =
          laurel_test_chain_call (chain, calls[i].method, calls[i].target, "T1", NULL, body);
      g_autoptr (LaurelTestReply) marketer =
          laurel_test_chain_call (chain, calls[i].method, calls[i].target, "marketer", NULL, body);

      g_test_message ("%s %s", calls[i].method, calls[i].target);
      g_assert_cmpuint (analyst->status, ==, calls[i].writes ? 403 : 200);
      g_assert_cmpuint (till->status, ==, 403);
      g_assert_cmpuint (marketer->status, ==, calls[i].writes ? 400 : 200);
    }
}

int
main (int argc, char **argv)
{
  int status = 0;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/promo-codes/series", test_series);
  g_test_add_func ("/promo-codes/series/refusals", test_series_refusals);
  g_test_add_func ("/promo-codes/series/if-match", test_if_match);
  g_test_add_func ("/promo-codes/given", test_given_codes);
  g_test_add_func ("/promo-codes/generated", test_generated_codes);
  g_test_add_func ("/promo-codes/issue-limit", test_issue_limit);
  g_test_add_func ("/promo-codes/one", test_one_code);
  g_test_add_func ("/promo-codes/own", test_own_code);
  g_test_add_func ("/promo-codes/rights", test_rights);

  laurel_test_chains_begin ();
  status = g_test_run ();
  laurel_test_chains_end ();

  return status;
}
