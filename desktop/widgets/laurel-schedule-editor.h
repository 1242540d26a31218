/* laurel-schedule-editor.h - dates, weekdays and hours as three ready rows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "desktop/widgets/laurel-schedule.h"

G_BEGIN_DECLS

#define LAUREL_TYPE_SCHEDULE_EDITOR (laurel_schedule_editor_get_type ())
G_DECLARE_FINAL_TYPE (LaurelScheduleEditor,
                      laurel_schedule_editor,
                      LAUREL,
                      SCHEDULE_EDITOR,
                      GtkWidget)

/* Signal changed (editor, LaurelCondition *condition, int kind): by a person: that part of the
 * schedule is @condition now, (nullable) (transfer none). */
GtkWidget *laurel_schedule_editor_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* Its rest is not looked at. */
void laurel_schedule_editor_set_schedule (LaurelScheduleEditor *self,
                                          const LaurelSchedule *schedule);

void laurel_schedule_editor_clear_faults (LaurelScheduleEditor *self);
void laurel_schedule_editor_add_fault (LaurelScheduleEditor *self,
                                       LaurelConditionKind   kind,
                                       const char           *reason);

G_END_DECLS
