/* laurel-window.c - the window: side bar, rooms, and the pages on top of them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/laurel-window.h"

#include <glib/gi18n.h>

#include "desktop/laurel-rooms.h"
#include "desktop/pages/laurel-check-page.h"
#include "desktop/pages/laurel-client-page.h"
#include "desktop/pages/laurel-connection-window.h"
#include "desktop/pages/laurel-find-window.h"
#include "desktop/pages/laurel-publish-page.h"
#include "desktop/pages/laurel-receipt-page.h"
#include "desktop/pages/laurel-sales-page.h"
#include "desktop/pages/laurel-versions-page.h"
#include "desktop/pages/laurel-welcome-page.h"
#include "desktop/widgets/laurel-format.h"

/* As long as a person may need to see that it was the wrong row. */
#define UNDO_TIMEOUT_S 8

struct _LaurelWindow
{
  AdwApplicationWindow parent_instance;

  LaurelSession    *session;
  GSettings        *settings;
  LaurelConnection *connection;

  AdwToastOverlay *toasts;
  GtkStack        *stack;
  AdwBin          *welcome_bin;
  AdwLeaflet      *leaflet;
  GtkWidget       *sidebar;
  GtkListBox      *rooms;
  GtkWidget       *dot;
  GtkLabel        *chain_label;
  GtkLabel        *status_label;
  GtkWidget       *demo_badge;
  AdwLeaflet      *pages;
};

G_DEFINE_FINAL_TYPE (LaurelWindow, laurel_window, ADW_TYPE_APPLICATION_WINDOW)

static const char *const connected_actions[] = {
  "win.room", "win.back",        "win.escape",     "win.reload",         "win.filter",
  "win.find", "win.toggle-pane", "win.connection", "win.toggle-sidebar", "win.sign-out",
};

static void
toast_cb (LaurelWindow *self, const char *text)
{
  /* Toasts read markup, and the text may be data. */
  g_autofree char *title = g_markup_escape_text (text, -1);

  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (title));
}

/* The page may be gone when the button is pressed. */
static void
undo_toast_cb (LaurelWindow *self, const char *text, LaurelPage *page)
{
  g_autofree char *title = g_markup_escape_text (text, -1);
  AdwToast        *toast = adw_toast_new (title);

  adw_toast_set_button_label (toast, _ ("_Undo"));
  adw_toast_set_timeout (toast, UNDO_TIMEOUT_S);
  g_signal_connect_object (toast,
                           "button-clicked",
                           G_CALLBACK (laurel_page_undo),
                           page,
                           G_CONNECT_SWAPPED);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void open_client_cb (LaurelWindow *self, const char *client);
static void open_receipt_cb (LaurelWindow *self, const char *sale);
static void open_sales_cb (LaurelWindow *self, const LaurelSalesFilter *filter);
static void open_check_cb (LaurelWindow *self, const char *sale);
static void open_room_cb (LaurelWindow *self, const char *room);
static void open_program_cb (LaurelWindow *self, const char *what);

/* Puts @page on the others and shows it. */
static void
push_page (LaurelWindow *self, GtkWidget *page, gboolean on_top)
{
  laurel_page_set_on_top (LAUREL_PAGE (page), on_top);
  laurel_page_set_folded (LAUREL_PAGE (page), adw_leaflet_get_folded (self->leaflet));
  g_signal_connect_swapped (page, "open-client", G_CALLBACK (open_client_cb), self);
  g_signal_connect_swapped (page, "open-receipt", G_CALLBACK (open_receipt_cb), self);
  g_signal_connect_swapped (page, "open-sales", G_CALLBACK (open_sales_cb), self);
  g_signal_connect_swapped (page, "open-check", G_CALLBACK (open_check_cb), self);
  g_signal_connect_swapped (page, "open-room", G_CALLBACK (open_room_cb), self);
  g_signal_connect_swapped (page, "open-program", G_CALLBACK (open_program_cb), self);
  g_signal_connect_swapped (page, "toast", G_CALLBACK (toast_cb), self);
  g_signal_connect_swapped (page, "undo-toast", G_CALLBACK (undo_toast_cb), self);

  adw_leaflet_append (self->pages, page);
  adw_leaflet_set_visible_child (self->pages, page);
  adw_leaflet_set_visible_child_name (self->leaflet, "content");
}

/* The pages after the visible one are where one has come back from. The leaflet has children of its
 * own besides them. Removing one may show another, which leads here again: they are counted anew.
 */
static void
drop_pages_after (LaurelWindow *self, GtkWidget *page)
{
  g_autoptr (GtkSelectionModel) stack = adw_leaflet_get_pages (self->pages);
  guint n_pages = 0;

  while ((n_pages = g_list_model_get_n_items (G_LIST_MODEL (stack))) > 0)
    {
      g_autoptr (AdwLeafletPage) last = g_list_model_get_item (G_LIST_MODEL (stack), n_pages - 1);
      GtkWidget *child = adw_leaflet_page_get_child (last);

      if (child == page)
        return;

      adw_leaflet_remove (self->pages, child);
    }
}

static void
pages_settled_cb (LaurelWindow *self)
{
  if (!adw_leaflet_get_child_transition_running (self->pages))
    drop_pages_after (self, adw_leaflet_get_visible_child (self->pages));
}

static void
remove_all_pages (LaurelWindow *self)
{
  drop_pages_after (self, NULL);
}

/* The side bar's row of a room is found by its name. */
static void
select_row (LaurelWindow *self, const LaurelRoom *room)
{
  for (int i = 0;; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->rooms, i);

      if (row == NULL)
        return;

      if (g_str_equal (gtk_widget_get_name (GTK_WIDGET (row)), room->id))
        gtk_list_box_select_row (self->rooms, row);
    }
}

