/* laurel-pos-account.c - an account looked up, points held, points and levels by hand
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "server/engine/laurel-calendar.h"
#include "server/services/laurel-pos-uses.h"
#include "server/wire/laurel-id.h"
#include "server/wire/laurel-phone.h"
#include "server/wire/laurel-wire-balance.h"
#include "server/wire/laurel-wire-problem.h"

enum
{
  TEXT_MAX = 500,
  MINUTES_MAX = 36500,
};

#define POINTS_MAX G_GINT64_CONSTANT (1000000000)

/* === The account ============================================================================== */

typedef struct
{
  gint64 at;
} LookUp;

static void
write_client (LaurelJsonWriter *writer, const LaurelLoaded *loaded)
{
  char id[LAUREL_ID_SIZE];

  laurel_json_writer_begin_object (writer, "client");
  laurel_json_writer_add_string (writer, "client", laurel_id_print (loaded->client_id, id));

  if (loaded->first_name != NULL)
    laurel_json_writer_add_string (writer, "first_name", loaded->first_name);

  if (loaded->phone != NULL)
    {
      g_autofree char *mask = laurel_phone_mask (loaded->phone);

      laurel_json_writer_add_string (writer, "phone", mask);
    }

  if (loaded->email != NULL)
    {
      g_autofree char *mask = laurel_email_mask (loaded->email);

      laurel_json_writer_add_string (writer, "email", mask);
    }

  laurel_json_writer_add_boolean (writer, "registered", TRUE);
  laurel_json_writer_end_object (writer);
}

static const char *
name_of_level (const LaurelLevel *level)
{
  return level->name != NULL ? level->name : level->id;
}

static void
write_level (LaurelJsonWriter       *writer,
             const LaurelLevel      *level,
             const LaurelLevelState *state,
             const char             *current)
{
  laurel_json_writer_begin_object (writer, "level");
  laurel_json_writer_add_string (writer, "id", level->id);
  laurel_json_writer_add_string (writer, "name", name_of_level (level));
  laurel_json_writer_add_string (writer,
                                 "representation",
                                 level->representation != NULL ? level->representation
                                                               : name_of_level (level));

  if (state->manual != NULL && g_str_equal (state->manual, current) &&
      state->manual_until != LAUREL_DAY_NONE)
    {
      char date[LAUREL_DATE_SIZE];

      laurel_json_writer_add_string (writer,
                                     "until",
                                     laurel_date_format (state->manual_until, date));
    }

  laurel_json_writer_end_object (writer);
}

/* The level with the least threshold above @turnover. */
static const LaurelLevel *
next_level (const LaurelProgramTerms *terms, gint64 turnover)
{
  const LaurelLevel *next = NULL;

  for (gsize i = 0; i < terms->n_levels; i++)
    if (terms->levels[i].threshold > turnover &&
        (next == NULL || terms->levels[i].threshold < next->threshold))
      next = &terms->levels[i];

  return next;
}

static void
write_levels (LaurelJsonWriter *writer, const LaurelPosCall *call, const LaurelBalance *balance)
{
  const LaurelProgram *program = call->current->program;
  const LaurelLevel   *level =
      balance->level != NULL ? laurel_program_get_level (program, balance->level) : NULL;
  const LaurelLevel *next =
      next_level (laurel_program_get_terms (program), balance->level_turnover);

  if (level != NULL)
    write_level (writer, level, &call->loaded->account->level, balance->level);

  if (next == NULL)
    return;

  laurel_json_writer_begin_object (writer, "next_level");
  laurel_json_writer_add_string (writer, "id", next->id);
  laurel_json_writer_add_string (writer, "name", name_of_level (next));
  laurel_json_writer_add_integer (writer, "missing", next->threshold - balance->level_turnover);
  laurel_json_writer_end_object (writer);
}

