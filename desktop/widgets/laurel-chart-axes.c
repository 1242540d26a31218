/* laurel-chart-axes.c - where the slots and values of a line or bar chart lie
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/widgets/laurel-chart-axes.h"

#define INTERVALS_MAX   5
#define LABEL_GAP       8.0
#define SLOT_LABEL_GAP  6.0
#define SLOT_LABEL_AIR  14.0
#define EMPTY_INTERVALS 4
#define BAND_WIDTH_MIN  4.0

/* Safely inside of what a gint64 holds, whose own limits are not doubles. */
#define VALUE_LIMIT 9.2e18

static gint64
unit_of (LaurelValueKind kind)
{
  return kind == LAUREL_VALUE_MONEY || kind == LAUREL_VALUE_SHARE ? 100 : 1;
}

/* How many steps it takes from zero to @distance, which is not negative. */
static gint64
steps_to (double distance, gint64 step)
{
  gint64 whole = (gint64) (distance / (double) step);

  return (double) whole * (double) step < distance ? whole + 1 : whole;
}

static gint64
multiply_clamped (gint64 count, gint64 step)
{
  gint64 product = 0;

  if (__builtin_mul_overflow (count, step, &product))
    return count < 0 ? G_MININT64 : G_MAXINT64;

  return product;
}

void
laurel_chart_scale_init (LaurelChartScale *scale,
                         LaurelValueKind   kind,
                         gint64            lowest,
                         gint64            highest)
{
  double above = MIN ((double) MAX (highest, 0), VALUE_LIMIT);
  double below = MIN (-(double) MIN (lowest, 0), VALUE_LIMIT);
  gint64 power = unit_of (kind);
  gint64 step = power;
  gint64 n_above = 0;
  gint64 n_below = 0;

  for (guint i = 1; steps_to (above, step) + steps_to (below, step) > INTERVALS_MAX; i++)
    {
      static const gint64 multiples[] = { 1, 2, 5 };

      if (i % G_N_ELEMENTS (multiples) == 0)
        power *= 10;

      step = power * multiples[i % G_N_ELEMENTS (multiples)];
    }

  n_above = steps_to (above, step);
  n_below = steps_to (below, step);
  if (n_above + n_below == 0)
    n_above = 1;

  scale->step = step;
  scale->top = multiply_clamped (n_above, step);
  scale->bottom = multiply_clamped (-n_below, step);
}

/* The heights that the values of one slot reach: a stack adds up on either side of zero. */
static void
measure_slot (const LaurelChartSpec *spec, guint slot, double *lowest, double *highest)
{
  double above = 0;
  double below = 0;

  for (guint series = 0; series < laurel_chart_data_get_n_series (spec->data); series++)
    {
      gint64 value = 0;

      if (!laurel_chart_data_get_value (spec->data, series, slot, &value))
        continue;

      if (spec->kind == LAUREL_CHART_BARS)
        {
          above += (double) MAX (value, 0);
          below += (double) MIN (value, 0);
        }
      else
        {
          above = MAX (above, (double) value);
          below = MIN (below, (double) value);
        }
    }

  *lowest = MIN (*lowest, below);
  *highest = MAX (*highest, above);
}

static void
init_scale (LaurelChartAxes *axes, const LaurelChartSpec *spec)
{
  double lowest = 0;
  double highest = 0;

  for (guint slot = 0; slot < axes->n_slots; slot++)
    measure_slot (spec, slot, &lowest, &highest);

  laurel_chart_scale_init (&axes->scale,
                           laurel_chart_data_get_kind (spec->data),
                           (gint64) MAX (lowest, -VALUE_LIMIT),
                           (gint64) MIN (highest, VALUE_LIMIT));
}

static PangoLayout *
new_tick_label (const LaurelChartAxes *axes, const LaurelChartCanvas *canvas, gint64 tick)
{
  g_autofree char *text =
      laurel_format_axis (laurel_chart_data_get_kind (canvas->spec->data), tick, axes->scale.step);

  return laurel_chart_canvas_text (canvas->context,
                                   text,
                                   LAUREL_CHART_TEXT_SMALL,
                                   PANGO_WEIGHT_NORMAL);
}

