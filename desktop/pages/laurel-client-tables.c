/* laurel-client-tables.c - the columns of the tables on the page of a client
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/pages/laurel-client-tables.h"

#include <glib/gi18n.h>

#include "desktop/pages/laurel-words.h"
#include "desktop/widgets/laurel-column.h"
#include "desktop/widgets/laurel-format.h"

static char *
format_moment (GDateTime *time, gpointer connection)
{
  g_autoptr (GDateTime) now = laurel_connection_dup_now (LAUREL_CONNECTION (connection));

  return laurel_format_moment (time, g_date_time_get_timezone (time), now);
}

static char *
format_history_time (gpointer item, gpointer user_data)
{
  return format_moment (LAUREL_HISTORY_ROW (item)->time, user_data);
}

static char *
format_history_amount (gpointer item, gpointer user_data)
{
  LaurelHistoryRow *row = item;

  return row->has_amount ? laurel_format_money (row->amount) : g_strdup ("");
}

static char *
format_history_points (gpointer item, gpointer user_data)
{
  LaurelHistoryRow *row = item;

  return row->has_points ? laurel_words_points_change (row->points) : g_strdup ("");
}

static char *
format_history_balance (gpointer item, gpointer user_data)
{
  LaurelHistoryRow *row = item;

  return row->has_balance ? laurel_words_points (row->balance) : g_strdup ("");
}

static char *
format_history_title (gpointer item, gpointer user_data)
{
  return laurel_words_history_title (item);
}

static char *
format_history_comment (gpointer item, gpointer user_data)
{
  return g_strdup (LAUREL_HISTORY_ROW (item)->comment);
}

static char *
format_sale_time (gpointer item, gpointer user_data)
{
  return format_moment (LAUREL_SALE_ROW (item)->time, user_data);
}

static char *
format_sale_receipt (gpointer item, gpointer user_data)
{
  LaurelSaleRow *row = item;
  const char    *document = laurel_words_document (row->kind);

  if (document == NULL)
    return g_strdup (row->receipt);

  /* TRANSLATORS: the number of a receipt, and what it is if it is not a sale: "004-18, Return" */
  return g_strdup_printf (_ ("%s, %s"), row->receipt, document);
}

static char *
format_sale_store (gpointer item, gpointer user_data)
{
  const char *name = LAUREL_SALE_ROW (item)->store_name;

  return g_strdup (name != NULL ? name : LAUREL_FORMAT_NOTHING);
}

static char *
format_sale_paid (gpointer item, gpointer user_data)
{
  return laurel_format_money (LAUREL_SALE_ROW (item)->to_pay);
}

static char *
format_sale_discount (gpointer item, gpointer user_data)
{
  return laurel_format_money_or_nothing (-LAUREL_SALE_ROW (item)->discount);
}

static char *
format_sale_points (gpointer item, gpointer user_data)
{
  return laurel_words_points_change (LAUREL_SALE_ROW (item)->points);
}

/* An icon and two lines: what happened, and what more is to be said about it. */
static void
setup_event_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box), gtk_image_new ());
  gtk_widget_set_valign (lines, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (gtk_widget_get_first_child (box), "dim-label");

  for (guint i = 0; i < 2; i++)
    {
      GtkWidget *label = gtk_label_new (NULL);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_box_append (GTK_BOX (lines), label);
    }

  gtk_widget_add_css_class (gtk_widget_get_last_child (lines), "caption");
  gtk_widget_add_css_class (gtk_widget_get_last_child (lines), "dim-label");
  gtk_box_append (GTK_BOX (box), lines);
  gtk_list_item_set_child (item, box);
}

