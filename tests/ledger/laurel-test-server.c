/* laurel-test-server.c - a server in memory: the engine and the ledger over a few hash tables
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/ledger/laurel-test-server-private.h"

#include <string.h>

#include "server/engine/laurel-calendar.h"
#include "server/wire/laurel-wire-catalog.h"
#include "server/wire/laurel-wire-program.h"

/* === Small things ============================================================================= */

const char *
laurel_test_step_string (json_t *step, const char *name)
{
  return json_string_value (json_object_get (step, name));
}

gint64
laurel_test_step_instant (json_t *step, const char *name, gint64 fallback)
{
  const char *text = laurel_test_step_string (step, name);
  gint64      instant = fallback;

  if (text != NULL)
    g_assert_true (laurel_time_parse (text, &instant));

  return instant;
}

json_t *
laurel_test_refuse (gint status, const char *code)
{
  return json_pack ("{s:i, s:s}", "status", status, "code", code);
}

json_t *
laurel_test_refuse_by (const GError *error, const LaurelRefusal *refusal)
{
  json_t *answer = NULL;

  g_assert (error->domain == LAUREL_LEDGER_ERROR);
  answer = laurel_test_refuse (error->code == LAUREL_LEDGER_ERROR_LINE_TWICE ? 400 : 422,
                               laurel_ledger_error_to_string ((LaurelLedgerError) error->code));

  if (error->code == LAUREL_LEDGER_ERROR_NOT_ENOUGH_POINTS ||
      error->code == LAUREL_LEDGER_ERROR_REDEEM_LIMIT)
    {
      json_object_set_new (answer, "available", json_integer (refusal->available));
      json_object_set_new (answer, "redeemable", json_integer (refusal->redeemable));
    }
  if (refusal->ended != NULL)
    json_object_set_new (answer, "ended", json_string (refusal->ended));

  return answer;
}

/* === What there is ============================================================================ */

static void
version_free (gpointer data)
{
  Version *version = data;

  laurel_ledger_terms_free (version->terms);
  laurel_program_unref (version->program);
  g_free (version);
}

static void
sold_free (gpointer data)
{
  Sold *sold = data;

  g_free (sold->name);
  laurel_sale_free (sold->sale);
  g_array_unref (sold->uses);
  g_ptr_array_unref (sold->codes);
  g_free (sold);
}

static void
code_free (gpointer data)
{
  Code *code = data;

  g_array_unref (code->users);
  g_free (code->series);
  g_free (code);
}

static void
stored_free (gpointer data)
{
  Stored *stored = data;

  g_free (stored->body);
  if (stored->answer != NULL)
    json_decref (stored->answer);
  g_free (stored);
}

static void
publish (LaurelTestServer *server, json_t *program, gint64 from)
{
  g_autoptr (LaurelFaults) faults = laurel_faults_new ();
  g_autoptr (LaurelProgramDraft) draft =
      laurel_wire_read_program (program, "", LAUREL_WIRE_PROGRAM_WHOLE, faults);
  g_autoptr (GError) error = NULL;
  Version *version = g_new0 (Version, 1);

  if (draft == NULL)
    g_test_message ("%s: %s",
                    laurel_faults_get (faults, 0)->path,
                    laurel_faults_get (faults, 0)->message);
  g_assert_nonnull (draft);

  version->from = from;
  version->program =
      laurel_program_compile (draft, server->catalog, (gint) server->versions->len + 1, &error);
  g_assert_no_error (error);
  version->terms = laurel_ledger_terms_new (version->program);
  g_ptr_array_add (server->versions, version);
}

/* The version of a sale's own time. */
Version *
laurel_test_server_version (LaurelTestServer *server, gint64 time)
{
  for (guint i = server->versions->len; i > 1; i--)
    {
      Version *version = g_ptr_array_index (server->versions, i - 1);

      if (version->from <= time)
        return version;
    }

  return g_ptr_array_index (server->versions, 0);
}

const LaurelLedgerTerms *
laurel_test_server_terms (LaurelTestServer *server)
{
  Version *version = g_ptr_array_index (server->versions, server->versions->len - 1);

  return version->terms;
}

guint
laurel_test_server_add_account (LaurelTestServer *server)
{
  g_ptr_array_add (server->accounts, laurel_account_new ());

  return server->accounts->len - 1;
}

