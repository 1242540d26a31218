/* laurel-check-page.h - Check: one receipt, two programs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "desktop/pages/laurel-page.h"

G_BEGIN_DECLS

#define LAUREL_TYPE_CHECK_PAGE (laurel_check_page_get_type ())
G_DECLARE_FINAL_TYPE (LaurelCheckPage, laurel_check_page, LAUREL, CHECK_PAGE, LaurelPage)

/* Begins with the last receipt of the journal. */
GtkWidget *laurel_check_page_new (LaurelConnection *connection,
                                  GSettings        *settings) G_GNUC_WARN_UNUSED_RESULT;

/* Begins with that sale. */
GtkWidget *laurel_check_page_new_for_sale (LaurelConnection *connection,
                                           const char       *sale) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
