/* laurel-chart-canvas.c - the brushes that the charts share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/widgets/laurel-chart-canvas.h"

#define LEGEND_GAP      16.0
#define LEGEND_BELOW    10.0
#define SWATCH_TEXT_GAP 6.0
#define LINE_SWATCH     14.0

GdkRGBA
laurel_chart_canvas_shade (const LaurelChartCanvas *canvas, double strength)
{
  GdkRGBA colour = canvas->colours->text;

  /* Not a part of the alpha that text has by itself: twice faint could not be read. */
  colour.alpha = (float) strength;

  return colour;
}

GdkRGBA
laurel_chart_canvas_grid (const LaurelChartCanvas *canvas)
{
  return laurel_chart_canvas_shade (canvas, canvas->colours->high_contrast ? 0.4 : 0.1);
}

GdkRGBA
laurel_chart_canvas_series (const LaurelChartCanvas *canvas,
                            LaurelChartColour        colour,
                            double                   strength)
{
  GdkRGBA shade = canvas->colours->series[colour];

  shade.alpha *= (float) strength;

  return shade;
}

GdkRGBA
laurel_chart_canvas_series_colour (const LaurelChartCanvas *canvas, guint series)
{
  LaurelChartData *data = canvas->spec->data;

  if ((int) series == laurel_chart_data_get_comparison (data))
    return laurel_chart_canvas_shade (canvas, LAUREL_CHART_FAINT);

  return laurel_chart_canvas_series (canvas, laurel_chart_data_get_series_colour (data, series), 1);
}

PangoLayout *
laurel_chart_canvas_text (PangoContext *context, const char *text, double scale, PangoWeight weight)
{
  PangoLayout *layout = pango_layout_new (context);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_scale_new (scale));
  pango_attr_list_insert (attributes, pango_attr_weight_new (weight));
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum"));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_text (layout, text, -1);

  return layout;
}

double
laurel_chart_canvas_text_width (PangoLayout *layout)
{
  int width = 0;

  pango_layout_get_pixel_size (layout, &width, NULL);

  return width;
}

double
laurel_chart_canvas_text_height (PangoLayout *layout)
{
  int height = 0;

  pango_layout_get_pixel_size (layout, NULL, &height);

  return height;
}

void
laurel_chart_canvas_put (const LaurelChartCanvas *canvas,
                         PangoLayout             *layout,
                         double                   x,
                         double                   y,
                         const GdkRGBA           *colour)
{
  gtk_snapshot_save (canvas->snapshot);
  gtk_snapshot_translate (canvas->snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) y));
  gtk_snapshot_append_layout (canvas->snapshot, layout, colour);
  gtk_snapshot_restore (canvas->snapshot);
}

void
laurel_chart_canvas_box (const LaurelChartCanvas *canvas,
                         double                   x,
                         double                   y,
                         double                   width,
                         double                   height,
                         double                   radius,
                         const GdkRGBA           *colour)
{
  graphene_rect_t box = GRAPHENE_RECT_INIT ((float) x, (float) y, (float) width, (float) height);
  GskRoundedRect  rounded;

  if (width <= 0 || height <= 0)
    return;

  if (radius <= 0)
    {
      gtk_snapshot_append_color (canvas->snapshot, colour, &box);
      return;
    }

  gsk_rounded_rect_init_from_rect (&rounded, &box, (float) MIN (radius, MIN (width, height) / 2));
  gtk_snapshot_push_rounded_clip (canvas->snapshot, &rounded);
  gtk_snapshot_append_color (canvas->snapshot, colour, &box);
  gtk_snapshot_pop (canvas->snapshot);
}

void
laurel_chart_canvas_hollow_dot (const LaurelChartCanvas *canvas,
                                double                   x,
                                double                   y,
                                double                   radius,
                                const GdkRGBA           *colour)
{
  const double line = 2;

  laurel_chart_canvas_box (canvas,
                           x - radius - line / 2,
                           y - radius - line / 2,
                           2 * radius + line,
                           2 * radius + line,
                           radius + line / 2,
                           &canvas->colours->card);
  laurel_chart_canvas_box (canvas,
                           x - radius - line / 2,
                           y - radius - line / 2,
                           2 * radius + line,
                           2 * radius + line,
                           radius + line / 2,
                           colour);
  laurel_chart_canvas_box (canvas,
                           x - radius + line / 2,
                           y - radius + line / 2,
                           2 * radius - line,
                           2 * radius - line,
                           radius - line / 2,
                           &canvas->colours->card);
}

/* The mark before a name: a piece of its line, or of its bar. */
static void
put_swatch (const LaurelChartCanvas *canvas, guint series, double x, double middle)
{
  GdkRGBA colour = laurel_chart_canvas_series_colour (canvas, series);

  if (canvas->spec->kind != LAUREL_CHART_LINE)
    {
      laurel_chart_canvas_box (canvas,
                               x,
                               middle - LAUREL_CHART_SWATCH / 2,
                               LAUREL_CHART_SWATCH,
                               LAUREL_CHART_SWATCH,
                               3,
                               &colour);
      return;
    }

  if ((int) series != laurel_chart_data_get_comparison (canvas->spec->data))
    {
      laurel_chart_canvas_box (canvas, x, middle - 1, LINE_SWATCH, 2, 0, &colour);
      return;
    }

  for (int dash = 0; dash < 3; dash++)
    laurel_chart_canvas_box (canvas, x + dash * 5, middle - 0.75, 4, 1.5, 0, &colour);
}

double
laurel_chart_canvas_legend (const LaurelChartCanvas *canvas)
{
  LaurelChartData *data = canvas->spec->data;
  guint            n_series = data != NULL ? laurel_chart_data_get_n_series (data) : 0;
  double swatch = canvas->spec->kind == LAUREL_CHART_LINE ? LINE_SWATCH : LAUREL_CHART_SWATCH;
  double x = 0;
  double y = 0;
  double row = 0;

  if (!canvas->spec->legend || n_series == 0)
    return 0;

  for (guint series = 0; series < n_series; series++)
    {
      g_autoptr (PangoLayout) name =
          laurel_chart_canvas_text (canvas->context,
                                    laurel_chart_data_get_series_name (data, series),
                                    LAUREL_CHART_TEXT_SMALL,
                                    PANGO_WEIGHT_NORMAL);
      double width = swatch + SWATCH_TEXT_GAP + laurel_chart_canvas_text_width (name);

      row = laurel_chart_canvas_text_height (name);

      if (x > 0 && x + width > canvas->width)
        {
          x = 0;
          y += row + 4;
        }

      if (canvas->snapshot != NULL)
        {
          GdkRGBA faint = laurel_chart_canvas_shade (canvas, LAUREL_CHART_FAINT);

          put_swatch (canvas, series, x, y + row / 2);
          laurel_chart_canvas_put (canvas, name, x + swatch + SWATCH_TEXT_GAP, y, &faint);
        }

      x += width + LEGEND_GAP;
    }

  return y + row + LEGEND_BELOW;
}
