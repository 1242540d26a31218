/* test-pages.c - the window and its pages: failures, pages of lists, live numbers, keys, memory
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gstdio.h>
#include <string.h>

#include "desktop/api/laurel-client-row.h"
#include "desktop/laurel-application.h"
#include "desktop/laurel-rooms.h"
#include "desktop/models/laurel-paged-list.h"
#include "desktop/pages/laurel-receipt-view.h"
#include "desktop/pages/laurel-table.h"
#include "desktop/pages/laurel-welcome-page.h"
#include "desktop/widgets/laurel-filter-strip.h"
#include "desktop/widgets/laurel-state-view.h"
#include "desktop/widgets/laurel-tile.h"
#include "tests/desktop/laurel-test-desk.h"

#define OVERVIEW "/v1/reports/overview"
#define CLIENTS  "/v1/clients"
#define SALES    "/v1/journal/sales"

static void
act (LaurelTestDesk *desk, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (desk->window), action, NULL));
}

static void
show_room (LaurelTestDesk *desk, const char *room)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (desk->window), "win.room", "s", room));
}

static const char *
get_title (LaurelTestDesk *desk)
{
  return laurel_page_get_title (laurel_window_get_page (desk->window));
}

static LaurelTable *
get_table (LaurelTestDesk *desk)
{
  return LAUREL_TABLE (laurel_test_desk_find (desk, "table"));
}

static GListModel *
get_rows (LaurelTestDesk *desk)
{
  return G_LIST_MODEL (gtk_column_view_get_model (laurel_table_get_view (get_table (desk))));
}

static LaurelState
get_state (LaurelTestDesk *desk)
{
  return laurel_state_view_get_state (
      LAUREL_STATE_VIEW (laurel_test_desk_find (desk, "state_view")));
}

static void
test_failure_is_shown_and_can_be_retried (LaurelTestDesk *desk, gconstpointer data)
{
  static const struct
  {
    const char *room;
    const char *path;
    const char *shown;
  } rows[] = {
    { "overview", OVERVIEW, "₽84,236,510" },
    { "clients", CLIENTS, "Marina Sokolova" },
    { "sales", SALES, "004-18-2217" },
  };

  laurel_test_desk_open (desk, "overview", 1400, 900);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s", rows[i].room);
      laurel_fake_server_answer (desk->server, rows[i].path, 500, "failure");
      show_room (desk, rows[i].room);
      laurel_test_wait_until (get_state (desk) == LAUREL_STATE_ERROR);
      g_assert_true (laurel_test_desk_shows (desk, "the database is away"));

      laurel_fake_server_answer (desk->server, rows[i].path, 0, NULL);
      g_signal_emit_by_name (laurel_test_desk_find (desk, "state_view"), "retry");
      laurel_test_wait_until (get_state (desk) == LAUREL_STATE_CONTENT);
      laurel_test_wait_until (laurel_test_desk_shows (desk, rows[i].shown));
    }
}

static void
test_nothing_found_can_be_cleared (LaurelTestDesk *desk, gconstpointer data)
{
  LaurelFilterStrip *strip = NULL;

  laurel_test_desk_open (desk, "clients", 1400, 900);
  laurel_test_wait_until (g_list_model_get_n_items (get_rows (desk)) > 0);
  strip = LAUREL_FILTER_STRIP (laurel_test_desk_find (desk, "strip"));

  laurel_filter_strip_set_text (strip, "nobody");
  laurel_test_wait_until (get_state (desk) == LAUREL_STATE_NOTHING_FOUND);

  g_signal_emit_by_name (laurel_test_desk_find (desk, "state_view"), "clear-filters");
  laurel_test_wait_until (get_state (desk) == LAUREL_STATE_CONTENT);
  g_assert_cmpstr (laurel_filter_strip_get_text (strip), ==, "");
}

static void
test_empty_list_says_what_fills_it (LaurelTestDesk *desk, gconstpointer data)
{
  laurel_fake_server_answer (desk->server, CLIENTS, 200, "empty");
  laurel_test_desk_open (desk, "clients", 1400, 900);
  laurel_test_wait_until (get_state (desk) == LAUREL_STATE_EMPTY);
  g_assert_true (laurel_test_desk_shows (desk, "No Clients Yet"));
}

static void
test_next_page_comes_in_time (LaurelTestDesk *desk, gconstpointer data)
{
  laurel_test_desk_open (desk, "clients", 1400, 900);
  laurel_test_wait_until (g_list_model_get_n_items (get_rows (desk)) == 42);
  g_assert_cmpuint (laurel_fake_server_count (desk->server, CLIENTS), ==, 2);
  g_assert_nonnull (strstr (laurel_fake_server_get_query (desk->server, CLIENTS), "limit=200"));
  g_assert_nonnull (strstr (laurel_fake_server_get_query (desk->server, CLIENTS), "after=after40"));

  /* The last page is here: nothing more is asked for. */
  laurel_test_ui_idle (100);
  g_assert_cmpuint (laurel_fake_server_count (desk->server, CLIENTS), ==, 2);
}

