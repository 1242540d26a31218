/* laurel-chart-data.c - what a chart shows: series of values over common slots
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/widgets/laurel-chart-data.h"

typedef struct
{
  gint64   value;
  gboolean present;
  char    *name;
} Cell;

typedef struct
{
  char             *name;
  LaurelChartColour colour;
  GArray           *cells;
} Series;

typedef struct
{
  char             *label;
  char             *title;
  GDate             date;
  gboolean          weekend;
  gboolean          unfinished;
  LaurelChartColour colour;
} Slot;

struct _LaurelChartData
{
  GObject parent_instance;

  LaurelValueKind kind;
  GPtrArray      *series;
  GPtrArray      *slots;
  int             comparison;
};

G_DEFINE_FINAL_TYPE (LaurelChartData, laurel_chart_data, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
clear_cell (gpointer data)
{
  Cell *cell = data;

  g_clear_pointer (&cell->name, g_free);
}

static void
free_series (gpointer data)
{
  Series *series = data;

  g_free (series->name);
  g_array_unref (series->cells);
  g_free (series);
}

static void
free_slot (gpointer data)
{
  Slot *slot = data;

  g_free (slot->label);
  g_free (slot->title);
  g_free (slot);
}

static void
emit_changed (LaurelChartData *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static Series *
get_series (LaurelChartData *self, guint series)
{
  return g_ptr_array_index (self->series, series);
}

static Slot *
get_slot (LaurelChartData *self, guint slot)
{
  return g_ptr_array_index (self->slots, slot);
}

/* The cell, or NULL where nothing has been set so far. */
static const Cell *
find_cell (LaurelChartData *self, guint series, guint slot)
{
  GArray *cells = get_series (self, series)->cells;

  return slot < cells->len ? &g_array_index (cells, Cell, slot) : NULL;
}

static Cell *
ensure_cell (LaurelChartData *self, guint series, guint slot)
{
  GArray *cells = get_series (self, series)->cells;

  if (slot >= cells->len)
    g_array_set_size (cells, slot + 1);

  return &g_array_index (cells, Cell, slot);
}

static void
laurel_chart_data_finalize (GObject *object)
{
  LaurelChartData *self = LAUREL_CHART_DATA (object);

  g_ptr_array_unref (self->series);
  g_ptr_array_unref (self->slots);

  G_OBJECT_CLASS (laurel_chart_data_parent_class)->finalize (object);
}

static void
laurel_chart_data_class_init (LaurelChartDataClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = laurel_chart_data_finalize;

  /**
   * LaurelChartData::changed:
   * @self: the data
   *
   * Something is different now.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          LAUREL_TYPE_CHART_DATA,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);
}

static void
laurel_chart_data_init (LaurelChartData *self)
{
  self->series = g_ptr_array_new_with_free_func (free_series);
  self->slots = g_ptr_array_new_with_free_func (free_slot);
  self->comparison = -1;
}

LaurelChartData *
laurel_chart_data_new (LaurelValueKind kind)
{
  LaurelChartData *self = g_object_new (LAUREL_TYPE_CHART_DATA, NULL);

  self->kind = kind;

  return self;
}

LaurelValueKind
laurel_chart_data_get_kind (LaurelChartData *self)
{
  g_return_val_if_fail (LAUREL_IS_CHART_DATA (self), LAUREL_VALUE_COUNT);

  return self->kind;
}

guint
laurel_chart_data_add_series (LaurelChartData *self, const char *name, LaurelChartColour colour)
{
  Series *series = NULL;

  g_return_val_if_fail (LAUREL_IS_CHART_DATA (self), 0);
  g_return_val_if_fail (name != NULL && colour < LAUREL_CHART_N_COLOURS, 0);

  series = g_new0 (Series, 1);
  series->name = g_strdup (name);
  series->colour = colour;
  series->cells = g_array_new (FALSE, TRUE, sizeof (Cell));
  g_array_set_clear_func (series->cells, clear_cell);
  g_ptr_array_add (self->series, series);
  emit_changed (self);

  return self->series->len - 1;
}

LaurelChartData *
laurel_chart_data_new_course (LaurelChartColour colour, const gint64 *values, gsize n_values)
{
  LaurelChartData *self = laurel_chart_data_new (LAUREL_VALUE_COUNT);

  g_return_val_if_fail (values != NULL || n_values == 0, self);

  laurel_chart_data_add_series (self, "", colour);

  for (gsize i = 0; i < n_values; i++)
    laurel_chart_data_set_value (self, 0, laurel_chart_data_add_slot (self, "", NULL), values[i]);

  return self;
}

void
laurel_chart_data_set_comparison (LaurelChartData *self, guint series)
{
  g_return_if_fail (LAUREL_IS_CHART_DATA (self) && series < self->series->len);

  self->comparison = (int) series;
  emit_changed (self);
}

int
laurel_chart_data_get_comparison (LaurelChartData *self)
{
  g_return_val_if_fail (LAUREL_IS_CHART_DATA (self), -1);

  return self->comparison;
}

static Slot *
append_slot (LaurelChartData *self, char *label, char *title)
{
  Slot *slot = g_new0 (Slot, 1);

  slot->label = label;
  slot->title = title;
  slot->colour = LAUREL_CHART_BLUE;
  g_date_clear (&slot->date, 1);
  g_ptr_array_add (self->slots, slot);

  return slot;
}

guint
laurel_chart_data_add_slot (LaurelChartData *self, const char *label, const char *title)
{
  g_return_val_if_fail (LAUREL_IS_CHART_DATA (self) && label != NULL, 0);

  append_slot (self, g_strdup (label), g_strdup (title != NULL ? title : label));
  emit_changed (self);

  return self->slots->len - 1;
}

static void
append_date (LaurelChartData *self, const GDate *date, LaurelChartStep step)
{
  Slot *slot = NULL;
  GDate last = *date;

  switch (step)
    {
    case LAUREL_CHART_STEP_DAY:
      slot = append_slot (self, laurel_format_date_short (date), laurel_format_weekday (date));
      slot->weekend = g_date_get_weekday (date) >= G_DATE_SATURDAY;
      break;
    case LAUREL_CHART_STEP_WEEK:
      g_date_add_days (&last, 6);
      slot = append_slot (self,
                          laurel_format_date_short (date),
                          laurel_format_date_range (date, &last, &last));
      break;
    case LAUREL_CHART_STEP_MONTH:
      slot = append_slot (self, laurel_format_month_short (date), laurel_format_month (date));
      break;
    default:
      g_assert_not_reached ();
    }

  slot->date = *date;
}

void
laurel_chart_data_add_dates (LaurelChartData *self,
                             const GDate     *first,
                             LaurelChartStep  step,
                             guint            n_slots)
{
  g_return_if_fail (LAUREL_IS_CHART_DATA (self));
  g_return_if_fail (first != NULL && g_date_valid (first));

  for (guint i = 0; i < n_slots; i++)
    {
      GDate date = *first;

      /* From the first each time: 31 January plus a month plus a month is not 31 March. */
      if (step == LAUREL_CHART_STEP_MONTH)
        g_date_add_months (&date, i);
      else
        g_date_add_days (&date, step == LAUREL_CHART_STEP_WEEK ? 7 * i : i);

      append_date (self, &date, step);
    }

  emit_changed (self);
}