static void
show_room (LaurelWindow *self, const LaurelRoom *room)
{
  remove_all_pages (self);
  select_row (self, room);
  g_settings_set_string (self->settings, "room", room->id);
  push_page (self, room->create (self->connection, self->settings), FALSE);
}

static void
open_client_cb (LaurelWindow *self, const char *client)
{
  push_page (self, laurel_client_page_new (self->connection, client), TRUE);
}

static void
open_receipt_cb (LaurelWindow *self, const char *sale)
{
  push_page (self, laurel_receipt_page_new (self->connection, sale), TRUE);
}

static void
open_sales_cb (LaurelWindow *self, const LaurelSalesFilter *filter)
{
  push_page (self, laurel_sales_page_new_filtered (self->connection, self->settings, filter), TRUE);
}

static void
open_check_cb (LaurelWindow *self, const char *sale)
{
  push_page (self, laurel_check_page_new_for_sale (self->connection, sale), TRUE);
}

static void
open_room_cb (LaurelWindow *self, const char *room)
{
  show_room (self, laurel_rooms_find (room));
}

static void
open_program_cb (LaurelWindow *self, const char *what)
{
  push_page (self,
             g_str_equal (what, "publish") ? laurel_publish_page_new (self->connection)
                                           : laurel_versions_page_new (self->connection),
             TRUE);
}

static void
room_activated_cb (LaurelWindow *self, GtkListBoxRow *row)
{
  show_room (self, laurel_rooms_find (gtk_widget_get_name (GTK_WIDGET (row))));
}

static void
update_status (LaurelWindow *self)
{
  const LaurelServerInfo *info = NULL;
  g_autofree char        *status = NULL;
  gboolean                online = FALSE;

  if (self->connection == NULL)
    return;

  info = laurel_connection_get_info (self->connection);
  online = laurel_api_get_online (laurel_connection_get_api (self->connection));

  if (!online)
    status = g_strdup (_ ("No connection"));
  else if (info->program_version > 0)
    /* TRANSLATORS: the number of the loyalty program in force, and that the server answers */
    status = g_strdup_printf (_ ("Program %d · connected"), (int) info->program_version);
  else
    status = g_strdup (_ ("No program yet · connected"));

  gtk_label_set_text (self->chain_label, info->chain);
  gtk_label_set_text (self->status_label, status);
  gtk_widget_set_visible (self->demo_badge, info->demo);
  gtk_widget_remove_css_class (self->dot, online ? "bad" : "ok");
  gtk_widget_add_css_class (self->dot, online ? "ok" : "bad");
}

static void
set_connected (LaurelWindow *self, gboolean connected)
{
  for (gsize i = 0; i < G_N_ELEMENTS (connected_actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), connected_actions[i], connected);

  gtk_stack_set_visible_child_name (self->stack, connected ? "main" : "welcome");
}

static void
disconnect (LaurelWindow *self)
{
  if (self->connection == NULL)
    return;

  laurel_connection_stop (self->connection);
  remove_all_pages (self);
  g_signal_handlers_disconnect_by_data (self->connection, self);
  g_signal_handlers_disconnect_by_data (laurel_connection_get_api (self->connection), self);
  g_clear_object (&self->connection);
}

static void
connected_cb (LaurelWindow *self, LaurelConnection *connection)
{
  laurel_window_connect (self, connection);

  if (!laurel_session_is_lasting (self->session))
    toast_cb (self, _ ("There is no keyring here: the next start asks for the password again."));
}

