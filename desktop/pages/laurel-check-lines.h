/* laurel-check-lines.h - the lines of a receipt on trial, typed in, and their prices side by side
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "desktop/models/laurel-connection.h"
#include "desktop/models/laurel-pricing.h"

G_BEGIN_DECLS

#define LAUREL_TYPE_CHECK_LINES (laurel_check_lines_get_type ())
G_DECLARE_FINAL_TYPE (LaurelCheckLines, laurel_check_lines, LAUREL, CHECK_LINES, AdwBin)

/* Changes the trial of @pricing.
 * Signal: selected (lines): another line is selected */
GtkWidget *laurel_check_lines_new (LaurelConnection *connection,
                                   LaurelPricing    *pricing) G_GNUC_WARN_UNUSED_RESULT;

/* (nullable) (transfer none): of the trial */
const LaurelTrialLine *laurel_check_lines_get_selected (LaurelCheckLines *self);

/* Drops columns where there is no room for all. */
void laurel_check_lines_set_narrow (LaurelCheckLines *self, gboolean narrow);

/* Opens the search for a product: Ctrl+N, Ctrl+F. */
void laurel_check_lines_add (LaurelCheckLines *self);

/* How many lines the two programs price differently. */
guint laurel_check_lines_count_differences (LaurelPricing *pricing);

G_END_DECLS
