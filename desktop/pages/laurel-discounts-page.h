/* laurel-discounts-page.h - the draft of the program: its discounts as a tree, and the selected one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "desktop/pages/laurel-page.h"

G_BEGIN_DECLS

#define LAUREL_TYPE_DISCOUNTS_PAGE (laurel_discounts_page_get_type ())
G_DECLARE_FINAL_TYPE (LaurelDiscountsPage,
                      laurel_discounts_page,
                      LAUREL,
                      DISCOUNTS_PAGE,
                      LaurelPage)

GtkWidget *laurel_discounts_page_new (LaurelConnection *connection,
                                      GSettings        *settings) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