static char *
write_look_up (const LaurelPosCall *call, const LaurelBalance *balance)
{
  const LaurelLoaded *loaded = call->loaded;
  LaurelJsonWriter   *writer = laurel_json_writer_new ();

  laurel_json_writer_begin_object (writer, NULL);

  if (loaded->card != NULL)
    {
      laurel_json_writer_begin_object (writer, "card");
      laurel_json_writer_add_string (writer, "number", loaded->card);
      laurel_json_writer_add_string (writer, "state", loaded->card_state);
      laurel_json_writer_end_object (writer);
    }

  if (loaded->registered)
    write_client (writer, loaded);

  write_levels (writer, call, balance);
  laurel_wire_write_balance (writer, "balance", balance);

  if (loaded->account->last_purchase_day != LAUREL_DAY_NONE)
    {
      char date[LAUREL_DATE_SIZE];

      laurel_json_writer_add_string (writer,
                                     "last_purchase",
                                     laurel_date_format (loaded->account->last_purchase_day, date));
    }

  laurel_json_writer_end_object (writer);

  return laurel_json_writer_finish (writer);
}

static void
compute_look_up (LaurelPosCall *call)
{
  const LookUp *detail = call->detail;
  LaurelLoaded *loaded = call->loaded;
  gint64        at = detail->at;
  g_autoptr (LaurelBalance) balance = NULL;

  if (loaded->account == NULL)
    {
      laurel_pos_call_refuse_unknown_owner (call);
      return;
    }

  if (at == G_MININT64)
    at = MAX (call->posted, loaded->account->posted);
  else if (at < loaded->account->posted)
    laurel_account_rewind (loaded->account, &call->current->terms->zone, at);

  balance = laurel_ledger_balance (loaded->account, call->current->terms, at);
  laurel_pos_call_answer (call, 200, write_look_up (call, balance));
}

void
laurel_pos_look_up (LaurelPos             *self,
                    const LaurelPosCaller *caller,
                    const char            *card,
                    const char            *phone,
                    const char            *client,
                    gint64                 at,
                    LaurelPosDone          done,
                    gpointer               data)
{
  /* The body keeps the strings that the query points to. */
  json_t *body = json_pack ("{s:s*, s:s*, s:s*}", "card", card, "phone", phone, "client", client);
  LaurelPosCall *call = laurel_pos_call_new (self, caller, NULL, "look-up", NULL, body, done, data);
  LookUp        *detail = g_new0 (LookUp, 1);
  g_autoptr (LaurelJsonReader) reader = laurel_json_reader_new (call->body, "", call->faults);
  g_autoptr (LaurelRelease) current = laurel_programs_dup_current (laurel_pos_get_programs (self));

  detail->at = at;
  call->detail = detail;
  call->free_detail = g_free;

  if (laurel_json_reader_begin (reader))
    {
      laurel_pos_call_read_owner (call, reader, TRUE);
      laurel_json_reader_end_object (reader);
    }

  if (laurel_faults_get_n (call->faults) > 0)
    {
      laurel_pos_call_reject (call);
      return;
    }

  if (at != G_MININT64)
    call->query.depth = LAUREL_ACCOUNT_DEPTH_HISTORY;
  else if (current != NULL)
    call->query.depth = laurel_pos_call_depth (current, call->posted, call->posted);

  call->compute = compute_look_up;
  laurel_pos_call_start (call);
}

/* === Holds ==================================================================================== */

/**
 * Hold:
 * @points: 0: none
 * @has_code: a promo code is reserved
 * @forms: (array length=1): it, in the form that is kept, for the load
 */
typedef struct
{
  gint64      points;
  gint32      minutes;
  gint64      hold;
  gboolean    has_code;
  char        code[LAUREL_PROMO_CODE_SIZE];
  const char *forms[1];
  gboolean    cancelling;
} Hold;

static LaurelPosting
new_posting (const LaurelPosCall *call)
{
  return (LaurelPosting){ .terms = call->current->terms,
                          .posted = call->posted,
                          .time = call->posted,
                          .actor = call->till_id };
}

