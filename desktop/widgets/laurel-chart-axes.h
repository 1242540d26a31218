/* laurel-chart-axes.h - where the slots and values of a line or bar chart lie
 *
 * Internal to the charts.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "desktop/widgets/laurel-chart-canvas.h"

G_BEGIN_DECLS

/**
 * LaurelChartScale:
 * @bottom: the lowest tick, 0 or below
 * @top: the highest tick, above @bottom
 * @step: between ticks, above 0, a round number
 */
typedef struct
{
  gint64 bottom;
  gint64 top;
  gint64 step;
} LaurelChartScale;

/**
 * LaurelChartAxes:
 * @x, @y, @width, @height: the field between the axes, in pixels of the canvas
 * @n_slots: how many slots share @width
 */
typedef struct
{
  double           x;
  double           y;
  double           width;
  double           height;
  guint            n_slots;
  LaurelChartScale scale;
} LaurelChartAxes;

/**
 * laurel_chart_scale_init:
 * @scale: filled in
 * @kind: what is counted; ticks are whole units of it
 * @lowest: the lowest value
 * @highest: the highest value, not below @lowest
 *
 * Chooses a step of 1, 2 or 5 times a power of ten that makes at most five intervals. Zero is
 * always on the axis.
 */
void laurel_chart_scale_init (LaurelChartScale *scale,
                              LaurelValueKind   kind,
                              gint64            lowest,
                              gint64            highest);

void laurel_chart_axes_init (LaurelChartAxes *axes, const LaurelChartCanvas *canvas);

/* The middle of a slot. */
double laurel_chart_axes_x (const LaurelChartAxes *axes, guint slot);
double laurel_chart_axes_y (const LaurelChartAxes *axes, gint64 value);

/* The slot at @x, or -1 outside of the field. */
int laurel_chart_axes_slot_at (const LaurelChartAxes *axes, double x);

/* Everything but the values: bands, grid, base line, labels. */
void laurel_chart_axes_draw (const LaurelChartAxes *axes, const LaurelChartCanvas *canvas);

G_END_DECLS
