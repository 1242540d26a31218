/* laurel-store-events.h - tells every server on this database what has happened
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server/store/laurel-store.h"

G_BEGIN_DECLS

/* Notifies each of @payloads (less than 8000 bytes each) on @channel, in order, in one transaction:
 * PostgreSQL lets transactions that notify commit only one after the other, so a sale must not. */
void laurel_store_notify (LaurelStore       *store,
                          const char        *channel,
                          const char *const *payloads,
                          gsize              n_payloads,
                          LaurelStoreDone    done,
                          gpointer           data);

G_END_DECLS
