/* laurel-store-due.h - accounts on which the clock has something to book
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server/store/laurel-store.h"

G_BEGIN_DECLS

/**
 * LaurelDueAccount:
 * @due_us: when something falls due on it, microseconds since 1970-01-01 00:00 UTC
 */
typedef struct
{
  gint64 client_id;
  gint64 due_us;
} LaurelDueAccount;

/* @accounts: (array length=n_accounts): by @due_us, then @client_id */
typedef void (*LaurelDueDone) (const LaurelDueAccount *accounts,
                               gsize                   n_accounts,
                               const GError           *error,
                               gpointer                data);

/* Up to @limit accounts on which something is due by @now_us, beyond @after: all zero for the
 * first ones. */
void laurel_store_list_due (LaurelStore            *store,
                            gint64                  now_us,
                            const LaurelDueAccount *after,
                            gint32                  limit,
                            LaurelDueDone           done,
                            gpointer                data);

G_END_DECLS
