/* laurel-chart-file.c - charts as pictures in files, and on paper
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/widgets/laurel-chart-file.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <pango/pangocairo.h>

#define PNG_SCALE    2
#define MARGIN       18.0
#define TITLE_GAP    12.0
#define FILE_FONT    "Cantarell, Noto Sans, sans-serif 11"
#define DPI_OF_PIXEL 96.0

static PangoContext *
new_context (void)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  PangoFontDescription *font = pango_font_description_from_string (FILE_FONT);
  cairo_font_options_t *options = cairo_font_options_create ();

  /* Measured text must not depend on the screen that is not there. */
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options (context, options);
  pango_cairo_context_set_resolution (context, DPI_OF_PIXEL);
  pango_context_set_font_description (context, font);
  cairo_font_options_destroy (options);
  pango_font_description_free (font);

  return context;
}

/* Returns the height of the title with the gap below it. */
static double
draw_title (GtkSnapshot *snapshot, PangoContext *context, const char *title, const GdkRGBA *colour)
{
  g_autoptr (PangoLayout) layout = NULL;
  g_autoptr (PangoAttrList) attributes = NULL;
  int height = 0;

  if (title == NULL)
    return 0;

  layout = pango_layout_new (context);
  attributes = pango_attr_list_new ();
  pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_text (layout, title, -1);
  pango_layout_get_pixel_size (layout, NULL, &height);
  gtk_snapshot_append_layout (snapshot, layout, colour);

  return height + TITLE_GAP;
}

/* The whole sheet, the card below included. */
static GskRenderNode *
new_sheet (const LaurelChartSpec *spec, const char *title, double width, double height)
{
  PangoContext      *context = new_context ();
  GtkSnapshot       *snapshot = gtk_snapshot_new ();
  LaurelChartSpec    unselected = *spec;
  LaurelChartColours colours;
  double             top = 0;

  unselected.selected = -1;
  laurel_chart_colours_init (&colours, FALSE);
  gtk_snapshot_append_color (snapshot,
                             &colours.card,
                             &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) MARGIN, (float) MARGIN));
  top = draw_title (snapshot, context, title, &colours.text);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (0, (float) top));
  laurel_chart_draw (&unselected,
                     snapshot,
                     context,
                     MAX (width - 2 * MARGIN, 1),
                     MAX (height - top - 2 * MARGIN, 1),
                     &colours);
  g_object_unref (context);

  return gtk_snapshot_free_to_node (snapshot);
}

void
laurel_chart_print (const LaurelChartSpec *spec,
                    const char            *title,
                    cairo_t               *cairo,
                    double                 width,
                    double                 height)
{
  g_autoptr (GskRenderNode) sheet = NULL;

  g_return_if_fail (spec != NULL && cairo != NULL);

  sheet = new_sheet (spec, title, width, height);
  gsk_render_node_draw (sheet, cairo);
}

static cairo_status_t
append_bytes (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);

  return CAIRO_STATUS_SUCCESS;
}

static cairo_surface_t *
new_surface (LaurelChartFileFormat format, int width, int height, GByteArray *bytes)
{
  cairo_surface_t *surface = NULL;

  switch (format)
    {
    case LAUREL_CHART_FILE_PNG:
      surface =
          cairo_image_surface_create (CAIRO_FORMAT_RGB24, width * PNG_SCALE, height * PNG_SCALE);
      cairo_surface_set_device_scale (surface, PNG_SCALE, PNG_SCALE);
      return surface;
    case LAUREL_CHART_FILE_SVG:
      surface = cairo_svg_surface_create_for_stream (append_bytes, bytes, width, height);
      cairo_svg_surface_set_document_unit (surface, CAIRO_SVG_UNIT_PX);
      return surface;
    case LAUREL_CHART_FILE_PDF:
      return cairo_pdf_surface_create_for_stream (append_bytes, bytes, width, height);
    default:
      g_return_val_if_reached (NULL);
    }
}

GBytes *
laurel_chart_render (const LaurelChartSpec *spec,
                     const char            *title,
                     LaurelChartFileFormat  format,
                     int                    width,
                     int                    height,
                     GError               **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface = NULL;
  cairo_t         *cairo = NULL;
  cairo_status_t   status = CAIRO_STATUS_SUCCESS;

  g_return_val_if_fail (spec != NULL && width > 0 && height > 0, NULL);

  surface = new_surface (format, width, height, bytes);
  cairo = cairo_create (surface);

  /* A surface that is too large is in error from its beginning. */
  if (cairo_status (cairo) == CAIRO_STATUS_SUCCESS)
    laurel_chart_print (spec, title, cairo, width, height);

  status = cairo_status (cairo);
  cairo_destroy (cairo);

  if (status == CAIRO_STATUS_SUCCESS && format == LAUREL_CHART_FILE_PNG)
    status = cairo_surface_write_to_png_stream (surface, append_bytes, bytes);

  /* Finishing is what writes the end of an SVG or a PDF. */
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);

  cairo_surface_destroy (surface);

  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, cairo_status_to_string (status));
      return NULL;
    }

  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}
