/* laurel-pos-call.c - one operation on an account on its way: load, compute, post, answer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/services/laurel-pos-call.h"

#include <string.h>

#include "server/wire/laurel-id.h"
#include "server/wire/laurel-phone.h"
#include "server/wire/laurel-wire-balance.h"
#include "server/wire/laurel-wire-problem.h"

/* How often an operation is computed again because somebody else was faster on its account. With 64
 * tills on one card the last one has lost to all the others. */
#define TRIES_MAX 100

struct _LaurelPos
{
  LaurelStore    *store;
  LaurelPrograms *programs;
  LaurelPosTell   tell;
  gpointer        tell_data;
  GPtrArray      *arenas; /* (element-type LaurelArena): those that no call is using */
  GPtrArray      *rows;   /* (element-type LaurelPostingRows): likewise */
  guint           n_calls;
};

static void load (LaurelPosCall *call);

LaurelPos *
laurel_pos_new (LaurelStore    *store,
                LaurelPrograms *programs,
                LaurelPosTell   tell,
                gpointer        tell_data)
{
  LaurelPos *self = g_new0 (LaurelPos, 1);

  self->store = store;
  self->programs = laurel_programs_ref (programs);
  self->tell = tell;
  self->tell_data = tell_data;
  self->arenas = g_ptr_array_new_with_free_func ((GDestroyNotify) laurel_arena_free);
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) laurel_posting_rows_free);

  return self;
}

void
laurel_pos_free (LaurelPos *self)
{
  if (self == NULL)
    return;

  g_assert (self->n_calls == 0);
  laurel_programs_unref (self->programs);
  g_ptr_array_unref (self->arenas);
  g_ptr_array_unref (self->rows);
  g_free (self);
}

LaurelStore *
laurel_pos_get_store (LaurelPos *self)
{
  return self->store;
}

LaurelPrograms *
laurel_pos_get_programs (LaurelPos *self)
{
  return self->programs;
}

static LaurelArena *
take_arena (LaurelPos *self)
{
  if (self->arenas->len == 0)
    return laurel_arena_new ();

  return g_ptr_array_steal_index_fast (self->arenas, self->arenas->len - 1);
}

static LaurelPostingRows *
take_rows (LaurelPos *self)
{
  if (self->rows->len == 0)
    return laurel_posting_rows_new (LAUREL_ROWS_ARRAY);

  return g_ptr_array_steal_index_fast (self->rows, self->rows->len - 1);
}

/* Who asks, for what, in which words: the same key with other ones is another operation. */
static void
fill_digest (LaurelPosCall *call)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  gsize size = sizeof call->digest;
  char *canonical =
      call->body != NULL ? json_dumps (call->body, JSON_COMPACT | JSON_SORT_KEYS) : NULL;

  g_checksum_update (checksum,
                     (const guchar *) call->operation,
                     (gssize) strlen (call->operation) + 1);

  if (call->path != NULL)
    g_checksum_update (checksum, (const guchar *) call->path, (gssize) strlen (call->path));

  g_checksum_update (checksum, (const guchar *) "", 1);

  if (canonical != NULL)
    g_checksum_update (checksum, (const guchar *) canonical, (gssize) strlen (canonical));

  g_checksum_get_digest (checksum, call->digest, &size);
  g_assert (size == sizeof call->digest);
  free (canonical);
}

LaurelPosCall *
laurel_pos_call_new (LaurelPos             *pos,
                     const LaurelPosCaller *caller,
                     const char            *key,
                     const char            *operation,
                     const char            *path,
                     json_t                *body,
                     LaurelPosDone          done,
                     gpointer               data)
{
  LaurelPosCall *call = g_new0 (LaurelPosCall, 1);

  call->pos = pos;
  call->till_id = caller->till_id;
  call->store = g_strdup (caller->store);
  call->till = g_strdup (caller->till);
  call->login = g_strdup (caller->login);
  call->address = g_strdup (caller->address);
  call->now_us = caller->now_us;
  call->posted = caller->now_us / G_USEC_PER_SEC;
  call->key = g_strdup (key);
  call->operation = operation;
  call->path = g_strdup (path);
  call->body = body;
  call->query.till_id = caller->till_id;
  call->query.key = call->key;
  call->arena = take_arena (pos);
  call->rows = take_rows (pos);
  call->faults = laurel_faults_new ();
  call->done = done;
  call->data = data;

  /* What is not stored is never told from another request. */
  if (key != NULL)
    fill_digest (call);

  pos->n_calls++;

  return call;
}

