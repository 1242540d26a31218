/* laurel-condition-field.c - what the popover of a token of a condition shows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/widgets/laurel-condition-field.h"

#include <glib/gi18n.h>
#include <string.h>

#include "desktop/widgets/laurel-choice-list.h"
#include "desktop/widgets/laurel-items-editor.h"
#include "desktop/widgets/laurel-number-entry.h"
#include "desktop/widgets/laurel-sentence-row.h"
#include "desktop/widgets/laurel-sentence-words.h"
#include "desktop/widgets/laurel-target-editor.h"

#define FIELD_KEY    "laurel-field"
#define N_WEEKDAYS   7
#define BIRTHDAY_MAX 366
#define YEARS_MAX    200
#define COUNT_MAX    G_GINT64_CONSTANT (1000000000)
#define MONEY_MAX    G_GINT64_CONSTANT (100000000000000)

/* What a field knows; it belongs to its widget. */
typedef struct
{
  LaurelCondition    *condition;
  char               *slot;
  LaurelNames        *names;
  LaurelConditionFunc func;
  gpointer            data;
  GDestroyNotify      destroy;
} Field;

static void
field_free (gpointer data)
{
  Field *field = data;

  if (field->destroy != NULL)
    field->destroy (field->data);

  laurel_condition_unref (field->condition);
  g_object_unref (field->names);
  g_free (field->slot);
  g_free (field);
}

/* Takes @edited. */
static void
tell (Field *field, LaurelCondition *edited)
{
  laurel_condition_unref (field->condition);
  field->condition = edited;
  field->func (edited, field->data);
}

/* === Choices ================================================================================== */

static void
ids_cb (GtkWidget *list, Field *field)
{
  LaurelCondition *edited = laurel_condition_copy (field->condition);

  g_strfreev (edited->ids);
  edited->ids = laurel_choice_list_get_chosen (LAUREL_CHOICE_LIST (list), 0);
  tell (field, edited);
}

static GtkWidget *
new_ids (Field *field)
{
  GtkWidget         *widget = laurel_choice_list_new (TRUE);
  LaurelChoiceList  *list = LAUREL_CHOICE_LIST (widget);
  LaurelNameKind     kind = LAUREL_NAME_STORE;
  const char *const *choices = laurel_words_choices (field->condition->kind);

  if (laurel_words_name_kind (field->condition->kind, &kind))
    laurel_choice_list_add_names (list, field->names, kind, NULL);
  else
    laurel_choice_list_add_words (list, NULL);

  for (guint i = 0; choices != NULL && choices[i] != NULL; i++)
    {
      g_autofree char *label = laurel_words_choice (field->condition->kind, choices[i]);

      laurel_choice_list_add_word (list, 0, choices[i], label, NULL);
    }

  if (field->condition->kind == LAUREL_CONDITION_CARD_PREFIX ||
      field->condition->kind == LAUREL_CONDITION_PAYMENT)
    laurel_choice_list_set_takes_text (list, 0);

  for (guint i = 0; field->condition->ids[i] != NULL; i++)
    laurel_choice_list_choose (list, 0, field->condition->ids[i]);

  laurel_choice_list_show (list);
  g_signal_connect (list, "changed", G_CALLBACK (ids_cb), field);

  return widget;
}

static void
days_cb (GtkWidget *list, Field *field)
{
  g_auto (GStrv) chosen = laurel_choice_list_get_chosen (LAUREL_CHOICE_LIST (list), 0);
  LaurelCondition *edited = laurel_condition_copy (field->condition);

  edited->days = 0;
  for (guint i = 0; chosen[i] != NULL; i++)
    edited->days |= 1u << (*chosen[i] - '0');

  tell (field, edited);
}

static GtkWidget *
new_days (Field *field)
{
  GtkWidget        *widget = laurel_choice_list_new (TRUE);
  LaurelChoiceList *list = LAUREL_CHOICE_LIST (widget);

  laurel_choice_list_add_words (list, NULL);

  for (guint day = 0; day < N_WEEKDAYS; day++)
    {
      const char id[] = { (char) ('0' + day), '\0' };

      laurel_choice_list_add_word (list, 0, id, laurel_words_weekday (day), NULL);
      if ((field->condition->days & 1u << day) != 0)
        laurel_choice_list_choose (list, 0, id);
    }

  laurel_choice_list_show (list);
  g_signal_connect (list, "changed", G_CALLBACK (days_cb), field);

  return widget;
}

