/* laurel-reorder.h - rows of a list box that are put into another order by dragging or Alt+↑ ↓
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LaurelReorderFunc:
 * @list: the list box
 * @from: the place of the row that moves
 * @to: its place when it has moved
 *
 * Moves what the rows stand for; whoever fills the list then shows it in its new order.
 */
typedef void (*LaurelReorderFunc) (GtkListBox *list, guint from, guint to, gpointer user_data);

/* Every row of @list, also of those to come, can be moved: call it once, and
 * laurel_reorder_add_row() for each new row. @user_data outlives the list. */
void laurel_reorder_init (GtkListBox *list, LaurelReorderFunc func, gpointer user_data);

/* @handle: (nullable): the widget in @row at which it is dragged; NULL: the whole row */
void laurel_reorder_add_row (GtkListBox *list, GtkListBoxRow *row, GtkWidget *handle);

/* (transfer full): an image that says "drag me", with its words for a screen reader. */
GtkWidget *laurel_reorder_new_handle (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
