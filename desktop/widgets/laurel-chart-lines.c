/* laurel-chart-lines.c - lines over time, with an area below the first, and the spark line
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/widgets/laurel-chart-plots.h"

#define LINE_WIDTH       2.25
#define COMPARISON_WIDTH 1.5
#define SPARK_WIDTH      1.75
#define SPARK_MARGIN     4.0
#define LONE_DOT         5.0
#define AREA_TOP         0.22
#define AREA_BOTTOM      0.02

typedef struct
{
  double x;
  double y;
} Point;

/* The slope of the curve at the point between two pieces of the slopes @left and @right: zero at
 * a turn, else their harmonic mean, which keeps the curve between its points (Fritsch, Butland). */
static double
join_slopes (double left, double right)
{
  return left * right <= 0 ? 0 : 2 * left * right / (left + right);
}

static double
slope_between (const Point *from, const Point *to)
{
  return (to->y - from->y) / (to->x - from->x);
}

static double
slope_at (const Point *points, guint n_points, guint i)
{
  if (i == 0)
    return slope_between (&points[0], &points[1]);

  if (i == n_points - 1)
    return slope_between (&points[i - 1], &points[i]);

  return join_slopes (slope_between (&points[i - 1], &points[i]),
                      slope_between (&points[i], &points[i + 1]));
}

/* A path through @points, of which there is at least one, that never overshoots them. */
static void
trace_curve (cairo_t *cairo, const Point *points, guint n_points)
{
  cairo_move_to (cairo, points[0].x, points[0].y);

  for (guint i = 0; i + 1 < n_points; i++)
    {
      double third = (points[i + 1].x - points[i].x) / 3;

      cairo_curve_to (cairo,
                      points[i].x + third,
                      points[i].y + third * slope_at (points, n_points, i),
                      points[i + 1].x - third,
                      points[i + 1].y - third * slope_at (points, n_points, i + 1),
                      points[i + 1].x,
                      points[i + 1].y);
    }

  /* A day between two empty ones has no line, but round caps make a dot of it. */
  if (n_points == 1)
    cairo_line_to (cairo, points[0].x, points[0].y);
}

static void
fill_area (cairo_t       *cairo,
           const Point   *points,
           guint          n_points,
           double         top,
           double         base,
           const GdkRGBA *colour)
{
  cairo_pattern_t *fade = cairo_pattern_create_linear (0, top, 0, base);

  cairo_pattern_add_color_stop_rgba (fade,
                                     0,
                                     colour->red,
                                     colour->green,
                                     colour->blue,
                                     colour->alpha * AREA_TOP);
  cairo_pattern_add_color_stop_rgba (fade,
                                     1,
                                     colour->red,
                                     colour->green,
                                     colour->blue,
                                     colour->alpha * AREA_BOTTOM);
  trace_curve (cairo, points, n_points);
  cairo_line_to (cairo, points[n_points - 1].x, base);
  cairo_line_to (cairo, points[0].x, base);
  cairo_close_path (cairo);
  cairo_set_source (cairo, fade);
  cairo_fill (cairo);
  cairo_pattern_destroy (fade);
}

static void
stroke_curve (cairo_t       *cairo,
              const Point   *points,
              guint          n_points,
              double         width,
              const GdkRGBA *colour)
{
  gdk_cairo_set_source_rgba (cairo, colour);
  cairo_set_line_width (cairo, n_points > 1 ? width : LONE_DOT);
  cairo_set_line_cap (cairo, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cairo, CAIRO_LINE_JOIN_ROUND);
  trace_curve (cairo, points, n_points);
  cairo_stroke (cairo);
}

/* The run of values of @series that begins at or after *@slot; moves *@slot behind it. */
static GArray *
next_run (const LaurelChartAxes *axes, LaurelChartData *data, guint series, guint *slot)
{
  GArray *run = g_array_new (FALSE, FALSE, sizeof (Point));
  gint64  value = 0;

  while (*slot < axes->n_slots && !laurel_chart_data_get_value (data, series, *slot, &value))
    (*slot)++;

  while (*slot < axes->n_slots && laurel_chart_data_get_value (data, series, *slot, &value))
    {
      Point point = { laurel_chart_axes_x (axes, *slot), laurel_chart_axes_y (axes, value) };

      g_array_append_val (run, point);
      (*slot)++;
    }

  return run;
}

static void
draw_series (cairo_t                 *cairo,
             const LaurelChartAxes   *axes,
             const LaurelChartCanvas *canvas,
             guint                    series)
{
  LaurelChartData *data = canvas->spec->data;
  const double     dashes[] = { 4, 4 };
  gboolean         comparison = (int) series == laurel_chart_data_get_comparison (data);
  GdkRGBA          colour = laurel_chart_canvas_series_colour (canvas, series);

  cairo_set_dash (cairo, dashes, comparison ? G_N_ELEMENTS (dashes) : 0, 0);

  for (guint slot = 0; slot < axes->n_slots;)
    {
      g_autoptr (GArray) run = next_run (axes, data, series, &slot);
      const Point *points = (const Point *) (gpointer) run->data;

      if (run->len == 0)
        continue;

      if (series == 0 && !comparison)
        fill_area (cairo, points, run->len, axes->y, laurel_chart_axes_y (axes, 0), &colour);

      stroke_curve (cairo, points, run->len, comparison ? COMPARISON_WIDTH : LINE_WIDTH, &colour);
    }
}

