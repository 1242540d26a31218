/* laurel-pos-return.c - returns of a known sale, of an unknown one, and voids
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "server/engine/laurel-calendar.h"
#include "server/services/laurel-pos-call.h"
#include "server/wire/laurel-id.h"
#include "server/wire/laurel-wire-balance.h"
#include "server/wire/laurel-wire-problem.h"

enum
{
  LINES_MAX = 1000,
};

#define QUANTITY_MAX G_GINT64_CONSTANT (1000000000)
#define PRICE_MAX    G_GINT64_CONSTANT (100000000000)
#define GROSS_MAX    G_GINT64_CONSTANT (1000000000000000)

/**
 * ReturnDetail:
 * @lines: (element-type LaurelReturnLine): what comes back; none: all that is left
 * @goods: (element-type LaurelReturnGoods): of an unlinked return
 * @voiding: the whole sale is undone
 * @cancelling: and that on any day, since the till is in doubt about it
 *
 * The request, read once; strings are those of the call's body.
 */
typedef struct
{
  gint64      time;
  const char *time_text;
  const char *number;
  const char *sale_number;
  const char *sale_store;
  gint32      sale_day;
  gboolean    unlinked;
  gboolean    voiding;
  gboolean    cancelling;
  GArray     *lines;
  GArray     *goods;

  /* Worked out anew each time. */
  GArray            *returned; /* (element-type gint64): of each line of the sale, before */
  LaurelReturnTotals totals;
  gint64             return_id;
} ReturnDetail;

static void
detail_free (gpointer data)
{
  ReturnDetail *detail = data;

  g_array_unref (detail->lines);
  g_array_unref (detail->goods);
  g_array_unref (detail->returned);
  g_free (detail);
}

static ReturnDetail *
detail_new (LaurelPosCall *call)
{
  ReturnDetail *detail = g_new0 (ReturnDetail, 1);

  detail->sale_day = LAUREL_DAY_NONE;
  detail->lines = g_array_new (FALSE, FALSE, sizeof (LaurelReturnLine));
  detail->goods = g_array_new (FALSE, FALSE, sizeof (LaurelReturnGoods));
  detail->returned = g_array_new (FALSE, FALSE, sizeof (gint64));
  call->detail = detail;
  call->free_detail = detail_free;

  return detail;
}

/* === Reading ================================================================================== */

static void
read_time (LaurelJsonReader *reader, ReturnDetail *detail)
{
  detail->time = laurel_json_reader_get_time (reader, "time");
  detail->time_text = laurel_json_reader_get_string_or (reader, "time", NULL);
}

static gboolean
is_named (const ReturnDetail *detail, gint64 n)
{
  for (guint i = 0; i < detail->lines->len; i++)
    if (g_array_index (detail->lines, LaurelReturnLine, i).n == n)
      return TRUE;

  return FALSE;
}

static void
read_lines (LaurelJsonReader *reader, ReturnDetail *detail)
{
  gsize n = 0;

  if (!laurel_json_reader_begin_array_or_none (reader, "lines", &n))
    return;

  if (n == 0 || n > LINES_MAX)
    laurel_json_reader_fault (reader, NULL, "range", "1 to %d lines", LINES_MAX);

  for (gsize i = 0; i < MIN (n, LINES_MAX); i++)
    {
      LaurelReturnLine line = { 0 };

      if (!laurel_json_reader_begin_element (reader, i))
        continue;

      line.n = laurel_json_reader_get_integer (reader, "n", 1, QUANTITY_MAX);
      line.quantity = laurel_json_reader_get_integer (reader, "quantity", 1, QUANTITY_MAX);

      /* Before the sale is looked at: bad input is bad whatever has happened to the sale. */
      if (line.n > 0 && is_named (detail, line.n))
        laurel_json_reader_fault (reader, "n", LAUREL_FAULT_LINE_TWICE, "a line is named twice");

      laurel_json_reader_end_object (reader);
      g_array_append_val (detail->lines, line);
    }

  laurel_json_reader_end_array (reader);
}

/* round (price * quantity / 1000): the gross of a line whose sale is not known. */
static gint64
gross_of (gint64 price, gint64 quantity)
{
  __int128 product = (__int128) price * quantity;

  return (gint64) ((product + 500) / 1000);
}

