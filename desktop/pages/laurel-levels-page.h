/* laurel-levels-page.h - Levels and Points: everything of the program but its discounts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "desktop/pages/laurel-page.h"

G_BEGIN_DECLS

#define LAUREL_TYPE_LEVELS_PAGE (laurel_levels_page_get_type ())
G_DECLARE_FINAL_TYPE (LaurelLevelsPage, laurel_levels_page, LAUREL, LEVELS_PAGE, LaurelPage)

GtkWidget *laurel_levels_page_new (LaurelConnection *connection,
                                   GSettings        *settings) G_GNUC_WARN_UNUSED_RESULT;

/* "levels", "accrual", "redemption", "expiry", "limits", "restrictions" */
void laurel_levels_page_show_tab (LaurelLevelsPage *self, const char *tab);

G_END_DECLS
