/* laurel-chart.h - the chart widget: draws LaurelChartData and answers pointer and keys
 *
 * Pointer or arrow keys choose a slot, which gets a hair line and a tooltip card; Home and End go
 * to the ends, Escape lets go; Enter or a click opens what is behind it. Pages put it into
 * LaurelChartPanel, which adds the title and the menu.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "desktop/widgets/laurel-chart-draw.h"

G_BEGIN_DECLS

#define LAUREL_TYPE_CHART (laurel_chart_get_type ())
G_DECLARE_FINAL_TYPE (LaurelChart, laurel_chart, LAUREL, CHART, GtkWidget)

/* Properties: kind, data, title, empty-text, legend, selected (int, -1 is none).
 * Signal: activated (LaurelChart *chart, guint slot). */
GtkWidget *laurel_chart_new (LaurelChartKind kind) G_GNUC_WARN_UNUSED_RESULT;

/* (nullable): a chart without data shows its empty text. It follows changes of @data. */
void             laurel_chart_set_data (LaurelChart *self, LaurelChartData *data);
LaurelChartData *laurel_chart_get_data (LaurelChart *self);

/* The name in the accessible sentence and in files; it is not drawn. */
void        laurel_chart_set_title (LaurelChart *self, const char *title);
const char *laurel_chart_get_title (LaurelChart *self);

/* (nullable): "No sales in this period", which is also what %NULL means. */
void laurel_chart_set_empty_text (LaurelChart *self, const char *text);

/* What stands in place of values. */
const char *laurel_chart_get_empty_text (LaurelChart *self);

/* Whether line and bar charts name their series; TRUE at first. */
void laurel_chart_set_legend (LaurelChart *self, gboolean legend);

/* -1 for none; a slot that does not exist is none. */
void laurel_chart_set_selected (LaurelChart *self, int slot);
int  laurel_chart_get_selected (LaurelChart *self);

/* What is drawn, without a selection; @spec borrows from @self. */
void laurel_chart_get_spec (LaurelChart *self, LaurelChartSpec *spec);

G_END_DECLS