static void
check_unlinked (LaurelJsonReader *reader, ReturnDetail *detail)
{
  gint64 gross = 0;

  for (guint i = 0; i < detail->goods->len; i++)
    {
      const LaurelReturnGoods *goods = &g_array_index (detail->goods, LaurelReturnGoods, i);

      for (guint j = 0; j < i; j++)
        if (g_array_index (detail->goods, LaurelReturnGoods, j).n == goods->n)
          {
            laurel_json_reader_fault (reader,
                                      "lines",
                                      LAUREL_FAULT_LINE_TWICE,
                                      "a line is named twice");
            return;
          }

      gross += goods->to_pay;
    }

  if (gross > GROSS_MAX)
    laurel_json_reader_fault (reader, "lines", "range", "the goods are worth too much");
}

static void
read_unlinked_lines (LaurelJsonReader *reader, ReturnDetail *detail)
{
  gsize n = 0;

  if (!laurel_json_reader_begin_array (reader, "lines", &n))
    return;

  if (n == 0 || n > LINES_MAX)
    laurel_json_reader_fault (reader, NULL, "range", "1 to %d lines", LINES_MAX);

  for (gsize i = 0; i < MIN (n, LINES_MAX); i++)
    {
      LaurelReturnGoods goods = { 0 };

      if (!laurel_json_reader_begin_element (reader, i))
        continue;

      goods.n = laurel_json_reader_get_integer (reader, "n", 1, QUANTITY_MAX);
      goods.product = laurel_pos_read_label (reader, "product", TRUE);
      goods.quantity = laurel_json_reader_get_integer (reader, "quantity", 1, QUANTITY_MAX);
      goods.price = laurel_json_reader_get_integer (reader, "price", 0, PRICE_MAX);
      goods.to_pay = gross_of (goods.price, goods.quantity);
      laurel_json_reader_end_object (reader);
      g_array_append_val (detail->goods, goods);
    }

  laurel_json_reader_end_array (reader);
  check_unlinked (reader, detail);
}

/* === The sale's own return ==================================================================== */

static void
remember_returned (LaurelPosCall *call)
{
  ReturnDetail *detail = call->detail;

  g_array_set_size (detail->returned, 0);

  for (guint i = 0; i < call->loaded->sale->lines->len; i++)
    g_array_append_val (detail->returned,
                        g_array_index (call->loaded->sale->lines, LaurelSaleLine, i).returned);
}

/* What had been paid for the first @returned of @line: half up, as everything that is reversed. */
static gint64
paid_for (const LaurelSaleLine *line, gint64 returned)
{
  __int128 product = (__int128) line->to_pay * returned * 2 + line->quantity;

  return (gint64) (product / ((__int128) line->quantity * 2));
}

/* The goods that this return brought back: what has become of the sale's lines since before. */
static gint64
collect_goods (LaurelPosCall *call)
{
  ReturnDetail *detail = call->detail;
  gint64        to_pay = 0;

  g_array_set_size (detail->goods, 0);

  for (guint i = 0; i < call->loaded->sale->lines->len; i++)
    {
      const LaurelSaleLine *line = &g_array_index (call->loaded->sale->lines, LaurelSaleLine, i);
      gint64                before = g_array_index (detail->returned, gint64, i);
      LaurelReturnGoods     goods = {
            .n = line->n,
            .product = call->loaded->goods[i].product,
            .quantity = line->returned - before,
            .price = call->loaded->goods[i].price,
            .to_pay = paid_for (line, line->returned) - paid_for (line, before),
      };

      if (goods.quantity == 0)
        continue;

      g_array_append_val (detail->goods, goods);
      to_pay += goods.to_pay;
    }

  return to_pay;
}

static json_t *
new_answer (LaurelPosCall *call)
{
  const ReturnDetail *detail = call->detail;
  json_t             *answer = json_object ();
  char                id[LAUREL_ID_SIZE];

  if (detail->cancelling)
    json_object_set_new (answer, "cancelled", json_string ("sale"));

  json_object_set_new (answer, "return", json_string (laurel_id_print (detail->return_id, id)));

  if (!detail->unlinked)
    json_object_set_new (answer,
                         "sale",
                         json_string (laurel_id_print (call->loaded->sale->sale, id)));

  json_object_set_new (answer, "unlinked", json_boolean (detail->unlinked));
  json_object_set_new (answer, "voided", json_boolean (detail->voiding));
  json_object_set_new (answer, "discount", json_integer (detail->totals.discount));
  json_object_set_new (answer, "turnover", json_integer (detail->totals.turnover));

  if (!detail->unlinked)
    json_object_set_new (answer, "refund", json_integer (detail->totals.refund));

  json_object_set_new (answer, "certificates", json_object ());
  laurel_wire_add_return_totals (answer, &detail->totals);
  laurel_pos_call_add_account (call, answer);
  json_object_set_new (answer, "slip", json_array ());
  json_object_set_new (answer, "messages", json_array ());

  return answer;
}