LaurelAccount *
laurel_test_server_account (LaurelTestServer *server, guint account)
{
  return g_ptr_array_index (server->accounts, account);
}

Card *
laurel_test_server_add_card (LaurelTestServer *server,
                             const char       *number,
                             guint             account,
                             Client           *client)
{
  Card *card = g_new0 (Card, 1);

  card->account = account;
  card->client = client;
  g_hash_table_replace (server->cards, g_strdup (number), card);

  return card;
}

/* "KEY", or "TILL/KEY" for another till than T1. */
char *
laurel_test_full_key (const char *till, const char *key)
{
  if (strchr (key, '/') != NULL)
    return g_strdup (key);

  return g_strconcat (till != NULL ? till : "T1", "/", key, NULL);
}

static void
add_codes (LaurelTestServer *server, json_t *codes, json_t *certificates)
{
  const char *name = NULL;
  json_t     *value = NULL;

  json_object_foreach (codes, name, value)
  {
    Code *code = g_new0 (Code, 1);

    code->series = g_strdup (laurel_test_step_string (value, "series"));
    code->uses = json_integer_value (json_object_get (value, "uses"));
    code->per_client = json_integer_value (json_object_get (value, "per_client"));
    code->users = g_array_new (FALSE, FALSE, sizeof (guint));
    g_hash_table_replace (server->codes, g_strdup (name), code);
  }

  json_object_foreach (certificates, name, value) g_hash_table_replace (
      server->certificates,
      g_strdup (name),
      g_memdup2 (&(gint64){ json_integer_value (json_object_get (value, "balance")) },
                 sizeof (gint64)));
}

static LaurelCatalog *
read_catalog (json_t *catalog)
{
  g_autoptr (LaurelFaults) faults = laurel_faults_new ();
  g_autoptr (LaurelJsonReader) reader = NULL;
  json_t        *root = json_object ();
  LaurelCatalog *result = NULL;

  if (catalog != NULL)
    json_object_set (root, "catalog", catalog);
  reader = laurel_json_reader_new (root, "", faults);
  g_assert_true (laurel_json_reader_begin (reader));
  result = laurel_wire_read_catalog (reader, "catalog");
  laurel_json_reader_end_object (reader);
  g_assert_cmpuint (laurel_faults_get_n (faults), ==, 0);
  json_decref (root);

  return result;
}

LaurelTestServer *
laurel_test_server_new (json_t *history)
{
  LaurelTestServer *server = g_new0 (LaurelTestServer, 1);

  server->versions = g_ptr_array_new_with_free_func (version_free);
  server->accounts = g_ptr_array_new_with_free_func ((GDestroyNotify) laurel_account_free);
  server->sales = g_ptr_array_new_with_free_func (sold_free);
  server->cards = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  server->clients = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  server->holds = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  server->codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, code_free);
  server->certificates = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  server->stored = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, stored_free);
  server->tills = json_incref (json_object_get (history, "tills"));
  server->arena = laurel_arena_new ();
  server->catalog = read_catalog (json_object_get (history, "catalog"));

  publish (server, json_object_get (history, "program"), 0);
  add_codes (server,
             json_object_get (history, "promo_codes"),
             json_object_get (history, "certificates"));

  return server;
}

void
laurel_test_server_free (LaurelTestServer *server)
{
  g_ptr_array_unref (server->versions);
  g_ptr_array_unref (server->accounts);
  g_ptr_array_unref (server->sales);
  g_hash_table_unref (server->cards);
  g_hash_table_unref (server->clients);
  g_hash_table_unref (server->holds);
  g_hash_table_unref (server->codes);
  g_hash_table_unref (server->certificates);
  g_hash_table_unref (server->stored);
  json_decref (server->tills);
  laurel_arena_free (server->arena);
  laurel_catalog_free (server->catalog);
  g_free (server);
}

void
laurel_test_server_sweep (LaurelTestServer *server, gint64 at)
{
  for (guint i = 0; i < server->accounts->len; i++)
    laurel_ledger_post_due (laurel_test_server_account (server, i),
                            laurel_test_server_terms (server),
                            at);
}

