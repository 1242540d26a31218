/* laurel-node-cell.c - the name of a discount in the tree: icon, name, badge, and the entry to
 * rename
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/pages/laurel-node-cell.h"

#include <glib/gi18n.h>

struct _LaurelNodeCell
{
  GtkWidget parent_instance;

  LaurelDraft    *draft;
  LaurelNodeItem *item;

  GtkWidget *icon;
  GtkWidget *label;
  GtkWidget *badge;
  /* While it is renamed, else NULL. */
  GtkWidget *entry;
};

G_DEFINE_FINAL_TYPE (LaurelNodeCell, laurel_node_cell, GTK_TYPE_WIDGET)

static const char *const badge_classes[] = { "good", "warn", NULL };

static const char *
pick_icon (const LaurelNode *node)
{
  if (node->is_group)
    return "folder-symbolic";

  return laurel_node_gives_points (node) ? "starred-symbolic" : "user-bookmarks-symbolic";
}

/* One badge: off says the most, since nothing else of the node matters then. */
static const char *
pick_badge (LaurelNodeCell *self, const LaurelNode *node, const char **style)
{
  *style = NULL;

  if (!node->enabled)
    return C_ ("discount", "Off");

  switch (laurel_draft_compare_node (self->draft, node->id))
    {
    case LAUREL_NODE_NEW:
      *style = badge_classes[0];
      return C_ ("discount", "New");
    case LAUREL_NODE_EDITED:
      *style = badge_classes[1];
      return C_ ("discount", "Edited");
    case LAUREL_NODE_SAME:
    default:
      return NULL;
    }
}

static const char *
get_title (LaurelNodeCell *self, const LaurelNode *node)
{
  if (node->name != NULL && *node->name != '\0')
    return node->name;

  /* Programs that came from elsewhere need not name their root. */
  return laurel_draft_find_parent (self->draft, node->id, NULL) == NULL ? _ ("All Discounts")
                                                                        : node->id;
}

static void
set_class (GtkWidget *widget, const char *class, gboolean set)
{
  if (set)
    gtk_widget_add_css_class (widget, class);
  else
    gtk_widget_remove_css_class (widget, class);
}

static void
update_badge (LaurelNodeCell *self, const LaurelNode *node)
{
  const char *style = NULL;
  const char *text = pick_badge (self, node, &style);

  gtk_widget_set_visible (self->badge, text != NULL);
  gtk_label_set_text (GTK_LABEL (self->badge), text != NULL ? text : "");

  for (gsize i = 0; badge_classes[i] != NULL; i++)
    set_class (self->badge, badge_classes[i], style == badge_classes[i]);
}

static void
update (LaurelNodeCell *self)
{
  const LaurelNode *node = laurel_node_item_get_node (self->item);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  if (laurel_node_item_is_hit (self->item) || node->is_group)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));

  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), pick_icon (node));
  gtk_label_set_text (GTK_LABEL (self->label), get_title (self, node));
  gtk_label_set_attributes (GTK_LABEL (self->label), attributes);
  update_badge (self, node);
}

static void
end_rename (LaurelNodeCell *self)
{
  GtkWidget *entry = g_steal_pointer (&self->entry);

  if (entry == NULL)
    return;

  gtk_widget_unparent (entry);
  gtk_widget_show (self->label);
}

/* Enter, or the focus went elsewhere, as it does when the entry goes. */
static void
renamed_cb (LaurelNodeCell *self)
{
  const LaurelNode *node = NULL;
  g_autofree char  *text = NULL;
  g_autofree char  *what = NULL;
  LaurelNode       *renamed = NULL;

  if (self->entry == NULL)
    return;

  node = laurel_node_item_get_node (self->item);
  text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
  end_rename (self);

  if (*text == '\0' || g_strcmp0 (text, node->name) == 0)
    return;

  renamed = laurel_node_copy (node);
  g_free (renamed->name);
  renamed->name = g_strdup (text);
  /* TRANSLATORS: what was done, for Undo; %s is the old name of a discount */
  what = g_strdup_printf (_ ("“%s” renamed"), get_title (self, node));
  laurel_draft_edit_node (self->draft, renamed, what, NULL);
}

static gboolean
key_cb (LaurelNodeCell *self, guint key)
{
  if (key != GDK_KEY_Escape)
    return FALSE;

  end_rename (self);
  return TRUE;
}

static void
laurel_node_cell_dispose (GObject *object)
{
  LaurelNodeCell *self = LAUREL_NODE_CELL (object);
  GtkWidget      *child = NULL;

  laurel_node_cell_set_item (self, NULL);

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  g_clear_object (&self->draft);

  G_OBJECT_CLASS (laurel_node_cell_parent_class)->dispose (object);
}

static void
laurel_node_cell_class_init (LaurelNodeCellClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = laurel_node_cell_dispose;

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static void
laurel_node_cell_init (LaurelNodeCell *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 8);

  self->icon = gtk_image_new ();
  gtk_widget_add_css_class (self->icon, "dim-label");
  gtk_widget_set_parent (self->icon, GTK_WIDGET (self));

  self->label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));

  self->badge = gtk_label_new (NULL);
  gtk_widget_set_valign (self->badge, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->badge, "badge");
  gtk_widget_set_parent (self->badge, GTK_WIDGET (self));
}

GtkWidget *
laurel_node_cell_new (LaurelDraft *draft)
{
  LaurelNodeCell *self = g_object_new (LAUREL_TYPE_NODE_CELL, NULL);

  self->draft = g_object_ref (draft);

  return GTK_WIDGET (self);
}

void
laurel_node_cell_set_item (LaurelNodeCell *self, LaurelNodeItem *item)
{
  g_return_if_fail (LAUREL_IS_NODE_CELL (self));

  if (self->item != NULL)
    g_signal_handlers_disconnect_by_data (self->item, self);

  end_rename (self);
  g_set_object (&self->item, item);

  if (item != NULL)
    {
      g_signal_connect_swapped (item, "changed", G_CALLBACK (update), self);
      update (self);
    }
}

LaurelNodeItem *
laurel_node_cell_get_item (LaurelNodeCell *self)
{
  g_return_val_if_fail (LAUREL_IS_NODE_CELL (self), NULL);

  return self->item;
}

void
laurel_node_cell_refresh (LaurelNodeCell *self)
{
  g_return_if_fail (LAUREL_IS_NODE_CELL (self));

  if (self->item != NULL)
    update_badge (self, laurel_node_item_get_node (self->item));
}

void
laurel_node_cell_rename (LaurelNodeCell *self)
{
  GtkEventController *keys = NULL;
  GtkEventController *focus = NULL;

  g_return_if_fail (LAUREL_IS_NODE_CELL (self));
  g_return_if_fail (self->item != NULL);

  if (self->entry != NULL)
    return;

  self->entry = gtk_entry_new ();
  gtk_editable_set_text (GTK_EDITABLE (self->entry), gtk_label_get_text (GTK_LABEL (self->label)));
  gtk_widget_set_hexpand (self->entry, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Name"),
                                  -1);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (renamed_cb), self);

  keys = gtk_event_controller_key_new ();
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (self->entry, keys);

  focus = gtk_event_controller_focus_new ();
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (renamed_cb), self);
  gtk_widget_add_controller (self->entry, focus);

  gtk_widget_hide (self->label);
  gtk_widget_insert_after (self->entry, GTK_WIDGET (self), self->icon);
  gtk_widget_grab_focus (self->entry);
}
