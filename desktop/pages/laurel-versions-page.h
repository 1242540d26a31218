/* laurel-versions-page.h - the programs that were published, and what lies between any two
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "desktop/pages/laurel-page.h"

G_BEGIN_DECLS

#define LAUREL_TYPE_VERSIONS_PAGE (laurel_versions_page_get_type ())
G_DECLARE_FINAL_TYPE (LaurelVersionsPage, laurel_versions_page, LAUREL, VERSIONS_PAGE, LaurelPage)

GtkWidget *laurel_versions_page_new (LaurelConnection *connection) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
