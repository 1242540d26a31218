/* laurel-pane.h - lets the pane beside a table be made wider, and remembers how wide
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * laurel_pane_make_resizable:
 * @pane: a pane at the end of a flap; a LaurelPaneBin gives way where there is no room for that
 * width
 * @settings: holds its width
 * @key: under this key, whose range bounds it
 *
 * Its left edge can be dragged.
 */
void laurel_pane_make_resizable (GtkWidget *pane, GSettings *settings, const char *key);

G_END_DECLS