static void
clear_loaded (LaurelPosCall *call)
{
  g_clear_pointer (&call->loaded, laurel_loaded_free);
  g_clear_pointer (&call->other, laurel_loaded_free);
  g_clear_pointer (&call->current, laurel_release_unref);
  g_clear_pointer (&call->text, g_free);
  g_clear_pointer (&call->event_data, g_free);
}

static void
call_free (LaurelPosCall *call)
{
  LaurelPos *pos = call->pos;

  clear_loaded (call);

  if (call->free_detail != NULL)
    call->free_detail (call->detail);

  laurel_arena_reset (call->arena);
  laurel_posting_rows_clear (call->rows);
  g_ptr_array_add (pos->arenas, call->arena);
  g_ptr_array_add (pos->rows, call->rows);
  laurel_faults_free (call->faults);
  json_decref (call->body);
  g_free (call->store);
  g_free (call->till);
  g_free (call->login);
  g_free (call->address);
  g_free (call->audit_subject);
  g_free (call->audit_after);
  g_free (call->key);
  g_free (call->path);
  g_free (call->phone);
  g_free (call->phone_mask);
  g_free (call->email_mask);
  g_free (call);
  pos->n_calls--;
}

static void
finish (LaurelPosCall *call, const LaurelPosAnswer *answer, const GError *error)
{
  call->done (answer, error, call->data);
  call_free (call);
}

static void
finish_with_text (LaurelPosCall *call, gboolean replay, guint status, const char *text)
{
  finish (call, &(LaurelPosAnswer){ .status = status, .body = text, .replay = replay }, NULL);
}

/* A refusal that is no answer of the key: it is not stored. */
static void
finish_with_problem (LaurelPosCall *call,
                     guint          status,
                     const char    *code,
                     const char    *detail,
                     guint          retry_after)
{
  json_t         *problem = laurel_wire_new_problem (status, code, detail, NULL, NULL);
  LaurelPosAnswer answer = { .status = status, .retry_after = retry_after };

  g_free (call->text);
  call->text = laurel_wire_to_text (problem);
  answer.body = call->text;
  finish (call, &answer, NULL);
}

/* The key is known: the same request gets the same answer, another one is told so. */
static void
finish_with_stored (LaurelPosCall *call, const guint8 digest[32], gint status, const char *text)
{
  static const guint8 cancelled[32] = { 0 };

  if (memcmp (digest, call->digest, sizeof call->digest) == 0 ||
      memcmp (digest, cancelled, sizeof cancelled) == 0)
    finish_with_text (call, TRUE, (guint) status, text);
  else
    finish_with_problem (call,
                         422,
                         "key_reused",
                         "this Idempotency-Key was used for another request; use a new one",
                         0);
}

/* === Loading and computing ==================================================================== */

static void
loaded_cb (LaurelLoaded *loaded, const GError *error, gpointer data)
{
  LaurelPosCall *call = data;

  if (loaded == NULL)
    {
      finish (call, NULL, error);
      return;
    }

  call->loaded = loaded;
  call->version = loaded->account != NULL ? loaded->account->version : 0;

  if (loaded->operation_status != 0)
    finish_with_stored (call,
                        loaded->operation_digest,
                        loaded->operation_status,
                        loaded->operation_body);
  else
    call->compute (call);
}

static void
load (LaurelPosCall *call)
{
  clear_loaded (call);
  laurel_arena_reset (call->arena);
  laurel_posting_rows_clear (call->rows);
  call->n_versions = 0;
  call->current = laurel_programs_dup_current (call->pos->programs);

  if (call->current == NULL)
    {
      finish_with_problem (call, 409, "no_program", "no program has been published", 0);
      return;
    }

  if (call->prepare != NULL)
    call->prepare (call);

  laurel_store_load_account (call->pos->store, LAUREL_DB_LANE_POS, &call->query, loaded_cb, call);
}

void
laurel_pos_call_start (LaurelPosCall *call)
{
  load (call);
}

void
laurel_pos_call_load_deeper (LaurelPosCall *call, LaurelAccountDepth depth)
{
  g_assert (depth > call->query.depth);

  call->query.depth = depth;
  load (call);
}

