/* laurel-test-charts.c - charts to look at in tests
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/desktop/widgets/laurel-test-charts.h"

#define KOPECKS_PER_THOUSAND 100000

LaurelChartData *
laurel_test_charts_turnover (void)
{
  static const gint64 now[] = { 4600, 3150, 3000, 3300, 3200, 3900, 4700, 4900, 3400, 3200, 3400,
                                3300, 4100, 5000, 5204, 3600, 3400, 3700, 3500, 3900, 4400, 2210 };
  static const gint64 before[] = { 4100, 2900, 2800, 3000, 3000, 3500, 4200, 4300, 3000, 2900,
                                   3100, 3000, 3600, 4400, 4310, 3150, 3000, 3200, 3100, 3500,
                                   4300, 3900, 3100, 3000, 3200, 3200, 3700, 4600, 4500, 3200 };
  LaurelChartData    *data = laurel_chart_data_new (LAUREL_VALUE_MONEY);
  GDate               first;
  GDate               earlier;
  g_autofree char    *name = NULL;
  g_autofree char    *earlier_name = NULL;

  g_date_clear (&first, 1);
  g_date_set_dmy (&first, 1, G_DATE_NOVEMBER, 2026);
  earlier = first;
  g_date_subtract_months (&earlier, 1);
  name = laurel_format_month_name (&first);
  earlier_name = laurel_format_month_name (&earlier);

  laurel_chart_data_add_dates (data, &first, LAUREL_CHART_STEP_DAY, G_N_ELEMENTS (before));
  laurel_chart_data_add_series (data, name, LAUREL_CHART_BLUE);
  laurel_chart_data_add_series (data, earlier_name, LAUREL_CHART_GREY);
  laurel_chart_data_set_comparison (data, 1);

  for (guint i = 0; i < G_N_ELEMENTS (now); i++)
    laurel_chart_data_set_value (data, 0, i, now[i] * KOPECKS_PER_THOUSAND);

  for (guint i = 0; i < G_N_ELEMENTS (before); i++)
    laurel_chart_data_set_value (data, 1, i, before[i] * KOPECKS_PER_THOUSAND);

  laurel_chart_data_set_unfinished (data, G_N_ELEMENTS (now) - 1);

  return data;
}

LaurelChartData *
laurel_test_charts_points (void)
{
  static const gint64 values[][3] = {
    { 650, 390, 90 }, { 710, 405, 55 }, { 700, 420, 70 }, { 740, 425, 50 },
    { 770, 455, 85 }, { 715, 450, 55 }, { 760, 460, 65 }, { 800, 480, 60 },
  };
  LaurelChartData *data = laurel_chart_data_new (LAUREL_VALUE_POINTS);
  GDate            first;

  g_date_clear (&first, 1);
  g_date_set_dmy (&first, 28, G_DATE_SEPTEMBER, 2026);
  laurel_chart_data_add_dates (data, &first, LAUREL_CHART_STEP_WEEK, G_N_ELEMENTS (values));
  laurel_chart_data_add_series (data, "Issued", LAUREL_CHART_BLUE);
  laurel_chart_data_add_series (data, "Redeemed", LAUREL_CHART_GREEN);
  laurel_chart_data_add_series (data, "Burnt", LAUREL_CHART_AMBER);

  for (guint week = 0; week < G_N_ELEMENTS (values); week++)
    for (guint series = 0; series < G_N_ELEMENTS (values[week]); series++)
      laurel_chart_data_set_value (data, series, week, values[week][series] * 1000);

  return data;
}

static LaurelChartData *
new_list (LaurelValueKind kind, const char *const *labels, const gint64 *values, guint n_values)
{
  LaurelChartData *data = laurel_chart_data_new (kind);

  laurel_chart_data_add_series (data, "Value", LAUREL_CHART_BLUE);

  for (guint i = 0; i < n_values; i++)
    {
      laurel_chart_data_add_slot (data, labels[i], NULL);
      laurel_chart_data_set_value (data, 0, i, values[i]);
    }

  return data;
}

LaurelChartData *
laurel_test_charts_levels (void)
{
  static const char *const labels[] = { "Bronze", "Silver", "Gold" };
  static const gint64      values[] = { 268114, 101230, 41902 };
  LaurelChartData *data = new_list (LAUREL_VALUE_COUNT, labels, values, G_N_ELEMENTS (values));

  laurel_chart_data_set_slot_colour (data, 0, LAUREL_CHART_GREY);
  laurel_chart_data_set_slot_colour (data, 1, LAUREL_CHART_BLUE);
  laurel_chart_data_set_slot_colour (data, 2, LAUREL_CHART_AMBER);

  return data;
}

LaurelChartData *
laurel_test_charts_discounts (void)
{
  static const char *const labels[] = { "Weekend coffee −10%",
                                        "Birthday −10%",
                                        "Third item at half price, with a name that never ends",
                                        "Autumn promo code" };
  static const gint64      values[] = { 109642000, 91730000, 68801500, 38824000 };

  return new_list (LAUREL_VALUE_MONEY, labels, values, G_N_ELEMENTS (values));
}

LaurelChartData *
laurel_test_charts_course (void)
{
  static const gint64 values[] = { 20, 24, 31, 30, 33, 41, 52, 61, 60, 62, 61, 70 };

  return laurel_chart_data_new_course (LAUREL_CHART_BLUE, values, G_N_ELEMENTS (values));
}