static void
test_reload_beats_a_page_under_way (LaurelTestDesk *desk, gconstpointer data)
{
  g_autoptr (LaurelPagedList) list = NULL;
  g_autoptr (LaurelListRequest) everyone = laurel_client_list_new (NULL, LAUREL_CLIENT_SORT_NAME);
  g_autoptr (LaurelListRequest) marina = laurel_client_list_new ("m", LAUREL_CLIENT_SORT_NAME);

  laurel_test_desk_sign_in (desk);
  list =
      laurel_paged_list_new (laurel_connection_get_api (desk->connection), LAUREL_TYPE_CLIENT_ROW);
  laurel_fake_server_hold (desk->server, CLIENTS);
  laurel_paged_list_set_request (list, everyone);
  laurel_test_wait_until (laurel_fake_server_count (desk->server, CLIENTS) == 1);
  laurel_paged_list_set_request (list, marina);
  laurel_test_wait_until (laurel_fake_server_count (desk->server, CLIENTS) == 2);
  laurel_fake_server_release (desk->server);

  laurel_test_wait_until (!laurel_paged_list_get_loading (list));
  laurel_test_ui_idle (50);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 1);
  g_assert_true (laurel_paged_list_get_complete (list));
}

static void
test_list_keeps_what_is_right (LaurelTestDesk *desk, gconstpointer data)
{
  g_autoptr (LaurelPagedList) list = NULL;
  g_autoptr (LaurelListRequest) everyone = laurel_client_list_new (NULL, LAUREL_CLIENT_SORT_NAME);
  g_autoptr (LaurelListRequest) marina = laurel_client_list_new ("m", LAUREL_CLIENT_SORT_NAME);

  laurel_test_desk_sign_in (desk);
  list =
      laurel_paged_list_new (laurel_connection_get_api (desk->connection), LAUREL_TYPE_CLIENT_ROW);
  laurel_paged_list_set_request (list, everyone);
  laurel_test_wait_until (!laurel_paged_list_get_loading (list));

  laurel_fake_server_answer (desk->server, CLIENTS, 500, "failure");
  laurel_paged_list_reload (list);
  laurel_test_wait_until (!laurel_paged_list_get_loading (list));
  g_assert_nonnull (laurel_paged_list_get_error (list));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 40);

  laurel_paged_list_set_request (list, marina);
  laurel_test_wait_until (!laurel_paged_list_get_loading (list));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);
}

static void
test_numbers_follow_the_sales (LaurelTestDesk *desk, gconstpointer data)
{
  laurel_test_desk_open (desk, "overview", 1400, 900);
  laurel_test_wait_until (laurel_test_desk_shows (desk, "41,870"));
  laurel_test_wait_until (laurel_fake_server_count_listeners (desk->server) == 1);

  laurel_fake_server_answer (desk->server, OVERVIEW, 200, "overview-later");
  laurel_fake_server_send_event (desk->server, "sale");
  laurel_test_wait_until (laurel_test_desk_shows (desk, "41,871"));
  g_assert_cmpuint (laurel_fake_server_count (desk->server, OVERVIEW), ==, 2);

  /* Many sales in the next second are one question more. */
  for (guint i = 0; i < 20; i++)
    laurel_fake_server_send_event (desk->server, "sale");

  laurel_test_wait_until (laurel_fake_server_count (desk->server, OVERVIEW) == 3);
  laurel_test_ui_idle (1500);
  g_assert_cmpuint (laurel_fake_server_count (desk->server, OVERVIEW), ==, 3);
}

