/* laurel-paged-list.h - a list that grows page by page
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "desktop/api/laurel-list.h"

G_BEGIN_DECLS

#define LAUREL_PAGED_LIST_PAGE 200

#define LAUREL_TYPE_PAGED_LIST (laurel_paged_list_get_type ())
G_DECLARE_FINAL_TYPE (LaurelPagedList, laurel_paged_list, LAUREL, PAGED_LIST, GObject)

/* A GListModel of GObjects, empty until it has a request.
 * Property: loading (gboolean, read only); its notification also tells of errors and of the end. */
LaurelPagedList *laurel_paged_list_new (LaurelApi *api, GType item_type) G_GNUC_WARN_UNUSED_RESULT;

/* Asks for another list. What is here stays until the first page of the new one arrives, and goes
 * when that fails: it would answer another question. */
void laurel_paged_list_set_request (LaurelPagedList *self, LaurelListRequest *request);

/* Asks for the same list from its beginning; what is here stays should that fail. */
void laurel_paged_list_reload (LaurelPagedList *self);

/* Asks for the next page, unless one is under way or there is none. */
void laurel_paged_list_load_more (LaurelPagedList *self);

gboolean laurel_paged_list_get_loading (LaurelPagedList *self);

/* Whether the last page is here. */
gboolean laurel_paged_list_get_complete (LaurelPagedList *self);

/* (nullable) (transfer none): why the last load failed */
const GError *laurel_paged_list_get_error (LaurelPagedList *self);

/* All rows of the list, loaded or not; -1 where the server did not count. */
gint64 laurel_paged_list_get_count (LaurelPagedList *self);

G_END_DECLS
