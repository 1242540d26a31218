/* laurel-sales-filters.c - the filters of the journal of sales, as chips on its strip
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/pages/laurel-sales-filters.h"

#include <glib/gi18n.h>

#include "desktop/pages/laurel-words.h"
#include "desktop/widgets/laurel-format.h"

#define DATES   "dates"
#define STORE   "store"
#define CHANNEL "channel"
#define CLIENT  "client"

struct _LaurelSalesFilters
{
  GObject parent_instance;

  LaurelFilterStrip *strip;
  LaurelConnection  *connection;
  LaurelSalesFilter *filter;
  GtkWidget         *popover;
};

G_DEFINE_FINAL_TYPE (LaurelSalesFilters, laurel_sales_filters, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const char *const channels[] = { "store", "site", "delivery", "showroom", "app", "phone" };

static void
set_last_month (LaurelSalesFilters *self)
{
  GDate today;

  laurel_connection_get_today (self->connection, &today);
  self->filter->to = today;
  self->filter->from = today;
  g_date_subtract_months (&self->filter->from, 1);
  g_date_add_days (&self->filter->from, 1);
}

static gboolean
is_last_month (LaurelSalesFilters *self)
{
  GDate today;
  GDate from;

  if (!g_date_valid (&self->filter->from) || !g_date_valid (&self->filter->to))
    return FALSE;

  laurel_connection_get_today (self->connection, &today);
  from = today;
  g_date_subtract_months (&from, 1);
  g_date_add_days (&from, 1);

  return g_date_compare (&from, &self->filter->from) == 0 &&
         g_date_compare (&today, &self->filter->to) == 0;
}

/* New text: what the chip of the dates says, NULL for all time. */
static char *
describe_dates (LaurelSalesFilters *self)
{
  GDate today;

  if (!g_date_valid (&self->filter->from) || !g_date_valid (&self->filter->to))
    return NULL;

  laurel_connection_get_today (self->connection, &today);

  if (g_date_compare (&self->filter->from, &self->filter->to) == 0)
    return laurel_format_date_short (&self->filter->from);

  return laurel_format_date_range_short (&self->filter->from, &self->filter->to, &today);
}

static void
show_chip (LaurelSalesFilters *self, const char *id, const char *label)
{
  if (label != NULL)
    laurel_filter_strip_set_chip (self->strip, id, label);
  else
    laurel_filter_strip_remove_chip (self->strip, id);
}

static void
show_chips (LaurelSalesFilters *self)
{
  const LaurelSalesFilter *filter = self->filter;
  g_autofree char         *dates = describe_dates (self);

  show_chip (self, CLIENT, filter->client != NULL ? filter->client_name : NULL);
  show_chip (self, DATES, dates);
  show_chip (self, STORE, filter->store != NULL ? filter->store_name : NULL);
  show_chip (self,
             CHANNEL,
             filter->channel != NULL ? laurel_words_channel (filter->channel) : NULL);
}

static void
changed (LaurelSalesFilters *self)
{
  show_chips (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
set_text (char **target, const char *text)
{
  g_free (*target);
  *target = g_strdup (text);
}

static void
popover_closed_cb (LaurelSalesFilters *self)
{
  g_clear_pointer (&self->popover, gtk_widget_unparent);
}

static gboolean
unparent_later_cb (gpointer user_data)
{
  popover_closed_cb (LAUREL_SALES_FILTERS (user_data));

  return G_SOURCE_REMOVE;
}

/* A popover may not go while it tells that it has closed. */
static void
closed_cb (LaurelSalesFilters *self)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, unparent_later_cb, g_object_ref (self), g_object_unref);
}

static void
show_popover (LaurelSalesFilters *self, const char *id, GtkWidget *child)
{
  popover_closed_cb (self);
  self->popover = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (self->popover), child);
  gtk_widget_set_parent (self->popover, laurel_filter_strip_get_anchor (self->strip, id));
  g_signal_connect_swapped (self->popover, "closed", G_CALLBACK (closed_cb), self);
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

static void
close_popover (LaurelSalesFilters *self)
{
  if (self->popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (self->popover));
}

/* One choice of a popover's list; its name is the value. */
static GtkWidget *
new_choice (const char *value, const char *label)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *text = gtk_label_new (label);

  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_label_set_ellipsize (GTK_LABEL (text), PANGO_ELLIPSIZE_END);
  gtk_widget_set_margin_start (text, 12);
  gtk_widget_set_margin_end (text, 12);
  gtk_widget_set_margin_top (text, 6);
  gtk_widget_set_margin_bottom (text, 6);
  gtk_widget_set_name (row, value);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), text);

  return row;
}

static GtkWidget *
new_choices (LaurelSalesFilters *self, GtkWidget **list, GCallback chosen_cb)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  *list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (*list), GTK_SELECTION_NONE);
  g_signal_connect_swapped (*list, "row-activated", chosen_cb, self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 360);
  gtk_widget_set_size_request (scrolled, 220, -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), *list);

  return scrolled;
}

