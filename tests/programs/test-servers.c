/* test-servers.c - a program is on every server within a second: told, asked for, at its date
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Servers here go by the system's clock. How long something takes depends on the machine, so it is
 * waited for, and what is measured is the order of things: never before its date.
 */

#include <string.h>
#include <unistd.h>

#include "tests/pos/laurel-test-chain.h"

#define WAIT_US (20 * G_USEC_PER_SEC)
/* Long enough to hand a program in on a busy machine. */
#define AHEAD_S 6

static LaurelTestServer *
start (LaurelTestChain *chain)
{
  static const char *const arguments[] = { "--workers", "1", NULL };

  return laurel_test_server_start_on (chain->conninfo, arguments);
}

static char *
write_program (gint rate)
{
  return g_strdup_printf ("{\"format\":1,\"discounts\":{\"id\":\"root\",\"kind\":\"group\","
                          "\"children\":[{\"id\":\"all\",\"kind\":\"discount\","
                          "\"reward\":{\"type\":\"percent\",\"rate\":%d}}]}}",
                          rate);
}

static void
manage (LaurelTestServer *server, const char *method, const char *target, const char *body)
{
  g_autofree char *token = laurel_test_chain_dup_token (NULL);
  g_autoptr (LaurelTestAnswer) answer = laurel_test_call (server, method, target, token, body);

  g_test_message ("%s: %u %s", target, answer->status, answer->body->str);
  g_assert_cmpuint (answer->status / 100, ==, 2);
}

static void
publish (LaurelTestServer *server, gint rate, const char *body)
{
  g_autofree char *program = write_program (rate);

  manage (server, "PUT", "/v1/program/draft", program);
  manage (server, "POST", "/v1/program/draft/publish", body);
}

/* By which program this server prices; 0: by none yet. A receipt's second is the next one: what is
 * published within a second does not hold from its beginning on. */
static gint64
get_version (LaurelTestServer *server)
{
  g_autofree char *token = laurel_test_chain_dup_token ("T1");
  g_autofree char *now = NULL;
  g_autofree char *body = NULL;
  g_autoptr (GDateTime) time =
      g_date_time_new_from_unix_utc (g_get_real_time () / G_USEC_PER_SEC + 1);
  g_autoptr (LaurelTestAnswer) answer = NULL;
  g_autoptr (json_t) quote = NULL;

  now = g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ");
  body = g_strdup_printf ("{\"time\":\"%s\",\"lines\":[{\"n\":1,\"product\":\"A\","
                          "\"quantity\":1000,\"price\":10000}]}",
                          now);
  answer = laurel_test_call (server, "POST", "/v1/pos/quotes", token, body);
  quote = json_loads (answer->body->str, 0, NULL);

  return json_integer_value (json_object_get (quote, "program_version"));
}

static void
wait_for_version (LaurelTestServer *server, gint64 version)
{
  gint64 end_us = g_get_monotonic_time () + WAIT_US;

  while (get_version (server) != version)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end_us);
      g_usleep (20000);
    }
}

static LaurelTestChain *
open_chain (void)
{
  LaurelTestChain *chain = laurel_test_chain_new ();
  g_autoptr (json_t) catalog = json_loads ("{\"stores\":{\"S1\":{}}}", 0, NULL);

  laurel_test_chain_add_catalog (chain, catalog);
  laurel_test_chain_add_till (chain, "T1", "S1");

  return chain;
}

static void
test_told (void)
{
  g_autoptr (LaurelTestChain) chain = open_chain ();
  LaurelTestServer *one = start (chain);
  LaurelTestServer *other = start (chain);

  g_test_summary ("What is published at one server is priced by at both");

  publish (one, 1000, "{}");
  g_assert_cmpint (get_version (one), ==, 1);
  wait_for_version (other, 1);
  publish (other, 2000, "{}");
  g_assert_cmpint (get_version (other), ==, 2);
  wait_for_version (one, 2);

  laurel_test_server_stop (one);
  laurel_test_server_stop (other);
}

