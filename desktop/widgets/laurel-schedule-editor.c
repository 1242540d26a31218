/* laurel-schedule-editor.c - dates, weekdays and hours as three ready rows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/widgets/laurel-schedule-editor.h"

#include <glib/gi18n.h>

#include "desktop/models/laurel-names.h"
#include "desktop/widgets/laurel-condition-field.h"
#include "desktop/widgets/laurel-sentence-row.h"
#include "desktop/widgets/laurel-sentence-words.h"
#include "desktop/widgets/laurel-sentence.h"

#define KIND_KEY "laurel-kind"
#define N_ROWS   3
#define MIDNIGHT "00:00"

static const LaurelConditionKind kinds[N_ROWS] = {
  LAUREL_CONDITION_DATE,
  LAUREL_CONDITION_WEEKDAY,
  LAUREL_CONDITION_TIME,
};

struct _LaurelScheduleEditor
{
  GtkWidget parent_instance;

  LaurelCondition *parts[N_ROWS]; /* never NULL: nothing chosen in them is no part */
  LaurelNames     *names;         /* of nothing: a schedule has no ids */
  char            *faults[N_ROWS];

  GtkWidget         *box;
  LaurelSentenceRow *rows[N_ROWS];
};

G_DEFINE_FINAL_TYPE (LaurelScheduleEditor, laurel_schedule_editor, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gboolean
is_chosen (const LaurelCondition *part)
{
  return part->from != NULL || part->to != NULL || part->days != 0;
}

static guint
row_of (LaurelConditionKind kind)
{
  return (guint) kind - LAUREL_CONDITION_DATE;
}

static void
show_token (LaurelScheduleEditor *self, guint index, const char *slot)
{
  const LaurelCondition *part = self->parts[index];
  g_autofree char *words = laurel_words_slot (part, slot, LAUREL_STYLE_TOKEN, FALSE, self->names);

  laurel_sentence_row_set_token (self->rows[index],
                                 slot,
                                 is_chosen (part) ? words
                                                  : laurel_words_no_limit (part->kind, slot),
                                 FALSE);
}

static void
show_row (LaurelScheduleEditor *self, guint index)
{
  const LaurelCondition *part = self->parts[index];
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenuItem) item = g_menu_item_new (_ ("Do Not Limit"), NULL);

  laurel_sentence_row_set_template (self->rows[index], laurel_words_row (part->kind, FALSE));

  if (part->kind == LAUREL_CONDITION_WEEKDAY)
    {
      show_token (self, index, "days");
    }
  else
    {
      show_token (self, index, "from");
      show_token (self, index, "to");
    }

  g_menu_item_set_action_and_target (item, "schedule.clear", "i", (int) index);
  g_menu_append_item (menu, item);
  laurel_sentence_row_set_menu (self->rows[index], is_chosen (part) ? G_MENU_MODEL (menu) : NULL);
  laurel_sentence_row_set_reason (self->rows[index], self->faults[index]);
}

/* Takes @part. */
static void
change (LaurelScheduleEditor *self, guint index, LaurelCondition *part)
{
  laurel_condition_unref (self->parts[index]);
  self->parts[index] = part;
  show_row (self, index);
  g_signal_emit (self,
                 signals[SIGNAL_CHANGED],
                 0,
                 is_chosen (part) ? part : NULL,
                 (int) part->kind);
}

static void
field_cb (LaurelCondition *condition, gpointer data)
{
  LaurelScheduleEditor *self = LAUREL_SCHEDULE_EDITOR (data);
  LaurelCondition      *part = laurel_condition_copy (condition);

  /* Of hours the other end is midnight until it is chosen. */
  if (part->kind == LAUREL_CONDITION_TIME && part->from == NULL)
    part->from = g_strdup (MIDNIGHT);
  if (part->kind == LAUREL_CONDITION_TIME && part->to == NULL)
    part->to = g_strdup (MIDNIGHT);

  change (self, row_of (part->kind), part);
}

