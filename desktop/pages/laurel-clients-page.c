/* laurel-clients-page.c - the clients: search while typing, a table, a short client beside it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/pages/laurel-clients-page.h"

#include <glib/gi18n.h>

#include "desktop/api/laurel-client-row.h"
#include "desktop/models/laurel-paged-list.h"
#include "desktop/pages/laurel-pane.h"
#include "desktop/pages/laurel-table.h"
#include "desktop/pages/laurel-words.h"
#include "desktop/widgets/laurel-column.h"
#include "desktop/widgets/laurel-filter-strip.h"
#include "desktop/widgets/laurel-format.h"

struct _LaurelClientsPage
{
  LaurelPage parent_instance;

  LaurelPagedList *list;

  GtkToggleButton   *pane_button;
  AdwFlap           *flap;
  GtkWidget         *pane;
  LaurelFilterStrip *strip;
  GtkDropDown       *sort;
  LaurelTable       *table;
  GtkStack          *pane_stack;
  AdwAvatar         *avatar;
  GtkLabel          *name_label;
  GtkLabel          *level_label;
  AdwActionRow      *phone_row;
  AdwActionRow      *email_row;
  AdwActionRow      *city_row;
  AdwActionRow      *card_row;
  AdwActionRow      *points_row;
  AdwActionRow      *pending_row;
  AdwActionRow      *last_row;
  AdwActionRow      *turnover_row;
};

G_DEFINE_FINAL_TYPE (LaurelClientsPage, laurel_clients_page, LAUREL_TYPE_PAGE)

/* New text; NULL is nothing. */
static char *
dup_or_nothing (const char *text)
{
  return g_strdup (text != NULL && *text != '\0' ? text : LAUREL_FORMAT_NOTHING);
}

static char *
format_name (gpointer item, gpointer user_data)
{
  return laurel_words_person_short (&LAUREL_CLIENT_ROW (item)->name, _ ("Client without a name"));
}

static char *
format_phone (gpointer item, gpointer user_data)
{
  const char *phone = LAUREL_CLIENT_ROW (item)->phone;

  return phone != NULL ? laurel_words_phone (phone) : g_strdup (LAUREL_FORMAT_NOTHING);
}

static char *
format_card (gpointer item, gpointer user_data)
{
  const char *card = LAUREL_CLIENT_ROW (item)->card;

  return card != NULL ? laurel_words_card (card) : g_strdup (LAUREL_FORMAT_NOTHING);
}

static char *
format_level (gpointer item, gpointer user_data)
{
  return dup_or_nothing (LAUREL_CLIENT_ROW (item)->level_name);
}

static char *
format_points (gpointer item, gpointer user_data)
{
  return laurel_words_points (LAUREL_CLIENT_ROW (item)->available);
}

static char *
format_last_purchase (gpointer item, gpointer user_data)
{
  const GDate *date = &LAUREL_CLIENT_ROW (item)->last_purchase;

  return g_date_valid (date) ? laurel_format_date_year (date) : g_strdup (LAUREL_FORMAT_NOTHING);
}

static char *
format_turnover (gpointer item, gpointer user_data)
{
  return laurel_format_money_whole (LAUREL_CLIENT_ROW (item)->turnover);
}

static void
add_columns (LaurelClientsPage *self)
{
  static const struct
  {
    const char      *title;
    LaurelColumnKind kind;
    LaurelCellFunc   func;
    int              width;
    gboolean         expand;
  } columns[] = {
    { N_ ("Name"), LAUREL_COLUMN_TEXT, format_name, -1, TRUE },
    { N_ ("Phone"), LAUREL_COLUMN_TEXT, format_phone, 156, FALSE },
    { N_ ("Card"), LAUREL_COLUMN_TEXT, format_card, 152, FALSE },
    { N_ ("Level"), LAUREL_COLUMN_TEXT, format_level, 116, FALSE },
    { N_ ("Points"), LAUREL_COLUMN_NUMBER, format_points, 70, FALSE },
    { N_ ("Last Purchase"), LAUREL_COLUMN_TEXT, format_last_purchase, 138, FALSE },
    { N_ ("Turnover"), LAUREL_COLUMN_NUMBER, format_turnover, 92, FALSE },
  };

  /* Turnover, last purchase, level, card. */
  static const guint dispensable[] = { 6, 5, 3, 2 };

  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    laurel_column_append (laurel_table_get_view (self->table),
                          laurel_column_new_for_func (_ (columns[i].title),
                                                      columns[i].kind,
                                                      columns[i].func,
                                                      NULL,
                                                      NULL),
                          columns[i].width,
                          columns[i].expand);

  laurel_table_set_dispensable (self->table, dispensable, G_N_ELEMENTS (dispensable));
}

