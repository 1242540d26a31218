/* test-api.c - what the desktop makes of the server's answers, good and bad
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gstdio.h>
#include <string.h>

#include "desktop/api/laurel-client.h"
#include "desktop/api/laurel-demo.h"
#include "desktop/api/laurel-events.h"
#include "desktop/api/laurel-json-check.h"
#include "desktop/api/laurel-server-info.h"
#include "tests/desktop/laurel-fake-server.h"
#include "tests/desktop/laurel-test-ui.h"

typedef struct
{
  const char *name;
  const char *text;
  const char *fault; /* NULL: it is good */
} JsonRow;

static const JsonRow json_rows[] = {
  { "object", "{\"a\": [1, -2, true, null, \"x\\u00e9\\n\"]}", NULL },
  { "largest", "9007199254740992", NULL },
  { "pair", "\"\\ud83d\\ude00\"", NULL },
  { "empty", "", "value expected" },
  { "two", "{} {}", "more than one document" },
  { "comment", "/* x */ {}", "value expected" },
  { "single-quotes", "{'a': 1}", "string expected" },
  { "leading-zero", "[010]", "number with a leading zero" },
  { "hexadecimal", "[0x10]", "comma expected" },
  { "too-large", "[9007199254740993]", "number out of range" },
  { "wraps", "[99999999999999999999999999]", "number out of range" },
  { "bare-fraction", "[.5]", "value expected" },
  { "no-digits", "[1.]", "fraction without digits" },
  { "nul", "\"\\u0000\"", "bad \\u escape" },
  { "half-pair", "\"\\ud83d\"", "half a surrogate pair" },
  { "control", "\"a\nb\"", "control character in a string" },
  { "escape", "\"\\x\"", "unknown escape" },
  { "open", "\"abc", "string without end" },
  { "trailing-comma", "[1,]", "value expected" },
  { "latin-1", "\"\xe9\"", "not UTF-8" },
};

static void
test_json_is_checked (gconstpointer data)
{
  const JsonRow *row = data;
  const char    *fault = NULL;

  g_assert_cmpint (laurel_json_check (row->text, strlen (row->text), &fault),
                   ==,
                   row->fault == NULL);
  g_assert_cmpstr (fault, ==, row->fault);
}

/* json-glib follows this until the stack ends. */
static void
test_depth_is_bounded (void)
{
  g_autofree char *deep = g_strnfill (100000, '[');
  g_autofree char *just = NULL;
  g_autofree char *open = g_strnfill (LAUREL_JSON_DEPTH_MAX, '[');
  g_autofree char *close = g_strnfill (LAUREL_JSON_DEPTH_MAX, ']');
  const char      *fault = NULL;

  g_assert_false (laurel_json_check (deep, strlen (deep), &fault));
  g_assert_cmpstr (fault, ==, "nested too deeply");

  just = g_strconcat (open, close, NULL);
  g_assert_true (laurel_json_check (just, strlen (just), NULL));
}

static void
test_reader_names_every_fault (void)
{
  static const char text[] = "{\"a\":\"x\",\"o\":{\"d\":\"2026-02-30\"},"
                             "\"l\":[{\"n\":1},{\"n\":1.5},7],\"t\":\"noon\"}";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, sizeof text - 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (LaurelReply) reply = laurel_reply_new (bytes, &error);
  g_autoptr (GDateTime) time = NULL;
  GDate date;

  g_assert_no_error (error);
  g_assert_cmpint (laurel_reply_get_int (reply, "a"), ==, 0);
  g_assert_cmpstr (laurel_reply_get_string (reply, "missing"), ==, "");
  laurel_reply_begin_object (reply, "o");
  laurel_reply_get_date (reply, "d", &date);
  g_assert_true (g_date_valid (&date));
  laurel_reply_end_object (reply);
  g_assert_cmpuint (laurel_reply_begin_array (reply, "l"), ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      laurel_reply_begin_element (reply, i);
      laurel_reply_get_int (reply, "n");
      laurel_reply_end_element (reply);
    }
  laurel_reply_end_array (reply);
  time = laurel_reply_get_moment (reply, "t");
  g_assert_nonnull (time);

  g_assert_false (laurel_reply_finish (reply, &error));
  g_assert_error (error, LAUREL_API_ERROR, LAUREL_API_ERROR_REPLY);
  g_assert_cmpstr (laurel_api_error_get_details (error),
                   ==,
                   "/a: type\n/missing: missing\n/o/d: date\n/l/1/n: type\n/l/2: type\n/t: time\n");
}