/* A choice of one by its number. */
static guint
get_number (GtkWidget *list)
{
  g_auto (GStrv) chosen = laurel_choice_list_get_chosen (LAUREL_CHOICE_LIST (list), 0);

  return chosen[0] != NULL ? (guint) g_ascii_strtoull (chosen[0], NULL, 10) : 0;
}

static void
add_number (LaurelChoiceList *list, guint number, const char *label, gboolean chosen)
{
  g_autofree char *id = g_strdup_printf ("%u", number);

  laurel_choice_list_add_word (list, 0, id, label, NULL);
  if (chosen)
    laurel_choice_list_choose (list, 0, id);
}

static void
metric_cb (GtkWidget *list, Field *field)
{
  LaurelCondition *edited = laurel_condition_copy (field->condition);
  LaurelMetric     metric = get_number (list);

  /* ₽500 are not 500 purchases. */
  if (laurel_words_metric_decimals (metric) != laurel_words_metric_decimals (edited->metric))
    edited->value = LAUREL_UNSET;

  edited->metric = metric;
  tell (field, edited);
}

static GtkWidget *
new_metric (Field *field)
{
  GtkWidget   *widget = laurel_choice_list_new (FALSE);
  gboolean     of_receipt = field->condition->kind == LAUREL_CONDITION_RECEIPT;
  LaurelMetric first = of_receipt ? LAUREL_METRIC_AMOUNT : LAUREL_METRIC_COUNT;
  LaurelMetric last = of_receipt ? LAUREL_METRIC_LINES : LAUREL_METRIC_DAYS_SINCE;

  laurel_choice_list_add_words (LAUREL_CHOICE_LIST (widget), NULL);

  for (LaurelMetric metric = first; metric <= last; metric++)
    add_number (LAUREL_CHOICE_LIST (widget),
                metric,
                laurel_words_metric (metric),
                metric == field->condition->metric);

  laurel_choice_list_show (LAUREL_CHOICE_LIST (widget));
  g_signal_connect (widget, "changed", G_CALLBACK (metric_cb), field);

  return widget;
}

/* === Dates and times ========================================================================== */

static void
set_end (Field *field, char *end)
{
  LaurelCondition *edited = laurel_condition_copy (field->condition);
  char           **place = strcmp (field->slot, "from") == 0 ? &edited->from : &edited->to;

  g_free (*place);
  *place = end;
  tell (field, edited);
}

static const char *
get_end (Field *field)
{
  return strcmp (field->slot, "from") == 0 ? field->condition->from : field->condition->to;
}

static void
day_cb (GtkCalendar *calendar, Field *field)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (calendar);

  set_end (field, g_date_time_format (date, "%Y-%m-%d"));
}

static void
any_day_cb (GtkWidget *button, Field *field)
{
  set_end (field, NULL);
  laurel_token_close (button);
}

static GtkWidget *
new_date (Field *field)
{
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget       *calendar = gtk_calendar_new ();
  GtkWidget       *any = gtk_button_new_with_label (_ ("Any Day"));
  const char      *end = get_end (field);
  g_autofree char *moment = end != NULL ? g_strconcat (end, "T12:00:00Z", NULL) : NULL;
  g_autoptr (GDateTime) date = moment != NULL ? g_date_time_new_from_iso8601 (moment, NULL) : NULL;

  if (date != NULL)
    gtk_calendar_select_day (GTK_CALENDAR (calendar), date);

  gtk_widget_add_css_class (any, "flat");
  gtk_box_append (GTK_BOX (box), calendar);
  gtk_box_append (GTK_BOX (box), any);
  g_signal_connect (calendar, "day-selected", G_CALLBACK (day_cb), field);
  g_signal_connect (any, "clicked", G_CALLBACK (any_day_cb), field);

  return box;
}

static gboolean
two_digits_cb (GtkSpinButton *spin, gpointer user_data)
{
  g_autofree char *text = g_strdup_printf ("%02d", gtk_spin_button_get_value_as_int (spin));

  gtk_editable_set_text (GTK_EDITABLE (spin), text);

  return TRUE;
}

