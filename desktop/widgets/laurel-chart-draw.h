/* laurel-chart-draw.h - draws a chart without needing a window
 *
 * One renderer for the screen, for files and for paper: it takes a snapshot, a Pango context and
 * colours, and knows nothing of widgets. All measures are in pixels of the target.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "desktop/widgets/laurel-chart-data.h"

G_BEGIN_DECLS

#define LAUREL_TYPE_CHART_KIND (laurel_chart_kind_get_type ())
GType laurel_chart_kind_get_type (void) G_GNUC_CONST;

/**
 * LaurelChartKind:
 * @LAUREL_CHART_LINE: lines over time; series 0 with an area, the comparison dashed
 * @LAUREL_CHART_BARS: stacked bars over time
 * @LAUREL_CHART_BAR_LIST: one row a slot: label, value and a bar below them
 * @LAUREL_CHART_STRIP: the slots as parts of one strip, and a legend with values and shares
 * @LAUREL_CHART_SPARK: a small line without axes
 */
typedef enum
{
  LAUREL_CHART_LINE,
  LAUREL_CHART_BARS,
  LAUREL_CHART_BAR_LIST,
  LAUREL_CHART_STRIP,
  LAUREL_CHART_SPARK,
} LaurelChartKind;

/**
 * LaurelChartColours:
 * @series: the palette, by #LaurelChartColour
 * @text: axis and label text, of full strength; grid and base line are faint shades of it
 * @card: what the chart lies on; hollow dots and gaps are filled with it, so it is opaque
 * @high_contrast: grid and tracks at 40 %
 */
typedef struct
{
  GdkRGBA  series[LAUREL_CHART_N_COLOURS];
  GdkRGBA  text;
  GdkRGBA  card;
  gboolean high_contrast;
} LaurelChartColours;

/**
 * LaurelChartSpec:
 * @kind: the member of the family
 * @data: what to draw
 * @legend: whether the names of the series stand above a line or bar chart
 * @selected: the slot with hair line, dots and tooltip, or -1
 * @empty_text: (nullable): stands in the middle of the axes where there are no values
 */
typedef struct
{
  LaurelChartKind  kind;
  LaurelChartData *data;
  gboolean         legend;
  int              selected;
  const char      *empty_text;
} LaurelChartSpec;

/* The palette of the design on a plain light or dark card: for files and tests. */
void laurel_chart_colours_init (LaurelChartColours *colours, gboolean dark);

void laurel_chart_draw (const LaurelChartSpec    *spec,
                        GtkSnapshot              *snapshot,
                        PangoContext             *context,
                        double                    width,
                        double                    height,
                        const LaurelChartColours *colours);

/* The height at which everything of @spec fits, at least. */
double laurel_chart_measure_height (const LaurelChartSpec *spec, PangoContext *context);

/* The slot under a point of a chart of that size, or -1. */
int laurel_chart_pick_slot (const LaurelChartSpec *spec,
                            PangoContext          *context,
                            double                 width,
                            double                 height,
                            double                 x,
                            double                 y);

G_END_DECLS