static void
bind_event_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  LaurelHistoryRow *row = gtk_list_item_get_item (item);
  GtkWidget        *icon = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget        *title = gtk_widget_get_first_child (gtk_widget_get_next_sibling (icon));
  GtkWidget        *about = gtk_widget_get_next_sibling (title);
  g_autofree char  *title_text = laurel_words_history_title (row);
  g_autofree char  *about_text = laurel_words_history_about (row);

  gtk_image_set_from_icon_name (GTK_IMAGE (icon), laurel_words_history_icon (row));
  gtk_label_set_text (GTK_LABEL (title), title_text);
  gtk_label_set_text (GTK_LABEL (about), about_text != NULL ? about_text : "");
  gtk_widget_set_visible (about, about_text != NULL);
}

static GtkColumnViewColumn *
new_event_column (void)
{
  GtkListItemFactory  *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *column = NULL;

  g_signal_connect (factory, "setup", G_CALLBACK (setup_event_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_event_cb), NULL);
  column = gtk_column_view_column_new (_ ("What Happened"), factory);
  gtk_column_view_column_set_resizable (column, TRUE);

  return column;
}

static void
add (LaurelTable      *table,
     LaurelConnection *connection,
     const char       *title,
     LaurelColumnKind  kind,
     LaurelCellFunc    func,
     int               width)
{
  laurel_column_append (
      laurel_table_get_view (table),
      laurel_column_new_for_func (title, kind, func, g_object_ref (connection), g_object_unref),
      width,
      width < 0);
}

void
laurel_client_tables_add_history (LaurelTable *table, LaurelConnection *connection)
{
  /* Balance, amount. */
  static const guint dispensable[] = { 4, 2 };

  add (table, connection, _ ("When"), LAUREL_COLUMN_DIM, format_history_time, 150);
  laurel_column_append (laurel_table_get_view (table), new_event_column (), -1, TRUE);
  add (table, connection, _ ("Amount"), LAUREL_COLUMN_NUMBER, format_history_amount, 110);
  add (table, connection, _ ("Points"), LAUREL_COLUMN_NUMBER, format_history_points, 84);
  add (table, connection, _ ("Balance"), LAUREL_COLUMN_NUMBER, format_history_balance, 90);
  laurel_table_set_dispensable (table, dispensable, G_N_ELEMENTS (dispensable));
}

void
laurel_client_tables_add_purchases (LaurelTable *table, LaurelConnection *connection)
{
  /* Discount, points, receipt. */
  static const guint dispensable[] = { 4, 5, 1 };

  add (table, connection, _ ("Time"), LAUREL_COLUMN_TEXT, format_sale_time, 150);
  add (table, connection, _ ("Receipt"), LAUREL_COLUMN_TEXT, format_sale_receipt, 150);
  add (table, connection, _ ("Store"), LAUREL_COLUMN_TEXT, format_sale_store, -1);
  add (table, connection, _ ("Paid"), LAUREL_COLUMN_NUMBER, format_sale_paid, 110);
  add (table, connection, _ ("Discount"), LAUREL_COLUMN_NUMBER, format_sale_discount, 104);
  add (table, connection, _ ("Points"), LAUREL_COLUMN_NUMBER, format_sale_points, 76);
  laurel_table_set_dispensable (table, dispensable, G_N_ELEMENTS (dispensable));
}

void
laurel_client_tables_add_points (LaurelTable *table, LaurelConnection *connection)
{
  /* Balance; the comment takes what is left. */
  static const guint dispensable[] = { 4 };

  add (table, connection, _ ("When"), LAUREL_COLUMN_DIM, format_history_time, 150);
  add (table, connection, _ ("What Happened"), LAUREL_COLUMN_TEXT, format_history_title, 190);
  add (table, connection, _ ("Comment"), LAUREL_COLUMN_TEXT, format_history_comment, -1);
  add (table, connection, _ ("Points"), LAUREL_COLUMN_NUMBER, format_history_points, 84);
  add (table, connection, _ ("Balance"), LAUREL_COLUMN_NUMBER, format_history_balance, 90);
  laurel_table_set_dispensable (table, dispensable, G_N_ELEMENTS (dispensable));
}
