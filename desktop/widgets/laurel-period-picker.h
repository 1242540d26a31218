/* laurel-period-picker.h - linked buttons that choose a period
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "desktop/widgets/laurel-period.h"

G_BEGIN_DECLS

#define LAUREL_TYPE_PERIOD_PICKER (laurel_period_picker_get_type ())
G_DECLARE_FINAL_TYPE (LaurelPeriodPicker, laurel_period_picker, LAUREL, PERIOD_PICKER, GtkWidget)

/* Property: period (LaurelPeriod, LAUREL_PERIOD_MONTH at first); connect to notify::period. */
GtkWidget   *laurel_period_picker_new (void) G_GNUC_WARN_UNUSED_RESULT;
LaurelPeriod laurel_period_picker_get_period (LaurelPeriodPicker *self);
void         laurel_period_picker_set_period (LaurelPeriodPicker *self, LaurelPeriod period);

G_END_DECLS