static PangoLayout *
new_slot_label (const LaurelChartCanvas *canvas, guint slot)
{
  return laurel_chart_canvas_text (canvas->context,
                                   laurel_chart_data_get_slot_label (canvas->spec->data, slot),
                                   LAUREL_CHART_TEXT_SMALL,
                                   PANGO_WEIGHT_NORMAL);
}

static gboolean
is_empty (const LaurelChartCanvas *canvas)
{
  return canvas->spec->data == NULL || laurel_chart_data_is_empty (canvas->spec->data);
}

/* The ticks as numbers of steps from zero: no sum of them can overflow. */
static gint64
first_tick (const LaurelChartAxes *axes)
{
  return axes->scale.bottom / axes->scale.step;
}

static gint64
last_tick (const LaurelChartAxes *axes)
{
  return axes->scale.top / axes->scale.step;
}

static double
measure_tick_labels (const LaurelChartAxes *axes, const LaurelChartCanvas *canvas)
{
  double width = 0;

  for (gint64 tick = first_tick (axes); tick <= last_tick (axes); tick++)
    {
      g_autoptr (PangoLayout) label = new_tick_label (axes, canvas, tick * axes->scale.step);

      width = MAX (width, laurel_chart_canvas_text_width (label));
    }

  return width;
}

void
laurel_chart_axes_init (LaurelChartAxes *axes, const LaurelChartCanvas *canvas)
{
  g_autoptr (PangoLayout) sample =
      laurel_chart_canvas_text (canvas->context, "0", LAUREL_CHART_TEXT_SMALL, PANGO_WEIGHT_NORMAL);
  double            line = laurel_chart_canvas_text_height (sample);
  LaurelChartCanvas measuring = *canvas;

  measuring.snapshot = NULL;
  *axes = (LaurelChartAxes){ .scale = { .top = 1, .step = 1 } };
  axes->n_slots =
      canvas->spec->data != NULL ? laurel_chart_data_get_n_slots (canvas->spec->data) : 0;

  if (!is_empty (canvas))
    {
      init_scale (axes, canvas->spec);
      axes->x = measure_tick_labels (axes, canvas) + LABEL_GAP;
    }

  axes->y = laurel_chart_canvas_legend (&measuring) + line / 2;
  axes->width = MAX (canvas->width - axes->x, 1);
  axes->height = MAX (canvas->height - axes->y - line - SLOT_LABEL_GAP, 1);
}

double
laurel_chart_axes_x (const LaurelChartAxes *axes, guint slot)
{
  return axes->x + (slot + 0.5) * axes->width / axes->n_slots;
}

double
laurel_chart_axes_y (const LaurelChartAxes *axes, gint64 value)
{
  double range = (double) axes->scale.top - (double) axes->scale.bottom;

  return axes->y + axes->height * ((double) axes->scale.top - (double) value) / range;
}

int
laurel_chart_axes_slot_at (const LaurelChartAxes *axes, double x)
{
  if (axes->n_slots == 0 || x < axes->x || x >= axes->x + axes->width)
    return -1;

  return (int) ((x - axes->x) * axes->n_slots / axes->width);
}

static void
draw_weekends (const LaurelChartAxes *axes, const LaurelChartCanvas *canvas)
{
  GdkRGBA band = laurel_chart_canvas_shade (canvas, LAUREL_CHART_BAND);
  double  slot_width = axes->width / MAX (axes->n_slots, 1);

  /* Over a quarter and more they would be stripes that say nothing. */
  if (slot_width < BAND_WIDTH_MIN)
    return;

  for (guint slot = 0; slot < axes->n_slots; slot++)
    {
      guint end = slot;

      while (end < axes->n_slots && laurel_chart_data_get_weekend (canvas->spec->data, end))
        end++;

      /* A weekend is one box: two would show a seam between them. */
      laurel_chart_canvas_box (canvas,
                               axes->x + slot * slot_width,
                               axes->y,
                               (end - slot) * slot_width,
                               axes->height,
                               0,
                               &band);
      slot = MAX (slot, end);
    }
}

static void
draw_grid_line (const LaurelChartAxes   *axes,
                const LaurelChartCanvas *canvas,
                double                   y,
                gboolean                 base)
{
  GdkRGBA colour = base && !canvas->colours->high_contrast
                       ? laurel_chart_canvas_shade (canvas, LAUREL_CHART_BASE)
                       : laurel_chart_canvas_grid (canvas);

  /* On whole pixels, so that it stays sharp. */
  laurel_chart_canvas_box (canvas, axes->x, (int) y, axes->width, 1, 0, &colour);
}

