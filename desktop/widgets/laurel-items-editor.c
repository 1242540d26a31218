/* laurel-items-editor.c - how many of which products
 *
 * Above stands what has been chosen with its quantities, below what can be.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/widgets/laurel-items-editor.h"

#include <glib/gi18n.h>
#include <string.h>

#include "desktop/widgets/laurel-choice-list.h"
#include "desktop/widgets/laurel-number-entry.h"

#define QUANTITY_MAX G_GINT64_CONSTANT (1000000000)
#define ITEM_KEY     "laurel-item"

struct _LaurelItemsEditor
{
  GtkWidget parent_instance;

  LaurelNames *names;
  GPtrArray   *items;
  gboolean     whole;

  GtkWidget *box;
  GtkWidget *rows;
  GtkWidget *choice;
};

G_DEFINE_FINAL_TYPE (LaurelItemsEditor, laurel_items_editor, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
tell (LaurelItemsEditor *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
quantity_cb (LaurelItemsEditor *self, LaurelNumberEntry *entry)
{
  LaurelItem *item = g_object_get_data (G_OBJECT (entry), ITEM_KEY);
  gint64      value = laurel_number_entry_get_value (entry);

  /* Nothing typed yet is no quantity. */
  if (value == LAUREL_UNSET)
    return;

  item->quantity = value;
  tell (self);
}

static GtkWidget *
new_item_row (LaurelItemsEditor *self, LaurelItem *item)
{
  LaurelNameKind kind = item->is_segment ? LAUREL_NAME_PRODUCT_SEGMENT : LAUREL_NAME_PRODUCT;
  GtkWidget     *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget     *label = gtk_label_new (laurel_names_get (self->names, kind, item->id));
  GtkWidget     *entry =
      laurel_number_entry_new (self->whole ? LAUREL_NUMBER_COUNT : LAUREL_NUMBER_QUANTITY,
                               _ ("Quantity"),
                               1,
                               QUANTITY_MAX);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  laurel_number_entry_set_unit (LAUREL_NUMBER_ENTRY (entry), "×");
  laurel_number_entry_set_value (LAUREL_NUMBER_ENTRY (entry), item->quantity);
  g_object_set_data (G_OBJECT (entry), ITEM_KEY, item);
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (quantity_cb), self);
  gtk_box_append (GTK_BOX (row), entry);
  gtk_box_append (GTK_BOX (row), label);

  return row;
}

static void
show_items (LaurelItemsEditor *self)
{
  GtkWidget *row = NULL;

  while ((row = gtk_widget_get_first_child (self->rows)) != NULL)
    gtk_box_remove (GTK_BOX (self->rows), row);

  for (guint i = 0; i < self->items->len; i++)
    gtk_box_append (GTK_BOX (self->rows), new_item_row (self, g_ptr_array_index (self->items, i)));

  gtk_widget_set_visible (self->rows, self->items->len > 0);
}

static const LaurelItem *
find_item (GPtrArray *items, const char *id, gboolean is_segment)
{
  for (guint i = 0; i < items->len; i++)
    {
      const LaurelItem *item = g_ptr_array_index (items, i);

      if (item->is_segment == is_segment && strcmp (item->id, id) == 0)
        return item;
    }

  return NULL;
}

static void
take_chosen (LaurelItemsEditor *self, GPtrArray *items, guint source, gboolean is_segment)
{
  g_auto (GStrv) chosen = laurel_choice_list_get_chosen (LAUREL_CHOICE_LIST (self->choice), source);

  for (guint i = 0; chosen[i] != NULL; i++)
    {
      const LaurelItem *before = find_item (self->items, chosen[i], is_segment);
      gint64            one = self->whole ? 1 : 1000;

      g_ptr_array_add (
          items,
          laurel_item_new (chosen[i], is_segment, before != NULL ? before->quantity : one));
    }
}

static void
chosen_cb (LaurelItemsEditor *self)
{
  /* The rows look at the items before until they are gone. */
  g_autoptr (GPtrArray) before = self->items;
  GPtrArray *items = laurel_items_new ();

  take_chosen (self, items, 0, TRUE);
  take_chosen (self, items, 1, FALSE);
  self->items = items;
  show_items (self);
  tell (self);
}

static void
laurel_items_editor_dispose (GObject *object)
{
  LaurelItemsEditor *self = LAUREL_ITEMS_EDITOR (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->names);

  G_OBJECT_CLASS (laurel_items_editor_parent_class)->dispose (object);
}

static void
laurel_items_editor_finalize (GObject *object)
{
  g_ptr_array_unref (LAUREL_ITEMS_EDITOR (object)->items);

  G_OBJECT_CLASS (laurel_items_editor_parent_class)->finalize (object);
}

static void
laurel_items_editor_class_init (LaurelItemsEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = laurel_items_editor_dispose;
  object_class->finalize = laurel_items_editor_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);

  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          LAUREL_TYPE_ITEMS_EDITOR,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);
}

static void
laurel_items_editor_init (LaurelItemsEditor *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  self->rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->choice = laurel_choice_list_new (TRUE);
  gtk_box_append (GTK_BOX (self->box), self->rows);
  gtk_box_append (GTK_BOX (self->box), self->choice);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
laurel_items_editor_new (LaurelNames *names, GPtrArray *items, gboolean whole)
{
  LaurelItemsEditor *self = g_object_new (LAUREL_TYPE_ITEMS_EDITOR, NULL);
  LaurelChoiceList  *choice = LAUREL_CHOICE_LIST (self->choice);

  self->names = g_object_ref (names);
  self->items = laurel_items_copy (items);
  self->whole = whole;
  laurel_choice_list_add_names (choice, names, LAUREL_NAME_PRODUCT_SEGMENT, _ ("Segments"));
  laurel_choice_list_add_names (choice, names, LAUREL_NAME_PRODUCT, _ ("Products"));

  for (guint i = 0; i < items->len; i++)
    {
      const LaurelItem *item = g_ptr_array_index (items, i);

      laurel_choice_list_choose (choice, item->is_segment ? 0 : 1, item->id);
    }

  laurel_choice_list_show (choice);
  g_signal_connect_swapped (choice, "changed", G_CALLBACK (chosen_cb), self);
  show_items (self);

  return GTK_WIDGET (self);
}

GPtrArray *
laurel_items_editor_get_items (LaurelItemsEditor *self)
{
  g_return_val_if_fail (LAUREL_IS_ITEMS_EDITOR (self), NULL);

  return self->items;
}
