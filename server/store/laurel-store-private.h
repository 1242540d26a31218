/* laurel-store-private.h - what belongs to a store besides its database
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server/store/laurel-loader.h"
#include "server/store/laurel-poster.h"

G_BEGIN_DECLS

/* Of the POS lane. */
LaurelLoader *laurel_store_get_loader (LaurelStore *self);
LaurelPoster *laurel_store_get_poster (LaurelStore *self);

/* As laurel_store_load_account(), at once. */
void laurel_store_load_account_alone (LaurelStore              *store,
                                      LaurelDbLane              lane,
                                      const LaurelAccountQuery *query,
                                      LaurelLoadDone            done,
                                      gpointer                  data);

G_END_DECLS
