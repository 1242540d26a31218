/* laurel-test-chain.c - a sandbox on an empty database of its own, and JSON talks with it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/pos/laurel-test-chain.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "server/store/laurel-db-result.h"

#define CALL_TIME_MS 20000
/* What a token has behind its kind. */
#define SECRET_LENGTH 43

static LaurelTestCluster cluster;
static guint             n_databases;

void
laurel_test_chains_begin (void)
{
  laurel_test_cluster_start (&cluster);
}

void
laurel_test_chains_end (void)
{
  laurel_test_cluster_stop (&cluster);
}

void
laurel_test_chains_crash (void)
{
  g_autoptr (GError) error = NULL;
  GPid pid = laurel_cluster_get_pid (cluster.cluster);

  laurel_test_kill_cluster (pid);

  /* The process is gone a moment after it was killed. */
  while (laurel_cluster_get_pid (cluster.cluster) == pid)
    {
      g_assert_true (laurel_cluster_keep (cluster.cluster, &error));
      g_assert_no_error (error);
      g_usleep (10000);
    }
}

void
laurel_test_chains_freeze (void)
{
  laurel_test_freeze (laurel_cluster_get_pid (cluster.cluster));
}

void
laurel_test_chains_thaw (void)
{
  laurel_test_thaw (laurel_cluster_get_pid (cluster.cluster));
}

/* ---- the database ---- */

static char *
ask (const char *conninfo, const char *sql, const char *parameter)
{
  PGconn *pg = PQconnectdb (conninfo);
  g_autoptr (PGresult) result = NULL;
  char *answer = NULL;

  if (parameter != NULL)
    result = PQexecParams (pg, sql, 1, NULL, &parameter, NULL, NULL, 0);
  else
    result = PQexec (pg, sql);

  if (PQresultStatus (result) != PGRES_TUPLES_OK && PQresultStatus (result) != PGRES_COMMAND_OK)
    {
      g_test_message ("%s: %s", sql, PQerrorMessage (pg));
      g_assert_not_reached ();
    }

  if (PQntuples (result) > 0 && !PQgetisnull (result, 0, 0))
    answer = g_strdup (PQgetvalue (result, 0, 0));

  PQfinish (pg);

  return answer;
}

static void
run (const char *conninfo, const char *sql, const char *parameter)
{
  g_free (ask (conninfo, sql, parameter));
}

char *
laurel_test_chain_ask (LaurelTestChain *chain, const char *sql, const char *parameter)
{
  return ask (chain->conninfo, sql, parameter);
}

char *
laurel_test_chain_dup_token (const char *till)
{
  GString    *token = g_string_new ("lk_");
  const gsize length = token->len + SECRET_LENGTH;

  if (till != NULL)
    g_string_append_printf (token, "till-%s", till);
  else
    g_string_append (token, "admin");

  while (token->len < length)
    g_string_append_c (token, 'A');

  g_assert_cmpuint (token->len, ==, length);

  return g_string_free (token, FALSE);
}

static char *
dup_hash (const char *till)
{
  g_autofree char *token = laurel_test_chain_dup_token (till);

  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, token, -1);
}

LaurelTestChain *
laurel_test_chain_new (void)
{
  LaurelTestChain *chain = g_new0 (LaurelTestChain, 1);
  g_autofree char *hash = dup_hash (NULL);
  g_autofree char *create = NULL;

  chain->fd = -1;
  chain->name = g_strdup_printf ("chain%u", ++n_databases);
  chain->conninfo = g_strdup_printf ("%s dbname=%s", cluster.conninfo, chain->name);

  {
    g_autofree char *other = g_strdup_printf ("%s dbname=postgres", cluster.conninfo);

    create = g_strdup_printf ("create database %s template laurel", chain->name);
    run (other, create, NULL);
  }

  run (chain->conninfo,
       "with u as (insert into laurel.users (login, role, technical)"
       " values ('technical', 'admin', true) returning id)"
       " insert into laurel.api_keys (hash, user_id) select decode ($1, 'hex'), id from u",
       hash);

  return chain;
}

void
laurel_test_chain_free (LaurelTestChain *chain)
{
  g_autofree char *drop = NULL;
  g_autofree char *other = NULL;

  if (chain == NULL)
    return;

  if (chain->fd >= 0)
    close (chain->fd);
  if (chain->server != NULL)
    laurel_test_server_stop (chain->server);

  other = g_strdup_printf ("%s dbname=postgres", cluster.conninfo);
  drop = g_strdup_printf ("drop database %s with (force)", chain->name);
  run (other, drop, NULL);
  g_free (chain->name);
  g_free (chain->conninfo);
  g_free (chain);
}

