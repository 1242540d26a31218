/* laurel-chart-actions.h - what the menu of a chart does: copy, save, print
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "desktop/widgets/laurel-chart-file.h"
#include "desktop/widgets/laurel-chart.h"

G_BEGIN_DECLS

/* Puts the table of the chart as text and its picture on the clipboard. */
void laurel_chart_actions_copy (LaurelChart *chart);

/* Asks where, then does as laurel_chart_actions_save_to(). */
void laurel_chart_actions_save (LaurelChart *chart, LaurelChartFileFormat format);

/* Writes a picture in the background; a failure is told in a dialog. */
void laurel_chart_actions_save_to (LaurelChart *chart, LaurelChartFileFormat format, GFile *file);

/* Opens the print dialog. */
void laurel_chart_actions_print (LaurelChart *chart);

G_END_DECLS
