/* laurel-sums-bar.h - labelled sums at the bottom of a table
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LAUREL_TYPE_SUMS_BAR (laurel_sums_bar_get_type ())
G_DECLARE_FINAL_TYPE (LaurelSumsBar, laurel_sums_bar, LAUREL, SUMS_BAR, GtkWidget)

/**
 * LaurelSum:
 * @label: "Paid"
 * @value: the formatted sum: "₽43,204,118.60"
 */
typedef struct
{
  const char *label;
  const char *value;
} LaurelSum;

GtkWidget *laurel_sums_bar_new (void) G_GNUC_WARN_UNUSED_RESULT;

/**
 * laurel_sums_bar_set_total:
 * @self: a sums bar
 * @lead: (nullable): what was counted: "21,412 receipts"
 * @sums: (array length=n_sums): copied
 * @n_sums: how many
 *
 * What fits the filter as a whole.
 */
void laurel_sums_bar_set_total (LaurelSumsBar   *self,
                                const char      *lead,
                                const LaurelSum *sums,
                                gsize            n_sums);

/* The same for the selected rows, which replaces the total; without @lead the total is back. */
void laurel_sums_bar_set_selection (LaurelSumsBar   *self,
                                    const char      *lead,
                                    const LaurelSum *sums,
                                    gsize            n_sums);

G_END_DECLS