void
laurel_chart_data_set_value (LaurelChartData *self, guint series, guint slot, gint64 value)
{
  Cell *cell = NULL;

  g_return_if_fail (LAUREL_IS_CHART_DATA (self));
  g_return_if_fail (series < self->series->len && slot < self->slots->len);

  cell = ensure_cell (self, series, slot);
  cell->value = value;
  cell->present = TRUE;
  emit_changed (self);
}

void
laurel_chart_data_set_value_name (LaurelChartData *self, guint series, guint slot, const char *name)
{
  Cell *cell = NULL;

  g_return_if_fail (LAUREL_IS_CHART_DATA (self));
  g_return_if_fail (series < self->series->len && slot < self->slots->len);

  cell = ensure_cell (self, series, slot);
  g_free (cell->name);
  cell->name = g_strdup (name);
  emit_changed (self);
}

void
laurel_chart_data_set_unfinished (LaurelChartData *self, guint slot)
{
  g_return_if_fail (LAUREL_IS_CHART_DATA (self) && slot < self->slots->len);

  get_slot (self, slot)->unfinished = TRUE;
  emit_changed (self);
}

void
laurel_chart_data_set_slot_colour (LaurelChartData *self, guint slot, LaurelChartColour colour)
{
  g_return_if_fail (LAUREL_IS_CHART_DATA (self) && slot < self->slots->len);
  g_return_if_fail (colour < LAUREL_CHART_N_COLOURS);

  get_slot (self, slot)->colour = colour;
  emit_changed (self);
}

void
laurel_chart_data_clear (LaurelChartData *self)
{
  g_return_if_fail (LAUREL_IS_CHART_DATA (self));

  g_ptr_array_set_size (self->series, 0);
  g_ptr_array_set_size (self->slots, 0);
  self->comparison = -1;
  emit_changed (self);
}

guint
laurel_chart_data_get_n_series (LaurelChartData *self)
{
  g_return_val_if_fail (LAUREL_IS_CHART_DATA (self), 0);

  return self->series->len;
}

guint
laurel_chart_data_get_n_slots (LaurelChartData *self)
{
  g_return_val_if_fail (LAUREL_IS_CHART_DATA (self), 0);

  return self->slots->len;
}

const char *
laurel_chart_data_get_series_name (LaurelChartData *self, guint series)
{
  g_return_val_if_fail (LAUREL_IS_CHART_DATA (self) && series < self->series->len, NULL);

  return get_series (self, series)->name;
}

