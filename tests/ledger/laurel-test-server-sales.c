/* laurel-test-server-sales.c - the server in memory sells, takes back and undoes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/engine/laurel-calendar.h"
#include "server/wire/laurel-wire-priced.h"
#include "server/wire/laurel-wire-receipt.h"
#include "tests/ledger/laurel-test-server-private.h"

/* A receipt on its way through the server; its strings are the step's. */
typedef struct
{
  Version            *version;
  const char         *store;
  gint32              day;
  guint               buyer;
  guint               referrer;
  const Client       *client;
  gint64              holds[4];
  gsize               n_holds;
  gint64              available;
  gboolean            late;
  LaurelReceipt       receipt;
  const LaurelPriced *priced;
} Sale;

static const char *
store_of (LaurelTestServer *server, json_t *step)
{
  const char *till = laurel_test_step_string (step, "till");

  return laurel_test_step_string (server->tills, till != NULL ? till : "T1");
}

static Sold *
find_sold (LaurelTestServer *server, const char *name)
{
  g_autofree char *key = laurel_test_full_key (NULL, name);

  for (guint i = 0; i < server->sales->len; i++)
    {
      Sold *sold = g_ptr_array_index (server->sales, i);

      if (g_str_equal (sold->name, key))
        return sold;
    }

  return NULL;
}

void
laurel_test_sold_move (Sold *sold, guint from, guint to, gint64 lot_offset)
{
  for (guint i = 0; i < sold->sale->grants->len; i++)
    {
      LaurelSaleGrant *grant = &g_array_index (sold->sale->grants, LaurelSaleGrant, i);

      if ((grant->referrer ? sold->referrer : sold->buyer) == from)
        grant->lot_no += lot_offset;
    }

  for (guint i = 0; i < sold->sale->consumptions->len && sold->buyer == from; i++)
    g_array_index (sold->sale->consumptions, LaurelConsumption, i).lot_no += lot_offset;

  sold->buyer = sold->buyer == from ? to : sold->buyer;
  sold->referrer = sold->referrer == from ? to : sold->referrer;
}

/* === Facts ==================================================================================== */

static LaurelUsage *
usage_of (GArray *usages, const char *leaf)
{
  for (guint i = 0; i < usages->len; i++)
    {
      LaurelUsage *usage = &g_array_index (usages, LaurelUsage, i);

      if (usage->leaf == leaf)
        return usage;
    }

  g_array_append_val (usages, ((LaurelUsage){ leaf, 0, 0, LAUREL_DAY_NONE }));

  return &g_array_index (usages, LaurelUsage, usages->len - 1);
}

/* Uses by everyone, or by one account. */
static GArray *
find_usage (LaurelTestServer *server, guint account)
{
  GArray *usages = g_array_new (FALSE, FALSE, sizeof (LaurelUsage));

  for (guint i = 0; i < server->sales->len; i++)
    {
      const Sold *sold = g_ptr_array_index (server->sales, i);

      if (sold->sale->voided || (account != NO_ACCOUNT && sold->buyer != account))
        continue;

      for (guint u = 0; u < sold->uses->len; u++)
        {
          const Use   *use = &g_array_index (sold->uses, Use, u);
          LaurelUsage *usage = usage_of (usages, use->leaf);

          usage->count++;
          usage->money += use->money;
          usage->last_day = MAX (usage->last_day, sold->sale->day);
        }
    }

  return usages;
}

static gint64
count_user (const Code *code, guint account)
{
  gint64 n = 0;

  for (guint i = 0; i < code->users->len; i++)
    n += g_array_index (code->users, guint, i) == account;

  return n;
}

static void
fill_in_codes (LaurelTestServer *server, Sale *sale)
{
  LaurelPresentedCode        *codes = laurel_wire_receipt_get_codes (&sale->receipt);
  LaurelPresentedCertificate *certificates = laurel_wire_receipt_get_certificates (&sale->receipt);

  for (gsize i = 0; i < sale->receipt.n_promo_codes; i++)
    {
      const Code *code = g_hash_table_lookup (server->codes, codes[i].code);

      if (code != NULL && (code->uses == 0 || code->users->len < code->uses) &&
          (code->per_client == 0 || count_user (code, sale->buyer) < code->per_client))
        codes[i].series = code->series;
    }

  for (gsize i = 0; i < sale->receipt.n_certificates; i++)
    certificates[i].balance =
        *(gint64 *) g_hash_table_lookup (server->certificates, certificates[i].code);
}

