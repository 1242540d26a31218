/* laurel-store-posting-private.h - how postings reach the database, for those who gather them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server/store/laurel-store-posting.h"

G_BEGIN_DECLS

/* As laurel_store_post(), at once. */
void laurel_store_post_alone (LaurelStore           *store,
                              LaurelDbLane           lane,
                              LaurelPostingRows     *rows,
                              const gint64          *versions,
                              gsize                  n_versions,
                              const LaurelPostAudit *audit,
                              LaurelPostDone         done,
                              gpointer               data);

/* Commits all @n_rows postings, or none of them: then what was in the way is the error. @versions:
 * of their accounts, in the order of the rows, which is that of client_id. */
void laurel_store_post_together (LaurelStore              *store,
                                 LaurelDbLane              lane,
                                 LaurelPostingRows *const *rows,
                                 gsize                     n_rows,
                                 const gint64             *versions,
                                 gsize                     n_versions,
                                 LaurelDbDone              done,
                                 gpointer                  data);

G_END_DECLS
