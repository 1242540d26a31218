/* laurel-find-window.c - finds a client, a receipt or a room from one entry: Ctrl+K
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/pages/laurel-find-window.h"

#include <glib/gi18n.h>
#include <string.h>

#include "desktop/api/laurel-client-row.h"
#include "desktop/api/laurel-sale-row.h"
#include "desktop/pages/laurel-words.h"
#include "desktop/widgets/laurel-format.h"

#define SHOWN_OF_EACH 5

/* Less says too little about a person or a receipt. */
#define TEXT_MIN 2

typedef struct
{
  char *id;
  char *title;
  char *icon_name;
} Room;

struct _LaurelFindWindow
{
  AdwWindow parent_instance;

  LaurelConnection *connection;
  GCancellable     *cancellable;
  GPtrArray        *rooms;
  GPtrArray        *clients;
  GPtrArray        *sales;

  /* Lists that are still to come, and why the last one did not. */
  guint n_waiting;
  char *failure;

  GtkEditable *entry;
  GtkListBox  *results;
  GtkLabel    *placeholder;
};

G_DEFINE_FINAL_TYPE (LaurelFindWindow, laurel_find_window, ADW_TYPE_WINDOW)

enum
{
  SIGNAL_OPEN_ROOM,
  SIGNAL_OPEN_CLIENT,
  SIGNAL_OPEN_RECEIPT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* What a row stands for: the signal it sends, and the id that goes with it. */
#define SIGNAL_KEY "laurel-find-signal"
#define ID_KEY     "laurel-find-id"

static void
room_free (gpointer data)
{
  Room *room = data;

  g_free (room->id);
  g_free (room->title);
  g_free (room->icon_name);
  g_free (room);
}

static void
add_result (LaurelFindWindow *self,
            guint             signal,
            const char       *id,
            const char       *icon_name,
            const char       *title,
            const char       *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name (icon_name));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data (G_OBJECT (row), SIGNAL_KEY, GUINT_TO_POINTER (signal));
  g_object_set_data_full (G_OBJECT (row), ID_KEY, g_strdup (id), g_free);
  gtk_list_box_append (self->results, row);
}

static gboolean
fits (const char *title, const char *text)
{
  g_autofree char *folded_title = g_utf8_casefold (title, -1);
  g_autofree char *folded_text = g_utf8_casefold (text, -1);

  return strstr (folded_title, folded_text) != NULL;
}

static void
add_client (LaurelFindWindow *self, LaurelClientRow *client)
{
  g_autofree char *name = laurel_words_person (&client->name, _ ("Client without a name"));
  g_autofree char *phone = client->phone != NULL ? laurel_words_phone (client->phone) : NULL;
  g_autofree char *card = client->card != NULL ? laurel_words_card (client->card) : NULL;
  g_autofree char *about = g_strdup_printf ("%s%s%s",
                                            phone != NULL ? phone : "",
                                            phone != NULL && card != NULL ? " · " : "",
                                            card != NULL ? card : "");

  add_result (self, SIGNAL_OPEN_CLIENT, client->client, "avatar-default-symbolic", name, about);
}

static void
add_sale (LaurelFindWindow *self, LaurelSaleRow *sale)
{
  g_autofree char *title = g_strdup_printf (_ ("Receipt %s"), sale->receipt);
  g_autofree char *moment =
      laurel_format_moment (sale->time, g_date_time_get_timezone (sale->time), NULL);
  g_autofree char *paid = laurel_format_money (sale->to_pay);
  g_autofree char *about = g_strdup_printf ("%s · %s", moment, paid);

  if (sale->sale != NULL)
    add_result (self,
                SIGNAL_OPEN_RECEIPT,
                sale->sale,
                "x-office-spreadsheet-symbolic",
                title,
                about);
}

static void
show_results (LaurelFindWindow *self)
{
  const char    *text = gtk_editable_get_text (self->entry);
  GtkListBoxRow *row = NULL;

  while ((row = gtk_list_box_get_row_at_index (self->results, 0)) != NULL)
    gtk_list_box_remove (self->results, GTK_WIDGET (row));

  for (guint i = 0; i < self->rooms->len; i++)
    {
      const Room *room = g_ptr_array_index (self->rooms, i);

      if (fits (room->title, text))
        add_result (self, SIGNAL_OPEN_ROOM, room->id, room->icon_name, room->title, "");
    }

  for (guint i = 0; self->clients != NULL && i < self->clients->len; i++)
    add_client (self, g_ptr_array_index (self->clients, i));

  for (guint i = 0; self->sales != NULL && i < self->sales->len; i++)
    add_sale (self, g_ptr_array_index (self->sales, i));

  if (self->n_waiting > 0)
    gtk_label_set_text (self->placeholder, _ ("Searching…"));
  else
    gtk_label_set_text (self->placeholder,
                        self->failure != NULL ? self->failure : _ ("Nothing Found"));
}

/* Both answers come here; @target is where the rows of this one go. */
static void
take_answer (LaurelFindWindow *self, LaurelApi *api, GAsyncResult *result, GPtrArray **target)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LaurelListPage) page = laurel_list_fetch_finish (api, result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self->n_waiting--;
  g_clear_pointer (target, g_ptr_array_unref);

  if (page != NULL)
    {
      *target = g_ptr_array_ref (page->items);
    }
  else
    {
      g_free (self->failure);
      self->failure = g_strdup (error->message);
    }

  show_results (self);
}

