/* laurel-named.c - things that a program names by their ids
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desktop/api/laurel-named.h"

#include "desktop/api/laurel-query.h"

G_DEFINE_FINAL_TYPE (LaurelNamed, laurel_named, G_TYPE_OBJECT)

static void
laurel_named_finalize (GObject *object)
{
  LaurelNamed *self = LAUREL_NAMED (object);

  g_free (self->id);
  g_free (self->name);

  G_OBJECT_CLASS (laurel_named_parent_class)->finalize (object);
}

static void
laurel_named_class_init (LaurelNamedClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = laurel_named_finalize;
}

static void
laurel_named_init (LaurelNamed *self)
{
  self->size = -1;
}

LaurelNamed *
laurel_named_new (const char *id, const char *name)
{
  LaurelNamed *self = g_object_new (LAUREL_TYPE_NAMED, NULL);

  self->id = g_strdup (id);
  self->name = g_strdup (name);

  return self;
}

static LaurelNamed *
read_named (LaurelReply *reply, const char *id)
{
  LaurelNamed *self = laurel_named_new (laurel_reply_get_string (reply, id),
                                        laurel_reply_get_string (reply, "name"));

  if (!laurel_reply_get_optional_int (reply, "size", &self->size))
    self->size = -1;

  return self;
}

static gpointer
read_product (LaurelReply *reply)
{
  return read_named (reply, "product");
}

static gpointer
read_segment (LaurelReply *reply)
{
  return read_named (reply, "segment");
}

static gpointer
read_store (LaurelReply *reply)
{
  return read_named (reply, "store");
}

static gpointer
read_series (LaurelReply *reply)
{
  return read_named (reply, "series");
}

LaurelListRequest *
laurel_named_list_new (LaurelNameKind kind, const char *search)
{
  static const struct
  {
    const char    *path;
    LaurelItemFunc read;
  } lists[] = {
    [LAUREL_NAME_PRODUCT] = { "v1/products", read_product },
    [LAUREL_NAME_PRODUCT_SEGMENT] = { "v1/segments/products", read_segment },
    [LAUREL_NAME_STORE] = { "v1/stores", read_store },
    [LAUREL_NAME_STORE_SEGMENT] = { "v1/segments/stores", read_segment },
    [LAUREL_NAME_CLIENT_SEGMENT] = { "v1/segments/clients", read_segment },
    [LAUREL_NAME_SERIES] = { "v1/promo-code-series", read_series },
  };
  g_autoptr (GString) query = g_string_new (NULL);

  g_return_val_if_fail ((gsize) kind < G_N_ELEMENTS (lists), NULL);

  laurel_query_add (query, "q", search);

  return laurel_list_request_new (lists[kind].path, query->str, lists[kind].read);
}

static gpointer
parse_product (LaurelReply *reply, gpointer data)
{
  return read_product (reply);
}

void
laurel_named_fetch_product_async (LaurelApi          *api,
                                  const char         *sku,
                                  GCancellable       *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data)
{
  g_autofree char *segment = laurel_query_escape (sku);
  g_autofree char *path = g_strconcat ("v1/products/", segment, NULL);

  laurel_api_fetch_async (api,
                          path,
                          NULL,
                          parse_product,
                          NULL,
                          g_object_unref,
                          cancellable,
                          callback,
                          user_data);
}

LaurelNamed *
laurel_named_fetch_product_finish (LaurelApi *api, GAsyncResult *result, GError **error)
{
  return laurel_api_fetch_finish (api, result, error);
}
