/* laurel-chart-plots.h - the values of each kind of chart
 *
 * Internal to the charts.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "desktop/widgets/laurel-chart-axes.h"

G_BEGIN_DECLS

void laurel_chart_draw_lines (const LaurelChartAxes *axes, const LaurelChartCanvas *canvas);
void laurel_chart_draw_bars (const LaurelChartAxes *axes, const LaurelChartCanvas *canvas);
void laurel_chart_draw_spark (const LaurelChartCanvas *canvas);

/* The card beside the selected slot of a line or bar chart. */
void laurel_chart_draw_tooltip (const LaurelChartAxes *axes, const LaurelChartCanvas *canvas);

void   laurel_chart_draw_bar_list (const LaurelChartCanvas *canvas);
double laurel_chart_bar_list_row_height (PangoContext *context);

void   laurel_chart_draw_strip (const LaurelChartCanvas *canvas);
double laurel_chart_strip_row_height (PangoContext *context);

/* Where the rows under the strip begin. */
double laurel_chart_strip_top (void);

/* The part of the strip at @x of a strip of that width, or -1. */
int laurel_chart_strip_slot_at (LaurelChartData *data, double width, double x);

G_END_DECLS
