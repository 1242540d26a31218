/* laurel-journal-window.c - chooses a receipt of the journal
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/pages/laurel-journal-window.h"

#include <glib/gi18n.h>

#include "desktop/pages/laurel-search-list.h"
#include "desktop/widgets/laurel-format.h"

struct _LaurelJournalWindow
{
  AdwWindow parent_instance;
};

G_DEFINE_FINAL_TYPE (LaurelJournalWindow, laurel_journal_window, ADW_TYPE_WINDOW)

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static LaurelListRequest *
search_sales (const char *text)
{
  g_autoptr (LaurelSalesFilter) filter = laurel_sales_filter_new ();

  if (*text != '\0')
    filter->search = g_strdup (text);

  return laurel_sale_list_new (filter);
}

static GtkWidget *
new_sale_row (gpointer item)
{
  LaurelSaleRow   *sale = item;
  g_autofree char *moment =
      laurel_format_moment (sale->time, g_date_time_get_timezone (sale->time), NULL);
  g_autofree char *title = g_strdup_printf (_ ("Receipt %s"), sale->receipt);
  g_autofree char *about =
      g_strdup_printf ("%s · %s%s%s",
                       moment,
                       sale->store_name != NULL ? sale->store_name : LAUREL_FORMAT_NOTHING,
                       sale->client_name != NULL ? " · " : "",
                       sale->client_name != NULL ? sale->client_name : "");
  g_autofree char *paid = laurel_format_money (sale->to_pay);

  return laurel_search_list_new_row (title, about, paid);
}

static void
chosen_cb (LaurelJournalWindow *self, LaurelSaleRow *sale)
{
  g_autoptr (LaurelJournalWindow) alive = g_object_ref (self);

  gtk_window_close (GTK_WINDOW (self));
  g_signal_emit (alive, signals[SIGNAL_CHOSEN], 0, sale);
}

static void
laurel_journal_window_class_init (LaurelJournalWindowClass *klass)
{
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen",
                                         LAUREL_TYPE_JOURNAL_WINDOW,
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         1,
                                         LAUREL_TYPE_SALE_ROW);

  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass),
                                       GDK_KEY_Escape,
                                       0,
                                       "window.close",
                                       NULL);
}

static void
laurel_journal_window_init (LaurelJournalWindow *self)
{
}

GtkWidget *
laurel_journal_window_new (GtkWindow *parent, LaurelApi *api)
{
  LaurelJournalWindow *self = g_object_new (LAUREL_TYPE_JOURNAL_WINDOW,
                                            "transient-for",
                                            parent,
                                            "modal",
                                            TRUE,
                                            "title",
                                            _ ("Take from Journal"),
                                            "default-width",
                                            480,
                                            "default-height",
                                            560,
                                            NULL);
  GtkWidget           *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget           *header = adw_header_bar_new ();
  GtkWidget           *list =
      laurel_search_list_new (api, _ ("Receipt, card, phone, client"), search_sales, new_sale_row);

  gtk_widget_add_css_class (header, "flat");
  gtk_widget_set_margin_start (list, 12);
  gtk_widget_set_margin_end (list, 12);
  gtk_widget_set_margin_bottom (list, 12);
  gtk_widget_set_vexpand (list, TRUE);
  g_signal_connect_object (list, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), list);
  adw_window_set_content (ADW_WINDOW (self), box);

  return GTK_WIDGET (self);
}
