/* laurel-client-page.c - everything about one client
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/pages/laurel-client-page.h"

#include <glib/gi18n.h>

#include "desktop/api/laurel-client.h"
#include "desktop/api/laurel-history-row.h"
#include "desktop/models/laurel-paged-list.h"
#include "desktop/pages/laurel-client-tables.h"
#include "desktop/pages/laurel-table.h"
#include "desktop/pages/laurel-words.h"
#include "desktop/widgets/laurel-chart-panel.h"
#include "desktop/widgets/laurel-format.h"
#include "desktop/widgets/laurel-state-view.h"
#include "desktop/widgets/laurel-tile.h"

/* How wide the person is beside the rest, and above it. */
#define PERSON        330
#define NARROW_PERSON 760

struct _LaurelClientPage
{
  LaurelPage parent_instance;

  char         *client;
  char         *client_name;
  GCancellable *cancellable;
  GPtrArray    *person_rows;

  LaurelPagedList *history;
  LaurelPagedList *purchases;
  LaurelPagedList *points;

  LaurelStateView     *state_view;
  GtkWidget           *separator;
  AdwClamp            *person_clamp;
  GtkOrientable       *body;
  AdwAvatar           *avatar;
  GtkLabel            *name_label;
  GtkLabel            *born_label;
  GtkBox              *badges;
  AdwActionRow        *phone_row;
  AdwActionRow        *email_row;
  AdwActionRow        *address_row;
  AdwActionRow        *notes_row;
  AdwPreferencesGroup *consents;
  AdwPreferencesGroup *cards;
  LaurelTile          *available_tile;
  LaurelTile          *pending_tile;
  LaurelTile          *burns_tile;
  LaurelTile          *turnover_tile;
  LaurelChartPanel    *months_panel;
  GtkStack            *tabs;
  GtkStackPage        *purchases_tab;
  LaurelTable         *history_table;
  LaurelTable         *purchases_table;
  LaurelTable         *points_table;
};

G_DEFINE_FINAL_TYPE (LaurelClientPage, laurel_client_page, LAUREL_TYPE_PAGE)

static void
add_badge (LaurelClientPage *self, const char *text, const char *css_class)
{
  GtkWidget *badge = gtk_label_new (text);

  gtk_label_set_ellipsize (GTK_LABEL (badge), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (badge, "badge");
  if (css_class != NULL)
    gtk_widget_add_css_class (badge, css_class);

  gtk_box_append (self->badges, badge);
}

static void
fill_badges (LaurelClientPage *self, const LaurelClient *client)
{
  GtkWidget *badge = NULL;

  while ((badge = gtk_widget_get_first_child (GTK_WIDGET (self->badges))) != NULL)
    gtk_box_remove (self->badges, badge);

  if (client->level_name != NULL)
    add_badge (self, client->level_name, "accent");

  for (guint i = 0; client->segments[i] != NULL; i++)
    add_badge (self, client->segments[i], NULL);

  for (guint i = 0; client->tags[i] != NULL; i++)
    add_badge (self, client->tags[i], NULL);
}

static void
fill_born (LaurelClientPage *self, const LaurelClient *client)
{
  g_autofree char *date = NULL;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->born_label), g_date_valid (&client->birth_date));
  if (!g_date_valid (&client->birth_date))
    return;

  date = laurel_format_date (&client->birth_date);
  /* TRANSLATORS: a date of birth and the age: "Born 14 March 1988, 38 years" */
  text = g_strdup_printf (ngettext ("Born %s, %d year", "Born %s, %d years", (gulong) client->age),
                          date,
                          (int) client->age);
  gtk_label_set_text (self->born_label, text);
}

/* A row without a value is absent. */
static void
set_row (AdwActionRow *row, const char *text)
{
  adw_action_row_set_subtitle (row, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (row), text != NULL && *text != '\0');
}

static GtkWidget *
add_person_row (LaurelClientPage    *self,
                AdwPreferencesGroup *group,
                const char          *title,
                const char          *subtitle,
                const char          *badge,
                const char          *badge_class)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *label = gtk_label_new (badge);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_add_css_class (label, "badge");
  if (badge_class != NULL)
    gtk_widget_add_css_class (label, badge_class);

  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  adw_preferences_group_add (group, row);
  g_ptr_array_add (self->person_rows, row);

  return row;
}

