/* laurel-change-list.c - the changes from one program to another, in words, by their kinds
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/pages/laurel-change-list.h"

#include <glib/gi18n.h>

#include "desktop/pages/laurel-change-words.h"

/* More than anybody reads; the heading says how many there are. */
#define ROWS_MAX 100

#define INDEX_KEY "laurel-change-index"

struct _LaurelChangeList
{
  AdwBin parent_instance;

  LaurelDocument *from;
  LaurelDocument *to;
  LaurelNames    *names;
  GPtrArray      *changes;
  gboolean        may_revert;
};

G_DEFINE_FINAL_TYPE (LaurelChangeList, laurel_change_list, ADW_TYPE_BIN)

enum
{
  SIGNAL_OPEN,
  SIGNAL_REVERT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* In the order in which people read them. */
static const LaurelChangeKind order[] = {
  LAUREL_CHANGE_NEW,     LAUREL_CHANGE_EDITED, LAUREL_CHANGE_ON,    LAUREL_CHANGE_OFF,
  LAUREL_CHANGE_REMOVED, LAUREL_CHANGE_MOVED,  LAUREL_CHANGE_ORDER,
};

static guint
get_index (GtkWidget *widget)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (widget), INDEX_KEY));
}

static void
revert_cb (LaurelChangeList *self, GtkWidget *button)
{
  g_signal_emit (self, signals[SIGNAL_REVERT], 0, get_index (button));
}

static void
activated_cb (LaurelChangeList *self, GtkListBoxRow *row)
{
  const LaurelChange *change = g_ptr_array_index (self->changes, get_index (GTK_WIDGET (row)));

  g_signal_emit (self, signals[SIGNAL_OPEN], 0, change->id);
}

static GtkWidget *
new_revert_button (LaurelChangeList *self, guint index, const char *title)
{
  GtkWidget       *button = gtk_button_new_from_icon_name ("edit-undo-symbolic");
  g_autofree char *label = g_strdup_printf (_ ("Take Back: %s"), title);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _ ("Take This Change Back"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label,
                                  -1);
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data (G_OBJECT (button), INDEX_KEY, GUINT_TO_POINTER (index));
  g_signal_connect_object (button, "clicked", G_CALLBACK (revert_cb), self, G_CONNECT_SWAPPED);

  return button;
}

static GtkWidget *
new_row (LaurelChangeList *self, guint index)
{
  const LaurelChange *change = g_ptr_array_index (self->changes, index);
  g_autofree char    *title = laurel_change_words_title (change, self->from, self->to);
  g_autofree char    *text = laurel_change_words_text (change, self->from, self->to, self->names);
  GtkWidget          *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row),
                                    change->subject == LAUREL_CHANGE_OF_NODE &&
                                        change->kind != LAUREL_CHANGE_REMOVED);
  g_object_set_data (G_OBJECT (row), INDEX_KEY, GUINT_TO_POINTER (index));

  if (self->may_revert)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), new_revert_button (self, index, title));

  return row;
}

static GtkWidget *
new_heading (LaurelChangeKind kind, guint n_changes)
{
  /* TRANSLATORS: a kind of changes, such as "Edited", and how many there are */
  g_autofree char *text =
      g_strdup_printf (C_ ("changes", "%s · %u"), laurel_change_words_heading (kind), n_changes);
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_add_css_class (label, "numeric");

  return label;
}

static GtkWidget *
new_more_row (guint n_more)
{
  g_autofree char *text = g_strdup_printf (ngettext ("and %u more", "and %u more", n_more), n_more);
  GtkWidget       *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), text);

  return row;
}

/* The changes of one kind; nothing where there are none. */
static void
append_kind (LaurelChangeList *self, GtkWidget *box, LaurelChangeKind kind)
{
  GtkWidget *list = gtk_list_box_new ();
  guint      n_changes = 0;

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_widget_add_css_class (list, "sentences");
  g_signal_connect_object (list,
                           "row-activated",
                           G_CALLBACK (activated_cb),
                           self,
                           G_CONNECT_SWAPPED);

  for (guint i = 0; i < self->changes->len; i++)
    {
      const LaurelChange *change = g_ptr_array_index (self->changes, i);

      if (change->kind == kind && n_changes++ < ROWS_MAX)
        gtk_list_box_append (GTK_LIST_BOX (list), new_row (self, i));
    }

  if (n_changes > ROWS_MAX)
    gtk_list_box_append (GTK_LIST_BOX (list), new_more_row (n_changes - ROWS_MAX));

  g_object_ref_sink (list);
  if (n_changes > 0)
    {
      gtk_box_append (GTK_BOX (box), new_heading (kind, n_changes));
      gtk_box_append (GTK_BOX (box), list);
    }
  g_object_unref (list);
}

static void
fill (LaurelChangeList *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    append_kind (self, box, order[i]);

  adw_bin_set_child (ADW_BIN (self), box);
}

static void
laurel_change_list_dispose (GObject *object)
{
  LaurelChangeList *self = LAUREL_CHANGE_LIST (object);

  g_clear_pointer (&self->from, laurel_document_unref);
  g_clear_pointer (&self->to, laurel_document_unref);
  g_clear_pointer (&self->changes, g_ptr_array_unref);
  g_clear_object (&self->names);

  G_OBJECT_CLASS (laurel_change_list_parent_class)->dispose (object);
}

static void
laurel_change_list_class_init (LaurelChangeListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = laurel_change_list_dispose;

  signals[SIGNAL_OPEN] = g_signal_new ("open",
                                       LAUREL_TYPE_CHANGE_LIST,
                                       G_SIGNAL_RUN_LAST,
                                       0,
                                       NULL,
                                       NULL,
                                       NULL,
                                       G_TYPE_NONE,
                                       1,
                                       G_TYPE_STRING);
  signals[SIGNAL_REVERT] = g_signal_new ("revert",
                                         LAUREL_TYPE_CHANGE_LIST,
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         1,
                                         G_TYPE_UINT);
}

static void
laurel_change_list_init (LaurelChangeList *self)
{
}

void
laurel_change_list_show (LaurelChangeList *self,
                         LaurelDocument   *from,
                         LaurelDocument   *to,
                         LaurelNames      *names,
                         gboolean          may_revert)
{
  g_return_if_fail (LAUREL_IS_CHANGE_LIST (self));

  g_clear_pointer (&self->from, laurel_document_unref);
  g_clear_pointer (&self->to, laurel_document_unref);
  g_clear_pointer (&self->changes, g_ptr_array_unref);

  if (self->names != names)
    {
      g_set_object (&self->names, names);
      g_signal_connect_object (names, "changed", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
    }

  self->from = from != NULL ? laurel_document_ref (from) : laurel_document_new ();
  self->to = laurel_document_ref (to);
  self->changes = laurel_change_list (self->from, self->to);
  self->may_revert = may_revert;
  fill (self);
}

GPtrArray *
laurel_change_list_get_changes (LaurelChangeList *self)
{
  g_return_val_if_fail (LAUREL_IS_CHANGE_LIST (self), NULL);

  return self->changes;
}
