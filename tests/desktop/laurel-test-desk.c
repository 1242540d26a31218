/* laurel-test-desk.c - a window that is connected to a fake server
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/desktop/laurel-test-desk.h"

#include <glib/gstdio.h>

static const char *const keys[] = { "window-size",
                                    "window-maximized",
                                    "room",
                                    "server-address",
                                    "login",
                                    "period",
                                    "client-pane-width",
                                    "sale-pane-width",
                                    "discount-pane-width" };

void
laurel_test_desk_set_up (LaurelTestDesk *desk, gconstpointer data)
{
  g_autofree char *home = g_build_filename (g_get_user_data_dir (), "demo", NULL);

  desk->settings = g_settings_new ("org.laurelproject.Laurel");
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    g_settings_reset (desk->settings, keys[i]);

  desk->server = laurel_fake_server_new ();
  desk->demo = laurel_demo_new (NULL, home);
  desk->session = laurel_session_new (desk->settings, desk->demo);
}

void
laurel_test_desk_tear_down (LaurelTestDesk *desk, gconstpointer data)
{
  if (desk->window != NULL)
    laurel_test_ui_destroy (GTK_WINDOW (desk->window));

  g_clear_object (&desk->connection);
  g_clear_object (&desk->session);
  g_clear_object (&desk->demo);
  g_clear_object (&desk->settings);
  laurel_fake_server_free (desk->server);
  laurel_test_ui_set_language ("en");
  laurel_test_ui_set_dark (FALSE);
}

static void
signed_in_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LaurelTestDesk *desk = user_data;
  g_autoptr (GError) error = NULL;

  desk->connection = laurel_session_connect_finish (LAUREL_SESSION (source), result, &error);
  g_assert_no_error (error);
}

void
laurel_test_desk_sign_in (LaurelTestDesk *desk)
{
  laurel_session_sign_in_async (desk->session,
                                laurel_fake_server_get_address (desk->server),
                                "olga",
                                "secret",
                                NULL,
                                signed_in_cb,
                                desk);
  laurel_test_wait_until (desk->connection != NULL);
}

void
laurel_test_desk_open (LaurelTestDesk *desk, const char *room, int width, int height)
{
  laurel_test_desk_sign_in (desk);
  g_settings_set_string (desk->settings, "room", room);
  g_settings_reset (desk->settings, "server-address");
  g_settings_set (desk->settings, "window-size", "(ii)", width, height);
  desk->window = LAUREL_WINDOW (laurel_window_new (NULL, desk->session, desk->settings));
  laurel_window_connect (desk->window, desk->connection);
  gtk_window_present (GTK_WINDOW (desk->window));
  laurel_test_wait_until (gtk_widget_get_mapped (GTK_WIDGET (desk->window)));
}

GtkWidget *
laurel_test_desk_find (LaurelTestDesk *desk, const char *buildable_id)
{
  GtkWidget *page = GTK_WIDGET (laurel_window_get_page (desk->window));
  GtkWidget *widget = laurel_test_ui_find (page, buildable_id);

  g_assert_nonnull (widget);

  return widget;
}

gboolean
laurel_test_desk_shows (LaurelTestDesk *desk, const char *text)
{
  return laurel_test_ui_find_text (GTK_WIDGET (laurel_window_get_page (desk->window)), text) !=
         NULL;
}

void
laurel_test_desk_settle (LaurelTestDesk *desk)
{
  laurel_test_ui_idle (300);
}