static void
clients_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LaurelFindWindow) self = LAUREL_FIND_WINDOW (user_data);

  take_answer (self, LAUREL_API (source), result, &self->clients);
}

static void
sales_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LaurelFindWindow) self = LAUREL_FIND_WINDOW (user_data);

  take_answer (self, LAUREL_API (source), result, &self->sales);
}

static void
forget (LaurelFindWindow *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->failure, g_free);
  self->n_waiting = 0;
}

static void
search_changed_cb (LaurelFindWindow *self)
{
  LaurelApi  *api = laurel_connection_get_api (self->connection);
  const char *text = gtk_editable_get_text (self->entry);
  g_autoptr (LaurelListRequest) clients = NULL;
  g_autoptr (LaurelListRequest) sales = NULL;
  g_autoptr (LaurelSalesFilter) filter = laurel_sales_filter_new ();

  forget (self);

  if (g_utf8_strlen (text, -1) < TEXT_MIN)
    {
      g_clear_pointer (&self->clients, g_ptr_array_unref);
      g_clear_pointer (&self->sales, g_ptr_array_unref);
      show_results (self);
      return;
    }

  filter->search = g_strdup (text);
  clients = laurel_client_list_new (text, LAUREL_CLIENT_SORT_LAST_PURCHASE);
  sales = laurel_sale_list_new (filter);
  self->cancellable = g_cancellable_new ();
  self->n_waiting = 2;
  laurel_list_fetch_async (api,
                           clients,
                           NULL,
                           SHOWN_OF_EACH,
                           self->cancellable,
                           clients_cb,
                           g_object_ref (self));
  laurel_list_fetch_async (api,
                           sales,
                           NULL,
                           SHOWN_OF_EACH,
                           self->cancellable,
                           sales_cb,
                           g_object_ref (self));
  show_results (self);
}

static void
row_activated_cb (LaurelFindWindow *self, GtkListBoxRow *row)
{
  guint            signal = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), SIGNAL_KEY));
  g_autofree char *id = g_strdup (g_object_get_data (G_OBJECT (row), ID_KEY));
  g_autoptr (LaurelFindWindow) alive = g_object_ref (self);

  gtk_window_close (GTK_WINDOW (self));
  g_signal_emit (alive, signals[signal], 0, id);
}

/* Enter takes the first hit. */
static void
activate_cb (LaurelFindWindow *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->results, 0);

  if (row != NULL)
    row_activated_cb (self, row);
}

static void
stop_search_cb (LaurelFindWindow *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

static void
laurel_find_window_dispose (GObject *object)
{
  LaurelFindWindow *self = LAUREL_FIND_WINDOW (object);

  forget (self);
  g_clear_object (&self->connection);
  g_clear_pointer (&self->rooms, g_ptr_array_unref);
  g_clear_pointer (&self->clients, g_ptr_array_unref);
  g_clear_pointer (&self->sales, g_ptr_array_unref);

  G_OBJECT_CLASS (laurel_find_window_parent_class)->dispose (object);
}

static guint
new_signal (const char *name)
{
  return g_signal_new (name,
                       LAUREL_TYPE_FIND_WINDOW,
                       G_SIGNAL_RUN_LAST,
                       0,
                       NULL,
                       NULL,
                       NULL,
                       G_TYPE_NONE,
                       1,
                       G_TYPE_STRING);
}

static void
laurel_find_window_class_init (LaurelFindWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = laurel_find_window_dispose;

  signals[SIGNAL_OPEN_ROOM] = new_signal ("open-room");
  signals[SIGNAL_OPEN_CLIENT] = new_signal ("open-client");
  signals[SIGNAL_OPEN_RECEIPT] = new_signal ("open-receipt");

  gtk_widget_class_set_template_from_resource (
      widget_class,
      "/org/laurelproject/Laurel/ui/laurel-find-window.ui");
  gtk_widget_class_bind_template_child (widget_class, LaurelFindWindow, entry);
  gtk_widget_class_bind_template_child (widget_class, LaurelFindWindow, results);
  gtk_widget_class_bind_template_child (widget_class, LaurelFindWindow, placeholder);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
laurel_find_window_init (LaurelFindWindow *self)
{
  self->rooms = g_ptr_array_new_with_free_func (room_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
laurel_find_window_new (GtkWindow *parent, LaurelConnection *connection)
{
  LaurelFindWindow *self = g_object_new (LAUREL_TYPE_FIND_WINDOW, "transient-for", parent, NULL);

  self->connection = g_object_ref (connection);

  return GTK_WIDGET (self);
}

void
laurel_find_window_add_room (LaurelFindWindow *self,
                             const char       *id,
                             const char       *title,
                             const char       *icon_name)
{
  Room *room = NULL;

  g_return_if_fail (LAUREL_IS_FIND_WINDOW (self));

  room = g_new (Room, 1);
  room->id = g_strdup (id);
  room->title = g_strdup (title);
  room->icon_name = g_strdup (icon_name);
  g_ptr_array_add (self->rooms, room);
  show_results (self);
}
