/* laurel-names.c - what ids of a program are called
 *
 * Segments, stores and series are so few that their lists are loaded whole when the first of them
 * is missed; products are looked up one by one, those that were missed in one turn of the main
 * loop together.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/models/laurel-names.h"

#include <string.h>

#define PAGE 200

typedef enum
{
  LIST_UNKNOWN,
  LIST_LOADING,
  LIST_LOADED,
} ListState;

struct _LaurelNames
{
  GObject parent_instance;

  LaurelApi    *api;
  LaurelDraft  *draft;
  GCancellable *cancellable;

  GHashTable *known[LAUREL_N_NAME_KINDS]; /* id to LaurelNamed */
  GPtrArray  *lists[LAUREL_N_NAME_KINDS]; /* LaurelNamed, as the server orders them */
  ListState   states[LAUREL_N_NAME_KINDS];

  GHashTable *missed; /* set of SKUs that are to be looked up */
  GHashTable *asked;  /* set of SKUs that have been */
  guint       missed_source;
  guint       n_pending;

  GPtrArray *searches; /* GTask: waiting for a list */
};

G_DEFINE_FINAL_TYPE (LaurelNames, laurel_names, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

typedef struct
{
  LaurelNameKind kind;
  char          *text;
} Search;

static void
search_free (gpointer data)
{
  Search *search = data;

  g_free (search->text);
  g_free (search);
}

static void
remember (LaurelNames *self, LaurelNameKind kind, LaurelNamed *named)
{
  g_hash_table_replace (self->known[kind], named->id, g_object_ref (named));
}

/* === Lists ==================================================================================== */

static gboolean
is_like (LaurelNamed *named, const char *folded)
{
  g_autofree char *name = g_utf8_casefold (named->name, -1);
  g_autofree char *id = g_utf8_casefold (named->id, -1);

  return strstr (name, folded) != NULL || strstr (id, folded) != NULL;
}

static void
answer_search (LaurelNames *self, GTask *task)
{
  const Search    *search = g_task_get_task_data (task);
  GPtrArray       *list = self->lists[search->kind];
  GPtrArray       *found = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *folded = g_utf8_casefold (search->text, -1);

  for (guint i = 0; i < list->len && found->len < LAUREL_NAMES_FOUND_MAX; i++)
    if (is_like (g_ptr_array_index (list, i), folded))
      g_ptr_array_add (found, g_object_ref (g_ptr_array_index (list, i)));

  g_task_return_pointer (task, found, (GDestroyNotify) g_ptr_array_unref);
}

static void
finish_searches (LaurelNames *self, LaurelNameKind kind, const GError *error)
{
  for (guint i = self->searches->len; i > 0; i--)
    {
      GTask        *task = g_ptr_array_index (self->searches, i - 1);
      const Search *search = g_task_get_task_data (task);

      if (search->kind != kind)
        continue;

      if (error != NULL)
        g_task_return_error (task, g_error_copy (error));
      else
        answer_search (self, task);

      g_ptr_array_remove_index (self->searches, i - 1);
    }
}

typedef struct
{
  LaurelNames       *names;
  LaurelNameKind     kind;
  LaurelListRequest *request;
} Loading;

static void
loading_free (Loading *loading)
{
  g_object_unref (loading->names);
  laurel_list_request_unref (loading->request);
  g_free (loading);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Loading, loading_free)

static void list_page_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
load_page (Loading *loading, const char *after)
{
  laurel_list_fetch_async (loading->names->api,
                           loading->request,
                           after,
                           PAGE,
                           loading->names->cancellable,
                           list_page_cb,
                           loading);
}

static void
list_page_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Loading) loading = user_data;
  LaurelNames *self = loading->names;
  g_autoptr (GError) error = NULL;
  g_autoptr (LaurelListPage) page = laurel_list_fetch_finish (LAUREL_API (source), result, &error);

  if (page == NULL)
    {
      /* The next name that is missed asks again. */
      self->states[loading->kind] = LIST_UNKNOWN;
      g_ptr_array_set_size (self->lists[loading->kind], 0);
      finish_searches (self, loading->kind, error);
      return;
    }

  for (guint i = 0; i < page->items->len; i++)
    {
      LaurelNamed *named = g_ptr_array_index (page->items, i);

      remember (self, loading->kind, named);
      g_ptr_array_add (self->lists[loading->kind], g_object_ref (named));
    }

  if (page->next != NULL)
    {
      load_page (g_steal_pointer (&loading), page->next);
      return;
    }

  self->states[loading->kind] = LIST_LOADED;
  finish_searches (self, loading->kind, NULL);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
