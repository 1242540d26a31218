/* laurel-search-list.h - an entry, and what the server finds while one types
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "desktop/api/laurel-list.h"

G_BEGIN_DECLS

#define LAUREL_TYPE_SEARCH_LIST (laurel_search_list_get_type ())
G_DECLARE_FINAL_TYPE (LaurelSearchList, laurel_search_list, LAUREL, SEARCH_LIST, AdwBin)

/* Returns: (transfer full): what to ask for where @text is typed, which may be empty; NULL: nothing
 */
typedef LaurelListRequest *(*LaurelSearchFunc) (const char *text);

/* Returns: (transfer floating): the row of @item; it becomes activatable */
typedef GtkWidget *(*LaurelSearchRowFunc) (gpointer item);

/* Signal: chosen (list, GObject *item): Enter takes the first row. */
GtkWidget *laurel_search_list_new (LaurelApi          *api,
                                   const char         *placeholder,
                                   LaurelSearchFunc    search,
                                   LaurelSearchRowFunc new_row) G_GNUC_WARN_UNUSED_RESULT;

/* A row of two lines and a number at the end; @subtitle and @number are nullable. */
GtkWidget *laurel_search_list_new_row (const char *title,
                                       const char *subtitle,
                                       const char *number) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