static void
other_loaded_cb (LaurelLoaded *loaded, const GError *error, gpointer data)
{
  LaurelPosCall *call = data;

  if (loaded == NULL)
    {
      finish (call, NULL, error);
      return;
    }

  call->other = loaded;
  call->other_version = loaded->account != NULL ? loaded->account->version : 0;
  call->computed_other (call);
}

void
laurel_pos_call_load_other (LaurelPosCall     *call,
                            gint64             client_id,
                            LaurelAccountDepth depth,
                            LaurelPosCompute   next)
{
  LaurelAccountQuery query = { .owner = LAUREL_OWNER_CLIENT, .id = client_id, .depth = depth };

  call->computed_other = next;
  laurel_store_load_account (call->pos->store, LAUREL_DB_LANE_POS, &query, other_loaded_cb, call);
}

LaurelAccountDepth
laurel_pos_call_depth (const LaurelRelease *current, gint64 time, gint64 posted)
{
  gboolean late = posted - time > (gint64) current->terms->late_minutes * 60;

  if (late)
    return LAUREL_ACCOUNT_DEPTH_HISTORY;

  if ((laurel_ledger_sale_need (current->terms, time, posted) &
       ~(guint) LAUREL_ACCOUNT_NEED_OPEN) != 0)
    return LAUREL_ACCOUNT_DEPTH_FULL;

  return LAUREL_ACCOUNT_DEPTH_OPEN;
}

/* === Answers ================================================================================== */

void
laurel_pos_call_answer (LaurelPosCall *call, guint status, char *body)
{
  g_free (call->text);
  call->text = body;
  finish_with_text (call, FALSE, status, call->text);
}

void
laurel_pos_call_reject (LaurelPosCall *call)
{
  finish (call, &(LaurelPosAnswer){ .status = 400, .faults = call->faults }, NULL);
}

void
laurel_pos_call_fail (LaurelPosCall *call, const GError *error)
{
  finish (call, NULL, error);
}

void
laurel_pos_call_posted (const LaurelPostAnswer *answer, const GError *error, gpointer data)
{
  LaurelPosCall *call = data;

  if (answer == NULL)
    {
      /* Rolled back whole: the same again, as if somebody else had been faster. */
      if (g_error_matches (error, LAUREL_DATABASE_ERROR, LAUREL_DATABASE_ERROR_CLASH) &&
          ++call->tries < TRIES_MAX)
        load (call);
      else if (g_str_equal (laurel_database_error_get_sqlstate (error), "55P03"))
        finish_with_problem (call,
                             409,
                             "in_progress",
                             "the same thing is being worked on; try again in a moment",
                             1);
      else
        finish (call, NULL, error);

      return;
    }

  switch (answer->outcome)
    {
    case LAUREL_POST_POSTED:
      if (call->event_data != NULL)
        call->pos->tell (call->event, call->event_data, call->pos->tell_data);

      finish_with_text (call, FALSE, call->status, call->text);
      break;
    case LAUREL_POST_STALE:
      if (++call->tries < TRIES_MAX)
        load (call);
      else
        finish_with_problem (call,
                             409,
                             "in_progress",
                             "too many operations on this account at once; try again",
                             1);
      break;
    case LAUREL_POST_REPLAY:
      if (call->restart != NULL && ++call->tries < TRIES_MAX)
        call->restart (call);
      else
        finish_with_stored (call, answer->digest, answer->status, answer->body);
      break;
    case LAUREL_POST_RECEIPT_TAKEN:
      g_clear_pointer (&call->event_data, g_free);
      laurel_pos_call_refuse (call,
                              409,
                              "receipt_taken",
                              "the store has a receipt of this number and date already",
                              NULL,
                              TRUE);
      break;
    case LAUREL_POST_PHONE_TAKEN:
      laurel_pos_call_refuse (
          call,
          409,
          "known_client",
          "a client with this phone is registered already",
          json_pack ("{s:{s:o}}", "match", "phone", laurel_wire_new_text (call->phone_mask)),
          TRUE);
      break;
    case LAUREL_POST_EMAIL_TAKEN:
      laurel_pos_call_refuse (
          call,
          409,
          "known_client",
          "a client with this e-mail is registered already",
          json_pack ("{s:{s:o}}", "match", "email", laurel_wire_new_text (call->email_mask)),
          TRUE);
      break;
    case LAUREL_POST_CARD_TAKEN:
      if (call->card_is_made && ++call->tries < TRIES_MAX)
        {
          load (call);
          break;
        }

      laurel_pos_call_refuse (call,
                              409,
                              "card_taken",
                              "the card belongs to another client: take another one",
                              NULL,
                              TRUE);
      break;
    default:
      g_assert_not_reached ();
    }
}

