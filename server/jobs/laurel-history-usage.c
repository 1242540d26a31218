/* laurel-history-usage.c - how often limited discounts were used while a history is told
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/jobs/laurel-history-usage.h"

#include <string.h>

struct _LaurelHistoryUsage
{
  LaurelUsage *rows; /* of the limited discounts alone: mostly none */
  gsize        n_rows;
  gint64      *last_sale; /* the number of the sale that each was counted in last */
  gint64       n_sales;
};

LaurelHistoryUsage *
laurel_history_usage_new (const LaurelProgram *program, gboolean total)
{
  LaurelHistoryUsage *usage = NULL;
  const char *const  *leaves = NULL;

  g_return_val_if_fail (program != NULL, NULL);

  usage = g_new0 (LaurelHistoryUsage, 1);
  leaves = total ? laurel_program_get_shared_limits (program, &usage->n_rows)
                 : laurel_program_get_personal_limits (program, &usage->n_rows);
  if (usage->n_rows == 0)
    return usage;

  usage->rows = g_new0 (LaurelUsage, usage->n_rows);
  usage->last_sale = g_new0 (gint64, usage->n_rows);
  for (gsize i = 0; i < usage->n_rows; i++)
    {
      usage->rows[i].leaf = leaves[i];
      usage->rows[i].last_day = LAUREL_DAY_NONE;
    }

  return usage;
}

void
laurel_history_usage_free (LaurelHistoryUsage *usage)
{
  if (usage == NULL)
    return;

  g_free (usage->rows);
  g_free (usage->last_sale);
  g_free (usage);
}

void
laurel_history_usage_learn (LaurelHistoryUsage *usage, const LaurelUsage *stored, gsize n_stored)
{
  g_return_if_fail (usage != NULL);

  for (gsize i = 0; i < n_stored; i++)
    {
      for (gsize j = 0; j < usage->n_rows; j++)
        {
          if (strcmp (usage->rows[j].leaf, stored[i].leaf) != 0)
            continue;

          usage->rows[j].count = stored[i].count;
          usage->rows[j].money = stored[i].money;
          usage->rows[j].last_day = stored[i].last_day;
        }
    }
}

static void
add_effect (LaurelHistoryUsage *usage, const LaurelEffect *effect, gint32 day)
{
  for (gsize i = 0; i < usage->n_rows; i++)
    {
      if (strcmp (usage->rows[i].leaf, effect->leaf) != 0)
        continue;

      usage->rows[i].money += effect->money;
      usage->rows[i].last_day = MAX (usage->rows[i].last_day, day);
      if (usage->last_sale[i] != usage->n_sales)
        usage->rows[i].count++;
      usage->last_sale[i] = usage->n_sales;
    }
}

void
laurel_history_usage_add (LaurelHistoryUsage *usage, const LaurelPriced *priced, gint32 day)
{
  g_return_if_fail (usage != NULL);
  g_return_if_fail (priced != NULL);

  if (usage->n_rows == 0)
    return;

  usage->n_sales++;
  for (gsize i = 0; i < priced->n_lines; i++)
    {
      for (gsize j = 0; j < priced->lines[i].n_effects; j++)
        add_effect (usage, &priced->lines[i].effects[j], day);
    }
}

const LaurelUsage *
laurel_history_usage_get (const LaurelHistoryUsage *usage, gsize *n_usage)
{
  g_return_val_if_fail (usage != NULL, NULL);
  g_return_val_if_fail (n_usage != NULL, NULL);

  *n_usage = usage->n_rows;

  return usage->rows;
}
