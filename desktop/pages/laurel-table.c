/* laurel-table.c - a table over a paged list, with the faces of a page and the next page in time
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/pages/laurel-table.h"

#include "desktop/api/laurel-api-error.h"
#include "desktop/widgets/laurel-state-view.h"

/* Someone who walks through the rows with the arrow keys does not want each of them fetched. */
#define SELECTION_DELAY_MS 150

/* What the column that takes the rest of the width needs to be read. */
#define EXPANDING_WIDTH 140

/* How much of what is here has passed by when the next page is asked for. */
#define MORE_FROM 0.6

struct _LaurelTable
{
  AdwBin parent_instance;

  LaurelPagedList    *list;
  GtkSingleSelection *selection;
  guint               selection_source;
  guint               fit_source;
  GPtrArray          *columns;
  GArray             *dispensable;
  gboolean            filtered;

  LaurelStateView   *state_view;
  GtkScrolledWindow *scrolled;
  GtkColumnView     *view;
  GtkRevealer       *more_revealer;
  GtkStack          *more_stack;
};

G_DEFINE_FINAL_TYPE (LaurelTable, laurel_table, ADW_TYPE_BIN)

enum
{
  SIGNAL_ROW_SELECTED,
  SIGNAL_ROW_ACTIVATED,
  SIGNAL_CLEAR_FILTERS,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gboolean
has_rows (LaurelTable *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0;
}

static void
update_state (LaurelTable *self)
{
  const GError *error = laurel_paged_list_get_error (self->list);
  LaurelState   state = LAUREL_STATE_CONTENT;

  if (has_rows (self))
    state = LAUREL_STATE_CONTENT;
  else if (error != NULL)
    state = LAUREL_STATE_ERROR;
  else if (!laurel_paged_list_get_complete (self->list))
    state = LAUREL_STATE_LOADING;
  else
    state = self->filtered ? LAUREL_STATE_NOTHING_FOUND : LAUREL_STATE_EMPTY;

  if (state == LAUREL_STATE_ERROR)
    laurel_state_view_show_error (self->state_view,
                                  error->message,
                                  laurel_api_error_get_details (error));
  else
    laurel_state_view_set_state (self->state_view, state);
}

static void
load_more_if_near_end (LaurelTable *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scrolled);
  double seen = gtk_adjustment_get_value (adjustment) + gtk_adjustment_get_page_size (adjustment);

  if (has_rows (self) && laurel_paged_list_get_error (self->list) == NULL &&
      seen >= gtk_adjustment_get_upper (adjustment) * MORE_FROM)
    laurel_paged_list_load_more (self->list);
}

static void
loading_cb (LaurelTable *self)
{
  gboolean failed = laurel_paged_list_get_error (self->list) != NULL;
  gboolean loading = laurel_paged_list_get_loading (self->list);

  update_state (self);
  gtk_stack_set_visible_child_name (self->more_stack, failed ? "error" : "loading");
  gtk_revealer_set_reveal_child (self->more_revealer, has_rows (self) && (failed || loading));
}

static int
get_needed_width (GtkColumnViewColumn *column)
{
  return gtk_column_view_column_get_expand (column)
             ? EXPANDING_WIDTH
             : MAX (gtk_column_view_column_get_fixed_width (column), 0);
}

/* Columns are taken out: GTK 4.8 leaves the room of one that is merely invisible empty. */
static void
show_columns (LaurelTable *self, const gboolean *shown)
{
  guint position = 0;

  for (guint i = 0; i < self->columns->len; i++)
    {
      GtkColumnViewColumn *column = g_ptr_array_index (self->columns, i);
      gboolean             is_shown = gtk_column_view_column_get_column_view (column) != NULL;

      if (shown[i] && !is_shown)
        gtk_column_view_insert_column (self->view, position, column);
      else if (!shown[i] && is_shown)
        gtk_column_view_remove_column (self->view, column);

      if (shown[i])
        position++;
    }
}

static gboolean
fit_cb (gpointer user_data)
{
  LaurelTable         *self = user_data;
  GtkAdjustment       *adjustment = gtk_scrolled_window_get_hadjustment (self->scrolled);
  g_autofree gboolean *shown = g_new (gboolean, self->columns->len);
  int                  needed = 0;

  self->fit_source = 0;

  for (guint i = 0; i < self->columns->len; i++)
    {
      shown[i] = TRUE;
      needed += get_needed_width (g_ptr_array_index (self->columns, i));
    }

  for (guint i = 0;
       i < self->dispensable->len && needed > gtk_adjustment_get_page_size (adjustment);
       i++)
    {
      guint place = g_array_index (self->dispensable, guint, i);

      shown[place] = FALSE;
      needed -= get_needed_width (g_ptr_array_index (self->columns, place));
    }

  show_columns (self, shown);
  return G_SOURCE_REMOVE;
}

/* Columns may not come and go while they are being laid out: they do right after. */
static void
width_cb (LaurelTable *self)
{
  if (self->fit_source == 0 && self->dispensable->len > 0)
    self->fit_source = g_idle_add_full (GTK_PRIORITY_RESIZE - 1, fit_cb, self, NULL);
}

static void
scrolled_cb (LaurelTable *self)
{
  if (self->list != NULL)
    load_more_if_near_end (self);
}

static gboolean
selection_rests_cb (gpointer user_data)
{
  LaurelTable *self = user_data;

  self->selection_source = 0;
  g_signal_emit (self, signals[SIGNAL_ROW_SELECTED], 0, laurel_table_get_selected (self));

  return G_SOURCE_REMOVE;
}

static void
selection_cb (LaurelTable *self)
{
  g_clear_handle_id (&self->selection_source, g_source_remove);
  self->selection_source = g_timeout_add (SELECTION_DELAY_MS, selection_rests_cb, self);
}

