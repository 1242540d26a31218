/* laurel-condition-field.h - what the popover of a token of a condition shows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "desktop/api/laurel-condition.h"
#include "desktop/models/laurel-names.h"

G_BEGIN_DECLS

/* @condition: (transfer none): as it is after a choice */
typedef void (*LaurelConditionFunc) (LaurelCondition *condition, gpointer data);

/**
 * laurel_condition_field_new:
 * @condition: what the field starts from, of which it changes the part @slot
 * @func: told of each choice, as long as the widget lives
 * @destroy: (nullable): for @data
 *
 * Returns: (transfer floating): a calendar, a list of choices, an entry, whatever the slot needs
 */
GtkWidget *laurel_condition_field_new (LaurelCondition    *condition,
                                       const char         *slot,
                                       LaurelNames        *names,
                                       LaurelConditionFunc func,
                                       gpointer            data,
                                       GDestroyNotify      destroy) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
