/* laurel-field-row.c - one setting of the program document as a row: a switch, a number, a choice
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/pages/laurel-field-row.h"

#include <glib/gi18n.h>

struct _LaurelFieldRow
{
  AdwActionRow parent_instance;

  LaurelConnection  *connection;
  const LaurelField *field;
  GtkWidget         *editor;

  /* The editor shows the draft: what it tells us is no edit. */
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (LaurelFieldRow, laurel_field_row, ADW_TYPE_ACTION_ROW)

static LaurelDraft *
get_draft (LaurelFieldRow *self)
{
  return laurel_connection_get_draft (self->connection);
}

static gint64
read_field (const LaurelField *field, LaurelDocument *document)
{
  if (field->kind == LAUREL_FIELD_NUMBER)
    return G_STRUCT_MEMBER (gint64, document, field->offset);

  return G_STRUCT_MEMBER (int, document, field->offset);
}

static void
write_field (const LaurelField *field, LaurelDocument *document, gint64 value)
{
  if (read_field (field, document) == value)
    return;

  if (field->kind == LAUREL_FIELD_NUMBER)
    G_STRUCT_MEMBER (gint64, document, field->offset) = value;
  else
    G_STRUCT_MEMBER (int, document, field->offset) = (int) value;

  if (field->follow != NULL)
    field->follow (document);
}

static gint64
read_editor (LaurelFieldRow *self)
{
  switch (self->field->kind)
    {
    case LAUREL_FIELD_SWITCH:
      return gtk_switch_get_active (GTK_SWITCH (self->editor));
    case LAUREL_FIELD_NUMBER:
      return laurel_number_entry_get_value (LAUREL_NUMBER_ENTRY (self->editor));
    case LAUREL_FIELD_RADIO:
      return self->field->value;
    case LAUREL_FIELD_CHOICE:
    default:
      return gtk_drop_down_get_selected (GTK_DROP_DOWN (self->editor));
    }
}

static void
write_editor (LaurelFieldRow *self, gint64 value)
{
  switch (self->field->kind)
    {
    case LAUREL_FIELD_SWITCH:
      gtk_switch_set_active (GTK_SWITCH (self->editor), value != 0);
      break;
    case LAUREL_FIELD_NUMBER:
      laurel_number_entry_set_value (LAUREL_NUMBER_ENTRY (self->editor), value);
      break;
    case LAUREL_FIELD_RADIO:
      gtk_check_button_set_active (GTK_CHECK_BUTTON (self->editor), value == self->field->value);
      break;
    case LAUREL_FIELD_CHOICE:
    default:
      gtk_drop_down_set_selected (GTK_DROP_DOWN (self->editor), (guint) value);
    }
}

static char *
describe (LaurelFieldRow *self, LaurelDocument *document)
{
  g_autoptr (LaurelDocument) supposed = NULL;
  GDate today;

  g_date_clear (&today, 1);
  laurel_connection_get_today (self->connection, &today);

  if (self->field->kind == LAUREL_FIELD_RADIO)
    {
      supposed = laurel_document_copy (document);
      write_field (self->field, supposed, self->field->value);
      document = supposed;
    }

  return self->field->describe (document, &today);
}

static void
update (LaurelFieldRow *self)
{
  LaurelDocument  *document = laurel_draft_get_document (get_draft (self));
  g_autofree char *meaning = NULL;

  if (document == NULL)
    return;

  meaning = describe (self, document);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), meaning);

  self->updating = TRUE;
  write_editor (self, read_field (self->field, document));
  self->updating = FALSE;

  if (self->field->is_there != NULL)
    gtk_widget_set_visible (GTK_WIDGET (self), self->field->is_there (document));
}