static void
show_welcome (LaurelWindow *self)
{
  GtkWidget *welcome = laurel_welcome_page_new (self->session, self->settings);

  g_signal_connect_swapped (welcome, "connected", G_CALLBACK (connected_cb), self);
  adw_bin_set_child (self->welcome_bin, welcome);
  set_connected (self, FALSE);
}

static void
signed_out_cb (LaurelWindow *self)
{
  if (self->connection == NULL)
    return;

  disconnect (self);
  show_welcome (self);
  toast_cb (self, _ ("The session has ended. Sign in again."));
}

static void
folded_cb (LaurelWindow *self)
{
  g_autoptr (GtkSelectionModel) stack = adw_leaflet_get_pages (self->pages);
  gboolean folded = adw_leaflet_get_folded (self->leaflet);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (stack)); i++)
    {
      g_autoptr (AdwLeafletPage) page = g_list_model_get_item (G_LIST_MODEL (stack), i);

      laurel_page_set_folded (LAUREL_PAGE (adw_leaflet_page_get_child (page)), folded);
    }
}

static void
room_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  show_room (LAUREL_WINDOW (widget), laurel_rooms_find (g_variant_get_string (parameter, NULL)));
}

static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LaurelWindow *self = LAUREL_WINDOW (widget);

  if (!adw_leaflet_navigate (self->pages, ADW_NAVIGATION_DIRECTION_BACK) &&
      adw_leaflet_get_folded (self->leaflet))
    adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_BACK);

  pages_settled_cb (self);
}

static void
escape_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LaurelPage *page = laurel_window_get_page (LAUREL_WINDOW (widget));

  if (page != NULL && !laurel_page_close_pane (page))
    gtk_widget_activate_action (widget, "win.back", NULL);
}

static void
reload_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  laurel_page_reload (laurel_window_get_page (LAUREL_WINDOW (widget)));
}

static void
filter_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  laurel_page_search (laurel_window_get_page (LAUREL_WINDOW (widget)));
}

static void
toggle_pane_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  laurel_page_toggle_pane (laurel_window_get_page (LAUREL_WINDOW (widget)));
}

/* Where both fit the side bar hides; where they do not it takes turns with the page. */
static void
toggle_sidebar_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LaurelWindow *self = LAUREL_WINDOW (widget);

  if (!adw_leaflet_get_folded (self->leaflet))
    gtk_widget_set_visible (self->sidebar, !gtk_widget_get_visible (self->sidebar));
  else if (g_strcmp0 (adw_leaflet_get_visible_child_name (self->leaflet), "content") == 0)
    adw_leaflet_set_visible_child_name (self->leaflet, "sidebar");
  else
    adw_leaflet_set_visible_child_name (self->leaflet, "content");
}

static void
find_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LaurelWindow *self = LAUREL_WINDOW (widget);
  GtkWidget    *find = laurel_find_window_new (GTK_WINDOW (self), self->connection);

  for (gsize i = 0; i < laurel_n_rooms; i++)
    laurel_find_window_add_room (LAUREL_FIND_WINDOW (find),
                                 laurel_rooms[i].id,
                                 _ (laurel_rooms[i].title),
                                 laurel_rooms[i].icon_name);

  g_signal_connect_swapped (find, "open-room", G_CALLBACK (open_room_cb), self);
  g_signal_connect_swapped (find, "open-client", G_CALLBACK (open_client_cb), self);
  g_signal_connect_swapped (find, "open-receipt", G_CALLBACK (open_receipt_cb), self);
  gtk_window_present (GTK_WINDOW (find));
}

static void
connection_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LaurelWindow *self = LAUREL_WINDOW (widget);

  gtk_window_present (
      GTK_WINDOW (laurel_connection_window_new (GTK_WINDOW (self), self->connection)));
}

static void
sign_out_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LaurelWindow *self = LAUREL_WINDOW (widget);

  disconnect (self);
  laurel_session_sign_out (self->session);
  show_welcome (self);
}

static GtkWidget *
new_heading_row (const char *title)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *label = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption-heading");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_widget_add_css_class (row, "section");

  return row;
}

static GtkWidget *
new_room_row (const LaurelRoom *room)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (_ (room->title));

  gtk_widget_set_name (row, room->id);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (room->icon_name));
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);

  return row;
}

static void
laurel_window_dispose (GObject *object)
{
  LaurelWindow *self = LAUREL_WINDOW (object);

  if (self->session != NULL)
    disconnect (self);

  g_clear_object (&self->session);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (laurel_window_parent_class)->dispose (object);
}

