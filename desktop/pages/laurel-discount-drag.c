/* laurel-discount-drag.c - drags rows of the tree of discounts to other places
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/pages/laurel-discount-drag.h"

#include <glib/gi18n.h>

/* In the order of LaurelDropPlace; the style sheet draws them. */
static const char *const place_classes[] = { NULL, "drop-above", "drop-below", "drop-into" };

typedef struct
{
  LaurelDiscountTree *tree;
  /* What is being dragged, else NULL. */
  GStrv ids;
  /* The row that is marked, and how. */
  GtkWidget      *row;
  LaurelDropPlace place;
} Drag;

static void
set_mark (Drag *drag, GtkWidget *row, LaurelDropPlace place)
{
  if (drag->row == row && drag->place == place)
    return;

  if (drag->row != NULL)
    {
      gtk_widget_remove_css_class (drag->row, place_classes[drag->place]);
      g_object_remove_weak_pointer (G_OBJECT (drag->row), (gpointer *) &drag->row);
      drag->row = NULL;
    }

  drag->place = place;

  if (place == LAUREL_DROP_NOWHERE)
    return;

  drag->row = row;
  g_object_add_weak_pointer (G_OBJECT (row), (gpointer *) &drag->row);
  gtk_widget_add_css_class (row, place_classes[place]);
}

static void
drag_free (gpointer data, GClosure *closure)
{
  Drag *drag = data;

  set_mark (drag, NULL, LAUREL_DROP_NOWHERE);
  g_strfreev (drag->ids);
  g_free (drag);
}

/* The row below the pointer, with all others that are selected where it is one of them. */
static GStrv
list_dragged (LaurelDiscountTree *tree, double x, double y)
{
  double          share = 0;
  GtkWidget      *row = NULL;
  LaurelNodeItem *item = laurel_discount_tree_pick (tree, x, y, &share, &row);
  const char     *ids[] = { NULL, NULL };
  g_auto (GStrv) selected = NULL;

  if (item == NULL)
    return NULL;

  ids[0] = laurel_node_item_get_node (item)->id;
  selected = laurel_discount_tree_get_selected (tree);

  return g_strv_contains ((const char *const *) selected, ids[0]) ? g_steal_pointer (&selected)
                                                                  : g_strdupv ((GStrv) ids);
}

static GdkContentProvider *
prepare_cb (Drag *drag, double x, double y)
{
  g_clear_pointer (&drag->ids, g_strfreev);

  if (!laurel_draft_get_may_edit (laurel_discount_tree_get_draft (drag->tree)) ||
      laurel_discount_tree_get_sorted (drag->tree))
    return NULL;

  drag->ids = list_dragged (drag->tree, x, y);

  return drag->ids != NULL ? gdk_content_provider_new_typed (G_TYPE_STRV, drag->ids) : NULL;
}

static void
begin_cb (Drag *drag, GdkDrag *gdk_drag)
{
  guint             n_ids = g_strv_length (drag->ids);
  const LaurelNode *node =
      laurel_document_find (laurel_draft_get_document (laurel_discount_tree_get_draft (drag->tree)),
                            drag->ids[0]);
  g_autofree char *text =
      n_ids == 1 ? g_strdup (node->name != NULL ? node->name : node->id)
                 : g_strdup_printf (ngettext ("%u discount", "%u discounts", n_ids), n_ids);
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "drag-label");
  gtk_drag_icon_set_child (GTK_DRAG_ICON (gtk_drag_icon_get_for_drag (gdk_drag)), label);
}

static void
end_cb (Drag *drag)
{
  set_mark (drag, NULL, LAUREL_DROP_NOWHERE);
  g_clear_pointer (&drag->ids, g_strfreev);
}

static GdkDragAction
motion_cb (Drag *drag, double x, double y)
{
  double          share = 0;
  GtkWidget      *row = NULL;
  LaurelNodeItem *item = laurel_discount_tree_pick (drag->tree, x, y, &share, &row);
  LaurelDropPlace place = LAUREL_DROP_NOWHERE;

  if (item != NULL && drag->ids != NULL)
    place = laurel_discount_tree_find_place (drag->tree,
                                             (const char *const *) drag->ids,
                                             laurel_node_item_get_node (item)->id,
                                             share);

  set_mark (drag, row, place);

  return place != LAUREL_DROP_NOWHERE ? GDK_ACTION_MOVE : 0;
}

static void
leave_cb (Drag *drag)
{
  set_mark (drag, NULL, LAUREL_DROP_NOWHERE);
}

static gboolean
drop_cb (Drag *drag, const GValue *value, double x, double y)
{
  double          share = 0;
  GtkWidget      *row = NULL;
  LaurelNodeItem *item = laurel_discount_tree_pick (drag->tree, x, y, &share, &row);
  g_auto (GStrv) ids = g_value_dup_boxed (value);
  g_autofree char *target = NULL;
  LaurelDropPlace  place = LAUREL_DROP_NOWHERE;

  set_mark (drag, NULL, LAUREL_DROP_NOWHERE);

  if (item == NULL)
    return FALSE;

  target = g_strdup (laurel_node_item_get_node (item)->id);
  place = laurel_discount_tree_find_place (drag->tree, (const char *const *) ids, target, share);

  if (place == LAUREL_DROP_NOWHERE)
    return FALSE;

  laurel_discount_tree_drop (drag->tree, (const char *const *) ids, target, place);
  laurel_discount_tree_select (drag->tree, (const char *const *) ids);

  return TRUE;
}

void
laurel_discount_drag_attach (LaurelDiscountTree *tree)
{
  Drag          *drag = g_new0 (Drag, 1);
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_STRV, GDK_ACTION_MOVE);

  drag->tree = tree;
  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);

  /* The closure of "motion" owns what all others use: the controllers go together. */
  g_signal_connect_data (target,
                         "motion",
                         G_CALLBACK (motion_cb),
                         drag,
                         drag_free,
                         G_CONNECT_SWAPPED);
  g_signal_connect_swapped (target, "enter", G_CALLBACK (motion_cb), drag);
  g_signal_connect_swapped (target, "leave", G_CALLBACK (leave_cb), drag);
  g_signal_connect_swapped (target, "drop", G_CALLBACK (drop_cb), drag);
  g_signal_connect_swapped (source, "prepare", G_CALLBACK (prepare_cb), drag);
  g_signal_connect_swapped (source, "drag-begin", G_CALLBACK (begin_cb), drag);
  g_signal_connect_swapped (source, "drag-end", G_CALLBACK (end_cb), drag);

  gtk_widget_add_controller (GTK_WIDGET (tree), GTK_EVENT_CONTROLLER (source));
  gtk_widget_add_controller (GTK_WIDGET (tree), GTK_EVENT_CONTROLLER (target));
}
