/* laurel-chart-draw.c - draws a chart without needing a window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/widgets/laurel-chart-draw.h"

#include "desktop/widgets/laurel-chart-plots.h"

#define PLOT_HEIGHT_MIN  110.0
#define SPARK_HEIGHT_MIN 24.0

G_DEFINE_ENUM_TYPE (LaurelChartKind,
                    laurel_chart_kind,
                    G_DEFINE_ENUM_VALUE (LAUREL_CHART_LINE, "line"),
                    G_DEFINE_ENUM_VALUE (LAUREL_CHART_BARS, "bars"),
                    G_DEFINE_ENUM_VALUE (LAUREL_CHART_BAR_LIST, "bar-list"),
                    G_DEFINE_ENUM_VALUE (LAUREL_CHART_STRIP, "strip"),
                    G_DEFINE_ENUM_VALUE (LAUREL_CHART_SPARK, "spark"))

/* Chosen so that each pair stays apart with any kind of colour blindness. */
static const char *const palette[][LAUREL_CHART_N_COLOURS] = {
  { "#1c71d8", "#c07a00", "#056155", "#613583", "#8a8f93", "#a51d2d" },
  { "#62a0ea", "#f5b544", "#4ee0b4", "#e7beef", "#9299a0", "#ed6a5e" },
};

void
laurel_chart_colours_init (LaurelChartColours *colours, gboolean dark)
{
  g_return_if_fail (colours != NULL);

  for (guint i = 0; i < LAUREL_CHART_N_COLOURS; i++)
    {
      gboolean parsed = gdk_rgba_parse (&colours->series[i], palette[dark ? 1 : 0][i]);

      g_assert (parsed);
    }

  colours->text = dark ? (GdkRGBA){ 1, 1, 1, 1 } : (GdkRGBA){ 0, 0, 0, 0.8f };
  colours->card = dark ? (GdkRGBA){ 0.21f, 0.21f, 0.21f, 1 } : (GdkRGBA){ 1, 1, 1, 1 };
  colours->high_contrast = FALSE;
}

/* A selection that outlived its slot is none. */
static gboolean
selection_exists (const LaurelChartSpec *spec)
{
  return spec->data != NULL && spec->selected >= 0 &&
         (guint) spec->selected < laurel_chart_data_get_n_slots (spec->data);
}

static void
draw_with_axes (const LaurelChartCanvas *canvas)
{
  LaurelChartAxes axes;

  laurel_chart_axes_init (&axes, canvas);
  laurel_chart_canvas_legend (canvas);
  laurel_chart_axes_draw (&axes, canvas);

  if (canvas->spec->data == NULL || laurel_chart_data_is_empty (canvas->spec->data))
    return;

  if (canvas->spec->kind == LAUREL_CHART_LINE)
    laurel_chart_draw_lines (&axes, canvas);
  else
    laurel_chart_draw_bars (&axes, canvas);

  if (canvas->spec->selected >= 0)
    laurel_chart_draw_tooltip (&axes, canvas);
}

void
laurel_chart_draw (const LaurelChartSpec    *spec,
                   GtkSnapshot              *snapshot,
                   PangoContext             *context,
                   double                    width,
                   double                    height,
                   const LaurelChartColours *colours)
{
  LaurelChartSpec   checked;
  LaurelChartCanvas canvas = { &checked, snapshot, context, width, height, colours };

  g_return_if_fail (spec != NULL && snapshot != NULL && context != NULL && colours != NULL);

  checked = *spec;
  if (!selection_exists (spec))
    checked.selected = -1;

  switch (spec->kind)
    {
    case LAUREL_CHART_LINE:
    case LAUREL_CHART_BARS:
      draw_with_axes (&canvas);
      break;
    case LAUREL_CHART_BAR_LIST:
      laurel_chart_draw_bar_list (&canvas);
      break;
    case LAUREL_CHART_STRIP:
      laurel_chart_draw_strip (&canvas);
      break;
    case LAUREL_CHART_SPARK:
      laurel_chart_draw_spark (&canvas);
      break;
    default:
      g_return_if_reached ();
    }
}

double
laurel_chart_measure_height (const LaurelChartSpec *spec, PangoContext *context)
{
  guint n_slots = 0;

  g_return_val_if_fail (spec != NULL && context != NULL, 0);

  n_slots = spec->data != NULL ? MAX (laurel_chart_data_get_n_slots (spec->data), 1) : 1;

  switch (spec->kind)
    {
    case LAUREL_CHART_LINE:
    case LAUREL_CHART_BARS:
      return PLOT_HEIGHT_MIN;
    case LAUREL_CHART_BAR_LIST:
      return n_slots * laurel_chart_bar_list_row_height (context);
    case LAUREL_CHART_STRIP:
      return laurel_chart_strip_top () + n_slots * laurel_chart_strip_row_height (context);
    case LAUREL_CHART_SPARK:
      return SPARK_HEIGHT_MIN;
    default:
      g_return_val_if_reached (0);
    }
}

static int
pick_row (LaurelChartData *data, double y, double row_height)
{
  int row = y < 0 ? -1 : (int) (y / row_height);

  return row < (int) laurel_chart_data_get_n_slots (data) ? row : -1;
}

static int
pick_with_axes (const LaurelChartCanvas *canvas, double x, double y)
{
  LaurelChartAxes axes;

  laurel_chart_axes_init (&axes, canvas);

  /* The legend above is no slot; the labels below belong to theirs. */
  return y < axes.y ? -1 : laurel_chart_axes_slot_at (&axes, x);
}

int
laurel_chart_pick_slot (const LaurelChartSpec *spec,
                        PangoContext          *context,
                        double                 width,
                        double                 height,
                        double                 x,
                        double                 y)
{
  LaurelChartCanvas canvas = { spec, NULL, context, width, height, NULL };

  g_return_val_if_fail (spec != NULL && context != NULL, -1);

  if (spec->data == NULL || laurel_chart_data_is_empty (spec->data))
    return -1;

  switch (spec->kind)
    {
    case LAUREL_CHART_LINE:
    case LAUREL_CHART_BARS:
      return pick_with_axes (&canvas, x, y);
    case LAUREL_CHART_BAR_LIST:
      return pick_row (spec->data, y, laurel_chart_bar_list_row_height (context));
    case LAUREL_CHART_STRIP:
      if (y < laurel_chart_strip_top ())
        return laurel_chart_strip_slot_at (spec->data, width, x);
      return pick_row (spec->data,
                       y - laurel_chart_strip_top (),
                       laurel_chart_strip_row_height (context));
    case LAUREL_CHART_SPARK:
      return -1;
    default:
      g_return_val_if_reached (-1);
    }
}
