/* laurel-number-entry.c - an entry for a number that a rule needs: money, a share, days
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/widgets/laurel-number-entry.h"

#include <glib/gi18n.h>

#include "desktop/api/laurel-condition.h"
#include "desktop/widgets/laurel-format.h"

#define WIDTH_CHARS 10

struct _LaurelNumberEntry
{
  GtkWidget parent_instance;

  LaurelNumberKind kind;
  gint64           min;
  gint64           max;
  gint64           value;

  GtkWidget *box;
  GtkWidget *entry;
  GtkWidget *unit;
  GtkWidget *reason;
};

G_DEFINE_FINAL_TYPE (LaurelNumberEntry, laurel_number_entry, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_ACTIVATE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static guint
decimals_of (LaurelNumberKind kind)
{
  switch (kind)
    {
    case LAUREL_NUMBER_MONEY:
    case LAUREL_NUMBER_RATE:
    case LAUREL_NUMBER_POINTS:
    case LAUREL_NUMBER_FACTOR:
      return 2;
    case LAUREL_NUMBER_QUANTITY:
      return 3;
    case LAUREL_NUMBER_COUNT:
    default:
      return 0;
    }
}

static const char *
unit_of (LaurelNumberKind kind)
{
  switch (kind)
    {
    case LAUREL_NUMBER_MONEY:
      return laurel_format_get_currency_sign ();
    case LAUREL_NUMBER_RATE:
      return "%";
    case LAUREL_NUMBER_POINTS:
      return C_ ("unit", "points");
    case LAUREL_NUMBER_FACTOR:
      return "×";
    case LAUREL_NUMBER_COUNT:
    case LAUREL_NUMBER_QUANTITY:
    default:
      return NULL;
    }
}

/* What the text means; FALSE where it means nothing that may be. */
static gboolean
read_text (LaurelNumberEntry *self, gint64 *value)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  if (*text == '\0')
    {
      *value = LAUREL_UNSET;
      return TRUE;
    }

  return laurel_format_parse (text, decimals_of (self->kind), value) && *value >= self->min &&
         *value <= self->max;
}

static void
show_fault (LaurelNumberEntry *self, gboolean fault)
{
  g_autofree char *min = laurel_format_number (self->min, decimals_of (self->kind));
  g_autofree char *max = laurel_format_number (self->max, decimals_of (self->kind));
  /* TRANSLATORS: why a number is not taken: the smallest and the largest that are */
  g_autofree char *reason = g_strdup_printf (_ ("A number from %1$s to %2$s"), min, max);

  if (fault)
    gtk_widget_add_css_class (self->entry, "error");
  else
    gtk_widget_remove_css_class (self->entry, "error");

  gtk_label_set_text (GTK_LABEL (self->reason), reason);
  gtk_widget_set_visible (self->reason, fault);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry),
                               GTK_ACCESSIBLE_STATE_INVALID,
                               fault ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

static void
changed_cb (LaurelNumberEntry *self)
{
  gint64   value = LAUREL_UNSET;
  gboolean good = read_text (self, &value);

  show_fault (self, !good);

  if (!good || value == self->value)
    return;

  self->value = value;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
activate_cb (LaurelNumberEntry *self)
{
  g_signal_emit (self, signals[SIGNAL_ACTIVATE], 0);
}

/* Not by a person: an editable replaces its text by way of the empty one. */
static void
put_text (LaurelNumberEntry *self, gint64 value)
{
  g_autofree char *text = value != LAUREL_UNSET
                              ? laurel_format_number (value, decimals_of (self->kind))
                              : g_strdup ("");

  g_signal_handlers_block_by_func (self->entry, changed_cb, self);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  g_signal_handlers_unblock_by_func (self->entry, changed_cb, self);
  show_fault (self, FALSE);
}

/* Whoever leaves it sees what was understood. */
static void
left_cb (LaurelNumberEntry *self)
{
  gint64 value = LAUREL_UNSET;

  if (read_text (self, &value))
    put_text (self, value);
}

static gboolean
laurel_number_entry_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (LAUREL_NUMBER_ENTRY (widget)->entry);
}

static void
laurel_number_entry_dispose (GObject *object)
{
  LaurelNumberEntry *self = LAUREL_NUMBER_ENTRY (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (laurel_number_entry_parent_class)->dispose (object);
}

static guint
new_signal (const char *name)
{
  return g_signal_new (name,
                       LAUREL_TYPE_NUMBER_ENTRY,
                       G_SIGNAL_RUN_LAST,
                       0,
                       NULL,
                       NULL,
                       NULL,
                       G_TYPE_NONE,
                       0);
}

static void
laurel_number_entry_class_init (LaurelNumberEntryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = laurel_number_entry_dispose;
  widget_class->grab_focus = laurel_number_entry_grab_focus;
  signals[SIGNAL_CHANGED] = new_signal ("changed");
  signals[SIGNAL_ACTIVATE] = new_signal ("activate");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
laurel_number_entry_init (LaurelNumberEntry *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkWidget          *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->value = LAUREL_UNSET;
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  self->entry = gtk_entry_new ();
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), WIDTH_CHARS);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->entry), WIDTH_CHARS);
  gtk_editable_set_alignment (GTK_EDITABLE (self->entry), 1);
  gtk_widget_add_css_class (self->entry, "numeric");
  gtk_widget_set_valign (self->entry, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (activate_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (left_cb), self);
  gtk_widget_add_controller (self->entry, focus);
  self->unit = gtk_label_new (NULL);
  self->reason = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->reason), 0);
  gtk_widget_add_css_class (self->reason, "caption");
  gtk_widget_add_css_class (self->reason, "error");
  gtk_widget_set_visible (self->reason, FALSE);
  gtk_box_append (GTK_BOX (line), self->entry);
  gtk_box_append (GTK_BOX (line), self->unit);
  gtk_box_append (GTK_BOX (self->box), line);
  gtk_box_append (GTK_BOX (self->box), self->reason);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
laurel_number_entry_new (LaurelNumberKind kind, const char *label, gint64 min, gint64 max)
{
  LaurelNumberEntry *self = g_object_new (LAUREL_TYPE_NUMBER_ENTRY, NULL);

  self->kind = kind;
  self->min = min;
  self->max = max;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label,
                                  -1);
  laurel_number_entry_set_unit (self, NULL);

  return GTK_WIDGET (self);
}

void
laurel_number_entry_set_unit (LaurelNumberEntry *self, const char *unit)
{
  g_return_if_fail (LAUREL_IS_NUMBER_ENTRY (self));

  if (unit == NULL)
    unit = unit_of (self->kind);

  gtk_label_set_text (GTK_LABEL (self->unit), unit != NULL ? unit : "");
  gtk_widget_set_visible (self->unit, unit != NULL);
}

void
laurel_number_entry_set_value (LaurelNumberEntry *self, gint64 value)
{
  gint64 shown = LAUREL_UNSET;

  g_return_if_fail (LAUREL_IS_NUMBER_ENTRY (self));

  self->value = value;

  /* "15," is on its way to be 15.5. */
  if (read_text (self, &shown) && shown == value)
    return;

  put_text (self, value);
}

gint64
laurel_number_entry_get_value (LaurelNumberEntry *self)
{
  g_return_val_if_fail (LAUREL_IS_NUMBER_ENTRY (self), LAUREL_UNSET);

  return self->value;
}

GtkWidget *
laurel_number_entry_get_entry (LaurelNumberEntry *self)
{
  g_return_val_if_fail (LAUREL_IS_NUMBER_ENTRY (self), NULL);

  return self->entry;
}
