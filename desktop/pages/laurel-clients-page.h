/* laurel-clients-page.h - the clients: search while typing, a table, a short client beside it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "desktop/pages/laurel-page.h"

G_BEGIN_DECLS

#define LAUREL_TYPE_CLIENTS_PAGE (laurel_clients_page_get_type ())
G_DECLARE_FINAL_TYPE (LaurelClientsPage, laurel_clients_page, LAUREL, CLIENTS_PAGE, LaurelPage)

GtkWidget *laurel_clients_page_new (LaurelConnection *connection,
                                    GSettings        *settings) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
