/* laurel-chart-words.h - charts for those who do not see them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "desktop/widgets/laurel-chart-data.h"

G_BEGIN_DECLS

/**
 * laurel_chart_words_for_all:
 * @data: (nullable): chart data
 * @title: (nullable): what the chart is called
 * @empty_text: what is said where there are no values
 *
 * Returns: one sentence: "Turnover by Day, highest Sunday, 15 November, ₽5,204,310"
 */
char *laurel_chart_words_for_all (LaurelChartData *data, const char *title, const char *empty_text);

/* One slot, as the tooltip shows it: "Sunday, 15 November. November: ₽5,204,310. October: …".
 */
char *laurel_chart_words_for_slot (LaurelChartData *data, guint slot);

G_END_DECLS
