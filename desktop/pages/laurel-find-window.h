/* laurel-find-window.h - finds a client, a receipt or a room from one entry: Ctrl+K
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "desktop/models/laurel-connection.h"

G_BEGIN_DECLS

#define LAUREL_TYPE_FIND_WINDOW (laurel_find_window_get_type ())
G_DECLARE_FINAL_TYPE (LaurelFindWindow, laurel_find_window, LAUREL, FIND_WINDOW, AdwWindow)

/* Signals, after which the window has closed:
 *   open-room (window, const char *id)
 *   open-client (window, const char *client)
 *   open-receipt (window, const char *sale) */
GtkWidget *laurel_find_window_new (GtkWindow        *parent,
                                   LaurelConnection *connection) G_GNUC_WARN_UNUSED_RESULT;

void laurel_find_window_add_room (LaurelFindWindow *self,
                                  const char       *id,
                                  const char       *title,
                                  const char       *icon_name);

G_END_DECLS
