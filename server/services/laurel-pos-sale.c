/* laurel-pos-sale.c - quotes and sales
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A quote and a sale are the same up to the price; then the sale is posted, and the quote
 * forgotten.
 */

#include <string.h>

#include "server/engine/laurel-price.h"
#include "server/services/laurel-facts.h"
#include "server/services/laurel-pos-uses.h"
#include "server/wire/laurel-id.h"
#include "server/wire/laurel-wire-priced.h"
#include "server/wire/laurel-wire-problem.h"
#include "server/wire/laurel-wire-receipt.h"
#include "server/wire/laurel-wire-sale-facts.h"

enum
{
  HOLDS_MAX = 16,
};

/**
 * SaleDetail:
 * @reading: holds the receipt's arrays for as long as the call lives
 * @codes: the receipt's promo codes, and what becomes of them
 * @time_text: the till's time as it wrote it
 * @expected: (nullable): totals that the till has found by itself
 *
 * A quote's or sale's request, read once; strings are those of the call's body.
 */
typedef struct
{
  LaurelArena   *reading;
  LaurelReceipt  receipt;
  LaurelPosCodes codes;
  const char    *time_text;
  const char    *number;
  const char    *cashier;
  gint64         holds[HOLDS_MAX];
  gsize          n_holds;
  gboolean       unknown_hold;
  json_t        *expected;
  gboolean       accept_till_totals;

  /* Worked out anew each time. */
  const LaurelPriced *priced;
  LaurelRelease      *release;
  gboolean            late;
  gint64              available;
  LaurelClientFacts   facts;
  LaurelUsageTotals   totals;
  gint64              sale_id;
} SaleDetail;

static void
detail_free (gpointer data)
{
  SaleDetail *detail = data;

  laurel_release_unref (detail->release);
  laurel_arena_free (detail->reading);
  g_free (detail);
}

/* === Reading ================================================================================== */

static void
read_holds (LaurelJsonReader *reader, SaleDetail *detail)
{
  gsize n = 0;

  if (!laurel_json_reader_begin_array_or_none (reader, "holds", &n))
    return;

  if (n > HOLDS_MAX)
    laurel_json_reader_fault (reader, NULL, "range", "at most %d holds", HOLDS_MAX);

  for (gsize i = 0; i < MIN (n, HOLDS_MAX); i++)
    {
      const char *hold = laurel_json_reader_get_string_element (reader, i);

      if (hold == NULL)
        continue;

      if (laurel_id_parse (hold, &detail->holds[detail->n_holds]))
        detail->n_holds++;
      else
        detail->unknown_hold = TRUE;
    }

  laurel_json_reader_end_array (reader);
}

static SaleDetail *
read_sale (LaurelPosCall *call, gboolean sale)
{
  SaleDetail *detail = g_new0 (SaleDetail, 1);
  g_autoptr (LaurelJsonReader) reader = laurel_json_reader_new (call->body, "", call->faults);

  detail->reading = laurel_arena_new ();
  call->detail = detail;
  call->free_detail = detail_free;

  if (!laurel_json_reader_begin (reader))
    return detail;

  laurel_wire_read_receipt (reader, detail->reading, &detail->receipt);
  laurel_pos_codes_init (&detail->codes, detail->reading, &detail->receipt);
  detail->time_text = laurel_json_reader_get_string_or (reader, "time", NULL);
  laurel_pos_call_read_owner (call, reader, FALSE);
  read_holds (reader, detail);

  if (sale)
    {
      detail->number = laurel_pos_read_label (reader, "receipt", TRUE);
      detail->cashier = laurel_pos_read_label (reader, "cashier", FALSE);
      detail->accept_till_totals =
          laurel_json_reader_get_boolean_or (reader, "accept_till_totals", FALSE);
      detail->expected = laurel_json_reader_get_value (reader, "expected");

      if (detail->expected != NULL && !json_is_object (detail->expected))
        laurel_json_reader_fault (reader, "expected", "format", "an object is expected");

      laurel_json_reader_get_boolean_or (reader, "offer_slip", FALSE);
      laurel_pos_read_label (reader, "verification", FALSE);
    }

  laurel_json_reader_end_object (reader);
  call->query.holds = detail->holds;
  /* Somebody unknown has no holds, and what they reserve is not theirs. */
  call->query.n_holds = call->query.owner != LAUREL_OWNER_NONE ? detail->n_holds : 0;

  return detail;
}

