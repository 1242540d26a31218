/* laurel-chart-panel.h - a card with a title, a menu and a chart in it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "desktop/widgets/laurel-chart.h"

G_BEGIN_DECLS

#define LAUREL_TYPE_CHART_PANEL (laurel_chart_panel_get_type ())
G_DECLARE_FINAL_TYPE (LaurelChartPanel, laurel_chart_panel, LAUREL, CHART_PANEL, AdwBin)

/* Properties: title and kind (construct only).
 * Actions: chart.copy, chart.save-png, chart.save-svg, chart.save-pdf, chart.print. */
GtkWidget *laurel_chart_panel_new (LaurelChartKind kind,
                                   const char     *title) G_GNUC_WARN_UNUSED_RESULT;

/* (transfer none): for its data, its selection and its ::activated. */
LaurelChart *laurel_chart_panel_get_chart (LaurelChartPanel *self);

void        laurel_chart_panel_set_title (LaurelChartPanel *self, const char *title);
const char *laurel_chart_panel_get_title (LaurelChartPanel *self);

/* (nullable): a caption at the right of the title: "average receipt ₽1,540, every 11 days". */
void laurel_chart_panel_set_remark (LaurelChartPanel *self, const char *remark);

/* (nullable): a big number above the chart, and what it counts: "411,246" "clients". */
void laurel_chart_panel_set_value (LaurelChartPanel *self,
                                   const char       *value,
                                   const char       *value_note);

/* (nullable): a caption below the chart: "382 moved up this month, nobody down". */
void laurel_chart_panel_set_note (LaurelChartPanel *self, const char *note);

G_END_DECLS
