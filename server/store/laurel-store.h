/* laurel-store.h - the store of one thread: typed functions over its database
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The functions stand in laurel-store-SUBJECT.h, one file a subject. Each has a plain callback of
 * its own type, called exactly once on the store's thread and never inside the function; what a
 * callback gets is valid during the call only.
 */

#pragma once

#include "server/store/laurel-db.h"

G_BEGIN_DECLS

typedef struct _LaurelStore LaurelStore;

/* Opens connections on the thread's default main context. */
LaurelStore *laurel_store_new (const LaurelDbSettings *settings) G_GNUC_WARN_UNUSED_RESULT;
/* Outstanding calls end with UNAVAILABLE before this returns. */
void laurel_store_free (LaurelStore *self);

LaurelDb *laurel_store_get_db (LaurelStore *self);

/* For calls that give nothing but success. */
typedef void (*LaurelStoreDone) (const GError *error, gpointer data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelStore, laurel_store_free)

G_END_DECLS