/* === Pricing ================================================================================== */

/* The program of the sale's time decides which uses the price must be told. */
static void
prepare (LaurelPosCall *call)
{
  SaleDetail *detail = call->detail;

  g_clear_pointer (&detail->release, laurel_release_unref);
  detail->release =
      laurel_programs_dup_at (laurel_pos_get_programs (call->pos), detail->receipt.time);

  if (detail->release != NULL)
    laurel_pos_uses_ask (call, &detail->codes, detail->release->program);
}

static void
fill_facts (LaurelPosCall *call, SaleDetail *detail)
{
  const LaurelLoaded *loaded = call->loaded;
  gint64              at = MAX (call->posted, loaded->account->posted);
  gint32              day = laurel_program_local_day (detail->release->program,
                                         detail->receipt.store,
                                         detail->receipt.time);

  laurel_facts_fill (
      &detail->facts,
      loaded,
      detail->late
          ? laurel_ledger_level_then (loaded->account, call->current->terms, detail->receipt.time)
          : laurel_ledger_level (loaded->account, call->current->terms, at),
      detail->available,
      day);

  /* The program of the sale's time may not know a level that has come since. */
  laurel_facts_fit_level (&detail->facts, detail->release->program);
}

/* What cannot be priced is the request's fault; the engine says which part of it. */
static void
reject_by_engine (LaurelPosCall *call, const GError *error)
{
  g_assert (error->domain == LAUREL_ENGINE_ERROR);

  laurel_faults_add (call->faults,
                     "/lines",
                     laurel_engine_error_to_word ((LaurelEngineError) error->code),
                     "%s",
                     error->message);
  laurel_pos_call_reject (call);
}

/* Refuses where the account or the card may not buy; TRUE: it was refused. */
static gboolean
refuse_owner (LaurelPosCall *call, const SaleDetail *detail)
{
  const LaurelLoaded *loaded = call->loaded;

  if (call->query.owner == LAUREL_OWNER_NONE)
    return FALSE;

  if (loaded->account == NULL)
    {
      laurel_pos_call_refuse_unknown_owner (call);
      return TRUE;
    }

  if (call->query.owner == LAUREL_OWNER_CARD && loaded->card_state != NULL &&
      !g_str_equal (loaded->card_state, "active") && !g_str_equal (loaded->card_state, "issued"))
    {
      laurel_pos_call_refuse (call,
                              422,
                              "card_blocked",
                              "the card is blocked: sell without it, or use another one",
                              NULL,
                              TRUE);
      return TRUE;
    }

  if (detail->unknown_hold)
    {
      laurel_pos_call_refuse (call, 404, "unknown_hold", "there is no such hold", NULL, TRUE);
      return TRUE;
    }

  return FALSE;
}

/* The price by all facts. FALSE: the call has been answered. */
static gboolean
run_engine (LaurelPosCall *call)
{
  SaleDetail *detail = call->detail;
  g_autoptr (GError) error = NULL;

  detail->totals = (LaurelUsageTotals){ call->loaded->totals, call->loaded->n_totals };
  laurel_pos_codes_judge (&detail->codes,
                          call->loaded,
                          laurel_program_local_day (detail->release->program,
                                                    detail->receipt.store,
                                                    detail->receipt.time),
                          &detail->receipt);
  detail->priced = laurel_price (detail->release->program,
                                 call->arena,
                                 &detail->receipt,
                                 call->loaded->account != NULL ? &detail->facts : NULL,
                                 &detail->totals,
                                 LAUREL_PRICE_PLAIN,
                                 &error);

  if (detail->priced == NULL)
    {
      reject_by_engine (call, error);
      return FALSE;
    }

  return TRUE;
}

