/* laurel-store-posting.c - commits what the ledger made of an account, and opens accounts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/store/laurel-store-posting.h"

#include <string.h>

#include "server/engine/laurel-receipt.h"
#include "server/store/laurel-ledger-words.h"
#include "server/store/laurel-store-posting-private.h"
#include "server/store/laurel-store-private.h"

/* clang-format off */
static const LaurelStatement post_statement = {
  "post",
  "select outcome, status, digest, body from laurel.post ("
  "$1::laurel.accounts[], $2::bigint[], $3::laurel.operations[], $4::laurel.sales[],"
  " $5::laurel.sale_lines[], $6::laurel.returns[], $7::laurel.return_lines[], $8::laurel.lots[],"
  " $9::laurel.transactions[], $10::laurel.entries[], $11::laurel.holds[], $12::laurel.hold_parts[],"
  " $13::laurel.purchases[], $14::laurel.turnovers[], $15::laurel.forgivings[],"
  " $16::laurel.level_changes[], $17::laurel.consumptions[])",
  17,
  FALSE,
};

static const LaurelStatement post_together_statement = {
  "post-together",
  "select laurel.post_together ("
  "$1::laurel.accounts[], $2::bigint[], $3::laurel.operations[], $4::laurel.sales[],"
  " $5::laurel.sale_lines[], $6::laurel.returns[], $7::laurel.return_lines[], $8::laurel.lots[],"
  " $9::laurel.transactions[], $10::laurel.entries[], $11::laurel.holds[], $12::laurel.hold_parts[],"
  " $13::laurel.purchases[], $14::laurel.turnovers[], $15::laurel.forgivings[],"
  " $16::laurel.level_changes[], $17::laurel.consumptions[])",
  17,
  FALSE,
};

#define WITH_USES \
  "$1::laurel.accounts[], $2::bigint[], $3::laurel.operations[], $4::laurel.sales[]," \
  " $5::laurel.sale_lines[], $6::laurel.returns[], $7::laurel.return_lines[], $8::laurel.lots[]," \
  " $9::laurel.transactions[], $10::laurel.entries[], $11::laurel.holds[], $12::laurel.hold_parts[]," \
  " $13::laurel.purchases[], $14::laurel.turnovers[], $15::laurel.forgivings[]," \
  " $16::laurel.level_changes[], $17::laurel.consumptions[], $18::laurel.uses[]," \
  " $19::laurel.use_claim[], $20::laurel.promo_code_uses[], $21::laurel.promo_code_holds[]," \
  " $22::laurel.sale_ref[])"

static const LaurelStatement post_together_uses_statement = {
  "post-together-uses",
  "select laurel.post_together_uses (" WITH_USES,
  22,
  FALSE,
};

static const LaurelStatement post_uses_statement = {
  "post-uses",
  "select outcome, status, digest, body from laurel.post_uses (" WITH_USES,
  22,
  FALSE,
};

static const LaurelStatement open_account_statement = {
  "open-account",
  "select outcome, status, digest, body from laurel.open_account ("
  "$1::laurel.operations[], $2::bigint, $3::boolean, $4::boolean, $5::text, $6::text, $7::text,"
  " date '1970-01-01' + $8::int, $9::text, $10::text, $11::text, $12::bigint, $13::timestamptz,"
  " date '1970-01-01' + $14::int, $15::text, $16::text, $17::text, $18::text[], $19::boolean[],"
  " $20::text)",
  20,
  FALSE,
};

static const LaurelStatement attach_card_statement = {
  "attach-card",
  "select outcome, status, digest, body from laurel.attach_card ("
  "$1::laurel.operations[], $2::bigint, $3::text, $4::text, $5::timestamptz)",
  5,
  FALSE,
};

static const LaurelStatement find_sale_statement = {
  "find-sale",
  "select sale_id from laurel.receipt_numbers"
  " where receipt = $2::text and ($1::text is null or store = $1::text)"
  " and ($3::bigint is null or day = date '1970-01-01' + $3::int)"
  " limit 2",
  3,
  TRUE,
};

static const LaurelStatement find_operation_statement = {
  "find-operation",
  "select document_kind::text, document from laurel.operations"
  " where till_id = $1::bigint and key = $2::text",
  2,
  TRUE,
};
/* clang-format on */

/* === Posting ================================================================================== */

/* A posting under way. One that is audited has a transaction of its own, in which the audit's row
 * follows once the posting is known to have been made. */
typedef struct
{
  LaurelPostDone       done;
  gpointer             data;
  LaurelDbTransaction *transaction;
  LaurelDbParams      *audit;
} Post;