typedef struct
{
  const char *typed;
  const char *address; /* NULL: refused */
} AddressRow;

static const AddressRow address_rows[] = {
  { "laurel.example.org", "https://laurel.example.org/" },
  { " https://laurel.example.org:8443/a ", "https://laurel.example.org:8443/a/" },
  { "http://127.0.0.1:8080", "http://127.0.0.1:8080/" },
  { "http://localhost:1", "http://localhost:1/" },
  { "http://laurel.example.org", NULL },
  { "ftp://laurel.example.org", NULL },
  { "https://olga:secret@laurel.example.org", NULL },
  { "https://", NULL },
  { "", NULL },
  { "two words", NULL },
};

static void
test_addresses_are_checked (void)
{
  g_autoptr (LaurelApi) api = laurel_api_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (address_rows); i++)
    {
      const AddressRow *row = &address_rows[i];
      g_autoptr (GError) error = NULL;
      gboolean good = laurel_api_set_address (api, row->typed, &error);

      g_test_message ("%s", row->typed);
      g_assert_cmpint (good, ==, row->address != NULL);
      if (good)
        g_assert_cmpstr (laurel_api_get_address (api), ==, row->address);
      else
        g_assert_error (error, LAUREL_API_ERROR, LAUREL_API_ERROR_ADDRESS);
    }
}

typedef struct
{
  LaurelFakeServer *server;
  LaurelApi        *api;
  LaurelServerInfo *info;
  LaurelClient     *client;
  GError           *error;
  gboolean          done;
  guint             n_signed_out;
  guint             n_tokens;
} Fixture;

static void
count_cb (guint *counter)
{
  (*counter)++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->server = laurel_fake_server_new ();
  fixture->api = laurel_api_new ();
  laurel_api_set_address (fixture->api, laurel_fake_server_get_address (fixture->server), &error);
  g_assert_no_error (error);
  g_signal_connect_swapped (fixture->api,
                            "signed-out",
                            G_CALLBACK (count_cb),
                            &fixture->n_signed_out);
  g_signal_connect_swapped (fixture->api,
                            "tokens-changed",
                            G_CALLBACK (count_cb),
                            &fixture->n_tokens);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->info, laurel_server_info_free);
  g_clear_pointer (&fixture->client, laurel_client_free);
  g_clear_error (&fixture->error);

  /* Calls that were taken back still have to end. */
  g_object_add_weak_pointer (G_OBJECT (fixture->api), (gpointer *) &fixture->api);
  g_object_unref (fixture->api);
  laurel_test_wait_until (fixture->api == NULL);
  laurel_fake_server_free (fixture->server);
}

static void
signed_in_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;

  laurel_api_sign_in_finish (LAUREL_API (source), result, &fixture->error);
  fixture->done = TRUE;
}

static void
sign_in (Fixture *fixture)
{
  fixture->done = FALSE;
  g_clear_error (&fixture->error);
  laurel_api_sign_in_async (fixture->api, "olga", "secret", NULL, signed_in_cb, fixture);
  laurel_test_wait_until (fixture->done);
}

static void
info_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;

  g_clear_pointer (&fixture->info, laurel_server_info_free);
  fixture->info = laurel_server_info_fetch_finish (LAUREL_API (source), result, &fixture->error);
  fixture->done = TRUE;
}

static void
fetch_info (Fixture *fixture)
{
  fixture->done = FALSE;
  g_clear_error (&fixture->error);
  laurel_server_info_fetch_async (fixture->api, NULL, info_cb, fixture);
  laurel_test_wait_until (fixture->done);
}