static void
fill_consents (LaurelClientPage *self, const LaurelClient *client)
{
  for (guint i = 0; i < client->consents->len; i++)
    {
      const LaurelConsent *consent = &g_array_index (client->consents, LaurelConsent, i);
      g_autofree char     *words = laurel_words_consent (consent);

      add_person_row (self,
                      self->consents,
                      consent->email ? _ ("E-mail") : _ ("SMS"),
                      words,
                      consent->given ? C_ ("consent", "Yes") : C_ ("consent", "No"),
                      consent->given ? "good" : NULL);
    }

  gtk_widget_set_visible (GTK_WIDGET (self->consents), client->consents->len > 0);
}

static void
fill_cards (LaurelClientPage *self, const LaurelClient *client)
{
  for (guint i = 0; i < client->cards->len; i++)
    {
      const LaurelCard *card = &g_array_index (client->cards, LaurelCard, i);
      g_autofree char  *number = laurel_words_card (card->number);
      g_autofree char  *about = laurel_words_card_about (card);

      add_person_row (self,
                      self->cards,
                      number,
                      about,
                      laurel_words_card_state (card->state),
                      card->state == LAUREL_CARD_ACTIVE ? "good" : NULL);
    }

  gtk_widget_set_visible (GTK_WIDGET (self->cards), client->cards->len > 0);
}

static void
fill_person (LaurelClientPage *self, const LaurelClient *client)
{
  g_autofree char *phone = client->phone != NULL ? laurel_words_phone (client->phone) : NULL;
  g_autofree char *address = laurel_words_address (client);
  g_autofree char *short_name =
      laurel_words_person_short (&client->name, _ ("Client without a name"));

  g_free (self->client_name);
  self->client_name = laurel_words_person (&client->name, _ ("Client without a name"));
  adw_avatar_set_text (self->avatar, short_name);
  gtk_label_set_text (self->name_label, self->client_name);
  fill_born (self, client);
  fill_badges (self, client);
  set_row (self->phone_row, phone);
  set_row (self->email_row, client->email);
  set_row (self->address_row, address);
  set_row (self->notes_row, client->notes);

  for (guint i = 0; i < self->person_rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->person_rows, i);
      GtkWidget *group = gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP);

      adw_preferences_group_remove (ADW_PREFERENCES_GROUP (group), row);
    }

  g_ptr_array_set_size (self->person_rows, 0);
  fill_consents (self, client);
  fill_cards (self, client);
}

/* "active on 6 December", "active on 4–6 December" */
static char *
describe_pending (const LaurelClient *client)
{
  const LaurelPointsOnDate *first = NULL;
  const LaurelPointsOnDate *last = NULL;
  g_autofree char          *dates = NULL;

  if (client->pending->len == 0)
    return g_strdup (_ ("nothing waits"));

  first = &g_array_index (client->pending, LaurelPointsOnDate, 0);
  last = &g_array_index (client->pending, LaurelPointsOnDate, client->pending->len - 1);

  if (g_date_compare (&first->date, &last->date) == 0)
    dates = laurel_format_date_short (&first->date);
  else
    dates = laurel_format_date_range_short (&first->date, &last->date, &last->date);

  return g_strdup_printf (_ ("active on %s"), dates);
}

static void
fill_points_tiles (LaurelClientPage *self, const LaurelClient *client)
{
  g_autofree char *available = laurel_words_points (client->available);
  g_autofree char *worth = laurel_format_money_whole (client->worth);
  /* TRANSLATORS: what the points of a client are worth in money */
  g_autofree char *worth_note = g_strdup_printf (_ ("worth %s at the till"), worth);
  g_autofree char *pending = laurel_words_points (client->pending_total);
  g_autofree char *pending_note = describe_pending (client);

  laurel_tile_set_value (self->available_tile, available);
  laurel_tile_set_note (self->available_tile, worth_note, LAUREL_TILE_NEUTRAL);
  laurel_tile_set_value (self->pending_tile, pending);
  laurel_tile_set_note (self->pending_tile, pending_note, LAUREL_TILE_NEUTRAL);

  if (client->burns->len > 0)
    {
      const LaurelPointsOnDate *first = &g_array_index (client->burns, LaurelPointsOnDate, 0);
      g_autofree char          *date = laurel_format_date_year (&first->date);
      g_autofree char          *points = laurel_words_points (first->points);
      /* TRANSLATORS: how many points burn on a date that stands above */
      g_autofree char *note = g_strdup_printf (_ ("%s points"), points);

      laurel_tile_set_value (self->burns_tile, date);
      laurel_tile_set_note (self->burns_tile, note, LAUREL_TILE_NEUTRAL);
    }
  else
    {
      laurel_tile_set_value (self->burns_tile, LAUREL_FORMAT_NOTHING);
      laurel_tile_set_note (self->burns_tile, _ ("nothing burns"), LAUREL_TILE_NEUTRAL);
    }
}