static void
read_receipt (LaurelTestServer *server, json_t *step, Sale *sale)
{
  static const char *const members[] = {
    "card", "channel", "payments", "promo_codes", "certificates", "redeem", "lines",
  };
  g_autoptr (LaurelFaults) faults = laurel_faults_new ();
  g_autoptr (LaurelJsonReader) reader = NULL;
  json_t *body = json_object ();
  json_t *time = json_object_get (step, "time");

  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    {
      json_t *value = json_object_get (step, members[i]);

      if (value != NULL)
        json_object_set (body, members[i], value);
    }
  json_object_set (body, "time", time != NULL ? time : json_object_get (step, "at"));
  if (sale->store != NULL)
    json_object_set_new (body, "store", json_string (sale->store));

  reader = laurel_json_reader_new (body, "", faults);
  g_assert_true (laurel_json_reader_begin (reader));
  laurel_wire_read_receipt (reader, server->arena, &sale->receipt);
  laurel_json_reader_end_object (reader);
  g_assert_cmpuint (laurel_faults_get_n (faults), ==, 0);

  sale->receipt.store = sale->store; /* the other strings are the step's own */
  json_decref (body);
}

/* Whose it is, and what they may spend; an answer where that is refused. */
static json_t *
find_buyer (LaurelTestServer *server, json_t *step, Sale *sale)
{
  const char *number = laurel_test_step_string (step, "card");
  const Card *card = NULL;
  json_t     *name = NULL;
  gsize       index = 0;
  g_autoptr (GError) error = NULL;
  LaurelRefusal refusal = { 0 };

  sale->buyer = NO_ACCOUNT;
  sale->referrer = NO_ACCOUNT;
  if (number == NULL)
    return NULL;

  card = g_hash_table_lookup (server->cards, number);
  if (card == NULL)
    return laurel_test_refuse (404, "unknown_card");

  sale->buyer = card->account;
  sale->client = card->client;
  if (card->client != NULL && card->client->referrer != NULL)
    sale->referrer = card->client->referrer->account;

  json_array_foreach (json_object_get (step, "holds"), index, name)
  {
    const Hold *hold = g_hash_table_lookup (server->holds, json_string_value (name));

    if (hold == NULL)
      return laurel_test_refuse (404, "unknown_hold");
    g_assert_cmpuint (sale->n_holds, <, G_N_ELEMENTS (sale->holds));
    sale->holds[sale->n_holds++] = hold->hold;
  }

  if (!laurel_ledger_redeemable (laurel_test_server_account (server, sale->buyer),
                                 laurel_test_server_terms (server),
                                 server->now,
                                 sale->holds,
                                 sale->n_holds,
                                 &sale->available,
                                 &refusal,
                                 &error))
    return laurel_test_refuse_by (error, &refusal);

  return NULL;
}

static void
price (LaurelTestServer *server, Sale *sale)
{
  g_autoptr (GArray) theirs = find_usage (server, sale->buyer);
  g_autoptr (GArray) all = find_usage (server, NO_ACCOUNT);
  const LaurelUsageTotals totals = { (const LaurelUsage *) all->data, all->len };
  LaurelClientFacts       facts = { .birth_day = LAUREL_DAY_NONE };
  g_autoptr (GError) error = NULL;

  if (sale->buyer != NO_ACCOUNT)
    {
      const LaurelAccount *account = laurel_test_server_account (server, sale->buyer);

      facts.registered = sale->client != NULL;
      facts.level =
          sale->receipt.time < server->now
              ? laurel_ledger_level_then (account,
                                          laurel_test_server_terms (server),
                                          sale->receipt.time)
              : laurel_ledger_level (account, laurel_test_server_terms (server), server->now);
      facts.turnover = account->turnover;
      facts.purchase_count = account->purchase_count;
      facts.last_purchase_day = laurel_account_last_purchase (account, sale->day);
      facts.available_points = sale->available;
      facts.has_referrer = sale->referrer != NO_ACCOUNT;
      facts.usage = (const LaurelUsage *) theirs->data;
      facts.n_usage = theirs->len;
    }

  sale->priced = laurel_price (sale->version->program,
                               server->arena,
                               &sale->receipt,
                               sale->buyer != NO_ACCOUNT ? &facts : NULL,
                               &totals,
                               LAUREL_PRICE_PLAIN,
                               &error);
  g_assert_no_error (error);
}