/* Refuses a code that a sale could not use now either; TRUE: it was refused. */
static gboolean
refuse_code (LaurelPosCall *call)
{
  const Hold *detail = call->detail;
  gint32      day = laurel_program_local_day (call->current->program, call->store, call->posted);
  LaurelPosVerdict verdict = LAUREL_POS_CODE_GOOD;

  if (detail->has_code)
    verdict = laurel_pos_code_judge (call->loaded, detail->code, day);

  if (verdict == LAUREL_POS_CODE_GOOD)
    return FALSE;

  laurel_pos_call_refuse (call,
                          422,
                          laurel_pos_verdict_get_code (verdict),
                          laurel_pos_verdict_get_text (verdict),
                          NULL,
                          TRUE);

  return TRUE;
}

static void
compute_hold (LaurelPosCall *call)
{
  Hold         *detail = call->detail;
  LaurelPosting posting = new_posting (call);
  LaurelRefusal refusal = { 0 };
  g_autoptr (GError) error = NULL;
  json_t *answer = NULL;
  gint64  until = 0;
  char    id[LAUREL_ID_SIZE];

  if (call->loaded->account == NULL)
    {
      laurel_pos_call_refuse_unknown_owner (call);
      return;
    }

  if (refuse_code (call))
    return;

  detail->hold = laurel_id_next (g_get_real_time () / 1000);

  if (!laurel_ledger_hold (call->loaded->account,
                           &posting,
                           detail->hold,
                           detail->points,
                           detail->minutes,
                           &until,
                           &refusal,
                           &error))
    {
      laurel_pos_call_refuse_by_ledger (call, error, &refusal);
      return;
    }

  if (detail->has_code)
    laurel_posting_rows_add_code_hold (call->rows,
                                       call->loaded->client_id,
                                       detail->hold,
                                       detail->code,
                                       call->posted);

  answer = json_object ();
  json_object_set_new (answer, "hold", json_string (laurel_id_print (detail->hold, id)));
  json_object_set_new (answer, "until", laurel_wire_new_instant (until, 0));
  laurel_pos_call_add_account (call, answer);
  json_object_del (answer, "client");
  json_object_del (answer, "level");
  laurel_pos_call_post (call,
                        (LaurelDocument){ LAUREL_DOCUMENT_HOLD, detail->hold },
                        201,
                        laurel_wire_to_text (answer));
}

/* Points, or a promo code, or both. */
static void
read_reserved (LaurelJsonReader *reader, Hold *detail)
{
  const char *code = laurel_json_reader_get_string_or (reader, "promo_code", NULL);

  detail->points = laurel_json_reader_get_integer_or (reader, "points", 1, POINTS_MAX, 0);
  detail->has_code = code != NULL;

  if (code == NULL && !laurel_json_reader_has (reader, "points"))
    laurel_json_reader_fault (reader, NULL, "missing", "points or a promo_code are needed");

  /* What no code is written like is looked for and not found. */
  if (code != NULL && !laurel_promo_code_normalise (code, detail->code))
    detail->code[0] = '\0';
}

void
laurel_pos_hold (LaurelPos             *self,
                 const LaurelPosCaller *caller,
                 const char            *key,
                 json_t                *body,
                 LaurelPosDone          done,
                 gpointer               data)
{
  LaurelPosCall *call = laurel_pos_call_new (self, caller, key, "hold", NULL, body, done, data);
  Hold          *detail = g_new0 (Hold, 1);
  g_autoptr (LaurelJsonReader) reader = laurel_json_reader_new (call->body, "", call->faults);

  call->detail = detail;
  call->free_detail = g_free;

  if (laurel_json_reader_begin (reader))
    {
      (void) laurel_json_reader_get_time (reader, "time");
      laurel_pos_call_read_owner (call, reader, TRUE);
      read_reserved (reader, detail);
      detail->minutes =
          (gint32) laurel_json_reader_get_integer_or (reader, "minutes", 1, MINUTES_MAX, 0);
      laurel_json_reader_end_object (reader);
    }

  if (laurel_faults_get_n (call->faults) > 0)
    {
      laurel_pos_call_reject (call);
      return;
    }

  if (detail->has_code)
    {
      detail->forms[0] = detail->code;
      call->query.codes = detail->forms;
      call->query.n_codes = 1;
      call->query.now = call->posted;
    }

  call->query.depth = LAUREL_ACCOUNT_DEPTH_FULL;
  call->compute = compute_hold;
  laurel_pos_call_start (call);
}