static void
add_return_event (LaurelPosCall *call, const LaurelReturnHeader *header)
{
  const ReturnDetail *detail = call->detail;
  json_t             *event = json_object ();
  char                id[LAUREL_ID_SIZE];

  json_object_set_new (event, "document", json_string (laurel_id_print (header->return_id, id)));
  json_object_set_new (event, "store", laurel_wire_new_text (header->store));
  json_object_set_new (event, "channel", laurel_wire_new_text (header->channel));
  json_object_set_new (event, "time", json_string (detail->time_text));
  json_object_set_new (event, "day", laurel_wire_new_day (header->day));
  json_object_set_new (event, "to_pay", json_integer (-header->to_pay));
  json_object_set_new (event, "discount", json_integer (-detail->totals.discount));
  json_object_set_new (event, "points", json_integer (-detail->totals.reversed_points));
  json_object_set_new (event, "redeemed_points", json_integer (-detail->totals.restored_points));
  json_object_set_new (event,
                       "client",
                       header->client_id > 0 ? json_string (laurel_id_print (header->client_id, id))
                                             : json_null ());
  laurel_pos_call_set_event (call, "return", event);
}

/* Fills in what all returns have in common. */
static LaurelReturnHeader
new_header (LaurelPosCall *call, const char *kind)
{
  const ReturnDetail *detail = call->detail;
  const char         *store = call->store != NULL ? call->store : call->loaded->sale_store;

  return (LaurelReturnHeader){
    .client_id = call->loaded->account != NULL ? call->loaded->client_id : -call->till_id,
    .return_id = detail->return_id,
    .kind = kind,
    .till_id = call->till_id,
    .key = call->key,
    .receipt = detail->number,
    .store = store,
    .till = call->till,
    .channel =
        laurel_channel_to_word (laurel_program_get_store_channel (call->current->program, store)),
    .card = call->loaded->account != NULL ? call->loaded->card : NULL,
    .time = detail->time,
    .posted = call->posted,
    .day = laurel_program_local_day (call->current->program, store, detail->time),
    .tx_no = call->loaded->account != NULL ? call->loaded->account->version : 0,
  };
}

static gboolean
run_ledger (LaurelPosCall             *call,
            const LaurelReturnRequest *request,
            gint32                     day,
            LaurelRefusal             *refusal,
            GError                   **error)
{
  ReturnDetail  *detail = call->detail;
  LaurelPosting  posting = { .terms = call->current->terms,
                             .posted = call->posted,
                             .time = detail->time,
                             .actor = call->till_id };
  LaurelAccount *referrer = call->other != NULL ? call->other->account : NULL;

  if (detail->voiding)
    return laurel_ledger_void (call->loaded->account,
                               referrer,
                               call->loaded->sale,
                               &posting,
                               request,
                               day,
                               &detail->totals,
                               refusal,
                               error);

  return laurel_ledger_return (call->loaded->account,
                               referrer,
                               call->loaded->sale,
                               &posting,
                               request,
                               &detail->totals,
                               refusal,
                               error);
}

