/* test-http-parts.c - the pure parts of the server's HTTP, without a server
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib.h>
#include <string.h>

#include "server/http/laurel-events.h"
#include "server/http/laurel-guard.h"
#include "server/http/laurel-instant.h"
#include "server/http/laurel-log.h"
#include "server/http/laurel-query.h"
#include "server/http/laurel-router.h"
#include "server/http/laurel-routes.h"
#include "server/http/laurel-throttle.h"
#include "server/services/laurel-clock.h"

/* ---- routes ---- */

static LaurelRouteMatch
match (LaurelRouter *router, const char *method, const char *path)
{
  return laurel_router_match (router, method, path, strlen (path));
}

static void
test_router (void)
{
  static const LaurelRoute rows[] = {
    { .method = "GET", .pattern = "/v1/sales/{sale}", .response = "A", .status = 200 },
    { .method = "GET", .pattern = "/v1/sales/sums", .response = "A", .status = 200 },
    { .method = "POST",
      .pattern = "/v1/sales/{sale}/returns",
      .request = "A",
      .body_limit = 1,
      .response = "A",
      .status = 201 },
    { .method = "DELETE", .pattern = "/v1/sales/{sale}", .status = 204 },
    { .method = "GET",
      .pattern = "/v1/stream",
      .flags = LAUREL_ROUTE_STREAM,
      .response = "A",
      .status = 200 },
  };
  GPtrArray *routes = g_ptr_array_new ();
  g_autoptr (LaurelRouter) router = NULL;
  g_autofree char *allow = NULL;
  LaurelRouteMatch found = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_ptr_array_add (routes, (gpointer) &rows[i]);
  router = laurel_router_new (routes);

  found = match (router, "GET", "/v1/sales/9f2c");
  g_assert_true (found.route == &rows[0]);
  g_assert_cmpuint (found.n_parameters, ==, 1);
  g_assert_cmpmem (found.names[0].start, found.names[0].length, "sale", 4);
  g_assert_cmpmem (found.values[0].start, found.values[0].length, "9f2c", 4);

  g_assert_true (match (router, "GET", "/v1/sales/sums").route == &rows[1]);
  g_assert_true (match (router, "HEAD", "/v1/sales/sums").route == &rows[1]);
  g_assert_true (match (router, "POST", "/v1/sales/1/returns").route == &rows[2]);
  g_assert_true (match (router, "DELETE", "/v1/sales/1").route == &rows[3]);

  g_assert_null (match (router, "HEAD", "/v1/stream").route);
  g_assert_true (match (router, "HEAD", "/v1/stream").path_known);
  g_assert_true (match (router, "PUT", "/v1/sales/1").path_known);
  g_assert_false (match (router, "GET", "/v1/sales/").path_known);
  g_assert_false (match (router, "GET", "/v1/sales").path_known);
  g_assert_false (match (router, "GET", "/v1/sales/1/").path_known);
  g_assert_false (match (router, "GET", "/1/2/3/4/5/6/7/8/9/10").path_known);

  allow = laurel_router_dup_allow (router, "/v1/sales/1", strlen ("/v1/sales/1"));
  g_assert_cmpstr (allow, ==, "GET, HEAD, DELETE");
}

static void
test_every_route_is_described (void)
{
  g_autoptr (GPtrArray) routes = laurel_routes_new ();

  for (guint i = 0; i < routes->len; i++)
    {
      const LaurelRoute *route = g_ptr_array_index (routes, i);

      g_test_message ("%s %s", route->method, route->pattern);
      g_assert_nonnull (route->handler);
      g_assert_nonnull (route->tag);
      g_assert_nonnull (route->summary);
      g_assert_cmpint (route->request != NULL, ==, route->body_limit > 0);
      g_assert_cmpint (route->response != NULL, ==, route->status != 204);
      g_assert_true (g_str_has_prefix (route->pattern, "/v1/pos/") ||
                     route->access != LAUREL_ROUTE_TILL);
    }
}

/* ---- query ---- */

static const LaurelQueryParameter table[] = {
  LAUREL_QUERY_PAGE,
  { "from", LAUREL_QUERY_DATE, "", .needed = TRUE },
  { "at", LAUREL_QUERY_INSTANT, "" },
  { "sort", LAUREL_QUERY_CHOICE, "", .choices = "name|turnover" },
  { "all", LAUREL_QUERY_BOOLEAN, "" },
  { NULL },
};

static void
test_query_is_read (void)
{
  g_autoptr (LaurelFaults) faults = laurel_faults_new ();
  g_autoptr (LaurelQuery) query =
      laurel_query_parse (table,
                          "limit=20&after=a%2Bb+c%D0%B9&from=2026-02-28&at=2026-11-22T12:00:00%"
                          "2B03:00&sort=turnover&all=true",
                          faults);

  g_assert_cmpuint (laurel_faults_get_n (faults), ==, 0);
  g_assert_cmpint (laurel_query_get_number (query, "limit", 0), ==, 20);
  g_assert_cmpstr (laurel_query_get (query, "after"), ==, "a+b cй");
  g_assert_cmpint (laurel_query_get_number (query, "from", 0), ==, 20512);
  g_assert_cmpint (laurel_query_get_number (query, "at", 0),
                   ==,
                   1795338000 * (gint64) G_USEC_PER_SEC);
  g_assert_cmpstr (laurel_query_get (query, "sort"), ==, "turnover");
  g_assert_cmpint (laurel_query_get_number (query, "all", 0), ==, 1);
}

