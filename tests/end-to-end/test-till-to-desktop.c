/* test-till-to-desktop.c - a sale on its way from a till to the eyes of the head office
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Nothing is played here: the window starts the demo's laureld with a PostgreSQL of its own, the
 * till talks HTTP with it, and what the pages show came over the stream of events. The chain was
 * made before, a small one, so that the start finds it.
 */

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

#include "desktop/api/laurel-sale-row.h"
#include "desktop/laurel-window.h"
#include "desktop/pages/laurel-table.h"
#include "desktop/pages/laurel-welcome-page.h"
#include "desktop/widgets/laurel-format.h"
#include "desktop/widgets/laurel-state-view.h"
#include "desktop/widgets/laurel-tile.h"
#include "tests/desktop/laurel-test-ui.h"

/* The start of a PostgreSQL on a busy machine. */
#define START_TIME_S 60

typedef struct
{
  char          *home;
  GSettings     *settings;
  LaurelDemo    *demo;
  LaurelSession *session;
  LaurelWindow  *window;

  SoupSession *http;
  char        *till_key;
  char        *store;
  char        *card;
  char        *product;
} Fixture;

static void
delete_tree (GFile *file)
{
  g_autoptr (GFileEnumerator) children =
      g_file_enumerate_children (file,
                                 G_FILE_ATTRIBUTE_STANDARD_NAME,
                                 G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS,
                                 NULL,
                                 NULL);
  GFile *child = NULL;

  while (children != NULL && g_file_enumerator_iterate (children, NULL, &child, NULL, NULL) &&
         child != NULL)
    delete_tree (child);

  g_file_delete (file, NULL, NULL);
}

/* (transfer full): what laurelctl prints, without the line's end. @arguments: separated by spaces
 */
static char *
control (Fixture *fixture, const char *arguments)
{
  g_autofree char *line =
      g_strdup_printf ("%s --home %s %s", g_getenv ("LAURELCTL"), fixture->home, arguments);
  g_autoptr (GError) error = NULL;
  char *output = NULL;
  int   status = 0;

  g_spawn_command_line_sync (line, &output, NULL, &status, &error);
  g_assert_no_error (error);
  g_spawn_check_wait_status (status, &error);
  g_assert_no_error (error);

  return g_strchomp (output);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *programs = g_path_get_dirname (g_getenv ("LAURELD"));
  g_autofree char *loaded = NULL;
  g_autofree char *marker = NULL;
  g_autoptr (GError) error = NULL;

  fixture->home = g_dir_make_tmp ("laurel-end-to-end-XXXXXX", &error);
  g_assert_no_error (error);
  loaded = control (fixture, "demo load --scale small");
  g_test_message ("%s", loaded);
  marker = g_build_filename (fixture->home, "demo-is-filled", NULL);
  g_file_set_contents (marker, "", 0, &error);
  g_assert_no_error (error);

  fixture->http = soup_session_new ();
  fixture->settings = g_settings_new ("org.laurelproject.Laurel");
  g_settings_set (fixture->settings, "window-size", "(ii)", 1400, 1130);
  fixture->demo = laurel_demo_new (programs, fixture->home);
  fixture->session = laurel_session_new (fixture->settings, fixture->demo);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) home = g_file_new_for_path (fixture->home);

  laurel_test_ui_destroy (GTK_WINDOW (fixture->window));
  g_clear_object (&fixture->http);
  g_clear_object (&fixture->session);
  laurel_demo_stop (fixture->demo);
  g_clear_object (&fixture->demo);
  g_clear_object (&fixture->settings);
  delete_tree (home);
  g_assert_false (g_file_query_exists (home, NULL));

  g_free (fixture->home);
  g_free (fixture->till_key);
  g_free (fixture->store);
  g_free (fixture->card);
  g_free (fixture->product);
}

/* ---- HTTP ---- */

/* (transfer full): the body of the answer, which has @status. @token, @body: (nullable) */
static char *
call (Fixture    *fixture,
      const char *method,
      const char *path,
      const char *token,
      const char *body,
      guint       status)
{
  g_autofree char *uri = g_strconcat (laurel_demo_get_address (fixture->demo), path, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (method, uri);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  g_autoptr (GBytes) answer = NULL;
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  if (token != NULL)
    {
      g_autofree char *bearer = g_strconcat ("Bearer ", token, NULL);

      soup_message_headers_append (headers, "Authorization", bearer);
    }

  if (body != NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));
      g_autofree char *key = g_uuid_string_random ();

      soup_message_headers_append (headers, "Idempotency-Key", key);
      soup_message_set_request_body_from_bytes (message, "application/json", bytes);
    }

  answer = soup_session_send_and_read (fixture->http, message, NULL, &error);
  g_assert_no_error (error);
  text = g_strndup (g_bytes_get_data (answer, NULL), g_bytes_get_size (answer));
  if (soup_message_get_status (message) != status)
    g_test_message ("%s", text);
  g_assert_cmpuint (soup_message_get_status (message), ==, status);

  return text;
}