static void
compute_release (LaurelPosCall *call)
{
  const Hold   *detail = call->detail;
  LaurelPosting posting = new_posting (call);
  LaurelRefusal refusal = { 0 };
  g_autoptr (GError) error = NULL;
  json_t *answer = NULL;
  char    id[LAUREL_ID_SIZE];

  if (call->loaded->account == NULL)
    {
      laurel_pos_call_refuse (call, 404, "unknown_hold", "there is no such hold", NULL, TRUE);
      return;
    }

  if (!laurel_ledger_release (call->loaded->account, &posting, detail->hold, &refusal, &error))
    {
      if (detail->cancelling)
        laurel_pos_call_cancel_nothing (call);
      else
        laurel_pos_call_refuse_by_ledger (call, error, &refusal);

      return;
    }

  answer = json_object ();

  if (detail->cancelling)
    json_object_set_new (answer, "cancelled", json_string ("hold"));

  json_object_set_new (answer, "hold", json_string (laurel_id_print (detail->hold, id)));
  laurel_pos_call_add_account (call, answer);
  json_object_del (answer, "client");
  json_object_del (answer, "level");
  laurel_pos_call_post (call,
                        (LaurelDocument){ LAUREL_DOCUMENT_HOLD, detail->hold },
                        detail->cancelling ? 201 : 200,
                        laurel_wire_to_text (answer));
}

static void
start_release (LaurelPosCall *call, gint64 hold, gboolean cancelling)
{
  Hold *detail = g_new0 (Hold, 1);

  detail->hold = hold;
  detail->cancelling = cancelling;
  call->detail = detail;
  call->free_detail = g_free;
  call->query.owner = LAUREL_OWNER_HOLD;
  call->query.id = hold;
  call->query.depth = LAUREL_ACCOUNT_DEPTH_FULL;
  call->compute = compute_release;
  laurel_pos_call_start (call);
}

void
laurel_pos_release (LaurelPos             *self,
                    const LaurelPosCaller *caller,
                    const char            *key,
                    const char            *hold,
                    LaurelPosDone          done,
                    gpointer               data)
{
  LaurelPosCall *call = laurel_pos_call_new (self, caller, key, "release", hold, NULL, done, data);
  gint64         id = 0;

  /* An id that was never given out: nothing is found. */
  start_release (call, laurel_id_parse (hold, &id) ? id : 0, FALSE);
}

void
laurel_pos_call_cancel_hold (LaurelPosCall *call, gint64 hold)
{
  start_release (call, hold, TRUE);
}

/* === By hand ================================================================================== */

typedef struct
{
  gboolean           grant;
  gint64             points;
  gint32             activation_days;
  gboolean           has_expiry;
  LaurelLedgerExpiry expiry;
  const char        *level;
  gint32             until;
} ByHand;

