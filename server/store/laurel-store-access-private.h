/* laurel-store-access-private.h - what the files behind laurel-store-access.h share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server/store/laurel-store-access.h"

G_BEGIN_DECLS

/* The head of the part of a change that tells the audit of it; values follow in this order. */
#define LAUREL_STORE_AUDIT_COLUMNS                                                                 \
  "insert into audit (user_id, user_name, address, action, subject, before, after)"

/* An expression that makes all servers forget what they remember once the change is committed. */
#define LAUREL_STORE_TELL "pg_catalog.pg_notify ('" LAUREL_STORE_ACCESS_CHANNEL "', '')"

/* Adds user, name and address, as the first three parameters of a change. */
void laurel_store_add_actor (LaurelDbParams *params, const LaurelActor *actor);

/**
 * LaurelStoreCall:
 *
 * Who waits for the answer of a statement; one member of @done is used.
 */
typedef struct
{
  union
  {
    LaurelStoreDone         plain;
    LaurelStoreIdentityDone identity;
    LaurelStoreUserDone     user;
    LaurelStoreUsersDone    users;
    LaurelStoreKeyDone      key;
    LaurelStoreKeysDone     keys;
    LaurelStoreAttemptDone  attempt;
  } done;
  gpointer data;
} LaurelStoreCall;

/* Runs @statement; @answered gets a copy of @call, to be freed by g_free(). */
void laurel_store_call (LaurelStore           *store,
                        LaurelDbLane           lane,
                        const LaurelStatement *statement,
                        LaurelDbParams        *params,
                        LaurelDbDone           answered,
                        LaurelStoreCall        call);

/* Answers with no more than success. */
void laurel_store_plain_cb (LaurelDb       *db,
                            const PGresult *result,
                            const GError   *error,
                            gpointer        data);
/* The rows are key, store, till, user, login, name, role, session: none or one. */
void laurel_store_identity_cb (LaurelDb       *db,
                               const PGresult *result,
                               const GError   *error,
                               gpointer        data);

G_END_DECLS