static JsonObject *
parse (const char *text)
{
  g_autoptr (JsonNode) node = json_from_string (text, NULL);

  g_assert_true (JSON_NODE_HOLDS_OBJECT (node));

  return json_object_ref (json_node_get_object (node));
}

/* A store, and a card and a product that were sold there lately. */
static void
look_around (Fixture *fixture)
{
  const char      *token = laurel_demo_get_token (fixture->demo);
  g_autofree char *journal = call (fixture, "GET", "/v1/journal/sales?limit=200", token, NULL, 200);
  g_autoptr (JsonObject) found = parse (journal);
  JsonArray *items = json_object_get_array_member (found, "items");

  for (guint i = 0; i < json_array_get_length (items) && fixture->card == NULL; i++)
    {
      JsonObject      *item = json_array_get_object_element (items, i);
      g_autofree char *path = NULL;
      g_autofree char *text = NULL;
      g_autoptr (JsonObject) sale = NULL;

      if (g_strcmp0 (json_object_get_string_member (item, "kind"), "sale") != 0 ||
          json_object_get_string_member_with_default (item, "card", NULL) == NULL)
        continue;

      path = g_strconcat ("/v1/sales/", json_object_get_string_member (item, "sale"), NULL);
      text = call (fixture, "GET", path, token, NULL, 200);
      sale = parse (text);
      fixture->store = g_strdup (json_object_get_string_member (item, "store"));
      fixture->card = g_strdup (json_object_get_string_member (item, "card"));
      fixture->product = g_strdup (json_object_get_string_member (
          json_array_get_object_element (json_object_get_array_member (sale, "lines"), 0),
          "product"));
    }

  g_assert_nonnull (fixture->card);
}

static char *
dup_now (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  return g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");
}

/* (transfer full): the sale's id. What is to be paid comes back in @to_pay. */
static char *
sell (Fixture *fixture, const char *receipt, gint64 *to_pay)
{
  g_autofree char *time = dup_now ();
  g_autofree char *body = g_strdup_printf (
      "{\"time\": \"%s\", \"receipt\": \"%s\", \"card\": \"%s\","
      " \"lines\": [{\"n\": 1, \"product\": \"%s\", \"quantity\": 2000, \"price\": 123456}]}",
      time,
      receipt,
      fixture->card,
      fixture->product);
  g_autofree char *answer = call (fixture, "POST", "/v1/pos/sales", fixture->till_key, body, 201);
  g_autoptr (JsonObject) sale = parse (answer);

  *to_pay = json_object_get_int_member (json_object_get_object_member (sale, "totals"), "to_pay");

  return g_strdup (json_object_get_string_member (sale, "sale"));
}

static void
void_sale (Fixture *fixture, const char *sale)
{
  g_autofree char *time = dup_now ();
  g_autofree char *path = g_strdup_printf ("/v1/pos/sales/%s/void", sale);
  g_autofree char *body = g_strdup_printf ("{\"time\": \"%s\"}", time);

  g_free (call (fixture, "POST", path, fixture->till_key, body, 201));
}

static gboolean
is_listened_to (Fixture *fixture)
{
  g_autofree char *figures = call (fixture, "GET", "/metrics", NULL, NULL, 200);

  return strstr (figures, "\nlaurel_events_subscribers 1\n") != NULL;
}

/* ---- the window ---- */

static GtkWidget *
find_on_page (Fixture *fixture, const char *id)
{
  GtkWidget *widget =
      laurel_test_ui_find (GTK_WIDGET (laurel_window_get_page (fixture->window)), id);

  g_assert_nonnull (widget);

  return widget;
}

static void
open_demo (Fixture *fixture)
{
  gint64     deadline = g_get_monotonic_time () + START_TIME_S * G_USEC_PER_SEC;
  GtkWidget *welcome = NULL;

  fixture->window = LAUREL_WINDOW (laurel_window_new (NULL, fixture->session, fixture->settings));
  gtk_window_present (GTK_WINDOW (fixture->window));
  laurel_test_wait_until (gtk_widget_get_mapped (GTK_WIDGET (fixture->window)));
  welcome = laurel_test_ui_find_type (GTK_WIDGET (fixture->window), LAUREL_TYPE_WELCOME_PAGE);
  gtk_widget_activate_action (welcome, "welcome.try-demo", NULL);

  while (laurel_window_get_page (fixture->window) == NULL)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_main_context_iteration (NULL, TRUE);
    }

  laurel_test_wait_until (laurel_state_view_get_state (LAUREL_STATE_VIEW (
                              find_on_page (fixture, "state_view"))) == LAUREL_STATE_CONTENT);
  laurel_test_wait_until (is_listened_to (fixture));
}