static GtkWidget *
open_token (LaurelSentenceRow *row, const char *slot, gpointer data)
{
  LaurelScheduleEditor *self = data;
  guint                 index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), KIND_KEY));

  return laurel_condition_field_new (self->parts[index], slot, self->names, field_cb, self, NULL);
}

static void
clear_action (GtkWidget *widget, const char *name, GVariant *target)
{
  LaurelScheduleEditor *self = LAUREL_SCHEDULE_EDITOR (widget);
  guint                 index = (guint) g_variant_get_int32 (target);

  change (self, index, laurel_condition_new (kinds[index]));
  laurel_sentence_row_focus (self->rows[index]);
}

static void
laurel_schedule_editor_dispose (GObject *object)
{
  LaurelScheduleEditor *self = LAUREL_SCHEDULE_EDITOR (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->names);

  G_OBJECT_CLASS (laurel_schedule_editor_parent_class)->dispose (object);
}

static void
laurel_schedule_editor_finalize (GObject *object)
{
  LaurelScheduleEditor *self = LAUREL_SCHEDULE_EDITOR (object);

  for (guint i = 0; i < N_ROWS; i++)
    {
      laurel_condition_unref (self->parts[i]);
      g_free (self->faults[i]);
    }

  G_OBJECT_CLASS (laurel_schedule_editor_parent_class)->finalize (object);
}

static void
laurel_schedule_editor_class_init (LaurelScheduleEditorClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = laurel_schedule_editor_dispose;
  object_class->finalize = laurel_schedule_editor_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_action (widget_class, "schedule.clear", "i", clear_action);

  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          LAUREL_TYPE_SCHEDULE_EDITOR,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          2,
                                          G_TYPE_POINTER,
                                          G_TYPE_INT);
}

static void
laurel_schedule_editor_init (LaurelScheduleEditor *self)
{
  self->names = laurel_names_new (NULL);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (self->box, "card");
  gtk_widget_add_css_class (self->box, "rules");

  for (guint i = 0; i < N_ROWS; i++)
    {
      GtkWidget *row = laurel_sentence_row_new (open_token, self);

      if (i > 0)
        gtk_box_append (GTK_BOX (self->box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));

      g_object_set_data (G_OBJECT (row), KIND_KEY, GUINT_TO_POINTER (i));
      gtk_box_append (GTK_BOX (self->box), row);
      self->rows[i] = LAUREL_SENTENCE_ROW (row);
      self->parts[i] = laurel_condition_new (kinds[i]);
      show_row (self, i);
    }

  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
laurel_schedule_editor_new (void)
{
  return g_object_new (LAUREL_TYPE_SCHEDULE_EDITOR, NULL);
}

void
laurel_schedule_editor_set_schedule (LaurelScheduleEditor *self, const LaurelSchedule *schedule)
{
  LaurelCondition *given[N_ROWS] = { schedule->date, schedule->weekday, schedule->time };

  g_return_if_fail (LAUREL_IS_SCHEDULE_EDITOR (self));

  for (guint i = 0; i < N_ROWS; i++)
    {
      LaurelCondition *part =
          given[i] != NULL ? laurel_condition_ref (given[i]) : laurel_condition_new (kinds[i]);

      laurel_condition_unref (self->parts[i]);
      self->parts[i] = part;
      show_row (self, i);
    }
}

void
laurel_schedule_editor_clear_faults (LaurelScheduleEditor *self)
{
  g_return_if_fail (LAUREL_IS_SCHEDULE_EDITOR (self));

  for (guint i = 0; i < N_ROWS; i++)
    {
      g_clear_pointer (&self->faults[i], g_free);
      show_row (self, i);
    }
}

void
laurel_schedule_editor_add_fault (LaurelScheduleEditor *self,
                                  LaurelConditionKind   kind,
                                  const char           *reason)
{
  guint index = row_of (kind);

  g_return_if_fail (LAUREL_IS_SCHEDULE_EDITOR (self) && index < N_ROWS);

  g_free (self->faults[index]);
  self->faults[index] = g_strdup (reason);
  show_row (self, index);
}
