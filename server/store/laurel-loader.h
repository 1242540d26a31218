/* laurel-loader.h - accounts that are asked for at the same time are loaded together
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * To begin a statement costs more than to find what one client has. While one is under way the
 * others wait, and are loaded by one statement; one that comes alone does not wait. Only what most
 * accounts need is loaded so: an account with open holds or forgivings is loaded again, by itself.
 */

#pragma once

#include "server/store/laurel-store-accounts.h"

G_BEGIN_DECLS

typedef struct _LaurelLoader LaurelLoader;

LaurelLoader *laurel_loader_new (LaurelStore *store, LaurelDbLane lane) G_GNUC_WARN_UNUSED_RESULT;
/* What waits ends with UNAVAILABLE, and nothing is sent any more. */
void laurel_loader_end (LaurelLoader *self);
/* After the end of what was under way. */
void laurel_loader_free (LaurelLoader *self);

/* Whether @query is one of those that are loaded together. */
gboolean laurel_loader_takes (const LaurelAccountQuery *query);

/* @query's texts must stay as they are until @done. */
void laurel_loader_load (LaurelLoader             *self,
                         const LaurelAccountQuery *query,
                         LaurelLoadDone            done,
                         gpointer                  data);

G_END_DECLS