static void
store_chosen_cb (LaurelSalesFilters *self, GtkListBoxRow *row)
{
  GtkLabel *label = GTK_LABEL (gtk_list_box_row_get_child (row));

  set_text (&self->filter->store, gtk_widget_get_name (GTK_WIDGET (row)));
  set_text (&self->filter->store_name, gtk_label_get_text (label));
  close_popover (self);
  changed (self);
}

static void
choose_store (LaurelSalesFilters *self)
{
  GListModel *stores = laurel_connection_get_stores (self->connection);
  GtkWidget  *list = NULL;
  GtkWidget  *choices = new_choices (self, &list, G_CALLBACK (store_chosen_cb));

  for (guint i = 0; i < g_list_model_get_n_items (stores); i++)
    {
      g_autoptr (LaurelStore) store = g_list_model_get_item (stores, i);

      gtk_list_box_append (GTK_LIST_BOX (list), new_choice (store->store, store->name));
    }

  show_popover (self, STORE, choices);
}

static void
channel_chosen_cb (LaurelSalesFilters *self, GtkListBoxRow *row)
{
  set_text (&self->filter->channel, gtk_widget_get_name (GTK_WIDGET (row)));
  close_popover (self);
  changed (self);
}

static void
choose_channel (LaurelSalesFilters *self)
{
  GtkWidget *list = NULL;
  GtkWidget *choices = new_choices (self, &list, G_CALLBACK (channel_chosen_cb));

  for (gsize i = 0; i < G_N_ELEMENTS (channels); i++)
    gtk_list_box_append (GTK_LIST_BOX (list),
                         new_choice (channels[i], laurel_words_channel (channels[i])));

  show_popover (self, CHANNEL, choices);
}

static void
take_calendar (GtkCalendar *calendar, GDate *date)
{
  g_autoptr (GDateTime) chosen = gtk_calendar_get_date (calendar);

  g_date_set_dmy (date,
                  (GDateDay) g_date_time_get_day_of_month (chosen),
                  (GDateMonth) g_date_time_get_month (chosen),
                  (GDateYear) g_date_time_get_year (chosen));
}

/* The first day moves the last one along, and the other way round, so that none is ever wrong. */
static void
from_chosen_cb (LaurelSalesFilters *self, GtkCalendar *calendar)
{
  take_calendar (calendar, &self->filter->from);
  if (!g_date_valid (&self->filter->to) ||
      g_date_compare (&self->filter->from, &self->filter->to) > 0)
    self->filter->to = self->filter->from;

  changed (self);
}

static void
to_chosen_cb (LaurelSalesFilters *self, GtkCalendar *calendar)
{
  take_calendar (calendar, &self->filter->to);
  if (!g_date_valid (&self->filter->from) ||
      g_date_compare (&self->filter->from, &self->filter->to) > 0)
    self->filter->from = self->filter->to;

  changed (self);
}

static GtkWidget *
new_calendar (LaurelSalesFilters *self, const char *title, const GDate *date, GCallback chosen_cb)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *label = gtk_label_new (title);
  GtkWidget *calendar = gtk_calendar_new ();
  GDate      day = *date;

  if (!g_date_valid (&day))
    laurel_connection_get_today (self->connection, &day);

  g_object_set (calendar,
                "year",
                (int) g_date_get_year (&day),
                "month",
                (int) g_date_get_month (&day) - 1,
                "day",
                (int) g_date_get_day (&day),
                NULL);
  gtk_widget_add_css_class (label, "heading");
  gtk_accessible_update_property (GTK_ACCESSIBLE (calendar),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title,
                                  -1);
  g_signal_connect_swapped (calendar, "day-selected", chosen_cb, self);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), calendar);

  return box;
}

static void
choose_dates (LaurelSalesFilters *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  gtk_box_append (
      GTK_BOX (box),
      new_calendar (self, _ ("First Day"), &self->filter->from, G_CALLBACK (from_chosen_cb)));
  gtk_box_append (
      GTK_BOX (box),
      new_calendar (self, _ ("Last Day"), &self->filter->to, G_CALLBACK (to_chosen_cb)));
  show_popover (self, DATES, box);
}

static void
choose_cb (LaurelSalesFilters *self, const char *id)
{
  if (g_str_equal (id, DATES))
    choose_dates (self);
  else if (g_str_equal (id, STORE))
    choose_store (self);
  else if (g_str_equal (id, CHANNEL))
    choose_channel (self);
}

