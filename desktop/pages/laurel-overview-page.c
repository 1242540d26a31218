/* laurel-overview-page.c - the first page: the numbers of a period, live
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/pages/laurel-overview-page.h"

#include <glib/gi18n.h>

#include "desktop/api/laurel-overview.h"
#include "desktop/pages/laurel-overview-charts.h"
#include "desktop/widgets/laurel-chart-panel.h"
#include "desktop/widgets/laurel-format.h"
#include "desktop/widgets/laurel-period-picker.h"
#include "desktop/widgets/laurel-state-view.h"
#include "desktop/widgets/laurel-tile.h"

#define STORES_SHOWN 4

/* More would be read by nobody. */
#define N_TILES 8

struct _LaurelOverviewPage
{
  LaurelPage parent_instance;

  GSettings      *settings;
  GCancellable   *cancellable;
  LaurelOverview *overview;
  gboolean        late;
  LaurelTile     *tile_of[N_TILES];
  GtkStringList  *store_names;

  LaurelPeriodPicker *period_picker;
  GtkBox             *period_slot;
  GtkBox             *narrow_period_slot;
  GtkOrientable      *top_row;
  GtkDropDown        *store;
  LaurelStateView    *state_view;
  GtkFlowBox         *tiles;
  LaurelChartPanel   *days_panel;
  LaurelChartPanel   *weeks_panel;
  LaurelChartPanel   *levels_panel;
  LaurelChartPanel   *discounts_panel;
  LaurelChartPanel   *stores_panel;
  LaurelChartPanel   *channels_panel;
};

G_DEFINE_FINAL_TYPE (LaurelOverviewPage, laurel_overview_page, LAUREL_TYPE_PAGE)

/* In the order of the page; @opens_sales: whether receipts stand behind the number. */
static const struct
{
  LaurelFigureKind  metric;
  const char       *caption;
  LaurelValueKind   kind;
  LaurelTileSense   sense;
  LaurelChartColour colour;
  gboolean          opens_sales;
} tile_specs[N_TILES] = {
  { LAUREL_FIGURE_TURNOVER,
    N_ ("Turnover"),
    LAUREL_VALUE_MONEY,
    LAUREL_TILE_MORE_IS_GOOD,
    LAUREL_CHART_BLUE,
    TRUE },
  { LAUREL_FIGURE_RECEIPTS,
    N_ ("Receipts"),
    LAUREL_VALUE_COUNT,
    LAUREL_TILE_MORE_IS_GOOD,
    LAUREL_CHART_BLUE,
    TRUE },
  { LAUREL_FIGURE_AVERAGE_RECEIPT,
    N_ ("Average Receipt"),
    LAUREL_VALUE_MONEY,
    LAUREL_TILE_MORE_IS_GOOD,
    LAUREL_CHART_BLUE,
    TRUE },
  { LAUREL_FIGURE_CARD_SHARE,
    N_ ("Receipts with a Card"),
    LAUREL_VALUE_SHARE,
    LAUREL_TILE_MORE_IS_GOOD,
    LAUREL_CHART_BLUE,
    TRUE },
  { LAUREL_FIGURE_POINTS_ISSUED,
    N_ ("Points Issued"),
    LAUREL_VALUE_POINTS,
    LAUREL_TILE_MORE_IS_NEITHER,
    LAUREL_CHART_GREEN,
    TRUE },
  { LAUREL_FIGURE_POINTS_REDEEMED,
    N_ ("Points Redeemed"),
    LAUREL_VALUE_POINTS,
    LAUREL_TILE_MORE_IS_NEITHER,
    LAUREL_CHART_GREEN,
    TRUE },
  { LAUREL_FIGURE_NEW_CLIENTS,
    N_ ("New Clients"),
    LAUREL_VALUE_COUNT,
    LAUREL_TILE_MORE_IS_GOOD,
    LAUREL_CHART_BLUE,
    FALSE },
  { LAUREL_FIGURE_DISCOUNTS,
    N_ ("Discounts Given"),
    LAUREL_VALUE_MONEY,
    LAUREL_TILE_MORE_IS_NEITHER,
    LAUREL_CHART_AMBER,
    TRUE },
};

