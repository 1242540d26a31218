/* laurel-chart-words.c - charts for those who do not see them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/widgets/laurel-chart-words.h"

#include <glib/gi18n.h>

static char *
format_value (LaurelChartData *data, gint64 value)
{
  LaurelValueKind kind = laurel_chart_data_get_kind (data);

  return laurel_format_value (kind,
                              value,
                              kind == LAUREL_VALUE_MONEY ? LAUREL_FORMAT_WHOLE
                                                         : LAUREL_FORMAT_PLAIN);
}

static guint
find_highest (LaurelChartData *data)
{
  guint highest = 0;

  for (guint slot = 1; slot < laurel_chart_data_get_n_slots (data); slot++)
    if (laurel_chart_data_get_slot_sum (data, slot) >
        laurel_chart_data_get_slot_sum (data, highest))
      highest = slot;

  return highest;
}

char *
laurel_chart_words_for_all (LaurelChartData *data, const char *title, const char *empty_text)
{
  const char      *name = title != NULL ? title : _ ("Chart");
  g_autofree char *value = NULL;
  guint            highest = 0;

  if (data == NULL || laurel_chart_data_is_empty (data))
    /* TRANSLATORS: title of a chart, then why it is empty */
    return g_strdup_printf (C_ ("chart in words", "%1$s, %2$s"), name, empty_text);

  highest = find_highest (data);
  value = format_value (data, laurel_chart_data_get_slot_sum (data, highest));

  /* TRANSLATORS: title of a chart, its highest day (or another thing), its value:
   * Turnover by Day, highest Sunday, 15 November, ₽5,204,310 */
  return g_strdup_printf (C_ ("chart in words", "%1$s, highest %2$s, %3$s"),
                          name,
                          laurel_chart_data_get_slot_title (data, highest),
                          value);
}

char *
laurel_chart_words_for_slot (LaurelChartData *data, guint slot)
{
  GString *words = NULL;

  g_return_val_if_fail (LAUREL_IS_CHART_DATA (data), NULL);
  g_return_val_if_fail (slot < laurel_chart_data_get_n_slots (data), NULL);

  words = g_string_new (laurel_chart_data_get_slot_title (data, slot));

  for (guint series = 0; series < laurel_chart_data_get_n_series (data); series++)
    {
      gint64           value = 0;
      g_autofree char *text = NULL;

      if (!laurel_chart_data_get_value (data, series, slot, &value))
        continue;

      text = format_value (data, value);
      g_string_append (words, ". ");
      /* TRANSLATORS: a name and its value: November: ₽5,204,310 */
      g_string_append_printf (words,
                              C_ ("chart in words", "%1$s: %2$s"),
                              laurel_chart_data_get_value_name (data, series, slot),
                              text);
    }

  return g_string_free (words, FALSE);
}