/* Posts the return: the last step, once both accounts are there. */
static void
commit (LaurelPosCall *call)
{
  ReturnDetail      *detail = call->detail;
  LaurelDocumentKind kind = detail->voiding ? LAUREL_DOCUMENT_VOID : LAUREL_DOCUMENT_RETURN;
  LaurelRefusal      refusal = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (LaurelRelease) release =
      laurel_programs_dup_version (laurel_pos_get_programs (call->pos),
                                   call->loaded->sale_program_version);
  LaurelReturnHeader  header = { 0 };
  LaurelReturnRequest request = { 0 };

  g_assert (release != NULL);
  detail->return_id = laurel_id_next (g_get_real_time () / 1000);
  remember_returned (call);
  request = (LaurelReturnRequest){
    .document = { kind, detail->return_id },
    .policy = &release->terms->returns,
    .lines = (const LaurelReturnLine *) (gpointer) detail->lines->data,
    .n_lines = detail->lines->len,
  };

  if (!run_ledger (
          call,
          &request,
          detail->cancelling
              ? LAUREL_DAY_NONE
              : laurel_program_local_day (release->program, call->loaded->sale_store, detail->time),
          &refusal,
          &error))
    {
      if (detail->cancelling)
        laurel_pos_call_cancel_nothing (call);
      else
        laurel_pos_call_refuse_by_ledger (call, error, &refusal);

      return;
    }

  header = new_header (call, detail->voiding ? "void" : "return");
  header.sale_id = call->loaded->sale->sale;
  /* Returns stand beside their sale, whoever owns the account today. */
  header.client_id = call->loaded->sale_client_id;
  header.card = call->loaded->sale_card;
  header.to_pay = collect_goods (call);
  laurel_posting_rows_add_return (call->rows,
                                  &header,
                                  &detail->totals,
                                  (const LaurelReturnGoods *) (gpointer) detail->goods->data,
                                  detail->goods->len,
                                  call->loaded->sale);

  if (detail->voiding)
    laurel_posting_rows_add_voided (call->rows, header.client_id, header.sale_id);

  add_return_event (call, &header);
  laurel_pos_call_post (call, request.document, 201, laurel_wire_to_text (new_answer (call)));
}

static gboolean
has_referrer_grants (const LaurelSale *sale)
{
  for (guint i = 0; i < sale->grants->len; i++)
    if (g_array_index (sale->grants, LaurelSaleGrant, i).referrer)
      return TRUE;

  return FALSE;
}

static void
compute_return (LaurelPosCall *call)
{
  if (call->loaded->sale == NULL)
    laurel_pos_call_refuse (call, 404, "unknown_sale", "there is no such sale", NULL, TRUE);
  else if (has_referrer_grants (call->loaded->sale))
    laurel_pos_call_load_other (call,
                                call->loaded->sale_referrer_id,
                                LAUREL_ACCOUNT_DEPTH_FULL,
                                commit);
  else
    commit (call);
}

/* === A return without a sale ================================================================== */

static void
compute_unlinked (LaurelPosCall *call)
{
  ReturnDetail      *detail = call->detail;
  LaurelReturnHeader header = { 0 };
  gint64             gross = 0;
  g_autoptr (GError) error = NULL;

  if (call->query.owner != LAUREL_OWNER_NONE && call->loaded->account == NULL)
    {
      laurel_pos_call_refuse_unknown_owner (call);
      return;
    }

  detail->return_id = laurel_id_next (g_get_real_time () / 1000);
  detail->totals = (LaurelReturnTotals){ 0 };

  for (guint i = 0; i < detail->goods->len; i++)
    gross += g_array_index (detail->goods, LaurelReturnGoods, i).to_pay;

  header = new_header (call, "unlinked");
  header.to_pay = gross;

  if (call->loaded->account != NULL)
    {
      detail->totals.turnover = gross;

      if (!laurel_ledger_return_unlinked (
              call->loaded->account,
              &(LaurelPosting){ .terms = call->current->terms,
                                .posted = call->posted,
                                .time = detail->time,
                                .actor = call->till_id },
              (LaurelDocument){ LAUREL_DOCUMENT_RETURN, detail->return_id },
              header.day,
              gross,
              &error))
        {
          laurel_pos_call_refuse_by_ledger (call, error, &(LaurelRefusal){ 0 });
          return;
        }

      header.tx_no = call->loaded->account->version;
    }

  laurel_posting_rows_add_return (call->rows,
                                  &header,
                                  &detail->totals,
                                  (const LaurelReturnGoods *) (gpointer) detail->goods->data,
                                  detail->goods->len,
                                  NULL);
  add_return_event (call, &header);
  laurel_pos_call_post (call,
                        (LaurelDocument){ LAUREL_DOCUMENT_RETURN, detail->return_id },
                        201,
                        laurel_wire_to_text (new_answer (call)));
}

/* === Beginning ================================================================================ */

static void
start_for_sale (LaurelPosCall *call, gint64 sale_id)
{
  call->query.owner = LAUREL_OWNER_SALE;
  call->query.id = sale_id;
  call->query.depth = LAUREL_ACCOUNT_DEPTH_FULL;
  call->compute = compute_return;
  laurel_pos_call_start (call);
}