static void
resolve (LaurelOverviewPage *self, LaurelPeriodDates *dates)
{
  GDate today;

  laurel_connection_get_today (laurel_page_get_connection (LAUREL_PAGE (self)), &today);
  laurel_period_resolve (laurel_period_picker_get_period (self->period_picker), &today, dates);
}

/* (nullable) (transfer full): the chosen store; NULL is all */
static LaurelStore *
get_store (LaurelOverviewPage *self)
{
  LaurelConnection *connection = laurel_page_get_connection (LAUREL_PAGE (self));
  guint             selected = gtk_drop_down_get_selected (self->store);

  if (selected == 0 || selected == GTK_INVALID_LIST_POSITION)
    return NULL;

  return g_list_model_get_item (laurel_connection_get_stores (connection), selected - 1);
}

static void
open_sales (LaurelOverviewPage *self, const GDate *first, const GDate *last, const char *channel)
{
  g_autoptr (LaurelSalesFilter) filter = laurel_sales_filter_new ();
  g_autoptr (LaurelStore) store = get_store (self);

  filter->from = *first;
  filter->to = *last;
  filter->channel = g_strdup (channel);

  if (store != NULL)
    {
      filter->store = g_strdup (store->store);
      filter->store_name = g_strdup (store->name);
    }

  laurel_page_open_sales (LAUREL_PAGE (self), filter);
}

static void
tile_clicked_cb (LaurelOverviewPage *self)
{
  LaurelPeriodDates dates;

  resolve (self, &dates);
  open_sales (self, &dates.first, &dates.last, NULL);
}

static void
day_activated_cb (LaurelOverviewPage *self, guint slot)
{
  const GDate *date = NULL;

  if (slot >= self->overview->days->len)
    return;

  date = &g_array_index (self->overview->days, LaurelTurnover, slot).date;
  open_sales (self, date, date, NULL);
}

static void
store_activated_cb (LaurelOverviewPage *self, guint slot)
{
  g_autoptr (LaurelSalesFilter) filter = laurel_sales_filter_new ();
  const LaurelTurnover *store = NULL;
  LaurelPeriodDates     dates;

  /* The last slot may be "Others", behind which there is no one store. */
  if (slot >= self->overview->stores->len ||
      (slot >= STORES_SHOWN && self->overview->stores->len > STORES_SHOWN + 1))
    return;

  store = &g_array_index (self->overview->stores, LaurelTurnover, slot);
  resolve (self, &dates);
  filter->from = dates.first;
  filter->to = dates.last;
  filter->store = g_strdup (store->id);
  filter->store_name = g_strdup (store->name != NULL ? store->name : store->id);
  laurel_page_open_sales (LAUREL_PAGE (self), filter);
}

static void
channel_activated_cb (LaurelOverviewPage *self, guint slot)
{
  LaurelPeriodDates dates;

  if (slot >= self->overview->channels->len)
    return;

  resolve (self, &dates);
  open_sales (self,
              &dates.first,
              &dates.last,
              g_array_index (self->overview->channels, LaurelTurnover, slot).id);
}

/* Takes over @data. */
static void
set_chart (LaurelChartPanel *panel, LaurelChartData *data)
{
  laurel_chart_set_data (laurel_chart_panel_get_chart (panel), data);
  g_object_unref (data);
}

static void
fill_tiles (LaurelOverviewPage *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (tile_specs); i++)
    {
      const LaurelFigure *metric = &self->overview->metrics[tile_specs[i].metric];
      LaurelValueKind     kind = tile_specs[i].kind;
      gint64              before = laurel_overview_charts_to_shown (kind, metric->before);
      g_autoptr (LaurelChartData) spark =
          laurel_overview_charts_new_spark (kind, tile_specs[i].colour, metric);

      laurel_tile_show (self->tile_of[i],
                        kind,
                        laurel_overview_charts_to_shown (kind, metric->value),
                        metric->has_before ? &before : NULL,
                        tile_specs[i].sense);
      laurel_tile_set_spark (self->tile_of[i], spark);
    }
}

