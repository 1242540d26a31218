/* laurel-overview-charts.c - the figures of the overview as chart data
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/pages/laurel-overview-charts.h"

#include <glib/gi18n.h>

#include "desktop/pages/laurel-words.h"

#define POINT 100

/* @value / @divisor, halves away from 0. */
static gint64
divide (gint64 value, gint64 divisor)
{
  gint64 half = divisor / 2;

  return (value + (value < 0 ? -half : half)) / divisor;
}

gint64
laurel_overview_charts_to_shown (LaurelValueKind kind, gint64 value)
{
  return kind == LAUREL_VALUE_POINTS ? divide (value, POINT) : value;
}

LaurelChartData *
laurel_overview_charts_new_spark (LaurelValueKind     kind,
                                  LaurelChartColour   colour,
                                  const LaurelFigure *metric)
{
  LaurelChartData *data = NULL;

  if (metric->spark->len < 2)
    return NULL;

  data = laurel_chart_data_new (kind);
  laurel_chart_data_add_series (data, "", colour);

  for (guint i = 0; i < metric->spark->len; i++)
    {
      guint slot = laurel_chart_data_add_slot (data, "", NULL);

      laurel_chart_data_set_value (
          data,
          0,
          slot,
          laurel_overview_charts_to_shown (kind, g_array_index (metric->spark, gint64, i)));
    }

  return data;
}

static char *
describe_days (const LaurelOverview *overview, int shift)
{
  GDate first = g_array_index (overview->days, LaurelTurnover, 0).date;
  GDate last = g_array_index (overview->days, LaurelTurnover, overview->days->len - 1).date;

  g_date_subtract_days (&first, (guint) shift);
  g_date_subtract_days (&last, (guint) shift);

  if (overview->days->len == 1)
    return laurel_format_date_short (&first);

  return laurel_format_date_range_short (&first, &last, &overview->today);
}

static gboolean
has_before (const LaurelOverview *overview)
{
  for (guint i = 0; i < overview->days->len; i++)
    if (g_array_index (overview->days, LaurelTurnover, i).has_before)
      return TRUE;

  return FALSE;
}

LaurelChartData *
laurel_overview_charts_new_days (const LaurelOverview *overview)
{
  LaurelChartData *data = laurel_chart_data_new (LAUREL_VALUE_MONEY);
  gboolean         compare = has_before (overview);
  g_autofree char *name = NULL;

  if (overview->days->len == 0)
    return data;

  name = describe_days (overview, 0);
  laurel_chart_data_add_series (data, name, LAUREL_CHART_BLUE);

  if (compare)
    {
      laurel_chart_data_add_series (data, _ ("Period before"), LAUREL_CHART_GREY);
      laurel_chart_data_set_comparison (data, 1);
    }

  laurel_chart_data_add_dates (data,
                               &g_array_index (overview->days, LaurelTurnover, 0).date,
                               LAUREL_CHART_STEP_DAY,
                               overview->days->len);

  for (guint i = 0; i < overview->days->len; i++)
    {
      const LaurelTurnover *day = &g_array_index (overview->days, LaurelTurnover, i);

      laurel_chart_data_set_value (data, 0, i, day->turnover);
      if (compare && day->has_before)
        laurel_chart_data_set_value (data, 1, i, day->before);

      if (g_date_compare (&day->date, &overview->today) == 0)
        laurel_chart_data_set_unfinished (data, i);
    }

  return data;
}

LaurelChartData *
laurel_overview_charts_new_weeks (const LaurelOverview *overview)
{
  LaurelChartData *data = laurel_chart_data_new (LAUREL_VALUE_POINTS);

  laurel_chart_data_add_series (data, C_ ("points", "Issued"), LAUREL_CHART_BLUE);
  laurel_chart_data_add_series (data, C_ ("points", "Redeemed"), LAUREL_CHART_GREEN);
  laurel_chart_data_add_series (data, C_ ("points", "Burnt"), LAUREL_CHART_AMBER);

  if (overview->weeks->len > 0)
    laurel_chart_data_add_dates (data,
                                 &g_array_index (overview->weeks, LaurelPointsWeek, 0).monday,
                                 LAUREL_CHART_STEP_WEEK,
                                 overview->weeks->len);

  for (guint i = 0; i < overview->weeks->len; i++)
    {
      const LaurelPointsWeek *week = &g_array_index (overview->weeks, LaurelPointsWeek, i);

      laurel_chart_data_set_value (data, 0, i, divide (week->issued, POINT));
      laurel_chart_data_set_value (data, 1, i, divide (week->redeemed, POINT));
      laurel_chart_data_set_value (data, 2, i, divide (week->burnt, POINT));
    }

  return data;
}