void
laurel_test_server_audit (LaurelTestServer *server)
{
  for (guint i = 0; i < server->accounts->len; i++)
    {
      const LaurelAccount *account = laurel_test_server_account (server, i);
      g_autoptr (GArray) statement = NULL;
      gint64 points = -account->debt;
      gint64 closing = 0;

      laurel_account_check (account);
      for (guint l = 0; l < account->lots->len; l++)
        points += g_array_index (account->lots, LaurelLot, l).remaining;
      statement =
          laurel_ledger_statement (account, laurel_test_server_terms (server), account->posted);
      for (guint s = 0; s < statement->len; s++)
        closing += g_array_index (statement, LaurelStatementItem, s).points;
      g_assert_cmpint (closing, ==, points);
    }
}

/* === Steps ==================================================================================== */

static json_t *
do_publish (LaurelTestServer *server, json_t *step)
{
  publish (server, json_object_get (step, "program"), server->now);

  return json_pack ("{s:i}", "status", 200);
}

static json_t *
do_sweep (LaurelTestServer *server, json_t *step)
{
  laurel_test_server_sweep (server, server->now);

  return json_pack ("{s:i}", "status", 200);
}

static const struct
{
  const char *op;
  json_t *(*act) (LaurelTestServer *server, json_t *step);
} acts[] = {
  { "issue_card", laurel_test_server_issue_card },
  { "register", laurel_test_server_register },
  { "attach_card", laurel_test_server_attach_card },
  { "publish", do_publish },
  { "quote", laurel_test_server_quote },
  { "sale", laurel_test_server_sale },
  { "return", laurel_test_server_return },
  { "return_unlinked", laurel_test_server_return_unlinked },
  { "void", laurel_test_server_void },
  { "cancel", laurel_test_server_cancel },
  { "hold", laurel_test_server_hold },
  { "release", laurel_test_server_release },
  { "grant", laurel_test_server_grant },
  { "write_off", laurel_test_server_write_off },
  { "set_level", laurel_test_server_set_level },
  { "balance", laurel_test_server_balance },
  { "statement", laurel_test_server_statement },
  { "liability", laurel_test_server_liability },
  { "certificate", laurel_test_server_certificate },
  { "sweep", do_sweep },
};

static json_t *
act (LaurelTestServer *server, json_t *step)
{
  for (gsize i = 0; i < G_N_ELEMENTS (acts); i++)
    {
      if (g_str_equal (acts[i].op, laurel_test_step_string (step, "op")))
        return acts[i].act (server, step);
    }

  g_test_message ("unknown step %s", laurel_test_step_string (step, "op"));
  g_assert_not_reached ();
}

/* What makes two requests the same: everything but when they were sent and what is expected. */
static char *
digest (json_t *step)
{
  json_t *body = json_copy (step);
  char   *text = NULL;
  char   *result = NULL;

  json_object_del (body, "at");
  json_object_del (body, "expect");
  text = json_dumps (body, JSON_SORT_KEYS | JSON_COMPACT);
  result = g_strdup (text);
  free (text);
  json_decref (body);

  return result;
}

json_t *
laurel_test_server_do (LaurelTestServer *server, json_t *step)
{
  const char      *key = laurel_test_step_string (step, "key");
  g_autofree char *name = NULL;
  g_autofree char *body = NULL;
  Stored          *stored = NULL;
  json_t          *answer = NULL;

  server->now = MAX (server->now, laurel_test_step_instant (step, "at", 0));
  if (key == NULL)
    return act (server, step);

  name = laurel_test_full_key (laurel_test_step_string (step, "till"), key);
  body = digest (step);
  stored = g_hash_table_lookup (server->stored, name);
  if (stored != NULL && stored->body != NULL)
    {
      if (!g_str_equal (stored->body, body))
        return laurel_test_refuse (422, "key_reused");

      answer = json_deep_copy (stored->answer);
      json_object_set_new (answer, "replay", json_true ());
      return answer;
    }

  answer = stored != NULL ? laurel_test_refuse (422, "cancelled") : act (server, step);
  if (json_integer_value (json_object_get (answer, "status")) != 400)
    {
      stored = g_new0 (Stored, 1);
      stored->body = g_strdup (body);
      stored->answer = json_deep_copy (answer);
      g_hash_table_replace (server->stored, g_strdup (name), stored);
    }

  return answer;
}
