/* laurel-chart-file.h - charts as pictures in files, and on paper
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "desktop/widgets/laurel-chart-draw.h"

G_BEGIN_DECLS

typedef enum
{
  LAUREL_CHART_FILE_PNG,
  LAUREL_CHART_FILE_SVG,
  LAUREL_CHART_FILE_PDF,
} LaurelChartFileFormat;

/**
 * laurel_chart_render:
 * @spec: the chart; its selection is left out
 * @title: (nullable): a heading above it
 * @format: the kind of file
 * @width: in pixels, or in points for %LAUREL_CHART_FILE_PDF, above 0
 * @height: likewise
 * @error: set to a %G_IO_ERROR when the picture cannot be made
 *
 * Always dark on light. A PNG has twice as many pixels in each direction, for print. Needs no
 * display, only that gtk_init_check() has been called.
 *
 * Returns: (transfer full) (nullable): the file's bytes
 */
GBytes *laurel_chart_render (const LaurelChartSpec *spec,
                             const char            *title,
                             LaurelChartFileFormat  format,
                             int                    width,
                             int                    height,
                             GError               **error) G_GNUC_WARN_UNUSED_RESULT;

/* Draws @spec under @title on @cairo, for a print operation; the area begins at the origin. */
void laurel_chart_print (const LaurelChartSpec *spec,
                         const char            *title,
                         cairo_t               *cairo,
                         double                 width,
                         double                 height);

G_END_DECLS