load_list (LaurelNames *self, LaurelNameKind kind)
{
  Loading *loading = NULL;

  if (self->api == NULL || self->states[kind] != LIST_UNKNOWN)
    return;

  loading = g_new0 (Loading, 1);
  loading->names = g_object_ref (self);
  loading->kind = kind;
  loading->request = laurel_named_list_new (kind, NULL);
  self->states[kind] = LIST_LOADING;
  g_ptr_array_set_size (self->lists[kind], 0);
  load_page (loading, NULL);
}

/* === Products ================================================================================= */

static void
product_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LaurelNames) self = LAUREL_NAMES (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (LaurelNamed) named =
      laurel_named_fetch_product_finish (LAUREL_API (source), result, &error);

  /* A product that is not there any more is called by its SKU. */
  if (named != NULL)
    remember (self, LAUREL_NAME_PRODUCT, named);
  else
    g_debug ("name of a product: %s", error->message);

  if (--self->n_pending == 0)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static gboolean
missed_cb (gpointer user_data)
{
  LaurelNames   *self = user_data;
  GHashTableIter iter;
  gpointer       sku = NULL;

  self->missed_source = 0;
  g_hash_table_iter_init (&iter, self->missed);

  while (g_hash_table_iter_next (&iter, &sku, NULL))
    {
      self->n_pending++;
      laurel_named_fetch_product_async (self->api,
                                        sku,
                                        self->cancellable,
                                        product_cb,
                                        g_object_ref (self));
      g_hash_table_add (self->asked, g_strdup (sku));
    }

  g_hash_table_remove_all (self->missed);

  return G_SOURCE_REMOVE;
}

static void
miss_product (LaurelNames *self, const char *sku)
{
  if (self->api == NULL || g_hash_table_contains (self->asked, sku))
    return;

  g_hash_table_add (self->missed, g_strdup (sku));
  if (self->missed_source == 0)
    self->missed_source = g_idle_add (missed_cb, self);
}

static void
products_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  LaurelNames *self = g_task_get_source_object (task);
  GError      *error = NULL;
  g_autoptr (LaurelListPage) page = laurel_list_fetch_finish (LAUREL_API (source), result, &error);

  if (page == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  for (guint i = 0; i < page->items->len; i++)
    remember (self, LAUREL_NAME_PRODUCT, g_ptr_array_index (page->items, i));

  g_task_return_pointer (task, g_ptr_array_ref (page->items), (GDestroyNotify) g_ptr_array_unref);
}

/* === Levels =================================================================================== */

static LaurelDocument *
get_document (LaurelNames *self)
{
  return self->draft != NULL ? laurel_draft_get_document (self->draft) : NULL;
}

static const char *
find_level_name (LaurelNames *self, const char *id)
{
  LaurelDocument *document = get_document (self);
  LaurelLevel    *level = document != NULL ? laurel_document_find_level (document, id) : NULL;

  return level != NULL ? level->name : NULL;
}

static void
list_levels (LaurelNames *self)
{
  LaurelDocument *document = get_document (self);

  if (document == NULL)
    return;

  g_ptr_array_set_size (self->lists[LAUREL_NAME_LEVEL], 0);

  for (guint i = 0; i < document->levels->len; i++)
    {
      const LaurelLevel *level = g_ptr_array_index (document->levels, i);
      const char        *name = level->name != NULL ? level->name : level->id;

      g_ptr_array_add (self->lists[LAUREL_NAME_LEVEL], laurel_named_new (level->id, name));
    }
}

static void
draft_changed_cb (LaurelNames *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
laurel_names_dispose (GObject *object)
{
  LaurelNames *self = LAUREL_NAMES (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->missed_source, g_source_remove);
  laurel_names_set_draft (self, NULL);
  g_clear_object (&self->api);

  G_OBJECT_CLASS (laurel_names_parent_class)->dispose (object);
}

static void
laurel_names_finalize (GObject *object)
{
  LaurelNames *self = LAUREL_NAMES (object);

  for (guint kind = 0; kind < LAUREL_N_NAME_KINDS; kind++)
    {
      g_hash_table_unref (self->known[kind]);
      g_ptr_array_unref (self->lists[kind]);
    }

  g_hash_table_unref (self->missed);
  g_hash_table_unref (self->asked);
  g_ptr_array_unref (self->searches);
  g_object_unref (self->cancellable);

  G_OBJECT_CLASS (laurel_names_parent_class)->finalize (object);
}

static void
laurel_names_class_init (LaurelNamesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = laurel_names_dispose;
  object_class->finalize = laurel_names_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          LAUREL_TYPE_NAMES,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);
}

static void
laurel_names_init (LaurelNames *self)
{
  self->cancellable = g_cancellable_new ();

  for (guint kind = 0; kind < LAUREL_N_NAME_KINDS; kind++)
    {
      self->known[kind] = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
      self->lists[kind] = g_ptr_array_new_with_free_func (g_object_unref);
    }

  self->missed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->asked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->searches = g_ptr_array_new_with_free_func (g_object_unref);
}

LaurelNames *
laurel_names_new (LaurelApi *api)
{
  LaurelNames *self = g_object_new (LAUREL_TYPE_NAMES, NULL);

  if (api != NULL)
    self->api = g_object_ref (api);

  return self;
}

void
laurel_names_set_draft (LaurelNames *self, LaurelDraft *draft)
{
  g_return_if_fail (LAUREL_IS_NAMES (self));

  if (self->draft != NULL)
    g_signal_handlers_disconnect_by_func (self->draft, draft_changed_cb, self);

  g_set_object (&self->draft, draft);

  if (draft != NULL)
    g_signal_connect_swapped (draft, "changed", G_CALLBACK (draft_changed_cb), self);
}

const char *
laurel_names_peek (LaurelNames *self, LaurelNameKind kind, const char *id)
{
  LaurelNamed *named = NULL;
  const char  *level = NULL;

  g_return_val_if_fail (LAUREL_IS_NAMES (self) && id != NULL, NULL);

  if (kind == LAUREL_NAME_LEVEL)
    level = find_level_name (self, id);

  if (level != NULL)
    return level;

  named = g_hash_table_lookup (self->known[kind], id);

  return named != NULL ? named->name : NULL;
}

const char *
laurel_names_get (LaurelNames *self, LaurelNameKind kind, const char *id)
{
  const char *name = laurel_names_peek (self, kind, id);

  if (name != NULL)
    return name;

  if (kind == LAUREL_NAME_PRODUCT)
    miss_product (self, id);
  else if (kind != LAUREL_NAME_LEVEL)
    load_list (self, kind);

  return id;
}

gint64
laurel_names_get_size (LaurelNames *self, LaurelNameKind kind, const char *id)
{
  LaurelNamed *named = NULL;

  g_return_val_if_fail (LAUREL_IS_NAMES (self) && id != NULL, -1);

  named = g_hash_table_lookup (self->known[kind], id);

  return named != NULL ? named->size : -1;
}

void
laurel_names_put (LaurelNames *self, LaurelNameKind kind, const char *id, const char *name)
{
  g_autoptr (LaurelNamed) named = NULL;

  g_return_if_fail (LAUREL_IS_NAMES (self) && id != NULL && name != NULL);

  named = laurel_named_new (id, name);
  remember (self, kind, named);

  if (self->api == NULL)
    g_ptr_array_add (self->lists[kind], g_object_ref (named));
}

void
laurel_names_search_async (LaurelNames        *self,
                           LaurelNameKind      kind,
                           const char         *text,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  Search *search = NULL;

  g_return_if_fail (LAUREL_IS_NAMES (self) && text != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  search = g_new (Search, 1);
  *search = (Search){ kind, g_strdup (text) };
  g_task_set_task_data (task, search, search_free);

  if (kind == LAUREL_NAME_LEVEL)
    list_levels (self);

  if (kind == LAUREL_NAME_PRODUCT && self->api != NULL)
    {
      g_autoptr (LaurelListRequest) request = laurel_named_list_new (kind, text);

      laurel_list_fetch_async (self->api,
                               request,
                               NULL,
                               LAUREL_NAMES_FOUND_MAX,
                               cancellable,
                               products_found_cb,
                               g_steal_pointer (&task));
    }
  else if (kind == LAUREL_NAME_LEVEL || self->api == NULL || self->states[kind] == LIST_LOADED)
    {
      answer_search (self, task);
    }
  else
    {
      g_ptr_array_add (self->searches, g_steal_pointer (&task));
      load_list (self, kind);
    }
}

GPtrArray *
laurel_names_search_finish (LaurelNames *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