/* What has no tile of its own stands under the chart it belongs to. */
static void
fill_notes (LaurelOverviewPage *self)
{
  const LaurelFigure *metrics = self->overview->metrics;
  g_autofree char    *active = laurel_format_count (metrics[LAUREL_FIGURE_ACTIVE_CLIENTS].value);
  g_autofree char    *burnt = laurel_format_points (
      laurel_overview_charts_to_shown (LAUREL_VALUE_POINTS,
                                       metrics[LAUREL_FIGURE_POINTS_BURNT].value));
  /* TRANSLATORS: a number of clients, after a number of all clients */
  g_autofree char *active_note = g_strdup_printf (_ ("%s bought in this period"), active);
  /* TRANSLATORS: a number of points */
  g_autofree char *burnt_note = g_strdup_printf (_ ("%s burnt in this period"), burnt);

  laurel_chart_panel_set_note (self->levels_panel, active_note);
  laurel_chart_panel_set_note (self->weeks_panel, burnt_note);
}

static void
fill (LaurelOverviewPage *self)
{
  const LaurelOverview *overview = self->overview;
  g_autofree char      *clients = laurel_format_count (overview->clients);

  fill_tiles (self);
  fill_notes (self);
  set_chart (self->days_panel, laurel_overview_charts_new_days (overview));
  set_chart (self->weeks_panel, laurel_overview_charts_new_weeks (overview));
  set_chart (self->levels_panel, laurel_overview_charts_new_levels (overview));
  set_chart (self->discounts_panel, laurel_overview_charts_new_discounts (overview));
  set_chart (self->stores_panel, laurel_overview_charts_new_stores (overview, STORES_SHOWN));
  set_chart (self->channels_panel, laurel_overview_charts_new_channels (overview));

  laurel_chart_panel_set_value (
      self->levels_panel,
      clients,
      /* TRANSLATORS: follows the number of clients, which stands alone in large type */
      ngettext ("client", "clients", (gulong) overview->clients));
  laurel_state_view_set_state (self->state_view, LAUREL_STATE_CONTENT);
}

static void fetch (LaurelOverviewPage *self);

static void
overview_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LaurelOverviewPage) self = LAUREL_OVERVIEW_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  LaurelOverview *overview = laurel_overview_fetch_finish (LAUREL_API (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->cancellable);
  laurel_page_set_busy (LAUREL_PAGE (self), FALSE);

  if (overview != NULL)
    {
      g_clear_pointer (&self->overview, laurel_overview_free);
      self->overview = overview;
      fill (self);
    }
  else if (self->overview == NULL)
    {
      laurel_state_view_show_error (self->state_view,
                                    error->message,
                                    laurel_api_error_get_details (error));
    }
  else if (!g_error_matches (error, LAUREL_API_ERROR, LAUREL_API_ERROR_OFFLINE))
    {
      /* The old numbers stay; without a connection the bar says so already. */
      laurel_page_toast (LAUREL_PAGE (self), error->message);
    }

  if (self->late)
    fetch (self);
}

static void
fetch (LaurelOverviewPage *self)
{
  g_autoptr (LaurelStore) store = get_store (self);
  LaurelOverviewFilter filter = { .store = store != NULL ? store->store : NULL };
  LaurelPeriodDates    dates;
  g_autofree char     *subtitle = NULL;

  resolve (self, &dates);
  filter.from = dates.first;
  filter.to = dates.last;
  filter.before_from = dates.before_first;
  filter.before_to = dates.before_last;
  subtitle = laurel_period_describe (&dates);
  laurel_page_set_subtitle (LAUREL_PAGE (self), subtitle);

  self->late = FALSE;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  laurel_overview_fetch_async (laurel_page_get_api (LAUREL_PAGE (self)),
                               &filter,
                               self->cancellable,
                               overview_cb,
                               g_object_ref (self));
}