static void
compute_points (LaurelPosCall *call)
{
  const ByHand  *detail = call->detail;
  LaurelPosting  posting = new_posting (call);
  LaurelRefusal  refusal = { 0 };
  LaurelDocument document = { detail->grant ? LAUREL_DOCUMENT_GRANT : LAUREL_DOCUMENT_WRITE_OFF,
                              laurel_id_next (g_get_real_time () / 1000) };
  LaurelLedgerLotTerms lots = { .activation_days = detail->activation_days,
                                .expiry = detail->has_expiry
                                              ? detail->expiry
                                              : call->current->terms->accrual.expiry };
  g_autoptr (GArray) consumptions = g_array_new (FALSE, FALSE, sizeof (LaurelConsumption));
  g_autoptr (GError) error = NULL;
  json_t  *answer = NULL;
  gint64   lot_no = 0;
  gboolean done = FALSE;
  char     id[LAUREL_ID_SIZE];

  if (call->loaded->account == NULL)
    {
      laurel_pos_call_refuse_unknown_owner (call);
      return;
    }

  if (detail->grant)
    done = laurel_ledger_grant (call->loaded->account,
                                &posting,
                                LAUREL_LOT_MANUAL,
                                document,
                                detail->points,
                                &lots,
                                &lot_no,
                                &error);
  else
    done = laurel_ledger_write_off (call->loaded->account,
                                    &posting,
                                    document,
                                    detail->points,
                                    consumptions,
                                    &refusal,
                                    &error);

  if (!done)
    {
      laurel_pos_call_refuse_by_ledger (call, error, &refusal);
      return;
    }

  laurel_posting_rows_add_consumptions (call->rows,
                                        call->loaded->client_id,
                                        document,
                                        consumptions);
  answer = json_object ();
  json_object_set_new (answer, "operation", json_string (laurel_id_print (document.id, id)));
  laurel_pos_call_add_account (call, answer);
  laurel_pos_call_post (call, document, 201, laurel_wire_to_text (answer));
}

static void
read_expiry (LaurelJsonReader *reader, ByHand *detail)
{
  static const char *const kinds[] = { "none", "days", "end_of", "inactivity", NULL };
  static const char *const periods[] = { "month", "quarter", "year", NULL };

  if (!laurel_json_reader_begin_object_or_none (reader, "expiry"))
    return;

  detail->has_expiry = TRUE;
  detail->expiry.kind =
      (LaurelLedgerExpiryKind) laurel_json_reader_get_word (reader, "kind", kinds);

  if (detail->expiry.kind == LAUREL_LEDGER_EXPIRY_DAYS ||
      detail->expiry.kind == LAUREL_LEDGER_EXPIRY_INACTIVITY)
    {
      detail->expiry.days =
          (gint32) laurel_json_reader_get_integer (reader, "days", 0, MINUTES_MAX);
    }
  else if (detail->expiry.kind == LAUREL_LEDGER_EXPIRY_END_OF)
    {
      detail->expiry.period =
          (LaurelLedgerPeriod) laurel_json_reader_get_word (reader, "period", periods);
      detail->expiry.grace =
          (gint32) laurel_json_reader_get_integer_or (reader, "grace", 0, MINUTES_MAX, 0);
    }

  laurel_json_reader_end_object (reader);
}

static void
read_reason (LaurelJsonReader *reader)
{
  const char *reason = laurel_json_reader_get_string (reader, "reason");

  if (reason != NULL && (*reason == '\0' || g_utf8_strlen (reason, -1) > TEXT_MAX))
    laurel_json_reader_fault (reader, "reason", "range", "1 to %d characters", TEXT_MAX);
}

/* Points the call at the account of @card or @client, of which one is given. */
static void
set_owner (LaurelPosCall *call, const char *card, const char *client)
{
  if (card != NULL)
    {
      call->query.owner = LAUREL_OWNER_CARD;
      call->query.text = call->path;
    }
  else
    {
      call->query.owner = LAUREL_OWNER_CLIENT;

      if (!laurel_id_parse (client, &call->query.id))
        call->query.id = 0; /* an id that was never given out: nobody is found */
    }

  call->query.depth = LAUREL_ACCOUNT_DEPTH_FULL;
}

static void
set_audit (LaurelPosCall *call, const char *action)
{
  laurel_pos_call_set_audit (call,
                             action,
                             call->query.owner == LAUREL_OWNER_CARD ? "card" : "client",
                             call->path);
}