static json_t *
prepare (LaurelTestServer *server, json_t *step, Sale *sale)
{
  gint64  time = laurel_test_step_instant (step, "time", server->now);
  json_t *answer = NULL;
  g_autoptr (GError) error = NULL;
  LaurelRefusal refusal = { 0 };

  laurel_arena_reset (server->arena);
  if (!laurel_ledger_check_time (laurel_test_server_terms (server),
                                 time,
                                 server->now,
                                 &sale->late,
                                 &refusal,
                                 &error))
    return laurel_test_refuse_by (error, &refusal);

  sale->version = laurel_test_server_version (server, time);
  sale->store = store_of (server, step);
  sale->day = laurel_program_local_day (sale->version->program, sale->store, time);
  answer = find_buyer (server, step, sale);
  if (answer != NULL)
    return answer;

  read_receipt (server, step, sale);
  fill_in_codes (server, sale);
  price (server, sale);

  return NULL;
}

/* === Sale ===================================================================================== */

static json_t *
new_sale_answer (LaurelTestServer *server, const Sale *sale, gint status)
{
  json_t *answer = json_pack ("{s:i, s:b}", "status", status, "offline", sale->late);

  json_object_update_new (answer, laurel_wire_new_priced (sale->priced, &sale->receipt, FALSE));
  if (sale->buyer != NO_ACCOUNT)
    laurel_test_server_add_balance (server, answer, sale->buyer);

  return answer;
}

/* What fired: each discount with an effect once. */
static GArray *
find_uses (const LaurelPriced *priced)
{
  GArray *uses = g_array_new (FALSE, FALSE, sizeof (Use));

  for (gsize i = 0; i < priced->n_lines; i++)
    {
      for (gsize e = 0; e < priced->lines[i].n_effects; e++)
        {
          const LaurelEffect *effect = &priced->lines[i].effects[e];
          const char         *leaf = g_intern_string (effect->leaf);
          guint               place = 0;

          while (place < uses->len && g_array_index (uses, Use, place).leaf != leaf)
            place++;
          if (place == uses->len)
            g_array_append_val (uses, ((Use){ leaf, 0 }));
          g_array_index (uses, Use, place).money += effect->money;
        }
    }

  return uses;
}

static void
use_up (LaurelTestServer *server, const Sale *sale, Sold *sold)
{
  for (gsize i = 0; i < sale->receipt.n_promo_codes; i++)
    {
      Code *code = g_hash_table_lookup (server->codes, sale->receipt.promo_codes[i].code);

      if (sale->priced->promo_codes[i] != LAUREL_CODE_APPLIED)
        continue;

      g_array_append_val (code->users, sale->buyer);
      g_ptr_array_add (sold->codes, code);
    }

  for (gsize i = 0; i < sale->receipt.n_certificates; i++)
    *(gint64 *) g_hash_table_lookup (server->certificates, sale->receipt.certificates[i].code) -=
        sale->priced->certificates[i];
}

static LaurelAccount *
account_or_none (LaurelTestServer *server, guint account)
{
  return account != NO_ACCOUNT ? laurel_test_server_account (server, account) : NULL;
}

json_t *
laurel_test_server_quote (LaurelTestServer *server, json_t *step)
{
  Sale    sale = { 0 };
  json_t *answer = prepare (server, step, &sale);

  return answer != NULL ? answer : new_sale_answer (server, &sale, 200);
}

static gboolean
totals_differ (json_t *expected, json_t *totals)
{
  const char *name = NULL;
  json_t     *value = NULL;

  json_object_foreach (expected, name, value)
  {
    if (!json_equal (value, json_object_get (totals, name)))
      return TRUE;
  }

  return FALSE;
}

static json_t *
check_sale (json_t *step, const Sale *sale)
{
  json_t *totals = laurel_wire_new_totals (&sale->priced->totals);
  json_t *answer = NULL;
  g_autoptr (GError) error = NULL;
  LaurelRefusal refusal = { 0 };

  if (!laurel_ledger_check_redeem (&sale->receipt, sale->priced, sale->available, &refusal, &error))
    answer = laurel_test_refuse_by (error, &refusal);
  else if (totals_differ (json_object_get (step, "expected"), totals) &&
           !json_is_true (json_object_get (step, "accept_till_totals")))
    {
      answer = laurel_test_refuse (409, "totals_differ");
      json_object_set (answer, "totals", totals);
    }
  json_decref (totals);

  return answer;
}