static void
draw_ticks (const LaurelChartAxes *axes, const LaurelChartCanvas *canvas)
{
  GdkRGBA faint = laurel_chart_canvas_shade (canvas, LAUREL_CHART_FAINT);

  for (gint64 tick = first_tick (axes); tick <= last_tick (axes); tick++)
    {
      gint64 value = tick * axes->scale.step;
      double y = laurel_chart_axes_y (axes, value);
      g_autoptr (PangoLayout) label = new_tick_label (axes, canvas, value);

      draw_grid_line (axes, canvas, y, tick == 0);
      laurel_chart_canvas_put (canvas,
                               label,
                               axes->x - LABEL_GAP - laurel_chart_canvas_text_width (label),
                               y - laurel_chart_canvas_text_height (label) / 2,
                               &faint);
    }
}

/* Every how many slots a label has room. */
static guint
label_stride (const LaurelChartAxes *axes, const LaurelChartCanvas *canvas)
{
  static const guint strides[] = { 1, 2, 3, 4, 5, 7, 10, 14, 28, 30, 60, 91, 182 };
  double             widest = 0;

  for (guint slot = 0; slot < axes->n_slots; slot++)
    {
      g_autoptr (PangoLayout) label = new_slot_label (canvas, slot);

      widest = MAX (widest, laurel_chart_canvas_text_width (label));
    }

  for (guint i = 0; i < G_N_ELEMENTS (strides); i++)
    if (strides[i] * axes->width / axes->n_slots >= widest + SLOT_LABEL_AIR)
      return strides[i];

  return axes->n_slots;
}

static void
draw_slot_labels (const LaurelChartAxes *axes, const LaurelChartCanvas *canvas)
{
  GdkRGBA faint = laurel_chart_canvas_shade (canvas, LAUREL_CHART_FAINT);
  guint   stride = axes->n_slots > 0 ? label_stride (axes, canvas) : 1;

  for (guint slot = 0; slot < axes->n_slots; slot += stride)
    {
      g_autoptr (PangoLayout) label = new_slot_label (canvas, slot);
      double width = laurel_chart_canvas_text_width (label);
      double x = laurel_chart_axes_x (axes, slot) - width / 2;

      laurel_chart_canvas_put (canvas,
                               label,
                               CLAMP (x, 0, MAX (canvas->width - width, 0)),
                               axes->y + axes->height + SLOT_LABEL_GAP,
                               &faint);
    }
}

static void
draw_empty (const LaurelChartAxes *axes, const LaurelChartCanvas *canvas)
{
  const char *text = canvas->spec->empty_text != NULL ? canvas->spec->empty_text : "";
  GdkRGBA     faint = laurel_chart_canvas_shade (canvas, LAUREL_CHART_FAINT);
  g_autoptr (PangoLayout) layout =
      laurel_chart_canvas_text (canvas->context, text, LAUREL_CHART_TEXT_ROW, PANGO_WEIGHT_NORMAL);
  double width = 0;
  double height = laurel_chart_canvas_text_height (layout);
  double middle = axes->y + axes->height / 2;

  for (int i = 0; i <= EMPTY_INTERVALS; i++)
    draw_grid_line (axes,
                    canvas,
                    axes->y + axes->height * i / EMPTY_INTERVALS,
                    i == EMPTY_INTERVALS);

  pango_layout_set_width (layout, (int) (axes->width * PANGO_SCALE));
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  width = laurel_chart_canvas_text_width (layout);

  /* The words interrupt the grid instead of being struck through by it. */
  laurel_chart_canvas_box (canvas,
                           axes->x + (axes->width - width) / 2 - LABEL_GAP,
                           middle - height / 2,
                           width + 2 * LABEL_GAP,
                           height,
                           0,
                           &canvas->colours->card);
  laurel_chart_canvas_put (canvas,
                           layout,
                           axes->x + (axes->width - width) / 2,
                           middle - height / 2,
                           &faint);
}

void
laurel_chart_axes_draw (const LaurelChartAxes *axes, const LaurelChartCanvas *canvas)
{
  if (is_empty (canvas))
    draw_empty (axes, canvas);
  else
    {
      draw_weekends (axes, canvas);
      draw_ticks (axes, canvas);
    }

  draw_slot_labels (axes, canvas);
}
