/* test-http-hostile.c - requests that two programs could read differently, and other bad manners
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every row is a connection of its own to a real server. After all of them it must still answer,
 * and hold as many descriptors as before.
 */

#include <glib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tests/http/laurel-test-server.h"

#define HOST    "Host: laurel\r\n"
#define JSON    "Content-Type: application/json\r\n"
#define CLOSE   "Connection: close\r\n"
#define REFRESH "POST /v1/session/refresh HTTP/1.1\r\n" HOST JSON
/* A second request, for a body that is taken for one. */
#define SMUGGLED "GET /health/live HTTP/1.1\r\n" HOST CLOSE "\r\n"
#define LIVE     "\"status\":\"live\""

#define ANSWER_MS 9000

static LaurelTestServer *server;

/**
 * Row:
 * @status: what is answered; 0: the connection ends without an answer
 * @code: (nullable): of the problem document
 * @n_live: how many times the call in SMUGGLED may have been made
 */
typedef struct
{
  const char *name;
  const char *request;
  gsize       size; /* 0: up to the end of the string */
  guint       status;
  const char *code;
  guint       n_live;
} Row;

static const Row rows[] = {
  { "length/two-different",
    REFRESH "Content-Length: 2\r\nContent-Length: 5\r\n\r\n{}" SMUGGLED,
    0,
    400,
    "bad_request",
    0 },
  { "length/two-equal",
    REFRESH "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}",
    0,
    400,
    "bad_request",
    0 },
  { "length/with-chunked",
    REFRESH "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" SMUGGLED,
    0,
    400,
    "bad_request",
    0 },
  { "length/chunked-first",
    REFRESH "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n" SMUGGLED,
    0,
    400,
    "bad_request",
    0 },
  { "length/space-before-colon",
    REFRESH "Content-Length : 60\r\n\r\n" SMUGGLED,
    0,
    400,
    "bad_request",
    0 },
  { "length/plus", REFRESH "Content-Length: +2\r\n\r\n{}", 0, 400, NULL, 0 },
  { "length/minus", REFRESH "Content-Length: -2\r\n\r\n{}", 0, 400, NULL, 0 },
  { "length/hexadecimal", REFRESH "Content-Length: 0x2\r\n\r\n{}", 0, 400, NULL, 0 },
  { "length/list", REFRESH "Content-Length: 2, 2\r\n\r\n{}", 0, 400, NULL, 0 },
  { "length/empty", REFRESH "Content-Length:\r\n\r\n{}", 0, 400, NULL, 0 },
  { "length/beyond-64-bits",
    REFRESH "Content-Length: 18446744073709551621\r\n\r\n{}",
    0,
    413,
    NULL,
    0 },
  { "length/64-bits", REFRESH "Content-Length: 18446744073709551615\r\n\r\n{}", 0, 400, NULL, 0 },
  { "length/missing", REFRESH "\r\n" SMUGGLED, 0, 411, "length_required", 0 },
  { "length/too-large", REFRESH "Content-Length: 4097\r\n\r\n", 0, 413, "too_large", 0 },
  { "length/of-get",
    "GET /health/live HTTP/1.1\r\n" HOST "Content-Length: 2\r\n\r\n{}",
    0,
    413,
    "too_large",
    0 },
  { "length/body-cut-off", REFRESH "Content-Length: 20\r\n\r\n{}", 0, 0, NULL, 0 },

  { "encoding/chunked",
    REFRESH "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n" SMUGGLED,
    0,
    411,
    "length_required",
    0 },
  { "encoding/two",
    REFRESH "Transfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n\r\n0\r\n\r\n",
    0,
    411,
    NULL,
    0 },
  { "encoding/unknown", REFRESH "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", 0, 411, NULL, 0 },
  { "encoding/gzip-chunked",
    REFRESH "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
    0,
    411,
    NULL,
    0 },
  { "encoding/space-before-colon",
    REFRESH "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n" SMUGGLED,
    0,
    400,
    "bad_request",
    0 },
  { "encoding/bad-chunk",
    REFRESH "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n",
    0,
    411,
    NULL,
    0 },
  { "encoding/in-http-1.0",
    "POST /v1/session HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    0,
    411,
    NULL,
    0 },
  { "encoding/content-gzip",
    REFRESH "Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}",
    0,
    415,
    "bad_encoding",
    0 },

  { "head/two-hosts", "GET /health/live HTTP/1.1\r\n" HOST HOST "\r\n", 0, 400, "bad_request", 0 },
  { "head/empty-host", "GET /health/live HTTP/1.1\r\nHost:\r\n\r\n", 0, 400, NULL, 0 },
  { "head/odd-host", "GET /health/live HTTP/1.1\r\nHost: a/b@c\r\n\r\n", 0, 400, "bad_request", 0 },
  { "head/no-host", "GET /health/live HTTP/1.1\r\n\r\n", 0, 400, NULL, 0 },
  { "head/bare-carriage-return",
    "GET /health/live HTTP/1.1\r\n" HOST "X: a\rb\r\n\r\n",
    0,
    400,
    "bad_request",
    0 },
  { "head/control-character",
    "GET /health/live HTTP/1.1\r\n" HOST "X: a\x01\r\n\r\n",
    0,
    400,
    "bad_request",
    0 },
  { "head/odd-name",
    "GET /health/live HTTP/1.1\r\n" HOST "X(y): a\r\n\r\n",
    0,
    400,
    "bad_request",
    0 },
  { "head/two-credentials",
    "GET /v1/server HTTP/1.1\r\n" HOST "Authorization: Bearer a\r\nAuthorization: Bearer b\r\n\r\n",
    0,
    400,
    "bad_request",
    0 },
  { "head/other-expectation",
    "GET /health/live HTTP/1.1\r\n" HOST "Expect: tea\r\n\r\n",
    0,
    417,
    "bad_expectation",
    0 },

  { "target/nul-escape", "GET /health/%00live HTTP/1.1\r\n" HOST "\r\n", 0, 400, "bad_target", 0 },
  { "target/slash-escape", "GET /health%2Flive HTTP/1.1\r\n" HOST "\r\n", 0, 400, "bad_target", 0 },
  { "target/not-ascii", "GET /health/\xc3\xa9 HTTP/1.1\r\n" HOST "\r\n", 0, 400, "bad_target", 0 },
  { "target/absolute",
    "GET http://a/health/live HTTP/1.1\r\n" HOST "\r\n",
    0,
    400,
    "bad_target",
    0 },
  { "target/authority", "GET a:80 HTTP/1.1\r\n" HOST "\r\n", 0, 400, "bad_target", 0 },
  { "target/asterisk", "OPTIONS * HTTP/1.1\r\n" HOST "\r\n", 0, 400, "bad_target", 0 },
  { "target/two-slashes", "GET //health/live HTTP/1.1\r\n" HOST "\r\n", 0, 404, "not_found", 0 },
  { "target/dots", "GET /v1/../health/live HTTP/1.1\r\n" HOST "\r\n", 0, 404, "not_found", 0 },
  { "target/end-slash", "GET /health/live/ HTTP/1.1\r\n" HOST "\r\n", 0, 404, "not_found", 0 },
  { "target/odd-query",
    "GET /health/live?a=<b> HTTP/1.1\r\n" HOST "\r\n",
    0,
    400,
    "bad_target",
    0 },
  { "target/unknown-query",
    "GET /health/live?a=1 HTTP/1.1\r\n" HOST CLOSE "\r\n",
    0,
    400,
    "unknown_member",
    0 },

  { "version/1.0", "GET /health/live HTTP/1.0\r\n\r\n", 0, 200, NULL, 1 },
  { "version/1.2", "GET /health/live HTTP/1.2\r\n" HOST "\r\n", 0, 505, "bad_version", 0 },
  { "version/2.0", "GET /health/live HTTP/2.0\r\n" HOST "\r\n", 0, 505, NULL, 0 },

  { "method/brew", "BREW /health/live HTTP/1.1\r\n" HOST "\r\n", 0, 405, "method_not_allowed", 0 },
  { "method/trace",
    "TRACE /health/live HTTP/1.1\r\n" HOST "\r\n",
    0,
    405,
    "method_not_allowed",
    0 },
  { "method/lower-case",
    "get /health/live HTTP/1.1\r\n" HOST "\r\n",
    0,
    405,
    "method_not_allowed",
    0 },

  { "type/form",
    "POST /v1/session/refresh HTTP/1.1\r\n" HOST
    "Content-Type: text/plain\r\nContent-Length: 2\r\n\r\n{}",
    0,
    415,
    "bad_type",
    0 },
  { "type/other-charset",
    "POST /v1/session/refresh HTTP/1.1\r\n" HOST
    "Content-Type: application/json; charset=cp1251\r\nContent-Length: 2\r\n\r\n{}",
    0,
    415,
    "bad_type",
    0 },
  { "type/wanted-html",
    "GET /health/live HTTP/1.1\r\n" HOST "Accept: text/html\r\n\r\n",
    0,
    406,
    "not_acceptable",
    0 },
  { "type/refused-json",
    "GET /health/live HTTP/1.1\r\n" HOST "Accept: application/json;q=0\r\n\r\n",
    0,
    406,
    "not_acceptable",
    0 },
  { "type/any",
    "GET /health/live HTTP/1.1\r\n" HOST "Accept: text/html, */*;q=0.1\r\n" CLOSE "\r\n",
    0,
    200,
    NULL,
    1 },

  { "body/a-request-inside",
    REFRESH "Content-Length: 61\r\n" CLOSE "\r\n" SMUGGLED,
    0,
    400,
    "format",
    0 },
};

