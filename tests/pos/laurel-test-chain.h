/* laurel-test-chain.h - a sandbox on an empty database of its own, and JSON talks with it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * All sandboxes of one test program share a throwaway PostgreSQL. Each has its own database, copied
 * from one that has the schema already, so that an empty server costs a fraction of a second.
 */

#pragma once

#include <jansson.h>

#include "tests/http/laurel-test-server.h"
#include "tests/store/laurel-test-store.h"

G_BEGIN_DECLS

/* The PostgreSQL that all chains of this program share. */
void laurel_test_chains_begin (void);
void laurel_test_chains_end (void);
/* It dies as if the power had failed, and comes up again. */
void laurel_test_chains_crash (void);
/* It hangs, and goes on. */
void laurel_test_chains_freeze (void);
void laurel_test_chains_thaw (void);

/**
 * LaurelTestChain:
 * @conninfo: of its database
 * @server: (nullable): until laurel_test_chain_serve()
 * @fd: a connection to it that is kept, or -1
 */
typedef struct
{
  char             *name;
  char             *conninfo;
  LaurelTestServer *server;
  int               fd;
} LaurelTestChain;

/* An empty database, with a technical admin. */
LaurelTestChain *laurel_test_chain_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* Stops its server and drops the database. */
void laurel_test_chain_free (LaurelTestChain *chain);

/* Before it serves: its products and stores, in the words of a case of the engine. */
void laurel_test_chain_add_catalog (LaurelTestChain *chain, json_t *catalog);
/* A key for the till @name; @store: (nullable) */
void laurel_test_chain_add_till (LaurelTestChain *chain, const char *name, const char *store);

/* Starts a sandbox on it, for the first time or after it was killed. */
void laurel_test_chain_serve (LaurelTestChain *chain);

/* The server is killed where it stands. */
void laurel_test_chain_kill (LaurelTestChain *chain);

/* (transfer full): what stands for a till's key, or, with NULL, for the admin's token. */
char *laurel_test_chain_dup_token (const char *till);

/* As a superuser; (transfer full) (nullable): the first cell of what it gives. */
char *laurel_test_chain_ask (LaurelTestChain *chain, const char *sql, const char *parameter);

/**
 * LaurelTestReply:
 * @status: 0: no answer came
 * @replay: it says Idempotent-Replay: true
 * @closing: it is the last one on its connection
 * @body: (nullable): @text read as JSON
 */
typedef struct
{
  guint    status;
  gboolean replay;
  gboolean closing;
  char    *text;
  json_t  *body;
} LaurelTestReply;

void laurel_test_reply_free (LaurelTestReply *reply);
/* (nullable): a text, or 0 for what is no number, of the reply's own members. */
const char *laurel_test_reply_text (const LaurelTestReply *reply, const char *member);
gint64      laurel_test_reply_number (const LaurelTestReply *reply, const char *member);
/* Whether it refuses with @status and @code. */
gboolean laurel_test_reply_refuses (const LaurelTestReply *reply, guint status, const char *code);

/* (transfer full): a request as it goes over the wire. @till NULL: the admin; @key, @body:
 * (nullable) */
char *laurel_test_chain_write (const char *method,
                               const char *target,
                               const char *till,
                               const char *key,
                               json_t     *body);
/* The next answer on @fd; the time is up after @time_ms. */
LaurelTestReply *laurel_test_reply_receive (int fd, int time_ms) G_GNUC_WARN_UNUSED_RESULT;

/* Writes, sends on the connection that is kept, and receives. */
LaurelTestReply *laurel_test_chain_call (LaurelTestChain *chain,
                                         const char      *method,
                                         const char      *target,
                                         const char      *till,
                                         const char      *key,
                                         json_t          *body) G_GNUC_WARN_UNUSED_RESULT;

/* @now: RFC 3339. With @sweep what falls due until then is booked. */
void laurel_test_chain_set_clock (LaurelTestChain *chain, const char *now, gboolean sweep);
/* Replaces the draft by @program and publishes it. */
LaurelTestReply *laurel_test_chain_publish (LaurelTestChain *chain,
                                            json_t          *program) G_GNUC_WARN_UNUSED_RESULT;

/* Adds @series, as POST /v1/promo-code-series takes it, where it is not there yet, and @code to it.
 */
void laurel_test_chain_add_promo_code (LaurelTestChain *chain, json_t *series, const char *code);

/* What `laurelctl audit` says; @clean: it ended with 0. */
char *laurel_test_chain_dup_audit (LaurelTestChain *chain, gboolean *clean);
/* Whether it finds nothing; else it is told. */
gboolean laurel_test_chain_audit (LaurelTestChain *chain);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelTestChain, laurel_test_chain_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelTestReply, laurel_test_reply_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (json_t, json_decref)

G_END_DECLS