/* One series over named slots. */
static LaurelChartData *
new_named (LaurelValueKind kind, const char *series, const GArray *values)
{
  LaurelChartData *data = laurel_chart_data_new (kind);

  laurel_chart_data_add_series (data, series, LAUREL_CHART_BLUE);

  for (guint i = 0; i < values->len; i++)
    {
      const LaurelNamedValue *named = &g_array_index (values, LaurelNamedValue, i);
      guint                   slot = laurel_chart_data_add_slot (data, named->name, NULL);

      laurel_chart_data_set_value (data, 0, slot, named->value);
    }

  return data;
}

/* A strip tells its parts apart by colour. */
static void
colour_slots (LaurelChartData *data)
{
  static const LaurelChartColour colours[] = { LAUREL_CHART_GREY,   LAUREL_CHART_BLUE,
                                               LAUREL_CHART_AMBER,  LAUREL_CHART_GREEN,
                                               LAUREL_CHART_PURPLE, LAUREL_CHART_RED };

  for (guint i = 0; i < laurel_chart_data_get_n_slots (data); i++)
    laurel_chart_data_set_slot_colour (data, i, colours[i % G_N_ELEMENTS (colours)]);
}

LaurelChartData *
laurel_overview_charts_new_levels (const LaurelOverview *overview)
{
  LaurelChartData *data = new_named (LAUREL_VALUE_COUNT, _ ("Clients"), overview->levels);

  colour_slots (data);
  return data;
}

LaurelChartData *
laurel_overview_charts_new_discounts (const LaurelOverview *overview)
{
  return new_named (LAUREL_VALUE_MONEY, _ ("Cost"), overview->discounts);
}

LaurelChartData *
laurel_overview_charts_new_stores (const LaurelOverview *overview, guint n_max)
{
  LaurelChartData *data = laurel_chart_data_new (LAUREL_VALUE_MONEY);
  gint64           others = 0;

  laurel_chart_data_add_series (data, _ ("Turnover"), LAUREL_CHART_BLUE);

  for (guint i = 0; i < overview->stores->len; i++)
    {
      const LaurelTurnover *store = &g_array_index (overview->stores, LaurelTurnover, i);

      if (i < n_max || overview->stores->len == n_max + 1)
        {
          guint slot = laurel_chart_data_add_slot (data,
                                                   store->name != NULL ? store->name : store->id,
                                                   NULL);

          laurel_chart_data_set_value (data, 0, slot, store->turnover);
        }
      else
        {
          others += store->turnover;
        }
    }

  if (overview->stores->len > n_max + 1)
    {
      guint slot = laurel_chart_data_add_slot (data, _ ("Others"), NULL);

      laurel_chart_data_set_value (data, 0, slot, others);
      laurel_chart_data_set_slot_colour (data, slot, LAUREL_CHART_GREY);
    }

  return data;
}

LaurelChartData *
laurel_overview_charts_new_channels (const LaurelOverview *overview)
{
  LaurelChartData *data = laurel_chart_data_new (LAUREL_VALUE_MONEY);

  laurel_chart_data_add_series (data, _ ("Turnover"), LAUREL_CHART_BLUE);

  for (guint i = 0; i < overview->channels->len; i++)
    {
      const LaurelTurnover *channel = &g_array_index (overview->channels, LaurelTurnover, i);
      guint slot = laurel_chart_data_add_slot (data, laurel_words_channel (channel->id), NULL);

      laurel_chart_data_set_value (data, 0, slot, channel->turnover);
    }

  colour_slots (data);
  return data;
}