static guint
count_live (const char *text)
{
  guint n = 0;

  for (text = strstr (text, LIVE); text != NULL; text = strstr (text + 1, LIVE))
    n++;

  return n;
}

/* Sends, says that no more comes, and reads until the end: where libmicrohttpd has read the last
 * byte before it hears that it was the last, the end is that of the request's deadline. */
static void
check (const char *request, gsize size, guint status, const char *code, guint n_live)
{
  int      fd = laurel_test_connect (server);
  gboolean ended = FALSE;
  g_autoptr (LaurelTestAnswer) answer = NULL;
  GString *rest = NULL;

  laurel_test_send (fd, request, (gssize) size);
  shutdown (fd, SHUT_WR);

  answer = laurel_test_receive (fd, FALSE, ANSWER_MS);
  g_assert_cmpuint (answer->status, ==, status);
  if (code != NULL)
    g_assert_true (laurel_test_answer_has (answer, "code", code));

  rest = laurel_test_receive_rest (fd, ANSWER_MS, &ended);
  g_assert_true (ended);
  g_assert_cmpuint (count_live (answer->body->str) + count_live (rest->str), ==, n_live);

  g_string_free (rest, TRUE);
  close (fd);
}

static void
test_row (gconstpointer data)
{
  const Row *row = data;

  check (row->request,
         row->size > 0 ? row->size : strlen (row->request),
         row->status,
         row->code,
         row->n_live);
}