static void
start_or_reject (LaurelPosCall *call, LaurelPosCompute compute)
{
  call->compute = compute;

  if (laurel_faults_get_n (call->faults) > 0)
    laurel_pos_call_reject (call);
  else
    laurel_pos_call_start (call);
}

void
laurel_pos_points_by_hand (LaurelPos             *self,
                           const LaurelPosCaller *caller,
                           const char            *key,
                           const char            *card,
                           const char            *client,
                           json_t                *body,
                           LaurelPosDone          done,
                           gpointer               data)
{
  static const char *const kinds[] = { "grant", "write_off", NULL };
  LaurelPosCall           *call = laurel_pos_call_new (self,
                                             caller,
                                             key,
                                             "points",
                                             card != NULL ? card : client,
                                             body,
                                             done,
                                             data);
  ByHand                  *detail = g_new0 (ByHand, 1);
  g_autoptr (LaurelJsonReader) reader = laurel_json_reader_new (call->body, "", call->faults);

  call->detail = detail;
  call->free_detail = g_free;
  set_owner (call, card, client);

  if (laurel_json_reader_begin (reader))
    {
      detail->grant = laurel_json_reader_get_word (reader, "kind", kinds) == 0;
      detail->points = laurel_json_reader_get_integer (reader, "points", 1, POINTS_MAX);
      read_reason (reader);

      if (detail->grant)
        {
          detail->activation_days = (gint32)
              laurel_json_reader_get_integer_or (reader, "activation_days", 0, MINUTES_MAX, 0);
          read_expiry (reader, detail);
        }

      laurel_json_reader_end_object (reader);
    }

  set_audit (call, detail->grant ? "points.grant" : "points.write_off");
  start_or_reject (call, compute_points);
}

static void
compute_level (LaurelPosCall *call)
{
  const ByHand  *detail = call->detail;
  LaurelPosting  posting = new_posting (call);
  LaurelDocument document = { LAUREL_DOCUMENT_LEVEL, laurel_id_next (g_get_real_time () / 1000) };
  g_autoptr (GError) error = NULL;
  json_t *answer = NULL;

  if (call->loaded->account == NULL)
    {
      laurel_pos_call_refuse_unknown_owner (call);
      return;
    }

  if (!laurel_ledger_set_level (call->loaded->account,
                                &posting,
                                document,
                                detail->level,
                                detail->until,
                                &error))
    {
      laurel_pos_call_refuse_by_ledger (call, error, &(LaurelRefusal){ 0 });
      return;
    }

  answer = json_object ();
  laurel_pos_call_add_account (call, answer);
  laurel_pos_call_post (call, document, 200, laurel_wire_to_text (answer));
}

void
laurel_pos_level_by_hand (LaurelPos             *self,
                          const LaurelPosCaller *caller,
                          const char            *key,
                          const char            *card,
                          const char            *client,
                          json_t                *body,
                          LaurelPosDone          done,
                          gpointer               data)
{
  LaurelPosCall *call = laurel_pos_call_new (self,
                                             caller,
                                             key,
                                             "level",
                                             card != NULL ? card : client,
                                             body,
                                             done,
                                             data);
  ByHand        *detail = g_new0 (ByHand, 1);
  g_autoptr (LaurelJsonReader) reader = NULL;

  detail->until = LAUREL_DAY_NONE;
  call->detail = detail;
  call->free_detail = g_free;
  set_owner (call, card, client);

  if (call->body != NULL)
    {
      reader = laurel_json_reader_new (call->body, "", call->faults);

      if (laurel_json_reader_begin (reader))
        {
          const char *level = laurel_json_reader_get_string (reader, "level");

          detail->level = level != NULL ? g_intern_string (level) : NULL;
          detail->until = laurel_json_reader_get_date_or (reader, "until", LAUREL_DAY_NONE);
          read_reason (reader);
          laurel_json_reader_end_object (reader);
        }
    }

  set_audit (call, call->body != NULL ? "level.set" : "level.clear");
  start_or_reject (call, compute_level);
}