/* Someone asked for other numbers: the old ones go when they are wrong, and stay until then. */
static void
ask (LaurelOverviewPage *self)
{
  laurel_page_set_busy (LAUREL_PAGE (self), TRUE);
  fetch (self);
}

static void
sales_changed_cb (LaurelOverviewPage *self)
{
  /* A slow answer is not thrown away for the next sale's; but it may be older than the sale. */
  if (self->cancellable == NULL)
    fetch (self);
  else
    self->late = TRUE;
}

static void
retry_cb (LaurelOverviewPage *self)
{
  laurel_state_view_set_state (self->state_view, LAUREL_STATE_LOADING);
  ask (self);
}

static void
period_changed_cb (LaurelOverviewPage *self)
{
  g_autoptr (GEnumClass) periods = g_type_class_ref (LAUREL_TYPE_PERIOD);
  GEnumValue *value =
      g_enum_get_value (periods, laurel_period_picker_get_period (self->period_picker));

  if (self->settings == NULL)
    return;

  g_settings_set_string (self->settings, "period", value->value_nick);
  ask (self);
}

static void
store_changed_cb (LaurelOverviewPage *self)
{
  if (self->settings != NULL)
    ask (self);
}

static void
stores_changed_cb (LaurelOverviewPage *self, guint position, guint removed, guint added)
{
  GListModel *stores =
      laurel_connection_get_stores (laurel_page_get_connection (LAUREL_PAGE (self)));
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) strings = NULL;

  for (guint i = 0; i < added; i++)
    {
      g_autoptr (LaurelStore) store = g_list_model_get_item (stores, position + i);

      g_strv_builder_add (names, store->name);
    }

  strings = g_strv_builder_end (names);
  gtk_string_list_splice (self->store_names, position + 1, removed, (const char *const *) strings);
}

static void
connect_chart (LaurelOverviewPage *self, LaurelChartPanel *panel, GCallback callback)
{
  g_signal_connect_object (laurel_chart_panel_get_chart (panel),
                           "activated",
                           callback,
                           self,
                           G_CONNECT_SWAPPED);
}

