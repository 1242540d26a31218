/* laurel-window.h - the window: side bar, rooms, and the pages on top of them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "desktop/models/laurel-session.h"
#include "desktop/pages/laurel-page.h"

G_BEGIN_DECLS

#define LAUREL_TYPE_WINDOW (laurel_window_get_type ())
G_DECLARE_FINAL_TYPE (LaurelWindow, laurel_window, LAUREL, WINDOW, AdwApplicationWindow)

/* Actions: win.room (s), win.back, win.escape, win.reload, win.filter, win.find,
 * win.toggle-sidebar, win.toggle-pane, win.connection, win.sign-out. */
GtkWidget *laurel_window_new (GtkApplication *application,
                              LaurelSession  *session,
                              GSettings      *settings) G_GNUC_WARN_UNUSED_RESULT;

/* Shows a connection's first room; for laurel_welcome_page and tests. */
void laurel_window_connect (LaurelWindow *self, LaurelConnection *connection);

/* (nullable) (transfer none): the page one sees; NULL before there is a connection. */
LaurelPage *laurel_window_get_page (LaurelWindow *self);

G_END_DECLS