json_t *
laurel_test_server_sale (LaurelTestServer *server, json_t *step)
{
  Sale          sale = { 0 };
  json_t       *answer = prepare (server, step, &sale);
  LaurelPosting posting = { laurel_test_server_terms (server), server->now, sale.receipt.time, 1 };
  LaurelSaleRequest request = { 0 };
  LaurelSale       *document = NULL;
  Sold             *sold = NULL;
  g_autoptr (GError) error = NULL;
  LaurelRefusal refusal = { 0 };

  if (answer == NULL)
    answer = check_sale (step, &sale);
  if (answer != NULL)
    return answer;

  request = (LaurelSaleRequest){
    server->sales->len + 1, sale.day, sale.version->terms, &sale.receipt, sale.priced, sale.holds,
    sale.n_holds,
  };
  document = laurel_ledger_sale (account_or_none (server, sale.buyer),
                                 account_or_none (server, sale.referrer),
                                 &posting,
                                 &request,
                                 &refusal,
                                 &error);
  if (document == NULL)
    return laurel_test_refuse_by (error, &refusal);

  sold = g_new0 (Sold, 1);
  sold->name = laurel_test_full_key (laurel_test_step_string (step, "till"),
                                     laurel_test_step_string (step, "key"));
  sold->sale = document;
  sold->version = sale.version;
  sold->store = sale.store;
  sold->buyer = sale.buyer;
  sold->referrer = sale.referrer;
  sold->uses = find_uses (sale.priced);
  sold->codes = g_ptr_array_new ();
  g_ptr_array_add (server->sales, sold);
  use_up (server, &sale, sold);

  return new_sale_answer (server, &sale, 201);
}

/* === Return and void ========================================================================== */

static json_t *
new_return_answer (LaurelTestServer         *server,
                   const Sold               *sold,
                   const GArray             *before,
                   const LaurelReturnTotals *totals)
{
  json_t *certificates = json_object ();
  json_t *answer = json_pack ("{s:i, s:b, s:b, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I}",
                              "status",
                              201,
                              "unlinked",
                              FALSE,
                              "voided",
                              sold->sale->voided,
                              "discount",
                              (json_int_t) totals->discount,
                              "turnover",
                              (json_int_t) totals->turnover,
                              "refund",
                              (json_int_t) totals->refund,
                              "restored_points",
                              (json_int_t) totals->restored_points,
                              "expired_points",
                              (json_int_t) totals->expired_points,
                              "reversed_points",
                              (json_int_t) totals->reversed_points,
                              "referrer_points",
                              (json_int_t) totals->referrer_points,
                              "owed_points",
                              (json_int_t) totals->owed_points,
                              "forgiven_points",
                              (json_int_t) totals->forgiven_points);

  for (guint i = 0; i < before->len; i++)
    {
      const LaurelSaleCertificate *after =
          &g_array_index (sold->sale->certificates, LaurelSaleCertificate, i);
      gint64 back = after->restored - g_array_index (before, gint64, i);

      *(gint64 *) g_hash_table_lookup (server->certificates, after->code) += back;
      if (back > 0)
        json_object_set_new (certificates, after->code, json_integer (back));
    }
  json_object_set_new (answer, "certificates", certificates);

  if (sold->buyer != NO_ACCOUNT)
    laurel_test_server_add_balance (server, answer, sold->buyer);

  return answer;
}

/* A return of @lines, or a void on @day. */
static json_t *
take_back (LaurelTestServer       *server,
           Sold                   *sold,
           gint64                  time,
           gboolean                whole,
           gint32                  day,
           const LaurelReturnLine *lines,
           gsize                   n_lines)
{
  const LaurelPosting       posting = { laurel_test_server_terms (server), server->now, time, 1 };
  const LaurelReturnRequest request = {
    { whole ? LAUREL_DOCUMENT_VOID : LAUREL_DOCUMENT_RETURN, 1 },
    &sold->version->terms->returns,
    lines,
    n_lines,
  };
  LaurelAccount *buyer = account_or_none (server, sold->buyer);
  LaurelAccount *referrer = account_or_none (server, sold->referrer);
  g_autoptr (GArray) before = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;
  LaurelReturnTotals totals = { 0 };
  LaurelRefusal      refusal = { 0 };
  gboolean           done = FALSE;

  for (guint i = 0; i < sold->sale->certificates->len; i++)
    g_array_append_val (
        before,
        g_array_index (sold->sale->certificates, LaurelSaleCertificate, i).restored);

  if (whole)
    done = laurel_ledger_void (buyer,
                               referrer,
                               sold->sale,
                               &posting,
                               &request,
                               day,
                               &totals,
                               &refusal,
                               &error);
  else
    done = laurel_ledger_return (buyer,
                                 referrer,
                                 sold->sale,
                                 &posting,
                                 &request,
                                 &totals,
                                 &refusal,
                                 &error);
  if (!done)
    return laurel_test_refuse_by (error, &refusal);

  for (guint i = 0; i < sold->codes->len && whole; i++)
    {
      const Code *code = g_ptr_array_index (sold->codes, i);

      g_array_set_size (code->users, code->users->len - 1);
    }

  return new_return_answer (server, sold, before, &totals);
}