static void
fill_turnover_tile (LaurelClientPage *self, const LaurelClient *client)
{
  g_autofree char *turnover = laurel_format_money_whole (client->turnover);

  laurel_tile_set_value (self->turnover_tile, turnover);

  if (client->next_level != NULL)
    {
      g_autofree char *missing = laurel_format_money_whole (client->next_missing);
      /* TRANSLATORS: the money that is missing to the next level, and the name of that level */
      g_autofree char *note = g_strdup_printf (_ ("%s left to %s"), missing, client->next_level);
      gint64           goal = client->level_turnover + client->next_missing;

      laurel_tile_set_fraction (self->turnover_tile,
                                goal > 0 ? (double) client->level_turnover / (double) goal : 0);
      laurel_tile_set_note (self->turnover_tile, note, LAUREL_TILE_NEUTRAL);
    }
  else
    {
      laurel_tile_set_fraction (self->turnover_tile, -1);
      laurel_tile_set_note (self->turnover_tile, _ ("the highest level"), LAUREL_TILE_NEUTRAL);
    }
}

static void
fill_months (LaurelClientPage *self, const LaurelClient *client)
{
  g_autoptr (LaurelChartData) data = laurel_chart_data_new (LAUREL_VALUE_MONEY);
  g_autofree char *average = laurel_format_money_whole (client->average_receipt);
  g_autofree char *note = g_strdup_printf (_ ("average receipt %s"), average);

  laurel_chart_data_add_series (data, _ ("Purchases"), LAUREL_CHART_BLUE);
  laurel_chart_data_add_series (data, _ ("Returns"), LAUREL_CHART_AMBER);

  if (client->months->len > 0)
    laurel_chart_data_add_dates (data,
                                 &g_array_index (client->months, LaurelClientMonth, 0).first,
                                 LAUREL_CHART_STEP_MONTH,
                                 client->months->len);

  for (guint i = 0; i < client->months->len; i++)
    {
      const LaurelClientMonth *month = &g_array_index (client->months, LaurelClientMonth, i);
      g_autofree char         *purchases =
          g_strdup_printf (ngettext ("%d purchase", "%d purchases", (gulong) month->purchases),
                           (int) month->purchases);
      g_autofree char *returns =
          month->returns > 0
              ? g_strdup_printf (ngettext ("%d return", "%d returns", (gulong) month->returns),
                                 (int) month->returns)
              : g_strdup (_ ("No returns"));

      laurel_chart_data_set_value (data, 0, i, month->sum);
      laurel_chart_data_set_value_name (data, 0, i, purchases);
      laurel_chart_data_set_value (data, 1, i, month->returned);
      laurel_chart_data_set_value_name (data, 1, i, returns);
    }

  laurel_chart_set_data (laurel_chart_panel_get_chart (self->months_panel), data);
  laurel_chart_panel_set_note (self->months_panel, client->n_purchases > 0 ? note : NULL);
}

static void
fill (LaurelClientPage *self, const LaurelClient *client)
{
  g_autofree char *count = laurel_format_count (client->n_purchases);
  /* TRANSLATORS: the title of a tab, and how many there are: "Purchases 47" */
  g_autofree char *tab = g_strdup_printf (_ ("Purchases %s"), count);

  if (client->registered_at != NULL)
    {
      GDate            day;
      g_autofree char *date = NULL;
      g_autofree char *since = NULL;

      laurel_format_day_of (client->registered_at,
                            g_date_time_get_timezone (client->registered_at),
                            &day);
      date = laurel_format_date (&day);
      since = g_strdup_printf (_ ("Since %s"), date);
      laurel_page_set_subtitle (LAUREL_PAGE (self), since);
    }

  fill_person (self, client);
  fill_points_tiles (self, client);
  fill_turnover_tile (self, client);
  fill_months (self, client);
  gtk_stack_page_set_title (self->purchases_tab, tab);
  laurel_state_view_set_state (self->state_view, LAUREL_STATE_CONTENT);
}