LaurelChartColour
laurel_chart_data_get_series_colour (LaurelChartData *self, guint series)
{
  g_return_val_if_fail (LAUREL_IS_CHART_DATA (self) && series < self->series->len,
                        LAUREL_CHART_BLUE);

  return get_series (self, series)->colour;
}

const char *
laurel_chart_data_get_slot_label (LaurelChartData *self, guint slot)
{
  g_return_val_if_fail (LAUREL_IS_CHART_DATA (self) && slot < self->slots->len, NULL);

  return get_slot (self, slot)->label;
}

const char *
laurel_chart_data_get_slot_title (LaurelChartData *self, guint slot)
{
  g_return_val_if_fail (LAUREL_IS_CHART_DATA (self) && slot < self->slots->len, NULL);

  return get_slot (self, slot)->title;
}

LaurelChartColour
laurel_chart_data_get_slot_colour (LaurelChartData *self, guint slot)
{
  g_return_val_if_fail (LAUREL_IS_CHART_DATA (self) && slot < self->slots->len, LAUREL_CHART_BLUE);

  return get_slot (self, slot)->colour;
}

gboolean
laurel_chart_data_get_unfinished (LaurelChartData *self, guint slot)
{
  g_return_val_if_fail (LAUREL_IS_CHART_DATA (self) && slot < self->slots->len, FALSE);

  return get_slot (self, slot)->unfinished;
}

gboolean
laurel_chart_data_get_weekend (LaurelChartData *self, guint slot)
{
  g_return_val_if_fail (LAUREL_IS_CHART_DATA (self) && slot < self->slots->len, FALSE);

  return get_slot (self, slot)->weekend;
}

const GDate *
laurel_chart_data_get_slot_date (LaurelChartData *self, guint slot)
{
  const GDate *date = NULL;

  g_return_val_if_fail (LAUREL_IS_CHART_DATA (self) && slot < self->slots->len, NULL);

  date = &get_slot (self, slot)->date;

  return g_date_valid (date) ? date : NULL;
}

gboolean
laurel_chart_data_get_value (LaurelChartData *self, guint series, guint slot, gint64 *value)
{
  const Cell *cell = NULL;
  gboolean    present = FALSE;

  g_return_val_if_fail (LAUREL_IS_CHART_DATA (self) && value != NULL, FALSE);
  g_return_val_if_fail (series < self->series->len && slot < self->slots->len, FALSE);

  cell = find_cell (self, series, slot);
  present = cell != NULL && cell->present;
  *value = present ? cell->value : 0;

  return present;
}

const char *
laurel_chart_data_get_value_name (LaurelChartData *self, guint series, guint slot)
{
  const Cell *cell = NULL;

  g_return_val_if_fail (LAUREL_IS_CHART_DATA (self), NULL);
  g_return_val_if_fail (series < self->series->len && slot < self->slots->len, NULL);

  cell = find_cell (self, series, slot);

  return cell != NULL && cell->name != NULL ? cell->name : get_series (self, series)->name;
}

gboolean
laurel_chart_data_is_empty (LaurelChartData *self)
{
  gint64 value = 0;

  g_return_val_if_fail (LAUREL_IS_CHART_DATA (self), TRUE);

  for (guint series = 0; series < self->series->len; series++)
    for (guint slot = 0; slot < self->slots->len; slot++)
      if (laurel_chart_data_get_value (self, series, slot, &value))
        return FALSE;

  return TRUE;
}

gint64
laurel_chart_data_get_slot_sum (LaurelChartData *self, guint slot)
{
  gint64 sum = 0;
  gint64 value = 0;

  g_return_val_if_fail (LAUREL_IS_CHART_DATA (self) && slot < self->slots->len, 0);

  for (guint series = 0; series < self->series->len; series++)
    if ((int) series != self->comparison &&
        laurel_chart_data_get_value (self, series, slot, &value) &&
        __builtin_add_overflow (sum, value, &sum))
      return value > 0 ? G_MAXINT64 : G_MININT64;

  return sum;
}

char *
laurel_chart_data_to_text (LaurelChartData *self)
{
  GString *text = NULL;

  g_return_val_if_fail (LAUREL_IS_CHART_DATA (self), NULL);

  text = g_string_new (NULL);
  for (guint series = 0; series < self->series->len; series++)
    g_string_append_printf (text, "\t%s", get_series (self, series)->name);

  g_string_append_c (text, '\n');

  for (guint slot = 0; slot < self->slots->len; slot++)
    {
      g_string_append (text, get_slot (self, slot)->title);

      for (guint series = 0; series < self->series->len; series++)
        {
          gint64           value = 0;
          g_autofree char *cell = NULL;

          if (laurel_chart_data_get_value (self, series, slot, &value))
            cell = laurel_format_value (self->kind, value, LAUREL_FORMAT_PLAIN);

          g_string_append_printf (text, "\t%s", cell != NULL ? cell : "");
        }

      g_string_append_c (text, '\n');
    }

  return g_string_free (text, FALSE);
}