/* The answer under way may be older than the sale. */
static void
test_sale_during_a_question_is_asked_for (LaurelTestDesk *desk, gconstpointer data)
{
  laurel_test_desk_open (desk, "overview", 1400, 900);
  laurel_test_wait_until (laurel_test_desk_shows (desk, "41,870"));
  laurel_test_wait_until (laurel_fake_server_count_listeners (desk->server) == 1);

  laurel_fake_server_hold (desk->server, OVERVIEW);
  act (desk, "win.reload");
  laurel_test_wait_until (laurel_fake_server_count (desk->server, OVERVIEW) == 2);
  laurel_fake_server_send_event (desk->server, "sale");
  laurel_test_ui_idle (200);
  g_assert_cmpuint (laurel_fake_server_count (desk->server, OVERVIEW), ==, 2);

  /* A stream that was opened again would have made it ask in any case. */
  laurel_fake_server_release (desk->server);
  laurel_test_wait_until (laurel_fake_server_count (desk->server, OVERVIEW) == 3);
  g_assert_cmpuint (laurel_fake_server_count (desk->server, "/v1/events"), ==, 1);
}

static void
test_offline_bar_comes_and_goes (LaurelTestDesk *desk, gconstpointer data)
{
  laurel_test_desk_open (desk, "clients", 1400, 900);
  laurel_test_wait_until (g_list_model_get_n_items (get_rows (desk)) == 42);

  laurel_fake_server_disconnect (desk->server);
  act (desk, "win.reload");
  laurel_test_wait_until (!laurel_api_get_online (laurel_connection_get_api (desk->connection)));
  g_assert_nonnull (laurel_test_ui_find_text (GTK_WIDGET (desk->window), "No connection"));
  g_assert_cmpuint (g_list_model_get_n_items (get_rows (desk)), ==, 42);
}

static void
test_tile_opens_its_sales (LaurelTestDesk *desk, gconstpointer data)
{
  laurel_test_desk_open (desk, "overview", 1400, 900);
  laurel_test_wait_until (get_state (desk) == LAUREL_STATE_CONTENT);

  g_signal_emit_by_name (
      laurel_test_ui_find_type (laurel_test_desk_find (desk, "tiles"), LAUREL_TYPE_TILE),
      "clicked");
  g_assert_cmpstr (get_title (desk), ==, "Sales");
  laurel_test_wait_until (laurel_fake_server_count (desk->server, SALES) > 0);
  g_assert_nonnull (
      strstr (laurel_fake_server_get_query (desk->server, SALES), "from=2026-11-01&to=2026-11-22"));

  act (desk, "win.back");
  laurel_test_wait_until (g_strcmp0 (get_title (desk), "Overview") == 0);
}

static void
test_day_opens_its_sales (LaurelTestDesk *desk, gconstpointer data)
{
  GtkWidget *chart = NULL;

  laurel_test_desk_open (desk, "overview", 1400, 900);
  laurel_test_wait_until (get_state (desk) == LAUREL_STATE_CONTENT);
  chart = laurel_test_desk_find (desk, "days_panel");
  g_signal_emit_by_name (laurel_test_ui_find_type (chart, g_type_from_name ("LaurelChart")),
                         "activated",
                         14);
  laurel_test_wait_until (laurel_fake_server_count (desk->server, SALES) > 0);
  g_assert_nonnull (
      strstr (laurel_fake_server_get_query (desk->server, SALES), "from=2026-11-15&to=2026-11-15"));
}

static void
test_sales_begin_with_the_last_month (LaurelTestDesk *desk, gconstpointer data)
{
  LaurelFilterStrip *strip = NULL;

  laurel_test_desk_open (desk, "sales", 1400, 900);
  laurel_test_wait_until (g_list_model_get_n_items (get_rows (desk)) > 0);
  g_assert_nonnull (strstr (laurel_fake_server_get_query (desk->server, SALES "/sums"),
                            "from=2026-10-23&to=2026-11-22"));
  strip = LAUREL_FILTER_STRIP (laurel_test_desk_find (desk, "strip"));
  g_assert_true (laurel_filter_strip_has_chip (strip, "dates"));

  g_signal_emit_by_name (strip, "chip-removed", "dates");
  laurel_test_wait_until (laurel_fake_server_get_query (desk->server, SALES "/sums") == NULL);
  g_assert_cmpstr (laurel_page_get_subtitle (laurel_window_get_page (desk->window)),
                   ==,
                   "All time, all stores");
}

