/* laurel-schedule.h - the dates, weekdays and hours of a condition, apart from the rest of it
 *
 * A schedule is nothing of its own: it is the first date, the first weekday and the first time
 * among the conditions that all must hold. Taken apart, each of them has one place to be edited,
 * and everything else another; put together, it is one condition again.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "desktop/api/laurel-condition.h"

G_BEGIN_DECLS

/**
 * LaurelSchedule:
 * @date, @weekday, @time: (nullable)
 * @rest: (nullable): what else must hold
 */
typedef struct
{
  LaurelCondition *date;
  LaurelCondition *weekday;
  LaurelCondition *time;
  LaurelCondition *rest;
} LaurelSchedule;

/* @when: (nullable). Where it is no list of which all must hold, all of it is the rest. */
void laurel_schedule_split (LaurelSchedule *self, LaurelCondition *when);
void laurel_schedule_clear (LaurelSchedule *self);

/* (transfer full) (nullable): the schedule comes first. A date without ends, no weekdays and no
 * times are left out. */
LaurelCondition *laurel_schedule_join (const LaurelSchedule *self) G_GNUC_WARN_UNUSED_RESULT;

/**
 * laurel_schedule_locate:
 * @when: what was split
 * @pointer: a JSON pointer into @when: "/all/2/ids"
 * @kind: (out): the kind of the part of the schedule it leads to
 *
 * Returns: (transfer full) (nullable): the pointer into the rest; NULL where it leads into the
 *   schedule
 */
char *laurel_schedule_locate (LaurelCondition     *when,
                              const char          *pointer,
                              LaurelConditionKind *kind) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LaurelSchedule, laurel_schedule_clear)

G_END_DECLS