static void
test_wrong_password_is_said (Fixture *fixture, gconstpointer data)
{
  laurel_fake_server_answer (fixture->server, "/v1/session", 401, "wrong-login");
  sign_in (fixture);
  g_assert_error (fixture->error, LAUREL_API_ERROR, LAUREL_API_ERROR_WRONG_LOGIN);
  g_assert_cmpstr (fixture->error->message, ==, "The login or the password is wrong.");
  g_assert_cmpuint (fixture->n_signed_out, ==, 0);
}

static void
test_token_is_renewed_once (Fixture *fixture, gconstpointer data)
{
  sign_in (fixture);
  g_assert_no_error (fixture->error);
  g_assert_cmpstr (laurel_api_get_refresh_token (fixture->api), ==, "r1");

  laurel_fake_server_set_token (fixture->server, "t2");
  fetch_info (fixture);
  g_assert_no_error (fixture->error);
  g_assert_cmpstr (fixture->info->chain, ==, "Vesna Stores");
  g_assert_cmpuint (laurel_fake_server_count (fixture->server, "/v1/session/refresh"), ==, 1);
  g_assert_cmpstr (laurel_api_get_refresh_token (fixture->api), ==, "r2");
  g_assert_cmpuint (fixture->n_tokens, ==, 2);

  /* A token that is refused even when it is new ends the session instead of going round. */
  laurel_fake_server_set_token (fixture->server, "t9");
  fetch_info (fixture);
  g_assert_error (fixture->error, LAUREL_API_ERROR, LAUREL_API_ERROR_SIGNED_OUT);
  g_assert_cmpuint (laurel_fake_server_count (fixture->server, "/v1/session/refresh"), ==, 2);
  g_assert_cmpuint (fixture->n_signed_out, ==, 1);
}

static void
test_calls_share_a_renewal (Fixture *fixture, gconstpointer data)
{
  gboolean done[3] = { FALSE, FALSE, FALSE };
  Fixture  others[3];

  sign_in (fixture);
  laurel_fake_server_set_token (fixture->server, "t2");

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      others[i] = (Fixture){ .api = fixture->api };
      laurel_server_info_fetch_async (fixture->api, NULL, info_cb, &others[i]);
    }

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      laurel_test_wait_until (others[i].done);
      done[i] = TRUE;
      g_assert_no_error (others[i].error);
      g_clear_pointer (&others[i].info, laurel_server_info_free);
    }

  g_assert_true (done[0] && done[1] && done[2]);
  g_assert_cmpuint (laurel_fake_server_count (fixture->server, "/v1/session/refresh"), ==, 1);
}

static void
test_silence_is_offline (Fixture *fixture, gconstpointer data)
{
  sign_in (fixture);
  g_assert_true (laurel_api_get_online (fixture->api));

  laurel_fake_server_disconnect (fixture->server);
  fetch_info (fixture);
  g_assert_error (fixture->error, LAUREL_API_ERROR, LAUREL_API_ERROR_OFFLINE);
  g_assert_false (laurel_api_get_online (fixture->api));
  g_assert_nonnull (laurel_api_get_last_contact (fixture->api));
}

static void
test_nonsense_is_an_error (Fixture *fixture, gconstpointer data)
{
  static const char *const texts[] = { "", "[]", "{", "{\"chain\": 5}", "null" };

  sign_in (fixture);

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (texts[i], strlen (texts[i]));

      laurel_fake_server_answer_bytes (fixture->server, "/v1/server", bytes);
      fetch_info (fixture);
      g_assert_error (fixture->error, LAUREL_API_ERROR, LAUREL_API_ERROR_REPLY);
    }
}

static void
test_endless_answer_is_cut (Fixture *fixture, gconstpointer data)
{
  g_autofree char *spaces = g_strnfill (LAUREL_JSON_SIZE_MAX + 1, ' ');
  g_autoptr (GBytes) bytes = g_bytes_new_static (spaces, LAUREL_JSON_SIZE_MAX + 1);

  sign_in (fixture);
  laurel_fake_server_answer_bytes (fixture->server, "/v1/server", bytes);
  fetch_info (fixture);
  g_assert_error (fixture->error, LAUREL_API_ERROR, LAUREL_API_ERROR_REPLY);
  g_assert_cmpstr (fixture->error->message, ==, "The server’s answer is too large.");
}