static void
ask (LaurelClientsPage *self)
{
  const char *text = laurel_filter_strip_get_text (self->strip);
  g_autoptr (LaurelListRequest) request =
      laurel_client_list_new (text, (LaurelClientSort) gtk_drop_down_get_selected (self->sort));

  laurel_table_set_filtered (self->table, *text != '\0');
  laurel_paged_list_set_request (self->list, request);
}

static void
loading_cb (LaurelClientsPage *self)
{
  gint64           count = laurel_paged_list_get_count (self->list);
  g_autofree char *subtitle = count >= 0 ? laurel_format_n_clients (count) : NULL;

  laurel_page_set_busy (LAUREL_PAGE (self), laurel_paged_list_get_loading (self->list));
  laurel_page_set_subtitle (LAUREL_PAGE (self), subtitle != NULL ? subtitle : "");
}

static void
set_row (AdwActionRow *row, char *text)
{
  adw_action_row_set_subtitle (row, text);
  g_free (text);
}

static void
show_client (LaurelClientsPage *self, LaurelClientRow *client)
{
  g_autofree char *name = laurel_words_person (&client->name, _ ("Client without a name"));
  g_autofree char *short_name = format_name (client, NULL);

  adw_avatar_set_text (self->avatar, short_name);
  gtk_label_set_text (self->name_label, name);
  gtk_label_set_text (self->level_label, client->level_name != NULL ? client->level_name : "");
  gtk_widget_set_visible (GTK_WIDGET (self->level_label), client->level_name != NULL);
  set_row (self->phone_row, format_phone (client, NULL));
  set_row (self->email_row, dup_or_nothing (client->email));
  set_row (self->city_row, dup_or_nothing (client->city));
  set_row (self->card_row, format_card (client, NULL));
  set_row (self->points_row, format_points (client, NULL));
  set_row (self->pending_row, laurel_words_points (client->pending));
  set_row (self->last_row, format_last_purchase (client, NULL));
  set_row (self->turnover_row, format_turnover (client, NULL));
  gtk_stack_set_visible_child_name (self->pane_stack, "client");
}

static void
row_selected_cb (LaurelClientsPage *self, LaurelClientRow *client)
{
  if (client == NULL)
    {
      gtk_stack_set_visible_child_name (self->pane_stack, "nobody");
      return;
    }

  show_client (self, client);
  if (!adw_flap_get_folded (self->flap))
    gtk_toggle_button_set_active (self->pane_button, TRUE);
}

static void
row_activated_cb (LaurelClientsPage *self, LaurelClientRow *client)
{
  laurel_page_open_client (LAUREL_PAGE (self), client->client);
}

static void
open_clicked_cb (LaurelClientsPage *self)
{
  LaurelClientRow *client = laurel_table_get_selected (self->table);

  if (client != NULL)
    laurel_page_open_client (LAUREL_PAGE (self), client->client);
}

static void
search_changed_cb (LaurelClientsPage *self)
{
  if (self->list != NULL)
    ask (self);
}

/* A search with one hit: Enter opens. */
static void
search_activated_cb (LaurelClientsPage *self)
{
  g_autoptr (LaurelClientRow) client = NULL;

  if (laurel_paged_list_get_loading (self->list) ||
      g_list_model_get_n_items (G_LIST_MODEL (self->list)) != 1)
    return;

  client = g_list_model_get_item (G_LIST_MODEL (self->list), 0);
  laurel_page_open_client (LAUREL_PAGE (self), client->client);
}

static void
sort_changed_cb (LaurelClientsPage *self)
{
  if (self->list != NULL)
    ask (self);
}

static void
clear_filters_cb (LaurelClientsPage *self)
{
  laurel_filter_strip_set_text (self->strip, "");
}

static void
laurel_clients_page_connected (LaurelPage *page)
{
  LaurelClientsPage *self = LAUREL_CLIENTS_PAGE (page);

  add_columns (self);
  self->list = laurel_paged_list_new (laurel_page_get_api (page), LAUREL_TYPE_CLIENT_ROW);
  g_signal_connect_object (self->list,
                           "notify::loading",
                           G_CALLBACK (loading_cb),
                           self,
                           G_CONNECT_SWAPPED);
  laurel_table_set_list (self->table, self->list);
  laurel_table_set_empty (self->table,
                          "system-users-symbolic",
                          _ ("No Clients Yet"),
                          _ ("Clients appear here when they register at a till or on the web "
                             "site, or are imported."));
  ask (self);
}

