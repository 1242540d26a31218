/* laurel-overview-charts.h - the figures of the overview as chart data
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "desktop/api/laurel-overview.h"
#include "desktop/widgets/laurel-chart-data.h"

G_BEGIN_DECLS

/* Points are hundredths on the wire and whole here. */
gint64 laurel_overview_charts_to_shown (LaurelValueKind kind, gint64 value);

/* (transfer full) (nullable): the course of a tile; NULL where fewer than two days are known */
LaurelChartData *laurel_overview_charts_new_spark (LaurelValueKind     kind,
                                                   LaurelChartColour   colour,
                                                   const LaurelFigure *metric);

/* (transfer full): turnover by day, with the period before; the slots are the days. */
LaurelChartData *laurel_overview_charts_new_days (const LaurelOverview *overview);

LaurelChartData *laurel_overview_charts_new_weeks (const LaurelOverview *overview);
LaurelChartData *laurel_overview_charts_new_levels (const LaurelOverview *overview);
LaurelChartData *laurel_overview_charts_new_discounts (const LaurelOverview *overview);

/* At most @n_max, the rest as "Others"; a slot stands at the place of its store. */
LaurelChartData *laurel_overview_charts_new_stores (const LaurelOverview *overview, guint n_max);
LaurelChartData *laurel_overview_charts_new_channels (const LaurelOverview *overview);

G_END_DECLS