static void
removed_cb (LaurelSalesFilters *self, const char *id)
{
  LaurelSalesFilter *filter = self->filter;

  if (g_str_equal (id, DATES))
    {
      g_date_clear (&filter->from, 1);
      g_date_clear (&filter->to, 1);
    }
  else if (g_str_equal (id, STORE))
    {
      g_clear_pointer (&filter->store, g_free);
    }
  else if (g_str_equal (id, CHANNEL))
    {
      g_clear_pointer (&filter->channel, g_free);
    }
  else if (g_str_equal (id, CLIENT))
    {
      g_clear_pointer (&filter->client, g_free);
    }

  changed (self);
}

static void
search_cb (LaurelSalesFilters *self)
{
  const char *text = laurel_filter_strip_get_text (self->strip);

  if (g_strcmp0 (self->filter->search != NULL ? self->filter->search : "", text) == 0)
    return;

  set_text (&self->filter->search, text);
  changed (self);
}

static void
laurel_sales_filters_dispose (GObject *object)
{
  LaurelSalesFilters *self = LAUREL_SALES_FILTERS (object);

  popover_closed_cb (self);
  g_clear_object (&self->strip);
  g_clear_object (&self->connection);

  G_OBJECT_CLASS (laurel_sales_filters_parent_class)->dispose (object);
}

static void
laurel_sales_filters_finalize (GObject *object)
{
  laurel_sales_filter_free (LAUREL_SALES_FILTERS (object)->filter);

  G_OBJECT_CLASS (laurel_sales_filters_parent_class)->finalize (object);
}

static void
laurel_sales_filters_class_init (LaurelSalesFiltersClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = laurel_sales_filters_dispose;
  object_class->finalize = laurel_sales_filters_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          LAUREL_TYPE_SALES_FILTERS,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);
}

static void
laurel_sales_filters_init (LaurelSalesFilters *self)
{
}

static void
connect (LaurelSalesFilters *self, const char *signal, GCallback callback)
{
  g_signal_connect_object (self->strip, signal, callback, self, G_CONNECT_SWAPPED);
}

LaurelSalesFilters *
laurel_sales_filters_new (LaurelFilterStrip       *strip,
                          LaurelConnection        *connection,
                          const LaurelSalesFilter *filter)
{
  LaurelSalesFilters *self = g_object_new (LAUREL_TYPE_SALES_FILTERS, NULL);

  self->strip = g_object_ref (strip);
  self->connection = g_object_ref (connection);
  self->filter = filter != NULL ? laurel_sales_filter_copy (filter) : laurel_sales_filter_new ();
  if (filter == NULL)
    set_last_month (self);

  laurel_filter_strip_add_filter (strip, DATES, _ ("Dates"), "x-office-calendar-symbolic");
  laurel_filter_strip_add_filter (strip, STORE, _ ("Store"), "mark-location-symbolic");
  laurel_filter_strip_add_filter (strip, CHANNEL, _ ("Channel"), "network-wired-symbolic");
  show_chips (self);

  connect (self, "filter-chosen", G_CALLBACK (choose_cb));
  connect (self, "chip-clicked", G_CALLBACK (choose_cb));
  connect (self, "chip-removed", G_CALLBACK (removed_cb));
  connect (self, "search-changed", G_CALLBACK (search_cb));

  return self;
}

const LaurelSalesFilter *
laurel_sales_filters_get (LaurelSalesFilters *self)
{
  g_return_val_if_fail (LAUREL_IS_SALES_FILTERS (self), NULL);

  return self->filter;
}

gboolean
laurel_sales_filters_is_narrow (LaurelSalesFilters *self)
{
  const LaurelSalesFilter *filter = NULL;

  g_return_val_if_fail (LAUREL_IS_SALES_FILTERS (self), FALSE);

  filter = self->filter;

  return g_date_valid (&filter->from) || filter->client != NULL || filter->store != NULL ||
         filter->channel != NULL || (filter->search != NULL && *filter->search != '\0');
}

void
laurel_sales_filters_reset (LaurelSalesFilters *self)
{
  g_return_if_fail (LAUREL_IS_SALES_FILTERS (self));

  laurel_sales_filter_free (self->filter);
  self->filter = laurel_sales_filter_new ();
  laurel_filter_strip_clear (self->strip);
  changed (self);
}

char *
laurel_sales_filters_describe (LaurelSalesFilters *self)
{
  g_autofree char *dates = describe_dates (self);
  const char      *place = NULL;
  const char      *time = dates;

  g_return_val_if_fail (LAUREL_IS_SALES_FILTERS (self), NULL);

  if (is_last_month (self))
    time = _ ("Last month");
  else if (dates == NULL)
    time = _ ("All time");

  if (self->filter->store != NULL)
    place = self->filter->store_name;
  else if (self->filter->channel != NULL)
    place = laurel_words_channel (self->filter->channel);
  else
    place = _ ("all stores");

  /* TRANSLATORS: a period and a place: "Last month, all stores" */
  return g_strdup_printf (_ ("%s, %s"), time, place);
}