static LaurelTile *
find_receipts (Fixture *fixture)
{
  for (GtkWidget *child = gtk_widget_get_first_child (find_on_page (fixture, "tiles"));
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *tile = laurel_test_ui_find_type (child, LAUREL_TYPE_TILE);

      if (tile != NULL && laurel_test_ui_find_text (tile, "Receipts") != NULL)
        return LAUREL_TILE (tile);
    }

  g_assert_not_reached ();
}

/* The number on the tile as it will be when @more receipts have come. */
static char *
dup_receipts (Fixture *fixture, gint64 more)
{
  g_auto (GStrv) groups = g_strsplit (laurel_tile_get_value (find_receipts (fixture)), ",", -1);
  g_autofree char *digits = g_strjoinv ("", groups);
  gint64           n = 0;

  g_assert_true (g_ascii_string_to_signed (digits, 10, 0, G_MAXINT, &n, NULL));

  return laurel_format_count (n + more);
}

static gboolean
shows_receipts (Fixture *fixture, const char *number)
{
  return g_strcmp0 (laurel_tile_get_value (find_receipts (fixture)), number) == 0;
}

/* (nullable) (transfer full): the first row of the journal that one sees. */
static LaurelSaleRow *
get_latest_sale (Fixture *fixture)
{
  GtkColumnView *view = laurel_table_get_view (LAUREL_TABLE (find_on_page (fixture, "table")));

  return g_list_model_get_item (G_LIST_MODEL (gtk_column_view_get_model (view)), 0);
}

/* The README's picture: LAUREL_TEST_PICTURES=FOLDER makes it. */
static void
keep_picture (Fixture *fixture)
{
  const char      *folder = g_getenv ("LAUREL_TEST_PICTURES");
  g_autofree char *path = NULL;
  g_autoptr (GdkTexture) texture = NULL;

  if (folder == NULL)
    return;

  laurel_test_ui_idle (500);
  path = g_build_filename (folder, "overview.png", NULL);
  texture = laurel_test_ui_render (GTK_WIDGET (fixture->window));
  g_assert_true (gdk_texture_save_to_png (texture, path));
}

static void
test_sale_is_seen (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *sale = NULL;
  g_autofree char *create_key = NULL;
  g_autoptr (LaurelSaleRow) row = NULL;
  gint64 to_pay = 0;

  open_demo (fixture);
  keep_picture (fixture);
  look_around (fixture);
  create_key = g_strconcat ("key create --store ", fixture->store, NULL);
  fixture->till_key = control (fixture, create_key);
  before = dup_receipts (fixture, 0);
  after = dup_receipts (fixture, 1);

  /* The overview counts it by itself. */
  sale = sell (fixture, "end-to-end-1", &to_pay);
  g_assert_cmpint (to_pay, >, 0);
  laurel_test_wait_until (shows_receipts (fixture, after));

  /* The number leads to the receipts behind it, of which the newest is the till's. */
  g_signal_emit_by_name (find_receipts (fixture), "clicked");
  g_assert_cmpstr (laurel_page_get_title (laurel_window_get_page (fixture->window)), ==, "Sales");
  laurel_test_wait_until ((row = get_latest_sale (fixture)) != NULL);
  g_assert_cmpstr (row->sale, ==, sale);
  g_assert_cmpstr (row->receipt, ==, "end-to-end-1");
  g_assert_cmpstr (row->card, ==, fixture->card);
  g_assert_cmpint (row->to_pay, ==, to_pay);
  laurel_test_wait_until (
      laurel_test_ui_find_text (GTK_WIDGET (laurel_window_get_page (fixture->window)),
                                "end-to-end-1") != NULL);

  /* And what was rung up by mistake is counted no more. */
  void_sale (fixture, sale);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.back", NULL);
  laurel_test_wait_until (shows_receipts (fixture, before));
}

int
main (int argc, char *argv[])
{
  laurel_test_ui_init (&argc, &argv);
  g_test_add ("/end-to-end/till-to-desktop", Fixture, NULL, set_up, test_sale_is_seen, tear_down);

  return g_test_run ();
}
