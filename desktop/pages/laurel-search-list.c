/* laurel-search-list.c - an entry, and what the server finds while one types
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/pages/laurel-search-list.h"

#include <glib/gi18n.h>

#define SHOWN      30
#define DELAY_MS   150
#define MIN_HEIGHT 240
#define ITEM_KEY   "laurel-item"

struct _LaurelSearchList
{
  AdwBin parent_instance;

  LaurelApi          *api;
  LaurelSearchFunc    search;
  LaurelSearchRowFunc new_row;
  GCancellable       *cancellable;

  GtkWidget  *entry;
  GtkListBox *rows;
  GtkLabel   *placeholder;
};

G_DEFINE_FINAL_TYPE (LaurelSearchList, laurel_search_list, ADW_TYPE_BIN)

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
clear (LaurelSearchList *self)
{
  GtkListBoxRow *row = NULL;

  while ((row = gtk_list_box_get_row_at_index (self->rows, 0)) != NULL)
    gtk_list_box_remove (self->rows, GTK_WIDGET (row));
}

static void
show_items (LaurelSearchList *self, GPtrArray *items)
{
  clear (self);

  for (guint i = 0; i < items->len; i++)
    {
      gpointer   item = g_ptr_array_index (items, i);
      GtkWidget *row = self->new_row (item);

      g_object_set_data_full (G_OBJECT (row), ITEM_KEY, g_object_ref (item), g_object_unref);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      gtk_list_box_append (self->rows, row);
    }

  gtk_label_set_text (self->placeholder, _ ("Nothing Found"));
}

static void
page_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LaurelSearchList) self = LAUREL_SEARCH_LIST (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (LaurelListPage) page = laurel_list_fetch_finish (LAUREL_API (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->cancellable);

  if (page != NULL)
    {
      show_items (self, page->items);
    }
  else
    {
      clear (self);
      gtk_label_set_text (self->placeholder, error->message);
    }
}

static void
search_changed_cb (LaurelSearchList *self)
{
  g_autoptr (LaurelListRequest) request =
      self->search (gtk_editable_get_text (GTK_EDITABLE (self->entry)));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);

  if (request == NULL)
    {
      clear (self);
      return;
    }

  gtk_label_set_text (self->placeholder, _ ("Searching…"));
  self->cancellable = g_cancellable_new ();
  laurel_list_fetch_async (self->api,
                           request,
                           NULL,
                           SHOWN,
                           self->cancellable,
                           page_cb,
                           g_object_ref (self));
}

static void
activated_cb (LaurelSearchList *self, GtkListBoxRow *row)
{
  g_autoptr (GObject) item = g_object_ref (g_object_get_data (G_OBJECT (row), ITEM_KEY));

  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, item);
}

static void
entry_activated_cb (LaurelSearchList *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->rows, 0);

  if (row != NULL)
    activated_cb (self, row);
}

static void
mapped_cb (LaurelSearchList *self)
{
  search_changed_cb (self);
  gtk_widget_grab_focus (self->entry);
}

static void
laurel_search_list_dispose (GObject *object)
{
  LaurelSearchList *self = LAUREL_SEARCH_LIST (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->api);

  G_OBJECT_CLASS (laurel_search_list_parent_class)->dispose (object);
}

static void
laurel_search_list_class_init (LaurelSearchListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = laurel_search_list_dispose;

  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen",
                                         LAUREL_TYPE_SEARCH_LIST,
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         1,
                                         G_TYPE_OBJECT);
}

static void
laurel_search_list_init (LaurelSearchList *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->entry = gtk_search_entry_new ();
  gtk_search_entry_set_search_delay (GTK_SEARCH_ENTRY (self->entry), DELAY_MS);
  g_signal_connect_swapped (self->entry, "search-changed", G_CALLBACK (search_changed_cb), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (entry_activated_cb), self);
  gtk_box_append (GTK_BOX (box), self->entry);

  self->placeholder = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->placeholder, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->placeholder), "dim-label");
  gtk_widget_set_margin_top (GTK_WIDGET (self->placeholder), 24);

  self->rows = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->rows, GTK_SELECTION_NONE);
  gtk_list_box_set_placeholder (self->rows, GTK_WIDGET (self->placeholder));
  g_signal_connect_swapped (self->rows, "row-activated", G_CALLBACK (activated_cb), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled), MIN_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->rows));
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (box), scrolled);
  adw_bin_set_child (ADW_BIN (self), box);
  g_signal_connect (self, "map", G_CALLBACK (mapped_cb), NULL);
}

GtkWidget *
laurel_search_list_new (LaurelApi          *api,
                        const char         *placeholder,
                        LaurelSearchFunc    search,
                        LaurelSearchRowFunc new_row)
{
  LaurelSearchList *self = g_object_new (LAUREL_TYPE_SEARCH_LIST, NULL);

  self->api = g_object_ref (api);
  self->search = search;
  self->new_row = new_row;
  g_object_set (self->entry, "placeholder-text", placeholder, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  placeholder,
                                  -1);

  return GTK_WIDGET (self);
}

GtkWidget *
laurel_search_list_new_row (const char *title, const char *subtitle, const char *number)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle != NULL ? subtitle : "");
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);

  if (number != NULL)
    {
      GtkWidget *label = gtk_label_new (number);

      gtk_widget_add_css_class (label, "numeric");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
    }

  return row;
}
