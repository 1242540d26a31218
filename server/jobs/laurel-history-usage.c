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

static gboolean
is_limited (const LaurelDraftLimits *limits, gboolean total)
{
  if (total)
    return limits->total > 0 || limits->total_money >= 0;

  return limits->once || limits->once_days > 0 || limits->per_client > 0;
}

LaurelHistoryUsage *
laurel_history_usage_new (const LaurelProgram *program, gboolean total)
{
  LaurelHistoryUsage   *usage = NULL;
  const LaurelLeafInfo *leaves = NULL;
  gsize                 n_leaves = 0;

  g_return_val_if_fail (program != NULL, NULL);

  usage = g_new0 (LaurelHistoryUsage, 1);
  leaves = laurel_program_get_leaves (program, &n_leaves);
  for (gsize i = 0; i < n_leaves; i++)
    usage->n_rows += is_limited (&leaves[i].limits, total) ? 1 : 0;
  if (usage->n_rows == 0)
    return usage;

  usage->rows = g_new0 (LaurelUsage, usage->n_rows);
  usage->last_sale = g_new0 (gint64, usage->n_rows);
  for (gsize i = 0, row = 0; i < n_leaves; i++)
    {
      if (!is_limited (&leaves[i].limits, total))
        continue;
      usage->rows[row].leaf = leaves[i].id;
      usage->rows[row].last_day = LAUREL_DAY_NONE;
      row++;
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
