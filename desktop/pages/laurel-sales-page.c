/* laurel-sales-page.c - the journal of sales
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/pages/laurel-sales-page.h"

#include <glib/gi18n.h>

#include "desktop/models/laurel-paged-list.h"
#include "desktop/pages/laurel-pane.h"
#include "desktop/pages/laurel-receipt-view.h"
#include "desktop/pages/laurel-sales-filters.h"
#include "desktop/pages/laurel-table.h"
#include "desktop/pages/laurel-words.h"
#include "desktop/widgets/laurel-column.h"
#include "desktop/widgets/laurel-format.h"
#include "desktop/widgets/laurel-sums-bar.h"

struct _LaurelSalesPage
{
  LaurelPage parent_instance;

  LaurelPagedList    *list;
  LaurelSalesFilters *filters;
  GCancellable       *sums_cancellable;

  GtkToggleButton   *pane_button;
  AdwFlap           *flap;
  GtkWidget         *pane;
  LaurelFilterStrip *strip;
  LaurelTable       *table;
  LaurelSumsBar     *sums_bar;
  LaurelReceiptView *receipt;
};

G_DEFINE_FINAL_TYPE (LaurelSalesPage, laurel_sales_page, LAUREL_TYPE_PAGE)

static char *
format_time (gpointer item, gpointer user_data)
{
  LaurelSaleRow *row = item;
  g_autoptr (GDateTime) now = laurel_connection_dup_now (LAUREL_CONNECTION (user_data));

  return laurel_format_moment (row->time, g_date_time_get_timezone (row->time), now);
}

static char *
format_receipt (gpointer item, gpointer user_data)
{
  return g_strdup (LAUREL_SALE_ROW (item)->receipt);
}

static char *
format_store (gpointer item, gpointer user_data)
{
  const char *name = LAUREL_SALE_ROW (item)->store_name;

  return g_strdup (name != NULL ? name : LAUREL_FORMAT_NOTHING);
}

static char *
format_paid (gpointer item, gpointer user_data)
{
  return laurel_format_money (LAUREL_SALE_ROW (item)->to_pay);
}

static char *
format_discount (gpointer item, gpointer user_data)
{
  return laurel_format_money_or_nothing (-LAUREL_SALE_ROW (item)->discount);
}

static char *
format_points (gpointer item, gpointer user_data)
{
  return laurel_words_points_change (LAUREL_SALE_ROW (item)->points);
}

static void
setup_client_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *name = gtk_label_new (NULL);
  GtkWidget *badge = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_widget_add_css_class (badge, "badge");
  gtk_widget_add_css_class (badge, "bad");
  gtk_widget_set_valign (badge, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), badge);
  gtk_list_item_set_child (item, box);
}

/* Someone with a card whom nobody has registered is known by his card. */
static void
bind_client_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  LaurelSaleRow   *row = gtk_list_item_get_item (item);
  GtkWidget       *name = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget       *badge = gtk_widget_get_next_sibling (name);
  const char      *document = laurel_words_document (row->kind);
  g_autofree char *card = row->card != NULL ? laurel_words_card (row->card) : NULL;
  const char      *text = row->client_name != NULL ? row->client_name : card;

  gtk_label_set_text (GTK_LABEL (name), text != NULL ? text : _ ("No card"));
  if (text != NULL)
    gtk_widget_remove_css_class (name, "dim-label");
  else
    gtk_widget_add_css_class (name, "dim-label");

  gtk_label_set_text (GTK_LABEL (badge), document != NULL ? document : "");
  gtk_widget_set_visible (badge, document != NULL);
}

static GtkColumnViewColumn *
new_client_column (void)
{
  GtkListItemFactory  *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *column = NULL;

  g_signal_connect (factory, "setup", G_CALLBACK (setup_client_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_client_cb), NULL);
  column = gtk_column_view_column_new (_ ("Client"), factory);
  gtk_column_view_column_set_resizable (column, TRUE);

  return column;
}

static void
add_column (LaurelSalesPage *self,
            const char      *title,
            LaurelColumnKind kind,
            LaurelCellFunc   func,
            int              width)
{
  LaurelConnection    *connection = laurel_page_get_connection (LAUREL_PAGE (self));
  GtkColumnViewColumn *column =
      laurel_column_new_for_func (title, kind, func, g_object_ref (connection), g_object_unref);

  laurel_column_append (laurel_table_get_view (self->table), column, width, FALSE);
}

