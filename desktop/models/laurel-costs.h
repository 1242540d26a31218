/* laurel-costs.h - what the discounts of the program have cost in the last 30 days
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "desktop/api/laurel-api.h"
#include "desktop/api/laurel-document.h"

G_BEGIN_DECLS

#define LAUREL_TYPE_COSTS (laurel_costs_get_type ())
G_DECLARE_FINAL_TYPE (LaurelCosts, laurel_costs, LAUREL, COSTS, GObject)

/**
 * LaurelCost:
 * @money: minor units that discounts took off
 * @points: hundredths of points that they gave
 */
typedef struct
{
  gint64 money;
  gint64 points;
} LaurelCost;

/* Signal changed (costs): they have been asked for, and come. */
LaurelCosts *laurel_costs_new (LaurelApi *api) G_GNUC_WARN_UNUSED_RESULT;

void     laurel_costs_load (LaurelCosts *self);
gboolean laurel_costs_is_loaded (LaurelCosts *self);

/* Of @node, of a group of all that is below it. */
LaurelCost laurel_costs_get (LaurelCosts *self, const LaurelNode *node);

G_END_DECLS
