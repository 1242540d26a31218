/* laurel-list.c - lists that the server gives page by page
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/api/laurel-list.h"

#include "desktop/api/laurel-query.h"

struct _LaurelListRequest
{
  char          *path;
  char          *query;
  LaurelItemFunc item;
};

static void
list_request_clear (gpointer data)
{
  LaurelListRequest *self = data;

  g_free (self->path);
  g_free (self->query);
}

LaurelListRequest *
laurel_list_request_new (const char *path, const char *query, LaurelItemFunc item)
{
  LaurelListRequest *self = g_rc_box_new0 (LaurelListRequest);

  self->path = g_strdup (path);
  self->query = g_strdup (query != NULL ? query : "");
  self->item = item;

  return self;
}

LaurelListRequest *
laurel_list_request_ref (LaurelListRequest *self)
{
  return g_rc_box_acquire (self);
}

void
laurel_list_request_unref (LaurelListRequest *self)
{
  g_rc_box_release_full (self, list_request_clear);
}

gboolean
laurel_list_request_equal (LaurelListRequest *self, LaurelListRequest *other)
{
  return g_str_equal (self->path, other->path) && g_str_equal (self->query, other->query);
}

void
laurel_list_page_free (LaurelListPage *page)
{
  g_ptr_array_unref (page->items);
  g_free (page->next);
  g_free (page);
}

static gpointer
read_page (LaurelReply *reply, gpointer data)
{
  LaurelListRequest *request = data;
  LaurelListPage    *page = g_new0 (LaurelListPage, 1);
  guint              n_items = laurel_reply_begin_array (reply, "items");

  page->items = g_ptr_array_new_full (n_items, g_object_unref);

  for (guint i = 0; i < n_items; i++)
    {
      laurel_reply_begin_element (reply, i);
      g_ptr_array_add (page->items, request->item (reply));
      laurel_reply_end_element (reply);
    }

  laurel_reply_end_array (reply);
  page->next = g_strdup (laurel_reply_get_optional_string (reply, "next"));

  if (!laurel_reply_get_optional_int (reply, "count", &page->count))
    page->count = -1;

  return page;
}

static void
page_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError         *error = NULL;
  LaurelListPage *page = laurel_api_fetch_finish (LAUREL_API (source), result, &error);

  if (page != NULL)
    g_task_return_pointer (task, page, (GDestroyNotify) laurel_list_page_free);
  else
    g_task_return_error (task, error);
}

void
laurel_list_fetch_async (LaurelApi          *api,
                         LaurelListRequest  *request,
                         const char         *after,
                         guint               limit,
                         GCancellable       *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer            user_data)
{
  g_autoptr (GString) query = g_string_new (request->query);
  GTask *task = g_task_new (api, cancellable, callback, user_data);

  g_task_set_task_data (task,
                        laurel_list_request_ref (request),
                        (GDestroyNotify) laurel_list_request_unref);
  laurel_query_add_int (query, "limit", limit);
  laurel_query_add (query, "after", after);
  laurel_api_fetch_async (api,
                          request->path,
                          query->str,
                          read_page,
                          request,
                          (GDestroyNotify) laurel_list_page_free,
                          cancellable,
                          page_cb,
                          task);
}

LaurelListPage *
laurel_list_fetch_finish (LaurelApi *api, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
