/* laurel-connection-window.h - which server this is, who is signed in, and whether it answers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "desktop/models/laurel-connection.h"

G_BEGIN_DECLS

#define LAUREL_TYPE_CONNECTION_WINDOW (laurel_connection_window_get_type ())
G_DECLARE_FINAL_TYPE (LaurelConnectionWindow,
                      laurel_connection_window,
                      LAUREL,
                      CONNECTION_WINDOW,
                      AdwWindow)

GtkWidget *laurel_connection_window_new (GtkWindow        *parent,
                                         LaurelConnection *connection) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
