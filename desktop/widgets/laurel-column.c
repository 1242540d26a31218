/* laurel-column.c - columns of tables: one label a cell, numbers at the right
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/widgets/laurel-column.h"

#include <string.h>

#include "desktop/widgets/laurel-format.h"

/* Marks the columns whose header goes to the right. */
#define NUMBER_KEY "laurel-number-column"

/* Of a row's list item: what keeps its text up to date. */
#define WATCH_KEY "laurel-cell-watch"

/* Of a column view: its columns are watched; its headers will be aligned soon. */
#define WATCHED_KEY "laurel-columns-watched"
#define PENDING_KEY "laurel-columns-pending"

typedef struct
{
  LaurelColumnKind kind;
  GtkExpression   *label;
} CellData;

typedef struct
{
  LaurelCellFunc func;
  gpointer       user_data;
  GDestroyNotify destroy;
} FuncData;

static void
free_cell_data (gpointer data, GClosure *closure)
{
  CellData *cell = data;

  gtk_expression_unref (cell->label);
  g_free (cell);
}

static void
free_func_data (gpointer data, GClosure *closure)
{
  FuncData *func = data;

  if (func->destroy != NULL)
    func->destroy (func->user_data);

  g_free (func);
}

static void
text_changed_cb (GtkWidget *label, GParamSpec *pspec, gpointer user_data)
{
  LaurelColumnKind kind = (LaurelColumnKind) GPOINTER_TO_UINT (user_data);
  const char      *text = gtk_label_get_text (GTK_LABEL (label));

  if (kind == LAUREL_COLUMN_DIM || strcmp (text, LAUREL_FORMAT_NOTHING) == 0)
    gtk_widget_add_css_class (label, "dim-label");
  else
    gtk_widget_remove_css_class (label, "dim-label");
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, const CellData *cell)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), cell->kind == LAUREL_COLUMN_NUMBER ? 1 : 0);
  gtk_widget_add_css_class (label, "numeric");
  g_signal_connect (label,
                    "notify::label",
                    G_CALLBACK (text_changed_cb),
                    GUINT_TO_POINTER (cell->kind));
  text_changed_cb (label, NULL, GUINT_TO_POINTER (cell->kind));
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, const CellData *cell)
{
  GtkExpressionWatch *watch = gtk_expression_bind (gtk_expression_ref (cell->label),
                                                   gtk_list_item_get_child (item),
                                                   "label",
                                                   gtk_list_item_get_item (item));

  /* With a reference of our own: the watch ends by itself when the label goes before the row. */
  g_object_set_data_full (G_OBJECT (item),
                          WATCH_KEY,
                          gtk_expression_watch_ref (watch),
                          (GDestroyNotify) gtk_expression_watch_unref);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_expression_watch_unwatch (g_object_get_data (G_OBJECT (item), WATCH_KEY));
  g_object_set_data (G_OBJECT (item), WATCH_KEY, NULL);
}

GtkColumnViewColumn *
laurel_column_new (const char *title, LaurelColumnKind kind, GtkExpression *label)
{
  GtkListItemFactory  *factory = NULL;
  GtkColumnViewColumn *column = NULL;
  CellData            *cell = NULL;

  g_return_val_if_fail (GTK_IS_EXPRESSION (label), NULL);

  cell = g_new0 (CellData, 1);
  cell->kind = kind;
  cell->label = label;

  factory = gtk_signal_list_item_factory_new ();
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), cell);
  g_signal_connect_data (factory,
                         "bind",
                         G_CALLBACK (bind_cb),
                         cell,
                         free_cell_data,
                         G_CONNECT_DEFAULT);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);

  column = gtk_column_view_column_new (title, factory);
  gtk_column_view_column_set_resizable (column, TRUE);
  if (kind == LAUREL_COLUMN_NUMBER)
    g_object_set_data (G_OBJECT (column), NUMBER_KEY, GUINT_TO_POINTER (TRUE));

  return column;
}

GtkColumnViewColumn *
laurel_column_new_for_property (const char      *title,
                                LaurelColumnKind kind,
                                GType            item_type,
                                const char      *property)
{
  return laurel_column_new (title, kind, gtk_property_expression_new (item_type, NULL, property));
}

static char *
call_func (gpointer item, gpointer user_data)
{
  const FuncData *func = user_data;

  return func->func (item, func->user_data);
}