static void
edited_cb (LaurelFieldRow *self)
{
  LaurelDraft    *draft = get_draft (self);
  LaurelDocument *current = laurel_draft_get_document (draft);
  gint64          value = 0;
  g_autoptr (LaurelDocument) document = NULL;

  if (self->updating || current == NULL)
    return;

  /* The other button of the group speaks for both. */
  if (self->field->kind == LAUREL_FIELD_RADIO &&
      !gtk_check_button_get_active (GTK_CHECK_BUTTON (self->editor)))
    return;

  /* A number that is being typed anew is the old one until there is another. */
  value = read_editor (self);
  if (value == LAUREL_UNSET || value == read_field (self->field, current))
    return;

  document = laurel_document_copy (current);
  write_field (self->field, document, value);

  /* Only typing is many edits that are meant as one. */
  laurel_draft_edit (draft,
                     g_steal_pointer (&document),
                     _ (self->field->edited),
                     self->field->kind == LAUREL_FIELD_NUMBER ? self->field->id : NULL);
}

static GtkWidget *
new_choice (const LaurelField *field)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();

  for (guint i = 0; field->choices[i] != NULL; i++)
    g_ptr_array_add (texts, (gpointer) _ (field->choices[i]));

  g_ptr_array_add (texts, NULL);

  return gtk_drop_down_new_from_strings ((const char *const *) texts->pdata);
}

static void
add_editor (LaurelFieldRow *self)
{
  const LaurelField *field = self->field;

  switch (field->kind)
    {
    case LAUREL_FIELD_SWITCH:
      self->editor = gtk_switch_new ();
      g_signal_connect_swapped (self->editor, "notify::active", G_CALLBACK (edited_cb), self);
      break;
    case LAUREL_FIELD_NUMBER:
      self->editor =
          laurel_number_entry_new (field->number, _ (field->title), field->min, field->max);
      if (field->unit != NULL)
        laurel_number_entry_set_unit (LAUREL_NUMBER_ENTRY (self->editor), _ (field->unit));
      g_signal_connect_swapped (self->editor, "changed", G_CALLBACK (edited_cb), self);
      break;
    case LAUREL_FIELD_RADIO:
      self->editor = gtk_check_button_new ();
      g_signal_connect_swapped (self->editor, "toggled", G_CALLBACK (edited_cb), self);
      break;
    case LAUREL_FIELD_CHOICE:
    default:
      self->editor = new_choice (field);
      g_signal_connect_swapped (self->editor, "notify::selected", G_CALLBACK (edited_cb), self);
    }

  gtk_widget_set_valign (self->editor, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->editor),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (field->title),
                                  -1);

  if (field->kind == LAUREL_FIELD_RADIO)
    adw_action_row_add_prefix (ADW_ACTION_ROW (self), self->editor);
  else
    adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->editor);

  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), self->editor);
}

static void
laurel_field_row_dispose (GObject *object)
{
  g_clear_object (&LAUREL_FIELD_ROW (object)->connection);

  G_OBJECT_CLASS (laurel_field_row_parent_class)->dispose (object);
}

static void
laurel_field_row_class_init (LaurelFieldRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = laurel_field_row_dispose;
}

static void
laurel_field_row_init (LaurelFieldRow *self)
{
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
}

GtkWidget *
laurel_field_row_new (LaurelConnection *connection, const LaurelField *field)
{
  LaurelFieldRow *self = g_object_new (LAUREL_TYPE_FIELD_ROW, NULL);

  self->connection = g_object_ref (connection);
  self->field = field;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _ (field->title));
  gtk_widget_set_name (GTK_WIDGET (self), field->id);
  add_editor (self);
  g_object_bind_property (get_draft (self),
                          "may-edit",
                          self->editor,
                          "sensitive",
                          G_BINDING_SYNC_CREATE);
  g_signal_connect_object (get_draft (self),
                           "changed",
                           G_CALLBACK (update),
                           self,
                           G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}

void
laurel_field_row_set_group (LaurelFieldRow *self, LaurelFieldRow *other)
{
  g_return_if_fail (LAUREL_IS_FIELD_ROW (self) && self->field->kind == LAUREL_FIELD_RADIO);
  g_return_if_fail (LAUREL_IS_FIELD_ROW (other) && other->field->kind == LAUREL_FIELD_RADIO);

  gtk_check_button_set_group (GTK_CHECK_BUTTON (self->editor), GTK_CHECK_BUTTON (other->editor));
}