static void
test_row_shows_its_receipt (LaurelTestDesk *desk, gconstpointer data)
{
  laurel_test_desk_open (desk, "sales", 1400, 900);
  laurel_test_wait_until (g_list_model_get_n_items (get_rows (desk)) > 0);

  laurel_table_select (get_table (desk), 0);
  laurel_test_wait_until (laurel_test_desk_shows (desk, "Receipt 004-18-2217"));
  g_assert_true (laurel_test_desk_shows (desk, "Displaced by “Autumn promo code”"));
  g_assert_true (laurel_test_desk_shows (desk, "2 more are switched off or for other stores"));

  act (desk, "win.escape");
  g_assert_false (adw_flap_get_reveal_flap (ADW_FLAP (laurel_test_desk_find (desk, "flap"))));
  act (desk, "win.toggle-pane");
  g_assert_true (adw_flap_get_reveal_flap (ADW_FLAP (laurel_test_desk_find (desk, "flap"))));

  /* A return without a sale has no receipt, and says so. */
  laurel_table_select (get_table (desk), 15);
  laurel_test_wait_until (laurel_test_desk_shows (desk, "Return Without a Receipt"));
}

static void
test_client_leads_to_all_sales (LaurelTestDesk *desk, gconstpointer data)
{
  laurel_test_desk_open (desk, "clients", 1400, 900);
  laurel_test_wait_until (g_list_model_get_n_items (get_rows (desk)) == 42);
  g_signal_emit_by_name (laurel_table_get_view (get_table (desk)), "activate", 0);
  laurel_test_wait_until (laurel_test_desk_shows (desk, "Marina Igorevna Sokolova"));
  laurel_test_wait_until (laurel_test_desk_shows (desk, "Moved up to Silver card"));

  laurel_test_ui_click (laurel_test_desk_find (desk, "sales_button"));
  laurel_test_wait_until (laurel_fake_server_count (desk->server, SALES) > 0);
  g_assert_true (
      g_str_has_prefix (laurel_fake_server_get_query (desk->server, SALES), "client=c1&limit"));

  act (desk, "win.back");
  laurel_test_wait_until (g_strcmp0 (get_title (desk), "Client") == 0);
  act (desk, "win.back");
  laurel_test_wait_until (g_strcmp0 (get_title (desk), "Clients") == 0);
  g_assert_cmpuint (g_list_model_get_n_items (get_rows (desk)), ==, 42);
}

/* Criticals are fatal: Pango would complain of each of these if it were taken for markup. */
static void
test_text_is_never_markup (LaurelTestDesk *desk, gconstpointer data)
{
  laurel_fake_server_answer (desk->server, "/v1/clients/c1", 200, "client-hostile");
  laurel_test_desk_open (desk, "clients", 1400, 900);
  g_signal_emit_by_name (laurel_window_get_page (desk->window), "open-client", "c1");
  laurel_test_wait_until (
      laurel_test_desk_shows (desk, "<b>Marina</b> & <i> Igorevna <span size='99999'>"));
  laurel_test_wait_until (laurel_test_desk_shows (desk, "<b>Silver"));
  laurel_test_wait_until (laurel_test_desk_shows (desk, "<a href='file:///etc'>x</a>"));
  g_signal_emit_by_name (laurel_window_get_page (desk->window), "toast", "<b>&");
  laurel_test_wait_until (laurel_test_ui_find_text (GTK_WIDGET (desk->window), "<b>&") != NULL);
}

static void
test_ended_session_asks_to_sign_in (LaurelTestDesk *desk, gconstpointer data)
{
  laurel_test_desk_open (desk, "clients", 1400, 900);
  laurel_test_wait_until (g_list_model_get_n_items (get_rows (desk)) > 0);
  laurel_fake_server_answer (desk->server, "/v1/session/refresh", 401, "expired");
  laurel_fake_server_set_token (desk->server, "other");
  act (desk, "win.reload");
  laurel_test_wait_until (laurel_window_get_page (desk->window) == NULL);
  g_assert_nonnull (laurel_test_ui_find_type (GTK_WIDGET (desk->window), LAUREL_TYPE_WELCOME_PAGE));
}