static void
add_columns (LaurelSalesPage *self)
{
  /* Points, discount, store, receipt. */
  static const guint dispensable[] = { 6, 5, 2, 1 };

  add_column (self, _ ("Time"), LAUREL_COLUMN_TEXT, format_time, 128);
  add_column (self, _ ("Receipt"), LAUREL_COLUMN_TEXT, format_receipt, 148);
  add_column (self, _ ("Store"), LAUREL_COLUMN_TEXT, format_store, 132);
  laurel_column_append (laurel_table_get_view (self->table), new_client_column (), -1, TRUE);
  add_column (self, _ ("Paid"), LAUREL_COLUMN_NUMBER, format_paid, 108);
  add_column (self, _ ("Discount"), LAUREL_COLUMN_NUMBER, format_discount, 112);
  add_column (self, _ ("Points"), LAUREL_COLUMN_NUMBER, format_points, 68);
  laurel_table_set_dispensable (self->table, dispensable, G_N_ELEMENTS (dispensable));
}

static void
show_sums (LaurelSalesPage *self, const LaurelSalesSums *sums)
{
  g_autofree char *receipts = laurel_format_n_receipts (sums->receipts);
  g_autofree char *paid = laurel_format_money (sums->to_pay);
  g_autofree char *discount = laurel_format_money_or_nothing (-sums->discount);
  g_autofree char *points = laurel_words_points_change (sums->points);
  LaurelSum        labelled[] = {
           { _ ("Paid"), paid },
           { _ ("Discounts"), discount },
           { _ ("Points"), points },
  };

  laurel_sums_bar_set_total (self->sums_bar, receipts, labelled, G_N_ELEMENTS (labelled));
  gtk_widget_set_visible (GTK_WIDGET (self->sums_bar), TRUE);
}

static void
sums_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LaurelSalesPage) self = LAUREL_SALES_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  g_autofree LaurelSalesSums *sums =
      laurel_sales_sums_fetch_finish (LAUREL_API (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  /* Sums of another question are worse than none; the table says what went wrong. */
  if (sums != NULL)
    show_sums (self, sums);
  else
    gtk_widget_set_visible (GTK_WIDGET (self->sums_bar), FALSE);
}

static void
fetch_sums (LaurelSalesPage *self)
{
  g_cancellable_cancel (self->sums_cancellable);
  g_clear_object (&self->sums_cancellable);
  self->sums_cancellable = g_cancellable_new ();
  laurel_sales_sums_fetch_async (laurel_page_get_api (LAUREL_PAGE (self)),
                                 laurel_sales_filters_get (self->filters),
                                 self->sums_cancellable,
                                 sums_cb,
                                 g_object_ref (self));
}

static void
filter_changed_cb (LaurelSalesPage *self)
{
  g_autoptr (LaurelListRequest) request =
      laurel_sale_list_new (laurel_sales_filters_get (self->filters));
  g_autofree char *subtitle = laurel_sales_filters_describe (self->filters);

  laurel_page_set_subtitle (LAUREL_PAGE (self), subtitle);
  laurel_table_set_filtered (self->table, laurel_sales_filters_is_narrow (self->filters));
  laurel_paged_list_set_request (self->list, request);
  fetch_sums (self);
}

static void
loading_cb (LaurelSalesPage *self)
{
  laurel_page_set_busy (LAUREL_PAGE (self), laurel_paged_list_get_loading (self->list));
}

static void
show_row (LaurelSalesPage *self, LaurelSaleRow *row)
{
  if (row->sale != NULL)
    laurel_receipt_view_show (self->receipt,
                              laurel_page_get_connection (LAUREL_PAGE (self)),
                              row->sale);
  else
    laurel_receipt_view_show_nothing (self->receipt,
                                      _ ("Return Without a Receipt"),
                                      _ ("The goods were bought before, or not with us: "
                                         "there is no sale to show."));
}

static void
row_selected_cb (LaurelSalesPage *self, LaurelSaleRow *row)
{
  if (row == NULL)
    return;

  show_row (self, row);
  if (!adw_flap_get_folded (self->flap))
    gtk_toggle_button_set_active (self->pane_button, TRUE);
}

static void
row_activated_cb (LaurelSalesPage *self, LaurelSaleRow *row)
{
  show_row (self, row);
  gtk_toggle_button_set_active (self->pane_button, TRUE);
}

static void
clear_filters_cb (LaurelSalesPage *self)
{
  laurel_sales_filters_reset (self->filters);
}

static void
open_client_cb (LaurelSalesPage *self, const char *client)
{
  laurel_page_open_client (LAUREL_PAGE (self), client);
}

static void
laurel_sales_page_connected (LaurelPage *page)
{
  LaurelSalesPage *self = LAUREL_SALES_PAGE (page);

  add_columns (self);
  self->list = laurel_paged_list_new (laurel_page_get_api (page), LAUREL_TYPE_SALE_ROW);
  g_signal_connect_object (self->list,
                           "notify::loading",
                           G_CALLBACK (loading_cb),
                           self,
                           G_CONNECT_SWAPPED);
  laurel_table_set_list (self->table, self->list);
  laurel_table_set_empty (self->table,
                          "x-office-spreadsheet-symbolic",
                          _ ("No Sales Yet"),
                          _ ("Receipts appear here as soon as a till sends its first sale."));
  laurel_receipt_view_show_nothing (self->receipt,
                                    _ ("No Receipt Selected"),
                                    _ ("Choose a row to see what was bought and what was given."));
}

static void
check_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *sale = laurel_receipt_view_get_sale (LAUREL_SALES_PAGE (widget)->receipt);

  if (sale != NULL)
    laurel_page_open_check (LAUREL_PAGE (widget), sale);
}