json_t *
laurel_test_server_return (LaurelTestServer *server, json_t *step)
{
  Sold                        *sold = find_sold (server, laurel_test_step_string (step, "sale"));
  json_t                      *asked = json_object_get (step, "lines");
  json_t                      *value = NULL;
  gsize                        index = 0;
  g_autofree LaurelReturnLine *lines = g_new (LaurelReturnLine, json_array_size (asked));

  if (sold == NULL)
    return laurel_test_refuse (404, "unknown_sale");

  json_array_foreach (asked, index, value) lines[index] = (LaurelReturnLine){
    json_integer_value (json_object_get (value, "n")),
    json_integer_value (json_object_get (value, "quantity")),
  };

  return take_back (server,
                    sold,
                    laurel_test_step_instant (step, "time", server->now),
                    FALSE,
                    LAUREL_DAY_NONE,
                    lines,
                    json_array_size (asked));
}

json_t *
laurel_test_server_void (LaurelTestServer *server, json_t *step)
{
  Sold  *sold = find_sold (server, laurel_test_step_string (step, "sale"));
  gint64 time = laurel_test_step_instant (step, "time", server->now);

  if (sold == NULL)
    return laurel_test_refuse (404, "unknown_sale");

  return take_back (server,
                    sold,
                    time,
                    TRUE,
                    laurel_program_local_day (sold->version->program, sold->store, time),
                    NULL,
                    0);
}

json_t *
laurel_test_server_cancel (LaurelTestServer *server, json_t *step)
{
  const char      *cancelled = laurel_test_step_string (step, "cancel");
  g_autofree char *name = laurel_test_full_key (laurel_test_step_string (step, "till"), cancelled);
  Sold            *sold = find_sold (server, name);
  const Hold      *hold = g_hash_table_lookup (server->holds, cancelled);
  json_t          *answer = NULL;
  const char      *what = "nothing";

  if (!g_hash_table_contains (server->stored, name))
    {
      g_hash_table_replace (server->stored, g_strdup (name), g_new0 (Stored, 1));
      what = "never_seen";
    }
  else if (sold != NULL && !sold->sale->voided && !laurel_sale_has_returns (sold->sale))
    {
      answer = take_back (server,
                          sold,
                          laurel_test_step_instant (step, "time", server->now),
                          TRUE,
                          LAUREL_DAY_NONE,
                          NULL,
                          0);
      what = "sale";
    }
  else if (hold != NULL)
    {
      answer = laurel_test_server_end_hold (server, hold, 201);
      what = "hold";
    }

  if (answer == NULL)
    answer = json_pack ("{s:i}", "status", 201);
  json_object_set_new (answer, "cancelled", json_string (what));

  return answer;
}

json_t *
laurel_test_server_return_unlinked (LaurelTestServer *server, json_t *step)
{
  const Card *card = g_hash_table_lookup (server->cards, laurel_test_step_string (step, "card"));
  gint64      time = laurel_test_step_instant (step, "time", server->now);
  const LaurelPosting posting = { laurel_test_server_terms (server), server->now, time, 1 };
  const Version      *version = laurel_test_server_version (server, time);
  g_autoptr (GError) error = NULL;
  json_t *line = NULL;
  json_t *answer = NULL;
  gsize   index = 0;
  gint64  gross = 0;

  json_array_foreach (json_object_get (step, "lines"), index, line) gross +=
      (json_integer_value (json_object_get (line, "price")) *
           json_integer_value (json_object_get (line, "quantity")) +
       500) /
      1000;

  if (!laurel_ledger_return_unlinked (
          laurel_test_server_account (server, card->account),
          &posting,
          (LaurelDocument){ LAUREL_DOCUMENT_RETURN, 1 },
          laurel_program_local_day (version->program, store_of (server, step), time),
          gross,
          &error))
    return laurel_test_refuse_by (error, &(LaurelRefusal){ 0 });

  answer = json_pack ("{s:i, s:b, s:i, s:i, s:I}",
                      "status",
                      201,
                      "unlinked",
                      TRUE,
                      "reversed_points",
                      0,
                      "restored_points",
                      0,
                      "turnover",
                      (json_int_t) gross);
  laurel_test_server_add_balance (server, answer, card->account);

  return answer;
}
