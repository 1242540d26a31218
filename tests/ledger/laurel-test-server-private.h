/* laurel-test-server-private.h - what the two halves of the server in memory share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server/engine/laurel-ledger-program.h"
#include "server/engine/laurel-ledger.h"
#include "server/engine/laurel-price.h"
#include "tests/ledger/laurel-test-server.h"

G_BEGIN_DECLS

typedef struct _Client Client;

struct _Client
{
  guint         account;
  const Client *referrer;
};

typedef struct
{
  guint   account;
  Client *client; /* NULL: nobody's yet */
} Card;

typedef struct
{
  gint64             from;
  LaurelProgram     *program;
  LaurelLedgerTerms *terms;
} Version;

typedef struct
{
  guint  account;
  gint64 hold;
} Hold;

/* A promo code; 0 uses: any number. */
typedef struct
{
  char   *series;
  gint64  uses;
  gint64  per_client;
  GArray *users; /* (element-type guint): accounts that used it */
} Code;

/* A use of a discount in one sale. */
typedef struct
{
  const char *leaf; /* interned */
  gint64      money;
} Use;

#define NO_ACCOUNT G_MAXUINT

typedef struct
{
  char       *name; /* TILL/KEY */
  LaurelSale *sale;
  Version    *version;
  const char *store;
  guint       buyer;
  guint       referrer;
  GArray     *uses;  /* (element-type Use) */
  GPtrArray  *codes; /* (element-type Code): applied ones */
} Sold;

/* What a key has done; no body: it was cancelled before it was seen. */
typedef struct
{
  char   *body;
  json_t *answer;
} Stored;

struct _LaurelTestServer
{
  gint64         now;
  LaurelCatalog *catalog;
  LaurelArena   *arena;
  json_t        *tills;
  GPtrArray     *versions;
  GPtrArray     *accounts;
  GPtrArray     *sales;
  GHashTable    *cards;
  GHashTable    *clients;
  GHashTable    *holds;
  GHashTable    *codes;
  GHashTable    *certificates;
  GHashTable    *stored;
  gint64         last_hold;
};

const char *laurel_test_step_string (json_t *step, const char *name);
gint64      laurel_test_step_instant (json_t *step, const char *name, gint64 fallback);
char       *laurel_test_full_key (const char *till, const char *key);
json_t     *laurel_test_refuse (gint status, const char *code);
json_t     *laurel_test_refuse_by (const GError *error, const LaurelRefusal *refusal);
void laurel_test_server_add_balance (LaurelTestServer *server, json_t *answer, guint account);

Version                 *laurel_test_server_version (LaurelTestServer *server, gint64 time);
const LaurelLedgerTerms *laurel_test_server_terms (LaurelTestServer *server);
LaurelAccount           *laurel_test_server_account (LaurelTestServer *server, guint account);
guint                    laurel_test_server_add_account (LaurelTestServer *server);
Card                    *laurel_test_server_add_card (LaurelTestServer *server,
                                                      const char       *number,
                                                      guint             account,
                                                      Client           *client);
json_t *laurel_test_server_end_hold (LaurelTestServer *server, const Hold *hold, gint status);

/* A merge moved @from's lots: the sale finds them in @to. */
void laurel_test_sold_move (Sold *sold, guint from, guint to, gint64 lot_offset);

json_t *laurel_test_server_quote (LaurelTestServer *server, json_t *step);
json_t *laurel_test_server_sale (LaurelTestServer *server, json_t *step);
json_t *laurel_test_server_return (LaurelTestServer *server, json_t *step);
json_t *laurel_test_server_return_unlinked (LaurelTestServer *server, json_t *step);
json_t *laurel_test_server_void (LaurelTestServer *server, json_t *step);
json_t *laurel_test_server_cancel (LaurelTestServer *server, json_t *step);

json_t *laurel_test_server_issue_card (LaurelTestServer *server, json_t *step);
json_t *laurel_test_server_register (LaurelTestServer *server, json_t *step);
json_t *laurel_test_server_attach_card (LaurelTestServer *server, json_t *step);
json_t *laurel_test_server_hold (LaurelTestServer *server, json_t *step);
json_t *laurel_test_server_release (LaurelTestServer *server, json_t *step);
json_t *laurel_test_server_grant (LaurelTestServer *server, json_t *step);
json_t *laurel_test_server_write_off (LaurelTestServer *server, json_t *step);
json_t *laurel_test_server_set_level (LaurelTestServer *server, json_t *step);
json_t *laurel_test_server_balance (LaurelTestServer *server, json_t *step);
json_t *laurel_test_server_statement (LaurelTestServer *server, json_t *step);
json_t *laurel_test_server_liability (LaurelTestServer *server, json_t *step);
json_t *laurel_test_server_certificate (LaurelTestServer *server, json_t *step);

G_END_DECLS