/* ---- sizes ---- */

static void
check_head (const char *field, guint times, gsize value_size, guint status)
{
  GString         *request = g_string_new ("GET /health/live HTTP/1.1\r\n" HOST);
  g_autofree char *value = g_strnfill (value_size, 'a');

  for (guint i = 0; i < times; i++)
    g_string_append_printf (request, "%s: %s\r\n", field, value);
  g_string_append (request, "\r\n");

  check (request->str, request->len, status, NULL, 0);
  g_string_free (request, TRUE);
}

static void
test_many_fields (void)
{
  check_head ("X", 100, 1, 431);
  check_head ("X", 2000, 10, 431);
}

static void
test_large_field (void)
{
  check_head ("X", 1, 100000, 431);
}

static void
test_large_target (void)
{
  g_autofree char *letters = g_strnfill (100000, 'a');
  g_autofree char *request = g_strdup_printf ("GET /%s HTTP/1.1\r\n" HOST "\r\n", letters);

  check (request, strlen (request), 414, NULL, 0);
}

static void
test_upload_is_cut (void)
{
  g_autofree char *block = g_strnfill (64 * 1024, ' ');
  int              fd = laurel_test_connect (server);
  gsize            sent = 0;

  g_test_summary ("A body that is too large is refused by its head, and not read");

  laurel_test_send (fd, REFRESH "Content-Length: 300000000\r\n\r\n", -1);
  while (sent < 300000000 && laurel_test_send (fd, block, 64 * 1024))
    sent += 64 * 1024;

  /* The kernel's buffers take some megabytes. */
  g_assert_cmpuint (sent, <, 20 * 1024 * 1024);
  close (fd);
}

static void
test_expect (void)
{
  int fd = laurel_test_connect (server);
  g_autoptr (LaurelTestAnswer) go_on = NULL;
  g_autoptr (LaurelTestAnswer) answer = NULL;

  laurel_test_send (fd, REFRESH "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n", -1);
  go_on = laurel_test_receive (fd, FALSE, ANSWER_MS);
  g_assert_cmpuint (go_on->status, ==, 100);
  laurel_test_send (fd, "{}", -1);
  answer = laurel_test_receive (fd, FALSE, ANSWER_MS);
  g_assert_cmpuint (answer->status, ==, 400);
  g_assert_true (laurel_test_answer_has (answer, "code", "missing"));
  close (fd);

  check (REFRESH "Expect: 100-continue\r\nContent-Length: 9999\r\n\r\n",
         strlen (REFRESH "Expect: 100-continue\r\nContent-Length: 9999\r\n\r\n"),
         413,
         "too_large",
         0);
}

/* ---- documents ---- */

typedef struct
{
  const char *name;
  const char *body;
  gsize       size; /* 0: up to the end of the string */
} Document;