/* What nothing has come of, by the SQLSTATE that laurel's functions raise. */
static const struct
{
  const char       *sqlstate;
  LaurelPostOutcome outcome;
} refusals[] = {
  { "LR001", LAUREL_POST_RECEIPT_TAKEN }, { "LR002", LAUREL_POST_PHONE_TAKEN },
  { "LR003", LAUREL_POST_EMAIL_TAKEN },   { "LR004", LAUREL_POST_CARD_TAKEN },
  { "LR005", LAUREL_POST_STALE },
};

static void
read_digest (const PGresult *result, guint8 digest[32])
{
  g_autoptr (GBytes) bytes = laurel_db_dup_bytes (result, 0, 2);

  g_assert (bytes != NULL && g_bytes_get_size (bytes) == 32);
  memcpy (digest, g_bytes_get_data (bytes, NULL), 32);
}

/* Fills in what the database's function answered; FALSE: @error is none that it raises by itself.
 */
static gboolean
read_answer (const PGresult *result, const GError *error, LaurelPostAnswer *answer)
{
  const char *outcome = NULL;

  *answer = (LaurelPostAnswer){ 0 };

  if (result == NULL)
    {
      const char *sqlstate = laurel_database_error_get_sqlstate (error);

      for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
        if (g_str_equal (sqlstate, refusals[i].sqlstate))
          {
            answer->outcome = refusals[i].outcome;
            return TRUE;
          }

      return FALSE;
    }

  outcome = laurel_db_get_text (result, 0, 0);

  if (g_str_equal (outcome, "posted") || g_str_equal (outcome, "done"))
    {
      answer->outcome = LAUREL_POST_POSTED;
    }
  else if (g_str_equal (outcome, "stale"))
    {
      answer->outcome = LAUREL_POST_STALE;
    }
  else
    {
      g_assert (g_str_equal (outcome, "replay"));
      answer->outcome = LAUREL_POST_REPLAY;
      answer->status = laurel_db_get_int (result, 0, 1);
      read_digest (result, answer->digest);
      answer->body = laurel_db_get_text (result, 0, 3);
    }

  return TRUE;
}

static void
post_cb (LaurelDb *db, const PGresult *result, const GError *error, gpointer data)
{
  g_autofree Post *post = data;
  LaurelPostAnswer answer = { 0 };

  if (read_answer (result, error, &answer))
    post->done (&answer, NULL, post->data);
  else
    post->done (NULL, error, post->data);
}

/* Whether it went well is what the commit will say. */
static void
audited_cb (LaurelDb *db, const PGresult *result, const GError *error, gpointer data)
{
}

static void
committed_cb (LaurelDb *db, const PGresult *result, const GError *error, gpointer data)
{
  g_autofree Post *post = data;
  LaurelPostAnswer answer = { .outcome = LAUREL_POST_POSTED };

  post->done (result != NULL ? &answer : NULL, error, post->data);
}

static void
audited_post_cb (LaurelDb *db, const PGresult *result, const GError *error, gpointer data)
{
  Post            *post = data;
  LaurelPostAnswer answer = { 0 };
  gboolean         answered = read_answer (result, error, &answer);

  if (answered && answer.outcome == LAUREL_POST_POSTED)
    {
      laurel_db_transaction_query (post->transaction,
                                   &laurel_store_audit_statement,
                                   post->audit,
                                   audited_cb,
                                   NULL);
      laurel_db_commit (post->transaction, committed_cb, post);
      return;
    }

  laurel_db_rollback (post->transaction);
  laurel_db_params_free (post->audit);
  post->done (answered ? &answer : NULL, error, post->data);
  g_free (post);
}

/* (transfer full) @params */
static void
run_post (LaurelStore           *store,
          LaurelDbLane           lane,
          const LaurelStatement *statement,
          LaurelDbParams        *params,
          const LaurelPostAudit *audit,
          LaurelPostDone         done,
          gpointer               data)
{
  LaurelDb *db = laurel_store_get_db (store);
  Post     *post = g_new0 (Post, 1);

  post->done = done;
  post->data = data;

  if (audit == NULL)
    {
      laurel_db_query (db, lane, statement, params, post_cb, post);
      return;
    }

  post->audit =
      laurel_store_audit_params (&audit->actor, audit->action, audit->subject, NULL, audit->after);
  post->transaction = laurel_db_begin (db, lane);
  laurel_db_transaction_query (post->transaction, statement, params, audited_post_cb, post);
}