static void
time_cb (GtkWidget *spin, Field *field)
{
  GtkWidget *box = gtk_widget_get_parent (spin);
  int hour = gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (gtk_widget_get_first_child (box)));
  int minute = gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (gtk_widget_get_last_child (box)));

  set_end (field, g_strdup_printf ("%02d:%02d", hour, minute));
}

static GtkWidget *
new_spin (const char *label, int last, int step, int value)
{
  GtkWidget *spin = gtk_spin_button_new_with_range (0, last, step);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (spin), GTK_ORIENTATION_VERTICAL);
  gtk_spin_button_set_wrap (GTK_SPIN_BUTTON (spin), TRUE);
  gtk_spin_button_set_numeric (GTK_SPIN_BUTTON (spin), TRUE);
  gtk_widget_add_css_class (spin, "numeric");
  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect (spin, "output", G_CALLBACK (two_digits_cb), NULL);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), value);
  two_digits_cb (GTK_SPIN_BUTTON (spin), NULL);

  return spin;
}

static GtkWidget *
new_time (Field *field)
{
  GtkWidget  *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  const char *end = get_end (field);
  gboolean    known = end != NULL && strlen (end) == 5;
  int         hour = known ? (int) g_ascii_strtoll (end, NULL, 10) : 0;
  int         minute = known ? (int) g_ascii_strtoll (end + 3, NULL, 10) : 0;
  GtkWidget  *hours = new_spin (_ ("Hour"), 23, 1, hour);
  GtkWidget  *minutes = new_spin (_ ("Minute"), 59, 5, minute);

  gtk_box_append (GTK_BOX (box), hours);
  gtk_box_append (GTK_BOX (box), gtk_label_new (":"));
  gtk_box_append (GTK_BOX (box), minutes);
  g_signal_connect (hours, "value-changed", G_CALLBACK (time_cb), field);
  g_signal_connect (minutes, "value-changed", G_CALLBACK (time_cb), field);

  /* Midnight is what is seen, and may be just what is wanted. */
  if (!known)
    set_end (field, g_strdup ("00:00"));

  return box;
}

/* === Numbers ================================================================================== */

static gint64 *
number_of (LaurelCondition *condition, const char *slot)
{
  if (strcmp (slot, "min") == 0)
    return &condition->min;
  if (strcmp (slot, "max") == 0)
    return &condition->max;
  if (strcmp (slot, "of") == 0)
    return &condition->of;
  if (strcmp (slot, "before") == 0)
    return &condition->before;
  if (strcmp (slot, "after") == 0)
    return &condition->after;

  return &condition->value;
}

static void
number_cb (LaurelNumberEntry *entry, Field *field)
{
  LaurelCondition *edited = laurel_condition_copy (field->condition);
  gint64           value = laurel_number_entry_get_value (entry);
  gboolean is_birthday = strcmp (field->slot, "before") == 0 || strcmp (field->slot, "after") == 0;

  *number_of (edited, field->slot) = is_birthday && value == LAUREL_UNSET ? 0 : value;
  tell (field, edited);
}

static GtkWidget *
new_number (Field           *field,
            LaurelNumberKind kind,
            const char      *label,
            const char      *unit,
            gint64           min,
            gint64           max)
{
  GtkWidget *entry = laurel_number_entry_new (kind, label, min, max);

  laurel_number_entry_set_unit (LAUREL_NUMBER_ENTRY (entry), unit);
  laurel_number_entry_set_value (LAUREL_NUMBER_ENTRY (entry),
                                 *number_of (field->condition, field->slot));
  g_signal_connect (entry, "changed", G_CALLBACK (number_cb), field);
  g_signal_connect_swapped (entry, "activate", G_CALLBACK (laurel_token_close), entry);

  return entry;
}

static void
comparison_cb (GtkDropDown *drop_down, GParamSpec *pspec, Field *field)
{
  LaurelCondition *edited = laurel_condition_copy (field->condition);

  edited->comparison = gtk_drop_down_get_selected (drop_down);
  tell (field, edited);
}