static void
laurel_clients_page_reload (LaurelPage *page)
{
  laurel_paged_list_reload (LAUREL_CLIENTS_PAGE (page)->list);
}

static void
laurel_clients_page_search (LaurelPage *page)
{
  laurel_filter_strip_focus_search (LAUREL_CLIENTS_PAGE (page)->strip);
}

static gboolean
laurel_clients_page_close_pane (LaurelPage *page)
{
  LaurelClientsPage *self = LAUREL_CLIENTS_PAGE (page);

  if (!adw_flap_get_reveal_flap (self->flap))
    return FALSE;

  adw_flap_set_reveal_flap (self->flap, FALSE);
  laurel_table_unselect (self->table);

  return TRUE;
}

static void
laurel_clients_page_toggle_pane (LaurelPage *page)
{
  AdwFlap *flap = LAUREL_CLIENTS_PAGE (page)->flap;

  adw_flap_set_reveal_flap (flap, !adw_flap_get_reveal_flap (flap));
}

static void
laurel_clients_page_dispose (GObject *object)
{
  g_clear_object (&LAUREL_CLIENTS_PAGE (object)->list);

  G_OBJECT_CLASS (laurel_clients_page_parent_class)->dispose (object);
}

static void
laurel_clients_page_class_init (LaurelClientsPageClass *klass)
{
  GtkWidgetClass  *widget_class = GTK_WIDGET_CLASS (klass);
  LaurelPageClass *page_class = LAUREL_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = laurel_clients_page_dispose;
  page_class->connected = laurel_clients_page_connected;
  page_class->reload = laurel_clients_page_reload;
  page_class->search = laurel_clients_page_search;
  page_class->close_pane = laurel_clients_page_close_pane;
  page_class->toggle_pane = laurel_clients_page_toggle_pane;

  g_type_ensure (LAUREL_TYPE_FILTER_STRIP);
  g_type_ensure (LAUREL_TYPE_TABLE);
  gtk_widget_class_set_template_from_resource (
      widget_class,
      "/org/laurelproject/Laurel/ui/laurel-clients-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LaurelClientsPage, pane_button);
  gtk_widget_class_bind_template_child (widget_class, LaurelClientsPage, flap);
  gtk_widget_class_bind_template_child (widget_class, LaurelClientsPage, pane);
  gtk_widget_class_bind_template_child (widget_class, LaurelClientsPage, strip);
  gtk_widget_class_bind_template_child (widget_class, LaurelClientsPage, sort);
  gtk_widget_class_bind_template_child (widget_class, LaurelClientsPage, table);
  gtk_widget_class_bind_template_child (widget_class, LaurelClientsPage, pane_stack);
  gtk_widget_class_bind_template_child (widget_class, LaurelClientsPage, avatar);
  gtk_widget_class_bind_template_child (widget_class, LaurelClientsPage, name_label);
  gtk_widget_class_bind_template_child (widget_class, LaurelClientsPage, level_label);
  gtk_widget_class_bind_template_child (widget_class, LaurelClientsPage, phone_row);
  gtk_widget_class_bind_template_child (widget_class, LaurelClientsPage, email_row);
  gtk_widget_class_bind_template_child (widget_class, LaurelClientsPage, city_row);
  gtk_widget_class_bind_template_child (widget_class, LaurelClientsPage, card_row);
  gtk_widget_class_bind_template_child (widget_class, LaurelClientsPage, points_row);
  gtk_widget_class_bind_template_child (widget_class, LaurelClientsPage, pending_row);
  gtk_widget_class_bind_template_child (widget_class, LaurelClientsPage, last_row);
  gtk_widget_class_bind_template_child (widget_class, LaurelClientsPage, turnover_row);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, sort_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_filters_cb);
}

static void
laurel_clients_page_init (LaurelClientsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
laurel_clients_page_new (LaurelConnection *connection, GSettings *settings)
{
  LaurelClientsPage *self = g_object_new (LAUREL_TYPE_CLIENTS_PAGE, "connection", connection, NULL);

  laurel_pane_make_resizable (self->pane, settings, "client-pane-width");

  return GTK_WIDGET (self);
}