void
laurel_pos_call_set_answer (LaurelPosCall   *call,
                            LaurelDocument   document,
                            gint64           client_id,
                            guint            status,
                            char            *body,
                            LaurelOperation *operation)
{
  g_free (call->text);
  call->status = status;
  call->text = body;

  *operation = (LaurelOperation){
    .till_id = call->till_id,
    .key = call->key,
    .status = (gint) status,
    .body = call->text,
    .client_id = client_id,
    .document_kind = document.kind,
    .document = document.id,
    .posted = call->posted,
  };
  memcpy (operation->digest, call->digest, sizeof operation->digest);
}

void
laurel_pos_call_settle (LaurelPosCall *call, guint status, char *body)
{
  LaurelOperation operation = { 0 };

  laurel_pos_call_set_answer (call,
                              (LaurelDocument){ LAUREL_DOCUMENT_NONE, 0 },
                              call->loaded != NULL ? call->loaded->client_id : 0,
                              status,
                              body,
                              &operation);
  laurel_posting_rows_clear (call->rows);
  laurel_posting_rows_add_operation (call->rows, &operation);
  laurel_store_post (call->pos->store,
                     LAUREL_DB_LANE_POS,
                     call->rows,
                     NULL,
                     0,
                     NULL,
                     laurel_pos_call_posted,
                     call);
}

void
laurel_pos_call_refuse (LaurelPosCall *call,
                        guint          status,
                        const char    *code,
                        const char    *detail,
                        json_t        *further,
                        gboolean       storable)
{
  char *problem =
      laurel_wire_to_text (laurel_wire_new_problem (status, code, detail, further, NULL));

  if (call->key != NULL && storable)
    laurel_pos_call_settle (call, status, problem);
  else
    laurel_pos_call_answer (call, status, problem);
}

/* What a till can do about each of the ledger's refusals. */
static const struct
{
  LaurelLedgerError code;
  guint             status;
  gboolean          storable;
  const char       *detail;
} ledger_answers[] = {
  { LAUREL_LEDGER_ERROR_NOT_ENOUGH_POINTS,
    422,
    TRUE,
    "fewer points are available: redeem at most `redeemable`" },
  { LAUREL_LEDGER_ERROR_REDEEM_LIMIT,
    422,
    TRUE,
    "this receipt cannot redeem so many: redeem at most `redeemable`" },
  { LAUREL_LEDGER_ERROR_TOO_OLD,
    422,
    TRUE,
    "the sale is too old to be taken: a person has to look at it" },
  { LAUREL_LEDGER_ERROR_IN_FUTURE,
    422,
    TRUE,
    "the till's clock is ahead of the server's: set it right" },
  { LAUREL_LEDGER_ERROR_LINE_TWICE, 400, FALSE, "a line is named twice" },
  { LAUREL_LEDGER_ERROR_UNKNOWN_LINE, 422, TRUE, "the sale has no such line" },
  { LAUREL_LEDGER_ERROR_QUANTITY_EXCEEDS,
    422,
    TRUE,
    "more than is left of the line: return at most `left`" },
  { LAUREL_LEDGER_ERROR_NOTHING_TO_RETURN, 422, TRUE, "everything has been returned already" },
  { LAUREL_LEDGER_ERROR_SALE_VOIDED, 422, TRUE, "the sale was voided" },
  { LAUREL_LEDGER_ERROR_HAS_RETURNS,
    422,
    TRUE,
    "goods of this sale were returned: return the rest instead" },
  { LAUREL_LEDGER_ERROR_VOID_TOO_LATE,
    422,
    TRUE,
    "a sale is voided on its own date: return it instead" },
  { LAUREL_LEDGER_ERROR_UNKNOWN_HOLD, 404, TRUE, "the account has no such hold" },
  { LAUREL_LEDGER_ERROR_HOLD_ENDED,
    422,
    TRUE,
    "the hold has ended: reserve again, or sell without it" },
  { LAUREL_LEDGER_ERROR_UNKNOWN_LEVEL, 422, TRUE, "the program has no such level" },
  { LAUREL_LEDGER_ERROR_MERGED, 409, FALSE, "the account was merged meanwhile: try again" },
  { LAUREL_LEDGER_ERROR_RANGE, 400, FALSE, "a number is out of range" },
};