/* Prices the receipt of @call. FALSE: the call has been answered. */
static gboolean
price (LaurelPosCall *call)
{
  SaleDetail   *detail = call->detail;
  LaurelRefusal refusal = { 0 };
  g_autoptr (GError) error = NULL;

  detail->late = FALSE;
  detail->available = 0;

  if (!laurel_ledger_check_time (call->current->terms,
                                 detail->receipt.time,
                                 call->posted,
                                 &detail->late,
                                 &refusal,
                                 &error))
    {
      laurel_pos_call_refuse_by_ledger (call, error, &refusal);
      return FALSE;
    }

  if (refuse_owner (call, detail))
    return FALSE;

  if (detail->receipt.n_certificates > 0)
    {
      laurel_pos_call_refuse (call,
                              404,
                              "unknown_certificate",
                              "there is no such certificate",
                              NULL,
                              TRUE);
      return FALSE;
    }

  if (detail->release == NULL)
    {
      laurel_pos_call_refuse (call,
                              409,
                              "no_program",
                              "the program of that time cannot be used",
                              NULL,
                              FALSE);
      return FALSE;
    }

  if (call->loaded->account != NULL)
    {
      if (!laurel_ledger_redeemable (call->loaded->account,
                                     call->current->terms,
                                     call->posted,
                                     detail->holds,
                                     detail->n_holds,
                                     &detail->available,
                                     &refusal,
                                     &error))
        {
          laurel_pos_call_refuse_by_ledger (call, error, &refusal);
          return FALSE;
        }

      fill_facts (call, detail);
    }

  return run_engine (call);
}

/* === Answering ================================================================================ */

static char *
write_answer (LaurelPosCall *call)
{
  const SaleDetail *detail = call->detail;
  LaurelJsonWriter *writer = laurel_json_writer_new ();
  json_t           *messages = json_array ();
  char              id[LAUREL_ID_SIZE];

  laurel_json_writer_begin_object (writer, NULL);

  if (detail->sale_id != 0)
    laurel_json_writer_add_string (writer, "sale", laurel_id_print (detail->sale_id, id));

  laurel_json_writer_add_integer (writer, "program_version", detail->release->version);
  laurel_json_writer_add_boolean (writer, "offline", detail->late);
  laurel_json_writer_add_string (writer, "time", detail->time_text);
  laurel_wire_write_priced (writer, detail->priced, &detail->receipt);
  laurel_pos_call_write_account (call, writer);
  laurel_json_writer_begin_array (writer, "slip");
  laurel_json_writer_end_array (writer);
  laurel_pos_codes_add_messages (&detail->codes, &detail->receipt, messages);
  laurel_json_writer_add_value (writer, "messages", messages);
  laurel_json_writer_end_object (writer);
  json_decref (messages);

  return laurel_json_writer_finish (writer);
}

static void
compute_quote (LaurelPosCall *call)
{
  if (price (call))
    laurel_pos_call_answer (call, 200, write_answer (call));
}

/* The members of the totals that the till has found otherwise; NULL: it agrees. */
static json_t *
differing_totals (const SaleDetail *detail)
{
  json_t     *totals = laurel_wire_new_totals (&detail->priced->totals);
  const char *name = NULL;
  json_t     *value = NULL;

  json_object_foreach (detail->expected, name, value)
  {
    if (!json_equal (value, json_object_get (totals, name)))
      return totals;
  }

  json_decref (totals);

  return NULL;
}

