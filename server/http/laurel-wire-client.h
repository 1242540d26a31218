/* laurel-wire-client.h - one client, their history and their statement, as answers show them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * @office has a release wherever an account is shown. Each function returns a new reference.
 */

#pragma once

#include "server/engine/laurel-ledger.h"
#include "server/http/laurel-office.h"
#include "server/store/laurel-store-client.h"

G_BEGIN_DECLS

/* @account: with LAUREL_ACCOUNT_DEPTH_FULL */
json_t *laurel_wire_new_client (const LaurelOffice     *office,
                                const LaurelClientView *view,
                                const LaurelAccount    *account) G_GNUC_WARN_UNUSED_RESULT;
json_t *laurel_wire_new_history_row (const LaurelOffice     *office,
                                     const LaurelHistoryRow *row) G_GNUC_WARN_UNUSED_RESULT;
/* At most @limit items from the @first on, and `next` where there are more. @account: with its
 * history, rewound to @at (seconds) where that is past */
json_t *laurel_wire_new_statement (const LaurelOffice  *office,
                                   const LaurelAccount *account,
                                   gint64               at,
                                   gint64               first,
                                   gint64               limit) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
