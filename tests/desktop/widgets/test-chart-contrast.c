/* test-chart-contrast.c - a chart in high contrast, which GTK takes from its environment
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/widgets/laurel-chart.h"
#include "tests/desktop/laurel-test-ui.h"
#include "tests/desktop/widgets/laurel-test-charts.h"

static void
test_grid_and_tracks_are_strong (void)
{
  g_autoptr (LaurelChartData) points = laurel_test_charts_points ();
  g_autoptr (LaurelChartData) discounts = laurel_test_charts_discounts ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  GtkWidget *bars = laurel_chart_new (LAUREL_CHART_BARS);
  GtkWidget *list = laurel_chart_new (LAUREL_CHART_BAR_LIST);
  GtkWindow *window = NULL;

  g_assert_true (adw_style_manager_get_high_contrast (adw_style_manager_get_default ()));

  laurel_chart_set_data (LAUREL_CHART (bars), points);
  laurel_chart_set_data (LAUREL_CHART (list), discounts);
  gtk_widget_set_hexpand (bars, TRUE);
  gtk_widget_set_hexpand (list, TRUE);
  gtk_box_append (GTK_BOX (box), bars);
  gtk_box_append (GTK_BOX (box), list);
  window = laurel_test_ui_show (box, 560, 180);
  laurel_test_ui_assert_golden (GTK_WIDGET (window), "charts-contrast");
  laurel_test_ui_destroy (window);
}

int
main (int argc, char **argv)
{
  laurel_test_ui_init (&argc, &argv);

  g_test_add_func ("/chart-contrast/picture", test_grid_and_tracks_are_strong);

  return g_test_run ();
}
