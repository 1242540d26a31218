/* laurel-history-catalog.h - the stores and goods that a history speaks of, and its program
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is there already stays, but for names and prices, which a newer file may know better.
 */

#pragma once

#include "server/store/laurel-bulk.h"

G_BEGIN_DECLS

/* Columns of tables, gathered row by row. */
typedef struct _LaurelHistoryCatalog LaurelHistoryCatalog;

LaurelHistoryCatalog *laurel_history_catalog_new (void);
void                  laurel_history_catalog_free (LaurelHistoryCatalog *catalog);

/* Texts are not copied. @region, @city, @time_zone may be NULL. */
void laurel_history_catalog_add_store (LaurelHistoryCatalog *catalog,
                                       const char           *store,
                                       const char           *name,
                                       const char           *channel,
                                       const char           *region,
                                       const char           *city,
                                       const char           *time_zone);
void laurel_history_catalog_add_store_segment (LaurelHistoryCatalog *catalog,
                                               const char           *segment,
                                               const char           *store);
/* Parents first; @parent NULL for a root. */
void laurel_history_catalog_add_group (LaurelHistoryCatalog *catalog,
                                       const char           *group,
                                       const char           *parent,
                                       const char           *name);
/* @group may be NULL. */
void laurel_history_catalog_add_product (LaurelHistoryCatalog *catalog,
                                         const char           *product,
                                         const char           *name,
                                         const char           *group,
                                         gint64                price);
void laurel_history_catalog_add_product_segment (LaurelHistoryCatalog *catalog,
                                                 const char           *segment,
                                                 const char           *product);

/* Writes everything in one transaction, and tells the servers. */
gboolean laurel_history_catalog_write (LaurelHistoryCatalog *catalog,
                                       LaurelBulk           *bulk,
                                       GError              **error) G_GNUC_WARN_UNUSED_RESULT;

/* Publishes @document as the next version, with @published as its time (seconds), and makes it the
 * draft; nothing happens where that very document has been published. With @only_first nothing
 * happens where any program has been, either. */
gboolean laurel_history_publish (LaurelBulk *bulk,
                                 const char *document,
                                 gint64      published,
                                 const char *comment,
                                 gboolean    only_first,
                                 GError    **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelHistoryCatalog, laurel_history_catalog_free)

G_END_DECLS