static void
activate_cb (LaurelTable *self, guint position)
{
  g_autoptr (GObject) row = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (row != NULL)
    g_signal_emit (self, signals[SIGNAL_ROW_ACTIVATED], 0, row);
}

static void
retry_cb (LaurelTable *self)
{
  if (has_rows (self))
    laurel_paged_list_load_more (self->list);
  else
    laurel_paged_list_reload (self->list);
}

static void
clear_filters_cb (LaurelTable *self)
{
  g_signal_emit (self, signals[SIGNAL_CLEAR_FILTERS], 0);
}

static void
laurel_table_dispose (GObject *object)
{
  LaurelTable *self = LAUREL_TABLE (object);

  g_clear_handle_id (&self->selection_source, g_source_remove);
  g_clear_handle_id (&self->fit_source, g_source_remove);
  g_clear_object (&self->list);
  g_clear_object (&self->selection);

  G_OBJECT_CLASS (laurel_table_parent_class)->dispose (object);
}

static void
laurel_table_finalize (GObject *object)
{
  g_array_unref (LAUREL_TABLE (object)->dispensable);
  g_ptr_array_unref (LAUREL_TABLE (object)->columns);

  G_OBJECT_CLASS (laurel_table_parent_class)->finalize (object);
}

static guint
new_signal (const char *name, guint n_params, GType type)
{
  return g_signal_new (name,
                       LAUREL_TYPE_TABLE,
                       G_SIGNAL_RUN_LAST,
                       0,
                       NULL,
                       NULL,
                       NULL,
                       G_TYPE_NONE,
                       n_params,
                       type);
}

static void
laurel_table_class_init (LaurelTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = laurel_table_dispose;
  G_OBJECT_CLASS (klass)->finalize = laurel_table_finalize;

  signals[SIGNAL_ROW_SELECTED] = new_signal ("row-selected", 1, G_TYPE_OBJECT);
  signals[SIGNAL_ROW_ACTIVATED] = new_signal ("row-activated", 1, G_TYPE_OBJECT);
  signals[SIGNAL_CLEAR_FILTERS] = new_signal ("clear-filters", 0, G_TYPE_NONE);

  g_type_ensure (LAUREL_TYPE_STATE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/laurelproject/Laurel/ui/laurel-table.ui");
  gtk_widget_class_bind_template_child (widget_class, LaurelTable, state_view);
  gtk_widget_class_bind_template_child (widget_class, LaurelTable, scrolled);
  gtk_widget_class_bind_template_child (widget_class, LaurelTable, view);
  gtk_widget_class_bind_template_child (widget_class, LaurelTable, more_revealer);
  gtk_widget_class_bind_template_child (widget_class, LaurelTable, more_stack);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_filters_cb);
}

static void
laurel_table_init (LaurelTable *self)
{
  GtkAdjustment *adjustment = NULL;

  self->columns = g_ptr_array_new_with_free_func (g_object_unref);
  self->dispensable = g_array_new (FALSE, FALSE, sizeof (guint));
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (gtk_scrolled_window_get_hadjustment (self->scrolled),
                           "notify::page-size",
                           G_CALLBACK (width_cb),
                           self,
                           G_CONNECT_SWAPPED);
  adjustment = gtk_scrolled_window_get_vadjustment (self->scrolled);
  g_signal_connect_object (adjustment,
                           "value-changed",
                           G_CALLBACK (scrolled_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment,
                           "changed",
                           G_CALLBACK (scrolled_cb),
                           self,
                           G_CONNECT_SWAPPED);
}

void
laurel_table_set_list (LaurelTable *self, LaurelPagedList *list)
{
  g_return_if_fail (LAUREL_IS_TABLE (self));
  g_return_if_fail (self->list == NULL);

  self->list = g_object_ref (list);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (list)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  g_signal_connect_object (self->selection,
                           "notify::selected-item",
                           G_CALLBACK (selection_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (list,
                           "notify::loading",
                           G_CALLBACK (loading_cb),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  loading_cb (self);
}

GtkColumnView *
laurel_table_get_view (LaurelTable *self)
{
  g_return_val_if_fail (LAUREL_IS_TABLE (self), NULL);

  return self->view;
}

void
laurel_table_set_dispensable (LaurelTable *self, const guint *columns, gsize n_columns)
{
  GListModel *all = NULL;

  g_return_if_fail (LAUREL_IS_TABLE (self));
  g_return_if_fail (self->columns->len == 0);

  all = gtk_column_view_get_columns (self->view);
  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    g_ptr_array_add (self->columns, g_list_model_get_item (all, i));

  g_array_append_vals (self->dispensable, columns, (guint) n_columns);
  width_cb (self);
}

void
laurel_table_set_empty (LaurelTable *self,
                        const char  *icon_name,
                        const char  *title,
                        const char  *description)
{
  g_return_if_fail (LAUREL_IS_TABLE (self));

  laurel_state_view_set_empty (self->state_view, icon_name, title, description, NULL);
}

void
laurel_table_set_filtered (LaurelTable *self, gboolean filtered)
{
  g_return_if_fail (LAUREL_IS_TABLE (self));

  self->filtered = filtered;
}

gpointer
laurel_table_get_selected (LaurelTable *self)
{
  g_return_val_if_fail (LAUREL_IS_TABLE (self), NULL);

  return self->selection != NULL ? gtk_single_selection_get_selected_item (self->selection) : NULL;
}

void
laurel_table_select (LaurelTable *self, guint position)
{
  g_return_if_fail (LAUREL_IS_TABLE (self));

  gtk_single_selection_set_selected (self->selection, position);
}

void
laurel_table_unselect (LaurelTable *self)
{
  g_return_if_fail (LAUREL_IS_TABLE (self));

  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}