static void
test_query_faults_are_all_told (void)
{
  static const struct
  {
    const char *text;
    const char *path;
    const char *code;
  } rows[] = {
    { "from=2026-01-01&limit=0", "?limit", "range" },
    { "from=2026-01-01&limit=501", "?limit", "range" },
    { "from=2026-01-01&limit=99999999999999999999", "?limit", "range" },
    { "from=2026-01-01&limit=1x", "?limit", "format" },
    { "from=2026-02-29", "?from", "format" },
    { "from=2026-01-01&from=2026-01-02", "?from", "format" },
    { "from=", "?from", "missing" },
    { "", "?from", "missing" },
    { "from=2026-01-01&at=yesterday", "?at", "format" },
    { "from=2026-01-01&sort=nam", "?sort", "format" },
    { "from=2026-01-01&sort=name|turnover", "?sort", "format" },
    { "from=2026-01-01&all=1", "?all", "format" },
    { "from=2026-01-01&other=1", "?other", "unknown_member" },
    { "from=2026-01-01&after=%ff", "?after", "format" },
    { "from=2026-01-01&after=%00", "?after", "format" },
    { "from=2026-01-01&after=%0a", "?after", "format" },
    { "from=2026-01-01&after=%4", "?after", "format" },
    { "from=2026-01-01&%0a=1", "?", "format" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (LaurelFaults) faults = laurel_faults_new ();
      g_autoptr (LaurelQuery) query = laurel_query_parse (table, rows[i].text, faults);

      g_test_message ("%s", rows[i].text);
      g_assert_cmpuint (laurel_faults_get_n (faults), >=, 1);
      g_assert_cmpstr (laurel_faults_get (faults, 0)->path, ==, rows[i].path);
      g_assert_cmpstr (laurel_faults_get (faults, 0)->code, ==, rows[i].code);
      g_assert_cmpint (laurel_query_get_number (query, "limit", -1), ==, -1);
    }
}

/* ---- the head ---- */

static void
test_accept (void)
{
  static const struct
  {
    const char *accept;
    gboolean    fits;
  } rows[] = {
    { NULL, TRUE },
    { "", TRUE },
    { "*/*", TRUE },
    { "application/*", TRUE },
    { "application/json", TRUE },
    { "text/html, application/json;q=0.9", TRUE },
    { "APPLICATION/JSON", TRUE },
    { "text/html", FALSE },
    { "text/*", FALSE },
    { "application/jsonx", FALSE },
    { "application/json;q=0", FALSE },
    { "application/json;q=0.000", FALSE },
    { "application/json;q=0.001", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s", rows[i].accept);
      g_assert_cmpint (laurel_guard_accepts (rows[i].accept, "application/json"), ==, rows[i].fits);
    }
}

static void
test_content_type (void)
{
  g_assert_true (laurel_guard_is_type (NULL, "application/json"));
  g_assert_true (laurel_guard_is_type ("application/json", "application/json"));
  g_assert_true (laurel_guard_is_type ("Application/JSON; charset=UTF-8", "application/json"));
  g_assert_true (laurel_guard_is_type ("application/json;charset=\"utf-8\"", "application/json"));
  g_assert_false (laurel_guard_is_type ("application/jsonp", "application/json"));
  g_assert_false (laurel_guard_is_type ("application/json; charset=latin1", "application/json"));
  g_assert_false (laurel_guard_is_type ("text/plain", "application/json"));
}

/* ---- throttle ---- */

static void
test_throttle (void)
{
  g_autoptr (LaurelThrottle) throttle = laurel_throttle_new (60, 3);
  gint64 now_us = 1000 * (gint64) G_USEC_PER_SEC;

  for (guint i = 0; i < 3; i++)
    g_assert_cmpuint (laurel_throttle_take (throttle, "a", now_us), ==, 0);

  g_assert_cmpuint (laurel_throttle_take (throttle, "a", now_us), >, 0);
  g_assert_cmpuint (laurel_throttle_take (throttle, "b", now_us), ==, 0);
  g_assert_cmpuint (laurel_throttle_take (throttle, "a", now_us + G_USEC_PER_SEC - 1), ==, 1);
  g_assert_cmpuint (laurel_throttle_take (throttle, "a", now_us + G_USEC_PER_SEC), ==, 0);
  g_assert_cmpuint (laurel_throttle_take (throttle, "a", now_us + G_USEC_PER_SEC), >, 0);

  /* Years later it is full again, and no fuller. */
  now_us = G_MAXINT64 / 2;
  for (guint i = 0; i < 3; i++)
    g_assert_cmpuint (laurel_throttle_take (throttle, "a", now_us), ==, 0);
  g_assert_cmpuint (laurel_throttle_take (throttle, "a", now_us), >, 0);
}

static void
test_throttle_is_bounded (void)
{
  g_autoptr (LaurelThrottle) throttle = laurel_throttle_new (1, 1);

  g_test_summary ("A stranger with a million addresses is served, and the memory stays");

  for (guint i = 0; i < 200000; i++)
    {
      char name[16];

      g_snprintf (name, sizeof name, "%u", i);
      g_assert_cmpuint (laurel_throttle_take (throttle, name, i), ==, 0);
    }
}

/* ---- events ---- */

static void
event_cb (guint64 id, GBytes *piece, gpointer user_data)
{
  g_string_append_len (user_data,
                       g_bytes_get_data (piece, NULL),
                       (gssize) g_bytes_get_size (piece));
}

static void
test_events (void)
{
  g_autoptr (LaurelEvents) events = laurel_events_new ();
  GString         *seen = g_string_new (NULL);
  guint64          first = laurel_events_get_last_id (events);
  g_autofree char *wanted =
      g_strdup_printf ("id: %" G_GUINT64_FORMAT "\nevent: sale\ndata: {\"document\":\"a\\nb\"}\n\n"
                       "id: %" G_GUINT64_FORMAT "\nevent: resync\ndata: {}\n\n",
                       first + 1,
                       first + 2);

  laurel_events_add_listener (events, event_cb, seen);
  g_assert_true (laurel_events_publish_payload (
      events,
      "{\"event\": \"sale\",\n \"data\": {\"document\": \"a\\nb\"}}"));
  laurel_events_resync (events);

  g_assert_false (laurel_events_publish_payload (events, "{\"event\": \"sa\\nle\", \"data\": {}}"));
  g_assert_false (laurel_events_publish_payload (events, "{\"event\": \"sale\", \"data\": 1}"));
  g_assert_false (laurel_events_publish_payload (events, "{\"data\": {}}"));
  g_assert_false (laurel_events_publish_payload (events, "sale"));

  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpstr (seen->str, ==, wanted);

  /* What was on its way when a listener went is not delivered any more. */
  laurel_events_resync (events);
  laurel_events_remove_listener (events, seen);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpstr (seen->str, ==, wanted);
  g_string_free (seen, TRUE);
}

/* ---- the rest ---- */

static void
test_log_cannot_be_forged (void)
{
  GString *line = g_string_new (NULL);

  laurel_log_append_string (line, "a\"b\\c\nd\r\x7f\x01é\xff");
  g_assert_cmpstr (line->str, ==, "\"a\\\"b\\\\c\\u000ad\\u000d\\u007f\\u0001é\xef\xbf\xbd\"");
  g_string_free (line, TRUE);
}

static void
test_instants (void)
{
  char text[LAUREL_INSTANT_SIZE];

  laurel_instant_format (0, text);
  g_assert_cmpstr (text, ==, "1970-01-01T00:00:00Z");
  laurel_instant_format (1795338000 * (gint64) G_USEC_PER_SEC + 999999, text);
  g_assert_cmpstr (text, ==, "2026-11-22T09:00:00Z");
}

static void
test_clock (void)
{
  g_autoptr (LaurelClock) real = laurel_clock_new_real ();
  g_autoptr (LaurelClock) sandbox = laurel_clock_new_sandbox (0);
  gint64 before_us = g_get_real_time ();

  g_assert_cmpint (laurel_clock_now_us (real), >=, before_us);
  g_assert_cmpint (laurel_clock_now_us (sandbox), >=, before_us);

  g_assert_true (laurel_clock_set (sandbox, 1000));
  g_assert_cmpint (laurel_clock_now_us (sandbox), ==, 1000);
  g_assert_true (laurel_clock_set (sandbox, 1000));
  g_assert_false (laurel_clock_set (sandbox, 999));
  g_assert_cmpint (laurel_clock_now_us (sandbox), ==, 1000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/http/parts/router", test_router);
  g_test_add_func ("/http/parts/every-route-is-described", test_every_route_is_described);
  g_test_add_func ("/http/parts/query/read", test_query_is_read);
  g_test_add_func ("/http/parts/query/faults", test_query_faults_are_all_told);
  g_test_add_func ("/http/parts/accept", test_accept);
  g_test_add_func ("/http/parts/content-type", test_content_type);
  g_test_add_func ("/http/parts/throttle/bucket", test_throttle);
  g_test_add_func ("/http/parts/throttle/bounded", test_throttle_is_bounded);
  g_test_add_func ("/http/parts/events", test_events);
  g_test_add_func ("/http/parts/log", test_log_cannot_be_forged);
  g_test_add_func ("/http/parts/instant", test_instants);
  g_test_add_func ("/http/parts/clock", test_clock);

  return g_test_run ();
}
