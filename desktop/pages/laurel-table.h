/* laurel-table.h - a table over a paged list, with the faces of a page and the next page in time
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "desktop/models/laurel-paged-list.h"

G_BEGIN_DECLS

#define LAUREL_TYPE_TABLE (laurel_table_get_type ())
G_DECLARE_FINAL_TYPE (LaurelTable, laurel_table, LAUREL, TABLE, AdwBin)

/* Signals:
 *   row-selected (table, GObject *row): 150 ms after the selection came to rest; NULL for none
 *   row-activated (table, GObject *row): Enter or a double click
 *   clear-filters (table) */

/* Shows @list. Append columns to laurel_table_get_view() before. */
void           laurel_table_set_list (LaurelTable *self, LaurelPagedList *list);
GtkColumnView *laurel_table_get_view (LaurelTable *self);

/**
 * laurel_table_set_dispensable:
 * @self: a table
 * @columns: (array length=n_columns): places of columns, what can be missed first at the front
 * @n_columns: how many
 *
 * Where the columns do not fit, these go one by one; all others always show. Call it once, when all
 * columns are there.
 */
void laurel_table_set_dispensable (LaurelTable *self, const guint *columns, gsize n_columns);

/* What an empty list says, and whether it is empty because of filters. */
void laurel_table_set_empty (LaurelTable *self,
                             const char  *icon_name,
                             const char  *title,
                             const char  *description);
void laurel_table_set_filtered (LaurelTable *self, gboolean filtered);

/* (nullable) (transfer none) */
gpointer laurel_table_get_selected (LaurelTable *self);
void     laurel_table_select (LaurelTable *self, guint position);
void     laurel_table_unselect (LaurelTable *self);

G_END_DECLS
