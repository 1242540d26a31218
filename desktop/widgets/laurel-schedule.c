/* laurel-schedule.c - the dates, weekdays and hours of a condition, apart from the rest of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/widgets/laurel-schedule.h"

#include <string.h>

#define ALL "/all/"

static LaurelCondition **
place_of (LaurelSchedule *self, LaurelConditionKind kind)
{
  switch ((int) kind)
    {
    case LAUREL_CONDITION_DATE:
      return &self->date;
    case LAUREL_CONDITION_WEEKDAY:
      return &self->weekday;
    case LAUREL_CONDITION_TIME:
      return &self->time;
    default:
      return NULL;
    }
}

void
laurel_schedule_split (LaurelSchedule *self, LaurelCondition *when)
{
  *self = (LaurelSchedule){ NULL };

  if (when == NULL)
    return;

  if (when->kind != LAUREL_CONDITION_ALL)
    {
      LaurelCondition **place = place_of (self, when->kind);

      *(place != NULL ? place : &self->rest) = laurel_condition_ref (when);
      return;
    }

  for (guint i = 0; i < when->children->len; i++)
    {
      LaurelCondition  *child = g_ptr_array_index (when->children, i);
      LaurelCondition **place = place_of (self, child->kind);

      if (place != NULL && *place == NULL)
        {
          *place = laurel_condition_ref (child);
          continue;
        }

      if (self->rest == NULL)
        self->rest = laurel_condition_new (LAUREL_CONDITION_ALL);

      g_ptr_array_add (self->rest->children, laurel_condition_ref (child));
    }
}

void
laurel_schedule_clear (LaurelSchedule *self)
{
  g_clear_pointer (&self->date, laurel_condition_unref);
  g_clear_pointer (&self->weekday, laurel_condition_unref);
  g_clear_pointer (&self->time, laurel_condition_unref);
  g_clear_pointer (&self->rest, laurel_condition_unref);
}

static void
add (LaurelCondition *all, LaurelCondition *condition, gboolean limits)
{
  if (condition != NULL && limits)
    g_ptr_array_add (all->children, laurel_condition_ref (condition));
}

static gboolean
has_end (const LaurelCondition *condition)
{
  return condition != NULL && (condition->from != NULL || condition->to != NULL);
}

LaurelCondition *
laurel_schedule_join (const LaurelSchedule *self)
{
  g_autoptr (LaurelCondition) all = laurel_condition_new (LAUREL_CONDITION_ALL);

  add (all, self->date, has_end (self->date));
  add (all, self->weekday, self->weekday != NULL && self->weekday->days != 0);
  add (all, self->time, has_end (self->time));

  if (all->children->len == 0)
    return self->rest != NULL ? laurel_condition_ref (self->rest) : NULL;

  if (self->rest != NULL && self->rest->kind == LAUREL_CONDITION_ALL)
    for (guint i = 0; i < self->rest->children->len; i++)
      add (all, g_ptr_array_index (self->rest->children, i), TRUE);
  else
    add (all, self->rest, TRUE);

  return g_steal_pointer (&all);
}

char *
laurel_schedule_locate (LaurelCondition *when, const char *pointer, LaurelConditionKind *kind)
{
  LaurelSchedule seen = { NULL };
  char          *end = NULL;
  guint          index = 0;
  guint          n_rest = 0;

  if (when->kind != LAUREL_CONDITION_ALL || !g_str_has_prefix (pointer, ALL))
    {
      *kind = when->kind;
      return place_of (&seen, when->kind) != NULL ? NULL : g_strdup (pointer);
    }

  index = (guint) g_ascii_strtoull (pointer + strlen (ALL), &end, 10);

  for (guint i = 0; i < when->children->len; i++)
    {
      LaurelCondition  *child = g_ptr_array_index (when->children, i);
      LaurelCondition **place = place_of (&seen, child->kind);
      gboolean          scheduled = place != NULL && *place == NULL;

      if (scheduled)
        *place = child;

      if (i == index)
        {
          *kind = child->kind;
          return scheduled ? NULL : g_strdup_printf (ALL "%u%s", n_rest, end);
        }

      n_rest += scheduled ? 0 : 1;
    }

  return g_strdup (pointer);
}