const LaurelStatement *
laurel_store_post_params (LaurelPostingRows *rows,
                          const gint64      *versions,
                          gsize              n_versions,
                          LaurelDbParams    *params)
{
  gboolean    uses = laurel_posting_rows_has_uses (rows);
  LaurelTable end = uses ? LAUREL_N_TABLES : LAUREL_TABLE_USES;

  g_assert (laurel_rows_get_n_rows (laurel_posting_rows_get (rows, LAUREL_TABLE_ACCOUNTS)) ==
            n_versions);

  for (LaurelTable table = 0; table < end; table++)
    {
      laurel_db_params_add_text (
          params,
          laurel_rows_get_text (laurel_posting_rows_get (rows, table), NULL));

      if (table == LAUREL_TABLE_ACCOUNTS)
        laurel_db_params_add_bigint_array (params, versions, n_versions);
    }

  return uses ? &post_uses_statement : &post_statement;
}

void
laurel_store_post_alone (LaurelStore           *store,
                         LaurelDbLane           lane,
                         LaurelPostingRows     *rows,
                         const gint64          *versions,
                         gsize                  n_versions,
                         const LaurelPostAudit *audit,
                         LaurelPostDone         done,
                         gpointer               data)
{
  LaurelDbParams        *params = laurel_db_params_new ();
  const LaurelStatement *statement = laurel_store_post_params (rows, versions, n_versions, params);

  run_post (store, lane, statement, params, audit, done, data);
}

void
laurel_store_post_together (LaurelStore              *store,
                            LaurelDbLane              lane,
                            LaurelPostingRows *const *rows,
                            gsize                     n_rows,
                            const gint64             *versions,
                            gsize                     n_versions,
                            LaurelDbDone              done,
                            gpointer                  data)
{
  LaurelDbParams         *params = laurel_db_params_new ();
  g_autofree LaurelRows **of_table = g_new (LaurelRows *, n_rows);
  gboolean                uses = FALSE;
  LaurelTable             end = LAUREL_TABLE_USES;

  for (gsize i = 0; i < n_rows; i++)
    uses = uses || laurel_posting_rows_has_uses (rows[i]);

  if (uses)
    end = LAUREL_N_TABLES;

  for (LaurelTable table = 0; table < end; table++)
    {
      GString *text = NULL;

      for (gsize i = 0; i < n_rows; i++)
        of_table[i] = laurel_posting_rows_get (rows[i], table);

      text = laurel_rows_join (of_table, n_rows);
      laurel_db_params_add_text (params, text->str);
      g_string_free (text, TRUE);

      if (table == LAUREL_TABLE_ACCOUNTS)
        laurel_db_params_add_bigint_array (params, versions, n_versions);
    }

  laurel_db_query (laurel_store_get_db (store),
                   lane,
                   uses ? &post_together_uses_statement : &post_together_statement,
                   params,
                   done,
                   data);
}

void
laurel_store_post (LaurelStore           *store,
                   LaurelDbLane           lane,
                   LaurelPostingRows     *rows,
                   const gint64          *versions,
                   gsize                  n_versions,
                   const LaurelPostAudit *audit,
                   LaurelPostDone         done,
                   gpointer               data)
{
  if (lane == LAUREL_DB_LANE_POS && audit == NULL && n_versions <= 1)
    laurel_poster_post (laurel_store_get_poster (store), rows, versions, n_versions, done, data);
  else
    laurel_store_post_alone (store, lane, rows, versions, n_versions, audit, done, data);
}

/* === Opening accounts ========================================================================= */

static void
add_operations (LaurelDbParams *params, const LaurelOperation *operation)
{
  g_autoptr (LaurelPostingRows) rows = laurel_posting_rows_new (LAUREL_ROWS_ARRAY);

  if (operation != NULL)
    laurel_posting_rows_add_operation (rows, operation);

  laurel_db_params_add_text (
      params,
      laurel_rows_get_text (laurel_posting_rows_get (rows, LAUREL_TABLE_OPERATIONS), NULL));
}

static void
add_day (LaurelDbParams *params, gint32 day)
{
  if (day == LAUREL_DAY_NONE)
    laurel_db_params_add_null (params);
  else
    laurel_db_params_add_int (params, day);
}