/* The numbers that go with a refusal, under the names of the contract. */
static json_t *
refusal_members (LaurelPosCall *call, gint code, const LaurelRefusal *refusal)
{
  json_t *members = json_object ();

  if (code == LAUREL_LEDGER_ERROR_NOT_ENOUGH_POINTS || code == LAUREL_LEDGER_ERROR_REDEEM_LIMIT)
    {
      json_object_set_new (members, "available", json_integer (refusal->available));

      if (g_str_equal (call->operation, "sale"))
        json_object_set_new (members, "redeemable", json_integer (refusal->redeemable));
    }
  else if (code == LAUREL_LEDGER_ERROR_UNKNOWN_LINE || code == LAUREL_LEDGER_ERROR_QUANTITY_EXCEEDS)
    {
      json_object_set_new (members, "n", json_integer (refusal->n));
      json_object_set_new (members, "left", json_integer (refusal->left));
    }
  else if (code == LAUREL_LEDGER_ERROR_HOLD_ENDED)
    {
      json_object_set_new (members, "ended", json_string (refusal->ended));
    }
  else if (code == LAUREL_LEDGER_ERROR_TOO_OLD || code == LAUREL_LEDGER_ERROR_IN_FUTURE)
    {
      json_object_set_new (members, "posted", laurel_wire_new_instant (refusal->posted, 0));
    }

  return members;
}

void
laurel_pos_call_refuse_by_ledger (LaurelPosCall       *call,
                                  const GError        *error,
                                  const LaurelRefusal *refusal)
{
  g_assert (error->domain == LAUREL_LEDGER_ERROR);

  for (gsize i = 0; i < G_N_ELEMENTS (ledger_answers); i++)
    if ((gint) ledger_answers[i].code == error->code)
      {
        laurel_pos_call_refuse (call,
                                ledger_answers[i].status,
                                laurel_ledger_error_to_string (ledger_answers[i].code),
                                ledger_answers[i].detail,
                                refusal_members (call, error->code, refusal),
                                ledger_answers[i].storable);
        return;
      }

  g_assert_not_reached ();
}

static void
add_account (LaurelPosCall *call, LaurelLoaded *loaded, gint64 version)
{
  if (loaded == NULL || loaded->account == NULL || loaded->account->state == LAUREL_ROW_CLEAN)
    return;

  laurel_posting_rows_add_account (call->rows,
                                   loaded->client_id,
                                   loaded->account,
                                   &call->current->terms->zone);
  call->versions[call->n_versions++] = version;
}

void
laurel_pos_call_post (LaurelPosCall *call, LaurelDocument document, guint status, char *body)
{
  LaurelPostAudit audit = { 0 };
  gboolean        other_first = call->other != NULL && call->loaded->account != NULL &&
                         call->other->client_id < call->loaded->client_id;

  LaurelOperation operation = { 0 };

  laurel_pos_call_set_answer (call, document, call->loaded->client_id, status, body, &operation);

  /* Accounts are locked in the order of their rows: always that of their ids, or two calls that
   * share two accounts would wait for each other. */
  if (other_first)
    add_account (call, call->other, call->other_version);

  add_account (call, call->loaded, call->version);

  if (!other_first)
    add_account (call, call->other, call->other_version);

  if (call->key != NULL)
    laurel_posting_rows_add_operation (call->rows, &operation);

  laurel_store_post (call->pos->store,
                     LAUREL_DB_LANE_POS,
                     call->rows,
                     call->versions,
                     call->n_versions,
                     laurel_pos_call_get_audit (call, &audit),
                     laurel_pos_call_posted,
                     call);
}

void
laurel_pos_call_set_audit (LaurelPosCall *call,
                           const char    *action,
                           const char    *what,
                           const char    *name)
{
  char *after = NULL;

  if (call->login == NULL)
    return;

  g_free (call->audit_subject);
  g_free (call->audit_after);
  call->audit_action = action;
  call->audit_subject = g_strdup_printf ("%s %s", what, name);
  after = call->body != NULL ? json_dumps (call->body, JSON_COMPACT) : NULL;
  call->audit_after = g_strdup (after);
  free (after);
}