static void
test_refusal_keeps_the_servers_words (Fixture *fixture, gconstpointer data)
{
  sign_in (fixture);
  laurel_fake_server_answer (fixture->server, "/v1/server", 500, "failure");
  fetch_info (fixture);
  g_assert_error (fixture->error, LAUREL_API_ERROR, LAUREL_API_ERROR_SERVER);
  g_assert_cmpstr (fixture->error->message, ==, "the database is away");
  g_assert_nonnull (strstr (laurel_api_error_get_details (fixture->error), "database_away"));
}

static void
test_events_come_and_come_again (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LaurelEvents) events = NULL;
  guint n_sales = 0;
  guint n_resyncs = 0;
  guint n_programs = 0;

  sign_in (fixture);
  events = laurel_events_new (fixture->api);
  g_signal_connect_swapped (events, "sales-changed", G_CALLBACK (count_cb), &n_sales);
  g_signal_connect_swapped (events, "program-changed", G_CALLBACK (count_cb), &n_programs);
  g_signal_connect_swapped (events, "resync", G_CALLBACK (count_cb), &n_resyncs);
  laurel_events_start (events);
  laurel_test_wait_until (laurel_fake_server_count_listeners (fixture->server) == 1);

  laurel_fake_server_send_event (fixture->server, "sale");
  laurel_fake_server_send_event (fixture->server, "return");
  laurel_fake_server_send_event (fixture->server, "something-newer");
  laurel_fake_server_send_event (fixture->server, "program");
  laurel_test_wait_until (n_programs == 1);
  g_assert_cmpuint (n_sales, ==, 2);
  g_assert_cmpuint (n_resyncs, ==, 0);

  laurel_fake_server_end_streams (fixture->server);
  laurel_test_wait_until (laurel_fake_server_count_listeners (fixture->server) == 1);
  laurel_test_wait_until (n_resyncs == 1);
  laurel_fake_server_send_event (fixture->server, "sale");
  laurel_test_wait_until (n_sales == 3);
  laurel_events_stop (events);
}

/* Programs of the demo that do what the real ones promise, and no more. */
static void
write_program (const char *folder, const char *name, const char *script)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, script, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_chmod (path, 0700), ==, 0);
}

#define SERVER_SCRIPT                                                                              \
  "#!/bin/sh\necho starting\necho 'laureld: ready on http://127.0.0.1:4711'\n"                     \
  "trap 'echo bye > \"$2/stopped\"; exit 0' TERM\nwhile :; do sleep 0.05; done\n"

static void
demo_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;

  laurel_demo_start_finish (LAUREL_DEMO (source), result, &fixture->error);
  fixture->done = TRUE;
}

static void
progress_cb (LaurelDemo *demo, int step, double fraction, const char *text, GString *story)
{
  g_string_append_printf (story, "%d %.1f %s;", step, fraction, text);
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = NULL;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_remove (path);
    }

  g_rmdir (folder);
}

