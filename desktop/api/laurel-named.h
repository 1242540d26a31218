/* laurel-named.h - things that a program names by their ids
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "desktop/api/laurel-list.h"

G_BEGIN_DECLS

typedef enum
{
  LAUREL_NAME_PRODUCT,
  LAUREL_NAME_PRODUCT_SEGMENT,
  LAUREL_NAME_STORE,
  LAUREL_NAME_STORE_SEGMENT,
  LAUREL_NAME_CLIENT_SEGMENT,
  LAUREL_NAME_SERIES,
  /* Of the document, and not of a list of the server. */
  LAUREL_NAME_LEVEL,
} LaurelNameKind;

#define LAUREL_N_NAME_KINDS (LAUREL_NAME_LEVEL + 1)

#define LAUREL_TYPE_NAMED (laurel_named_get_type ())
G_DECLARE_FINAL_TYPE (LaurelNamed, laurel_named, LAUREL, NAMED, GObject)

/* A row; its fields do not change.
 * @id: of a product its SKU
 * @size: how many are in a segment, or -1 */
struct _LaurelNamed
{
  GObject parent_instance;

  char  *id;
  char  *name;
  gint64 size;
};

LaurelNamed *laurel_named_new (const char *id, const char *name) G_GNUC_WARN_UNUSED_RESULT;

/* Rows are LaurelNamed. @search: (nullable): of products: what their name or SKU is like */
LaurelListRequest *laurel_named_list_new (LaurelNameKind kind,
                                          const char    *search) G_GNUC_WARN_UNUSED_RESULT;

/* A product by its SKU. */
void         laurel_named_fetch_product_async (LaurelApi          *api,
                                               const char         *sku,
                                               GCancellable       *cancellable,
                                               GAsyncReadyCallback callback,
                                               gpointer            user_data);
LaurelNamed *laurel_named_fetch_product_finish (LaurelApi    *api,
                                                GAsyncResult *result,
                                                GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