static void
compute_ambiguous (LaurelPosCall *call)
{
  laurel_pos_call_refuse (call,
                          409,
                          "ambiguous",
                          "several sales have this number: add sale_store and sale_date",
                          NULL,
                          TRUE);
}

static void
found_cb (gint64 sale_id, gboolean several, const GError *error, gpointer data)
{
  LaurelPosCall *call = data;

  if (error != NULL)
    {
      laurel_pos_call_fail (call, error);
    }
  else if (several)
    {
      call->compute = compute_ambiguous;
      laurel_pos_call_start (call);
    }
  else
    {
      start_for_sale (call, sale_id);
    }
}

static void
read_by_number (LaurelJsonReader *reader, ReturnDetail *detail)
{
  detail->sale_number = laurel_pos_read_label (reader, "sale_receipt", TRUE);
  detail->sale_store = laurel_pos_read_label (reader, "sale_store", FALSE);
  detail->sale_day = laurel_json_reader_get_date_or (reader, "sale_date", LAUREL_DAY_NONE);
  read_lines (reader, detail);
}

void
laurel_pos_return (LaurelPos             *self,
                   const LaurelPosCaller *caller,
                   const char            *key,
                   const char            *sale,
                   json_t                *body,
                   LaurelPosDone          done,
                   gpointer               data)
{
  LaurelPosCall *call = laurel_pos_call_new (self, caller, key, "return", sale, body, done, data);
  ReturnDetail  *detail = detail_new (call);
  g_autoptr (LaurelJsonReader) reader = laurel_json_reader_new (call->body, "", call->faults);
  gint64 sale_id = 0;

  if (laurel_json_reader_begin (reader))
    {
      read_time (reader, detail);
      detail->number = laurel_pos_read_label (reader, "receipt", FALSE);

      if (sale != NULL)
        read_lines (reader, detail);
      else if ((detail->unlinked = laurel_json_reader_get_boolean_or (reader, "unlinked", FALSE)))
        {
          laurel_pos_call_read_owner (call, reader, FALSE);
          read_unlinked_lines (reader, detail);
        }
      else
        read_by_number (reader, detail);

      laurel_json_reader_end_object (reader);
    }

  if (laurel_faults_get_n (call->faults) > 0)
    {
      laurel_pos_call_reject (call);
    }
  else if (detail->unlinked)
    {
      call->query.depth = LAUREL_ACCOUNT_DEPTH_FULL;
      call->compute = compute_unlinked;
      laurel_pos_call_start (call);
    }
  else if (sale != NULL)
    {
      start_for_sale (call, laurel_id_parse (sale, &sale_id) ? sale_id : 0);
    }
  else
    {
      laurel_store_find_sale (laurel_pos_get_store (self),
                              LAUREL_DB_LANE_POS,
                              detail->sale_store != NULL ? detail->sale_store : caller->store,
                              detail->sale_number,
                              detail->sale_day,
                              found_cb,
                              call);
    }
}

void
laurel_pos_void (LaurelPos             *self,
                 const LaurelPosCaller *caller,
                 const char            *key,
                 const char            *sale,
                 json_t                *body,
                 LaurelPosDone          done,
                 gpointer               data)
{
  LaurelPosCall *call = laurel_pos_call_new (self, caller, key, "void", sale, body, done, data);
  ReturnDetail  *detail = detail_new (call);
  g_autoptr (LaurelJsonReader) reader = laurel_json_reader_new (call->body, "", call->faults);
  gint64 sale_id = 0;

  detail->voiding = TRUE;

  if (laurel_json_reader_begin (reader))
    {
      read_time (reader, detail);
      laurel_json_reader_end_object (reader);
    }

  if (laurel_faults_get_n (call->faults) > 0)
    laurel_pos_call_reject (call);
  else
    start_for_sale (call, laurel_id_parse (sale, &sale_id) ? sale_id : 0);
}

void
laurel_pos_call_cancel_sale (LaurelPosCall *call,
                             gint64         sale_id,
                             gint64         time,
                             const char    *time_text)
{
  ReturnDetail *detail = detail_new (call);

  detail->time = time;
  detail->time_text = time_text;
  detail->voiding = TRUE;
  detail->cancelling = TRUE;
  start_for_sale (call, sale_id);
}
