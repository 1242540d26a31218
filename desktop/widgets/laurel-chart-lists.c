/* laurel-chart-lists.c - charts whose slots are rows: the bar list and the strip
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>

#include "desktop/widgets/laurel-chart-plots.h"

#define TRACK_HEIGHT 6.0
#define TRACK_ABOVE  6.0
#define TRACK_BELOW  15.0
#define STRIP_HEIGHT 11.0
#define STRIP_BELOW  10.0
#define STRIP_GAP    2.0
#define ROW_AIR      6.0
#define NAME_GAP     8.0
#define SHARE_LINES  3.0
#define VALUE_GAP    12.0

static double
text_height (PangoContext *context)
{
  g_autoptr (PangoLayout) sample =
      laurel_chart_canvas_text (context, "0", LAUREL_CHART_TEXT_ROW, PANGO_WEIGHT_NORMAL);

  return laurel_chart_canvas_text_height (sample);
}

static gint64
value_of (LaurelChartData *data, guint slot)
{
  gint64 value = 0;

  if (laurel_chart_data_get_n_series (data) > 0)
    laurel_chart_data_get_value (data, 0, slot, &value);

  return MAX (value, 0);
}

/* In double: a sum of 64-bit values need not be one, and here it only makes pixels and shares. */
static double
sum_of (LaurelChartData *data)
{
  double sum = 0;

  for (guint slot = 0; slot < laurel_chart_data_get_n_slots (data); slot++)
    sum += (double) value_of (data, slot);

  return sum;
}

static double
fading_of (const LaurelChartCanvas *canvas, guint slot)
{
  int selected = canvas->spec->selected;

  return selected >= 0 && selected != (int) slot ? LAUREL_CHART_FADED : 1;
}

static PangoLayout *
new_row_text (const LaurelChartCanvas *canvas, const char *text)
{
  return laurel_chart_canvas_text (canvas->context,
                                   text,
                                   LAUREL_CHART_TEXT_ROW,
                                   PANGO_WEIGHT_NORMAL);
}

static PangoLayout *
new_value_text (const LaurelChartCanvas *canvas, guint slot)
{
  LaurelValueKind   kind = laurel_chart_data_get_kind (canvas->spec->data);
  LaurelFormatFlags flags = kind == LAUREL_VALUE_MONEY ? LAUREL_FORMAT_WHOLE : LAUREL_FORMAT_PLAIN;
  g_autofree char  *text = laurel_format_value (kind, value_of (canvas->spec->data, slot), flags);

  return new_row_text (canvas, text);
}

static void
put_label (const LaurelChartCanvas *canvas, guint slot, double x, double y, double width)
{
  g_autoptr (PangoLayout) label =
      new_row_text (canvas, laurel_chart_data_get_slot_label (canvas->spec->data, slot));

  pango_layout_set_width (label, (int) (MAX (width, 1) * PANGO_SCALE));
  pango_layout_set_ellipsize (label, PANGO_ELLIPSIZE_END);
  laurel_chart_canvas_put (canvas, label, x, y, &canvas->colours->text);
}

static void
put_right (const LaurelChartCanvas *canvas,
           PangoLayout             *layout,
           double                   right,
           double                   y,
           const GdkRGBA           *colour)
{
  laurel_chart_canvas_put (canvas,
                           layout,
                           right - laurel_chart_canvas_text_width (layout),
                           y,
                           colour);
}

/* What stands where there are no rows. */
static gboolean
draw_if_empty (const LaurelChartCanvas *canvas)
{
  GdkRGBA faint = laurel_chart_canvas_shade (canvas, LAUREL_CHART_FAINT);
  g_autoptr (PangoLayout) text = NULL;

  if (canvas->spec->data != NULL && !laurel_chart_data_is_empty (canvas->spec->data))
    return FALSE;

  text = new_row_text (canvas, canvas->spec->empty_text != NULL ? canvas->spec->empty_text : "");
  pango_layout_set_width (text, (int) (canvas->width * PANGO_SCALE));
  pango_layout_set_ellipsize (text, PANGO_ELLIPSIZE_END);
  pango_layout_set_alignment (text, PANGO_ALIGN_CENTER);
  laurel_chart_canvas_put (canvas,
                           text,
                           0,
                           (canvas->height - laurel_chart_canvas_text_height (text)) / 2,
                           &faint);

  return TRUE;
}

double
laurel_chart_bar_list_row_height (PangoContext *context)
{
  return text_height (context) + TRACK_ABOVE + TRACK_HEIGHT + TRACK_BELOW;
}

static void
draw_bar_list_row (const LaurelChartCanvas *canvas, guint slot, double y, double largest)
{
  LaurelChartColour name = laurel_chart_data_get_slot_colour (canvas->spec->data, slot);
  double            share = (double) value_of (canvas->spec->data, slot) / largest;
  double            track_y = y + text_height (canvas->context) + TRACK_ABOVE;
  GdkRGBA           track = laurel_chart_canvas_grid (canvas);
  GdkRGBA           colour = laurel_chart_canvas_series (canvas, name, fading_of (canvas, slot));
  g_autoptr (PangoLayout) value = new_value_text (canvas, slot);

  put_label (canvas,
             slot,
             0,
             y,
             canvas->width - laurel_chart_canvas_text_width (value) - VALUE_GAP);
  put_right (canvas, value, canvas->width, y, &canvas->colours->text);
  laurel_chart_canvas_box (canvas,
                           0,
                           track_y,
                           canvas->width,
                           TRACK_HEIGHT,
                           TRACK_HEIGHT / 2,
                           &track);
  laurel_chart_canvas_box (canvas,
                           0,
                           track_y,
                           canvas->width * share,
                           TRACK_HEIGHT,
                           TRACK_HEIGHT / 2,
                           &colour);
}