static void
test_demo_starts_and_stops (void)
{
  g_autofree char *folder = g_dir_make_tmp ("laurel-demo-XXXXXX", NULL);
  g_autofree char *stopped = g_build_filename (folder, "stopped", NULL);
  g_autoptr (LaurelDemo) demo = laurel_demo_new (folder, folder);
  g_autoptr (GString) story = g_string_new (NULL);
  Fixture fixture = { 0 };

  write_program (folder, "laureld", SERVER_SCRIPT);
  write_program (folder,
                 "laurelctl",
                 "#!/bin/sh\ncase \"$3 $4\" in\n"
                 "'demo load') [ \"$5\" = --progress ] || exit 1; echo PROGRESS 1 2 post; echo "
                 "PROGRESS 2 2 figures;;\n"
                 "*) echo token-of-the-manager;;\nesac\n");
  g_signal_connect (demo, "progress", G_CALLBACK (progress_cb), story);

  laurel_demo_start_async (demo, NULL, demo_cb, &fixture);
  laurel_test_wait_until (fixture.done);
  g_assert_no_error (fixture.error);
  g_assert_cmpstr (laurel_demo_get_address (demo), ==, "http://127.0.0.1:4711");
  g_assert_cmpstr (laurel_demo_get_token (demo), ==, "token-of-the-manager");
  g_assert_cmpstr (
      story->str,
      ==,
      "0 -1.0 ;1 -1.0 ;1 0.5 Day 1 of 2;1 1.0 Adding up the figures of each day;2 -1.0 ;3 1.0 ;");

  laurel_demo_stop (demo);
  g_assert_true (g_file_test (stopped, G_FILE_TEST_EXISTS));

  /* The second start does not fill it again. */
  fixture.done = FALSE;
  g_string_truncate (story, 0);
  laurel_demo_start_async (demo, NULL, demo_cb, &fixture);
  laurel_test_wait_until (fixture.done);
  g_assert_no_error (fixture.error);
  g_assert_cmpstr (story->str, ==, "0 -1.0 ;2 -1.0 ;3 1.0 ;");
  laurel_demo_stop (demo);
  remove_folder (folder);
}

static void
test_demo_tells_why_it_fails (void)
{
  g_autofree char *folder = g_dir_make_tmp ("laurel-demo-XXXXXX", NULL);
  g_autofree char *stopped = g_build_filename (folder, "stopped", NULL);
  g_autoptr (LaurelDemo) demo = laurel_demo_new (folder, folder);
  Fixture fixture = { 0 };

  laurel_demo_start_async (demo, NULL, demo_cb, &fixture);
  laurel_test_wait_until (fixture.done);
  g_assert_error (fixture.error, LAUREL_API_ERROR, LAUREL_API_ERROR_PROGRAM);
  g_clear_error (&fixture.error);

  write_program (folder, "laureld", SERVER_SCRIPT);
  write_program (folder, "laurelctl", "#!/bin/sh\necho no room on the disk >&2\nexit 1\n");
  fixture.done = FALSE;
  laurel_demo_start_async (demo, NULL, demo_cb, &fixture);
  laurel_test_wait_until (fixture.done);
  g_assert_error (fixture.error, LAUREL_API_ERROR, LAUREL_API_ERROR_PROGRAM);
  g_assert_cmpstr (laurel_api_error_get_details (fixture.error), ==, "no room on the disk");
  g_assert_true (g_file_test (stopped, G_FILE_TEST_EXISTS));
  g_clear_error (&fixture.error);
  remove_folder (folder);
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char *argv[])
{
  laurel_test_ui_init (&argc, &argv);

  for (gsize i = 0; i < G_N_ELEMENTS (json_rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/desktop/json/%s", json_rows[i].name);

      g_test_add_data_func (path, &json_rows[i], test_json_is_checked);
    }

  g_test_add_func ("/desktop/json/depth", test_depth_is_bounded);
  g_test_add_func ("/desktop/reply/faults", test_reader_names_every_fault);
  g_test_add_func ("/desktop/api/addresses", test_addresses_are_checked);
  add ("/desktop/api/wrong-password", test_wrong_password_is_said);
  add ("/desktop/api/renewed-once", test_token_is_renewed_once);
  add ("/desktop/api/renewal-is-shared", test_calls_share_a_renewal);
  add ("/desktop/api/offline", test_silence_is_offline);
  add ("/desktop/api/nonsense", test_nonsense_is_an_error);
  add ("/desktop/api/endless", test_endless_answer_is_cut);
  add ("/desktop/api/refusal", test_refusal_keeps_the_servers_words);
  add ("/desktop/api/events", test_events_come_and_come_again);
  g_test_add_func ("/desktop/demo/starts-and-stops", test_demo_starts_and_stops);
  g_test_add_func ("/desktop/demo/fails", test_demo_tells_why_it_fails);

  return g_test_run ();
}
