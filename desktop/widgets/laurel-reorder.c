/* laurel-reorder.c - rows of a list box that are put into another order by dragging or Alt+↑ ↓
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/widgets/laurel-reorder.h"

#include <glib/gi18n.h>

#define DATA_KEY "laurel-reorder"

typedef struct
{
  LaurelReorderFunc func;
  gpointer          user_data;
} Reorder;

static guint
count_rows (GtkListBox *list)
{
  guint n_rows = 0;

  while (gtk_list_box_get_row_at_index (list, (int) n_rows) != NULL)
    n_rows++;

  return n_rows;
}

static void
move (GtkListBox *list, int from, int to)
{
  Reorder *reorder = g_object_get_data (G_OBJECT (list), DATA_KEY);

  if (from < 0 || to < 0 || from == to || (guint) to >= count_rows (list))
    return;

  reorder->func (list, (guint) from, (guint) to, reorder->user_data);
}

/* The row keeps the focus through the move: the next key moves it on. */
static gboolean
move_by_key (GtkWidget *widget, int by)
{
  GtkListBoxRow *row = GTK_LIST_BOX_ROW (widget);
  GtkListBox    *list = GTK_LIST_BOX (gtk_widget_get_ancestor (widget, GTK_TYPE_LIST_BOX));
  int            from = gtk_list_box_row_get_index (row);
  GtkListBoxRow *moved = NULL;

  move (list, from, from + by);

  moved = gtk_list_box_get_row_at_index (list, from + by);
  if (moved != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (moved));

  return TRUE;
}

static gboolean
up_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  return move_by_key (widget, -1);
}

static gboolean
down_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  return move_by_key (widget, 1);
}

static GdkContentProvider *
prepare_cb (GtkDragSource *source, double x, double y, gpointer user_data)
{
  return gdk_content_provider_new_typed (GTK_TYPE_LIST_BOX_ROW, user_data);
}

static void
drag_begin_cb (GtkDragSource *source, GdkDrag *drag, gpointer user_data)
{
  g_autoptr (GdkPaintable) picture = gtk_widget_paintable_new (GTK_WIDGET (user_data));

  gtk_drag_source_set_icon (source, picture, 0, 0);
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, gpointer user_data)
{
  GtkListBoxRow *row =
      GTK_LIST_BOX_ROW (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target)));
  GtkWidget *dropped = g_value_get_object (value);
  GtkWidget *list = gtk_widget_get_parent (GTK_WIDGET (row));

  if (dropped == NULL || gtk_widget_get_parent (dropped) != list)
    return FALSE;

  move (GTK_LIST_BOX (list),
        gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (dropped)),
        gtk_list_box_row_get_index (row));

  return TRUE;
}

void
laurel_reorder_init (GtkListBox *list, LaurelReorderFunc func, gpointer user_data)
{
  Reorder *reorder = NULL;

  g_return_if_fail (GTK_IS_LIST_BOX (list));

  reorder = g_new0 (Reorder, 1);
  reorder->func = func;
  reorder->user_data = user_data;
  g_object_set_data_full (G_OBJECT (list), DATA_KEY, reorder, g_free);
}

void
laurel_reorder_add_row (GtkListBox *list, GtkListBoxRow *row, GtkWidget *handle)
{
  GtkWidget          *grip = handle != NULL ? handle : GTK_WIDGET (row);
  GtkDragSource      *source = gtk_drag_source_new ();
  GtkDropTarget      *target = gtk_drop_target_new (GTK_TYPE_LIST_BOX_ROW, GDK_ACTION_MOVE);
  GtkEventController *keys = gtk_shortcut_controller_new ();

  g_return_if_fail (g_object_get_data (G_OBJECT (list), DATA_KEY) != NULL);

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect (source, "prepare", G_CALLBACK (prepare_cb), row);
  g_signal_connect (source, "drag-begin", G_CALLBACK (drag_begin_cb), row);
  gtk_widget_add_controller (grip, GTK_EVENT_CONTROLLER (source));

  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), NULL);
  gtk_widget_add_controller (GTK_WIDGET (row), GTK_EVENT_CONTROLLER (target));

  /* Before the entries of the row see the keys. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Up, GDK_ALT_MASK),
                        gtk_callback_action_new (up_cb, NULL, NULL)));
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Down, GDK_ALT_MASK),
                        gtk_callback_action_new (down_cb, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (row), keys);
}

GtkWidget *
laurel_reorder_new_handle (void)
{
  GtkWidget *handle = gtk_image_new_from_icon_name ("list-drag-handle-symbolic");

  gtk_widget_set_tooltip_text (handle, _ ("Drag to move, or press Alt and an arrow"));
  gtk_widget_set_cursor_from_name (handle, "grab");
  gtk_widget_add_css_class (handle, "dim-label");

  return handle;
}
