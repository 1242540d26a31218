/* laurel-list.h - lists that the server gives page by page
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "desktop/api/laurel-api.h"

G_BEGIN_DECLS

/**
 * LaurelItemFunc:
 * @reply: open at one element of "items"
 *
 * Returns: (transfer full) (type GObject): the row
 */
typedef gpointer (*LaurelItemFunc) (LaurelReply *reply);

/**
 * LaurelListRequest:
 *
 * Which list: a path, its filters and how a row is read. Immutable.
 */
typedef struct _LaurelListRequest LaurelListRequest;

/* @query: (nullable): filters, without "limit" and "after" */
LaurelListRequest *laurel_list_request_new (const char    *path,
                                            const char    *query,
                                            LaurelItemFunc item) G_GNUC_WARN_UNUSED_RESULT;
LaurelListRequest *laurel_list_request_ref (LaurelListRequest *self);
void               laurel_list_request_unref (LaurelListRequest *self);

/* Whether both ask for the same list. */
gboolean laurel_list_request_equal (LaurelListRequest *self, LaurelListRequest *other);

/**
 * LaurelListPage:
 * @items: (element-type GObject): the rows
 * @next: (nullable): where the next page starts; NULL on the last
 * @count: how many rows the whole list has, -1 where the server did not count
 */
typedef struct
{
  GPtrArray *items;
  char      *next;
  gint64     count;
} LaurelListPage;

void laurel_list_page_free (LaurelListPage *page);

/* @after: (nullable): the "next" of the page before */
void            laurel_list_fetch_async (LaurelApi          *api,
                                         LaurelListRequest  *request,
                                         const char         *after,
                                         guint               limit,
                                         GCancellable       *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer            user_data);
LaurelListPage *laurel_list_fetch_finish (LaurelApi    *api,
                                          GAsyncResult *result,
                                          GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelListRequest, laurel_list_request_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelListPage, laurel_list_page_free)

G_END_DECLS
