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

/* Properties: title, kind (construct only), value and value-note (a big number above the chart
 * and what it counts: "411,246" "clients"), note (a caption below it). NULL hides a text. */
GtkWidget *laurel_chart_panel_new (LaurelChartKind kind,
                                   const char     *title) G_GNUC_WARN_UNUSED_RESULT;

/* (transfer none): for its data, its selection and its ::activated. */
LaurelChart *laurel_chart_panel_get_chart (LaurelChartPanel *self);

void laurel_chart_panel_set_title (LaurelChartPanel *self, const char *title);
void laurel_chart_panel_set_value (LaurelChartPanel *self,
                                   const char       *value,
                                   const char       *value_note);
void laurel_chart_panel_set_note (LaurelChartPanel *self, const char *note);

G_END_DECLS