static void
laurel_overview_page_connected (LaurelPage *page)
{
  LaurelOverviewPage *self = LAUREL_OVERVIEW_PAGE (page);
  LaurelConnection   *connection = laurel_page_get_connection (page);
  GListModel         *stores = laurel_connection_get_stores (connection);

  self->store_names = gtk_string_list_new (NULL);
  gtk_string_list_append (self->store_names, _ ("All Stores"));
  stores_changed_cb (self, 0, 0, g_list_model_get_n_items (stores));
  gtk_drop_down_set_model (self->store, G_LIST_MODEL (self->store_names));
  g_signal_connect_object (stores,
                           "items-changed",
                           G_CALLBACK (stores_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (connection,
                           "sales-changed",
                           G_CALLBACK (sales_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (connection,
                           "resync",
                           G_CALLBACK (sales_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);

  connect_chart (self, self->days_panel, G_CALLBACK (day_activated_cb));
  connect_chart (self, self->stores_panel, G_CALLBACK (store_activated_cb));
  connect_chart (self, self->channels_panel, G_CALLBACK (channel_activated_cb));
}

static void
laurel_overview_page_reload (LaurelPage *page)
{
  ask (LAUREL_OVERVIEW_PAGE (page));
}

/* The title bar is too short for the periods then: they get a line of their own. */
static void
laurel_overview_page_set_narrow (LaurelPage *page, gboolean narrow)
{
  LaurelOverviewPage *self = LAUREL_OVERVIEW_PAGE (page);
  GtkBox             *slot = narrow ? self->narrow_period_slot : self->period_slot;
  GtkWidget          *picker = GTK_WIDGET (self->period_picker);

  g_object_ref (picker);
  gtk_box_remove (GTK_BOX (gtk_widget_get_parent (picker)), picker);
  gtk_box_append (slot, picker);
  g_object_unref (picker);
  gtk_widget_set_visible (GTK_WIDGET (self->narrow_period_slot), narrow);
  gtk_orientable_set_orientation (self->top_row,
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
}

static void
laurel_overview_page_dispose (GObject *object)
{
  LaurelOverviewPage *self = LAUREL_OVERVIEW_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->settings);
  g_clear_object (&self->store_names);
  g_clear_pointer (&self->overview, laurel_overview_free);

  G_OBJECT_CLASS (laurel_overview_page_parent_class)->dispose (object);
}

static void
laurel_overview_page_class_init (LaurelOverviewPageClass *klass)
{
  GtkWidgetClass  *widget_class = GTK_WIDGET_CLASS (klass);
  LaurelPageClass *page_class = LAUREL_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = laurel_overview_page_dispose;
  page_class->connected = laurel_overview_page_connected;
  page_class->reload = laurel_overview_page_reload;
  page_class->set_narrow = laurel_overview_page_set_narrow;

  g_type_ensure (LAUREL_TYPE_PERIOD_PICKER);
  g_type_ensure (LAUREL_TYPE_STATE_VIEW);
  g_type_ensure (LAUREL_TYPE_CHART_PANEL);
  gtk_widget_class_set_template_from_resource (
      widget_class,
      "/org/laurelproject/Laurel/ui/laurel-overview-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LaurelOverviewPage, period_picker);
  gtk_widget_class_bind_template_child (widget_class, LaurelOverviewPage, period_slot);
  gtk_widget_class_bind_template_child (widget_class, LaurelOverviewPage, narrow_period_slot);
  gtk_widget_class_bind_template_child (widget_class, LaurelOverviewPage, top_row);
  gtk_widget_class_bind_template_child (widget_class, LaurelOverviewPage, store);
  gtk_widget_class_bind_template_child (widget_class, LaurelOverviewPage, state_view);
  gtk_widget_class_bind_template_child (widget_class, LaurelOverviewPage, tiles);
  gtk_widget_class_bind_template_child (widget_class, LaurelOverviewPage, days_panel);
  gtk_widget_class_bind_template_child (widget_class, LaurelOverviewPage, weeks_panel);
  gtk_widget_class_bind_template_child (widget_class, LaurelOverviewPage, levels_panel);
  gtk_widget_class_bind_template_child (widget_class, LaurelOverviewPage, discounts_panel);
  gtk_widget_class_bind_template_child (widget_class, LaurelOverviewPage, stores_panel);
  gtk_widget_class_bind_template_child (widget_class, LaurelOverviewPage, channels_panel);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, period_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, store_changed_cb);
}

static void
laurel_overview_page_init (LaurelOverviewPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  for (gsize i = 0; i < G_N_ELEMENTS (tile_specs); i++)
    {
      const char *caption = _ (tile_specs[i].caption);
      GtkWidget  *tile =
          tile_specs[i].opens_sales ? laurel_tile_new (caption) : laurel_tile_new_plain (caption);
      GtkWidget *child = gtk_flow_box_child_new ();

      self->tile_of[i] = LAUREL_TILE (tile);
      g_signal_connect_swapped (tile, "clicked", G_CALLBACK (tile_clicked_cb), self);
      gtk_widget_set_focusable (child, FALSE);
      gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), tile);
      gtk_flow_box_append (self->tiles, child);
    }
}

GtkWidget *
laurel_overview_page_new (LaurelConnection *connection, GSettings *settings)
{
  LaurelOverviewPage *self =
      g_object_new (LAUREL_TYPE_OVERVIEW_PAGE, "connection", connection, NULL);
  g_autoptr (GEnumClass) periods = g_type_class_ref (LAUREL_TYPE_PERIOD);
  g_autofree char *nick = g_settings_get_string (settings, "period");
  GEnumValue      *value = g_enum_get_value_by_nick (periods, nick);

  if (value != NULL)
    laurel_period_picker_set_period (self->period_picker, (LaurelPeriod) value->value);

  self->settings = g_object_ref (settings);
  ask (self);

  return GTK_WIDGET (self);
}