void
laurel_chart_draw_bar_list (const LaurelChartCanvas *canvas)
{
  LaurelChartData *data = canvas->spec->data;
  double           row_height = laurel_chart_bar_list_row_height (canvas->context);
  double           largest = 1;

  if (draw_if_empty (canvas))
    return;

  for (guint slot = 0; slot < laurel_chart_data_get_n_slots (data); slot++)
    largest = MAX (largest, (double) value_of (data, slot));

  for (guint slot = 0; slot < laurel_chart_data_get_n_slots (data); slot++)
    draw_bar_list_row (canvas, slot, slot * row_height, largest);
}

double
laurel_chart_strip_row_height (PangoContext *context)
{
  return text_height (context) + ROW_AIR;
}

double
laurel_chart_strip_top (void)
{
  return STRIP_HEIGHT + STRIP_BELOW;
}

int
laurel_chart_strip_slot_at (LaurelChartData *data, double width, double x)
{
  double sum = sum_of (data);
  double right = 0;

  for (guint slot = 0; slot < laurel_chart_data_get_n_slots (data); slot++)
    {
      right += sum > 0 ? width * (double) value_of (data, slot) / sum : 0;
      if (x < right)
        return (int) slot;
    }

  return -1;
}

static void
draw_parts (const LaurelChartCanvas *canvas, double sum)
{
  LaurelChartData *data = canvas->spec->data;
  graphene_rect_t  box = GRAPHENE_RECT_INIT (0, 0, (float) canvas->width, (float) STRIP_HEIGHT);
  GskRoundedRect   outline;
  double           x = 0;

  gsk_rounded_rect_init_from_rect (&outline, &box, 4);
  gtk_snapshot_push_rounded_clip (canvas->snapshot, &outline);

  for (guint slot = 0; slot < laurel_chart_data_get_n_slots (data); slot++)
    {
      LaurelChartColour name = laurel_chart_data_get_slot_colour (data, slot);
      GdkRGBA colour = laurel_chart_canvas_series (canvas, name, fading_of (canvas, slot));
      double  width = sum > 0 ? canvas->width * (double) value_of (data, slot) / sum : 0;
      double  right = x + width < canvas->width - 0.5 ? x + width - STRIP_GAP : canvas->width;

      laurel_chart_canvas_box (canvas, x, 0, right - x, STRIP_HEIGHT, 0, &colour);
      x += width;
    }

  gtk_snapshot_pop (canvas->snapshot);
}

static void
draw_strip_row (const LaurelChartCanvas *canvas, guint slot, double y, double sum)
{
  LaurelChartData  *data = canvas->spec->data;
  LaurelChartColour name = laurel_chart_data_get_slot_colour (data, slot);
  GdkRGBA           colour = laurel_chart_canvas_series (canvas, name, fading_of (canvas, slot));
  GdkRGBA           faint = laurel_chart_canvas_shade (canvas, LAUREL_CHART_FAINT);
  double            line = text_height (canvas->context);
  double            share = sum > 0 ? (double) value_of (data, slot) / sum : 0;
  double            left = LAUREL_CHART_SWATCH + NAME_GAP;
  double            right = canvas->width - SHARE_LINES * line;
  g_autofree char  *percent =
      laurel_format_value (LAUREL_VALUE_SHARE, lround (share * 10000), LAUREL_FORMAT_WHOLE);
  g_autoptr (PangoLayout) value = new_value_text (canvas, slot);
  g_autoptr (PangoLayout) share_text = new_row_text (canvas, percent);

  laurel_chart_canvas_box (canvas,
                           0,
                           y + (line - LAUREL_CHART_SWATCH) / 2,
                           LAUREL_CHART_SWATCH,
                           LAUREL_CHART_SWATCH,
                           3,
                           &colour);
  put_label (canvas,
             slot,
             left,
             y,
             right - laurel_chart_canvas_text_width (value) - VALUE_GAP - left);
  put_right (canvas, value, right, y, &canvas->colours->text);
  put_right (canvas, share_text, canvas->width, y, &faint);
}

void
laurel_chart_draw_strip (const LaurelChartCanvas *canvas)
{
  LaurelChartData *data = canvas->spec->data;
  double           row_height = laurel_chart_strip_row_height (canvas->context);
  double           sum = 0;

  if (draw_if_empty (canvas))
    return;

  sum = sum_of (data);
  draw_parts (canvas, sum);

  for (guint slot = 0; slot < laurel_chart_data_get_n_slots (data); slot++)
    draw_strip_row (canvas, slot, laurel_chart_strip_top () + slot * row_height, sum);
}