/* Refuses what the price forbids; TRUE: it was refused. */
static gboolean
refuse_price (LaurelPosCall *call, const SaleDetail *detail)
{
  const LaurelProgramTerms *terms = laurel_program_get_terms (detail->release->program);
  LaurelRefusal             refusal = { 0 };
  g_autoptr (GError) error = NULL;
  json_t *totals = NULL;

  if (!laurel_ledger_check_redeem (&detail->receipt,
                                   detail->priced,
                                   detail->available,
                                   &refusal,
                                   &error))
    {
      laurel_pos_call_refuse_by_ledger (call, error, &refusal);
      return TRUE;
    }

  if (terms->redeem_from >= 0 && detail->priced->totals.redeemed_points > 0 &&
      detail->priced->totals.redeemed_points >= terms->redeem_from)
    {
      laurel_pos_call_refuse (call,
                              422,
                              "verification_needed",
                              "so many points are redeemed only when the buyer has confirmed it",
                              json_pack ("{s:I}", "redeem_from", (json_int_t) terms->redeem_from),
                              TRUE);
      return TRUE;
    }

  if (detail->expected == NULL || detail->accept_till_totals)
    return FALSE;

  totals = differing_totals (detail);

  if (totals == NULL)
    return FALSE;

  laurel_pos_call_refuse (
      call,
      409,
      "totals_differ",
      "the totals are not those that the till expects: show them and sell again",
      json_pack ("{s:O, s:o}", "expected", detail->expected, "totals", totals),
      TRUE);

  return TRUE;
}

static void
add_sale_event (LaurelPosCall *call, const SaleDetail *detail, const LaurelSaleHeader *header)
{
  const LaurelTotals *totals = &detail->priced->totals;
  json_t             *event = json_object ();
  char                id[LAUREL_ID_SIZE];

  json_object_set_new (event, "document", json_string (laurel_id_print (header->sale_id, id)));
  json_object_set_new (event, "store", laurel_wire_new_text (header->store));
  json_object_set_new (event, "channel", laurel_wire_new_text (header->channel));
  json_object_set_new (event, "time", json_string (detail->time_text));
  json_object_set_new (event, "day", laurel_wire_new_day (header->day));
  json_object_set_new (event, "to_pay", json_integer (totals->to_pay));
  json_object_set_new (event, "discount", json_integer (totals->discount));
  json_object_set_new (event, "points", json_integer (totals->points));
  json_object_set_new (event, "redeemed_points", json_integer (totals->redeemed_points));
  json_object_set_new (event,
                       "client",
                       header->client_id > 0 ? json_string (laurel_id_print (header->client_id, id))
                                             : json_null ());
  laurel_pos_call_set_event (call, "sale", event);
}

static const char *
channel_of (const SaleDetail *detail)
{
  LaurelChannel channel = LAUREL_CHANNEL_NONE;

  if (detail->receipt.channel != NULL)
    return detail->receipt.channel;

  channel = laurel_program_get_store_channel (detail->release->program, detail->receipt.store);

  return laurel_channel_to_word (channel);
}

