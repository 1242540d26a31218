/* laurel-teller.h - gathers what has been committed and tells all servers of it, a few times a
 * second
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sales do not notify in their own transactions, because PostgreSQL lets those commit only one
 * after the other. What was committed in the last moment before a crash is so not told; whoever
 * watches is told to look again when it comes back.
 */

#pragma once

#include "server/store/laurel-store.h"

G_BEGIN_DECLS

typedef struct _LaurelTeller LaurelTeller;

/* Belongs to the calling thread; @store outlives it. */
LaurelTeller *laurel_teller_new (LaurelStore *store) G_GNUC_WARN_UNUSED_RESULT;
void          laurel_teller_free (LaurelTeller *self);

/* @name: [a-z_]{1,32}; @json: one document in one line */
void laurel_teller_tell (LaurelTeller *self, const char *name, const char *json);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelTeller, laurel_teller_free)

G_END_DECLS