static void
test_asked_for (void)
{
  static const char insert[] =
      "insert into laurel.programs (version, document, published_at, published_by)"
      " values (1, $1, now (), 'nobody')";

  g_autoptr (LaurelTestChain) chain = open_chain ();
  LaurelTestServer *one = start (chain);
  LaurelTestServer *other = start (chain);
  g_autofree char  *program = write_program (1000);

  g_test_summary ("A row that nobody has notified of is found by asking");

  g_free (laurel_test_chain_ask (chain, insert, program));
  wait_for_version (one, 1);
  wait_for_version (other, 1);

  laurel_test_server_stop (one);
  laurel_test_server_stop (other);
}

/* From a whole second on that is near. (transfer full): the body. */
static char *
publish_soon (LaurelTestServer *server, gint rate, gint64 *from)
{
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *text = NULL;
  char            *body = NULL;

  *from = g_get_real_time () / G_USEC_PER_SEC + AHEAD_S;
  time = g_date_time_new_from_unix_utc (*from);
  text = g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ");
  body = g_strdup_printf ("{\"from\":\"%s\"}", text);
  publish (server, rate, body);

  return body;
}

static void
test_at_its_date (void)
{
  g_autoptr (LaurelTestChain) chain = open_chain ();
  LaurelTestServer *one = start (chain);
  LaurelTestServer *other = start (chain);
  g_autofree char  *body = NULL;
  g_autofree char  *kept = NULL;
  gint64            from = 0;
  gint64            asked_us = 0;

  g_test_summary ("A scheduled program takes effect on both servers at its date, and not before");

  publish (one, 1000, "{}");
  wait_for_version (other, 1);
  body = publish_soon (one, 2000, &from);

  /* What was answered before the date was priced by the old one. */
  do
    {
      asked_us = g_get_real_time ();
      if (get_version (other) == 2)
        break;
      g_usleep (20000);
    }
  while (asked_us < from * G_USEC_PER_SEC + WAIT_US);

  g_assert_cmpint (g_get_real_time (), >=, from * G_USEC_PER_SEC);
  g_assert_cmpint (get_version (other), ==, 2);
  wait_for_version (one, 2);

  kept = laurel_test_chain_ask (chain,
                                "select extract (epoch from published_at)::bigint"
                                " from laurel.programs where version = 2",
                                NULL);
  g_assert_cmpint (g_ascii_strtoll (kept, NULL, 10), ==, from);

  laurel_test_server_stop (one);
  laurel_test_server_stop (other);
}

static void
test_while_all_were_down (void)
{
  static const char *const arguments[] = { "--workers", "1", NULL };

  g_autoptr (LaurelTestChain) chain = open_chain ();
  LaurelTestServer *server = start (chain);
  g_autofree char  *body = NULL;
  gint64            from = 0;

  g_test_summary ("What was due while no server ran holds from the first answer on");

  publish (server, 1000, "{}");
  body = publish_soon (server, 2000, &from);
  laurel_test_server_end (server);

  while (g_get_real_time () <= from * G_USEC_PER_SEC)
    g_usleep (20000);

  laurel_test_server_restart (server, arguments);
  g_assert_cmpint (get_version (server), ==, 2);
  laurel_test_server_stop (server);
}

int
main (int argc, char **argv)
{
  int result = 0;

  g_test_init (&argc, &argv, NULL);
  laurel_test_chains_begin ();

  g_test_add_func ("/servers/told", test_told);
  g_test_add_func ("/servers/asked-for", test_asked_for);
  g_test_add_func ("/servers/at-its-date", test_at_its_date);
  g_test_add_func ("/servers/while-all-were-down", test_while_all_were_down);

  result = g_test_run ();
  laurel_test_chains_end ();

  return result;
}