static gboolean
laurel_window_close_request (GtkWindow *window)
{
  LaurelWindow *self = LAUREL_WINDOW (window);
  int           width = 0;
  int           height = 0;

  gtk_window_get_default_size (window, &width, &height);
  g_settings_set (self->settings, "window-size", "(ii)", width, height);
  g_settings_set_boolean (self->settings, "window-maximized", gtk_window_is_maximized (window));

  return GTK_WINDOW_CLASS (laurel_window_parent_class)->close_request (window);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.room", "s", room_action);
  gtk_widget_class_install_action (widget_class, "win.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "win.escape", NULL, escape_action);
  gtk_widget_class_install_action (widget_class, "win.reload", NULL, reload_action);
  gtk_widget_class_install_action (widget_class, "win.filter", NULL, filter_action);
  gtk_widget_class_install_action (widget_class, "win.find", NULL, find_action);
  gtk_widget_class_install_action (widget_class, "win.toggle-pane", NULL, toggle_pane_action);
  gtk_widget_class_install_action (widget_class, "win.toggle-sidebar", NULL, toggle_sidebar_action);
  gtk_widget_class_install_action (widget_class, "win.connection", NULL, connection_action);
  gtk_widget_class_install_action (widget_class, "win.sign-out", NULL, sign_out_action);
}

static void
laurel_window_class_init (LaurelWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = laurel_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = laurel_window_close_request;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/laurelproject/Laurel/ui/laurel-window.ui");
  gtk_widget_class_bind_template_child (widget_class, LaurelWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, LaurelWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, LaurelWindow, welcome_bin);
  gtk_widget_class_bind_template_child (widget_class, LaurelWindow, leaflet);
  gtk_widget_class_bind_template_child (widget_class, LaurelWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, LaurelWindow, rooms);
  gtk_widget_class_bind_template_child (widget_class, LaurelWindow, dot);
  gtk_widget_class_bind_template_child (widget_class, LaurelWindow, chain_label);
  gtk_widget_class_bind_template_child (widget_class, LaurelWindow, status_label);
  gtk_widget_class_bind_template_child (widget_class, LaurelWindow, demo_badge);
  gtk_widget_class_bind_template_child (widget_class, LaurelWindow, pages);
  gtk_widget_class_bind_template_callback (widget_class, folded_cb);
  gtk_widget_class_bind_template_callback (widget_class, pages_settled_cb);
  gtk_widget_class_bind_template_callback (widget_class, room_activated_cb);

  install_actions (widget_class);
}

static void
laurel_window_init (LaurelWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  for (gsize i = 0; i < laurel_n_rooms; i++)
    {
      if (laurel_rooms[i].group != NULL)
        gtk_list_box_append (self->rooms, new_heading_row (_ (laurel_rooms[i].group)));

      gtk_list_box_append (self->rooms, new_room_row (&laurel_rooms[i]));
    }
}

GtkWidget *
laurel_window_new (GtkApplication *application, LaurelSession *session, GSettings *settings)
{
  LaurelWindow *self = g_object_new (LAUREL_TYPE_WINDOW, "application", application, NULL);
  int           width = 0;
  int           height = 0;

  self->session = g_object_ref (session);
  self->settings = g_object_ref (settings);
  g_signal_connect_object (session,
                           "signed-out",
                           G_CALLBACK (signed_out_cb),
                           self,
                           G_CONNECT_SWAPPED);

  g_settings_get (settings, "window-size", "(ii)", &width, &height);
  gtk_window_set_default_size (GTK_WINDOW (self), width, height);
  if (g_settings_get_boolean (settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));

  show_welcome (self);
  if (laurel_session_is_remembered (session))
    laurel_welcome_page_resume (LAUREL_WELCOME_PAGE (adw_bin_get_child (self->welcome_bin)));

  return GTK_WIDGET (self);
}

void
laurel_window_connect (LaurelWindow *self, LaurelConnection *connection)
{
  g_autofree char *room = NULL;

  g_return_if_fail (LAUREL_IS_WINDOW (self));
  g_return_if_fail (LAUREL_IS_CONNECTION (connection));

  disconnect (self);
  self->connection = g_object_ref (connection);
  laurel_format_set_currency (laurel_connection_get_info (connection)->currency);
  g_signal_connect_swapped (connection, "program-changed", G_CALLBACK (update_status), self);
  g_signal_connect_swapped (laurel_connection_get_api (connection),
                            "notify::online",
                            G_CALLBACK (update_status),
                            self);
  update_status (self);

  room = g_settings_get_string (self->settings, "room");
  show_room (self, laurel_rooms_find (room));
  set_connected (self, TRUE);
  laurel_connection_listen (connection);
}

LaurelPage *
laurel_window_get_page (LaurelWindow *self)
{
  GtkWidget *page = NULL;

  g_return_val_if_fail (LAUREL_IS_WINDOW (self), NULL);

  page = adw_leaflet_get_visible_child (self->pages);

  return page != NULL ? LAUREL_PAGE (page) : NULL;
}