const LaurelPostAudit *
laurel_pos_call_get_audit (const LaurelPosCall *call, LaurelPostAudit *audit)
{
  if (call->audit_action == NULL)
    return NULL;

  /* People's operations are kept under minus their number. */
  *audit = (LaurelPostAudit){
    .actor = { .user = -call->till_id, .name = call->login, .address = call->address },
    .action = call->audit_action,
    .subject = call->audit_subject,
    .after = call->audit_after,
  };

  return audit;
}

void
laurel_pos_call_set_event (LaurelPosCall *call, const char *name, json_t *data)
{
  g_free (call->event_data);
  call->event = name;
  call->event_data = laurel_wire_to_text (data);
}

void
laurel_pos_call_write_account (LaurelPosCall *call, LaurelJsonWriter *writer)
{
  const LaurelLoaded *loaded = call->loaded;
  g_autoptr (LaurelBalance) balance = NULL;
  char id[LAUREL_ID_SIZE];

  if (loaded->account == NULL)
    return;

  balance = laurel_ledger_balance (loaded->account,
                                   call->current->terms,
                                   MAX (call->posted, loaded->account->posted));
  laurel_json_writer_begin_object (writer, "client");

  if (loaded->registered)
    {
      laurel_json_writer_add_string (writer, "client", laurel_id_print (loaded->client_id, id));

      if (loaded->first_name != NULL)
        laurel_json_writer_add_string (writer, "first_name", loaded->first_name);
    }

  laurel_json_writer_add_boolean (writer, "registered", loaded->registered);
  laurel_json_writer_end_object (writer);

  if (balance->level != NULL)
    laurel_json_writer_add_string (writer, "level", balance->level);

  laurel_wire_write_balance (writer, "balance", balance);
}

void
laurel_pos_call_add_account (LaurelPosCall *call, json_t *object)
{
  LaurelJsonWriter *writer = laurel_json_writer_new ();

  laurel_json_writer_begin_object (writer, NULL);
  laurel_pos_call_write_account (call, writer);
  laurel_json_writer_end_object (writer);
  json_object_update_new (object, laurel_json_writer_read_back (writer));
}

/* === Reading ================================================================================== */

enum
{
  LABEL_LENGTH_MAX = 64,
};

const char *
laurel_pos_read_label (LaurelJsonReader *reader, const char *name, gboolean needed)
{
  const char *text = needed ? laurel_json_reader_get_string (reader, name)
                            : laurel_json_reader_get_string_or (reader, name, NULL);

  if (text != NULL && (*text == '\0' || g_utf8_strlen (text, -1) > LABEL_LENGTH_MAX))
    laurel_json_reader_fault (reader, name, "range", "1 to %d characters", LABEL_LENGTH_MAX);

  return text;
}

/* === Whose account ============================================================================ */

void
laurel_pos_call_read_owner (LaurelPosCall *call, LaurelJsonReader *reader, gboolean needed)
{
  const char *card = laurel_json_reader_get_string_or (reader, "card", NULL);
  const char *phone = laurel_json_reader_get_string_or (reader, "phone", NULL);
  const char *client = laurel_json_reader_get_string_or (reader, "client", NULL);
  gint        n = (card != NULL) + (phone != NULL) + (client != NULL);

  if (n > 1)
    laurel_json_reader_fault (reader, NULL, "format", "card, phone and client exclude each other");
  else if (n == 0 && needed)
    laurel_json_reader_fault (reader, NULL, "missing", "one of card, phone and client is needed");

  if (card != NULL)
    {
      call->query.owner = LAUREL_OWNER_CARD;
      call->query.text = card;
    }
  else if (phone != NULL)
    {
      char normal[LAUREL_PHONE_SIZE];

      if (laurel_phone_normalise (phone, normal))
        call->phone = g_strdup (normal);
      else
        laurel_json_reader_fault (reader, "phone", "format", "not a telephone number");

      call->query.owner = LAUREL_OWNER_PHONE;
      call->query.text = call->phone;
    }
  else if (client != NULL)
    {
      call->query.owner = LAUREL_OWNER_CLIENT;

      if (!laurel_id_parse (client, &call->query.id))
        call->query.id = 0; /* an id that was never given out: nobody is found */
    }
}

void
laurel_pos_call_refuse_unknown_owner (LaurelPosCall *call)
{
  if (call->query.owner == LAUREL_OWNER_CARD)
    laurel_pos_call_refuse (call, 404, "unknown_card", "there is no such card", NULL, TRUE);
  else
    laurel_pos_call_refuse (call, 404, "unknown_client", "there is no such client", NULL, TRUE);
}
