/* laurel-chart-canvas.h - the brushes that the charts share
 *
 * Internal to the charts: text of the right size, boxes, colours.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "desktop/widgets/laurel-chart-draw.h"

G_BEGIN_DECLS

/* Sizes of text, relative to that of the widget. */
#define LAUREL_CHART_TEXT_SMALL 0.8
#define LAUREL_CHART_TEXT_ROW   0.87

/* Strengths of the text colour. */
#define LAUREL_CHART_FAINT 0.62
#define LAUREL_CHART_BAND  0.035
#define LAUREL_CHART_BASE  0.28

#define LAUREL_CHART_SWATCH 10.0

/* How much of its strength a bar keeps while another one is selected. */
#define LAUREL_CHART_FADED 0.42

/**
 * LaurelChartCanvas:
 *
 * The arguments of laurel_chart_draw(), which all parts of a chart need. Owns nothing.
 */
typedef struct
{
  const LaurelChartSpec    *spec;
  GtkSnapshot              *snapshot;
  PangoContext             *context;
  double                    width;
  double                    height;
  const LaurelChartColours *colours;
} LaurelChartCanvas;

/* The text colour, its opacity @strength. */
GdkRGBA laurel_chart_canvas_shade (const LaurelChartCanvas *canvas, double strength);

/* What grid lines and the tracks of bars are drawn with: fainter without high contrast. */
GdkRGBA laurel_chart_canvas_grid (const LaurelChartCanvas *canvas);

GdkRGBA laurel_chart_canvas_series (const LaurelChartCanvas *canvas,
                                    LaurelChartColour        colour,
                                    double                   strength);

/* The colour of a series: a comparison is as grey as its text. */
GdkRGBA laurel_chart_canvas_series_colour (const LaurelChartCanvas *canvas, guint series);

/* One line of text with digits of one width. */
PangoLayout *laurel_chart_canvas_text (PangoContext *context,
                                       const char   *text,
                                       double        scale,
                                       PangoWeight   weight);

double laurel_chart_canvas_text_width (PangoLayout *layout);
double laurel_chart_canvas_text_height (PangoLayout *layout);

/* Puts @layout so that its upper left corner is at the point. */
void laurel_chart_canvas_put (const LaurelChartCanvas *canvas,
                              PangoLayout             *layout,
                              double                   x,
                              double                   y,
                              const GdkRGBA           *colour);

void laurel_chart_canvas_box (const LaurelChartCanvas *canvas,
                              double                   x,
                              double                   y,
                              double                   width,
                              double                   height,
                              double                   radius,
                              const GdkRGBA           *colour);

/* A dot that shows the card inside. */
void laurel_chart_canvas_hollow_dot (const LaurelChartCanvas *canvas,
                                     double                   x,
                                     double                   y,
                                     double                   radius,
                                     const GdkRGBA           *colour);

/* Draws the legend at the top; returns the height it takes. Without a snapshot it only measures. */
double laurel_chart_canvas_legend (const LaurelChartCanvas *canvas);

G_END_DECLS
