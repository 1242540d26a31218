/* laurel-test-server.h - a server in memory: the engine and the ledger over a few hash tables
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * It answers the steps of a golden history as the HTTP contract says, with `status`, `code` and
 * `replay` among the members of the answer.
 */

#pragma once

#include <jansson.h>

#include <glib.h>

G_BEGIN_DECLS

typedef struct _LaurelTestServer LaurelTestServer;

LaurelTestServer *laurel_test_server_new (json_t *history) G_GNUC_WARN_UNUSED_RESULT;
void              laurel_test_server_free (LaurelTestServer *server);

/* Posts what is due on all accounts at the instant @at. */
void laurel_test_server_sweep (LaurelTestServer *server, gint64 at);

/* Does what @step says and returns the answer. */
json_t *laurel_test_server_do (LaurelTestServer *server, json_t *step) G_GNUC_WARN_UNUSED_RESULT;

/* Every account's rows hold what they promise. */
void laurel_test_server_audit (LaurelTestServer *server);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelTestServer, laurel_test_server_free)

G_END_DECLS
