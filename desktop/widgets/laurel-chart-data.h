/* laurel-chart-data.h - what a chart shows: series of values over common slots
 *
 * A slot is a place on the axis: a day, a week, a month, or a thing such as a discount or a level.
 * Every series has one value, or none, in every slot.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "desktop/widgets/laurel-format.h"

G_BEGIN_DECLS

#define LAUREL_TYPE_CHART_DATA (laurel_chart_data_get_type ())
G_DECLARE_FINAL_TYPE (LaurelChartData, laurel_chart_data, LAUREL, CHART_DATA, GObject)

/**
 * LaurelChartColour:
 *
 * The palette, in its fixed order. Turnover, and whatever has no colour of its own, is
 * %LAUREL_CHART_BLUE; discounts and burning %LAUREL_CHART_AMBER; redeemed points
 * %LAUREL_CHART_GREEN; "others" and the period before %LAUREL_CHART_GREY.
 */
typedef enum
{
  LAUREL_CHART_BLUE,
  LAUREL_CHART_AMBER,
  LAUREL_CHART_GREEN,
  LAUREL_CHART_PURPLE,
  LAUREL_CHART_GREY,
  LAUREL_CHART_RED,
  LAUREL_CHART_N_COLOURS,
} LaurelChartColour;

/**
 * LaurelChartStep:
 *
 * How far the slots of laurel_chart_data_add_dates() lie apart.
 */
typedef enum
{
  LAUREL_CHART_STEP_DAY,
  LAUREL_CHART_STEP_WEEK,
  LAUREL_CHART_STEP_MONTH,
} LaurelChartStep;

LaurelChartData *laurel_chart_data_new (LaurelValueKind kind) G_GNUC_WARN_UNUSED_RESULT;
LaurelValueKind  laurel_chart_data_get_kind (LaurelChartData *self);

/**
 * laurel_chart_data_new_course:
 * @colour: of the line
 * @values: (array length=n_values): one after the other
 * @n_values: how many
 *
 * Returns: (transfer full): data for a spark line, which has no names
 */
LaurelChartData *laurel_chart_data_new_course (LaurelChartColour colour,
                                               const gint64     *values,
                                               gsize n_values) G_GNUC_WARN_UNUSED_RESULT;

/**
 * laurel_chart_data_add_series:
 * @self: chart data
 * @name: for the legend and the tooltip: "November"
 * @colour: its colour
 *
 * Returns: the number of the series, counted from 0
 */
guint laurel_chart_data_add_series (LaurelChartData  *self,
                                    const char       *name,
                                    LaurelChartColour colour);

/**
 * laurel_chart_data_set_comparison:
 * @self: chart data
 * @series: a series that exists
 *
 * Makes @series the period before: a line of it is grey and dashed, and the tooltip says how
 * series 0 differs from it.
 */
void laurel_chart_data_set_comparison (LaurelChartData *self, guint series);

/* The series set by laurel_chart_data_set_comparison(), or -1. */
int laurel_chart_data_get_comparison (LaurelChartData *self);

/**
 * laurel_chart_data_add_slot:
 * @self: chart data
 * @label: short, for the axis or the row: "22 Nov", "Birthday −10%"
 * @title: (nullable): long, for the tooltip; %NULL takes @label
 *
 * Returns: the number of the slot, counted from 0
 */
guint laurel_chart_data_add_slot (LaurelChartData *self, const char *label, const char *title);

/**
 * laurel_chart_data_add_dates:
 * @self: chart data
 * @first: day, or first day of the week or month, of the first slot
 * @step: how far slots lie apart
 * @n_slots: how many to add
 *
 * Adds slots with labels and titles in the language of the user; with %LAUREL_CHART_STEP_DAY
 * they know their weekends.
 */
void laurel_chart_data_add_dates (LaurelChartData *self,
                                  const GDate     *first,
                                  LaurelChartStep  step,
                                  guint            n_slots);

/* Series beyond the slots, and slots without a value, stay empty: a line stops, a bar is absent. */
void laurel_chart_data_set_value (LaurelChartData *self, guint series, guint slot, gint64 value);

/* What the tooltip calls this one value instead of the name of its series: "4 purchases". */
void laurel_chart_data_set_value_name (LaurelChartData *self,
                                       guint            series,
                                       guint            slot,
                                       const char      *name);

/* A slot that is not over yet ends its line in a hollow dot. */
void laurel_chart_data_set_unfinished (LaurelChartData *self, guint slot);

/* A bar list and a strip have one series, so there colour belongs to the slot. */
void laurel_chart_data_set_slot_colour (LaurelChartData  *self,
                                        guint             slot,
                                        LaurelChartColour colour);

/* Removes series and slots. */
void laurel_chart_data_clear (LaurelChartData *self);

guint             laurel_chart_data_get_n_series (LaurelChartData *self);
guint             laurel_chart_data_get_n_slots (LaurelChartData *self);
const char       *laurel_chart_data_get_series_name (LaurelChartData *self, guint series);
LaurelChartColour laurel_chart_data_get_series_colour (LaurelChartData *self, guint series);
const char       *laurel_chart_data_get_slot_label (LaurelChartData *self, guint slot);
const char       *laurel_chart_data_get_slot_title (LaurelChartData *self, guint slot);
LaurelChartColour laurel_chart_data_get_slot_colour (LaurelChartData *self, guint slot);
gboolean          laurel_chart_data_get_unfinished (LaurelChartData *self, guint slot);
gboolean          laurel_chart_data_get_weekend (LaurelChartData *self, guint slot);

/* (nullable): the first day of a slot made by laurel_chart_data_add_dates(). */
const GDate *laurel_chart_data_get_slot_date (LaurelChartData *self, guint slot);

/* FALSE, and 0 in @value, where there is no value. */
gboolean laurel_chart_data_get_value (LaurelChartData *self,
                                      guint            series,
                                      guint            slot,
                                      gint64          *value);

/* The name of one value: its own, else that of its series. */
const char *laurel_chart_data_get_value_name (LaurelChartData *self, guint series, guint slot);

/* TRUE where no series has any value. */
gboolean laurel_chart_data_is_empty (LaurelChartData *self);

/* The sum of the series over @slot, the comparison aside. */
gint64 laurel_chart_data_get_slot_sum (LaurelChartData *self, guint slot);

/* The table under the chart, as tab-separated text with a heading: for the clipboard. */
char *laurel_chart_data_to_text (LaurelChartData *self);

G_END_DECLS