static void
laurel_sales_page_reload (LaurelPage *page)
{
  LaurelSalesPage *self = LAUREL_SALES_PAGE (page);

  laurel_paged_list_reload (self->list);
  laurel_receipt_view_reload (self->receipt);
  fetch_sums (self);
}

static void
laurel_sales_page_search (LaurelPage *page)
{
  laurel_filter_strip_focus_search (LAUREL_SALES_PAGE (page)->strip);
}

static gboolean
laurel_sales_page_close_pane (LaurelPage *page)
{
  LaurelSalesPage *self = LAUREL_SALES_PAGE (page);

  if (!adw_flap_get_reveal_flap (self->flap))
    return FALSE;

  adw_flap_set_reveal_flap (self->flap, FALSE);
  laurel_table_unselect (self->table);

  return TRUE;
}

static void
laurel_sales_page_toggle_pane (LaurelPage *page)
{
  AdwFlap *flap = LAUREL_SALES_PAGE (page)->flap;

  adw_flap_set_reveal_flap (flap, !adw_flap_get_reveal_flap (flap));
}

static void
laurel_sales_page_dispose (GObject *object)
{
  LaurelSalesPage *self = LAUREL_SALES_PAGE (object);

  g_cancellable_cancel (self->sums_cancellable);
  g_clear_object (&self->sums_cancellable);
  g_clear_object (&self->filters);
  g_clear_object (&self->list);

  G_OBJECT_CLASS (laurel_sales_page_parent_class)->dispose (object);
}

static void
laurel_sales_page_class_init (LaurelSalesPageClass *klass)
{
  GtkWidgetClass  *widget_class = GTK_WIDGET_CLASS (klass);
  LaurelPageClass *page_class = LAUREL_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = laurel_sales_page_dispose;
  page_class->connected = laurel_sales_page_connected;
  page_class->reload = laurel_sales_page_reload;
  page_class->search = laurel_sales_page_search;
  page_class->close_pane = laurel_sales_page_close_pane;
  page_class->toggle_pane = laurel_sales_page_toggle_pane;

  gtk_widget_class_install_action (widget_class, "receipt.check", NULL, check_action);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_c,
                                       GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "receipt.check",
                                       NULL);

  g_type_ensure (LAUREL_TYPE_FILTER_STRIP);
  g_type_ensure (LAUREL_TYPE_TABLE);
  g_type_ensure (LAUREL_TYPE_SUMS_BAR);
  g_type_ensure (LAUREL_TYPE_RECEIPT_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/laurelproject/Laurel/ui/laurel-sales-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LaurelSalesPage, pane_button);
  gtk_widget_class_bind_template_child (widget_class, LaurelSalesPage, flap);
  gtk_widget_class_bind_template_child (widget_class, LaurelSalesPage, pane);
  gtk_widget_class_bind_template_child (widget_class, LaurelSalesPage, strip);
  gtk_widget_class_bind_template_child (widget_class, LaurelSalesPage, table);
  gtk_widget_class_bind_template_child (widget_class, LaurelSalesPage, sums_bar);
  gtk_widget_class_bind_template_child (widget_class, LaurelSalesPage, receipt);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_filters_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_client_cb);
}

static void
laurel_sales_page_init (LaurelSalesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
laurel_sales_page_new_filtered (LaurelConnection        *connection,
                                GSettings               *settings,
                                const LaurelSalesFilter *filter)
{
  LaurelSalesPage *self = g_object_new (LAUREL_TYPE_SALES_PAGE, "connection", connection, NULL);

  laurel_pane_make_resizable (self->pane, settings, "sale-pane-width");
  self->filters = laurel_sales_filters_new (self->strip, connection, filter);
  g_signal_connect_object (self->filters,
                           "changed",
                           G_CALLBACK (filter_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  filter_changed_cb (self);

  return GTK_WIDGET (self);
}

GtkWidget *
laurel_sales_page_new (LaurelConnection *connection, GSettings *settings)
{
  return laurel_sales_page_new_filtered (connection, settings, NULL);
}