void
laurel_store_open_account (LaurelStore            *store,
                           LaurelDbLane            lane,
                           const LaurelNewAccount *account,
                           const LaurelPostAudit  *audit,
                           LaurelPostDone          done,
                           gpointer                data)
{
  static const char *const booleans[] = { "f", "t" };
  LaurelDbParams          *params = laurel_db_params_new ();
  const char              *given[2] = { NULL, NULL };

  for (gsize i = 0; i < account->n_consents; i++)
    given[i] = booleans[account->consents_given[i] ? 1 : 0];

  add_operations (params, account->operation);
  laurel_db_params_add_bigint (params, account->client_id);
  laurel_db_params_add_boolean (params, account->exists);
  laurel_db_params_add_boolean (params, account->registered);
  laurel_db_params_add_text (params, account->last_name);
  laurel_db_params_add_text (params, account->first_name);
  laurel_db_params_add_text (params, account->patronymic);
  add_day (params, account->birth_day);
  laurel_db_params_add_text (params, account->gender);
  laurel_db_params_add_text (params, account->phone);
  laurel_db_params_add_text (params, account->email);

  if (account->referrer_id != 0)
    laurel_db_params_add_bigint (params, account->referrer_id);
  else
    laurel_db_params_add_null (params);

  laurel_db_params_add_timestamp (params, account->now_us);
  add_day (params, account->day);
  laurel_db_params_add_text (params, account->how);
  laurel_db_params_add_text (params, account->card);
  laurel_db_params_add_text (params, account->card_kind);
  laurel_db_params_add_text_array (params, account->consent_channels, account->n_consents);
  laurel_db_params_add_text_array (params, given, account->n_consents);
  laurel_db_params_add_text (params, account->who);
  run_post (store, lane, &open_account_statement, params, audit, done, data);
}

void
laurel_store_attach_card (LaurelStore           *store,
                          LaurelDbLane           lane,
                          const LaurelOperation *operation,
                          gint64                 client_id,
                          const char            *card,
                          const char            *card_kind,
                          gint64                 now_us,
                          const LaurelPostAudit *audit,
                          LaurelPostDone         done,
                          gpointer               data)
{
  LaurelDbParams *params = laurel_db_params_new ();

  add_operations (params, operation);
  laurel_db_params_add_bigint (params, client_id);
  laurel_db_params_add_text (params, card);
  laurel_db_params_add_text (params, card_kind);
  laurel_db_params_add_timestamp (params, now_us);
  run_post (store, lane, &attach_card_statement, params, audit, done, data);
}

/* === The till's own number ==================================================================== */

typedef struct
{
  LaurelSaleFoundDone done;
  gpointer            data;
} Find;

static void
find_sale_cb (LaurelDb *db, const PGresult *result, const GError *error, gpointer data)
{
  g_autofree Find *find = data;
  int              n_rows = result != NULL ? laurel_db_get_n_rows (result) : 0;

  if (result == NULL)
    find->done (0, FALSE, error, find->data);
  else
    find->done (n_rows == 1 ? laurel_db_get_bigint (result, 0, 0) : 0,
                n_rows > 1,
                NULL,
                find->data);
}

void
laurel_store_find_sale (LaurelStore        *store,
                        LaurelDbLane        lane,
                        const char         *sale_store,
                        const char         *receipt,
                        gint32              day,
                        LaurelSaleFoundDone done,
                        gpointer            data)
{
  LaurelDbParams *params = laurel_db_params_new ();
  Find           *find = g_new (Find, 1);

  *find = (Find){ done, data };

  laurel_db_params_add_text (params, sale_store);
  laurel_db_params_add_text (params, receipt);

  if (day == LAUREL_DAY_NONE)
    laurel_db_params_add_null (params);
  else
    laurel_db_params_add_bigint (params, day);

  laurel_db_query (laurel_store_get_db (store),
                   lane,
                   &find_sale_statement,
                   params,
                   find_sale_cb,
                   find);
}

typedef struct
{
  LaurelOperationFoundDone done;
  gpointer                 data;
} FindOperation;

static void
find_operation_cb (LaurelDb *db, const PGresult *result, const GError *error, gpointer data)
{
  g_autofree FindOperation *find = data;
  LaurelDocument            document = { LAUREL_DOCUMENT_NONE, 0 };
  gboolean                  known = result != NULL && laurel_db_get_n_rows (result) == 1;

  if (known)
    document = (LaurelDocument){
      (LaurelDocumentKind) laurel_words_find (laurel_words_document_kinds,
                                              LAUREL_N_DOCUMENT_KINDS,
                                              laurel_db_get_text (result, 0, 0)),
      laurel_db_get_bigint (result, 0, 1),
    };

  find->done (known, document, error, find->data);
}

void
laurel_store_find_operation (LaurelStore             *store,
                             LaurelDbLane             lane,
                             gint64                   till_id,
                             const char              *key,
                             LaurelOperationFoundDone done,
                             gpointer                 data)
{
  LaurelDbParams *params = laurel_db_params_new ();
  FindOperation  *find = g_new (FindOperation, 1);

  *find = (FindOperation){ done, data };
  laurel_db_params_add_bigint (params, till_id);
  laurel_db_params_add_text (params, key);
  laurel_db_query (laurel_store_get_db (store),
                   lane,
                   &find_operation_statement,
                   params,
                   find_operation_cb,
                   find);
}