GtkColumnViewColumn *
laurel_column_new_for_func (const char      *title,
                            LaurelColumnKind kind,
                            LaurelCellFunc   func,
                            gpointer         user_data,
                            GDestroyNotify   destroy)
{
  FuncData *data = NULL;

  g_return_val_if_fail (func != NULL, NULL);

  data = g_new0 (FuncData, 1);
  data->func = func;
  data->user_data = user_data;
  data->destroy = destroy;

  return laurel_column_new (title,
                            kind,
                            gtk_cclosure_expression_new (G_TYPE_STRING,
                                                         NULL,
                                                         0,
                                                         NULL,
                                                         G_CALLBACK (call_func),
                                                         data,
                                                         free_func_data));
}

GtkColumnViewColumn *
laurel_column_new_number (const char *title, GtkListItemFactory *factory)
{
  GtkColumnViewColumn *column = gtk_column_view_column_new (title, factory);

  gtk_column_view_column_set_resizable (column, TRUE);
  g_object_set_data (G_OBJECT (column), NUMBER_KEY, GUINT_TO_POINTER (TRUE));

  return column;
}

/* The header of GTK 4.8: one title for each visible column, each a box that holds the label. */
static GtkLabel *
find_label (GtkWidget *title)
{
  GtkWidget *box = gtk_widget_get_first_child (title);
  GtkWidget *label = box != NULL ? gtk_widget_get_first_child (box) : NULL;

  return GTK_IS_LABEL (label) ? GTK_LABEL (label) : NULL;
}

static gboolean
is_number_column (GListModel *columns, const char *title)
{
  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (g_strcmp0 (gtk_column_view_column_get_title (column), title) == 0)
        return g_object_get_data (G_OBJECT (column), NUMBER_KEY) != NULL;
    }

  return FALSE;
}

/* A column that comes back gets its title at the end of the header, whatever its place: a title is
 * known by its words alone. */
static void
align_headers (GtkColumnView *view)
{
  GListModel *columns = gtk_column_view_get_columns (view);
  GtkWidget  *header = gtk_widget_get_first_child (GTK_WIDGET (view));
  GtkWidget  *title = header != NULL ? gtk_widget_get_first_child (header) : NULL;

  for (; title != NULL; title = gtk_widget_get_next_sibling (title))
    {
      GtkLabel *label = find_label (title);
      gboolean  number = FALSE;

      if (label == NULL)
        continue;

      number = is_number_column (columns, gtk_label_get_text (label));
      gtk_widget_set_hexpand (GTK_WIDGET (label), number);
      gtk_label_set_xalign (label, number ? 1 : 0);
    }
}

static gboolean
align_cb (gpointer user_data)
{
  GtkColumnView *view = GTK_COLUMN_VIEW (user_data);

  g_object_set_data (G_OBJECT (view), PENDING_KEY, NULL);
  align_headers (view);

  return G_SOURCE_REMOVE;
}

/* Later, but before the next layout: while a column moves, its title is not there yet. */
static void
columns_changed_cb (GtkColumnView *view)
{
  if (g_object_get_data (G_OBJECT (view), PENDING_KEY) != NULL)
    return;

  g_object_set_data (G_OBJECT (view), PENDING_KEY, GUINT_TO_POINTER (TRUE));
  g_idle_add_full (G_PRIORITY_HIGH_IDLE, align_cb, g_object_ref (view), g_object_unref);
}

void
laurel_column_append (GtkColumnView       *view,
                      GtkColumnViewColumn *column,
                      int                  fixed_width,
                      gboolean             expand)
{
  g_return_if_fail (GTK_IS_COLUMN_VIEW (view) && GTK_IS_COLUMN_VIEW_COLUMN (column));

  gtk_column_view_column_set_fixed_width (column, fixed_width);
  gtk_column_view_column_set_expand (column, expand);

  /* One handler for the view, however many columns come. */
  if (g_object_get_data (G_OBJECT (view), WATCHED_KEY) == NULL)
    {
      g_object_set_data (G_OBJECT (view), WATCHED_KEY, GUINT_TO_POINTER (TRUE));
      g_signal_connect_object (gtk_column_view_get_columns (view),
                               "items-changed",
                               G_CALLBACK (columns_changed_cb),
                               view,
                               G_CONNECT_SWAPPED);
    }

  g_signal_connect_object (column,
                           "notify::visible",
                           G_CALLBACK (columns_changed_cb),
                           view,
                           G_CONNECT_SWAPPED);
  gtk_column_view_append_column (view, column);
  g_object_unref (column);
}