static void
client_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LaurelClientPage) self = LAUREL_CLIENT_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (LaurelClient) client =
      laurel_client_fetch_finish (LAUREL_API (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->cancellable);
  laurel_page_set_busy (LAUREL_PAGE (self), FALSE);

  if (client != NULL)
    fill (self, client);
  else if (self->client_name == NULL)
    laurel_state_view_show_error (self->state_view,
                                  error->message,
                                  laurel_api_error_get_details (error));
  else if (!g_error_matches (error, LAUREL_API_ERROR, LAUREL_API_ERROR_OFFLINE))
    laurel_page_toast (LAUREL_PAGE (self), error->message);
}

static void
fetch (LaurelClientPage *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  laurel_page_set_busy (LAUREL_PAGE (self), TRUE);
  laurel_client_fetch_async (laurel_page_get_api (LAUREL_PAGE (self)),
                             self->client,
                             self->cancellable,
                             client_cb,
                             g_object_ref (self));
}

static void
retry_cb (LaurelClientPage *self)
{
  laurel_state_view_set_state (self->state_view, LAUREL_STATE_LOADING);
  fetch (self);
}

/* A list is asked for when its tab is first seen. */
static void
tab_changed_cb (LaurelClientPage *self)
{
  const char *tab = gtk_stack_get_visible_child_name (self->tabs);
  g_autoptr (LaurelListRequest) request = NULL;
  g_autoptr (LaurelSalesFilter) filter = NULL;

  if (self->client == NULL)
    return;

  if (g_strcmp0 (tab, "history") == 0)
    {
      request = laurel_history_list_new (self->client);
      laurel_paged_list_set_request (self->history, request);
    }
  else if (g_strcmp0 (tab, "purchases") == 0)
    {
      filter = laurel_sales_filter_new ();
      filter->client = g_strdup (self->client);
      request = laurel_sale_list_new (filter);
      laurel_paged_list_set_request (self->purchases, request);
    }
  else if (g_strcmp0 (tab, "points") == 0)
    {
      request = laurel_statement_list_new (self->client);
      laurel_paged_list_set_request (self->points, request);
    }
}

static void
history_activated_cb (LaurelClientPage *self, LaurelHistoryRow *row)
{
  if (row->sale != NULL)
    laurel_page_open_receipt (LAUREL_PAGE (self), row->sale);
}

static void
purchase_activated_cb (LaurelClientPage *self, LaurelSaleRow *row)
{
  if (row->sale != NULL)
    laurel_page_open_receipt (LAUREL_PAGE (self), row->sale);
}

/* All time, as everything that is opened from a client. */
static void
sales_clicked_cb (LaurelClientPage *self)
{
  g_autoptr (LaurelSalesFilter) filter = laurel_sales_filter_new ();

  filter->client = g_strdup (self->client);
  filter->client_name = g_strdup (self->client_name != NULL ? self->client_name : self->client);
  laurel_page_open_sales (LAUREL_PAGE (self), filter);
}

static void
laurel_client_page_connected (LaurelPage *page)
{
  LaurelClientPage *self = LAUREL_CLIENT_PAGE (page);
  LaurelConnection *connection = laurel_page_get_connection (page);
  LaurelApi        *api = laurel_page_get_api (page);

  laurel_client_tables_add_history (self->history_table, connection);
  laurel_client_tables_add_purchases (self->purchases_table, connection);
  laurel_client_tables_add_points (self->points_table, connection);

  self->history = laurel_paged_list_new (api, LAUREL_TYPE_HISTORY_ROW);
  self->purchases = laurel_paged_list_new (api, LAUREL_TYPE_SALE_ROW);
  self->points = laurel_paged_list_new (api, LAUREL_TYPE_HISTORY_ROW);
  laurel_table_set_list (self->history_table, self->history);
  laurel_table_set_list (self->purchases_table, self->purchases);
  laurel_table_set_list (self->points_table, self->points);

  laurel_table_set_empty (self->history_table,
                          "document-open-recent-symbolic",
                          _ ("Nothing Has Happened Yet"),
                          _ ("Purchases, points and levels appear here."));
  laurel_table_set_empty (self->purchases_table,
                          "x-office-spreadsheet-symbolic",
                          _ ("No Purchases Yet"),
                          _ ("The first receipt with a card of this client appears here."));
  laurel_table_set_empty (self->points_table,
                          "emblem-synchronizing-symbolic",
                          _ ("No Points Yet"),
                          _ ("Points appear here when they are earned or added."));
}

static void
laurel_client_page_reload (LaurelPage *page)
{
  LaurelClientPage *self = LAUREL_CLIENT_PAGE (page);

  fetch (self);
  laurel_paged_list_reload (self->history);
  laurel_paged_list_reload (self->purchases);
  laurel_paged_list_reload (self->points);
}

