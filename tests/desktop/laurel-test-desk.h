/* laurel-test-desk.h - a window that is connected to a fake server
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "desktop/laurel-window.h"
#include "tests/desktop/laurel-fake-server.h"
#include "tests/desktop/laurel-test-ui.h"

G_BEGIN_DECLS

/* @connection and @window are set by laurel_test_desk_open(). */
typedef struct
{
  LaurelFakeServer *server;
  GSettings        *settings;
  LaurelDemo       *demo;
  LaurelSession    *session;
  LaurelConnection *connection;
  LaurelWindow     *window;
} LaurelTestDesk;

/* For g_test_add(). The tear-down proves that the window is gone. */
void laurel_test_desk_set_up (LaurelTestDesk *desk, gconstpointer data);
void laurel_test_desk_tear_down (LaurelTestDesk *desk, gconstpointer data);

/* Signs in: sets the connection. */
void laurel_test_desk_sign_in (LaurelTestDesk *desk);

/* Signs in and shows @room in a window of that size, laid out; the page may still be loading. */
void laurel_test_desk_open (LaurelTestDesk *desk, const char *room, int width, int height);

/* The widget with that id in its .ui file on the page one sees. */
GtkWidget *laurel_test_desk_find (LaurelTestDesk *desk, const char *buildable_id);

/* Whether a visible label on the page one sees reads so. */
gboolean laurel_test_desk_shows (LaurelTestDesk *desk, const char *text);

/* Until nothing moves any more: then the window can be drawn. */
void laurel_test_desk_settle (LaurelTestDesk *desk);

G_END_DECLS
