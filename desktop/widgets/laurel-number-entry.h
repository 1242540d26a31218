/* laurel-number-entry.h - an entry for a number that a rule needs: money, a share, days
 *
 * It takes what people type ("2 000,50", "5 %") and keeps the text as typed for as long as it means
 * its value. Text that is no number turns red and changes nothing.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LAUREL_TYPE_NUMBER_ENTRY (laurel_number_entry_get_type ())
G_DECLARE_FINAL_TYPE (LaurelNumberEntry, laurel_number_entry, LAUREL, NUMBER_ENTRY, GtkWidget)

/* What is counted: it decides about decimals and the unit that is shown. */
typedef enum
{
  LAUREL_NUMBER_COUNT,
  LAUREL_NUMBER_MONEY,    /* minor units */
  LAUREL_NUMBER_RATE,     /* basis points */
  LAUREL_NUMBER_POINTS,   /* hundredths */
  LAUREL_NUMBER_QUANTITY, /* thousandths */
  LAUREL_NUMBER_FACTOR,   /* hundredths */
} LaurelNumberKind;

/* Signals: changed (entry): by a person, to a number within the range, or to none;
 *          activate (entry): Enter.
 * @label: accessible; @min, @max: ends included */
GtkWidget *laurel_number_entry_new (LaurelNumberKind kind,
                                    const char      *label,
                                    gint64           min,
                                    gint64           max) G_GNUC_WARN_UNUSED_RESULT;

/* (nullable): behind the number instead of that of the kind: "days". */
void laurel_number_entry_set_unit (LaurelNumberEntry *self, const char *unit);

/* LAUREL_UNSET: nothing. */
void   laurel_number_entry_set_value (LaurelNumberEntry *self, gint64 value);
gint64 laurel_number_entry_get_value (LaurelNumberEntry *self);

/* The entry within, for a focus to begin with. */
GtkWidget *laurel_number_entry_get_entry (LaurelNumberEntry *self);

G_END_DECLS
