/* laurel-overview-page.h - the first page: the numbers of a period, live
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "desktop/pages/laurel-page.h"

G_BEGIN_DECLS

#define LAUREL_TYPE_OVERVIEW_PAGE (laurel_overview_page_get_type ())
G_DECLARE_FINAL_TYPE (LaurelOverviewPage, laurel_overview_page, LAUREL, OVERVIEW_PAGE, LaurelPage)

GtkWidget *laurel_overview_page_new (LaurelConnection *connection,
                                     GSettings        *settings) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