static void
draw_dots (const LaurelChartAxes *axes, const LaurelChartCanvas *canvas, guint slot, double radius)
{
  LaurelChartData *data = canvas->spec->data;

  /* The first series comes last, on top of those it is compared with. */
  for (guint series = laurel_chart_data_get_n_series (data); series-- > 0;)
    {
      GdkRGBA colour = laurel_chart_canvas_series_colour (canvas, series);
      gint64  value = 0;

      if (laurel_chart_data_get_value (data, series, slot, &value))
        laurel_chart_canvas_hollow_dot (canvas,
                                        laurel_chart_axes_x (axes, slot),
                                        laurel_chart_axes_y (axes, value),
                                        radius,
                                        &colour);
    }
}

/* The comparison of an unfinished day is over long since: only the others end in a dot. */
static void
draw_unfinished (const LaurelChartAxes *axes, const LaurelChartCanvas *canvas, guint slot)
{
  LaurelChartData *data = canvas->spec->data;

  for (guint series = 0; series < laurel_chart_data_get_n_series (data); series++)
    {
      GdkRGBA colour = laurel_chart_canvas_series_colour (canvas, series);
      gint64  value = 0;

      if ((int) series != laurel_chart_data_get_comparison (data) &&
          laurel_chart_data_get_value (data, series, slot, &value))
        laurel_chart_canvas_hollow_dot (canvas,
                                        laurel_chart_axes_x (axes, slot),
                                        laurel_chart_axes_y (axes, value),
                                        3,
                                        &colour);
    }
}

void
laurel_chart_draw_lines (const LaurelChartAxes *axes, const LaurelChartCanvas *canvas)
{
  LaurelChartData *data = canvas->spec->data;
  int              selected = canvas->spec->selected;
  GdkRGBA          hair = laurel_chart_canvas_shade (canvas, 0.45);
  cairo_t         *cairo = gtk_snapshot_append_cairo (
      canvas->snapshot,
      &GRAPHENE_RECT_INIT (0, 0, (float) canvas->width, (float) canvas->height));

  for (guint series = laurel_chart_data_get_n_series (data); series-- > 0;)
    draw_series (cairo, axes, canvas, series);

  cairo_destroy (cairo);

  for (guint slot = 0; slot < axes->n_slots; slot++)
    if (laurel_chart_data_get_unfinished (data, slot))
      draw_unfinished (axes, canvas, slot);

  if (selected < 0)
    return;

  laurel_chart_canvas_box (canvas,
                           (int) laurel_chart_axes_x (axes, (guint) selected),
                           axes->y,
                           1,
                           axes->height,
                           0,
                           &hair);
  draw_dots (axes, canvas, (guint) selected, 4);
}

/* The field of a spark line: from its lowest to its highest value, without a zero. */
static void
init_spark_axes (LaurelChartAxes *axes, const LaurelChartCanvas *canvas)
{
  LaurelChartData *data = canvas->spec->data;
  gint64           lowest = G_MAXINT64;
  gint64           highest = G_MININT64;
  double           slot_width = 0;

  *axes = (LaurelChartAxes){ .n_slots = laurel_chart_data_get_n_slots (data) };

  for (guint slot = 0; slot < axes->n_slots; slot++)
    {
      gint64 value = 0;

      if (laurel_chart_data_get_value (data, 0, slot, &value))
        {
          lowest = MIN (lowest, value);
          highest = MAX (highest, value);
        }
    }

  /* The first and the last point touch the margins, so the slots reach half beyond them. */
  slot_width = (canvas->width - 2 * SPARK_MARGIN) / MAX (axes->n_slots - 1, 1);
  axes->x = SPARK_MARGIN - slot_width / 2;
  axes->width = slot_width * axes->n_slots;
  axes->y = SPARK_MARGIN;
  axes->height = MAX (canvas->height - 2 * SPARK_MARGIN, 1);
  axes->scale.bottom = lowest;
  axes->scale.top = highest;

  /* A course without change lies in the middle. */
  if (lowest == highest)
    {
      axes->scale.bottom = lowest > G_MININT64 ? lowest - 1 : lowest;
      axes->scale.top = highest < G_MAXINT64 ? highest + 1 : highest;
    }
}

void
laurel_chart_draw_spark (const LaurelChartCanvas *canvas)
{
  LaurelChartData *data = canvas->spec->data;
  LaurelChartAxes  axes;
  GdkRGBA          colour;
  Point            last = { 0 };
  cairo_t         *cairo = NULL;

  if (data == NULL || laurel_chart_data_get_n_series (data) == 0 ||
      laurel_chart_data_is_empty (data))
    return;

  init_spark_axes (&axes, canvas);
  colour = laurel_chart_canvas_series_colour (canvas, 0);
  cairo = gtk_snapshot_append_cairo (
      canvas->snapshot,
      &GRAPHENE_RECT_INIT (0, 0, (float) canvas->width, (float) canvas->height));

  for (guint slot = 0; slot < axes.n_slots;)
    {
      g_autoptr (GArray) run = next_run (&axes, data, 0, &slot);
      const Point *points = (const Point *) (gpointer) run->data;

      if (run->len == 0)
        continue;

      fill_area (cairo, points, run->len, 0, canvas->height, &colour);
      stroke_curve (cairo, points, run->len, SPARK_WIDTH, &colour);
      last = points[run->len - 1];
    }

  cairo_destroy (cairo);
  laurel_chart_canvas_box (canvas, last.x - 2.5, last.y - 2.5, 5, 5, 2.5, &colour);
}