static LaurelWelcomePage *
open_first_start (LaurelTestDesk *desk)
{
  GtkWidget *welcome = NULL;

  desk->window = LAUREL_WINDOW (laurel_window_new (NULL, desk->session, desk->settings));
  gtk_window_present (GTK_WINDOW (desk->window));
  laurel_test_wait_until (gtk_widget_get_mapped (GTK_WIDGET (desk->window)));
  welcome = laurel_test_ui_find_type (GTK_WIDGET (desk->window), LAUREL_TYPE_WELCOME_PAGE);
  g_assert_nonnull (welcome);

  return LAUREL_WELCOME_PAGE (welcome);
}

static void
type (LaurelWelcomePage *welcome, const char *id, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (laurel_test_ui_find (GTK_WIDGET (welcome), id)), text);
}

static void
test_first_start_signs_in (LaurelTestDesk *desk, gconstpointer data)
{
  LaurelWelcomePage *welcome = open_first_start (desk);
  GtkWidget         *error_label = laurel_test_ui_find (GTK_WIDGET (welcome), "error_label");
  g_autofree char   *address = NULL;

  type (welcome, "address", "http://shop.example.org");
  type (welcome, "login", "olga");
  type (welcome, "password", "secret");
  gtk_widget_activate_action (GTK_WIDGET (welcome), "welcome.sign-in", NULL);
  laurel_test_wait_until (gtk_widget_get_visible (error_label));
  g_assert_true (
      g_str_has_prefix (gtk_label_get_text (GTK_LABEL (error_label)), "Without encryption only"));

  type (welcome, "address", laurel_fake_server_get_address (desk->server));
  laurel_fake_server_answer (desk->server, "/v1/session", 401, "wrong-login");
  gtk_widget_activate_action (GTK_WIDGET (welcome), "welcome.sign-in", NULL);
  laurel_test_wait_until (g_strcmp0 (gtk_label_get_text (GTK_LABEL (error_label)),
                                     "The login or the password is wrong.") == 0);

  laurel_fake_server_answer (desk->server, "/v1/session", 0, NULL);
  gtk_widget_activate_action (GTK_WIDGET (welcome), "welcome.sign-in", NULL);
  laurel_test_wait_until (laurel_window_get_page (desk->window) != NULL);
  g_assert_cmpstr (get_title (desk), ==, "Overview");

  address = g_settings_get_string (desk->settings, "server-address");
  g_assert_cmpstr (address, ==, laurel_fake_server_get_address (desk->server));

  /* There is no keyring in the tests, which the window says. */
  laurel_test_wait_until (laurel_test_ui_find_text (GTK_WIDGET (desk->window), "Vesna Stores") !=
                          NULL);
}

static void
test_first_start_without_demo_says_so (LaurelTestDesk *desk, gconstpointer data)
{
  g_autofree char   *folder = g_dir_make_tmp ("laurel-none-XXXXXX", NULL);
  LaurelWelcomePage *welcome = NULL;
  GtkWidget         *label = NULL;

  g_clear_object (&desk->session);
  g_clear_object (&desk->demo);
  desk->demo = laurel_demo_new (folder, folder);
  desk->session = laurel_session_new (desk->settings, desk->demo);
  welcome = open_first_start (desk);
  label = laurel_test_ui_find (GTK_WIDGET (welcome), "demo_error_label");

  gtk_widget_activate_action (GTK_WIDGET (welcome), "welcome.try-demo", NULL);
  laurel_test_wait_until (gtk_widget_get_visible (label));
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (label)),
                   ==,
                   "The server of the demo is not installed on this computer.");
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
test_window_remembers_itself (LaurelTestDesk *desk, gconstpointer data)
{
  g_autofree char *room = NULL;
  int              width = 0;
  int              height = 0;

  laurel_test_desk_open (desk, "overview", 1100, 750);
  show_room (desk, "sales");
  gtk_window_set_default_size (GTK_WINDOW (desk->window), 1040, 720);
  laurel_test_desk_settle (desk);
  g_object_ref (desk->window);
  gtk_window_close (GTK_WINDOW (desk->window));
  laurel_test_ui_idle (50);
  g_object_unref (g_steal_pointer (&desk->window));

  g_settings_get (desk->settings, "window-size", "(ii)", &width, &height);
  g_assert_cmpint (width, ==, 1040);
  g_assert_cmpint (height, ==, 720);
  room = g_settings_get_string (desk->settings, "room");
  g_assert_cmpstr (room, ==, "sales");
}

