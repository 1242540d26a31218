/* laurel-condition-palette.h - the conditions that there are, with a search and an example each
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "desktop/api/laurel-condition.h"

G_BEGIN_DECLS

#define LAUREL_TYPE_CONDITION_PALETTE (laurel_condition_palette_get_type ())
G_DECLARE_FINAL_TYPE (LaurelConditionPalette,
                      laurel_condition_palette,
                      LAUREL,
                      CONDITION_PALETTE,
                      GtkWidget)

/* Signal chosen (palette, LaurelCondition *condition): (transfer none): a new one.
 * @with_schedule: whether dates, weekdays and hours are among them */
GtkWidget *laurel_condition_palette_new (gboolean with_schedule) G_GNUC_WARN_UNUSED_RESULT;

/* "Day of the Week": what a kind is called; of a test only. (transfer none) */
const char *laurel_condition_palette_title (LaurelConditionKind kind);

G_END_DECLS
