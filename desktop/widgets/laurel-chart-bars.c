/* laurel-chart-bars.c - stacked bars over time
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/widgets/laurel-chart-plots.h"

#define SLOT_SHARE    0.62
#define BAR_WIDTH_MAX 30.0
#define BAR_RADIUS    4.0
#define STACK_GAP     1.5

/* One piece of a stack, between two heights; the outermost has round corners at its end. */
static void
draw_piece (const LaurelChartCanvas *canvas,
            double                   x,
            double                   width,
            double                   from,
            double                   to,
            gboolean                 outermost,
            const GdkRGBA           *colour)
{
  double          top = MIN (from, to);
  double          height = MAX (from, to) - top;
  float           radius = outermost ? (float) MIN (BAR_RADIUS, MIN (height, width / 2)) : 0;
  gboolean        upwards = to < from;
  graphene_size_t round = GRAPHENE_SIZE_INIT (radius, radius);
  graphene_size_t square = GRAPHENE_SIZE_INIT (0, 0);
  graphene_rect_t box = GRAPHENE_RECT_INIT ((float) x, (float) top, (float) width, (float) height);
  GskRoundedRect  rounded;

  if (height <= 0)
    return;

  gsk_rounded_rect_init (&rounded,
                         &box,
                         upwards ? &round : &square,
                         upwards ? &round : &square,
                         upwards ? &square : &round,
                         upwards ? &square : &round);
  gtk_snapshot_push_rounded_clip (canvas->snapshot, &rounded);
  gtk_snapshot_append_color (canvas->snapshot, colour, &box);
  gtk_snapshot_pop (canvas->snapshot);
}

/* The last series that adds to the stack on one side of zero, or -1. */
static int
find_outermost (LaurelChartData *data, guint slot, gboolean positive)
{
  int outermost = -1;

  for (guint series = 0; series < laurel_chart_data_get_n_series (data); series++)
    {
      gint64 value = 0;

      laurel_chart_data_get_value (data, series, slot, &value);
      if (positive ? value > 0 : value < 0)
        outermost = (int) series;
    }

  return outermost;
}

/* The stack of @slot on one side of zero. */
static void
draw_stack (const LaurelChartAxes   *axes,
            const LaurelChartCanvas *canvas,
            guint                    slot,
            gboolean                 positive)
{
  LaurelChartData *data = canvas->spec->data;
  int              outermost = find_outermost (data, slot, positive);
  double           width = MIN (SLOT_SHARE * axes->width / axes->n_slots, BAR_WIDTH_MAX);
  double           x = laurel_chart_axes_x (axes, slot) - width / 2;
  double           zero = laurel_chart_axes_y (axes, 0);
  double           from = zero;
  gboolean         faded = canvas->spec->selected >= 0 && canvas->spec->selected != (int) slot;

  for (int series = 0; series <= outermost; series++)
    {
      LaurelChartColour name = laurel_chart_data_get_series_colour (data, (guint) series);
      GdkRGBA colour = laurel_chart_canvas_series (canvas, name, faded ? LAUREL_CHART_FADED : 1);
      gint64  value = 0;
      double  length = 0;
      double  to = 0;

      laurel_chart_data_get_value (data, (guint) series, slot, &value);
      if (positive ? value <= 0 : value >= 0)
        continue;

      length = laurel_chart_axes_y (axes, value) - zero;
      to = from + length;

      /* The gap is taken from the piece that follows, so that sums stay true. */
      draw_piece (canvas,
                  x,
                  width,
                  from == zero ? from : from + (positive ? -STACK_GAP : STACK_GAP),
                  to,
                  series == outermost,
                  &colour);
      from = to;
    }
}

void
laurel_chart_draw_bars (const LaurelChartAxes *axes, const LaurelChartCanvas *canvas)
{
  for (guint slot = 0; slot < axes->n_slots; slot++)
    {
      draw_stack (axes, canvas, slot, TRUE);
      draw_stack (axes, canvas, slot, FALSE);
    }
}
