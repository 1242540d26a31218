/* laurel-client-page.h - everything about one client
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "desktop/pages/laurel-page.h"

G_BEGIN_DECLS

#define LAUREL_TYPE_CLIENT_PAGE (laurel_client_page_get_type ())
G_DECLARE_FINAL_TYPE (LaurelClientPage, laurel_client_page, LAUREL, CLIENT_PAGE, LaurelPage)

GtkWidget *laurel_client_page_new (LaurelConnection *connection,
                                   const char       *client) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
