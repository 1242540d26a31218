/* laurel-column.h - columns of tables: one label a cell, numbers at the right
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LaurelColumnKind:
 * @LAUREL_COLUMN_TEXT: at the left
 * @LAUREL_COLUMN_NUMBER: at the right, with digits of one width
 * @LAUREL_COLUMN_DIM: at the left, dimmed: a hint, never what one must read
 */
typedef enum
{
  LAUREL_COLUMN_TEXT,
  LAUREL_COLUMN_NUMBER,
  LAUREL_COLUMN_DIM,
} LaurelColumnKind;

/**
 * LaurelCellFunc:
 * @item: (type GObject): the row
 * @user_data: of the column
 *
 * Returns: (transfer full): the text of the cell; LAUREL_FORMAT_NOTHING appears dimmed
 */
typedef char *(*LaurelCellFunc) (gpointer item, gpointer user_data);

/**
 * laurel_column_new:
 * @title: of the header
 * @kind: how its cells look
 * @label: (transfer full): gives a string for the row; the cell follows its changes
 *
 * Returns: (transfer full): a resizable column
 */
GtkColumnViewColumn *laurel_column_new (const char      *title,
                                        LaurelColumnKind kind,
                                        GtkExpression   *label) G_GNUC_WARN_UNUSED_RESULT;

/* As laurel_column_new(), for a property of @item_type that is a string. */
GtkColumnViewColumn *laurel_column_new_for_property (const char      *title,
                                                     LaurelColumnKind kind,
                                                     GType            item_type,
                                                     const char      *property)
    G_GNUC_WARN_UNUSED_RESULT;

/* As laurel_column_new(), for text that is made of the whole row. */
GtkColumnViewColumn *laurel_column_new_for_func (const char      *title,
                                                 LaurelColumnKind kind,
                                                 LaurelCellFunc   func,
                                                 gpointer         user_data,
                                                 GDestroyNotify destroy) G_GNUC_WARN_UNUSED_RESULT;

/* (transfer full): a column of numbers whose cells are those of @factory (transfer full). */
GtkColumnViewColumn *laurel_column_new_number (const char *title, GtkListItemFactory *factory)
    G_GNUC_WARN_UNUSED_RESULT;

/**
 * laurel_column_append:
 * @view: a column view
 * @column: (transfer full): a column
 * @fixed_width: in pixels, or -1 for its natural width
 * @expand: exactly one column of a table expands
 *
 * Appends @column, and keeps the headers of number columns at the right for as long as @view
 * lives: GTK 4.8 has no property for it.
 */
void laurel_column_append (GtkColumnView       *view,
                           GtkColumnViewColumn *column,
                           int                  fixed_width,
                           gboolean             expand);

G_END_DECLS
