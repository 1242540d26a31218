/* laurel-paged-list.c - a list that grows page by page
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/models/laurel-paged-list.h"

struct _LaurelPagedList
{
  GObject parent_instance;

  LaurelApi         *api;
  GType              item_type;
  LaurelListRequest *request;
  GPtrArray         *items;
  char              *next;
  gint64             count;
  gboolean           complete;
  GError            *error;

  /* Of the load under way. A load that begins anew replaces what is here; a changed request makes
   * what is here worthless even if it fails. */
  GCancellable *cancellable;
  gboolean      anew;
  gboolean      outdated;
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LaurelPagedList,
                               laurel_paged_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

enum
{
  PROP_0,
  PROP_LOADING,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
replace_items (LaurelPagedList *self, GPtrArray *items)
{
  guint n_removed = self->items->len;

  g_ptr_array_unref (self->items);
  self->items = g_ptr_array_ref (items);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n_removed, items->len);
}

static void
append_items (LaurelPagedList *self, GPtrArray *items)
{
  guint position = self->items->len;

  for (guint i = 0; i < items->len; i++)
    g_ptr_array_add (self->items, g_object_ref (g_ptr_array_index (items, i)));

  g_list_model_items_changed (G_LIST_MODEL (self), position, 0, items->len);
}

static void
take_page (LaurelPagedList *self, LaurelListPage *page)
{
  g_free (self->next);
  self->next = g_steal_pointer (&page->next);
  self->complete = self->next == NULL;
  self->outdated = FALSE;

  if (page->count >= 0 || self->anew)
    self->count = page->count;

  if (self->anew)
    replace_items (self, page->items);
  else
    append_items (self, page->items);
}

static void
take_error (LaurelPagedList *self, GError *error)
{
  self->error = error;

  if (self->outdated)
    {
      g_autoptr (GPtrArray) none = g_ptr_array_new_with_free_func (g_object_unref);

      replace_items (self, none);
    }
}

static void
page_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LaurelPagedList) self = LAUREL_PAGED_LIST (user_data);
  GError *error = NULL;
  g_autoptr (LaurelListPage) page = laurel_list_fetch_finish (LAUREL_API (source), result, &error);

  /* Another load has taken over: whatever this was, nobody wants it any more. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_error_free (error);
      return;
    }

  g_clear_object (&self->cancellable);

  if (page != NULL)
    take_page (self, page);
  else
    take_error (self, error);

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

static void
load (LaurelPagedList *self, gboolean anew)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);

  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  self->anew = anew;
  self->cancellable = g_cancellable_new ();
  laurel_list_fetch_async (self->api,
                           self->request,
                           anew ? NULL : self->next,
                           LAUREL_PAGED_LIST_PAGE,
                           self->cancellable,
                           page_cb,
                           g_object_ref (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

static GType
laurel_paged_list_get_item_type (GListModel *model)
{
  return LAUREL_PAGED_LIST (model)->item_type;
}

static guint
laurel_paged_list_get_n_items (GListModel *model)
{
  return LAUREL_PAGED_LIST (model)->items->len;
}

static gpointer
laurel_paged_list_get_item (GListModel *model, guint position)
{
  LaurelPagedList *self = LAUREL_PAGED_LIST (model);

  if (position >= self->items->len)
    return NULL;

  return g_object_ref (g_ptr_array_index (self->items, position));
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = laurel_paged_list_get_item_type;
  iface->get_n_items = laurel_paged_list_get_n_items;
  iface->get_item = laurel_paged_list_get_item;
}

static void
laurel_paged_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_LOADING:
      g_value_set_boolean (value, laurel_paged_list_get_loading (LAUREL_PAGED_LIST (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
laurel_paged_list_dispose (GObject *object)
{
  LaurelPagedList *self = LAUREL_PAGED_LIST (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->api);

  G_OBJECT_CLASS (laurel_paged_list_parent_class)->dispose (object);
}

static void
laurel_paged_list_finalize (GObject *object)
{
  LaurelPagedList *self = LAUREL_PAGED_LIST (object);

  g_clear_pointer (&self->request, laurel_list_request_unref);
  g_ptr_array_unref (self->items);
  g_free (self->next);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (laurel_paged_list_parent_class)->finalize (object);
}

static void
laurel_paged_list_class_init (LaurelPagedListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = laurel_paged_list_get_property;
  object_class->dispose = laurel_paged_list_dispose;
  object_class->finalize = laurel_paged_list_finalize;

  properties[PROP_LOADING] = g_param_spec_boolean ("loading",
                                                   NULL,
                                                   NULL,
                                                   FALSE,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
laurel_paged_list_init (LaurelPagedList *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->count = -1;
}

LaurelPagedList *
laurel_paged_list_new (LaurelApi *api, GType item_type)
{
  LaurelPagedList *self = g_object_new (LAUREL_TYPE_PAGED_LIST, NULL);

  self->api = g_object_ref (api);
  self->item_type = item_type;

  return self;
}

void
laurel_paged_list_set_request (LaurelPagedList *self, LaurelListRequest *request)
{
  g_return_if_fail (LAUREL_IS_PAGED_LIST (self));
  g_return_if_fail (request != NULL);

  if (self->request != NULL && laurel_list_request_equal (self->request, request) &&
      self->error == NULL)
    return;

  laurel_list_request_ref (request);
  g_clear_pointer (&self->request, laurel_list_request_unref);
  self->request = request;
  self->outdated = TRUE;
  load (self, TRUE);
}

void
laurel_paged_list_reload (LaurelPagedList *self)
{
  g_return_if_fail (LAUREL_IS_PAGED_LIST (self));

  if (self->request != NULL)
    load (self, TRUE);
}

void
laurel_paged_list_load_more (LaurelPagedList *self)
{
  g_return_if_fail (LAUREL_IS_PAGED_LIST (self));

  if (self->request != NULL && self->cancellable == NULL && !self->complete)
    load (self, self->items->len == 0 || self->next == NULL);
}

gboolean
laurel_paged_list_get_loading (LaurelPagedList *self)
{
  g_return_val_if_fail (LAUREL_IS_PAGED_LIST (self), FALSE);

  return self->cancellable != NULL;
}

gboolean
laurel_paged_list_get_complete (LaurelPagedList *self)
{
  g_return_val_if_fail (LAUREL_IS_PAGED_LIST (self), FALSE);

  return self->complete;
}

const GError *
laurel_paged_list_get_error (LaurelPagedList *self)
{
  g_return_val_if_fail (LAUREL_IS_PAGED_LIST (self), NULL);

  return self->error;
}

gint64
laurel_paged_list_get_count (LaurelPagedList *self)
{
  g_return_val_if_fail (LAUREL_IS_PAGED_LIST (self), -1);

  return self->count;
}