static GtkWidget *
new_comparison (Field *field)
{
  GtkStringList *words = gtk_string_list_new (NULL);
  GtkWidget     *drop_down = NULL;

  for (LaurelComparison i = LAUREL_COMPARISON_LESS; i <= LAUREL_COMPARISON_MORE; i++)
    {
      g_autofree char *word = laurel_words_compared (i, "…");

      gtk_string_list_append (words, word);
    }

  drop_down = gtk_drop_down_new (G_LIST_MODEL (words), NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down), field->condition->comparison);
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop_down),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Comparison"),
                                  -1);
  g_signal_connect (drop_down, "notify::selected", G_CALLBACK (comparison_cb), field);

  return drop_down;
}

static LaurelNumberKind
number_kind_of (LaurelMetric metric)
{
  switch (laurel_words_metric_decimals (metric))
    {
    case 2:
      return LAUREL_NUMBER_MONEY;
    case 3:
      return LAUREL_NUMBER_QUANTITY;
    default:
      return LAUREL_NUMBER_COUNT;
    }
}

static GtkWidget *
new_value (Field *field)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (box), new_comparison (field));
  gtk_box_append (GTK_BOX (box),
                  new_number (field,
                              number_kind_of (field->condition->metric),
                              _ ("Number"),
                              NULL,
                              0,
                              MONEY_MAX));

  return box;
}

/* === Products ================================================================================= */

static void
target_cb (LaurelTargetEditor *editor, Field *field)
{
  LaurelCondition    *edited = laurel_condition_copy (field->condition);
  const LaurelTarget *target = laurel_target_editor_get_target (editor);

  laurel_target_free (edited->target);
  edited->target = laurel_target_copy (target);
  tell (field, edited);
}

static GtkWidget *
new_target (Field *field)
{
  GtkWidget *editor = laurel_target_editor_new ();

  laurel_target_editor_set_names (LAUREL_TARGET_EDITOR (editor), field->names);
  laurel_target_editor_set_target (LAUREL_TARGET_EDITOR (editor), field->condition->target);
  g_signal_connect (editor, "changed", G_CALLBACK (target_cb), field);

  return editor;
}

static void
items_cb (LaurelItemsEditor *editor, Field *field)
{
  LaurelCondition *edited = laurel_condition_copy (field->condition);

  g_ptr_array_unref (edited->items);
  edited->items = laurel_items_copy (laurel_items_editor_get_items (editor));
  tell (field, edited);
}

static GtkWidget *
new_items (Field *field)
{
  GtkWidget *editor = laurel_items_editor_new (field->names, field->condition->items, FALSE);

  g_signal_connect (editor, "changed", G_CALLBACK (items_cb), field);

  return editor;
}

static GtkWidget *
new_widget (Field *field)
{
  const char *slot = field->slot;

  if (strcmp (slot, "ids") == 0)
    return new_ids (field);
  if (strcmp (slot, "days") == 0)
    return new_days (field);
  if (strcmp (slot, "from") == 0 || strcmp (slot, "to") == 0)
    return field->condition->kind == LAUREL_CONDITION_DATE ? new_date (field) : new_time (field);
  if (strcmp (slot, "metric") == 0)
    return new_metric (field);
  if (strcmp (slot, "value") == 0)
    return new_value (field);
  if (strcmp (slot, "target") == 0)
    return new_target (field);
  if (strcmp (slot, "items") == 0)
    return new_items (field);
  if (strcmp (slot, "before") == 0 || strcmp (slot, "after") == 0)
    return new_number (field, LAUREL_NUMBER_COUNT, _ ("Days"), _ ("days"), 0, BIRTHDAY_MAX);
  if (strcmp (slot, "of") == 0)
    return new_number (field, LAUREL_NUMBER_COUNT, _ ("Years"), _ ("years"), 1, COUNT_MAX);

  return new_number (field, LAUREL_NUMBER_COUNT, _ ("Years"), _ ("years"), 0, YEARS_MAX);
}

GtkWidget *
laurel_condition_field_new (LaurelCondition    *condition,
                            const char         *slot,
                            LaurelNames        *names,
                            LaurelConditionFunc func,
                            gpointer            data,
                            GDestroyNotify      destroy)
{
  Field     *field = g_new (Field, 1);
  GtkWidget *widget = NULL;

  *field = (Field){
    laurel_condition_ref (condition), g_strdup (slot), g_object_ref (names), func, data, destroy,
  };
  widget = new_widget (field);
  g_object_set_data_full (G_OBJECT (widget), FIELD_KEY, field, field_free);

  return widget;
}