static const Document documents[] = {
  { "empty", " ", 1 },
  { "word", "true", 0 },
  { "text", "\"a\"", 0 },
  { "array", "[]", 0 },
  { "open", "{", 0 },
  { "two", "{}{}", 0 },
  { "comma", "{\"refresh_token\":\"a\",}", 0 },
  { "single-quotes", "{'refresh_token':'a'}", 0 },
  { "comment", "/**/{\"refresh_token\":\"a\"}", 0 },
  { "no-quotes", "{refresh_token:\"a\"}", 0 },
  { "twice", "{\"refresh_token\":\"a\",\"refresh_token\":\"b\"}", 0 },
  { "unknown-member", "{\"refresh_token\":\"a\",\"role\":\"admin\"}", 0 },
  { "number", "{\"refresh_token\":1}", 0 },
  { "huge-number", "{\"refresh_token\":99999999999999999999999999}", 0 },
  { "infinite", "{\"refresh_token\":1e400}", 0 },
  { "octal", "{\"refresh_token\":010}", 0 },
  { "hexadecimal", "{\"refresh_token\":0x10}", 0 },
  { "not-a-number", "{\"refresh_token\":NaN}", 0 },
  { "byte-order-mark", "\xef\xbb\xbf{\"refresh_token\":\"a\"}", 0 },
  { "bad-utf8", "{\"refresh_token\":\"\xff\"}", 0 },
  { "overlong-utf8", "{\"refresh_token\":\"\xc0\xaf\"}", 0 },
  { "lone-surrogate", "{\"refresh_token\":\"\\ud800\"}", 0 },
  { "nul-escape", "{\"refresh_token\":\"\\u0000\"}", 0 },
  { "nul-byte", "{\"refresh_token\":\"a\"}\0", 22 },
  { "raw-control", "{\"refresh_token\":\"\x01\"}", 0 },
  { "bad-escape", "{\"refresh_token\":\"\\x41\"}", 0 },
};

static void
post (const char *body, gsize size)
{
  GString *request = g_string_new (NULL);

  g_string_append_printf (request,
                          REFRESH CLOSE "Content-Length: %" G_GSIZE_FORMAT "\r\n\r\n",
                          size);
  g_string_append_len (request, body, (gssize) size);
  check (request->str, request->len, 400, NULL, 0);
  g_string_free (request, TRUE);
}

static void
test_document (gconstpointer data)
{
  const Document *document = data;

  post (document->body, document->size > 0 ? document->size : strlen (document->body));
}

static void
test_deep_document (void)
{
  for (gsize depth = 33; depth <= 2048; depth = depth * 2 - 1)
    {
      g_autofree char *open = g_strnfill (depth, '[');
      g_autofree char *close_all = g_strnfill (depth - 1, ']');
      g_autofree char *body =
          g_strdup_printf ("{\"refresh_token\":%.*s%s}", (int) depth - 1, open, close_all);

      post (body, strlen (body));
      post (open, depth);
    }
}

/* ---- all of it ---- */

static void
test_all_was_survived (gconstpointer data)
{
  guint  before = GPOINTER_TO_UINT (data);
  gint64 end_us = 0;
  g_autoptr (LaurelTestAnswer) answer = NULL;

  g_test_summary ("After all of it the server answers, and has no more descriptors than before");

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    test_row (&rows[i]);

  end_us = g_get_monotonic_time () + 30 * G_USEC_PER_SEC;
  while (laurel_test_server_count_descriptors (server) > before)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end_us);
      g_usleep (10000);
    }

  answer = laurel_test_call (server, "GET", "/v1/pos/ping", server->till, NULL);
  g_assert_cmpuint (answer->status, ==, 200);
}

int
main (int argc, char **argv)
{
  int   result = 0;
  guint before = 0;
  g_autoptr (LaurelTestAnswer) first = NULL;

  g_test_init (&argc, &argv, NULL);

  server = laurel_test_server_start (NULL);
  first = laurel_test_call (server, "GET", "/v1/pos/ping", server->till, NULL);
  g_assert_cmpuint (first->status, ==, 200);
  before = laurel_test_server_count_settled_descriptors (server);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/http/hostile/", rows[i].name, NULL);

      g_test_add_data_func (path, &rows[i], test_row);
    }

  for (gsize i = 0; i < G_N_ELEMENTS (documents); i++)
    {
      g_autofree char *path = g_strconcat ("/http/hostile/document/", documents[i].name, NULL);

      g_test_add_data_func (path, &documents[i], test_document);
    }

  g_test_add_func ("/http/hostile/document/deep", test_deep_document);
  g_test_add_func ("/http/hostile/size/many-fields", test_many_fields);
  g_test_add_func ("/http/hostile/size/large-field", test_large_field);
  g_test_add_func ("/http/hostile/size/large-target", test_large_target);
  g_test_add_func ("/http/hostile/size/upload", test_upload_is_cut);
  g_test_add_func ("/http/hostile/size/expect", test_expect);
  g_test_add_data_func ("/http/hostile/after/survived",
                        GUINT_TO_POINTER (before),
                        test_all_was_survived);

  result = g_test_run ();
  laurel_test_server_stop (server);

  return result;
}