/* Posts the sale: the last step, once both accounts are there. */
static void
commit (LaurelPosCall *call)
{
  SaleDetail    *detail = call->detail;
  LaurelAccount *buyer = call->loaded->account;
  LaurelAccount *referrer = call->other != NULL ? call->other->account : NULL;
  LaurelRefusal  refusal = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (LaurelSale) sale = NULL;
  g_autoptr (GString) facts = g_string_sized_new (256);
  LaurelSaleHeader header = { 0 };

  detail->sale_id = laurel_id_next (g_get_real_time () / 1000);
  header = (LaurelSaleHeader){
    .client_id = buyer != NULL ? call->loaded->client_id : -call->till_id,
    .sale_id = detail->sale_id,
    .till_id = call->till_id,
    .key = call->key,
    .receipt = detail->number,
    .store = detail->receipt.store,
    .till = call->till,
    .cashier = detail->cashier,
    .channel = channel_of (detail),
    .card = buyer != NULL
                ? (detail->receipt.card != NULL ? detail->receipt.card : call->loaded->card)
                : NULL,
    .time = detail->receipt.time,
    .posted = call->posted,
    .day = laurel_program_local_day (detail->release->program,
                                     detail->receipt.store,
                                     detail->receipt.time),
    .late = detail->late,
    .program_version = detail->release->version,
    .referrer_id = referrer != NULL ? call->other->client_id : 0,
  };

  sale = laurel_ledger_sale (buyer,
                             referrer,
                             &(LaurelPosting){ .terms = call->current->terms,
                                               .posted = call->posted,
                                               .time = detail->receipt.time,
                                               .actor = call->till_id },
                             &(LaurelSaleRequest){ .sale = detail->sale_id,
                                                   .day = header.day,
                                                   .terms = detail->release->terms,
                                                   .receipt = &detail->receipt,
                                                   .priced = detail->priced,
                                                   .holds = detail->holds,
                                                   .n_holds = detail->n_holds },
                             &refusal,
                             &error);

  if (sale == NULL)
    {
      laurel_pos_call_refuse_by_ledger (call, error, &refusal);
      return;
    }

  laurel_wire_write_sale_facts (facts,
                                &detail->receipt,
                                buyer != NULL ? &detail->facts : NULL,
                                &detail->totals,
                                detail->priced);
  header.facts = facts->str;
  header.tx_no = sale->tx_no;
  laurel_posting_rows_add_sale (call->rows, &header, detail->priced, sale);
  laurel_pos_uses_take (call, &header, &detail->codes, detail->priced);
  add_sale_event (call, detail, &header);
  laurel_pos_call_post (call,
                        (LaurelDocument){ LAUREL_DOCUMENT_SALE, detail->sale_id },
                        201,
                        write_answer (call));
}

static void
compute_sale (LaurelPosCall *call)
{
  SaleDetail *detail = call->detail;

  detail->sale_id = 0;

  if (!price (call) || refuse_price (call, detail))
    return;

  if (detail->priced->totals.referrer_points > 0)
    laurel_pos_call_load_other (call, call->loaded->referrer_id, call->query.depth, commit);
  else
    commit (call);
}

/* === Beginning ================================================================================ */

/* The store is that of the key; the body may repeat it, and must name it where the key has none. */
static gboolean
settle_store (LaurelPosCall *call, SaleDetail *detail)
{
  if (call->store == NULL)
    return TRUE;

  if (detail->receipt.store == NULL)
    detail->receipt.store = call->store;

  return g_str_equal (detail->receipt.store, call->store);
}

static void
begin (LaurelPosCall *call, gboolean sale)
{
  SaleDetail *detail = read_sale (call, sale);
  g_autoptr (LaurelRelease) current = NULL;

  if (laurel_faults_get_n (call->faults) > 0)
    {
      laurel_pos_call_reject (call);
      return;
    }

  if (!settle_store (call, detail))
    {
      laurel_pos_call_refuse (call,
                              403,
                              "wrong_store",
                              "this key belongs to another store",
                              NULL,
                              FALSE);
      return;
    }

  current = laurel_programs_dup_current (laurel_pos_get_programs (call->pos));

  if (current != NULL)
    call->query.depth = laurel_pos_call_depth (current, detail->receipt.time, call->posted);

  call->prepare = prepare;
  call->compute = sale ? compute_sale : compute_quote;
  laurel_pos_call_start (call);
}

void
laurel_pos_quote (LaurelPos             *self,
                  const LaurelPosCaller *caller,
                  json_t                *body,
                  LaurelPosDone          done,
                  gpointer               data)
{
  begin (laurel_pos_call_new (self, caller, NULL, "quote", NULL, body, done, data), FALSE);
}

void
laurel_pos_sale (LaurelPos             *self,
                 const LaurelPosCaller *caller,
                 const char            *key,
                 json_t                *body,
                 LaurelPosDone          done,
                 gpointer               data)
{
  begin (laurel_pos_call_new (self, caller, key, "sale", NULL, body, done, data), TRUE);
}
