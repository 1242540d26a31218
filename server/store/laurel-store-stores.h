/* laurel-store-stores.h - where the chain sells
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server/store/laurel-store.h"

G_BEGIN_DECLS

/**
 * LaurelStoreRow:
 * @channel: "store", "site", "delivery", "showroom", "app" or "phone"
 * @region, @city: (nullable)
 * @time_zone: (nullable): %NULL: the program's
 * @segments: (array zero-terminated=1): those that it is in
 */
typedef struct
{
  const char *store;
  const char *name;
  const char *channel;
  const char *region;
  const char *city;
  const char *time_zone;
  char      **segments;
} LaurelStoreRow;

/* @rows: (array length=n_rows): valid during the call */
typedef void (*LaurelStoresDone) (const LaurelStoreRow *rows,
                                  gsize                 n_rows,
                                  const GError         *error,
                                  gpointer              data);

/* Stores that were not deleted, by their codes: at most @limit of those after @after (nullable). */
void laurel_store_list_stores (LaurelStore     *store,
                               const char      *after,
                               gint64           limit,
                               LaurelStoresDone done,
                               gpointer         data);

G_END_DECLS