static void
laurel_client_page_set_narrow (LaurelPage *page, gboolean narrow)
{
  LaurelClientPage *self = LAUREL_CLIENT_PAGE (page);

  gtk_orientable_set_orientation (self->body,
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_set_visible (self->separator, !narrow);
  adw_clamp_set_maximum_size (self->person_clamp, narrow ? NARROW_PERSON : PERSON);
}

static void
laurel_client_page_dispose (GObject *object)
{
  LaurelClientPage *self = LAUREL_CLIENT_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->history);
  g_clear_object (&self->purchases);
  g_clear_object (&self->points);
  g_clear_pointer (&self->person_rows, g_ptr_array_unref);
  g_clear_pointer (&self->client, g_free);
  g_clear_pointer (&self->client_name, g_free);

  G_OBJECT_CLASS (laurel_client_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, LaurelClientPage, state_view);
  gtk_widget_class_bind_template_child (widget_class, LaurelClientPage, separator);
  gtk_widget_class_bind_template_child (widget_class, LaurelClientPage, person_clamp);
  gtk_widget_class_bind_template_child (widget_class, LaurelClientPage, body);
  gtk_widget_class_bind_template_child (widget_class, LaurelClientPage, avatar);
  gtk_widget_class_bind_template_child (widget_class, LaurelClientPage, name_label);
  gtk_widget_class_bind_template_child (widget_class, LaurelClientPage, born_label);
  gtk_widget_class_bind_template_child (widget_class, LaurelClientPage, badges);
  gtk_widget_class_bind_template_child (widget_class, LaurelClientPage, phone_row);
  gtk_widget_class_bind_template_child (widget_class, LaurelClientPage, email_row);
  gtk_widget_class_bind_template_child (widget_class, LaurelClientPage, address_row);
  gtk_widget_class_bind_template_child (widget_class, LaurelClientPage, notes_row);
  gtk_widget_class_bind_template_child (widget_class, LaurelClientPage, consents);
  gtk_widget_class_bind_template_child (widget_class, LaurelClientPage, cards);
  gtk_widget_class_bind_template_child (widget_class, LaurelClientPage, available_tile);
  gtk_widget_class_bind_template_child (widget_class, LaurelClientPage, pending_tile);
  gtk_widget_class_bind_template_child (widget_class, LaurelClientPage, burns_tile);
  gtk_widget_class_bind_template_child (widget_class, LaurelClientPage, turnover_tile);
  gtk_widget_class_bind_template_child (widget_class, LaurelClientPage, months_panel);
  gtk_widget_class_bind_template_child (widget_class, LaurelClientPage, tabs);
  gtk_widget_class_bind_template_child (widget_class, LaurelClientPage, purchases_tab);
  gtk_widget_class_bind_template_child (widget_class, LaurelClientPage, history_table);
  gtk_widget_class_bind_template_child (widget_class, LaurelClientPage, purchases_table);
  gtk_widget_class_bind_template_child (widget_class, LaurelClientPage, points_table);
}

static void
laurel_client_page_class_init (LaurelClientPageClass *klass)
{
  GtkWidgetClass  *widget_class = GTK_WIDGET_CLASS (klass);
  LaurelPageClass *page_class = LAUREL_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = laurel_client_page_dispose;
  page_class->connected = laurel_client_page_connected;
  page_class->reload = laurel_client_page_reload;
  page_class->set_narrow = laurel_client_page_set_narrow;

  g_type_ensure (LAUREL_TYPE_STATE_VIEW);
  g_type_ensure (LAUREL_TYPE_TABLE);
  g_type_ensure (LAUREL_TYPE_TILE);
  g_type_ensure (LAUREL_TYPE_CHART_PANEL);
  gtk_widget_class_set_template_from_resource (
      widget_class,
      "/org/laurelproject/Laurel/ui/laurel-client-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, tab_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, history_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, purchase_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, sales_clicked_cb);
}

static void
laurel_client_page_init (LaurelClientPage *self)
{
  self->person_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
laurel_client_page_new (LaurelConnection *connection, const char *client)
{
  LaurelClientPage *self = g_object_new (LAUREL_TYPE_CLIENT_PAGE, "connection", connection, NULL);

  self->client = g_strdup (client);
  fetch (self);
  tab_changed_cb (self);

  return GTK_WIDGET (self);
}