/* Every key of the program leads to an action that exists in the window or the program. */
static void
test_keys_have_actions (LaurelTestDesk *desk, gconstpointer data)
{
  g_autoptr (LaurelApplication) application = laurel_application_new ();
  g_auto (GStrv) actions = NULL;
  guint n_rooms = 0;
  guint n_keys = 0;

  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  laurel_test_desk_open (desk, "overview", 1100, 750);
  actions = gtk_application_list_action_descriptions (GTK_APPLICATION (application));
  g_assert_cmpuint (g_strv_length (actions), >, laurel_n_rooms);

  for (guint i = 0; actions[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (actions[i], "::", 2);
      g_auto (GStrv) keys =
          gtk_application_get_accels_for_action (GTK_APPLICATION (application), actions[i]);

      g_test_message ("%s", actions[i]);
      g_assert_nonnull (keys[0]);

      if (g_str_has_prefix (parts[0], "app."))
        {
          g_assert_true (
              g_action_group_has_action (G_ACTION_GROUP (application), parts[0] + strlen ("app.")));
        }
      else if (parts[1] != NULL)
        {
          show_room (desk, parts[1]);
          g_assert_cmpstr (laurel_rooms_find (parts[1])->id, ==, parts[1]);
          n_rooms++;
        }
      else if (!g_str_equal (parts[0], "window.close") &&
               !g_str_equal (parts[0], "win.show-help-overlay"))
        {
          act (desk, parts[0]);
        }
    }

  /* Not every room has a key. */
  for (gsize i = 0; i < laurel_n_rooms; i++)
    if (laurel_rooms[i].accel != NULL)
      n_keys++;

  g_assert_cmpuint (n_rooms, ==, n_keys);
}

static void
add (const char *path, void (*test) (LaurelTestDesk *, gconstpointer))
{
  g_test_add (path,
              LaurelTestDesk,
              NULL,
              laurel_test_desk_set_up,
              test,
              laurel_test_desk_tear_down);
}

int
main (int argc, char *argv[])
{
  laurel_test_ui_init (&argc, &argv);

  add ("/desktop/pages/failure-and-retry", test_failure_is_shown_and_can_be_retried);
  add ("/desktop/pages/nothing-found", test_nothing_found_can_be_cleared);
  add ("/desktop/pages/empty", test_empty_list_says_what_fills_it);
  add ("/desktop/pages/next-page", test_next_page_comes_in_time);
  add ("/desktop/list/reload-race", test_reload_beats_a_page_under_way);
  add ("/desktop/list/keeps-what-is-right", test_list_keeps_what_is_right);
  add ("/desktop/pages/live", test_numbers_follow_the_sales);
  add ("/desktop/pages/live-meanwhile", test_sale_during_a_question_is_asked_for);
  add ("/desktop/pages/offline", test_offline_bar_comes_and_goes);
  add ("/desktop/pages/tile-opens-sales", test_tile_opens_its_sales);
  add ("/desktop/pages/day-opens-sales", test_day_opens_its_sales);
  add ("/desktop/pages/last-month", test_sales_begin_with_the_last_month);
  add ("/desktop/pages/receipt", test_row_shows_its_receipt);
  add ("/desktop/pages/client", test_client_leads_to_all_sales);
  add ("/desktop/pages/hostile-text", test_text_is_never_markup);
  add ("/desktop/window/session-ends", test_ended_session_asks_to_sign_in);
  add ("/desktop/window/first-start", test_first_start_signs_in);
  add ("/desktop/window/no-demo", test_first_start_without_demo_says_so);
  add ("/desktop/window/memory", test_window_remembers_itself);
  add ("/desktop/window/keys", test_keys_have_actions);

  return g_test_run ();
}
