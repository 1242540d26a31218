/* laurel-test-charts.h - charts to look at in tests
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "desktop/widgets/laurel-chart-data.h"

G_BEGIN_DECLS

/* A month of turnover up to the 22nd, compared with the month before; all in the language of the
 * messages. (transfer full) */
LaurelChartData *laurel_test_charts_turnover (void);

/* Eight weeks of points: issued, redeemed, burnt. (transfer full) */
LaurelChartData *laurel_test_charts_points (void);

/* Clients by level. (transfer full) */
LaurelChartData *laurel_test_charts_levels (void);

/* The four dearest discounts. (transfer full) */
LaurelChartData *laurel_test_charts_discounts (void);

/* A course of twelve values. (transfer full) */
LaurelChartData *laurel_test_charts_course (void);

G_END_DECLS