void
laurel_test_chain_add_catalog (LaurelTestChain *chain, json_t *catalog)
{
  static const char *const statements[] = {
    "insert into laurel.stores (store, name, channel, time_zone)"
    " select key, key, coalesce (value->>'channel', 'store'), value->>'time_zone'"
    " from json_each ($1::json->'stores')",
    "insert into laurel.store_segments"
    " select segment, key from json_each ($1::json->'stores'),"
    " json_array_elements_text (value->'segments') as segment",
    "insert into laurel.products (product, name, min_price, max_discount, flags)"
    " select key, key, coalesce ((value->>'min_price')::bigint, 0),"
    " coalesce ((value->>'max_discount')::int, 10000),"
    " array (select json_array_elements_text (value->'flags'))"
    " from json_each ($1::json->'products')",
    "insert into laurel.product_segments"
    " select segment, key from json_each ($1::json->'products'),"
    " json_array_elements_text (value->'segments') as segment",
    "update laurel.catalog_state set version = version + 1 where $1::json is not null",
  };
  char *text = json_dumps (catalog, JSON_COMPACT);

  g_assert_null (chain->server);

  for (gsize i = 0; i < G_N_ELEMENTS (statements); i++)
    run (chain->conninfo, statements[i], text);

  free (text);
}

void
laurel_test_chain_add_till (LaurelTestChain *chain, const char *name, const char *store)
{
  g_autofree char *hash = dup_hash (name);
  json_t          *row = json_pack ("{s:s, s:s?, s:s?}",
                           "hash",
                           hash,
                           "store",
                           store,
                           "till",
                           store != NULL ? name : NULL);
  char            *text = json_dumps (row, JSON_COMPACT);

  run (
      chain->conninfo,
      "insert into laurel.api_keys (hash, store, till)"
      " select decode (r->>'hash', 'hex'), r->>'store', r->>'till' from (select $1::json) as t (r)",
      text);
  free (text);
  json_decref (row);
}

/* ---- the server ---- */

void
laurel_test_chain_serve (LaurelTestChain *chain)
{
  static const char *const arguments[] = { "--sandbox", "--workers", "2", NULL };

  if (chain->server == NULL)
    chain->server = laurel_test_server_start_on (chain->conninfo, arguments);
  else
    laurel_test_server_restart (chain->server, arguments);
}

void
laurel_test_chain_kill (LaurelTestChain *chain)
{
  if (chain->fd >= 0)
    {
      close (chain->fd);
      chain->fd = -1;
    }

  g_assert_cmpint (kill (chain->server->pid, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (chain->server->pid, NULL, 0), ==, chain->server->pid);
  chain->server->pid = 0;
}

void
laurel_test_reply_free (LaurelTestReply *reply)
{
  g_free (reply->text);
  json_decref (reply->body);
  g_free (reply);
}

const char *
laurel_test_reply_text (const LaurelTestReply *reply, const char *member)
{
  return json_string_value (json_object_get (reply->body, member));
}

gint64
laurel_test_reply_number (const LaurelTestReply *reply, const char *member)
{
  return json_integer_value (json_object_get (reply->body, member));
}

gboolean
laurel_test_reply_refuses (const LaurelTestReply *reply, guint status, const char *code)
{
  if (reply->status == status && g_strcmp0 (laurel_test_reply_text (reply, "code"), code) == 0)
    return TRUE;

  g_test_message ("%u %s", reply->status, reply->text);

  return FALSE;
}

char *
laurel_test_chain_write (const char *method,
                         const char *target,
                         const char *till,
                         const char *key,
                         json_t     *body)
{
  g_autofree char *token = laurel_test_chain_dup_token (till);
  GString         *request = g_string_new (NULL);

  g_string_append_printf (request,
                          "%s %s HTTP/1.1\r\nHost: laurel\r\nAuthorization: Bearer %s\r\n",
                          method,
                          target,
                          token);
  if (key != NULL)
    g_string_append_printf (request, "Idempotency-Key: %s\r\n", key);

  if (body != NULL)
    {
      char *text = json_dumps (body, JSON_COMPACT);

      g_string_append_printf (request,
                              "Content-Type: application/json\r\nContent-Length: %" G_GSIZE_FORMAT
                              "\r\n\r\n%s",
                              strlen (text),
                              text);
      free (text);
    }
  else
    g_string_append (request, "\r\n");

  return g_string_free (request, FALSE);
}

LaurelTestReply *
laurel_test_reply_receive (int fd, int time_ms)
{
  LaurelTestReply *reply = g_new0 (LaurelTestReply, 1);
  g_autoptr (LaurelTestAnswer) answer = laurel_test_receive (fd, FALSE, time_ms);
  g_autofree char *replay = laurel_test_answer_dup_field (answer, "Idempotent-Replay");
  g_autofree char *connection = laurel_test_answer_dup_field (answer, "Connection");

  reply->status = answer->status;
  reply->replay = g_strcmp0 (replay, "true") == 0;
  reply->closing = reply->status == 0 || g_strcmp0 (connection, "close") == 0;
  reply->text = g_strdup (answer->body->str);
  reply->body = json_loads (reply->text, 0, NULL);

  return reply;
}

LaurelTestReply *
laurel_test_chain_call (LaurelTestChain *chain,
                        const char      *method,
                        const char      *target,
                        const char      *till,
                        const char      *key,
                        json_t          *body)
{
  g_autofree char *request = laurel_test_chain_write (method, target, till, key, body);
  LaurelTestReply *reply = NULL;

  if (chain->fd < 0)
    chain->fd = laurel_test_connect (chain->server);

  g_assert_true (laurel_test_send (chain->fd, request, -1));
  reply = laurel_test_reply_receive (chain->fd, CALL_TIME_MS);

  if (reply->closing)
    {
      close (chain->fd);
      chain->fd = -1;
    }

  return reply;
}

void
laurel_test_chain_set_clock (LaurelTestChain *chain, const char *now, gboolean sweep)
{
  g_autoptr (json_t) body = json_pack ("{s:s, s:b}", "now", now, "sweep", sweep);
  g_autoptr (LaurelTestReply) reply =
      laurel_test_chain_call (chain, "PUT", "/v1/clock", NULL, NULL, body);

  g_assert_cmpuint (reply->status, ==, 200);
}

LaurelTestReply *
laurel_test_chain_publish (LaurelTestChain *chain, json_t *program)
{
  /* Programs of tests are often such as nobody would publish. */
  g_autoptr (json_t) body = json_pack ("{s:b}", "accept_warnings", TRUE);
  LaurelTestReply *reply =
      laurel_test_chain_call (chain, "PUT", "/v1/program/draft", NULL, NULL, program);

  if (reply->status != 200)
    return reply;

  laurel_test_reply_free (reply);

  return laurel_test_chain_call (chain, "POST", "/v1/program/draft/publish", NULL, NULL, body);
}

void
laurel_test_chain_add_promo_code (LaurelTestChain *chain, json_t *series, const char *code)
{
  const char      *id = json_string_value (json_object_get (series, "series"));
  g_autofree char *target = g_strdup_printf ("/v1/promo-code-series/%s/codes", id);
  g_autoptr (json_t) codes = json_pack ("{s:[s]}", "codes", code);
  g_autoptr (LaurelTestReply) made =
      laurel_test_chain_call (chain, "POST", "/v1/promo-code-series", NULL, NULL, series);
  g_autoptr (LaurelTestReply) issued = NULL;

  if (made->status != 201)
    g_assert_true (laurel_test_reply_refuses (made, 409, "series_taken"));

  issued = laurel_test_chain_call (chain, "POST", target, NULL, NULL, codes);
  g_assert_cmpuint (issued->status, ==, 201);
}

char *
laurel_test_chain_dup_audit (LaurelTestChain *chain, gboolean *clean)
{
  const char *const command[] = { g_getenv ("LAURELCTL"),
                                  "--database",
                                  chain->conninfo,
                                  "audit",
                                  NULL };
  g_autoptr (GError) error = NULL;
  char *output = NULL;
  int   status = 0;

  g_assert_nonnull (command[0]);
  g_spawn_sync (NULL,
                (char **) command,
                NULL,
                G_SPAWN_DEFAULT,
                NULL,
                NULL,
                &output,
                NULL,
                &status,
                &error);
  g_assert_no_error (error);
  *clean = g_spawn_check_wait_status (status, NULL);

  return output;
}

gboolean
laurel_test_chain_audit (LaurelTestChain *chain)
{
  gboolean         clean = FALSE;
  g_autofree char *output = laurel_test_chain_dup_audit (chain, &clean);

  if (!clean)
    g_test_message ("%s", output);

  return clean;
}
